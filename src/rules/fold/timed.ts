import { BeyondCalendar, type Calendar, workingDayOnOrBefore } from '../calendar.ts'
import { addDays, daysBetween, londonDay, startOfDay } from '../days.ts'
import { type Due, deadline } from '../deadline.ts'
import { type Entry, exactly, isOfSameSuspect, type Moment } from '../entry.ts'
import type { EntryType } from '../entry-types.ts'
import type { Policy } from '../policy.ts'
import type { LeadTimes, Rule } from '../rule.ts'
import { type Draft, momentsOf, termsAt } from './draft.ts'
import type { Fact } from './fact.ts'
import { asksOf, type Raising, raise } from './raise.ts'
import { type State, versionOn } from './state.ts'

/** Something that will be asked for at a time, unless something else happens first. */
export type Pending = { at: Moment; raising: Raising; unless: readonly EntryType[]; whileOpen?: Draft }

/** An absence: asked for when the clock has run out and none of these has been entered. */
export const scheduleAbsence = (state: State, raising: Raising, absence: NonNullable<Rule['absence']>): void => {
  const { fact, entry } = raising
  const today = startOfDay(londonDay(entry.happenedAt.earliest))
  const isThere = (type: EntryType) => hasSince(state, type, today, fact)
  if (absence.orSameDay && absence.unless.some(isThere)) return
  const grade = state.about.gradeAt(entry.enteredAt.latest)
  const at = momentOf(deadline(absence.clock, momentsOf(raising), termsAt(state, raising, grade)))
  if (at) put(state, { at, raising: { ...raising, raisedAt: at }, unless: absence.unless })
}

/** Facts are kept by their latest time: one that began since then cannot lie before one that ended earlier. */
const hasSince = ({ factsByType }: State, type: EntryType, since: Date, apart: Fact): boolean => {
  const facts = factsByType.get(type) ?? []
  for (let place = facts.length - 1; place >= 0; place--) {
    const fact = facts[place]
    if (!fact || fact.current.happenedAt.latest < since) return false
    if (fact !== apart && fact.current.happenedAt.earliest >= since) return true
  }
  return false
}

/** Alerts ahead of a date. One that would fall before the date was known is not raised. */
export const scheduleLeads = (state: State, raising: Raising, lead: LeadTimes): void => {
  const { named, entry } = raising
  if (named === null) return
  const today = londonDay(entry.enteredAt.earliest)
  const ahead = leadDaysOf(lead, entry, named, state.policy).map((days) => ({
    occurrence: String(days),
    day: onWorkingDay(state.calendar, addDays(named, -days)),
  }))
  const isShort = lead.shortNotice !== undefined && named >= today && ahead.some(({ day }) => day < today)
  if (isShort) raise(state, { ...raising, occurrence: 'at once' })
  if (lead.shortNotice === 'only') return
  for (const { occurrence, day } of lead.onTheDay ? [...ahead, { occurrence: 'day', day: named }] : ahead) {
    const at = exactly(startOfDay(day))
    if (day >= today) put(state, { at, raising: { ...raising, occurrence, raisedAt: at }, unless: lead.unless ?? [] })
  }
}

/**
 * The rules whose alerts this entry leaves on the days that they had, about the same people: what waits goes on waiting, what is open stays open,
 * and what was answered is not asked for again.
 */
export const settleAlerts = (state: State, fact: Fact, entry: Entry): ReadonlySet<string> => {
  const [before, now, kept] = [fact.alerts, new Map<string, string>(), new Set<string>()]
  for (const { rule, named, entry: current } of asksOf(state, fact, entry)) {
    if (!rule.lead || named === null) continue
    const { suspectId, details } = current
    const days = leadDaysOf(rule.lead, current, named, state.policy)
    const alerts = JSON.stringify([rule.version, named, days, suspectId, details.protectsId])
    if (before.get(rule.id) === alerts) kept.add(rule.id)
    now.set(rule.id, alerts)
  }
  fact.alerts = now
  return kept
}

