import { readFileSync } from 'node:fs'
import path from 'node:path'
import { create, type Font } from 'fontkit'

const file = (name: string): Buffer => readFileSync(path.join(import.meta.dirname, `../../../data/fonts/${name}.ttf`))

/** The typefaces of paper. The first that has a sign draws it. */
const names = {
  latin: 'atkinson-hyperlegible-next-latin',
  'latin-ext': 'atkinson-hyperlegible-next-latin-ext',
  devanagari: 'noto-sans-devanagari',
  arabic: 'vazirmatn',
} as const
export type Face = keyof typeof names
const isFace = (name: string): name is Face => Object.hasOwn(names, name)
export const faces: readonly Face[] = Object.keys(names).filter(isFace)

type Kept = { bytes: Buffer; signs: ReadonlySet<number> }
const kept = new Map<Face, Kept>()
/** Read once, when the first paper is made. */
const read = (face: Face): Kept => {
  const known = kept.get(face)
  if (known) return known
  const bytes = file(names[face])
  const font = create(bytes)
  if (!isOneFont(font)) throw new Error(`${names[face]} is more than one font`)
  const own = { bytes, signs: new Set(font.characterSet) }
  kept.set(face, own)
  return own
}
const isOneFont = (font: ReturnType<typeof create>): font is Font => 'characterSet' in font

export const bytesOf = (face: Face): Buffer => read(face).bytes
const has = (face: Face, sign: string): boolean => read(face).signs.has(sign.codePointAt(0) ?? 0)

// Signs that are never drawn, and what of them says how the others are: which way they run, and how they join.
const unseen = /^[\p{Default_Ignorable_Code_Point}\p{Cc}]$/u
const says = /^[\u061c\u200c-\u200f\u202a-\u202e\u2066-\u2069]$/
const isJoiner = (sign: string): boolean => sign === '\u200c' || sign === '\u200d'
/** A space at which no line is broken. */
export const held = '\u00a0'

/** A text as it is laid out: other spaces are spaces, and what says nothing is not there. */
export const laidOut = (text: string): string =>
  [...text.normalize('NFC').replace(/[^\S\n]/g, ' ')]
    .filter((sign) => sign === '\n' || says.test(sign) || !unseen.test(sign))
    .join('')
/** What of it is handed to a typeface. */
export const drawn = (text: string): string =>
  [...text.replaceAll(held, ' ')].filter((sign) => !says.test(sign) || isJoiner(sign)).join('')

/** The face of each sign; one that more than one has, such as a space, goes with the sign before it. */
export const faceOf = (sign: string, before: Face | undefined): Face | undefined => {
  const own = sign === held ? ' ' : sign
  if (says.test(sign)) return before ?? faces[0]
  return before && has(before, own) ? before : faces.find((face) => has(face, own))
}

/** The signs of a text that none of the typefaces has, each once. */
export const signsWithoutFace = (text: string): string[] => [
  ...new Set([...laidOut(text)].filter((sign) => sign !== '\n' && !faceOf(sign, undefined))),
]
