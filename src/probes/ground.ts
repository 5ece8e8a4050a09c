import { randomUUID } from 'node:crypto'
import type { testApp } from '../testing/app.ts'
import { aCase } from '../testing/cases.ts'
import type { Practitioner } from '../testing/people.ts'
import type { Asker } from './expected.ts'
import type { Relation } from './judge.ts'
import { standing } from './standing.ts'
import type { World } from './world.ts'

/** A way to stand: what is brought about, which relation to the case it is for the judge, and what else the judge must know. */
export type Way = {
  as: Relation
  change?: Partial<Asker> | ((person: Practitioner) => Partial<Asker>)
  /** What these tables show then, judged by hand: a condition for each. */
  shows?: (person: Practitioner) => Readonly<Record<string, string>>
  bring: (person: Practitioner) => Promise<unknown>
  /** Who is asked in this way; all of the usual few if it does not say. */
  who?: readonly string[]
  /** Nobody of the agency that wrote it all is asked. */
  isOutside?: true
}
export type Ways = Record<string, Way>

export const hour = `now() + interval '1 hour'`
const over = `now() - interval '1 minute'`

/** What ways are made of, each past every trigger and undone by a rollback. */
export const groundOf = async (app: Awaited<ReturnType<typeof testApp>>, world: World) => {
  const { past, whole } = world
  const { caseId } = whole.ids
  const stand = standing(world)
  const stranger = await app.aPractitioner('housing-officer')
  const elsewhere = (await aCase(app.services, stranger)).caseId
  const { rows } = await past.query('select other_case_id from aggressor_opinion where case_id = $1', [caseId])
  const otherCase: string = rows[0].other_case_id
  const third = randomUUID()
  await past.query(`insert into agency (id, kind, name) values ($1, 'police', 'Another force')`, [third])

  /** A grant on any case; `until` and `revoked` are written as SQL says them. */
  const grant = (
    id: string,
    { id: who, agencyId }: Pick<Practitioner, 'id' | 'agencyId'>,
    { kind = 'named', until = 'null', revoked = 'null', reason = 'Helps' } = {},
  ) =>
    past.query(
      `insert into case_grant (case_id, grantee_id, agency_id, reason, granted_by, granted_at, kind, until_at, revoked_at)
      values ($1, $2, $3, $4, $2, clock_timestamp(), $5, ${until}, ${revoked})`,
      [id, who, agencyId, reason, kind],
    )
  const emergency = (id: string, person: Practitioner) => grant(id, person, { kind: 'emergency', until: hour })
  const exclude = ({ id }: Practitioner, { from = caseId, ended = 'null' } = {}) =>
    past.query(
      `insert into case_exclusion (case_id, practitioner_id, ground, source, at, ended_at) values ($1, $2, 'partner', 'declared', now(), ${ended})`,
      [from, id],
    )
  /** Somebody else of an agency. */
  const colleague = async (agencyId: string, role = 'social-worker'): Promise<string> => {
    const id = randomUUID()
    await past.query(
      `insert into practitioner (id, agency_id, name, email, role) values ($1, $2, 'A colleague', $3, $4)`,
      [...[id, agencyId, `${id}@example.test`, role]],
    )
    return id
  }
  /** A team with these people in it; those who left are in it no more. */
  const team = async (
    agencyId: string,
    members: readonly string[],
    { left = [] as readonly string[], change = {} } = {},
  ) => {
    const id = randomUUID()
    await past.query(
      `insert into team select (jsonb_populate_record(null::team, to_jsonb(t) || $1)).* from (select * from team limit 1) t`,
      [{ id, agency_id: agencyId, name: `Team ${id}`, is_safeguarding: false, closed_at: null, ...change }],
    )
    for (const member of [...members, ...left])
      await past.query(
        `insert into team_member (team_id, practitioner_id, from_at, until_at) values ($1, $2, now() - interval '1 day', $3)`,
        [id, member, left.includes(member) ? new Date() : null],
      )
    return id
  }
  /** A copy of one row of a table, with these changes. */
  const copied = async (table: string, change: Record<string, unknown>, where = `case_id = '${caseId}'`) => {
    const { rows } = await past.query(
      `select string_agg(quote_ident(attname), ', ') as names from pg_attribute
      where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attidentity = ''`,
      [table],
    )
    const made = JSON.stringify({ id: randomUUID(), ...change })
    await past.query(
      `insert into ${table} (${rows[0].names}) select ${rows[0].names} from (select (jsonb_populate_record(null::${table}, to_jsonb(t) || $1)).*
        from (select * from ${table} where ${where} limit 1) t) copy`,
      [made],
    )
  }
  const shareable = `select id from note where case_id = $1 union all select id from condition where case_id = $1
    union all select id from risk_level where case_id = $1 union all select id from entry where case_id = $1 and type like 'incidents.%'
    union all select id from vault.plan_item where case_id = $1`
  const sharedWith = ({ agencyId }: Practitioner, change: Record<string, unknown> = {}) =>
    past.query(
      `insert into item_grant select (jsonb_populate_record(null::item_grant, to_jsonb(g) || jsonb_build_object('id', gen_random_uuid(), 'record_id', r.id) || $2)).*
      from (select * from item_grant where case_id = $1 limit 1) g, (${shareable}) r`,
      [caseId, JSON.stringify({ agency_id: agencyId, ...change })],
    )
  const onOtherSide = ({ id }: Practitioner, { of = caseId, ended = 'null' } = {}) =>
    past.query(
      `insert into reported_contact (case_id, person_id, practitioner_id, recorded_by, recorded_at, ended_at) values ($1, $2, $3, $3, now(), ${ended})`,
      [of, whole.suspect, id],
    )
  return {
    ...{ past, whole, caseId, elsewhere, otherCase, third, stranger, hour, over },
    ...{ stand, grant, emergency, exclude, colleague, team, copied, sharedWith, onOtherSide },
    named: (person: Practitioner) => stand(person, 'named on it'),
    changed: (table: string, set: string, values: readonly unknown[] = [], where = `case_id = '${caseId}'`) =>
      past.query(`update ${table} set ${set} where ${where}`, [...values]),
  }
}
export type Ground = Awaited<ReturnType<typeof groundOf>>
