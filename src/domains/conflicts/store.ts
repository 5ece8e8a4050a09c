import { sql } from 'kysely'
import type { BlindToken } from '../../platform/blind-tokens.ts'
import type { Tx } from '../../platform/db.ts'
import type { Work } from '../../platform/request.ts'
import type { DeclareForm, SealForm } from './model.ts'

const isDone = ({ rows }: { rows: { done: boolean | null }[] }): boolean => rows[0]?.done === true

export const declare = async (
  { tx, now }: Work,
  caseId: string,
  { practitionerId, ground, personId, said }: DeclareForm,
): Promise<boolean> =>
  isDone(
    await sql<{ done: boolean }>`
      select declare_conflict(${caseId}, ${practitionerId}, ${ground}, ${personId}::uuid, ${said ?? null}, ${now}) as done`.execute(
      tx,
    ),
  )

/** Those whom somebody supervises, who may be kept out of a case by them. */
export const supervisedBy = ({ tx, actor }: Work) =>
  tx
    .selectFrom('practitioner')
    .select(['id', 'name'])
    .where('supervisorId', '=', actor.id)
    .where('agencyId', '=', actor.agencyId)
    .where('disabledAt', 'is', null)
    .orderBy('name')
    .execute()

export const isAtDesk = async (tx: Tx): Promise<boolean> =>
  isDone(await sql<{ done: boolean }>`select current_is_safeguarding() as done`.execute(tx))

export const send = async (
  { tx, now }: Work,
  { about, said, tokens }: { about: string; said: string; tokens: readonly BlindToken[] },
): Promise<boolean> =>
  isDone(
    await sql<{ done: boolean }>`
      select send_to_desk(${about}, ${said}, ${JSON.stringify(tokens)}::jsonb, ${now}) as done`.execute(tx),
  )

const messages = (tx: Tx) =>
  tx
    .selectFrom('deskMessage as m')
    .leftJoin('practitioner as f', 'f.id', 'm.fromId')
    .leftJoin('practitioner as d', 'd.id', 'm.doneBy')
    .leftJoin('cases as c', 'c.id', 'm.caseId')
    .select(['m.id', 'm.kind', 'm.about', 'm.said', 'm.sentAt', 'm.caseId', 'm.doneAt', 'm.doneAs'])
    .select(['f.name as fromName', 'd.name as doneBy', 'c.reference'])
/** What waits at the desk for this reader, and the last of what was done: the database says who reads. */
export const messagesFor = (tx: Tx) =>
  messages(tx)
    .orderBy('m.doneAt', (order) => order.desc().nullsFirst())
    .orderBy('m.sentAt')
    .limit(100)
    .execute()
export type Message = Awaited<ReturnType<typeof messagesFor>>[number]
export const messageOf = (tx: Tx, id: string) => messages(tx).where('m.id', '=', id).executeTakeFirst()

export const caseByReference = (tx: Tx, reference: string) =>
  tx.selectFrom('cases').select('id').where('reference', '=', reference).executeTakeFirst()
