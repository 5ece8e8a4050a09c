import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { canEnter, embeddedBinaries, unprivileged } from './postgres-binaries.ts'
import { fingerprint, passwordOf, type Secret } from './secrets.ts'

/** A server that we started or found running. `stop` leaves it up while another command still uses it. */
export type Postgres = {
  /** The address of a database, entered as the owner of the tables. */
  url: (database: string) => string
  /** The same as superuser: for making the cluster, backups and tests alone. */
  superuserUrl: (database: string) => string
  folder: string
  stop: () => Promise<void>
}

/** `durable` keeps what it has acknowledged; `throwaway` is quicker and is for test runs. */
export type Keep = 'durable' | 'throwaway'

export type PostgresOptions = { secret: Secret; keep: Keep; binaries?: string }

const always = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',
  // The server's log must hold nobody's data, and an error can quote it. Errors reach our own log, as code and place.
  log_min_messages: 'log',
  log_error_verbosity: 'terse',
}
const settingsOf: Record<Keep, Record<string, string>> = {
  // What a backup must copy may not be recycled while it copies.
  durable: { ...always, wal_keep_size: '512MB' },
  throwaway: {
    ...always,
    fsync: 'off',
    full_page_writes: 'off',
    synchronous_commit: 'off',
    autovacuum: 'off',
    max_connections: '400',
  },
}

/** PostgreSQL on this machine's loopback, with its data in `folder`/cluster; made when missing. */
export const startPostgres = async (folder: string, { secret, keep, binaries }: PostgresOptions): Promise<Postgres> => {
  const run = program(binaries ?? embeddedBinaries())
  const cluster = clusterIn(folder, secret)
  if (!existsSync(path.join(cluster, 'PG_VERSION'))) makeCluster(run, cluster, secret)
  const port = (await livePort(cluster, secret)) ?? (await start(run, cluster, settingsOf[keep]))
  const urlAs = (role: 'postgres' | 'waymark_owner') => (database: string) =>
    `postgres://${role}:${passwordOf(secret, role)}@127.0.0.1:${port}/${database}`
  const held = await hold(urlAs('postgres')('postgres')).catch((error: unknown) => {
    run('pg_ctl', '-D', cluster, '-w', '-m', 'fast', 'stop')
    throw isWrongPassword(error) ? wrongSecret(cluster) : error
  })
  await makeOwner(held, secret)
  const stop = async () => {
    const last = await leave(held)
    await held.end().catch(() => undefined)
    if (last) run('pg_ctl', '-D', cluster, '-w', '-m', 'fast', 'stop')
  }
  return { url: urlAs('waymark_owner'), superuserUrl: urlAs('postgres'), folder: cluster, stop }
}

type Run = (name: 'initdb' | 'pg_ctl', ...words: string[]) => void

