import type { Kind } from './fields.ts'
import { letterOf } from './model-13.ts'

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

/** Who goes to a call of police. */
export const attends: ReadonlySet<string> = new Set([
  ...['first-responder', 'investigating-officer', 'abuse-specialist', 'police-supervisor'],
])

/** Whatever else holds, nothing of the case is there for them. */
const shut: ReadonlySet<Relation> = new Set([
  'access stopped',
  'moved to another role since',
  'conflict, though named on it',
  'conflict, though in the team',
  'conflict, though its lead before',
])

/** These have no case, nor a referral about one (INV-39). */
export const withoutCases: ReadonlySet<string> = new Set([
  ...['administrator', 'auditor', 'professional-standards', 'data-protection-lead'],
])

export type Standing = {
  role: string
  relation: Relation
  isOfTheWritersAgency: boolean
  isOfTheReceiversAgency: boolean
}

/**
 * May this person be shown records of this kind? Written from MODEL 4, 10 and 13 and DESIGN 2 and 4: the grant first, and
 * with a conflict nothing; the role's letter for the object next. Who leads a case sees the whole of it, whatever the
 * role; an agency sees what it wrote; the act that brings an agency onto a case shares its header.
 */
export const mayBeShown = (standing: Standing, kind: Kind): boolean => {
  const { role, relation, isOfTheWritersAgency, isOfTheReceiversAgency } = standing
  if (withoutCases.has(role)) return false
  if (kind === 'referral' && isOfTheReceiversAgency && !shut.has(relation)) return true
  if (!seeing.has(relation)) return false
  if (kind === 'referral' || kind === 'case header') return true
  // Of the vault: for who leads the plan and for advisers, and not for the colleagues of who wrote it (MODEL 4, C4).
  if (kind === 'safety plan') return relation === 'leads it' || letterOf(role, kind) === 'F'
  // And police, for the call that it was agreed for: MODEL 13 gives them of a plan what is shared, a first responder "(immediate)".
  if (kind === 'police card')
    return relation === 'leads it' || letterOf(role, 'safety plan') === 'F' || attends.has(role)
  // It says that there is a plan for managing somebody, or none: for whoever may know of the register, and advisers (RR-16).
  if (kind === 'management duty')
    return (
      relation === 'leads it' ||
      (mayBeShown(standing, 'duties') && (letterOf(role, 'register') === 'F' || letterOf(role, 'safety plan') === 'F'))
    )
  if (isOfTheWritersAgency) return true
  if (kind === 'own note') return false
  if (relation === 'leads it') return true
  return kind !== 'handover' && letterOf(role, kind) === 'F'
}
