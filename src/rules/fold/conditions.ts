import { addMonths, londonDay, startOfDay } from '../days.ts'
import { numberOf } from '../deadline.ts'
import type { Entry } from '../entry.ts'
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
const isRepeated = (state: State, { types, months, atLeast = 1, other = [] }: Earlier, entry: Entry): Held => {
  const needed = numberOf(atLeast, state.policy) - (typeof atLeast === 'string' ? 1 : 0)
  const window = months ? windowBefore(entry, numberOf(months, state.policy)) : null
  const [found, certain] = [new Set<string>(), new Set<string>()]
  let differs = !other.includes('reporter')
  for (const { id, current } of earlierFacts(state, types, window?.[0])) {
    const { happenedAt, details } = current
    if (id === entry.factId || happenedAt.earliest > entry.happenedAt.latest) continue
    if (other.includes('day') && dayOf(current) === dayOf(entry)) continue
    differs ||= details.reporter !== entry.details.reporter
    // Two callers about one evening are one occasion.
    const occasion = other.includes('day') ? dayOf(current) : id
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
const windowBefore = ({ happenedAt }: Entry, months: number): [Date, Date] => [
  startOfDay(addMonths(londonDay(happenedAt.earliest), -months)),
  startOfDay(addMonths(londonDay(happenedAt.latest), -months)),
]

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

const noneSince = (state: State, { types, since }: Condition & { is: 'noneSince' }, entry: Entry): boolean => {
  const starts = since
    .flatMap((type) => state.factsByType.get(type) ?? [])
    .filter(({ id }) => id !== entry.factId)
    .map(({ current }) => current.happenedAt.earliest.getTime())
  const from = startOfDay(londonDay(new Date(Math.max(...starts, -8e12))))
  return !types
    .flatMap((type) => state.factsByType.get(type) ?? [])
    .some(({ id, current }) => id !== entry.factId && current.happenedAt.latest >= from)
}
