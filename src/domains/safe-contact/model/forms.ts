import { z } from 'zod'
import { answersIn, type formErrors } from '../../../platform/forms.ts'
import { readDay, readTime } from '../../../platform/times.ts'
import { addDays, londonDay } from '../../../rules/days.ts'
import { isTopic } from './topics.ts'
import type { Window } from './windows.ts'
import { confirmations, frequencies, routeKinds, scopes } from './words.ts'

export const optional = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest, `Write ${longest} characters or fewer`)
    .optional()
    .transform((text) => text || undefined)
/** Boxes that were ticked: a browser sends none, one text or a list. */
export const ticked = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((given): string[] => (given === undefined ? [] : [given].flat()))
/** What was typed and ticked, to show it again beside what is to be put right. */
export type Typed = { text: Record<string, string | undefined>; lists: Record<string, string[]> }
export const typedIn = (body: unknown): Typed => {
  const given = z.record(z.string(), z.unknown()).catch({}).parse(body)
  const lists = Object.entries(given).map(([name, value]) => [name, ticked.catch([]).parse(value)])
  return { text: answersIn(body), lists: Object.fromEntries(lists) }
}
/** Fields as they are filled in before anything was typed. */
export const filled = (text: Typed['text'], lists: Typed['lists'] = {}): Typed => ({
  text,
  lists: { ...Object.fromEntries(Object.entries(text).map(([name, value]) => [name, value ? [value] : []])), ...lists },
})
export type Filled = { typed: Typed; errors?: ReturnType<typeof formErrors> | undefined }

const tick = z
  .string()
  .optional()
  .transform((text) => text === 'yes')

/** How long a rule may stand before it is confirmed again. */
export const longestReviewDays = 183

const ruleFields = z.object({
  codeWord: optional(60),
  noCodeWord: tick,
  warnings: optional(500),
  noWarnings: tick,
  interpreter: optional(100),
  frequency: z.enum(keysOf(frequencies), 'Select how often they want to hear from us'),
  notTold: ticked.transform((all) => all.filter(isTopic)),
  confirmedWith: z.enum(confirmations, 'Select who confirmed this'),
  reviewOn: z.string('Enter the day by which to confirm it again'),
})

export const ruleFormAt = (now: Date) =>
  ruleFields.transform((form, context) => {
    const read = readDay(form.reviewOn, now)
    const today = londonDay(now)
    const problem = (message: string) => context.addIssue({ code: 'custom', path: ['reviewOn'], message })
    if ('problem' in read) problem(read.problem)
    else if (read.day <= today || read.day > addDays(today, longestReviewDays))
      problem('Enter a day from tomorrow to six months ahead')
    else return { ...form, reviewOn: read.day }
    return z.NEVER
  })
export type RuleForm = z.infer<ReturnType<typeof ruleFormAt>>

export const windowPlaces = ['1', '2', '3'] as const
const routeFields = z.object({
  kind: z.enum(routeKinds, 'Select the way'),
  isForbidden: tick,
  value: optional(400),
  askFor: optional(60),
  thirdPartyName: optional(120),
  thirdPartyScope: z.enum(keysOf(scopes)).optional().catch(undefined),
  textIsSafe: tick,
  voicemailIsSafe: tick,
  callerId: z.enum(['withheld', 'neutral number']).default('withheld'),
  isPreferred: tick,
  endsOn: optional(40),
  confirmed: tick,
  ...{ days1: ticked, from1: optional(20), until1: optional(20) },
  ...{ days2: ticked, from2: optional(20), until2: optional(20) },
  ...{ days3: ticked, from3: optional(20), until3: optional(20) },
})
type RouteFields = z.infer<typeof routeFields>

/** `isNew`: a way that is there already keeps its sealed value when the field is left empty. */
export const routeFormAt = (now: Date, isNew: boolean) =>
  routeFields.transform((form, context) => {
    const issues: { path: string; message: string }[] = []
    const problem = (path: string, message: string) => void issues.push({ path, message })
    const windows = windowPlaces.flatMap((place) => windowIn(form, place, problem))
    const endsOn = endIn(form, now, problem)
    if (!form.isForbidden) checkAllowed(form, windows, { isNew, endsOn }, problem)
    for (const { path, message } of issues) context.addIssue({ code: 'custom', path: [path], message })
    return { ...form, windows, endsOn }
  })
export type RouteForm = z.infer<ReturnType<typeof routeFormAt>>

