import { startOfDay } from '../days.ts'
import { type Due, deadline, type Moments, type Terms } from '../deadline.ts'
import type { Duty } from '../duty.ts'
import { type Body, type Entry, exactly, type Grade, grades, type Moment } from '../entry.ts'
import type { Rule } from '../rule.ts'
import type { Fact } from './fact.ts'
import type { State } from './state.ts'

/** One thing that asked for a duty, when it did, and the clocks of the rule by which it asked: a duty that takes it in keeps them. */
export type Cause = Asked & { clocks: Rule['clocks'] }
type Asked = { fact: Fact; entry: Entry; raisedAt: Moment; named: string | null }

/** A duty while the history is still being read. */
export type Draft = {
  key: string
  rule: Rule
  appliedEarly: boolean
  occurrence: string
  personId: string | null
  holder: Body
  causes: [Cause, ...Cause[]]
  grade: Grade | null
  certain: boolean
  quotes: string[]
  state: Duty['state']
  metBy: Entry | null
  supersededBy: Entry | null
  safetyDue: Due
  statutoryDue: Due
}

export const addDraft = (state: State, draft: Draft): void => {
  state.drafts.push(draft)
  state.byKey.set(draft.key, draft)
  openDraft(state, draft)
}

/** Among what is owed now, with its clocks as they stand. */
export const openDraft = (state: State, draft: Draft): void => {
  state.open.add(draft)
  addTo(state.openByCode, draft.rule.code, draft)
  for (const type of draft.rule.metBy.types) addTo(state.openByAnswer, type, draft)
  setDues(state, draft)
}

const addTo = <Key>(groups: Map<Key, Set<Draft>>, key: Key, draft: Draft): void => {
  const group = groups.get(key)
  if (group) group.add(draft)
  else groups.set(key, new Set([draft]))
}

export const closeDraft = (state: State, draft: Draft): void => {
  state.open.delete(draft)
  state.openByCode.get(draft.rule.code)?.delete(draft)
  for (const type of draft.rule.metBy.types) state.openByAnswer.get(type)?.delete(draft)
}

/** Works out both clocks again: the earliest that any cause asks for, at the level that now holds. */
export const setDues = (state: State, draft: Draft): void => {
  draft.statutoryDue = earliestDue(state, draft, 'statutory')
  draft.safetyDue = earliestDue(state, draft, 'safety')
}

/** One more cause can only bring a time forward: the others need no second reckoning. */
export const addCause = (state: State, draft: Draft, cause: Cause): void => {
  draft.causes.push(cause)
  draft.statutoryDue = sooner(draft.statutoryDue, dueOf(state, draft, cause, 'statutory'))
  draft.safetyDue = sooner(draft.safetyDue, dueOf(state, draft, cause, 'safety'))
}

const earliestDue = (state: State, draft: Draft, which: keyof Rule['clocks']): Due =>
  draft.causes.map((cause) => dueOf(state, draft, cause, which)).reduce(sooner)

const dueOf = (state: State, { grade }: Draft, cause: Cause, which: keyof Rule['clocks']): Due => {
  const clock = cause.clocks[which]
  return clock ? deadline(clock, momentsOf(cause), termsAt(state, cause, grade)) : null
}

export const momentsOf = ({ fact, entry, raisedAt, named }: Asked): Moments => ({
  happened: fact.current.happenedAt,
  known: fact.knownAt,
  received: fact.receivedAt,
  entered: entry.enteredAt,
  date: named === null ? null : exactly(startOfDay(named)),
  raised: raisedAt,
})

export const termsAt = (state: State, { fact, raisedAt }: Asked, grade: Grade | null): Terms => ({
  calendar: state.calendar,
  policy: state.policy,
  grade,
  isEnhanced: state.about.isEnhancedAt(fact.current.happenedAt.earliest),
  isSeparated: (state.about.postSeparationUntil ?? 0) > raisedAt.earliest,
})

const sooner = (a: Due, b: Due): Due => {
  const [first, second] = [lastMoment(a), lastMoment(b)]
  if (first === null || second === null) return first === null ? b : a
  return second < first ? b : a
}

/** The latest that it can be, where that is known. */
export const lastMoment = (due: Due): Date | null => {
  if (due === null || 'unknown' in due) return null
  return 'at' in due ? due.at : due.between[1]
}

/** A level only ever shortens: no level counts as high, and a lower one is not taken up. */
export const higher = (a: Grade | null, b: Grade | null): Grade | null =>
  a === null || b === null ? null : grades.indexOf(b) > grades.indexOf(a) ? b : a

export const asDuty = (state: State, draft: Draft): Duty => {
  const { rule, causes, appliedEarly, metBy, supersededBy, statutoryDue, safetyDue } = draft
  const [{ fact, entry, raisedAt }] = causes
  return {
    key: draft.key,
    code: rule.code,
    ruleId: rule.id,
    ruleVersion: rule.version,
    factId: fact.id,
    becauseId: entry.id,
    occurrence: draft.occurrence,
    personId: draft.personId,
    holder: draft.holder,
    ownedBy: rule.ownedBy,
    ownerId: ownerOf(state, draft),
    raisedAt,
    statutoryDue,
    safetyDue,
    certain: draft.certain,
    quotes: draft.quotes,
    reasons: [...new Set(causes.map((cause) => cause.fact.first.id))],
    state: draft.state,
    metById: metBy?.id ?? null,
    supersededById: supersededBy?.id ?? null,
    task: rule.task,
    notes: [statutoryDue, safetyDue].flatMap((due) => (due && 'at' in due && due.note ? [due.note] : [])),
    why: { ...rule.source, appliedEarly },
  }
}

/** Someone at the holder where it has people here; else the contact lead, who chases. Never nobody. */
const ownerOf = ({ about }: State, { rule, holder, causes: [{ entry }] }: Draft): string | null => {
  const at = entry.enteredAt.latest
  const contactLead = () => about.ownerOf('contact lead', at)
  if (rule.ownedBy === 'holder') return about.personAt(holder, at) ?? contactLead()
  if (rule.ownedBy === 'recorder') return about.recorderOf(entry.id) ?? contactLead()
  if (rule.ownedBy === 'named') return entry.details.ownerId ?? about.recorderOf(entry.id) ?? contactLead()
  return about.ownerOf(rule.ownedBy, at)
}
