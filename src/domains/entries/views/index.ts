import { button } from '../../../design/components/button.ts'
import { pagination } from '../../../design/components/pagination.ts'
import type { Screen } from '../../../design/form.ts'
import { timeline } from '../../../design/timeline.ts'
import { formatCount } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout } from '../../cases/index.ts'
import { pagesOf } from '../model/pages.ts'
import { bodyName, entryLabel, kindNames } from '../model/words.ts'
import type { EntryRow } from '../store.ts'

type EntriesPage = {
  screen: Screen
  top: CaseTop
  entries: readonly EntryRow[]
  kinds: readonly { kind: string; count: number }[]
  kind: string | undefined
  page: number
}

export const entriesPage = ({ screen, top, entries, kinds, kind, page }: EntriesPage): Html => {
  const here = `/cases/${top.caseId}/entries`
  const total = kinds.filter((each) => !kind || each.kind === kind).reduce((sum, { count }) => sum + count, 0)
  const pages = pagesOf(total, page, (to) => `${here}?${kind ? `kind=${kind}&` : ''}page=${to}`)
  return caseLayout({
    ...{ screen, top, part: 'entries', title: 'What happened' },
    titleActions: button({ text: 'Record what happened', href: `${here}/new` }),
    content: html`
      <p class="govuk-body">${formatCount(total, 'entry', 'entries')}, newest first${kind && html`, of ${kindNames[kind] ?? kind} only`}.</p>
      <nav aria-label="Kinds of entry"><ul class="govuk-list">
        <li>${kind ? html`<a class="govuk-link" href="${here}">Everything</a>` : html`<strong>Everything</strong>`}</li>
        ${kinds.map(
          (each) =>
            html`<li>${
              each.kind === kind
                ? html`<strong>${kindNames[each.kind] ?? each.kind}</strong>`
                : html`<a class="govuk-link" href="${here}?kind=${each.kind}">${kindNames[each.kind] ?? each.kind} (${each.count})</a>`
            }</li>`,
        )}
      </ul></nav>
      ${timeline({ now: screen.now, headingLevel: 2, empty: 'Nothing is recorded of this kind.', entries: entries.map((entry) => itemOf(entry, top.caseId)) })}
      ${pages && pagination(pages)}`,
  })
}

const prefix: Record<string, string> = { confirms: 'Known to another too: ', corrects: 'Set right: ' }

const itemOf = (entry: EntryRow, caseId: string) => ({
  title: html`<a class="govuk-link" href="/cases/${caseId}/entries/${entry.id}">${prefix[entry.relation] ?? ''}${entryLabel(entry.type)}</a>`,
  at: entry.happenedFrom,
  isDayOnly: entry.precision === 'day',
  around:
    entry.precision === 'month'
      ? 'some time in the month'
      : entry.precision === 'year'
        ? 'some time in the year'
        : undefined,
  by: entry.enteredByName ? `${entry.enteredByName}, ${entry.agencyName}` : `${bodyName(entry.body)}, on another case`,
  enteredAt: entry.enteredAt.getTime() - entry.happenedFrom.getTime() > 60_000 ? entry.enteredAt : undefined,
  content:
    entry.what || entry.suspectName
      ? html`${entry.suspectName ? html`<p>${entry.suspectName}</p>` : ''}${entry.what ? html`<p>${entry.what}</p>` : ''}`
      : undefined,
})
