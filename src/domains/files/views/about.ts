import { stateTag } from '../../../design/tags.ts'
import type { Html } from '../../../platform/html.ts'
import { checkWords, foundIn, isHeld, isOpen, kindWords, stateWords } from '../model/file.ts'
import { namesLeft } from '../model/people.ts'
import { type Found, kindWords as protectedWords } from '../model/protected.ts'
import type { FileRow } from '../store.ts'

type Shown = Pick<FileRow, 'state' | 'waitsFor' | 'found' | 'personId' | 'others' | 'notIn' | 'named' | 'mustSplit'>
export const stateShown = (row: Shown): Html => {
  const look = isOpen(row) ? 'done' : row.state === 'refused' ? 'stopped' : isHeld(row) ? 'soon' : 'waiting'
  const waits = row.waitsFor.length > 0 && row.state === 'received'
  if (waits) return stateTag(look, 'Sealed: a check could not run')
  if (row.mustSplit && isHeld(row)) return stateTag(look, 'Held: it is about more than one person')
  if (isHeld(row) && namesLeft(row).length > 0) return stateTag(look, 'Held: it may name somebody else')
  const isShut = row.state === 'held' && foundIn(row.found).length === 0
  return stateTag(look, isShut ? 'Held: a colleague shut it' : (stateWords[row.state] ?? row.state))
}

export const nameOf = ({ kind, shows }: Pick<FileRow, 'kind' | 'shows'>): string =>
  `${kindWords[kind] ?? kind}: ${shows.length > 60 ? `${shows.slice(0, 60)} …` : shows}`

export const waitsInWords = (waitsFor: readonly string[]): string =>
  waitsFor.map((check) => checkWords[check] ?? check).join(', ')

export const sizeInWords = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`

/** Where on the page, for who may not look at it. */
export const placeOf = ({ kind, page, boxes }: Found, type: string | null): string => {
  const what = protectedWords[kind]
  const [first] = boxes
  if (!first) return `${what}, page ${page}`
  if (type === 'text/plain') return `${what}, ${whereInText(first)}`
  return `${what}, page ${page}, ${whereOn(first)}`
}
export const whereOn = (first: Found['boxes'][number]): string => {
  const across = third(first.x + first.w / 2, ['left', 'middle', 'right'])
  const down = third(first.y + first.h / 2, ['at the top', 'half way down', 'at the bottom'])
  return `${down}, ${across}`
}
export const whereInText = ({ x }: { x: number }): string =>
  third(x, ['near the beginning', 'in the middle', 'near the end'])
const third = (part: number, [low, middle, high]: [string, string, string]): string =>
  part < 0.34 ? low : part < 0.67 ? middle : high
