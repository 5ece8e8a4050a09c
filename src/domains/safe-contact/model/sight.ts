import type { Actor } from '../../../platform/request.ts'

/** full: all of it. shared: only the routes shared with the agency for its task. exists: only that there is a rule. */
export type Sight = 'full' | 'shared' | 'exists'

// The matrix of who sees safe contact, for the roles that work here. Whoever is not named sees what is shared with them.
const sights: Record<string, Sight> = {
  idva: 'full',
  'idva-manager': 'full',
  'first-responder': 'full',
  'investigating-officer': 'full',
  'abuse-specialist': 'full',
  'police-supervisor': 'full',
  'witness-care-officer': 'full',
  'wcu-manager': 'full',
  'cps-lawyer': 'exists',
  'cps-manager': 'exists',
}

/** Whoever leads on contact must be able to reach the person, whatever their role. */
export const sightOf = ({ role, id }: Pick<Actor, 'role' | 'id'>, contactLeadId: string | null): Sight =>
  id === contactLeadId ? 'full' : (sights[role] ?? 'shared')
