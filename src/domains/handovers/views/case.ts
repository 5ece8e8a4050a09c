import { button } from '../../../design/components/button.ts'
import { table } from '../../../design/components/table.ts'
import type { Screen } from '../../../design/form.ts'
import { stateTag } from '../../../design/tags.ts'
import { formatCount, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout } from '../../cases/index.ts'
import { leads, leadWords } from '../model.ts'
import type { HandoverRow, LeadPeriodRow } from '../store.ts'
import { leadsOf } from './index.ts'

type Page = { screen: Screen; top: CaseTop; handovers: HandoverRow[]; periods: LeadPeriodRow[]; mayOffer: boolean }

/** Each handover of a case, and who held what from when until when, to print (CC-01). */
export const casePage = ({ screen, top, handovers, periods, mayOffer }: Page): Html =>
  caseLayout({
    ...{ screen, top, part: 'handovers', title: 'Handovers' },
    titleActions: mayOffer ? button({ text: 'Hand over', href: `/cases/${top.caseId}/handovers/new` }) : undefined,
    content: html`<p class="govuk-body">${handovers.length === 0 ? 'Nothing has been handed over in this case.' : `${formatCount(handovers.length, 'handover')}, those that wait for an answer first.`}</p>
      <ul class="govuk-list">${handovers.map(
        (
          each,
        ) => html`<li><a class="govuk-link" href="/cases/${top.caseId}/handovers/${each.id}">${leadsOf(each)}: ${each.fromName} to ${each.toName}</a>
          ${answerTag(each)} <span class="govuk-hint">${formatWhen(each.offeredAt, screen.now)}</span></li>`,
      )}</ul>
      <h2 class="govuk-heading-m">Who was responsible, and when</h2>
      ${leads.map((lead) => timelineOf(lead, periods, screen.now))}`,
  })

export const answerTag = ({ answer }: HandoverRow): Html => {
  if (answer === 'accepted') return stateTag('done', 'Accepted')
  if (answer === 'declined') return stateTag('stopped', 'Declined')
  return answer === 'withdrawn' ? stateTag('stopped', 'Withdrawn') : stateTag('waiting', 'Not answered yet')
}

const timelineOf = (lead: (typeof leads)[number], periods: LeadPeriodRow[], now: Date): Html =>
  table({
    caption: leadWords[lead],
    head: [{ text: 'Who' }, { text: 'From' }, { text: 'Until' }],
    firstCellIsHeader: true,
    rows: periods
      .filter((period) => period.lead === lead)
      .map(({ name, agency, fromAt, untilAt }) => [
        { text: `${name}, ${agency}` },
        { text: formatWhen(fromAt, now) },
        { text: untilAt ? formatWhen(untilAt, now) : 'now' },
      ]),
  })
