import { namedDay, nextShift, triggerReview } from '../../rules/clocks.ts'
import { examples } from '../../rules/examples.ts'
import type { Rule } from '../../rules/rule.ts'
import { checked, collegeGuidance, localPolicy } from '../../rules/sources.ts'

export const answer = 'safety-plans/answer-offer'
export const copyOutOfDate = 'safety-plans/renew-copy'

const toldOfOrder = {
  version: '1',
  code: 'PLAN_TOLD',
  absorbs: true,
  endsWithCase: 'until it opens',
  owedTo: 'case',
  holder: 'recorder',
  ownedBy: 'plan lead',
  task: 'Look with them at who was told of an order: it changes or ends',
  metBy: { types: ['safety-plans.told-looked-at'] },
  source: collegeGuidance(
    'Safety planning after separation: schools, employers and neighbours know if there is an injunction (P3-06). The clocks are that of local policy for a review after a change, and the last day of the order',
  ),
  inForce: checked,
  confidence: 'MEDIUM',
} satisfies Partial<Rule>

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
  {
    id: answer,
    version: '1',
    code: 'PLAN_OFFER',
    on: ['safety-plans.thought-offered'],
    owedTo: 'case',
    holder: 'recorder',
    ownedBy: 'plan lead',
    // As above: an offer says nothing of whether there is a plan.
    task: 'Talk over with them what a colleague offered for their safety, and answer the colleague',
    clocks: { safety: triggerReview },
    metBy: { types: ['safety-plans.offer-answered'] },
    source: collegeGuidance(
      'Developing safety plans with victims: the victim and an independent advocate make the plan, officers contribute to it (SP-04). The clock is that of local policy for a review after a change',
    ),
    inForce: checked,
    confidence: 'MEDIUM',
    examples: examples.review,
  },
  {
    id: 'safety-plans/read-answer',
    version: '1',
    code: 'PLAN_OFFER_ANSWER',
    on: ['safety-plans.offer-answered'],
    owedTo: 'case',
    holder: 'recorder',
    ownedBy: 'named',
    task: 'Read what came of what you offered for their safety',
    clocks: { safety: nextShift },
    metBy: { types: ['duties.done'] },
    source: localPolicy('Whoever offers something for the safety of a victim is told what came of it (SP-02, SP-04)'),
    inForce: checked,
    confidence: 'MEDIUM',
    examples: examples.nextShift,
  },
  {
    id: copyOutOfDate,
    version: '1',
    code: 'PLAN_COPY',
    on: ['safety-plans.copy-out-of-date'],
    owedTo: 'case',
    holder: 'recorder',
    ownedBy: 'plan lead',
    task: 'Give a school or carer the newer page: the one that they hold is out of date',
    clocks: { safety: nextShift },
    metBy: { types: ['safety-plans.copy-renewed'] },
    source: collegeGuidance(
      'Safety planning and children: child minders, nurseries and schools have strict instructions about who may collect (SP-47). The clock is that of a telling: no source gives it one',
    ),
    inForce: checked,
    confidence: 'MEDIUM',
    examples: examples.nextShift,
  },
  {
    ...toldOfOrder,
    id: 'safety-plans/look-at-who-was-told',
    on: ['orders.made', 'orders.varied', 'orders.ended'],
    when: [
      {
        is: 'latest',
        types: ['safety-plans.order-told', 'safety-plans.told-looked-at'],
        name: 'outcome',
        oneOf: ['with an end', 'without an end'],
      },
    ],
    clocks: { safety: triggerReview },
    examples: examples.review,
  },
  {
    ...toldOfOrder,
    id: 'safety-plans/look-at-who-was-told-at-the-end',
    on: ['safety-plans.order-told'],
    when: [{ is: 'detail', name: 'outcome', oneOf: ['with an end'] }],
    clocks: { safety: namedDay },
    examples: examples.namedDay,
  },
]
