/** What must not be read in a text that leaves: who else is in it, what is sealed, and what the lead wants out. */
export type Hidden = {
  /** Names of everybody else, as they are recorded. */
  names: readonly string[]
  /** The name of whoever asks: it stays, where it is not part of another's. */
  own: readonly string[]
  /** Sealed values in plain: numbers, addresses, trusted people, code words. */
  sealed: readonly string[]
  /** Words that the lead typed. */
  words: readonly string[]
}

const single: Record<string, string> = { ł: 'l', ø: 'o', đ: 'd', ð: 'd', ħ: 'h', ı: 'i', ß: 's', þ: 't' }
const foldedUnit = (unit: string): string => {
  const [base = unit] = unit.toLowerCase().normalize('NFD')
  return single[base] ?? base
}
/** The text without accents and capitals, unit for unit, so that places in it are places in the text. */
const folded = (text: string): string => [...text].map((each) => foldedUnit(each).padEnd(each.length, ' ')).join('')

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+')
const partsOf = (name: string): string[] => folded(name).match(/[\p{L}\p{M}]{2,}/gu) ?? []

const patterns = [
  // An e-mail address, a number, a postcode, a house in a street.
  '[^\\s@<>]+@[^\\s@<>]+\\.[a-z]{2,}',
  '(?<![\\d])\\+?\\(?\\d[\\d\\s().-]{7,}\\d',
  '(?<![\\p{L}\\d])[a-z]{1,2}\\d[a-z\\d]?\\s*\\d[a-z]{2}(?![\\p{L}\\d])',
  "(?<![\\p{L}\\d])\\d+[a-z]?,?\\s+(?:[\\p{L}'-]+\\s+){1,4}(?:street|st|road|rd|lane|avenue|ave|close|drive|way|court|crescent|terrace|place|gardens|grove|row|hill|house|mews|square|park)(?![\\p{L}])",
]
const anywhere = (texts: readonly string[]): string[] =>
  texts
    .flatMap((text) => [text, ...text.split(/[,;\n]/)])
    .map((text) => folded(text.normalize('NFC')).trim())
    .filter((text) => text.length >= 3)
    .map(escaped)
const asWords = (texts: readonly string[]): string[] =>
  texts.map((text) => `(?<![\\p{L}\\p{M}])${escaped(text)}(?![\\p{L}\\p{M}])`)

const longestFirst = (texts: readonly string[]): string[] =>
  [...new Set(texts)].toSorted((a, b) => b.length - a.length || a.localeCompare(b))

/** Takes out of each text whatever must not leave. One pass: what was put in is never read again as a name. */
export const redactor = ({ names, own, sealed, words }: Hidden): ((text: string) => string) => {
  const mine = new Set(own.flatMap(partsOf))
  // In capitals a letter may become two: ß is SS.
  const written = names.flatMap((name) => [name, name.toUpperCase()]).map((name) => name.normalize('NFC'))
  const full = written.map((name) => folded(name).replace(/\s+/g, ' ').trim()).filter((name) => name.length >= 2)
  const parts = written.flatMap(partsOf).filter((part) => !mine.has(part))
  const people = new Set(longestFirst([...full, ...parts]))
  const taken = [
    ...longestFirst(anywhere([...sealed.filter((value) => !mine.has(folded(value).trim())), ...words])),
    ...patterns,
  ]
  const all = new RegExp([...taken.map((each) => `(?:${each})`), ...asWords([...people])].join('|'), 'gu')
  return (text) => {
    const composed = text.normalize('NFC')
    const plain = folded(composed)
    let [result, from] = ['', 0]
    for (const match of plain.matchAll(all)) {
      const isName = people.has(match[0].replace(/\s+/g, ' '))
      result += `${composed.slice(from, match.index)}${isName ? '[somebody else]' : '[taken out]'}`
      from = match.index + match[0].length
    }
    return result + composed.slice(from)
  }
}
