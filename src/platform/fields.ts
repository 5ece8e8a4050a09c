import { z } from 'zod'
import { answersIn, formErrors, type Shown } from './forms.ts'
import { readDay, readMoment } from './times.ts'

/** A line or a text that must be there; `say` is what to do about it: "Enter the reason". */
export const text = (say: string, longest = 4000) =>
  z
    .string(say)
    .trim()
    .min(1, say)
    .max(longest, `Write ${longest.toLocaleString('en-GB')} characters or fewer`)

export const optionalText = (longest = 4000) =>
  z
    .string()
    .trim()
    .max(longest, `Write ${longest.toLocaleString('en-GB')} characters or fewer`)
    .optional()
    .transform((typed) => typed || undefined)

/** A tick: the browser sends "yes", or nothing. */
export const tick = z
  .literal('yes')
  .optional()
  .transform((ticked) => ticked === 'yes')

const notAfter = (today: string, day: string, field: string): string | undefined =>
  day > today ? `${field} cannot be after today` : undefined

/** A typed day, or none, as YYYY-MM-DD; `past` names what cannot lie ahead: "The date of birth". */
export const optionalDay = (now: Date, past?: string) =>
  z
    .string()
    .trim()
    .optional()
    .transform((typed, context): string | undefined => {
      if (!typed) return undefined
      const read = readDay(typed, now)
      const today = readDay('today', now)
      const problem =
        'problem' in read ? read.problem : past && 'day' in today ? notAfter(today.day, read.day, past) : undefined
      if (problem) context.addIssue({ code: 'custom', message: problem })
      return 'day' in read ? read.day : undefined
    })

export const day = (now: Date, say: string, past?: string) =>
  optionalDay(now, past).transform((read, context): string => {
    if (read === undefined && context.issues.length === 0) context.addIssue({ code: 'custom', message: say })
    return read ?? ''
  })

/** The two fields `day` and `time` of a form, as one moment that has passed. */
export const pastMoment =
  (now: Date) =>
  (typed: { day: string; time: string }, context: z.RefinementCtx): Date => {
    const read = readMoment(typed.day, typed.time, now)
    if ('problem' in read) context.addIssue({ code: 'custom', message: read.problem, path: [read.field] })
    else if (read.at > now)
      context.addIssue({ code: 'custom', message: 'The time cannot be in the future', path: ['time'] })
    return 'at' in read ? read.at : now
  }

const outOfDate = 'Open this page again: it is out of date'
/** The version of a record that a form was filled in from: no more than its column holds. */
export const versionNumber = z.coerce.number(outOfDate).int(outOfDate).min(0, outOfDate).max(2_147_483_647, outOfDate)

type Typed = Record<string, string | undefined>

/** The form again: what was typed, and what to put right. */
export const typedAgain = (body: unknown, error: z.ZodError): Shown<Typed> => ({
  answers: answersIn(body),
  errors: formErrors(error),
})

/** The form again for one thing that only the action could know. */
export const wrongField = (body: unknown, field: string, problem: string): Shown<Typed> => ({
  answers: answersIn(body),
  errors: { list: [{ text: problem, href: `#${field}` }], byField: { [field]: { text: problem } } },
})
