import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db.ts'
import type { What } from '../model.ts'

export type Notice = { what: What; device: string | null; at: Date }
/** What happened to a person's sign-in lately: for themselves, their supervisor and their agency's administrators. */
export const noticesOf = async (tx: Tx, practitionerId: string): Promise<Notice[]> => {
  const { rows } = await sql<Notice>`select * from sign_in_notices(${practitionerId})`.execute(tx)
  return rows
}

export type Untold = { id: string; email: string; isOwn: boolean; what: What; at: Date }
export const untoldSignIns = async (db: Db): Promise<Untold[]> => {
  const { rows } = await sql<Untold>`select * from untold_sign_ins()`.execute(db)
  return rows
}
export const takeNotice = async (tx: Tx, id: string): Promise<boolean> => {
  const { rows } = await sql<{ taken: boolean }>`select take_sign_in_notice(${id}) as taken`.execute(tx)
  return rows[0]?.taken ?? false
}
export const tidyAway = async (db: Db, now: Date): Promise<void> => {
  await sql`select tidy_sign_in(${now})`.execute(db)
}
