import type { Writable } from 'node:stream'
import { isatty } from 'node:tty'

/** A bar on a terminal; elsewhere a line for each tenth, so that a log stays short. */
export const progress = (stream: Writable, what: string, total: number): ((done: number) => void) => {
  const isTerminal = stream === process.stderr && isatty(2)
  let tenths = -1
  return (done) => {
    const share = total === 0 ? 1 : Math.min(1, done / total)
    const text = `${what} [${'#'.repeat(Math.floor(share * 30)).padEnd(30, '.')}] ${Math.floor(share * 100)} %`
    if (isTerminal) stream.write(`\r${text}${share === 1 ? '\n' : ''}`)
    else if (Math.floor(share * 10) > tenths) stream.write(`${text}\n`)
    tenths = Math.floor(share * 10)
  }
}
