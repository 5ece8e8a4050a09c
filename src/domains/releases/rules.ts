import { namedDay, nextShift } from '../../rules/clocks.ts'
import { examples } from '../../rules/examples.ts'
import { done, told } from '../../rules/kinds.ts'
import type { Rule } from '../../rules/rule.ts'
import { act, checked, localPolicy } from '../../rules/sources.ts'

export const approve = 'releases/approve'
export const send = 'releases/send'
export const lookAfter = 'releases/look-after'
export const takeBack = 'releases/take-back'

const base = {
  version: '1',
  owedTo: 'case',
  holder: 'recorder',
  ownedBy: 'named',
  source: localPolicy('What can endanger somebody leaves by two people (SAFETY S10)'),
  inForce: checked,
  confidence: 'MEDIUM',
} satisfies Partial<Rule>
const inOneWorkingDay = {
  clocks: { safety: { kind: 'workingDays', count: 1, from: 'happened' } },
  examples: examples.oneWorkingDay,
} satisfies Partial<Rule>

/** Whoever was asked answers, whoever asked sends or takes it back, and what left at once is looked at by somebody else (S10). */
export const releaseRules: Rule[] = [
  {
    ...base,
    ...inOneWorkingDay,
    id: approve,
    code: 'RELEASE_OUTSIDE_APPROVAL',
    on: ['releases.asked'],
    task: 'See what would be released outside, and approve or refuse it',
    metBy: { types: ['releases.approved', 'releases.ended'] },
  },
  {
    ...base,
    id: send,
    code: 'RELEASE_OUTSIDE_SENDING',
    on: ['releases.approved'],
    task: 'Send what was approved, or take the release back',
    clocks: { safety: namedDay },
    examples: examples.namedDay,
    metBy: { types: ['releases.released', 'releases.ended'] },
  },
  {
    ...base,
    ...inOneWorkingDay,
    id: lookAfter,
    code: 'RELEASE_OUTSIDE_REVIEW',
    on: ['releases.released-at-once'],
    task: 'Look at what was released outside at once, and say whether it was right',
    metBy: { types: ['releases.reviewed'] },
  },
  // A place that was written down too late: who opened it, what is taken back, the person, and the breach (S-14; RULES 16).
  {
    ...base,
    id: takeBack,
    code: 'RELEASE_OUTSIDE_TAKE_BACK',
    on: ['releases.place-found-late'],
    ownedBy: 'risk lead',
    task: 'Read who opened what should not have been open, ask each for what they kept, and say what was taken back',
    clocks: { safety: { kind: 'endOfDay', from: 'known' } },
    metBy: { types: ['releases.late-answered', ...done] },
    source: localPolicy('A protected place that stood open or was sent is taken back at once (S-14, IS-04)'),
    examples: examples.sameDay,
  },
  {
    ...base,
    id: 'releases/tell-of-a-place-found-late',
    code: 'RELEASE_OUTSIDE_TELL',
    on: ['releases.place-found-late'],
    owedTo: 'each person',
    ownedBy: 'contact lead',
    task: 'Tell them by a safe way that a place of theirs stood where others could read it, and what they want done',
    clocks: { safety: nextShift },
    metBy: { types: told },
    source: localPolicy('A breach is told to the person at high risk, safely (RULES 16; S-14)'),
    examples: examples.nextShift,
  },
  {
    ...base,
    id: 'releases/assess-the-breach',
    code: 'RELEASE_OUTSIDE_BREACH',
    on: ['releases.place-found-late'],
    ownedBy: 'risk lead',
    task: 'Have your data protection lead assess it as a breach: what has to be reported goes to the ICO within 72 hours',
    clocks: { statutory: { kind: 'hours', count: 72, from: 'known' } },
    metBy: { types: done },
    source: act(
      'UK General Data Protection Regulation',
      'Article 33(1); for police: Data Protection Act 2018, section 67(1)',
      'eur/2016/679/article/33',
    ),
    confidence: 'HIGH',
    examples: [
      {
        because: 'Christmas Eve 2026: no day off stops this clock',
        happened: '2026-12-24T15:50',
        statutoryDue: '2026-12-27T15:50:00',
      },
      {
        because: 'the night the clocks go forward in 2027',
        happened: '2027-03-27T23:30',
        statutoryDue: '2027-03-31T00:30:00',
      },
    ],
  },
]
