import { createHash } from 'node:crypto'
import { dayEnds, readDay, readMoment } from '../../../platform/times.ts'
import type { Details } from '../../../rules/entry.ts'
import { type EntryType, entryTypes } from '../../../rules/entry-types.ts'
import { type ConditionInput, conditionsInText, takesConditions } from '../../entries/index.ts'
import { type Cells, type Column, columnNames, type Event, eventOf, eventWords, type Format } from './events.ts'

/** What is wrong, where, and what to do about it. */
export type Problem = { line: number; column?: Column | undefined; problem: string }
export type ReferenceKind = 'custody' | 'crime' | 'court'
type Happened = { from: Date; until: Date; precision: 'minute' | 'day' }

/** One understood row: what happened to whom, as the source tells it. */
export type Row = {
  line: number
  sourceRef: string
  cells: Cells
  hash: string
  word: string
  type: EntryType
  happened: Happened
  receivedAt: Date | null
  caseReference: string | null
  references: { kind: ReferenceKind; reference: string }[]
  suspect: string | null
  suspectBorn: string | null
  victim: string | null
  details: Details
  /** What it sets; null where it says nothing of conditions. */
  conditions: ConditionInput[] | null
  what: string | null
}

const longest: Partial<Record<Column, number>> = { outcome: 500, conditions: 4000, reason: 4000 }
const hearings = ['first', 'bail', 'plea', 'trial', 'sentence', 'appeal', 'family', 'other'] as const
const oldest = 20 * 366 * 86_400_000

/** Reads one row. Every problem of it is named at once, each with its column. */
export const readRow = (format: Format, given: Cells, line: number, now: Date): Row | { problems: Problem[] } => {
  const problems: Problem[] = []
  const say = (column: Column, problem: string): null => {
    problems.push({ line, column, problem })
    return null
  }
  const cells: Cells = {}
  for (const column of columnNames) {
    const text = cellText(given[column] ?? '', longest[column] ?? 200, (problem) => say(column, problem))
    if (text) cells[column] = text
  }
  const event = eventFor(format, cells, say)
  const happened = momentIn(cells.happened, now, (problem) => say('happened', problem))
  if (happened && happened.from > now) say('happened', 'This lies in the future. Check the day and time')
  if (happened && now.getTime() - happened.from.getTime() > oldest)
    say('happened', 'This is more than 20 years ago. Check the year')
  const receivedAt = receivedIn(format, cells, now, say)
  const sourceRef =
    cells['source reference'] ?? say('source reference', 'Give the reference by which your system knows this')
  const born = dayIn(cells, 'suspect born', now, say)
  const details = event && detailsIn(event, cells, now, say)
  if (!event || !happened || !sourceRef || !details || problems.length > 0) return { problems }
  return {
    ...{
      line,
      sourceRef,
      cells,
      hash: hashOf(format, cells),
      word: event.word,
      type: event.type,
      happened,
      receivedAt,
      details,
    },
    ...{ suspect: cells.suspect ?? null, suspectBorn: born, victim: cells.victim ?? null },
    caseReference: cells['case reference']?.toUpperCase() ?? null,
    references: referencesIn(cells),
    conditions: cells.conditions && takesConditions(event.type) ? conditionsInText(cells.conditions) : null,
    what: accountIn(cells),
  }
}

type Say = (column: Column, problem: string) => null

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/
const formula = /^[=+@-].*[(|!]/s

const cellText = (raw: string, most: number, say: (problem: string) => null): string | null => {
  // ="00123" is how a spreadsheet keeps the noughts in front.
  const text = raw
    .trim()
    .replace(/^="([^"]*)"$/, '$1')
    .trim()
  if (control.test(text)) return say('There are hidden characters in it. Type it again')
  if (formula.test(text) || text.startsWith('='))
    return say('This is a formula of a spreadsheet. Put the value itself there')
  if (text.length > most) return say(`This is longer than ${most} characters. Shorten it`)
  return text || null
}

const eventFor = (format: Format, { event: word }: Cells, say: Say): Event | null => {
  const event = word && eventOf(format, word)
  if (event) return event
  return say(
    'event',
    `${word ? 'This word is not known here' : 'Say what happened'}. Use one of: ${eventWords(format)}`,
  )
}

