import { z } from 'zod'
import { day, optionalText, text, tick } from '../../../platform/fields.ts'

export const supervisions = {
  centre: 'By people of a contact centre',
  person: 'By somebody whom they trust',
  none: 'By nobody',
} as const
/** How a child sees somebody, as it is sealed (SP-31, S-13): three phases, as a plan has. */
export const visitsSchema = z.object({
  place: z.string(),
  time: z.string(),
  handsOver: z.string(),
  supervision: z.enum(['centre', 'person', 'none']),
  supervisedBy: z.string(),
  before: z.string(),
  during: z.string(),
  after: z.string(),
  late: z.string(),
  wrong: z.string(),
  notReturned: z.string(),
  checkIn: z.string(),
  /** Who gave legal advice where an order keeps somebody away, and what they said. */
  advice: z.string().nullable(),
  agreedBy: z.string(),
  on: z.string(),
  over: z.string().nullable(),
})
export type Visits = z.infer<typeof visitsSchema>

export const visitsForm = (now: Date) =>
  z
    .object({
      personId: z.uuid('Select which child it is about').optional(),
      place: text('Enter the place, without an address', 200),
      time: text('Enter on which days, and from when until when', 500),
      handsOver: text('Enter who hands the child over, and to whom', 500),
      supervision: z.enum(['centre', 'person', 'none'], 'Select who is there with them'),
      supervisedBy: text('Enter who that is; or why nobody is, and what speaks for it', 500),
      before: text('Enter what is done before', 2000),
      during: text('Enter what is done while it lasts', 2000),
      after: text('Enter what is done afterwards', 2000),
      late: text('Enter what each does if somebody is late', 1000),
      wrong: text('Enter what each does if it goes wrong: drink, drugs, threats', 1000),
      notReturned: text('Enter what is done if the child is not brought back', 1000),
      checkIn: text('Enter who asks how it went, and by which safe way', 500),
      advice: optionalText(1000),
      away: tick,
      agreedBy: text('Enter who said so', 200),
      on: day(now, 'Enter the day on which you spoke', 'The day'),
    })
    .superRefine(({ away }, context) => {
      if (!away)
        context.addIssue({
          code: 'custom',
          path: ['away'],
          message: 'Choose a public place that is not near where they live or go, nor near the school',
        })
    })
    .transform(({ personId, away: _, advice = null, ...content }) => ({
      personId,
      content: { ...content, advice, over: null } satisfies Visits,
    }))
