import { z } from 'zod'
import { day, optionalText, text } from '../../../platform/fields.ts'
import { regions } from './body.ts'

export const kinds = ['body-map', 'effect', 'medical-record'] as const
export type Kind = (typeof kinds)[number]
export const isKind = (word: string): word is Kind => kinds.some((kind) => kind === word)
export const kindWords: Record<Kind, { name: string; about: string }> = {
  'body-map': { name: 'Body map', about: 'What can be seen on their body on one day, drawn on a figure.' },
  effect: {
    name: 'Effect on them',
    about: 'How it affects their sleep, fear, health, work and children, in their words.',
  },
  'medical-record': {
    name: 'Medical record exists',
    about: 'Who has written down what was treated, and when. The record itself stays there.',
  },
}

export const agreedWords = {
  yes: 'Yes, for court and for housing as well',
  'not for court': 'Yes, but nobody outside this case without asking them again',
  'not asked': 'They could not be asked',
} as const
const agreed = z.enum(['yes', 'not for court', 'not asked'], 'Select whether they agree that it is kept')

/** What is sealed of a record. */
export const contentStored = z.object({
  agreed: z.string(),
  from: z.string(),
  words: z.string(),
})
export type Content = z.infer<typeof contentStored>

const asks: Record<Kind, { from: string; words: string }> = {
  'body-map': { from: 'Enter who looked, and who else was there', words: 'Enter how they say that it came about' },
  effect: { from: 'Enter who told it', words: 'Enter what they say' },
  'medical-record': { from: 'Enter who holds the record', words: 'Enter what was treated' },
}
export const recordForm = (now: Date, kind: Kind, people: readonly { value: string }[]) =>
  z.object({
    personId: z
      .string()
      .default('')
      .refine((id) => people.some(({ value }) => value === id), 'Select whose it is'),
    seenOn: day(now, 'Enter the day', 'The day'),
    from: text(asks[kind].from, 300),
    words: text(asks[kind].words, 4000),
    agreed,
  })
export type RecordForm = z.infer<ReturnType<typeof recordForm>>

export const sorts = [
  'Bruise',
  'Red mark',
  'Swelling',
  'Scratch or graze',
  'Cut',
  'Bite',
  'Burn or scald',
  'Small red spots',
  'Mark of fingers, a cord or a thing',
  'Hair torn out',
  'Old mark or scar',
  'Pain, nothing to be seen',
  'Other',
] as const

export const markForm = z.object({
  region: z
    .string()
    .default('')
    .refine((code) => regions.some((region) => region.code === code), 'Select where it is'),
  sort: z.enum(sorts, 'Select what it is'),
  looks: text('Enter size, colour and shape', 500),
  said: optionalText(1000),
})
export type MarkForm = z.infer<typeof markForm>
export const markStored = z.object({
  region: z.string(),
  sort: z.string(),
  looks: z.string(),
  said: z.string().optional(),
})
export type MarkContent = z.infer<typeof markStored>

export const strikeForm = z.object({ why: text('Enter why it does not hold', 500) })
