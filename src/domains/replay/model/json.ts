/** A JSON value that knows where it stands in the file, so that an error can name the place. */
export type Json = { at: number } & (
  | { kind: 'object'; members: Map<string, Json> }
  | { kind: 'list'; items: Json[] }
  | { kind: 'text'; text: string }
  | { kind: 'other'; value: number | boolean | null }
)

export class Misplaced extends Error {
  readonly at: number
  constructor(at: number, message: string) {
    super(message)
    this.at = at
  }
}

const deepest = 64

/** Reads strict JSON. A key that stands twice is refused: which one was meant cannot be known. */
export const parseJson = (text: string): Json => {
  const reader = { text, at: 0 }
  const value = readValue(reader, 0)
  skipSpace(reader)
  if (reader.at < text.length) throw new Misplaced(reader.at, 'There is something after the end of the file’s value')
  return value
}

type Reader = { readonly text: string; at: number }

const skipSpace = (reader: Reader): void => {
  while (' \t\n\r'.includes(reader.text.charAt(reader.at) || '-')) reader.at++
}

const readValue = (reader: Reader, depth: number): Json => {
  skipSpace(reader)
  if (depth > deepest) throw new Misplaced(reader.at, `Values are nested more than ${deepest} deep`)
  const { at } = reader
  const first = reader.text.charAt(at)
  if (first === '{') return readObject(reader, depth)
  if (first === '[') return readList(reader, depth)
  if (first === '"') return { at, kind: 'text', text: readText(reader) }
  return { at, kind: 'other', value: readOther(reader) }
}

const readObject = (reader: Reader, depth: number): Json => {
  const { at } = reader
  const members = new Map<string, Json>()
  reader.at++
  skipSpace(reader)
  if (takes(reader, '}')) return { at, kind: 'object', members }
  for (;;) {
    skipSpace(reader)
    const keyAt = reader.at
    if (reader.text.charAt(keyAt) !== '"') throw unexpected(reader, 'a name in double quotes')
    const key = readText(reader)
    if (members.has(key)) throw new Misplaced(keyAt, `“${shortened(key)}” stands twice in the same place`)
    skipSpace(reader)
    if (!takes(reader, ':')) throw unexpected(reader, 'a colon')
    members.set(key, readValue(reader, depth + 1))
    skipSpace(reader)
    if (takes(reader, '}')) return { at, kind: 'object', members }
    if (!takes(reader, ',')) throw unexpected(reader, 'a comma or }')
  }
}

const readList = (reader: Reader, depth: number): Json => {
  const { at } = reader
  const items: Json[] = []
  reader.at++
  skipSpace(reader)
  if (takes(reader, ']')) return { at, kind: 'list', items }
  for (;;) {
    items.push(readValue(reader, depth + 1))
    skipSpace(reader)
    if (takes(reader, ']')) return { at, kind: 'list', items }
    if (!takes(reader, ',')) throw unexpected(reader, 'a comma or ]')
  }
}

const textPattern = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"/y
const otherPattern = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.])/y

const readText = (reader: Reader): string => {
  const { at } = reader
  const raw = match(reader, textPattern)
  if (raw === null) throw new Misplaced(at, 'This text has no end')
  try {
    return String(JSON.parse(raw))
  } catch {
    throw new Misplaced(at, 'This text holds a character that JSON does not allow')
  }
}

const readOther = (reader: Reader): number | boolean | null => {
  const raw = match(reader, otherPattern)
  if (raw === null) throw unexpected(reader, 'a value')
  return raw === 'null' ? null : raw === 'true' ? true : raw === 'false' ? false : Number(raw)
}

const match = (reader: Reader, pattern: RegExp): string | null => {
  pattern.lastIndex = reader.at
  const found = pattern.exec(reader.text)
  if (!found) return null
  reader.at += found[0].length
  return found[0]
}

const takes = (reader: Reader, character: string): boolean => {
  if (reader.text.charAt(reader.at) !== character) return false
  reader.at++
  return true
}

const unexpected = (reader: Reader, wanted: string): Misplaced =>
  reader.at >= reader.text.length
    ? new Misplaced(reader.at, `The file ends where ${wanted} should stand`)
    : new Misplaced(reader.at, `Here should stand ${wanted}`)

export const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text)
