import { type Insertable, sql } from 'kysely'
import type { Tx } from '../../../platform/db.ts'
import type { Tables } from '../../../platform/tables.ts'

export const insertOffer = async (tx: Tx, row: Insertable<Tables['supportOffer']>): Promise<void> => {
  await tx.insertInto('supportOffer').values(row).execute()
}
export const offersOnCase = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('supportOffer as o')
    .innerJoin('person as p', 'p.id', 'o.personId')
    .innerJoin('practitioner as by', 'by.id', 'o.offeredBy')
    .select([
      'o.id',
      'o.service',
      'o.answer',
      'o.said',
      'o.offeredAt',
      'o.offerAgainOn',
      'p.name as person',
      'by.name as offeredBy',
    ])
    .where('o.caseId', '=', caseId)
    .orderBy('o.offeredAt', 'desc')
    .execute()
export type Offer = Awaited<ReturnType<typeof offersOnCase>>[number]

/** The open duties to offer the same service to the same person again. */
export const offersOwed = async (tx: Tx, caseId: string, personId: string, service: string): Promise<string[]> => {
  const owed = await tx
    .selectFrom('duty as d')
    .innerJoin('supportOffer as o', (join) =>
      join.onRef('o.factId', '=', 'd.factId').onRef('o.caseId', '=', 'd.caseId'),
    )
    .select('d.key')
    .where('d.caseId', '=', caseId)
    .where('d.state', '=', 'open')
    .where('o.personId', '=', personId)
    .where(sql<boolean>`lower(o.service) = lower(${service})`)
    .execute()
  return owed.map(({ key }) => key)
}
