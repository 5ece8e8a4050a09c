import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db.ts'
import type { Hours } from '../../staff/index.ts'
import type { KeptLook } from '../model/why.ts'

/** Up to which sealed batch the log was read. Held until the end of the transaction: two workers take turns. */
export const lastRead = async (tx: Tx): Promise<number> => {
  await tx
    .insertInto('misuseReading')
    .values({ batch: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return (await tx.selectFrom('misuseReading').select('batch').forUpdate().executeTakeFirstOrThrow()).batch
}

export const setRead = async (tx: Tx, batch: number, at: Date): Promise<void> => {
  await tx.updateTable('misuseReading').set({ batch, readAt: at }).execute()
}

export type Fresh = { lastBatch: number | null; people: string[]; inCases: string[] }
export const freshLooks = async (tx: Tx, after: number, most: number): Promise<Fresh> => {
  const { rows } = await sql<Fresh>`select * from misuse_new(${after}, ${most})`.execute(tx)
  return rows[0] ?? { lastBatch: null, people: [], inCases: [] }
}

export type LoggedLook = Omit<KeptLook, 'isOffDuty'> & {
  id: string
  who: string
  caseId: string | null
  isSupervising: boolean
}
/** Of these people everywhere, and of everybody at these cases. */
export const looksOf = async (tx: Tx, people: string[], inCases: string[], since: Date): Promise<LoggedLook[]> => {
  const { rows } = await sql<LoggedLook>`select * from misuse_looks(${people}, ${inCases}, ${since})`.execute(tx)
  return rows
}

export type DayCount = { who: string; onDay: string; cases: number }
export const dayCounts = async (tx: Tx, since: Date): Promise<DayCount[]> =>
  (await sql<DayCount>`select * from misuse_days(${since})`.execute(tx)).rows

export type Closed = { who: string; kind: string; caseId: string | null; closedAt: Date }
export const closedOn = async (tx: Tx, people: string[], inCases: string[]): Promise<Closed[]> =>
  (await sql<Closed>`select * from misuse_answered(${people}, ${inCases})`.execute(tx)).rows

export const everyone = (tx: Tx) => tx.selectFrom('practitioner').select(['id', 'role', 'disabledAt']).execute()

type Owned = { practitionerId: string }
export type HoursOf = {
  patterns: (Hours & Owned)[]
  leave: (Owned & { fromOn: string; untilOn: string })[]
  shifts: (Owned & { fromAt: Date; untilAt: Date })[]
}
export const hoursOf = async (tx: Tx, people: readonly string[]): Promise<HoursOf> => {
  if (people.length === 0) return { patterns: [], leave: [], shifts: [] }
  const patterns = await tx
    .selectFrom('workingPattern')
    .select(['practitionerId', 'weekday', 'startsAt', 'endsAt', 'fromOn', 'untilOn', 'onBankHolidays'])
    .where('practitionerId', 'in', people)
    .execute()
  const leave = await tx
    .selectFrom('leave')
    .select(['practitionerId', 'fromOn', 'untilOn'])
    .where('practitionerId', 'in', people)
    .where('cancelledAt', 'is', null)
    .execute()
  const shifts = await tx
    .selectFrom('deskShift')
    .select(['practitionerId', 'fromAt', 'untilAt'])
    .where('practitionerId', 'in', people)
    .where('cancelledAt', 'is', null)
    .execute()
  return { patterns, leave, shifts }
}

export type Raised = {
  who: string
  kind: string
  caseId: string | null
  raisedAt: Date
  dueAt: Date
  looks: (Omit<LoggedLook, 'caseId' | 'who'> & { isOffDuty: boolean })[]
}
/** Raises a question, or adds looks to the one that is open. True: something is new. */
export const raise = async (
  tx: Tx,
  { who, kind, caseId, raisedAt, dueAt, looks }: Raised,
  now: Date,
): Promise<boolean> => {
  const kept = looks.map(({ id, at, kind, purpose, ties, surnameShare, isOffDuty, isSupervising }) => ({
    ...{ id, at, kind, purpose, ties, surname_share: surnameShare },
    ...{ is_off_duty: isOffDuty, is_supervising: isSupervising },
  }))
  const { rows } = await sql<{
    isNew: boolean
  }>`select raise_misuse(${who}, ${kind}, ${caseId}, ${raisedAt}, ${now}, ${dueAt},
    ${JSON.stringify(kept)}::jsonb) as is_new`.execute(tx)
  return rows[0]?.isNew ?? false
}

/** What nobody answered in time goes to one more who may answer; how many did. */
export const climb = async (db: Db, now: Date, againAfterDays: number): Promise<number> => {
  const { rows } = await sql<{
    climbed: number
  }>`select climb_misuse(${now}, make_interval(days => ${againAfterDays})) as climbed`.execute(db)
  return rows[0]?.climbed ?? 0
}
