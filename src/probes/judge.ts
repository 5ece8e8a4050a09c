import type { Kind } from './fields.ts'

/** How somebody stands to the case. Only the first four are a way to see it. */
export const relations = [
  'leads it',
  'named on it',
  'through a team',
  'for a task, with time left',
  'no part in it',
  'grant that was ended',
  'grant whose time is over',
  'left the team',
  'team without a grant',
  'access stopped',
  'moved to another role since',
  'conflict, though named on it',
  'conflict, though in the team',
  'conflict, though its lead before',
  'sealed, and in the team',
  'named, when it was sealed for others',
] as const
export type Relation = (typeof relations)[number]

/** These are a way to see the case. */
export const seeing: ReadonlySet<Relation> = new Set(relations.slice(0, 4))

/** Whatever else holds, nothing of the case is there for them. */
const shut: ReadonlySet<Relation> = new Set([
  'access stopped',
  'moved to another role since',
  'conflict, though named on it',
  'conflict, though in the team',
  'conflict, though its lead before',
])

export type Standing = { relation: Relation; isOfTheWritersAgency: boolean; isOfTheReceiversAgency: boolean }

/**
 * May this person be shown words of this kind? Written from MODEL 4, 10 and DESIGN 4: without a live grant nothing, with a
 * conflict nothing; a note is its writers' own; a referral shows its receivers what it says.
 */
export const mayBeShown = (
  { relation, isOfTheWritersAgency, isOfTheReceiversAgency }: Standing,
  kind: Kind,
): boolean => {
  if (kind === 'referral' && isOfTheReceiversAgency && !shut.has(relation)) return true
  if (!seeing.has(relation)) return false
  return kind !== 'own note' || isOfTheWritersAgency
}
