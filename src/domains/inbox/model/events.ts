import type { Details } from '../../../rules/entry.ts'
import { type EntryType, entryTypes } from '../../../rules/entry-types.ts'

export const formats = ['custody', 'court', 'crime', 'prison'] as const
export type Format = (typeof formats)[number]
export const formatWords: Record<Format, string> = {
  custody: 'Custody system',
  court: 'Court list or results',
  crime: 'Crime system',
  prison: 'Prison',
}

/** The columns that a file may have; all but the first three may be missing. `json` is the same field's name in the API. */
export const columns = {
  'source reference': { json: 'sourceReference', also: ['reference', 'ref', 'source ref', 'record id', 'id'] },
  event: { json: 'event', also: ['event type', 'what'] },
  happened: { json: 'happened', also: ['happened at', 'when', 'date', 'event date', 'date and time'] },
  received: { json: 'received', also: ['received at', 'received from court'] },
  'case reference': { json: 'caseReference', also: ['case', 'waymark reference'] },
  'custody reference': { json: 'custodyReference', also: ['custody number', 'custody record', 'custody ref'] },
  'crime reference': { json: 'crimeReference', also: ['crime number', 'crime ref'] },
  'court reference': { json: 'courtReference', also: ['court case number', 'court ref', 'urn'] },
  suspect: { json: 'suspect', also: ['suspect name', 'defendant', 'offender', 'name'] },
  'suspect born': { json: 'suspectBorn', also: ['born', 'date of birth', 'dob', 'suspect dob'] },
  victim: { json: 'victim', also: ['victim name'] },
  outcome: { json: 'outcome', also: ['result'] },
  conditions: { json: 'conditions', also: ['bail conditions', 'terms'] },
  hearing: { json: 'hearing', also: ['hearing type'] },
  'hearing date': { json: 'hearingDate', also: ['hearing on', 'next hearing'] },
  ends: { json: 'ends', also: ['ends on', 'bail ends', 'end date'] },
  'release date': { json: 'releaseDate', also: ['release on'] },
  'sentence months': { json: 'sentenceMonths', also: ['months'] },
  order: { json: 'order', also: ['order kind', 'order type'] },
  reason: { json: 'reason', also: ['reasons'] },
} as const satisfies Record<string, { json: string; also: readonly string[] }>
export type Column = keyof typeof columns
export type Cells = Partial<Record<Column, string>>

const isColumn = (name: string): name is Column => Object.hasOwn(columns, name)
export const columnNames: readonly Column[] = Object.keys(columns).filter(isColumn)

const plain = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim()
const byName = new Map<string, Column>(
  columnNames.flatMap((name) =>
    [name, columns[name].json.toLowerCase(), ...columns[name].also].map((each): [string, Column] => [each, name]),
  ),
)
/** The column that a heading means; undefined for one that is not known, which is then not read. */
export const columnOf = (heading: string): Column | undefined => byName.get(plain(heading))

/** The cells of named texts: by a column's name, the API's name for it, or another that it goes by. */
export const cellsOf = (named: Record<string, string>): Cells =>
  Object.fromEntries(Object.entries(named).flatMap(([name, text]) => (columnOf(name) ? [[columnOf(name), text]] : [])))

export type Event = { word: string; type: EntryType; in: readonly Format[]; fixed?: Details; needs?: readonly Column[] }

