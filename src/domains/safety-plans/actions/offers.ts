import { randomUUID } from 'node:crypto'
import { oneAtATime } from '../../../platform/marks.ts'
import type { Work } from '../../../platform/request.ts'
import { openEach, sealFor } from '../../../platform/vault.ts'
import { bodyOf } from '../../../rules/body-of.ts'
import { dutyKey } from '../../../rules/duty.ts'
import { atExactly, type NewEntry, record } from '../../../rules/record.ts'
import type { Services } from '../../../rules/services.ts'
import { type AnswerForm, type OfferContent, type OfferForm, offerSchema } from '../model/offers.ts'
import { isUsed } from '../model/plan.ts'
import { answer as answerOffer } from '../rules.ts'
import { answerRow, insertOffer, type OfferRow, plansOf } from '../store/index.ts'
import { addOffered, planFor } from './plan.ts'

/** `content` is null where the key of the person was erased, and with it every word. */
export type Offer = Omit<OfferRow, 'content' | 'answer'> & { content: OfferContent | null; answer: string | null }

const table = 'vault.plan_offer'
export const openOffers = async (services: Services, { tx }: Work, rows: readonly OfferRow[]): Promise<Offer[]> => {
  const words = new Map<string, string | null | undefined>()
  for (const [personId, own] of Map.groupBy(rows, (row) => row.personId)) {
    const sealed = own.flatMap(({ id, content, answer }) => [
      { table, column: 'content', row: id, sealed: content },
      ...(answer ? [{ table, column: 'answer', row: id, sealed: answer }] : []),
    ])
    const texts = await openEach(services, tx, personId, sealed)
    for (const [index, { column, row }] of sealed.entries()) words.set(`${column} ${row}`, texts[index])
  }
  return rows.map((row) => {
    const text = words.get(`content ${row.id}`)
    return {
      ...row,
      content: text ? offerSchema.parse(JSON.parse(text)) : null,
      answer: words.get(`answer ${row.id}`) ?? null,
    }
  })
}

const say = (
  services: Services,
  work: Work,
  entry: Pick<NewEntry, 'caseId' | 'type' | 'details'>,
): Promise<{ factId: string }> =>
  record(services, work, {
    ...{ ...entry, happened: atExactly(work.now), knownAt: work.now, body: bodyOf(work.actor.agencyKind) },
    ...{ toldBy: null, what: null },
  })

/** A thought for a plan that whoever gives it does not see: it waits for whoever leads the plan. */
export const offerThought = async (
  services: Services,
  work: Work,
  caseId: string,
  { personId, title, words, careful }: OfferForm,
): Promise<void> => {
  const { tx, now, actor } = work
  const id = randomUUID()
  const content: OfferContent = { title, words, careful: careful ?? null }
  const place = { personId, table, column: 'content', row: id }
  const sealed = await sealFor(services, work, place, JSON.stringify(content))
  const { factId } = await say(services, work, { caseId, type: 'safety-plans.thought-offered', details: {} })
  await insertOffer(tx, {
    ...{ id, caseId, personId, factId, content: sealed },
    ...{ agencyId: actor.agencyId, offeredBy: actor.id, offeredAt: now },
  })
}

/** False: there is no plan of theirs in which it could be. Whoever offered it is told what came of it, and nothing of the plan. */
export const answerThought = async (
  services: Services,
  work: Work,
  offer: Offer & { content: OfferContent },
  form: AnswerForm,
): Promise<boolean> => {
  const { tx, now, actor } = work
  const { id, caseId, personId } = offer
  if (form.outcome !== 'not taken up') {
    const row = (await plansOf(tx, caseId)).find((plan) => plan.personId === personId)
    // Whoever else changes this plan now comes first, and is then seen (U9).
    if (row) await oneAtATime(tx, `safety plan ${row.id}`)
    const plan = row && (await planFor(services, work, caseId, row.id))
    if (!plan || !isUsed(plan)) return false
    await addOffered(services, work, plan, { offerId: id, offered: offer.content, form })
  }
  const sealed = form.why
    ? await sealFor(services, work, { personId, table, column: 'answer', row: id }, form.why)
    : null
  const outcome = form.outcome === 'not taken up' ? 'not taken up' : 'taken up'
  await answerRow(tx, offer, { outcome, answer: sealed, answeredBy: actor.id, answeredAt: now })
  const details = { ownerId: offer.offeredBy, tells: [dutyKey(offer.factId, answerOffer)] }
  await say(services, work, { caseId, type: 'safety-plans.offer-answered', details })
  return true
}
