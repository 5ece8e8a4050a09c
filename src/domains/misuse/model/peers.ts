import { daysBetween } from '../../../rules/days.ts'
import { dayOf, hasNoPart, type Look, type Person } from './look.ts'

/** How many different cases, without a part in them, somebody opened on each day (counted since 1970). */
export type CasesByDay = ReadonlyMap<number, number>
export type Usual = { inADay: number; inAMonth: number }
/** What is usual among people of a role in the eight weeks before a day. */
export type Peers = (role: string, day: number) => Usual

export const dayNumber = (day: string): number => daysBetween('1970-01-01', day)

export const isBrowsing = (look: Look): boolean => look.caseId !== null && look.kind !== 'fail' && hasNoPart(look)

export const casesByDay = (looks: readonly Look[]): Map<number, number> => {
  const cases = new Map<number, Set<string | null>>()
  for (const look of looks.filter(isBrowsing)) {
    const day = dayNumber(dayOf(look))
    const opened = cases.get(day) ?? new Set()
    cases.set(day, opened.add(look.caseId))
  }
  return new Map([...cases].map(([day, opened]) => [day, opened.size]))
}

export const sumOf = (counts: CasesByDay, from: number, until: number): number => {
  let sum = 0
  for (let day = from; day < until; day++) sum += counts.get(day) ?? 0
  return sum
}

const fewest = 8
const shareOf = (values: number[], share: number): number =>
  values.toSorted((one, other) => one - other)[Math.floor((values.length - 1) * share)] ?? 0

/**
 * Peers are people of the same role; where there are fewer than eight, everybody. A week is judged by the eight weeks
 * before it, and by what nineteen of twenty stay under: a few who misuse do not raise it.
 */
export const peersOf = (
  people: readonly Pick<Person, 'id' | 'role'>[],
  counts: ReadonlyMap<string, CasesByDay>,
): Peers => {
  const known = new Map<string, Usual>()
  const sameRole = Map.groupBy(people, ({ role }) => role)
  return (role, day) => {
    const week = day - (day % 7)
    const name = `${role} ${week}`
    const before = known.get(name)
    if (before) return before
    const own = sameRole.get(role) ?? []
    const them = (own.length < fewest ? people : own).map(({ id }) => counts.get(id) ?? new Map())
    const days = them.flatMap((each) =>
      [...each].filter(([at]) => at >= week - 56 && at < week).map(([, count]) => count),
    )
    const usual = {
      inADay: shareOf(days, 0.95),
      inAMonth: shareOf(
        them.map((each) => sumOf(each, week - 28, week)),
        0.95,
      ),
    }
    known.set(name, usual)
    return usual
  }
}
