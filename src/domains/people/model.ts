import { z } from 'zod'
import { day, optionalDay, optionalText, pastMoment, text, tick, versionNumber } from '../../platform/fields.ts'

/** How two people are connected (RULES 1.5), for every combination of people (CC-13). */
export const relationshipKinds = [
  'partner',
  'former partner',
  'spouse or civil partner',
  'former spouse or civil partner',
  'engaged, now or before',
  'parent of the same child',
  'parent',
  'son or daughter',
  'brother or sister',
  'grandparent or grandchild',
  'step-family',
  'in-law',
  'other relative',
  'not personally connected',
  'not known yet',
] as const

export const genders = ['woman', 'man', 'another term', 'chose not to say', 'not asked'] as const
export const roles = ['victim', 'perpetrator', 'child', 'other'] as const
/** What the role of a person in a case is called when it is chosen. */
export const roleWords: Record<(typeof roles)[number], string> = {
  victim: 'Harmed',
  perpetrator: 'Reported as doing harm',
  child: 'Child',
  other: 'Somebody else: family, friend, witness',
}

/** Whole years on a London day (INV-43). Who was born on 29 February is a year older on 1 March. */
export const ageOn = (bornOn: string, day: string): number =>
  Number(day.slice(0, 4)) - Number(bornOn.slice(0, 4)) - (day.slice(5) < bornOn.slice(5) ? 1 : 0)

export type Aged = { bornOn: string | null; ageAbout: number | null }
export const knownAge = ({ bornOn, ageAbout }: Aged, day: string): number | null =>
  bornOn ? ageOn(bornOn, day) : ageAbout

/** From 16 to 17 a person who is harmed is a victim and a child, both (INV-40). */
export const isVictimAndChild = (person: Aged & { role: string }, day: string): boolean => {
  const age = knownAge(person, day)
  return person.role === 'victim' && age !== null && age >= 16 && age < 18
}
/** A person harmed whose parents nobody tells without a decision (S-06). */
export const isUnder18 = (person: Aged & { role: string }, day: string): boolean => {
  const age = knownAge(person, day)
  return person.role === 'victim' && age !== null && age < 18
}
/** From 16 to 17 the person reported is a child too; the definition is met all the same (RULES 1.1). */
export const isYoungReported = (person: Aged & { role: string }, day: string): boolean => {
  const age = knownAge(person, day)
  return person.role === 'perpetrator' && age !== null && age >= 16 && age < 18
}
/** Under 16 on either side the adult definition is not met: it is child protection (RULES 1.7). */
export const isChildProtection = (people: (Aged & { role: string })[], day: string): boolean =>
  people.some((person) => {
    const age = knownAge(person, day)
    return (person.role === 'victim' || person.role === 'perpetrator') && age !== null && age < 16
  })

export const optionalAge = z
  .string()
  .trim()
  .optional()
  .transform((typed) => typed || undefined)
  .pipe(
    z
      .string()
      .regex(/^\d{1,3}$/, 'Write the age as a number')
      .transform(Number)
      .pipe(z.int().max(120, 'Check the age'))
      .optional(),
  )

const about = (now: Date) => ({
  name: text('Enter a name, or what is known, such as "man in blue jacket"', 120),
  nameIsBelieved: tick,
  called: optionalText(120),
  bornOn: optionalDay(now, 'The date of birth'),
  ageAbout: optionalAge,
  gender: z
    .enum(genders)
    .optional()
    .or(z.literal('').transform(() => undefined)),
  language: optionalText(100),
  communicationNeeds: optionalText(500),
  school: optionalText(200),
})
export const personForm = (now: Date) => z.object(about(now))
export type PersonForm = z.infer<ReturnType<typeof personForm>>

const noneChosen = z.literal('').transform(() => undefined)
export const newPersonForm = (now: Date) =>
  z.object({
    ...about(now),
    role: z.enum(roles, 'Select what this person is in this case'),
    why: optionalText(300),
    kind: z.enum(relationshipKinds).optional().or(noneChosen),
    /** The id of a person known already, "none", or nothing where nobody like this was found. */
    known: z.string().optional(),
    checkedName: z.string().optional(),
  })
export type NewPersonForm = z.infer<ReturnType<typeof newPersonForm>>

export const editForm = (now: Date) => z.object({ ...about(now), version: versionNumber })

export const connectForm = (now: Date) =>
  z
    .object({
      personId: z.uuid('Select the first person'),
      otherId: z.uuid('Select the second person'),
      kind: z.enum(relationshipKinds, 'Select how they are connected'),
      harm: z.enum(['harmed', 'none'], 'Select whether harm is reported'),
      livesTogether: z.enum(['yes', 'no', 'not known'], 'Select whether they live together'),
      fromOn: optionalDay(now),
      untilOn: optionalDay(now),
      note: optionalText(1000),
    })
    .refine(({ personId, otherId }) => personId !== otherId, {
      message: 'Choose two different people',
      path: ['otherId'],
    })
    .refine(({ fromOn, untilOn }) => !fromOn || !untilOn || fromOn <= untilOn, {
      message: 'The end cannot be before the start',
      path: ['untilOn'],
    })
