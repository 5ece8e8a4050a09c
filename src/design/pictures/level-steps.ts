import { curveStepAfter, line } from 'd3-shape'
import { type Html, html } from '../../platform/html.ts'
import type { RiskLevel } from '../tags.ts'
import type { Place } from './time-axis.ts'

export type LevelChange = { at: Date; level: RiskLevel | null }

const heights: Record<RiskLevel, number> = { high: 0, medium: 1, standard: 2 }
export const rung = 26
const words = ['High', 'Medium', 'Standard'] as const

/** Nobody assessed yet stands as high as high: that is how it is treated. */
const rungOf = (level: RiskLevel | null): number => heights[level ?? 'high']

export type LevelStepsOptions = { levels: readonly LevelChange[]; place: Place; end: number; left: number; top: number }

/** The risk level over time: a line that steps, a mark where it changed. */
export const levelSteps = ({ levels, place, end, left, top }: LevelStepsOptions): Html => {
  const y = (level: RiskLevel | null) => top + rungOf(level) * rung
  const points = levels.map(({ at, level }) => ({ x: place(at), y: y(level), level }))
  const last = points.at(-1)
  const known = points.filter(({ level }) => level !== null)
  const first = known[0]
  const path = line<{ x: number; y: number }>(
    (point) => point.x,
    (point) => point.y,
  ).curve(curveStepAfter)
  const unknown = points[0]?.level === null ? points[0] : undefined
  return html`<g class="wm-levels">
    ${words.map(
      (
        word,
        index,
      ) => html`<line class="wm-levels__rung" x1="${left}" x2="${end}" y1="${top + index * rung}" y2="${top + index * rung}"/>
        <text class="wm-levels__name" x="${left - 10}" y="${top + index * rung + 4}" text-anchor="end">${word}</text>`,
    )}
    ${unknown && html`<line class="wm-levels__unknown" x1="${unknown.x}" x2="${first?.x ?? end}" y1="${unknown.y}" y2="${unknown.y}"/>`}
    ${last && first && html`<path class="wm-levels__line" d="${path([...known, { x: Math.max(end, last.x), y: last.y }]) ?? ''}"/>`}
    ${points.map(({ x, y: at, level }) => html`<circle class="wm-levels__mark wm-levels__mark--${level ?? 'none'}" cx="${x}" cy="${at}" r="5"/>`)}
  </g>`
}
