import { sql } from 'kysely'
import type { Tx } from '../../platform/db.ts'
import { rowsAPage } from '../entries/index.ts'

/** The places of one's own agency, sealed, with what their key is wrapped in where it is there; the latest first. */
const sealed = (tx: Tx, agencyId: string) =>
  tx
    .selectFrom('vault.protectedPlace as p')
    .leftJoin('vault.providerKey as k', 'k.agencyId', 'p.agencyId')
    .innerJoin('practitioner as a', 'a.id', 'p.addedBy')
    .select(['p.id', 'p.agencyId', 'p.sealed', 'p.addedAt', 'a.name as addedByName', 'k.wrapped', 'k.keptAs'])
    .where('p.agencyId', '=', agencyId)
export const placesOf = (tx: Tx, agencyId: string, page: number) =>
  sealed(tx, agencyId)
    .orderBy('p.addedAt', 'desc')
    .orderBy('p.id')
    .limit(rowsAPage)
    .offset((page - 1) * rowsAPage)
    .execute()
export type PlaceRow = Awaited<ReturnType<typeof placesOf>>[number]
export const placeOf = (tx: Tx, agencyId: string, id: string): Promise<PlaceRow | undefined> =>
  sealed(tx, agencyId).where('p.id', '=', id).executeTakeFirst()
export const placesById = (tx: Tx, agencyId: string, ids: readonly string[]): Promise<PlaceRow[]> =>
  ids.length === 0 ? Promise.resolve([]) : sealed(tx, agencyId).where('p.id', 'in', ids).execute()

/** The whole list, which is that of one agency's houses: what is on it already is not added. */
export const allPlaces = (tx: Tx, agencyId: string): Promise<PlaceRow[]> => sealed(tx, agencyId).execute()
/** Two of an agency who add at once: one after the other. */
export const holdList = async (tx: Tx, agencyId: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended('waymark places ' || ${agencyId}, 0))`.execute(tx)
}

export const countPlaces = async (tx: Tx, agencyId: string): Promise<number> => {
  const all = tx.selectFrom('vault.protectedPlace').select((eb) => eb.fn.countAll<number>().as('count'))
  return Number((await all.where('agencyId', '=', agencyId).executeTakeFirstOrThrow()).count)
}

export const insertPlace = async (
  tx: Tx,
  row: { id: string; agencyId: string; sealed: Buffer; addedBy: string; addedAt: Date },
): Promise<void> => {
  await tx.insertInto('vault.protectedPlace').values(row).execute()
}
export const removePlace = async (tx: Tx, agencyId: string, id: string): Promise<void> => {
  await tx.deleteFrom('vault.protectedPlace').where('agencyId', '=', agencyId).where('id', '=', id).execute()
}

/** What was found too late of one's own places, the latest first. */
export const foundOf = (tx: Tx, agencyId: string, page: number) =>
  tx
    .selectFrom('vault.placeFound as f')
    .leftJoin('practitioner as l', 'l.id', 'f.leadId')
    .leftJoin('agency as g', 'g.id', 'l.agencyId')
    .select(['f.id', 'f.placeIds', 'f.what', 'f.foundAt', 'f.people', 'l.name as lead', 'g.name as leadAgency'])
    .where('f.agencyId', '=', agencyId)
    .orderBy('f.foundAt', 'desc')
    .orderBy('f.id')
    .limit(rowsAPage)
    .offset((page - 1) * rowsAPage)
    .execute()
export type FoundRow = Awaited<ReturnType<typeof foundOf>>[number]
export const countFound = async (tx: Tx, agencyId: string): Promise<number> => {
  const all = tx.selectFrom('vault.placeFound').select((eb) => eb.fn.countAll<number>().as('count'))
  return Number((await all.where('agencyId', '=', agencyId).executeTakeFirstOrThrow()).count)
}
