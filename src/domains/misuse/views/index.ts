import { board } from '../../../design/board.ts'
import type { Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatCount, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { roleLabel } from '../../staff/index.ts'
import { states } from '../model/answer.ts'
import { kindWords } from '../model/kinds.ts'
import { type AlertRow, rowsAPage } from '../store/alerts.ts'
import { aboutWords, dueWords } from './words.ts'

type IndexPage = {
  screen: Screen
  rows: readonly AlertRow[]
  total: number
  page: number
  isAll: boolean
  sealed: number
}

export const indexPage = ({ screen, rows, total, page, isAll, sealed }: IndexPage): Html =>
  layout({
    title: 'Misuse',
    frame: screen.frame,
    shape: 'board',
    breadcrumbs: [{ text: 'Misuse' }],
    content: html`<p class="govuk-body">Looks that are worth a question. None of them says that somebody did wrong: ask, and write down what you hear. The person, their line and their team cannot see this page.</p>
      <p class="govuk-body">${isAll ? html`<a class="govuk-link" href="/misuse">Only what waits for an answer</a>` : html`<a class="govuk-link" href="/misuse?show=all">Answered ones as well</a>`}</p>
      ${board({
        caption: 'Looks that are worth a question',
        isCaptionHidden: true,
        says: `${formatCount(total, 'question')} ${isAll ? 'in all, the newest' : 'to answer, those due'} first.`,
        empty: isAll
          ? 'Nothing was ever noticed that you may answer for.'
          : 'Nothing waits for you. The log is read every five minutes; what is noticed comes here and as an alarm to your work page.',
        rows,
        columns: [
          {
            head: 'Who looked',
            cell: ({ id, name, role, agency }) =>
              html`<a class="govuk-link" href="/misuse/${id}">${name}</a><br>${roleLabel(role)}, ${agency}`,
            isRowHeader: true,
          },
          { head: 'What', cell: ({ kind }) => kindWords(kind) },
          { head: 'Case', cell: ({ about }) => aboutWords(about), isShort: true },
          { head: 'Noticed', cell: ({ noticedAt }) => formatWhen(noticedAt, screen.now), isShort: true },
          { head: 'State', cell: ({ state }) => states[state] ?? state, isShort: true },
          { head: 'Due', cell: (row) => dueWords(row, screen.now), isShort: true },
        ],
        ...(total > rowsAPage && { pages: pagesOf(page, total, isAll) }),
      })}
      ${sealed > 0 && html`<p class="govuk-body">${formatCount(sealed, 'further question')} about sealed cases, with whoever is named for them.</p>`}`,
  })

const pagesOf = (page: number, total: number, isAll: boolean) => {
  const href = (number: number) => `/misuse?page=${number}${isAll ? '&show=all' : ''}`
  return {
    ...(page > 1 && { previous: { href: href(page - 1) } }),
    ...(page * rowsAPage < total && { next: { href: href(page + 1) } }),
  }
}
