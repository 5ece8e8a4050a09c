import { attributes, classes, type Html, html } from '../../platform/html.ts'
import type { Content, Listed, Optional, Styling } from '../options.ts'

export type TableCell = Content & Styling & Optional<{ format: string; colspan: number; rowspan: number }>
export type TableOptions = { rows: Listed<readonly TableCell[]> } & Styling &
  Optional<{ head: readonly TableCell[]; caption: string; captionClasses: string; firstCellIsHeader: boolean }>

export const table = ({ rows, head, caption, captionClasses, firstCellIsHeader, ...styling }: TableOptions): Html =>
  html`<table class="${classes('govuk-table', styling.classes)}"${attributes(styling.attributes)}>
    ${caption && html`<caption class="${classes('govuk-table__caption', captionClasses)}">${caption}</caption>`}
    ${
      head &&
      html`<thead class="govuk-table__head">
        <tr class="govuk-table__row">${head.map(columnHeader)}</tr>
      </thead>`
    }
    <tbody class="govuk-table__body">
      ${rows.map(
        (row) =>
          row &&
          html`<tr class="govuk-table__row">
            ${row.map((each, index) => (index === 0 && firstCellIsHeader ? rowHeader(each) : cell(each)))}
          </tr>`,
      )}
    </tbody>
  </table>`

const shape = ({ colspan, rowspan, attributes: own }: TableCell): Html => attributes({ colspan, rowspan, ...own })

const columnHeader = (each: TableCell): Html =>
  html`<th scope="col" class="${classes('govuk-table__header', each.format && `govuk-table__header--${each.format}`, each.classes)}"${shape(each)}>${each.text}</th>`

const rowHeader = (each: TableCell): Html =>
  html`<th scope="row" class="${classes('govuk-table__header', each.classes)}"${shape(each)}>${each.text}</th>`

const cell = (each: TableCell): Html =>
  html`<td class="${classes('govuk-table__cell', each.format && `govuk-table__cell--${each.format}`, each.classes)}"${shape(each)}>${each.text}</td>`
