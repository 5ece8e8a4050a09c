import { type Insertable, sql } from 'kysely'
import type { Tx } from '../../platform/db.ts'
import type { Tables } from '../../platform/tables.ts'
import { intelligenceIn } from '../entries/index.ts'
import type { ItemKind } from './model.ts'

/** What this agency holds on the case and could share, newest first; how each is called is for the page to say. */
export const itemsHeld = async (tx: Tx, caseId: string, agencyId: string) => {
  // Whatever version of a fact is shared, the fact is: none of its versions is offered.
  const kept = await intelligenceIn(tx, caseId)
  const { rows } = await sql<{ kind: ItemKind; id: string; about: string; at: Date; by: string }>`
    select * from (
      select 'note' as kind, n.id, n.how as about, n.happened_at as at, p.name as by
        from note n join practitioner p on p.id = n.written_by
        where n.case_id = ${caseId} and n.agency_id = ${agencyId} and n.shared_at is null
      union all select 'level', r.id, r.level, r.decided_at, p.name from risk_level r join practitioner p on p.id = r.decided_by
        where r.case_id = ${caseId} and r.agency_id = ${agencyId}
      union all select 'entry', e.id, e.type, e.happened_from, p.name from entry e join practitioner p on p.id = e.entered_by
        where e.case_id = ${caseId} and e.agency_id = ${agencyId} and e.fact_id <> all(${kept})
      union all select 'account', a.id, '', a.written_at, p.name from account a join practitioner p on p.id = a.written_by
        where a.case_id = ${caseId} and p.agency_id = ${agencyId}
      union all select 'condition', c.id, c.kind, c.recorded_at, p.name from condition c join practitioner p on p.id = c.recorded_by
        where c.case_id = ${caseId} and c.ended_at is null and p.agency_id = ${agencyId}
    ) held order by at desc, id limit 100`.execute(tx)
  return rows
}

/** The words of such items, each with its id: what would be read where they are shared. A thought of a plan is opened apart. */
export const itemWords = async (
  tx: Tx,
  caseId: string,
  ids: readonly string[],
): Promise<{ id: string; words: string }[]> => {
  const { rows } = await sql<{ id: string; words: string }>`
    select id, concat_ws(' ', said, noticed, agreed, next) as words from note where case_id = ${caseId} and id = any (${ids}::uuid[])
    union all select id, concat_ws(' ', reasons, victim_view) from risk_level where case_id = ${caseId} and id = any (${ids}::uuid[])
    union all select id, coalesce(what, '') from entry where case_id = ${caseId} and id = any (${ids}::uuid[])
    union all select id, text from account where case_id = ${caseId} and id = any (${ids}::uuid[])
    union all select id, concat_ws(' ', who, place, plain) from condition where case_id = ${caseId} and id = any (${ids}::uuid[])`.execute(
    tx,
  )
  return rows
}

export type NewSharing = Insertable<Tables['sharingDecision']>
export const insertSharing = async (tx: Tx, row: NewSharing): Promise<void> => {
  await tx.insertInto('sharingDecision').values(row).execute()
}

type Word = Omit<Insertable<Tables['sharingWord']>, 'position'>
export const addWord = async (tx: Tx, word: Word): Promise<void> => {
  const { next } = await tx
    .selectFrom('sharingWord')
    .select(({ fn }) => sql<number>`coalesce(${fn.max('position')}, 0) + 1`.as('next'))
    .where('sharingId', '=', word.sharingId)
    .where('about', '=', word.about)
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('sharingWord')
    .values({ ...word, position: next })
    .execute()
}

const done = async (tx: Tx, call: ReturnType<typeof sql<{ done: boolean }>>): Promise<boolean> =>
  (await call.execute(tx)).rows[0]?.done === true
export const openItems = (tx: Tx, id: string, at: Date) =>
  done(tx, sql<{ done: boolean }>`select share_items(${id}, ${at}) as done`)
export const shareReferral = (tx: Tx, id: string, at: Date) =>
  done(tx, sql<{ done: boolean }>`select share_referral(${id}, ${at}) as done`)
