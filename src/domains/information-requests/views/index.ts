import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import type { Screen } from '../../../design/form.ts'
import { formatCount, formatDay } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout } from '../../cases/index.ts'
import { noticeWords } from '../model.ts'
import type { RequestRow } from '../store.ts'
import { isLate, stateShown, wanted, whoAsks } from './about.ts'

type Page = { screen: Screen; top: CaseTop; requests: readonly RequestRow[]; mayAdd: boolean; agency: string }

export const indexPage = ({ screen, top, requests, mayAdd, agency }: Page): Html => {
  const base = `/cases/${top.caseId}/information-requests`
  const { now } = screen
  return caseLayout({
    ...{ screen, top, part: 'information-requests', title: 'What others asked for' },
    content: html`<p class="govuk-body">Requests of police and others for what ${agency} holds of somebody harmed. Only ${agency} can read this page.</p>
      ${board({
        caption: 'Requests for information',
        says: `${formatCount(requests.length, 'request')}, open ones first, by the day on which the answer is wanted.`,
        empty: `Nobody has asked ${agency} for information in this case.`,
        rows: requests,
        rowState: (row) => (isLate(row, now) ? 'late' : undefined),
        actions: mayAdd ? button({ text: 'Record a request', href: `${base}/new` }) : undefined,
        columns: [
          { head: 'From', cell: (row) => html`<a class="govuk-link" href="${base}/${row.id}">${whoAsks(row)}</a>` },
          { head: 'About', cell: (row) => row.person },
          { head: 'Came', cell: (row) => formatDay(row.receivedOn, now) },
          { head: 'Wanted by', cell: (row) => wanted(row, now) },
          { head: 'Answer', cell: (row) => stateShown(row) },
          { head: 'Do they know?', cell: (row) => (row.notice ? (noticeWords[row.notice] ?? '') : 'Not recorded') },
        ],
      })}`,
  })
}