/** What each system may tell, in its own words. */
export const events: readonly Event[] = [
  { word: 'arrested', type: 'justice.suspect-arrested', in: ['custody'] },
  { word: 'arrested for breach', type: 'justice.suspect-arrested', in: ['custody'], fixed: { forBreach: true } },
  { word: 'interviewed', type: 'justice.suspect-interviewed', in: ['custody', 'crime'] },
  { word: 'released without charge', type: 'justice.suspect-released-without-charge', in: ['custody'] },
  { word: 'released under investigation', type: 'justice.suspect-released-under-investigation', in: ['custody'] },
  { word: 'bailed', type: 'justice.bail-granted', in: ['custody'], fixed: { stage: 'before-charge' } },
  { word: 'bailed after charge', type: 'justice.bail-granted', in: ['custody'], fixed: { stage: 'after-charge' } },
  { word: 'bail varied', type: 'justice.bail-varied', in: ['custody', 'crime'] },
  { word: 'bail extended', type: 'justice.bail-extended', in: ['custody', 'crime'], needs: ['ends'] },
  { word: 'bail cancelled', type: 'justice.bail-cancelled', in: ['custody', 'crime'] },
  { word: 'charged', type: 'justice.charged', in: ['custody', 'crime'] },
  { word: 'kept in custody', type: 'justice.remanded', in: ['custody'] },
  { word: 'hearing listed', type: 'justice.hearing-listed', in: ['court'], needs: ['hearing', 'hearing date'] },
  { word: 'bail hearing: released', type: 'justice.bail-hearing-decided', in: ['court'], fixed: { released: true } },
  {
    word: 'bail hearing: kept in custody',
    type: 'justice.bail-hearing-decided',
    in: ['court'],
    fixed: { released: false },
  },
  { word: 'warrant issued', type: 'justice.warrant-issued', in: ['court'] },
  { word: 'not guilty plea', type: 'justice.not-guilty-plea-entered', in: ['court'] },
  { word: 'special measures decided', type: 'justice.special-measures-decided', in: ['court'], needs: ['outcome'] },
  { word: 'trial ended', type: 'justice.trial-ended', in: ['court'], needs: ['outcome'] },
  { word: 'sentenced', type: 'justice.sentenced', in: ['court'], needs: ['outcome'] },
  { word: 'appeal', type: 'justice.appeal-notified', in: ['court'] },
  { word: 'order made', type: 'orders.made', in: ['court'], needs: ['order'] },
  { word: 'order served', type: 'orders.served', in: ['court', 'crime'] },
  { word: 'crime recorded', type: 'incidents.crime-recorded', in: ['crime'] },
  { word: 'investigation allocated', type: 'justice.investigation-allocated', in: ['crime'] },
  { word: 'not investigated', type: 'justice.not-investigated', in: ['crime'], needs: ['reason'] },
  {
    word: 'no further action by police',
    type: 'justice.case-stopped',
    in: ['crime'],
    fixed: { decidedBy: 'police', stage: 'before-charge' },
    needs: ['reason'],
  },
  {
    word: 'no charge by CPS',
    type: 'justice.case-stopped',
    in: ['crime'],
    fixed: { decidedBy: 'cps', stage: 'before-charge' },
    needs: ['reason'],
  },
  { word: 'out of court disposal', type: 'justice.out-of-court-disposal-decided', in: ['crime'], needs: ['outcome'] },
  { word: 'breach reported', type: 'justice.breach-reported', in: ['crime'] },
  { word: 'release date known', type: 'justice.release-date-known', in: ['prison'], needs: ['release date'] },
  { word: 'released from prison', type: 'justice.suspect-released-from-prison', in: ['prison'] },
  { word: 'escaped', type: 'justice.suspect-escaped', in: ['prison'] },
]

export const eventsIn = (format: Format): readonly Event[] => events.filter((event) => event.in.includes(format))
// A file asks for these with each of its rows.
const listed = new Map(
  formats.map((format) => {
    const all = eventsIn(format)
    const words = all.map(({ word }) => word).join(', ')
    return [format, { words, byWord: new Map(all.map((event) => [plain(event.word), event])) }]
  }),
)
export const eventOf = (format: Format, word: string): Event | undefined => listed.get(format)?.byWord.get(plain(word))
/** The words of a system's events, as a sentence names them. */
export const eventWords = (format: Format): string => listed.get(format)?.words ?? ''

/** A fact about the suspect reaches each case of theirs; one about a crime belongs to one case. */
export const isMatter = (type: EntryType): boolean => entryTypes[type].scope === 'matter'
