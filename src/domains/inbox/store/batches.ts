import type { Insertable, Updateable } from 'kysely'
import type { Tx } from '../../../platform/db.ts'
import type { Tables } from '../../../platform/tables.ts'

export const insertBatch = async (tx: Tx, row: Insertable<Tables['inboxBatch']>): Promise<void> => {
  await tx.insertInto('inboxBatch').values(row).execute()
}
export const batchOf = (tx: Tx, id: string, lock = false) =>
  tx
    .selectFrom('inboxBatch')
    .selectAll()
    .where('id', '=', id)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst()
export type Batch = NonNullable<Awaited<ReturnType<typeof batchOf>>>
export const updateBatch = async (tx: Tx, id: string, change: Updateable<Tables['inboxBatch']>): Promise<void> => {
  await tx.updateTable('inboxBatch').set(change).where('id', '=', id).execute()
}
export const openBatches = (tx: Tx, makerId: string) =>
  tx
    .selectFrom('inboxBatch')
    .select(['id', 'source', 'madeAt', 'rowCount', 'takenCount'])
    .where('madeBy', '=', makerId)
    .where('endedAt', 'is', null)
    .orderBy('madeAt', 'desc')
    .limit(20)
    .execute()
