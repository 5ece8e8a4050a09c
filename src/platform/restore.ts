import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { countRows, type Manifest, manifest, manifestFile } from './backup.ts'
import { clusterIn, type Postgres } from './postgres.ts'
import { unprivileged } from './postgres-binaries.ts'
import type { Secret } from './secrets.ts'

const run = promisify(execFile)
const env = { PATH: process.env.PATH, LC_ALL: 'C' }

export const readManifest = async (file: string): Promise<Manifest> => {
  const { stdout } = await run('tar', ['-xzOf', file, `./${manifestFile}`], { env })
  return manifest.parse(JSON.parse(stdout))
}

/** Unpacks a backup as the cluster of `folder`, which must have none. A cut-off unpacking leaves none either. */
export const unpack = async (file: string, folder: string, secret: Secret): Promise<void> => {
  const cluster = clusterIn(folder, secret)
  if (existsSync(cluster)) throw new Error(`${cluster} is there already`)
  await mkdir(path.dirname(cluster), { recursive: true })
  const draft = await mkdtemp(`${cluster}.restoring-`)
  try {
    await run('tar', ['--no-same-owner', '-xzf', file, '-C', draft], { env })
    await rm(path.join(draft, manifestFile))
    await chmod(draft, 0o700)
    if (unprivileged) await run('chown', ['-R', `${unprivileged.uid}:${unprivileged.gid}`, draft], { env })
    await rename(draft, cluster)
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

/** What came back: rows now and at the time of the backup by table. Throws when the copy does not reach to its end. */
export const verify = async ({ superuserUrl }: Postgres, { mark, rows }: Manifest): Promise<Restored[]> => {
  const client = new pg.Client(superuserUrl('waymark'))
  await client.connect()
  try {
    const { rowCount } = await client.query('select from migration.backup where mark = $1', [mark])
    if (!rowCount) throw new Error('The end of this backup is missing: use another one')
    const now = await countRows(client)
    return Object.entries(rows).map(([table, then]) => ({ table, then, now: now[table] ?? 0 }))
  } finally {
    await client.end()
  }
}

export type Restored = { table: string; then: number; now: number }
