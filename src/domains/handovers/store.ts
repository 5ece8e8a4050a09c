import type { Insertable } from 'kysely'
import { sql } from 'kysely'
import type { Tx } from '../../platform/db.ts'
import type { Work } from '../../platform/request.ts'
import type { Tables } from '../../platform/tables.ts'
import type { Held } from './model.ts'

/** A handover's answers come one at a time: each waits here for whoever answers or offers first. */
export const lockCase = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('cases')
    .select(['state', 'riskLeadId', 'planLeadId', 'contactLeadId'])
    .where('id', '=', caseId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()

export const insertOffer = async (tx: Tx, row: Insertable<Tables['handover']>): Promise<void> => {
  await tx.insertInto('handover').values(row).execute()
}

const handovers = (tx: Tx) =>
  tx
    .selectFrom('handover as h')
    .innerJoin('cases as c', 'c.id', 'h.caseId')
    .innerJoin('practitioner as f', 'f.id', 'h.fromId')
    .innerJoin('practitioner as t', 't.id', 'h.toId')
    .innerJoin('agency as a', 'a.id', 't.agencyId')
    .innerJoin('practitioner as o', 'o.id', 'h.offeredBy')
    .selectAll('h')
    .select(['c.reference', 'f.name as fromName', 't.name as toName', 'a.name as toAgency', 'o.name as offeredByName'])

export const offersOf = (tx: Tx, caseId: string) =>
  handovers(tx)
    .where('h.caseId', '=', caseId)
    .orderBy('h.answer', (order) => order.asc().nullsFirst())
    .orderBy('h.offeredAt', 'desc')
    .orderBy('h.id')
    .execute()
export type HandoverRow = Awaited<ReturnType<typeof offersOf>>[number]

export const offerOf = (tx: Tx, caseId: string, id: string) =>
  handovers(tx).where('h.caseId', '=', caseId).where('h.id', '=', id).executeTakeFirst()

/** Offers that wait: to this person, or from them (also those that they made for a colleague). */
export const waitingFor = (tx: Tx, practitionerId: string) =>
  handovers(tx)
    .where('h.answer', 'is', null)
    .where((where) =>
      where.or([
        where('h.toId', '=', practitionerId),
        where('h.fromId', '=', practitionerId),
        where('h.offeredBy', '=', practitionerId),
      ]),
    )
    .orderBy('h.offeredAt')
    .orderBy('h.id')
    .execute()

export const openOffersOn = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('handover as h')
    .innerJoin('practitioner as t', 't.id', 'h.toId')
    .select(['h.leads', 'h.fromId', 't.name as toName'])
    .where('h.caseId', '=', caseId)
    .where('h.answer', 'is', null)
    .execute()

export const answerOffer = async (
  tx: Tx,
  caseId: string,
  id: string,
  given: { answer: 'accepted' | 'declined' | 'withdrawn'; answeredAt: Date; reason: string | null },
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('handover')
    .set(given)
    .where('caseId', '=', caseId)
    .where('id', '=', id)
    .where('answer', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Sight that came with an offer stays with who accepted, and ends for who did not. */
export const settleOffer = async ({ tx, now }: Work, id: string): Promise<void> => {
  await sql`select settle_offer(${id}, ${now})`.execute(tx)
}

type Leads = { riskLeadId?: string; planLeadId?: string; contactLeadId?: string }
/** The database asks which accepted handover moves a lead (INV-24). */
export const moveLeads = async (tx: Tx, caseId: string, handoverId: string, leads: Leads): Promise<void> => {
  if (Object.keys(leads).length === 0) return
  await sql`select set_config('waymark.handover', ${handoverId}, true)`.execute(tx)
  await tx.updateTable('cases').set(leads).where('id', '=', caseId).execute()
}

export const openDutiesOf = (tx: Tx, caseId: string, ownerId: string) =>
  tx
    .selectFrom('duty')
    .select(['id', 'ownedBy', 'task', 'safetyDueAt', 'statutoryDueAt', 'dueUnknown'])
    .where('caseId', '=', caseId)
    .where('ownerId', '=', ownerId)
    .where('state', '=', 'open')
    .orderBy('dueAt')
    .execute()

export const moveDuties = async (tx: Tx, caseId: string, ids: readonly string[], ownerId: string): Promise<void> => {
  if (ids.length === 0) return
  await tx
    .updateTable('duty')
    .set({ ownerId, version: sql<number>`version + 1` })
    .where('caseId', '=', caseId)
    .where('id', 'in', [...ids])
    .execute()
}

/** Every stretch in which somebody held a lead, for the printed timeline (CC-01). */
export const leadPeriodsOf = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('leadPeriod as l')
    .innerJoin('practitioner as p', 'p.id', 'l.practitionerId')
    .innerJoin('agency as a', 'a.id', 'p.agencyId')
    .select(['l.lead', 'l.fromAt', 'l.untilAt', 'p.name', 'a.name as agency', 'l.handoverId'])
    .where('l.caseId', '=', caseId)
    .orderBy('l.lead')
    .orderBy('l.fromAt')
    .execute()
export type LeadPeriodRow = Awaited<ReturnType<typeof leadPeriodsOf>>[number]

/** What one person holds; for another it answers only their supervisor. */
export const heldBy = async (tx: Tx, practitionerId: string): Promise<Held[]> =>
  (await sql<Held>`select * from held_by(${practitionerId})`.execute(tx)).rows

export const stepIn = async ({ tx, now }: Work, caseId: string, forId: string): Promise<boolean> => {
  const { rows } = await sql<{ done: boolean }>`select step_in(${caseId}, ${forId}, ${now}) as done`.execute(tx)
  return rows[0]?.done === true
}

export const supervised = (tx: Tx, supervisorId: string, agencyId: string) =>
  tx
    .selectFrom('practitioner')
    .select(['id', 'name'])
    .where('supervisorId', '=', supervisorId)
    .where('agencyId', '=', agencyId)
    .where('disabledAt', 'is', null)
    .orderBy('name')
    .execute()
