import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, describe, test } from 'node:test'
import pg from 'pg'
import { newFormKey } from './platform/form-keys.ts'
import { key } from './platform/secrets.ts'
import { testApp } from './testing/app.ts'
import { membersOf } from './testing/members.ts'
import type { Practitioner } from './testing/people.ts'
import { addressWith, namesIn, type Route, withRoutes } from './testing/routes.ts'
import { aWholeCase } from './testing/whole-case.ts'

// Each answer has one row in the log, committed before its first byte leaves (S5, INV-49). The routes are the app's own.
let heard: string[] = []
const { made: app, routes } = await withRoutes(() => testApp({ hears: (statement) => heard.push(statement) }))
const { as, web, aPractitioner, services, database } = app
const counter = new pg.Client(database.superuser)
await counter.connect()
after(() => counter.end())
const whole = await aWholeCase(app)
const { aMember, signIn } = membersOf(app)

const count = async (): Promise<number> => Number((await counter.query('select count(*) from audit')).rows[0].count)
const formKeyOf = (person: Practitioner) => newFormKey(key(services.secret, 'form-keys'), person.id)
type Ask = { method: string; url: string; headers?: Record<string, string>; payload?: string }
/** How many rows there are when the answer has come, and whether anything was still asked of the database after that. */
const rowsFor = async ({
  method,
  ...asked
}: Ask): Promise<{ status: number; location: string; rows: number; late: number }> => {
  const before = await count()
  heard = []
  const answer = await web.inject({ method: method as 'GET', ...asked })
  const [rows, said] = [(await count()) - before, heard.length]
  const location = String(answer.headers.location ?? '')
  return { status: answer.statusCode, location, rows, late: heard.length - said }
}
const form = 'application/x-www-form-urlencoded'
const plausible = {
  why: 'No longer so',
  reason: 'Because',
  reasons: 'Because',
  sure: 'yes',
  what: 'It was done',
  day: 'today',
  name: 'Ash',
}
const asPerson = (person: Practitioner, { method }: Pick<Route, 'method'>, url: string, body = {}): Ask => ({
  ...{ method, url, headers: { cookie: `waymark=${person.token}`, 'content-type': form } },
  ...(method === 'POST' && {
    payload: new URLSearchParams({ ...plausible, ...body, formKey: formKeyOf(person) }).toString(),
  }),
})

/** What shows nothing of anybody, or is the work of the pages themselves: no look at a record. */
const withoutRow = ['/drafts', '/sign-in/organisation/confirm']
const places: Record<string, string> = { type: 'justice.suspect-arrested', field: 'value', value: 'review-days-high' }
const guarded = routes.filter(({ access, method }) => access !== 'anyone' && method !== 'HEAD')
const addressFor = (url: string): string => {
  const nobodys = Object.fromEntries(namesIn(url).map((name) => [name, places[name] ?? randomUUID()]))
  return addressWith(url, { ...nobodys, ...whole.idsFor(url) })
}

