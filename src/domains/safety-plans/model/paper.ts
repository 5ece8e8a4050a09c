import { z } from 'zod'
import { text, tick } from '../../../platform/fields.ts'
import { languageOf, type PhraseKey } from '../../languages/index.ts'
import { holds, type Item } from './plan.ts'
import { promptOf } from './templates.ts'

/** What somebody may take home of a plan. */
export const documents = {
  plan: 'Their plan',
  child: 'The child’s plan',
  card: 'A card with numbers to know by heart',
  bag: 'A list of what to take',
} as const
export type DocumentKind = keyof typeof documents
const isDocument = (word: string): word is DocumentKind => Object.hasOwn(documents, word)
export const documentsFor = (circumstance: string | null): DocumentKind[] => [
  circumstance === 'child' ? 'child' : 'plan',
  'card',
  'bag',
]

export const editions = {
  discreet: 'Discreet: no heading says what it is about',
  plain: 'Plain: headings say what it is',
} as const
export const printSizes = { ordinary: 'Ordinary', large: 'Large print, 18 point and more' } as const
/** A name that says nothing, wherever the file is kept (INV-07). */
export const fileNames: Record<DocumentKind, string> = {
  plan: 'notes.pdf',
  child: 'notes.pdf',
  card: 'numbers.pdf',
  bag: 'list.pdf',
}

const language = (say: string) => z.string(say).refine((code) => languageOf(code) !== undefined, say)
export const paperForm = z.object({
  document: z.enum(Object.keys(documents).filter(isDocument), 'Select what to make'),
  edition: z.enum(['discreet', 'plain'], 'Select how plainly it speaks'),
  size: z.enum(['ordinary', 'large'], 'Select the size of the print'),
  language: language('Select the language of the paper'),
  written: language('Select the language in which the thoughts are written'),
  forWhom: text('Enter whom it is for', 200),
  asked: tick.refine(
    (ticked) => ticked,
    'Make paper only when they asked for it, and when you have talked about where it will be kept and what happens if it is found',
  ),
})
export type PaperForm = z.infer<typeof paperForm>
/** What was put on paper, as it is sealed. */
export const paperSchema = z.object({
  document: z.enum(Object.keys(documents).filter(isDocument)),
  edition: z.enum(['discreet', 'plain']),
  size: z.enum(['ordinary', 'large']),
  language: z.string(),
  written: z.string(),
  forWhom: z.string(),
})
export type PaperContent = z.infer<typeof paperSchema>

/** Numbers stand on the card, and nowhere else: printed on request only (P1-03, CH-04). */
const ofTheCard = ['P1-03', 'CH-04']
/** What goes into a bag, in our own words (P2-04, P2-06 to P2-15). */
export const bagPhrases: Readonly<Record<string, PhraseKey>> = {
  ...{ 'P2-04': 'spareKeys', 'P2-06': 'papers', 'P2-07': 'bank', 'P2-08': 'passwords', 'P2-09': 'cash' },
  ...{ 'P2-10': 'keys', 'P2-11': 'medicine', 'P2-12': 'contacts', 'P2-13': 'clothes', 'P2-14': 'dear' },
  'P2-15': 'whoToKnow',
}
/**
 * Never on paper: where they would go, where the bag and the money are, the way to a new home (SP-33, P2-05, P1-06, P2-02); the word that
 * means danger, how help is called, and who knows of the plan (P1-04, P3-11, SP-32, P2-01); what is for the school alone, and what is
 * asked about a child without them (SP-47, CH-05).
 */
const neverOnPaper = [...['SP-33', 'P2-05', 'P1-06', 'P2-02', 'P1-04', 'P3-11', 'SP-32', 'P2-01', 'SP-47', 'CH-05']]
/** Named without a word of where they are (P2-04, P2-09). */
const withoutWords = ['P2-04', 'P2-09']
export const neverTitles: readonly string[] = neverOnPaper.flatMap((code) => promptOf(code)?.title ?? [])

/** The thoughts of an agreed version that one document takes. */
export const itemsFor = (document: DocumentKind, items: readonly Item[]): Item[] => {
  const is = (codes: readonly string[], { code }: Item) => code !== null && codes.includes(code)
  const held = items.filter(holds).map((item) => (is(withoutWords, item) ? { ...item, words: null } : item))
  if (document === 'card') return held.filter((item) => is(ofTheCard, item) && item.words !== null)
  if (document === 'bag')
    return held.filter((item) => item.heading === 'going' && (item.code === null || item.code in bagPhrases))
  return held.filter((item) => !is([...ofTheCard, ...neverOnPaper], item))
}

const postcode = /\b[a-z]{1,2}\d[a-z\d]?\s*\d[abd-hjlnp-uw-z]{2}\b/i
const street =
  /\b\d{1,4}[a-z]?,?\s+(?:\p{Lu}[\p{L}'’-]+\s+){1,3}(?:Street|St|Road|Rd|Lane|Avenue|Ave|Close|Drive|Way|Court|Place|Terrace|Gardens|Crescent|House|Square|Grove|Mews|Walk|Park|Hill|Green|Row)\b/u
const school =
  /(?<!\p{L})(?!(?:The|A|An|At|Her|His|Their|Our|My|Your|Each|Every|Primary|Secondary|Nursery)\s)\p{Lu}[\p{L}.'’-]+\s+(?:\p{Lu}[\p{L}.'’-]+\s+){0,3}(?:School|Academy|Nursery|College|Primary|Infants|Juniors|Preschool)\b/u
const refuge = /\p{Lu}[\p{L}'’-]+\s+[Rr]efuge\b|\b[Rr]efuge\s+(?:at|in|near|on|by)\s+\p{Lu}/u
/** Whether a text reads like a place in England, whoever lives there: what a refuge’s address is, nobody here may know (INV-06). */
export const placesIn = (words: string): ('a postcode' | 'part of an address' | 'a school' | 'a refuge')[] => {
  const found: ReturnType<typeof placesIn> = []
  if (postcode.test(words)) found.push('a postcode')
  if (street.test(words)) found.push('part of an address')
  if (school.test(words)) found.push('a school')
  if (refuge.test(words)) found.push('a refuge')
  return found
}

/** Words that say what a paper is about to whoever sees it over a shoulder (X10). */
export const tellsAll = (words: string): boolean =>
  /abus|domestic|violen|refuge|police|\bsafe|victim|survivor|perpetrat|offend|weapon|stalk|assault|attack|escap|danger|threat|harm|helpline|idva|marac|waymark|injunction|women.?s aid/i.test(
    words,
  )

/**
 * What a discreet paper says of a thought: their words, with its name where that is theirs or a thing to take. Our own names of
 * thoughts say what they are for: one without words is left out.
 */
export const discreetly = (document: DocumentKind, { code, heading, title, words }: Item): string | null => {
  if (document === 'card') return words
  if (document === 'bag') return [...(code === null ? [title] : []), ...(words === null ? [] : [words])].join(': ')
  const isOurs = code !== null && (heading !== 'going' || tellsAll(title))
  if (words === null) return isOurs ? null : title
  return isOurs || tellsAll(title) ? words : `${title}: ${words}`
}
