import { z } from 'zod'
import { day, optionalText, text } from '../../../platform/fields.ts'
import { dayText } from '../../../platform/times.ts'
import { addDays } from '../../../rules/days.ts'
import { type ToldOf, toldFields } from '../../safe-contact/index.ts'
import { isOver } from './kinds.ts'
import type { Field, Kind, Longest, Step } from './machine.ts'
import { isFullName, isNamed, type Named, placeIn, tellsWhere } from './outside.ts'

/** The answers of one step, by the names of its questions: what is sealed. */
export type Answers = Record<string, string>
export const answersStored = z.record(z.string(), z.string())

export type About = {
  now: Date
  kind: Kind
  step: Step
  owners: readonly { id: string }[]
  /** The options of questions whose answers depend on the case. */
  choices: Readonly<Record<string, readonly { value: string }[]>>
  /** A question that must be answered this time, and what to say. */
  also?: Readonly<Record<string, string>> | undefined
  /** Who is in the case, by name: what goes outside names none of them, and none of them is asked as somebody outside. */
  names: readonly Named[]
  /** What the case itself answers. */
  given?: Readonly<Record<string, string>> | undefined
  /** What the area has set for how long each state may wait. */
  longest: Longest
  /** At most so many days from one test of a device to the next. */
  testDays?: number | null | undefined
  /** The day that stands: until when it holds, and by when what comes next was to be done. */
  stands?: { until?: string | undefined; nextOn?: string | null | undefined } | undefined
}
export type Taken = {
  happenedOn: string
  answers: Answers
  /** Whether the person harmed knows of it; in what words stands among the answers. */
  isKnown: ToldOf
  ownerId: string | null
  nextOn: string | null
}

/** At most so many days until what comes next, once the step is taken. */
export const mostDaysOf = ({
  kind,
  step,
  longest,
  testDays,
}: Pick<About, 'kind' | 'step' | 'longest' | 'testDays'>) => {
  const days = longest[kind.longest[step.to] ?? 'measureNextDays']
  return kind.code === 'device' && step.to === 'active' && testDays ? testDays : days
}
export const isAsked = ({ isGiven, isRetired }: Field): boolean => !isGiven && !isRetired
/** Whether a question has anything to choose from: one that may be left out is not shown empty. */
export const hasChoice = ({ name, kind, options, ask }: Field, choices: About['choices']): boolean =>
  kind !== 'pick' || options !== undefined || ask !== undefined || (choices[name] ?? []).length > 0

/** The form of one step: its questions, when it happened, and, unless it is the last, who sees to what comes next and by when. */
export const stepForm = (about: About) =>
  z.record(z.string(), z.string().optional().catch(undefined)).transform((typed, context): Taken => {
    const { now, kind, step, owners } = about
    const issue = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
    const read = <T>(field: string, schema: z.ZodType<T>): T | undefined => {
      const done = schema.safeParse(typed[field])
      for (const { message } of done.error?.issues ?? []) issue(field, message)
      return done.data
    }
    const happenedOn = read('happenedOn', day(now, 'Enter the day', 'The day')) ?? ''
    const answers: Answers = {}
    for (const field of step.fields.filter(isAsked)) {
      const answer = read(field.name, schemaOf(field, about)) ?? ''
      const wrong = answer === '' ? undefined : wrongIn(field, answer, happenedOn, about)
      if (wrong) issue(field.name, wrong)
      if (field.isOutsider && isNamed(answer, about.names)) {
        const known = 'Somebody in this case has this name: they are not told. If it is somebody else, enter'
        if (!isFullName(answer)) issue(field.name, `${known} their full name`)
        else if (!typed.namesake?.trim()) issue('namesake', `${known} how that was checked`)
      }
      if (answer !== '') answers[field.name] = answer
    }
    for (const { name } of step.fields.filter(({ isGiven }) => isGiven)) answers[name] = about.given?.[name] ?? ''
    const isKnown = read('isKnown', toldFields.isKnown) ?? 'not yet'
    answers.isKnown = isKnown
    answers.knownWords = read('knownWords', toldFields.knownWords) ?? ''
    const place = kind.holdsNoPlace ? placeIn(answers.knownWords) : undefined
    if (place) issue('knownWords', `This seems to hold ${place}: take it out`)
    if (isOver(kind, step.to)) return { happenedOn, answers, isKnown, ownerId: null, nextOn: null }
    const ownerId = typed.ownerId ?? ''
    if (!owners.some(({ id }) => id === ownerId)) issue('ownerId', 'Select who sees to what comes next')
    const nextOn = read('nextOn', day(now, 'Enter the day by which what comes next is done')) ?? ''
    const wrong = nextOn === '' ? undefined : wrongNext(about, { happenedOn, until: answers.until, nextOn })
    if (wrong) issue('nextOn', wrong)
    return { happenedOn, answers, isKnown, ownerId, nextOn }
  })

