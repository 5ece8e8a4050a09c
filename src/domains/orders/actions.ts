import type { Work } from '../../platform/request.ts'
import { NotFound } from '../../platform/web.ts'
import { bodyOf } from '../../rules/body-of.ts'
import { londonDay } from '../../rules/days.ts'
import { atExactly, record } from '../../rules/record.ts'
import type { Services } from '../../rules/services.ts'
import { conditionsOf, entriesOfTypes, isInForce } from '../entries/index.ts'
import { type Order, ordersOn, orderTypes } from './model.ts'
import { addView, alertsOf, viewsOf } from './store.ts'

export type Register = Awaited<ReturnType<typeof registerOf>>
export const registerOf = async ({ tx, now }: Work, caseId: string) => {
  const today = londonDay(now)
  return {
    orders: ordersOn(await entriesOfTypes(tx, caseId, orderTypes), today),
    views: await viewsOf(tx, caseId),
    alerts: await alertsOf(tx, caseId),
    terms: (await conditionsOf(tx, caseId)).filter(
      (term) => term.setBy.startsWith('orders.') && isInForce(term, today),
    ),
  }
}

export const orderOf = async (work: Work, caseId: string, factId: string): Promise<Register & { order: Order }> => {
  const register = await registerOf(work, caseId)
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
