import { nextShift } from '../../../rules/clocks.ts'
import { examples } from '../../../rules/examples.ts'
import { done, told } from '../../../rules/kinds.ts'
import type { Rule } from '../../../rules/rule.ts'
import { checked, collegeGuidance, localPolicy } from '../../../rules/sources.ts'
import { telling } from './telling.ts'

const base = {
  version: '1',
  owedTo: 'case',
  ownedBy: 'holder',
  holder: 'police',
  inForce: checked,
  confidence: 'MEDIUM',
} satisfies Partial<Rule>

/** Breaches, results that have to be chased, and what is left when another body is late (BL-06, BL-12 to BL-15, DC-03). */
export const bail: Rule[] = [
  {
    ...base,
    id: 'justice/act-on-breach-of-bail',
    code: 'BREACH_RESPONSE',
    on: ['justice.breach-reported'],
    task: 'Act on the breach: find and arrest, or a supervisor says why not; see that the victim is safe now',
    clocks: { safety: { kind: 'hours', count: 'breachResponseHours', from: 'known' } },
    metBy: { types: ['justice.breach-acted-on', 'justice.suspect-arrested', ...done] },
    source: collegeGuidance('Bail: breaches are followed up promptly'),
    examples: examples.oneHour,
  },
  ...telling({
    id: 'justice/tell-of-arrest-for-breach',
    code: 'ARREST_FOR_BREACH',
    on: ['justice.suspect-arrested'],
    when: [{ is: 'detail', name: 'forBreach', oneOf: [true] }],
    holder: 'police',
    task: 'Tell the victim of the arrest for the breach, before any hearing where possible',
    since: '2015',
    isRelease: true,
    right: 'R6',
    confidence: 'MEDIUM',
  }),
  {
    ...base,
    id: 'justice/tell-of-breach-not-put-before-court',
    code: 'BREACH_NOT_PUT_BEFORE_COURT',
    on: ['justice.breach-not-put-before-court'],
    owedTo: 'each person',
    task: 'Tell the victim that the suspect was not put before the court, and why',
    clocks: { safety: nextShift },
    metBy: { types: told },
    source: collegeGuidance('Bail: the victim is given the reason'),
    examples: examples.nextShift,
  },
  {
    ...base,
    id: 'justice/check-the-bail-address',
    code: 'BAIL_ADDRESS_CHECK',
    on: ['justice.bail-granted', 'justice.bail-varied'],
    when: [
      {
        is: 'any',
        of: [
          { is: 'detail', name: 'bailAddress', oneOf: ['near the victim', 'not checked'] },
          { is: 'says', words: ['close by'] },
        ],
      },
    ],
    task: 'Check that the bail address does not defeat the conditions',
    clocks: { safety: nextShift },
    metBy: { types: ['justice.bail-cancelled', ...done] },
    source: collegeGuidance('Bail: what to weigh before release'),
    examples: examples.nextShift,
  },
  {
    ...base,
    id: 'justice/chase-the-result',
    code: 'CHASE_RESULT',
    on: ['justice.hearing-listed'],
    task: 'Find out what the court decided: ask the court, the CPS or the adviser',
    clocks: { safety: { kind: 'endOfDay', from: 'date' } },
    metBy: {
      types: [
        'justice.bail-hearing-decided',
        'justice.trial-ended',
        'justice.sentenced',
        'justice.remanded',
        'justice.warrant-issued',
        ...done,
      ],
    },
    source: collegeGuidance('Bail: where waiting would be unsafe'),
    examples: [
      {
        because: 'a bail hearing on the Friday before a bank holiday is chased that same Friday',
        happened: '2027-04-28T10:00',
        named: '2027-04-30',
        safetyDue: '2027-04-30T23:59:59',
      },
      {
        because: 'a Saturday court sits, so the result is chased on the Saturday',
        happened: '2026-12-24T15:50',
        named: '2026-12-26',
        safetyDue: '2026-12-26T23:59:59',
      },
    ],
  },
  {
    ...base,
    id: 'justice/tell-when-the-cps-is-late',
    code: 'BACKSTOP',
    on: [],
    whenLate: 'CPS_POST_CHARGE',
    owedTo: 'each person',
    ownedBy: 'contact lead',
    task: 'The CPS has not said that it told the victim: tell the victim yourself, and chase the CPS',
    clocks: { safety: { kind: 'hourOfNextWorkingDay', hour: 'backstopHour', from: 'raised' } },
    metBy: { types: told },
    source: localPolicy('Nobody waits for another body once its time has run out'),
    examples: [
      {
        because: 'the CPS clock ends on a Thursday',
        happened: '2027-02-11T23:59:59',
        safetyDue: '2027-02-12T17:00:00',
      },
      {
        because: 'the CPS clock ends on Christmas Eve',
        happened: '2026-12-24T23:59:59',
        safetyDue: '2026-12-29T17:00:00',
      },
    ],
  },
  {
    ...base,
    id: 'justice/say-what-was-wrong',
    code: 'CORRECTION',
    on: [],
    whenCorrected: true,
    owedTo: 'each person',
    task: 'Tell the victim that what they were told was wrong, and what is right',
    clocks: { safety: { kind: 'endOfNextShift', from: 'raised' } },
    metBy: { types: told },
    source: localPolicy('What the victim was told is put right'),
    examples: examples.nextShift,
  },
]