/** Why an answer cannot stand, in words that say what to do. */
const wrongIn = (
  field: Field,
  answer: string,
  happenedOn: string,
  { now, kind, names, longest }: About,
): string | undefined => {
  const stopped = field.stops?.[answer]
  if (stopped) return stopped
  const held = kind.holdsNoPlace && field.kind !== 'day' ? placeIn(answer) : undefined
  if (held) return `This seems to hold ${held}: take it out`
  if (field.isPublic) return tellsWhere(answer, names)
  if (field.isDeviceNumber && (answer.match(/[\p{L}\p{N}]/gu) ?? []).length < 3)
    return 'Enter three letters or digits of the number at least'
  if (field.kind !== 'day') return undefined
  const today = dayText(now)
  if (answer < today) return 'Enter today or a later day'
  if (!field.longest) return undefined
  // Writing it down late lengthens nothing.
  const last = addDays(happenedOn || today, longest[field.longest])
  if (answer <= last) return undefined
  const days = formatDays(longest[field.longest])
  return last < today
    ? `It stands for ${days} at most from the day of this step, and they are over: ask the partners anew`
    : `It stands for ${days} at most: enter ${asTyped(last)} or an earlier day`
}

const asTyped = (isoDay: string): string => isoDay.split('-').reverse().map(Number).join('/')
const formatDays = (days: number): string => (days === 1 ? '1 day' : `${days} days`)

type Next = { happenedOn: string; until: string | undefined; nextOn: string }
/** Why what comes next cannot wait until this day. What puts nothing off keeps the day that stands, though it be past. */
const wrongNext = (about: About, { happenedOn, until, nextOn }: Next): string | undefined => {
  const { kind, step, stands, now } = about
  const today = dayText(now)
  const kept = step.keepsDay ? stands?.nextOn : undefined
  if (kept && nextOn === kept) return undefined
  if (kept && kept < today)
    return `This puts nothing off: it was to be done by ${asTyped(kept)}. Leave that day as it is`
  if (nextOn < today) return 'Enter today or a later day'
  const most = mostDaysOf(about)
  const held = (kind.ends ?? []).includes(step.to) ? (until ?? stands?.until) : undefined
  const limits: readonly (readonly [on: string | null | undefined, says: (on: string) => string])[] = [
    [
      happenedOn === '' ? undefined : addDays(happenedOn, most),
      () => `Enter a day within ${formatDays(most)} of that one; where they are over, today`,
    ],
    [held, (on) => `It holds until ${asTyped(on)}: enter that day or an earlier one; where it is over, today`],
    [kept, (on) => `This puts nothing off: enter ${asTyped(on)} or an earlier day`],
  ]
  for (const [on, says] of limits) if (on && nextOn > (on > today ? on : today)) return says(on)
  return undefined
}

const schemaOf = (
  { name, kind, ask, options }: Field,
  { now, choices, also }: About,
): z.ZodType<string | undefined> => {
  const say = also?.[name] ?? ask
  if (kind === 'tick') return z.literal('yes', say)
  if (kind === 'pick') {
    const among = options ?? choices[name] ?? []
    const isOne = (answer: string) => among.some(({ value }) => value === answer)
    if (say) return z.string(say).refine(isOne, say)
    return z
      .string()
      .optional()
      .refine((answer) => !answer || isOne(answer), 'Select one of the list, or none')
  }
  if (kind === 'day') return day(now, say ?? 'Enter the day')
  if (kind === 'pounds') return pounds(say ?? 'Enter the amount in pounds')
  const longest = kind === 'line' ? 200 : 2000
  return say ? text(say, longest) : optionalText(longest)
}

