import { createHmac } from 'node:crypto'
import { normalizeIP } from '@fastify/rate-limit'
import { sql } from 'kysely'
import type { Db } from './db.ts'

/** How many sign-ins may go wrong from one network address in `within` before it has to wait. */
export const usualFailures = 100
export const within = 15 * 60_000

export type Tries = ReturnType<typeof countTries>

/**
 * Counts what goes wrong from each network address, for all processes together and over restarts. A try counts from its
 * start and is given back when it goes well, so a thousand at once are no way past, and an office behind one address is
 * not shut out by those who sign in well. IPv6 is counted by network. The database knows an address by a keyed hash alone.
 */
export const countTries = (db: Db, { most, hashKey }: { most: number; hashKey: Buffer }) => {
  const hashed = (address: string): Buffer => createHmac('sha256', hashKey).update(normalizeIP(address)).digest()
  /** Null: go on. Else this address has to wait until then. */
  const begin = async (address: string, now: Date): Promise<Date | null> => {
    const { rows } = await sql<{ until: Date | null }>`
      select sign_in.begin_try(${hashed(address)}, ${most}, ${now}, ${`${within} milliseconds`}::interval) as until`.execute(
      db,
    )
    return rows[0]?.until ?? null
  }
  const wentWell = async (address: string): Promise<void> => {
    await sql`select sign_in.give_back_try(${hashed(address)})`.execute(db)
  }
  return { begin, wentWell }
}