/** False: somebody else was done with it first. */
export const setDone = async (
  { tx, now, actor }: Work,
  id: string,
  { doneAs, caseId }: { doneAs: string; caseId: string | null },
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('deskMessage')
    .set({ doneBy: actor.id, doneAt: now, doneAs, caseId })
    .where('id', '=', id)
    .where('doneAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export type Conflict = {
  id: string
  practitioner: string
  ground: string
  source: string
  at: Date
  said: string | null
  reference: string
  /** Where the reader sees the case. */
  caseId: string | null
  releaseBy: string | null
  proposedBy: string | null
  releaseBecause: string | null
  releaseAt: Date | null
}
export const conflictsToSettle = async (tx: Tx): Promise<Conflict[]> =>
  (await sql<Conflict>`select * from conflicts_to_settle()`.execute(tx)).rows
export const proposeRelease = async ({ tx, now }: Work, id: string, why: string): Promise<boolean> =>
  isDone(await sql<{ done: boolean }>`select propose_release(${id}, ${why}, ${now}) as done`.execute(tx))
export const answerRelease = async ({ tx, now }: Work, id: string, agrees: boolean): Promise<boolean> =>
  isDone(await sql<{ done: boolean }>`select answer_release(${id}, ${agrees}, ${now}) as done`.execute(tx))

export const sealOf = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('cases as c')
    .leftJoin('caseSeal as s', 's.caseId', 'c.id')
    .leftJoin('practitioner as q', 'q.id', 's.colleagueId')
    .leftJoin('practitioner as b', 'b.id', 'c.sealedBy')
    .select(['c.sealedAt', 'c.sealedBecause', 'b.name as sealedBy', 's.member', 's.handledBy', 's.agreement'])
    .select(['s.alternate', 's.colleagueAsked', 'q.name as colleague', 's.writtenAt'])
    .where('c.id', '=', caseId)
    .where('c.sealedAt', 'is not', null)
    .orderBy('s.writtenAt', 'desc')
    .executeTakeFirst()
export type Seal = NonNullable<Awaited<ReturnType<typeof sealOf>>>

export type Person = { id: string; name: string; agency: string }
/** Everybody who sees a case now: each person of each team by name. */
export const peopleWhoSee = async (tx: Tx, caseId: string): Promise<Person[]> => {
  const { rows } = await sql<Person>`
    select distinct p.id, p.name, a.name as agency from case_team(${caseId}) g
      left join team_member m on m.team_id = g.grantee_id and m.until_at is null
      join practitioner p on p.id = coalesce(m.practitioner_id, g.grantee_id) and p.disabled_at is null join agency a on a.id = p.agency_id
    where g.revoked_at is null and (g.until_at is null or g.until_at > now())
      and p.id not in (select kept_out_of(${caseId}, array(select q.id from practitioner q))) order by a.name, p.name`.execute(
    tx,
  )
  return rows
}
/** Every open team and agency, from which a sealed case can be kept. */
export const units = async (tx: Tx): Promise<{ id: string; name: string }[]> => {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name || ', everybody' as name, name as of_agency, 0 as place from agency
    union all select t.id, t.name || ', ' || a.name, a.name, 1 from team t join agency a on a.id = t.agency_id where t.closed_at is null
    order by of_agency, place, name`.execute(tx)
  return rows
}
export const staff = (tx: Tx): Promise<(Person & { role: string })[]> =>
  tx
    .selectFrom('practitioner as p')
    .innerJoin('agency as a', 'a.id', 'p.agencyId')
    .select(['p.id', 'p.name', 'a.name as agency', 'p.role'])
    .where('p.disabledAt', 'is', null)
    .where('p.role', '!=', 'administrator')
    .orderBy('a.name')
    .orderBy('p.name')
    .execute()

export const seal = async ({ tx, now }: Work, caseId: string, form: SealForm): Promise<boolean> => {
  const { because, named, units, member, handledBy, alternate, colleagueId, standardsId } = form
  const about = {
    ...{ member, handledBy, alternate, colleagueId, standardsId },
    agreement: form.agreement ?? null,
    colleagueAsked: colleagueId === null ? null : (form.colleagueAsked ?? null),
  }
  return isDone(
    await sql<{ done: boolean }>`select seal_case(${caseId}, ${because}, ${named}::uuid[], ${units}::uuid[],
      ${JSON.stringify(about)}::jsonb, ${now}) as done`.execute(tx),
  )
}

/** The proposal, or nothing where there is one already or nothing is sealed. */
export const proposeLift = async ({ tx, now }: Work, caseId: string, because: string): Promise<string | undefined> => {
  const { rows } = await sql<{ id: string | null }>`select propose_lift(${caseId}, ${because}, ${now}) as id`.execute(
    tx,
  )
  return rows[0]?.id ?? undefined
}
export const answerLift = async ({ tx, now }: Work, id: string, agrees: boolean): Promise<boolean> =>
  isDone(await sql<{ done: boolean }>`select answer_lift(${id}, ${agrees}, ${now}) as done`.execute(tx))

export type ToLift = {
  id: string
  reference: string
  /** Where the reader sees the case. */
  caseId: string | null
  because: string
  byId: string
  proposedBy: string
  proposedAt: Date
}
/** Seals that somebody proposes to lift, where this reader may answer or has proposed it. */
export const sealsToLift = async (tx: Tx): Promise<ToLift[]> =>
  (await sql<ToLift>`select * from seals_to_lift()`.execute(tx)).rows

/** What became of each proposal to lift the seal of this case. */
export const liftsOf = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('sealLift as l')
    .innerJoin('practitioner as p', 'p.id', 'l.proposedBy')
    .leftJoin('practitioner as a', 'a.id', 'l.answeredBy')
    .select([
      'l.id',
      'l.because',
      'l.proposedAt',
      'l.answer',
      'l.answeredAt',
      'p.name as proposedBy',
      'a.name as answeredBy',
    ])
    .where('l.caseId', '=', caseId)
    .orderBy('l.proposedAt', 'desc')
    .execute()
export type Lift = Awaited<ReturnType<typeof liftsOf>>[number]
