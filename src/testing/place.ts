import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { after } from 'node:test'
import { runCommand } from '../commands/run.ts'
import { openServer, type Server } from '../platform/server.ts'
import { readSettings } from '../platform/settings.ts'
import { bringUpToDate } from '../platform/up-to-date.ts'
import type { TestDatabase } from './database.ts'

/** A folder for installations of their own, as somebody has who runs Waymark: data folder, embedded database, keys. */
export const placeForInstallations = (name: string) => {
  const folder = mkdtempSync(path.join(tmpdir(), `waymark-${name}-`))
  // PostgreSQL may run as another user, who must be able to walk through here.
  chmodSync(folder, 0o711)
  const servers: Server[] = []
  after(async () => {
    for (const server of servers) await server.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  const open = async (data: string, environment: NodeJS.ProcessEnv = {}) => {
    const server = await openServer(readSettings({ WAYMARK_DATA: path.join(folder, data), ...environment }))
    servers.push(server)
    const told: string[] = []
    await bringUpToDate(server, (line) => told.push(line))
    return { server, told, database: databaseOf(server) }
  }
  /** A data folder with the secret of another, and nothing else. */
  const secretOf = (from: string, to: string) => {
    mkdirSync(path.join(folder, to), { mode: 0o711 })
    cpSync(path.join(folder, from, 'secret'), path.join(folder, to, 'secret'))
  }
  return { folder, at: (name: string) => path.join(folder, name), open, secretOf }
}

const databaseOf = ({ owner, app, signIn, worker, secret, embedded }: Server): TestDatabase => ({
  ...{ owner, app, signIn, worker, secret },
  superuser: embedded?.superuserUrl('waymark') ?? '',
})

/** Runs a command of script/waymark in this process. */
export const commandAt =
  (now: () => Date) =>
  async (words: string[], environment: NodeJS.ProcessEnv): Promise<{ code: number; out: string; err: string }> => {
    const [stdout, stderr] = [new PassThrough(), new PassThrough()]
    const code = await runCommand(words, { stdin: Readable.from([]), stdout, stderr, environment, now })
    return { code, out: String(stdout.read() ?? ''), err: String(stderr.read() ?? '') }
  }
