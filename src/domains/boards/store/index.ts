import { type SqlBool, sql } from 'kysely'
import type { Tx } from '../../../platform/db.ts'
import type { CaseFilter, DutyFilter } from '../model.ts'
import { pageSize } from '../model.ts'

export type DutyRow = {
  id: string
  caseId: string
  code: string
  task: string
  holder: string
  statutoryDueAt: Date | null
  safetyDueAt: Date | null
  dueUnknown: string | null
  ownerName: string
  reference: string
  level: 'standard' | 'medium' | 'high' | null
  personName: string
  certain: boolean
}
export type Listed<Row> = { rows: Row[]; total: number }

const victimOf = (caseId: 'c.id' | 'd.case_id') =>
  sql<string>`(select p.name from party y join person p on p.id = y.person_id
  where y.case_id = ${sql.ref(caseId)} and y.role = 'victim' and y.ended_at is null order by y.is_main desc, y.added_at limit 1)`

const soonHours = 4
const codesOf: Record<string, string> = {
  review: "d.code in ('RISK_REVIEW', 'PLAN_REVIEW', 'RISK_ASSESSMENT', 'GRADE_LOWERED_UNREVIEWED', 'PATTERN_REVIEW')",
  chase: "d.code like 'CHASE%'",
  tell: 'd.person_id is not null',
}
const kindIs = (kind: NonNullable<DutyFilter['kind']>) => {
  const named = codesOf[kind]
  if (named) return sql.raw<SqlBool>(`(${named})`)
  return sql.raw<SqlBool>(`not (${Object.values(codesOf).join(' or ')})`)
}

const narrowed = (filter: DutyFilter, now: Date) => {
  const { state, kind, level } = filter
  const conditions = [sql<SqlBool>`d.raised_at <= ${now}`]
  if (state === 'late') conditions.push(sql<SqlBool>`d.due_at < ${now}`)
  if (state === 'soon')
    conditions.push(sql<SqlBool>`d.due_at >= ${now} and d.due_at < ${new Date(now.getTime() + soonHours * 3_600_000)}`)
  if (state === 'today')
    conditions.push(
      sql<SqlBool>`(d.due_at at time zone 'Europe/London')::date <= (${now}::timestamptz at time zone 'Europe/London')::date`,
    )
  if (kind) conditions.push(kindIs(kind))
  if (level) conditions.push(level === 'none' ? sql<SqlBool>`c.level is null` : sql<SqlBool>`c.level = ${level}`)
  return sql.join(conditions, sql` and `)
}

// Each row has the total beside it, so that a page of a list is one question. Past its end the first page says it.
const listed = async <Row extends { total: number }>(
  rows: Row[],
  page: number,
  firstPage: () => Promise<Listed<unknown>>,
): Promise<Listed<Row>> => ({ rows, total: rows[0]?.total ?? (page > 1 ? (await firstPage()).total : 0) })

/** The open duties of these owners, the most pressing first; a duty whose time is not known stands first of all. */
export const dutiesOf = async (
  tx: Tx,
  ownerIds: string[],
  filter: DutyFilter,
  now: Date,
  most = pageSize,
): Promise<Listed<DutyRow>> => {
  const { rows } = await sql<DutyRow & { total: number }>`
    with listed as (
      select d.id, d.case_id, d.code, d.task, d.holder, d.statutory_due_at, d.safety_due_at, d.due_at, d.due_unknown, d.certain, d.owner_id,
        c.reference, c.level, count(*) over ()::int as total
      from duty d join cases c on c.id = d.case_id
      where d.owner_id = any(${ownerIds}::uuid[]) and d.state = 'open' and ${narrowed(filter, now)}
      order by d.due_at nulls first, d.id limit ${most} offset ${(filter.page - 1) * most})
    select d.id, d.case_id, d.code, d.task, d.holder, d.statutory_due_at, d.safety_due_at, d.due_unknown, d.certain, o.name as owner_name,
      d.reference, d.level, coalesce(${victimOf('d.case_id')}, 'No name known') as person_name, d.total
    from listed d join practitioner o on o.id = d.owner_id order by d.due_at nulls first, d.id`.execute(tx)
  return listed(rows, filter.page, () => dutiesOf(tx, ownerIds, { ...filter, page: 1 }, now))
}

