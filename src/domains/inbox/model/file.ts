import { CsvError, parse } from 'csv-parse/sync'
import { z } from 'zod'
import { type Cells, type Column, columnOf, type Format } from './events.ts'
import { type Problem, type Row, readRow } from './row.ts'

export const mostLines = 50_000
const mostColumns = 100

/** The text of a file, whatever it was saved as: UTF-8, UTF-16 or Windows; or why it is none. */
export const textOf = (file: Uint8Array): { text: string } | { problem: string } => {
  if (file.length === 0) return { problem: 'The file is empty' }
  if (file[0] === 0x50 && file[1] === 0x4b)
    return { problem: 'This is a workbook. Open it, save it as CSV and send that' }
  const text = decoded(file)
  const place = text.indexOf('\0')
  if (place === -1) return { text: text.toWellFormed() }
  return {
    problem: `Line ${countOf('\n', text.slice(0, place)) + 1}: this is not text. Save the file as CSV (UTF-8) and send that`,
  }
}

const decoded = (file: Uint8Array): string => {
  const [first, second] = file
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(file)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(file)
  const start = file.subarray(0, 200)
  const zeros = (odd: number) => start.filter((byte, index) => byte === 0 && index % 2 === odd).length
  if (zeros(1) > start.length / 4 && zeros(0) === 0) return new TextDecoder('utf-16le').decode(file)
  if (zeros(0) > start.length / 4 && zeros(1) === 0) return new TextDecoder('utf-16be').decode(file)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file)
  } catch {
    return new TextDecoder('windows-1252').decode(file)
  }
}

export type ReadFile = { rows: Row[]; problems: Problem[]; unread: string[] }

/** Reads a whole file: the rows that are understood, and every problem with its line. Never throws for what is in it. */
export const readFile = (format: Format, text: string, now: Date): ReadFile => {
  const steps = readInSteps(format, text, now)
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

const rowsInAStep = 100

/** The same in steps of some milliseconds: a large file takes seconds, and others have their turn between two of them. */
export function* readInSteps(format: Format, text: string, now: Date): Generator<undefined, ReadFile, undefined> {
  const read: ReadFile = { rows: [], problems: [], unread: [] }
  const delimiter = delimiterOf(text)
  let heading: Heading | undefined
  let count = 0
  for (const piece of piecesOf(text.replace(/^\ufeff/, ''))) {
    const lines = linesOf(piece, delimiter)
    if ('problem' in lines) return nothing(lines.line, lines.problem)
    for (const each of lines) {
      if (!heading) {
        const named = headingOf(each)
        if ('problem' in named) return nothing(each.line, named.problem)
        heading = named
        read.unread = named.unread
        continue
      }
      count++
      if (count > mostLines)
        return nothing(each.line, `There are more than ${mostLines.toLocaleString('en-GB')} rows. Split the file`)
      const row = rowOf(format, heading.columns, each, now)
      if ('problems' in row) read.problems.push(...row.problems)
      else read.rows.push(row)
      if (count % rowsInAStep === 0) yield
    }
    yield
  }
  if (!heading) return nothing(1, 'There is nothing in it. The first line names the columns')
  return count === 0 ? nothing(heading.line, 'There is no row under the names of the columns') : read
}

const nothing = (line: number, problem: string): ReadFile => ({ rows: [], problems: [{ line, problem }], unread: [] })

/** Whole rows, from `line` on; or the beginning of one row that is longer than any may be. */
type Piece = { text: string; line: number; isCut: boolean }
const pieceLength = 4_000
const longestRow = 200_000

/** A line ends a row where no quotation mark is open: an even number of them came before. Lines end with one sign afterwards. */
function* piecesOf(text: string): Generator<Piece, void, undefined> {
  const lineEnd = /\r\n?|\n/g
  let piece = { text: '', line: 1, isCut: false }
  let isOpen = false
  for (let from = 0, end = 0; from < text.length; from = end) {
    lineEnd.lastIndex = isOpen ? from : from + pieceLength
    end = lineEnd.test(text) ? lineEnd.lastIndex : text.length
    const isCut = end - from > pieceLength + longestRow
    if (isCut) end = from + pieceLength + longestRow
    const part = text.slice(from, end).replace(/\r\n?/g, '\n')
    if (countOf('"', part) % 2 === 1) isOpen = !isOpen
    piece = { ...piece, text: piece.text + part, isCut: isCut || piece.text.length + part.length > 3 * longestRow }
    if (isOpen && !piece.isCut && end < text.length) continue
    yield piece
    piece = { text: '', line: piece.line + countOf('\n', piece.text), isCut: false }
    isOpen = false
  }
}

const countOf = (sign: string, text: string): number => {
  let count = 0
  for (let place = 0; place < text.length; place++) if (text[place] === sign) count++
  return count
}

const recordsSchema = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }))
type Line = { cells: string[]; line: number }

