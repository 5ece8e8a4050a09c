import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import type { Screen } from '../../../design/form.ts'
import { pagesOf, rowsOf } from '../../../design/pages.ts'
import { formatCount, formatDay, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout, nothingOf } from '../../cases/index.ts'
import { isKind, kinds, kindWords } from '../model/forms.ts'
import type { InjuryRow } from '../store.ts'

type Page = { screen: Screen; top: CaseTop; rows: readonly InjuryRow[]; page: number; mayWrite: boolean }

export const nameOf = ({ kind }: Pick<InjuryRow, 'kind'>): string => (isKind(kind) ? kindWords[kind].name : kind)

/** What was done to them, as it was seen and told, day by day. */
export const indexPage = ({ screen, top, rows, page, mayWrite }: Page): Html => {
  const base = `/cases/${top.caseId}/injuries`
  const { now } = screen
  return caseLayout({
    ...{ screen, top, part: 'injuries', title: 'Injuries and effects', shape: 'board' },
    content: html`<p class="govuk-body">It may count years later, in court or for a home. Ask them first. If they need a doctor, or were held by the neck, that comes first: some harm of the neck shows hours later.</p>
      ${
        mayWrite &&
        html`<div class="govuk-button-group">${kinds.map((kind, index) =>
          button({
            ...{ text: kindWords[kind].name, href: `${base}/new/${kind}` },
            ...(index > 0 && { classes: 'govuk-button--secondary' }),
          }),
        )}</div>`
      }
      ${board({
        caption: 'Written down',
        says: `${formatCount(rows.length, 'record')}, the latest day first.`,
        empty: nothingOf(top, 'incidents', 'Nothing is written down yet.'),
        rows: rowsOf(rows, page),
        pages: pagesOf(rows.length, page, (number) => `${base}?page=${number}`),
        columns: [
          {
            head: 'What',
            cell: (row) =>
              html`<a class="govuk-link" href="${base}/${row.id}">${nameOf(row)}<span class="govuk-visually-hidden">, ${formatDay(row.seenOn, now)}</span></a>`,
          },
          { head: 'Whose', cell: ({ person }) => person },
          { head: 'Day', cell: ({ seenOn }) => formatDay(seenOn, now) },
          {
            head: 'Written down',
            cell: ({ by, agency, writtenAt }) => `${by}, ${agency}, ${formatWhen(writtenAt, now)}`,
          },
        ],
      })}`,
  })
}
