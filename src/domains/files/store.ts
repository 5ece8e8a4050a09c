import { type Insertable, sql, type Updateable } from 'kysely'
import type { Db, Tx } from '../../platform/db.ts'
import type { Tables } from '../../platform/tables.ts'
import { rowsAPage } from '../entries/index.ts'

const shownColumns = [
  ...([
    'f.id',
    'f.caseId',
    'f.personId',
    'f.agencyId',
    'f.entryId',
    'f.kind',
    'f.shows',
    'f.takenBy',
    'f.takenOn',
  ] as const),
  ...([
    'f.takenFound',
    'f.agreed',
    'f.class',
    'f.size',
    'f.sha256',
    'f.addedBy',
    'f.addedAt',
    'f.state',
    'f.type',
  ] as const),
  ...([
    'f.pages',
    'f.refusedAs',
    'f.waitsFor',
    'f.checkedAt',
    'f.found',
    'f.covers',
    'f.coveredBy',
    'f.coveredAt',
  ] as const),
  ...([
    'f.decidedBy',
    'f.decidedAt',
    'f.decidedWhy',
    'f.closedBy',
    'f.closedAt',
    'f.closedWhy',
    'f.version',
    'f.lateEntryId',
    'f.mustCover',
    'f.others',
    'f.notIn',
    'f.named',
    'f.mustSplit',
    'f.splitOf',
    'f.splitFactId',
    'f.peopleAt',
    'f.peopleWhy',
  ] as const),
]

const shown = (tx: Tx) =>
  tx
    .selectFrom('evidenceFile as f')
    .innerJoin('person as p', 'p.id', 'f.personId')
    .innerJoin('practitioner as a', 'a.id', 'f.addedBy')
    .innerJoin('agency as g', 'g.id', 'f.agencyId')
    .leftJoin('practitioner as c', 'c.id', 'f.coveredBy')
    .leftJoin('practitioner as d', 'd.id', 'f.decidedBy')
    .leftJoin('practitioner as s', 's.id', 'f.closedBy')
    .leftJoin('practitioner as w', 'w.id', 'f.peopleBy')
    .leftJoin('entry as e', 'e.id', 'f.entryId')
    .select(shownColumns)
    .select(['p.name as person', 'a.name as addedByName', 'g.name as agency', 'c.name as coveredByName'])
    .select([
      'd.name as decidedByName',
      's.name as closedByName',
      'w.name as peopleByName',
      'e.happenedFrom as incidentAt',
    ])

/** The files of a case, the latest first. */
export const filesOf = (tx: Tx, caseId: string, page: number) =>
  shown(tx)
    .where('f.caseId', '=', caseId)
    .orderBy('f.addedAt', 'desc')
    .orderBy('f.id')
    .limit(rowsAPage)
    .offset((page - 1) * rowsAPage)
    .execute()
export type FileRow = Awaited<ReturnType<typeof filesOf>>[number]

export const countFiles = async (tx: Tx, caseId: string): Promise<number> => {
  const all = tx.selectFrom('evidenceFile').select((eb) => eb.fn.countAll<number>().as('count'))
  return Number((await all.where('caseId', '=', caseId).executeTakeFirstOrThrow()).count)
}

export const fileOf = (tx: Tx, caseId: string, id: string): Promise<FileRow | undefined> =>
  shown(tx).where('f.caseId', '=', caseId).where('f.id', '=', id).executeTakeFirst()

/** Whether whoever asks is shown this entry: not everybody who sees a file is told of what was found in it too late. */
export const isShownEntry = async (tx: Tx, caseId: string, entryId: string): Promise<boolean> => {
  const entry = tx.selectFrom('entry').select('id').where('caseId', '=', caseId).where('id', '=', entryId)
  return (await entry.executeTakeFirst()) !== undefined
}

/** What happened, to choose from: a file may belong to one thing that did. */
export const incidentsToChoose = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('entry')
    .select(['id', 'type', 'happenedFrom'])
    .where('caseId', '=', caseId)
    .where(sql<string>`split_part(type, '.', 1)`, '=', 'incidents')
    .where('relation', '=', 'starts')
    .orderBy('happenedFrom', 'desc')
    .limit(100)
    .execute()

