import { addWorkingDays, BeyondCalendar, type Calendar, courtDay } from './calendar.ts'
import { addDays, atHour, endOfDay, londonDay, londonTime, startOfDay } from './days.ts'
import { type Grade, grades, isExact, type Moment } from './entry.ts'
import type { Policy } from './policy.ts'
import type { Clock, ClockByGrade, SimpleClock, StartsFrom } from './rule.ts'

/** `unknown` says what is missing; null means that there is no such clock. */
export type Due = { at: Date; note?: string } | { between: [Date, Date] } | { unknown: Missing } | null
export type Missing = 'not received yet' | 'no date given' | 'beyond the bank-holiday list'

/** When each thing happened that may start a clock. Null: it has not, or nobody said. */
export type Moments = { [from in StartsFrom]: Moment | null }
export type Terms = {
  calendar: Calendar
  policy: Policy
  grade: Grade | null
  isEnhanced: boolean
  isSeparated: boolean
}

/** The one place where a clock becomes a time. A start known only to the day or month gives both ends. */
export const deadline = (clock: Clock, moments: Moments, terms: Terms): Due => {
  if (clock.kind === 'byGrade') return deadline(clock[levelFor(clock, terms)], moments, terms)
  const start = moments[clock.from]
  if (!start) return { unknown: clock.from === 'received' ? 'not received yet' : 'no date given' }
  return isExact(start) ? reached(clock, start.earliest, terms) : between(clock, start, terms)
}

/** An end that the list of bank holidays does not reach is not guessed. */
const reached = (clock: SimpleClock, start: Date, terms: Terms): Ends | { unknown: Missing } => {
  try {
    return endOf(clock, start, terms)
  } catch (error) {
    if (error instanceof BeyondCalendar) return { unknown: 'beyond the bank-holiday list' }
    throw error
  }
}

/** A start before the list ends no earlier than it began, so the last end is known all the same. */
const between = (clock: SimpleClock, { earliest, latest }: Moment, terms: Terms): Due => {
  const last = reached(clock, latest, terms)
  if ('unknown' in last) return last
  const first = reached(clock, earliest, terms)
  if ('unknown' in first) return { between: [earliest, last.at] }
  return first.at.getTime() === last.at.getTime() ? first : { between: [first.at, last.at] }
}

type Ends = { at: Date; note?: string }

/** No level yet counts as high (RULES 2B). */
const levelFor = (clock: ClockByGrade, { grade, isSeparated }: Terms): Grade => {
  const level = grade ?? 'high'
  return clock.afterSeparation && isSeparated ? (grades[grades.indexOf(level) + 1] ?? 'high') : level
}

const endOf = (clock: SimpleClock, start: Date, terms: Terms): Ends => {
  const { calendar, policy } = terms
  const day = londonDay(start)
  switch (clock.kind) {
    case 'workingDays':
      return { at: endOfWorkingDays(start, workingDaysOf(clock, terms), calendar) }
    case 'hours':
      return { at: new Date(start.getTime() + numberOf(clock.count, policy) * hour) }
    case 'courtHours':
      return courtHours(calendar, start, clock.count)
    case 'days':
      return { at: endOfDay(addDays(day, numberOf(clock.count, policy))) }
    case 'endOfDay':
      return { at: endOfDay(day) }
    case 'endOfNextShift':
      return { at: nextShiftEnds(start, policy.shiftStarts) }
    case 'hourOfNextWorkingDay':
      return { at: atHour(addWorkingDays(calendar, day, 1), numberOf(clock.hour, policy)) }
  }
}

/** The last second of the day that is so many working days after this one's London day. */
export const endOfWorkingDays = (start: Date, count: number, calendar: Calendar): Date =>
  endOfDay(addWorkingDays(calendar, londonDay(start), count))

const hour = 3_600_000

/** A number in a rule is the law's; a name is the area's own value. */
export const numberOf = (count: number | keyof Policy, policy: Policy): number => {
  const value = typeof count === 'number' ? count : policy[count]
  if (typeof value !== 'number') throw new TypeError(`${count} is not one number`)
  return value
}

const workingDaysOf = (clock: SimpleClock & { kind: 'workingDays' }, { policy, isEnhanced }: Terms): number =>
  isEnhanced || clock.standardCount === undefined ? numberOf(clock.count, policy) : clock.standardCount

/** The shift now running ends with the next start; the one after it with the second. */
const nextShiftEnds = (at: Date, shiftStarts: number[]): Date => {
  const day = londonDay(at)
  let isNext = false
  for (const days of [0, 1, 2, 3])
    for (const start of shiftStarts) {
      const begins = atHour(addDays(day, days), start)
      if (begins <= at) continue
      if (isNext) return begins
      isNext = true
    }
  throw new Error('A day has at least one shift')
}

const courtHours = (calendar: Calendar, start: Date, count: number): Ends => {
  const lenient = runCourtHours(calendar, start, count, ['disregarded', 'doubtful'])
  const strict = runCourtHours(calendar, start, count, ['disregarded'])
  if (lenient.getTime() === strict.getTime()) return { at: strict }
  const at = londonTime(lenient).slice(0, 16).replace('T', ' at ')
  return {
    at: strict,
    note: `The law can be read two ways here. The other reading ends on ${at}. Work to the earlier.`,
  }
}

const runCourtHours = (calendar: Calendar, start: Date, count: number, disregarded: string[]): Date => {
  let [at, left] = [start, count * hour]
  for (;;) {
    const midnight = startOfDay(addDays(londonDay(at), 1))
    const there = midnight.getTime() - at.getTime()
    const counts = !disregarded.includes(courtDay(calendar, londonDay(at)))
    if (counts && left <= there) return new Date(at.getTime() + left)
    if (counts) left -= there
    at = midnight
  }
}