export type ConnectForm = z.infer<ReturnType<typeof connectForm>>

export const endForm = (now: Date) =>
  z.object({ untilOn: day(now, 'Enter the day on which it ended', 'The day on which it ended') })

export const counterForm = (now: Date) =>
  z
    .object({
      relationshipId: z.uuid('Select between whom'),
      day: text('Enter the day on which it was said', 40),
      time: text('Enter the time, as near as is known', 40),
      toldBy: text('Enter who told you', 200),
      what: text('Enter what is said to have happened, in a sentence or two'),
    })
    .transform((typed, context) => ({ ...typed, at: pastMoment(now)(typed, context) }))
export type CounterForm = z.infer<ReturnType<typeof counterForm>>

export const nameForm = (now: Date) =>
  z.object({
    name: text('Enter the other name', 120),
    bornOn: optionalDay(now, 'The date of birth'),
    toldBy: text('Enter where this name comes from', 200),
  })
export type NameForm = z.infer<ReturnType<typeof nameForm>>

export const diedForm = (now: Date) =>
  z.object({
    diedOn: day(now, 'Enter the day of the death', 'The day of the death'),
    toldBy: text('Enter who told you', 200),
    sure: z.literal('yes', 'Tick that you have checked this with a second source'),
  })
export type DiedForm = z.infer<ReturnType<typeof diedForm>>

export const householdForm = z.object({
  label: text('Enter a short name, such as "Grandmother\'s home"', 100),
  district: optionalText(100),
})
export const memberForm = (now: Date) =>
  z.object({
    personId: z.uuid('Select the person'),
    how: z.enum(['lives', 'visits', 'stays'], 'Select how they are there'),
    whenThere: optionalText(200),
    fromOn: optionalDay(now),
  })
export type MemberForm = z.infer<ReturnType<typeof memberForm>>

export const leaveForm = z.object({ why: text('Enter why this person is no longer part of the case', 300) })

/** Asked so that services are counted fairly (CC-13, MA-12). Each may be left out, and no answer is shown again (INV-17). */
export const countingQuestions = [
  {
    name: 'orientation',
    question: 'Sexual orientation',
    answers: ['straight or heterosexual', 'gay or lesbian', 'bisexual', 'another orientation'],
  },
  {
    name: 'trans',
    question: 'Is your gender the same as the sex you were registered with at birth?',
    answers: ['yes', 'no'],
  },
  {
    name: 'disability',
    question: 'Does a condition that lasts, of body or mind, limit what you can do day to day?',
    answers: ['yes, a lot', 'yes, a little', 'no'],
  },
  {
    name: 'ethnicity',
    question: 'Ethnic group',
    answers: [
      'Asian or Asian British',
      'Black, Black British, Caribbean or African',
      'mixed or more than one',
      'white',
      'another ethnic group',
    ],
  },
] as const
export const unsaid = ['chose not to say', 'not asked'] as const
const answerTo = (answers: readonly string[]) =>
  z.string('Select an answer').refine((typed) => [...answers, ...unsaid].includes(typed), 'Select an answer')
const [orientation, trans, disability, ethnicity] = countingQuestions
export const countingForm = z.object({
  orientation: answerTo(orientation.answers),
  trans: answerTo(trans.answers),
  disability: answerTo(disability.answers),
  ethnicity: answerTo(ethnicity.answers),
})
export type CountingForm = z.infer<typeof countingForm>

/** One person whom the searcher may see, and the cases in which they may. */
export type Found = {
  id: string
  name: string
  otherNames: string | null
  bornOn: string | null
  looksTheSame: boolean
  cases: { caseId: string; reference: string; role: string; state: string }[]
}
export type FoundRow = {
  personId: string
  caseId: string
  name: string
  otherNames: string | null
  bornOn: string | null
  role: string
  reference: string
  state: string
  likeness: number
}

/** Nearly the same name, or the same date of birth with a name that is somewhat alike: a person looks before adding a double. */
export const looksTheSame = ({ likeness, bornOn }: FoundRow, born: string | undefined): boolean =>
  likeness >= 0.75 || (born !== undefined && bornOn === born && likeness >= 0.3)

/** A surname alone in common is no reason to ask whether it is the same person. */
export const isWorthAsking = (row: FoundRow, born: string | undefined): boolean =>
  row.likeness >= 0.65 || looksTheSame(row, born)

export const byPerson = (rows: readonly FoundRow[], born: string | undefined): Found[] =>
  [...Map.groupBy(rows, ({ personId }) => personId)].flatMap(([id, all]) => {
    const [first] = all
    if (!first) return []
    const { name, otherNames, bornOn } = first
    const cases = all.map(({ caseId, reference, role, state }) => ({ caseId, reference, role, state }))
    return [{ id, name, otherNames, bornOn, looksTheSame: looksTheSame(first, born), cases }]
  })
