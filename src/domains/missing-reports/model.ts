import { z } from 'zod'
import { optionalDay, optionalText, pastMoment, text, tick } from '../../platform/fields.ts'

/** What a caller says, by the name of its tick. */
export const sayings = {
  missing: 'They are missing',
  mentalHealth: 'They are mentally ill, or a danger to themself',
  welfareCheck: 'Somebody should check on them',
  safeguarding: 'A child or somebody else is not safe with them',
} as const
const stored = {
  missing: 'missing',
  mentalHealth: 'mental health',
  welfareCheck: 'welfare check',
  safeguarding: 'safeguarding',
} as const
type Saying = keyof typeof sayings
const isSaying = (name: string): name is Saying => Object.hasOwn(sayings, name)
export const sayingNames: Saying[] = Object.keys(sayings).filter(isSaying)
export const sayingWords = (kept: readonly string[]): string =>
  sayingNames
    .filter((name) => kept.includes(stored[name]))
    .map((name) => sayings[name])
    .join('. ')

/** What a caller says of themself to the person whom they report. */
export const relations = [
  'husband, wife or partner',
  'former partner',
  'parent',
  'child',
  'other family',
  'friend',
  'other',
  'did not say',
]

export const reportForm = (now: Date) =>
  z
    .object({
      name: text('Enter whom they report, as they say the name', 200),
      born: optionalDay(now, 'The date of birth'),
      saidWhere: optionalText(500),
      ...{ missing: tick, mentalHealth: tick, welfareCheck: tick, safeguarding: tick },
      caller: text('Enter the name that the caller gives, or “did not say”', 200),
      callerIs: z.enum(relations, 'Select what they say they are to them'),
      callerReached: optionalText(200),
    })
    .and(
      z
        .object({ day: z.string().catch(''), time: z.string().catch('') })
        .transform(pastMoment(now))
        .transform((came) => ({ came })),
    )
    .transform((form, context) => {
      const said = sayingNames.filter((name) => form[name]).map((name) => stored[name])
      if (said.length === 0)
        context.addIssue({ code: 'custom', path: ['missing'], message: 'Select what they say, at least one' })
      return { ...form, said }
    })
export type ReportForm = z.infer<ReturnType<typeof reportForm>>

/** What the caller is told, word for word, whatever was found. */
export const script =
  'Thank you for telling us. We have written down what you said, and we decide what is done. We do not tell anybody where an adult is, or whether we know. If somebody is in danger now, ring 999. We will ring you if we need to ask you more.'
