import { z } from 'zod'
import { day, optionalText, text } from '../../../platform/fields.ts'
import { refuseBankNumbers } from './forms.ts'
import { headingCodes } from './templates.ts'

/** What somebody without sight of the plan offers to it, as it is sealed. */
export const offerSchema = z.object({ title: z.string(), words: z.string(), careful: z.string().nullable() })
export type OfferContent = z.infer<typeof offerSchema>

export const offerForm = z
  .object({
    personId: z.uuid('Select whom it would help'),
    title: text('Enter what you offer, in a few words', 200),
    words: text('Enter what exactly, and who would do it', 2000),
    careful: optionalText(1000),
  })
  .superRefine(({ title, words, careful }, context) => refuseBankNumbers({ title, words, careful }, context))
export type OfferForm = z.infer<typeof offerForm>

export const outcomes = {
  adopted: 'They want it: it goes into the plan',
  later: 'They want it kept for later',
  'not taken up': 'It is not taken up',
} as const
/** Taken up by the person, who says so on a day; or not, with a word to whoever offered it. */
export const answerForm = (now: Date) =>
  z
    .object({
      outcome: z.enum(['adopted', 'later', 'not taken up'], 'Select what came of it'),
      heading: z.union([z.enum(headingCodes), z.literal('')]).default(''),
      agreedBy: optionalText(200),
      on: z.string().trim().default(''),
      why: optionalText(1000),
    })
    .superRefine(({ why }, context) => refuseBankNumbers({ why }, context))
    .transform(({ outcome, heading, agreedBy, on, why }, context) => {
      const ask = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
      if (outcome === 'not taken up') {
        if (!why) ask('why', 'Enter why not: whoever offered it is told')
        return { outcome, why: why ?? '' }
      }
      if (heading === '') ask('heading', 'Select where it belongs')
      if (!agreedBy) ask('agreedBy', 'Enter who said so')
      const read = day(now, 'Enter the day on which you spoke', 'The day').safeParse(on)
      for (const { message } of read.error?.issues ?? []) ask('on', message)
      const said = { agreedBy: agreedBy ?? '', on: read.data ?? '' }
      return { outcome, heading: heading === '' ? ('now' as const) : heading, ...said, why: why ?? null }
    })
export type AnswerForm = z.infer<ReturnType<typeof answerForm>>

/** What whoever offered it reads of it: nothing of what the plan then says. */
export const outcomeWords: Record<string, string> = {
  'taken up': 'Taken up with them',
  'not taken up': 'Not taken up',
}
