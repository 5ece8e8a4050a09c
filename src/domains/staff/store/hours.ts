import type { Tx } from '../../../platform/db.ts'
import type { Work } from '../../../platform/request.ts'
import { addDays } from '../../../rules/days.ts'
import type { Hours, Leave, LeaveForm, PatternForm } from '../model/hours.ts'

/** The hours that hold on a day or later, for these people. */
export const patternsOf = (
  tx: Tx,
  ids: readonly string[],
  day: string,
): Promise<(Hours & { practitionerId: string })[]> =>
  tx
    .selectFrom('workingPattern')
    .select(['practitionerId', 'weekday', 'startsAt', 'endsAt', 'fromOn', 'untilOn', 'onBankHolidays'])
    .where('practitionerId', 'in', [...ids, noOne])
    .where((where) => where.or([where('untilOn', 'is', null), where('untilOn', '>=', day)]))
    .orderBy('fromOn')
    .orderBy('weekday')
    .execute()

/** Leave that ends on a day or later. */
export const leaveOf = (tx: Tx, ids: readonly string[], day: string): Promise<(Leave & { practitionerId: string })[]> =>
  tx
    .selectFrom('leave')
    .leftJoin('practitioner as cover', 'cover.id', 'leave.coverId')
    .select([
      'leave.id',
      'leave.practitionerId',
      'leave.fromOn',
      'leave.untilOn',
      'leave.coverId',
      'cover.name as coverName',
    ])
    .where('leave.practitionerId', 'in', [...ids, noOne])
    .where('leave.cancelledAt', 'is', null)
    .where('leave.untilOn', '>=', day)
    .orderBy('leave.fromOn')
    .execute()

/** Nobody has this id: a list for SQL must not be empty. */
const noOne = '00000000-0000-0000-0000-000000000000'

/** The desk shifts of these people that run now. */
export const onShiftNow = (
  { tx, now }: Pick<Work, 'tx' | 'now'>,
  ids: readonly string[],
): Promise<{ practitionerId: string }[]> =>
  tx
    .selectFrom('deskShift')
    .select('practitionerId')
    .where('practitionerId', 'in', [...ids, noOne])
    .where('cancelledAt', 'is', null)
    .where('fromAt', '<=', now)
    .where('untilAt', '>', now)
    .execute()

/** The new week holds from its day on; what held before ends on the day before. */
export const replacePattern = async (
  { tx }: Work,
  practitionerId: string,
  { fromOn, hours, onBankHolidays }: PatternForm,
): Promise<void> => {
  await tx
    .updateTable('workingPattern')
    .set({ untilOn: addDays(fromOn, -1) })
    .where('practitionerId', '=', practitionerId)
    .where((where) => where.or([where('untilOn', 'is', null), where('untilOn', '>=', fromOn)]))
    .execute()
  if (hours.length === 0) return
  await tx
    .insertInto('workingPattern')
    .values(hours.map((each) => ({ ...each, practitionerId, fromOn, onBankHolidays })))
    .execute()
}

export const addLeave = async ({ tx, now, actor }: Work, practitionerId: string, form: LeaveForm): Promise<void> => {
  await tx
    .insertInto('leave')
    .values({ ...form, practitionerId, recordedBy: actor.id, recordedAt: now })
    .execute()
}
export const cancelLeave = async ({ tx, now }: Work, practitionerId: string, leaveId: string): Promise<boolean> => {
  const cancelled = await tx
    .updateTable('leave')
    .set({ cancelledAt: now })
    .where('id', '=', leaveId)
    .where('practitionerId', '=', practitionerId)
    .where('cancelledAt', 'is', null)
    .executeTakeFirst()
  return cancelled.numUpdatedRows === 1n
}
