import { sql } from 'kysely'
import type { Tx } from '../../../platform/db.ts'

/** One person's sight of a case through one grant. */
export type SeenThrough = {
  id: string
  name: string
  role: string
  agency: string
  team: string | null
  kind: string
  reason: string
  grantedBy: string
  grantedAt: Date
  untilAt: Date | null
}
export const peopleOfCase = async (tx: Tx, caseId: string): Promise<SeenThrough[]> => {
  const { rows } = await sql<SeenThrough>`
    select p.id, p.name, p.role, a.name as agency, t.name as team, s.kind, s.reason, b.name as granted_by, s.granted_at, s.until_at
    from people_of_case(${caseId}) s join practitioner p on p.id = s.practitioner_id join agency a on a.id = p.agency_id
      join practitioner b on b.id = s.granted_by left join team t on t.id = s.team_id
    order by a.name, p.name, s.granted_at`.execute(tx)
  return rows
}

export type CaseInSight = { kind: string; caseId: string | null; reference: string | null; isMine: boolean }
/** What one person of the asker's own agency can see; nothing for whoever does not answer for others. */
export const sightOfPerson = async (tx: Tx, practitionerId: string): Promise<CaseInSight[]> => {
  const { rows } = await sql<CaseInSight>`select * from sight_of(${practitionerId}) order by reference`.execute(tx)
  return rows
}

export const colleague = (tx: Tx, agencyId: string, id: string) =>
  tx
    .selectFrom('practitioner as p')
    .leftJoin('practitioner as s', 's.id', 'p.supervisorId')
    .select(['p.id', 'p.name', 'p.role', 's.name as supervisor', 'p.disabledAt'])
    .where('p.id', '=', id)
    .where('p.agencyId', '=', agencyId)
    .executeTakeFirst()

export const teamsOfPerson = (tx: Tx, id: string) =>
  tx
    .selectFrom('teamMember as m')
    .innerJoin('team as t', 't.id', 'm.teamId')
    .select('t.name')
    .where('m.practitionerId', '=', id)
    .where('m.untilAt', 'is', null)
    .orderBy('t.name')
    .execute()
