import { max, sum } from 'd3-array'
import { type Html, html } from '../../platform/html.ts'
import { icon, type Shape } from '../icons.ts'
import { canvas } from './figure.ts'

export type ShareLook = 'good' | 'soon' | 'late' | 'open' | 'other'
/** A count that is too small to be shown has no length of its own: it is drawn as a short broken box, always the same. */
export type Share = { text: string; look: ShareLook; count: number | 'small' }
export type ShareLine = { label: string; parts: readonly Share[]; end: string }
export type ShareBarsOptions = {
  /** Unique in the page. */
  id: string
  title: string
  sentence: string
  lines: readonly ShareLine[]
  /** The same in figures: it stands under the bars, open. */
  table: Html
}

const shapes: Record<ShareLook, Shape> = {
  good: 'tick',
  soon: 'diamond',
  late: 'triangle',
  open: 'ring',
  other: 'dash',
}
const [width, right, rowHeight, smallWidth] = [640, 560, 46, 10]

/** How each line divides: a bar a line, parts in the order of the table. */
export const shareBars = ({ id, title, sentence, lines, table }: ShareBarsOptions): Html => {
  const longest = max(lines, ({ parts }) => sum(parts, ({ count }) => (count === 'small' ? 0 : count))) ?? 0
  const smalls = max(lines, ({ parts }) => parts.filter(({ count }) => count === 'small').length) ?? 0
  const scale = longest === 0 ? 0 : (right - smalls * smallWidth) / longest
  const svg = canvas(
    { id, title, sentence, width, height: lines.length * rowHeight + 8 },
    html`${lines.map((line, index) => bar(line, scale, index * rowHeight + 8))}`,
  )
  return html`<figure class="wm-figure" aria-labelledby="${id}-title">
    <figcaption class="wm-figure__caption"><strong id="${id}-title">${title}</strong> <span class="wm-figure__sentence">${sentence}</span></figcaption>
    ${legend(lines)}
    <div class="wm-figure__scroll" tabindex="0" role="region" aria-label="${title}: picture">${svg}</div>
    <div class="wm-figure__scroll" tabindex="0" role="region" aria-label="${title}: table">${table}</div>
  </figure>`
}

/** What each look means here; parts that look alike are told apart by their order. */
const legend = (lines: readonly ShareLine[]): Html | false => {
  const all = [...new Map(lines.flatMap(({ parts }) => parts).map((part) => [part.text, part])).values()]
  if (all.length < 2 || all.every(({ look }) => look === 'other')) return false
  return html`<ul class="wm-shares__legend">${all.map(({ text, look }) => html`<li class="wm-shares__${look}">${icon(shapes[look])}${text}</li>`)}</ul>`
}

const bar = ({ label, parts, end }: ShareLine, scale: number, top: number): Html => {
  const shown = parts.filter(({ count }) => count !== 0)
  const widths = shown.map(({ count }) => (count === 'small' ? smallWidth : Math.round(count * scale * 10) / 10))
  const startOf = (index: number) => Math.round(sum(widths.slice(0, index)) * 10) / 10
  return html`<g>
    <text x="4" y="${top + 12}">${label}</text>
    ${shown.map(
      ({ look, count }, index) =>
        html`<rect class="wm-shares__part wm-shares__part--${count === 'small' ? 'small' : look}" x="${4 + startOf(index)}" y="${top + 18}" width="${widths[index] ?? 0}" height="16"/>`,
    )}
    <text class="wm-shares__end" x="${10 + startOf(widths.length)}" y="${top + 31}">${end}</text>
  </g>`
}
