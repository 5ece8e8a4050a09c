import { matches } from './attributes.ts'
import { ScimError } from './errors.ts'

/** A filter of RFC 7644 3.4.2.2, as a question to ask of each resource. */
export type Filter = (resource: unknown) => boolean
export const comparisons = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'] as const
export type Comparison = (typeof comparisons)[number]

type Token = { kind: 'word' | 'value' | 'mark'; text: string; value?: unknown }

const longest = 1000
const most = 200

/** Reads a filter, or says that it is none. */
export const readFilter = (text: string): Filter => {
  if (text.length > longest) throw invalid(`A filter has at most ${longest} characters`)
  const tokens = tokensOf(text)
  const parsed = either(tokens)
  if (tokens.length > 0) throw invalid(`Nothing was expected at “${tokens[0]?.text}”`)
  return parsed
}

const invalid = (detail: string) => new ScimError(400, detail, 'invalidFilter')

const pattern = /\s*(?:("(?:[^"\\]|\\.)*")|([()[\]])|(-?\d+(?:\.\d+)?(?=[\s)\]]|$))|([A-Za-z$][\w$:.-]*))/y

const tokensOf = (text: string): Token[] => {
  const tokens: Token[] = []
  let at = 0
  while (text.slice(at).trim()) {
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (!found) throw invalid('This is not a filter')
    const [whole, quoted, mark, figure, word] = found
    at += whole.length
    if (quoted !== undefined) tokens.push({ kind: 'value', text: quoted, value: textIn(quoted) })
    else if (mark !== undefined) tokens.push({ kind: 'mark', text: mark })
    else if (figure !== undefined) tokens.push({ kind: 'value', text: figure, value: Number(figure) })
    else tokens.push({ kind: 'word', text: word ?? '' })
    if (tokens.length > most) throw invalid('This filter is too long')
  }
  return tokens
}

const textIn = (quoted: string): unknown => {
  try {
    return JSON.parse(quoted)
  } catch {
    throw invalid('A text in this filter is not written as JSON writes it')
  }
}

const isWord = (token: Token | undefined, word: string): boolean =>
  token?.kind === 'word' && token.text.toLowerCase() === word

const either = (tokens: Token[]): Filter => {
  const all = [both(tokens)]
  while (isWord(tokens[0], 'or')) {
    tokens.shift()
    all.push(both(tokens))
  }
  return (resource) => all.some((each) => each(resource))
}
const both = (tokens: Token[]): Filter => {
  const all = [one(tokens)]
  while (isWord(tokens[0], 'and')) {
    tokens.shift()
    all.push(one(tokens))
  }
  return (resource) => all.every((each) => each(resource))
}

const one = (tokens: Token[]): Filter => {
  const first = tokens.shift()
  if (isWord(first, 'not') && tokens[0]?.text === '(') {
    const inner = one(tokens)
    return (resource) => !inner(resource)
  }
  if (first?.kind === 'mark' && first.text === '(') {
    const inner = either(tokens)
    expect(tokens, ')')
    return inner
  }
  if (first?.kind !== 'word') throw invalid('A filter names an attribute first')
  return about(first.text, tokens)
}

const about = (path: string, tokens: Token[]): Filter => {
  if (tokens[0]?.kind === 'mark' && tokens[0].text === '[') {
    tokens.shift()
    const inner = either(tokens)
    expect(tokens, ']')
    return (resource) => matches(resource, path, inner)
  }
  const operator = tokens.shift()
  if (isWord(operator, 'pr')) return (resource) => matches(resource, path, isThere)
  const comparison = comparisons.find((each) => isWord(operator, each))
  if (!comparison) throw invalid(`“${operator?.text ?? ''}” is not a comparison`)
  const value = literalIn(tokens.shift())
  const isExact = /^(id|externalId)$/i.test(path)
  if (comparison === 'ne') return (resource) => !matches(resource, path, (each) => compare('eq', each, value, isExact))
  return (resource) => matches(resource, path, (each) => compare(comparison, each, value, isExact))
}

const expect = (tokens: Token[], mark: string): void => {
  if (tokens.shift()?.text !== mark) throw invalid(`“${mark}” is missing`)
}

const words: Record<string, unknown> = { true: true, false: false, null: null }
const literalIn = (token: Token | undefined): unknown => {
  if (token?.kind === 'value') return token.value
  const word = token?.text.toLowerCase() ?? ''
  if (token?.kind === 'word' && Object.hasOwn(words, word)) return words[word]
  throw invalid('A comparison ends with a value: text in double quotes, a number, true, false or null')
}

const isThere = (value: unknown): boolean => value !== undefined && value !== null && value !== ''

/** Text is compared without regard to capitals unless it is an id; Entra writes true and false as text. */
export const compare = (comparison: Comparison, held: unknown, sought: unknown, isExact = false): boolean => {
  if (sought === null) return comparison === 'eq' && !isThere(held)
  if (typeof held === 'object' || held === undefined) return false
  if (typeof held === 'number' && typeof sought === 'number') return ordered(comparison, held - sought)
  const fold = (value: unknown): string => (isExact ? String(value) : String(value).toLowerCase())
  const [a, b] = [fold(held), fold(sought)]
  if (comparison === 'co') return a.includes(b)
  if (comparison === 'sw') return a.startsWith(b)
  if (comparison === 'ew') return a.endsWith(b)
  return ordered(comparison, a < b ? -1 : Number(a > b))
}

const ordered = (comparison: Comparison, difference: number): boolean => {
  if (comparison === 'gt') return difference > 0
  if (comparison === 'ge') return difference >= 0
  if (comparison === 'lt') return difference < 0
  if (comparison === 'le') return difference <= 0
  return comparison === 'eq' && difference === 0
}
