import { z } from 'zod'
import type { Calendar } from '../../../rules/calendar.ts'
import { addDays, londonDay, startOfDay } from '../../../rules/days.ts'
import type { RouteKind } from './words.ts'

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
/** Days (1 is Monday) and a stretch of the London clock. What no window names is not safe. */
export const windowSchema = z
  .object({ days: z.array(z.int().min(1).max(7)).min(1), from: clockTime, until: clockTime })
  .refine(({ from, until }) => from < until)
export type Window = z.infer<typeof windowSchema>
export type Opening = { from: Date; until: Date }
type Timed = { kind: RouteKind; windows: readonly Window[]; endsOn: string | null }

/** How far ahead a safe time is looked for. */
const horizonDays = 42

/** The first stretch that is open at this moment or comes after it; its true start, even when that is past. */
export const nextOpening = (route: Timed, at: Date, calendar: Calendar): Opening | null => {
  const first = londonDay(at)
  let found: Opening | null = null
  for (let ahead = 0; ahead <= horizonDays; ahead++) {
    const day = addDays(first, ahead)
    if (found && found.until < startOfDay(day)) return found
    for (const opening of openingsOn(route, day, calendar)) {
      if (found && opening.from <= found.until) found.until = later(found.until, opening.until)
      else if (!found && opening.until > at) found = opening
    }
  }
  return found
}

const later = (a: Date, b: Date): Date => (a > b ? a : b)

const openingsOn = (route: Timed, day: string, calendar: Calendar): Opening[] => {
  if ((route.endsOn !== null && day > route.endsOn) || isOffWork(route, day, calendar)) return []
  return segmentsOf(day)
    .flatMap((segment) => route.windows.flatMap((window) => within(segment, day, window)))
    .sort((a, b) => a.from.getTime() - b.from.getTime())
}

/** On a bank holiday somebody else may pick up the telephone at work (S-02); beyond the list nobody knows. */
const isOffWork = ({ kind }: Timed, day: string, { holidays, firstDay, lastDay }: Calendar): boolean =>
  kind === 'work phone' && (holidays.has(day) || day < firstDay || day > lastDay)

type Segment = { from: number; until: number; offset: number }

/** A London day in the stretches in which the clock runs evenly: two on the days when it is changed, at 01:00 UTC. */
const segmentsOf = (day: string): Segment[] => {
  const next = addDays(day, 1)
  const [from, until] = [startOfDay(day).getTime(), startOfDay(next).getTime()]
  const [before, after] = [Date.parse(day) - from, Date.parse(next) - until]
  if (before === after) return [{ from, until, offset: before }]
  const change = Date.parse(`${day}T01:00:00Z`)
  return [
    { from, until: change, offset: before },
    { from: change, until, offset: after },
  ]
}

const within = ({ from, until, offset }: Segment, day: string, window: Window): Opening[] => {
  if (!window.days.includes(new Date(day).getUTCDay() || 7)) return []
  const [start, end] = [window.from, window.until].map((time) => Date.parse(`${day}T${time}Z`) - offset)
  const [opens, closes] = [Math.max(from, start ?? until), Math.min(until, end ?? from)]
  return opens < closes ? [{ from: new Date(opens), until: new Date(closes) }] : []
}
