import { seemsToHold } from '../../../platform/protected-words.ts'
import { placesIn } from '../../safety-plans/index.ts'

/** A person of the case: their name, and what they are called. */
export type Named = { name: string; called: string | null }

const partsOf = (words: string): string[] =>
  words
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter(Boolean)
const isWithin = (some: readonly string[], all: readonly string[]): boolean => some.every((part) => all.includes(part))

/** Whether a name may be that of somebody in the case: with a title or without, a middle name left out, the first name alone (HS-14). */
export const isNamed = (typed: string, people: readonly Named[]): boolean => {
  const parts = partsOf(typed)
  return people.some(({ name, called }) => {
    const own = partsOf(name)
    const all = [...own, ...partsOf(called ?? '')]
    return (parts.length > 0 && isWithin(parts, all)) || (own.length > 1 && isWithin(own, parts))
  })
}

/** More than a first name or a surname: as much as a namesake can give. */
export const isFullName = (typed: string): boolean => partsOf(typed).length > 1

// Somebody may be in a safe place, stay close and walk on: most of these are places only after a name.
const always = ['street', 'road', 'lane', 'avenue', 'terrace', 'crescent', 'mews']
const afterName = ['close', 'drive', 'court', 'gardens', 'grove', 'row', 'rise', 'walk']
const houses = [
  ...[
    'way',
    'place',
    'hill',
    'park',
    'green',
    'square',
    'view',
    'house',
    'cottage',
    'farm',
    'lodge',
    'villas',
    'tower',
  ],
  ...['towers', 'heights', 'wharf', 'quay', 'yard', 'parade', 'flats', 'mansions', 'buildings'],
]
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)
const capitals = [...afterName, ...houses].flatMap((word) => [capital(word), word.toUpperCase()])
const articles = [
  'the',
  'a',
  'an',
  'any',
  'each',
  'every',
  'this',
  'that',
  'your',
  'our',
  'their',
  'no',
  'in',
  'on',
  'of',
  'by',
]
const noArticle = `(?<![\\p{L}’'-])(?!(?:${articles.flatMap((word) => [word, capital(word)]).join('|')})\\s)`
const name = `${noArticle}\\p{Lu}[\\p{L}’'-]*\\s+`
const streets = [
  new RegExp(`${noArticle}[\\p{L}’'-]+\\s+(?:${always.join('|')})(?!\\p{L})`, 'iu'),
  new RegExp(`${name}(?:${capitals.join('|')})(?!\\p{L})`, 'u'),
  // Within a sentence a capital is a name.
  new RegExp(`(?<=[\\p{L}\\d,;]\\s+)${name}(?:${afterName.join('|')})(?!\\p{L})`, 'u'),
  /\b(?:[Ff]lat|[Aa]partment|[Bb]lock)\s+(?:\d|[A-Z]\b)/,
]

const date = /(?<![\d.-])(?:0?[1-9]|[12]\d|3[01])([./-])(?:0?[1-9]|1[0-2])\1(?:20\d\d(?!\d)|\d\d(?![\s().-]{0,3}\d))/g
const clockTime = /(?<!\d|\d[.:])(?:[01]?\d|2[0-3])[.:][0-5]\d(?!\d|[.:]\d)/g
const hours = '(?:[01]\\d|2[0-3])[0-5]\\d'
const span = `${hours}\\s*[-–—/]\\s*${hours}`
/** Times of a patrol as police write them, "0200 - 0400": no digit stands beside them, so that no number is cut in two. */
const shifts = new RegExp(`(?<!\\d[\\s().-]{0,3})${span}(?:\\s+${span})*(?![\\s().-]{0,3}\\d)`, 'g')
const withoutTimes = (words: string): string =>
  [date, clockTime, shifts].reduce((text, each) => text.replace(each, ';'), words)

const lastWords = [...always, ...afterName, 'way', 'place', 'hill', 'square', 'green', 'park', 'st', 'rd', 'ave']
const number = '(?<![\\p{L}\\d])\\d{1,4}[a-z]?,?\\s+'
const someWords = "(?:[\\p{L}’'-]{1,30}\\s+)"
const smallWords = [
  ...articles,
  'at',
  'near',
  'to',
  'from',
  'off',
  'down',
  'along',
  'into',
  'across',
  'and',
  'or',
  'more',
]
const addresses = [
  // Two men in the street are no address, and neither do two constables drive one: a name has its capital.
  new RegExp(
    `${number}${someWords}{0,2}(?!PC)\\p{Lu}[\\p{L}’'-]*\\s+(?:${[...always, ...lastWords.map(capital)].join('|')})(?!\\p{L})`,
    'u',
  ),
  new RegExp(`${number}(?!PC)\\p{Lu}[\\p{L}’'-]*\\s+(?:${afterName.join('|')})(?!\\p{L})`, 'u'),
  new RegExp(`${number}(?!(?:${smallWords.join('|')})\\s)[\\p{L}’'-]+\\s+(?:${always.join('|')})(?!\\p{L})`, 'iu'),
]
/** What a text of a measure seems to hold of a number or a place: times, dates and people who stand in a street are neither (HS-15). */
export const placeIn = (words: string): string | undefined => {
  const text = withoutTimes(words)
  const held = seemsToHold(text)
  return held === 'an address' && !addresses.some((each) => each.test(text)) ? undefined : held
}

/** Why somebody could be found by a text that goes outside (HS-10). */
export const tellsWhere = (words: string, people: readonly Named[]): string | undefined => {
  const used = new Set(partsOf(words))
  const parts = people
    .flatMap(({ name, called }) => partsOf(`${name} ${called ?? ''}`))
    .filter((part) => part.length > 2)
  if (parts.some((part) => used.has(part))) return 'This has the name of somebody in this case in it: take it out'
  if (streets.some((each) => each.test(words))) return 'This names a street or a house: name a ward or a town instead'
  const [place] = placesIn(words)
  return place && `This seems to hold ${place}: take it out`
}
