import { board } from '../../../design/board.ts'
import type { PaginationOptions } from '../../../design/components/pagination.ts'
import type { Screen } from '../../../design/form.ts'
import { canvas, figure } from '../../../design/pictures/figure.ts'
import { stateTag } from '../../../design/tags.ts'
import { formatCount, formatDay, formatTime } from '../../../design/words.ts'
import { attributes, type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout, partNames } from '../../cases/index.ts'
import { doneWords, linesAPage, partOf, purposeWords } from '../model.ts'
import type { LookLine } from '../store.ts'

type LooksPage = {
  screen: Screen
  top: CaseTop
  lines: readonly LookLine[]
  days: readonly { day: string; count: number }[]
  page: number
}

/** Who looked at this case and why, for those who work on it. */
export const looksPage = ({ screen, top, lines, days, page }: LooksPage): Html => {
  const total = lines[0]?.lines ?? 0
  return caseLayout({
    ...{ screen, top, part: 'looks', title: 'Who looked at this case', shape: 'board' },
    titleActions: html`<a class="govuk-link" href="/cases/${top.caseId}/looks/given">The list that the person can be given</a>`,
    content: html`<p class="govuk-body">Every look is here, with why. Tries that were refused are not: they are in the log, which an auditor reads. <a class="govuk-link" href="/cases/${top.caseId}/access">Who can see this case</a></p>
      ${picture(days)}
      ${board({
        caption: 'Who looked',
        isCaptionHidden: true,
        says: `${formatCount(total, 'line')}, the newest first. A line is one person’s looks of one day for one reason.`,
        empty: 'Nobody has looked at this case yet.',
        rows: lines,
        columns: columns(screen.now),
        pages: pagesOf(top.caseId, page, total),
      })}`,
  })
}

const columns = (now: Date) => [
  { head: 'Who', cell: ({ name, role }: LookLine) => html`${name}<br><span class="wm-quiet">${role}</span>` },
  { head: 'Agency', cell: ({ agency }: LookLine) => agency },
  {
    head: 'When',
    cell: ({ onDay, firstAt, lastAt }: LookLine) => `${formatDay(onDay, now)}, ${hours(firstAt, lastAt)}`,
  },
  {
    head: 'What',
    cell: ({ routes, looks, kinds }: LookLine) =>
      html`${partNames(routes.map(partOf)).join(', ')} <span class="wm-quiet">(${formatCount(looks, 'look')})</span>${doneWords(kinds) && html`<br>${doneWords(kinds)}`}`,
  },
  {
    head: 'Why',
    cell: (line: LookLine) =>
      html`${line.purpose === 'emergency' && html`${stateTag('late', 'Emergency')} `}${purposeWords(line)}`,
  },
]

const hours = (first: Date, last: Date): string =>
  formatTime(first) === formatTime(last) ? formatTime(first) : `${formatTime(first)} to ${formatTime(last)}`

const pagesOf = (caseId: string, page: number, total: number): PaginationOptions | undefined => {
  const last = Math.ceil(total / linesAPage)
  if (last <= 1) return undefined
  const href = (number: number) => `/cases/${caseId}/looks?page=${number}`
  return {
    previous: page > 1 ? { href: href(page - 1) } : undefined,
    next: page < last ? { href: href(page + 1) } : undefined,
    items: Array.from({ length: last }, (_, index) => ({
      ...{ number: index + 1, href: href(index + 1), current: index + 1 === page },
    })),
  }
}

// Four weeks stand side by side on a phone of 320 px.
const [step, height] = [10, 64]
const picture = (days: LooksPage['days']): Html => {
  const most = Math.max(1, ...days.map(({ count }) => count))
  const total = days.reduce((sum, { count }) => sum + count, 0)
  const about = {
    ...{ id: 'looks', title: 'Looks of the last four weeks' },
    sentence: `${formatCount(total, 'look')} in ${days.length} days; ${most === 1 && total === 0 ? 'none on any day' : `at most ${most} on one day`}.`,
  }
  const bars = days.map(({ count }, index) => {
    const tall = Math.round((count / most) * (height - 8))
    return html`<rect class="wm-bar"${attributes({ x: index * step + 2, y: height - tall, width: step - 4, height: tall })}/>`
  })
  return figure({
    ...about,
    svg: canvas({ ...about, width: days.length * step, height }, html`${bars}`),
    table: {
      caption: 'Looks on each day',
      head: ['Day', 'Looks'],
      rows: days.map(({ day, count }) => [formatDay(day), String(count)]),
    },
  })
}