const pounds = (say: string) =>
  z
    .string(say)
    .transform((typed) => typed.replace(/[£,\s]/g, ''))
    .refine((typed) => /^\d{1,6}(\.\d{2})?$/.test(typed), say)

export const deviceKindForm = z.object({
  name: text('Enter what it is called', 80),
  purpose: text('Enter what it is for', 500),
  route: text('Enter who answers its calls', 200),
  consent: text('Enter what the person must agree to first', 500),
  testDays: z
    .string('Enter how many days may lie between two tests')
    .trim()
    .regex(/^\d{1,3}$/, 'Enter how many days may lie between two tests, as a number')
    .transform(Number)
    .refine((days) => days >= 1 && days <= 366, 'Enter a number from 1 to 366'),
  reason: text('Enter why it is added, and who agreed', 500),
})

export const markForm = (now: Date) =>
  z.object({
    said: z.enum(['done', 'never'], 'Select what they said'),
    confirmedOn: day(now, 'Enter the day on which they said so', 'The day'),
    how: text('Enter who of the partner said so, and how', 300),
  })

type Asked = { partner: string; round: number; confirmedOn: string | null; neverSet: boolean }
const sameAs = (partner: string) => (other: Pick<Asked, 'partner'>) =>
  other.partner.toLowerCase() === partner.toLowerCase()
/** Whether a partner once said that its mark was set: it stands until it is taken off, whatever is said later. */
export const onceConfirmed = (partner: string, marks: readonly Asked[]): boolean =>
  marks.filter(sameAs(partner)).some(({ confirmedOn, neverSet }) => confirmedOn !== null && !neverSet)
/** Partners that hold a mark, or may: all that were asked, except who has said since that none was ever set. */
export const holdersIn = (marks: readonly Asked[]): string[] =>
  partnersIn(marks.map(({ partner }) => partner).join('\n')).filter((partner) => {
    const own = marks.filter(sameAs(partner)).toSorted((one, other) => other.round - one.round)
    return onceConfirmed(partner, marks) || !own[0]?.neverSet
  })

/** The partners that were typed, one on each line, each once. */
export const partnersIn = (typed: string): string[] => {
  const lines = typed.split('\n').map((each) => each.trim().replaceAll(/\s+/g, ' ').slice(0, 100))
  return [...new Map(lines.filter(Boolean).map((each) => [each.toLowerCase(), each])).values()]
}

type Stepped = { step: string; answers: Answers | null }
/** Who is in a watch now, by name: who was checked and not taken out again. */
export const membersIn = (steps: readonly Stepped[]): { member: string; how: string; checked: string }[] => {
  const members = new Map<string, { member: string; how: string; checked: string }>()
  for (const { step, answers } of steps) {
    const { member = '', how = '', checked = '' } = answers ?? {}
    if (step === 'member' || step === 'further-member') members.set(member, { member, how, checked })
    if (step === 'member-drop' || step === 'member-out') members.delete(member)
  }
  return [...members.values()]
}

/** The numbers by which a device is known when it calls, as they were given with its latest issue; none before it was given out. */
export const numbersIn = (steps: readonly Stepped[]): string[] => {
  const issue = steps.findLast(({ step }) => step === 'issue')?.answers
  return [issue?.serial, issue?.callsFrom].flatMap((number) => number || [])
}

const isoDay = /^\d{4}-\d{2}-\d{2}$/
/** The day until which a measure holds, as last written down; none where it was once a free text. */
export const untilIn = (steps: readonly Stepped[]): string | undefined =>
  steps.flatMap(({ answers }) => (isoDay.test(answers?.until ?? '') ? [answers?.until] : [])).at(-1)
