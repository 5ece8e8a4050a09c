import { type Abuser, plantAbusers } from './abusers.ts'
import { chanceOf } from './chance.ts'
import { shiftOn } from './hours.ts'
import { type Event, ordinaryYear } from './ordinary.ts'
import { type Size, type World, worldOf } from './world.ts'

export type Year = {
  world: World
  events: Event[]
  abusers: Abuser[]
  declared: ReadonlySet<string>
  staffDays: number
}

/** What comes on top of one's own work: cover, help, desks, searches. */
const onTop = 1.6

/** One invented year of a whole partnership: its staff, their cases, all that they looked at, and who misused it. */
export const yearOf = (size: Size): Year => {
  const chance = chanceOf(size.seed)
  const world = worldOf(chance, size)
  const events: Event[] = []
  const emit = (event: Event): void => void events.push(event)
  const { abusers, declared } = plantAbusers(chance, world, size.abusers, emit)
  const staffDays = daysWorked(world)
  const looksADay = size.looks / staffDays / onTop
  for (const staff of world.staff) ordinaryYear(chance, world, staff, looksADay, emit)
  return { world, events, abusers, declared, staffDays }
}

/** Days on which somebody had a shift: leave and courses, about one in eight, are taken off. */
const daysWorked = (world: World): number => {
  let days = 0
  for (const staff of world.staff)
    for (let day = Math.max(0, staff.startsOn); day <= (staff.leavesOn ?? 364) && day < 365; day++)
      if (shiftOn(staff, day)) days++
  return Math.round(days * 0.87)
}
