import { z } from 'zod'
import { day, optionalText, text } from '../../../platform/fields.ts'
import { dayText } from '../../../platform/times.ts'
import { holds, isStanding, type Principle, partingCodes, principleCodes, standingCodes } from './plan.ts'
import { circumstanceCodes, headingCodes, type Prompt } from './templates.ts'

const grownCodes = circumstanceCodes.filter((code) => code !== 'child')
const sureness = ['no', 'yes', 'not sure'] as const
const asks = (context: z.RefinementCtx) => (path: string, message: string) =>
  context.addIssue({ code: 'custom', path: [path], message })

/** How things stand, and whether that would show to whoever harms them (MODEL 5.7). A child's plan has no circumstance to choose. */
const standing = {
  circumstance: z.enum(grownCodes, 'Select how things stand'),
  shows: z.enum(sureness, 'Select whether it would show'),
  words: optionalText(2000),
}
const whereItShows = ({ shows, words }: { shows: string; words?: string | undefined }, context: z.RefinementCtx) => {
  if (shows !== 'no' && !words) asks(context)('words', 'Enter what would show, and what they decided about it')
}
export const circumstanceForm = z.object(standing).superRefine(whereItShows)
export const newForm = z
  .object({
    ...standing,
    personId: z.uuid('Select whose plan it is'),
    circumstance: z.enum(circumstanceCodes, 'Select how things stand'),
  })
  .superRefine(whereItShows)
export type NewForm = z.infer<typeof newForm>
export type CircumstanceForm = z.infer<typeof circumstanceForm> | NewForm

export const fieldOf = (code: string): string => `prompt-${code.toLowerCase().replaceAll(' ', '-')}`
/** A part of the plan gone through with them: what is left open is asked another time. */
export const walkForm = (now: Date, prompts: readonly Prompt[]) =>
  z
    .object({
      ...{ on: day(now, 'Enter the day on which you spoke', 'The day'), agreedBy: text('Enter who said so', 200) },
      ...Object.fromEntries(prompts.map(({ code }) => [fieldOf(code), z.enum([...standingCodes, 'open']).optional()])),
    })
    .transform(({ on, agreedBy, ...typed }) => {
      const answers: Record<string, unknown> = typed
      const chosen = prompts.flatMap((prompt) => {
        const answer = answers[fieldOf(prompt.code)]
        return typeof answer === 'string' && isStanding(answer) ? [{ prompt, standing: answer }] : []
      })
      return { on, agreedBy, chosen }
    })
export type WalkForm = z.infer<ReturnType<typeof walkForm>>

const isCard = (digits: string): boolean =>
  [...digits].reverse().reduce((sum, sign, place) => {
    const digit = Number(sign) * (place % 2 === 1 ? 2 : 1)
    return sum + (digit > 9 ? digit - 9 : digit)
  }, 0) %
    10 ===
  0
/** A number of a card, by its check digit, or a sort code with an account (P2-07). */
const holdsBankNumber = (typed: string): boolean =>
  (typed.match(/(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)/g) ?? []).some((found) => isCard(found.replaceAll(/[ -]/g, ''))) ||
  /(?<!\d)\d{2}-\d{2}-\d{2}\D{1,20}\d{8}(?!\d)/.test(typed)

export const refuseBankNumbers = (
  typed: Readonly<Record<string, string | undefined>>,
  context: z.RefinementCtx,
): void => {
  for (const [path, words] of Object.entries(typed))
    if (holdsBankNumber(words ?? ''))
      asks(context)(path, 'Take out the number of a card or an account: none is ever kept here')
}

