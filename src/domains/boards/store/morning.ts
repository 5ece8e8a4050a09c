import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../platform/db.ts'

/** A line of the morning list: which case, what, since or until when. */
export type MorningRow = {
  caseId: string
  reference: string
  level: 'standard' | 'medium' | 'high' | null
  personName: string
  what: string
  at: Date | null
  until: string | null
}
export type Morning = {
  overnight: MorningRow[]
  notSpokenTo: MorningRow[]
  bailEnding: MorningRow[]
  noConditions: MorningRow[]
  resultsAwaited: MorningRow[]
}

const most = 100
const about = sql`c.id as case_id, c.reference, c.level, coalesce((select p.name from party y join person p on p.id = y.person_id
  where y.case_id = c.id and y.role = 'victim' and y.ended_at is null order by y.is_main desc, y.added_at limit 1), 'No name known') as person_name`

const ask = async (tx: Tx, query: RawBuilder<MorningRow>): Promise<MorningRow[]> => (await query.execute(tx)).rows

/** Reports entered since the evening before, whoever entered them, in the cases that this person sees. */
const overnight = (tx: Tx, since: Date) =>
  ask(
    tx,
    sql<MorningRow>`
    select ${about}, e.type as what, e.happened_from as at, null as until from entry e join cases c on c.id = e.case_id
    where e.entered_at >= ${since} and e.type like 'incidents.%' and c.state <> 'closed' order by c.level = 'high' desc nulls first, e.entered_at limit ${most}`,
  )

const openWith = (tx: Tx, code: string, now: Date) =>
  ask(
    tx,
    sql<MorningRow>`
    select ${about}, d.task as what, d.due_at as at, null as until from duty d join cases c on c.id = d.case_id
    where d.state = 'open' and d.code = ${code} and d.raised_at <= ${now} order by d.due_at nulls first limit ${most}`,
  )

// Where a suspect stands is what the last of these entries says, by when it happened.
const standing = sql`(select distinct on (e.case_id, e.suspect_id) e.* from entry e
  where e.type in ('justice.suspect-arrested', 'justice.bail-granted', 'justice.bail-varied', 'justice.bail-extended', 'justice.bail-cancelled', 'justice.charged',
    'justice.suspect-released-without-charge', 'justice.suspect-released-under-investigation', 'justice.remanded', 'justice.case-stopped', 'justice.bail-hearing-decided')
  order by e.case_id, e.suspect_id, e.happened_from desc, e.position desc)`

const bailEnding = (tx: Tx, today: string, lastDay: string) =>
  ask(
    tx,
    sql<MorningRow>`
    select ${about}, 'Bail ends' as what, s.happened_from as at, s.details->>'endsOn' as until from ${standing} s join cases c on c.id = s.case_id
    where s.type in ('justice.bail-granted', 'justice.bail-varied', 'justice.bail-extended') and s.details->>'endsOn' between ${today} and ${lastDay} and c.state <> 'closed'
    order by s.details->>'endsOn' limit ${most}`,
  )

/** Released under investigation carries no condition at all; so does bail on which none was recorded (RULES 8). */
const noConditions = (tx: Tx) =>
  ask(
    tx,
    sql<MorningRow>`
    select ${about}, s.type as what, s.happened_from as at, null as until from ${standing} s join cases c on c.id = s.case_id
    where c.state <> 'closed' and (s.type in ('justice.suspect-released-under-investigation', 'justice.bail-cancelled')
      or (s.type in ('justice.bail-granted', 'justice.bail-varied') and not exists (
        select from condition n where n.case_id = s.case_id and n.ended_at is null)))
    order by c.level = 'high' desc nulls first, s.happened_from desc limit ${most}`,
  )

/** Everything that a team looks through at the start of a day. `since` is the evening before, `lastDay` is 14 days on. */
export const morningOf = async (
  tx: Tx,
  { now, since, today, lastDay }: { now: Date; since: Date; today: string; lastDay: string },
): Promise<Morning> => ({
  overnight: await overnight(tx, since),
  notSpokenTo: await openWith(tx, 'SUSPECT_NOT_SPOKEN_TO', now),
  bailEnding: await bailEnding(tx, today, lastDay),
  noConditions: await noConditions(tx),
  resultsAwaited: await openWith(tx, 'CHASE_RESULT', now),
})

export type NobodysRow = { what: string; name: string; caseId: string | null; reference: string | null }
/** What has no person who can act: this must always be empty, and when it is not, it says what to do. */
export const nobodys = async (tx: Tx, actor: { agencyId: string }, now: Date): Promise<NobodysRow[]> => {
  const { rows } = await sql<NobodysRow>`
    select 'A lead of this case no longer works here' as what, l.name, c.id as case_id, c.reference from cases c
      join practitioner l on l.id in (c.risk_lead_id, c.plan_lead_id, c.contact_lead_id) where c.state <> 'closed' and l.disabled_at is not null
    union all
    select 'The owner of this duty no longer works here', o.name, c.id, c.reference from duty d join practitioner o on o.id = d.owner_id
      join cases c on c.id = d.case_id where d.state = 'open' and o.disabled_at is not null
    union all
    select 'On leave, and nobody covers', o.name, c.id, c.reference from duty d join practitioner o on o.id = d.owner_id join cases c on c.id = d.case_id
      join leave v on v.practitioner_id = o.id and v.cancelled_at is null and v.cover_id is null
        and (${now}::timestamptz at time zone 'Europe/London')::date between v.from_on and v.until_on
      where d.state = 'open' and d.due_at < ((v.until_on + 1)::timestamp at time zone 'Europe/London') and d.raised_at <= ${now}
    union all
    select 'This desk has nobody on it now', t.name, null, null from team t where t.agency_id = ${actor.agencyId} and t.is_desk and t.closed_at is null
      and not exists (select from desk_shift s where s.team_id = t.id and s.cancelled_at is null and s.from_at <= ${now} and s.until_at > ${now})
    limit ${most}`.execute(tx)
  return rows
}
