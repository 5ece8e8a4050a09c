import { z } from 'zod'
import { optionalText } from '../../platform/fields.ts'

export type Promised = {
  name: 'respected' | 'believed' | 'informed'
  title: string
  words: readonly string[]
  question: string
}

/** The standard, in words that can be read aloud: what anybody may expect of every service here (VC-16). */
export const standard: readonly Promised[] = [
  {
    name: 'respected',
    title: 'You are respected',
    words: [
      'We speak with you as an equal, whoever you are and whoever you love.',
      'We ask what you want, what is safe for you, and what you want to be called.',
      'You can say no. If we must act all the same, to keep somebody alive, we say so and why.',
      'We do not judge you for staying, for leaving, for going back, or for what you did to get through.',
    ],
    question: 'Were you treated with respect?',
  },
  {
    name: 'believed',
    title: 'You are believed',
    words: [
      'We start from what you tell us. You need no proof to be helped.',
      'You should have to tell it once. Whoever comes next reads it first.',
      'What was done to you is not your fault.',
    ],
    question: 'Did you feel believed?',
  },
  {
    name: 'informed',
    title: 'You are informed',
    words: [
      'We tell you what happens, soon, in a way that is safe for you, and what it means for you.',
      'You choose how often you hear from us, and can change that at any time.',
      'When we may not or do not tell you something, we say that too.',
      'You can have this in large print, read aloud, through an interpreter or in another way that you need.',
    ],
    question: 'Were you told what was happening, in time and so that you understood it?',
  },
]
export const ifNot =
  'If one of us does not keep to this, say so to anybody here whom you trust. You may complain, and you are helped just the same.'

export const answers = ['yes', 'partly', 'no', 'chose not to say'] as const
export type Answer = (typeof answers)[number]
export const outcomes = {
  answered: 'They answered',
  'chose not to answer': 'They chose not to answer',
  'not asked': 'Not asked: not safe, or not the time',
} as const

const emptyIsNone = z.literal('').transform(() => undefined)
const answer = z.enum(answers, 'Select an answer').optional().or(emptyIsNone)

/** What was asked, of whom, about which service. Only somebody who answered has answers. */
export const feedbackForm = z
  .object({
    personId: z.uuid('Select who was asked'),
    aboutAgencyId: z.uuid('Select which service it is about'),
    outcome: z.enum(['answered', 'chose not to answer', 'not asked'], 'Select whether they answered'),
    respected: answer,
    believed: answer,
    informed: answer,
    said: optionalText(1000),
  })
  .transform(({ outcome, respected, believed, informed, said, ...about }, context) => {
    if (outcome !== 'answered') return { ...about, outcome, given: null, said: null }
    for (const { name } of standard)
      if ({ respected, believed, informed }[name] === undefined)
        context.addIssue({ code: 'custom', path: [name], message: `Select an answer: ${name}` })
    if (!respected || !believed || !informed) return z.NEVER
    return { ...about, outcome, given: { respected, believed, informed }, said: said ?? null }
  })
export type FeedbackForm = z.infer<typeof feedbackForm>
