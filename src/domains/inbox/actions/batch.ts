import { randomUUID } from 'node:crypto'
import type { Work } from '../../../platform/request.ts'
import type { Services } from '../../../rules/services.ts'
import { type Format, formats } from '../model/events.ts'
import { type ReadFile, readFile } from '../model/file.ts'
import { type Result, tallySchema } from '../model/forms.ts'
import type { Row } from '../model/row.ts'
import { type Batch, insertBatch, itemBy, updateBatch } from '../store.ts'
import { type Placement, placeRow } from './place.ts'
import { takeRow } from './take.ts'

/** How many rows one press of the button takes (U10). */
export const stepSize = 200

export const keepBatch = async (
  { tx, now, actor }: Work,
  batch: { format: Format; source: string; text: string; rowCount: number },
): Promise<string> => {
  const { format, source, text: content, rowCount } = batch
  const id = randomUUID()
  await insertBatch(tx, {
    id,
    agencyId: actor.agencyId,
    madeBy: actor.id,
    madeAt: now,
    format,
    source,
    content,
    rowCount,
  })
  return id
}

export const formatOf = (text: string): Format => {
  const format = formats.find((each) => each === text)
  if (!format) throw new Error(`${text} is no format of the inbox`)
  return format
}

/** The file as it was when it came: what lay in the future then does so still. */
export const rowsOf = ({ format, content, madeAt }: Batch): ReadFile => readFile(formatOf(format), content, madeAt)

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
  const { rows } = rowsOf(batch)
  const tally: Partial<Record<Result, number>> = tallySchema.parse(batch.tally)
  const origin = { source: batch.source, format: formatOf(batch.format), arrivedAt: batch.madeAt }
  for (const row of rows.slice(batch.takenCount, batch.takenCount + stepSize)) {
    const result = await takeRow(services, work, origin, row)
    tally[result] = (tally[result] ?? 0) + 1
  }
  const takenCount = Math.min(batch.takenCount + stepSize, rows.length)
  const end = takenCount === rows.length ? { content: '', endedAt: work.now } : {}
  await updateBatch(work.tx, batch.id, { takenCount, tally: JSON.stringify(tally), ...end })
}

/** Stops here. What was taken stays; the same file may be sent again and goes on from there. */
export const stopBatch = ({ tx, now }: Work, { id }: Batch): Promise<void> =>
  updateBatch(tx, id, { content: '', endedAt: now })