const leadDaysOf = ({ days, shortDays }: LeadTimes, entry: Entry, named: string, policy: Policy): number[] => {
  const from = entry.details.startsOn ?? londonDay(entry.happenedAt.earliest)
  const isShort = shortDays !== undefined && daysBetween(from, named) <= policy.shortOrderMaxDays
  const values = policy[isShort ? shortDays : days]
  if (!Array.isArray(values)) throw new TypeError(`${days} is not a list of days`)
  return values
}

/** Past the list of bank holidays an alert keeps its own day: it may fall on a day off, but it comes. */
const onWorkingDay = (calendar: Calendar, day: string): string => {
  try {
    return workingDayOnOrBefore(calendar, day)
  } catch (error) {
    if (error instanceof BeyondCalendar) return day
    throw error
  }
}

/** When the law's clock of this duty runs out with nobody told, another person has a duty of their own. */
export const scheduleLate = (state: State, draft: Draft | undefined): void => {
  if (!draft || !state.whenLate.has(draft.rule.code)) return
  state.pending = state.pending.filter(({ whileOpen }) => whileOpen !== draft)
  const at = momentOf(draft.statutoryDue)
  const [cause] = draft.causes
  for (const series of state.whenLate.get(draft.rule.code) ?? []) {
    const version = versionOn(series, londonDay(cause.fact.current.happenedAt.earliest))
    const { certain, quotes, occurrence } = draft
    const raising = version && at && { ...cause, ...version, certain, quotes, occurrence, raisedAt: at }
    if (raising) put(state, { at, raising, unless: [], whileOpen: draft })
  }
}

const momentOf = (due: Due): Moment | null => {
  if (due === null || 'unknown' in due) return null
  return 'at' in due ? exactly(due.at) : { earliest: due.between[0], latest: due.between[1] }
}

export const put = (state: State, pending: Pending): void => {
  let place = state.pending.length
  while (place > 0 && (state.pending[place - 1]?.at.latest ?? 0) > pending.at.latest) place--
  state.pending.splice(place, 0, pending)
}

/** Raises all that has certainly come up before this entry; with none, all that lies ahead. */
export const catchUp = (state: State, entry: Entry | null): void => {
  for (;;) {
    const [next] = state.pending
    if (!next || (entry && next.at.latest > entry.enteredAt.earliest)) return
    state.pending.shift()
    // What lies ahead does not yet belong to a review that is open today: by then it may be done.
    if (entry === null && next.raising.rule.absorbs && hasOpen(state, next.raising)) continue
    if (!next.whileOpen || next.whileOpen.state === 'open') raise(state, next.raising)
  }
}

const hasOpen = ({ openByCode }: State, { rule, entry }: Raising): boolean =>
  [...(openByCode.get(rule.code) ?? [])].some(
    ({ causes: [{ fact }] }) => !rule.ofOneSuspect || isOfSameSuspect(fact.current, entry),
  )

/** What this entry makes needless, or dates anew, no longer waits; the alerts of these rules stay on their days. */
export const dropPending = (state: State, { id, current }: Fact, entry: Entry, standing: ReadonlySet<string>): void => {
  const { about } = entry.details
  const isAnswered = ({ unless, raising: { fact, rule } }: Pending) =>
    fact.id === id
      ? entry.relation === 'corrects' && !standing.has(rule.id)
      : unless.includes(entry.type) &&
        (about === undefined || about === fact.id) &&
        (!rule.ofOneSuspect || isOfSameSuspect(fact.current, entry))
  const left = (all: Pending[]): Pending[] =>
    all
      .filter((pending) => !isAnswered(pending))
      .map((pending) =>
        standing.has(pending.raising.rule.id) && pending.raising.fact.id === id
          ? { ...pending, raising: { ...pending.raising, entry: current } }
          : pending,
      )
  if (state.pending.length > 0) state.pending = left(state.pending)
  if (state.held.length > 0) state.held = left(state.held)
}
