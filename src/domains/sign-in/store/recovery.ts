import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db.ts'
import { type From, hashOfToken, newToken, sessionLength } from './sessions.ts'

/** The hash of an unused recovery code; null when there is none in that place. */
export const recoveryHash = async (db: Db, practitionerId: string, slot: number): Promise<string | null> => {
  const { rows } = await sql<{ hash: string | null }>`
    select sign_in.recovery_of(${practitionerId}, ${slot}) as hash`.execute(db)
  return rows[0]?.hash ?? null
}

type Used = { slot: number; hash: string }
/** A session's token and how many codes are left, or null when that code was used before. */
export const startRecoverySession = async (
  db: Db,
  practitionerId: string,
  { slot, hash }: Used,
  from: From,
): Promise<{ token: string; left: number } | null> => {
  const token = newToken()
  const { rows } = await sql<{ left: number | null }>`
    select sign_in.start_recovery_session(${practitionerId}, ${hashOfToken(token)}, ${slot}, ${hash},
      ${sessionLength}::interval, ${from.device}, ${from.deviceHash}) as left`.execute(db)
  const left = rows[0]?.left ?? null
  return left === null ? null : { token, left }
}

/** The ten that stand from now on; those before are worth nothing. */
export const replaceRecoveryCodes = async (tx: Tx, hashes: readonly string[]): Promise<void> => {
  await sql`select make_recovery_codes(${hashes}::text[])`.execute(tx)
}
export type OwnCodes = { unused: number; madeAt: Date | null }
export const ownRecoveryCodes = async (tx: Tx): Promise<OwnCodes> => {
  const { rows } = await sql<OwnCodes>`select * from own_recovery_codes()`.execute(tx)
  return rows[0] ?? { unused: 0, madeAt: null }
}
