import { board } from '../../../design/board.ts'
import { button } from '../../../design/components/button.ts'
import type { Screen } from '../../../design/form.ts'
import { stateTag, type TagState } from '../../../design/tags.ts'
import { formatCount, formatDay } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout, nothingOf } from '../../cases/index.ts'
import { type Cover, coverWords } from '../../duties/index.ts'
import { type Condition, conditionLabel } from '../../entries/index.ts'
import type { Register } from '../actions.ts'
import { type Order, type OrderState, stateWords } from '../model.ts'
import type { ViewRow } from '../store.ts'
import { touchingShown } from './touching.ts'

export const looks: Record<OrderState, TagState> = {
  'in force': 'open',
  'not served': 'late',
  'not started': 'waiting',
  'past its last day': 'stopped',
  ended: 'stopped',
}

export const ordersPage = ({ screen, top, ...register }: Register & { screen: Screen; top: CaseTop }): Html => {
  const { orders, views, terms } = register
  const { now } = screen
  const entries = `/cases/${top.caseId}/entries/new`
  return caseLayout({
    ...{ screen, top, part: 'orders', title: 'Orders', shape: 'board' },
    titleActions: html`${button({ text: 'Record an order', href: `${entries}/orders.made` })} ${button({ text: 'Record service', href: `${entries}/orders.served`, classes: 'govuk-button--secondary' })}`,
    content: html`
      ${board({
        caption: 'Register',
        says: `${formatCount(orders.length, 'order or notice', 'orders and notices')} on this case; ${orders.filter(({ state }) => state === 'in force').length} in force, ${orders.filter(({ state }) => state === 'not served').length} not served.`,
        empty: nothingOf(top, 'orders', 'No order is recorded on this case.'),
        columns: columns(top.caseId, now, register),
        rows: orders,
      })}
      ${orders.map((order) => coverShown(order, register.covers))}
      ${touchingShown(register.touching, now)}
      <h2 class="govuk-heading-m">Terms that hold, for whoever takes the call</h2>
      ${
        terms.length === 0
          ? html`<p class="govuk-body">${nothingOf(top, 'orders', 'No term is recorded.')}</p>`
          : html`<ul class="govuk-list govuk-list--spaced">${terms.map((term) => termOf(term, top.caseId, orders))}</ul>`
      }
      <h2 class="govuk-heading-m">What the victim wants of an order</h2>
      ${viewsShown(views, top, now)}
      <p class="govuk-body"><a class="govuk-link" href="/cases/${top.caseId}/orders/views">Add what they say now</a></p>`,
  })
}

const termOf = ({ id, factId, kind, who, place, plain }: Condition, caseId: string, orders: readonly Order[]): Html => {
  const of = orders.length > 1 ? orders.find((order) => order.factId === factId)?.kind : undefined
  const link = (way: string, text: string) =>
    html`<a class="govuk-link" href="/cases/${caseId}/justice/conditions/${id}/${way}">${text}<span class="govuk-visually-hidden"> ${conditionLabel(kind)}</span></a>`
  return html`<li><strong>${conditionLabel(kind)}</strong>${who || place ? html` (${who ?? place ?? ''})` : ''}: ${plain}${of ? html` <span class="govuk-hint">${of}</span>` : ''}<br>${link('vary', 'Change')} · ${link('end', 'End')}</li>`
}

/** Said on the order's own page and on the register: the end may fall on a day when the owner's supervisor is off. */
export const coverShown = ({ kind, factId }: Order, covers: ReadonlyMap<string, Cover>): Html | undefined => {
  const cover = covers.get(factId)
  return cover && html`<p class="govuk-body">${kind}: the last day is ${coverWords(cover)}.</p>`
}

/** The first and the latest first: an earlier view stays when they cannot be reached (OD-04). */
export const viewsShown = (views: readonly ViewRow[], top: CaseTop, now: Date): Html => {
  const [first, latest] = [views[0], views.at(-1)]
  if (!first || !latest)
    return html`<p class="govuk-body">${nothingOf(top, 'orders', 'Nobody has asked yet, or nobody wrote it down.')}</p>`
  const one = ({ view, saidOn, writtenWhere, personName, recordedByName }: ViewRow) =>
    html`${personName}, ${formatDay(saidOn, now)}: “${view}” (${writtenWhere}; recorded by ${recordedByName})`
  const between = views.slice(1, -1)
  return html`<ul class="govuk-list govuk-list--bullet">
    <li><strong>First</strong> ${one(first)}</li>
    ${between.map((view) => html`<li>${one(view)}</li>`)}
    ${latest !== first && html`<li><strong>Latest</strong> ${one(latest)}</li>`}
  </ul>`
}

const columns = (caseId: string, now: Date, { alerts }: Register) => [
  {
    head: 'Order',
    cell: ({ entryId, kind, isNotice }: Order) =>
      html`<a class="govuk-link" href="/cases/${caseId}/entries/${entryId}">${kind}</a>${isNotice ? ' (notice)' : ''}`,
  },
  { head: 'State', cell: ({ state }: Order) => stateTag(looks[state], stateWords[state]) },
  { head: 'On', cell: ({ on }: Order) => on ?? 'Not named' },
  { head: 'Made', cell: ({ madeAt }: Order) => formatDay(madeAt, now) },
  { head: 'Served', cell: ({ servedAt }: Order) => (servedAt ? formatDay(servedAt, now) : 'No') },
  { head: 'Last day', cell: ({ endsOn }: Order) => (endsOn ? formatDay(endsOn, now) : 'None') },
  { head: 'Broken', cell: ({ breaches }: Order) => String(breaches), format: 'numeric' as const },
  { head: 'What follows', cell: (order: Order) => whatFollows(order, caseId, now, alerts) },
]

const whatFollows = (
  { decision, factId, state, endsOn }: Order,
  caseId: string,
  now: Date,
  alerts: Register['alerts'],
): Html | string => {
  const next = alerts.find((alert) => alert.factId === factId && alert.state === 'open')
  const term = html`<a class="govuk-link" href="/cases/${caseId}/justice/conditions/new?order=${factId}">Add a term</a>`
  const link = html`<a class="govuk-link" href="/cases/${caseId}/orders/${factId}/decide">${decision ? 'Decide again' : 'Decide'}</a>`
  if (decision)
    return html`${decision.outcome === 'renew' ? 'Renew' : decision.outcome === 'vary' ? 'Vary' : 'Let lapse'}, decided ${formatDay(decision.at, now)}. ${state !== 'ended' ? html`${link} ${term}` : ''}`
  if (state === 'past its last day') return html`${stateTag('late', 'Nobody decided')} ${link}`
  if (state === 'ended') return ''
  if (!endsOn) return term
  return html`${next ? `${next.raisedAt > now ? 'Alert on' : 'Alert since'} ${formatDay(next.raisedAt, now)}. ` : ''}${link} ${term}`
}
