import { type Insertable, sql, type Updateable } from 'kysely'
import type { Tx } from '../../../platform/db.ts'
import type { Tables } from '../../../platform/tables.ts'

const requests = (tx: Tx) =>
  tx
    .selectFrom('accessRequest as r')
    .innerJoin('practitioner as p', 'p.id', 'r.receivedBy')
    .leftJoin('practitioner as d', 'd.id', 'r.redactedBy')
    .leftJoin('practitioner as c', 'c.id', 'r.checkedBy')
    .selectAll('r')
    .select(['p.name as receivedByName', 'd.name as redactedByName', 'c.name as checkedByName'])

export const requestsOf = (tx: Tx, agencyId: string) =>
  requests(tx)
    .where('r.agencyId', '=', agencyId)
    .orderBy(sql`r.ended_at is not null`)
    .orderBy('r.dueOn')
    .orderBy('r.receivedAt')
    .limit(200)
    .execute()
export type RequestRow = Awaited<ReturnType<typeof requestsOf>>[number]

export const requestOf = (tx: Tx, agencyId: string, id: string) =>
  requests(tx).where('r.agencyId', '=', agencyId).where('r.id', '=', id).executeTakeFirst()

export const insertRequest = async (tx: Tx, row: Insertable<Tables['accessRequest']>): Promise<void> => {
  await tx.insertInto('accessRequest').values(row).execute()
}

/** False when somebody else moved the request first. */
export const moveRequest = async (
  tx: Tx,
  { id, version }: Pick<RequestRow, 'id' | 'version'>,
  change: Updateable<Tables['accessRequest']>,
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('accessRequest')
    .set({ ...change, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export const addStep = async (tx: Tx, step: Insertable<Tables['accessStep']>): Promise<void> => {
  await tx.insertInto('accessStep').values(step).execute()
}
export const stepsOf = (tx: Tx, requestId: string) =>
  tx
    .selectFrom('accessStep as s')
    .innerJoin('practitioner as p', 'p.id', 's.byId')
    .select(['s.id', 's.step', 's.note', 's.at', 'p.name as by'])
    .where('s.requestId', '=', requestId)
    .orderBy('s.at')
    .execute()
export type StepRow = Awaited<ReturnType<typeof stepsOf>>[number]

export type Candidate = { personId: string; name: string; bornOn: string | null; cases: number }
export const candidatesFor = async (tx: Tx, requestId: string): Promise<Candidate[]> =>
  (await sql<Candidate>`select * from access_candidates(${requestId})`.execute(tx)).rows

/** Opens the cases of those people for the task; null where it is not to be. */
export const searchFor = async (
  tx: Tx,
  requestId: string,
  people: string[],
  at: Date,
  until: Date,
): Promise<string | null> => {
  const { rows } = await sql<{ said: string | null }>`
    select access_search(${requestId}, ${people}::uuid[], ${at}, ${until}) as said`.execute(tx)
  return rows[0]?.said ?? null
}
export const standingNow = async (tx: Tx, requestId: string): Promise<string | null> =>
  (await sql<{ said: string | null }>`select access_standing(${requestId}) as said`.execute(tx)).rows[0]?.said ?? null
export const endSight = async (tx: Tx, requestId: string, at: Date): Promise<void> => {
  await sql`select access_ends(${requestId}, ${at})`.execute(tx)
}

/** The worker's: packs whose time is over are wiped. */
export const wipePacks = async (tx: Tx, now: Date): Promise<number> => {
  const { numUpdatedRows } = await tx
    .updateTable('accessRequest')
    .set({ pack: null })
    .where('pack', 'is not', null)
    .where('packUntil', '<=', now)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}
