import type { Tx } from '../platform/db.ts'
import type { Calendar } from './calendar.ts'
import type { Services } from './services.ts'

/** The published days off and the one-off days that somebody here has added. It ends where the published list ends. */
export const calendarIn = async ({ calendar }: Pick<Services, 'calendar'>, tx: Tx): Promise<Calendar> => {
  const added = await tx.selectFrom('bankHoliday').select(['day', 'name', 'source']).execute()
  if (added.length === 0) return calendar
  const days = added.map(({ day, name, source }) => [day, { date: day, title: name, notes: source }] as const)
  return { ...calendar, holidays: new Map([...days, ...calendar.holidays]) }
}