export const declineSharing = (tx: Tx, id: string, why: string, at: Date) =>
  done(tx, sql<{ done: boolean }>`select decline_sharing(${id}, ${why}, ${at}) as done`)
export const stopSharing = (tx: Tx, id: string, why: string, at: Date) =>
  done(tx, sql<{ done: boolean }>`select stop_sharing(${id}, ${why}, ${at}) as done`)

const latest = (about: 'agreement' | 'told') => sql<string>`(select w.state from sharing_word w
  where w.sharing_id = d.id and w.about = ${sql.lit(about)} order by w.position desc limit 1)`

const decisions = (tx: Tx) =>
  tx
    .selectFrom('sharingDecision as d')
    .innerJoin('agency as f', 'f.id', 'd.fromAgencyId')
    .innerJoin('practitioner as a', 'a.id', 'd.askedBy')
    .innerJoin('person as p', 'p.id', 'd.personId')
    .leftJoin('agency as t', 't.id', 'd.toAgencyId')
    .leftJoin('practitioner as v', 'v.id', 'd.approverId')
    .leftJoin('practitioner as s', 's.id', 'd.stoppedBy')
    .selectAll('d')
    .select([
      'f.name as fromAgency',
      'a.name as askedByName',
      'p.name as person',
      't.name as toAgency',
      't.kind as toKind',
    ])
    .select([
      'v.name as approver',
      's.name as stoppedByName',
      latest('agreement').as('agreement'),
      latest('told').as('told'),
    ])

export const sharingsOf = (tx: Tx, caseId: string) =>
  decisions(tx).where('d.caseId', '=', caseId).orderBy('d.askedAt', 'desc').orderBy('d.id').execute()
export type SharingRow = Awaited<ReturnType<typeof sharingsOf>>[number]

export const sharingOf = (tx: Tx, caseId: string, id: string) =>
  decisions(tx).where('d.caseId', '=', caseId).where('d.id', '=', id).executeTakeFirst()

/** Who was asked to be let in, and waits for a supervisor's word. */
export const waitToBeLetIn = (tx: Tx, caseId: string) =>
  decisions(tx)
    .where('d.caseId', '=', caseId)
    .where('d.granteeId', 'is not', null)
    .where('d.sharedAt', 'is', null)
    .where('d.declinedAt', 'is', null)
    .where('d.stoppedAt', 'is', null)
    .orderBy('d.askedAt')
    .execute()

/** Whether whoever was let in by it sees the case now. */
export const seesStill = async (tx: Tx, { caseId, granteeId }: Pick<SharingRow, 'caseId' | 'granteeId'>) => {
  if (granteeId === null) return false
  const { rows } = await sql<{ sees: boolean }>`select exists (select from case_team(${caseId}) g
    where g.grantee_id = ${granteeId} and g.revoked_at is null and (g.until_at is null or g.until_at > now())) as sees`.execute(
    tx,
  )
  return rows[0]?.sees === true
}

/** What waits for this supervisor's word, oldest first. */
export const waitingFor = (tx: Tx, approverId: string) =>
  decisions(tx)
    .innerJoin('cases as c', 'c.id', 'd.caseId')
    .select('c.reference')
    .where('d.approverId', '=', approverId)
    .where('d.sharedAt', 'is', null)
    .where('d.declinedAt', 'is', null)
    .where('d.stoppedAt', 'is', null)
    .orderBy('d.askedAt')
    .execute()

export const wordsOf = (tx: Tx, sharingId: string) =>
  tx
    .selectFrom('sharingWord as w')
    .innerJoin('practitioner as p', 'p.id', 'w.recordedBy')
    .selectAll('w')
    .select('p.name as by')
    .where('w.sharingId', '=', sharingId)
    .orderBy('w.recordedAt')
    .orderBy('w.position')
    .execute()
export type WordRow = Awaited<ReturnType<typeof wordsOf>>[number]

/** The other agencies whose people see the case now. */
export const agenciesOn = async (tx: Tx, caseId: string, agencyId: string): Promise<{ id: string; name: string }[]> => {
  const { rows } = await sql<{ id: string; name: string }>`
    select distinct a.id, a.name from case_team(${caseId}) g join agency a on a.id = g.agency_id
    where g.revoked_at is null and (g.until_at is null or g.until_at > now()) and a.id <> ${agencyId} order by a.name`.execute(
    tx,
  )
  return rows
}

