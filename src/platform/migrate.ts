import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { addressAs, type EnteringRole, enteringRoles, fingerprint, passwordOf, type Secret } from './secrets.ts'

export const migrationsFolder = path.join(import.meta.dirname, '../../migrations')

/** What one run did. `newer` are names in the database that this version does not have: a later one was here before. */
export type Migrated = { ran: string[]; newer: string[] }

/** Makes the roles of app and worker, then runs each migration that this database has not had, in order, all or none. */
export const migrate = async (ownerUrl: string, secret: Secret, folder = migrationsFolder): Promise<Migrated> => {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'waymark-migrate' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('begin')
    await client.query("select pg_advisory_xact_lock(hashtext('waymark migrate'))")
    await client.query('create schema if not exists migration')
    await checkSecret(client, secret)
    for (const role of enteringRoles) await makeRole(client, role, ownerUrl, secret)
    const done = await runMissing(client, folder)
    await client.query('commit')
    return done
  } finally {
    await client.end()
  }
}

const runMissing = async (client: pg.Client, folder: string): Promise<Migrated> => {
  await client.query(
    'create table if not exists migration.ran (name text primary key, checksum text not null, ran_at timestamptz not null default now())',
  )
  const { rows } = await client.query<{ name: string; checksum: string }>('select name, checksum from migration.ran')
  const had = new Map(rows.map(({ name, checksum }) => [name, checksum]))
  const files = (await readdir(folder)).filter((name) => /^\d{4}_.+\.sql$/.test(name)).sort()
  const ran: string[] = []
  for (const name of files) {
    const text = await readFile(path.join(folder, name), 'utf8')
    const checksum = createHash('sha256').update(text).digest('hex')
    const before = had.get(name)
    if (before && before !== checksum)
      throw new Error(`Migration ${name} has been changed since it ran here. Put it back, and write a new one instead`)
    if (before) continue
    await client.query(text).catch((cause: unknown) => {
      throw new Error(`Migration ${name} failed, and nothing was changed: ${placeIn(text, cause)}`, { cause })
    })
    await client.query('insert into migration.ran (name, checksum) values ($1, $2)', [name, checksum])
    ran.push(name)
  }
  return { ran, newer: [...had.keys()].filter((name) => !files.includes(name)).sort() }
}

/** The vault's keys hang on the secret, so a database is opened with the secret that it was made with, or not at all. */
const checkSecret = async (client: pg.Client, secret: Secret): Promise<void> => {
  await client.query('create table if not exists migration.secret (secret_fingerprint text primary key)')
  const { rows } = await client.query<{ secret_fingerprint: string }>('select secret_fingerprint from migration.secret')
  const known = rows[0]?.secret_fingerprint
  if (known === undefined) await client.query('insert into migration.secret values ($1)', [fingerprint(secret)])
  else if (known !== fingerprint(secret))
    throw new Error('This database was made with another secret: set WAYMARK_SECRET, or put back the file var/secret')
}

const makeRole = async (client: pg.Client, role: EnteringRole, ownerUrl: string, secret: Secret) => {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role])
  if (rowCount && (await opens(addressAs(role, ownerUrl, secret)))) return
  const verifier = client.escapeLiteral(scramVerifier(passwordOf(secret, role)))
  try {
    await client.query('savepoint role')
    await client.query(`${rowCount ? 'alter' : 'create'} role ${role} login password ${verifier}`)
  } catch (cause) {
    await client.query('rollback to savepoint role')
    // Where the owner may not make roles, someone else has made them and says how to enter as them.
    if (rowCount) return
    throw new Error(`The role ${role} is missing and could not be made (${messageOf(cause)}). ${roleAdvice(role)}`, {
      cause,
    })
  }
}

const roleAdvice = (role: string) =>
  `Let a superuser run: create role ${role} login password '...' and put it in APP_DATABASE_URL or WORKER_DATABASE_URL`

const opens = async (address: string): Promise<boolean> => {
  const client = new pg.Client(address)
  client.on('error', () => undefined)
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** What PostgreSQL stores for a password (RFC 5802), so that the password itself is never in a statement or a log. */
export const scramVerifier = (password: string, salt = randomBytes(16), rounds = 4096): string => {
  const salted = pbkdf2Sync(password, salt, rounds, 32, 'sha256')
  const mac = (text: string) => createHmac('sha256', salted).update(text).digest()
  const stored = createHash('sha256').update(mac('Client Key')).digest('base64')
  return `SCRAM-SHA-256$${rounds}:${salt.toString('base64')}$${stored}:${mac('Server Key').toString('base64')}`
}

const placeIn = (text: string, cause: unknown): string => {
  const position = cause instanceof pg.DatabaseError ? Number(cause.position) : Number.NaN
  const place = position ? `line ${text.slice(0, position).split('\n').length}: ` : ''
  return place + messageOf(cause)
}

const messageOf = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause))
