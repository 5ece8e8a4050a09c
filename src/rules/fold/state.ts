import type { Question } from '../duty.ts'
import type { EntryType } from '../entry-types.ts'
import type { Facts } from '../facts.ts'
import type { Rule } from '../rule.ts'
import type { Draft } from './draft.ts'
import type { Fact } from './fact.ts'
import type { Pending } from './timed.ts'

/** Every version of one rule, oldest first. */
export type Series = { id: string; versions: [Rule, ...Rule[]] }

export type State = Omit<Question, 'facts'> & {
  /** What the caller says of the case. */
  about: Facts
  byType: ReadonlyMap<EntryType, Series[]>
  whenLate: ReadonlyMap<string, Series[]>
  whenCorrected: readonly Series[]
  facts: Map<string, Fact>
  factsByType: Map<EntryType, Fact[]>
  drafts: Draft[]
  byKey: Map<string, Draft>
  open: Set<Draft>
  openByCode: Map<string, Set<Draft>>
  openByAnswer: Map<EntryType, Set<Draft>>
  pending: Pending[]
  /** What was to come when the case closed: it comes again when the case is opened again. */
  held: Pending[]
  isOver: boolean
}

type Index = Pick<State, 'byType' | 'whenLate' | 'whenCorrected'>

export const stateFor = ({ facts: about, ...question }: Question): State => ({
  ...question,
  about,
  ...indexOf(question.rules),
  facts: new Map(),
  factsByType: new Map(),
  drafts: [],
  byKey: new Map(),
  open: new Set(),
  openByCode: new Map(),
  openByAnswer: new Map(),
  pending: [],
  held: [],
  isOver: false,
})

const indexes = new WeakMap<readonly Rule[], Index>()

const indexOf = (rules: readonly Rule[]): Index => {
  const before = indexes.get(rules)
  if (before) return before
  const series = new Map<string, Series>()
  for (const rule of rules.toSorted((a, b) => (a.inForce.from < b.inForce.from ? -1 : 1))) {
    const known = series.get(rule.id)
    if (known) known.versions.push(rule)
    else series.set(rule.id, { id: rule.id, versions: [rule] })
  }
  const inListedOrder = [...new Set(rules.map(({ id }) => id))].flatMap((id) => series.get(id) ?? [])
  const index = {
    byType: grouped(inListedOrder, ({ versions: [rule] }) => rule.on),
    whenLate: grouped(inListedOrder, ({ versions: [{ whenLate }] }) => (whenLate ? [whenLate] : [])),
    whenCorrected: inListedOrder.filter(({ versions: [rule] }) => rule.whenCorrected),
  }
  indexes.set(rules, index)
  return index
}

const grouped = <Key>(all: Series[], keysOf: (series: Series) => Key[]): Map<Key, Series[]> => {
  const groups = new Map<Key, Series[]>()
  for (const series of all) for (const key of keysOf(series)) groups.set(key, [...(groups.get(key) ?? []), series])
  return groups
}

/** The version of that London day; on a day before the first version, the first, and `appliedEarly` says so. */
export const versionOn = ({ versions }: Series, day: string): { rule: Rule; appliedEarly: boolean } | null => {
  const [first] = versions
  if (day < first.inForce.from) return { rule: first, appliedEarly: true }
  const rule = versions.find(({ inForce }) => inForce.from <= day && (inForce.to === null || day <= inForce.to))
  return rule ? { rule, appliedEarly: false } : null
}
