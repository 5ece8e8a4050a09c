import { namedDay } from '../../rules/clocks.ts'
import { examples } from '../../rules/examples.ts'
import type { Rule } from '../../rules/rule.ts'
import { checked, collegeGuidance, localPolicy } from '../../rules/sources.ts'

export const carryOut = 'interventions/carry-out'
export const lookAgain = 'interventions/look-again'
export const meet = 'interventions/hold-a-meeting'

const base = {
  version: '1',
  owedTo: 'case',
  holder: 'recorder',
  ownedBy: 'named',
  inForce: checked,
  confidence: 'MEDIUM',
} satisfies Partial<Rule>

const onTheNamedDay = { clocks: { safety: namedDay }, examples: examples.namedDay } satisfies Partial<Rule>

/** What was chosen is somebody's, by a day; and so is looking whether it still fits (RM-10, RR-01 to RR-19). */
export const interventionRules: Rule[] = [
  {
    ...base,
    ...onTheNamedDay,
    id: carryOut,
    code: 'INTERVENTION',
    on: ['interventions.chosen'],
    task: 'Carry out the intervention that was chosen, and write down what came of it',
    metBy: { types: ['interventions.done', 'interventions.stopped'] },
    source: collegeGuidance('Reducing risk: each action shows who leads it (RM-10)'),
  },
  {
    ...base,
    ...onTheNamedDay,
    id: lookAgain,
    code: 'INTERVENTION_REVIEW',
    on: ['interventions.review-set', 'interventions.reviewed'],
    task: 'Look whether an intervention still fits, and set the next day',
    metBy: { types: ['interventions.reviewed', 'interventions.done', 'interventions.stopped'] },
    source: collegeGuidance('Risk management: reviewing actions (RM-11)'),
  },
  {
    ...base,
    id: meet,
    code: 'COMPLEX_CASE_MEETING',
    on: ['interventions.complex-marked'],
    task: 'Hold a meeting of those who work on this complex case, and write down what was decided',
    clocks: { safety: { kind: 'workingDays', count: 'complexMeetingWorkingDays', from: 'raised' } },
    metBy: { types: ['interventions.meeting-ended'] },
    source: localPolicy('Complex cases are solved together, within days that the area sets (RM-05)'),
    examples: [
      {
        because: 'marked on Christmas Eve: five working days, with 25 and 28 December and New Year’s Day off',
        happened: '2026-12-24T15:50',
        safetyDue: '2027-01-05T23:59:59',
      },
      {
        because: 'marked in the night before the clocks go forward, with Good Friday behind and Easter Monday to come',
        happened: '2027-03-27T23:30',
        safetyDue: '2027-04-05T23:59:59',
      },
    ],
  },
]
