import { board } from '../../../design/board.ts'
import { moment } from '../../../design/clock.ts'
import { button } from '../../../design/components/button.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { pagesOf, rowsAPage } from '../../../design/pages.ts'
import { formatCount } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { nameOf } from '../model.ts'
import type { DraftRow } from '../store.ts'

export const draftsAPage: number = rowsAPage

type List = { screen: Screen; rows: DraftRow[]; total: number; page: number }

/** What one began and has not sent: which form, which case, when. What was typed shows only in the form itself. */
export const indexPage = ({ screen, rows, total, page }: List): Html =>
  layout({
    title: 'What you began',
    frame: screen.frame,
    shape: 'board',
    breadcrumbs: [{ text: 'My duties', href: '/boards/mine' }, { text: 'What you began' }],
    content: board({
      caption: 'Forms that you began and have not sent',
      isCaptionHidden: true,
      says: `${formatCount(total, 'form')} that you began and have not sent, the newest first. Only you see them, and only for some days.`,
      empty: 'Nothing waits to be finished. What you type in a form is kept here until you send it.',
      columns: [
        {
          head: 'Form',
          cell: ({ address, page: at }) => html`<a class="govuk-link" href="${at}">${nameOf(address)}</a>`,
        },
        { head: 'Case', cell: caseOf },
        { head: 'Begun', cell: ({ begunAt }) => moment(begunAt, screen.now) },
        { head: 'Kept', cell: ({ savedAt }) => moment(savedAt, screen.now) },
        { head: 'Away with it', cell: (row) => deletion(screen, row) },
      ],
      rows,
      pages: pagesOf(total, page, (number) => `/drafts?page=${number}`),
    }),
  })

const caseOf = ({ caseId, reference }: DraftRow): Html | string =>
  caseId && reference ? html`<a class="govuk-link" href="/cases/${caseId}">${reference}</a>` : 'None'

const deletion = (screen: Screen, { address, page }: DraftRow): Html =>
  form(
    screen,
    html`<input type="hidden" name="formAddress" value="${address}"><input type="hidden" name="formPage" value="${page}">
      ${button({ text: html`Delete<span class="govuk-visually-hidden"> ${nameOf(address)}</span>`, classes: 'govuk-button--secondary' })}`,
    { action: '/drafts/delete' },
  )
