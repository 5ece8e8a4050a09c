import { sql } from 'kysely'
import type { Tx } from '../../../platform/db.ts'
import type { Work } from '../../../platform/request.ts'
import { rolesWithoutCases } from '../../staff/index.ts'

/** False when there is no such colleague or team; the database asks whether the actor sees the case. */
export const grantCase = async (
  { tx, now }: Work,
  caseId: string,
  granteeId: string,
  reason: string,
  untilAt: Date | null,
): Promise<boolean> => {
  const { rows } = await sql<{ done: boolean }>`
    select grant_case(${caseId}, ${granteeId}, ${reason}, ${now}, ${untilAt}) as done`.execute(tx)
  return rows[0]?.done === true
}

/** False while a lead or an open duty rests on that sight. */
export const revokeCase = async ({ tx, now }: Work, caseId: string, granteeId: string): Promise<boolean> => {
  const { rows } = await sql<{ done: boolean }>`select revoke_case(${caseId}, ${granteeId}, ${now}) as done`.execute(tx)
  return rows[0]?.done === true
}

export type GrantRow = {
  granteeId: string
  grantee: string
  isTeam: boolean
  agency: string
  reason: string
  grantedBy: string
  grantedAt: Date
  untilAt: Date | null
  revokedAt: Date | null
}
export const grantsOf = async (tx: Tx, caseId: string): Promise<GrantRow[]> => {
  const { rows } = await sql<GrantRow>`
    select g.grantee_id, coalesce(p.name, t.name) as grantee, t.id is not null as is_team, a.name as agency, g.reason, b.name as granted_by,
      g.granted_at, g.until_at, g.revoked_at
    from case_team(${caseId}) g join agency a on a.id = g.agency_id join practitioner b on b.id = g.granted_by
      left join practitioner p on p.id = g.grantee_id left join team t on t.id = g.grantee_id
    order by g.revoked_at is not null, g.granted_at, grantee`.execute(tx)
  return rows
}

/** Of these people, those who still work here and see the case without end. */
export const whoSees = async (tx: Tx, caseId: string, ids: readonly string[]): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select p.id from practitioner p where p.id = any(${[...ids]}::uuid[]) and p.disabled_at is null and exists (
      select from case_team(${caseId}) g where g.revoked_at is null and g.until_at is null and (g.grantee_id = p.id
        or g.grantee_id in (select m.team_id from team_member m where m.practitioner_id = p.id and m.until_at is null)))`.execute(
    tx,
  )
  return rows.map(({ id }) => id)
}

/** Colleagues of any agency who work on cases, own agency first. A library works on no case but its own (MODEL 13). */
export const colleagues = (tx: Tx, ownAgencyId: string) =>
  tx
    .selectFrom('practitioner as p')
    .innerJoin('agency as a', 'a.id', 'p.agencyId')
    .select(['p.id', 'p.name', 'a.name as agency', 'p.agencyId', 'p.role'])
    .where('p.disabledAt', 'is', null)
    .where('p.role', 'not in', rolesWithoutCases)
    .where((where) => where.or([where('p.role', '!=', 'library-worker'), where('p.agencyId', '=', ownAgencyId)]))
    .orderBy(sql`p.agency_id <> ${ownAgencyId}`)
    .orderBy('a.name')
    .orderBy('p.name')
    .execute()

export const openTeams = (tx: Tx, ownAgencyId: string) =>
  tx
    .selectFrom('team as t')
    .innerJoin('agency as a', 'a.id', 't.agencyId')
    .select(['t.id', 't.name', 'a.name as agency', 't.agencyId'])
    .where('t.closedAt', 'is', null)
    .where((where) => where.or([where('a.kind', '!=', 'library'), where('a.id', '=', ownAgencyId)]))
    .orderBy('a.name')
    .orderBy('t.name')
    .execute()

/** How many people and teams can see a case now. */
export const countWhoSee = async ({ tx, now }: Work, caseId: string): Promise<number> =>
  (await grantsOf(tx, caseId)).filter(({ revokedAt, untilAt }) => !revokedAt && (!untilAt || untilAt > now)).length
