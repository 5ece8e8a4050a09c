import { type Insertable, sql } from 'kysely'
import type { Tx } from '../../platform/db.ts'
import type { Tables } from '../../platform/tables.ts'
import { rowsAPage } from '../entries/index.ts'

const plans = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('managementPlan as m')
    .innerJoin('person as p', 'p.id', 'm.personId')
    .innerJoin('practitioner as w', 'w.id', 'm.writtenBy')
    .innerJoin('agency as a', 'a.id', 'm.agencyId')
    .leftJoin('practitioner as l', 'l.id', 'm.leadId')
    .leftJoin('agency as la', 'la.id', 'l.agencyId')
    .leftJoin('practitioner as e', 'e.id', 'm.endedBy')
    .selectAll('m')
    .select(['p.name as person', 'w.name as by', 'a.name as agency', 'l.name as leadName', 'la.name as leadAgency'])
    .select('e.name as endedByName')
    .where('m.caseId', '=', caseId)

/** The plans that stand and are shown to whoever reads, one a person at most. */
export const standingPlans = (tx: Tx, caseId: string) =>
  plans(tx, caseId).where('m.endedAt', 'is', null).orderBy('p.name').orderBy('m.id').execute()
export type PlanRow = Awaited<ReturnType<typeof standingPlans>>[number]

/** Each look at a plan that whoever reads may see, the latest first. */
export const looksOf = (tx: Tx, caseId: string, page: number): Promise<PlanRow[]> =>
  plans(tx, caseId)
    .orderBy('m.writtenAt', 'desc')
    .orderBy('m.id')
    .limit(rowsAPage)
    .offset((page - 1) * rowsAPage)
    .execute()
export const countLooks = async (tx: Tx, caseId: string): Promise<number> => {
  const all = tx.selectFrom('managementPlan').select((eb) => eb.fn.countAll<number>().as('count'))
  return Number((await all.where('caseId', '=', caseId).executeTakeFirstOrThrow()).count)
}
/** One look with its words, if whoever reads may see it. */
export const planOf = (tx: Tx, caseId: string, id: string): Promise<PlanRow | undefined> =>
  plans(tx, caseId).where('m.id', '=', id).executeTakeFirst()
export const insertPlan = async (tx: Tx, row: Insertable<Tables['managementPlan']>): Promise<void> => {
  await tx.insertInto('managementPlan').values(row).execute()
}
/** Why it ends; undefined where a newer look stands for it. False: it had ended before. */
export const endPlan = async (
  tx: Tx,
  id: string,
  { why, at, by }: { why: string | undefined; at: Date; by: string },
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('managementPlan')
    .set({ endedAs: why ? 'ended' : 'replaced', endedWhy: why ?? null, endedAt: at, endedBy: by })
    .where('id', '=', id)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Whether somebody is told if such a plan is there. */
export const seesManagement = async (tx: Tx, caseId: string): Promise<boolean> => {
  const { rows } = await sql<{ sees: boolean }>`select current_sees_management(${caseId}) as sees`.execute(tx)
  return rows[0]?.sees === true
}
/** Whether one stands for this person in any case, over everything: whoever asks may not see it. */
export const planStands = async (tx: Tx, caseId: string, personId: string): Promise<boolean> =>
  (await sql<{ stands: boolean }>`select management_plan_stands(${caseId}, ${personId}) as stands`.execute(tx)).rows[0]
    ?.stands === true
export type Standing = { lookedOn: string; nextReviewOn: string; writtenAt: Date }
/** The days of the plans that stand for somebody, in whichever case of theirs, the latest first. */
export const managementStanding = async (tx: Tx, caseId: string, personId: string): Promise<Standing[]> =>
  (await sql<Standing>`select * from management_standing(${caseId}, ${personId})`.execute(tx)).rows
