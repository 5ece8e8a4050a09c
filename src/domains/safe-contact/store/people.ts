import { sql } from 'kysely'
import type { Tx } from '../../../platform/db.ts'

export type Victim = { id: string; name: string; isMain: boolean }

/** Who must be reached in this case, the main one first. */
export const victimsOf = (tx: Tx, caseId: string): Promise<Victim[]> =>
  tx
    .selectFrom('party as p')
    .innerJoin('person as q', 'q.id', 'p.personId')
    .select(['q.id', 'q.name', 'p.isMain'])
    .where('p.caseId', '=', caseId)
    .where('p.role', '=', 'victim')
    .where('p.endedAt', 'is', null)
    .orderBy('p.isMain', 'desc')
    .orderBy('p.addedAt')
    .execute()

export type CaseFacts = { contactLeadId: string | null; contactLead: string | null; level: string | null }
export const caseFacts = (tx: Tx, caseId: string): Promise<CaseFacts> =>
  tx
    .selectFrom('cases as c')
    .leftJoin('practitioner as p', 'p.id', 'c.contactLeadId')
    .select(['c.contactLeadId', 'p.name as contactLead', 'c.level'])
    .where('c.id', '=', caseId)
    .executeTakeFirstOrThrow()

/** The contact lead, then the risk lead, those with a work phone first. */
export const leadsToRing = async (tx: Tx, caseId: string) => {
  const { rows } = await sql<{ name: string; phone: string | null; leads: string }>`
    select p.name, nullif(btrim(p.phone), '') as phone, led.leads from cases c
      cross join lateral (values (c.contact_lead_id, 'contact lead', 1), (c.risk_lead_id, 'risk lead', 2)) as led (id, leads, place)
      join practitioner p on p.id = led.id and p.disabled_at is null
    where c.id = ${caseId} order by nullif(btrim(p.phone), '') is null, led.place`.execute(tx)
  return rows
}

export type Colleague = { id: string; name: string; role: string }
/** People of one agency in these roles. */
export const colleaguesIn = (tx: Tx, agencyId: string, roles: readonly string[]): Promise<Colleague[]> =>
  tx
    .selectFrom('practitioner')
    .select(['id', 'name', 'role'])
    .where('agencyId', '=', agencyId)
    .where('role', 'in', [...roles])
    .where('disabledAt', 'is', null)
    .orderBy('name')
    .execute()

/** The supervisor of a person, and the agency in which somebody else is sought when there is none. */
export const supervisorOf = (tx: Tx, id: string): Promise<{ agencyId: string; supervisorId: string | null }> =>
  tx
    .selectFrom('practitioner as p')
    .leftJoin('practitioner as s', (join) => join.onRef('s.id', '=', 'p.supervisorId').on('s.disabledAt', 'is', null))
    .select(['p.agencyId', 's.id as supervisorId'])
    .where('p.id', '=', id)
    .executeTakeFirstOrThrow()

/** The agencies at work on a case, but for one's own. */
export const agenciesOn = async (tx: Tx, caseId: string, own: string): Promise<{ id: string; name: string }[]> => {
  const { rows } = await sql<{ id: string; name: string }>`
    select distinct a.id, a.name from case_team(${caseId}) g join agency a on a.id = g.agency_id
    where g.revoked_at is null and (g.until_at is null or g.until_at > now()) and a.id <> ${own} order by a.name`.execute(
    tx,
  )
  return rows
}
