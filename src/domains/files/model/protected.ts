import type { Box, Word } from '../../../platform/untrusted/tools.ts'

export const kinds = ['postcode', 'address', 'phone', 'e-mail', 'school'] as const
export type ProtectedKind = (typeof kinds)[number]
export const kindWords: Record<ProtectedKind, string> = {
  postcode: 'a postcode',
  address: 'part of an address',
  phone: 'a telephone number',
  'e-mail': 'an e-mail address',
  school: 'a school',
}

/** Where somebody is, which has duties where it is found too late (S-14); a number or a school has none. */
export const isPlace = (kind: ProtectedKind): boolean => kind === 'postcode' || kind === 'address'

/**
 * One thing to look for, as `folded` makes it. Held in memory while one file is looked through, and nowhere else. `placeId`: a provider's
 * own, sought in the whole county: so as whole words; `number`: that of its house, which no camera may misread.
 */
export type Sought = { kind: ProtectedKind; folded: string; placeId?: string; number?: string }

const alike: Record<string, string> = { o: '0', q: '0', i: '1', l: '1', j: '1', z: '2', s: '5', g: '9', b: '8' }
/** The signs of a text that count, each with the sign it was: where two that stood beside each other were letters or digits, no word ends. */
type Signs = { text: string; inWord: boolean[] }
const signsOf = (text: string): Signs => {
  const signs: Signs = { text: '', inWord: [] }
  let isInWord = false
  for (const sign of text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()) {
    const isOwn = /[a-z0-9]/.test(sign)
    const own = isOwn ? (alike[sign] ?? sign) : /[|!]/.test(sign) ? '1' : ''
    if (own) signs.inWord.push(isInWord && isOwn)
    signs.text += own
    isInWord = isOwn
  }
  return signs
}
/** Letters and digits alone, in small; those that a camera takes for each other are one. */
export const folded = (text: string): string => signsOf(text).text
const isWhole = ({ inWord }: Pick<Signs, 'inWord'>, from: number, until: number): boolean =>
  !inWord[from] && !inWord[until]

const postcode = /\b[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}\b/gi
const streetWords =
  /\b(street|st|road|rd|lane|ln|avenue|ave|close|cl|drive|dr|row|way|court|ct|place|pl|terrace|gardens|crescent|house|flat|square|hill|green|grove|mews|walk|park|view|rise)\b/i

/** What is looked for, from a way to reach somebody as it was typed. */
export const soughtIn = (kind: string, value: string): Sought[] => {
  if (kind === 'e-mail') return [{ kind: 'e-mail' as const, folded: folded(value) }].filter(isLong)
  const found: Sought[] = [...value.matchAll(postcode)].map(([code]) => ({ kind: 'postcode', folded: folded(code) }))
  const digits = value.replace(/\D/g, '')
  if (/phone|mobile|third/.test(kind) && digits.length >= 7)
    // With 0, 0044 or +44 before it: what follows is the same.
    found.push({ kind: 'phone', folded: digits.replace(/^(0044|44)/, '').replace(/^0/, '') })
  if (/post|visit|third/.test(kind))
    for (const line of value.replace(postcode, '').split(/[,\n;]/)) {
      const street = line.trim().replace(/^(flat\s+)?[\d/-]+[a-z]?\s+/i, '')
      if (/[a-z]{3}/i.test(street) && (/^\s*(flat\s+)?\d/i.test(line) || streetWords.test(line)))
        found.push({ kind: 'address', folded: folded(street) })
    }
  return found.filter(isLong)
}
export const soughtOfSchool = (name: string): Sought[] =>
  [{ kind: 'school' as const, folded: folded(name) }].filter(isLong)
const unit = /^(?:flat|apartment|apt|unit|room|suite|studio)\s+(?:\d+[a-z]?|[a-z]\d*)\b[\s,]*/i
const bareNumber = /^(?:no\.?\s*)?\d+[a-z]?(?:\s*[-/]\s*\d+[a-z]?)?$/i
const numbered = /\d+[a-z]?\s+.*[a-z]{3}/i
const roadAlone = /^[^\d]*\b(street|st|road|rd|lane|ln|avenue|ave|close|cl|drive|dr|way|crescent|terrace)\.?$/i
/** A flat or a bare number is said of the line after it: neither is a place alone, and the street is none without them. */
const joined = (lines: readonly string[]): string[] => {
  const all: string[] = []
  let before = ''
  for (const line of lines) {
    const whole = `${before}${line}`
    if (bareNumber.test(line) || line.replace(unit, '') === '') before = `${whole} `
    else [before] = ['', all.push(whole)]
  }
  return all
}
/** A house with flats is sought as the house: whoever reads its number and its street is at its door. */
const ofHouse = (line: string): string => {
  const rest = line.replace(unit, '')
  return numbered.test(rest) ? rest : line
}
/**
 * What is looked for of a provider's place, in every case of the county: so a street is sought with its number alone, of a name
 * its first part, and a town not at all. With the words as they were typed, for whoever keeps the list.
 */
