import { sql } from 'kysely'
import type { Tx } from '../../../platform/db.ts'
import type { DirectoryGroup, GroupMember, GroupSaid } from '../model/groups.ts'
import type { DirectoryPerson, PersonSaid } from '../model/users.ts'

// A directory's key sees and does only what these functions of the database let it, for its own agency.

export type Bound = { id: string; agencyId: string; agencyName: string; agencyKind: string; name: string }
/** Whose key this is, bound to this transaction; undefined for one that is not known or was ended. */
export const bindDirectoryKey = async (tx: Tx, token: string, now: Date): Promise<Bound | undefined> => {
  const { rows } = await sql<Bound>`
    select b.*, set_config('waymark.at', ${now.toISOString()}, true) as at from bind_directory_key(${token}) b`.execute(
    tx,
  )
  return rows[0]
}

type Sought = { id?: string; userName?: string; externalId?: string }
export const peopleIn = async (tx: Tx, { id, userName, externalId }: Sought): Promise<DirectoryPerson[]> => {
  const { rows } = await sql<DirectoryPerson>`
    select * from directory_people(${id ?? null}, ${userName ?? null}, ${externalId ?? null})`.execute(tx)
  return rows
}

export type Problem = 'no key' | 'not there' | 'taken' | 'break glass' | 'unknown member'
type Saved = { id: string | null; problem: Problem | null }
const nothing: Saved = { id: null, problem: 'no key' }

export const savePerson = async (tx: Tx, id: string | null, said: PersonSaid, now: Date): Promise<Saved> => {
  const { rows } = await sql<Saved>`
    select * from directory_save(${id}, ${said.userName}, ${said.externalId}, ${said.name}, ${said.givenName}, ${said.familyName}, ${said.email},
      ${said.phone}, ${said.department}, ${said.words}::text[], ${said.managerId}, ${said.isActive}, ${now})`.execute(
    tx,
  )
  return rows[0] ?? nothing
}
export const removePerson = async (tx: Tx, id: string, now: Date): Promise<Problem | null> => {
  const { rows } = await sql<{ problem: Problem | null }>`select directory_remove(${id}, ${now}) as problem`.execute(tx)
  return rows[0]?.problem ?? null
}

export const groupsIn = async (tx: Tx, id?: string): Promise<DirectoryGroup[]> => {
  const { rows } = await sql<DirectoryGroup>`select * from directory_groups(${id ?? null})`.execute(tx)
  return rows
}
export const membersIn = async (tx: Tx, of: { groupId?: string; personId?: string }): Promise<GroupMember[]> => {
  const { rows } = await sql<GroupMember>`
    select * from directory_members(${of.groupId ?? null}, ${of.personId ?? null})`.execute(tx)
  return rows
}
export const saveGroup = async (tx: Tx, id: string | null, said: GroupSaid, now: Date): Promise<Saved> => {
  const { rows } = await sql<Saved>`
    select * from directory_save_group(${id}, ${said.name}, ${said.externalId}, ${said.members}::uuid[], ${now})`.execute(
    tx,
  )
  return rows[0] ?? nothing
}
export const removeGroup = async (tx: Tx, id: string, now: Date): Promise<Problem | null> => {
  const { rows } = await sql<{
    problem: Problem | null
  }>`select directory_remove_group(${id}, ${now}) as problem`.execute(tx)
  return rows[0]?.problem ?? null
}
