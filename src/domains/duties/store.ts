import { sql } from 'kysely'
import type { Tx } from '../../platform/db.ts'
import { rolesWithoutCases } from '../staff/index.ts'

const dutiesWithOwners = (tx: Tx) =>
  tx
    .selectFrom('duty as d')
    .innerJoin('practitioner as p', 'p.id', 'd.ownerId')
    .innerJoin('agency as a', 'a.id', 'p.agencyId')
    .leftJoin('person as v', 'v.id', 'd.personId')
    // Whose plan it is, for whoever may see the plan.
    .leftJoin('managementPlan as m', (join) =>
      join.onRef('m.caseId', '=', 'd.caseId').onRef('m.factId', '=', 'd.factId'),
    )
    .leftJoin('person as o', 'o.id', 'm.personId')
    .selectAll('d')
    .select([
      'p.name as ownerName',
      'p.agencyId as ownerAgencyId',
      'a.name as ownerAgency',
      'a.kind as ownerAgencyKind',
      'v.name as personName',
      'o.name as planOf',
    ])

export type DutyRow = Awaited<ReturnType<typeof openDuties>>[number]

/** Open duties of a case, what is due first at the top; those that come up later last. */
export const openDuties = (tx: Tx, caseId: string) =>
  dutiesWithOwners(tx)
    .where('d.caseId', '=', caseId)
    .where('d.state', '=', 'open')
    .orderBy(sql`d.due_at asc nulls first`)
    .orderBy('d.raisedAt')
    .execute()

export const closedDuties = (tx: Tx, caseId: string, limit: number, offset: number) =>
  dutiesWithOwners(tx)
    .where('d.caseId', '=', caseId)
    .where('d.state', '!=', 'open')
    .orderBy('d.closedAt', 'desc')
    .orderBy('d.id')
    .limit(limit)
    .offset(offset)
    .execute()

export const countClosed = async (tx: Tx, caseId: string): Promise<number> => {
  const counted = await tx
    .selectFrom('duty')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('caseId', '=', caseId)
    .where('state', '!=', 'open')
    .executeTakeFirstOrThrow()
  return Number(counted.count)
}

export const oneDuty = (tx: Tx, caseId: string, dutyId: string) =>
  dutiesWithOwners(tx).where('d.caseId', '=', caseId).where('d.id', '=', dutyId).executeTakeFirst()

/** The entries that a duty hangs on: what asked for it, all that is known of that fact, and what answered it. */
export const entriesOfDuty = (
  tx: Tx,
  caseId: string,
  {
    factId,
    reasons,
    metById,
    key,
  }: { factId: string; reasons: readonly string[]; metById: string | null; key: string },
) =>
  tx
    .selectFrom('entry as e')
    .leftJoin('practitioner as p', 'p.id', 'e.enteredBy')
    .selectAll('e')
    .select('p.name as enteredByName')
    .where('e.caseId', '=', caseId)
    .where(({ or, eb }) =>
      or([
        eb('e.factId', '=', factId),
        eb('e.id', 'in', [...reasons, ...(metById ? [metById] : []), factId]),
        sql<boolean>`e.details -> 'tells' ? ${key}`,
      ]),
    )
    .orderBy('e.position')
    .execute()
export type DutyEntry = Awaited<ReturnType<typeof entriesOfDuty>>[number]

/** Below a case, the address of the one record that a duty is about, if it is about one that the reader may see. */
export const recordOf = async (tx: Tx, { caseId, factId }: DutyRow): Promise<string | undefined> => {
  const { rows } = await sql<{ address: string }>`
    select 'measures/' || measure_id as address from vault.measure_step where case_id = ${caseId} and fact_id = ${factId}
    union all select 'interventions/' || id from intervention where case_id = ${caseId} and ${factId} in (fact_id, review_fact_id)
    union all select 'interventions/' || intervention_id from intervention_step where case_id = ${caseId} and review_fact_id = ${factId}
    union all select 'files/' || id from evidence_file where case_id = ${caseId} and split_fact_id = ${factId}
    union all select 'releases/' || id from release where case_id = ${caseId} and ${factId} in (fact_id, approved_fact_id)
    union all select 'releases/late/' || id from entry where case_id = ${caseId} and id = ${factId} and type = 'releases.place-found-late'
    union all select 'information-requests/' || id from information_request where case_id = ${caseId} and ${factId} in (fact_id, notice_fact_id)
    limit 1`.execute(tx)
  return rows[0]?.address
}

export const movesOf = (tx: Tx, caseId: string, dutyId: string) =>
  tx
    .selectFrom('dutyMove as m')
    .innerJoin('practitioner as f', 'f.id', 'm.fromId')
    .innerJoin('practitioner as t', 't.id', 'm.toId')
    .innerJoin('practitioner as b', 'b.id', 'm.movedBy')
    .select(['m.movedAt', 'm.reason', 'f.name as fromName', 't.name as toName', 'b.name as byName'])
    .where('m.caseId', '=', caseId)
    .where('m.dutyId', '=', dutyId)
    .orderBy('m.movedAt')
    .execute()

export const attemptsOf = (tx: Tx, caseId: string, personId: string, since: Date) =>
  tx
    .selectFrom('attempt as t')
    .innerJoin('practitioner as p', 'p.id', 't.triedBy')
    .select(['t.triedAt', 't.how', 't.outcome', 'p.name as byName'])
    .where('t.caseId', '=', caseId)
    .where('t.personId', '=', personId)
    .where('t.triedAt', '>=', since)
    .orderBy('t.triedAt')
    .execute()

/** Whether a named person has verified this version of a rule (INV-60). */
export const checkOf = (tx: Tx, ruleId: string, version: string) =>
  tx
    .selectFrom('ruleCheck as r')
    .innerJoin('practitioner as p', 'p.id', 'r.checkedBy')
    .select(['r.checkedOn', 'p.name as byName'])
    .where('r.ruleId', '=', ruleId)
    .where('r.ruleVersion', '=', version)
    .orderBy('r.recordedAt', 'desc')
    .executeTakeFirst()

export const colleaguesOf = (tx: Tx, agencyId: string, apartFrom: string) =>
  tx
    .selectFrom('practitioner')
    .select(['id', 'name'])
    .where('agencyId', '=', agencyId)
    .where('id', '!=', apartFrom)
    .where('disabledAt', 'is', null)
    .where('role', 'not in', rolesWithoutCases)
    .orderBy('name')
    .limit(200)
    .execute()

type Move = {
  caseId: string
  dutyId: string
  fromId: string
  toId: string
  reason: string
  movedBy: string
  movedAt: Date
}

/** Moves a duty that still is where the page showed it; false when somebody moved or closed it meanwhile. */
export const moveDuty = async (tx: Tx, move: Move): Promise<boolean> => {
  const moved = await tx
    .updateTable('duty')
    .set(({ eb }) => ({ ownerId: move.toId, version: eb('version', '+', 1) }))
    .where('caseId', '=', move.caseId)
    .where('id', '=', move.dutyId)
    .where('ownerId', '=', move.fromId)
    .where('state', '=', 'open')
    .executeTakeFirst()
  if (moved.numUpdatedRows === 0n) return false
  await tx.insertInto('dutyMove').values(move).execute()
  return true
}

export const letSee = async (tx: Tx, caseId: string, personId: string, at: Date): Promise<void> => {
  await sql`select grant_case(${caseId}, ${personId}, ${'Took over a duty'}, ${at})`.execute(tx)
}
