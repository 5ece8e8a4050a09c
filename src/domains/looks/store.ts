import { sql } from 'kysely'
import type { Tx } from '../../platform/db.ts'
import type { Look, Work } from '../../platform/request.ts'

/** What says by itself why this person looks; undefined when nothing does. */
export const purposeNow = async ({ tx, now }: Work, caseId: string): Promise<Look | undefined> => {
  const { rows } = await sql<{ purpose: string | null; reasonId: string | null }>`
    select purpose, reason_id from look_purpose(${caseId}, ${now})`.execute(tx)
  const [{ purpose = null, reasonId = null } = {}] = rows
  return purpose === null ? undefined : { purpose, ...(reasonId && { reasonId }) }
}

export type NewReason = { id: string; caseId: string; pick: string; said: string; untilAt: Date }
export const insertReason = async ({ tx, now, actor }: Work, reason: NewReason): Promise<void> => {
  await tx
    .insertInto('lookReason')
    .values({ ...reason, practitionerId: actor.id, at: now })
    .execute()
}

/** One line of who looked: a person's looks of one London day with one purpose. */
export type LookLine = {
  practitionerId: string
  name: string
  role: string
  agency: string
  onDay: string
  firstAt: Date
  lastAt: Date
  looks: number
  routes: string[]
  kinds: string[]
  purpose: string | null
  pick: string | null
  said: string | null
  lines: number
}
export const looksOf = async (tx: Tx, caseId: string, atMost: number, from: number): Promise<LookLine[]> => {
  const { rows } = await sql<LookLine>`select * from looks_of(${caseId}, ${atMost}, ${from})`.execute(tx)
  return rows
}
