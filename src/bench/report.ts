import { availableParallelism, cpus, totalmem } from 'node:os'
import type { LogRow } from './log-row.ts'
import type { Figure } from './measure.ts'
import type { PaperTime } from './papers.ts'
import type { Seeded } from './seed.ts'
import type { Capacity, Throughput } from './throughput.ts'
import type { VaultFigure } from './vault.ts'
import type { Part } from './weight.ts'

/** The gate of DESIGN 8: p95 at 10 at once, against the same SQL alone in the same run. */
export const gate = 3

export const ratioOf = ({ app, sql }: Figure): number => app.p95 / sql.p95

/** Rows whose gate is missed, in words. */
export const missed = (figures: readonly Figure[]): string[] =>
  figures
    .filter((figure) => figure.atOnce === 10 && !(ratioOf(figure) <= gate))
    .map(
      (figure) => `${figure.job}: p95 is ${ratioOf(figure).toFixed(1)} times the same SQL alone; the gate is ${gate}`,
    )

const round = (value: number): string => (value < 10 ? value.toFixed(1) : value.toFixed(0))

export const figuresTable = (figures: readonly Figure[]): string =>
  aligned([
    [
      'work',
      'at once',
      'per s',
      'p50',
      'p95',
      'p99',
      'SQL per s',
      'SQL p50',
      'SQL p95',
      'SQL p99',
      'ratio p95',
      'aim p95',
      'statements',
    ],
    ...figures.map((figure) => {
      const { job, atOnce, app, sql, aim, statements } = figure
      const isGated = atOnce === 10
      const ratio = `${ratioOf(figure).toFixed(1)}${isGated ? (ratioOf(figure) <= gate ? ' ok' : ' MISSED') : ''}`
      const target = isGated ? `${aim}${app.p95 <= aim ? ' met' : ' not met'}` : ''
      const times = [app.perSecond, app.p50, app.p95, app.p99, sql.perSecond, sql.p50, sql.p95, sql.p99].map(round)
      return [job, String(atOnce), ...times, ratio, target, String(statements)]
    }),
  ])

export const seedText = ({ seconds, rows, bytes }: Seeded): string =>
  [
    `Seeded in ${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s: ${(bytes / 2 ** 30).toFixed(1)} GiB`,
    aligned(rows.map(({ table, count }) => [table, count.toLocaleString('en-GB')])),
  ].join('\n')

/** What a row of the log adds to a request: with its way to the database and back, beside that way alone. */
export const logRowText = ({ row, nothing }: LogRow): string =>
  `A row of the log, ${row.count.toLocaleString('en-GB')} times: p50 ${row.p50.toFixed(2)} ms, p95 ${row.p95.toFixed(2)} ms; an empty statement beside it: p50 ${nothing.p50.toFixed(2)} ms, p95 ${nothing.p95.toFixed(2)} ms`

/** Seconds a PDF: a plan of 60 thoughts in large print, in each language. */
export const papersText = (papers: readonly PaperTime[]): string =>
  `A plan of 60 thoughts on paper, seconds a PDF (aim 1): ${papers
    .map(
      ({ language, taken }) => `${language} p50 ${(taken.p50 / 1000).toFixed(2)}, p95 ${(taken.p95 / 1000).toFixed(2)}`,
    )
    .join('; ')}`

/** One at a time, in the process of the bench: the whole, its own SQL, and, where there is any, the opening of what is sealed. */
export const vaultText = (figures: readonly VaultFigure[]): string =>
  [
    'The vault, one at a time, in milliseconds:',
    ...figures.map(({ work, aim, whole, sql, opening, without }) =>
      [
        `${work}: p50 ${round(whole.p50)}, p95 ${round(whole.p95)}${aim === undefined ? '' : ` (aim ${aim}, ${whole.p95 <= aim ? 'met' : 'not met'})`}`,
        `its SQL alone p95 ${round(sql.p95)}, ${(whole.p95 / sql.p95).toFixed(1)} times`,
        ...(opening ? [`opening alone p95 ${round(opening.p95)}`] : []),
        ...(without
          ? [
              `before it had one p50 ${round(without.p50)}, p95 ${round(without.p95)}, ${(whole.p50 / without.p50).toFixed(2)} times at p50`,
            ]
          : []),
      ].join('; '),
    ),
  ].join('\n')

export const weightText = (parts: readonly Part[]): string => {
  const total = parts.reduce((sum, { gzipped }) => sum + gzipped, 0)
  const verdict = total <= 100_000 ? 'within 100 KB' : 'OVER 100 KB'
  const lines = aligned(
    parts.map(({ what, bytes, gzipped }) => [
      what,
      `${(bytes / 1000).toFixed(1)} KB`,
      `${(gzipped / 1000).toFixed(1)} KB gzipped`,
    ]),
  )
  return `First page: ${(total / 1000).toFixed(1)} KB gzipped, ${verdict}\n${lines}`
}

export const machine = (): string =>
  `${availableParallelism()} cores (${cpus()[0]?.model ?? 'kind not known'}), ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`

/** Columns under each other: the first to the left, figures to the right. */
export const aligned = (rows: readonly (readonly string[])[]): string => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
  const cell = (text: string, column: number) =>
    column === 0 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0)
  return rows.map((row) => row.map(cell).join('  ').trimEnd()).join('\n')
}

export const throughputText = (
  { entries, seconds, wanted, dutiesEach, mostWaiting, left, caughtUpAfter }: Throughput,
  capacity: Capacity,
): string => {
  const perSecond = capacity.duties / capacity.seconds
  return [
    `Worker: ${entries} entries in ${seconds.toFixed(1)} s, ${(entries / seconds).toFixed(0)} a second of ${wanted} wanted, each with ${dutiesEach.toFixed(1)} duties`,
    `at most ${mostWaiting} duties waited at once; ${left} waited at the end, done ${caughtUpAfter.toFixed(1)} s later`,
    `alone it looked at ${capacity.duties} duties in ${capacity.seconds.toFixed(1)} s, ${perSecond.toFixed(0)} a second: those of ${(perSecond / Math.max(1, dutiesEach)).toFixed(0)} entries a second`,
  ].join('\n')
}
