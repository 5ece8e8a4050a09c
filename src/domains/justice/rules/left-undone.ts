import { nextShift } from '../../../rules/clocks.ts'
import { examples } from '../../../rules/examples.ts'
import { abuse, done, suspectDealtWith } from '../../../rules/kinds.ts'
import type { Rule } from '../../../rules/rule.ts'
import { checked, collegeGuidance, localPolicy } from '../../../rules/sources.ts'

const base = {
  version: '1',
  owedTo: 'case',
  ownedBy: 'holder',
  inForce: checked,
  confidence: 'MEDIUM',
} satisfies Partial<Rule>

/** A crime that nobody works on, and a case that was closed too soon. */
export const leftUndone: Rule[] = [
  {
    ...base,
    id: 'justice/tell-the-cps-of-withdrawal',
    code: 'WITHDRAWAL',
    on: ['justice.withdrawal-indicated'],
    holder: 'police',
    task: 'Tell the CPS what the victim now wishes, and what may lie behind it',
    clocks: { safety: nextShift },
    metBy: { types: done },
    source: collegeGuidance('Withdrawal of support for a prosecution'),
    examples: examples.nextShift,
  },
  {
    ...base,
    id: 'justice/give-a-crime-to-an-officer',
    code: 'UNALLOCATED',
    on: ['justice.investigation-left-unallocated'],
    absorbs: true,
    holder: 'police',
    task: 'Give the investigation to a named officer',
    clocks: { safety: nextShift },
    metBy: { types: ['justice.investigation-allocated', ...suspectDealtWith, 'justice.case-stopped', ...done] },
    source: localPolicy('No crime without an investigating officer'),
    examples: examples.nextShift,
  },
  {
    ...base,
    id: 'justice/notice-a-crime-with-no-officer',
    code: 'UNALLOCATED',
    on: ['incidents.crime-recorded'],
    when: [
      {
        is: 'any',
        of: [
          { is: 'earlier', types: ['conferences.referred', 'conferences.heard'], months: 'repeatMonths' },
          { is: 'grade', oneOf: ['high'] },
        ],
      },
    ],
    absence: {
      clock: { kind: 'workingDays', count: 'allocationWorkingDays', from: 'happened' },
      unless: ['justice.investigation-allocated', ...suspectDealtWith, 'justice.case-stopped'],
      orSameDay: true,
    },
    absorbs: true,
    holder: 'police',
    task: 'Give the investigation to a named officer',
    clocks: { safety: { kind: 'endOfNextShift', from: 'raised' } },
    metBy: { types: ['justice.investigation-allocated', ...suspectDealtWith, 'justice.case-stopped', ...done] },
    source: localPolicy('No crime without an investigating officer, at high risk or on a conference case'),
    examples: [
      {
        because: 'recorded on Christmas Eve, it is an alarm after the next working day',
        happened: '2026-12-24T15:50',
        raised: ['2026-12-29T23:59:59'],
        safetyDue: '2026-12-30T15:00:00',
      },
      {
        because: 'recorded the day before Good Friday',
        happened: '2027-03-25T12:00',
        raised: ['2027-03-30T23:59:59'],
        safetyDue: '2027-03-31T15:00:00',
      },
    ],
  },
  {
    ...base,
    id: 'justice/speak-to-the-suspect-before-closing',
    code: 'SUSPECT_NOT_SPOKEN_TO',
    on: ['justice.case-stopped'],
    when: [
      { is: 'detail', name: 'decidedBy', oneOf: ['police'] },
      { is: 'earlier', types: abuse },
      { is: 'noneSince', types: suspectDealtWith, since: abuse },
    ],
    holder: 'police',
    task: 'A supervisor says why the case was closed with the suspect not spoken to, or opens it again',
    clocks: { safety: { kind: 'workingDays', count: 1, from: 'raised' } },
    metBy: { types: [...suspectDealtWith, ...done] },
    source: collegeGuidance('Investigation: the suspect is spoken to'),
    examples: examples.oneWorkingDay,
  },
  {
    ...base,
    id: 'justice/notice-a-suspect-not-spoken-to',
    code: 'SUSPECT_NOT_SPOKEN_TO',
    on: ['incidents.crime-recorded'],
    absence: {
      clock: { kind: 'workingDays', count: 'suspectSpokenToWorkingDays', from: 'happened' },
      unless: [...suspectDealtWith, 'justice.case-stopped', 'justice.arrest-requested'],
      orSameDay: true,
    },
    holder: 'police',
    task: 'Speak to the suspect, or a supervisor says why not',
    clocks: { safety: { kind: 'workingDays', count: 1, from: 'raised' } },
    metBy: { types: [...suspectDealtWith, 'justice.case-stopped', ...done] },
    source: localPolicy('The suspect of a recorded crime is spoken to within days'),
    examples: [
      {
        because: 'five working days over Christmas',
        happened: '2026-12-18T17:05',
        raised: ['2026-12-29T23:59:59'],
        safetyDue: '2026-12-30T23:59:59',
      },
      {
        because: 'five working days over Easter',
        happened: '2027-03-25T12:00',
        raised: ['2027-04-05T23:59:59'],
        safetyDue: '2027-04-06T23:59:59',
      },
    ],
  },
]
