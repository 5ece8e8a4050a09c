import { sql } from 'kysely'
import type { Db } from '../db.ts'

/** The list of parts that the keeper still has to forget, for the worker: it survives whatever ends a process. */
export const erasedKeys = (db: Db, now: Date) => ({
  next: async (): Promise<string[]> =>
    (await sql<{ name: string }>`select keys_to_forget(100) as name`.execute(db)).rows.map(({ name }) => name),
  done: async (name: string): Promise<void> => {
    await sql`select key_was_forgotten(${name}::uuid, ${now})`.execute(db)
  },
})
