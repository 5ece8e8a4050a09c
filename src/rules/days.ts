import { Temporal } from 'temporal-polyfill'

const london = 'Europe/London'
const aDay = 86_400_000

// Days are plain arithmetic; only the hours of London need a time-zone table, and each is worked out once.
const known = new Map<string, number>()

/** The instant at which a London wall clock shows this; where a clock change skips it, the hour after. */
export const instantOf = (local: string): Date => {
  const before = known.get(local)
  if (before !== undefined) return new Date(before)
  const instant = Temporal.PlainDateTime.from(local).toZonedDateTime(london).toInstant().epochMilliseconds
  if (known.size > 20_000) known.clear()
  known.set(local, instant)
  return new Date(instant)
}

/** False for nonsense, for a day that no month has, and for an hour that a clock change skips. */
export const exists = (local: string): boolean => {
  try {
    const wanted = Temporal.PlainDateTime.from(local, { overflow: 'reject' })
    return wanted.toZonedDateTime(london).toPlainDateTime().equals(wanted)
  } catch {
    return false
  }
}

export const startOfDay = (day: string): Date => instantOf(`${day}T00:00:00`)
/** The last second of a London day: 23:59:59. */
export const endOfDay = (day: string): Date => instantOf(`${day}T23:59:59`)
export const atHour = (day: string, hour: number): Date => instantOf(`${day}T${String(hour).padStart(2, '0')}:00:00`)

const days = new Map<number, string>()

/** London's clock moves by whole hours, so one answer holds for the hour. */
export const londonDay = (at: Date): string => {
  const hour = Math.floor(at.getTime() / 3_600_000)
  const before = days.get(hour)
  if (before !== undefined) return before
  const day = findDay(at)
  if (days.size > 20_000) days.clear()
  days.set(hour, day)
  return day
}

const findDay = (at: Date): string => {
  const utcDay = at.toISOString().slice(0, -14)
  const next = addDays(utcDay, 1)
  return at < startOfDay(next) ? utcDay : next
}

const zoned = (at: Date): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(london)

/** London time with its offset, to the second, as `2026-12-29T23:59:59+00:00`. */
export const londonTime = (at: Date): string => zoned(at).toString({ timeZoneName: 'never', smallestUnit: 'second' })

export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * aDay).toISOString().slice(0, -14)
export const addMonths = (day: string, months: number): string =>
  Temporal.PlainDate.from(day).add({ months }).toString()
export const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / aDay
export const isSunday = (day: string): boolean => new Date(day).getUTCDay() === 0
export const isWeekend = (day: string): boolean => new Date(day).getUTCDay() % 6 === 0
