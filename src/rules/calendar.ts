import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { addDays, isSunday, isWeekend } from './days.ts'

export type BankHoliday = { date: string; title: string; notes: string }

/** Days off in England and Wales, from 1 January of the first listed year to 31 December of the last, and no further. */
export type Calendar = { firstDay: string; lastDay: string; holidays: ReadonlyMap<string, BankHoliday> }

/** Thrown for a day that the list of bank holidays does not reach: better no date than a wrong one. */
export class BeyondCalendar extends Error {
  constructor(day: string, { firstDay, lastDay }: Calendar) {
    super(`${day} is outside the bank-holiday list (${firstDay} to ${lastDay})`)
  }
}

/** The calendar of a list; days that one area or one year adds go in the same list. */
export const calendarOf = (list: BankHoliday[]): Calendar => {
  const years = list.map(({ date }) => date.slice(0, 4)).sort()
  const [first, last] = [years[0], years.at(-1)]
  if (!first || !last) throw new Error('A calendar needs at least one bank holiday')
  return {
    firstDay: `${first}-01-01`,
    lastDay: `${last}-12-31`,
    holidays: new Map(list.map((holiday) => [holiday.date, holiday])),
  }
}

const fileSchema = z.object({
  'england-and-wales': z.object({
    events: z.array(z.object({ date: z.iso.date(), title: z.string(), notes: z.string() })).min(1),
  }),
})
const file = path.join(import.meta.dirname, '../../data/bank-holidays.json')

export const englandAndWales: Calendar = calendarOf(
  fileSchema.parse(JSON.parse(readFileSync(file, 'utf8')))['england-and-wales'].events,
)

const within = (calendar: Calendar, day: string): string => {
  if (day < calendar.firstDay || day > calendar.lastDay) throw new BeyondCalendar(day, calendar)
  return day
}

export const isWorkingDay = (calendar: Calendar, day: string): boolean =>
  !calendar.holidays.has(within(calendar, day)) && !isWeekend(day)

/** The day that is `count` working days after this one, which is day 0 whatever it is. */
export const addWorkingDays = (calendar: Calendar, day: string, count: number): string => {
  let [reached, left] = [within(calendar, day), count]
  while (left > 0) {
    reached = addDays(reached, 1)
    if (isWorkingDay(calendar, reached)) left--
  }
  return reached
}

/** The day itself when people are at work, else the working day before it. */
export const workingDayOnOrBefore = (calendar: Calendar, day: string): string =>
  isWorkingDay(calendar, day) ? day : workingDayOnOrBefore(calendar, addDays(day, -1))

/**
 * Days that do not count towards a limit in court hours (DA Act s.29(3)). A Saturday counts. When 26 December or
 * 1 January is a Saturday with another day off in its place, the law can be read both ways: `doubtful` says so.
 */
export const courtDay = (calendar: Calendar, day: string): 'counts' | 'disregarded' | 'doubtful' => {
  const listed = calendar.holidays.has(within(calendar, day))
  if (isSunday(day) || day.endsWith('-12-25') || listed) return 'disregarded'
  return isWeekend(day) && (day.endsWith('-12-26') || day.endsWith('-01-01')) ? 'doubtful' : 'counts'
}
