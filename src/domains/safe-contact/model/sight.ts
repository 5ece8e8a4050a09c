import type { Actor } from '../../../platform/request.ts'
import { type Level, levelFor } from '../../access/index.ts'

/** full: all of it. shared: only the routes shared with the agency for its task. exists: only that there is a rule. */
export type Sight = 'full' | 'shared' | 'exists'

const sights: Record<Level, Sight> = { F: 'full', O: 'shared', S: 'shared', R: 'exists', C: 'exists', '-': 'exists' }

/** Whoever leads on contact must be able to reach the person, whatever their role; for the rest the table of roles says. */
export const sightOf = ({ role, id }: Pick<Actor, 'role' | 'id'>, contactLeadId: string | null): Sight =>
  id === contactLeadId ? 'full' : sights[levelFor(role, 'safe contact') ?? 'S']
