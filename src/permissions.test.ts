import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { permissionsOf } from './domains/staff/index.ts'
import { roles } from './domains/staff/model/roles.ts'
import { newFormKey } from './platform/form-keys.ts'
import { key } from './platform/secrets.ts'
import { testApp } from './testing/app.ts'
import type { Practitioner } from './testing/people.ts'
import { addressWith, namesIn, type Route, withRoutes } from './testing/routes.ts'

// What each address says of who may use it is what happens. The routes are the app's own, the roles those of the product.
const heard: string[] = []
const { made: app, routes } = await withRoutes(() =>
  testApp({ max: 1, hears: (statement) => heard.push(statement.replace(/\s+/g, ' ').trim()) }),
)
const { web, aPractitioner, services, as } = app
const guarded = routes.filter(({ access, method }) => access !== 'anyone' && method !== 'HEAD')

const places: Record<string, string> = { type: 'justice.suspect-arrested', field: 'value', value: 'review-days-high' }
const somewhere = ({ url }: Route): string =>
  addressWith(url, Object.fromEntries(namesIn(url).map((name) => [name, places[name] ?? randomUUID()])))

const ask = async (person: Practitioner, route: Route) => {
  heard.length = 0
  const formKey = newFormKey(key(services.secret, 'form-keys'), person.id)
  const headers = { cookie: `waymark=${person.token}`, 'content-type': 'application/x-www-form-urlencoded' }
  const payload = `formKey=${formKey}`
  const isPost = route.method === 'POST'
  const { statusCode, body } = await web.inject({
    ...{ method: route.method as 'GET', url: somewhere(route), headers },
    ...(isPost && { payload }),
  })
  return { status: statusCode, body, statements: [...heard] }
}
const nothing = (await as(await aPractitioner('idva')).visit('/there-is-nothing-here')).body

/** Refused before anything was looked up: who is there, and the audit row of the refusal. */
const isRefusal = ({ status, body, statements }: Awaited<ReturnType<typeof ask>>): boolean =>
  status === 404 && body === nothing && statements.length === 7 && /insert into "audit"/.test(statements[5] ?? '')

/** Roles that may use the same are the same to every address: one of each sort is asked. */
const sorts = Map.groupBy([...Object.keys(roles), 'a role that nobody knows'], (role) =>
  [...permissionsOf(role)].toSorted().join(' '),
)
for (const [role = '', ...alike] of sorts.values())
  test(`${[role, ...alike].join(', ')}: let in where the address says so, and nothing is there anywhere else`, async () => {
    const person = await aPractitioner(role)
    const wrong: string[] = []
    for (const route of guarded) {
      // Leaving would end the session with which the rest is asked.
      if (route.url.startsWith('/sign-in/')) continue
      const isLetIn = route.access === 'signed-in' || permissionsOf(role).has(route.access ?? '')
      const answer = await ask(person, route)
      const looked = answer.statements.length > 2 && !isRefusal(answer)
      if (looked !== isLetIn) wrong.push(`${route.method} ${route.url} (${route.access}): ${answer.status}`)
      if (answer.status >= 500) wrong.push(`${route.method} ${route.url}: ${answer.status}`)
    }
    assert.deepEqual(wrong, [])
  })

test('every address says who may use it, and a HEAD the same as its GET', () => {
  const of = (method: string) =>
    new Map(routes.filter((route) => route.method === method).map(({ url, access }) => [url, access]))
  assert.deepEqual(of('HEAD'), of('GET'))
  assert.deepEqual(
    routes.filter(({ access }) => !access),
    [],
  )
})

