import { randomInt } from 'node:crypto'
import { z } from 'zod'

/** Letters and figures that are not mistaken for each other when read out over a radio. */
const clear = 'ACDEFGHJKLMNPQRTUVWXY34679'
/** A short name for a case that says nothing about it, as `WM-7K3Q-9D4H`. */
export const newReference = (): string => {
  const four = () => Array.from({ length: 4 }, () => clear[randomInt(clear.length)]).join('')
  return `WM-${four()}-${four()}`
}

/** How the two are connected (RULES 1.5), for every combination of people (CC-13). */
export const relationshipKinds = [
  'partner',
  'former partner',
  'spouse or civil partner',
  'former spouse or civil partner',
  'parent of the same child',
  'parent',
  'son or daughter',
  'brother or sister',
  'other relative',
  'not personally connected',
  'not known yet',
] as const

const name = (whose: string) =>
  z
    .string(`Enter the name of ${whose}`)
    .trim()
    .min(1, `Enter the name of ${whose}, or what is known, such as "man in blue jacket"`)
    .max(120, 'Name must be 120 characters or fewer')
const optionalText = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest, `Write ${longest} characters or fewer`)
    .optional()
    .transform((text) => text || undefined)
export const optionalDay = (message: string) =>
  z
    .string()
    .trim()
    .optional()
    .transform((text) => text || undefined)
    .pipe(z.iso.date(message).optional())

export const newCaseForm = z.object({
  victimName: name('the person who is harmed'),
  victimBornOn: optionalDay('Enter the date of birth like 1988-07-03, or leave it empty'),
  perpetratorName: optionalText(120),
  perpetratorBornOn: optionalDay('Enter the date of birth like 1988-07-03, or leave it empty'),
  relationship: z.enum(relationshipKinds, 'Select how the two are connected'),
  concern: z
    .string('Enter what has happened')
    .trim()
    .min(1, 'Enter what has happened, in a sentence or two')
    .max(4000, 'Write 4,000 characters or fewer'),
  source: z.string('Enter who told you').trim().min(1, 'Enter who told you').max(200, 'Write 200 characters or fewer'),
})
export type NewCaseForm = z.infer<typeof newCaseForm>
