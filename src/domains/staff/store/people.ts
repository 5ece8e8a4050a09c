import { sql } from 'kysely'
import type { Tx } from '../../../platform/db.ts'
import type { Work } from '../../../platform/request.ts'
import type { Caseload, NewPersonForm, Person, PersonForm, SignInState } from '../model/people.ts'

const people = (tx: Tx, agencyId: string) =>
  tx
    .selectFrom('practitioner')
    .leftJoin('practitioner as supervisor', 'supervisor.id', 'practitioner.supervisorId')
    .select([
      'practitioner.id',
      'practitioner.agencyId',
      'practitioner.name',
      'practitioner.email',
      'practitioner.role',
      'practitioner.phone',
      'practitioner.supervisorId',
      'supervisor.name as supervisorName',
      'practitioner.invitedAt',
      'practitioner.joinedAt',
      'practitioner.disabledAt',
      'practitioner.version',
    ])
    .where('practitioner.agencyId', '=', agencyId)

export const staffOf = (tx: Tx, agencyId: string): Promise<Person[]> =>
  people(tx, agencyId).orderBy('practitioner.name').execute()

export const personOf = (tx: Tx, agencyId: string, id: string): Promise<Person | undefined> =>
  people(tx, agencyId).where('practitioner.id', '=', id).executeTakeFirst()

/** False when somebody, of whatever agency, has that address already. */
export const addPerson = async ({ tx, now, actor }: Work, id: string, form: NewPersonForm): Promise<boolean> => {
  const added = await tx
    .insertInto('practitioner')
    .values({ id, agencyId: actor.agencyId, ...form, invitedAt: now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return added.numInsertedOrUpdatedRows === 1n
}

/** False when somebody changed the person since the form was opened. */
export const changePerson = async (
  { tx, actor }: Work,
  id: string,
  { version, ...form }: PersonForm,
): Promise<boolean> => {
  const changed = await tx
    .updateTable('practitioner')
    .set({ ...form, version: version + 1 })
    .where('id', '=', id)
    .where('agencyId', '=', actor.agencyId)
    .where('version', '=', version)
    .executeTakeFirst()
  return changed.numUpdatedRows === 1n
}

export const setDisabled = async ({ tx, actor }: Work, id: string, at: Date | null): Promise<void> => {
  await tx
    .updateTable('practitioner')
    .set(({ eb }) => ({ disabledAt: at, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .where('agencyId', '=', actor.agencyId)
    .execute()
}

/** The numbers of those whom the actor may manage; of others, nothing. */
export const caseloads = async ({ tx, now }: Pick<Work, 'tx' | 'now'>, ids: string[]): Promise<Caseload[]> => {
  const { rows } = await sql<Caseload>`select * from caseloads(${ids}::uuid[], ${now})`.execute(tx)
  return rows
}

export const signInOf = async (tx: Tx, id: string): Promise<SignInState | undefined> => {
  const { rows } = await sql<SignInState>`select * from sign_in_of(${id})`.execute(tx)
  return rows[0]
}
export const endSignIn = async ({ tx, now }: Work, id: string): Promise<boolean> => {
  const { rows } = await sql<{ ended: boolean }>`select end_sign_in(${id}, ${now}) as ended`.execute(tx)
  return rows[0]?.ended ?? false
}
export const endCaseAccess = async ({ tx, now }: Work, id: string): Promise<void> => {
  await sql`select end_case_access(${id}, ${now})`.execute(tx)
}
export const endSessions = async ({ tx }: Work, id: string): Promise<void> => {
  await sql`select end_sessions_of(${id})`.execute(tx)
}
