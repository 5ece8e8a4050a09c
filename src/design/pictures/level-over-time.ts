import { type Html, html } from '../../platform/html.ts'
import type { RiskLevel } from '../tags.ts'
import { formatCount, formatDay, formatWhen } from '../words.ts'
import { canvas, type FigureTable, figure } from './figure.ts'
import { type LevelChange, levelSteps, rung } from './level-steps.ts'
import { placeInTime, timeAxis } from './time-axis.ts'

export type LevelOverTimeOptions = { id: string; levels: readonly LevelChange[]; from: Date; to: Date; now: Date }

export const levelWord = (level: RiskLevel | null): string => level ?? 'no level yet, treated as high'

/** How the risk level went, from first to last. Levels in the order in which they were set. */
export const levelOverTime = ({ id, levels, from, to, now }: LevelOverTimeOptions): Html => {
  const title = 'Risk level over time'
  const [width, left, right, top] = [720, 90, 690, 40]
  const bottom = top + rung * 2 + 26
  const sentence = levelSentence(levels, now)
  const place = placeInTime(from, to, left, right)
  const end = place(now < to ? now : to)
  const svg = canvas(
    { id, title, sentence, width, height: bottom + 26 },
    html`${timeAxis({ from, to, now, left, right, top: top - 14, bottom })}${levelSteps({ levels, place, end, left, top })}`,
  )
  return figure({ id, title, sentence, svg, table: levelTable(levels, now) })
}

export const levelSentence = (levels: readonly LevelChange[], now: Date): string => {
  const last = levels.at(-1)
  if (!last) return 'No risk level is recorded: the person is treated as at high risk.'
  const changes = levels.length - 1
  const since = `${levelWord(last.level)} since ${formatDay(last.at, now)}`
  return `The risk level is ${since}; it ${changes === 0 ? 'never changed' : `changed ${changes === 1 ? 'once' : changes === 2 ? 'twice' : formatCount(changes, 'time')}`}.`
}

const levelTable = (levels: readonly LevelChange[], now: Date): FigureTable => ({
  caption: 'Risk level over time',
  head: ['From', 'Level'],
  rows: levels.map(({ at, level }) => [formatWhen(at, now), levelWord(level)]),
})
