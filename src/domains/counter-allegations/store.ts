import { type Insertable, sql } from 'kysely'
import type { Tx } from '../../platform/db.ts'
import type { Tables } from '../../platform/tables.ts'
import { abuse, wordOfAbuse } from '../../rules/kinds.ts'
import type { Named, Report, Side } from './model.ts'

/** These cases as sides: those that the reader sees and that have somebody harmed. */
export const sidesOf = async (tx: Tx, caseIds: readonly string[]): Promise<Side[]> => {
  const { rows } = await sql<{
    caseId: string
    reference: string
    harmedId: string
    harmedName: string
    contact: string
  }>`
    select c.id as case_id, c.reference, p.id as harmed_id, p.name as harmed_name,
      coalesce((select l.name || ', ' || a.name from practitioner l join agency a on a.id = l.agency_id where l.id = c.contact_lead_id), 'Nobody') as contact
    from cases c join party y on y.case_id = c.id and y.role = 'victim' and y.is_main and y.ended_at is null join person p on p.id = y.person_id
    where c.id = any(${[...caseIds]}::uuid[])`.execute(tx)
  return rows.map(({ harmedId, harmedName, ...side }) => ({ ...side, harmed: { id: harmedId, name: harmedName } }))
}

/** Those who say in this case that its main person harmed them. */
export const accusersIn = async (tx: Tx, caseId: string, harmedId: string): Promise<Named[]> => {
  const { rows } = await sql<Named>`
    select distinct p.id, p.name from relationship r join person p on p.id = r.person_id
    where r.case_id = ${caseId} and r.other_id = ${harmedId} and r.person_role = 'victim' and r.other_role = 'perpetrator' and r.ended_at is null
    order by p.name`.execute(tx)
  return rows
}

const counter = 'incidents.counter-allegation-made'
/** Reports of harm in these cases, the first first; those said by the person reported are marked. */
export const reportsIn = async (tx: Tx, caseIds: readonly string[]): Promise<Report[]> => {
  const rows = await tx
    .selectFrom('entry')
    .select(['caseId', 'type', 'happenedFrom', 'toldBy'])
    .where('caseId', 'in', [...caseIds])
    .where('relation', '=', 'starts')
    .where('type', 'in', [...wordOfAbuse, ...abuse, counter])
    .orderBy('happenedFrom')
    .orderBy('position')
    .execute()
  return rows.map((row) => ({ ...row, isCounter: row.type === counter }))
}

export const insertOpinion = async (tx: Tx, row: Insertable<Tables['aggressorOpinion']>): Promise<void> => {
  await tx.insertInto('aggressorOpinion').values(row).execute()
}
export const insertReview = async (tx: Tx, row: Insertable<Tables['aggressorReview']>): Promise<void> => {
  await tx.insertInto('aggressorReview').values(row).execute()
}

const opinions = (tx: Tx) =>
  tx
    .selectFrom('aggressorOpinion as o')
    .innerJoin('practitioner as w', 'w.id', 'o.writtenBy')
    .innerJoin('agency as a', 'a.id', 'w.agencyId')
    .innerJoin('practitioner as s', 's.id', 'o.reviewerId')
    .leftJoin('person as p', 'p.id', 'o.personId')
    .leftJoin('aggressorReview as r', 'r.opinionId', 'o.id')
    .selectAll('o')
    .select(['w.name as writtenByName', 'a.name as agencyName', 's.name as reviewerName', 'p.name as personName'])
    .select(['r.agrees', 'r.reasons as reviewReasons', 'r.reviewedAt'])

/** The opinions about two cases, whichever of them they were written from; the newest first. */
export const opinionsOn = (tx: Tx, caseId: string) =>
  opinions(tx)
    .where((where) => where.or([where('o.caseId', '=', caseId), where('o.otherCaseId', '=', caseId)]))
    .orderBy('o.writtenAt', 'desc')
    .orderBy('o.id')
    .execute()
export type OpinionRow = Awaited<ReturnType<typeof opinionsOn>>[number]

/** Opinions that wait for this specialist, those that a newer one has replaced left out. */
export const opinionsWaitingFor = async (
  tx: Tx,
  practitionerId: string,
): Promise<{ id: string; caseId: string; reference: string }[]> => {
  const { rows } = await sql<{ id: string; caseId: string; reference: string }>`
    select o.id, o.case_id, c.reference from aggressor_opinion o join cases c on c.id = o.case_id
    where o.reviewer_id = ${practitionerId}
      and not exists (select from aggressor_review r where r.case_id = o.case_id and r.opinion_id = o.id)
      and not exists (select from aggressor_opinion n where n.written_at > o.written_at
        and least(n.case_id, n.other_case_id) = least(o.case_id, o.other_case_id)
        and greatest(n.case_id, n.other_case_id) = greatest(o.case_id, o.other_case_id))
    order by o.written_at`.execute(tx)
  return rows
}
