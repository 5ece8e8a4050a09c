import type { Writable } from 'node:stream'
import pg from 'pg'
import type { Services } from '../rules/services.ts'
import { type Copy, copiesOf } from './copies.ts'
import { makeModels } from './models.ts'
import { seedPeople } from './people.ts'
import { progress } from './progress.ts'
import type { Size } from './settings.ts'

export type Seeded = { seconds: number; rows: { table: string; count: number }[]; bytes: number }

const inBatch = 5000

/** Fills an empty, migrated database: people, two model cases by the real code, then copies of those by the thousand. */
export const seed = async (superuserUrl: string, services: Services, size: Size, stderr: Writable): Promise<Seeded> => {
  const started = performance.now()
  return entered(superuserUrl, async (client) => {
    await seedPeople(client, size)
    const models = await makeModels(services, client)
    const open = await copiesOf(client, 'open', models.open)
    const closed = await copiesOf(client, 'closed', models.closed)
    // As many checkpoints as by default would write everything twice.
    await client.query(`alter system set max_wal_size = '16GB'`)
    await client.query(`alter system set checkpoint_timeout = '30min'`)
    await client.query('select pg_reload_conf()')
    await copyAll(superuserUrl, size, { open, closed }, stderr)
    await settle(superuserUrl, [...new Set([...open, ...closed].map(({ table }) => table))], stderr)
    await client.query('alter system reset all')
    await client.query('select pg_reload_conf()')
    await client.query('checkpoint')
    return { seconds: (performance.now() - started) / 1000, ...(await sizesOf(client)) }
  })
}

const entered = async <Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> => {
  const client = new pg.Client({ connectionString: url, application_name: 'waymark-bench' })
  // A connection that breaks is noticed by the next query.
  client.on('error', () => undefined)
  await client.connect()
  return work(client).finally(() => client.end())
}

/** Two connections, which is what two cores can keep busy; each takes the next piece until none is left. */
const sharedOut = async <Piece>(
  url: string,
  pieces: readonly Piece[],
  work: (client: pg.Client, piece: Piece) => Promise<void>,
): Promise<void> => {
  const waiting = [...pieces]
  const one = async (client: pg.Client): Promise<void> => {
    for (let piece = waiting.shift(); piece; piece = waiting.shift()) await work(client, piece)
  }
  await Promise.all([entered(url, one), entered(url, one)])
}

type Kinds = { open: Copy[]; closed: Copy[] }
type Batch = { kind: keyof Kinds; first: number; last: number }

const batchesOf = ({ cases, workers, openEach }: Size): Batch[] => {
  const cut = (kind: keyof Kinds, first: number, last: number): Batch[] => {
    const starts = Array.from(
      { length: Math.ceil(Math.max(0, last - first + 1) / inBatch) },
      (_, k) => first + k * inBatch,
    )
    return starts.map((start) => ({ kind, first: start, last: Math.min(last, start + inBatch - 1) }))
  }
  const open = workers * openEach
  // Closed cases first: what people work on came last, as it does in life.
  return [...cut('closed', open, cases - 1), ...cut('open', 0, open - 1)]
}

const copyAll = async (url: string, size: Size, kinds: Kinds, stderr: Writable): Promise<void> => {
  const show = progress(stderr, `Seeding ${size.cases} cases`, size.cases)
  let done = 0
  await sharedOut(url, batchesOf(size), async (client, batch) => {
    await copy(client, size, batch, kinds[batch.kind])
    done += batch.last - batch.first + 1
    show(done)
  })
}

/** An open case began within the last 60 days, a closed one within the four years before. */
const copy = async (
  client: pg.Client,
  { workers }: Size,
  { kind, first, last }: Batch,
  copies: Copy[],
): Promise<void> => {
  const days = kind === 'open' ? 'number.n::bigint * 7919 % 60' : '61 + number.n::bigint * 7919 % 1400'
  await client.query('begin')
  // What is copied was checked when it was made; checking each copy again would take the most of the time.
  await client.query('set local session_replication_role = replica')
  await client.query(`create temp table batch on commit drop as
    select number.n, w.id as worker_id, w.agency_id, w.team_id, - make_interval(days => (${days})::int, mins => (number.n::bigint * 31 % 1440)::int) as shift
    from generate_series(${first}, ${last}) number (n) join bench.worker w on w.n = number.n % ${workers}`)
  for (const { insert } of copies) await client.query(insert)
  await client.query('commit')
}

/** What autovacuum would do at its leisure is done now, so that it does not run into the measures. */
const settle = async (url: string, tables: string[], stderr: Writable): Promise<void> => {
  const show = progress(stderr, 'Gathering statistics', tables.length + 1)
  let done = 0
  await sharedOut(url, [...tables, 'practitioner, team_member, agency'], async (client, table) => {
    await client.query(`vacuum (analyze) ${table}`)
    show(++done)
  })
}

const sizesOf = async (client: pg.Client): Promise<Omit<Seeded, 'seconds'>> => {
  const { rows } = await client.query<{ table: string; count: number }>(
    `select c.oid::regclass::text as table, c.reltuples::int as count from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname in ('public', 'vault') and c.reltuples > 0 order by 2 desc, 1 limit 12`,
  )
  const { rows: sizes } = await client.query<{ bytes: string }>('select pg_database_size(current_database()) as bytes')
  return { rows, bytes: Number(sizes[0]?.bytes ?? 0) }
}
