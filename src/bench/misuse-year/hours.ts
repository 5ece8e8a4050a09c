import { addDays, isWeekend, startOfDay } from '../../rules/days.ts'
import type { Chance } from './chance.ts'
import type { Staff } from './world.ts'

const firstDay = '2025-11-03'
const anHour = 3_600_000
export const dayName = (day: number): string => addDays(firstDay, day)
const weekend = new Map<number, boolean>()
const isRestDay = (day: number): boolean => {
  const known = weekend.get(day) ?? isWeekend(dayName(day))
  weekend.set(day, known)
  return known
}

export type Shift = { from: number; until: number; isNight: boolean }

/** The hours of a person on a day, in hours since its midnight; nothing on a day off. */
export const shiftOn = ({ pattern, turn }: Staff, day: number): Shift | null => {
  if (pattern === 'office') return isRestDay(day) ? null : { from: 8.5, until: 17.5, isNight: false }
  const place = (day + turn * 3) % 8
  if (place >= 4) return null
  const starts = [7, 7, 15, 22][place] ?? 7
  return { from: starts, until: starts + 9, isNight: starts === 22 }
}

export const at = (day: number, hour: number): number => startOfDay(dayName(day)).getTime() + Math.floor(hour * anHour)

/** A moment well outside the hours of that person. */
export const offDuty = (chance: Chance, staff: Staff, day: number): number => {
  const shift = shiftOn(staff, day)
  if (!shift) return at(day, shiftOn(staff, day - 1)?.isNight ? chance.whole(12, 20) : chance.whole(10, 22))
  return at(day, shift.isNight ? chance.whole(11, 19) : shift.from >= 15 ? chance.whole(8, 12) : chance.whole(19, 23))
}
