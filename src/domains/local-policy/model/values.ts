import { z } from 'zod'
import { policyValues } from '../../../local-policy/values.ts'
import { readDay, readMoment } from '../../../platform/times.ts'
import type { Calendar } from '../../../rules/calendar.ts'
import type { Policy, PolicyName } from '../../../rules/policy.ts'

export type Setting = number | boolean | number[]
/** One row of the history of a value. */
export type SetValue = {
  name: string
  value: Setting
  fromAt: Date
  setAt: Date
  by: string
  agency: string
  reason: string
}
export type Value = {
  name: PolicyName
  slug: string
  words: string
  now: Setting
  /** The row that holds now; none: the default holds. */
  since: SetValue | null
  coming: SetValue[]
  history: SetValue[]
  usual: Setting
  source: string
  confidence: 'HIGH' | 'MEDIUM' | 'UNCERTAIN'
}

export const slugOf = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
const isName = (name: string): name is PolicyName => Object.hasOwn(policyValues, name)
export const names: PolicyName[] = Object.keys(policyValues).filter(isName)
export const nameFrom = (slug: string): PolicyName | undefined => names.find((name) => slugOf(name) === slug)

/** Every value as it stands: what holds now, since when, by whom, what is to come. Rows come in the order in which they hold. */
export const valuesAt = (rows: readonly SetValue[], now: Date): Value[] =>
  names.map((name) => {
    const { words, default: usual, source, confidence } = policyValues[name]
    const history = rows.filter((row) => row.name === name)
    const since = history.findLast(({ fromAt }) => fromAt <= now) ?? null
    const coming = history.filter(({ fromAt }) => fromAt > now)
    return {
      name,
      slug: slugOf(name),
      words,
      now: since?.value ?? usual,
      since,
      coming,
      history,
      usual,
      source,
      confidence,
    }
  })

export const settingWords = (value: Setting): string => {
  if (Array.isArray(value)) return value.join(', ')
  return value === true ? 'Yes' : value === false ? 'No' : String(value)
}

/** Which way a value gives a person less protection: a bigger number, a smaller one, fewer warnings, longer shifts. */
type Weaker = 'bigger' | 'smaller' | 'yes' | 'fewer warnings' | 'longer shifts' | 'neither'
const weaker: Record<PolicyName, Weaker> = {
  reviewDaysHigh: 'bigger',
  reviewDaysMedium: 'bigger',
  reviewDaysStandard: 'bigger',
  postSeparationMonths: 'smaller',
  triggerReviewMediumWorkingDays: 'bigger',
  triggerReviewStandardWorkingDays: 'bigger',
  releaseHoursHigh: 'bigger',
  releaseHoursMedium: 'bigger',
  shiftStarts: 'longer shifts',
  escalationIncidents: 'bigger',
  escalationMonths: 'smaller',
  repeatMonths: 'smaller',
  repeatNeedsCrime: 'yes',
  failedAttempts: 'bigger',
  orderLeadDays: 'fewer warnings',
  shortOrderLeadDays: 'fewer warnings',
  shortOrderMaxDays: 'neither',
  trialLeadDays: 'fewer warnings',
  sentenceLeadDays: 'fewer warnings',
  releaseLeadDays: 'fewer warnings',
  bailLeadDays: 'fewer warnings',
  referralAcknowledgementHours: 'bigger',
  conferenceReferralWorkingDays: 'bigger',
  conferenceResearchWorkingDays: 'bigger',
  adviserContactWorkingDays: 'bigger',
  allocationWorkingDays: 'bigger',
  suspectSpokenToWorkingDays: 'bigger',
  breachResponseHours: 'bigger',
  deferredCallHours: 'bigger',
  victimUpdateWorkingDays: 'bigger',
  amberWarningHour: 'bigger',
  backstopHour: 'bigger',
  checklistThreshold: 'bigger',
  smallNumber: 'smaller',
  complexMeetingWorkingDays: 'bigger',
  fileSplitWorkingDays: 'bigger',
  releaseApprovalDays: 'bigger',
  lookListNames: 'neither',
  draftDays: 'bigger',
  misuseAnswerWorkingDays: 'bigger',
  misuseExplanationWorkingDays: 'bigger',
  measureNextDays: 'bigger',
  watchReviewDays: 'bigger',
  watchToldDays: 'bigger',
  policeWatchDays: 'bigger',
  sanctuaryReviewDays: 'bigger',
  markConfirmDays: 'bigger',
  urgentMarkDays: 'bigger',
  deviceGapDays: 'bigger',
  deviceLostDays: 'bigger',
  tagReviewDays: 'bigger',
  whereaboutsDays: 'bigger',
  missingReportHours: 'bigger',
  missingReportKeptDays: 'bigger',
}

