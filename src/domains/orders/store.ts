import type { Insertable } from 'kysely'
import type { Tx } from '../../platform/db.ts'
import type { Tables } from '../../platform/tables.ts'

/** What each victim said that they want of an order, first to latest. */
export const viewsOf = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('orderView as o')
    .innerJoin('person as v', 'v.id', 'o.personId')
    .innerJoin('practitioner as p', 'p.id', 'o.recordedBy')
    .selectAll('o')
    .select(['v.name as personName', 'p.name as recordedByName'])
    .where('o.caseId', '=', caseId)
    .orderBy('o.saidOn')
    .orderBy('o.recordedAt')
    .execute()
export type ViewRow = Awaited<ReturnType<typeof viewsOf>>[number]

export const addView = async (tx: Tx, row: Insertable<Tables['orderView']>): Promise<void> => {
  await tx.insertInto('orderView').values(row).execute()
}

export const alertsOf = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('duty')
    .select(['id', 'factId', 'raisedAt', 'state', 'dueAt', 'occurrence', 'ownerId'])
    .where('caseId', '=', caseId)
    .where('code', '=', 'ORDER_EXPIRY')
    .orderBy('raisedAt')
    .execute()
