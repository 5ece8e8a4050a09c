import { sql } from 'kysely'
import type { Tx } from '../../platform/db.ts'
import type { Held } from '../../rules/derive-case.ts'

/** As many as one picture can hold and still be read; the page says when there are more. */
export const mostDrawn = 60

export type DrawnEntry = { type: string; happenedFrom: Date }
/** Each fact as it was last set right; one that never happened is not drawn. The latest first. */
export const entriesBetween = async (
  tx: Tx,
  caseId: string,
  from: Date,
  to: Date,
): Promise<{ rows: DrawnEntry[]; total: number }> => {
  const { rows } = await sql<DrawnEntry & { total: number }>`
    with fact as (
      select distinct on (e.fact_id) e.type, e.happened_from, e.details from entry e
      where e.case_id = ${caseId} and e.relation <> 'confirms' order by e.fact_id, e.position desc)
    select type, happened_from, count(*) over ()::int as total from fact
    where happened_from >= ${from} and happened_from <= ${to} and coalesce(details ->> 'neverHappened', '') <> 'true'
    order by happened_from desc limit ${mostDrawn}`.execute(tx)
  return { rows, total: rows[0]?.total ?? 0 }
}

export const firstEntryAt = async (tx: Tx, caseId: string): Promise<Date | null> => {
  const { first } = await tx
    .selectFrom('entry')
    .select(({ fn }) => fn.min('happenedFrom').as('first'))
    .where('caseId', '=', caseId)
    .executeTakeFirstOrThrow()
  return first
}

export type DrawnDuty = { task: string; raisedAt: Date; dueAt: Date | null; closedAt: Date | null }
/** Duties that were open at some time in the stretch and were not replaced by another. The latest first. */
export const dutiesBetween = async (
  tx: Tx,
  caseId: string,
  from: Date,
  now: Date,
): Promise<{ rows: DrawnDuty[]; total: number }> => {
  const { rows } = await sql<DrawnDuty & { total: number }>`
    select d.task, d.raised_at, d.due_at, d.closed_at, count(*) over ()::int as total from duty d
    where d.case_id = ${caseId} and d.state <> 'superseded' and d.raised_at <= ${now} and (d.closed_at is null or d.closed_at >= ${from})
    order by d.raised_at desc, d.id limit ${mostDrawn}`.execute(tx)
  return { rows, total: rows[0]?.total ?? 0 }
}

export const levelsOf = async (tx: Tx, caseId: string): Promise<Held[]> => {
  const { rows } = await sql<Held>`
    select r.agency_id, r.person_id, r.level, r.decided_at as at from risk_level r
    where r.case_id = ${caseId} and (r.proposal is null or r.proposal = 'agreed') order by r.decided_at, r.id`.execute(
    tx,
  )
  return rows
}

export const tiesOf = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('relationship')
    .select(['personId', 'otherId', 'kind', 'personRole', 'otherRole', 'untilOn', 'endedAt'])
    .where('caseId', '=', caseId)
    .orderBy('recordedAt')
    .orderBy('id')
    .execute()
export type Tie = Awaited<ReturnType<typeof tiesOf>>[number]

export type Home = { name: string; members: string[] }
/** Households and who lives there now; whoever visits lives elsewhere. */
export const homesOf = async (tx: Tx, caseId: string, today: string): Promise<Home[]> => {
  const { rows } = await sql<Home>`
    select h.label as name, coalesce(array_agg(m.person_id::text order by m.recorded_at) filter (where m.person_id is not null), '{}') as members
    from household h left join household_member m on m.household_id = h.id and m.how = 'lives' and (m.until_on is null or m.until_on >= ${today}::date)
    where h.case_id = ${caseId} group by h.id order by h.recorded_at, h.id`.execute(tx)
  return rows
}
