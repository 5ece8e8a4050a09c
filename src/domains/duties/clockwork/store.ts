import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db.ts'

export const batchSize = 200

/**
 * Open duties whose next moment has come, by the index of those moments alone; two workers never take the same. No key of
 * them changes: whoever says something about one meanwhile does not wait for this.
 */
export const takeBatch = (tx: Tx, now: Date) =>
  tx
    .selectFrom('duty as d')
    .select(['d.id', 'd.caseId', 'd.ownerId', 'd.raisedAt', 'd.safetyDueAt', 'd.statutoryDueAt', 'd.state'])
    .where('d.nextClockAt', '<=', now)
    .orderBy('d.nextClockAt')
    .limit(batchSize)
    .forNoKeyUpdate()
    .skipLocked()
    .execute()
export type Taken = Awaited<ReturnType<typeof takeBatch>>[number]

export const setNext = async (tx: Tx, next: readonly { id: string; at: Date | null }[]): Promise<void> => {
  if (next.length === 0) return
  const rows = JSON.stringify(next)
  await sql`update duty set next_clock_at = n.at from jsonb_to_recordset(${rows}::jsonb) as n (id uuid, at timestamptz) where duty.id = n.id`.execute(
    tx,
  )
}

/** The cases of the next batch in which something comes up by the clock: later than the entry behind it was made. */
export const casesComingUp = async (db: Db, now: Date): Promise<string[]> => {
  const { rows } = await sql<{ caseId: string }>`
    select distinct d.case_id from (
      select case_id, because_id, raised_at, next_clock_at from duty where next_clock_at <= ${now} order by next_clock_at limit ${batchSize}
    ) d join entry e on e.id = d.because_id
    where d.next_clock_at = d.raised_at and e.entered_at < d.raised_at`.execute(db)
  return rows.map(({ caseId }) => caseId)
}

export const ownersOf = (tx: Tx, ids: readonly string[]) =>
  tx
    .selectFrom('practitioner')
    .select(['id', 'agencyId', 'supervisorId'])
    .where('id', 'in', [...ids])
    .execute()

export const staffNames = async (tx: Tx, ids: readonly string[]): Promise<string[]> => {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('practitioner')
    .select('name')
    .where('id', 'in', [...ids])
    .orderBy('name')
    .execute()
  return rows.map(({ name }) => name)
}

export const contactLeadsOf = (tx: Tx, caseIds: readonly string[]) =>
  tx
    .selectFrom('cases')
    .select(['id', 'contactLeadId'])
    .where('id', 'in', [...caseIds])
    .execute()

export type Alarm = { toId: string; caseId: string; dutyId: string; kind: string }

/** Said once for each duty, kind and person: a second delivery changes nothing. Case after case: so does all that speaks of many. */
export const addAlarms = async (tx: Tx, alarms: readonly Alarm[], raisedAt: Date): Promise<void> => {
  if (alarms.length === 0) return
  await sql`insert into alarm (to_id, case_id, duty_id, kind, raised_at)
    select a."toId", a."caseId", a."dutyId", a.kind, ${raisedAt}
    from jsonb_to_recordset(${JSON.stringify(alarms)}::jsonb) as a ("toId" uuid, "caseId" uuid, "dutyId" uuid, kind text)
    order by a."caseId", a."toId", a.kind
    on conflict do nothing`.execute(tx)
}

/** That a desk stands empty is said once to each person, until they have seen it. */
export const sayDeskIsEmpty = async (tx: Tx, to: readonly string[], raisedAt: Date): Promise<void> => {
  if (to.length === 0) return
  await tx
    .insertInto('alarm')
    .values([...to].sort().map((toId) => ({ toId, kind: 'nobody at the desk', raisedAt })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export const rotaRows = async (tx: Tx, agencyId: string, at: Date) => {
  const people = await tx
    .selectFrom('practitioner')
    .select(['id', 'role'])
    .where('agencyId', '=', agencyId)
    .where('disabledAt', 'is', null)
    .execute()
  const ids = people.map(({ id }) => id)
  if (ids.length === 0) return { people, patterns: [], leave: [], shifts: [] }
  const near = new Date(at.getTime() - 2 * 86_400_000).toISOString().slice(0, 10)
  const patterns = await tx.selectFrom('workingPattern').selectAll().where('practitionerId', 'in', ids).execute()
  const leave = await tx
    .selectFrom('leave')
    .select(['practitionerId', 'fromOn', 'untilOn', 'coverId'])
    .where('practitionerId', 'in', ids)
    .where('untilOn', '>=', near)
    .where('cancelledAt', 'is', null)
    .execute()
  const shifts = await tx
    .selectFrom('deskShift as s')
    .innerJoin('team as t', 't.id', 's.teamId')
    .select(['s.practitionerId', 's.fromAt', 's.untilAt', 't.isOutOfHours'])
    .where('t.agencyId', '=', agencyId)
    .where('t.isDesk', '=', true)
    .where('t.closedAt', 'is', null)
    .where('s.cancelledAt', 'is', null)
    .where('s.untilAt', '>', at)
    .where('s.fromAt', '<=', at)
    .execute()
  return { people, patterns, leave, shifts }
}

export const beat = async (db: Db, now: Date): Promise<{ late: number; open: number }> => {
  const { rows } = await sql<{ late: number; open: number }>`
    select count(*) filter (where due_at < ${now}) as late, count(*) as open from duty where state = 'open' and raised_at <= ${now}`.execute(
    db,
  )
  const { late, open } = rows[0] ?? { late: 0, open: 0 }
  const counts = { at: now, lateDuties: late, openDuties: open }
  await db
    .insertInto('heartbeat')
    .values({ process: 'worker', ...counts })
    .onConflict((conflict) => conflict.column('process').doUpdateSet(counts))
    .execute()
  return { late, open }
}
