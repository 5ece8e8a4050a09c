import { randomUUID } from 'node:crypto'
import type { Insertable } from 'kysely'
import type { Work } from '../../platform/request.ts'
import type { Tables } from '../../platform/tables.ts'
import { insertParty, insertPerson, insertRelationship } from './store.ts'

type Person = Omit<Insertable<Tables['person']>, 'id' | 'agencyId' | 'addedBy' | 'addedAt'>
type Party = Omit<Insertable<Tables['party']>, 'addedBy' | 'addedAt'>
type Relationship = Omit<Insertable<Tables['relationship']>, 'id' | 'recordedBy' | 'recordedAt'>

export const addPerson = async ({ tx, now, actor }: Work, person: Person): Promise<string> => {
  const id = randomUUID()
  await insertPerson(tx, { ...person, id, agencyId: actor.agencyId, addedBy: actor.id, addedAt: now })
  return id
}

export const addParty = ({ tx, now, actor }: Work, party: Party): Promise<void> =>
  insertParty(tx, { ...party, addedBy: actor.id, addedAt: now })

/** A role belongs to this relationship and no other: the same person may be harmed in one and do harm in another (S-05). */
export const relate = ({ tx, now, actor }: Work, relationship: Relationship): Promise<void> =>
  insertRelationship(tx, { ...relationship, id: randomUUID(), recordedBy: actor.id, recordedAt: now })