const makeCluster = (run: Run, cluster: string, secret: Secret): void => {
  // A first start that was cut off leaves a folder that initdb refuses; without PG_VERSION it holds nothing of worth.
  rmSync(cluster, { recursive: true, force: true })
  mkdirSync(cluster, { recursive: true, mode: 0o700 })
  const passwordFile = `${cluster}.password`
  writeFileSync(passwordFile, passwordOf(secret, 'postgres'), { mode: 0o600 })
  if (unprivileged) for (const file of [cluster, passwordFile]) chownSync(file, unprivileged.uid, unprivileged.gid)
  const access = ['-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
  try {
    run('initdb', '-D', cluster, ...access, '--encoding=UTF8', '--locale=C', '--data-checksums')
  } finally {
    rmSync(passwordFile)
  }
}

/** The owner of the tables is no superuser, as in production: it may make the app's roles and test databases. */
const makeOwner = async (held: pg.Client, secret: Secret): Promise<void> => {
  const { rowCount } = await held.query(`select from pg_roles where rolname = 'waymark_owner'`)
  if (rowCount) return
  const password = held.escapeLiteral(passwordOf(secret, 'waymark_owner'))
  await held.query('begin')
  await held.query(`create role waymark_owner login createdb createrole password ${password}`)
  await held.query('commit')
  const { rowCount: made } = await held.query(`select from pg_database where datname = 'waymark'`)
  if (!made) await held.query(`create database waymark owner waymark_owner template template0`)
}

const start = async (run: Run, cluster: string, settings: Record<string, string>): Promise<number> => {
  // A server that was just killed can hold its folder for some seconds more.
  for (let attempt = 1; ; attempt++) {
    const port = await freePort()
    const options = Object.entries({ port, ...settings }).map(([name, value]) => `-c ${name}=${value}`)
    try {
      run('pg_ctl', '-D', cluster, '-w', '-l', path.join(cluster, 'server.log'), '-o', options.join(' '), 'start')
      return port
    } catch (error) {
      if (attempt === 10) throw new Error(`PostgreSQL did not start: see ${cluster}/server.log`, { cause: error })
      await pause(1000)
    }
  }
}

/** The port of the server that already has this folder, as after a crash of ours, when it still answers. */
const livePort = async (cluster: string, secret: Secret): Promise<number | undefined> => {
  const lock = path.join(cluster, 'postmaster.pid')
  if (!existsSync(lock)) return undefined
  const [pid, , , port] = readFileSync(lock, 'utf8').split('\n').map(Number)
  if (!pid || !port) return undefined
  const client = new pg.Client(`postgres://postgres:${passwordOf(secret, 'postgres')}@127.0.0.1:${port}/postgres`)
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query('show data_directory')
    return rows[0].data_directory === cluster ? port : undefined
  } catch (error) {
    // After a crash the port may by now be somebody else's.
    if (isWrongPassword(error) && isAlive(pid)) throw wrongSecret(cluster)
    return undefined
  } finally {
    await client.end().catch(() => undefined)
  }
}

export const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

const isWrongPassword = (error: unknown) => error instanceof pg.DatabaseError && error.code === '28P01'

const wrongSecret = (cluster: string) =>
  new Error(`The secret does not open the database in ${cluster}: put back the secret that it was made with`)

/** One connection stays open for as long as this process uses the server, so that others can see that it does. */
const hold = async (address: string): Promise<pg.Client> => {
  const held = new pg.Client({ connectionString: address, application_name: 'waymark-hold' })
  // A server that goes away is noticed by whoever asks it next.
  held.on('error', () => undefined)
  await held.connect()
  return held
}

/**
 * Says that this process no longer uses the server; true when nobody else does. One after the other, behind a lock that
 * falls with the connection: of two that leave at the same moment each would see the other, and nobody would be last.
 */
const leave = async (held: pg.Client): Promise<boolean> => {
  try {
    await held.query(`select pg_advisory_lock(hashtext('waymark-hold'))`)
    await held.query(`set application_name = 'waymark-left'`)
    if (!(await isHeld(held))) return true
    // The connection of a process that was just killed can be there for a moment more.
    await pause(250)
    return !(await isHeld(held))
  } catch {
    return false
  }
}

const isHeld = async (client: pg.Client): Promise<boolean> => {
  const { rowCount } = await client.query(`select from pg_stat_activity where application_name = 'waymark-hold'`)
  return rowCount !== 0
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })

const program =
  (folder: string): Run =>
  (name, ...words) => {
    const env = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }
    // PostgreSQL must not hold a pipe of ours, or we would wait for it to end.
    const stdio = ['ignore' as const, 'ignore' as const, 'inherit' as const]
    execFileSync(path.join(folder, name), words, { ...unprivileged, env, stdio, cwd: '/' })
  }

/** `folder`/cluster, or a link there to a place that PostgreSQL's user can reach when `folder` lies under a closed one. */
export const clusterIn = (folder: string, secret: Secret): string => {
  mkdirSync(folder, { recursive: true, mode: 0o711 })
  const cluster = path.join(realpathSync(folder), 'cluster')
  if (existsSync(cluster)) return realpathSync(cluster)
  if (canEnter(path.dirname(cluster))) return cluster
  const place = `/var/lib/waymark-data-${createHash('sha256').update(cluster).update(fingerprint(secret)).digest('hex').slice(0, 12)}`
  mkdirSync(place, { recursive: true, mode: 0o711 })
  const target = path.join(place, 'cluster')
  if (!lstatSync(cluster, { throwIfNoEntry: false })) symlinkSync(target, cluster)
  return target
}
