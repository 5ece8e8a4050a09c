import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import { form, type Screen } from '../../../design/form.ts'
import { formatCount, formatDay, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout } from '../../cases/index.ts'
import { pagesOf } from '../../entries/index.ts'
import type { Card } from '../actions.ts'
import { endWords } from '../model.ts'
import { cardShown } from './card.ts'

type Page = {
  screen: Screen
  top: CaseTop
  today: readonly Card[]
  mayWithdraw: boolean
  /** All cards, for whoever makes the plan with them. */
  all: { cards: readonly Card[]; number: number; total: number } | undefined
  mayAgree: boolean
}

export const indexPage = ({ screen, top, today, mayWithdraw, all, mayAgree }: Page): Html => {
  const here = `/cases/${top.caseId}/police-cards`
  const { now } = screen
  return caseLayout({
    ...{ screen, top, part: 'police-cards', title: 'If police attend' },
    content: html`<p class="govuk-body">A few lines that the person agreed beforehand, for police who are called to them. Police who see this case read them while they are agreed, in an emergency look too. So does whoever makes the plan with them, and nobody else.</p>
      ${mayAgree && html`<div class="govuk-button-group">${button({ text: 'Agree a card with them', href: `${here}/new` })}</div>`}
      ${today.length === 0 && html`<p class="govuk-body">No card is shown to you now.</p>`}
      ${today.map(
        (card) => html`${cardShown(card, now)}
        ${
          mayWithdraw &&
          form(
            screen,
            button({
              text: html`They say no: withdraw it now<span class="govuk-visually-hidden"> (${card.person})</span>`,
              classes: 'govuk-button--warning',
              preventDoubleClick: true,
            }),
            { action: `${here}/${card.id}/withdraw` },
          )
        }`,
      )}
      ${
        all &&
        board({
          caption: 'Cards of this case',
          says: `${formatCount(all.total, 'card')}, the latest first.`,
          empty: 'None was agreed yet.',
          rows: all.cards,
          pages: pagesOf(all.total, all.number, (to) => `${here}?page=${to}`),
          columns: [
            { head: 'Whose', cell: ({ person }) => person },
            { head: 'Agreed', cell: ({ agreedOn, says }) => `${formatDay(agreedOn, now)}. ${says?.with ?? 'Erased'}` },
            { head: 'Shown until', cell: ({ endsOn }) => formatDay(endsOn, now) },
            {
              head: 'Written by',
              cell: ({ by, agency, writtenAt }) => `${by}, ${agency}, ${formatWhen(writtenAt, now)}`,
            },
            { head: 'Where it stands', cell: (card) => standing(card, today, now) },
          ],
        })
      }`,
  })
}

const standing = ({ id, endedAs, endedAt, endedByName }: Card, today: readonly Card[], now: Date): string => {
  if (endedAs !== null && endedAt !== null)
    return `${endWords[endedAs] ?? endedAs}, ${formatWhen(endedAt, now)}${endedByName === null ? '' : `, ${endedByName}`}`
  return today.some((card) => card.id === id) ? 'Shown to police' : 'Its day is over: shown to nobody'
}
