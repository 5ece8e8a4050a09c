import type { Db, Tx } from '../../platform/db.ts'

export type DraftRow = {
  address: string
  page: string
  caseId: string | null
  reference: string | null
  begunAt: Date
  savedAt: Date
}

/** One page of one's own drafts, the newest first, and how many there are. What was typed is not read for a list. */
export const ownDrafts = async (
  tx: Tx,
  practitionerId: string,
  { page, size }: { page: number; size: number },
): Promise<{ rows: DraftRow[]; total: number }> => {
  const own = tx.selectFrom('draft').where('draft.practitionerId', '=', practitionerId)
  const { total } = await own.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await own
    .leftJoin('cases', 'cases.id', 'draft.caseId')
    .select(['draft.address', 'draft.page', 'draft.caseId', 'cases.reference', 'draft.begunAt', 'draft.savedAt'])
    .orderBy('draft.savedAt', 'desc')
    .orderBy('draft.address')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  return { rows, total }
}

/** For the worker: what nobody came back to. */
export const removeOlder = async (db: Db, than: Date): Promise<number> => {
  const { numDeletedRows } = await db.deleteFrom('draft').where('savedAt', '<', than).executeTakeFirst()
  return Number(numDeletedRows)
}
