import type { Work } from '../../platform/request.ts'
import { NotFound } from '../../platform/web.ts'
import { bodyOf } from '../../rules/body-of.ts'
import { londonDay } from '../../rules/days.ts'
import { atExactly, record } from '../../rules/record.ts'
import type { Services } from '../../rules/services.ts'
import { type Cover, coverOn } from '../duties/index.ts'
import { type Condition, conditionsOf, entriesOfTypes, isInForce } from '../entries/index.ts'
import { keepingAway, type Order, ordersOn, orderTypes, touching } from './model.ts'
import { addView, alertsOf, viewsOf } from './store.ts'

export type Register = Awaited<ReturnType<typeof registerOf>>
export const registerOf = async (services: Services, work: Work, caseId: string) => {
  const { tx, now } = work
  const today = londonDay(now)
  const orders = ordersOn(await entriesOfTypes(tx, caseId, orderTypes), today)
  const alerts = await alertsOf(tx, caseId)
  const terms = await termsOf(work, caseId)
  return {
    ...{ orders, alerts, covers: await coversOf(services, work, orders, alerts) },
    ...{ views: await viewsOf(tx, caseId), terms, touching: touching(orders, terms) },
  }
}

const termsOf = async ({ tx, now }: Work, caseId: string): Promise<Condition[]> =>
  (await conditionsOf(tx, caseId)).filter((term) => term.setBy.startsWith('orders.') && isInForce(term, londonDay(now)))
const ordersAndTerms = async (work: Work, caseId: string): Promise<[Order[], Condition[]]> => [
  ordersOn(await entriesOfTypes(work.tx, caseId, orderTypes), londonDay(work.now)),
  await termsOf(work, caseId),
]
/** Orders of a case that touch where the children see somebody, as far as they are shown to whoever asks. */
export const touchingOn = async (work: Work, caseId: string) => touching(...(await ordersAndTerms(work, caseId)))
/** Orders of a case that keep somebody away now, with their terms: what an arrangement of visits is held against (SP-31). */
export const keepingAwayOn = async (work: Work, caseId: string) => keepingAway(...(await ordersAndTerms(work, caseId)))

/** For each order whose end nobody has decided about: who covers on its last day, holiday or not (S-16). */
const coversOf = async (
  services: Services,
  work: Work,
  orders: readonly Order[],
  alerts: Awaited<ReturnType<typeof alertsOf>>,
): Promise<Map<string, Cover>> => {
  const covers = new Map<string, Cover>()
  for (const { factId, endsOn } of orders) {
    const alert = alerts.find((each) => each.factId === factId && each.state === 'open')
    if (endsOn && endsOn >= londonDay(work.now) && alert)
      covers.set(factId, await coverOn(services, work, alert.ownerId, endsOn))
  }
  return covers
}

export const orderOf = async (
  services: Services,
  work: Work,
  caseId: string,
  factId: string,
): Promise<Register & { order: Order }> => {
  const register = await registerOf(services, work, caseId)
  const order = register.orders.find((each) => each.factId === factId)
  if (!order) throw new NotFound()
  return { ...register, order }
}

type Decision = { outcome: string; reasons: string; after: string }

/** What follows the order, with reasons; an order that lapses says what protects then (OD-10). */
export const decide = (
  services: Services,
  work: Work,
  caseId: string,
  factId: string,
  { outcome, reasons, after }: Decision,
) =>
  record(services, work, {
    caseId,
    type: 'orders.renewal-decided',
    happened: atExactly(work.now),
    knownAt: work.now,
    body: bodyOf(work.actor.agencyKind),
    toldBy: null,
    what: after ? `${reasons}\nAfter the order: ${after}` : reasons,
    details: { outcome, about: factId },
  })

type View = { personId: string; view: string; saidOn: string; writtenWhere: string }
export const keepView = ({ tx, now, actor }: Work, caseId: string, view: View): Promise<void> =>
  addView(tx, { ...view, caseId, recordedBy: actor.id, recordedAt: now })
