import { Temporal } from 'temporal-polyfill'

const london = 'Europe/London'
const aDay = 86_400_000
const anHour = 3_600_000

// Days are plain arithmetic; only the hours of London need a time-zone table, and each is worked out once.
const known = new Map<string, number>()

/** The instant at which a London wall clock shows this; where a clock change skips it, the hour after. */
export const instantOf = (local: string): Date => new Date(instantIn(local))

const instantIn = (local: string): number => {
  const before = known.get(local)
  if (before !== undefined) return before
  const instant = Temporal.PlainDateTime.from(local).toZonedDateTime(london).toInstant().epochMilliseconds
  if (known.size > 20_000) known.clear()
  known.set(local, instant)
  return instant
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

export const startOfDay = (day: string): Date => new Date(startOf(day))

const starts = new Map<string, number>()

const startOf = (day: string): number => {
  const before = starts.get(day)
  if (before !== undefined) return before
  const start = instantIn(`${day}T00:00:00`)
  if (starts.size > 20_000) starts.clear()
  starts.set(day, start)
  return start
}

/** The last second of a London day: 23:59:59. */
export const endOfDay = (day: string): Date => new Date(startOf(addDays(day, 1)) - 1000)

export const atHour = (day: string, hour: number): Date => {
  const start = startOf(day)
  const isPlain = startOf(addDays(day, 1)) - start === aDay
  return isPlain ? new Date(start + hour * anHour) : instantOf(`${day}T${String(hour).padStart(2, '0')}:00:00`)
}

const days = new Map<number, string>()

/** London's clock moves by whole hours, so one answer holds for the hour. */
export const londonDay = (at: Date): string => {
  const hour = Math.floor(at.getTime() / anHour)
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

export const addDays = (day: string, days: number): string => dayNumbered(numberOf(day) + days)

const numbers = new Map<string, number>()
const named = new Map<number, string>()

/** Days since 1970. */
const numberOf = (day: string): number => {
  const before = numbers.get(day)
  if (before !== undefined) return before
  const number = Date.parse(day) / aDay
  if (numbers.size > 20_000) numbers.clear()
  numbers.set(day, number)
  return number
}

const dayNumbered = (number: number): string => {
  const before = named.get(number)
  if (before !== undefined) return before
  const day = new Date(number * aDay).toISOString().slice(0, -14)
  if (named.size > 20_000) named.clear()
  named.set(number, day)
  return day
}

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** The same day of another month; the last of the month where that has no such day. */
export const addMonths = (day: string, months: number): string => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const place = year * 12 + month - 1 + months
  const [inYear, inMonth] = [Math.floor(place / 12), ((place % 12) + 12) % 12]
  const isLeap = inYear % 4 === 0 && (inYear % 100 !== 0 || inYear % 400 === 0)
  const last = inMonth === 1 && isLeap ? 29 : (lengths[inMonth] ?? 31)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${String(inYear).padStart(4, '0')}-${two(inMonth + 1)}-${two(Math.min(date, last))}`
}

export const daysBetween = (from: string, to: string): number => numberOf(to) - numberOf(from)
export const isSunday = (day: string): boolean => new Date(day).getUTCDay() === 0
export const isWeekend = (day: string): boolean => new Date(day).getUTCDay() % 6 === 0
