import { londonDay } from '../../../rules/days.ts'
import type { Details } from '../../../rules/entry.ts'
import type { EntryType } from '../../../rules/entry-types.ts'
import { isMatter } from './events.ts'
import type { Row } from './row.ts'

type Suspect = {
  caseId: string
  state: string
  closedAs: string | null
  suspectId: string
  suspect: string
  bornOn: string | null
}
type Victim = { caseId: string; name: string }

/** Letters and spaces apart, the same name; anything less is for a person to judge. */
export const isSameName = (one: string, other: string): boolean => plain(one) === plain(other)
const plain = (name: string): string => name.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()

const fits = (row: Row, { suspect, bornOn }: Suspect): boolean =>
  (row.suspect === null || isSameName(row.suspect, suspect)) &&
  (row.suspectBorn === null || bornOn === null || row.suspectBorn === bornOn)

export type Chosen<Match extends Suspect> = { match: Match } | { why: string }

/** The one suspect on the one case that a row can only mean; otherwise why a person must look. Nothing is guessed. */
export const onlyOne = <Match extends Suspect>(
  row: Row,
  found: readonly Match[],
  victims: readonly Victim[],
): Chosen<Match> => {
  const usable = found.filter(isForWork)
  if (usable.length === 0 && found.length > 0)
    return { why: 'The case that it leads to was closed as a mistake or a double: find the right one' }
  const fitting = usable.filter((match) => fits(row, match))
  if (fitting.length === 0 && usable.length > 0)
    return { why: 'The case that it leads to has nobody of this name and day of birth as a suspect' }
  const named = row.victim === null ? [] : fitting.filter(({ caseId }) => isVictim(row.victim, caseId, victims))
  const meant = named.length > 0 ? named : fitting
  const open = meant.filter(({ state }) => state !== 'closed')
  const left = open.length > 0 ? open : meant
  const [first] = left
  if (!first) return { why: 'Nothing in it leads to a case that you can see' }
  if (new Set(left.map(({ suspectId }) => suspectId)).size > 1) return { why: 'It could be more than one person' }
  if (!isMatter(row.type) && left.length > 1) return { why: 'The suspect is on more than one case' }
  if (open.length === 0 && left.length > 1) return { why: 'The suspect is on more than one case that was closed' }
  if (!isMatter(row.type) && row.victim !== null && named.length === 0)
    return { why: 'The victim named is not on the case that it leads to' }
  return { match: first }
}

/** Something new opens a closed case again (MODEL 5.1), but not one that should never have been there. */
export const isForWork = ({ state, closedAs }: Pick<Suspect, 'state' | 'closedAs'>): boolean =>
  state !== 'closed' || (closedAs !== 'recorded in error' && closedAs !== 'double of another case')

const isVictim = (name: string | null, caseId: string, victims: readonly Victim[]): boolean =>
  victims.some((victim) => victim.caseId === caseId && name !== null && isSameName(victim.name, name))

/** The London days within which another entry of this type may tell of the same event. */
export const sameDays = ({ happened }: Row): { from: Date; until: Date } => {
  const day = 86_400_000
  return { from: new Date(happened.from.getTime() - day), until: new Date(happened.until.getTime() + day) }
}

type Near = { factId: string; happenedFrom: Date; happenedUntil: Date; details: unknown }
export type Same = { factId: string } | { why: string } | null

/** The fact on the case that a row tells of again; null when it is news. Where it cannot be told, a person looks (S-01). */
export const sameFact = (row: Row, type: EntryType, near: readonly Near[]): Same => {
  const last = new Map(near.map((fact) => [fact.factId, fact]))
  const same = [...last.values()].filter(
    (fact) => isSameDay(row, fact) && isSameHearing(type, row.details, detailsOf(fact)),
  )
  if (same.length === 0) return null
  const exact = same.filter(({ happenedFrom }) => happenedFrom.getTime() === row.happened.from.getTime())
  const [only, ...more] = same.length > 1 ? exact : same
  if (!only || more.length > 0) return { why: 'There is more than one such event on that day' }
  return saysOtherwise(row.details, detailsOf(only))
    ? { why: 'It says otherwise than what is recorded of that day' }
    : { factId: only.factId }
}

const isSameDay = ({ happened }: Row, { happenedFrom, happenedUntil }: Near): boolean =>
  londonDay(happened.from) === londonDay(happenedFrom) || londonDay(happened.from) === londonDay(happenedUntil)

const detailsOf = ({ details }: Near): Record<string, unknown> =>
  typeof details === 'object' && details !== null ? Object.fromEntries(Object.entries(details)) : {}

/** Two hearings may be listed on one day: the hearing's own day and kind tell them apart. */
const isSameHearing = (type: EntryType, ours: Details, theirs: Record<string, unknown>): boolean =>
  type !== 'justice.hearing-listed' || (ours.hearingOn === theirs.hearingOn && ours.hearing === theirs.hearing)

const telling = ['released', 'releaseOn', 'endsOn', 'orderKind', 'stage', 'decidedBy', 'forBreach'] as const
const saysOtherwise = (ours: Details, theirs: Record<string, unknown>): boolean =>
  telling.some((name) => ours[name] !== undefined && theirs[name] !== undefined && ours[name] !== theirs[name])