export const insertFile = async (tx: Tx, row: Insertable<Tables['evidenceFile']>): Promise<void> => {
  await tx.insertInto('evidenceFile').values(row).execute()
}
export const insertOriginal = async (
  tx: Tx,
  row: { caseId: string; fileId: string; sealed: Buffer; madeAt: Date },
): Promise<void> => {
  await tx
    .insertInto('evidenceBytes')
    .values({ ...row, part: 'original' })
    .execute()
}

/** The copies that were made of a file, one for each person in it. */
export const copiesOf = (tx: Tx, caseId: string, fileId: string) =>
  tx
    .selectFrom('evidenceFile as f')
    .innerJoin('person as p', 'p.id', 'f.personId')
    .select(['f.id', 'f.personId', 'f.state', 'f.waitsFor', 'f.found', 'f.others', 'f.notIn', 'f.named', 'f.mustSplit'])
    .select('p.name as person')
    .where('f.caseId', '=', caseId)
    .where('f.splitOf', '=', fileId)
    .where('f.state', '<>', 'refused')
    .orderBy('p.name')
    .orderBy('f.id')
    .execute()
export type CopyRow = Awaited<ReturnType<typeof copiesOf>>[number]
/** Two who make copies of one file at once: one after the other. */
export const holdFile = async (tx: Tx, caseId: string, fileId: string): Promise<{ sha256: Buffer } | undefined> =>
  tx
    .selectFrom('evidenceFile')
    .select('sha256')
    .where('caseId', '=', caseId)
    .where('id', '=', fileId)
    .forNoKeyUpdate()
    .executeTakeFirst()

/** Only while the file is open: the database gives the app no other. */
export const sealedCopy = async (tx: Tx, caseId: string, fileId: string): Promise<Buffer | undefined> => {
  const copies = tx.selectFrom('evidenceBytes').select('sealed').where('part', '=', 'copy')
  return (await copies.where('caseId', '=', caseId).where('fileId', '=', fileId).executeTakeFirst())?.sealed
}

