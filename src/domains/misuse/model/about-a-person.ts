import type { Finding, Kind } from './kinds.ts'
import { type Limits, limits as usualLimits } from './limits.ts'
import { copies, dayOf, daysIn, type Look, type Person } from './look.ts'
import { type CasesByDay, casesByDay, dayNumber, isBrowsing, type Peers, sumOf } from './peers.ts'
import { type Answered, scan } from './scan.ts'

type Detector = {
  kind: Kind
  looks: readonly Look[]
  within: number
  crosses: (recent: readonly Look[]) => boolean
}
type Given = { person: Person; looks: readonly Look[]; peers: Peers; limits: Limits }

const casesIn = (looks: readonly Look[]): number => new Set(looks.map(({ caseId }) => caseId)).size
const dayOfLast = (recent: readonly Look[]): number => {
  const last = recent.at(-1)
  return last ? dayNumber(dayOf(last)) : 0
}

const browsing = ({ person, looks, peers, limits }: Given): Detector => {
  const counts = casesByDay(looks)
  const opened = looks.filter(isBrowsing)
  return {
    kind: 'browsing',
    looks: opened,
    within: 28,
    crosses: (recent) => {
      const today = dayOfLast(recent)
      const inADay = casesIn(recent.filter((look) => dayNumber(dayOf(look)) === today))
      const inAMonth = sumOf(counts, today - 27, today) + inADay
      const usual = peers(person.role, today)
      const own = ownUsual(counts, today)
      const isAbove = (count: number, floor: number, ofPeers: number, ofSelf: number) =>
        count >= Math.max(floor, limits.browsingTimesPeers * ofPeers) ||
        (count >= floor && count > ofPeers && ofSelf > 0 && count >= limits.browsingTimesSelf * ofSelf)
      return (
        isAbove(inADay, limits.browsingDay, usual.inADay, own.inADay) ||
        isAbove(inAMonth, limits.browsingMonth, usual.inAMonth, own.inAMonth)
      )
    },
  }
}

/** The person's own past: the busiest day and an average month of the three months before this one. */
const ownUsual = (counts: CasesByDay, today: number) => {
  const past = [...counts].filter(([day]) => day < today - 27 && day >= today - 118)
  return {
    inADay: Math.max(0, ...past.map(([, count]) => count)),
    inAMonth: past.reduce((sum, [, count]) => sum + count, 0) / 3.25,
  }
}

const manyCopies = ({ person, looks, limits }: Given): Detector => {
  const all = copies(looks)
  const leaves = person.leavesOn === null ? null : dayNumber(person.leavesOn)
  const between = (from: number, until: number) =>
    all.filter((look) => from <= dayNumber(dayOf(look)) && dayNumber(dayOf(look)) < until).length
  return {
    kind: 'many copies',
    looks: all,
    within: limits.leavingWithinDays,
    crosses: (recent) => {
      const today = dayOfLast(recent)
      const lately = recent.filter((look) => dayNumber(dayOf(look)) > today - 7).length
      const before = between(today - 91, today - 7) / 12
      if (lately >= Math.max(limits.copiesInWeek, 2 * limits.copiesTimesSelf * before)) return true
      if (leaves === null || today > leaves || leaves - today > limits.leavingWithinDays) return false
      const past = between(leaves - 3 * limits.leavingWithinDays, leaves - limits.leavingWithinDays) / 2
      return recent.length >= Math.max(limits.copiesBeforeLeaving, limits.copiesTimesSelf * past)
    },
  }
}

const oddHours = ({ looks, limits }: Given): Detector => ({
  kind: 'odd hours',
  looks: looks.filter((look) => look.isOffDuty && isBrowsing(look)),
  within: limits.offDutyWithinDays,
  crosses: (recent) => daysIn(recent) >= limits.offDutyDays,
})

const ownName = ({ looks, limits }: Given): Detector => ({
  kind: 'own name',
  looks: looks.filter(
    ({ kind, ties }) => kind === 'search' && ties.some((tie) => tie === 'own name' || tie === 'connection'),
  ),
  within: 365,
  crosses: (recent) => recent.length >= limits.ownNameSearches,
})

const manyRefusals = ({ looks, limits }: Given): Detector => ({
  kind: 'refused tries',
  looks: looks.filter(({ kind, caseId }) => kind === 'fail' && caseId !== null),
  within: 7,
  crosses: (recent) => casesIn(recent) >= limits.refusedCasesInWeek,
})

/** What may be worth a question about one person, whichever the case. The looks are all of that person, in order. */
export const aboutAPerson = (
  person: Person,
  looks: readonly Look[],
  peers: Peers,
  answered: (kind: Kind, caseId: string | null) => Answered,
  limits: Limits = usualLimits,
): Finding[] => {
  const given = { person, looks, peers, limits }
  const detectors = [browsing(given), manyCopies(given), oddHours(given), ownName(given), manyRefusals(given)]
  return detectors.flatMap(({ kind, looks, within, crosses }) =>
    scan(looks, { within, crosses, answered: answered(kind, null) }).map((found) => ({
      ...{ who: person.id, kind, caseId: null },
      ...found,
    })),
  )
}