/** One thought, whole. `prompt` fixes its place and name; their own has both asked for. */
export const itemForm = (now: Date) =>
  z
    .object({
      ...{
        heading: z.enum(headingCodes, 'Select where it belongs'),
        title: text('Enter what it is, in a few words', 200),
      },
      ...{ standing: z.enum(standingCodes, 'Select what they want'), words: optionalText(4000) },
      keep: z.enum(['not yet', 'keep', 'strengthen', 'change']).optional(),
      keepWhy: optionalText(1000),
      ...{ warning: z.enum(sureness).optional(), decision: optionalText(2000), whoKnows: optionalText(1000) },
      ...{ on: day(now, 'Enter the day on which you spoke', 'The day'), agreedBy: text('Enter who said so', 200) },
    })
    .superRefine(({ title, words, whoKnows, standing, heading, keep, keepWhy, warning, decision }, context) => {
      const ask = asks(context)
      refuseBankNumbers({ title, words, keepWhy, decision, whoKnows }, context)
      if (keep === 'change' && !keepWhy) ask('keepWhy', 'Enter why what they do now has to change')
      if (!holds({ standing }) || heading === 'strengths') return
      if (!warning) ask('warning', 'Select whether it would take away a warning sign, or be noticed')
      else if (warning !== 'no' && !decision) ask('decision', 'Enter what they decided, knowing that')
    })
export type ItemForm = z.infer<ReturnType<typeof itemForm>>

const answers = ['yes', 'not yet'] as const
/** INV-30: each principle is answered; where it is not met yet, what is missing is said. */
export const checkForm = z
  .object(
    Object.fromEntries(
      principleCodes.flatMap((code) => [
        [code, z.enum(answers, 'Select “yes” or “not yet”')],
        [`${code}Words`, optionalText(1000)],
      ]),
    ),
  )
  .transform((typed, context) => {
    const said = z.record(z.string(), z.string().optional()).parse(typed)
    const found: Partial<Record<Principle, { answer: 'yes' | 'not yet'; words: string | null }>> = {}
    for (const code of principleCodes) {
      const words = said[`${code}Words`] ?? null
      if (said[code] === 'not yet' && !words)
        asks(context)(`${code}Words`, 'Enter what is missing, and why it can wait')
      found[code] = { answer: said[code] === 'yes' ? 'yes' : 'not yet', words }
    }
    return found
  })
export type CheckForm = z.infer<typeof checkForm>

const reviewDay = (now: Date) =>
  day(now, 'Enter the day on which it is looked at again').refine(
    (on) => on === '' || on > dayText(now),
    'Enter a day after today',
  )
export const copies = ['none', 'by heart', 'on paper', 'on a device of theirs'] as const
export const agreeForm = (now: Date) =>
  z.object({
    agreedOn: day(now, 'Enter the day on which they agreed', 'The day'),
    with: text('Enter who was there, and how you spoke', 1000),
    words: text('Enter what they said of it, and whether they feel safer', 2000),
    copy: z.enum(copies, 'Select what they keep of it'),
    nextReviewOn: reviewDay(now),
    later: optionalText(1000),
  })
export type AgreeForm = z.infer<ReturnType<typeof agreeForm>>
export const keptForm = (now: Date) =>
  z.object({
    words: text('Enter what was looked at, and why nothing changes', 2000),
    nextReviewOn: reviewDay(now),
    later: optionalText(1000),
  })
export type KeptForm = z.infer<ReturnType<typeof keptForm>>
export const pauseForm = z.object({
  words: text('Enter what they said, without blame, and what stays open to them', 2000),
})
export const takeUpForm = z.object({ words: text('Enter what has changed, and what they want now', 2000) })
/** What becomes of it when the case closes: who holds it then, or that they wanted it ended (MODEL 5.1). */
export const partingForm = z
  .object({
    becomes: z.enum(partingCodes, 'Select what becomes of the plan'),
    holder: optionalText(300),
    words: text('Enter what they said of it, and when you spoke', 2000),
  })
  .superRefine(({ becomes, holder }, context) => {
    if (becomes === 'held' && !holder)
      asks(context)('holder', 'Enter who holds it from now on, and that they agreed to')
    if (becomes !== 'held' && holder)
      asks(context)('holder', 'Clear this, or select that somebody else holds it: nothing of what you enter is dropped')
  })
export type PartingForm = z.infer<typeof partingForm>
