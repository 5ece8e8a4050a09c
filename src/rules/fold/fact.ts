import type { Entry, Moment } from '../entry.ts'
import { entryTypes } from '../entry-types.ts'
import type { State } from './state.ts'

/** What is known of one fact: as it was last corrected, with the first time anyone here knew it and received it. */
export type Fact = {
  id: string
  first: Entry
  current: Entry
  /** What it was before the entry now being read corrected it. */
  before: Entry
  knownAt: Moment
  receivedAt: Moment | null
  /** By rule, on which days its alerts come and whom they are about, as last set. */
  alerts: ReadonlyMap<string, string>
}

/** Adds an entry to what is known. A first entry that says "confirms" is still the first that this case has. */
export const learn = (state: State, entry: Entry): Fact => {
  const known = state.facts.get(entry.factId)
  if (!known) {
    const { knownAt, receivedAt } = entry
    const same = { first: entry, current: entry, before: entry }
    const fact = { id: entry.factId, ...same, knownAt, receivedAt, alerts: new Map() }
    state.facts.set(fact.id, fact)
    remember(state, fact)
    return fact
  }
  known.knownAt = earlier(known.knownAt, entry.knownAt)
  known.receivedAt =
    known.receivedAt && entry.receivedAt
      ? earlier(known.receivedAt, entry.receivedAt)
      : (known.receivedAt ?? entry.receivedAt)
  known.before = known.current
  if (entry.relation === 'corrects') correct(state, known, entry)
  return known
}

const correct = (state: State, fact: Fact, entry: Entry): void => {
  forget(state, fact)
  fact.current = { ...entry, details: { ...fact.current.details, ...entry.details } }
  if (!fact.current.details.neverHappened) remember(state, fact)
}

const earlier = (a: Moment, b: Moment): Moment => (b.earliest < a.earliest ? b : a)

/** What changed would make what the victim was told wrong. */
export const saysOtherwise = ({ before, current }: Fact): boolean => {
  const about = entryTypes[current.type]
  const names = 'details' in about ? about.details : []
  return (
    before.type !== current.type ||
    current.details.neverHappened === true ||
    before.happenedAt.earliest.getTime() !== current.happenedAt.earliest.getTime() ||
    names.some((name) => JSON.stringify(before.details[name]) !== JSON.stringify(current.details[name]))
  )
}

const remember = ({ factsByType }: State, fact: Fact): void => {
  const all = factsByType.get(fact.current.type)
  if (all) insert(all, fact)
  else factsByType.set(fact.current.type, [fact])
}

const forget = ({ factsByType }: State, fact: Fact): void => {
  const all = factsByType.get(fact.current.type) ?? []
  all.splice(all.indexOf(fact), 1)
}

/** Kept by when each happened, so that a look back can stop early. */
const insert = (facts: Fact[], fact: Fact): void => {
  let place = facts.length
  while (place > 0 && happened(facts[place - 1]) > happened(fact)) place--
  facts.splice(place, 0, fact)
}

const happened = (fact: Fact | undefined): number => fact?.current.happenedAt.latest.getTime() ?? 0
