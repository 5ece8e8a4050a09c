import { type Details, type Entry, type Grade, grades, type Moment } from '../../../rules/entry.ts'
import type { EntryType } from '../../../rules/entry-types.ts'
import { phrasesIn, wordsIn } from '../../../rules/words.ts'
import { isLower, levelIn } from './levels.ts'
import { type Event, isApproximate } from './read.ts'
import { tellingWords } from './telling.ts'
import { type Before, type Reading, reviewTypes } from './types.ts'
import { whoIs } from './who.ts'

/** The entries that events become, in order, and which of them were read from words and not from a type. */
export type Entries = { entries: Entry[]; read: Map<string, string[]>; levels: { at: Date; grade: Grade }[] }
export type Placed = { event: Event; index: number; moment: Moment }

type Context = Before & { grade: Grade | null }

export const entriesFrom = (placed: Placed[]): Entries => {
  const all: Entries = { entries: [], read: new Map(), levels: [] }
  const context: Context = { charged: false, breachOpen: false, grade: null }
  for (const one of placed) {
    for (const [extra, reading] of readingsOf(one.event, context).entries()) add(all, one, extra, reading)
    note(all, one, context)
  }
  return all
}

type Words = Reading & { words?: string[] }

/** An event is what its type says; its words may add a level, a plan, a telling or an alarm, never take the type away. */
const readingsOf = (event: Event, context: Context): Words[] => {
  const { type, what, by } = event
  const read = Object.hasOwn(reviewTypes, type) ? reviewTypes[type] : undefined
  if (!read) return []
  if (type === 'contact' || type === 'police_contact') return contactFrom(event)
  if (type === 'death' && isSuspectsDeath(what)) return [{ type: 'incidents.information-received' }]
  const [first, ...others] = read(event, context)
  if (!first) return []
  const isAssessment = first.type === 'risk.assessed' || first.type === 'risk.regraded'
  const main = isAssessment ? assessmentFrom(first.type, what, context) : first
  const extras = whoIs(by).reporter === 'suspect' ? [] : saidBesides(event, isAssessment)
  return [...extras, main, ...others]
}

const contactFrom = ({ by, what }: Event): Words[] => {
  if (whoIs(by).reporter !== 'agency' && whoIs(by).reporter !== 'not known')
    return [{ type: 'incidents.information-received' }]
  const words = tellingWords(what)
  return words ? [{ type: 'duties.contact-read-as-telling', words }] : [{ type: 'incidents.agency-saw-victim' }]
}

const assessmentFrom = (type: EntryType, what: string | null, { grade: before }: Context): Words => {
  const level = levelIn(what, true)
  const lowered = phrasesIn(what ?? '', ['lowered', 'downgraded', 'reduced', 'regraded down'])
  const previous = level?.previous ?? before
  const isLowered = lowered.length > 0 || (level !== null && previous !== null && isLower(level.grade, previous))
  const checked =
    phrasesIn(what ?? '', ['supervisor agreed', 'second person', 'with reasons', 'victim agreed']).length > 0
  const details: Details = {
    ...(level && { grade: level.grade }),
    ...(previous && { previousGrade: previous }),
    ...(isLowered && { loweredProperly: checked }),
  }
  const words = [...(level ? [level.words] : []), ...lowered]
  return { type, details, ...(words.length > 0 && { words }) }
}

/** What an account says besides: a level, safety measures, nobody on the crime. Entered first: it was so before the event. */
const saidBesides = ({ type, what }: Event, isAssessment: boolean): Words[] => {
  const level = isAssessment ? null : levelIn(what, false)
  const plan = wordsIn(what, ['safety plan'])
  const nobody = type === 'unallocated' ? [] : wordsIn(what, ['unallocated'])
  const said: Words[] = []
  if (nobody.length > 0) said.push({ type: 'justice.investigation-left-unallocated', words: nobody })
  if (level) said.push({ type: 'risk.assessed', details: { grade: level.grade }, words: [level.words] })
  if (plan.length > 0) said.push({ type: 'safety-plans.reviewed', words: plan })
  return said
}

const suspectDied =
  /\b(?:suspect|perpetrator|offender|defendant)\b[^.;]{0,40}\b(?:dies|died|dead|takes (?:his|her|their) own life|kills (?:him|her|them)self|suicide)\b/i
const isSuspectsDeath = (what: string | null) =>
  what !== null && suspectDied.test(what) && !/\b(?:both|victim)\b/i.test(what)

const add = (
  all: Entries,
  { event, index, moment }: Placed,
  extra: number,
  { type, details = {}, words }: Words,
): void => {
  const place = String(index).padStart(6, '0')
  const id = extra === 0 ? place : `${place}.${extra}`
  const { body, reporter } = whoIs(event.by)
  const name = event.by.trim().toLowerCase()
  const isContact = type === 'duties.contact-read-as-telling' || type === 'duties.attempt-failed'
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
    by: isContact ? body : 'police',
    what: event.what,
    details: {
      reportedBy: reporter,
      ...(isApproximate(event) && { datedRoughly: true }),
      ...(reporter !== 'not known' && { reporter: name }),
      ...details,
    },
  })
  if (words) all.read.set(id, words)
  if (details.grade) all.levels.push({ at: moment.latest, grade: details.grade })
}

const note = ({ entries }: Entries, { event: { type } }: Placed, context: Context): void => {
  if (type === 'charge') context.charged = true
  if (type === 'bail_breach' || type === 'order_breach') context.breachOpen = true
  if (type === 'arrest') context.breachOpen = false
  const grade = entries.at(-1)?.details.grade
  if (grade && grades.includes(grade)) context.grade = grade
}

/** The event that an entry came from, counted from 0. */
export const indexOf = (entryId: string): number => Number.parseInt(entryId, 10)