type Problem = (path: string, message: string) => void

const windowIn = (form: RouteFields, place: (typeof windowPlaces)[number], problem: Problem): Window[] => {
  const [days, from, until] = [form[`days${place}`], form[`from${place}`], form[`until${place}`]]
  if (days.length === 0 && !from && !until) return []
  const [start, end] = [readTime(from ?? ''), readTime(until ?? '')]
  if (days.length === 0) problem(`days${place}`, 'Select the days of this safe time')
  if ('problem' in start) problem(`from${place}`, start.problem)
  if ('problem' in end) problem(`until${place}`, end.problem)
  if ('problem' in start || 'problem' in end) return []
  if (start.time >= end.time)
    problem(`until${place}`, 'The end must be after the start. Give the time after midnight as its own')
  const numbers = days.map(Number).filter((day) => Number.isInteger(day) && day >= 1 && day <= 7)
  return numbers.length > 0 ? [{ days: numbers, from: start.time, until: end.time }] : []
}

const endIn = ({ endsOn }: RouteFields, now: Date, problem: Problem): string | null => {
  if (!endsOn) return null
  const read = readDay(endsOn, now)
  if ('problem' in read) problem('endsOn', read.problem)
  else if (read.day < londonDay(now)) problem('endsOn', 'Enter today or a later day')
  return 'problem' in read ? null : read.day
}

const checkAllowed = (
  form: RouteFields,
  windows: readonly Window[],
  { isNew, endsOn }: { isNew: boolean; endsOn: string | null },
  problem: Problem,
): void => {
  if (isNew && !form.value && form.kind !== 'visit') problem('value', 'Enter the number or address')
  if (windows.length === 0 && form.kind !== 'post')
    problem('days1', 'Enter at least one safe time. Without one no time is safe')
  if (!form.confirmed) problem('confirmed', 'Confirm this with them before it is used, or mark it as never to be used')
  if (form.textIsSafe && form.kind !== 'mobile') problem('textIsSafe', 'Texts go to a mobile only')
  checkThirdParty(form, { isNew, endsOn }, problem)
}

const checkThirdParty = (
  { kind, thirdPartyName, thirdPartyScope }: RouteFields,
  { isNew, endsOn }: { isNew: boolean; endsOn: string | null },
  problem: Problem,
): void => {
  if (kind !== 'third party') return
  if (isNew && !thirdPartyName) problem('thirdPartyName', 'Enter who they chose')
  if (!thirdPartyScope) problem('thirdPartyScope', 'Select what this person may be told')
  if (!endsOn) problem('endsOn', 'Enter the last day on which this person may be told')
}

export const shareForm = z.object({
  agencyId: z.uuid('Select the agency'),
  why: z
    .string('Enter why they need it')
    .trim()
    .min(1, 'Enter why they need it')
    .max(300, 'Write 300 characters or fewer'),
})
export type ShareForm = z.infer<typeof shareForm>

export const otherWayChoices = {
  'planned visit': 'A planned visit, while the person reported is known to be elsewhere',
  'trusted service': 'Through a trusted service, such as the duty line of the IDVA service',
  'chosen representative': 'Through the person whom they chose',
  'police watch': 'None of these is safe: police watch, until they can be told',
  'wait for the window': 'Wait for the next safe time',
} as const
export const otherWayForm = z
  .object({
    choice: z.enum(keysOf(otherWayChoices), 'Select another way'),
    reason: z
      .string('Enter why this way')
      .trim()
      .min(1, 'Enter why this way, in a sentence')
      .max(1000, 'Write 1,000 characters or fewer'),
    suspectWhereabouts: optional(300),
  })
  .superRefine(({ choice, suspectWhereabouts }, context) => {
    if (choice === 'planned visit' && !suspectWhereabouts)
      context.addIssue({
        code: 'custom',
        path: ['suspectWhereabouts'],
        message: 'Enter where the person reported is believed to be, and who said so',
      })
  })
export type OtherWayForm = z.infer<typeof otherWayForm>

function keysOf<Words extends Record<string, string>>(
  words: Words,
): [keyof Words & string, ...(keyof Words & string)[]] {
  const isKey = (key: string): key is keyof Words & string => Object.hasOwn(words, key)
  const [first, ...rest] = Object.keys(words).filter(isKey)
  if (first === undefined) throw new Error('There is nothing to choose from')
  return [first, ...rest]
}
