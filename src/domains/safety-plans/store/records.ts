import type { Insertable } from 'kysely'
import type { Tx } from '../../../platform/db.ts'
import type { Tables } from '../../../platform/tables.ts'
import { rowsAPage } from '../../entries/index.ts'

export type RecordKind = 'collection list' | 'visits' | 'party' | 'consultation' | 'telling' | 'told' | 'told look'

const records = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('vault.planRecord as r')
    .innerJoin('person as p', 'p.id', 'r.personId')
    .innerJoin('practitioner as b', 'b.id', 'r.writtenBy')
    .innerJoin('agency as a', 'a.id', 'r.agencyId')
    .selectAll('r')
    .select(['p.name as person', 'b.name as by', 'a.name as agency'])
    .where('r.caseId', '=', caseId)

const current = (tx: Tx, caseId: string, ...kinds: RecordKind[]) =>
  records(tx, caseId).where('r.kind', 'in', kinds).where('r.replacedAt', 'is', null)

/** The records of one kind as they are now, those that hold first. */
export const recordsOf = (tx: Tx, caseId: string, kind: RecordKind, page: number) =>
  current(tx, caseId, kind)
    .orderBy('r.isOver')
    .orderBy('p.name')
    .orderBy('r.writtenAt', 'desc')
    .orderBy('r.recordId')
    .limit(rowsAPage)
    .offset((page - 1) * rowsAPage)
    .execute()
export type RecordRow = Awaited<ReturnType<typeof recordsOf>>[number]

export const countRecords = async (tx: Tx, caseId: string, kind: RecordKind): Promise<number> => {
  const all = tx.selectFrom('vault.planRecord').select((eb) => eb.fn.countAll<string>().as('count'))
  const own = all.where('caseId', '=', caseId).where('kind', '=', kind).where('replacedAt', 'is', null)
  return Number((await own.executeTakeFirstOrThrow()).count)
}
/** All of one person that hold, however many. */
export const recordsHeld = (tx: Tx, caseId: string, kind: RecordKind, personId: string): Promise<RecordRow[]> =>
  current(tx, caseId, kind).where('r.personId', '=', personId).where('r.isOver', '=', false).execute()
/** All of a case that hold, however many. */
export const everyRecordHeld = (tx: Tx, caseId: string, kind: RecordKind): Promise<RecordRow[]> =>
  current(tx, caseId, kind).where('r.isOver', '=', false).orderBy('p.name').orderBy('r.recordId').execute()
export const recordOf = (tx: Tx, caseId: string, kind: RecordKind, recordId: string): Promise<RecordRow | undefined> =>
  current(tx, caseId, kind).where('r.recordId', '=', recordId).executeTakeFirst()
/** Every version of one record, the first first. */
export const versionsOfRecord = (tx: Tx, caseId: string, recordId: string): Promise<RecordRow[]> =>
  records(tx, caseId).where('r.recordId', '=', recordId).orderBy('r.version').execute()
/** One page of them, the latest first. */
export const versionsOnPage = (tx: Tx, caseId: string, recordId: string, page: number): Promise<RecordRow[]> =>
  records(tx, caseId)
    .where('r.recordId', '=', recordId)
    .orderBy('r.version', 'desc')
    .limit(rowsAPage)
    .offset((page - 1) * rowsAPage)
    .execute()
export const countVersions = async (tx: Tx, caseId: string, recordId: string): Promise<number> => {
  const all = tx.selectFrom('vault.planRecord').select((eb) => eb.fn.countAll<string>().as('count'))
  return Number(
    (await all.where('caseId', '=', caseId).where('recordId', '=', recordId).executeTakeFirstOrThrow()).count,
  )
}
/** What belongs to another record: what a party was asked, the latest first. */
export const recordsUnder = (tx: Tx, caseId: string, kinds: RecordKind[], of: string, page: number) =>
  current(tx, caseId, ...kinds)
    .where('r.ofRecord', '=', of)
    .orderBy('r.writtenAt', 'desc')
    .orderBy('r.recordId')
    .limit(rowsAPage)
    .offset((page - 1) * rowsAPage)
    .execute()
