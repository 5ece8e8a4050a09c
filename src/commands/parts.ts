import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { root } from '../platform/settings.ts'

export type Ended = { name: string; how: string }
/** A process of ours. `ended` settles when it ends, whoever ended it. */
export type Part = { name: string; ended: Promise<Ended>; stop: () => Promise<void> }

const names = { staff: 'The staff app', worker: 'The worker' } as const

/** The staff app and the worker, each a process of its own; both are ready when this settles. */
export const startParts = async (environment: NodeJS.ProcessEnv): Promise<Part[]> => {
  const parts: Part[] = []
  try {
    for (const command of ['staff', 'worker'] as const) parts.push(await startPart(command, environment))
    return parts
  } catch (error) {
    await Promise.all(parts.map(({ stop }) => stop()))
    throw error
  }
}

const startPart = async (command: keyof typeof names, environment: NodeJS.ProcessEnv): Promise<Part> => {
  // The channel closes with this process, however it ends, and a child that loses it stops.
  const child = spawn(process.execPath, [path.join(root, 'src/main.ts'), command], {
    env: environment,
    // A pipe through this process would break with it, just when a child has to say that it stops.
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const ended = endOf(child).then((how) => ({ name: names[command], how }))
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
  }
  if (!child.stdout) throw new Error('A part was started without its output')
  const ready = once(createInterface({ input: child.stdout }), 'line').then(() => null)
  const early = await Promise.race([ready, ended])
  if (early) throw new Error(`${early.name} ended before it was ready (${early.how})`)
  return { name: names[command], ended, stop }
}

const endOf = (child: ChildProcess): Promise<string> =>
  new Promise((resolve) => {
    child.once('error', ({ message }) => resolve(message))
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`))
  })
