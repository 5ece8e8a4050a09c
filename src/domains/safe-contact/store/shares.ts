import type { Insertable } from 'kysely'
import type { Tx } from '../../../platform/db.ts'
import type { Tables } from '../../../platform/tables.ts'
import type { Whose } from './contact.ts'

export type Share = { id: string; routeId: string; agencyId: string; agency: string; why: string; sharedAt: Date }
export const sharesOf = (tx: Tx, { caseId, personId }: Whose): Promise<Share[]> =>
  tx
    .selectFrom('contactShare as s')
    .innerJoin('agency as a', 'a.id', 's.agencyId')
    .select(['s.id', 's.routeId', 's.agencyId', 'a.name as agency', 's.why', 's.sharedAt'])
    .where('s.caseId', '=', caseId)
    .where('s.personId', '=', personId)
    .where('s.endedAt', 'is', null)
    .orderBy('s.sharedAt')
    .execute()
export const insertShare = async (tx: Tx, row: Insertable<Tables['contactShare']>): Promise<void> => {
  await tx.insertInto('contactShare').values(row).execute()
}
export const endShare = async (
  tx: Tx,
  caseId: string,
  shareId: string,
  by: { id: string; at: Date },
): Promise<boolean> => {
  const done = await tx
    .updateTable('contactShare')
    .set({ endedAt: by.at, endedBy: by.id })
    .where('caseId', '=', caseId)
    .where('id', '=', shareId)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}
/** A changed route is a new row: what was shared of the old one is shared of the new one, to the same agencies. */
export const moveShares = async (
  tx: Tx,
  caseId: string,
  from: string,
  to: string,
  by: { id: string; at: Date },
): Promise<void> => {
  const rows = await tx
    .selectFrom('contactShare')
    .select(['personId', 'agencyId', 'why'])
    .where('caseId', '=', caseId)
    .where('routeId', '=', from)
    .where('endedAt', 'is', null)
    .execute()
  await tx
    .updateTable('contactShare')
    .set({ endedAt: by.at, endedBy: by.id })
    .where('caseId', '=', caseId)
    .where('routeId', '=', from)
    .where('endedAt', 'is', null)
    .execute()
  for (const row of rows) await insertShare(tx, { ...row, caseId, routeId: to, sharedBy: by.id, sharedAt: by.at })
}
