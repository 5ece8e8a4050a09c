import { spawn } from 'node:child_process'
import { existsSync, realpathSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { openServer, type Server } from '../platform/server.ts'
import { readSettings, root } from '../platform/settings.ts'
import { bringUpToDate } from '../platform/up-to-date.ts'

/** A folder with a database of the bench's own, and the programs that were started on it. */
export type Place = {
  server: Server
  superuserUrl: string
  folder: string
  start: (command: 'staff' | 'worker', environment?: NodeJS.ProcessEnv) => Promise<Program>
  /** Stops what runs, and then the database with whatever still asks it. */
  close: () => Promise<void>
}
export type Program = { address: string; stop: () => Promise<void> }

export const openPlace = async (folder: string): Promise<Place> => {
  const server = await openServer(readSettings({ WAYMARK_DATA: folder }))
  await bringUpToDate(server, () => undefined)
  const programs: Program[] = []
  return {
    server,
    folder,
    superuserUrl: server.embedded?.superuserUrl('waymark') ?? '',
    start: async (command, environment = {}) => {
      const program = await startProgram(command, folder, environment)
      programs.push(program)
      return program
    },
    close: async () => {
      await Promise.all(programs.map(({ stop }) => stop()))
      await server.stop()
    },
  }
}

/** The folder, and the place elsewhere that it may point to when PostgreSQL could not enter it. */
export const removePlace = (folder: string): void => {
  const cluster = path.join(folder, 'cluster')
  if (existsSync(cluster) && realpathSync(cluster) !== cluster)
    rmSync(path.dirname(realpathSync(cluster)), { recursive: true, force: true })
  rmSync(folder, { recursive: true, force: true })
}

const startProgram = async (command: string, folder: string, more: NodeJS.ProcessEnv): Promise<Program> => {
  const port = await freePort()
  const { PATH, HOME, TZ } = process.env
  const env = { PATH, HOME, TZ, WAYMARK_DATA: folder, PORT: String(port), LOG_LEVEL: 'fatal', ...more }
  const child = spawn(process.execPath, [path.join(root, 'src/main.ts'), command], {
    env,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const { stdout } = child
  if (!stdout) throw new Error('A program was started without its output')
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const ready = new Promise<void>((resolve, reject) => {
    createInterface({ input: stdout }).once('line', () => resolve())
    child.once('exit', (code) => reject(new Error(`${command} ended with ${code} before it was ready`)))
  })
  await ready
  const stop = async () => {
    child.kill('SIGTERM')
    // The channel would keep it alive.
    if (child.connected) child.disconnect()
    await ended
  }
  return { address: `http://127.0.0.1:${port}`, stop }
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const listener = createServer().once('error', reject)
    listener.listen(0, '127.0.0.1', () => {
      const address = listener.address()
      listener.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
