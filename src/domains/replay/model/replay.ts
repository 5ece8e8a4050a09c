import { londonDay, londonTime } from '../../../rules/days.ts'
import { day0sOf, longAgo, longAhead } from './dates.ts'
import { type Gap, gapsOf } from './gaps.ts'
import { type Judged, type Range, type State, type Terms, type Trial, tryOn } from './judge.ts'
import { notesOf } from './notes.ts'
import { type Chronology, type FileError, readChronology } from './read.ts'

/** One duty as the result shows it. A date that the file does not settle is null, with the earliest and latest beside it. */
export type ReplayedDuty = {
  code: string
  holder: string
  /** The event that raised it, counted from 0; `reasons` are all that asked for it. */
  because: number
  reasons: number[]
  raisedOn: string | null
  raisedBetween?: [string | null, string | null]
  dueAt: string | null
  between?: [string | null, string | null]
  certain: boolean
  quotes: string[]
  state: State
  metBy: number | null
  task: string
  why: { title: string; section: string; appliedEarly: boolean }
}
export type Replayed = { file: string; duties: ReplayedDuty[]; gaps: Gap[]; notes: string[] }
export type Unreadable = { file: string; error: FileError }
/** `day0` is the day that the file calls D0, when somebody knows it. */
export type Day0 = (slug: string | null) => string | null

/** What would have been due after each event of one file, to whom and why, and what there is no record of. */
export const replayFile = (
  file: { name: string; bytes: Uint8Array },
  day0: Day0,
  terms: Terms,
): Replayed | Unreadable => {
  const read = readChronology(file.bytes)
  if ('error' in read) return { file: file.name, error: read.error }
  return { file: file.name, ...replay(read.chronology, day0(read.chronology.slug), terms) }
}

export const replay = ({ events }: Chronology, day0: string | null, terms: Terms): Omit<Replayed, 'file'> => {
  const { days, told, notes } = day0sOf(
    events.map(({ when }) => when),
    day0,
  )
  const trials = days.map((day) => tryOn(events, day, terms))
  const { shared, doubtful } = together(trials)
  const duties = shared.map((each) => show(each, told))
  const doubts = [...new Set(doubtful)].map(
    (code) => `${code}: asked for on some days that day 0 may be, not on others`,
  )
  return { duties, gaps: gapsOf(trials, told), notes: [...notes, ...notesOf(events, shared, terms), ...doubts] }
}

type Same = [Judged, ...Judged[]]

/** The duties that every day which D0 may be asks for. What only some ask for is not raised, but said. */
const together = (trials: Trial[]): { shared: Same[]; doubtful: string[] } => {
  const byKey = new Map<string, Same>()
  for (const { judged } of trials)
    for (const one of judged) {
      const same = byKey.get(one.duty.key)
      if (same) same.push(one)
      else byKey.set(one.duty.key, [one])
    }
  const all = [...byKey.values()].sort(([a], [b]) => a.because - b.because)
  const [shared, others] = [all.filter(isEverywhere(trials)), all.filter((same) => !isEverywhere(trials)(same))]
  return { shared, doubtful: others.map(([{ duty }]) => duty.code) }
}

const isEverywhere =
  ({ length }: Trial[]) =>
  (same: Same): boolean =>
    same.length === length

const show = (same: Same, told: boolean): ReplayedDuty => {
  const [{ duty, because, reasons, metBy }] = same
  const raised = rangeOver(same.map((one) => one.raised))
  const due = rangeOver(same.map((one) => one.due))
  const [from, to] = raised ? ends(raised, londonDay) : [null, null]
  return {
    code: duty.code,
    holder: duty.holder,
    because,
    reasons,
    raisedOn: told && from === to ? from : null,
    ...(!(told && from === to) && { raisedBetween: told ? [from, to] : [null, null] }),
    ...dueOf(due, told),
    certain: same.every(({ certain }) => certain),
    quotes: duty.quotes.length > 0 ? duty.quotes : [...new Set(same.flatMap(({ quotes }) => quotes))],
    state: stateOf(same),
    metBy,
    task: duty.task,
    why: { title: duty.why.title, section: duty.why.section, appliedEarly: duty.why.appliedEarly },
  }
}

const dueOf = (due: Range | null, told: boolean): Pick<ReplayedDuty, 'dueAt' | 'between'> => {
  if (due === null || !told) return { dueAt: null }
  const [from, to] = ends(due, londonTime)
  return from !== null && from === to ? { dueAt: from } : { dueAt: null, between: [from, to] }
}

/** Null where the file tells no beginning. */
const ends = ([from, to]: Range, shown: (at: Date) => string): [string | null, string | null] => [
  londonDay(from) < longAgo.replace(/-01-01$/, '-12-31') ? null : shown(from),
  londonDay(to) >= longAhead ? null : shown(to),
]

const rangeOver = (ranges: (Range | null)[]): Range | null => {
  const known = ranges.filter((range) => range !== null)
  if (known.length < ranges.length) return null
  const from = Math.min(...known.map(([start]) => start.getTime()))
  return [new Date(from), new Date(Math.max(...known.map(([, end]) => end.getTime())))]
}

/** Only what holds on every day that D0 may be is said; between "no record" and "open", open. */
const stateOf = (same: Same): State => {
  const [{ state }] = same
  if (same.every((one) => one.state === state)) return state
  return same.some((one) => one.state === 'superseded') ? 'superseded' : 'open'
}
