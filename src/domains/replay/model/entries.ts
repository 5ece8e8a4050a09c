import { londonDay } from '../../../rules/days.ts'
import { type Body, type Details, type Entry, type Grade, isExact, type Moment } from '../../../rules/entry.ts'
import type { EntryType } from '../../../rules/entry-types.ts'
import { phrasesIn } from '../../../rules/words.ts'
import { whoDied } from './deaths.ts'
import { withEnd } from './hints.ts'
import { isLower, levelIn } from './levels.ts'
import { otherwiseIn } from './otherwise.ts'
import { type Event, isApproximate } from './read.ts'
import { changesIn, saidAfter, saidBesides } from './said.ts'
import { attemptIn, tellingIn } from './telling.ts'
import { type Before, type Reading, reviewTypes } from './types.ts'
import { bodiesOf, whoIs } from './who.ts'

/** Words that only some of an entry's duties hang on: those of these codes, or the alerts ahead of a date. */
export type Hint = { codes: readonly string[] | 'alerts'; words: string[] }
export type Words = Reading & { words?: string[]; hint?: Hint; by?: Body }

/** The entries that events become, in order, and which of them were read from words and not from a type. */
export type Entries = {
  entries: Entry[]
  read: Map<string, string[]>
  hints: Map<string, Hint>
  levels: { at: Date; grade: Grade }[]
}
export type Placed = { event: Event; index: number; moment: Moment }

type Context = Before & { grade: Grade | null }

export const entriesFrom = (placed: Placed[]): Entries => {
  const all: Entries = { entries: [], read: new Map(), hints: new Map(), levels: [] }
  const context: Context = { charged: false, breachOpen: false, grade: null }
  for (const one of placed) {
    const readings = readingsOf(one, context)
    for (const [extra, reading] of readings.entries()) add(all, one, extra, reading)
    note(readings, one, context)
  }
  return all
}

/** An event is what its type says; its words may add a level, a plan, a telling or an alarm, never take the type away. */
const readingsOf = (placed: Placed, context: Context): Words[] => {
  const { event } = placed
  const { type, what, by } = event
  const read = Object.hasOwn(reviewTypes, type) ? reviewTypes[type] : undefined
  if (!read) return []
  if (type === 'contact' || type === 'police_contact') return [...contactFrom(event), ...changesIn(event, context)]
  if (type === 'death' && whoDied(what) !== 'victim') return deathOfAnother(what)
  const other = otherwiseIn(event)
  const [first, ...others] = other ? [other] : read(event, context)
  if (!first) return []
  const isAssessment = first.type === 'risk.assessed' || first.type === 'risk.regraded'
  const main = isAssessment ? assessmentFrom(first.type, what, context) : withEnd(first, what, dayOf(placed))
  if (whoIs(by).reporter === 'suspect') return [main, ...others]
  const rest = others.map((other) => withEnd(other, what, dayOf(placed)))
  return [...saidBesides(event, isAssessment), main, ...rest, ...saidAfter(event, context)]
}

/** The one day that it can only have been. */
const dayOf = ({ moment }: Placed): string | null => {
  const day = londonDay(moment.earliest)
  return isExact(moment) || day === londonDay(moment.latest) ? day : null
}

/** A death in the family or near it changes everything for the victim, and ends nothing that they are owed. */
const deathOfAnother = (what: string | null): Words[] =>
  whoDied(what) === 'suspect'
    ? [{ type: 'incidents.information-received' }]
    : [{ type: 'incidents.trigger-raised', words: what === null ? [] : [what] }]

const contactFrom = ({ by, what }: Event): Words[] => {
  if (whoIs(by).reporter !== 'agency' && whoIs(by).reporter !== 'not known')
    return [{ type: 'incidents.information-received' }]
  const telling = tellingIn(what)
  const attempt = attemptIn(what ?? '')
  return bodiesOf(by).map((body): Words => {
    if (attempt) return { type: 'duties.attempt-failed', by: body, words: [attempt] }
    if (!telling) return { type: 'incidents.agency-saw-victim' }
    const { words, covers } = telling
    return { type: 'duties.contact-read-as-telling', words, by: body, ...(covers && { details: { covers } }) }
  })
}

const loweredWords = ['lowered', 'downgraded', 'reduced', 'regraded down']
const checkedWords = ['supervisor agreed', 'second person', 'with reasons', 'reasons written', 'victim agreed']

const assessmentFrom = (type: EntryType, what: string | null, { grade: before }: Context): Words => {
  const level = levelIn(what, true)
  const lowered = phrasesIn(what ?? '', loweredWords)
  const previous = level?.previous ?? before
  const isLowered = lowered.length > 0 || (level !== null && previous !== null && isLower(level.grade, previous))
  const checked = phrasesIn(what ?? '', checkedWords).length > 0
  const details: Details = {
    ...(level && { grade: level.grade }),
    ...(previous && { previousGrade: previous }),
    ...(isLowered && { loweredProperly: checked }),
  }
  const words = [...(level ? [level.words] : []), ...lowered]
  return { type, details, ...(words.length > 0 && { words }) }
}

const add = (
  all: Entries,
  { event, index, moment }: Placed,
  extra: number,
  { type, details = {}, words, hint, by }: Words,
): void => {
  const place = String(index).padStart(6, '0')
  const id = extra === 0 ? place : `${place}.${extra}`
  const { body, reporter } = whoIs(event.by)
  const name = event.by.trim().toLowerCase()
  all.entries.push({
    id,
    factId: id,
    position: all.entries.length,
    relation: 'starts',
    type,
    happenedAt: moment,
    knownAt: moment,
    receivedAt: null,
    enteredAt: moment,
    // A chronology does not say who keeps the case. Police do, until another is named.
    by: by ?? (type === 'duties.attempt-failed' ? body : 'police'),
    what: event.what,
    details: {
      reportedBy: reporter,
      ...(isApproximate(event) && { datedRoughly: true }),
      ...(reporter !== 'not known' && { reporter: name }),
      ...details,
    },
  })
  if (words) all.read.set(id, words)
  if (hint) all.hints.set(id, hint)
  if (details.grade) all.levels.push({ at: moment.latest, grade: details.grade })
}

const note = (readings: Words[], { event: { type } }: Placed, context: Context): void => {
  if (type === 'charge') context.charged = true
  if (type === 'bail_breach' || type === 'order_breach') context.breachOpen = true
  if (type === 'arrest') context.breachOpen = false
  const [grade] = readings.flatMap(({ details }) => details?.grade ?? []).reverse()
  if (grade) context.grade = grade
}

/** The event that an entry came from, counted from 0. */
export const indexOf = (entryId: string): number => Number.parseInt(entryId, 10)
