import { type Insertable, sql, type Updateable } from 'kysely'
import type { Tx } from '../../../platform/db.ts'
import type { Tables } from '../../../platform/tables.ts'

const interventions = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('intervention as i')
    .innerJoin('practitioner as o', 'o.id', 'i.ownerId')
    .innerJoin('agency as oa', 'oa.id', 'o.agencyId')
    .innerJoin('practitioner as c', 'c.id', 'i.chosenBy')
    .leftJoin('agency as l', 'l.id', 'i.leadAgencyId')
    // A duty moves by handover: whose it is now stands there.
    .leftJoin('duty as d', (join) =>
      join.onRef('d.caseId', '=', 'i.caseId').onRef('d.factId', '=', 'i.factId').on('d.code', '=', 'INTERVENTION'),
    )
    .leftJoin('practitioner as n', 'n.id', 'd.ownerId')
    .leftJoin('interventionTold as k', (join) =>
      join.onRef('k.caseId', '=', 'i.caseId').onRef('k.interventionId', '=', 'i.id').on('k.ofVersion', '=', 0),
    )
    .selectAll('i')
    .select(['k.isKnown', 'k.knownWords'])
    .select(['oa.name as ownerAgency', 'c.name as chosenByName', 'l.name as leadAgency', 'd.id as dutyId'])
    .select(sql<string>`coalesce(n.name, o.name)`.as('owner'))
    .select(sql<string>`coalesce(n.id, o.id)`.as('nowOwnerId'))
    .where('i.caseId', '=', caseId)

/** Those under way first, by the day by which they are to be done. */
export const interventionsOf = (tx: Tx, caseId: string) =>
  interventions(tx, caseId)
    .orderBy(sql`i.state <> 'chosen'`)
    .orderBy('i.dueOn')
    .orderBy('i.chosenAt')
    .orderBy('i.id')
    .execute()
export type InterventionRow = Awaited<ReturnType<typeof interventionsOf>>[number]

export const interventionOf = (tx: Tx, caseId: string, id: string) =>
  interventions(tx, caseId).where('i.id', '=', id).executeTakeFirst()

export const insertIntervention = async (tx: Tx, row: Insertable<Tables['intervention']>): Promise<void> => {
  await tx.insertInto('intervention').values(row).execute()
}

export const stepsOf = (tx: Tx, caseId: string, interventionId: string) =>
  tx
    .selectFrom('interventionStep as s')
    .innerJoin('practitioner as p', 'p.id', 's.takenBy')
    .innerJoin('agency as a', 'a.id', 's.agencyId')
    .leftJoin('interventionTold as k', (join) =>
      join
        .onRef('k.caseId', '=', 's.caseId')
        .onRef('k.interventionId', '=', 's.interventionId')
        .onRef('k.ofVersion', '=', 's.ofVersion'),
    )
    .selectAll('s')
    .select(['k.isKnown', 'k.knownWords'])
    .select(['p.name as takenByName', 'a.name as agencyName'])
    .where('s.caseId', '=', caseId)
    .where('s.interventionId', '=', interventionId)
    .orderBy('s.ofVersion', 'desc')
    .execute()
export type StepRow = Awaited<ReturnType<typeof stepsOf>>[number]

export const insertStep = async (tx: Tx, row: Insertable<Tables['interventionStep']>): Promise<void> => {
  await tx.insertInto('interventionStep').values(row).execute()
}

/** Whether the person harmed knows of it, and what they were told (RM-12). */
export const insertTold = async (tx: Tx, row: Insertable<Tables['interventionTold']>): Promise<void> => {
  await tx.insertInto('interventionTold').values(row).execute()
}

export const notChosenOf = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('interventionNotChosen as n')
    .innerJoin('practitioner as p', 'p.id', 'n.decidedBy')
    .innerJoin('agency as a', 'a.id', 'n.agencyId')
    .selectAll('n')
    .select(['p.name as decidedByName', 'a.name as agencyName'])
    .where('n.caseId', '=', caseId)
    .orderBy('n.decidedAt', 'desc')
    .orderBy('n.id')
    .execute()
export type NotChosenRow = Awaited<ReturnType<typeof notChosenOf>>[number]

export const insertNotChosen = async (tx: Tx, row: Insertable<Tables['interventionNotChosen']>): Promise<void> => {
  await tx.insertInto('interventionNotChosen').values(row).execute()
}

export const complexMarks = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('complexCase as k')
    .innerJoin('practitioner as p', 'p.id', 'k.markedBy')
    .innerJoin('practitioner as o', 'o.id', 'k.ownerId')
    .leftJoin('practitioner as c', 'c.id', 'k.closedBy')
    .leftJoin('duty as d', (join) => join.onRef('d.caseId', '=', 'k.caseId').onRef('d.factId', '=', 'k.factId'))
    .leftJoin('practitioner as n', 'n.id', 'd.ownerId')
    .selectAll('k')
    .select(['p.name as markedByName', 'c.name as closedByName', 'd.safetyDueAt', 'd.id as dutyId'])
    .select(sql<string>`coalesce(n.name, o.name)`.as('owner'))
    .where('k.caseId', '=', caseId)
    .orderBy('k.markedAt', 'desc')
    .execute()
export type ComplexRow = Awaited<ReturnType<typeof complexMarks>>[number]

export const insertComplex = async (tx: Tx, row: Insertable<Tables['complexCase']>): Promise<void> => {
  await tx.insertInto('complexCase').values(row).execute()
}

/** False when somebody else said first what came of it. */
export const closeComplex = async (
  tx: Tx,
  caseId: string,
  id: string,
  change: Updateable<Tables['complexCase']>,
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('complexCase')
    .set(change)
    .where('caseId', '=', caseId)
    .where('id', '=', id)
    .where('outcome', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export const decisionsOf = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('interventionDecision as x')
    .innerJoin('practitioner as p', 'p.id', 'x.decidedBy')
    .innerJoin('agency as a', 'a.id', 'x.agencyId')
    .selectAll('x')
    .select(['p.name as decidedByName', 'a.name as agencyName'])
    .where('x.caseId', '=', caseId)
    .orderBy('x.decidedAt', 'desc')
    .orderBy('x.id')
    .execute()
export type DecisionRow = Awaited<ReturnType<typeof decisionsOf>>[number]

export const insertDecision = async (tx: Tx, row: Insertable<Tables['interventionDecision']>): Promise<void> => {
  await tx.insertInto('interventionDecision').values(row).execute()
}
