import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { migrate } from '../../src/platform/migrate.ts'
import { isAlive, type Postgres, startPostgres } from '../../src/platform/postgres.ts'
import { addressAs, secretFromHex } from '../../src/platform/secrets.ts'
import { keeperOf } from '../../src/platform/server.ts'
import { root } from '../../src/platform/settings.ts'
import { binariesAsked } from '../../src/testing/setup.ts'

/** A durable database that can be killed whole, and the real programs on it, that can be killed too. */
export const openCrashPlace = async (settings: NodeJS.ProcessEnv) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'waymark-crash-'))
  chmodSync(folder, 0o711)
  const hex = randomBytes(32).toString('hex')
  const secret = secretFromHex(hex)
  let postgres: Postgres = await startPostgres(folder, { secret, keep: 'durable', ...binariesAsked() })
  await migrate(postgres.url('waymark'), secret)
  // A restarted cluster listens elsewhere; the programs know one address, as they would behind a name.
  const door = await openDoor(() => Number(new URL(postgres.url('waymark')).port))
  const owner = throughDoor(postgres.url('waymark'), door.port)
  const appPort = await freePort()
  const { PATH, HOME } = process.env
  const common = { PATH, HOME, TZ: 'Europe/London', DATABASE_URL: owner, WAYMARK_SECRET: hex, WAYMARK_DATA: folder }
  const running = new Map<'staff' | 'worker', ChildProcess>()
  /** Programs that ended although nobody killed them. */
  const fell: string[] = []

  const start = async (command: 'staff' | 'worker'): Promise<void> => {
    const child = spawn(process.execPath, [path.join(root, 'src/main.ts'), command], {
      env: { ...common, ...settings, PORT: String(appPort), LOG_LEVEL: 'fatal' },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    running.set(command, child)
    child.once('exit', (code, signal) => signal === 'SIGKILL' || fell.push(`${command}: ${code ?? signal}`))
    const ready = once(createInterface({ input: child.stdout }), 'line')
    const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`${command} ended with ${code}`)))
    await Promise.race([ready, ended])
    ended.catch(() => undefined)
  }
  const kill = async (command: 'staff' | 'worker'): Promise<void> => {
    const child = running.get(command)
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
  /** Every process of the cluster at once: a postmaster alone would let its children finish. */
  const killDatabase = async (): Promise<number> => {
    const all = processesOf(postgres.folder)
    // One that just ended by itself makes `kill` complain: the others are killed all the same.
    spawnSync('kill', ['-9', ...all.map(String)])
    // The dead keep their numbers, and with them the lock on the folder, until the system has buried them.
    for (const end = Date.now() + 10_000; Date.now() < end && all.some(isAlive); ) await pause(50)
    postgres = await startPostgres(folder, { secret, keep: 'durable', ...binariesAsked() })
    return all.length
  }
  const close = async (): Promise<void> => {
    await Promise.all([kill('staff'), kill('worker')])
    door.close()
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  const superuser = () => throughDoor(addressAs('postgres', owner, secret), door.port)
  const keeper = keeperOf({ WAYMARK_DATA: folder, WAYMARK_KEYS: undefined, KEYS_SOCKET: undefined }, secret)
  await keeper.begin(false)
  return {
    secret,
    keeper,
    owner,
    superuser,
    address: `http://127.0.0.1:${appPort}`,
    start,
    kill,
    killDatabase,
    close,
    fell,
  }
}
export type CrashPlace = Awaited<ReturnType<typeof openCrashPlace>>

/** Each of them has the data folder as its current folder. */
const processesOf = (cluster: string): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && currentFolder(name) === cluster)
    .map(Number)
const currentFolder = (pid: string): string | undefined => {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined
  }
}

const throughDoor = (address: string, port: number): string => {
  const url = new URL(address)
  url.port = String(port)
  return url.href
}

/** One address that leads to wherever the database listens now. What breaks behind it breaks here too. */
const openDoor = async (target: () => number): Promise<{ port: number; close: () => void }> => {
  const open = new Set<Socket>()
  const door: Server = createServer((from) => {
    const to = connect({ host: '127.0.0.1', port: target() })
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      open.add(one)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        open.delete(one)
        other.destroy()
      })
      one.pipe(other)
    }
  })
  door.listen(0, '127.0.0.1')
  await once(door, 'listening')
  const close = () => {
    for (const socket of open) socket.destroy()
    door.close()
  }
  return { port: portOf(door), close }
}

export const portOf = (server: Server): number => {
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('It does not listen')
  return address.port
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const port = portOf(server)
  server.close()
  return port
}
