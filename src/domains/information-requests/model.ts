import { z } from 'zod'
import { day, optionalDay, optionalText, text, tick } from '../../platform/fields.ts'
import { dayText } from '../../platform/times.ts'

/** What must hold before a service gives police information about a person harmed (RULES 9). */
export const tests = {
  written: { words: 'It is in writing, and says who asks and for what', hint: 'By e-mail is in writing' },
  held: { words: 'They say why they believe that we hold it' },
  line: { words: 'It serves a reasonable line of enquiry, and they say which' },
  needed: {
    words: 'It is necessary, and no more is asked for than that needs',
    hint: '“All notes” and “the whole file” seldom are',
  },
  notice: {
    words: 'They gave the person notice in writing, or say why not',
    hint: 'It may be left out where it would intimidate the person, stand in the way of the enquiry, or do harm',
  },
  probative: {
    words: 'For notes of counselling: they are likely to have substantial probative value',
    hint: 'The law starts from: counselling notes are not necessary. They have to show that these are',
  },
} as const satisfies Record<string, { words: string; hint?: string }>
export type Test = keyof typeof tests
const isTest = (code: string): code is Test => Object.hasOwn(tests, code)
const testCodes: Test[] = Object.keys(tests).filter(isTest)

export const counsellings = ['yes', 'no', 'not clear'] as const
export const counsellingWords: Record<string, string> = {
  yes: 'Yes',
  no: 'No',
  'not clear': 'It does not say, or it may be',
}

type Asked = { counselling: string }
/** The tests of one request: that of counselling only where its notes may be among what is asked for. */
export const testsOf = ({ counselling }: Asked): Test[] =>
  testCodes.filter((code) => code !== 'probative' || counselling !== 'no')
/** Those that were not met. */
export const unmetOf = (request: Asked & { testsMet: readonly string[] | null }): Test[] =>
  testsOf(request).filter((code) => !request.testsMet?.includes(code))

export const outcomes = ['answered', 'narrowed', 'refused'] as const
export type Outcome = (typeof outcomes)[number]
export const states = ['received', 'tests checked', ...outcomes] as const
export type State = (typeof states)[number]
export const isState = (state: string): state is State => states.some((each) => each === state)
export const stateWords: Record<State, string> = {
  received: 'Received: check what the law asks',
  'tests checked': 'Checked: decide on the answer',
  answered: 'Given as asked for',
  narrowed: 'A part given',
  refused: 'Refused',
}

export const notices = ['told', 'told by them', 'put off'] as const
export type Notice = (typeof notices)[number]
export const noticeWords: Record<string, string> = {
  told: 'We told them',
  'told by them': 'Whoever asked had told them, and they know it',
  'put off': 'Not yet: it would intimidate or harm them, or stand in the way of the enquiry',
}

export const newForm = (now: Date) =>
  z
    .object({
      personId: z.uuid('Select whose information is asked for'),
      fromBody: text('Enter the force or body that asks', 200),
      fromWho: text('Enter who asks, with rank or role', 200),
      fromReference: optionalText(100),
      asks: text('Enter what they ask for, in their words', 4000),
      counselling: z.enum(counsellings, 'Select whether notes of counselling are among it'),
      receivedOn: day(now, 'Enter the day on which it came', 'The day'),
      answerBy: day(now, 'Enter the day by which it is to be answered'),
    })
    .superRefine(({ receivedOn, answerBy }, context) => {
      if (answerBy >= receivedOn) return
      context.addIssue({ code: 'custom', path: ['answerBy'], message: 'It cannot be before the day on which it came' })
    })
export type NewForm = z.infer<ReturnType<typeof newForm>>

export const testsForm = z
  .object({
    ...{ written: tick, held: tick, line: tick, needed: tick, notice: tick, probative: tick },
    words: text('Enter what they say for each, and what is missing', 4000),
  })
  .transform(({ words, ...ticked }) => ({ words, met: testCodes.filter((code) => ticked[code]) }))
export type TestsForm = z.infer<typeof testsForm>

export const answerForm = z
  .object({
    outcome: z.enum(outcomes, 'Select the answer'),
    sharingId: z.union([z.uuid(), z.literal('')]).default(''),
    why: optionalText(2000),
    advice: optionalText(2000),
  })
  .superRefine(({ outcome, sharingId, why, advice }, context) => {
    const ask = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    if (outcome !== 'refused' && sharingId === '')
      ask('sharingId', 'Select the decision to share that says what is given')
    if (outcome !== 'answered' && !why) ask('why', 'Enter what is not given, and why')
    if (outcome !== 'refused' && !advice)
      ask('advice', 'Enter who looked at it in law or data protection, and their advice')
  })
export type AnswerForm = z.infer<typeof answerForm>

export const noticeForm = (now: Date) =>
  z
    .object({
      notice: z.enum(notices, 'Select whether they know'),
      noticeOn: day(now, 'Enter the day', 'The day'),
      how: text('Enter how they were told, or why not yet', 1000),
      view: optionalText(2000),
      againOn: optionalDay(now),
    })
    .superRefine(({ notice, view, againOn }, context) => {
      const ask = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
      if (notice !== 'put off' && !view) ask('view', 'Enter what they think of it, and what they want')
      if (notice !== 'put off') return
      if (!againOn) ask('againOn', 'Enter the day on which you look at it again')
      else if (againOn <= dayText(now)) ask('againOn', 'Enter a day after today')
    })
export type NoticeForm = z.infer<ReturnType<typeof noticeForm>>
