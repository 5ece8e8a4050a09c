import { board } from '../../../design/board.ts'
import { clock } from '../../../design/clock.ts'
import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { riskTag } from '../../../design/tags.ts'
import { formatCount, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { OtherWay } from '../store/log.ts'

type List = { screen: Screen; total: number; rows: OtherWay[]; page: number }
const perPage = 25

/** What a supervisor is asked: no safe time before the clock ends. */
export const otherWaysPage = ({ screen, total, rows, page }: List): Html =>
  layout({
    frame: screen.frame,
    title: 'Another safe way is needed',
    shape: 'board',
    breadcrumbs: [{ text: 'My cases', href: '/boards/mine' }, { text: 'Another safe way' }],
    content: board({
      caption: 'Waiting for your choice',
      isCaptionHidden: true,
      says: `${formatCount(total, 'question')} for you: the clock ends before the next safe time, soonest first.`,
      empty: 'Nobody is waiting for you to choose another safe way.',
      rows,
      columns: [
        {
          head: 'Who',
          isRowHeader: true,
          cell: (row) =>
            html`<a class="govuk-link" href="/cases/${row.caseId}/safe-contact/other-ways/${row.id}">${row.person}</a> ${row.reference}`,
        },
        {
          head: 'Risk',
          cell: ({ level }) => riskTag(level === 'high' || level === 'medium' || level === 'standard' ? level : null),
        },
        { head: 'To be told', cell: ({ task }) => task },
        { head: 'By', cell: ({ safetyDueAt, dueAt }) => clock({ now: screen.now, dueAt: safetyDueAt ?? dueAt }) },
        {
          head: 'Next safe time',
          cell: ({ nextWindowAt }) => (nextWindowAt ? formatWhen(nextWindowAt, screen.now) : 'None'),
        },
      ],
      ...(total > perPage && { pages: pagesOf(page, total) }),
    }),
  })

const pagesOf = (page: number, total: number) => ({
  ...(page > 1 && { previous: { href: `/safe-contact/other-ways?page=${page - 1}` } }),
  ...(page * perPage < total && { next: { href: `/safe-contact/other-ways?page=${page + 1}` } }),
})
