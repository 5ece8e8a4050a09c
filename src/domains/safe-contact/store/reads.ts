import { type Insertable, sql } from 'kysely'
import type { Tx } from '../../../platform/db.ts'
import type { Tables } from '../../../platform/tables.ts'
import type { Whose } from './contact.ts'

/** Which version each person who sees the case has read, who has read it first (SP-28). */
export const readersOf = async (
  tx: Tx,
  { caseId, personId }: Whose,
): Promise<{ id: string; name: string; agency: string; version: number | null; readAt: Date | null }[]> => {
  const { rows } = await sql<{ id: string; name: string; agency: string; version: number | null; readAt: Date | null }>`
    select p.id, p.name, a.name as agency, r.version, r.read_at
    from (select distinct coalesce(m.practitioner_id, g.grantee_id) as id
      from case_team(${caseId}) g left join team_member m on m.team_id = g.grantee_id and m.until_at is null
      where g.revoked_at is null and (g.until_at is null or g.until_at > now())) as who
    join practitioner p on p.id = who.id and p.disabled_at is null join agency a on a.id = p.agency_id
    left join lateral (select c.version, c.read_at from contact_read c where c.case_id = ${caseId} and c.person_id = ${personId}
      and c.practitioner_id = p.id order by c.version desc limit 1) r on true
    order by r.version desc nulls last, r.read_at, p.name`.execute(tx)
  return rows
}

export const hasRead = async (tx: Tx, { caseId, personId }: Whose, version: number, who: string): Promise<boolean> =>
  (await tx
    .selectFrom('contactRead')
    .select('readAt')
    .where('caseId', '=', caseId)
    .where('personId', '=', personId)
    .where('version', '=', version)
    .where('practitionerId', '=', who)
    .executeTakeFirst()) !== undefined

export const insertRead = async (tx: Tx, row: Insertable<Tables['contactRead']>): Promise<void> => {
  await tx
    .insertInto('contactRead')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
