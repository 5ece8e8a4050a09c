import { z } from 'zod'
import { versionNumber } from '../../../platform/fields.ts'
import { isRole, type Role } from './roles.ts'

export type Person = {
  id: string
  agencyId: string
  name: string
  email: string
  role: string
  phone: string | null
  supervisorId: string | null
  supervisorName: string | null
  invitedAt: Date
  joinedAt: Date | null
  disabledAt: Date | null
  version: number
}
/** What hangs on a person: numbers only. */
export type Caseload = {
  practitionerId: string
  riskLeads: number
  planLeads: number
  contactLeads: number
  openDuties: number
  lateDuties: number
}
export type SignInState = {
  canSignIn: boolean
  lockedUntil: Date | null
  openSessions: number
  linkPurpose: string | null
  linkMadeBy: string | null
  linkMadeAt: Date | null
  linkEndsAt: Date | null
  linkUsedAt: Date | null
}

const name = z.string('Enter the name').trim().min(1, 'Enter the name').max(120, 'Name must be 120 characters or fewer')
const role = z.string().refine(isRole, 'Select a role')
const phone = z
  .string()
  .trim()
  .max(40, 'Phone number must be 40 characters or fewer')
  .regex(/^[+\d\s()/-]*$/, 'Write the phone number with figures and spaces')
  .optional()
  .transform((text) => text || null)
const supervisorId = z
  .string()
  .optional()
  .transform((id) => id || null)
  .pipe(z.uuid('Select a supervisor, or nobody').nullable())

export const newPersonForm = z.object({
  name,
  email: z
    .string('Enter the work e-mail address')
    .trim()
    .toLowerCase()
    .max(200, 'E-mail address must be 200 characters or fewer')
    .pipe(z.email('Enter the work e-mail address, like name@agency.example')),
  role,
  phone,
  supervisorId,
})
export type NewPersonForm = z.infer<typeof newPersonForm>

export const personForm = z.object({ name, role, phone, supervisorId, version: versionNumber })
export type PersonForm = z.infer<typeof personForm>

/** Why a person cannot be taken out of work here yet, or nothing. */
export const hangsOn = ({ riskLeads, planLeads, contactLeads, openDuties }: Caseload): number =>
  riskLeads + planLeads + contactLeads + openDuties

export const stateOf = ({ disabledAt, joinedAt }: Person): 'left' | 'invited' | 'works here' =>
  disabledAt ? 'left' : joinedAt ? 'works here' : 'invited'

/** A person's hours and leave are their own matter, their supervisor's and an administrator's. */
export const mayPlanFor = (actor: { id: string; role: string; agencyId: string }, person: Person): boolean =>
  actor.agencyId === person.agencyId &&
  (actor.id === person.id || person.supervisorId === actor.id || actor.role === ('administrator' satisfies Role))

/** Whether this supervisor is the person, or somewhere under them: two people cannot supervise each other. */
export const isInLine = (
  people: readonly Pick<Person, 'id' | 'supervisorId'>[],
  personId: string,
  supervisorId: string,
): boolean => {
  const above = new Map(people.map(({ id, supervisorId: over }) => [id, over]))
  const seen = new Set<string>()
  let at: string | null = supervisorId
  while (at && !seen.has(at)) {
    if (at === personId) return true
    seen.add(at)
    at = above.get(at) ?? null
  }
  return false
}

const some = z.string().trim().max(100).optional().catch(undefined)
export const filterForm = z.object({
  role: some,
  team: some,
  state: z.enum(['here', 'on duty', 'no hours', 'invited', 'left']).catch('here'),
  page: z.coerce.number().int().min(1).catch(1),
})
export type Filter = z.infer<typeof filterForm>

export const addressOf = (filter: Partial<Filter>): string => {
  const said = Object.entries(filter).filter(([field, value]) => value && !(field === 'page' && value === 1))
  const query = new URLSearchParams(said.map(([field, value]) => [field, String(value)]))
  return `/staff${query.size > 0 ? `?${query}` : ''}`
}
