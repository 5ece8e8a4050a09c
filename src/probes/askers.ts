import { createHash, randomUUID } from 'node:crypto'
import type { testApp } from '../testing/app.ts'
import { aCase } from '../testing/cases.ts'
import type { Practitioner } from '../testing/people.ts'
import type { Asker } from './expected.ts'
import { type Relation, relations } from './judge.ts'
import { standing } from './standing.ts'
import type { World } from './world.ts'

/** Somebody who asks, how the database is told who they are, and what is brought about before. */
export type Standing = { asker: Asker; name: string; bind: string; stand: () => Promise<unknown> }

/** One role for each way in which MODEL 13 shows a case. */
const workers = [
  'investigating-officer',
  'idva',
  'first-responder',
  'witness-care-officer',
  'cps-lawyer',
  'victim-liaison-officer',
  'social-worker',
]
const caseless = ['administrator', 'data-protection-lead', 'auditor', 'professional-standards']

/** Everybody in every way to stand to the case, those ways too that the judge takes for one of its own. */
export const standingsOf = async (app: Awaited<ReturnType<typeof testApp>>, world: World): Promise<Standing[]> => {
  const { past, whole } = world
  const { caseId } = whole.ids
  const stand = standing(world)
  const stranger = await app.aPractitioner('housing-officer')
  const elsewhere = (await aCase(app.services, stranger)).caseId
  const { rows } = await past.query('select other_case_id from aggressor_opinion where case_id = $1', [caseId])
  const otherCase: string = rows[0].other_case_id
  const grant = (id: string, { id: who, agencyId }: Practitioner, kind: string, until: string) =>
    past.query(
      `insert into case_grant (case_id, grantee_id, agency_id, reason, granted_by, granted_at, kind, until_at) values ($1, $2, $3, 'Helps', $2, now(), $4, ${until})`,
      [id, who, agencyId, kind],
    )
  const exclude = ({ id }: Practitioner, ended: string) =>
    past.query(
      `insert into case_exclusion (case_id, practitioner_id, ground, source, at, ended_at) values ($1, $2, 'partner', 'declared', now(), ${ended})`,
      [caseId, id],
    )
  const hour = `now() + interval '1 hour'`
  /** A copy of one row of the case in another case, with these changes. */
  const copied = async (table: string, id: string, change: Record<string, unknown>) => {
    const { rows } = await past.query(
      `select string_agg(quote_ident(attname), ', ') as names from pg_attribute
      where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
      [table],
    )
    const made = JSON.stringify({ id: randomUUID(), case_id: id, ...change })
    await past.query(
      `insert into ${table} (${rows[0].names}) select ${rows[0].names} from (select (jsonb_populate_record(null::${table}, to_jsonb(t) || $2)).*
        from (select * from ${table} where case_id = $1 limit 1) t) copy`,
      [caseId, made],
    )
  }
  const shareable = `select id from note where case_id = $1 union all select id from condition where case_id = $1
    union all select id from risk_level where case_id = $1 union all select id from entry where case_id = $1 and type like 'incidents.%'`
  const sharedWith = ({ agencyId }: Practitioner, change: Record<string, unknown> = {}) =>
    past.query(
      `insert into item_grant select (jsonb_populate_record(null::item_grant, to_jsonb(g) || jsonb_build_object('id', gen_random_uuid(), 'record_id', r.id) || $2)).*
      from (select * from item_grant where case_id = $1 limit 1) g, (${shareable}) r`,
      [caseId, JSON.stringify({ agency_id: agencyId, ...change })],
    )
  const onOtherSide = ({ id }: Practitioner) =>
    past.query(
      `insert into reported_contact (case_id, person_id, practitioner_id, recorded_by, recorded_at) values ($1, $2, $3, $3, now())`,
      [caseId, whole.suspect, id],
    )
  type Way = { as: Relation; change?: Partial<Asker>; bring: (person: Practitioner) => Promise<unknown> }
  const named = (person: Practitioner) => stand(person, 'named on it')
  const also: Record<string, Way> = {
    'on another case alone': { as: 'no part in it', bring: (person) => grant(elsewhere, person, 'named', 'null') },
    'named on both cases': {
      ...{ as: 'named on it', change: { seesBoth: true } },
      bring: async (person) => [await named(person), await grant(otherCase, person, 'named', 'null')],
    },
    'leads it, and sees both': {
      ...{ as: 'leads it', change: { seesBoth: true } },
      bring: async (person) => [await stand(person, 'leads it'), await grant(otherCase, person, 'named', 'null')],
    },
    'for a task, and on both': {
      ...{ as: 'for a task, with time left', change: { seesBoth: true } },
      bring: async (person) => [
        await stand(person, 'for a task, with time left'),
        await grant(otherCase, person, 'named', 'null'),
      ],
    },
    'ended here, and on the other of the two': {
      ...{ as: 'grant that was ended', change: { knowsThem: true } },
      bring: async (person) => [
        await stand(person, 'grant that was ended'),
        await grant(otherCase, person, 'named', 'null'),
      ],
    },
    'over here, and on the other of the two': {
      ...{ as: 'grant whose time is over', change: { knowsThem: true } },
      bring: async (person) => [
        await stand(person, 'grant whose time is over'),
        await grant(otherCase, person, 'named', 'null'),
      ],
    },
    ...Object.fromEntries(
      [
        'to_id = $1',
        'readers = array[$1::uuid]',
        'from_id = $1, to_id = $1',
        'hidden_from = array[$1::uuid], to_id = $1',
      ].map((change): [string, Way] => [
        `a message of the desk: ${change}`,
        {
          as: 'no part in it',
          bring: ({ id }) => past.query(`update desk_message set ${change}`, [id]),
        },
      ]),
    ),
    'kept out, and written to by the desk': {
      ...{ as: 'conflict, though in the team', change: { isKeptOut: true } },
      bring: async (person) => [
        await exclude(person, 'null'),
        await past.query('update desk_message set to_id = $1, case_id = $2', [person.id, caseId]),
      ],
    },
    'kept out, with no part': {
      ...{ as: 'conflict, though in the team', change: { isKeptOut: true } },
      bring: (person) => exclude(person, 'null'),
    },
    'named, and a conflict that is over': {
      as: 'named on it',
      bring: async (person) => [await named(person), await exclude(person, 'now()')],
    },
    'in an emergency': {
      ...{ as: 'for a task, with time left', change: { isEmergency: true } },
      bring: (person) => grant(caseId, person, 'emergency', hour),
    },
    'in an emergency, and named': {
      as: 'named on it',
      bring: async (person) => [await named(person), await grant(caseId, person, 'emergency', hour)],
    },
    'at the desk of the agency': {
      as: 'no part in it',
      bring: ({ id, agencyId }) =>
        past.query(
          `with desk as (insert into team (agency_id, name, is_safeguarding) values ($2, 'Another desk', true) returning id)
          insert into team_member (team_id, practitioner_id, from_at) select id, $1, now() from desk`,
          [id, agencyId],
        ),
    },
    'on the other of the two cases alone': {
      ...{ as: 'no part in it', change: { knowsThem: true } },
      bring: (person) => grant(otherCase, person, 'named', 'null'),
    },
    'named, and leads and does another': {
      as: 'named on it',
      bring: async (person) => {
        await named(person)
        await grant(elsewhere, person, 'lead', 'null')
        await past.query('update cases set plan_lead_id = $2 where id = $1', [elsewhere, person.id])
        await copied('duty', elsewhere, { owner_id: person.id })
        await copied('entry', elsewhere, { agency_id: person.agencyId, position: 999_999 })
      },
    },
    'named, and has to tell somebody': {
      ...{ as: 'named on it', change: { hasToTell: true } },
      bring: async (person) => {
        await named(person)
        await past.query(
          `update duty set owner_id = $2 where id = (select id from duty where case_id = $1 and state = 'open' and person_id is not null order by id limit 1)`,
          [caseId, person.id],
        )
      },
    },
    'named, and offered a handover': {
      ...{ as: 'named on it', change: { isOfHandover: true } },
      bring: async (person) => [
        await named(person),
        await past.query('update handover set from_id = $2, offered_by = $2 where case_id = $1', [caseId, person.id]),
      ],
    },
    'named, and one record was shared with them': {
      as: 'named on it',
      bring: async (person) => [await named(person), await sharedWith(person)],
    },
    'named, and what was shared with them has ended': {
      as: 'named on it',
      bring: async (person) => [await named(person), await sharedWith(person, { ended_at: new Date() })],
    },
    'named, and what was shared with them is over': {
      as: 'named on it',
      bring: async (person) => [await named(person), await sharedWith(person, { until_at: new Date(0) })],
    },
    'named, and something else was shared with them': {
      as: 'named on it',
      bring: async (person) => [await named(person), await sharedWith(person, { record_id: elsewhere })],
    },
    'one record was shared with them, and they work for the other side': {
      ...{ as: 'named on it', change: { isOnOtherSide: true } },
      bring: async (person) => [await named(person), await sharedWith(person), await onOtherSide(person)],
    },
  }
  const ways: Record<string, Way> = {
    ...Object.fromEntries(relations.map((as): [string, Way] => [as, { as, bring: (person) => stand(person, as) }])),
    ...also,
  }
  const askerOf = (person: Practitioner, relation: Relation, change: Partial<Asker> = {}): Asker => ({
    ...{ id: person.id, agencyId: person.agencyId, role: person.role, relation },
    isOfTheWritersAgency: person.agencyId === whole.owner.agencyId,
    isOfTheReceiversAgency: person.agencyId === whole.partner.agencyId,
    isKeptOut: relation.startsWith('conflict'),
    ...{
      seesBoth: false,
      isEmergency: false,
      isOnOtherSide: false,
      hasToTell: false,
      isOfHandover: false,
      knowsThem: false,
    },
    isNobody: relation === 'access stopped',
    // So the one who moved is called now.
    ...(relation === 'moved to another role since' && { role: 'administrator' }),
    ...change,
  })
  const found: Standing[] = []
  const add = (person: Practitioner, way: string) => {
    const { as, change, bring } = ways[way] ?? { as: 'no part in it', bring: async () => undefined }
    const name = `${person.role}, ${person.agencyId === whole.owner.agencyId ? 'same agency' : 'other agency'}: ${way}`
    found.push({ asker: askerOf(person, as, change), name, bind: person.token, stand: () => bring(person) })
  }
  for (const way of Object.keys(ways))
    for (const role of workers)
      for (const agencyId of [undefined, whole.owner.agencyId])
        add(await app.aPractitioner(role, agencyId ? { agencyId } : {}), way)
  const third = randomUUID()
  await past.query(`insert into agency (id, kind, name) values ($1, 'police', 'Another force')`, [third])
  for (const role of caseless)
    for (const agencyId of [whole.owner.agencyId, third])
      for (const way of ['no part in it', 'kept out, with no part'])
        add(await app.aPractitioner(role, { agencyId }), way)
  const { owner, boss } = whole
  found.push({
    ...{ asker: askerOf(owner, 'leads it', { seesBoth: true }), name: 'the owner', bind: owner.token },
    stand: async () => undefined,
  })
  found.push({
    ...{ asker: askerOf(boss, 'named on it', { seesBoth: true }), name: 'the supervisor', bind: boss.token },
    stand: async () => undefined,
  })
  const nobody = askerOf(stranger, 'no part in it', { isNobody: true })
  found.push({ asker: nobody, name: 'nobody', bind: '', stand: async () => undefined })
  // A whole run outlasts the quarter of an hour after which a session that nobody used is closed.
  await past.query(`update sign_in.session set seen_at = now() + interval '1 day', ends_at = now() + interval '2 days'`)
  await past.query(
    `insert into directory_key (agency_id, name, token_hash, made_by, made_at) values ($1, 'A key', $2, $3, now())`,
    [owner.agencyId, createHash('sha256').update('directory-token').digest(), owner.id],
  )
  found.push({
    asker: { ...nobody, agencyId: owner.agencyId },
    name: 'a directory',
    bind: 'directory',
    stand: async () => undefined,
  })
  return found
}