/** False: a colleague or the worker was faster. */
export const moveFile = async (
  tx: Tx,
  { id, version }: Pick<FileRow, 'id' | 'version'>,
  change: Updateable<Tables['evidenceFile']>,
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('evidenceFile')
    .set({ ...change, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

// From here on: the worker, which enters as a role of its own.

/**
 * Open files of cases in which something to protect was written down since they were checked, or somebody came in who
 * has something to protect, are checked again, and what was sent from them. The database notes what is written as it
 * is written: where nothing was, there is nothing to ask.
 */
export const shutOlder = async (db: Db, now: Date): Promise<void> => {
  await sql`select shut_for_another_look(${now})`.execute(db)
}

const claimed = [
  ...(['id', 'caseId', 'personId', 'others', 'notIn', 'mustSplit', 'splitOf', 'keeps'] as const),
  ...(['covers', 'version', 'stoodOpenUntil', 'stateBefore', 'found'] as const),
] as const
/**
 * The next file to look through, which is this worker's for half an hour: what nobody could open yet before what is looked through
 * again. One that waits for a check is tried less and less often.
 */
export const claimFile = async (db: Db, now: Date) => {
  const ready = sql<string>`(select id from evidence_file where (state = 'received' and (waits_for = '{}' or begun_at < ${now}::timestamptz - make_interval(mins => least(tries, 60))))
    or (state = 'checking' and begun_at < ${now}::timestamptz - interval '30 minutes')
    order by waits_for <> '{}', state_before is not null, added_at limit 1 for update skip locked)`
  return db
    .updateTable('evidenceFile')
    .set((eb) => ({ state: 'checking', begunAt: now, tries: eb('tries', '+', 1), version: eb('version', '+', 1) }))
    .where('id', '=', ready)
    .returning([...claimed])
    .executeTakeFirst()
}
export type Claimed = NonNullable<Awaited<ReturnType<typeof claimFile>>>

export const sealedOriginal = async (db: Db, fileId: string): Promise<Buffer> => {
  const all = db.selectFrom('evidenceBytes').select('sealed').where('part', '=', 'original')
  return (await all.where('fileId', '=', fileId).executeTakeFirstOrThrow()).sealed
}

export const sealedReadings = async (db: Db, fileId: string): Promise<Buffer | undefined> => {
  const all = db.selectFrom('evidenceBytes').select('sealed').where('part', '=', 'readings')
  return (await all.where('fileId', '=', fileId).executeTakeFirst())?.sealed
}

/** Ways to reach the people of a case, in whichever case they were written down. */
export const routesToProtect = (db: Db | Tx, caseId: string) =>
  db
    .selectFrom('vault.contactRoute as r')
    .innerJoin('party as y', 'y.personId', 'r.personId')
    .select(['r.id', 'r.personId', 'r.kind', 'r.value'])
    .where('y.caseId', '=', caseId)
    .where('r.value', 'is not', null)
    .distinct()
    .orderBy('r.id')
    .execute()

/** For the worker alone: the name of whom a file is about, and whose names are looked for in it. */
export const namesInCase = async (db: Db, { caseId, personId }: Pick<Claimed, 'caseId' | 'personId'>) => {
  const { rows } = await sql<{ personId: string; name: string }>`
    select person_id, name from names_in_case(${caseId}, ${personId}) order by person_id`.execute(db)
  return rows.map((row) => ({ id: row.personId, name: row.name }))
}

export const schoolsToProtect = (db: Db | Tx, caseId: string) =>
  db
    .selectFrom('sharedSetting')
    .select('name')
    .where('caseId', '=', caseId)
    .where('kind', '=', 'school')
    .orderBy('name')
    .execute()

/** The places of every provider, sealed, with what their keys are wrapped in. */
export const placesToLookFor = async (db: Db | Tx, caseId: string): Promise<SealedPlace[]> => {
  const { rows } = await sql<SealedPlace>`
    select id, agency_id, sealed, wrapped, kept_as from places_to_look_for(${caseId}) order by id`.execute(db)
  return rows
}
export type SealedPlace = {
  id: string
  agencyId: string
  sealed: Buffer
  wrapped: Buffer | null
  keptAs: string | null
}

type Late = { fileId?: string; releaseId?: string; places: readonly string[]; at: Date }
/** The entry that says that it was found too late; undefined where that is on record already. */
export const enterLate = async (tx: Tx, { fileId, releaseId, places, at }: Late) => {
  const { rows } = await sql<{ entryId: string; caseId: string }>`
    select entry_id, case_id from place_found_late(${fileId ?? null}, ${releaseId ?? null}, ${[...new Set(places)]}::uuid[], ${at})`.execute(
    tx,
  )
  return rows[0]
}
/** The cases that this entry reaches. */
export const reachOf = async (tx: Tx, entryId: string): Promise<string[]> => {
  const { rows } = await sql<{ caseId: string }>`select fan_out(${entryId}) as case_id`.execute(tx)
  return rows.map(({ caseId }) => caseId)
}

/** What became of a check. False: it was taken from this worker meanwhile, and what was made is dropped. */
export const saveCheck = (
  db: Db,
  { id, caseId, version }: Claimed,
  change: Updateable<Tables['evidenceFile']>,
  made: readonly { part: 'copy' | 'readings'; sealed: Buffer; madeAt: Date }[] = [],
  also: (tx: Tx) => Promise<void> = async () => undefined,
): Promise<boolean> =>
  db.transaction().execute(async (tx) => {
    if (!(await moveFile(tx, { id, version }, change))) return false
    for (const { part, ...bytes } of made)
      await tx
        .insertInto('evidenceBytes')
        .values({ ...bytes, caseId, fileId: id, part })
        .onConflict((conflict) => conflict.columns(['fileId', 'part']).doUpdateSet(bytes))
        .execute()
    await also(tx)
    return true
  })
