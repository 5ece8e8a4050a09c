import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db.ts'
import { hashOfToken, newToken } from './sessions.ts'

export type LinkHolder = { practitionerId: string; name: string; email: string; purpose: 'join' | 'recover' }

export const linkHolder = async (db: Db, token: string): Promise<LinkHolder | undefined> => {
  const { rows } = await sql<LinkHolder>`select * from sign_in.link_holder(${token})`.execute(db)
  return rows[0]
}

export const useLink = async (
  db: Db,
  token: string,
  passwordHash: string,
  device: { sealed: Buffer; step: number },
): Promise<boolean> => {
  const { rows } = await sql<{ who: string | null }>`
    select sign_in.use_link(${token}, ${passwordHash}, ${device.sealed}, ${device.step}) as who`.execute(db)
  return rows[0]?.who !== null
}

/** For an administrator's own transaction: the token of a link that works once, or null for someone of another agency. */
export const makeLink = async (tx: Tx, practitionerId: string, purpose: 'join' | 'recover'): Promise<string | null> => {
  const token = newToken()
  const { rows } = await sql<{ made: boolean }>`
    select make_link(${practitionerId}, ${hashOfToken(token)}, ${purpose}, '48 hours') as made`.execute(tx)
  return rows[0]?.made ? token : null
}
