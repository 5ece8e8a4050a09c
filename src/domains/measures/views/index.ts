import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import type { Screen } from '../../../design/form.ts'
import { pagesOf, rowsOf } from '../../../design/pages.ts'
import { formatCount, formatDay } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout, nothingOf } from '../../cases/index.ts'
import { kindOf } from '../model/kinds.ts'
import type { MeasureRow } from '../store.ts'
import { isLate, stateShown } from './about.ts'

type Page = {
  screen: Screen
  top: CaseTop
  rows: readonly MeasureRow[]
  called: ReadonlyMap<string, string>
  page: number
  mayWrite: boolean
}

/** What is put in place to protect, where it stands, and whose the next step is. */
export const indexPage = ({ screen, top, rows, called, page, mayWrite }: Page): Html => {
  const { now } = screen
  const base = `/cases/${top.caseId}/measures`
  const open = rows.filter(({ isOver }) => !isOver).length
  return caseLayout({
    ...{ screen, top, part: 'measures', title: 'Measures that protect', shape: 'board' },
    titleActions: mayWrite ? button({ text: 'Begin a measure', href: `${base}/new` }) : undefined,
    content: board({
      caption: 'Measures',
      says: `${formatCount(open, 'measure goes on', 'measures go on')}, by the day of their next step; then ${rows.length - open} that are over.`,
      empty: nothingOf(top, 'risk', 'Nothing was begun yet.'),
      rows: rowsOf(rows, page),
      pages: pagesOf(rows.length, page, (number) => `${base}?page=${number}`),
      rowState: (row) => (isLate(row, now) ? 'late' : undefined),
      columns: [
        {
          head: 'What',
          cell: (row) =>
            html`<a class="govuk-link" href="${base}/${row.id}">${called.get(row.id) ?? kindOf(row.kind).name}<span class="govuk-visually-hidden">, begun ${formatDay(row.begunAt, now)}</span></a>`,
        },
        { head: 'Protects', cell: ({ person }) => person },
        { head: 'Stands at', cell: (row) => stateShown(row, now) },
        { head: 'Next', cell: ({ kind, state }) => kindOf(kind).next[state] ?? 'Nothing' },
        { head: 'Sees to it', cell: ({ isOver, owner }) => (isOver ? 'Nobody now' : owner) },
        { head: 'By', cell: ({ nextOn }) => (nextOn ? formatDay(nextOn, now) : 'Over') },
      ],
    }),
  })
}
