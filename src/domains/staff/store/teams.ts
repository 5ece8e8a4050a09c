import { sql } from 'kysely'
import type { Tx } from '../../../platform/db.ts'
import type { Work } from '../../../platform/request.ts'
import type { Shift, ShiftForm } from '../model/hours.ts'
import type { Member, Team, TeamForm } from '../model/teams.ts'

const teams = (tx: Tx, agencyId: string) =>
  tx
    .selectFrom('team')
    .select(['id', 'name', 'isDesk', 'isOutOfHours', 'takesReferrals', 'isSafeguarding', 'goesToCalls', 'closedAt'])
    .where('agencyId', '=', agencyId)
    .where('closedAt', 'is', null)

export const teamsOf = (tx: Tx, agencyId: string): Promise<Team[]> => teams(tx, agencyId).orderBy('name').execute()
export const teamOf = (tx: Tx, agencyId: string, id: string): Promise<Team | undefined> =>
  teams(tx, agencyId).where('id', '=', id).executeTakeFirst()

export const addTeam = async ({ tx, actor }: Work, id: string, form: TeamForm): Promise<void> => {
  await tx
    .insertInto('team')
    .values({ id, agencyId: actor.agencyId, ...form })
    .execute()
}
export const changeTeam = async ({ tx, actor }: Work, id: string, form: TeamForm): Promise<void> => {
  await tx.updateTable('team').set(form).where('id', '=', id).where('agencyId', '=', actor.agencyId).execute()
}

/** Who is in these teams now. */
export const membersOf = (tx: Tx, agencyId: string): Promise<(Member & { teamId: string })[]> =>
  tx
    .selectFrom('teamMember')
    .innerJoin('practitioner', 'practitioner.id', 'teamMember.practitionerId')
    .innerJoin('team', 'team.id', 'teamMember.teamId')
    .select([
      'teamMember.teamId',
      'teamMember.practitionerId',
      'practitioner.name',
      'practitioner.role',
      'teamMember.fromAt',
    ])
    .where('team.agencyId', '=', agencyId)
    .where('team.closedAt', 'is', null)
    .where('teamMember.untilAt', 'is', null)
    .orderBy('practitioner.name')
    .execute()

export const addMember = async ({ tx, now }: Work, teamId: string, practitionerId: string): Promise<void> => {
  await tx.insertInto('teamMember').values({ teamId, practitionerId, fromAt: now }).execute()
}
export const removeMember = async ({ tx, now }: Work, teamId: string, practitionerId: string): Promise<void> => {
  await tx
    .updateTable('teamMember')
    .set({ untilAt: now })
    .where('teamId', '=', teamId)
    .where('practitionerId', '=', practitionerId)
    .where('untilAt', 'is', null)
    .execute()
}
/** How many open cases this person leads and sees through this team alone. */
export const leadsThrough = async ({ tx }: Work, teamId: string, practitionerId: string): Promise<number> => {
  const { rows } = await sql<{
    leads: number
  }>`select leads_through_team(${teamId}, ${practitionerId}) as leads`.execute(tx)
  return rows[0]?.leads ?? 0
}

/** The shifts of an agency's desks that end after a moment. */
export const shiftsOf = (tx: Tx, agencyId: string, after: Date): Promise<(Shift & { teamId: string })[]> =>
  tx
    .selectFrom('deskShift')
    .innerJoin('practitioner', 'practitioner.id', 'deskShift.practitionerId')
    .innerJoin('team', 'team.id', 'deskShift.teamId')
    .select([
      'deskShift.id',
      'deskShift.teamId',
      'deskShift.practitionerId',
      'practitioner.name',
      'deskShift.fromAt',
      'deskShift.untilAt',
    ])
    .where('team.agencyId', '=', agencyId)
    .where('deskShift.cancelledAt', 'is', null)
    .where('deskShift.untilAt', '>', after)
    .orderBy('deskShift.fromAt')
    .execute()

export const addShift = async ({ tx }: Work, teamId: string, form: ShiftForm): Promise<void> => {
  await tx
    .insertInto('deskShift')
    .values({ teamId, ...form })
    .execute()
}
export const cancelShift = async ({ tx, now }: Work, teamId: string, shiftId: string): Promise<boolean> => {
  const cancelled = await tx
    .updateTable('deskShift')
    .set({ cancelledAt: now })
    .where('id', '=', shiftId)
    .where('teamId', '=', teamId)
    .where('cancelledAt', 'is', null)
    .executeTakeFirst()
  return cancelled.numUpdatedRows === 1n
}
