import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, describe, test } from 'node:test'
import pg from 'pg'
import { testApp } from '../testing/app.ts'
import { aCase } from '../testing/cases.ts'

// What somebody could try who can run SQL as the app: an injected statement, a stale connection, a curious query.
// Every question here is asked as waymark_app and answered by PostgreSQL itself (SAFETY 7, S4).
const { services, database, everything, aPractitioner } = await testApp()
const [mine, other] = [await aPractitioner('idva'), await aPractitioner('investigating-officer')]
const own = await aCase(services, mine)
const hidden = await aCase(services, other, { victimName: 'Quillback Inventado' })

const listed = [
  'accept_referral',
  'access_candidates',
  'access_ends',
  'access_search',
  'access_standing',
  'actor_has_case',
  'add_passkey',
  'answer_lift',
  'answer_missing_report',
  'answer_release',
  'answers_misuse',
  'apply_directory',
  'ask_other_way',
  'attendance_of',
  'attendance_reviews',
  'attendance_teams',
  'bind',
  'bind_directory_key',
  'bind_inbox_key',
  'bundle_source',
  'call_read',
  'call_told',
  'calls_read',
  'carry_referral',
  'case_team',
  'caseloads',
  'change_password',
  'children_exposed',
  'children_not_told',
  'clashing_workers',
  'closing_answer',
  'conflicts_to_settle',
  'count_report',
  'count_sealed_looks',
  'count_sealed_misuse',
  'current_actor',
  'current_agency',
  'current_attends',
  'current_emergency',
  'current_emergency_people',
  'current_excluded',
  'current_grounds',
  'current_has_cases',
  'current_is_administrator',
  'current_is_data_protection_lead',
  'current_is_safeguarding',
  'current_keeps_places',
  'current_led',
  'current_on_other_side',
  'current_partial',
  'current_person',
  'current_plans_led',
  'current_reach',
  'current_reach_ids',
  'current_sees_management',
  'current_to_tell',
  'decide_erasure',
  'declare_conflict',
  'decline_sharing',
  'device_callers',
  'device_found',
  'directory_groups',
  'directory_members',
  'directory_people',
  'directory_remove',
  'directory_remove_group',
  'directory_save',
  'directory_save_group',
  'emergency_use_of',
  'end_case_access',
  'end_connection',
  'end_emergency',
  'end_other_sessions',
  'end_own_session',
  'end_police_card',
  'end_referral_sight',
  'end_sessions_of',
  'end_sign_in',
  'end_terms',
  'ends_ahead_of',
  'entries_of_terms',
  'facts_of_young',
  'fan_out',
  'feed_of',
  'find_people',
  'give_connection',
  'give_emergency_review',
  'give_emergency_word',
  'grant_case',
  'held_back',
  'held_by',
  'held_of',
  'history_of',
  'idle_holder',
  'is_of_current_agency',
  'keep_attendance',
  'keep_device_call',
  'keep_device_numbers',
  'keep_fair_count',
  'keep_idle_draft',
  'keep_person_tokens',
  'kept_out_of',
  'knows_person',
  'leads_through_team',
  'lift_hold',
  'list_needs_two',
  'list_stands',
  'look_purpose',
  'looks_of',
  'make_link',
  'make_passkey_challenge',
  'make_recovery_codes',
  'management_plan_stands',
  'management_standing',
  'may_approve_lists',
  'missing_reports',
  'misuse_cases',
  'next_position',
  'note_message_state',
  'open_duties_of',
  'open_in_emergency',
  'opening_clashes',
  'openings_of',
  'own_connections',
  'own_passkeys',
  'own_recovery_codes',
  'own_sessions',
  'people_of_case',
  'place_duties',
  'places_to_look_for',
  'plan_reviews_open',
  'propose_lift',
  'propose_release',
  'reads_misuse',
  'referral_clashes',
  'release_stands',
  'remove_passkey',
  'rename_passkey',
  'review_attendance',
  'review_emergency',
  'revoke_case',
  'risk_reviews_owed',
  'say_way_chosen',
  'seal_case',
  'seals_to_lift',
  'search_audit',
  'seen_other_sides',
  'send_nearest',
  'send_to_desk',
  'set_hold',
  'settle_conflicts',
  'settle_offer',
  'share_items',
  'share_referral',
  'shown_by_fact',
  'shown_by_itself',
  'sight_of',
  'sign_in_notices',
  'sign_in_of',
  'stage_moves',
  'step_in',
  'stop_sharing',
  'take_missing_report',
  'terms_of',
  'to_protect_on_paper',
  'works_for_other_side',
]

