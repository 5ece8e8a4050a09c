import type { Calendar } from '../../../rules/calendar.ts'
import { londonDay } from '../../../rules/days.ts'
import { derive } from '../../../rules/derive.ts'
import type { Due, Duty } from '../../../rules/duty.ts'
import type { Facts } from '../../../rules/facts.ts'
import type { Policy } from '../../../rules/policy.ts'
import type { Rule } from '../../../rules/rule.ts'
import { longAhead, momentOf, spanOn } from './dates.ts'
import { type Entries, entriesFrom, indexOf, type Placed } from './entries.ts'
import { type Event, isApproximate } from './read.ts'

export type Terms = { rules: readonly Rule[]; policy: Policy; calendar: Calendar }
export type State = 'open' | 'met' | 'not_recorded' | 'superseded'
export type Range = [Date, Date]

/** One duty as it stands when D0 is taken to be one day. */
export type Judged = {
  duty: Duty
  because: number
  reasons: number[]
  metBy: number | null
  state: State
  raised: Range
  due: Range | null
  /** What keeps the time from being known. */
  missing: string | null
  certain: boolean
  quotes: string[]
}
export type Trial = { judged: Judged[]; dayOf: (index: number) => Range; last: Range }

/** Runs a chronology with D0 on this day, and judges each duty at the last event. */
export const tryOn = (events: Event[], day0: string, terms: Terms): Trial => {
  const placed = inOrder(events, day0)
  const entries = entriesFrom(placed)
  const last = lastOf(placed)
  const duties = derive({ history: entries.entries, facts: factsFrom(entries), ...terms })
  const moments = new Map(placed.map(({ index, moment }) => [index, moment]))
  const dayOf = (index: number): Range => {
    const moment = moments.get(index)
    return moment ? [moment.earliest, moment.latest] : last
  }
  const judged = duties.flatMap((duty) => judge(duty, { last, events, dayOf, entries }))
  return { judged: withoutRepeats(judged), dayOf, last }
}

/** Four alerts before one date ask for one thing: the first of those that stand alike is shown. */
const withoutRepeats = (judged: Judged[]): Judged[] => {
  const seen = new Set<string>()
  return judged.filter(({ duty, because, state, metBy }) => {
    if (duty.occurrence === '') return true
    const alike = [duty.ruleId, because, state, metBy].join(':')
    return !seen.has(alike) && seen.add(alike)
  })
}

/** By date where the dates decide, else as the file has them: on one day the place in the file is the order. */
const inOrder = (events: Event[], day0: string): Placed[] => {
  const lastDay = events.map(({ when }) => spanOn(when, day0, '').from).reduce((a, b) => (b > a ? b : a), '')
  const lastTold = events
    .flatMap(({ when }) => spanOn(when, day0, lastDay).to)
    .filter((day) => day !== longAhead)
    .reduce((a, b) => (b > a ? b : a), lastDay)
  const placed: Placed[] = []
  let latest = new Date(0)
  for (const [index, event] of events.entries()) {
    const moment = momentOf(spanOn(event.when, day0, lastTold), index)
    const place = moment.latest < latest ? placed.findIndex((one) => moment.latest < one.moment.earliest) : -1
    placed.splice(place === -1 ? placed.length : place, 0, { event, index, moment })
    if (moment.earliest > latest) latest = moment.earliest
  }
  return placed
}

const lastOf = (placed: Placed[]): Range => [
  new Date(Math.max(...placed.map(({ moment }) => moment.earliest.getTime()))),
  new Date(Math.max(...placed.map(({ moment }) => moment.latest.getTime()))),
]

/** A chronology names no owners, and domestic abuse has the enhanced rights. */
const factsFrom = ({ levels }: Entries): Facts => ({
  gradeAt: (at) => levels.findLast((level) => level.at <= at)?.grade ?? null,
  isEnhancedAt: () => true,
  ownerOf: () => null,
  personAt: () => null,
  recorderOf: () => null,
  toBeTold: [],
  postSeparationUntil: null,
})

type Told = Pick<Trial, 'last' | 'dayOf'> & { events: Event[]; entries: Entries }

const judge = (duty: Duty, { last, dayOf, events, entries }: Told): Judged[] => {
  const because = indexOf(duty.becauseId)
  const isOfItsOwn = duty.raisedAt.earliest > dayOf(because)[1]
  // What would have come up after the last event was not owed yet.
  if (isOfItsOwn && duty.raisedAt.latest > last[0]) return []
  const clock = clockOf(duty)
  const due = rangeOf(clock)
  const event = events[because]
  const isAbout = event !== undefined && isApproximate(event)
  // Doubt about the dates leaves a duty open; doubt about the words does not move its clock.
  const isDoubtful = isAbout || (!duty.certain && duty.quotes.length === 0)
  // A death stops the clocks that were running: what they were to measure was owed to the living.
  const stop = duty.supersededById === null ? last[0] : dayOf(indexOf(duty.supersededById))[0]
  const ended = due !== null && due[1] < stop && !isDoubtful
  const quotes = quotesOf(duty, entries)
  return [
    {
      duty,
      because,
      reasons: [...new Set(duty.reasons.map(indexOf))],
      metBy: duty.metById === null ? null : indexOf(duty.metById),
      state: duty.state === 'met' ? 'met' : ended ? 'not_recorded' : duty.state,
      raised: [duty.raisedAt.earliest, duty.raisedAt.latest],
      due,
      missing: clock && 'unknown' in clock ? clock.unknown : null,
      certain: duty.certain && quotes.length === 0 && !isAbout,
      quotes: [...new Set([...duty.quotes, ...quotes])],
    },
  ]
}

/** The law's clock; the other where the law's has not begun. Past the list of bank holidays the law's has no end (RULES 3). */
const clockOf = ({ statutoryDue, safetyDue }: Duty): Due => {
  const hasNotBegun =
    statutoryDue === null || ('unknown' in statutoryDue && statutoryDue.unknown === 'not received yet')
  return hasNotBegun ? (safetyDue ?? statutoryDue) : statutoryDue
}

const quotesOf = ({ becauseId, metById, code, occurrence }: Duty, { read, hints }: Entries): string[] => {
  const hint = hints.get(becauseId)
  const isHinted = hint && (hint.codes === 'alerts' ? occurrence !== '' : hint.codes.includes(code))
  return [...(isHinted ? hint.words : []), ...[becauseId, metById ?? ''].flatMap((id) => read.get(id) ?? [])]
}

export const rangeOf = (due: Due): Range | null => {
  if (due === null || 'unknown' in due) return null
  return 'at' in due ? [due.at, due.at] : due.between
}

export const daysOf = ([from, to]: Range): [string, string] => [londonDay(from), londonDay(to)]
