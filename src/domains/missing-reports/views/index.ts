import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { stateTag } from '../../../design/tags.ts'
import { formatCount, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { pagesOf } from '../../entries/index.ts'
import type { ReportRow } from '../store.ts'

/** What came by calls to this force, the latest first. */
export const indexPage = ({
  screen,
  rows,
  page,
}: {
  screen: Screen
  rows: readonly ReportRow[]
  page: number
}): Html => {
  const total = rows[0]?.total ?? 0
  return layout({
    title: 'Reports of somebody missing',
    frame: screen.frame,
    shape: 'board',
    breadcrumbs: [{ text: 'Work', href: '/boards/mine' }, { text: 'Reports of somebody missing' }],
    content: board({
      caption: 'Reports of somebody missing',
      isCaptionHidden: true,
      says: `${formatCount(total, 'report')}, the latest first. Each was held against everybody who is protected.`,
      empty: 'Nobody has been reported missing here.',
      actions: button({ text: 'Take a report', href: '/missing-reports/new' }),
      rows,
      pages: pagesOf(total, page, (to) => `/missing-reports?page=${to}`),
      columns: [
        {
          head: 'Who is reported',
          cell: ({ id, name }) => html`<a class="govuk-link" href="/missing-reports/${id}">${name}</a>`,
        },
        { head: 'Came', cell: ({ cameAt }) => formatWhen(cameAt, screen.now) },
        { head: 'Taken by', cell: ({ taker }) => taker },
        { head: 'Where it stands', cell: (row) => standsAs(row, screen.now) },
      ],
    }),
  })
}

export const standsAs = (
  { mayBeProtected, isEnded, isConfirmed, answeredAt, supervisor, dueAt }: ReportRow,
  now: Date,
): Html => {
  if (!mayBeProtected) return stateTag('open', 'No match: the usual way holds')
  if (answeredAt !== null) return stateTag('done', `Answered ${formatWhen(answeredAt, now)}`)
  // Of a case that has ended nobody was asked: nothing is confirmed there.
  if (isConfirmed && isEnded)
    return stateTag('waiting', 'In a case that has ended: ask the service that helped, then answer')
  if (isConfirmed) return stateTag('waiting', 'Safe and well is confirmed: answer the caller')
  return html`${stateTag(dueAt < now ? 'late' : 'waiting', 'May be somebody protected: do not trace')} ${supervisor ?? 'A supervisor of a neighbouring force'} decides by ${formatWhen(dueAt, now)}`
}
