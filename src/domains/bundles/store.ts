import { type Insertable, sql, type Updateable } from 'kysely'
import type { Db, Tx } from '../../platform/db.ts'
import type { Tables } from '../../platform/tables.ts'
import { rowsAPage } from '../entries/index.ts'
import type { Item } from './model/bundle.ts'

const columns = [
  ...(['b.id', 'b.caseId', 'b.agencyId', 'b.madeBy', 'b.madeAt', 'b.recipientId', 'b.outsideKind'] as const),
  ...(['b.outsideName', 'b.why', 'b.items', 'b.state', 'b.since', 'b.pages', 'b.pagesRead', 'b.checkedAt'] as const),
  ...(['b.found', 'b.failedAs', 'b.sourceHash', 'b.contentHash', 'b.version'] as const),
]
const shown = (tx: Tx) =>
  tx
    .selectFrom('bundle as b')
    .innerJoin('practitioner as m', 'm.id', 'b.madeBy')
    .innerJoin('agency as g', 'g.id', 'b.agencyId')
    .leftJoin('practitioner as t', 't.id', 'b.recipientId')
    .leftJoin('agency as h', 'h.id', 't.agencyId')
    .leftJoin('release as r', (join) =>
      join
        .onRef('r.bundleId', '=', 'b.id')
        .onRef('r.caseId', '=', 'b.caseId')
        .on('r.state', 'in', ['asked', 'approved', 'released']),
    )
    .select(columns)
    .select(['m.name as madeByName', 'g.name as agency', 't.name as recipientName', 'h.name as recipientAgency'])
    .select(['t.role as recipientRole', 'r.id as releaseId', 'r.state as releaseState'])

/** Those of a case that whoever reads made themselves, or was asked to approve: the latest first. */
export const bundlesOf = (tx: Tx, caseId: string, page: number) =>
  shown(tx)
    .where('b.caseId', '=', caseId)
    .orderBy('b.madeAt', 'desc')
    .orderBy('b.id')
    .limit(rowsAPage)
    .offset((page - 1) * rowsAPage)
    .execute()
export type BundleRow = Awaited<ReturnType<typeof bundlesOf>>[number]

export const countBundles = async (tx: Tx, caseId: string): Promise<number> => {
  const all = tx.selectFrom('bundle').select((eb) => eb.fn.countAll<number>().as('count'))
  return Number((await all.where('caseId', '=', caseId).executeTakeFirstOrThrow()).count)
}
export const bundleOf = (tx: Tx, caseId: string, id: string): Promise<BundleRow | undefined> =>
  shown(tx).where('b.caseId', '=', caseId).where('b.id', '=', id).executeTakeFirst()

/** What a bundle of these would be made from, as one hash; null where one of them may not be in a bundle. */
export const sourceOf = async (
  db: Tx | Db,
  caseId: string,
  items: readonly Item[],
  recipientId: string | null,
): Promise<Buffer | null> => {
  const { rows } = await sql<{ source: Buffer | null }>`
    select bundle_source(${caseId}, ${JSON.stringify(items)}::jsonb, ${recipientId}) as source`.execute(db)
  return rows[0]?.source ?? null
}

export const insertBundle = async (tx: Tx, row: Insertable<Tables['bundle']>): Promise<void> => {
  await tx.insertInto('bundle').values(row).execute()
}
/** False: somebody, or the worker, was faster. */
export const moveBundle = async (
  db: Tx | Db,
  { id, caseId, version }: Pick<BundleRow, 'id' | 'caseId' | 'version'>,
  change: Updateable<Tables['bundle']>,
): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('bundle')
    .set({ ...change, version: version + 1 })
    .where('caseId', '=', caseId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
/** Whatever page the worker is at. False: it had ended by itself. */
export const stopBundle = async (tx: Tx, { id, caseId }: Pick<BundleRow, 'id' | 'caseId'>): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('bundle')
    .set((eb) => ({ state: 'stopped', pages: null, pagesRead: 0, version: eb('version', '+', 1) }))
    .where('caseId', '=', caseId)
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'reading'])
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
export const sealedPart = async (
  db: Tx | Db,
  caseId: string,
  id: string,
  part: 'plan' | 'paper' | 'readings',
): Promise<Buffer | null> => {
  const row = db.selectFrom('bundle').select(part).where('caseId', '=', caseId).where('id', '=', id)
  const found: Partial<Record<typeof part, Buffer | null>> | undefined = await row.executeTakeFirst()
  return found?.[part] ?? null
}

/** Files of a case that may be in a bundle: open, and not of the vault. */
export const openFilesOf = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('evidenceFile as f')
    .innerJoin('person as p', 'p.id', 'f.personId')
    .select(['f.id', 'f.kind', 'f.shows', 'f.takenOn', 'f.agreed', 'f.addedAt', 'p.name as person'])
    .where('f.caseId', '=', caseId)
    .where('f.class', '=', 'C3')
    .where('f.state', 'in', ['clear', 'released'])
    .orderBy('f.addedAt')
    .orderBy('f.id')
    .execute()

// From here on: the worker, which enters as a role of its own.

const claimed = ['id', 'caseId', 'items', 'recipientId', 'sourceHash', 'tries', 'version'] as const
export const mostTries = 3
/** What a worker left half an hour ago for the last time. */
export const giveUp = async (db: Db, now: Date): Promise<void> => {
  await db
    .updateTable('bundle')
    .set((eb) => ({ state: 'failed', failedAs: 'broken', checkedAt: now, version: eb('version', '+', 1) }))
    .where('state', '=', 'reading')
    .where('tries', '>=', mostTries)
    .where('begunAt', '<', sql<Date>`${now}::timestamptz - interval '30 minutes'`)
    .execute()
}
/** The next bundle to make, which is this worker's for half an hour after each page. One that did not come about waits a minute for each try. */
export const claimBundle = (db: Db, now: Date) =>
  db
    .updateTable('bundle')
    .set((eb) => ({
      state: 'reading',
      begunAt: now,
      pagesRead: 0,
      tries: eb('tries', '+', 1),
      version: eb('version', '+', 1),
    }))
    .where(
      'id',
      '=',
      sql<string>`(select id from bundle where tries < ${mostTries} and (state = 'waiting' and (tries = 0 or begun_at < ${now}::timestamptz - make_interval(mins => tries))
        or state = 'reading' and begun_at < ${now}::timestamptz - interval '30 minutes') order by since limit 1 for update skip locked)`,
    )
    .returning([...claimed])
    .executeTakeFirst()
export type Claimed = NonNullable<Awaited<ReturnType<typeof claimBundle>>>

/** The safe copy of a file that is open now. */
export const openCopy = async (db: Db, caseId: string, fileId: string) =>
  db
    .selectFrom('evidenceBytes as y')
    .innerJoin('evidenceFile as f', 'f.id', 'y.fileId')
    .select(['y.sealed', 'f.type', 'f.pages'])
    .where('f.caseId', '=', caseId)
    .where('f.id', '=', fileId)
    .where('y.part', '=', 'copy')
    .where('f.class', '=', 'C3')
    .where('f.state', 'in', ['clear', 'released'])
    .executeTakeFirst()
