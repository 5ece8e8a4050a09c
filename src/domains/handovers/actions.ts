import { randomUUID } from 'node:crypto'
import type { Work } from '../../platform/request.ts'
import { NotFound } from '../../platform/web.ts'
import { bodyOf } from '../../rules/body-of.ts'
import { atExactly, record } from '../../rules/record.ts'
import type { Services } from '../../rules/services.ts'
import { clashOf, grantCase } from '../cases/index.ts'
import { type Blocks, goesAlong, type Lead, leads, leadWords } from './model.ts'
import * as store from './store.ts'

export type Offer = Blocks & { fromId: string; toId: string; leads: readonly Lead[] }
export type Refused = { field: string; problem: string }

const heldIn = (row: Awaited<ReturnType<typeof store.lockCase>>, who: string): Lead[] => {
  const held = { risk: row.riskLeadId, plan: row.planLeadId, contact: row.contactLeadId }
  return row.state === 'closed' ? [] : leads.filter((lead) => held[lead] === who)
}

/** Offers leads with the duties that go along. The receiver sees the case from now; the sender keeps everything until they accept (CC-04). */
export const offer = async (work: Work, caseId: string, made: Offer): Promise<Refused | null> => {
  const { tx, now, actor } = work
  const { fromId, toId, leads: offered, risk, plan, contact, duties } = made
  const held = heldIn(await store.lockCase(tx, caseId), fromId)
  if (fromId === toId) return { field: 'toId', problem: 'Choose somebody else: they hold this already' }
  if (!offered.every((lead) => held.includes(lead))) throw new NotFound()
  const open = await store.openOffersOn(tx, caseId)
  const twice = open.find(
    (each) =>
      each.leads.some((lead) => offered.some((one) => one === lead)) ||
      (each.leads.length === 0 && offered.length === 0 && each.fromId === fromId),
  )
  if (twice)
    return { field: 'lead_risk', problem: `This is offered to ${twice.toName} already. Withdraw that offer first` }
  // The duties of a lead go with a lead: whoever leads and selects none would hand over nothing.
  if (offered.length === 0 && (held.length > 0 || (await store.openDutiesOf(tx, caseId, fromId)).length === 0))
    return { field: 'lead_risk', problem: 'Select what you hand over' }
  const clash = await clashOf(work, caseId, toId, { asContact: offered.includes('contact') })
  if (clash) return { field: 'toId', problem: clash }
  const id = randomUUID()
  await store.insertOffer(tx, {
    ...{ id, caseId, leads: [...offered], fromId, toId, offeredBy: actor.id, offeredAt: now },
    ...{ risk, plan, contact, duties },
  })
  if (!(await grantCase(work, caseId, toId, 'Handover offered', null))) throw new NotFound()
  return null
}

const waiting = async ({ tx }: Work, caseId: string, id: string) => {
  const row = await store.lockCase(tx, caseId)
  const found = await store.offerOf(tx, caseId, id)
  if (!found || found.answer !== null) throw new NotFound()
  return { row, found }
}

/** Accepts: leads and duties move in this one act, and the case says so. An offer whose sender no longer holds it moves nothing. */
export const accept = async (services: Services, work: Work, caseId: string, id: string): Promise<Refused | null> => {
  const { tx, now, actor } = work
  const { row, found } = await waiting(work, caseId, id)
  if (found.toId !== actor.id) throw new NotFound()
  const held = heldIn(row, found.fromId)
  const taken = leads.filter((lead) => found.leads.includes(lead))
  if (!taken.every((lead) => held.includes(lead)))
    return { field: 'main-content', problem: `${found.fromName} no longer holds what was offered. Decline it` }
  const clash = await clashOf(work, caseId, actor.id, { asContact: taken.includes('contact') })
  if (clash) return { field: 'main-content', problem: `${clash}. Decline it` }
  // Before the answer: whoever is asked to take over sees the whole case, and may not once it is theirs in part (MODEL 13).
  const kept = held.filter((lead) => !taken.includes(lead))
  const moving = (await store.openDutiesOf(tx, caseId, found.fromId)).filter(({ ownedBy }) =>
    goesAlong(ownedBy, taken, kept),
  )
  await store.moveDuties(
    tx,
    caseId,
    moving.map((duty) => duty.id),
    actor.id,
  )
  if (!(await store.answerOffer(tx, caseId, id, { answer: 'accepted', answeredAt: now, reason: null })))
    throw new NotFound()
  await store.settleOffer(work, id)
  await store.moveLeads(tx, caseId, id, {
    ...(taken.includes('risk') && { riskLeadId: actor.id }),
    ...(taken.includes('plan') && { planLeadId: actor.id }),
    ...(taken.includes('contact') && { contactLeadId: actor.id }),
  })
  await record(services, work, {
    ...{ caseId, type: 'cases.handover-accepted', happened: atExactly(now), knownAt: now },
    ...{ body: bodyOf(actor.agencyKind), toldBy: found.fromName, details: {} },
    what: `${[...taken.map((lead) => leadWords[lead]), `${moving.length} open duties`].join(', ')}: from ${found.fromName} to ${actor.name}`,
  })
  return null
}

export const decline = async (work: Work, caseId: string, id: string, reason: string): Promise<void> => {
  const { found } = await waiting(work, caseId, id)
  if (found.toId !== work.actor.id) throw new NotFound()
  await end(work, caseId, id, 'declined', reason)
}

export const withdraw = async (work: Work, caseId: string, id: string): Promise<void> => {
  const { found } = await waiting(work, caseId, id)
  if (![found.fromId, found.offeredBy].includes(work.actor.id)) throw new NotFound()
  await end(work, caseId, id, 'withdrawn', null)
}

const end = async (
  work: Work,
  caseId: string,
  id: string,
  answer: 'declined' | 'withdrawn',
  reason: string | null,
): Promise<void> => {
  if (!(await store.answerOffer(work.tx, caseId, id, { answer, answeredAt: work.now, reason }))) throw new NotFound()
  await store.settleOffer(work, id)
}

/** Where one of these colleagues cannot take the case chosen for them: asked before anything is offered. */
export const refusedOf = async (
  work: Work,
  fromId: string,
  receivers: Map<string, string>,
): Promise<Refused | null> => {
  for (const { caseId, leads: held } of await store.heldBy(work.tx, fromId)) {
    const toId = receivers.get(caseId)
    const problem = toId && (await clashOf(work, caseId, toId, { asContact: held.includes('contact') }))
    if (problem) return { field: `to_${caseId}`, problem }
  }
  return null
}

/**
 * Offers each case that a person holds to the colleague chosen for it. A case without a choice stays as it is, and so
 * does a lead that waits for somebody's answer already.
 */
export const offerEverything = async (
  work: Work,
  fromId: string,
  receivers: Map<string, string>,
  blocks: Blocks,
): Promise<void> => {
  for (const { caseId, leads: held } of await store.heldBy(work.tx, fromId)) {
    const toId = receivers.get(caseId)
    if (!toId) continue
    if (fromId !== work.actor.id && !(await store.stepIn(work, caseId, fromId))) throw new NotFound()
    const open = await store.openOffersOn(work.tx, caseId)
    const free = leads.filter((lead) => held.includes(lead) && !open.some((each) => each.leads.includes(lead)))
    const isOffered = held.length > 0 || open.some((each) => each.fromId === fromId && each.leads.length === 0)
    if (free.length === 0 && isOffered) continue
    if (await offer(work, caseId, { ...blocks, fromId, toId, leads: free })) throw new NotFound()
  }
}
