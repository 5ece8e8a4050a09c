import { namedDay } from '../../rules/clocks.ts'
import { examples } from '../../rules/examples.ts'
import type { Rule } from '../../rules/rule.ts'
import { checked, localPolicy } from '../../rules/sources.ts'

export const approve = 'releases/approve'
export const send = 'releases/send'
export const lookAfter = 'releases/look-after'

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
]