/** Those whom this person supervises and of whom no usual week is set: the clocks count them as off duty. */
export const withoutHours = async (
  tx: Tx,
  supervisorId: string,
  today: string,
): Promise<{ id: string; name: string }[]> => {
  const { rows } = await sql<{ id: string; name: string }>`
    select p.id, p.name from practitioner p where p.supervisor_id = ${supervisorId} and p.disabled_at is null and not exists (
      select from working_pattern w where w.practitioner_id = p.id and (w.until_on is null or w.until_on >= ${today}::date))
    order by p.name`.execute(tx)
  return rows
}

/** Those whom this person supervises, and those who share a team with them: ids, the person's own left out. */
export const teamOf = async (tx: Tx, practitionerId: string): Promise<{ id: string; name: string }[]> => {
  const { rows } = await sql<{ id: string; name: string }>`
    select distinct p.id, p.name from practitioner p
    left join team_member theirs on theirs.practitioner_id = p.id and theirs.until_at is null
    left join team_member mine on mine.team_id = theirs.team_id and mine.practitioner_id = ${practitionerId} and mine.until_at is null
    where p.disabled_at is null and p.id <> ${practitionerId} and (p.supervisor_id = ${practitionerId} or mine.team_id is not null)
    order by p.name`.execute(tx)
  return rows
}

export type CaseRow = {
  id: string
  reference: string
  level: 'standard' | 'medium' | 'high' | null
  levelReviewOn: string | null
  openedAt: Date
  personName: string
  contactLeadName: string
  nextDueAt: Date | null
  openDuties: number
}

const orders: Record<CaseFilter['sort'], string> = {
  due: 'next_due_at nulls last, opened_at, id',
  level:
    "case level when 'high' then 1 when 'medium' then 3 when 'standard' then 4 else 2 end, next_due_at nulls last, id",
  opened: 'opened_at desc, id',
}

/** Open cases granted to any of these ids: a person's own, or a team's. */
export const casesGranted = async (
  tx: Tx,
  granteeIds: string[],
  filter: CaseFilter,
  now: Date,
  most = pageSize,
): Promise<Listed<CaseRow>> => {
  const { level, sort, page } = filter
  const ofLevel = level ? (level === 'none' ? sql`and c.level is null` : sql`and c.level = ${level}`) : sql``
  // The next clock is read off its index, so that of a case with many duties one row is looked at.
  const { rows } = await sql<CaseRow & { total: number }>`
    with listed as (
      select c.id, c.reference, c.level, c.level_review_on, c.opened_at, c.contact_lead_id, count(*) over ()::int as total,
        (select d.due_at from duty d where d.case_id = c.id and d.state = 'open' and d.raised_at <= ${now} and d.due_at is not null
          order by d.due_at limit 1) as next_due_at
      from cases c where c.state <> 'closed' ${ofLevel} and c.id in (
        select g.case_id from case_grant g where g.grantee_id = any(${granteeIds}::uuid[]) and g.revoked_at is null and (g.until_at is null or g.until_at > now()))
      order by ${sql.raw(orders[sort])} limit ${most} offset ${(page - 1) * most})
    select c.id, c.reference, c.level, c.level_review_on, c.opened_at, c.next_due_at, l.name as contact_lead_name,
      coalesce(${victimOf('c.id')}, 'No name known') as person_name,
      (select count(*)::int from duty d where d.case_id = c.id and d.state = 'open' and d.raised_at <= ${now}) as open_duties, c.total
    from listed c join practitioner l on l.id = c.contact_lead_id order by ${sql.raw(orders[sort])}`.execute(tx)
  return listed(rows, page, () => casesGranted(tx, granteeIds, { ...filter, page: 1 }, now))
}

