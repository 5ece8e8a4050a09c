import bidiFactory from 'bidi-js'
import { drawn, type Face, faceOf, held, laidOut } from './faces.ts'

export type Direction = 'ltr' | 'rtl'
/** A stretch of one line in one face and one direction; `text` is as it is read. */
export type Run = { text: string; face: Face; isRightToLeft: boolean; x: number; width: number }
/** Its runs stand in the order in which they are read, each with its place from the left. */
export type Line = { runs: Run[]; width: number }
export type Measure = (face: Face, text: string) => number

const bidi = bidiFactory()
const signs = new Intl.Segmenter('en', { granularity: 'grapheme' })

type Piece = Omit<Run, 'x' | 'width'> & { level: number }
/** The stretches of a text, as it is read. */
const piecesOf = (text: string, levels: Uint8Array, from: number, until: number): Piece[] => {
  const pieces: Piece[] = []
  let at = from
  for (const sign of text.slice(from, until)) {
    const level = levels[at] ?? 0
    const last = pieces.at(-1)
    const face = faceOf(sign, last?.face)
    if (!face) throw new Error('a sign that no typeface has was to be drawn')
    if (last && last.level === level && last.face === face) last.text += sign
    else pieces.push({ text: sign, face, level, isRightToLeft: level % 2 === 1 })
    at += sign.length
  }
  return pieces
}

/** From left to right: each stretch of a level and above is turned round, the highest first (Unicode UAX 9, L2). */
const inSight = (pieces: readonly Piece[]): number[] => {
  const order = pieces.map((_, index) => index)
  const levelAt = (place: number): number => pieces[order[place] ?? 0]?.level ?? 0
  const highest = Math.max(0, ...pieces.map(({ level }) => level))
  for (let level = highest; level > 0; level--)
    for (let start = 0; start < order.length; start++) {
      if (levelAt(start) < level) continue
      let end = start
      while (end < order.length && levelAt(end) >= level) end++
      order.splice(start, end - start, ...order.slice(start, end).reverse())
      start = end
    }
  return order
}

const lineOf = (text: string, levels: Uint8Array, from: number, until: number, measure: Measure): Line => {
  const pieces = piecesOf(text, levels, from, until)
  const widths = pieces.map(({ face, ...piece }) => measure(face, asDrawn(piece)))
  const places: number[] = []
  let width = 0
  for (const index of inSight(pieces)) {
    places[index] = width
    width += widths[index] ?? 0
  }
  const runs = pieces.map(({ level: _, ...piece }, index) => ({
    ...{ ...piece, x: places[index] ?? 0, width: widths[index] ?? 0 },
  }))
  return { runs, width }
}

const isArabic = /\p{Script=Arabic}/u
/** What a run hands to the typeface, which itself turns round letters that are written from the right, and nothing else. */
export const asDrawn = ({ text, isRightToLeft }: Pick<Run, 'text' | 'isRightToLeft'>): string => {
  if (!isRightToLeft) return drawn(text)
  const mirrored = [...drawn(text)].map((sign) => bidi.getMirroredCharacter(sign) ?? sign)
  return isArabic.test(text) ? mirrored.join('') : mirrored.reverse().join('')
}

/** A telephone number is dialled from left to right: it is one thing, also where the words around it run the other way. */
const withNumbers = (text: string, direction: Direction): string =>
  text.replace(/\+?\d[\d ]{4,}\d/g, (number) => {
    const whole = number.replaceAll(' ', held)
    return direction === 'rtl' ? `\u2066${whole}\u2069` : whole
  })

/** A text in lines no wider than this, broken between words; a word that is wider, within it. */
export const linesOf = (text: string, direction: Direction, widest: number, measure: Measure): Line[] =>
  withNumbers(laidOut(text), direction)
    .split('\n')
    .map((paragraph) => paragraph.replace(/^ +| +$/g, ''))
    .flatMap((paragraph) => (paragraph === '' ? [] : broken(paragraph, direction, widest, measure)))

const broken = (text: string, direction: Direction, widest: number, measure: Measure): Line[] => {
  const { levels } = bidi.getEmbeddingLevels(text, direction)
  const widthOf = (from: number, until: number) => lineOf(text, levels, from, until, measure).width
  const stretches: [from: number, until: number][] = []
  let [from, until, width] = [0, 0, 0]
  for (const word of text.matchAll(/[^ ]+/g)) {
    const after = word.index + word[0].length
    // The spaces before a word count when it stands in a line that has begun.
    const own = widthOf(from === until ? word.index : until, after)
    if (from < until && width + own <= widest) {
      until = after
      width += own
      continue
    }
    if (from < until) stretches.push([from, until])
    const parts = splitWord(text, word.index, after, (start, end) => widthOf(start, end) <= widest)
    stretches.push(...parts.slice(0, -1))
    ;[from, until] = parts.at(-1) ?? [word.index, after]
    width = widthOf(from, until)
  }
  if (from < until) stretches.push([from, until])
  return stretches.map(([start, end]) => lineOf(text, levels, start, end, measure))
}

/** A word that is wider than a line, in as many parts as it takes; never within what is written as one sign. */
const splitWord = (
  text: string,
  from: number,
  until: number,
  fits: (from: number, until: number) => boolean,
): [from: number, until: number][] => {
  if (fits(from, until)) return [[from, until]]
  const parts: [number, number][] = []
  let [start, end] = [from, from]
  for (const { segment } of signs.segment(text.slice(from, until))) {
    if (start < end && !fits(start, end + segment.length)) {
      parts.push([start, end])
      start = end
    }
    end += segment.length
  }
  return [...parts, [start, end]]
}
