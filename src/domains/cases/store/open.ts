import type { Insertable } from 'kysely'
import type { Tx } from '../../../platform/db.ts'
import type { Tables } from '../../../platform/tables.ts'

// No `returning`: the opener's grant is made by the database just after the row.
export const addCase = async (tx: Tx, row: Insertable<Tables['cases']>): Promise<void> => {
  await tx.insertInto('cases').values(row).execute()
}

export const teamsOf = (tx: Tx, practitionerId: string) =>
  tx
    .selectFrom('teamMember as m')
    .innerJoin('team as t', 't.id', 'm.teamId')
    .select(['t.id', 't.name'])
    .distinct()
    .where('m.practitionerId', '=', practitionerId)
    .where('m.untilAt', 'is', null)
    .where('t.closedAt', 'is', null)
    .orderBy('t.name')
    .execute()