export const peopleOf = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('party as y')
    .innerJoin('person as p', 'p.id', 'y.personId')
    .select(['p.id', 'p.name', 'p.otherNames', 'y.role'])
    .where('y.caseId', '=', caseId)
    .where('y.endedAt', 'is', null)
    .orderBy('p.name')
    .execute()

export type OtherWay = {
  how: string
  what: string
  to: string
  why: string
  agreement: string
  at: Date
  by: string
  until: Date | null
}
/** What was shared by another act: a referral, a route, a note for all, sight of the whole case. Each keeps its own words. */
export const otherWaysOf = async (tx: Tx, caseId: string): Promise<OtherWay[]> => {
  const { rows } = await sql<OtherWay>`
    select 'Referral' as how, r.service as what, t.name as "to", r.sharing_basis as why, r.agreement, r.sent_at as at, p.name as by, r.outcome_at as until
      from referral r join agency t on t.id = r.to_agency_id join practitioner p on p.id = r.sent_by where r.case_id = ${caseId}
        and not exists (select from sharing_decision d where d.referral_id = r.id)
    union all select 'Safe contact', 'A way to reach them', t.name, s.why, null, s.shared_at, p.name, s.ended_at
      from contact_share s join agency t on t.id = s.agency_id join practitioner p on p.id = s.shared_by where s.case_id = ${caseId}
    union all select 'Note', 'Note: ' || n.how, 'Everyone on the case', n.shared_why, null, n.shared_at, p.name, null
      from note n join practitioner p on p.id = n.shared_by where n.case_id = ${caseId} and n.shared_at is not null
    union all select 'Let in', 'The whole case', coalesce(w.name, m.name) || ', ' || t.name, g.reason, null, g.granted_at, p.name, coalesce(g.revoked_at, g.until_at)
      from case_team(${caseId}) g join agency t on t.id = g.agency_id join practitioner p on p.id = g.granted_by
        left join practitioner w on w.id = g.grantee_id left join team m on m.id = g.grantee_id
      where g.agency_id <> p.agency_id
        and not exists (select from sharing_decision d where d.case_id = ${caseId} and d.grantee_id = g.grantee_id and d.shared_at is not null)
    order by at desc`.execute(tx)
  return rows
}

export type ToPolice = { what: string; from: string; to: string; why: string; at: Date; by: string; state: string }
/** Notes that police on this case can read or could: what a disclosure officer has to list. */
export const notesForPolice = async (tx: Tx, caseId: string): Promise<ToPolice[]> => {
  const { rows } = await sql<ToPolice>`
    select 'Note of ' || to_char(n.happened_at at time zone 'Europe/London', 'FMDD Mon YYYY') || ': ' || n.how as what, a.name as "from",
      'Everyone on the case' as "to", n.shared_why as why, n.shared_at as at, p.name as by, 'Shared' as state
    from note n join agency a on a.id = n.agency_id join practitioner p on p.id = n.shared_by
    where n.case_id = ${caseId} and n.shared_at is not null and a.kind <> 'police' order by n.shared_at`.execute(tx)
  return rows
}

/** Names of the person reported and of whoever lives with them: nothing goes to those. */
export const namesOfOtherSide = async (tx: Tx, caseId: string): Promise<string[]> => {
  const { rows } = await sql<{ names: string[] }>`
    select array_remove(array[p.name] || regexp_split_to_array(coalesce(p.other_names, ''), '[,;]'), null) as names
    from party y join person p on p.id = y.person_id where y.case_id = ${caseId} and (y.role = 'perpetrator' or y.role <> 'victim' and y.person_id in (
      select m.person_id from household_member m where m.case_id = ${caseId} and m.until_on is null and m.household_id in (
        select o.household_id from household_member o join party s on s.case_id = o.case_id and s.person_id = o.person_id and s.role = 'perpetrator'
        where o.case_id = ${caseId} and o.until_on is null)))`.execute(tx)
  return rows.flatMap(({ names }) => names)
}
