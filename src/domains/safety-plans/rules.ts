import { namedDay } from '../../rules/clocks.ts'
import { examples } from '../../rules/examples.ts'
import type { Rule } from '../../rules/rule.ts'
import { checked, collegeGuidance } from '../../rules/sources.ts'

/** A plan names the day on which it is looked at again; what happens before that brings it forward (SP-23, SP-26). */
export const safetyPlanRules: Rule[] = [
  {
    id: 'safety-plans/review-on-the-day',
    version: '1',
    code: 'PLAN_REVIEW',
    on: ['safety-plans.next-review-set'],
    absorbs: true,
    owedTo: 'case',
    holder: 'recorder',
    ownedBy: 'plan lead',
    // The words say nothing of whether there is a plan: others see this duty too (MODEL 13).
    task: 'Review the safety plan: the time for it has come',
    clocks: { safety: namedDay },
    metBy: { types: ['safety-plans.reviewed', 'safety-plans.agreed', 'duties.done'] },
    source: collegeGuidance(
      'Developing safety plans with victims: a plan is part of a continuing process (SP-23, SP-26)',
    ),
    inForce: checked,
    confidence: 'MEDIUM',
    examples: examples.namedDay,
  },
]
