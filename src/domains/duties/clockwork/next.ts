import { addDays, atHour, londonDay } from '../../../rules/days.ts'

export type Clocked = { raisedAt: Date; safetyDueAt: Date | null; statutoryDueAt: Date | null }
/** What climbs: said once for each duty, kind and person (U7). */
export type AlarmKind = 'safety clock passed' | 'law clock soon' | 'law clock passed'
export type Visit = {
  alarms: AlarmKind[]
  /** The next moment at which there is something to do; null when nothing is to come. */
  next: Date | null
}

/** What has come due for an open duty by now, and when to look again. Pure: a late or a second look says the same. */
export const visitOf = (duty: Clocked, now: Date, amberHour: number): Visit => {
  const { raisedAt, safetyDueAt, statutoryDueAt } = duty
  const amberAt = amberOf(duty, amberHour)
  const moments = [raisedAt, safetyDueAt, amberAt, statutoryDueAt].filter((at) => at !== null)
  const ahead = moments.filter((at) => at > now).sort((a, b) => a.getTime() - b.getTime())
  if (raisedAt > now) return { alarms: [], next: raisedAt }
  const has = (at: Date | null): boolean => at !== null && at <= now
  const alarms: AlarmKind[] = [
    ...(has(safetyDueAt) ? (['safety clock passed'] as const) : []),
    ...(has(amberAt) && !has(statutoryDueAt) ? (['law clock soon'] as const) : []),
    ...(has(statutoryDueAt) ? (['law clock passed'] as const) : []),
  ]
  return { alarms, next: ahead[0] ?? null }
}

/** The local hour of the last day; where the law's clock ends before that hour, the same hour of the day before. */
const amberOf = ({ statutoryDueAt, raisedAt }: Clocked, amberHour: number): Date | null => {
  if (!statutoryDueAt) return null
  const day = londonDay(statutoryDueAt)
  const onTheDay = atHour(day, amberHour)
  const at = onTheDay < statutoryDueAt ? onTheDay : atHour(addDays(day, -1), amberHour)
  return at > raisedAt ? at : null
}
