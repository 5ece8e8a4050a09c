import { parseWhen, type When } from './dates.ts'
import { type Json, Misplaced, parseJson, shortened } from './json.ts'

/** One event of a chronology, as its file tells it. */
export type Event = { when: When; date: string; type: string; by: string; what: string | null }
export type Chronology = { slug: string | null; title: string | null; events: Event[] }
export type FileError = { line: number; column: number; message: string }

export const isApproximate = ({ when }: Event): boolean => 'span' in when && when.span.isAbout

export const mostBytes = 16 * 1024 * 1024
export const tooLarge = 'The file is larger than 16 MB: split it'
const mostEvents = 20_000

/** Reads a file of the review format, or says where it is wrong. */
export const readChronology = (bytes: Uint8Array): { chronology: Chronology } | { error: FileError } => {
  const text = new TextDecoder().decode(bytes.subarray(0, mostBytes + 1))
  try {
    if (bytes.length > mostBytes) throw new Misplaced(0, tooLarge)
    refuseBadBytes(bytes, text)
    if (text.includes('\0')) throw new Misplaced(text.indexOf('\0'), 'This is not UTF-8 text: save it as UTF-8')
    return { chronology: chronologyFrom(parseJson(text)) }
  } catch (error) {
    if (error instanceof Misplaced) return { error: { ...placeOf(text, error.at), message: error.message } }
    throw error
  }
}

const placeOf = (text: string, at: number): { line: number; column: number } => {
  const before = text.slice(0, at)
  return { line: before.split('\n').length, column: at - before.lastIndexOf('\n') }
}

/** A byte that is no UTF-8 shows as a mark that the file itself does not hold. */
const refuseBadBytes = (bytes: Uint8Array, text: string): void => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    let at = text.indexOf('\uFFFD')
    const isReal = () => new TextEncoder().encode(text.slice(0, at + 1)).every((byte, index) => byte === bytes[index])
    while (at !== -1 && isReal()) at = text.indexOf('\uFFFD', at + 1)
    throw new Misplaced(Math.max(at, 0), 'There are bytes here that are not UTF-8 text')
  }
}

const chronologyFrom = (root: Json): Chronology => {
  if (root.kind !== 'object') throw new Misplaced(root.at, 'The file should hold one object with a list of events')
  const events = root.members.get('events')
  if (!events) throw new Misplaced(root.at, 'There is no list of events')
  if (events.kind !== 'list') throw new Misplaced(events.at, 'The events should be a list')
  const tooMany = events.items[mostEvents]
  if (tooMany) throw new Misplaced(tooMany.at, 'There are more than 20,000 events: split the file')
  return {
    slug: textIn(root, 'slug') ?? null,
    title: textIn(root, 'title') ?? null,
    events: events.items.map(eventFrom),
  }
}

const eventFrom = (event: Json): Event => {
  if (event.kind !== 'object') throw new Misplaced(event.at, 'Each event should be an object')
  const date = needed(event, 'date')
  const precision = needed(event, 'precision')
  const type = needed(event, 'type')
  const when = parseWhen(date, precision)
  if (typeof when === 'string') throw new Misplaced(event.members.get('date')?.at ?? event.at, when)
  return { when, date, type, by: textIn(event, 'by') ?? '-', what: textIn(event, 'what') ?? null }
}

const needed = (event: Json & { kind: 'object' }, name: string): string => {
  const text = textIn(event, name)
  if (text === undefined) throw new Misplaced(event.at, `This event has no ${name}`)
  if (text.trim() === '') throw new Misplaced(event.members.get(name)?.at ?? event.at, `The ${name} is empty`)
  return text
}

const textIn = ({ members }: Json & { kind: 'object' }, name: string): string | undefined => {
  const value = members.get(name)
  if (!value || (value.kind === 'other' && value.value === null)) return undefined
  if (value.kind !== 'text') throw new Misplaced(value.at, `“${shortened(name)}” should be text`)
  return value.text
}
