// Every time and day that a person reads is London's. The year is left out only where `now` shows that it is this one.

const hour = 3_600_000
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const zoneParts = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  hourCycle: 'h23',
  timeZoneName: 'short',
})

type Zone = { offset: number; name: string }
const zones = new Map<number, Zone>()

// London's clock moves by whole hours and at whole hours, so one answer of the time-zone table holds for the hour.
const zoneAt = (at: Date): Zone => {
  const key = Math.floor(at.getTime() / hour)
  const known = zones.get(key)
  if (known) return known
  const parts = new Map(zoneParts.formatToParts(at).map(({ type, value }) => [type, value]))
  const offset = ((Number(parts.get('hour')) - at.getUTCHours() + 24) % 24) * hour
  const zone = { offset, name: parts.get('timeZoneName') ?? '' }
  if (zones.size > 20_000) zones.clear()
  zones.set(key, zone)
  return zone
}

/** A date whose UTC fields show what London's clock shows. */
const wallClock = (at: Date): Date => new Date(at.getTime() + zoneAt(at).offset)

/** A moment, or a day as the database gives it: 2026-12-21. */
export type Day = Date | string

export const londonDay = (day: Day): string => wallDay(day).toISOString().slice(0, 10)

const wallDay = (day: Day): Date => {
  if (typeof day !== 'string') return wallClock(day)
  const noon = new Date(`${day}T12:00:00Z`)
  // JavaScript would make 2 March of 30 February.
  if (noon.toISOString().slice(0, 10) !== day) throw new RangeError(`There is no day ${day}`)
  return noon
}

/** Mon 21 Dec 2026; without the year when `now` is in it. */
export const formatDay = (day: Day, now?: Date): string => {
  const at = wallDay(day)
  const year = at.getUTCFullYear()
  const shown = `${weekdays[at.getUTCDay()]} ${at.getUTCDate()} ${months[at.getUTCMonth()]}`
  return now && wallClock(now).getUTCFullYear() === year ? shown : `${shown} ${year}`
}

/** A text with the days in it said as all days are: 2026-12-21 becomes Mon 21 Dec 2026. */
export const daysInWords = (text: string): string =>
  text.replace(/\b\d{4}-\d\d-\d\d\b/g, (day) => {
    const noon = new Date(`${day}T12:00:00Z`)
    return !Number.isNaN(noon.getTime()) && noon.toISOString().startsWith(day) ? formatDay(day) : day
  })

/** 16:50; in the hour that comes twice when the clocks go back, which of the two: 01:30 GMT. */
export const formatTime = (at: Date): string => {
  const isTwice = [-hour, hour].some((shift) => clockTime(new Date(at.getTime() + shift)) === clockTime(at))
  return isTwice ? `${clockTime(at)} ${zoneAt(at).name}` : clockTime(at)
}

const clockTime = (at: Date): string => wallClock(at).toISOString().slice(11, 16)

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

const isEndOfDay = (at: Date): boolean => wallClock(at).toISOString().slice(11, 19) === '23:59:59'

/** London days from one to the other; negative when the second is earlier. */
export const daysBetween = (from: Day, to: Day): number =>
  (Date.parse(londonDay(to)) - Date.parse(londonDay(from))) / (24 * hour)

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

const numbers = new Intl.NumberFormat('en-GB')
/** 1 duty, 2 duties. */
export const formatCount = (count: number, one: string, many = `${one}s`): string =>
  `${numbers.format(count)} ${count === 1 ? one : many}`
