import { randomUUID } from 'node:crypto'
import type { Work } from '../../../platform/request.ts'
import { londonDay } from '../../../rules/days.ts'
import { isOnLeave, type ShiftForm } from '../model/hours.ts'
import { aRoleWithoutCases, rolesWithoutCases } from '../model/roles.ts'
import type { Team, TeamForm } from '../model/teams.ts'
import { leaveOf } from '../store/hours.ts'
import { staffOf } from '../store/people.ts'
import {
  addMember,
  addShift,
  addTeam,
  changeTeam,
  leadsThrough,
  membersOf,
  removeMember,
  shiftsOf,
} from '../store/teams.ts'
import type { Refused } from './people.ts'

export const startTeam = async (work: Work, form: TeamForm): Promise<string> => {
  const id = randomUUID()
  await addTeam(work, id, form)
  return id
}

/** A desk with shifts to come stays a desk: else nobody would see that it is empty. */
export const setTeam = async (work: Work, team: Team, form: TeamForm): Promise<'done' | Refused> => {
  const shifts = (await shiftsOf(work.tx, work.actor.agencyId, work.now)).filter(({ teamId }) => teamId === team.id)
  if (team.isDesk && !form.isDesk && shifts.length > 0)
    return { field: 'kinds', problem: 'This desk has shifts to come. Cancel them first' }
  await changeTeam(work, team.id, form)
  return 'done'
}

export const joinTeam = async (work: Work, team: Team, practitionerId: string): Promise<'done' | Refused> => {
  const { tx, actor } = work
  const person = (await staffOf(tx, actor.agencyId)).find(({ id }) => id === practitionerId)
  if (!person || person.disabledAt) return { field: 'practitionerId', problem: 'Select somebody who works here' }
  if (rolesWithoutCases.includes(person.role))
    return {
      field: 'practitionerId',
      problem: `${aRoleWithoutCases(person.role)} has no case, so is in no team. Select somebody else`,
    }
  if (
    (await membersOf(tx, actor.agencyId)).some(
      (each) => each.teamId === team.id && each.practitionerId === practitionerId,
    )
  )
    return { field: 'practitionerId', problem: `${person.name} is in this team already` }
  await addMember(work, team.id, practitionerId)
  return 'done'
}

/** Leaving a team must not take a case from the sight of its lead (INV-24). */
export const leaveTeam = async (work: Work, team: Team, practitionerId: string): Promise<'done' | Refused> => {
  const leads = await leadsThrough(work, team.id, practitionerId)
  if (leads > 0)
    return {
      field: 'practitionerId',
      problem: `This person leads ${leads} ${leads === 1 ? 'case' : 'cases'} that they see through this team only. Those are handed over first`,
    }
  const shifts = await shiftsOf(work.tx, work.actor.agencyId, work.now)
  if (shifts.some((shift) => shift.teamId === team.id && shift.practitionerId === practitionerId))
    return { field: 'practitionerId', problem: 'This person has shifts to come on this desk. Cancel them first' }
  await removeMember(work, team.id, practitionerId)
  return 'done'
}

export const planShift = async (work: Work, team: Team, form: ShiftForm): Promise<'done' | Refused> => {
  const { tx, actor } = work
  const members = (await membersOf(tx, actor.agencyId)).filter(({ teamId }) => teamId === team.id)
  if (!members.some(({ practitionerId }) => practitionerId === form.practitionerId))
    return { field: 'practitionerId', problem: 'Select a member of this desk' }
  const mine = (await shiftsOf(tx, actor.agencyId, form.fromAt)).filter(
    ({ practitionerId }) => practitionerId === form.practitionerId,
  )
  if (mine.some(({ fromAt }) => fromAt < form.untilAt))
    return { field: 'fromTime', problem: 'This person has a shift in that time already' }
  const away = await leaveOf(tx, [form.practitionerId], londonDay(form.fromAt))
  if (isOnLeave(away, londonDay(form.fromAt)))
    return { field: 'practitionerId', problem: 'This person is on leave then. Select somebody else' }
  await addShift(work, team.id, form)
  return 'done'
}
