import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  statSync,
  writeSync,
} from 'node:fs'
import path from 'node:path'
import type { Secret } from '../secrets.ts'
import { isSigned, lineOf, readLine, type SignedBatch } from './batch.ts'

/** Where the signed batches are written down outside the database: one line of JSON for each. */
export const checkpointFile = (dataFolder: string): string => path.join(dataFolder, 'checkpoints', 'audit.jsonl')

/** The end of a checkpoint file. `foreign`: its last line is not signed by this installation, so nothing is added to it. */
export type Checkpoint = { state: 'new' | 'ours' | 'foreign'; last?: SignedBatch; wholeBytes: number }

const tailBytes = 64 * 1024

/** A crash may leave the last line cut off: what follows the last line break is passed over, and written again. */
export const lastLine = (file: string, secret: Secret): Checkpoint => {
  if (!existsSync(file)) return { state: 'new', wholeBytes: 0 }
  const tail = tailOf(file)
  const end = tail.lastIndexOf('\n')
  const torn = Buffer.byteLength(tail.slice(end + 1))
  const wholeBytes = statSync(file).size - torn
  const text = tail.slice(0, Math.max(end, 0)).split('\n').at(-1) ?? ''
  if (wholeBytes === 0 || text === '') return { state: wholeBytes === 0 ? 'new' : 'foreign', wholeBytes }
  const last = readLine(text)
  return last && isSigned(secret, last) ? { state: 'ours', last, wholeBytes } : { state: 'foreign', wholeBytes }
}

const tailOf = (file: string): string => {
  const descriptor = openSync(file, 'r')
  try {
    const { size } = statSync(file)
    const buffer = Buffer.alloc(Math.min(size, tailBytes))
    readSync(descriptor, buffer, 0, buffer.length, size - buffer.length)
    return buffer.toString('utf8')
  } finally {
    closeSync(descriptor)
  }
}

/** Adds whole lines, and returns when they are on the disk. */
export const addLines = (file: string, found: Checkpoint, batches: readonly SignedBatch[]): void => {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  const descriptor = openSync(file, 'a', 0o600)
  try {
    if (statSync(file).size > found.wholeBytes) ftruncateSync(descriptor, found.wholeBytes)
    const text = Buffer.from(batches.map(lineOf).join(''))
    writeSync(descriptor, text)
    found.wholeBytes += text.length
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

export type Lines = { batches: SignedBatch[]; unread: number[] }

/** Every line of a checkpoint file; `unread` are the numbers of lines that are not one, but for a last one cut off. */
export const readLines = (file: string): Lines => {
  const texts = readFileSync(file, 'utf8').split('\n')
  texts.pop()
  const read = texts.map(readLine)
  return {
    batches: read.filter((batch) => batch !== undefined),
    unread: read.flatMap((batch, index) => (batch ? [] : [index + 1])),
  }
}
