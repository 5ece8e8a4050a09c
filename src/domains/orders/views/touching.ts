import { board } from '../../../design/board.ts'
import { insetText } from '../../../design/components/inset-text.ts'
import { formatDay } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type Condition, conditionLabel } from '../../entries/index.ts'
import { namesException, type Order, stateWords, type Touching } from '../model.ts'

const noGuess =
  'Waymark does not say which of them holds, or what an exception covers. Ask for legal advice before the next handover, and write down under the plan’s part on the law who gave it.'

type Row = { head: string; contact: Html | string; away: Html | string }

/** Both orders with their terms, side by side, and where they touch (S-13, SP-31, TP-09). */
export const touchingShown = (pairs: readonly Touching<Condition>[], now: Date): Html | undefined =>
  pairs.length === 0
    ? undefined
    : html`<section id="touching"><h2 class="govuk-heading-m">Orders that touch where the children see somebody</h2>
        ${pairs.map((pair) => pairShown(pair, now))}</section>`

const pairShown = ({ contact, away, contactTerms, awayTerms, touches }: Touching<Condition>, now: Date): Html => html`
  ${board({
    caption: `${contact.kind} and ${away.kind.toLowerCase()}`,
    says: 'Side by side, as they were entered.',
    empty: '',
    rows: [
      { head: 'State', contact: stateWords[contact.state], away: stateWords[away.state] },
      { head: 'Made', contact: formatDay(contact.madeAt, now), away: formatDay(away.madeAt, now) },
      { head: 'Last day', contact: lastDay(contact, now), away: lastDay(away, now) },
      { head: 'Terms that hold', contact: termsShown(contactTerms), away: termsShown(awayTerms) },
    ],
    columns: [
      { head: 'What', cell: ({ head }: Row) => head },
      { head: contact.kind, cell: (row: Row) => row.contact },
      { head: away.kind, cell: (row: Row) => row.away },
    ],
  })}
  ${insetText({
    text: html`<p class="govuk-body"><strong>Here they touch.</strong> The ${contact.kind.toLowerCase()} says when the children see somebody whom the ${away.kind.toLowerCase()} keeps away:</p>
      ${
        touches.length === 0
          ? html`<p class="govuk-body">No term of the ${away.kind.toLowerCase()} about contact is written down here yet. Ask the court, and add it.</p>`
          : html`<ul class="govuk-list govuk-list--bullet">${touches.map(
              (term) =>
                html`<li>“${term.plain}”${namesException(term) ? ' Its words name a way in which contact is allowed: read them as they stand.' : ' Its words name no way in which contact is allowed.'}</li>`,
            )}</ul>`
      }
      <p class="govuk-body">${noGuess}</p>`,
  })}`

const lastDay = ({ endsOn }: Order, now: Date): string => (endsOn ? formatDay(endsOn, now) : 'None')
const termsShown = (terms: readonly Condition[]): Html | string =>
  terms.length === 0
    ? 'No term is written down'
    : html`<ul class="govuk-list">${terms.map(({ kind, who, place, plain }) => html`<li><strong>${conditionLabel(kind)}</strong>${who || place ? html` (${who ?? place ?? ''})` : ''}: ${plain}</li>`)}</ul>`

/** Orders that keep somebody away, where no order arranges that the children see them: with their terms, and no guess (SP-31). */
export const awayShown = (
  away: readonly { order: Order; terms: readonly Condition[] }[],
  now: Date,
): Html | undefined =>
  away.length === 0
    ? undefined
    : html`${board({
        caption: 'Orders that keep somebody away',
        says: 'As they were entered. An arrangement of visits may clash with them.',
        empty: '',
        rows: away,
        columns: [
          { head: 'Order', cell: ({ order }) => order.kind },
          { head: 'State', cell: ({ order }) => stateWords[order.state] },
          { head: 'Last day', cell: ({ order }) => lastDay(order, now) },
          { head: 'Terms that hold', cell: ({ terms }) => termsShown(terms) },
        ],
      })}
      ${insetText({ text: noGuess })}`

/** One sentence for other pages of the case, with the way to both orders. */
export const touchingNoted = (pairs: readonly Touching<Condition>[], caseId: string): Html | undefined =>
  pairs.length === 0
    ? undefined
    : insetText({
        text: html`<p class="govuk-body"><strong>Orders touch here.</strong> ${pairs.map(({ contact, away }) => `${contact.kind} and ${away.kind.toLowerCase()}`).join('; ')}: <a class="govuk-link" href="/cases/${caseId}/orders#touching">read both side by side</a>.</p>
          <p class="govuk-body">${noGuess}</p>`,
      })
