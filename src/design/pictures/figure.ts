import { attributes, type Html, html } from '../../platform/html.ts'
import { details } from '../components/details.ts'
import { table } from '../components/table.ts'
import type { Optional, Text } from '../options.ts'

export type FigureTable = { caption: string; head: readonly string[]; rows: readonly (readonly Text[])[] }
export type FigureOptions = {
  /** Unique in the page. */
  id: string
  /** What the picture is, in a few words. */
  title: string
  /** What it shows, for whoever cannot or need not see it. */
  sentence: string
  svg: Html
  table: FigureTable
} & Optional<{ headingLevel: 2 | 3 }>

/** A picture, the sentence that says the same, and the table behind it. */
export const figure = ({ id, title, sentence, svg, table: data }: FigureOptions): Html =>
  html`<figure class="wm-figure" aria-labelledby="${id}-title">
    <figcaption class="wm-figure__caption"><strong id="${id}-title">${title}</strong> <span class="wm-figure__sentence">${sentence}</span></figcaption>
    <div class="wm-figure__scroll" tabindex="0" role="region" aria-label="${title}: picture">${svg}</div>
    ${details({
      summaryText: html`The same as a table<span class="govuk-visually-hidden">: ${title}</span>`,
      classes: 'wm-figure__data',
      text: html`<div class="wm-figure__scroll" tabindex="0" role="region" aria-label="${title}: table">${table({
        caption: data.caption,
        captionClasses: 'govuk-table__caption--s',
        head: data.head.map((text) => ({ text })),
        rows: data.rows.map((row) => row.map((text) => ({ text }))),
        firstCellIsHeader: true,
        classes: 'wm-figure__table',
      })}</div>`,
    })}
  </figure>`

type Canvas = { id: string; title: string; sentence: string; width: number; height: number }

/** The picture itself: drawn at its own size, so that its words stay readable where it must scroll. */
export const canvas = ({ id, title, sentence, width, height }: Canvas, content: Html): Html =>
  html`<svg class="wm-picture" role="img" aria-labelledby="${id}-svg-title ${id}-svg-desc" viewBox="0 0 ${width} ${height}"${attributes({ width, height })}>
    <title id="${id}-svg-title">${title}</title>
    <desc id="${id}-svg-desc">${sentence}</desc>
    ${content}
  </svg>`

/** How wide text will be, a little more rather than less: no browser is here to ask. */
export const widthOf = (text: string, size = 13): number => Math.ceil(text.length * size * 0.6)

export const shortened = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`

export type Span = { start: number; end: number }

/** For each span the first row in which it has room behind what is already there. */
export const rowsFor = (spans: readonly Span[], gap = 10): number[] => {
  const ends: number[] = []
  return spans.map(({ start, end }) => {
    const free = ends.findIndex((taken) => taken + gap <= start)
    const row = free === -1 ? ends.length : free
    ends[row] = end
    return row
  })
}