/** A day alone, or a day and a time; what a computer writes, and what a person writes. */
const momentIn = (text: string | undefined, now: Date, say: (problem: string) => null): Happened | null => {
  if (!text) return say('Say when: 2027-04-30 16:35, or the day alone')
  if (!/\d/.test(text)) return say('Write the day itself, like 2027-04-30 16:35')
  const exact = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/i.exec(text)
  if (exact) {
    const at = new Date(text.replace(' ', 'T'))
    return Number.isNaN(at.getTime())
      ? say('There is no such day or time. Check it')
      : { from: at, until: at, precision: 'minute' }
  }
  const [, dayText = '', timeText] =
    /^(.*?\d{4}|\d{4}-\d\d?-\d\d?)(?:[T,\s]+(\d{1,2}(?:[:.]\d\d){0,2}\s*(?:[ap]m)?))?$/i.exec(text) ?? []
  if (!timeText) {
    const day = readDay(dayText || text, now)
    return 'problem' in day ? say(day.problem) : { ...dayEnds(day.day), precision: 'day' }
  }
  const read = readMoment(dayText, timeText.replace(/^(\d{1,2}[:.]\d\d)[:.]\d\d/, '$1'), now)
  return 'problem' in read ? say(read.problem) : { from: read.at, until: read.at, precision: 'minute' }
}

const receivedIn = (format: Format, { received }: Cells, now: Date, say: Say): Date | null => {
  if (!received && format !== 'court') return null
  if (!received) return say('received', 'Say when the court told you: the time to tell the victim runs from there')
  const read = momentIn(received, now, (problem) => say('received', problem))
  if (read?.precision === 'day') return say('received', 'Give the time as well: 2027-05-04 09:10')
  if (read && read.from > now) return say('received', 'This lies in the future. Check the day and time')
  return read?.from ?? null
}

const dayIn = (cells: Cells, column: Column, now: Date, say: Say): string | null => {
  const text = cells[column]
  if (!text) return null
  const read = /\d/.test(text) ? readDay(text, now) : { problem: 'Write the day itself, like 1988-07-03' }
  return 'problem' in read ? say(column, read.problem) : read.day
}

const detailsIn = ({ type, fixed, needs = [] }: Event, cells: Cells, now: Date, say: Say): Details => {
  for (const column of needs) if (!cells[column]) say(column, 'This event needs it. Fill it in')
  const hearing = cells.hearing && hearings.find((each) => each === cells.hearing?.toLowerCase())
  if (cells.hearing && !hearing) say('hearing', `Use one of: ${hearings.join(', ')}`)
  const months = cells['sentence months']
  if (months && !/^\d{1,4}$/.test(months)) say('sentence months', 'Write a whole number of months')
  const all: Details = {
    ...(hearing && { hearing }),
    ...day('hearingOn', dayIn(cells, 'hearing date', now, say)),
    ...day('endsOn', dayIn(cells, 'ends', now, say)),
    ...day('releaseOn', dayIn(cells, 'release date', now, say)),
    ...(cells.outcome && { outcome: cells.outcome }),
    ...(cells.order && { orderKind: cells.order }),
    ...(cells.reason && { reason: cells.reason }),
    ...(cells.conditions && { conditions: [...new Set(conditionsInText(cells.conditions).map(({ kind }) => kind))] }),
    ...(months && /^\d{1,4}$/.test(months) && { sentenceMonths: Number(months) }),
  }
  const about = entryTypes[type]
  const names: readonly string[] = 'details' in about ? about.details : []
  return { ...Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name))), ...fixed }
}
const day = (name: 'hearingOn' | 'endsOn' | 'releaseOn', value: string | null) => (value ? { [name]: value } : {})

const referencesIn = (cells: Cells): Row['references'] =>
  (['custody', 'crime', 'court'] as const).flatMap((kind) => {
    const reference = cells[`${kind} reference`]
    return reference ? [{ kind, reference: reference.toUpperCase() }] : []
  })

const told: readonly Column[] = [
  'outcome',
  'conditions',
  'hearing',
  'hearing date',
  'ends',
  'release date',
  'sentence months',
  'order',
  'reason',
]
/** What the source said besides, so that nothing of it is lost. */
const accountIn = (cells: Cells): string | null =>
  told
    .flatMap((column) =>
      cells[column] ? [`${column.charAt(0).toUpperCase()}${column.slice(1)}: ${cells[column]}`] : [],
    )
    .join('. ') || null

const hashOf = (format: Format, cells: Cells): string =>
  createHash('sha256')
    .update(JSON.stringify([format, ...columnNames.map((column) => cells[column] ?? '')]))
    .digest('base64url')
