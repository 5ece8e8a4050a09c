import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { migrate } from '../platform/migrate.ts'
import { isAlive, type Postgres, startPostgres } from '../platform/postgres.ts'
import { secretFromHex } from '../platform/secrets.ts'
import { createDatabase } from './database.ts'

let folder: string | undefined
let server: Postgres | undefined

/** The test runner calls this once for the whole run: a server of its own, and every migration in one template. */
export const globalSetup = async (): Promise<void> => {
  sweep()
  folder = mkdtempSync(path.join(tmpdir(), `waymark-tests-${process.pid}-`))
  // PostgreSQL may run as another user, who must be able to walk through here.
  chmodSync(folder, 0o711)
  const hex = randomBytes(32).toString('hex')
  const secret = secretFromHex(hex)
  server = await startPostgres(folder, { secret, keep: 'throwaway', ...binariesAsked() })
  process.env.TEST_SECRET = hex
  process.env.TEST_DATABASE_SERVER = server.url('')
  try {
    await migrate(await createDatabase('migrated'), secret)
  } catch (error) {
    await globalTeardown()
    throw error
  }
}

/** Ends the servers of runs that were killed before they could: a folder's name says which process it was for. */
const sweep = (): void => {
  for (const name of readdirSync(tmpdir())) {
    const runner = Number(/^waymark-tests-(\d+)-/.exec(name)?.[1])
    if (!runner || isAlive(runner)) continue
    const left = path.join(tmpdir(), name)
    const lock = path.join(left, 'cluster/postmaster.pid')
    if (existsSync(lock)) quit(Number.parseInt(readFileSync(lock, 'utf8'), 10))
    rmSync(left, { recursive: true, force: true })
  }
}

const quit = (pid: number): void => {
  if (pid > 0 && isAlive(pid)) process.kill(pid, 'SIGQUIT')
}

/** TEST_POSTGRES names a version of Debian's to run on instead of the embedded one. */
export const binariesAsked = (): { binaries?: string } => {
  const version = process.env.TEST_POSTGRES
  return version ? { binaries: `/usr/lib/postgresql/${version}/bin` } : {}
}

export const globalTeardown = async (): Promise<void> => {
  await server?.stop()
  if (folder) rmSync(folder, { recursive: true })
}
