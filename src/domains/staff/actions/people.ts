import { randomUUID } from 'node:crypto'
import type { Work } from '../../../platform/request.ts'
import { makeLink } from '../../sign-in/index.ts'
import { type Caseload, hangsOn, isInLine, type NewPersonForm, type Person, type PersonForm } from '../model/people.ts'
import { aRoleWithoutCases, rolesWithoutCases } from '../model/roles.ts'
import {
  addPerson,
  caseloads,
  changePerson,
  endCaseAccess,
  endSessions,
  endSignIn,
  setDisabled,
  staffOf,
} from '../store/people.ts'

/** What stopped an action: the field to put right, and how. */
export type Refused = { field: string; problem: string }

/** Somebody new. They have no way in until the link is made and handed over. */
export const invite = async (work: Work, form: NewPersonForm): Promise<{ id: string } | Refused> => {
  const line = await refusedSupervisor(work, null, form.supervisorId)
  if (line) return line
  const id = randomUUID()
  const isAdded = await addPerson(work, id, form)
  return isAdded
    ? { id }
    : { field: 'email', problem: 'Somebody has this address already. Check it, or enable that person again' }
}

/** Changes a person; a new role counts from the next page on, and open sessions end. */
export const change = async (work: Work, person: Person, form: PersonForm): Promise<'done' | 'stale' | Refused> => {
  const isNewRole = form.role !== person.role
  if (isNewRole && person.id === work.actor.id)
    return { field: 'role', problem: 'Nobody changes their own role: ask another administrator' }
  const line = await refusedSupervisor(work, person.id, form.supervisorId)
  if (line) return line
  const leavesCases = isNewRole && rolesWithoutCases.includes(form.role)
  const load = await caseloadOf(work, person.id)
  if (leavesCases && hangsOn(load) > 0)
    return {
      field: 'role',
      problem: `${aRoleWithoutCases(form.role)} has no case. First hand over ${hangingWords(load)}`,
    }
  if (!(await changePerson(work, person.id, form))) return 'stale'
  if (isNewRole) await endSessions(work, person.id)
  if (leavesCases) await endCaseAccess(work, person.id)
  return 'done'
}

const refusedSupervisor = async (
  { tx, actor }: Work,
  personId: string | null,
  supervisorId: string | null,
): Promise<Refused | undefined> => {
  if (!supervisorId) return undefined
  const staff = await staffOf(tx, actor.agencyId)
  if (!staff.some(({ id, disabledAt }) => id === supervisorId && !disabledAt))
    return { field: 'supervisorId', problem: 'Select somebody who works here' }
  if (personId && isInLine(staff, personId, supervisorId))
    return { field: 'supervisorId', problem: 'That person is supervised by this one. Select somebody else' }
  return undefined
}

export const caseloadOf = async (work: Pick<Work, 'tx' | 'now'>, practitionerId: string): Promise<Caseload> => {
  const [load] = await caseloads(work, [practitionerId])
  return load ?? { practitionerId, riskLeads: 0, planLeads: 0, contactLeads: 0, openDuties: 0, lateDuties: 0 }
}

/** "2 risk leads and 5 open duties": what hangs on a person. */
export const hangingWords = ({ riskLeads, planLeads, contactLeads, openDuties }: Caseload): string => {
  const counts = {
    'risk lead': riskLeads,
    'plan lead': planLeads,
    'contact lead': contactLeads,
    'open duty': openDuties,
  }
  const words = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([one, count]) => `${count} ${count === 1 ? one : one === 'open duty' ? 'open duties' : `${one}s`}`)
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

/** Makes the one link that sets up a sign-in. A recovery ends the old password, device and sessions first. */
export const makeSignInLink = async (work: Work, person: Person): Promise<string | null> => {
  if (person.disabledAt) return null
  if (person.joinedAt) await endSignIn(work, person.id)
  return makeLink(work.tx, person.id, person.joinedAt ? 'recover' : 'join')
}

/** Stops somebody's way in at once, whatever they still hold; their cases stay theirs until handed over (INV-56). */
export const stopAccess = (work: Work, person: Person): Promise<boolean> => endSignIn(work, person.id)

/** Ends work here: refused while a lead or an open duty hangs on the person (INV-24); then no way in is left (INV-56). */
export const disable = async (work: Work, person: Person): Promise<'done' | 'hands over first'> => {
  if (hangsOn(await caseloadOf(work, person.id)) > 0) return 'hands over first'
  await setDisabled(work, person.id, work.now)
  await endSignIn(work, person.id)
  await endCaseAccess(work, person.id)
  return 'done'
}

/** Comes back without any of what they saw before: cases are granted anew, and a new link sets up the sign-in. */
export const enable = (work: Work, person: Person): Promise<void> => setDisabled(work, person.id, null)
