import { spawn, spawnSync } from 'node:child_process'

/** The program is not on this machine, or the machine would not let it start. */
export class NoTool extends Error {}
/** It ended badly, ran out of its time or room, or said more than it may: what it was given is taken for hostile. */
export class Broke extends Error {}

type Limits = { seconds: number; megabytes: number; mostOut: number; room?: string }
const usual: Limits = { seconds: 60, megabytes: 1500, mostOut: 120_000_000 }

// Without a network; and it sees no process but its own, nor what stands in the environment of ours. The shell is the first
// process there, which signals spare: it says by which one the program ended, as a code above 128.
const alone = [
  ...['--map-root-user', '--net', '--ipc', '--pid', '--mount-proc', '--fork', '--kill-child', '--'],
  ...['sh', '-c', '"$@"; exit $?', 'first'],
]
let cut: string[] | undefined
/** The words that cut a program off, where the system lets us: `unshare` needs user namespaces, which some containers forbid. */
const cutOff = (): string[] => {
  cut ??= spawnSync('unshare', [...alone, 'true'], { stdio: 'ignore' }).status === 0 ? ['unshare', ...alone] : []
  return cut
}
export const isCutOff = (): boolean => cutOff().length > 0

export type Ran = { code: number; out: Buffer }

/**
 * Runs a program on bytes that nobody trusts: in a process of its own with limits on time and memory, without our
 * environment, without the network, and, unless it is given a room, unable to write one byte to a file. It is fed and heard through pipes.
 */
export const runUntrusted = (
  program: string,
  words: readonly string[],
  input: Uint8Array,
  limits: Partial<Limits> = {},
): Promise<Ran> => {
  const { seconds, megabytes, mostOut, room } = { ...usual, ...limits }
  const bounds = [`--data=${megabytes * 1_000_000}`, `--cpu=${seconds}`, `--fsize=${room ? 50_000_000 : 0}`, '--core=0']
  // Cut off, its processes are counted apart from all others of the same user.
  if (isCutOff()) bounds.push('--nproc=64')
  const [first = '', ...rest] = [...cutOff(), 'prlimit', ...bounds, '--', program, ...words]
  return new Promise((resolve, reject) => {
    const env = { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', HOME: '/nonexistent', OMP_THREAD_LIMIT: '1', TMPDIR: room }
    // A group of its own: what it started ends with it.
    const child = spawn(first, rest, { cwd: '/', env, stdio: ['pipe', 'pipe', 'ignore'], detached: true })
    const parts: Buffer[] = []
    let size = 0
    const end = () => {
      try {
        if (child.pid) process.kill(-child.pid, 'SIGKILL')
      } catch {
        // It has ended.
      }
    }
    const timer = setTimeout(end, seconds * 2000)
    child.stdout.on('data', (part: Buffer) => {
      size += part.length
      if (size > mostOut) return end()
      parts.push(part)
    })
    child.stdin.on('error', () => undefined)
    child.on('error', () => {
      clearTimeout(timer)
      reject(new NoTool(program))
    })
    child.on('close', (code) => {
      clearTimeout(timer)
      if (code === 127 || code === 126) return reject(new NoTool(program))
      if (code === null || code > 128 || size > mostOut) return reject(new Broke(program))
      resolve({ code, out: Buffer.concat(parts) })
    })
    child.stdin.end(input)
  })
}