/** The latest of one kind that belongs to each of these records. */
export const latestUnder = async (
  tx: Tx,
  caseId: string,
  kind: RecordKind,
  of: readonly string[],
): Promise<RecordRow[]> =>
  of.length === 0
    ? []
    : current(tx, caseId, kind)
        .where('r.ofRecord', 'in', of)
        .distinctOn('r.ofRecord')
        .orderBy('r.ofRecord')
        .orderBy('r.writtenAt', 'desc')
        .orderBy('r.recordId')
        .execute()
export const countUnder = async (tx: Tx, caseId: string, of: string): Promise<number> => {
  const all = tx.selectFrom('vault.planRecord').select((eb) => eb.fn.countAll<string>().as('count'))
  const own = all.where('caseId', '=', caseId).where('ofRecord', '=', of).where('replacedAt', 'is', null)
  return Number((await own.executeTakeFirstOrThrow()).count)
}
export const insertRecord = async (tx: Tx, row: Insertable<Tables['vault.planRecord']>): Promise<void> => {
  await tx.insertInto('vault.planRecord').values(row).execute()
}

/** By when who was told of an order is to be looked at; undefined where nothing asks for it. */
export const lookAsked = (tx: Tx, caseId: string): Promise<{ dueAt: Date | null } | undefined> =>
  tx
    .selectFrom('duty')
    .select('dueAt')
    .where('caseId', '=', caseId)
    .where('code', '=', 'PLAN_TOLD')
    .where('state', '=', 'open')
    .orderBy('dueAt')
    .executeTakeFirst()

/** What left of these records, the latest first. */
export const copiesOf = (tx: Tx, caseId: string, recordId: string, page: number) =>
  tx
    .selectFrom('vault.planCopy as c')
    .innerJoin('practitioner as b', 'b.id', 'c.takenBy')
    .selectAll('c')
    .select('b.name as by')
    .where('c.caseId', '=', caseId)
    .where('c.recordId', '=', recordId)
    .orderBy('c.takenAt', 'desc')
    .orderBy('c.step')
    .orderBy('c.id')
    .limit(rowsAPage)
    .offset((page - 1) * rowsAPage)
    .execute()
export type CopyRow = Awaited<ReturnType<typeof copiesOf>>[number]
export const countCopies = async (tx: Tx, caseId: string, recordId: string): Promise<number> => {
  const all = tx.selectFrom('vault.planCopy').select((eb) => eb.fn.countAll<string>().as('count'))
  const own = all.where('caseId', '=', caseId).where('recordId', '=', recordId)
  return Number((await own.executeTakeFirstOrThrow()).count)
}
export const insertCopy = async (tx: Tx, row: Insertable<Tables['vault.planCopy']>): Promise<void> => {
  await tx.insertInto('vault.planCopy').values(row).execute()
}

/** For these records: the latest version that somebody outside holds, each that was made, and the facts on which a duty to tell them hangs. */
export const heldOutside = async (tx: Tx, caseId: string, recordIds: readonly string[]): Promise<Map<string, Held>> => {
  const held = new Map<string, Held>(recordIds.map((id) => [id, { given: 0, made: [], factIds: [] }]))
  if (recordIds.length === 0) return held
  const copies = await tx
    .selectFrom('vault.planCopy')
    .select(['recordId', 'version', 'step', 'factId'])
    .where('caseId', '=', caseId)
    .where('recordId', 'in', recordIds)
    .orderBy('version')
    .execute()
  for (const { recordId, version, step, factId } of copies) {
    const one = held.get(recordId)
    if (!one) continue
    if (step === 'given') one.given = Math.max(one.given, version)
    else if (!one.made.includes(version)) one.made.push(version)
    if (factId) one.factIds.push(factId)
  }
  const changes = await tx
    .selectFrom('vault.planRecord')
    .select(['recordId', 'factId'])
    .where('caseId', '=', caseId)
    .where('recordId', 'in', recordIds)
    .where('factId', 'is not', null)
    .execute()
  for (const { recordId, factId } of changes) if (factId) held.get(recordId)?.factIds.push(factId)
  return held
}
export type Held = { given: number; made: number[]; factIds: string[] }
