import { stringify } from 'csv-stringify/sync'

type Cells = Record<string, string>

/** A file of these rows, with a line that names their columns; each row is an arrest unless it says otherwise. */
export const aFile = (...rows: Cells[]): string => {
  const whole = rows.map((row, index) => ({
    'source reference': `C-${index + 1}`,
    event: 'arrested',
    happened: '2027-04-30 16:35',
    ...row,
  }))
  const columns = [...new Set(whole.flatMap((row) => Object.keys(row)))]
  return stringify([columns, ...whole.map((row) => columns.map((column) => ({ ...row })[column] ?? ''))])
}
