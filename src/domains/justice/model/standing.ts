import { addDays, addMonths, londonDay, startOfDay } from '../../../rules/days.ts'
import { type Details, detailsSchema } from '../../../rules/entry.ts'

type Stored = {
  id: string
  factId: string
  type: string
  relation: string
  position: number
  suspectId: string | null
  suspectName?: string | null
  happenedFrom: Date
  receivedAt: Date | null
  enteredAt: Date
  what: string | null
  body?: string
  toldBy?: string | null
  details: unknown
}
/** A fact about a suspect as it now stands. */
export type Fact = Stored & { parsed: Details; firstReceivedAt: Date | null }

/** Each fact once, as it was last set right; what never happened is left out. Oldest first. */
export const factsIn = (entries: readonly Stored[]): Fact[] =>
  [...Map.groupBy(entries, ({ factId }) => factId).values()]
    .flatMap((ofFact): Fact[] => {
      const inOrder = ofFact.toSorted((a, b) => a.position - b.position)
      const last = inOrder.findLast(({ relation }) => relation !== 'confirms') ?? inOrder[0]
      const parsed = detailsSchema.catch({}).parse(last?.details)
      const firstReceivedAt = inOrder.flatMap(({ receivedAt }) => receivedAt ?? [])[0] ?? null
      return last && !parsed.neverHappened ? [{ ...last, parsed, firstReceivedAt }] : []
    })
    .sort((a, b) => a.happenedFrom.getTime() - b.happenedFrom.getTime() || a.position - b.position)

/** Where a suspect is, and whether conditions hold them back. */
export type Standing = {
  where: string
  isOut: boolean
  protects: 'custody' | 'conditions' | 'none' | 'not known'
  since: Date | null
  isPending: boolean
}

type Place = Pick<Standing, 'where' | 'isOut' | 'protects'>
const inCustody = (where: string): Place => ({ where, isOut: false, protects: 'custody' })
const out = (where: string, protects: Standing['protects']): Place => ({ where, isOut: true, protects })

/** What each entry makes of where the suspect is; an entry that moves nobody gives null. */
const placeAfter = ({ type, parsed: { released, outcome } }: Fact): Place | null => {
  const byCourt =
    released === undefined
      ? null
      : released
        ? out('Out, by decision of the court', 'conditions')
        : inCustody('Kept in custody by the court')
  switch (type) {
    case 'justice.suspect-arrested':
      return inCustody('Arrested, in police custody')
    case 'justice.bail-granted':
      return out('On police bail', 'conditions')
    case 'justice.suspect-released-under-investigation':
      return out('Released under investigation', 'none')
    case 'justice.suspect-released-without-charge':
      return out('Released without charge', 'none')
    case 'justice.bail-cancelled':
      return out('Bail was cancelled', 'none')
    case 'justice.case-stopped':
      return out('The case was stopped', 'none')
    case 'justice.remanded':
      return inCustody('Remanded in custody')
    case 'justice.bail-hearing-decided':
    case 'justice.warrant-hearing-decided':
      return byCourt
    case 'justice.trial-ended':
    case 'justice.sentenced':
      return (
        byCourt && {
          ...byCourt,
          where: `${byCourt.isOut ? 'Out' : 'In custody'}: ${outcome ?? 'the court decided'}`,
          protects: byCourt.isOut ? 'not known' : 'custody',
        }
      )
    case 'justice.suspect-released-from-prison':
      return out('Released from prison', 'conditions')
    case 'justice.suspect-escaped':
      return out('Escaped from custody', 'none')
    default:
      return null
  }
}

export const standingOf = (facts: readonly Fact[], now: Date): Standing => {
  const last = facts.findLast((fact) => placeAfter(fact) !== null)
  const place = last && placeAfter(last)
  if (!last || !place)
    return {
      where: 'Not in custody, as far as is known here',
      isOut: true,
      protects: 'not known',
      since: null,
      isPending: false,
    }
  return { ...place, since: last.happenedFrom, isPending: last.happenedFrom > now }
}

/** Since when a release is known here as it is: the day of the news, and when it was written down. */
export type Since = { saidOn: string; enteredAt: Date }
/** A day on which they are to be let out of prison. */
export type Release = Since & { on: string; isConfirmed: boolean; entryId: string }

const releaseDay = 'justice.release-date-known'
export const lastLeftPrison = (facts: readonly Fact[]): Fact | undefined =>
  facts.findLast(({ type }) => type === 'justice.suspect-released-from-prison')