const client = new pg.Client(database.app)
await client.connect()
after(() => client.end())

let asked = 0
/** Runs statements in one transaction bound to a session, which is then undone. */
const bound = async <Result>(
  token: string | null,
  ask: (query: typeof client.query) => Promise<Result>,
): Promise<Result> => {
  asked++
  await client.query('begin')
  try {
    if (token) await client.query('select bind($1)', [token])
    return await ask(client.query.bind(client))
  } finally {
    await client.query('rollback')
  }
}
const count = async (token: string | null, sql: string, values: unknown[] = []): Promise<number> =>
  bound(token, async (query) => (await query(sql, values)).rows.length)
const refusal = async (token: string | null, sql: string, values: unknown[] = []): Promise<string> =>
  bound(token, async (query) =>
    query(sql, values).then(
      () => 'allowed',
      (error: pg.DatabaseError) => String(error.code),
    ),
  )

const superuser = async (sql: string): Promise<Record<string, unknown>[]> => {
  const all = new pg.Client(database.superuser)
  await all.connect()
  return all
    .query(sql)
    .then(({ rows }) => rows)
    .finally(() => all.end())
}
const hash = (token: string) => createHash('sha256').update(token).digest()

const caseTables =
  await superuser(`select format('%I.%I', table_schema, table_name) as name from information_schema.columns
  where column_name = 'case_id' and table_schema in ('public', 'vault') and table_name <> 'audit' order by 1`)

/** The rows of others that this session reads, or the refusal to read at all. */
const readsOf = async (token: string | null, table: string): Promise<number | string> => {
  const where = token ? ` where case_id = '${hidden.caseId}'` : ''
  return bound(token, async (query) =>
    query(`select from ${table}${where}`).then(
      ({ rows }) => rows.length,
      (error: pg.DatabaseError) => String(error.code),
    ),
  )
}

describe('the database keeps a case from whoever was not granted it (S4, INV-36, INV-49)', () => {
  test('the granted see their case, and no other', async () => {
    assert.equal(await count(mine.token, 'select from cases where id = $1', [own.caseId]), 1)
    assert.equal(await count(mine.token, 'select from cases where id = $1', [hidden.caseId]), 0)
    assert.equal(await count(mine.token, 'select from cases'), 1)
    assert.equal(await count(mine.token, "select from person where name like 'Quillback%'"), 0)
  })

  for (const { name } of caseTables)
    test(`${name} shows nothing of another's case, and nothing of any case to nobody`, async () => {
      for (const token of [mine.token, null]) assert.ok([0, '42501'].includes(await readsOf(token, String(name))))
    })

  test('without a session nothing is there at all', async () => {
    for (const table of ['cases', 'person', 'practitioner', 'agency', 'entry', 'duty'])
      assert.equal(await count(null, `select from ${table}`), 0, table)
  })

  test('a session that was revoked, has ended or never was binds nobody', async () => {
    const token = (await aPractitioner('idva')).token
    await everything
      .updateTable('signIn.session')
      .set({ revokedAt: new Date() })
      .where('tokenHash', '=', hash(token))
      .execute()
    for (const stale of [token, 'nobody', ''])
      assert.equal(await count(stale, 'select from bind($1) where id is not null', [stale]), 0)
  })

  test('a disabled person is out at the next request, everywhere (INV-56)', async () => {
    const leaver = await aPractitioner('idva')
    await everything.updateTable('practitioner').set({ disabledAt: new Date() }).where('id', '=', leaver.id).execute()
    assert.equal(await count(leaver.token, 'select from agency'), 0)
  })
})