test('without a session these addresses answer, and no others', async () => {
  const open = routes.filter(({ access, url }) => access === 'anyone' && !url.startsWith('/assets/'))
  assert.deepEqual([...new Set(open.map(({ url }) => url))].sort(), [
    '/feeds/calendar/:file',
    '/inbox/api',
    '/messages/notify-callback',
    '/scim/v2/Groups',
    '/scim/v2/Groups/:id',
    '/scim/v2/ResourceTypes',
    '/scim/v2/ResourceTypes/:name',
    '/scim/v2/Schemas',
    '/scim/v2/Schemas/:name',
    '/scim/v2/ServiceProviderConfig',
    '/scim/v2/Users',
    '/scim/v2/Users/:id',
    '/sign-in',
    '/sign-in/away',
    '/sign-in/confirm',
    '/sign-in/confirm/passkey',
    '/sign-in/confirm/passkey/options',
    '/sign-in/join/:token',
    '/sign-in/left',
    '/sign-in/organisation',
    '/sign-in/organisation/:agencyId',
    '/sign-in/organisation/:agencyId/answer',
    '/sign-in/organisation/:agencyId/leave',
    '/sign-in/organisation/:agencyId/logout',
    '/sign-in/organisation/:agencyId/out',
    '/sign-in/passkey',
    '/sign-in/passkey/options',
    '/sign-in/stay',
  ])
  for (const route of guarded) {
    const answer = await web.inject({ method: route.method as 'GET', url: somewhere(route) })
    assert.deepEqual([answer.statusCode, answer.headers.location], [303, '/sign-in'], `${route.method} ${route.url}`)
  }
})

test('a session that is nobody’s is asked to sign in everywhere, and the database is asked once who it is', async () => {
  const nobody: Practitioner = { id: randomUUID(), agencyId: '', name: '', role: '', token: 'A'.repeat(43) }
  for (const route of guarded) {
    const { status, statements } = await ask(nobody, route)
    assert.deepEqual([status, statements.length], [303, 3], `${route.method} ${route.url}`)
  }
})

test('what is sent needs the right to write, but for the few that change nothing or only one’s own', () => {
  const sent = guarded.filter(({ method, access }) => method === 'POST' && !access?.endsWith(':write'))
  const own = sent.filter(({ access }) => access === 'signed-in')
  assert.deepEqual(own.map(({ url }) => url).sort(), [
    '/attendance/:attendanceId/review',
    '/conflicts/lifts/:liftId',
    '/conflicts/matches/:matchId/answer',
    '/conflicts/matches/:matchId/propose',
    '/conflicts/messages/:deskMessageId/done',
    '/conflicts/new',
    '/drafts/delete',
    '/drafts/save',
    '/drafts/start-again',
    // Which questions are whose to answer the database says, row by row.
    '/misuse/:alertId',
    '/sign-in/out',
    '/sign-in/passkeys',
    '/sign-in/passkeys/:passkeyId/name',
    '/sign-in/passkeys/:passkeyId/remove',
    '/sign-in/passkeys/options',
    '/sign-in/password',
    '/sign-in/recovery-codes',
    '/sign-in/sessions/end',
    '/sign-in/sessions/end-all',
    '/sign-in/sessions/end-others',
    '/staff/:practitionerId/leave',
    '/staff/:practitionerId/leave/:leaveId/cancel',
    '/staff/:practitionerId/pattern',
    '/staff/connections/:connectionId/end',
    '/staff/connections/other',
    '/staff/connections/own',
    '/staff/teams/:teamId/shifts',
    '/staff/teams/:teamId/shifts/:shiftId/cancel',
  ])
  const looks = ['consult', 'search', 'export', 'print']
  assert.deepEqual(
    sent.filter((route) => !own.includes(route) && !looks.includes(route.audit ?? '')),
    [],
  )
})

test('an administrator reaches no address of a case, and a library worker none that MODEL 13 closes to them', () => {
  const ofCases = guarded.filter(({ url }) => url.startsWith('/cases'))
  const reaches = (role: string) => ofCases.filter(({ access }) => permissionsOf(role).has(access ?? ''))
  assert.deepEqual(reaches('administrator'), [])
  const folders = reaches('library-worker').map(({ url }) => url.split('/')[3] ?? '')
  for (const closed of ['notes', 'justice', 'orders', 'messages', 'pictures'])
    assert.ok(!folders.includes(closed), `a library worker reaches ${closed}`)
})

test('whoever may change a thing may see it', () => {
  for (const role of Object.keys(roles)) {
    const mine = permissionsOf(role)
    const known = new Set(guarded.map(({ access }) => access))
    const blind = [...mine].filter((each) => each.endsWith(':write')).map((each) => each.replace(':write', ':read'))
    assert.deepEqual(
      blind.filter((read) => known.has(read as Route['access']) && !mine.has(read)),
      [],
      role,
    )
  }
})