export const teamIdsOf = async (tx: Tx, practitionerId: string): Promise<string[]> => {
  const rows = await tx
    .selectFrom('teamMember')
    .select('teamId')
    .where('practitionerId', '=', practitionerId)
    .where('untilAt', 'is', null)
    .execute()
  return rows.map(({ teamId }) => teamId)
}

export type AlarmRow = {
  id: string
  kind: string
  raisedAt: Date
  caseId: string | null
  dutyId: string | null
  reference: string | null
  task: string | null
  ownerName: string | null
}

/** Alarms that nobody here has looked at yet. One whose case is no longer ours is left out: it climbed to someone else too. */
export const unseenAlarms = async (tx: Tx, practitionerId: string): Promise<AlarmRow[]> => {
  const { rows } = await sql<AlarmRow>`
    select a.id, a.kind, a.raised_at, a.case_id, a.duty_id, c.reference, d.task, o.name as owner_name
    from alarm a left join cases c on c.id = a.case_id left join duty d on d.id = a.duty_id left join practitioner o on o.id = d.owner_id
    where a.to_id = ${practitionerId} and a.seen_at is null order by a.raised_at limit 50`.execute(tx)
  return rows
}
export const markAlarmsSeen = async (tx: Tx, practitionerId: string, ids: string[], now: Date): Promise<void> => {
  await tx
    .updateTable('alarm')
    .set({ seenAt: now })
    .where('toId', '=', practitionerId)
    .where('id', 'in', ids)
    .where('seenAt', 'is', null)
    .execute()
}

export type Waiting = {
  handovers: number
  referrals: number
  otherWays: number
  tray: number
  drafts: number
  lists: number
}
/** What waits for an answer of this person or agency, beside duties. */
export const waitingFor = async (tx: Tx, actor: { id: string; agencyId: string }): Promise<Waiting> => {
  const { rows } = await sql<Waiting>`
    select (select count(*)::int from handover where to_id = ${actor.id} and answer is null) as handovers,
      (select count(*)::int from referral where to_agency_id = ${actor.agencyId} and answer is null) as referrals,
      (select count(*)::int from other_way where asked_of = ${actor.id} and decided_at is null) as other_ways,
      (select count(*)::int from inbox_item where agency_id = ${actor.agencyId} and state = 'tray') as tray,
      (select count(*)::int from draft where practitioner_id = ${actor.id}) as drafts,
      (select count(*)::int from list_export where approver_id = ${actor.id} and state = 'asked') as lists`.execute(tx)
  return rows[0] ?? { handovers: 0, referrals: 0, otherWays: 0, tray: 0, drafts: 0, lists: 0 }
}

export type Saved = { name: string; query: string }
export const savedFilters = (tx: Tx, practitionerId: string, board: string): Promise<Saved[]> =>
  tx
    .selectFrom('savedFilter')
    .select(['name', 'query'])
    .where('practitionerId', '=', practitionerId)
    .where('board', '=', board)
    .orderBy('name')
    .limit(50)
    .execute()
export const keepFilter = async (
  tx: Tx,
  practitionerId: string,
  { board, name, query }: { board: string; name: string; query: string },
  now: Date,
): Promise<void> => {
  await tx
    .insertInto('savedFilter')
    .values({ practitionerId, board, name, query, savedAt: now })
    .onConflict((conflict) =>
      conflict.columns(['practitionerId', 'board', 'name']).doUpdateSet({ query, savedAt: now }),
    )
    .execute()
}
export const dropFilter = async (tx: Tx, practitionerId: string, board: string, name: string): Promise<void> => {
  await tx
    .deleteFrom('savedFilter')
    .where('practitionerId', '=', practitionerId)
    .where('board', '=', board)
    .where('name', '=', name)
    .execute()
}
