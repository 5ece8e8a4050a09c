import { z } from 'zod'
import { optionalDay, text } from '../../platform/fields.ts'
import { dayText } from '../../platform/times.ts'

export const kinds = ['notes', 'contact details', 'safety plans', 'measures and injuries', 'files'] as const
export type Kind = (typeof kinds)[number]
export const kindWords: Record<Kind, string> = {
  notes: 'Contact notes',
  'contact details': 'Safe ways, code words, sealed lines of referrals, and copies of what was released',
  'safety plans': 'Thoughts and steps of safety plans, and what was put on paper of them',
  'measures and injuries': 'What was said of measures that protect, and of injuries',
  files: 'Files, as they came and as they are seen',
}
export const isKind = (kind: string): kind is Kind => kinds.some((each) => each === kind)

/** What is known of how long such records are kept (RULES 16). None of it holds until an agency has set its own. */
export const known: readonly { who: string; years: string; source: string; confidence: 'MEDIUM' | 'UNCERTAIN' }[] = [
  {
    who: 'Police, public protection',
    years: 'to 100 years of age, looked at every 10 years',
    source: 'Police Information and Records Management Code 2023 and APP',
    confidence: 'MEDIUM',
  },
  {
    who: 'Police, other sexual, violent or serious crime',
    years: '10 years without more',
    source: 'Police Information and Records Management Code 2023 and APP',
    confidence: 'MEDIUM',
  },
  {
    who: 'Police, all else',
    years: '6 years',
    source: 'Police Information and Records Management Code 2023 and APP',
    confidence: 'MEDIUM',
  },
  { who: 'Conference (MARAC)', years: 'often about 7 years', source: 'The area’s agreement', confidence: 'UNCERTAIN' },
  {
    who: 'About a child',
    years: 'to the 25th birthday or longer: Waymark keeps to this whatever is set',
    source: 'Schedules of councils and health services',
    confidence: 'UNCERTAIN',
  },
]

export const periodForm = z.object({
  kind: z.enum(kinds, 'Select what is kept'),
  years: z.coerce
    .number('Enter a whole number of years')
    .int('Enter a whole number of years')
    .min(1, 'Enter 1 or more')
    .max(100, 'Enter 100 or less'),
  source: text('Enter where this comes from: the schedule or law, or that it is your own choice', 300),
})
export type PeriodForm = z.infer<typeof periodForm>

export const grounds = [
  'a review of a death',
  'proceedings in court',
  'a complaint or claim',
  'another reason',
] as const
export const holdForm = z.object({
  reference: text('Enter the case reference', 40),
  ground: z.enum(grounds, 'Select what it is for'),
  reason: text('Enter the reason, without names', 500),
})
export type HoldForm = z.infer<typeof holdForm>
export const liftForm = z.object({ why: text('Enter why it is lifted', 500) })

export const decideForm = (now: Date) =>
  z
    .object({
      answer: z.enum(['erase', 'keep'], 'Select what you decide'),
      why: text('Enter why', 500),
      keepUntil: optionalDay(now),
    })
    .superRefine(({ answer, keepUntil }, context) => {
      if (answer === 'keep' && (!keepUntil || keepUntil <= dayText(now)))
        context.addIssue({
          code: 'custom',
          path: ['keepUntil'],
          message: 'Enter the day on which it is looked at again',
        })
    })
export type DecideForm = z.infer<ReturnType<typeof decideForm>>
