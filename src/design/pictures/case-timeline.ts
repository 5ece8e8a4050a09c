import { type Html, html } from '../../platform/html.ts'
import { formatCount, formatDay, formatSpan, formatWhen } from '../words.ts'
import { dutyBars } from './duty-bars.ts'
import { entryMarks } from './entry-marks.ts'
import { canvas, type FigureTable, figure } from './figure.ts'
import { levelSentence, levelWord } from './level-over-time.ts'
import { type LevelChange, levelSteps, rung } from './level-steps.ts'
import { placeInTime, timeAxis } from './time-axis.ts'

export type PicturedEntry = { at: Date; text: string; kind: 'harm' | 'justice' | 'contact' | 'other' }
export type PicturedDuty = { text: string; raisedAt: Date; dueAt: Date | null; doneAt: Date | null }
export type CaseTimelineOptions = {
  id: string
  entries: readonly PicturedEntry[]
  duties: readonly PicturedDuty[]
  levels: readonly LevelChange[]
  from: Date
  to: Date
  now: Date
}

const [width, left, right] = [960, 110, 920]

/** What happened, what had to follow and whether it did, and the risk level, one under the other on one line of time. */
export const caseTimelinePicture = (options: CaseTimelineOptions): Html => {
  const { id, levels, from, to, now } = options
  const title = 'The case over time'
  const place = placeInTime(from, to, left, right)
  const entries = [...options.entries].sort((one, other) => one.at.getTime() - other.at.getTime())
  const duties = [...options.duties].sort((one, other) => one.raisedAt.getTime() - other.raisedAt.getTime())
  const marks = entryMarks(entries, place, right, 46)
  const bars = dutyBars(duties, { place, now, right: width, top: marks.bottom + 34 })
  const levelTop = bars.bottom + 40
  const bottom = levelTop + rung * 2 + 16
  const sentence = sentenceOf(options)
  const end = place(now < to ? now : to)
  const svg = canvas(
    { id, title, sentence, width, height: bottom + 26 },
    html`${timeAxis({ from, to, now, left, right, top: 24, bottom })}
      ${lane('What happened', 46)} ${marks.drawn}
      ${lane('Duties', marks.bottom + 34)} ${bars.drawn}
      <text class="wm-lane" x="0" y="${levelTop - 20}">Risk level</text>
      ${levelSteps({ levels, place, end, left, top: levelTop })}`,
  )
  return figure({ id, title, sentence, svg, table: tableOf(entries, duties, levels, now) })
}

const lane = (name: string, top: number): Html =>
  html`<text class="wm-lane" x="0" y="${top + 4}">${name}</text><line class="wm-lane__line" x1="0" x2="${width}" y1="${top - 18}" y2="${top - 18}"/>`

const isLate = ({ dueAt, doneAt }: PicturedDuty, now: Date): boolean => dueAt !== null && (doneAt ?? now) > dueAt

const sentenceOf = ({ entries, duties, levels, from, to, now }: CaseTimelineOptions): string => {
  const late = duties.filter((duty) => isLate(duty, now))
  const open = duties.filter(({ doneAt }) => !doneAt)
  return [
    `From ${formatDay(from, now)} to ${formatDay(to, now)}: ${formatCount(entries.length, 'entry', 'entries')}`,
    `${formatCount(duties.length, 'duty', 'duties')}, of which ${late.length} late and ${open.length} still open.`,
    levelSentence(levels, now),
  ]
    .join(', ')
    .replace('., ', '. ')
}

const tableOf = (
  entries: readonly PicturedEntry[],
  duties: readonly PicturedDuty[],
  levels: readonly LevelChange[],
  now: Date,
): FigureTable => {
  const rows = [
    ...entries.map(({ at, text }) => ({ at, row: ['Happened', text] })),
    ...duties.map((duty) => ({ at: duty.raisedAt, row: ['Duty', `${duty.text}: ${fateOf(duty, now)}`] })),
    ...levels.map(({ at, level }) => ({ at, row: ['Risk level', levelWord(level)] })),
  ]
  return {
    caption: 'The case over time',
    head: ['When', 'Kind', 'What'],
    rows: rows
      .sort((one, other) => one.at.getTime() - other.at.getTime())
      .map(({ at, row }) => [formatWhen(at, now), ...row]),
  }
}

const fateOf = (duty: PicturedDuty, now: Date): string => {
  const { dueAt, doneAt } = duty
  const due = dueAt ? `due ${formatWhen(dueAt, now)}` : 'no time set'
  const done = doneAt ? `done ${formatWhen(doneAt, now)}` : 'open'
  return `${due}, ${done}${dueAt && isLate(duty, now) ? `, ${formatSpan(dueAt, doneAt ?? now)} late` : ''}`
}
