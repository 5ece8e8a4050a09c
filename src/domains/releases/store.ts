import { type Insertable, sql, type Updateable } from 'kysely'
import type { Tx } from '../../platform/db.ts'
import type { Tables } from '../../platform/tables.ts'
import { rowsAPage } from '../entries/index.ts'

const shownColumns = [
  ...([
    'r.id',
    'r.caseId',
    'r.factId',
    'r.kind',
    'r.personId',
    'r.routeId',
    'r.bundleId',
    'r.agencyId',
    'r.askedBy',
    'r.askedAt',
  ] as const),
  ...(['r.recipientId', 'r.outsideKind', 'r.outsideName', 'r.why', 'r.basis', 'r.special', 'r.agreement'] as const),
  ...(['r.sentHow', 'r.approverId', 'r.atOnceWhy', 'r.contentHash', 'r.state', 'r.openedAt', 'r.approvedAt'] as const),
  ...([
    'r.approvedFactId',
    'r.approvalEndsAt',
    'r.checked',
    'r.releasedAt',
    'r.endedAt',
    'r.endedWhy',
    'r.reviewedAt',
  ] as const),
  ...(['r.reviewFound', 'r.reviewWords', 'r.version'] as const),
]
const shown = (tx: Tx) =>
  tx
    .selectFrom('release as r')
    .leftJoin('person as p', 'p.id', 'r.personId')
    .innerJoin('cases as c', 'c.id', 'r.caseId')
    .innerJoin('practitioner as a', 'a.id', 'r.askedBy')
    .innerJoin('agency as g', 'g.id', 'r.agencyId')
    .innerJoin('practitioner as b', 'b.id', 'r.approverId')
    .leftJoin('practitioner as e', 'e.id', 'r.endedBy')
    .leftJoin('practitioner as t', 't.id', 'r.recipientId')
    .leftJoin('agency as h', 'h.id', 't.agencyId')
    .leftJoin('vault.contactRoute as w', 'w.id', 'r.routeId')
    .select(shownColumns)
    .select(['p.name as person', 'p.called', 'c.reference', 'a.name as askedByName', 'g.name as agency'])
    .select(['b.name as approverName', 'e.name as endedByName', 't.name as recipientName', 'h.name as recipientAgency'])
    .select(['w.kind as routeKind'])

/** The releases of a case that whoever reads may know of, the latest first. */
export const releasesOf = (tx: Tx, caseId: string, page: number) =>
  shown(tx)
    .where('r.caseId', '=', caseId)
    .orderBy('r.askedAt', 'desc')
    .orderBy('r.id')
    .limit(rowsAPage)
    .offset((page - 1) * rowsAPage)
    .execute()
export type ReleaseRow = Awaited<ReturnType<typeof releasesOf>>[number]

export const countReleases = async (tx: Tx, caseId: string): Promise<number> => {
  const all = tx.selectFrom('release').select((eb) => eb.fn.countAll<number>().as('count'))
  return Number((await all.where('caseId', '=', caseId).executeTakeFirstOrThrow()).count)
}
export const releaseOf = (tx: Tx, caseId: string, id: string): Promise<ReleaseRow | undefined> =>
  shown(tx).where('r.caseId', '=', caseId).where('r.id', '=', id).executeTakeFirst()

/** The database adds what it is reckoned from. */
export const insertRelease = async (tx: Tx, row: Omit<Insertable<Tables['release']>, 'sourceHash'>): Promise<void> => {
  await tx
    .insertInto('release')
    .values({ ...row, sourceHash: Buffer.alloc(32) })
    .execute()
}

/** The second person has the paper in hand: without it they cannot approve a bundle. */
export const noteOpened = async (
  tx: Tx,
  { id, caseId }: Pick<ReleaseRow, 'id' | 'caseId'>,
  at: Date,
): Promise<void> => {
  const own = tx.updateTable('release').set({ openedAt: at }).where('caseId', '=', caseId).where('id', '=', id)
  await own.where('openedAt', 'is', null).where('state', '=', 'asked').execute()
}

/** False: the other of the two was faster. */
export const moveRelease = async (
  tx: Tx,
  { id, caseId, version }: Pick<ReleaseRow, 'id' | 'caseId' | 'version'>,
  change: Updateable<Tables['release']>,
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('release')
    .set({ ...change, version: version + 1 })
    .where('caseId', '=', caseId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Why it can no longer go, in a code; null where nothing stands in its way. */
export const standsStill = async (tx: Tx, id: string, now: Date): Promise<string | null> => {
  const { rows } = await sql<{ why: string | null }>`select release_stands(${id}, ${now}) as why`.execute(tx)
  return rows[0]?.why ?? null
}

export const insertCopy = async (tx: Tx, row: Insertable<Tables['vault.releaseCopy']>): Promise<void> => {
  await tx.insertInto('vault.releaseCopy').values(row).execute()
}
export const sealedCopy = async (tx: Tx, caseId: string, releaseId: string): Promise<Buffer | undefined> => {
  const copies = tx.selectFrom('vault.releaseCopy').select('sealed').where('caseId', '=', caseId)
  return (await copies.where('releaseId', '=', releaseId).executeTakeFirst())?.sealed
}
