import type { Work } from '../../platform/request.ts'
import { staffOf } from './store/people.ts'

export { dutyNow } from './actions/hours.ts'
export { type DaysOff, type Hours, isAtWork, isOnLeave } from './model/hours.ts'
export { isRole, permissionsOf, type Role, roleLabel, roles } from './model/roles.ts'

export type Colleague = { id: string; name: string; role: string }
/** Who of the actor's agency can be given work on a case: works here, and administers nothing. */
export const colleagues = async ({ tx, actor }: Pick<Work, 'tx' | 'actor'>): Promise<Colleague[]> =>
  (await staffOf(tx, actor.agencyId))
    .filter(({ disabledAt, role }) => !disabledAt && role !== 'administrator')
    .map(({ id, name, role }) => ({ id, name, role }))