/** Said before a value that protects less is set: nothing lengthens a protective deadline unsaid (RULES 23.3). */
export const weakening = (name: PolicyName, before: Setting, after: Setting): string | null => {
  const change = `${settingWords(after)} instead of ${settingWords(before)}`
  const kind = weaker[name]
  if (kind === 'yes' && after === true && before !== true) return `Fewer people come under this: ${change}`
  if (typeof before === 'number' && typeof after === 'number') {
    if (kind === 'bigger' && after > before)
      return `This gives longer, or asks for more, before a person is protected: ${change}`
    if (kind === 'smaller' && after < before)
      return `This protects a person for less long, or protects fewer: ${change}`
  }
  if (!Array.isArray(before) || !Array.isArray(after)) return null
  if (kind === 'fewer warnings' && isLessWarned(before, after))
    return `A warning is taken away or comes later than now: ${change}`
  if (kind === 'longer shifts' && longestShift(after) > longestShift(before))
    return `The longest shift grows, and with it the time to tell: ${longestShift(after)} hours instead of ${longestShift(before)}`
  return null
}

/** Each warning of before has one at least as early in its place: the first with the first, and so on. */
const isLessWarned = (before: readonly number[], after: readonly number[]): boolean => {
  const sorted = [...after].sort((a, b) => b - a)
  return [...before].sort((a, b) => b - a).some((days, index) => (sorted[index] ?? -1) < days)
}
const longestShift = (starts: readonly number[]): number =>
  Math.max(...starts.map((start, index) => (starts[index + 1] ?? (starts[0] ?? 0) + 24) - start))

/** A higher level is never left longer than a lower one. */
const inOrder: PolicyName[][] = [
  ['reviewDaysHigh', 'reviewDaysMedium', 'reviewDaysStandard'],
  ['releaseHoursHigh', 'releaseHoursMedium'],
  ['triggerReviewMediumWorkingDays', 'triggerReviewStandardWorkingDays'],
]
export const outOfOrder = (name: PolicyName, value: Setting, policy: Policy): string | null => {
  const next: Record<PolicyName, Setting> = { ...policy, [name]: value }
  for (const group of inOrder.filter((each) => each.includes(name)))
    for (const [index, higher] of group.entries()) {
      const lower = group[index + 1]
      if (lower && Number(next[higher]) > Number(next[lower]))
        return `A higher level would be left longer than a lower one: ${policyValues[higher].words.toLowerCase()} would be ${next[higher]}, ${policyValues[lower].words.toLowerCase()} ${next[lower]}`
    }
  return null
}

const asTyped = (name: PolicyName, typed: string): unknown => {
  if (Array.isArray(policyValues[name].default)) return typed.split(/[\s,;]+/).filter(Boolean)
  return typeof policyValues[name].default === 'boolean'
    ? typed === 'yes'
      ? true
      : typed === 'no'
        ? false
        : undefined
    : typed
}

/** The form that sets one value: what, from when, why. */
export const valueForm = (name: PolicyName, now: Date) =>
  z
    .object({
      value: z.string('Enter a value').trim().min(1, 'Enter a value'),
      from: z.enum(['now', 'later'], 'Select from when it holds'),
      fromDay: z.string().catch(''),
      fromTime: z.string().catch(''),
      reason: z
        .string('Enter the reason')
        .trim()
        .min(10, 'Enter the reason: who agreed to it, and where that is written')
        .max(1000, 'Write 1,000 characters or fewer'),
      confirmed: z.string().optional(),
    })
    .transform(({ value, from, fromDay, fromTime, reason, confirmed }, context) => {
      const schema: z.ZodType<Setting> = policyValues[name].schema
      const read = schema.safeParse(asTyped(name, value))
      if (!read.success) refuse('value', read.error.issues[0]?.message ?? 'Enter a value')
      const start = from === 'now' ? { at: now } : readMoment(fromDay, fromTime, now)
      if ('problem' in start) refuse(start.field === 'day' ? 'fromDay' : 'fromTime', start.problem)
      else if (start.at < now) refuse('fromDay', 'A value holds from now or later: the past stays as it was')
      if (!read.success || !('at' in start)) return z.NEVER
      return { value: read.data, fromAt: start.at, reason, isConfirmed: confirmed === 'yes' }

      function refuse(field: string, message: string) {
        context.addIssue({ code: 'custom', path: [field], message })
      }
    })
export type ValueForm = z.infer<ReturnType<typeof valueForm>>

export type AddedHoliday = { day: string; name: string; source: string; by: string; addedAt: Date }

/** A one-off day off, inside the years that the published list covers. */
export const holidayForm = (now: Date, { firstDay, lastDay, holidays }: Calendar) =>
  z.object({
    day: z.string('Enter the day').transform((typed, context) => {
      const read = readDay(typed, now)
      const today = readDay('today', now)
      const problem = 'problem' in read ? read.problem : problemOf(read.day, 'day' in today ? today.day : '')
      if (problem === null && 'day' in read) return read.day
      context.addIssue({ code: 'custom', message: problem ?? 'Enter the day' })
      return z.NEVER

      function problemOf(day: string, now: string): string | null {
        if (day <= now) return 'The day must be after today: days that have begun stay as they were'
        if (day < firstDay || day > lastDay)
          return `The list of bank holidays ends on ${lastDay}. Load a newer list first`
        return holidays.has(day) ? 'That day is a bank holiday already' : null
      }
    }),
    name: z.string('Enter its name').trim().min(3, 'Enter its name').max(100, 'Name must be 100 characters or fewer'),
    source: z
      .string('Enter the source')
      .trim()
      .min(10, 'Enter where it was announced, with the date')
      .max(500, 'Write 500 characters or fewer'),
  })
export type HolidayForm = z.infer<ReturnType<typeof holidayForm>>
