import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { chmod, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { z } from 'zod'
import type { Postgres } from './postgres.ts'
import { fingerprint, type Secret } from './secrets.ts'

/** What a backup says about itself. The secret is never in it, only what tells it from another. */
export const manifest = z.object({
  madeAt: z.iso.datetime(),
  mark: z.uuid(),
  secretFingerprint: z.string(),
  postgresVersion: z.number().int(),
  rows: z.record(z.string(), z.number().int()),
})
export type Manifest = z.infer<typeof manifest>
export const manifestFile = 'waymark-backup.json'

const run = promisify(execFile)

/** Copies a running cluster into one file. People may go on working: all that was saved before the end is in it. */
export const backUp = async (
  { superuserUrl, folder }: Postgres,
  file: string,
  secret: Secret,
  now: Date,
): Promise<Manifest> => {
  const draft = await mkdtemp(`${file}.`)
  const client = new pg.Client(superuserUrl('waymark'))
  client.on('error', () => undefined)
  await client.connect()
  try {
    const tar = path.join(draft, 'copy.tar')
    await client.query("select pg_backup_start('waymark', true)")
    await addTo(tar, '-cf', ['-C', folder, ...passedOver.map((pattern) => `--exclude=${pattern}`), '.'])
    const about = await describe(client, secret, now)
    // The mark is the last thing written: a copy that holds it when it is put back holds everything before it.
    await client.query('insert into migration.backup values ($1, $2)', [about.mark, now])
    const { rows } = await client.query<{ labelfile: string }>('select labelfile from pg_backup_stop(false)')
    await writeFile(path.join(draft, 'backup_label'), rows[0]?.labelfile ?? '', { mode: 0o600 })
    await writeFile(path.join(draft, manifestFile), JSON.stringify(about, null, 2), { mode: 0o600 })
    await addTo(tar, '-rf', ['-C', draft, './backup_label', `./${manifestFile}`, '-C', folder, './pg_wal'])
    const zipped = path.join(draft, 'copy.tar.gz')
    await pipeline(
      createReadStream(tar),
      createGzip({ level: 6 }),
      createWriteStream(zipped, { mode: 0o600, flush: true }),
    )
    await rename(zipped, file)
    return about
  } finally {
    await client.end().catch(() => undefined)
    await rm(draft, { recursive: true })
  }
}

/** Not copied: what only a running server needs, and the write-ahead log, which is added when the rest is there. */
const passedOver = [
  ...['./postmaster.pid', './postmaster.opts', './server.log', './pg_wal/*', './pg_replslot/*', './pg_dynshmem/*'],
  ...['./pg_notify/*', './pg_serial/*', './pg_snapshots/*', './pg_stat_tmp/*', './pg_subtrans/*', '*/pgsql_tmp*'],
]

const addTo = async (tar: string, how: '-cf' | '-rf', words: string[]): Promise<void> => {
  try {
    await run('tar', [how, tar, ...words], {
      env: { PATH: process.env.PATH, LC_ALL: 'C' },
      maxBuffer: 64 * 1024 * 1024,
    })
  } catch (error) {
    // 1 is "a file changed as it was read", which the write-ahead log mends; anything else is trouble.
    if (!(error instanceof Error && 'code' in error && error.code === 1)) throw error
  }
  await chmod(tar, 0o600)
}

const describe = async (client: pg.Client, secret: Secret, now: Date): Promise<Manifest> => {
  await client.query(
    'create table if not exists migration.backup (mark uuid primary key, made_at timestamptz not null)',
  )
  const { rows } = await client.query<{ version: number }>(
    "select current_setting('server_version_num')::int as version",
  )
  return {
    madeAt: now.toISOString(),
    mark: randomUUID(),
    secretFingerprint: fingerprint(secret),
    postgresVersion: Math.floor((rows[0]?.version ?? 0) / 10_000),
    rows: await countRows(client),
  }
}

/** How many rows each table of ours has. Only the superuser sees them all. */
export const countRows = async (client: pg.Client): Promise<Record<string, number>> => {
  const { rows: tables } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' order by 1`,
  )
  const counts: Record<string, number> = {}
  for (const { name } of tables) {
    const { rows } = await client.query<{ count: string }>(`select count(*) from ${name}`)
    counts[name] = Number(rows[0]?.count)
  }
  return counts
}
