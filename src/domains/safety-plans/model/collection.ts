import { z } from 'zod'
import { day, optionalDay, optionalText, text, tick } from '../../../platform/fields.ts'
import { dayText } from '../../../platform/times.ts'

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

const bare = (words: string): string => words.normalize('NFKD').replace(/\p{M}/gu, '')
const tokens = (words: string): string[] =>
  bare(words)
    .split(/[^\p{L}]+/u)
    .filter(Boolean)
type Named = { name: string; called: string | null }
const partsOf = ({ name, called }: Named): string[] =>
  tokens(`${name} ${called ?? ''}`).map((part) => part.toLowerCase())

const lower = (words: string): string[] => tokens(words).map((part) => part.toLowerCase())
/** All of a name but the surname: a family shares that. */
const ownParts = (name: string): string[] => {
  const words = name.trim().split(/\s+/)
  return lower((words.length > 1 ? words.slice(0, -1) : words).join(' '))
}
/** Whether a text names somebody by a part of their name that is theirs alone. */
export const namesOneOf = (words: string, others: readonly Named[], child: Named): boolean => {
  const shared = partsOf(child)
  const sought = others
    .flatMap(({ name, called }) => [...ownParts(name), ...ownParts(called ?? '')])
    .filter((part) => part.length > 1 && !shared.includes(part))
  // A short name may be a word as well: then it counts where it is written like a name.
  return tokens(words).some(
    (token) => sought.includes(token.toLowerCase()) && (token.length > 4 || /^\p{Lu}/u.test(token)),
  )
}
/** Whether a name is that of somebody, by its first and last part or all that was typed: a relative may share one of them. */
export const isNameOf = (typed: string, people: readonly Named[]): boolean => {
  const parts = lower(typed)
  const isAll = (name: string): boolean => parts.length > 0 && lower(name).join(' ') === parts.join(' ')
  return people.some(({ name, called }) => {
    const own = lower(name)
    const ends = [own[0], own.at(-1)]
    return (
      (own.length > 1 && ends.every((part) => part !== undefined && parts.includes(part))) ||
      [name, called ?? '', ...ownParts(name)].some(isAll)
    )
  })
}
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
/** Whether a name may be that of somebody: all of what was typed is in it, or all of it is in what was typed. */
export const mayBe = (typed: string, people: readonly Named[]): boolean => {
  const parts = tokens(typed).map((part) => part.toLowerCase())
  const within = (some: readonly string[], all: readonly string[]) =>
    some.length > 0 && some.every((part) => all.includes(part))
  return people.some((one) => {
    const name = tokens(one.name).map((part) => part.toLowerCase())
    return within(parts, partsOf(one)) || (name.length > 1 && within(name, parts))
  })
}