describe('each answer has one row in the log before it leaves (S5, INV-49)', () => {
  for (const [who, find] of [
    ['whoever works on the case', async () => whole.owner],
    ['a supervisor', async () => whole.boss],
    ['a stranger', () => aPractitioner('housing-officer')],
  ] as const)
    test(`at every address, for ${who}`, { timeout: 300_000 }, async (t) => {
      const person = await find()
      const wrong: string[] = []
      const statuses: Record<number, number> = {}
      for (const route of guarded) {
        // Whoever signs out there has no session for the rest.
        const by = route.url.startsWith('/sign-in/') ? await aPractitioner('idva') : person
        const { status, rows, late } = await rowsFor(asPerson(by, route, addressFor(route.url)))
        statuses[status] = (statuses[status] ?? 0) + 1
        const wanted = withoutRow.includes(route.url) ? [0, 1] : [1]
        if (!wanted.includes(rows) || late > 0 || status >= 500)
          wrong.push(`${route.method} ${route.url}: ${status}, ${rows} rows, ${late} statements afterwards`)
      }
      assert.deepEqual(wrong, [])
      t.diagnostic(`figure S5: ${guarded.length} addresses asked by ${who}, each with its row before it left`)
      t.diagnostic(JSON.stringify(statuses))
    })

  test('who is not signed in is sent to sign in, and that needs no row', async () => {
    for (const route of guarded) {
      const { status, location, rows } = await rowsFor({ method: route.method, url: addressFor(route.url) })
      assert.deepEqual([status, location.split('?')[0], rows], [303, '/sign-in', 0], route.url)
    }
  })

  test('a form that is sent again, is too old, was changed, is too large, is no form or comes from another site', async () => {
    const { owner, ids } = whole
    const url = `/cases/${ids.caseId}/notes/new`
    const note = { how: 'visit', day: 'today', time: '08:00', said: 'Rang back.', formKey: formKeyOf(owner) }
    const send = (body: Record<string, string>, headers = {}) =>
      rowsFor({
        ...{ method: 'POST', url, payload: new URLSearchParams(body).toString() },
        headers: { cookie: `waymark=${owner.token}`, 'content-type': form, ...headers },
      })
    const answers = {
      first: await send(note),
      again: await send(note),
      changed: await send({ ...note, said: 'Rang back twice.' }),
      old: await send({ ...note, formKey: 'x' }),
      large: await send({ ...note, said: 'x'.repeat(1_100_000) }),
      json: await send(note, { 'content-type': 'application/json' }),
      foreign: await send(note, { origin: 'https://elsewhere.example' }),
    }
    assert.deepEqual(
      Object.entries(answers).map(([name, { status, rows }]) => [name, status, rows]),
      [
        ['first', 303, 1],
        ['again', 303, 1],
        ['changed', 409, 1],
        ['old', 422, 1],
        ['large', 413, 1],
        ['json', 415, 1],
        ['foreign', 404, 1],
      ],
    )
  })

  test('who signs in, fails to, or comes with a link, a feed or a key that nobody knows', async () => {
    const member = await aMember()
    const before = await count()
    assert.equal((await signIn(member)).status, 303)
    assert.equal((await count()) - before, 1)
    const token = 'A'.repeat(43)
    const post = (url: string, body: object): Ask => ({
      method: 'POST',
      url,
      headers: { 'content-type': form },
      payload: new URLSearchParams({ ...body }).toString(),
    })
    const call = (authorization: string, payload: string): Ask => ({
      method: 'POST',
      url: '/inbox/api',
      headers: { authorization, 'content-type': 'application/json' },
      payload,
    })
    const asked: Record<string, Ask> = {
      'a wrong password': post('/sign-in', { email: member.email, password: 'wrong', code: '123456' }),
      'nobody of that name': post('/sign-in', { email: 'nobody@example.test', password: 'wrong', code: '123456' }),
      'an empty form': post('/sign-in', {}),
      'a link that is none': { method: 'GET', url: `/sign-in/join/${token}` },
      'a feed that is none': { method: 'GET', url: `/feeds/calendar/${token}.ics` },
      'a key that is none': call(`Bearer wmi_${token}`, '{}'),
      'no JSON': call('', '{'),
      'not Notify': post('/messages/notify-callback', {}),
    }
    for (const [what, ask] of Object.entries(asked)) assert.equal((await rowsFor(ask)).rows, 1, what)
    const feed = String((await as(whole.owner).submit('/feeds/address')).$('main input').last().val())
    assert.deepEqual(await rowsFor({ method: 'GET', url: new URL(feed).pathname }), {
      status: 200,
      location: '',
      rows: 1,
      late: 0,
    })
    const chief = await aPractitioner('administrator', { agencyId: whole.owner.agencyId })
    const apiKey = (await as(chief).submit('/inbox/keys', { source: 'A system', practitionerId: whole.owner.id })).text(
      'code',
    )
    const row = { sourceReference: 'C-1', event: 'arrested', happened: '2026-11-20T16:35:00+00:00' }
    for (const [body, status] of [
      [{ format: 'custody', rows: [row] }, 200],
      [{}, 422],
    ] as const)
      assert.deepEqual(await rowsFor(call(`Bearer ${apiKey}`, JSON.stringify(body))), {
        status,
        location: '',
        rows: 1,
        late: 0,
      })
  })

  test('the addresses that need no session and write no row show nothing of anybody', () => {
    const silent = routes.filter(
      ({ access, audit, method, url }) =>
        access === 'anyone' && audit === 'none' && method !== 'HEAD' && !url.startsWith('/assets/'),
    )
    assert.deepEqual(
      silent
        .map(({ method, url }) => `${method} ${url}`)
        .filter((each) => !each.includes('/scim/v2'))
        .sort(),
      [
        'GET /sign-in',
        'GET /sign-in/left',
        'GET /sign-in/organisation',
        'GET /sign-in/organisation/:agencyId',
        'GET /sign-in/organisation/:agencyId/leave',
        'GET /sign-in/organisation/:agencyId/out',
        'POST /sign-in/stay',
      ],
    )
  })
})

test('a form that is sent once more, because its answer was lost, is one change on the record and then a look', async () => {
  const barrier = { personId: whole.ids.personId, kind: 'language', what: 'Speaks Tigrinya', adjustment: '' }
  const once = { ...barrier, formKey: formKeyOf(whole.owner) }
  const kinds = async () => {
    const at = ['/cases/:caseId/barriers', whole.ids.caseId, whole.owner.id]
    const { rows } = await counter.query<{ kind: string }>(
      'select kind from audit where route = $1 and case_id = $2 and actor_id = $3 order by at, written_at',
      at,
    )
    return rows.map(({ kind }) => kind)
  }
  const before = (await kinds()).length
  for (const _ of [1, 2])
    assert.equal((await as(whole.owner).submit(`/cases/${whole.ids.caseId}/barriers`, once)).status, 303)
  assert.deepEqual((await kinds()).slice(before).sort(), ['alter', 'consult'])
})
