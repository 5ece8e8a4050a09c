import { attributes, type Html, html } from '../../platform/html.ts'
import type { PicturedDuty } from './case-timeline.ts'
import { rowsFor, shortened, widthOf } from './figure.ts'
import type { Place } from './time-axis.ts'

const rowHeight = 40

type Frame = { place: Place; now: Date; right: number; top: number }

/** A bar for each duty, from raised to due; what ran past its time goes on in red until it was done, or until now. */
export const dutyBars = (duties: readonly PicturedDuty[], frame: Frame): { drawn: Html; bottom: number } => {
  const placed = duties.map((duty) => barOf(duty, frame))
  const rows = rowsFor(placed)
  const drawn = placed.map((bar, index) => drawBar(bar, frame.top + (rows[index] ?? 0) * rowHeight))
  return { drawn: html`<g class="wm-bars">${drawn}</g>`, bottom: frame.top + Math.max(0, ...rows) * rowHeight + 20 }
}

type Bar = ReturnType<typeof barOf>

const barOf = ({ text, raisedAt, dueAt, doneAt }: PicturedDuty, { place, now, right }: Frame) => {
  const x = place(raisedAt)
  const stop = doneAt ?? now
  const isLate = dueAt !== null && stop > dueAt
  const dueX = dueAt ? Math.max(place(dueAt), x + 4) : Math.max(place(stop), x + 4)
  const lateX = isLate ? Math.max(place(stop), dueX + 4) : undefined
  const state = isLate ? (doneAt ? 'done late' : 'late') : doneAt ? 'done' : dueAt ? 'open' : 'open, no time set'
  const label = `${shortened(text, 40)} (${state})`
  const width = widthOf(label)
  const start = Math.max(0, Math.min(x, right - width))
  return {
    x,
    dueX,
    lateX,
    doneX: doneAt ? place(doneAt) : undefined,
    label,
    textX: start,
    start,
    end: Math.max(start + width, lateX ?? dueX),
  }
}

const drawBar = ({ x, dueX, lateX, doneX, label, textX }: Bar, y: number): Html => {
  const name = lateX === undefined ? 'wm-bar__text' : 'wm-bar__text wm-bar__text--late'
  return html`<text class="${name}" x="${textX}" y="${y}">${label}</text>
    <rect class="wm-bar" x="${x}" y="${y + 6}" width="${dueX - x}" height="9" rx="2"/>
    ${lateX !== undefined && html`<rect class="wm-bar wm-bar--late"${attributes({ x: dueX, y: y + 6, width: lateX - dueX, height: 9 })}/>`}
    ${doneX !== undefined && html`<path class="wm-bar__done" d="M${doneX - 5} ${y + 10}l4 4 7-8"/>`}`
}
