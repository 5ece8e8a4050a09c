import { sql } from 'kysely'
import type { Db } from '../db.ts'
import type { Secret } from '../secrets.ts'
import { digestOf, isSame, isSigned, rootOf, type SignedBatch } from './batch.ts'
import type { Lines } from './checkpoint.ts'
import { isAsWritten, leafOf, type RowText, rowColumns, storedRow } from './row.ts'
import { batchesAfter } from './seal.ts'

export type FindingKind = 'row' | 'batch' | 'checkpoint' | 'rolled back'
/** What somebody changed, in words: which row or batch, and when it was written. */
export type Finding = { kind: FindingKind; words: string }
export type Verified = {
  findings: Finding[]
  rows: number
  batches: number
  /** Rows that come into a batch within the next minute. */
  waiting: number
  /** Batches that no checkpoint holds: a crash came between the two, or the file is an older copy. */
  notInCheckpoint: number
  /** Rows whose own time is more than five minutes from the database's. */
  clocksApart: number
  last: SignedBatch | undefined
}

type State = { secret: Secret; said: Map<number, SignedBatch>; found: Verified; isNewFormSeen: boolean }
const add = ({ found }: State, kind: FindingKind, words: string): void => void found.findings.push({ kind, words })

/**
 * Looks at every row and batch, and compares them with what was written down outside. The lines must have been read before
 * `db` took its snapshot: what the file holds is then in it.
 */
export const verifyLog = async (db: Db, secret: Secret, lines: Lines): Promise<Verified> => {
  const found = { findings: [], rows: 0, batches: 0, waiting: 0, notInCheckpoint: 0, clocksApart: 0, last: undefined }
  const state: State = { secret, said: new Map(), found, isNewFormSeen: false }
  checkLines(state, lines)
  await checkBatches(state, db)
  await checkOutside(state, db)
  return state.found
}

/** Each line is signed, no number says two things, and each holds the digest of the line before. */
const checkLines = (state: State, { batches, unread }: Lines): void => {
  const { said, secret } = state
  for (const line of unread) add(state, 'checkpoint', `Line ${line} of the checkpoints is not one that Waymark wrote`)
  for (const batch of batches) {
    const known = said.get(batch.number)
    if (!isSigned(secret, batch)) add(state, 'checkpoint', `The checkpoint of ${named(batch)} is not signed by us`)
    else if (known && !isSame(known, batch))
      add(state, 'checkpoint', `The checkpoints have two different batches ${batch.number}`)
    else said.set(batch.number, batch)
  }
  for (const batch of said.values()) {
    const before = said.get(batch.number - 1)
    if (before && batch.previous !== digestOf(before))
      add(state, 'checkpoint', `The checkpoint of ${named(batch)} does not follow the one before`)
  }
}

const chunk = 20

const checkBatches = async (state: State, db: Db): Promise<void> => {
  const { found, said } = state
  const seen = new Set<number>()
  for (;;) {
    const batches = await batchesAfter(db, found.last?.number ?? 0, chunk)
    if (batches.length === 0) break
    const places = await placesOf(db, batches)
    for (const batch of batches) {
      checkNumber(state, batch)
      checkBatch(state, batch, places.get(batch.number) ?? [])
      seen.add(batch.number)
      found.batches++
      found.last = batch
    }
  }
  const lost = [...said.values()].filter(({ number }) => !seen.has(number)).sort((a, b) => a.number - b.number)
  for (const run of runsOf(lost)) add(state, 'rolled back', lostWords(run))
}

/** What a batch says of itself and of the one before, and what the checkpoint says of it. */
const checkNumber = (state: State, batch: SignedBatch): void => {
  const { found, said, secret } = state
  const { number, previous } = batch
  const next = (found.last?.number ?? 0) + 1
  const lost = Array.from({ length: number - next }, (_, index) => next + index).filter((each) => !said.has(each))
  if (lost.length > 0) add(state, 'batch', `Batches ${lost[0]} to ${lost.at(-1)} are gone from the database`)
  if (!isSigned(secret, batch))
    add(state, 'batch', `${capital(named(batch))} is not signed by us: it was changed or forged`)
  const before = found.last?.number === number - 1 ? found.last : said.get(number - 1)
  const isFollowing = number === 1 ? previous === null : !before || previous === digestOf(before)
  if (!isFollowing) add(state, 'batch', `${capital(named(batch))} does not follow the batch before it`)
  const onFile = said.get(number)
  if (!onFile) found.notInCheckpoint++
  else if (!isSame(onFile, batch))
    add(state, 'batch', `${capital(named(batch))} is not the one of the checkpoint: another was put in its place`)
}

type Place = { position: number; auditId: string; row: RowText | null }

