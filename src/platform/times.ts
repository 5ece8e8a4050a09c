import { Temporal } from 'temporal-polyfill'

/** What a typed day or time could not be read as, in words that say what to do. */
export type Unread = { problem: string }
export type ReadDay = { day: string } | Unread
export type ReadTime = { time: string; zone?: Zone } | Unread
/** `note` says which of two hours was taken on the night when the clocks go back. */
export type ReadMoment = { at: Date; note?: string } | (Unread & { field: 'day' | 'time' })

type Zone = 'BST' | 'GMT'

const london = 'Europe/London'
const dayHelp = 'Write the day like 2027-04-30, 30/4/2027 or 30 April 2027, or "today" or "yesterday"'
const timeHelp = 'Write the time like 16:35 or 4.35pm'
const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]
const nearDays = new Map([
  ['today', 0],
  ['yesterday', -1],
  ['tomorrow', 1],
])

const at = (now: Date): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(london)

/** The London day and time of a moment, as a form shows them filled in. */
export const dayText = (now: Date): string => at(now).toPlainDate().toString()
export const timeText = (now: Date): string => at(now).toPlainTime().toString({ smallestUnit: 'minute' })

/** A typed day, as YYYY-MM-DD. A year of two figures is not guessed: 85 may be 1985. */
export const readDay = (typed: string, now: Date): ReadDay => {
  const text = typed.trim().toLowerCase()
  if (text === '') return { problem: 'Enter the day' }
  const near = nearDays.get(text)
  if (near !== undefined) return { day: at(now).toPlainDate().add({ days: near }).toString() }
  const parts = partsOf(text)
  if (!parts) return { problem: dayHelp }
  if (parts.year.length !== 4) return { problem: 'Write the year with four figures, such as 30/4/2027' }
  const day = `${parts.year}-${parts.month.padStart(2, '0')}-${parts.date.padStart(2, '0')}`
  return isDay(day) ? { day } : { problem: `There is no such day as ${typed.trim()}. Check it` }
}

type Parts = { year: string; month: string; date: string }

const partsOf = (text: string): Parts | null => {
  const [, isoYear, isoMonth, isoDate] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text) ?? []
  if (isoYear && isoMonth && isoDate) return { year: isoYear, month: isoMonth, date: isoDate }
  const [, date, month, year] = /^(\d{1,2})\s*[/. -]\s*(\d{1,2})\s*[/. -]\s*(\d{2,4})$/.exec(text) ?? []
  if (year && month && date) return { year, month, date }
  const worded =
    /^(?:(?:[a-z]+day|mon|tue|wed|thu|fri|sat|sun),?\s+)?(\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+([a-z]{3,9})\.?,?[\s-]+(\d{2,4})$/.exec(
      text,
    )
  const named = months.findIndex((name) => name.startsWith((worded?.[2] ?? '?').replace(/^sept$/, 'sep')))
  return worded?.[1] && worded[3] && named >= 0 ? { year: worded[3], month: String(named + 1), date: worded[1] } : null
}

const isDay = (day: string): boolean => {
  try {
    return Temporal.PlainDate.from(day, { overflow: 'reject' }).toString() === day
  } catch {
    return false
  }
}

/** A typed time of day, as HH:MM on the 24-hour clock; `zone` when the person wrote BST or GMT. */
export const readTime = (typed: string): ReadTime => {
  const text = typed.trim().toLowerCase()
  if (text === '') return { problem: 'Enter the time' }
  if (text === 'noon' || text === 'midday') return { time: '12:00' }
  if (text === 'midnight') return { problem: 'Write 00:00 for the start of the day, or 23:59 for its end' }
  const found = /^(\d{1,2})(?:[:.h ]?([0-5]\d))?\s*([ap])?\.?(?:m\.?)?\s*(bst|gmt)?$/.exec(text)
  const [, typedHour, minutes = '00', half, zone] = found ?? []
  const isBare = found?.[2] === undefined && !half
  const hour = typedHour === undefined || isBare ? null : hourOf(Number(typedHour), half)
  if (hour === null) return { problem: timeHelp }
  const time = `${String(hour).padStart(2, '0')}:${minutes}`
  return zone ? { time, zone: zone === 'bst' ? 'BST' : 'GMT' } : { time }
}

const hourOf = (hour: number, half: string | undefined): number | null => {
  if (hour > 23 || (half === 'a' && hour > 12) || (half && hour === 0)) return null
  if (half === 'p') return hour < 12 ? hour + 12 : hour
  return half === 'a' && hour === 12 ? 0 : hour
}

/** A typed day and time as one moment in London. An hour that the clocks skip is refused; of an hour that comes twice, the first. */
export const readMoment = (typedDay: string, typedTime: string, now: Date): ReadMoment => {
  const day = readDay(typedDay, now)
  if ('problem' in day) return { ...day, field: 'day' }
  const time = readTime(typedTime)
  if ('problem' in time) return { ...time, field: 'time' }
  return momentOf(day.day, time.time, time.zone)
}

const momentOf = (day: string, time: string, zone: Zone | undefined): ReadMoment => {
  const wanted = Temporal.PlainDateTime.from(`${day}T${time}`)
  const [first, last] = (['earlier', 'later'] as const).map((disambiguation) =>
    wanted.toZonedDateTime(london, { disambiguation }),
  )
  if (!first || !last) throw new Error('A time is read in two ways')
  if (!first.toPlainDateTime().equals(wanted))
    return {
      problem: `There was no ${time} that night: the clocks went forward from 01:00 to 02:00. Check the time`,
      field: 'time',
    }
  const matching = [first, last].filter((one) => !zone || zoneOf(one) === zone)
  if (!matching[0])
    return { problem: `The clocks were not on ${zone} then. Check the time, or leave ${zone} out`, field: 'time' }
  const moment = new Date(matching[0].epochMilliseconds)
  if (zone || first.equals(last)) return { at: moment }
  return {
    at: moment,
    note: `The clocks went back that night and ${time} came twice. The first was taken: write ${time} GMT for the second`,
  }
}

const zoneOf = ({ offset }: Temporal.ZonedDateTime): Zone => (offset === '+01:00' ? 'BST' : 'GMT')

/** The first and the last moment of a London day, to the second. */
export const dayEnds = (day: string): { from: Date; until: Date } => {
  const start = Temporal.PlainDate.from(day).toZonedDateTime(london)
  return {
    from: new Date(start.epochMilliseconds),
    until: new Date(start.add({ days: 1 }).epochMilliseconds - 1000),
  }
}