export const partsOfPlace = (kind: PlaceKind, text: string): { kind: ProtectedKind; words: string }[] => {
  const codes = [...text.matchAll(postcode)].map(([code]) => ({ kind: 'postcode' as const, words: code }))
  const lines = text
    .replace(postcode, '')
    .split(/[,\n;]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const houses = joined(lines).filter((line, index) => numbered.test(line) || (index === 0 && !roadAlone.test(line)))
  const named = { postcode: [], name: lines.slice(0, 1), address: houses.map(ofHouse) }[kind]
  const sought = named.filter((line) => folded(line).length >= shortest)
  return [...codes, ...sought.map((words) => ({ kind: 'address' as const, words }))]
}
export const soughtOfPlace = (kind: PlaceKind, text: string, placeId: string): Sought[] =>
  partsOfPlace(kind, text).map((part) => {
    const number = /^\d+/.exec(part.words)?.[0]
    return { kind: part.kind, folded: folded(part.words), placeId, ...(number && { number }) }
  })
export const placeKinds = ['address', 'postcode', 'name'] as const
export type PlaceKind = (typeof placeKinds)[number]

const shortest = 5
const isLong = ({ folded: text }: Sought): boolean => text.length >= shortest

/** Which sorts of what is sought a text names, whatever stands between its letters. */
export const kindsNamed = (text: string, sought: readonly Sought[]): ProtectedKind[] => {
  const signs = signsOf(text)
  return kinds.filter((kind) => sought.some((one) => one.kind === kind && spotsOf(signs, one, 0).length > 0))
}

/** Where something protected stands: its sort, its page, the boxes of its words, and which providers’ places it is. Never the thing itself. */
export type Found = { kind: ProtectedKind; page: number; boxes: Box[]; places?: string[] }
/** What is kept of a find and read by whoever sees the file: nothing of whose list it stands on. */
export const shownOf = (found: readonly Found[]): Pick<Found, 'kind' | 'page' | 'boxes'>[] =>
  found.map(({ kind, page, boxes }) => ({ kind, page, boxes }))

type Stream = Signs & { wordAt: number[] }
const streamOf = (words: readonly Word[]): Stream => {
  const stream: Stream = { text: '', inWord: [], wordAt: [] }
  words.forEach((word, index) => {
    const own = signsOf(word.text)
    stream.text += own.text
    stream.inWord.push(...own.inWord)
    for (let sign = 0; sign < own.text.length; sign++) stream.wordAt.push(index)
  })
  return stream
}

/** Looks through the words of one page. A camera misreads: `wrong` signs in ten may be others than those sought. */
export const findIn = (words: readonly Word[], sought: readonly Sought[], page: number, wrong: 0 | 1): Found[] => {
  const stream = streamOf(words)
  return sought.flatMap((one) =>
    spotsOf(stream, one, wrong).map(([from, until]) => {
      const [first = 0, last = 0] = [stream.wordAt[from], stream.wordAt[until - 1]]
      const boxes = words.slice(first, last + 1).map(({ box }) => widened(box))
      return { kind: one.kind, page, boxes, ...(one.placeId && { places: [one.placeId] }) }
    }),
  )
}
const allowed = (length: number): number => (length < 6 ? 0 : length < 10 ? 1 : Math.floor(length / 6))

/** A provider's place is sought in every case: a neighbour's postcode or house, one sign away, is no find. */
const spotsOf = (signs: Signs, { kind, folded: own, placeId, number }: Sought, wrong: 0 | 1): [number, number][] => {
  const isExact = wrong === 0 || (placeId !== undefined && kind === 'postcode')
  const all = placesOf(signs.text, own, isExact ? 0 : allowed(own.length))
  if (placeId === undefined) return all
  return all.filter(
    ([from, until]) =>
      isWhole(signs, from, until) &&
      (number === undefined ||
        signs.text.slice(from, until) === own ||
        (signs.text.startsWith(number, from) && isWhole(signs, from, from + number.length))),
  )
}

/** Every place in which a text stands, with at most so many signs wrong, missing or too many (Sellers). */
export const placesOf = (text: string, own: string, most: number): [number, number][] => {
  if (most === 0) {
    const all: [number, number][] = []
    for (let at = text.indexOf(own); at !== -1; at = text.indexOf(own, at + 1)) all.push([at, at + own.length])
    return all
  }
  // For each sign of what is sought: how many are wrong so far, and where that reading began.
  const rows = own.length
  let [cost, from] = [Int32Array.from({ length: rows + 1 }, (_, row) => row), new Int32Array(rows + 1)]
  let [nextCost, nextFrom] = [new Int32Array(rows + 1), new Int32Array(rows + 1)]
  const kept: { cost: number; from: number; until: number }[] = []
  for (let at = 0; at < text.length; at++) {
    nextCost[0] = 0
    nextFrom[0] = at + 1
    for (let row = 1; row <= rows; row++) {
      const same = (cost[row - 1] ?? 0) + (own[row - 1] === text[at] ? 0 : 1)
      const extra = (cost[row] ?? 0) + 1
      const missing = (nextCost[row - 1] ?? 0) + 1
      const start = row === 1 ? at : undefined
      nextCost[row] = Math.min(same, extra, missing)
      if (same <= extra && same <= missing) nextFrom[row] = start ?? from[row - 1] ?? at
      else nextFrom[row] = extra <= missing ? (from[row] ?? at) : (start ?? nextFrom[row - 1] ?? at)
    }
    ;[cost, nextCost] = [nextCost, cost]
    ;[from, nextFrom] = [nextFrom, from]
    const end = { cost: cost[rows] ?? most + 1, from: from[rows] ?? at, until: at + 1 }
    if (end.cost > most) continue
    // Of readings that lie over each other, the best.
    const last = kept.at(-1)
    if (!last || end.from >= last.until) kept.push(end)
    else if (end.cost < last.cost) kept[kept.length - 1] = end
  }
  return kept.map((end) => [end.from, end.until])
}

const margin = 0.006
const widened = ({ x, y, w, h }: Box): Box => {
  const [left, top] = [Math.max(0, x - margin), Math.max(0, y - margin)]
  return { x: left, y: top, w: Math.min(1, x + w + margin) - left, h: Math.min(1, y + h + margin) - top }
}

const areaOf = ({ w, h }: Box): number => Math.max(0, w) * Math.max(0, h)
const shared = (a: Box, b: Box): number => {
  const [w, h] = [
    Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x),
    Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y),
  ]
  return w > 0 && h > 0 ? w * h : 0
}
/** Whether a box lies, all but its edge, under one of these. */
export const isUnder = (box: Box, covers: readonly Box[]): boolean =>
  covers.some((cover) => shared(box, cover) >= 0.9 * areaOf(box))

