import { Temporal } from 'temporal-polyfill'

// Every time and day that a person reads is London's. The year is left out only where `now` shows that it is this one.

const london = 'Europe/London'
const hour = 3_600_000
const dayParts = new Intl.DateTimeFormat('en-GB', {
  timeZone: london,
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
})
const timeParts = new Intl.DateTimeFormat('en-GB', {
  timeZone: london,
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})
const zoneParts = new Intl.DateTimeFormat('en-GB', { timeZone: london, timeZoneName: 'short' })

const partOf = (format: Intl.DateTimeFormat, at: Date, type: Intl.DateTimeFormatPartTypes): string =>
  format.formatToParts(at).find((part) => part.type === type)?.value ?? ''

/** A moment, or a day as the database gives it: 2026-12-21. */
export type Day = Date | string

export const londonDay = (day: Day): string =>
  typeof day === 'string'
    ? Temporal.PlainDate.from(day).toString()
    : Temporal.Instant.fromEpochMilliseconds(day.getTime()).toZonedDateTimeISO(london).toPlainDate().toString()

const noonOf = (day: Day): Date =>
  typeof day === 'string' ? new Date(`${Temporal.PlainDate.from(day).toString()}T12:00:00Z`) : day

/** Mon 21 Dec 2026; without the year when `now` is in it. */
export const formatDay = (day: Day, now?: Date): string => {
  const at = noonOf(day)
  const [weekday, date, month, year] = (['weekday', 'day', 'month', 'year'] as const).map((type) =>
    partOf(dayParts, at, type),
  )
  const isThisYear = now && londonDay(at).slice(0, 4) === londonDay(now).slice(0, 4)
  return `${weekday} ${date} ${month?.slice(0, 3)}${isThisYear ? '' : ` ${year}`}`
}

/** 16:50; in the hour that comes twice when the clocks go back, which of the two: 01:30 GMT. */
export const formatTime = (at: Date): string => {
  const isTwice = [-hour, hour].some((shift) => clockTime(new Date(at.getTime() + shift)) === clockTime(at))
  return isTwice ? `${clockTime(at)} ${partOf(zoneParts, at, 'timeZoneName')}` : clockTime(at)
}

const clockTime = (at: Date): string => `${partOf(timeParts, at, 'hour')}:${partOf(timeParts, at, 'minute')}`

/** today, tomorrow, yesterday, or the day. */
export const formatNearDay = (day: Day, now: Date): string => {
  const days = daysBetween(now, day)
  return days === 0 ? 'today' : days === 1 ? 'tomorrow' : days === -1 ? 'yesterday' : formatDay(day, now)
}

/** 16:50 today; 09:00 Mon 21 Dec; end of tomorrow for a clock that runs to the last second of a day. */
export const formatWhen = (at: Date, now: Date): string => {
  const day = formatNearDay(at, now)
  return isEndOfDay(at) ? `end of ${day}` : `${formatTime(at)} ${day}`
}

const isEndOfDay = (at: Date): boolean => clockTime(at) === '23:59' && partOf(timeParts, at, 'second') === '59'

/** London days from one to the other; negative when the second is earlier. */
export const daysBetween = (from: Day, to: Day): number =>
  Temporal.PlainDate.from(londonDay(from)).until(londonDay(to), { largestUnit: 'day' }).days

/** How long: under a minute, 40 min, 1 h 05, 2 days. From two days on it counts London days. */
export const formatSpan = (from: Date, to: Date): string => {
  const [early, late] = from <= to ? [from, to] : [to, from]
  const minutes = Math.floor((late.getTime() - early.getTime()) / 60_000)
  if (minutes < 1) return 'under a minute'
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return `${hours} h ${String(minutes % 60).padStart(2, '0')}`
  return `${daysBetween(early, late)} days`
}

/** 1 duty, 2 duties. */
export const formatCount = (count: number, one: string, many = `${one}s`): string =>
  `${new Intl.NumberFormat('en-GB').format(count)} ${count === 1 ? one : many}`
