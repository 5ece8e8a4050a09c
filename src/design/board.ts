import { attributes, classes, type Html, html } from '../platform/html.ts'
import { type PaginationOptions, pagination } from './components/pagination.ts'
import type { Optional, Text } from './options.ts'

export type Column<Row> = { head: string; cell: (row: Row) => Text | number | undefined } & Optional<{
  /** Where a click on the head leads: the same board, sorted by this column. */
  sortHref: string
  /** How the board is sorted by this column now, if it is. */
  sorted: 'ascending' | 'descending'
  format: 'numeric'
  /** The column that names the row; the first one unless told. */
  isRowHeader: boolean
  /** Text stays on one line on wide screens. */
  isShort: boolean
}>

export type BoardOptions<Row> = {
  caption: string
  /** How many, and why they are on this list: "48 duties that you own, late first". */
  says: Text
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  /** What is said when there is no row. */
  empty: Text
} & Optional<{
  pages: PaginationOptions
  /** Marks a row; the row's own words must say it too. */
  rowState: (row: Row) => 'late' | 'soon' | undefined
  /** Buttons or links beside the sentence. */
  actions: Html
  isCaptionHidden: boolean
}>

/** A dense list of work: a table with a head that stays, and cards on a narrow screen. */
export const board = <Row>(options: BoardOptions<Row>): Html => {
  const { caption, says, rows, columns, empty, pages, actions } = options
  const first = columns.findIndex((column) => column.isRowHeader)
  const rowHeader = first === -1 ? 0 : first
  const isEmpty = rows.length === 0
  return html`<div class="wm-board">
    <div class="wm-board__about"><p class="wm-board__says">${isEmpty ? empty : says}</p>${actions && html`<div class="wm-board__actions">${actions}</div>`}</div>
    ${
      !isEmpty &&
      html`<table class="wm-board__table" role="table">
        <caption class="${options.isCaptionHidden ? 'govuk-visually-hidden' : 'wm-board__caption'}">${caption}</caption>
        <thead role="rowgroup"><tr role="row">${columns.map(columnHead)}</tr></thead>
        <tbody role="rowgroup">${rows.map((row) => rowOf(row, columns, rowHeader, options.rowState?.(row)))}</tbody>
      </table>`
    }
    ${pages && pagination(pages)}
  </div>`
}

const columnHead = <Row>({ head, sortHref, sorted, format }: Column<Row>): Html => {
  const own = attributes({ role: 'columnheader', 'aria-sort': sorted, class: format && `wm-board__${format}` })
  const arrow = html`<span class="wm-board__sort" aria-hidden="true">${sorted === 'ascending' ? '▲' : sorted ? '▼' : '↕'}</span>`
  return html`<th scope="col"${own}>${sortHref ? html`<a href="${sortHref}">${head}${arrow}</a>` : head}</th>`
}

const rowOf = <Row>(row: Row, columns: readonly Column<Row>[], rowHeader: number, state?: 'late' | 'soon'): Html =>
  html`<tr role="row"${attributes({ class: state && `wm-board__row--${state}` })}>
    ${columns.map((column, index) => cellOf(column, column.cell(row), index === rowHeader))}
  </tr>`

// The roles say what the tags say, because a browser forgets the tags when the styles make cards of them.
const cellOf = <Row>(
  { head, format, isShort }: Column<Row>,
  content: Text | number | undefined,
  isHeader: boolean,
): Html => {
  const name = classes(format && `wm-board__${format}`, isShort && 'wm-board__short') || undefined
  const inside = html`<span class="wm-board__label" aria-hidden="true">${head}</span><span class="wm-board__value">${content}</span>`
  return isHeader
    ? html`<th scope="row"${attributes({ role: 'rowheader', class: name })}>${inside}</th>`
    : html`<td${attributes({ role: 'cell', class: name })}>${inside}</td>`
}