describe('ways around it that ordinary row-level security leaves open (SAFETY 7)', () => {
  const asOther = (set: string) =>
    bound(mine.token, async (query) => {
      await query(set)
      return (await query('select from cases where id = $1', [hidden.caseId])).rows.length
    })

  test('an injected SET makes nobody somebody else', async () => {
    const said = await bound(
      other.token,
      async (query) =>
        (await query("select current_setting('waymark.actor') as actor, current_setting('waymark.mac') as mac"))
          .rows[0],
    )
    assert.equal(await asOther(`set local waymark.actor = '${said.actor}'`), 0)
    // Even the whole truth of another transaction: it names that transaction and that backend.
    assert.equal(await asOther(`set local waymark.actor = '${said.actor}'; set local waymark.mac = '${said.mac}'`), 0)
  })

  test('what was bound ends with its transaction: a pooled connection brings nobody along', async () => {
    await client.query('begin')
    await client.query('select bind($1)', [mine.token])
    await client.query('commit')
    assert.equal(await count(null, 'select from cases'), 0)
  })

  test('the keys of the door are out of reach', async () => {
    for (const sql of [
      'select * from private.bind_key',
      'select * from sign_in.session',
      'select * from sign_in.credential',
      "select private.mac('x')",
      "select sign_in.look_up('x')",
      "select sign_in.start_session(gen_random_uuid(), '', 1, '1 hour', '', '')",
      'set role waymark_definer',
      'set role waymark_worker',
      'alter table cases disable row level security',
      'create table mine (x int)',
    ])
      assert.equal(await refusal(mine.token, sql), '42501', sql)
  })

  test('a hidden case cannot be told from one that does not exist by writing to it', async () => {
    const nowhere = '00000000-0000-4000-8000-00000000dead'
    const writes = [
      "insert into note (case_id, agency_id, written_by, happened_at, written_at, how, said) values ($1, current_agency(), current_actor(), now(), now(), 'call', 'x')",
      "insert into household (case_id, label, recorded_by, recorded_at) values ($1, 'x', current_actor(), now())",
      "insert into party (case_id, person_id, role, added_by, added_at) values ($1, gen_random_uuid(), 'other', current_actor(), now())",
      'insert into seen (case_id, practitioner_id, seen_at) values ($1, current_actor(), now()) on conflict do nothing',
    ]
    for (const sql of writes) {
      const [at, there] = [await refusal(mine.token, sql, [hidden.caseId]), await refusal(mine.token, sql, [nowhere])]
      assert.deepEqual([at, there], ['42501', '42501'], sql)
    }
    for (const sql of [
      'select grant_case($1, current_actor(), $2, now())',
      'select actor_has_case($1) and $2 is not null',
      'select count(*) from case_team($1) where $2 is not null',
    ]) {
      const answers = await Promise.all([hidden.caseId, nowhere].map((id) => id)).then(async (ids) => {
        const both: unknown[] = []
        for (const id of ids)
          both.push(await bound(mine.token, async (query) => (await query(sql.replace('$2', "'because'"), [id])).rows))
        return both
      })
      assert.deepEqual(answers[0], answers[1], sql)
    }
  })

  test('the deriving step reads and writes no case of others on request', async () => {
    assert.equal(
      await bound(mine.token, async (query) => (await query('select history_of($1) as h', [hidden.caseId])).rows[0].h),
      null,
    )
    assert.equal(await refusal(mine.token, "select place_duties($1, now(), '[]')", [hidden.caseId]), '42501')
    const entry = await everything
      .selectFrom('entry')
      .select('id')
      .where('caseId', '=', hidden.caseId)
      .executeTakeFirstOrThrow()
    assert.equal(await count(mine.token, 'select from fan_out($1)', [entry.id]), 0)
  })

  test('nobody grants themselves a case, joins a team, or makes themselves an administrator', async () => {
    assert.equal(
      await refusal(
        mine.token,
        "insert into case_grant (case_id, grantee_id, agency_id, reason, granted_by, granted_at) values ($1, current_actor(), current_agency(), 'x', current_actor(), now())",
        [hidden.caseId],
      ),
      '42501',
    )
    assert.equal(
      await bound(
        mine.token,
        async (query) =>
          (await query("update practitioner set role = 'administrator' where id = current_actor()")).rowCount,
      ),
      0,
    )
    assert.equal(
      await refusal(mine.token, "insert into team (agency_id, name) values (current_agency(), 'x')"),
      '42501',
    )
  })

  test('the id of a hidden person brings that person into no case of mine', async () => {
    const sql =
      "insert into party (case_id, person_id, role, added_by, added_at) values ($1, $2, 'other', current_actor(), now())"
    assert.equal(await refusal(mine.token, sql, [own.caseId, hidden.victimId]), '42501')
  })

  test("the audit can be added to, in one's own name, and neither read, changed nor emptied", async () => {
    for (const sql of ['select * from audit', "update audit set route = 'x'", 'delete from audit', 'truncate audit'])
      assert.equal(await refusal(mine.token, sql), '42501', sql)
    assert.equal(
      await refusal(
        mine.token,
        "insert into audit (actor_id, kind, route, reference) values ($1, 'consult', 'x', 'x')",
        [other.id],
      ),
      '42501',
    )
  })
})

