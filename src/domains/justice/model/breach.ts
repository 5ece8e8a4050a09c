import { z } from 'zod'
import type { FormAbout } from '../../entries/index.ts'

/** What came of a breach. Only the second needs a reason for the victim (BL-15). */
export const outcomes = {
  'put before the court': 'Arrested and put before the court',
  'not put before the court': 'Arrested, and not put before the court',
  arrested: 'Arrested; what follows is not decided yet',
  'court asked to act': 'A court was asked to act',
  'spoken to': 'Spoken to or warned',
  'no action': 'No action: a supervisor said why',
} as const
export type Outcome = keyof typeof outcomes

/** What acting on a breach is for (BL-13): each is answered in its own words. */
export const purposes = [
  { name: 'protects', label: 'How it protects the victim and others' },
  { name: 'showsBoth', label: 'How it shows both of them that action follows' },
  { name: 'answersClaim', label: 'What answers a claim that police see no risk' },
  { name: 'buildsTrust', label: 'How it builds the victim’s trust' },
] as const

/** The one question to the victim; that nobody asked, and that they chose not to say, are answers too. */
export const confidences = {
  'more sure': 'Surer than before',
  'as before': 'As sure as before',
  'less sure': 'Less sure than before',
  'not asked': 'Not asked',
  'chose not to say': 'They chose not to say',
} as const
export type Confidence = keyof typeof confidences

/** When, by whom and what was done: asked as on every other form. */
export const actionForm: FormAbout['form'] = {
  group: 'Bail and breach',
  fields: [],
  account: {
    label: 'What was done',
    hint: 'What police did, by whom, in words that a court can hear',
    isRequired: true,
  },
}

const words = (message: string) => z.string(message).trim().min(1, message).max(1000, 'Write 1,000 characters or fewer')

export const breachForm = z
  .object({
    breach: z.uuid('Select which breach this answers'),
    outcome: z.enum(keysOf(outcomes), 'Select what came of it'),
    whyNotCourt: z.string().trim().max(1000, 'Write 1,000 characters or fewer').catch(''),
    protects: words('Say how it protects the victim and others'),
    showsBoth: words('Say how it shows both of them that action follows'),
    answersClaim: words('Say what answers a claim that police see no risk'),
    buildsTrust: words('Say how it builds the victim’s trust'),
    confidence: z.enum(keysOf(confidences), 'Select what the victim said, or that nobody asked'),
  })
  .refine(({ outcome, whyNotCourt }) => outcome !== 'not put before the court' || whyNotCourt !== '', {
    path: ['whyNotCourt'],
    message: 'Say why, in words that the victim can be told',
  })
export type BreachForm = z.infer<typeof breachForm>

function keysOf<Words extends Record<string, string>>(
  words: Words,
): [keyof Words & string, ...(keyof Words & string)[]] {
  const isKey = (key: string): key is keyof Words & string => Object.hasOwn(words, key)
  const [first, ...rest] = Object.keys(words).filter(isKey)
  if (first === undefined) throw new Error('There is nothing to choose from')
  return [first, ...rest]
}
