import type { Insertable } from 'kysely'
import type { Tx } from '../../platform/db.ts'
import type { Tables } from '../../platform/tables.ts'

const injuries = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('vault.injury as i')
    .innerJoin('person as p', 'p.id', 'i.personId')
    .innerJoin('practitioner as b', 'b.id', 'i.writtenBy')
    .innerJoin('agency as a', 'a.id', 'i.agencyId')
    .selectAll('i')
    .select(['p.name as person', 'b.name as by', 'a.name as agency'])
    .where('i.caseId', '=', caseId)

/** Those of a case, the latest day first. */
export const injuriesOf = (tx: Tx, caseId: string) =>
  injuries(tx, caseId).orderBy('i.seenOn', 'desc').orderBy('i.writtenAt', 'desc').orderBy('i.id').execute()
export const injuryOf = (tx: Tx, caseId: string, id: string) =>
  injuries(tx, caseId).where('i.id', '=', id).executeTakeFirst()
export type InjuryRow = NonNullable<Awaited<ReturnType<typeof injuryOf>>>

export const insertInjury = async (tx: Tx, row: Insertable<Tables['vault.injury']>): Promise<void> => {
  await tx.insertInto('vault.injury').values(row).execute()
}

export const marksOf = (tx: Tx, caseId: string, injuryId: string) =>
  tx
    .selectFrom('vault.injuryMark')
    .selectAll()
    .where('caseId', '=', caseId)
    .where('injuryId', '=', injuryId)
    .orderBy('addedAt')
    .orderBy('id')
    .execute()
export const insertMark = async (tx: Tx, row: Insertable<Tables['vault.injuryMark']>): Promise<void> => {
  await tx.insertInto('vault.injuryMark').values(row).execute()
}
/** False when it was struck out already. */
export const strikeMark = async (
  tx: Tx,
  caseId: string,
  id: string,
  change: { struckAt: Date; struckWhy: Buffer },
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('vault.injuryMark')
    .set(change)
    .where('caseId', '=', caseId)
    .where('id', '=', id)
    .where('struckAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