const linesOf = ({ text, line, isCut }: Piece, delimiter: string): Line[] | Problem => {
  try {
    const options = {
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: longestRow,
      record_delimiter: '\n',
      delimiter,
    }
    const records = recordsSchema.parse(parse(text, options))
    if (isCut) return { line: line + countOf('\n', text), problem: wrongQuotes('CSV_MAX_RECORD_SIZE') }
    return records
      .map(({ record, info }) => ({ cells: record, line: line - 1 + info.lines - breaksIn(record) }))
      .filter(({ cells }) => cells.some((cell) => cell.trim()))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const within = 'lines' in error && typeof error.lines === 'number' ? error.lines : 1
    return { line: line - 1 + within, problem: wrongQuotes(error.code) }
  }
}

const wrongQuotes = (code: string): string => {
  if (code === 'CSV_MAX_RECORD_SIZE')
    return 'This row is far too long: a quotation mark before it is probably never closed'
  if (code === 'CSV_QUOTE_NOT_CLOSED')
    return 'A quotation mark is opened and never closed. Close it, or write it twice ("") inside a text'
  return 'A quotation mark stands where none can. Put the whole text in quotation marks, and write those inside it twice ("")'
}

const breaksIn = (record: string[]): number => record.reduce((sum, cell) => sum + countOf('\n', cell), 0)

const delimiterOf = (text: string): string => {
  const first = /^[^\r\n]*/.exec(text.slice(0, longestRow))?.[0] ?? ''
  return [',', ';', '\t'].reduce((best, mark) => (countOf(mark, first) > countOf(best, first) ? mark : best))
}

type Heading = { columns: (Column | undefined)[]; unread: string[]; line: number }

const headingOf = ({ cells, line }: Line): Heading | { problem: string } => {
  if (cells.length > mostColumns) return { problem: `There are ${cells.length} columns. ${mostColumns} are the most` }
  const columns = cells.map(columnOf)
  for (const [index, column] of columns.entries())
    if (column && columns.indexOf(column) !== index) return { problem: `Two columns mean "${column}". Keep one` }
  const missing = (['source reference', 'event', 'happened'] as const).filter((column) => !columns.includes(column))
  if (missing.length > 0) return { problem: `The first line must name the columns. Missing: ${missing.join(', ')}` }
  return { columns, line, unread: cells.filter((cell, index) => !columns[index] && cell.trim()) }
}

const rowOf = (
  format: Format,
  columns: Heading['columns'],
  { cells, line }: Line,
  now: Date,
): Row | { problems: Problem[] } => {
  if (cells.length > columns.length)
    return {
      problems: [
        {
          line,
          problem: `This row has ${cells.length} cells for ${columns.length} columns. Put texts with commas in quotation marks`,
        },
      ],
    }
  const given: Cells = {}
  for (const [index, column] of columns.entries()) if (column) given[column] = cells[index] ?? ''
  return readRow(format, given, line, now)
}
