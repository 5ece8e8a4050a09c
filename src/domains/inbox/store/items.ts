import { type Insertable, type SelectQueryBuilder, sql, type Updateable } from 'kysely'
import type { Tx } from '../../../platform/db.ts'
import type { Tables } from '../../../platform/tables.ts'

export type Key = { agencyId: string; source: string; sourceRef: string }

const itemColumns = [
  ...([
    'id',
    'agencyId',
    'source',
    'sourceRef',
    'format',
    'arrivedAt',
    'arrivedBy',
    'contentHash',
    'content',
    'state',
  ] as const),
  ...(['caseId', 'suspectId', 'entryId', 'sortedAt', 'sortedWhy', 'whyTray'] as const),
]

const itemWith = (tx: Tx, { agencyId, source, sourceRef }: Key) =>
  tx
    .selectFrom('inboxItem')
    .select(itemColumns)
    .where('agencyId', '=', agencyId)
    .where('source', '=', source)
    .where('sourceRef', '=', sourceRef)

export const itemBy = (tx: Tx, key: Key) => itemWith(tx, key).executeTakeFirst()
export type Item = NonNullable<Awaited<ReturnType<typeof itemBy>>>

/** Makes the item if it is new, and holds it: whoever brings the same reference at the same moment waits here. */
export const holdItem = async (
  tx: Tx,
  row: Insertable<Tables['inboxItem']> & Key,
): Promise<{ item: Item; isNew: boolean }> => {
  const made = await tx
    .insertInto('inboxItem')
    .values(row)
    .onConflict((conflict) => conflict.columns(['agencyId', 'source', 'sourceRef']).doNothing())
    .executeTakeFirst()
  const item = await itemWith(tx, row).forUpdate().executeTakeFirstOrThrow()
  return { item, isNew: made.numInsertedOrUpdatedRows === 1n }
}

export const updateItem = async (tx: Tx, id: string, change: Updateable<Tables['inboxItem']>): Promise<void> => {
  await tx.updateTable('inboxItem').set(change).where('id', '=', id).execute()
}

/** One item of one's own agency; one that was recorded, only where its case is visible. */
export const itemOf = (tx: Tx, agencyId: string, id: string, lock = false) =>
  tx
    .selectFrom('inboxItem')
    .select(itemColumns)
    .where('agencyId', '=', agencyId)
    .where('id', '=', id)
    .where(onVisibleCase)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst()

const onVisibleCase = sql<boolean>`(inbox_item.state <> 'recorded' or exists (select from cases where cases.id = inbox_item.case_id))`

export type Shown = 'tray' | 'recorded' | 'set aside'
export const pageSize = 25
const shownItems = (tx: Tx, agencyId: string, state: Shown): SelectQueryBuilder<Tables, 'inboxItem', object> =>
  tx
    .selectFrom('inboxItem')
    .where('inboxItem.agencyId', '=', agencyId)
    .where('inboxItem.state', '=', state)
    .where(onVisibleCase)

export const itemCount = (tx: Tx, agencyId: string, state: Shown): Promise<number> =>
  shownItems(tx, agencyId, state)
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
    .then(({ total }) => total)

export const itemPage = (tx: Tx, agencyId: string, state: Shown, page: number) =>
  shownItems(tx, agencyId, state)
    .leftJoin('cases', 'cases.id', 'inboxItem.caseId')
    .select([
      'inboxItem.id',
      'inboxItem.source',
      'inboxItem.sourceRef',
      'inboxItem.arrivedAt',
      'inboxItem.content',
      'inboxItem.whyTray',
      'inboxItem.sortedWhy',
      'cases.reference',
      'inboxItem.caseId',
    ])
    .orderBy('inboxItem.arrivedAt', state === 'tray' ? 'asc' : 'desc')
    .orderBy('inboxItem.id')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute()
export type Listed = Awaited<ReturnType<typeof itemPage>>[number]
