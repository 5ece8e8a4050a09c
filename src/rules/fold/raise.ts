import { londonDay } from '../days.ts'
import { dutyKey } from '../duty.ts'
import { type Entry, isOfSameSuspect, type Moment } from '../entry.ts'
import type { Rule } from '../rule.ts'
import { allHold } from './conditions.ts'
import { addCause, addDraft, type Cause, type Draft, higher, setDues } from './draft.ts'
import type { Fact } from './fact.ts'
import { type State, versionOn } from './state.ts'
import { scheduleAbsence, scheduleLate, scheduleLeads } from './timed.ts'

/** A rule that applies to a fact, and how sure that is. */
export type Raising = {
  rule: Rule
  appliedEarly: boolean
  fact: Fact
  entry: Entry
  occurrence: string
  raisedAt: Moment
  named: string | null
  certain: boolean
  quotes: string[]
}

/** Raises, or puts in wait, what every rule asks for after this entry; the alerts of these rules stand already. */
export const raiseFor = (state: State, fact: Fact, entry: Entry, standing: ReadonlySet<string>): void => {
  for (const raising of asksOf(state, fact, entry)) {
    const { absence, lead, id } = raising.rule
    if (absence) scheduleAbsence(state, raising, absence)
    else if (!lead) raise(state, raising)
    else if (!standing.has(id)) scheduleLeads(state, raising, lead)
  }
}

/** Each rule that applies to the fact as it now stands. */
export function* asksOf(state: State, fact: Fact, { enteredAt }: Entry): Generator<Raising> {
  const entry = fact.current
  if (entry.details.neverHappened) return
  const day = londonDay(entry.happenedAt.earliest)
  for (const series of state.byType.get(entry.type) ?? []) {
    const version = versionOn(series, day)
    const held = version && allHold(state, version.rule.when, entry)
    if (!version || !held) continue
    const named = namedDay(version.rule, entry)
    yield { ...version, ...held, fact, entry, occurrence: '', raisedAt: enteredAt, named }
  }
}

const namedDay = ({ lead }: Rule, { details }: Entry): string | null =>
  (lead ? details[lead.date] : (details.hearingOn ?? details.releaseOn ?? details.endsOn)) ?? null

/** One duty for each person owed; or the open one of its kind takes this cause in as well. */
export const raise = (state: State, raising: Raising): void => {
  const { rule } = raising
  const { toBeTold } = state.about
  // What protects a child, whom nobody rings, is told to whoever is told the rest.
  const one = toBeTold.filter((id) => id === raising.entry.details.protectsId)
  const each = one.length > 0 ? one : toBeTold
  for (const personId of rule.owedTo === 'each person' && each.length > 0 ? each : [null])
    raiseOne(state, raising, personId)
}

const raiseOne = (state: State, raising: Raising, personId: string | null): void => {
  const { rule, fact, entry, raisedAt, named } = raising
  const cause = { rule, fact, entry, raisedAt, named }
  const before = state.byKey.get(keyOf(raising, personId))
  const joined = openOf(state, rule, personId, entry) ?? (before?.state === 'open' ? before : undefined)
  const moved = before?.state === 'met' && named !== null && before.causes[0].named !== named
  if (joined) join(state, joined, cause, raising)
  else if (before?.state === 'superseded') revive(state, before, cause, raising)
  else if (!before || moved) start(state, raising, personId, cause, moved)
}

const start = (state: State, raising: Raising, personId: string | null, cause: Cause, moved: boolean): void => {
  // The alert for a date that has since moved was answered; the new date has an alert of its own.
  const occurrence = moved ? `${raising.occurrence} ${cause.named}`.trim() : raising.occurrence
  addDraft(state, newDraft(state, { ...raising, occurrence }, personId, cause))
  scheduleLate(state, state.drafts.at(-1))
}

const keyOf = ({ fact, rule, occurrence }: Raising, personId: string | null): string =>
  dutyKey(fact.id, rule.id, occurrence, personId)

/** The open duty of its kind that takes in whatever else asks for one. */
export const openOf = (
  state: State,
  { absorbs, code, ofOneSuspect }: Rule,
  personId: string | null,
  entry: Entry,
): Draft | undefined =>
  (absorbs &&
    [...(state.openByCode.get(code) ?? [])].find(
      (draft) => draft.personId === personId && (!ofOneSuspect || isOfSameSuspect(draft.causes[0].fact.current, entry)),
    )) ||
  undefined

const join = (state: State, draft: Draft, cause: Cause, { certain, quotes }: Raising): void => {
  if (certain) [draft.certain, draft.quotes] = [true, []]
  else if (!draft.certain) draft.quotes.push(...quotes)
  const grade = higher(draft.grade, state.about.gradeAt(cause.entry.enteredAt.latest))
  const isKnown = draft.causes.some((one) => isSame(one, cause))
  if (!isKnown) addCause(state, draft, cause)
  if (isKnown || grade !== draft.grade) {
    draft.grade = grade
    setDues(state, draft)
  }
}

/** One fact may ask by two rules, each with a clock of its own. */
export const isSame = (a: Cause, b: Cause): boolean =>
  a.fact === b.fact && a.named === b.named && a.rule.id === b.rule.id

/** What a correction took away and then asks for again is the same duty. */
const revive = (state: State, draft: Draft, cause: Cause, raising: Raising): void => {
  state.drafts.splice(state.drafts.indexOf(draft), 1)
  addDraft(state, { ...newDraft(state, raising, draft.personId, cause), key: draft.key })
  scheduleLate(state, state.drafts.at(-1))
}

const newDraft = (state: State, raising: Raising, personId: string | null, cause: Cause): Draft => {
  const { rule, appliedEarly, entry, occurrence, certain, quotes } = raising
  return {
    key: keyOf(raising, personId),
    rule,
    appliedEarly,
    occurrence,
    personId,
    holder: rule.holder === 'recorder' ? entry.by : rule.holder,
    causes: [cause],
    grade: state.about.gradeAt(entry.enteredAt.latest),
    certain,
    quotes: [...quotes],
    state: 'open',
    metBy: null,
    supersededBy: null,
    statutoryDue: null,
    safetyDue: null,
  }
}
