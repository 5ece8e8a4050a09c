import { z } from 'zod'
import { day, optionalText, text } from '../../../platform/fields.ts'
import { seemsToHold } from '../../../platform/protected-words.ts'
import { dayText } from '../../../platform/times.ts'
import { addDays } from '../../../rules/days.ts'
import { isOver } from './kinds.ts'
import type { Field, Kind, Step } from './machine.ts'

/** The answers of one step, by the names of its questions: what is sealed. */
export type Answers = Record<string, string>
export const answersStored = z.record(z.string(), z.string())

export type About = {
  now: Date
  kind: Kind
  step: Step
  owners: readonly { id: string }[]
  /** The options of questions whose answers depend on the case. */
  choices: Readonly<Record<string, readonly { value: string }[]>>
  /** A question that must be answered this time, and what to say. */
  also?: Readonly<Record<string, string>> | undefined
  /** Who is in the case, by name: what goes outside names none of them. */
  names: readonly string[]
  /** At most so many days until the next step. */
  mostDays?: number | undefined
}
export type Taken = { happenedOn: string; answers: Answers; ownerId: string | null; nextOn: string | null }

/** The form of one step: its questions, when it happened, and, unless it is the last, who sees to what comes next and by when. */
export const stepForm = (about: About) =>
  z.record(z.string(), z.string().optional().catch(undefined)).transform((typed, context): Taken => {
    const { now, kind, step, owners } = about
    const issue = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
    const read = <T>(field: string, schema: z.ZodType<T>): T | undefined => {
      const done = schema.safeParse(typed[field])
      for (const { message } of done.error?.issues ?? []) issue(field, message)
      return done.data
    }
    const answers: Answers = {}
    for (const field of step.fields) {
      const answer = read(field.name, schemaOf(field, about)) ?? ''
      const stopped = field.stops?.[answer]
      const held = kind.holdsNoPlace ? seemsToHold(answer) : undefined
      if (stopped) issue(field.name, stopped)
      if (held) issue(field.name, `This seems to hold ${held}: take it out`)
      const told = field.isPublic ? findable(answer, about.names) : undefined
      if (told) issue(field.name, told)
      if (answer !== '') answers[field.name] = answer
    }
    const happenedOn = read('happenedOn', day(now, 'Enter the day', 'The day')) ?? ''
    if (isOver(kind, step.to)) return { happenedOn, answers, ownerId: null, nextOn: null }
    const ownerId = typed.ownerId ?? ''
    if (!owners.some(({ id }) => id === ownerId)) issue('ownerId', 'Select who sees to what comes next')
    const nextOn = read('nextOn', day(now, 'Enter the day by which what comes next is done')) ?? ''
    const today = dayText(now)
    if (nextOn !== '' && nextOn < today) issue('nextOn', 'Enter today or a later day')
    else if (isTooLate({ happenedOn, nextOn, today }, about.mostDays))
      issue('nextOn', `Enter a day within ${about.mostDays} days of that one; where they are over, today`)
    return { happenedOn, answers, ownerId, nextOn }
  })

/** Counted from the day of the step: writing it down late lengthens nothing. */
const isTooLate = (
  { happenedOn, nextOn, today }: { happenedOn: string; nextOn: string; today: string },
  mostDays: number | undefined,
): boolean => {
  if (mostDays === undefined || happenedOn === '') return false
  const last = addDays(happenedOn, mostDays)
  return nextOn > (last > today ? last : today)
}

const streets =
  /[\p{L}’'-]+\s+(?:street|road|lane|avenue|close|drive|court|terrace|gardens|grove|crescent|mews|row|rise|walk)\b/iu
/** Why somebody could be found by a text that goes outside. */
const findable = (words: string, names: readonly string[]): string | undefined => {
  const used = new Set(words.toLowerCase().split(/[^\p{L}]+/u))
  const parts = names.flatMap((name) => name.toLowerCase().split(/[^\p{L}]+/u)).filter((part) => part.length > 2)
  if (parts.some((part) => used.has(part))) return 'This has the name of somebody in this case in it: take it out'
  return streets.test(words) ? 'This names a street: name a ward or a town instead' : undefined
}

const schemaOf = ({ name, kind, ask, options }: Field, { choices, also }: About): z.ZodType<string | undefined> => {
  const say = also?.[name] ?? ask
  if (kind === 'tick') return z.literal('yes', say)
  if (kind === 'pick') {
    const among = options ?? choices[name] ?? []
    return z.string(say).refine((answer) => among.some(({ value }) => value === answer), say)
  }
  if (kind === 'pounds') return pounds(say ?? 'Enter the amount in pounds')
  const longest = kind === 'line' ? 200 : 2000
  return say ? text(say, longest) : optionalText(longest)
}

const pounds = (say: string) =>
  z
    .string(say)
    .transform((typed) => typed.replace(/[£,\s]/g, ''))
    .refine((typed) => /^\d{1,6}(\.\d{2})?$/.test(typed), say)

export const deviceKindForm = z.object({
  name: text('Enter what it is called', 80),
  purpose: text('Enter what it is for', 500),
  route: text('Enter who answers its calls', 200),
  consent: text('Enter what the person must agree to first', 500),
  testDays: z
    .string('Enter how many days may lie between two tests')
    .trim()
    .regex(/^\d{1,3}$/, 'Enter how many days may lie between two tests, as a number')
    .transform(Number)
    .refine((days) => days >= 1 && days <= 366, 'Enter a number from 1 to 366'),
  reason: text('Enter why it is added, and who agreed', 500),
})

export const markForm = (now: Date) =>
  z.object({
    confirmedOn: day(now, 'Enter the day on which they confirmed', 'The day'),
    how: text('Enter who of the partner confirmed, and how', 300),
  })

/** The partners that were typed, one on each line, each once. */
export const partnersIn = (typed: string): string[] => {
  const lines = typed.split('\n').map((each) => each.trim().replaceAll(/\s+/g, ' '))
  return [...new Map(lines.filter(Boolean).map((each) => [each.toLowerCase(), each.slice(0, 100)])).values()]
}
