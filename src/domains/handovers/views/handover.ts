import { button } from '../../../design/components/button.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import { form, type Screen } from '../../../design/form.ts'
import { formatWhen } from '../../../design/words.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout, fieldsOf } from '../../cases/index.ts'
import type { HandoverRow } from '../store.ts'
import { answerTag } from './case.ts'
import { leadsOf } from './index.ts'

type Page = {
  screen: Screen
  top: CaseTop
  handover: HandoverRow
  actorId: string
  shown: Shown<Record<string, string | undefined>>
}

/** One handover: the four blocks, and the answer. */
export const handoverPage = ({ screen, top, handover, actorId, shown }: Page): Html =>
  caseLayout({
    ...{
      screen,
      top,
      part: 'handovers',
      title: `Handover to ${handover.toName}`,
      tab: 'Handover',
      errors: shown.errors?.list,
    },
    trail: [{ text: 'Handovers', href: `/cases/${top.caseId}/handovers` }],
    content: html`<p class="govuk-body">${answerTag(handover)}</p>
      ${summaryList({
        rows: [
          row('What', leadsOf(handover)),
          row(
            'From',
            handover.offeredBy === handover.fromId
              ? handover.fromName
              : `${handover.fromName}, offered by ${handover.offeredByName}`,
          ),
          row('To', `${handover.toName}, ${handover.toAgency}`),
          row('Offered', formatWhen(handover.offeredAt, screen.now)),
          handover.answeredAt !== null && row('Answered', formatWhen(handover.answeredAt, screen.now)),
          handover.reason !== null && row('Why', handover.reason),
          row('Risk', handover.risk),
          row('Plan', handover.plan),
          row('Contact', handover.contact),
          row('Duties', handover.duties),
        ],
      })}
      ${handover.answer === null && answers(screen, handover, actorId, shown)}`,
  })

const row = (key: string, value: string) => ({ key: { text: key }, value: { text: value } })

const answers = (
  screen: Screen,
  { id, caseId, toId, fromId, offeredBy }: HandoverRow,
  actorId: string,
  shown: Page['shown'],
): Html => {
  const base = `/cases/${caseId}/handovers/${id}`
  if (actorId === toId)
    return html`${form(screen, html`<p class="govuk-body">When you accept, it is yours at once, with its open duties.</p>${button({ text: 'Accept', preventDoubleClick: true })}`, { action: `${base}/accept` })}
      ${form(screen, html`${fieldsOf(shown).line('reason', 'If you cannot take it: why')}${button({ text: 'Decline', classes: 'govuk-button--secondary' })}`, { action: `${base}/decline` })}`
  if (actorId === fromId || actorId === offeredBy)
    return form(screen, button({ text: 'Withdraw the offer', classes: 'govuk-button--secondary' }), {
      action: `${base}/withdraw`,
    })
  return html``
}
