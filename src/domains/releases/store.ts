import { type Insertable, sql, type Updateable } from 'kysely'
import type { Db, Tx } from '../../platform/db.ts'
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
    'r.lateEntryId',
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

/** What was found too late: the entry, if whoever asks is shown it. */
export const lateOf = (tx: Tx, caseId: string, entryId: string) =>
  tx
    .selectFrom('entry')
    .select(['id', 'happenedFrom as foundAt', 'factId'])
    .where('caseId', '=', caseId)
    .where('id', '=', entryId)
    .where('type', '=', 'releases.place-found-late')
    .executeTakeFirst()
export type LateRow = NonNullable<Awaited<ReturnType<typeof lateOf>>>

/** All that were found too late in a case, the latest first. */
export const latesOf = (tx: Tx, caseId: string, page: number) =>
  tx
    .selectFrom('entry')
    .select(['id', 'happenedFrom as foundAt', 'factId'])
    .where('caseId', '=', caseId)
    .where('type', '=', 'releases.place-found-late')
    .orderBy('happenedFrom', 'desc')
    .orderBy('id')
    .limit(rowsAPage)
    .offset((page - 1) * rowsAPage)
    .execute()
export const countLates = async (tx: Tx, caseId: string): Promise<number> => {
  const all = tx.selectFrom('entry').select((eb) => eb.fn.countAll<number>().as('count'))
  const ofCase = all.where('caseId', '=', caseId).where('type', '=', 'releases.place-found-late')
  return Number((await ofCase.executeTakeFirstOrThrow()).count)
}

/** What it stood in, as far as whoever asks is shown that. */
export const lateFileOf = (tx: Tx, caseId: string, entryId: string) =>
  tx
    .selectFrom('evidenceFile')
    .select(['id', 'kind', 'shows', 'state', 'stoodOpenFrom', 'stoodOpenUntil'])
    .where('caseId', '=', caseId)
    .where('lateEntryId', '=', entryId)
    .executeTakeFirst()
export const lateReleaseOf = (tx: Tx, caseId: string, entryId: string): Promise<ReleaseRow | undefined> =>
  shown(tx).where('r.caseId', '=', caseId).where('r.lateEntryId', '=', entryId).executeTakeFirst()

export type Opening = { name: string; role: string; agency: string; at: Date; what: string; lines: number }
/** Who opened it, and what it went into; the latest first. */
export const openingsOf = async (tx: Tx, caseId: string, entryId: string, page: number): Promise<Opening[]> => {
  const { rows } = await sql<Opening>`
    select * from openings_of(${caseId}, ${entryId}, ${rowsAPage}, ${(page - 1) * rowsAPage})`.execute(tx)
  return rows
}

/** What is owed because of it, and what was said. */
export const owedFor = (tx: Tx, caseId: string, factId: string) =>
  tx
    .selectFrom('duty as d')
    .innerJoin('practitioner as p', 'p.id', 'd.ownerId')
    .leftJoin('entry as m', 'm.id', 'd.metById')
    .leftJoin('practitioner as b', 'b.id', 'm.enteredBy')
    .select(['d.id', 'd.key', 'd.task', 'd.state', 'd.safetyDueAt', 'd.statutoryDueAt', 'd.ruleId', 'p.name as owner'])
    .select(['m.what as said', 'm.enteredAt as saidAt', 'b.name as saidBy'])
    .where('d.caseId', '=', caseId)
    .where((eb) => eb.or([eb('d.factId', '=', factId), eb(eb.val(factId), '=', eb.fn.any('d.reasons'))]))
    .orderBy('d.raisedAt')
    .orderBy('d.key')
    .execute()
export type OwedRow = Awaited<ReturnType<typeof owedFor>>[number]

// From here on: the worker, which enters as a role of its own.

/** The next thing that was sent and is to be looked through again, after those. */
export const sentToLookAt = (db: Db, after: string | null) =>
  db
    .selectFrom('release')
    .select(['id', 'caseId', 'kind', 'personId', 'routeId', 'bundleId', 'looksAsked'])
    .where('toLookAt', '=', true)
    .where('state', '=', 'released')
    .$if(after !== null, (sent) => sent.where('id', '>', after))
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
export type SentRow = NonNullable<Awaited<ReturnType<typeof sentToLookAt>>>
export const sentCopy = async (db: Db, { id, caseId }: SentRow): Promise<Buffer | undefined> => {
  const copies = db.selectFrom('vault.releaseCopy').select('sealed').where('caseId', '=', caseId)
  return (await copies.where('releaseId', '=', id).executeTakeFirst())?.sealed
}
/** Unless it was asked for again meanwhile. */
export const wasLookedAt = async (db: Db, { id, caseId, looksAsked }: SentRow): Promise<void> => {
  const row = db.updateTable('release').set({ toLookAt: false }).where('caseId', '=', caseId).where('id', '=', id)
  await row.where('looksAsked', '=', looksAsked).execute()
}
