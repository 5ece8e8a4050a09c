import type { Body, Grade } from './entry.ts'

export type Role = 'risk lead' | 'plan lead' | 'contact lead'

/** What the rules ask about a case that its entries do not carry. The caller answers. */
export type Facts = {
  /** The highest current level of any agency at that time; null is "no level yet" and counts as high. */
  gradeAt: (at: Date) => Grade | null
  isEnhancedAt: (at: Date) => boolean
  ownerOf: (role: Role, at: Date) => string | null
  /** Someone at that body, when it has people here; else null, and the contact lead chases. */
  personAt: (body: Body, at: Date) => string | null
  /** Who wrote an entry, where a rule leaves the duty with that person. */
  recorderOf: (entryId: string) => string | null
  /** Who must be told: the victim of this case, and a child or representative with rights of their own. */
  toBeTold: string[]
  postSeparationUntil: Date | null
}
