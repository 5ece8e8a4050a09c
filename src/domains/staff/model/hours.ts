import { z } from 'zod'
import { readDay, readMoment, readTime } from '../../../platform/times.ts'
import { addDays, instantOf, londonDay } from '../../../rules/days.ts'

/** Hours of one weekday (1 is Monday); a shift that ends before it starts ends on the next day. */
export type Hours = {
  weekday: number
  startsAt: string
  endsAt: string
  fromOn: string
  untilOn: string | null
  /** Works these hours on a bank holiday too. */
  onBankHolidays: boolean
}
/** The days off of the calendar: is this one? */
export type DaysOff = { has: (day: string) => boolean }
export type Leave = { id: string; fromOn: string; untilOn: string; coverId: string | null; coverName: string | null }
export type Shift = { id: string; practitionerId: string; name: string; fromAt: Date; untilAt: Date }

export const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const
export const weekdayOf = (day: string): number => new Date(day).getUTCDay() || 7

export const isOnLeave = (leave: readonly Pick<Leave, 'fromOn' | 'untilOn'>[], day: string): boolean =>
  leave.some(({ fromOn, untilOn }) => fromOn <= day && day <= untilOn)

/** Whether the usual week has this person at work now; a night shift belongs to the day on which it starts, bank holiday or not. */
export const isAtWork = (
  pattern: readonly Hours[],
  leave: readonly Pick<Leave, 'fromOn' | 'untilOn'>[],
  now: Date,
  daysOff: DaysOff,
): boolean =>
  [londonDay(now), addDays(londonDay(now), -1)].some(
    (day) =>
      !isOnLeave(leave, day) &&
      pattern.some(
        ({ weekday, startsAt, endsAt, fromOn, untilOn, onBankHolidays }) =>
          weekday === weekdayOf(day) &&
          (onBankHolidays || !daysOff.has(day)) &&
          fromOn <= day &&
          (untilOn === null || day <= untilOn) &&
          instantOf(`${day}T${startsAt}`) <= now &&
          now < instantOf(`${endsAt > startsAt ? day : addDays(day, 1)}T${endsAt}`),
      ),
  )

type Span = { fromAt: Date; untilAt: Date }
export const isOnNow = (shifts: readonly Span[], now: Date): boolean =>
  shifts.some(({ fromAt, untilAt }) => fromAt <= now && now < untilAt)

/** The stretches between two moments in which a desk has nobody on. */
export const gapsIn = (shifts: readonly Span[], from: Date, until: Date): Span[] => {
  const gaps: Span[] = []
  let covered = from
  for (const { fromAt, untilAt } of [...shifts].sort((a, b) => a.fromAt.getTime() - b.fromAt.getTime())) {
    if (fromAt > covered && covered < until) gaps.push({ fromAt: covered, untilAt: fromAt < until ? fromAt : until })
    if (untilAt > covered) covered = untilAt
  }
  if (covered < until) gaps.push({ fromAt: covered, untilAt: until })
  return gaps
}

/** A typed day, or the message that says what to write. */
const typedDay = (now: Date) =>
  z.string('Enter the day').transform((typed, context) => {
    const read = readDay(typed, now)
    if ('day' in read) return read.day
    context.addIssue({ code: 'custom', message: read.problem })
    return z.NEVER
  })

export const leaveForm = (now: Date) =>
  z
    .object({
      fromOn: typedDay(now),
      untilOn: typedDay(now),
      coverId: z
        .string()
        .optional()
        .transform((id) => id || null)
        .pipe(z.uuid('Select who covers, or nobody').nullable()),
    })
    .refine(({ fromOn, untilOn }) => untilOn >= fromOn, {
      path: ['untilOn'],
      message: 'The last day must be the first day or later',
    })
    .refine(({ untilOn }) => untilOn >= londonDay(now), {
      path: ['untilOn'],
      message: 'The last day must be today or later',
    })
export type LeaveForm = z.infer<ReturnType<typeof leaveForm>>

/** The names of the form's fields for one weekday. */
export const fieldsOf = (weekday: number): { starts: string; ends: string } => ({
  starts: `starts${weekday}`,
  ends: `ends${weekday}`,
})

export type PatternForm = {
  fromOn: string
  hours: Pick<Hours, 'weekday' | 'startsAt' | 'endsAt'>[]
  onBankHolidays: boolean
}
export const patternForm = (now: Date) =>
  z.record(z.string(), z.string().catch('')).transform((body, context): PatternForm => {
    const refuse = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
    const from = readDay(body.fromOn ?? '', now)
    if ('problem' in from) refuse('fromOn', from.problem)
    else if (from.day < londonDay(now))
      refuse('fromOn', 'The first day must be today or later: past weeks stay as they were')
    const hours = weekdays.flatMap((name, index) => {
      const { starts, ends } = fieldsOf(index + 1)
      const [typedStart, typedEnd] = [body[starts]?.trim() ?? '', body[ends]?.trim() ?? '']
      if (!typedStart && !typedEnd) return []
      const [start, end] = [readTime(typedStart), readTime(typedEnd)]
      if ('problem' in start) refuse(starts, `${name}, start: ${start.problem}`)
      if ('problem' in end) refuse(ends, `${name}, end: ${end.problem}`)
      if (!('time' in start && 'time' in end)) return []
      if (start.time === end.time) refuse(ends, `${name}: the end must not be the start`)
      return [{ weekday: index + 1, startsAt: start.time, endsAt: end.time }]
    })
    return { fromOn: 'day' in from ? from.day : '', hours, onBankHolidays: body.onBankHolidays === 'yes' }
  })

const longest = 24 * 3_600_000
export const shiftForm = (now: Date) =>
  z
    .object({
      practitionerId: z.uuid('Select who is on'),
      fromDay: z.string().catch(''),
      fromTime: z.string().catch(''),
      untilDay: z.string().catch(''),
      untilTime: z.string().catch(''),
    })
    .transform(({ practitionerId, fromDay, fromTime, untilDay, untilTime }, context) => {
      const from = readMoment(fromDay, fromTime, now)
      const until = readMoment(untilDay, untilTime, now)
      if ('problem' in from) refuse(from.field === 'day' ? 'fromDay' : 'fromTime', from.problem)
      if ('problem' in until) refuse(until.field === 'day' ? 'untilDay' : 'untilTime', until.problem)
      if (!('at' in from && 'at' in until)) return z.NEVER
      if (until.at <= from.at) refuse('untilTime', 'The shift must end after it starts')
      else if (until.at <= now) refuse('untilDay', 'The shift must end in the future')
      else if (until.at.getTime() - from.at.getTime() > longest)
        refuse('untilDay', 'A shift lasts 24 hours at most: enter the next one too')
      return { practitionerId, fromAt: from.at, untilAt: until.at }

      function refuse(field: string, message: string) {
        context.addIssue({ code: 'custom', path: [field], message })
      }
    })
export type ShiftForm = z.infer<ReturnType<typeof shiftForm>>
