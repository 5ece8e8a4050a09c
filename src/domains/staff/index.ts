import type { Work } from '../../platform/request.ts'
import { roles, rolesWithoutCases } from './model/roles.ts'
import { staffOf } from './store/people.ts'
import { teamsOf } from './store/teams.ts'

export { dutyNow } from './actions/hours.ts'
export { type DaysOff, type Hours, isAtWork, isOnLeave } from './model/hours.ts'
export { isRole, permissionsOf, type Role, roleLabel, roles, rolesWithoutCases } from './model/roles.ts'

export type Colleague = { id: string; name: string; role: string }
/** Everybody of the actor's agency who works here now, the actor too. */
export const whoWorksHere = async ({ tx, actor }: Pick<Work, 'tx' | 'actor'>): Promise<Colleague[]> =>
  (await staffOf(tx, actor.agencyId))
    .filter(({ disabledAt }) => !disabledAt)
    .map(({ id, name, role }) => ({ id, name, role }))

/** Who of the actor's agency can be given work on a case: works here, in a role that has cases. */
export const colleagues = async (work: Pick<Work, 'tx' | 'actor'>): Promise<Colleague[]> =>
  (await whoWorksHere(work)).filter(({ role }) => !rolesWithoutCases.includes(role))

/** The open teams of the actor's agency. */
export const agencyTeams = ({ tx, actor }: Pick<Work, 'tx' | 'actor'>): Promise<{ id: string; name: string }[]> =>
  teamsOf(tx, actor.agencyId)

/** The administrators of the actor's agency who work here now. */
export const administrators = async (work: Pick<Work, 'tx' | 'actor'>): Promise<Colleague[]> =>
  (await whoWorksHere(work)).filter(({ role }) => role === 'administrator')

/** Every role, to choose from. */
export const roleChoices = (): { value: string; text: string }[] =>
  Object.entries(roles).map(([value, { label }]) => ({ value, text: label }))

/** Everybody of the actor's agency, also those who have left: the log goes back to when they worked here. */
export const everybody = async ({
  tx,
  actor,
}: Pick<Work, 'tx' | 'actor'>): Promise<(Colleague & { hasLeft: boolean })[]> =>
  (await staffOf(tx, actor.agencyId)).map(({ id, name, role, disabledAt }) => ({
    ...{ id, name, role, hasLeft: disabledAt !== null },
  }))
