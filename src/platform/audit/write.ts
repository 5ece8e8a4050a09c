import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import type { Db } from '../db.ts'
import type { AuditRow } from '../request.ts'
import type { Secret } from '../secrets.ts'
import { form, momentText, sealOf } from './row.ts'

/** Counts the rows that the request in hand has written: one for each answer, whoever wrote it. */
const rowsOf = new AsyncLocalStorage<{ rows: number }>()
export const countingRows = <Result>(act: () => Result): Result => rowsOf.run({ rows: 0 }, act)
export const hasRow = (): boolean => (rowsOf.getStore()?.rows ?? 0) > 0
/** What was written is undone, or begins again. */
export const forgetRows = (): void => {
  const counted = rowsOf.getStore()
  if (counted) counted.rows = 0
}

/** Who looks, in which transaction and when; nobody where no session, key or address names somebody. */
export type Looker = { tx: Db; now: Date; actor: { id: string; agencyId: string } | null }

/** Writes a row of the log with its seal, in the transaction that is committed before the answer leaves (S5, S6). */
export const audit = async ({ secret }: { secret: Secret }, { tx, now, actor }: Looker, row: AuditRow) => {
  const { kind, route, caseId = null, objectId = null, detail = null, purpose = null, reasonId = null, reference } = row
  const id = randomUUID()
  const said = { kind, route, caseId, objectId, detail, purpose, reasonId, reference }
  const who = { actorId: actor?.id ?? null, agencyId: actor?.agencyId ?? null }
  const hmac = sealOf(secret, form, { id, at: momentText(now), ...who, ...said })
  await tx
    .insertInto('audit')
    .values({ id, at: now, ...who, ...said, form, hmac })
    .execute()
  const counted = rowsOf.getStore()
  if (counted) counted.rows++
}
