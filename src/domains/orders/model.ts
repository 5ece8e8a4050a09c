import { z } from 'zod'
import { readDay } from '../../platform/times.ts'
import { type Details, detailsSchema } from '../../rules/entry.ts'

type OrderEntry = {
  id: string
  factId: string
  type: string
  relation: string
  position: number
  happenedFrom: Date
  suspectName: string | null
  what: string | null
  details: unknown
}
export type OrderState = 'in force' | 'not served' | 'not started' | 'past its last day' | 'ended'
export type Order = {
  factId: string
  entryId: string
  kind: string
  isNotice: boolean
  on: string | null
  madeAt: Date
  startsOn: string | null
  endsOn: string | null
  servedAt: Date | null
  endedAt: Date | null
  breaches: number
  decision: { outcome: string; why: string | null; at: Date } | null
  state: OrderState
}

export const orderTypes = [
  'orders.made',
  'orders.notice-given',
  'orders.served',
  'orders.breached',
  'orders.ended',
  'orders.renewal-decided',
]

type Current = OrderEntry & { parsed: Details }

/** Each order as it stands on a day, from the entries about it. */
export const ordersOn = (entries: readonly OrderEntry[], today: string): Order[] => {
  const facts = [...Map.groupBy(entries, ({ factId }) => factId).values()].flatMap((ofFact): Current[] => {
    const last =
      ofFact.toSorted((a, b) => a.position - b.position).findLast(({ relation }) => relation !== 'confirms') ??
      ofFact[0]
    const parsed = detailsSchema.catch({}).parse(last?.details)
    return last && !parsed.neverHappened ? [{ ...last, parsed }] : []
  })
  const made = facts.filter(({ type }) => type === 'orders.made' || type === 'orders.notice-given')
  const [only] = made
  const isOf = (order: Current, type: string) => (fact: Current) =>
    fact.type === type &&
    (fact.parsed.about === order.factId || (fact.parsed.about === undefined && made.length === 1 && only === order))
  return made.map((order) => orderFrom(order, (type) => facts.filter(isOf(order, type)), today))
}

const orderFrom = (order: Current, about: (type: string) => Current[], today: string): Order => {
  const { parsed } = order
  const [served, ended] = [about('orders.served').at(-1), about('orders.ended').at(-1)]
  const decided = about('orders.renewal-decided').at(-1)
  const [startsOn, endsOn] = [parsed.startsOn ?? null, parsed.endsOn ?? null]
  return {
    ...{
      factId: order.factId,
      entryId: order.id,
      kind: parsed.orderKind ?? 'Order',
      isNotice: order.type === 'orders.notice-given',
    },
    ...{ on: order.suspectName, madeAt: order.happenedFrom, startsOn, endsOn },
    ...{
      servedAt: served?.happenedFrom ?? null,
      endedAt: ended?.happenedFrom ?? null,
      breaches: about('orders.breached').length,
    },
    decision: decided
      ? { outcome: decided.parsed.outcome ?? 'decided', why: decided.what, at: decided.happenedFrom }
      : null,
    state: stateOf({ startsOn, endsOn, isServed: served !== undefined, isEnded: ended !== undefined }, today),
  }
}

type Standing = { startsOn: string | null; endsOn: string | null; isServed: boolean; isEnded: boolean }

/** Never in force after its last day, whatever anybody entered or did not (S-16). */
export const stateOf = ({ startsOn, endsOn, isServed, isEnded }: Standing, today: string): OrderState => {
  if (isEnded) return 'ended'
  if (endsOn !== null && today > endsOn) return 'past its last day'
  if (!isServed) return 'not served'
  return startsOn !== null && today < startsOn ? 'not started' : 'in force'
}

export const stateWords: Record<OrderState, string> = {
  'in force': 'In force',
  'not served': 'Made, NOT SERVED',
  'not started': 'Served, not started yet',
  'past its last day': 'Past its last day',
  ended: 'Ended',
}

/** Orders that keep somebody away by what they are, whether or not each of their terms is written down here. */
const keepAway = [
  'Restraining order',
  'Non-molestation order',
  'Domestic violence protection notice or order',
  'Domestic abuse protection notice or order',
  'Stalking protection order',
]
type Term = { id: string; factId: string; kind: string; plain: string }
export type Touching<T extends Term> = { contact: Order; away: Order; contactTerms: T[]; awayTerms: T[]; touches: T[] }

const isAway = ({ kind }: Term): boolean => kind === 'no contact' || kind === 'not to go to'
const standingIn = (orders: readonly Order[]): Order[] =>
  orders.filter(({ state }) => state !== 'ended' && state !== 'past its last day')
const arranges = ({ kind }: Order): boolean => kind === 'Child arrangements order'
const termsOf = <T extends Term>({ factId }: Order, terms: readonly T[]): T[] =>
  terms.filter((term) => term.factId === factId)

/** Orders that stand and keep somebody away, each with its terms. */
export const keepingAway = <T extends Term>(
  orders: readonly Order[],
  terms: readonly T[],
): { order: Order; terms: T[] }[] =>
  standingIn(orders)
    .filter((order) => !arranges(order))
    .map((order) => ({ order, terms: termsOf(order, terms) }))
    .filter(({ order, terms: own }) => keepAway.includes(order.kind) || own.some(isAway))

/** One order says when the children see somebody, another keeps them away: each such pair, with the terms that touch (S-13, SP-31). */
export const touching = <T extends Term>(orders: readonly Order[], terms: readonly T[]): Touching<T>[] =>
  standingIn(orders)
    .filter(arranges)
    .flatMap((contact) =>
      keepingAway(orders, terms).map(({ order: away, terms: awayTerms }) => ({
        ...{ contact, away, contactTerms: termsOf(contact, terms), awayTerms },
        touches: awayTerms.filter(isAway),
      })),
    )
/** Whether the words of a term name a way in which it allows contact. What that way covers is for a lawyer to say. */
export const namesException = ({ plain }: { plain: string }): boolean =>
  /\b(except|unless|save (?:for|as)|other than|apart from|third party|through (?:a|an|somebody|someone))\b/i.test(plain)

const words = (message: string) => z.string(message).trim().min(1, message).max(2000, 'Write 2,000 characters or fewer')

export const decisionForm = z
  .object({
    outcome: z.enum(['renew', 'vary', 'let lapse'], 'Select what follows'),
    reasons: words('Write the reasons'),
    after: z.string().trim().max(2000, 'Write 2,000 characters or fewer').catch(''),
  })
  .refine(({ outcome, after }) => outcome !== 'let lapse' || after !== '', {
    path: ['after'],
    message: 'Write what protects the victim once the order has ended',
  })

export const viewForm = (now: Date) =>
  z
    .object({
      personId: z.uuid('Select whose view this is'),
      view: words('Write their view in their own words'),
      saidOn: z.string().catch(''),
      writtenWhere: words('Write where it is written down, such as the statement'),
    })
    .transform((form, context) => {
      const read = readDay(form.saidOn, now)
      if ('problem' in read) context.addIssue({ code: 'custom', path: ['saidOn'], message: read.problem })
      return { ...form, saidOn: 'day' in read ? read.day : '' }
    })
