import { insetText } from '../../../design/components/inset-text.ts'
import { formatCount, formatDay } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Plan } from '../actions/plan.ts'
import type { BesidePlans } from '../store/index.ts'

type Beside = { plan: Plan; beside: BesidePlans; caseId: string; now: Date }
/** What is looked at with the plan: what goes on, what still stands in the way, and whether it is still the plan of how they live (RM-11, CC-11, TP-12). */
export const besideShown = ({ plan, beside, caseId, now }: Beside): Html | undefined => {
  const { interventions, measures, barriers, separatedOn } = beside
  const isPast = separatedOn !== null && plan.circumstance === 'staying'
  if (!isPast && interventions.length + measures + barriers.length === 0) return undefined
  const link = (href: string, text: string) => html`<a class="govuk-link" href="/cases/${caseId}/${href}">${text}</a>`
  const dated = (reviewOn: string) => `, looked at again by ${formatDay(reviewOn, now)}`
  return insetText({
    text: html`${isPast && html`<p class="govuk-body"><strong>They have lived apart since ${formatDay(separatedOn, now)}, and this is a plan for staying.</strong> The time after a separation is more dangerous: ${link(`safety-plans/${plan.id}/circumstance`, 'say how things stand')}.</p>`}
      <p class="govuk-body">Look at this with the plan:</p>
      <ul class="govuk-list govuk-list--bullet">
        ${interventions.map(({ id, name, reviewOn }) => html`<li>${link(`interventions/${id}`, name)}${dated(reviewOn)}</li>`)}
        ${measures > 0 && html`<li>${link('measures', `${formatCount(measures, 'measure')} under way`)}</li>`}
        ${barriers.map(({ what }) => html`<li>Nothing agreed yet about what stands in the way: ${link('barriers', what)}</li>`)}
      </ul>`,
  })
}
