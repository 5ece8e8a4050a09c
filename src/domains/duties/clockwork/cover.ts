import type { Work } from '../../../platform/request.ts'
import { calendarIn } from '../../../rules/calendar-in.ts'
import { addDays, atHour, startOfDay } from '../../../rules/days.ts'
import type { Services } from '../../../rules/services.ts'
import { staffNames } from './store.ts'
import { whoCovers } from './tick.ts'

/** Who hears on one day what climbs from somebody's duties: at noon, and when the day ends. */
export type Cover = { day: string; holiday: string | null; noon: Heard; close: Heard }
/** `isStaffed` is false where nobody is on duty or at a desk, and it goes to managers all the same. */
export type Heard = { names: string[]; isStaffed: boolean }

export const coverOn = async (
  services: Pick<Services, 'calendar'>,
  { tx }: Pick<Work, 'tx'>,
  ownerId: string,
  day: string,
): Promise<Cover> => {
  const heard = async (at: Date): Promise<Heard> => {
    const told = await whoCovers(services, tx, ownerId, at)
    return { names: await staffNames(tx, told?.to ?? []), isStaffed: told !== null && !told.isFallback }
  }
  const { holidays } = await calendarIn(services, tx)
  const close = new Date(startOfDay(addDays(day, 1)).getTime() - 1000)
  return {
    day,
    holiday: holidays.get(day)?.title ?? null,
    noon: await heard(atHour(day, 12)),
    close: await heard(close),
  }
}
