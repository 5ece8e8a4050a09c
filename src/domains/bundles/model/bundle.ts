import { z } from 'zod'
import { optionalText, text } from '../../../platform/fields.ts'
import { type EntryType, entryTypes, isEntryType } from '../../../rules/entry-types.ts'
import { opens } from '../../access/index.ts'
import { outsideCodes } from '../../sharing/index.ts'

export const kinds = ['entry', 'injury', 'file'] as const
export type ItemKind = (typeof kinds)[number]
export const kindWords: Record<ItemKind, string> = {
  entry: 'What happened',
  injury: 'Injuries, effects and medical records',
  file: 'Files, as safe copies',
}
const item = z.object({ kind: z.enum(kinds), id: z.uuid() })
/** An entry is named by its fact: it goes as it stands after its last correction. */
export type Item = z.infer<typeof item>
export const itemsIn = (kept: unknown): Item[] => z.array(item).parse(kept)
export const fieldOf = ({ kind, id }: Item): string => `${kind}-${id}`
export const placeOf = (each: Item): string => `place-${fieldOf(each)}`

export const states = ['waiting', 'reading', 'clear', 'held', 'stopped', 'failed'] as const
export type State = (typeof states)[number]
export const stateWords: Record<string, string> = {
  waiting: 'Waits to be made',
  reading: 'Being made and looked through',
  clear: 'Looked through: nothing was found',
  held: 'Held: something protected was found',
  stopped: 'Stopped',
  failed: 'Could not be made',
}
export const problems = ['too long', 'changed', 'no tool', 'signs', 'broken'] as const
export type Problem = (typeof problems)[number]
export const problemWords: Record<Problem, string> = {
  'too long': 'It has more than 100 pages. Take something out, or make two bundles',
  changed: 'Something in it was changed, shut or erased while it was made. Make it again',
  'no tool':
    'A program that it takes did not run on this machine. Make it again; if this stays, tell whoever runs Waymark for you',
  signs: 'A file of text in it has signs that cannot be put on paper. Take it out',
  broken: 'A page could not be read to its end. Make it again; if this stays, take out what was added last',
}
export const problemText = (code: string): string =>
  problems.flatMap((each) => (each === code ? problemWords[each] : []))[0] ?? code
export const mostPages = 100
export const moved = 'It has changed since you opened this page. Look at it again before you go on'
/** What was chosen and cannot be had at this moment: nothing is left out unless whoever makes it says so. */
export const shutText = (count: number): string =>
  count === 1
    ? '1 thing is shut or being checked: wait, or leave it out'
    : `${count} things are shut or being checked: wait, or leave them out`
export const goneText = (name: string): string => `${name} can no longer have it. Make a bundle for somebody else`

const found = z.object({
  kind: z.enum(['postcode', 'address', 'phone', 'e-mail', 'school']),
  page: z.number(),
  item: z.number(),
})
/** Which sort of thing stands on which page; `item`: the number of what it stands in, 0 for the pages before the first. */
export type FoundOn = z.infer<typeof found>
export const foundIn = (kept: unknown): FoundOn[] => z.array(found).parse(kept)

// Where somebody went to be safe is no part of what happened to them.
const never: ReadonlySet<string> = new Set<EntryType>([
  'incidents.injury-recorded',
  'incidents.moved-in-emergency',
  'incidents.moved-to-refuge',
])
/** Entries that a bundle may hold: what happened, the case in court, and orders. */
export const bundleTypes: EntryType[] = Object.keys(entryTypes)
  .filter(isEntryType)
  .filter((type) => /^(incidents|justice|orders)\./.test(type) && !never.has(type))

/** Whether a recipient who works here could be shown such a thing at all (MODEL 13). */
export const mayHave = (role: string, kind: ItemKind, type?: string): boolean =>
  opens(role, kind === 'entry' && !type?.startsWith('incidents.') ? 'justice:read' : 'incidents:read')

export const newForm = z
  .object({
    to: z.enum(['here', 'outside'], 'Select who it is for'),
    recipientId: z.union([z.uuid(), z.literal('')]).default(''),
    outsideKind: z.enum(outsideCodes).optional().catch(undefined),
    outsideName: optionalText(200),
    why: text('Enter what it is for', 500),
  })
  .superRefine(({ to, recipientId, outsideKind, outsideName }, context) => {
    const ask = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    if (to === 'here' && !recipientId) ask('recipientId', 'Select the person it is for')
    if (to === 'outside' && !outsideKind) ask('outsideKind', 'Select what kind of body it is')
    if (to === 'outside' && !outsideName) ask('outsideName', 'Enter the body, and who there')
  })
export type NewForm = z.infer<typeof newForm>

const typed = z.record(z.string(), z.unknown()).catch({})
export const mostItems = 200
/** Those that were ticked, in the order in which they are offered. */
export const tickedIn = <Each extends Item>(body: unknown, offered: readonly Each[]): Each[] => {
  const sent = typed.parse(body)
  return offered.filter((each) => sent[fieldOf(each)] === 'yes')
}
const isItemField = new RegExp(`^(${kinds.join('|')})-`)
/** How many things were ticked that are not offered now. */
export const lostIn = (body: unknown, offered: readonly Item[]): number =>
  Object.entries(typed.parse(body)).filter(
    ([name, value]) => value === 'yes' && isItemField.test(name) && !offered.some((each) => fieldOf(each) === name),
  ).length
/** The same things by the numbers that were typed beside them; a problem where one has none. */
export const orderIn = <Each extends Item>(
  body: unknown,
  items: readonly Each[],
): Each[] | { field: string; problem: string } => {
  const sent = typed.parse(body)
  const places = items.map((each) => ({
    each,
    place: z.coerce
      .number()
      .int()
      .min(1)
      .max(999)
      .safeParse(sent[placeOf(each)] || undefined).data,
  }))
  const missing = places.find(({ place }) => place === undefined)
  if (missing) return { field: placeOf(missing.each), problem: 'Enter a whole number beside each, such as 3' }
  return places.toSorted((a, b) => (a.place ?? 0) - (b.place ?? 0)).map(({ each }) => each)
}
