import { stringify } from 'csv-stringify/sync'
import { zipSync } from 'fflate'
import { withEntities } from './html.ts'

/** One list as it leaves: a head and rows of text, nothing else. */
export type Sheet = { columns: readonly string[]; rows: readonly (readonly string[])[] }
export const formats = ['csv', 'xlsx'] as const
export type Format = (typeof formats)[number]
export const typeOf: Record<Format, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

// No control signs, halves of signs or signs that XML has not; a line ends in one way.
const unfit = /[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]|\p{Noncharacter_Code_Point}/gu
// What a program for tables may take for the beginning of a formula, also behind quotation marks, spaces and signs that nobody sees.
const formula = /^[\s"'`\u200b-\u200f\u2060\ufeff]*[=+\-@|%\uff1d\uff0b\uff0d\uff20]|^[\t\n]/u

/** A text that no program for tables takes for a formula or a command: before what looks like one stands an apostrophe (U8). */
export const plainCell = (text: string): string => {
  const fit = text.toWellFormed().replace(/\r\n?/g, '\n').replace(unfit, '\ufffd')
  return formula.test(fit) ? `'${fit}` : fit
}

/** The bytes of a file: UTF-8 with the mark by which Excel knows it, every value in quotation marks. */
const csvOf = ({ columns, rows }: Sheet): Buffer =>
  Buffer.from(
    stringify(
      [columns, ...rows].map((row) => row.map(plainCell)),
      { bom: true, quoted: true, record_delimiter: '\r\n' },
    ),
  )

// One sheet that is seen, of inline texts: no formulas, styles, names, macros, links, comments, and nobody's name.
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006'
const parts: Record<string, string> = {
  '[Content_Types].xml':
    `<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    `<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
    `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="List" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
}
/** A list of ours has a few columns. */
const letterOf = (column: number): string => {
  if (column > 25) throw new Error('A list has 26 columns at most')
  return String.fromCharCode(65 + column)
}
/** A cell holds 32,767 signs at most, and reads _x0041_ as A. */
const mostSigns = 32_767
const cellOf = (text: string, column: number, line: number): string => {
  const plain = plainCell(text)
  if (plain.length > mostSigns) throw new Error('A value is longer than a cell of a table')
  const literal = withEntities(plain).replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
  return `<c r="${letterOf(column)}${line}" t="inlineStr"><is><t xml:space="preserve">${literal}</t></is></c>`
}
// Dates of zip files begin in 1980: when it was made is nobody's business.
const made = new Date(1980, 0, 1)
const xlsxOf = ({ columns, rows }: Sheet): Buffer => {
  const line = (row: readonly string[], at: number) =>
    `<row r="${at + 1}">${row.map((text, column) => cellOf(text, column, at + 1)).join('')}</row>`
  const lines = [columns, ...rows].map(line).join('')
  const sheet = `<worksheet xmlns="${main}"><sheetData>${lines}</sheetData></worksheet>`
  const files = { ...parts, 'xl/worksheets/sheet1.xml': sheet }
  const bytes = Object.entries(files).map(([name, text]) => [name, Buffer.from(declaration + text)] as const)
  return Buffer.from(zipSync(Object.fromEntries(bytes), { mtime: made, os: 0 }))
}

export const fileOf: Record<Format, (sheet: Sheet) => Buffer> = { csv: csvOf, xlsx: xlsxOf }
