import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import type { Screen } from '../../../design/form.ts'
import { stateTag } from '../../../design/tags.ts'
import { formatCount, formatDay, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { pagesOf } from '../../entries/index.ts'
import type { Offer } from '../actions/offers.ts'
import { outcomeWords } from '../model/offers.ts'

export type Offers = {
  offers: readonly Offer[]
  number: number
  total: number
  /** For whoever sees the plans: what anybody offered. */
  isWhole: boolean
  /** And on a case that is not closed: they answer. */
  mayAnswer: boolean
  /** For everybody else who works with the person harmed. */
  mayOffer: boolean
}

/** What was offered: all of it for whoever sees the plans, their own for whoever offered it. */
export const offersShown = (caseId: string, screen: Screen, page: Offers): Html => {
  const { offers, number, total, isWhole, mayAnswer, mayOffer } = page
  const here = `/cases/${caseId}/safety-plans`
  const { now } = screen
  const cells = {
    what: ({ content, id, outcome }: Offer): Html => {
      const title = content?.title ?? 'Erased'
      const isToAnswer = mayAnswer && outcome === null && content !== null
      return html`${isToAnswer ? html`<a class="govuk-link" href="${here}/offers/${id}/answer">${title}</a>` : html`<strong>${title}</strong>`}<br>${content?.words}${content?.careful ? html`<br>To take care of: ${content.careful}` : ''}`
    },
    stands: ({ outcome, answer, answeredAt, answeredByName }: Offer): Html =>
      outcome === null || answeredAt === null
        ? stateTag('waiting', mayAnswer ? 'To talk over with them' : 'Waits for the plan lead')
        : html`${stateTag('done', outcomeWords[outcome] ?? outcome)} ${answer ?? ''}<br><span class="wm-quiet">${formatDay(answeredAt, now)}, ${answeredByName ?? ''}</span>`,
  }
  return board({
    caption: isWhole ? 'What others offered' : 'What you offered',
    says: `${formatCount(total, 'thought')} ${isWhole ? 'offered by others' : 'offered by you'}, what waits first. None is in a plan by itself.`,
    empty: isWhole ? 'Nobody has offered a thought for a plan.' : 'You have offered nothing for their safety yet.',
    rows: offers,
    pages: pagesOf(total, number, (to) => `${here}?page=${to}`),
    actions: mayOffer ? button({ text: 'Offer a thought', href: `${here}/offers/new` }) : undefined,
    columns: [
      { head: 'What', cell: cells.what },
      { head: 'For', cell: ({ person }) => person },
      {
        head: 'From',
        cell: ({ offeredByName, agency, offeredAt }) => `${offeredByName}, ${agency}, ${formatWhen(offeredAt, now)}`,
      },
      { head: 'What came of it', cell: cells.stands },
    ],
  })
}
