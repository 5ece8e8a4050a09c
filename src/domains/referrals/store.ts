import { type Insertable, type SelectQueryBuilder, sql, type Updateable } from 'kysely'
import type { Db, Tx } from '../../platform/db.ts'
import type { Tables } from '../../platform/tables.ts'
import type { Referral, View } from './model/referral.ts'

const referrals = (tx: Tx) =>
  tx
    .selectFrom('referral as r')
    .innerJoin('agency as sender', 'sender.id', 'r.fromAgencyId')
    .innerJoin('agency as receiver', 'receiver.id', 'r.toAgencyId')
    .innerJoin('practitioner as writer', 'writer.id', 'r.sentBy')
    .leftJoin('practitioner as worker', 'worker.id', 'r.workerId')
    .leftJoin('practitioner as approver', 'approver.id', 'r.approvedBy')

const columns = [
  'r.id',
  'r.caseId',
  'r.personId',
  'r.factId',
  'r.fromAgencyId',
  'sender.name as fromAgency',
  'r.toAgencyId',
  'receiver.name as toAgency',
  'r.sentBy',
  'writer.name as sentByName',
  'r.sentAt',
  'r.service',
  'r.reason',
  'r.agreement',
  'r.sharingBasis',
  'approver.name as approvedByName',
  'r.toldPerson',
  'r.level',
  'r.urgency',
  'r.contactWindows',
  'r.chaseAt',
  'r.chasedAt',
  'r.acknowledgedAt',
  'r.answer',
  'r.answeredAt',
  'r.declineReason',
  'r.nextOffer',
  'r.safeClose',
  'r.waitingUntil',
  'r.workerId',
  'worker.name as workerName',
  'r.startedAt',
  'r.outcome',
  'r.outcomeNote',
  'r.outcomeAt',
  'r.version',
] as const

export const referralOf = (tx: Tx, id: string): Promise<Referral | undefined> =>
  referrals(tx).select(columns).where('r.id', '=', id).executeTakeFirst()

export const referralsOnCase = (tx: Tx, caseId: string): Promise<Referral[]> =>
  referrals(tx).select(columns).where('r.caseId', '=', caseId).orderBy('r.sentAt', 'desc').execute()

