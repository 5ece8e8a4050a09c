import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import type { Screen } from '../../../design/form.ts'
import { formatCount, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout } from '../../cases/index.ts'
import { outcomes, standard } from '../model.ts'
import { type FeedbackRow, rowsAPage } from '../store.ts'

type FeedbackPage = {
  screen: Screen
  top: CaseTop
  rows: readonly FeedbackRow[]
  total: number
  page: number
  agency: string
  mayAsk: boolean
}

export const feedbackPage = ({ screen, top, rows, total, page, agency, mayAsk }: FeedbackPage): Html =>
  caseLayout({
    ...{ screen, top, part: 'feedback', title: 'How were they treated?' },
    titleActions: mayAsk ? button({ text: 'Ask', href: `/cases/${top.caseId}/feedback/new` }) : undefined,
    content: html`<p class="govuk-body">Did services keep to <a class="govuk-link" href="/feedback/standard">the standard</a>: respected, believed, informed? Here stands what ${agency} asked. What another service asked stands with that service alone.</p>
      ${board({
        caption: 'Feedback',
        isCaptionHidden: true,
        says: `Asked ${formatCount(total, 'time')} by ${agency}, the latest first.`,
        empty: 'Nobody of your agency has asked yet. Ask when it is safe and they want to; nothing hangs on an answer.',
        rows,
        columns: [
          { head: 'Asked', cell: ({ askedAt, askedBy }) => `${formatWhen(askedAt, screen.now)}, by ${askedBy}` },
          { head: 'Who', cell: ({ person }) => person },
          { head: 'About', cell: ({ about }) => about },
          { head: 'Answer', cell: answerOf },
          { head: 'In their words', cell: ({ said }) => said ?? '' },
        ],
        ...(total > rowsAPage && { pages: pagesOf(top.caseId, page, total) }),
      })}`,
  })

const answerOf = (row: FeedbackRow): string =>
  row.outcome === 'answered'
    ? standard.map(({ name }) => `${name}: ${row[name] ?? ''}`).join('; ')
    : outcomes[row.outcome === 'not asked' ? 'not asked' : 'chose not to answer']

const pagesOf = (caseId: string, page: number, total: number) => ({
  ...(page > 1 && { previous: { href: `/cases/${caseId}/feedback?page=${page - 1}` } }),
  ...(page * rowsAPage < total && { next: { href: `/cases/${caseId}/feedback?page=${page + 1}` } }),
})
