import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { Work } from '../../../platform/request.ts'
import { openEach, sealFor } from '../../../platform/vault.ts'
import type { Services } from '../../../rules/services.ts'
import { insertRecord, type RecordKind, type RecordRow } from '../store/records.ts'

/** `says` is null where the key of the person was erased, and with it every word. */
export type Kept<Content> = Omit<RecordRow, 'content'> & { says: Content | null }

const table = 'vault.plan_record'
export const openRecords = async <Content>(
  services: Services,
  { tx }: Work,
  rows: readonly RecordRow[],
  schema: z.ZodType<Content>,
): Promise<Kept<Content>[]> => {
  const said = new Map<string, Content>()
  for (const [personId, own] of Map.groupBy(rows, (row) => row.personId)) {
    const sealed = own.map(({ id, content }) => ({ table, column: 'content', row: id, sealed: content }))
    for (const [index, text] of (await openEach(services, tx, personId, sealed)).entries()) {
      const row = own[index]
      if (row && text) said.set(row.id, schema.parse(JSON.parse(text)))
    }
  }
  return rows.map(({ content: _, ...row }) => ({ ...row, says: said.get(row.id) ?? null }))
}

type ToKeep = {
  kind: RecordKind
  caseId: string
  personId: string
  content: unknown
  isOver?: boolean
  factId?: string | null
  /** Of a party, or of whoever may be told of an order: whether that is safe. */
  decision?: 'safe' | 'not safe' | 'not decided' | null
  /** Of what somebody was asked or told: the record about them. */
  ofRecord?: string | null
}
/** A first version, or the next of one that was there; gives the record. */
export const keepRecord = async (
  services: Services,
  work: Work,
  { kind, caseId, personId, content, isOver = false, factId = null, decision = null, ofRecord = null }: ToKeep,
  was?: Pick<RecordRow, 'recordId' | 'version'>,
): Promise<string> => {
  const { tx, now, actor } = work
  const id = randomUUID()
  const recordId = was?.recordId ?? randomUUID()
  const place = { personId, table, column: 'content', row: id }
  const sealed = await sealFor(services, work, place, JSON.stringify(content))
  await insertRecord(tx, {
    ...{ id, recordId, version: (was?.version ?? 0) + 1, caseId, personId, kind, content: sealed, isOver, factId },
    ...{ decision, ofRecord },
    ...{ agencyId: actor.agencyId, writtenBy: actor.id, writtenAt: now },
  })
  return recordId
}