const placesOf = async (db: Db, batches: readonly SignedBatch[]): Promise<Map<number, Place[]>> => {
  const { rows } = await sql<RowText & { batch: number; position: number; auditId: string }>`
    select p.batch, p.position, p.audit_id, ${rowColumns} from audit_place p left join audit a on a.id = p.audit_id
    where p.batch = any (${batches.map(({ number }) => number)}::bigint[]) order by p.batch, p.position`.execute(db)
  const places = rows.map(({ batch, position, auditId, ...row }) => ({
    ...{ batch, position, auditId },
    row: row.id === null ? null : row,
  }))
  return Map.groupBy(places, ({ batch }) => batch)
}

const checkBatch = (state: State, batch: SignedBatch, places: readonly Place[]): void => {
  const before = state.found.findings.length
  const leaves = places.flatMap(({ auditId, row }) => {
    if (row) return [checkRow(state, row, `of ${named(batch)}`)]
    add(state, 'row', `Row ${auditId} of ${named(batch)} is gone`)
    return []
  })
  if (places.length !== batch.rows)
    add(
      state,
      'batch',
      `${capital(named(batch))} has ${places.length} rows in the database; it was sealed with ${batch.rows}`,
    )
  else if (places.some(({ position }, index) => position !== index + 1))
    add(state, 'batch', `The rows of ${named(batch)} are numbered anew`)
  if (state.found.findings.length === before && rootOf(leaves) !== batch.root)
    add(state, 'batch', `The rows of ${named(batch)} are not those it was sealed with, or not in their order`)
}

const clocksApartMs = 5 * 60_000

/** Looks at a row by itself, and gives what its batch must hold of it. */
const checkRow = (state: State, text: RowText, where: string): Buffer => {
  const row = storedRow(text)
  const { at, kind, route } = row.content
  const about = `Row ${text.id} ${where} (written ${row.writtenAt}: ${kind} ${route})`
  if (!isAsWritten(state.secret, row)) add(state, 'row', `${about} is not as Waymark wrote it: changed or forged`)
  // Rows from before there were seals were all sealed first.
  else if (row.form === 0 && state.isNewFormSeen) add(state, 'row', `${about} has no seal of its own: forged`)
  state.isNewFormSeen ||= row.form > 0
  state.found.rows++
  if (Math.abs(Date.parse(String(at)) - Date.parse(row.writtenAt)) > clocksApartMs) state.found.clocksApart++
  return leafOf(row)
}

/** Rows that are in no batch, batches' rows that have none, and rows that waited for a batch and went. */
const checkOutside = async (state: State, db: Db): Promise<void> => {
  const outside = await sql<RowText & { isWaiting: boolean }>`
    select ${rowColumns}, exists (select from audit_waiting w where w.audit_id = a.id) as is_waiting
    from audit a where not exists (select from audit_place p where p.audit_id = a.id) order by a.written_at, a.id`.execute(
    db,
  )
  for (const { isWaiting, ...row } of outside.rows) {
    checkRow(state, row, 'in no batch')
    if (isWaiting) state.found.waiting++
    else
      add(
        state,
        'row',
        `Row ${row.id} (written ${row.writtenAt}) is in no batch and waits for none: added or moved past the log`,
      )
  }
  const { rows: odd } = await sql<{ auditId: string; batch: number | null }>`
    select w.audit_id, null::bigint as batch from audit_waiting w where not exists (select from audit a where a.id = w.audit_id)
    union all select p.audit_id, p.batch from audit_place p where not exists (select from audit_batch b where b.number = p.batch)
    union all select w.audit_id, p.batch from audit_waiting w join audit_place p on p.audit_id = w.audit_id`.execute(db)
  for (const { auditId, batch } of odd)
    add(
      state,
      'row',
      batch === null
        ? `Row ${auditId} waited for its batch and is gone`
        : `Row ${auditId} is put down for batch ${batch}, wrongly`,
    )
}

const runsOf = (batches: readonly SignedBatch[]): SignedBatch[][] => {
  const runs: SignedBatch[][] = []
  for (const batch of batches) {
    const run = runs.at(-1)
    if (run?.at(-1)?.number === batch.number - 1) run.push(batch)
    else runs.push([batch])
  }
  return runs
}

const lostWords = (run: readonly SignedBatch[]): string => {
  const rows = run.reduce((sum, batch) => sum + batch.rows, 0)
  const [first, last] = [run[0], run.at(-1)]
  const which = first === last ? `Batch ${first?.number}` : `Batches ${first?.number} to ${last?.number}`
  return `${which} (sealed ${first?.sealedAt} to ${last?.sealedAt}, ${rows} rows) ${first === last ? 'stands' : 'stand'} in the checkpoint and not in the database: it was put back to an older state, or its end was cut off`
}

const named = ({ number, sealedAt }: SignedBatch): string => `batch ${number} (sealed ${sealedAt})`
const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
