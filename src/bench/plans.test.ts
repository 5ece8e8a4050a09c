import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import pg from 'pg'
import { createApp } from '../app.ts'
import { aNewReferral } from '../domains/referrals/fixtures.ts'
import { over } from '../platform/db.ts'
import { newFormKey } from '../platform/form-keys.ts'
import { createLog } from '../platform/log.ts'
import { key } from '../platform/secrets.ts'
import { testApp } from '../testing/app.ts'
import type { Practitioner } from '../testing/people.ts'
import { aWholeCase } from '../testing/whole-case.ts'
import { copyCase } from './many-cases.ts'
import { isWholeScan, type Planned, planningPool, tablesOfCases } from './plans.ts'

// What is read all day asks indexes, and what a policy asks about the reader is asked once a statement and not once a row (DESIGN 8).
// The plans are those of PostgreSQL itself, on a thousand cases with every kind of record.
const app = await testApp()
const { services, aPractitioner, database, as } = app
const whole = await aWholeCase(app)
const { caseId } = whole.ids
const referral = aNewReferral({ personId: whole.ids.personId, toAgencyId: whole.partner.agencyId })
assert.equal((await as(whole.owner).submit(`/cases/${caseId}/referrals/new`, referral)).status, 303)
const auditor = await aPractitioner('auditor')

const client = new pg.Client(database.superuser)
await client.connect()
after(() => client.end())
const { id: me } = whole.owner
// Rows of what is not made by a form, so that these tables are large as well.
await client.query(`insert into draft (practitioner_id, address, page, case_id, sealed, begun_at, saved_at, writer)
  values ('${me}', '/cases/${caseId}/notes/new', '/cases/${caseId}/notes/new', '${caseId}', '\\x00', now(), now(), '\\x00')`)
await client.query(`insert into look_reason (id, case_id, practitioner_id, pick, said, at, until_at)
  values (gen_random_uuid(), '${caseId}', '${me}', 'other', 'Called back', now(), now() + interval '1 hour')`)
await client.query(`insert into account (case_id, text, agreed_how, agreed_on, written_by, written_at)
  values ('${caseId}', 'In their words', 'by telephone', current_date, '${me}', now())`)
await copyCase(client, caseId, 1000)
const sizes = await tablesOfCases(client)

const reads: readonly { what: string; who: Practitioner; url: string; form?: Record<string, string> }[] = [
  { what: 'the list of my cases', who: whole.owner, url: '/boards/cases' },
  { what: 'my due work', who: whole.owner, url: '/boards/mine' },
  { what: 'the board of a team', who: whole.boss, url: '/boards/team' },
  { what: 'the cases of a team', who: whole.boss, url: '/boards/team-cases' },
  { what: 'the page of a case, and why it is looked at', who: whole.owner, url: `/cases/${caseId}` },
  { what: 'the same for somebody who was let in', who: whole.partner, url: `/cases/${caseId}` },
  { what: 'the entries of a case', who: whole.owner, url: `/cases/${caseId}/entries` },
  { what: 'who looked', who: whole.owner, url: `/cases/${caseId}/looks` },
  { what: 'the drafts', who: whole.owner, url: '/drafts' },
  { what: 'a search for a person', who: whole.owner, url: '/people/search', form: { name: 'Fern Inventado' } },
  { what: 'a search of the log', who: auditor, url: '/audit' },
]

/** What every case has rows in, so that reading it whole would take longer with each case. */
const grows: ReadonlySet<string> = new Set(
  'cases person party case_grant duty entry alarm lead_period audit'.split(' '),
)
type Found = { whole: string[]; perRow: string[]; statements: number }

/** What PostgreSQL planned for each of these addresses: the tables that are read whole, and what is asked of the reader once a row. */
const plansOf = async (
  counts: (table: string) => boolean,
  settings: readonly string[] = [],
): Promise<Map<string, Found>> => {
  const { pool, hear } = planningPool(database.superuser, settings)
  const web = await createApp({ ...services, db: over(pool) }, createLog('fatal'))
  const found = new Map<string, Found>()
  for (const { what, who, url, form } of reads) {
    const cookie = `waymark=${who.token}`
    const formKey = newFormKey(key(services.secret, 'form-keys'), who.id)
    const payload = new URLSearchParams({ ...form, formKey }).toString()
    const ask = form
      ? { method: 'POST' as const, headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' }, payload }
      : { method: 'GET' as const, headers: { cookie } }
    const plans = await hear(async () => assert.equal((await web.inject({ ...ask, url })).statusCode, 200, url))
    found.set(what, judged(plans, counts))
  }
  await web.close()
  await pool.end()
  return found
}
const judged = (plans: readonly Planned[], counts: (table: string) => boolean): Found => {
  const steps = plans.flatMap(({ query, steps }) => steps.map((step) => ({ ...step, query })))
  const ofCases = steps.filter(({ table = '' }) => (sizes.get(table) ?? 0) > 0 && counts(table))
  const nameOf = ({ table, filter, query }: (typeof steps)[number]) => `${table}: ${filter || query}`
  return {
    statements: plans.length,
    whole: ofCases.filter(isWholeScan).map(nameOf),
    perRow: ofCases.filter(({ filter }) => /\b(current_\w+\(\)|bound\(\d\))/.test(filter)).map(nameOf),
  }
}
const all = (found: Map<string, Found>, part: 'whole' | 'perRow'): [string, string][] =>
  [...found].flatMap(([what, { [part]: names }]) => [...new Set(names)].map((name): [string, string] => [what, name]))

/**
 * Here one person owns every duty of 25 whole cases, hundreds in all: whether their cases are then sought one by one or
 * read at once is a near thing, and the planner decides it by the sample that it drew.
 */
const ofManyDuties = /^cases: COALESCE\(\(SubPlan \d+\), false\)$/
const unexpected = (found: [string, string][]): [string, string][] =>
  found.filter(([what, name]) => !(['my due work', 'the board of a team'].includes(what) && ofManyDuties.test(name)))

describe('what is read all day keeps its indexes under the policies (DESIGN 8)', () => {
  test('as the planner chooses, no table that grows with each case is read from end to end', async (t) => {
    const found = await plansOf((table) => grows.has(table))
    const statements = [...found.values()].reduce((sum, each) => sum + each.statements, 0)
    t.diagnostic(`${reads.length} addresses, ${statements} statements with those within functions`)
    assert.deepEqual(unexpected(all(found, 'whole')), [])
  })
  test('there is an index for each question about a case, also where a table is small today', async () => {
    const found = await plansOf(() => true, ['enable_seqscan=off'])
    assert.deepEqual(unexpected(all(found, 'whole')), [])
  })
  test('what is asked about the reader is asked once a statement, never once a row', async () => {
    assert.deepEqual(unexpected(all(await plansOf(() => true), 'perRow')), [])
  })
  test('without its indexes a table is seen to be read from end to end: the tests above can fail', async () => {
    const { rows } = await client.query<{ name: string }>(
      `select indexrelid::regclass::text as name from pg_index where indrelid = 'case_grant'::regclass and not indisprimary`,
    )
    for (const { name } of rows) await client.query(`drop index ${name}`)
    const found = all(await plansOf((table) => grows.has(table)), 'whole')
    assert.ok(found.some(([, name]) => name.startsWith('case_grant: ')))
  })
})
