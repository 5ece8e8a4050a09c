import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db.ts'
import type { DecideForm, HoldForm, PeriodForm } from './model.ts'

/** What this agency has set, the latest of each kind first. */
export const periodsOf = (tx: Tx, agencyId: string) =>
  tx
    .selectFrom('retentionPeriod as r')
    .innerJoin('practitioner as p', 'p.id', 'r.setBy')
    .selectAll('r')
    .select('p.name as by')
    .where('r.agencyId', '=', agencyId)
    .orderBy('r.kind')
    .orderBy('r.setAt', 'desc')
    .execute()
export type PeriodRow = Awaited<ReturnType<typeof periodsOf>>[number]

export const insertPeriod = async (
  tx: Tx,
  row: PeriodForm & { agencyId: string; setBy: string; setAt: Date },
): Promise<void> => {
  await tx.insertInto('retentionPeriod').values(row).execute()
}

export const holdsOf = (tx: Tx, agencyId: string) =>
  tx
    .selectFrom('legalHold as h')
    .innerJoin('practitioner as p', 'p.id', 'h.setBy')
    .selectAll('h')
    .select('p.name as by')
    .where('h.agencyId', '=', agencyId)
    .orderBy(sql`h.lifted_at is not null`)
    .orderBy('h.setAt', 'desc')
    .execute()
export type HoldRow = Awaited<ReturnType<typeof holdsOf>>[number]
export const holdOf = (tx: Tx, agencyId: string, id: string) =>
  tx
    .selectFrom('legalHold')
    .selectAll()
    .where('agencyId', '=', agencyId)
    .where('id', '=', id)
    .where('liftedAt', 'is', null)
    .executeTakeFirst()

/** Null where there is no such case with a record of this agency. */
export const setHold = async (tx: Tx, { reference, ground, reason }: HoldForm, at: Date): Promise<string | null> =>
  (await sql<{ id: string | null }>`select set_hold(${reference}, ${ground}, ${reason}, ${at}) as id`.execute(tx))
    .rows[0]?.id ?? null
export const liftHold = async (tx: Tx, id: string, why: string, at: Date): Promise<boolean> =>
  (await sql<{ done: boolean }>`select lift_hold(${id}, ${why}, ${at}) as done`.execute(tx)).rows[0]?.done === true

export const erasuresOf = (tx: Tx, agencyId: string) =>
  tx
    .selectFrom('erasure as e')
    .leftJoin('practitioner as f', 'f.id', 'e.firstBy')
    .leftJoin('practitioner as s', 's.id', 'e.secondBy')
    .leftJoin('practitioner as k', 'k.id', 'e.keptBy')
    .selectAll('e')
    .select(['f.name as first', 's.name as second', 'k.name as keeper'])
    .where('e.agencyId', '=', agencyId)
    .orderBy(sql`e.done_at is not null or e.kept_at is not null`)
    .orderBy('e.dueOn')
    .limit(200)
    .execute()
export type ErasureRow = Awaited<ReturnType<typeof erasuresOf>>[number]
export const openErasure = async (tx: Tx, agencyId: string, id: string): Promise<ErasureRow | undefined> =>
  (await erasuresOf(tx, agencyId)).find((row) => row.id === id && !row.doneAt && !row.keptAt)

export const heldBack = async (tx: Tx, at: Date): Promise<number> =>
  (await sql<{ count: number }>`select held_back(${at}) as count`.execute(tx)).rows[0]?.count ?? 0

export const decideErasure = async (
  tx: Tx,
  id: string,
  { answer, why, keepUntil }: DecideForm,
  at: Date,
): Promise<string | null> =>
  (
    await sql<{ said: string | null }>`
      select decide_erasure(${id}, ${answer}, ${why}, ${answer === 'keep' ? (keepUntil ?? null) : null}::date, ${at}) as said`.execute(
      tx,
    )
  ).rows[0]?.said ?? null

/** The worker's: proposes what is past its time, of every agency. It erases nothing. */
export const proposeAll = async (db: Db, at: Date): Promise<number> =>
  (await sql<{ made: number }>`select propose_erasures(${at}) as made`.execute(db)).rows[0]?.made ?? 0
