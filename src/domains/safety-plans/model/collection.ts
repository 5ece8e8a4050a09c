import { z } from 'zod'
import { day, optionalDay, optionalText, text, tick } from '../../../platform/fields.ts'
import { dayText } from '../../../platform/times.ts'
import { isNameOf, type Named, namesOneOf, quotes } from '../../people/index.ts'

/** As many as a list has room for. */
export const mostPeople = 10
const fetcher = z.object({
  name: z.string(),
  relation: z.string(),
  from: z.string().nullable(),
  until: z.string().nullable(),
})
export type Fetcher = z.infer<typeof fetcher>
/** Who may fetch one child from one setting, as it is sealed (SP-47). The answer to the question is never kept. */
export const collectionSchema = z.object({
  setting: z.string(),
  contact: z.string().nullable(),
  people: z.array(fetcher),
  ifOther: z.string(),
  never: z.string().nullable(),
  question: z.string().nullable(),
  agreedBy: z.string(),
  on: z.string(),
  /** Why it no longer holds. */
  over: z.string().nullable(),
})
export type Collection = z.infer<typeof collectionSchema>

const numbers = Array.from({ length: mostPeople }, (_, index) => index + 1)
const personFields = (now: Date) =>
  Object.fromEntries(
    numbers.flatMap((number): [string, z.ZodType<string | undefined>][] => [
      [`name${number}`, optionalText(200)],
      [`relation${number}`, optionalText(200)],
      [`from${number}`, optionalDay(now)],
      [`until${number}`, optionalDay(now)],
    ]),
  )

const wholeForm = (now: Date) =>
  z.object({
    ...personFields(now),
    childId: z.uuid('Select which child it is about').optional(),
    setting: text('Enter the school, nursery or carer that is to have it', 200),
    contact: optionalText(200),
    ifOther: text('Enter what they do if anybody else comes', 2000),
    never: optionalText(1000),
    question: optionalText(200),
    knowing: tick,
    agreedBy: text('Enter who said so', 200),
    on: day(now, 'Enter the day on which you spoke', 'The day'),
  })
type Read = z.infer<ReturnType<typeof wholeForm>> & Record<string, unknown>

const wordIn = (read: Read, name: string): string | null => {
  const word = read[name]
  return typeof word === 'string' && word !== '' ? word : null
}
/** The list as it was typed: a row without a word is none, and half a row is asked about. */
export const collectionForm = (now: Date) =>
  wholeForm(now).transform((read: Read, context) => {
    const ask = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    const people = numbers.flatMap((number): Fetcher[] => {
      const at = (field: string) => wordIn(read, `${field}${number}`)
      const [name, relation, from, until] = [at('name'), at('relation'), at('from'), at('until')]
      if (!name && !relation && !from && !until) return []
      if (!name) ask(`name${number}`, `Enter the name of person ${number}, or empty that row`)
      if (!relation) ask(`relation${number}`, `Enter who person ${number} is to the child`)
      if (until && until < dayText(now))
        ask(`until${number}`, `The last day of person ${number} is over: change it, or empty that row`)
      if (from && until && until < from)
        ask(`until${number}`, `The last day of person ${number} is before the first one`)
      return [{ name: name ?? '', relation: relation ?? '', from, until }]
    })
    if (people.length === 0) ask('name1', 'Enter at least one person who may fetch the child')
    const { setting, contact = null, ifOther, never = null, question = null, agreedBy, on, knowing, childId } = read
    return {
      childId,
      knowing,
      content: { setting, contact, people, ifOther, never, question, agreedBy, on, over: null } satisfies Collection,
    }
  })
export type CollectionForm = z.infer<ReturnType<typeof collectionForm>>

/** A list in the fields of its form. */
export const collectionFields = ({ people, ...list }: Collection): Record<string, string | undefined> => ({
  ...Object.fromEntries(
    people.flatMap(({ name, relation, from, until }, index) => [
      [`name${index + 1}`, name],
      [`relation${index + 1}`, relation],
      [`from${index + 1}`, from ?? undefined],
      [`until${index + 1}`, until ?? undefined],
    ]),
  ),
  ...{ setting: list.setting, contact: list.contact ?? undefined, ifOther: list.ifOther },
  ...{ never: list.never ?? undefined, question: list.question ?? undefined, agreedBy: list.agreedBy, on: list.on },
})

/** Every word that stands on its paper, by the field of its form. The name of the setting does not. */
export const wordsOnPaper = ({ people, ifOther, never }: Collection): [field: string, words: string][] => [
  ...people.map(({ name, relation }, index): [string, string] => [`name${index + 1}`, `${name}\n${relation}`]),
  ['ifOther', ifOther],
  ...(never === null ? [] : [['never', never] as [string, string]]),
]

export const endForm = z.object({ over: text('Enter why it no longer holds', 1000) })

export const makeForm = z.object({
  edition: z.enum(['discreet', 'plain'], 'Select how plainly it speaks'),
  size: z.enum(['ordinary', 'large'], 'Select the size of the print'),
  knowing: tick,
})
export type MakeForm = z.infer<typeof makeForm>
export const givenForm = (now: Date) =>
  z.object({
    version: z.coerce.number('Select which version they were given').int('Select which version they were given'),
    to: text('Enter who was given it, and what they are there', 200),
    how: text('Enter how it was given, and what was said', 1000),
    givenOn: day(now, 'Enter the day on which they were given it', 'The day'),
  })
export type GivenForm = z.infer<ReturnType<typeof givenForm>>
/** What left, as it is sealed. */
export const copySchema = z.object({
  edition: z.enum(['discreet', 'plain']).optional(),
  size: z.enum(['ordinary', 'large']).optional(),
  to: z.string().optional(),
  how: z.string().optional(),
})
export type CopyContent = z.infer<typeof copySchema>

/** Somebody outside holds a version before the one that holds now. */
export const isOutOfDate = ({ given }: { given: number }, version: number): boolean => given > 0 && given < version

/** What is said on its paper beside the names of those who fetch, by the field of its form. */
const wordsBesideNames = ({ people, ifOther, never }: Collection): [field: string, words: string][] => [
  ...people.map(({ relation }, index): [string, string] => [`relation${index + 1}`, relation]),
  ['ifOther', ifOther],
  ['never', never ?? ''],
]
/** The field that names another child. */
export const otherChildIn = (content: Collection, others: readonly Named[], child: Named): string | undefined => {
  const fetcher = content.people.findIndex(({ name }) => isNameOf(name, others))
  if (fetcher >= 0) return `name${fetcher + 1}`
  return wordsBesideNames(content).find(([, words]) => namesOneOf(words, others, child))?.[0]
}

/** What the page never says though it stands beside the list: the field where it does, and what it is. */
export const saidOnPaper = (content: Collection): { field: string; what: string } | undefined => {
  const never = [
    { what: 'the school or carer', words: content.setting },
    { what: 'who is spoken to there', words: content.contact },
    { what: 'the question', words: content.question },
  ]
  for (const [field, words] of wordsOnPaper(content))
    for (const { what, words: sought } of never) if (sought && quotes(words, sought)) return { field, what }
  return undefined
}
/** Words beside the page that are said aloud or by letter: no protected place stands in them either. */
export const wordsBeside = ({ contact, question }: Collection): [field: string, words: string][] => [
  ['contact', contact ?? ''],
  ['question', question ?? ''],
]
