import { namedDay } from '../../rules/clocks.ts'
import { examples } from '../../rules/examples.ts'
import type { Rule } from '../../rules/rule.ts'
import { checked, collegeGuidance } from '../../rules/sources.ts'

export const nextStep = 'measures/next-step'

/** A measure that is not over is somebody’s, by a day: a lock that was approved and never fitted protects nobody. */
export const measureRules: Rule[] = [
  {
    id: nextStep,
    version: '1',
    code: 'MEASURE',
    on: ['measures.moved'],
    task: 'Take the next step of a measure that protects them, and write it down',
    owedTo: 'case',
    holder: 'recorder',
    ownedBy: 'named',
    clocks: { safety: namedDay },
    metBy: { types: ['measures.moved', 'measures.ended'] },
    inForce: checked,
    confidence: 'MEDIUM',
    source: collegeGuidance(
      'Improving home security, sanctuary schemes, technology: what is fitted is checked and reviewed (HS-03, SA-13, TD-07)',
    ),
    examples: examples.namedDay,
  },
]
