import type { Insertable } from 'kysely'
import type { Tx } from '../../platform/db.ts'
import type { Tables } from '../../platform/tables.ts'

// No `returning`: a person is seen only through a case, and is in none yet.
export const insertPerson = async (tx: Tx, row: Insertable<Tables['person']>): Promise<void> => {
  await tx.insertInto('person').values(row).execute()
}
export const insertParty = async (tx: Tx, row: Insertable<Tables['party']>): Promise<void> => {
  await tx.insertInto('party').values(row).execute()
}
export const insertRelationship = async (tx: Tx, row: Insertable<Tables['relationship']>): Promise<void> => {
  await tx.insertInto('relationship').values(row).execute()
}
