import { z } from 'zod'
import type { Framework } from '../../../local-policy/decision-framework.ts'
import { text } from '../../../platform/fields.ts'

export type FrameworkVersion = Framework & { fromAt: Date; by: string; agency: string; reason: string }
export type Frameworks = {
  now: Framework
  /** The version that holds now; none: the default holds. */
  since: FrameworkVersion | null
  history: readonly FrameworkVersion[]
}

export const frameworkLabels = { name: 'Name', headings: 'Headings' }
export const asTyped = ({ name, headings }: Framework) => ({ name, headings: headings.join('\n') })

export const frameworkForm = z.object({
  name: text('Enter what the framework is called', 60),
  headings: z
    .string('Enter the headings, one a line')
    .transform((typed) => [
      ...new Set(
        typed
          .split('\n')
          .map((line) => line.trim())
          .filter(Boolean),
      ),
    ])
    .refine((lines) => lines.length >= 3 && lines.length <= 8, 'Enter three to eight headings, one a line')
    .refine((lines) => lines.every((line) => line.length <= 80), 'Write 80 characters or fewer for each heading'),
  reason: text('Enter the reason: who agreed to it, and where that is written', 1000).refine(
    (reason) => reason.length >= 10,
    'Enter the reason: who agreed to it, and where that is written',
  ),
})
export type FrameworkChange = z.infer<typeof frameworkForm>