describe('what a later migration could undo (S4)', () => {
  let lints = 0
  const lint = async (sql: string) => {
    lints++
    return (await superuser(sql)).map(({ name }) => name)
  }

  test('every table has row-level security, forced', async () => {
    assert.deepEqual(
      await lint(`select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname in ('public', 'vault', 'sign_in', 'private') and not (c.relrowsecurity and c.relforcerowsecurity)`),
      [],
    )
  })
  test('no view and no sequence stands beside the tables', async () => {
    assert.deepEqual(
      await lint(`select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('v', 'm', 'S') and n.nspname in ('public', 'vault', 'sign_in', 'private')`),
      [],
    )
  })
  test('a conflict is subtracted wherever a case is named (INV-36)', async () => {
    assert.deepEqual(
      await lint(`select c.oid::regclass::text as name from pg_attribute a join pg_class c on c.oid = a.attrelid and c.relkind = 'r'
      join pg_namespace n on n.oid = c.relnamespace where a.attname = 'case_id' and not a.attisdropped and n.nspname in ('public', 'vault')
        and exists (select from pg_policy p where p.polrelid = c.oid and 'waymark_app'::regrole = any (p.polroles) and p.polcmd in ('r', '*'))
        and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'conflicts_subtracted' and not p.polpermissive)
        and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'granted_read')`),
      [],
    )
  })
  test('no column is an enum', async () => {
    assert.deepEqual(
      await lint(
        `select typname as name from pg_type t join pg_namespace n on n.oid = t.typnamespace where typtype = 'e' and n.nspname in ('public', 'vault', 'sign_in', 'private')`,
      ),
      [],
    )
  })
  test('each definer function has a fixed search path, the narrow owner, and is closed to the public', async () => {
    assert.deepEqual(
      await lint(`select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where p.prosecdef and n.nspname in ('public', 'vault', 'sign_in', 'private') and (pg_get_userbyid(p.proowner) <> 'waymark_definer'
        or not exists (select from unnest(p.proconfig) as c where c like 'search_path=pg_catalog%') or p.proacl is null
        or exists (select from aclexplode(p.proacl) a where a.grantee = 0))`),
      [],
    )
  })
  test('the roles that enter own nothing and pass no protection', async () => {
    assert.deepEqual(
      await lint(`select rolname as name from pg_roles where rolname in ('waymark_app', 'waymark_worker', 'waymark_sign_in', 'waymark_definer')
      and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or exists (select from pg_class where relowner = pg_roles.oid))`),
      [],
    )
  })
  test('the definer functions that the app may call are those on this list, and no others', async (t) => {
    const open = await lint(`select p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where p.prosecdef and n.nspname in ('public', 'vault', 'sign_in', 'private') and has_function_privilege('waymark_app', p.oid, 'execute') order by 1`)
    assert.deepEqual(open, listed)
    t.diagnostic(
      `figure S4: ${asked} probes by the app’s own connection, on ${caseTables.length} tables of cases; ${lints} lints`,
    )
  })
})
