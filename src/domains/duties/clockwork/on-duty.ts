import { addDays, londonDay } from '../../../rules/days.ts'
import { type DaysOff, type Hours, isAtWork, isOnLeave } from '../../staff/index.ts'

type Person = { id: string; isManager: boolean }
/** One agency's hours: who works here, their usual week, who is away and covered by whom, and who sits at a desk. */
export type Rota = {
  people: readonly Person[]
  patterns: readonly (Hours & { practitionerId: string })[]
  leave: readonly { practitionerId: string; fromOn: string; untilOn: string; coverId: string | null }[]
  shifts: readonly { practitionerId: string; fromAt: Date; untilAt: Date; isOutOfHours: boolean }[]
  daysOff: DaysOff
}

const of = <Row extends { practitionerId: string }>(rows: readonly Row[], id: string): Row[] =>
  rows.filter(({ practitionerId }) => practitionerId === id)

/** At work by their usual week, or at a desk. Leave wins over both; a night shift belongs to the day on which it starts. */
export const isOnDuty = (rota: Rota, id: string, at: Date): boolean =>
  isAtWork(of(rota.patterns, id), of(rota.leave, id), at, rota.daysOff) || sitsAtDesk(rota, at).includes(id)

/** Who sits at a desk at this moment. A person on leave on the day on which the shift starts does not. */
export const sitsAtDesk = ({ people, shifts, leave }: Rota, at: Date, outOfHours?: boolean): string[] => [
  ...new Set(
    shifts
      .filter(
        ({ fromAt, untilAt, isOutOfHours }) =>
          fromAt <= at && at < untilAt && (outOfHours === undefined || isOutOfHours === outOfHours),
      )
      .filter(({ practitionerId, fromAt }) => !isOnLeave(of(leave, practitionerId), londonDay(fromAt)))
      .map(({ practitionerId }) => practitionerId)
      .filter((id) => people.some((person) => person.id === id)),
  ),
]

const coverOf = ({ leave }: Rota, id: string, at: Date): string | null => {
  const days = [londonDay(at), addDays(londonDay(at), -1)]
  return of(leave, id).find((each) => days.some((day) => isOnLeave([each], day)))?.coverId ?? null
}

/** `isFallback`: nobody is on duty or at any desk, so that it goes to whoever answers for the agency. */
export type Told = { to: string[]; deskWasEmpty: boolean; isFallback: boolean }

/**
 * Who hears at this hour what climbs from a duty: the owner's supervisor, or their cover; off shift, the desk; a desk
 * with nobody on it, the out-of-hours desk, else every manager; and never nobody.
 */
export const whoHears = (
  rota: Rota,
  { ownerId, supervisorId }: { ownerId: string; supervisorId: string | null },
  at: Date,
): Told => {
  const works = (id: string | null): id is string => id !== null && rota.people.some((person) => person.id === id)
  const cover = supervisorId && coverOf(rota, supervisorId, at)
  const first = [supervisorId, cover].filter(works).find((id) => isOnDuty(rota, id, at))
  if (first) return { to: [first], deskWasEmpty: false, isFallback: false }
  const desk = sitsAtDesk(rota, at, false)
  if (desk.length > 0) return { to: desk, deskWasEmpty: false, isFallback: false }
  const night = sitsAtDesk(rota, at, true)
  if (night.length > 0) return { to: night, deskWasEmpty: true, isFallback: false }
  const managers = rota.people.filter(({ isManager }) => isManager).map(({ id }) => id)
  if (managers.length > 0) return { to: managers, deskWasEmpty: true, isFallback: true }
  return { to: [works(supervisorId) ? supervisorId : ownerId], deskWasEmpty: true, isFallback: true }
}

/** Everybody of an agency who is on duty at a moment. */
export const everyoneOnDuty = (rota: Rota, at: Date): string[] =>
  rota.people.map(({ id }) => id).filter((id) => isOnDuty(rota, id, at))
