import { z } from 'zod'
import { optionalText, text } from '../../../platform/fields.ts'

export const steps = {
  asked: 'The person was asked for an explanation',
  explained: 'It is explained: close it',
  'passed on': 'It was passed on: close it here',
} as const
export type Step = keyof typeof steps
const isStep = (value: string): value is Step => Object.hasOwn(steps, value)

export const answerForm = z
  .object({
    step: z.string('Select what was done').refine(isStep, 'Select what was done'),
    said: text('Write what was asked, explained or found', 2000),
    toWhom: optionalText(200),
  })
  .superRefine(({ step, toWhom }, context) => {
    if (step === 'passed on' && !toWhom)
      context.addIssue({ code: 'custom', path: ['toWhom'], message: 'Enter to whom it was passed on' })
  })
export type Answer = z.infer<typeof answerForm>

export const deskForm = z.object({ teamId: z.uuid('Select a team') })

export const states: Record<string, string> = {
  new: 'To ask about',
  asked: 'Explanation asked for',
  explained: 'Explained',
  'passed on': 'Passed on',
}
const stepNames: Record<string, string> = {
  raised: 'Noticed',
  'looks added': 'Further looks',
  told: 'Somebody was told',
  late: 'Late: told somebody else as well',
  asked: 'Explanation asked for',
  explained: 'Explained',
  'passed on': 'Passed on',
}
export const stepWords = (what: string): string => stepNames[what] ?? what