/** The three lines that only the two agencies read, as they are stored: sealed. */
export const sealedLines = (tx: Tx, id: string) =>
  tx
    .selectFrom('referral')
    .select(['personCalled', 'contactRoute', 'contactNever'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()

type Narrowed = SelectQueryBuilder<Tables & { r: Tables['referral'] }, 'r', object>

const inView = (query: Narrowed, view: View, agencyId: string): Narrowed => {
  if (view === 'sent') return query.where('r.fromAgencyId', '=', agencyId)
  const received = query.where('r.toAgencyId', '=', agencyId)
  if (view === 'new') return received.where('r.answer', 'is', null)
  const isOpen = sql<boolean>`(r.answer = 'accepted' and r.outcome_at is null)`
  return view === 'open'
    ? received.where(isOpen)
    : received.where('r.answer', 'is not', null).where(sql<boolean>`not ${isOpen}`)
}

const urgencyOrder = sql`case r.urgency when 'today' then 0 when 'this week' then 1 else 2 end`
export const pageSize = 25

/** What waits longest and is needed soonest comes first; what is over, the latest first. */
export const inboxPage = async (
  tx: Tx,
  agencyId: string,
  view: View,
  page: number,
): Promise<{ total: number; rows: Referral[] }> => {
  const ids = inView(tx.selectFrom('referral as r'), view, agencyId)
  const { total } = await ids.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const first = view === 'new' || view === 'open'
  const ordered = referrals(tx)
    .select(columns)
    .where('r.id', 'in', ids.select('r.id'))
    .$if(first, (query) => query.orderBy(urgencyOrder).orderBy('r.sentAt'))
    .$if(!first, (query) => query.orderBy('r.sentAt', 'desc'))
  const rows = await ordered
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute()
  return { total, rows }
}

export const countsOf = (tx: Tx, agencyId: string, view: View): Promise<number> =>
  inView(tx.selectFrom('referral as r'), view, agencyId)
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
    .then(({ total }) => total)

export const insertReferral = async (tx: Tx, row: Insertable<Tables['referral']>): Promise<void> => {
  await tx.insertInto('referral').values(row).execute()
}

/** False when somebody else has changed it since this version was read. */
export const updateReferral = async (
  tx: Tx,
  id: string,
  version: number,
  change: Updateable<Tables['referral']>,
): Promise<boolean> => {
  const done = await tx
    .updateTable('referral')
    .set({ ...change, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export const acceptReferral = async (tx: Tx, id: string, workerId: string, now: Date): Promise<boolean> => {
  const { rows } = await sql<{
    isAccepted: boolean
  }>`select accept_referral(${id}, ${workerId}, ${now}) as is_accepted`.execute(tx)
  return rows[0]?.isAccepted === true
}
export const carryReferral = async (tx: Tx, id: string, said: string, now: Date): Promise<string | null> => {
  const { rows } = await sql<{
    caseId: string | null
  }>`select carry_referral(${id}, ${said}, ${now}) as case_id`.execute(tx)
  return rows[0]?.caseId ?? null
}
export const endSight = async (tx: Tx, id: string, now: Date): Promise<void> => {
  await sql`select end_referral_sight(${id}, ${now})`.execute(tx)
}

/** What the sender's form starts with: the case as far as this person sees it. */
export const caseFacts = async (tx: Tx, caseId: string) => {
  const about = await tx
    .selectFrom('cases')
    .select(['reference', 'level', 'state'])
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow()
  const people = await tx
    .selectFrom('party as y')
    .innerJoin('person as p', 'p.id', 'y.personId')
    .select(['p.id', 'p.name', 'p.called', 'y.role'])
    .where('y.caseId', '=', caseId)
    .where('y.endedAt', 'is', null)
    .where('y.role', 'in', ['victim', 'child', 'other'])
    .orderBy(sql`y.role = 'victim' desc`)
    .orderBy('p.name')
    .execute()
  return { ...about, people }
}
export type CaseFacts = Awaited<ReturnType<typeof caseFacts>>

export const otherAgencies = (tx: Tx, agencyId: string) =>
  tx.selectFrom('agency').select(['id', 'name', 'kind']).where('id', '!=', agencyId).orderBy('name').execute()
export const colleaguesOf = (tx: Tx, agencyId: string) =>
  tx
    .selectFrom('practitioner')
    .select(['id', 'name', 'role'])
    .where('agencyId', '=', agencyId)
    .where('disabledAt', 'is', null)
    .orderBy('name')
    .execute()

export const insertOffer = async (tx: Tx, row: Insertable<Tables['supportOffer']>): Promise<void> => {
  await tx.insertInto('supportOffer').values(row).execute()
}
export const offersOnCase = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('supportOffer as o')
    .innerJoin('person as p', 'p.id', 'o.personId')
    .innerJoin('practitioner as by', 'by.id', 'o.offeredBy')
    .select([
      'o.id',
      'o.service',
      'o.answer',
      'o.said',
      'o.offeredAt',
      'o.offerAgainOn',
      'p.name as person',
      'by.name as offeredBy',
    ])
    .where('o.caseId', '=', caseId)
    .orderBy('o.offeredAt', 'desc')
    .execute()
export type Offer = Awaited<ReturnType<typeof offersOnCase>>[number]

/** The open duties to offer the same service to the same person again. */
export const offersOwed = async (tx: Tx, caseId: string, personId: string, service: string): Promise<string[]> => {
  const owed = await tx
    .selectFrom('duty as d')
    .innerJoin('supportOffer as o', (join) =>
      join.onRef('o.factId', '=', 'd.factId').onRef('o.caseId', '=', 'd.caseId'),
    )
    .select('d.key')
    .where('d.caseId', '=', caseId)
    .where('d.state', '=', 'open')
    .where('o.personId', '=', personId)
    .where(sql<boolean>`lower(o.service) = lower(${service})`)
    .execute()
  return owed.map(({ key }) => key)
}

export type Overdue = { id: string; caseId: string; toAgencyId: string; sentBy: string }

/** As the worker: takes referrals that nobody has acknowledged in time, so that no other worker takes them too. */
export const takeOverdue = async (tx: Tx, now: Date, most: number): Promise<Overdue[]> => {
  const taken = await tx
    .selectFrom('referral')
    .select(['id', 'caseId', 'toAgencyId', 'sentBy'])
    .where('chaseAt', '<=', now)
    .where('chasedAt', 'is', null)
    .where('acknowledgedAt', 'is', null)
    .where('answer', 'is', null)
    .orderBy('chaseAt')
    .limit(most)
    .forUpdate()
    .skipLocked()
    .execute()
  const ids = taken.map(({ id }) => id)
  if (ids.length > 0) await tx.updateTable('referral').set({ chasedAt: now }).where('id', 'in', ids).execute()
  return taken
}

/** The people of the desk that takes referrals; where it has nobody, those of the agency with one of these roles. */
export const deskOf = async (tx: Tx | Db, agencyId: string, roles: string[]): Promise<string[]> => {
  const desk = await tx
    .selectFrom('team as t')
    .innerJoin('teamMember as m', 'm.teamId', 't.id')
    .innerJoin('practitioner as p', 'p.id', 'm.practitionerId')
    .select('p.id')
    .distinct()
    .where('t.agencyId', '=', agencyId)
    .where('t.takesReferrals', '=', true)
    .where('t.closedAt', 'is', null)
    .where('m.untilAt', 'is', null)
    .where('p.disabledAt', 'is', null)
    .execute()
  if (desk.length > 0) return desk.map(({ id }) => id)
  const heads = await tx
    .selectFrom('practitioner')
    .select('id')
    .where('agencyId', '=', agencyId)
    .where('role', 'in', roles)
    .where('disabledAt', 'is', null)
    .execute()
  return heads.map(({ id }) => id)
}

/** The sender, or the contact lead when the sender has left. */
export const senderOf = async (tx: Tx, { caseId, sentBy }: Overdue): Promise<string | null> => {
  const sender = await tx
    .selectFrom('practitioner')
    .select('id')
    .where('id', '=', sentBy)
    .where('disabledAt', 'is', null)
    .executeTakeFirst()
  if (sender) return sender.id
  const lead = await tx.selectFrom('cases').select('contactLeadId').where('id', '=', caseId).executeTakeFirst()
  return lead?.contactLeadId ?? null
}

export const raiseAlarm = async (
  tx: Tx,
  row: { toId: string; caseId: string | null; referralId: string },
  now: Date,
): Promise<void> => {
  await tx
    .insertInto('alarm')
    .values({ ...row, kind: 'referral-unacknowledged', raisedAt: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
