import { sql } from 'kysely'
import type { Tx } from '../../../platform/db.ts'

const lookLasts = '30 minutes'

/** Notes that this person looks now, and says when they looked before: a look goes on for half an hour. */
export const look = async (tx: Tx, caseId: string, practitionerId: string, now: Date): Promise<Date | null> => {
  const { rows } = await sql<{ beforeAt: Date | null }>`
    insert into seen (case_id, practitioner_id, seen_at) values (${caseId}, ${practitionerId}, ${now})
    on conflict (case_id, practitioner_id) do update set seen_at = greatest(seen.seen_at, excluded.seen_at),
      before_at = case when seen.seen_at < excluded.seen_at - ${lookLasts}::interval then seen.seen_at else seen.before_at end
    returning before_at`.execute(tx)
  return rows[0]?.beforeAt ?? null
}

/** Entries by others since then; all of them when there was no look before. Newest first. */
export const entriesSince = (tx: Tx, caseId: string, since: Date | null, reader: string) =>
  tx
    .selectFrom('entry as e')
    .leftJoin('practitioner as p', 'p.id', 'e.enteredBy')
    .select(['e.id', 'e.type', 'e.enteredAt', 'e.relation', 'p.name as by'])
    .where('e.caseId', '=', caseId)
    .$if(since !== null, (query) =>
      query
        .where('e.enteredAt', '>', since)
        .where((where) => where.or([where('e.enteredBy', 'is', null), where('e.enteredBy', '!=', reader)])),
    )
    .orderBy('e.position', 'desc')
    .limit(10)
    .execute()

export const notesSharedSince = (tx: Tx, caseId: string, since: Date | null, reader: string) =>
  tx
    .selectFrom('note as n')
    .innerJoin('practitioner as p', 'p.id', 'n.sharedBy')
    .select(['n.id', 'n.sharedAt', 'p.name as by'])
    .where('n.caseId', '=', caseId)
    .where('n.sharedAt', '>', since ?? new Date(0))
    .where('n.sharedBy', '!=', reader)
    .orderBy('n.sharedAt', 'desc')
    .limit(10)
    .execute()

export const dutiesDue = (tx: Tx, caseId: string, now: Date) =>
  tx
    .selectFrom('duty as d')
    .innerJoin('practitioner as p', 'p.id', 'd.ownerId')
    .select(['d.id', 'd.task', 'd.holder', 'd.safetyDueAt', 'd.statutoryDueAt', 'd.dueUnknown', 'p.name as owner'])
    .where('d.caseId', '=', caseId)
    .where('d.state', '=', 'open')
    .where('d.raisedAt', '<=', now)
    .orderBy('d.dueAt', (order) => order.asc().nullsFirst())
    .orderBy('d.id')
    .limit(5)
    .execute()

/** Each agency's own level, as last decided; a proposal that waits for its second person is not one yet (INV-27). */
export const levelsOf = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('riskLevel as r')
    .innerJoin('agency as a', 'a.id', 'r.agencyId')
    .innerJoin('person as p', 'p.id', 'r.personId')
    .innerJoin('practitioner as w', 'w.id', 'r.decidedBy')
    .distinctOn(['r.agencyId', 'r.personId'])
    .select(['r.level', 'r.decidedAt', 'r.nextReviewOn', 'a.name as agency', 'p.name', 'w.name as decidedBy'])
    .where('r.caseId', '=', caseId)
    .where((where) => where.or([where('r.proposal', 'is', null), where('r.proposal', '=', 'agreed')]))
    .orderBy('r.agencyId')
    .orderBy('r.personId')
    .orderBy('r.decidedAt', 'desc')
    .execute()

export type Contact = { at: Date; what: string; by: string }
/** Every decision that holds about telling parents, the newest first, as far as it is shown to whoever asks (S-06): of two who are under 18 each has parents. */
export const parentsDecided = async (tx: Tx, caseId: string) => {
  const { rows } = await sql<{ id: string; outcome: string | null; what: string | null; at: Date; by: string | null }>`
    select e.id, e.details ->> 'outcome' as outcome, e.what, e.happened_from as at, p.name as by from entry e left join practitioner p on p.id = e.entered_by
    where e.case_id = ${caseId} and e.type = 'safe-contact.parents-decided' and e.relation <> 'confirms' and not exists (
      select from entry later where later.case_id = e.case_id and later.fact_id = e.fact_id and later.relation = 'corrects' and later.position > e.position)
      and e.details ->> 'neverHappened' is distinct from 'true' order by e.position desc`.execute(tx)
  return rows
}
export type ParentsDecided = Awaited<ReturnType<typeof parentsDecided>>

/** The last time that anyone was with the person harmed, and the last try that did not reach them. */
export const lastContact = async (tx: Tx, caseId: string): Promise<Contact | null> => {
  const { rows } = await sql<Contact>`
    select * from (
      select t.told_at as at, 'Told, ' || t.how as what, p.name as by from telling t join practitioner p on p.id = t.told_by where t.case_id = ${caseId}
      union all
      select a.tried_at, case a.outcome when 'reached' then 'Reached, ' else 'Tried and not reached, ' end || a.how, p.name
      from attempt a join practitioner p on p.id = a.tried_by where a.case_id = ${caseId}
      union all
      select n.happened_at, 'Contact, ' || n.how, p.name from note n join practitioner p on p.id = n.written_by where n.case_id = ${caseId}
    ) as contact order by at desc limit 1`.execute(tx)
  return rows[0] ?? null
}
