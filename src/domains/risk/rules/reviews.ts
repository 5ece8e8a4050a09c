import { interval, namedDay, sameDay, triggerReview } from '../../../rules/clocks.ts'
import { examples } from '../../../rules/examples.ts'
import { assessed, reviewed } from '../../../rules/kinds.ts'
import type { Rule } from '../../../rules/rule.ts'
import { checked, collegeGuidance, localPolicy } from '../../../rules/sources.ts'
import { type Trigger, triggers } from './triggers.ts'

const shared = {
  version: '1',
  absorbs: true,
  owedTo: 'case',
  holder: 'recorder',
  inForce: checked,
  confidence: 'MEDIUM',
} satisfies Partial<Rule>

const reviewOf = ({
  slug,
  because,
  section,
  ...trigger
}: Trigger): Omit<Rule, 'id' | 'code' | 'ownedBy' | 'task' | 'metBy'> => ({
  ...shared,
  ...trigger,
  clocks: { safety: trigger.lead ? sameDay : triggerReview },
  source: collegeGuidance(section),
  examples: trigger.examples ?? examples.review,
})

const riskReviews: Rule[] = triggers.map((trigger) => ({
  ...reviewOf(trigger),
  id: `risk/review-${trigger.slug}`,
  code: 'RISK_REVIEW',
  ownedBy: 'risk lead',
  task: `Review the risk: ${trigger.because}`,
  metBy: { types: reviewed },
}))

/** A plan is reviewed even where the risk has still to be assessed: what keeps a person safe cannot wait for a form. */
const planReviews: Rule[] = triggers.map((trigger) => {
  const { when: _, ...rest } = reviewOf(trigger)
  const when = trigger.slug === 'after-new-abuse' ? undefined : trigger.when
  return {
    ...rest,
    ...(when && { when }),
    id: `safety-plans/review-${trigger.slug}`,
    code: 'PLAN_REVIEW',
    ownedBy: 'plan lead',
    task: `Review the safety plan: ${trigger.because}`,
    metBy: { types: ['safety-plans.reviewed', 'safety-plans.agreed', 'duties.done'] },
  }
})

const regular: Rule = {
  ...shared,
  id: 'risk/review-at-the-interval',
  code: 'RISK_REVIEW',
  on: [...assessed, 'risk.reviewed'],
  when: [{ is: 'detail', name: 'grade', oneOf: ['high', 'medium', 'standard'] }],
  absence: { clock: interval, unless: [...assessed, 'risk.reviewed'] },
  ownedBy: 'risk lead',
  task: 'Review the risk: the time for this level is up',
  clocks: { safety: sameDay },
  metBy: { types: reviewed },
  source: localPolicy('Review intervals by risk level'),
  examples: [
    {
      because: 'seven days at high, over Christmas',
      happened: '2026-12-18T12:00',
      grade: 'high',
      raised: ['2026-12-25T23:59:59'],
      safetyDue: '2026-12-25T23:59:59',
    },
    {
      because: 'twenty-eight days at medium, over the change of clocks',
      happened: '2027-03-01T12:00',
      grade: 'medium',
      raised: ['2027-03-29T23:59:59'],
      safetyDue: '2027-03-29T23:59:59',
    },
  ],
}

/** Whoever assesses may choose a day before the last one of the level; then that day counts (RM-07). */
const chosen: Rule = {
  ...shared,
  id: 'risk/review-on-the-day',
  code: 'RISK_REVIEW',
  on: ['risk.next-review-set'],
  ownedBy: 'risk lead',
  task: 'Review the risk: by the day that was chosen for it',
  clocks: { safety: namedDay },
  metBy: { types: reviewed },
  source: collegeGuidance('Risk management: dynamic assessment, with review periods that are set (RM-07)'),
  examples: examples.namedDay,
}

export const reviews: Rule[] = [...riskReviews, regular, chosen, ...planReviews]
