import { sql } from 'kysely'
import type { Db, Tx } from '../db.ts'
import type { Secret } from '../secrets.ts'
import { batchForm, digestOf, isSigned, rootOf, type SignedBatch, signed } from './batch.ts'
import { addLines, type Checkpoint, lastLine } from './checkpoint.ts'
import { leafOf, moment, momentText, type RowText, rowColumns, storedRow } from './row.ts'

type Sealing = { db: Db; secret: Secret; file: string }
export type Sealed = {
  batches: number
  rows: number
  /** Rows that waited for their seal and are gone. */
  gone: number
  checkpoint: Checkpoint['state']
  /** How long the log had gone without a batch when this began; null before the first. */
  silentMs: number | null
}

const mostRows = 5000
/** A log in which nothing happens says so: a batch of no rows. Well within the five minutes after which an alarm is raised. */
const longestQuietMs = 4 * 60_000

/**
 * Seals every row that waits, and brings the checkpoint file up to the last batch. The file follows the commit, so that
 * what it holds was in the database; whatever a crash left out of it is added by the next run.
 */
export const sealLog = async (sealing: Sealing, now: Date, stopping?: AbortSignal): Promise<Sealed> => {
  const found = lastLine(sealing.file, sealing.secret)
  let [batches, rows, silentMs]: [number, number, number | null] = [0, 0, null]
  for (let isMore = true; isMore && !stopping?.aborted; ) {
    const done = await sealBatch(sealing, now, found.last)
    if (batches === 0) silentMs = done.silentMs
    batches += done.batch ? 1 : 0
    rows += done.batch?.rows ?? 0
    isMore = done.batch?.rows === mostRows
  }
  const checkpoint = await followUp(sealing)
  return { batches, rows, silentMs, checkpoint: checkpoint.state, gone: await goneFrom(sealing.db) }
}

/** One worker at a time numbers batches and writes the file; whoever writes or reads the log waits for nobody. */
const alone = <Result>(db: Db, act: (tx: Tx) => Promise<Result>): Promise<Result> =>
  db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('waymark audit seal'))`.execute(tx)
    return act(tx)
  })

const batchColumns = sql`form, number, rows, ${moment('first_at')} as first_at, ${moment('last_at')} as last_at,
  ${moment('sealed_at')} as sealed_at, encode(root, 'hex') as root, encode(previous, 'hex') as previous, encode(signature, 'hex') as signature`

export const batchesAfter = async (tx: Db, number: number, most: number): Promise<SignedBatch[]> =>
  (
    await sql<SignedBatch>`select ${batchColumns} from audit_batch where number > ${number} order by number limit ${most}`.execute(
      tx,
    )
  ).rows

const lastBatch = async (tx: Db): Promise<SignedBatch | undefined> =>
  (await sql<SignedBatch>`select ${batchColumns} from audit_batch order by number desc limit 1`.execute(tx)).rows[0]

/** A database that is behind its own checkpoint was put back: its numbers go on after those that it has lost. */
const sealBatch = ({ db, secret }: Sealing, now: Date, onFile: SignedBatch | undefined) =>
  alone(db, async (tx) => {
    const inDatabase = await lastBatch(tx)
    const last = onFile && onFile.number > (inDatabase?.number ?? 0) ? onFile : inDatabase
    const silentMs = inDatabase ? now.getTime() - Date.parse(inDatabase.sealedAt) : null
    const { rows } = await sql<RowText>`select ${rowColumns} from audit_waiting w join audit a on a.id = w.audit_id
      order by a.form = 0 desc, a.written_at, a.id limit ${mostRows}`.execute(tx)
    if (rows.length === 0 && silentMs !== null && silentMs < longestQuietMs) return { silentMs }
    const stored = rows.map(storedRow)
    const batch = signed(secret, {
      ...{ form: batchForm, number: (last?.number ?? 0) + 1, rows: rows.length, sealedAt: momentText(now) },
      ...{ firstAt: stored[0]?.writtenAt ?? null, lastAt: stored.at(-1)?.writtenAt ?? null },
      ...{ root: rootOf(stored.map(leafOf)), previous: last ? digestOf(last) : null },
    })
    await keep(
      tx,
      batch,
      rows.map(({ id }) => id),
    )
    return { silentMs, batch }
  })

const keep = async (tx: Tx, batch: SignedBatch, ids: readonly (string | null | undefined)[]): Promise<void> => {
  const { form, number, rows, firstAt, lastAt, sealedAt, root, previous, signature } = batch
  await sql`insert into audit_batch (form, number, rows, first_at, last_at, sealed_at, root, previous, signature)
    values (${form}, ${number}, ${rows}, ${firstAt}::timestamptz, ${lastAt}::timestamptz, ${sealedAt}::timestamptz,
      decode(${root}, 'hex'), decode(${previous}, 'hex'), decode(${signature}, 'hex'))`.execute(tx)
  if (ids.length === 0) return
  await sql`insert into audit_place (batch, position, audit_id)
    select ${number}, n, id from unnest(${ids}::uuid[]) with ordinality as one (id, n)`.execute(tx)
  await sql`delete from audit_waiting where audit_id = any (${ids}::uuid[])`.execute(tx)
}

/** Adds to the file what the database has and the file has not. What is not signed by us is not carried over. */
const followUp = ({ db, secret, file }: Sealing): Promise<Checkpoint> =>
  alone(db, async (tx) => {
    const found = lastLine(file, secret)
    if (found.state === 'foreign') return found
    const inDatabase = await lastBatch(tx)
    for (let at = found.last?.number ?? 0; at < (inDatabase?.number ?? 0); ) {
      const more: SignedBatch[] = await batchesAfter(tx, at, 1000)
      addLines(
        file,
        found,
        more.filter((batch) => isSigned(secret, batch)),
      )
      at = more.at(-1)?.number ?? inDatabase?.number ?? at
    }
    return lastLine(file, secret)
  })

const goneFrom = async (db: Db): Promise<number> => {
  const { rows } = await sql<{ gone: number }>`select count(*) as gone from audit_waiting w
    where not exists (select from audit a where a.id = w.audit_id)`.execute(db)
  return rows[0]?.gone ?? 0
}
