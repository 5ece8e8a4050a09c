import type { Calendar } from './calendar.ts'
import type { Due } from './deadline.ts'
import type { Body, Entry, Moment } from './entry.ts'
import type { Facts } from './facts.ts'
import type { Policy } from './policy.ts'
import type { OwnedBy, Rule, Source } from './rule.ts'

export type { Due } from './deadline.ts'

/** What somebody must do, by when, and why. */
export type Duty = {
  /** (fact, rule, occurrence, person): the same duty whoever enters it, however often. */
  key: string
  code: string
  ruleId: string
  ruleVersion: string
  factId: string
  /** The entry that raised it. */
  becauseId: string
  /** '' or the lead day ('28'), 'day' for the day itself. */
  occurrence: string
  personId: string | null
  holder: Body
  ownedBy: OwnedBy
  ownerId: string | null
  /** May lie ahead: an alert before a hearing, an absence that is not one yet. It is no work until then. */
  raisedAt: Moment
  statutoryDue: Due
  safetyDue: Due
  certain: boolean
  /** The words in an account that it hangs on, when it does. */
  quotes: string[]
  /** The first entry of every fact that asked for it, first to last. */
  reasons: string[]
  state: 'open' | 'met' | 'superseded'
  metById: string | null
  supersededById: string | null
  task: string
  notes: string[]
  why: Source & { appliedEarly: boolean }
}

export type Question = {
  history: readonly Entry[]
  facts: Facts
  rules: readonly Rule[]
  policy: Policy
  calendar: Calendar
}

/** The key of a duty: the fact that raised it, the rule, which of its days, and whom it is owed to. */
export const dutyKey = (factId: string, rule: string, occurrence = '', personId: string | null = null): string =>
  [factId, rule, occurrence, personId ?? ''].join(':')
