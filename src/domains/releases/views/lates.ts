import { board } from '../../../design/board.ts'
import type { Screen } from '../../../design/form.ts'
import { formatCount, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout } from '../../cases/index.ts'
import { pagesOf } from '../../entries/index.ts'
import type { LateRow } from '../store.ts'

type Page = { screen: Screen; top: CaseTop; lates: readonly LateRow[]; number: number; total: number }

export const latesPage = ({ screen, top, lates, number, total }: Page): Html => {
  const here = `/cases/${top.caseId}/releases/late`
  return caseLayout({
    ...{ screen, top, part: 'releases', title: 'Found too late', shape: 'board' },
    trail: [{ text: 'Released outside', href: `/cases/${top.caseId}/releases` }],
    content: html`<p class="govuk-body">Each time a protected place was found in something that people could open, or that was sent, before the place was written down.</p>
      ${board({
        caption: 'Protected places found too late',
        says: `${formatCount(total, 'find')}, the latest first.`,
        empty: 'None that you may know of.',
        rows: lates,
        pages: pagesOf(total, number, (to) => `${here}?page=${to}`),
        columns: [
          {
            head: 'Found',
            cell: ({ id, foundAt }) =>
              html`<a class="govuk-link" href="${here}/${id}">${formatWhen(foundAt, screen.now)}</a>`,
          },
        ],
      })}`,
  })
}
