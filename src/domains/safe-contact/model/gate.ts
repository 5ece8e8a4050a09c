import type { Calendar } from '../../../rules/calendar.ts'
import { londonDay } from '../../../rules/days.ts'
import { nextOpening, type Opening, type Window } from './windows.ts'
import { type Channel, kindsFor, ownPhones, type RouteKind } from './words.ts'

/** What the gate must know of the rule: that there is one, and until when it holds without being confirmed. */
export type GateRule = { reviewOn: string }
export type GateRoute = {
  id: string
  kind: RouteKind
  isForbidden: boolean
  windows: readonly Window[]
  textIsSafe: boolean
  voicemailIsSafe: boolean
  preference: number
  endsOn: string | null
}
export type Contact<Route extends GateRoute = GateRoute> = { rule: GateRule | null; routes: readonly Route[] }

/** Why there is no going ahead. The words for each are in `refusalWords`. */
export type Refusal =
  | 'nothing recorded'
  | 'out of date'
  | 'not a route'
  | 'forbidden'
  | 'wrong way'
  | 'not safe so'
  | 'no safe time'
export type Verdict = { allowed: true; until: Date | null } | { queueUntil: Date; until: Date } | { refused: Refusal }

type Question = {
  rule: GateRule | null
  routes: readonly GateRoute[]
  /** The route asked for; null when it is none of those recorded. */
  route: GateRoute | null
  channel: Channel
  at: Date
  calendar: Calendar
}

/** A text or an e-mail that leaves just before a window ends may arrive after it. */
const margin: Record<Channel, number> = { text: 15, 'e-mail': 15, call: 0, voicemail: 0, letter: 0, visit: 0 }

/**
 * May this person be reached this way, now? Nothing recorded is unsafe, a call included (INV-11); outside the windows it
 * waits for the next one or is refused (INV-13). Every call, visit and message goes through here.
 */
export const mayContact = ({ rule, routes, route, channel, at, calendar }: Question): Verdict => {
  if (!rule) return { refused: 'nothing recorded' }
  if (rule.reviewOn < londonDay(at)) return { refused: 'out of date' }
  if (!route || !routes.some(({ id }) => id === route.id)) return { refused: 'not a route' }
  if (route.isForbidden) return { refused: 'forbidden' }
  if (route.endsOn !== null && route.endsOn < londonDay(at)) return { refused: 'not a route' }
  if (!kindsFor[channel].includes(route.kind)) return { refused: 'wrong way' }
  if ((channel === 'text' && !route.textIsSafe) || (channel === 'voicemail' && !route.voicemailIsSafe))
    return { refused: 'not safe so' }
  // A letter lies there at every hour, so that the address is safe is all there is to know.
  if (channel === 'letter') return { allowed: true, until: null }
  return inWindows(route, rule, at, { calendar, margin: margin[channel] * 60_000 })
}

const inWindows = (
  route: GateRoute,
  { reviewOn }: GateRule,
  at: Date,
  terms: { calendar: Calendar; margin: number },
): Verdict => {
  const opening = openingWithMargin(route, at, terms)
  if (!opening || londonDay(opening.from) > reviewOn) return { refused: 'no safe time' }
  return opening.from <= at
    ? { allowed: true, until: opening.until }
    : { queueUntil: opening.from, until: opening.until }
}

const openingWithMargin = (
  route: GateRoute,
  at: Date,
  terms: { calendar: Calendar; margin: number },
): Opening | null => {
  let from = at
  for (let tries = 0; tries < 50; tries++) {
    const opening = nextOpening(route, from, terms.calendar)
    if (!opening) return null
    const until = new Date(opening.until.getTime() - terms.margin)
    if (until > at && until > opening.from) return { from: opening.from, until }
    from = opening.until
  }
  return null
}

/** The safe time for a call to the person themselves that is open now or comes first; the preferred route when two open at once. */
export const nextWindow = <Route extends GateRoute>(
  { rule, routes }: Contact<Route>,
  at: Date,
  calendar: Calendar,
): (Opening & { route: Route }) | null => {
  const openings = routes
    .filter(({ kind }) => ownPhones.includes(kind))
    .flatMap((route) => {
      const verdict = mayContact({ rule, routes, route, channel: 'call', at, calendar })
      if ('refused' in verdict || verdict.until === null) return []
      return [{ route, from: 'allowed' in verdict ? at : verdict.queueUntil, until: verdict.until }]
    })
  return (
    openings.sort((a, b) => a.from.getTime() - b.from.getTime() || a.route.preference - b.route.preference)[0] ?? null
  )
}

export const refusalWords: Record<Refusal, string> = {
  'nothing recorded': 'No safe way to reach this person is recorded, so no way is safe. Record one with them first',
  'out of date': 'The safe-contact rule has not been confirmed in time. Confirm it with them, or ask a supervisor',
  'not a route': 'This is not one of the ways that they said are safe now',
  forbidden: 'They said: never this way',
  'wrong way': 'This kind of message does not go by this route',
  'not safe so': 'They have not said that texts or messages left are safe here, so they are not',
  'no safe time': 'No safe time is recorded for this way in the next six weeks',
}
/** For whom the details are not: nothing of why. */
export const refusedWithoutDetails = 'This is not a safe way to reach this person. Ask the contact lead of the case'
