import { sql } from 'kysely'
import type { BlindToken } from '../../../platform/blind-tokens.ts'
import type { Tx } from '../../../platform/db.ts'
import type { Work } from '../../../platform/request.ts'
import type { Connection } from '../model/connections.ts'

/** False when it is for somebody whom the actor does not supervise. */
export const giveConnection = async (
  { tx, now }: Work,
  practitionerId: string,
  relation: string,
  tokens: readonly BlindToken[],
): Promise<boolean> => {
  const { rows } = await sql<{ made: string | null }>`
    select give_connection(${practitionerId}, ${relation}, ${JSON.stringify(tokens)}::jsonb, ${now}) as made`.execute(
    tx,
  )
  return Boolean(rows[0]?.made)
}

export const endConnection = async ({ tx, now }: Work, id: string): Promise<boolean> => {
  const { rows } = await sql<{ done: boolean }>`select end_connection(${id}, ${now}) as done`.execute(tx)
  return rows[0]?.done === true
}

export const ownConnections = async (tx: Tx): Promise<Connection[]> =>
  (await sql<Connection>`select * from own_connections()`.execute(tx)).rows
