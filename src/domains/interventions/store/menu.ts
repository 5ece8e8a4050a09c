import type { Tx } from '../../../platform/db.ts'

/** Every version that the area set, the first first. */
export const menuRows = (tx: Tx) =>
  tx
    .selectFrom('interventionMenu as m')
    .innerJoin('practitioner as p', 'p.id', 'm.setBy')
    .innerJoin('agency as a', 'a.id', 'p.agencyId')
    .select(['m.number', 'm.items', 'm.reason', 'm.setAt', 'p.name as byName', 'a.name as byAgency'])
    .orderBy('m.number')
    .execute()

export const insertMenu = async (
  tx: Tx,
  row: { number: number; items: string; reason: string; setBy: string; setAt: Date },
): Promise<void> => {
  await tx.insertInto('interventionMenu').values(row).execute()
}
