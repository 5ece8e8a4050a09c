import { type Html, html } from '../../platform/html.ts'
import type { PicturedEntry } from './case-timeline.ts'
import { rowsFor, shortened, widthOf } from './figure.ts'
import type { Place } from './time-axis.ts'

const rowHeight = 22

const shapes: Record<PicturedEntry['kind'], (x: number, y: number) => string> = {
  harm: (x, y) => `M${x} ${y - 7}l7 12h-14z`,
  justice: (x, y) => `M${x - 5} ${y - 5}h10v10h-10z`,
  contact: (x, y) => `M${x} ${y - 7}l7 7-7 7-7-7z`,
  other: (x, y) => `M${x - 5} ${y}a5 5 0 1 0 10 0a5 5 0 1 0-10 0`,
}

/** A mark for each entry and its words beside it, in as many rows as it takes for no two to meet. */
export const entryMarks = (
  entries: readonly PicturedEntry[],
  place: Place,
  right: number,
  top: number,
): { drawn: Html; bottom: number } => {
  const placed = entries.map((entry) => {
    const text = shortened(entry.text, 34)
    const x = place(entry.at)
    const width = widthOf(text) + 14
    const isLeft = x + width > right + 40
    return { ...entry, text, x, isLeft, start: isLeft ? x - width : x - 8, end: isLeft ? x + 8 : x + width }
  })
  const rows = rowsFor(placed)
  const drawn = placed.map(({ x, text, kind, isLeft }, index) => {
    const y = top + (rows[index] ?? 0) * rowHeight
    return html`<path class="wm-mark-of wm-mark-of--${kind}" d="${shapes[kind](x, y)}"/>
      <text x="${isLeft ? x - 12 : x + 12}" y="${y + 4}"${isLeft ? anchorEnd : anchorStart}>${text}</text>`
  })
  return { drawn: html`<g class="wm-marks">${drawn}</g>`, bottom: top + Math.max(0, ...rows) * rowHeight }
}

const anchorEnd = html` text-anchor="end"`
const anchorStart = html` text-anchor="start"`
