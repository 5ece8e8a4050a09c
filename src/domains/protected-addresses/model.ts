import { z } from 'zod'
import { folded, partsOfPlace, placeKinds } from '../files/index.ts'

export const kindWords: Record<(typeof placeKinds)[number], string> = {
  address: 'An address',
  postcode: 'A postcode alone',
  name: 'The name of a house, or what people call it',
}

const unread = {
  address:
    'Enter the number or the name of the house, its street and its postcode, like 12 High Street, ZZ1 1AA. A street without a number is many people’s',
  postcode: 'Enter a whole postcode, like ZZ1 1AA',
  name: 'Enter a name of five letters or more: a shorter one stands in too many words',
}
/** An address without its postcode would be looked for in half. */
const isRead = ({ kind, place }: { kind: (typeof placeKinds)[number]; place: string }): boolean => {
  const parts = partsOfPlace(kind, place)
  const hasCode = parts.some((part) => part.kind === 'postcode')
  const hasHouse = parts.some((part) => part.kind === 'address')
  return kind === 'address' ? hasCode && hasHouse : kind === 'postcode' ? hasCode : hasHouse
}

export const placeForm = z
  .object({
    kind: z.enum(placeKinds, 'Select what it is'),
    place: z
      .string('Enter the place')
      .trim()
      .min(1, 'Enter the place')
      .max(300, 'The place must be 300 characters or fewer'),
  })
  .superRefine((form, context) => {
    if (!isRead(form)) context.addIssue({ code: 'custom', path: ['place'], message: unread[form.kind] })
  })
export type PlaceForm = z.infer<typeof placeForm>

/** What is looked for of it, in the words in which it was typed. */
export const lookedFor = ({ kind, place }: PlaceForm): string[] => partsOfPlace(kind, place).map(({ words }) => words)
/** Whether all of these are among those, however they are written. */
export const areIn = (known: readonly string[], words: readonly string[]): boolean => {
  const all = new Set(known.map(folded))
  return words.every((each) => all.has(folded(each)))
}
/** What the page of the first step showed, as its form sends it back: what reads otherwise now is shown once more. */
export const shownAs = (words: readonly string[]): string => words.join('; ')
export const shownForm = z.object({ shown: z.string().optional().catch(undefined) }).catch({ shown: undefined })

export const whatWords: Record<string, string> = {
  file: 'A file that people could open',
  bundle: 'A bundle that was sent',
  address: 'A way of contact that was sent',
}
