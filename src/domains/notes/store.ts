import type { Insertable } from 'kysely'
import type { Tx } from '../../platform/db.ts'
import type { Tables } from '../../platform/tables.ts'

export const insertNote = async (tx: Tx, row: Insertable<Tables['note']>): Promise<void> => {
  await tx.insertInto('note').values(row).execute()
}

const notes = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('note as n')
    .innerJoin('practitioner as p', 'p.id', 'n.writtenBy')
    .innerJoin('agency as a', 'a.id', 'n.agencyId')
    .leftJoin('practitioner as s', 's.id', 'n.sharedBy')
    .selectAll('n')
    .select(['p.name as writtenByName', 'a.name as agency', 's.name as sharedByName'])
    .where('n.caseId', '=', caseId)

/** The reader's own service's notes, and what others shared: the database shows no more (AD-01). */
export const notesOf = (tx: Tx, caseId: string, page: { limit: number; offset: number }) =>
  notes(tx, caseId)
    .orderBy('n.happenedAt', 'desc')
    .orderBy('n.writtenAt', 'desc')
    .orderBy('n.id')
    .limit(page.limit)
    .offset(page.offset)
    .execute()
export type NoteRow = Awaited<ReturnType<typeof notesOf>>[number]

export const countNotes = async (tx: Tx, caseId: string): Promise<number> => {
  const { count } = await tx
    .selectFrom('note')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('caseId', '=', caseId)
    .executeTakeFirstOrThrow()
  return count
}

export const noteOf = (tx: Tx, caseId: string, id: string) =>
  notes(tx, caseId).where('n.id', '=', id).executeTakeFirst()

export const correctedIn = async (tx: Tx, caseId: string): Promise<string[]> => {
  const rows = await tx
    .selectFrom('note')
    .select('correctsId')
    .where('caseId', '=', caseId)
    .where('correctsId', 'is not', null)
    .execute()
  return rows.flatMap(({ correctsId }) => (correctsId ? [correctsId] : []))
}

export const shareNote = async (
  tx: Tx,
  caseId: string,
  id: string,
  shared: { sharedAt: Date; sharedBy: string; sharedWhy: string },
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('note')
    .set(shared)
    .where('caseId', '=', caseId)
    .where('id', '=', id)
    .where('sharedAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
