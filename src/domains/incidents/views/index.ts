import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import { table } from '../../../design/components/table.ts'
import type { Screen } from '../../../design/form.ts'
import { formatCount, formatDay, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout, nothingOf } from '../../cases/index.ts'
import { bodyName, entryLabel, pagesOf } from '../../entries/index.ts'
import { behaviourGroup, behaviourText } from '../model/incident.ts'
import type { ExposureRow } from '../store/children.ts'
import type { actsOf, IncidentRow } from '../store/incidents.ts'

type Acts = Awaited<ReturnType<typeof actsOf>>
type IncidentsPage = {
  screen: Screen
  top: CaseTop
  incidents: readonly IncidentRow[]
  children: readonly ExposureRow[]
  acts: Acts
  total: number
  page: number
}

export const incidentsPage = ({ screen, top, incidents, children, acts, total, page }: IncidentsPage): Html => {
  const here = `/cases/${top.caseId}/incidents`
  return caseLayout({
    ...{ screen, top, part: 'incidents', title: 'Incidents', shape: 'board' },
    titleActions: html`${button({ text: 'Record an incident', href: `${here}/new` })} ${button({ text: 'Something has changed', href: `${here}/trigger`, classes: 'govuk-button--secondary' })}`,
    content: html`
      <p class="govuk-body"><a class="govuk-link" href="${here}/children">The children of this case: who was told of them, and what was asked</a></p>
      ${board({
        caption: 'What was done, newest first',
        says: `${formatCount(total, 'report')} of abuse, breach or change, whoever made it.`,
        empty: nothingOf(top, 'incidents', 'No incident is recorded on this case.'),
        columns: columns(top.caseId, screen.now, children),
        rows: incidents,
        pages: pagesOf(total, page, (to) => `${here}?page=${to}`),
      })}
      ${pattern(acts, top.caseId, screen.now)}`,
  })
}

const columns = (caseId: string, now: Date, children: readonly ExposureRow[]) => [
  {
    head: 'What',
    cell: ({ id, type }: IncidentRow) =>
      html`<a class="govuk-link" href="/cases/${caseId}/entries/${id}">${entryLabel(type)}</a>`,
  },
  {
    head: 'When',
    cell: ({ happenedFrom, precision }: IncidentRow) =>
      precision === 'minute' ? formatWhen(happenedFrom, now) : formatDay(happenedFrom, now),
  },
  { head: 'Behaviours', cell: ({ codes }: IncidentRow) => codes.map(behaviourText).join('; ') || 'None ticked' },
  {
    head: 'Children',
    cell: ({ id }: IncidentRow) =>
      children
        .filter(({ entryId }) => entryId === id)
        .map(({ name, how }) => `${name} ${how}`)
        .join('; ') || 'None named',
  },
  { head: 'Account', cell: ({ what }: IncidentRow) => what ?? '' },
  {
    head: 'From',
    cell: ({ sourceAgency, body, seenBy }: IncidentRow) =>
      `${sourceAgency ?? bodyName(body)}${seenBy ? `; seen by ${seenBy}` : ''}`,
  },
  {
    head: 'Worth',
    cell: ({ mark }: IncidentRow) => (mark ? `${mark.charAt(0).toUpperCase()}${mark.slice(1)}` : 'Not marked'),
  },
]

/** Controlling and coercive acts with their days: two or more make a pattern to look at. */
const pattern = (acts: Acts, caseId: string, now: Date): Html | undefined => {
  if (acts.length === 0) return undefined
  const codes = [...Map.groupBy(acts, ({ code }) => code)].sort((a, b) => b[1].length - a[1].length)
  const ofControl = acts.filter(({ code }) => ['Controlling', 'Coercive'].includes(behaviourGroup(code)))
  return html`<h2 class="govuk-heading-m">The pattern</h2>
    <p class="govuk-body">${formatCount(acts.length, 'act')} ticked; ${ofControl.length} of them controlling or coercive${ofControl.length >= 2 ? ': look at them together' : ''}.</p>
    ${table({
      caption: 'How often each was ticked',
      head: [{ text: 'Behaviour' }, { text: 'Kind' }, { text: 'Times', format: 'numeric' }, { text: 'Days' }],
      rows: codes.map(([code, each]) => [
        { text: behaviourText(code) },
        { text: behaviourGroup(code) },
        { text: String(each.length), format: 'numeric' },
        {
          text: html`${each.map(({ onDay, entryId }, index) => html`${index > 0 ? ', ' : ''}<a class="govuk-link" href="/cases/${caseId}/entries/${entryId}">${formatDay(onDay, now)}</a>`)}`,
        },
      ]),
    })}`
}
