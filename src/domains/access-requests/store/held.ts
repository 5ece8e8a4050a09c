import { sql } from 'kysely'
import type { Tx } from '../../../platform/db.ts'
import { type Held, openBodies } from '../model/lines.ts'

export type Subject = { caseId: string; personId: string; role: string; state: string }
/** The cases of the request that the lead sees now, with who the person is in each. */
export const subjectsOf = async (tx: Tx, requestId: string): Promise<Subject[]> => {
  const { rows } = await sql<Subject>`
    select s.case_id, s.person_id, y.role, c.state from access_subject s join cases c on c.id = s.case_id
      join party y on y.case_id = s.case_id and y.person_id = s.person_id
    where s.request_id = ${requestId} order by s.case_id, s.person_id`.execute(tx)
  return rows
}

/** Of how many cases the search took, whether this lead sees them now or not. */
export const countSubjects = async (tx: Tx, requestId: string): Promise<number> =>
  (await tx.selectFrom('accessSubject').select('caseId').where('requestId', '=', requestId).execute()).length

type Row = { kind: string; id: string; at: Date; fields: Record<string, string | null> }
/** What this controller's own people wrote of that person in that case: its rows, and no other controller's. */
export const heldOf = async (tx: Tx, agencyId: string, { caseId, personId }: Subject): Promise<Held[]> => {
  const { rows } = await sql<Row>`
    with own as (select id from practitioner where agency_id = ${agencyId})
    select 'person' as kind, p.id::text as id, p.added_at as at, jsonb_build_object('name', p.name, 'otherNames', p.other_names, 'bornOn', p.born_on,
        'called', p.called, 'language', p.language, 'needs', p.communication_needs) as fields
      from person p where p.id = ${personId} and p.agency_id = ${agencyId}
    union all select 'note', n.id::text, n.happened_at, jsonb_build_object('how', n.how, 'said', n.said, 'noticed', n.noticed, 'agreed', n.agreed, 'next', n.next)
      from note n where n.case_id = ${caseId} and n.agency_id = ${agencyId}
    union all select 'entry', e.id::text, e.happened_from, jsonb_build_object('type', e.type, 'what', e.what)
      from entry e where e.case_id = ${caseId} and e.agency_id = ${agencyId} and e.type not like 'safety-plans.%' and e.type not like 'safe-contact.%' and e.type not like 'police-cards.%'
        and e.type not like 'management-plans.%'
    union all select 'level', r.id::text, r.decided_at, jsonb_build_object('level', r.level, 'reasons', r.reasons, 'view', r.victim_view)
      from risk_level r where r.case_id = ${caseId} and r.agency_id = ${agencyId} and r.person_id = ${personId}
    union all select 'assessment', a.id::text, a.done_at, jsonb_build_object('title', a.questions ->> 'title', 'said', (
        select string_agg(concat(q ->> 'text', ' ', g ->> 'answer', '. ' || (g ->> 'comment')), E'\n')
        from (select jsonb_path_query(a.questions, '$.sections[*].items[*]') as q
          union all select jsonb_path_query(a.questions, '$.sections[*].items[*].opens.items[*]')) asked
          cross join lateral (select a.answers -> (q ->> 'id') as g) given where g is not null))
      from assessment a where a.case_id = ${caseId} and a.agency_id = ${agencyId} and a.person_id = ${personId} and a.asked = 'the person'
    union all select 'account', a.id::text, a.written_at, jsonb_build_object('text', a.text)
      from account a where a.case_id = ${caseId} and a.written_by in (select id from own)
    union all select 'barrier', b.id::text, b.recorded_at, jsonb_build_object('what', b.what, 'adjustment', b.adjustment)
      from barrier b where b.case_id = ${caseId} and b.person_id = ${personId} and b.recorded_by in (select id from own)
    union all select 'referral', f.id::text, f.sent_at, jsonb_build_object('service', f.service, 'to', t.name, 'reason', f.reason, 'outcome', f.outcome)
      from referral f join agency t on t.id = f.to_agency_id where f.case_id = ${caseId} and f.from_agency_id = ${agencyId} and f.person_id = ${personId}
    union all select 'sharing', d.id::text, d.shared_at, jsonb_build_object('to', coalesce(t.name, d.outside_name), 'why', d.why, 'agreement',
        (select w.state from sharing_word w where w.sharing_id = d.id and w.about = 'agreement' order by w.position desc limit 1))
      from sharing_decision d left join agency t on t.id = d.to_agency_id
      where d.case_id = ${caseId} and d.from_agency_id = ${agencyId} and d.person_id = ${personId} and d.shared_at is not null
    union all select 'telling', g.id::text, g.told_at, jsonb_build_object('content', g.content)
      from telling g where g.case_id = ${caseId} and g.person_id = ${personId} and g.told_by in (select id from own)
    union all select 'measure', e.id::text, e.happened_from, jsonb_build_object('type', e.type)
      from entry e join agency a on a.id = e.agency_id
      where e.case_id = ${caseId} and e.agency_id = ${agencyId} and e.suspect_id = ${personId} and e.relation = 'starts' and e.type not like 'management-plans.%' and a.kind = any(${openBodies})
        and coalesce(e.details->>'neverHappened', 'false') <> 'true'
    union all select 'measure', c.id::text, e.happened_from, jsonb_build_object('type', e.type, 'condition', c.kind, 'until', c.until_on)
      from condition c join entry e on e.id = c.entry_id join agency a on a.id = e.agency_id
      where c.case_id = ${caseId} and e.agency_id = ${agencyId} and e.suspect_id = ${personId} and a.kind = any(${openBodies})`.execute(
    tx,
  )
  return rows
}

