import { type Insertable, type SelectQueryBuilder, sql, type Updateable } from 'kysely'
import type { Tx } from '../../../platform/db.ts'
import type { Tables } from '../../../platform/tables.ts'
import type { Referral, View } from '../model/referral.ts'

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
/** Whether this colleague supports the other side of two who accuse each other (S-05): yes or no, and nothing of the case. */
export const referralClashes = async (tx: Tx, id: string, workerId: string): Promise<boolean> => {
  const { rows } = await sql<{ clashes: boolean }>`select referral_clashes(${id}, ${workerId}) as clashes`.execute(tx)
  return rows[0]?.clashes === true
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
