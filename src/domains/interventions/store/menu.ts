import type { Tx } from '../../../platform/db.ts'

const menus = (tx: Tx) =>
  tx
    .selectFrom('interventionMenu as m')
    .innerJoin('practitioner as p', 'p.id', 'm.setBy')
    .innerJoin('agency as a', 'a.id', 'p.agencyId')
    .select(['m.number', 'm.items', 'm.reason', 'm.setAt', 'p.name as byName', 'a.name as byAgency'])

/** Every version that the area set, the first first. */
export const menuRows = (tx: Tx) => menus(tx).orderBy('m.number').execute()
export type MenuRow = Awaited<ReturnType<typeof menuRows>>[number]
/** The latest that the area set; undefined while the one that came with Waymark holds. */
export const newestMenu = (tx: Tx): Promise<MenuRow | undefined> =>
  menus(tx).orderBy('m.number', 'desc').limit(1).executeTakeFirst()

export const insertMenu = async (
  tx: Tx,
  row: { number: number; items: string; reason: string; setBy: string; setAt: Date },
): Promise<void> => {
  await tx.insertInto('interventionMenu').values(row).execute()
}