/** Everybody whose name must not be read: all in those cases, and all who work anywhere here. */
export const namesIn = async (tx: Tx, caseIds: string[], people: string[]): Promise<string[]> => {
  const { rows } = await sql<{ name: string | null }>`
    select p.name from party y join person p on p.id = y.person_id where y.case_id = any(${caseIds}::uuid[]) and p.id <> all(${people}::uuid[])
    union select trim(other) from party y join person p on p.id = y.person_id, regexp_split_to_table(coalesce(p.other_names, ''), '[,;/]') other
      where y.case_id = any(${caseIds}::uuid[]) and p.id <> all(${people}::uuid[])
    union select p.called from party y join person p on p.id = y.person_id where y.case_id = any(${caseIds}::uuid[]) and p.id <> all(${people}::uuid[])
    union select i.name from identity i where i.case_id = any(${caseIds}::uuid[]) and i.person_id <> all(${people}::uuid[])
    union select s.name from shared_setting s where s.case_id = any(${caseIds}::uuid[])
    union select name from practitioner`.execute(tx)
  return rows.flatMap(({ name }) => (name ? [name] : []))
}
export const ownNames = async (tx: Tx, people: string[]): Promise<string[]> => {
  const { rows } = await sql<{ name: string | null }>`
    select name from person where id = any(${people}::uuid[]) union select other_names from person where id = any(${people}::uuid[])
    union select called from person where id = any(${people}::uuid[])`.execute(tx)
  return rows.flatMap(({ name }) => (name ? [name] : []))
}

export type SealedValue = { id: string; personId: string; table: string; column: string; sealed: Buffer }
/** What the vault holds of everybody in those cases, still sealed: looked for in each text, and in no pack. */
export const sealedIn = async (tx: Tx, caseIds: string[]): Promise<SealedValue[]> => {
  const { rows } = await sql<SealedValue>`
    select r.id, r.person_id, 'contact_route' as "table", v.name as "column", v.sealed from vault.contact_route r,
      lateral (values ('value', r.value), ('ask_for', r.ask_for), ('third_party_name', r.third_party_name)) v (name, sealed)
      where r.case_id = any(${caseIds}::uuid[]) and v.sealed is not null
    union all select r.id, r.person_id, 'contact_rule', v.name, v.sealed from vault.contact_rule r,
      lateral (values ('code_word', r.code_word), ('warnings', r.warnings)) v (name, sealed)
      where r.case_id = any(${caseIds}::uuid[]) and v.sealed is not null`.execute(tx)
  return rows
}
