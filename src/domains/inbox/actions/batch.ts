import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Work } from '../../../platform/request.ts'
import type { Services } from '../../../rules/services.ts'
import { type Cells, cellsOf, type Format, formats } from '../model/events.ts'
import type { ReadFile } from '../model/file.ts'
import { type Result, tallySchema } from '../model/forms.ts'
import { type Row, readRow } from '../model/row.ts'
import { type Batch, insertBatch, itemBy, updateBatch } from '../store/index.ts'
import { type Placement, placeRow } from './place.ts'
import { takeRow } from './take.ts'

/** How many rows one press of the button takes (U10). */
export const stepSize = 200

/** What is kept of a file while it is taken in: the rows that were understood, and what was wrong with the others. */
const keptRow = z.object({ line: z.int(), cells: z.record(z.string(), z.string()) })
type KeptRow = z.infer<typeof keptRow>
// Of all its rows a step reads its own alone: to look at each of 50,000 would hold up everybody else.
const keptSchema = z.object({
  rows: z.array(z.unknown()),
  problems: z.array(z.object({ line: z.int(), column: z.string().optional(), problem: z.string() })),
  problemCount: z.int(),
  unread: z.array(z.string()),
})
/** More problems than these are counted and not listed. */
const problemsKept = 200

type NewBatch = { format: Format; source: string; file: ReadFile }
export const keepBatch = async ({ tx, now, actor }: Work, { format, source, file }: NewBatch): Promise<string> => {
  const id = randomUUID()
  const { rows, problems, unread } = file
  const kept: z.infer<typeof keptSchema> = {
    rows: rows.map(({ line, cells }): KeptRow => ({ line, cells: textsOf(cells) })),
    problems: problems.slice(0, problemsKept).map(({ line, column = '', problem }) => ({ line, column, problem })),
    problemCount: problems.length,
    unread,
  }
  const content = JSON.stringify(kept)
  await insertBatch(tx, {
    id,
    agencyId: actor.agencyId,
    madeBy: actor.id,
    madeAt: now,
    format,
    source,
    content,
    rowCount: rows.length,
  })
  return id
}

const textsOf = (cells: Cells): Record<string, string> =>
  Object.fromEntries(Object.entries(cells).flatMap(([name, text]) => (text ? [[name, text]] : [])))

export const formatOf = (text: string): Format => {
  const format = formats.find((each) => each === text)
  if (!format) throw new Error(`${text} is no format of the inbox`)
  return format
}

export type Step = {
  rows: Row[]
  problems: { line: number; column?: string | undefined; problem: string }[]
  problemCount: number
  unread: string[]
}

/** The next rows of a file, read as when it came: what lay in the future then does so still. */
export const nextStep = ({ format, content, madeAt, takenCount }: Batch): Step => {
  if (content === '') return { rows: [], problems: [], problemCount: 0, unread: [] }
  const { rows, ...rest } = keptSchema.parse(JSON.parse(content))
  const next = rows.slice(takenCount, takenCount + stepSize).map((each) => {
    const { line, cells } = keptRow.parse(each)
    const row = readRow(formatOf(format), cellsOf(cells), line, madeAt)
    if ('problems' in row) throw new Error('a row that was understood is not any more')
    return row
  })
  return { rows: next, ...rest }
}

export type Previewed = { row: Row; placement: Placement; above: number | null }

/** What the next step would do with each of its rows. Nothing is written. */
export const preview = async (work: Work, batch: Batch, rows: readonly Row[]): Promise<Previewed[]> => {
  const lines = new Map<string, number>()
  const seen: Previewed[] = []
  for (const row of rows) {
    const key = { agencyId: work.actor.agencyId, source: batch.source, sourceRef: row.sourceRef }
    const above = lines.get(row.sourceRef) ?? null
    lines.set(row.sourceRef, row.line)
    seen.push({ row, placement: await placeRow(work, key, row, await itemBy(work.tx, key)), above })
  }
  return seen
}

/** Takes the next rows, all or none of them. The file is wiped with its last row. */
export const takeStep = async (services: Services, work: Work, batch: Batch): Promise<void> => {
  const { rows } = nextStep(batch)
  const tally: Partial<Record<Result, number>> = tallySchema.parse(batch.tally)
  const origin = { source: batch.source, format: formatOf(batch.format), arrivedAt: batch.madeAt }
  for (const row of rows) {
    const result = await takeRow(services, work, origin, row)
    tally[result] = (tally[result] ?? 0) + 1
  }
  const takenCount = batch.takenCount + rows.length
  const end = takenCount === batch.rowCount ? { content: '', endedAt: work.now } : {}
  await updateBatch(work.tx, batch.id, { takenCount, tally: JSON.stringify(tally), ...end })
}

/** Stops here. What was taken stays; the same file may be sent again and goes on from there. */
export const stopBatch = ({ tx, now }: Work, { id }: Batch): Promise<void> =>
  updateBatch(tx, id, { content: '', endedAt: now })
