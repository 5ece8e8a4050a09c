import { type Insertable, type SelectQueryBuilder, sql, type Updateable } from 'kysely'
import type { Tx } from '../../platform/db.ts'
import type { Tables } from '../../platform/tables.ts'
import type { ReferenceKind } from './model/row.ts'

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

/** A suspect on a case, among those that the actor may see. */
export type Match = {
  caseId: string
  reference: string
  state: string
  openedAt: Date
  suspectId: string
  suspect: string
  bornOn: string | null
}

const suspects = (tx: Tx) =>
  tx
    .selectFrom('cases as c')
    .innerJoin('party as y', 'y.caseId', 'c.id')
    .innerJoin('person as p', 'p.id', 'y.personId')
    .select([
      'c.id as caseId',
      'c.reference',
      'c.state',
      'c.openedAt',
      'p.id as suspectId',
      'p.name as suspect',
      'p.bornOn',
    ])
    .where('y.role', '=', 'perpetrator')
    .where('y.endedAt', 'is', null)

export const suspectsOnCase = (tx: Tx, reference: string): Promise<Match[]> =>
  suspects(tx).where('c.reference', '=', reference).orderBy('p.name').execute()
export const suspectsByReferences = (
  tx: Tx,
  agencyId: string,
  references: readonly { kind: ReferenceKind; reference: string }[],
): Promise<Match[]> =>
  suspects(tx)
    .innerJoin('inboxReference as r', (join) => join.onRef('r.caseId', '=', 'c.id').onRef('r.suspectId', '=', 'p.id'))
    .where('r.agencyId', '=', agencyId)
    .where(({ or, and, eb }) =>
      or(references.map(({ kind, reference }) => and([eb('r.kind', '=', kind), eb('r.reference', '=', reference)]))),
    )
    .distinct()
    .orderBy('c.openedAt')
    .execute()
/** By name and day of birth, both exactly: likeness is for a person to judge. */
export const suspectsNamed = (tx: Tx, name: string, bornOn: string): Promise<Match[]> =>
  suspects(tx)
    .where('p.bornOn', '=', bornOn)
    .where(
      sql<boolean>`lower(regexp_replace(p.name, '\s+', ' ', 'g')) = lower(regexp_replace(${name}, '\s+', ' ', 'g'))`,
    )
    .where('c.state', '!=', 'closed')
    .orderBy('c.openedAt')
    .execute()

/** Whom the sorter may mean: people like this on cases that the sorter sees. */
export const suspectsLike = async (tx: Tx, name: string, bornOn: string | null): Promise<Match[]> => {
  const { rows } = await sql<{ personId: string; caseId: string }>`
    select person_id, case_id from find_people(${name}, ${bornOn}::date, 25) where role = 'perpetrator'`.execute(tx)
  if (rows.length === 0) return []
  const found = await suspects(tx)
    .where(
      'c.id',
      'in',
      rows.map(({ caseId }) => caseId),
    )
    .where(
      'p.id',
      'in',
      rows.map(({ personId }) => personId),
    )
    .execute()
  const rank = ({ caseId, suspectId }: Match) =>
    rows.findIndex((row) => row.caseId === caseId && row.personId === suspectId)
  return found.filter((match) => rank(match) !== -1).sort((a, b) => rank(a) - rank(b))
}

export const victimsOn = async (tx: Tx, caseIds: string[]): Promise<{ caseId: string; name: string }[]> =>
  caseIds.length === 0
    ? []
    : tx
        .selectFrom('party as y')
        .innerJoin('person as p', 'p.id', 'y.personId')
        .select(['y.caseId', 'p.name'])
        .where('y.caseId', 'in', caseIds)
        .where('y.role', '=', 'victim')
        .where('y.endedAt', 'is', null)
        .execute()

/** The facts of one type on a case within some days, as their last entry tells them. */
export const factsNear = (
  tx: Tx,
  about: { caseId: string; type: string; suspectId: string | null; from: Date; until: Date },
) =>
  tx
    .selectFrom('entry')
    .select(['id', 'factId', 'happenedFrom', 'happenedUntil', 'precision', 'details', 'enteredAt', 'toldBy'])
    .where('caseId', '=', about.caseId)
    .where('type', '=', about.type)
    .where('happenedFrom', '<=', about.until)
    .where('happenedUntil', '>=', about.from)
    .where(({ eb }) => (about.suspectId ? eb('suspectId', '=', about.suspectId) : eb('suspectId', 'is', null)))
    .orderBy('position')
    .execute()
export type NearFact = Awaited<ReturnType<typeof factsNear>>[number]

export const entrySeen = (tx: Tx, entryId: string) =>
  tx.selectFrom('entry').select(['id', 'factId', 'caseId', 'suspectId']).where('id', '=', entryId).executeTakeFirst()

/** Whether this source has told of one of these entries before, under another reference. */
export const isFromSource = async (tx: Tx, { agencyId, source, sourceRef }: Key, factId: string): Promise<boolean> =>
  (await tx
    .selectFrom('inboxItem as i')
    .innerJoin('entry as e', 'e.id', 'i.entryId')
    .select('i.id')
    .where('i.agencyId', '=', agencyId)
    .where('i.source', '=', source)
    .where('i.sourceRef', '!=', sourceRef)
    .where('e.factId', '=', factId)
    .executeTakeFirst()) !== undefined

export const insertReferences = async (tx: Tx, rows: Insertable<Tables['inboxReference']>[]): Promise<void> => {
  if (rows.length === 0) return
  await tx
    .insertInto('inboxReference')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

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

export const insertKey = async (tx: Tx, row: Insertable<Tables['inboxKey']>): Promise<void> => {
  await tx
    .insertInto('inboxKey')
    .values(row)
    .onConflict((conflict) => conflict.column('tokenHash').doNothing())
    .execute()
}
export const keysShown = (tx: Tx) =>
  tx
    .selectFrom('inboxKey as k')
    .innerJoin('practitioner as p', 'p.id', 'k.practitionerId')
    .innerJoin('practitioner as by', 'by.id', 'k.madeBy')
    .select(['k.id', 'k.source', 'k.madeAt', 'k.revokedAt', 'p.name as actsAs', 'by.name as madeBy'])
    .orderBy('k.madeAt', 'desc')
    .execute()
export type KeyShown = Awaited<ReturnType<typeof keysShown>>[number]
export const revokeKey = async (tx: Tx, id: string, now: Date): Promise<boolean> => {
  const done = await tx
    .updateTable('inboxKey')
    .set({ revokedAt: now })
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}
export const caseWorkersOf = (tx: Tx, agencyId: string) =>
  tx
    .selectFrom('practitioner')
    .select(['id', 'name', 'role'])
    .where('agencyId', '=', agencyId)
    .where('disabledAt', 'is', null)
    .orderBy('name')
    .execute()

type Bound = {
  id: string
  agencyId: string
  agencyName: string
  agencyKind: string
  name: string
  role: string
  source: string
}
/** Who a key acts as, bound to this transaction; undefined for a key that is not known or was ended. */
export const bindKey = async (tx: Tx, token: string, now: Date): Promise<Bound | undefined> => {
  const { rows } = await sql<Bound>`
    select b.*, set_config('waymark.at', ${now.toISOString()}, true) as at from bind_inbox_key(${token}) b`.execute(tx)
  return rows[0]
}