/** The release that is next, or the last one of which nobody has said that it came about. */
export const releaseAhead = (entries: readonly Stored[], today: string): Release | null => {
  const facts = factsIn(entries)
  const out = lastLeftPrison(facts)
  const isOver = ({ parsed: { releaseOn }, enteredAt }: Fact) =>
    out && (out.enteredAt > enteredAt || (releaseOn && out.happenedFrom >= startOfDay(releaseOn)))
  const days = facts
    .filter((fact) => fact.type === releaseDay && !isOver(fact))
    .flatMap((fact): Release[] => {
      const { releaseOn: on, confirmed } = fact.parsed
      if (!on) return []
      const since = { saidOn: londonDay(fact.happenedFrom), enteredAt: firstSaying(entries, fact, releaseDayOf) }
      return [{ ...since, on, isConfirmed: confirmed === true, entryId: fact.id }]
    })
    .sort((a, b) => (a.on < b.on ? -1 : 1))
  return days.find(({ on }) => on >= today) ?? days.at(-1) ?? null
}

/** The news of the day on which they were last let out; where another day or none was known, that they are out is the news. */
export const sinceLeft = (entries: readonly Stored[]): Since | null => {
  const facts = factsIn(entries)
  const left = lastLeftPrison(facts)
  if (!left) return null
  const on = londonDay(left.happenedFrom)
  const known = facts.findLast(({ type, parsed: { releaseOn } }) => type === releaseDay && releaseOn === on)
  return known
    ? { saidOn: londonDay(known.happenedFrom), enteredAt: firstSaying(entries, known, releaseDayOf) }
    : { saidOn: on, enteredAt: firstSaying(entries, left, ({ happenedFrom }) => londonDay(happenedFrom)) }
}

const releaseDayOf = ({ details }: Stored): string | undefined => detailsSchema.catch({}).parse(details).releaseOn

/** When the day as it stands was first written down: what else of the entry was put right since then does not count. */
const firstSaying = (entries: readonly Stored[], fact: Fact, dayOf: (one: Stored) => string | undefined): Date => {
  const all = entries
    .filter(({ factId, relation }) => factId === fact.factId && relation !== 'confirms')
    .toSorted((a, b) => b.position - a.position)
  const other = all.findIndex((one) => dayOf(one) !== dayOf(fact))
  return all.at(other === -1 ? -1 : other - 1)?.enteredAt ?? fact.enteredAt
}

/** The next day in court that is known; a hearing of today counts. */
export const nextHearing = (
  facts: readonly Fact[],
  today: string,
): { on: string; what: string; entryId: string } | null => {
  const listed = facts.flatMap(({ id, parsed: { hearingOn, hearing }, type }) =>
    hearingOn && hearingOn >= today
      ? [{ on: hearingOn, what: hearing ?? (type.includes('family') ? 'family' : 'court'), entryId: id }]
      : [],
  )
  return listed.sort((a, b) => (a.on < b.on ? -1 : 1))[0] ?? null
}

export type BailLimit = { rank: string; until: string }
/**
 * How far each rank can take bail before charge, by the law on the day of the arrest (RULES 2E, 8). To be verified with
 * the custody officer: standard cases only, and the law's way of counting its months was not seen.
 */
export const bailLimits = (arrestedOn: string): BailLimit[] => {
  if (arrestedOn < '2017-04-03') return []
  if (arrestedOn < '2022-10-28')
    return [
      { rank: 'Inspector', until: addDays(arrestedOn, 28) },
      { rank: 'Superintendent', until: addMonths(arrestedOn, 3) },
    ]
  return [
    { rank: 'Custody officer', until: addMonths(arrestedOn, 3) },
    { rank: 'Inspector', until: addMonths(arrestedOn, 6) },
    { rank: 'Superintendent', until: addMonths(arrestedOn, 9) },
  ]
}

/** Bail that an entry dates beyond what its rank can give: the page says so, and nothing is held back. */
export const beyondRank = (facts: readonly Fact[]): string | null => {
  const all = facts.filter(({ type }) =>
    ['justice.bail-granted', 'justice.bail-varied', 'justice.bail-extended'].includes(type),
  )
  // Who took bail to its last day, not who changed a condition since.
  const bail = all.find(({ parsed }) => parsed.endsOn !== undefined && parsed.endsOn === all.at(-1)?.parsed.endsOn)
  const arrested = facts.findLast(({ type }) => type === 'justice.suspect-arrested')
  if (
    !bail?.parsed.endsOn ||
    !arrested ||
    bail.parsed.stage === 'after-charge' ||
    facts.some(({ type }) => type === 'justice.charged')
  )
    return null
  const limits = bailLimits(londonDay(arrested.happenedFrom))
  const allowed = limits.find(({ rank }) => rank.toLowerCase() === bail.parsed.rank)
  return allowed && bail.parsed.endsOn > allowed.until
    ? `Bail to ${bail.parsed.endsOn} is further than a ${bail.parsed.rank} can take it (${allowed.until}): verify`
    : null
}
