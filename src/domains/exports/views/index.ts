import { board } from '../../../design/board.ts'
import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { pagesOf } from '../../../design/pages.ts'
import { formatCount, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { listName, stateWords } from '../model.ts'
import type { ExportRow } from '../store.ts'

type Page = { screen: Screen; exports: readonly ExportRow[]; total: number; number: number; actorId: string }

export const stateOf = ({ state, approverId }: Pick<ExportRow, 'state' | 'approverId'>): string =>
  state === 'asked' && approverId === null ? 'Ready to take' : (stateWords[state] ?? state)

export const indexPage = ({ screen, exports, total, number, actorId }: Page): Html =>
  layout({
    title: 'Lists taken out',
    frame: screen.frame,
    shape: 'board',
    breadcrumbs: [{ text: 'Work', href: '/boards/mine' }, { text: 'Lists taken out' }],
    content: html`<p class="govuk-body">Lists that you took out of your boards, and those that wait for you as the second person. A list about more than 25 people leaves by two.</p>
      ${board({
        caption: 'Lists',
        says: `${formatCount(total, 'list')}, the latest first.`,
        pages: pagesOf(total, number, (to) => `/exports?page=${to}`),
        empty: 'You have taken out no list. Open one of your boards to take out what it shows.',
        rows: exports,
        columns: [
          {
            head: 'List',
            cell: (row) => html`<a class="govuk-link" href="/exports/${row.id}">${listName(row.list)}</a>`,
          },
          { head: 'About', cell: (row) => formatCount(row.people, 'person', 'people') },
          { head: 'For', cell: (row) => row.forWhom },
          {
            head: 'Asked',
            cell: (row) =>
              `${formatWhen(row.askedAt, screen.now)}, ${row.askedBy === actorId ? 'you' : row.askedByName}`,
          },
          { head: 'Second person', cell: (row) => row.approverName ?? 'None needed' },
          { head: 'State', cell: (row) => stateOf(row) },
        ],
      })}`,
  })
