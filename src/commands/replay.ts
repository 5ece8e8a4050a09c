import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { allRules } from '../all-rules.ts'
import {
  type Day0,
  mostBytes,
  printReplay,
  type Replayed,
  readChronology,
  replayFile,
  tooLarge,
  type Unreadable,
} from '../domains/replay/index.ts'
import { defaultPolicy } from '../local-policy/values.ts'
import { englandAndWales } from '../rules/calendar.ts'
import { type Io, WrongWords } from './io.ts'

const terms = { rules: allRules, policy: defaultPolicy, calendar: englandAndWales }

/** Replays each file: an array for machines, pages for people. A file that cannot be read does not stop the rest. */
export const run = async (args: string[], { stdin, stdout }: Pick<Io, 'stdin' | 'stdout'>): Promise<number> => {
  const { files, json, days } = wordsOf(args)
  const results: (Replayed | Unreadable)[] = []
  const pages: string[] = []
  for (const name of files) {
    const read = name === '-' ? await bytesFrom(stdin) : await bytesOf(name)
    const result =
      typeof read === 'string' ? refused(name, read) : replayFile({ name, bytes: read }, day0Of(name, days), terms)
    results.push(result)
    if (!json) pages.push(printReplay(result, typeof read === 'string' ? [] : eventsIn(read)))
  }
  stdout.write(json ? `${JSON.stringify(results, null, 2)}\n` : `${pages.join('\n\n')}\n`)
  return results.some((result) => 'error' in result) ? 1 : 0
}

const refused = (file: string, message: string): Unreadable => ({ file, error: { line: 1, column: 1, message } })
const eventsIn = (bytes: Uint8Array) => {
  const read = readChronology(bytes)
  return 'error' in read ? [] : read.chronology.events
}

const bytesOf = async (name: string): Promise<Buffer | string> => {
  try {
    const found = await stat(name)
    if (found.isDirectory()) return 'This is a folder: name the files in it'
    // A pipe that nobody writes to would be waited for without end.
    if (!found.isFile()) return 'This is no file: send it through standard input, with - as its name'
    return found.size > mostBytes ? tooLarge : await readFile(name)
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
    return why === 'ENOENT' ? 'There is no such file' : `The file cannot be opened (${why})`
  }
}

const bytesFrom = async (stdin: Io['stdin']): Promise<Buffer | string> => {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of stdin) {
    const bytes = Buffer.from(part)
    size += bytes.length
    if (size > mostBytes) return tooLarge
    parts.push(bytes)
  }
  return Buffer.concat(parts)
}

type Days = Map<string, string>

/** A day for all files, or for the one whose slug or file name it is given for. */
const day0Of =
  (name: string, days: Days): Day0 =>
  (slug) =>
    days.get(slug ?? '') ?? days.get(path.basename(name, '.json')) ?? days.get('') ?? null

const day0Pattern = /^(?:([^=]+)=)?(\d{4}-\d{2}-\d{2})$/

const wordsOf = (args: string[]): { files: string[]; json: boolean; days: Days } => {
  const options = { json: { type: 'boolean' }, day0: { type: 'string', multiple: true } } as const
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
  // More days may follow the first: `--day0 one=2016-06-04 two=2023-04-11`.
  const isDay = (word: string) => (values.day0 ?? []).length > 0 && word.includes('=') && day0Pattern.test(word)
  const files = positionals.filter((word) => !isDay(word))
  if (files.length === 0) throw new WrongWords('Name at least one file.')
  const given = [...(values.day0 ?? []).flatMap((word) => word.split(',')), ...positionals.filter(isDay)]
  return { files, json: values.json ?? false, days: new Map(given.map(dayFrom)) }
}

const dayFrom = (word: string): [string, string] => {
  const [, slug = '', day = ''] = day0Pattern.exec(word) ?? []
  if (!z.iso.date().safeParse(day).success)
    throw new WrongWords(`"${word}" is no day: write 2016-06-04 or SLUG=2016-06-04.`)
  return [slug, day]
}
