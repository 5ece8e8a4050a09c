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
    problem: `Line ${text.slice(0, place).split('\n').length}: this is not text. Save the file as CSV (UTF-8) and send that`,
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

const recordsSchema = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }))
type Line = { cells: string[]; line: number }

/** Reads a whole file: the rows that are understood, and every problem with its line. Never throws for what is in it. */
export const readFile = (format: Format, text: string, now: Date): ReadFile => {
  const read = linesOf(text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'))
  if ('problem' in read) return { rows: [], problems: [read], unread: [] }
  const [head, ...lines] = read.lines
  if (!head) return nothing(1, 'There is nothing in it. The first line names the columns')
  const heading = headingOf(head)
  if ('problem' in heading) return nothing(head.line, heading.problem)
  if (lines.length === 0) return nothing(head.line, 'There is no row under the names of the columns')
  if (lines.length > mostLines)
    return nothing(
      lines[mostLines]?.line ?? head.line,
      `There are more than ${mostLines.toLocaleString('en-GB')} rows. Split the file`,
    )
  const answers = lines.map((each) => rowOf(format, heading.columns, each, now))
  return {
    rows: answers.flatMap((each) => ('problems' in each ? [] : [each])),
    problems: answers.flatMap((each) => ('problems' in each ? each.problems : [])),
    unread: heading.unread,
  }
}

const nothing = (line: number, problem: string): ReadFile => ({ rows: [], problems: [{ line, problem }], unread: [] })

const linesOf = (text: string): { lines: Line[] } | Problem => {
  try {
    const options = {
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: 200_000,
      record_delimiter: '\n',
      delimiter: delimiterOf(text),
    }
    const records = recordsSchema.parse(parse(text, options))
    return {
      lines: records
        .map(({ record, info }) => ({ cells: record, line: info.lines - breaksIn(record) }))
        .filter(({ cells }) => cells.some((cell) => cell.trim())),
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = 'lines' in error && typeof error.lines === 'number' ? error.lines : 1
    return { line, problem: wrongQuotes(error.code) }
  }
}

const wrongQuotes = (code: string): string => {
  if (code === 'CSV_MAX_RECORD_SIZE')
    return 'This row is far too long: a quotation mark before it is probably never closed'
  if (code === 'CSV_QUOTE_NOT_CLOSED')
    return 'A quotation mark is opened and never closed. Close it, or write it twice ("") inside a text'
  return 'A quotation mark stands where none can. Put the whole text in quotation marks, and write those inside it twice ("")'
}

const breaksIn = (record: string[]): number => record.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0)

const delimiterOf = (text: string): string => {
  const first = /^[^\r\n]*/.exec(text)?.[0] ?? ''
  const count = (mark: string) => first.split(mark).length
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best))
}

type Heading = { columns: (Column | undefined)[]; unread: string[] }

const headingOf = ({ cells }: Line): Heading | { problem: string } => {
  if (cells.length > mostColumns) return { problem: `There are ${cells.length} columns. ${mostColumns} are the most` }
  const columns = cells.map(columnOf)
  for (const [index, column] of columns.entries())
    if (column && columns.indexOf(column) !== index) return { problem: `Two columns mean "${column}". Keep one` }
  const missing = (['source reference', 'event', 'happened'] as const).filter((column) => !columns.includes(column))
  if (missing.length > 0) return { problem: `The first line must name the columns. Missing: ${missing.join(', ')}` }
  return { columns, unread: cells.filter((cell, index) => !columns[index] && cell.trim()) }
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