/** More than anybody covers at one time: what is beyond is found when these are covered. */
const mostFound = 200
const isSame = (found: Found, other: Found): boolean =>
  other.kind === found.kind &&
  other.page === found.page &&
  found.boxes.every((box) =>
    other.boxes.some((known) => shared(box, known) > 0.5 * Math.min(areaOf(box), areaOf(known))),
  )
/** What a second person has not decided on: not what they opened it with; a provider’s place is decided on by nobody (INV-06). */
export const isNew =
  (decided: readonly Found[]) =>
  (found: Found): boolean =>
    found.places !== undefined || !decided.some((other) => isSame(found, other))
/** The same thing read twice is one. */
export const once = (all: readonly Found[]): Found[] => {
  const kept: Found[] = []
  for (const found of all) {
    const known = kept.findIndex((other) => isSame(found, other))
    const same = kept[known]
    if (!same) kept.push(found)
    else if (found.places) kept[known] = { ...same, places: [...new Set([...(same.places ?? []), ...found.places])] }
    if (kept.length === mostFound) break
  }
  return kept
}

/** What no cover hides. What is covered is left out first, so that it never stands in the way of what is not. */
export const leftOpen = (all: readonly Found[], on: (page: number) => readonly Box[]): Found[] =>
  once(all.filter(({ page, boxes }) => !boxes.every((box) => isUnder(box, on(page)))))
