import { z } from 'zod'
import { day, optionalText, pastMoment, text, tick } from '../../../platform/fields.ts'

/** How a child was part of it (CH-10): who sees, hears or feels it is a victim too (Domestic Abuse Act 2021 s.3). */
export const exposures = [
  'saw it',
  'heard it from another room',
  'saw injuries or distress after',
  'was hurt nearby or while trying to stop it',
  'was there, not known how',
] as const
export type Exposure = { childId: string; how: (typeof exposures)[number] }
export const exposureField = (childId: string): string => `child-${childId}`
/** What was chosen for each child of the case; a child for whom nothing was chosen was not there. */
export const exposuresIn = (
  typed: Record<string, string | undefined>,
  people: readonly { id: string; role: string }[],
): Exposure[] =>
  people.flatMap(({ id, role }) => {
    const how = role === 'child' ? exposures.find((each) => each === typed[exposureField(id)]) : undefined
    return how ? [{ childId: id, how }] : []
  })

/** Who is told of a child. */
export const told = {
  services: { code: 'CHILD_SAFEGUARDING', type: 'incidents.child-told', text: 'Children’s services' },
  school: { code: 'SCHOOL_TOLD', type: 'incidents.school-told', text: 'The school' },
} as const
export type ToldKind = keyof typeof told
export const isToldKind = (text: string): text is ToldKind => Object.hasOwn(told, text)

export const aboutField = (childId: string): string => `about-${childId}`

const telling = {
  toldWho: text('Enter who was told: which office, and who there', 200),
  day: z.string('Enter the day').trim(),
  time: z.string('Enter the time').trim(),
  what: text('Enter what was passed on'),
  reference: optionalText(100),
}
/** Who was told of which children, when, and what was passed on (CH-07, RULES 12). */
export const tellingForm = (now: Date, childIds: readonly string[]) =>
  z
    .object({
      ...telling,
      asksAgain: tick,
      voice: optionalText(2000),
      isHomeEducated: tick,
      ...Object.fromEntries(childIds.map((id) => [aboutField(id), tick])),
    })
    .transform((typed, context) => {
      const ticked: Record<string, unknown> = typed
      const children = childIds.filter((id) => ticked[aboutField(id)] === true)
      if (children.length === 0)
        context.addIssue({
          code: 'custom',
          path: [aboutField(childIds[0] ?? '')],
          message: 'Tick each child that it was about',
        })
      return { ...typed, children, toldAt: pastMoment(now)(typed, context) }
    })
export type TellingForm = z.infer<ReturnType<typeof tellingForm>>

export const noneForm = z.object({ what: text('Write how it is known that there is no child') })

export const acknowledgedForm = (now: Date) =>
  z
    .object({
      toldBy: text('Enter who said that they have it', 200),
      day: z.string('Enter the day').trim(),
      time: z.string('Enter the time').trim(),
      what: optionalText(1000),
    })
    .transform((typed, context) => ({ ...typed, at: pastMoment(now)(typed, context) }))
export type AcknowledgedForm = z.infer<ReturnType<typeof acknowledgedForm>>

export const harmAnswers = ['yes', 'not sure', 'no', 'not asked'] as const
export const harmWords: Record<(typeof harmAnswers)[number], string> = {
  yes: 'Yes',
  'not sure': 'Not sure',
  no: 'No',
  'not asked': 'Not asked',
}
/** CH-05: each child, each time somebody can say; that nobody asked has its reason. */
export const harmForm = z
  .object({
    answer: z.enum(harmAnswers, 'Select whether this child is harmed themselves'),
    what: optionalText(4000),
  })
  .superRefine(({ answer, what }, context) => {
    if (answer === 'not asked' && !what)
      context.addIssue({ code: 'custom', path: ['what'], message: 'Write why nobody asked' })
    if ((answer === 'yes' || answer === 'not sure') && !what)
      context.addIssue({ code: 'custom', path: ['what'], message: 'Write what you know, and from whom' })
  })
export type HarmForm = z.infer<typeof harmForm>

export const effectKinds = ['inward', 'outward'] as const
export const effectWords: Record<(typeof effectKinds)[number], string> = {
  inward: 'Inward: such as low mood, anxiety',
  outward: 'Outward: such as aggression, antisocial behaviour',
}
export const effectForm = (now: Date) =>
  z.object({
    kind: z.enum(effectKinds, 'Select which kind it is'),
    seenOn: day(now, 'Enter the day', 'The day'),
    seenBy: text('Enter who saw it: a name or a part, such as class teacher', 200),
    what: text('Enter what was seen'),
  })
export type EffectForm = z.infer<ReturnType<typeof effectForm>>

type Young = 'harmed 16-17' | 'harmed under 16' | 'reported 16-17' | 'reported under 16'
/** What somebody's age makes of the case on that day; null for a grown-up, a child of the case, or an age that nobody knows. */
export const youngOf = (role: string, age: number | null): Young | null => {
  if (age === null || age >= 18 || (role !== 'victim' && role !== 'perpetrator')) return null
  const side = role === 'victim' ? 'harmed' : 'reported'
  return age < 16 ? `${side} under 16` : `${side} 16-17`
}
