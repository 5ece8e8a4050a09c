import { type Insertable, sql, type Updateable } from 'kysely'
import type { Tx } from '../../platform/db.ts'
import type { Tables } from '../../platform/tables.ts'
import { rowsAPage } from '../entries/index.ts'

const shown = (tx: Tx) =>
  tx
    .selectFrom('listExport as l')
    .innerJoin('practitioner as a', 'a.id', 'l.askedBy')
    .leftJoin('practitioner as b', 'b.id', 'l.approverId')
    .leftJoin('practitioner as e', 'e.id', 'l.endedBy')
    .select(['l.id', 'l.agencyId', 'l.askedBy', 'l.askedAt', 'l.list', 'l.query', 'l.format', 'l.why', 'l.forWhom'])
    .select(['l.rowCount', 'l.people', 'l.contentHash', 'l.approverId', 'l.state', 'l.approvedAt', 'l.approvalEndsAt'])
    .select(['l.releasedAt', 'l.endedAt', 'l.endedWhy', 'l.version'])
    .select(['a.name as askedByName', 'b.name as approverName', 'e.name as endedByName'])

/** What this person asked for, and what waits for their word: the latest first. */
export const exportsOf = (tx: Tx, page: number) =>
  shown(tx)
    .orderBy('l.askedAt', 'desc')
    .orderBy('l.id')
    .limit(rowsAPage)
    .offset((page - 1) * rowsAPage)
    .execute()
export type ExportRow = Awaited<ReturnType<typeof exportsOf>>[number]

export const countExports = async (tx: Tx): Promise<number> => {
  const all = tx.selectFrom('listExport').select((eb) => eb.fn.countAll<number>().as('count'))
  return Number((await all.executeTakeFirstOrThrow()).count)
}

export const exportOf = (tx: Tx, id: string): Promise<ExportRow | undefined> =>
  shown(tx).where('l.id', '=', id).executeTakeFirst()

export const sealedOf = async (tx: Tx, id: string): Promise<Buffer | null> =>
  (await tx.selectFrom('listExport').select('sealed').where('id', '=', id).executeTakeFirst())?.sealed ?? null

export const insertExport = async (tx: Tx, row: Insertable<Tables['listExport']>): Promise<void> => {
  await tx.insertInto('listExport').values(row).execute()
}
/** False: the other of the two was faster. */
export const moveExport = async (
  tx: Tx,
  { id, version }: Pick<ExportRow, 'id' | 'version'>,
  change: Updateable<Tables['listExport']>,
): Promise<boolean> => {
  const moved = tx.updateTable('listExport').set({ ...change, version: version + 1 })
  const { numUpdatedRows } = await moved.where('id', '=', id).where('version', '=', version).executeTakeFirst()
  return numUpdatedRows === 1n
}

export const needsTwo = async (tx: Tx, caseIds: readonly string[], now: Date): Promise<boolean> => {
  const { rows } = await sql<{ does: boolean }>`select list_needs_two(${caseIds}::uuid[], ${now}) as does`.execute(tx)
  return rows[0]?.does !== false
}
export const mayApprove = async (tx: Tx, ids: readonly string[], caseIds: readonly string[]): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select may_approve_lists(${ids}::uuid[], ${caseIds}::uuid[]) as id`.execute(tx)
  return rows.map(({ id }) => id)
}
/** Why it can no longer be taken, in a code; null where nothing stands in its way. */
export const standsStill = async (tx: Tx, id: string, now: Date): Promise<string | null> => {
  const { rows } = await sql<{ why: string | null }>`select list_stands(${id}, ${now}) as why`.execute(tx)
  return rows[0]?.why ?? null
}
