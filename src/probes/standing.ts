import { randomUUID } from 'node:crypto'
import type { Practitioner } from '../testing/people.ts'
import type { Relation } from './judge.ts'
import type { World } from './world.ts'

type Undo = () => Promise<unknown>

/**
 * Makes somebody stand so to the case, and says how to undo it. As a superuser past every trigger: what the product
 * would refuse to bring about is asked about all the same.
 */
export const standing = ({ whole, past }: World) => {
  const caseId = whole.ids.caseId
  const grant = async (grantee: string, agency: string, change: Record<string, string | null> = {}) => {
    const given = {
      reason: 'Helps with it',
      granted_at: new Date(Date.now() - 3_600_000).toISOString(),
      until_at: null,
      revoked_at: null,
      ...change,
    }
    await past.query(
      `insert into case_grant (case_id, grantee_id, agency_id, reason, granted_by, granted_at, until_at, revoked_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [caseId, grantee, agency, given.reason, whole.owner.id, given.granted_at, given.until_at, given.revoked_at],
    )
  }
  const ungrant =
    (grantee: string): Undo =>
    () =>
      past.query('delete from case_grant where case_id = $1 and grantee_id = $2', [caseId, grantee])
  const team = async ({ id, agencyId }: Practitioner, left = false): Promise<string> => {
    const teamId = randomUUID()
    await past.query(`insert into team (id, agency_id, name) values ($1, $2, $3)`, [
      teamId,
      agencyId,
      `Team ${teamId.slice(0, 4)}`,
    ])
    await past.query(
      `insert into team_member (team_id, practitioner_id, from_at, until_at) values ($1, $2, now() - interval '1 day', $3)`,
      [teamId, id, left ? new Date() : null],
    )
    return teamId
  }
  const exclude = (who: string) =>
    past.query(
      `insert into case_exclusion (case_id, practitioner_id, ground, source, at) values ($1, $2, 'partner', 'declared', now())`,
      [caseId, who],
    )
  const seal = async (): Promise<Undo> => {
    await past.query(`update cases set sealed_at = now(), sealed_because = 'x' where id = $1`, [caseId])
    return () => past.query(`update cases set sealed_at = null, sealed_because = null where id = $1`, [caseId])
  }
  const lead = async (who: string): Promise<Undo> => {
    const { rows } = await past.query('select plan_lead_id from cases where id = $1', [caseId])
    await past.query('update cases set plan_lead_id = $2 where id = $1', [caseId, who])
    return () => past.query('update cases set plan_lead_id = $2 where id = $1', [caseId, rows[0].plan_lead_id])
  }
  const inTeam = async (person: Practitioner, change = {}, left = false): Promise<Undo> => {
    const teamId = await team(person, left)
    await grant(teamId, person.agencyId, change)
    return ungrant(teamId)
  }
  const both =
    (...undo: Undo[]): Undo =>
    async () => {
      for (const each of undo) await each()
    }
  const named = async (person: Practitioner, change = {}): Promise<Undo> => {
    await grant(person.id, person.agencyId, change)
    return ungrant(person.id)
  }

  const ways: Record<Relation, (person: Practitioner) => Promise<Undo>> = {
    'leads it': async (person) => both(await named(person), await lead(person.id)),
    'named on it': (person) => named(person),
    'through a team': (person) => inTeam(person),
    'for a task, with time left': (person) =>
      named(person, {
        reason: 'An alarm about this case: late',
        until_at: new Date(Date.now() + 3_600_000).toISOString(),
      }),
    'no part in it': async () => async () => undefined,
    'grant that was ended': (person) => named(person, { revoked_at: new Date().toISOString() }),
    'grant whose time is over': (person) => named(person, { until_at: new Date(Date.now() - 3_000_000).toISOString() }),
    'left the team': (person) => inTeam(person, {}, true),
    'team without a grant': async (person) => {
      await team(person)
      return async () => undefined
    },
    'access stopped': async (person) => {
      const undo = await named(person)
      await past.query('update practitioner set disabled_at = now() where id = $1', [person.id])
      return undo
    },
    'moved to another role since': async (person) => {
      const undo = await named(person, { revoked_at: new Date().toISOString() })
      await past.query(`update practitioner set role = 'administrator' where id = $1`, [person.id])
      return undo
    },
    'conflict, though named on it': async (person) => {
      await exclude(person.id)
      return named(person)
    },
    'conflict, though in the team': async (person) => {
      await exclude(person.id)
      return inTeam(person)
    },
    'conflict, though its lead before': async (person) => {
      const undo = both(await named(person), await lead(person.id))
      await exclude(person.id)
      return undo
    },
    'sealed, and in the team': async (person) =>
      both(await inTeam(person, { revoked_at: new Date().toISOString() }), await seal()),
    'named, when it was sealed for others': async (person) =>
      both(await named(person, { revoked_at: new Date().toISOString() }), await seal()),
  }
  return (person: Practitioner, relation: Relation) => ways[relation](person)
}
