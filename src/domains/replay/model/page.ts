import { z } from 'zod'
import { readDay } from '../../../platform/times.ts'
import { upload } from '../../../platform/uploads.ts'
import type { Terms } from './judge.ts'
import { type Event, readChronology } from './read.ts'
import { type Day0, type Replayed, type ReplayedDuty, replayFile } from './replay.ts'

/** One event of the file, with the duties that it raised. */
export type ReplayedEvent = {
  number: number
  date: string
  type: string
  by: string
  what: string | null
  duties: ReplayedDuty[]
}
/** Events that the file dates alike, in its order. */
export type ReplayedDay = { date: string; events: ReplayedEvent[] }
export type Result = { name: string; days: ReplayedDay[] } & Pick<Replayed, 'gaps' | 'notes' | 'duties'>
export type Shown = { result: Result } | { problem: string }

/** A chronology as a page shows it, or where it is wrong. */
export const shownReplay = (file: { name: string; bytes: Uint8Array }, day0: Day0, terms: Terms): Shown => {
  const read = readChronology(file.bytes)
  if ('error' in read) return { problem: placed(read.error) }
  const replayed = replayFile(file, day0, terms)
  if ('error' in replayed) return { problem: placed(replayed.error) }
  const events = read.chronology.events.map((event, number) => shownEvent(event, number, replayed.duties))
  const days = Map.groupBy(events, ({ date }) => date)
  const { gaps, notes, duties } = replayed
  const name = read.chronology.title ?? file.name
  return { result: { name, days: [...days].map(([date, of]) => ({ date, events: of })), gaps, notes, duties } }
}

const placed = ({ line, column, message }: { line: number; column: number; message: string }): string =>
  `Line ${line}, column ${column}: ${message}`

const shownEvent = (
  { date, type, by, what }: Event,
  number: number,
  duties: readonly ReplayedDuty[],
): ReplayedEvent => ({
  ...{ number, date, by, what },
  type: type.replaceAll('_', ' '),
  duties: duties.filter(({ because }) => because === number),
})

/** How many duties stand in each state: what the reader wants to know first. */
export const countsOf = (duties: readonly ReplayedDuty[]): Record<ReplayedDuty['state'], number> => {
  const count = (state: ReplayedDuty['state']) => duties.filter((duty) => duty.state === state).length
  return {
    not_recorded: count('not_recorded'),
    met: count('met'),
    open: count('open'),
    superseded: count('superseded'),
  }
}

export const replayForm = (now: Date) =>
  z
    .object({
      text: z.string().catch(''),
      file: upload,
      day0: z.string().trim().catch(''),
    })
    .transform(({ text, file, day0 }, context) => {
      const refuse = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
      const bytes = file && file.length > 0 ? file : new TextEncoder().encode(text)
      if (bytes.length === 0 || (!file?.length && text.trim() === ''))
        refuse('text', 'Choose a file, or paste its text')
      if (file?.length && text.trim() !== '') refuse('text', 'Choose a file or paste text, not both')
      const day = day0 === '' ? null : readDay(day0, now)
      if (day && 'problem' in day) refuse('day0', day.problem)
      return { bytes, name: file?.length ? 'The file' : 'The pasted text', day0: day && 'day' in day ? day.day : null }
    })
