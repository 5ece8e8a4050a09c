import { spawn } from 'node:child_process'

export type Ran = { said: string; isThere: boolean }

/** Runs one program to its end or to its limit in seconds, whichever is first. */
export const run = (
  program: string,
  words: readonly string[],
  { limit, cwd }: { limit: number; cwd: string },
): Promise<Ran> =>
  new Promise((resolve) => {
    const child = spawn('timeout', ['--kill-after=10', String(limit), program, ...words], { cwd })
    let said = ''
    const hear = (chunk: Buffer) => {
      said += chunk.toString()
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('close', (status) => resolve({ said, isThere: status !== 127 }))
  })
