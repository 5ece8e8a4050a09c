import { timeText } from '../src/platform/times.ts'
import { addDays, instantOf, isWeekend, londonDay } from '../src/rules/days.ts'

/** Times that lie before the moment of loading, in words of a story. */
export type StoryClock = {
  now: Date
  /** A time on a London day so many days back. What has not come yet today is a few minutes ago. */
  ago: (days: number, time: string) => Date
  hours: (count: number) => Date
  /** A London day so many days from today. */
  day: (days: number) => string
  /** The nearest weekday that many days back or before it. */
  workday: (days: number) => number
}

const minute = 60_000

export const storyClock = (now: Date): StoryClock => {
  const today = londonDay(now)
  const latest = new Date(now.getTime() - 3 * minute)
  const day = (days: number) => addDays(today, days)
  return {
    now,
    day,
    ago: (days, time) => {
      const at = instantOf(`${day(-days)}T${time}:00`)
      return at > latest ? latest : at
    },
    hours: (count) => new Date(now.getTime() - count * 60 * minute),
    workday: (days) => {
      let back = days
      while (isWeekend(day(-back))) back += 1
      return back
    },
  }
}

export const later = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * minute)

/** The London clock at that time, as 16:35. */
export const clockTime = timeText
