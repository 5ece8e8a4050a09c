import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatCount, formatDay } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { dayText } from '../../../platform/times.ts'
import { isState, stateWords } from '../model/forms.ts'
import type { RequestRow } from '../store/requests.ts'

type Page = { screen: Screen; agency: string; requests: readonly RequestRow[] }

export const indexPage = ({ screen, agency, requests }: Page): Html => {
  const isLate = ({ dueOn, endedAt }: RequestRow) => !endedAt && dueOn !== null && dueOn < dayText(screen.now)
  return layout({
    title: 'Access requests',
    frame: screen.frame,
    shape: 'board',
    breadcrumbs: [{ text: 'Work', href: '/boards/mine' }, { text: 'Access requests' }],
    content: board({
      caption: 'Access requests',
      says: `${formatCount(requests.length, 'request')} to ${agency} for what it holds about somebody; open ones first, by the day on which the answer is due.`,
      empty: `Nobody has asked ${agency} for what it holds about them.`,
      rows: requests,
      rowState: (row) => (isLate(row) ? 'late' : undefined),
      actions: button({ text: 'Record a request', href: '/access-requests/new' }),
      columns: [
        {
          head: 'Request',
          cell: (row) => html`<a class="govuk-link" href="/access-requests/${row.id}">${row.reference}</a>`,
        },
        { head: 'From', cell: (row) => row.askerName },
        { head: 'Came', cell: (row) => formatDay(row.receivedOn, screen.now) },
        { head: 'State', cell: (row) => (isState(row.state) ? stateWords[row.state] : row.state) },
        {
          head: 'Due',
          cell: (row) =>
            row.dueOn
              ? `${formatDay(row.dueOn, screen.now)}${isLate(row) ? ', late' : ''}`
              : 'When it is known who asks',
        },
      ],
    }),
  })
}
