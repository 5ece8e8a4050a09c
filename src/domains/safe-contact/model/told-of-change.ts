import { z } from 'zod'
import { text } from '../../../platform/fields.ts'

/** Whether the person harmed knows of what is done for them, decided each time and never assumed (RM-12, INV-11). */
export const toldOf = {
  there: 'Yes: it was decided together, face to face',
  reached: 'Yes: they rang us, or came to us',
  'not yet': 'Not yet: their contact lead tells them, by a safe way',
  'not theirs': 'No: it is not theirs to know, or not safe to say',
} as const
export const toldCodes = ['there', 'reached', 'not yet', 'not theirs'] as const
export type ToldOf = (typeof toldCodes)[number]
export const isToldOf = (word: string | null | undefined): word is ToldOf =>
  typeof word === 'string' && Object.hasOwn(toldOf, word)

/** What stands in the list of what happened; their own words, or why not, stand with the record itself. */
export const toldLine: Record<ToldOf, string> = {
  there: 'The person harmed knows of it: it was decided together',
  reached: 'The person harmed was told of it: they rang or came',
  'not yet': 'The person harmed is still to be told of it',
  'not theirs': 'The person harmed is not told of it',
}

/** The two fields, as every form has them that changes what protects somebody. */
export const toldFields = {
  isKnown: z.enum(toldCodes, 'Select whether the person harmed knows of it'),
  knownWords: text('Enter what they were told, or why not', 1000),
}
export const toldForm = z.object(toldFields)
export type ToldForm = z.infer<typeof toldForm>
