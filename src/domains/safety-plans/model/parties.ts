import { z } from 'zod'
import { day, optionalText, text } from '../../../platform/fields.ts'
import { dayText } from '../../../platform/times.ts'

export const partySorts = {
  fire: 'Fire and rescue service',
  housing: 'Housing',
  children: 'Children’s services',
  health: 'Health',
  school: 'School, college or nursery',
  employer: 'Employer',
  other: 'Somebody else',
} as const
const isSort = (word: string): word is keyof typeof partySorts => Object.hasOwn(partySorts, word)
export const consents = {
  agreed: 'They agreed',
  'not asked': 'They were not asked',
  'did not agree': 'They did not agree',
} as const
/** Whether it is safe to involve somebody, decided before anybody asks them (SP-25, SP-43), as it is sealed. */
export const partySchema = z.object({
  sort: z.string().refine(isSort),
  who: z.string(),
  decision: z.enum(['safe', 'not safe']),
  why: z.string(),
  consent: z.enum(['agreed', 'not asked', 'did not agree']),
  consentWords: z.string().nullable(),
  scope: z.string().nullable(),
  method: z.string().nullable(),
  decidedBy: z.string(),
  on: z.string(),
})
export type Party = z.infer<typeof partySchema>

export const partyForm = (now: Date) =>
  z
    .object({
      personId: z.uuid('Select whose plan it is for').optional(),
      sort: z.enum(Object.keys(partySorts).filter(isSort), 'Select what they are'),
      who: text('Enter who it is', 200),
      decision: z.enum(['safe', 'not safe'], 'Select whether it is safe to involve them'),
      why: text('Enter why: whom they know, what they would say to whom', 2000),
      consent: z.enum(['agreed', 'not asked', 'did not agree'], 'Select what the person said about it'),
      consentWords: optionalText(1000),
      scope: optionalText(1000),
      method: optionalText(1000),
      decidedBy: text('Enter who decided it', 200),
      on: day(now, 'Enter the day on which it was decided', 'The day'),
    })
    .superRefine(({ decision, sort, consent, consentWords, scope, method }, context) => {
      const ask = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
      if (decision === 'not safe') return
      if (!scope) ask('scope', 'Enter what they may be told and asked, and nothing more')
      if (!method) ask('method', 'Enter how they are reached safely')
      if (sort === 'employer' && consent !== 'agreed')
        ask('consent', 'An employer is involved only where the person agreed')
      else if (consent !== 'agreed' && !consentWords) ask('consentWords', 'Enter why they are involved without that')
    })
    .transform(({ personId, consentWords = null, scope = null, method = null, ...said }) => ({
      personId,
      content: { ...said, consentWords, scope, method } satisfies Party,
    }))

/** What a party was asked, and what came back (SP-05), as it is sealed. */
export const consultationSchema = z.object({
  asked: z.string(),
  askedOn: z.string(),
  about: z.string(),
  answerBy: z.string(),
  answer: z.string().nullable(),
  answeredOn: z.string().nullable(),
})
export type Consultation = z.infer<typeof consultationSchema>

const answered = { answer: optionalText(2000), answeredOn: z.string().trim().default('') }
/** Whether it was safe to ask them on a day, by what was decided last by then. */
export const wasSafeOn = (versions: readonly Pick<Party, 'decision' | 'on'>[], day: string): boolean =>
  versions.filter(({ on }) => on <= day).at(-1)?.decision === 'safe'

/** `isInTime`: nobody was asked on a day on which it was not decided that this is safe. */
export const consultationForm = (now: Date, isInTime: (day: string) => boolean) =>
  z
    .object({
      asked: text('Enter who there was asked', 200),
      askedOn: day(now, 'Enter the day on which they were asked', 'The day'),
      about: text('Enter what they were asked, without where anybody is', 2000),
      answerBy: day(now, 'Enter the day by which they are to answer'),
      ...answered,
    })
    .transform(({ answer, answeredOn: typed, ...said }, context) => {
      const ask = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
      const { askedOn, answerBy } = said
      if (askedOn !== '' && !isInTime(askedOn))
        ask('askedOn', 'Nobody is asked before it was decided that this is safe: on that day it was not')
      if (askedOn !== '' && answerBy !== '' && answerBy < askedOn)
        ask('answerBy', 'They cannot answer before they were asked')
      const read = typed === '' ? undefined : day(now, 'Enter the day', 'The day').safeParse(typed)
      for (const { message } of read?.error?.issues ?? []) ask('answeredOn', message)
      const answeredOn = read?.data ?? null
      if (answer && typed === '') ask('answeredOn', 'Enter the day on which they answered')
      if (!answer && typed !== '') ask('answer', 'Enter what they said')
      if (answeredOn && answeredOn < askedOn) ask('answeredOn', 'They cannot have answered before they were asked')
      return { content: { ...said, answer: answer ?? null, answeredOn } satisfies Consultation }
    })

/** The day by which they were to answer is over, and nothing came. */
export const isAnswerLate = ({ answer, answerBy }: Consultation, now: Date): boolean =>
  answer === null && answerBy < dayText(now)
