import { addMonths, londonDay, startOfDay } from '../days.ts'
import { numberOf } from '../deadline.ts'
import { type Entry, isOfSameSuspect } from '../entry.ts'
import type { EntryType } from '../entry-types.ts'
import type { Condition } from '../rule.ts'
import { wordsIn } from '../words.ts'
import type { Fact } from './fact.ts'
import type { State } from './state.ts'

/** Null: does not hold. Else how sure it is, and the words that it read. */
type Held = { certain: boolean; quotes: string[] } | null

const sure: Held = { certain: true, quotes: [] }
const when = (holds: boolean): Held => (holds ? sure : null)

export const allHold = (state: State, conditions: readonly Condition[] | undefined, entry: Entry): Held => {
  let all: NonNullable<Held> = { certain: true, quotes: [] }
  for (const condition of conditions ?? []) {
    const held = holds(state, condition, entry)
    if (!held) return null
    all = { certain: all.certain && held.certain, quotes: [...all.quotes, ...held.quotes] }
  }
  return all
}

const holds = (state: State, condition: Condition, entry: Entry): Held => {
  switch (condition.is) {
    case 'detail': {
      const value = entry.details[condition.name] ?? null
      return when(condition.oneOf.some((one) => one === value))
    }
    case 'detailAtLeast':
      return when(Number(entry.details[condition.name] ?? Number.NaN) >= numberOf(condition.count, state.policy))
    case 'detailBelow':
      return when(Number(entry.details[condition.name] ?? Number.NaN) < condition.count)
    case 'by':
      return when(condition.oneOf.includes(entry.by))
    case 'notBy':
      return when(!condition.oneOf.includes(entry.by))
    case 'says': {
      const quotes = wordsIn(entry.what, condition.words)
      return quotes.length > 0 ? { certain: false, quotes } : null
    }
    case 'grade': {
      const grade = state.about.gradeAt(entry.enteredAt.latest)
      return when(grade !== null && condition.oneOf.includes(grade))
    }
    case 'earlier':
      return isRepeated(state, condition, entry)
    case 'noEarlier':
      return when(isRepeated(state, { ...condition, is: 'earlier' }, entry) === null)
    case 'policy':
      return when(state.policy[condition.name] === condition.value)
    case 'noneSince':
      return when(noneSince(state, condition, entry))
    case 'latest':
      return when(latestSays(state, condition, entry))
    case 'openDuty':
      return when((state.openByCode.get(condition.code)?.size ?? 0) > 0)
    case 'noOpenDuty':
      return when((state.openByCode.get(condition.code)?.size ?? 0) === 0)
    case 'any':
      return condition.of.map((one) => holds(state, one, entry)).find((held) => held !== null) ?? null
  }
}

type Earlier = Condition & { is: 'earlier' }

/** Enough earlier facts in the months before; not certain where their dates leave it open. */
const isRepeated = (state: State, condition: Earlier, entry: Entry): Held => {
  const { types, months, atLeast = 1, other = [], covering, ofOneSuspect } = condition
  const needed = numberOf(atLeast, state.policy) - (typeof atLeast === 'string' ? 1 : 0)
  const window = months ? windowBefore(entry, numberOf(months, state.policy)) : null
  const today = other.includes('day') ? dayOf(entry) : null
  const [found, certain] = [new Set<string>(), new Set<string>()]
  let differs = !other.includes('reporter')
  for (const { id, current } of earlierFacts(state, types, window?.[0])) {
    if (id === entry.factId || current.happenedAt.earliest > entry.happenedAt.latest) continue
    if (ofOneSuspect && !isOfSameSuspect(current, entry)) continue
    if (covering && current.details.covers && !current.details.covers.includes(covering)) continue
    // Two callers about one evening are one occasion.
    const occasion = today === null ? id : dayOf(current)
    if (occasion === today) continue
    differs ||= current.details.reporter !== entry.details.reporter
    found.add(occasion)
    if (isCertain(current, entry, window)) certain.add(occasion)
    if (certain.size >= needed && differs) return sure
  }
  return found.size >= needed && differs ? { certain: false, quotes: [] } : null
}

const isCertain = ({ happenedAt, details }: Entry, entry: Entry, window: [Date, Date] | null): boolean =>
  !details.datedRoughly && !entry.details.datedRoughly && (!window || happenedAt.earliest >= window[1])

const dayOf = ({ happenedAt }: Entry): string => londonDay(happenedAt.earliest)

/** The earliest and the latest day on which the window may begin. Its first day counts. */
const windowBefore = ({ happenedAt }: Entry, months: number): [Date, Date] => {
  const [from, to] = [londonDay(happenedAt.earliest), londonDay(happenedAt.latest)]
  const first = startOfDay(addMonths(from, -months))
  return [first, from === to ? first : startOfDay(addMonths(to, -months))]
}

/** Facts of each kind, the latest first, back to where the window may begin. */
function* earlierFacts({ factsByType }: State, types: EntryType[], since: Date | undefined): Generator<Fact> {
  for (const type of types) {
    const facts = factsByType.get(type) ?? []
    for (let place = facts.length - 1; place >= 0; place--) {
      const fact = facts[place]
      if (!fact || (since && fact.current.happenedAt.latest < since)) break
      yield fact
    }
  }
}

const latestSays = (
  { factsByType }: State,
  { types, name, oneOf, ofOneSuspect }: Condition & { is: 'latest' },
  entry: Entry,
): boolean => {
  const facts = types.flatMap((type) => factsByType.get(type) ?? [])
  const own = ofOneSuspect ? facts.filter(({ current }) => isOfSameSuspect(current, entry)) : facts
  const latest = own
    .toSorted((a, b) => a.current.happenedAt.latest.getTime() - b.current.happenedAt.latest.getTime())
    .at(-1)
  return latest !== undefined && oneOf.some((one) => one === (latest.current.details[name] ?? null))
}

const noneSince = (
  state: State,
  { types, since, ofOneSuspect }: Condition & { is: 'noneSince' },
  entry: Entry,
): boolean => {
  const factsOf = (type: EntryType): Fact[] => {
    const facts = state.factsByType.get(type) ?? []
    return ofOneSuspect ? facts.filter(({ current }) => isOfSameSuspect(current, entry)) : facts
  }
  let last = Number.NEGATIVE_INFINITY
  for (const type of since) last = Math.max(last, lastStart(factsOf(type), entry, last))
  const from = startOfDay(londonDay(new Date(Math.max(last, -8e12))))
  return !types.some((type) => {
    const latest = factsOf(type).findLast(({ id }) => id !== entry.factId)
    return latest !== undefined && latest.current.happenedAt.latest >= from
  })
}

/** The latest beginning. Facts are kept by their end, so the search stops at one that ended before the best so far. */
const lastStart = (facts: Fact[], { factId }: Entry, least: number): number => {
  let best = least
  for (let place = facts.length - 1; place >= 0; place--) {
    const fact = facts[place]
    if (!fact || fact.current.happenedAt.latest.getTime() <= best) break
    if (fact.id !== factId) best = Math.max(best, fact.current.happenedAt.earliest.getTime())
  }
  return best
}
