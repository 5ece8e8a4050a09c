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

/** One thing to look for, as `folded` makes it. Held in memory while one file is looked through, and nowhere else. `placeId`: a provider's own. */
export type Sought = { kind: ProtectedKind; folded: string; placeId?: string }

const alike: Record<string, string> = { o: '0', q: '0', i: '1', l: '1', j: '1', z: '2', s: '5', g: '9', b: '8' }
/** Letters and digits alone, in small; those that a camera takes for each other are one. */
export const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[|!]/g, '1')
    .replace(/[^a-z0-9]/g, '')
    .replace(/[a-z]/g, (letter) => alike[letter] ?? letter)

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
/**
 * What is looked for of a provider's place, in every case of the county: so a street is sought with its number, and a town not at
 * all. With the words as they were typed, for whoever keeps the list.
 */
export const partsOfPlace = (kind: PlaceKind, text: string): { kind: ProtectedKind; words: string }[] => {
  const codes = [...text.matchAll(postcode)].map(([code]) => ({ kind: 'postcode' as const, words: code }))
  const rest = text.replace(postcode, '').split(/[,\n;]/)
  const lines = rest.map((line) => line.trim()).filter((line) => folded(line).length >= shortest)
  const houses = kind === 'address' ? lines.filter((line, index) => /\d/.test(line) || index === 0) : lines
  const named = kind === 'postcode' ? [] : houses.map((words) => ({ kind: 'address' as const, words }))
  return [...codes, ...named]
}
export const soughtOfPlace = (kind: PlaceKind, text: string, placeId: string): Sought[] =>
  partsOfPlace(kind, text).map((part) => ({ kind: part.kind, folded: folded(part.words), placeId }))
export const placeKinds = ['address', 'postcode', 'name'] as const
export type PlaceKind = (typeof placeKinds)[number]

const shortest = 5
const isLong = ({ folded: text }: Sought): boolean => text.length >= shortest

/** Which sorts of what is sought a text names, whatever stands between its letters. */
export const kindsNamed = (text: string, sought: readonly Sought[]): ProtectedKind[] => {
  const all = folded(text)
  return kinds.filter((kind) => sought.some((one) => one.kind === kind && all.includes(one.folded)))
}

/** Where something protected stands: its sort, its page, the boxes of its words, and which providers’ places it is. Never the thing itself. */
export type Found = { kind: ProtectedKind; page: number; boxes: Box[]; places?: string[] }
/** What is kept of a find and read by whoever sees the file: nothing of whose list it stands on. */
export const shownOf = (found: readonly Found[]): Pick<Found, 'kind' | 'page' | 'boxes'>[] =>
  found.map(({ kind, page, boxes }) => ({ kind, page, boxes }))

type Stream = { text: string; wordAt: number[] }
const streamOf = (words: readonly Word[]): Stream => {
  let text = ''
  const wordAt: number[] = []
  words.forEach((word, index) => {
    const own = folded(word.text)
    text += own
    for (let sign = 0; sign < own.length; sign++) wordAt.push(index)
  })
  return { text, wordAt }
}

/** Looks through the words of one page. A camera misreads: `wrong` signs in ten may be others than those sought. */
export const findIn = (words: readonly Word[], sought: readonly Sought[], page: number, wrong: 0 | 1): Found[] => {
  const { text, wordAt } = streamOf(words)
  return sought.flatMap(({ kind, folded: own, placeId }) =>
    placesOf(text, own, wrong === 0 ? 0 : allowed(own.length)).map(([from, until]) => {
      const [first = 0, last = 0] = [wordAt[from], wordAt[until - 1]]
      const boxes = words.slice(first, last + 1).map(({ box }) => widened(box))
      return { kind, page, boxes, ...(placeId && { places: [placeId] }) }
    }),
  )
}
const allowed = (length: number): number => (length < 6 ? 0 : length < 10 ? 1 : Math.floor(length / 6))

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
/** The same thing read twice is one. */
export const once = (all: readonly Found[]): Found[] => {
  const kept: Found[] = []
  for (const found of all) {
    const known = kept.findIndex(
      (other) =>
        other.kind === found.kind &&
        other.page === found.page &&
        found.boxes.every((box) =>
          other.boxes.some((known) => shared(box, known) > 0.5 * Math.min(areaOf(box), areaOf(known))),
        ),
    )
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
