import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, describe, test } from 'node:test'
import fc from 'fast-check'
import pg from 'pg'
import { z } from 'zod'
import { testApp } from '../../testing/app.ts'
import { aCase } from '../../testing/cases.ts'
import type { Practitioner } from '../../testing/people.ts'
import { aUser } from './fixtures.ts'
import { core, enterprise } from './model/attributes.ts'

const app = await testApp()
const { web, as, aPractitioner, everything, services, database } = app
const head = await aPractitioner('administrator', { agencyId: (await aPractitioner('idva')).agencyId })
const agencyId = head.agencyId

const keyFor = async (administrator: Practitioner): Promise<string> => {
  const page = await as(administrator).submit('/scim/keys', { name: 'Entra' })
  return /wmd_[\w-]{43}/.exec(page.body)?.[0] ?? ''
}
const key = await keyFor(head)
type Answer = { status: number; body: Record<string, unknown>; headers: Record<string, unknown> }
const call = async (method: string, url: string, payload?: unknown, token = key): Promise<Answer> => {
  const answer = await web.inject({
    ...{ method: method as 'GET', url: `/scim/v2${url}` },
    headers: {
      authorization: `Bearer ${token}`,
      ...(payload !== undefined && { 'content-type': 'application/scim+json' }),
    },
    ...(payload !== undefined && { payload: JSON.stringify(payload) }),
  })
  return { status: answer.statusCode, body: answer.body ? answer.json() : {}, headers: answer.headers }
}
const patch = (url: string, ...Operations: object[]) =>
  call('PATCH', url, { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations })
let count = 0
const newUser = async (change: Record<string, unknown> = {}) => {
  const name = `Fledgling${++count}`
  const made = await call('POST', '/Users', aUser(name, change))
  assert.equal(made.status, 201, JSON.stringify(made.body))
  return { id: String(made.body.id), name, email: `${name.toLowerCase()}@directory.example`, body: made.body }
}
const roleOf = async (id: string) =>
  (await everything.selectFrom('practitioner').select('role').where('id', '=', id).executeTakeFirstOrThrow()).role
const mean = (word: string, role: string) => as(head).submit('/scim/words', { word, role })
/** A session of somebody whom the directory made, as the door would begin one. */
const sessionOf = async (id: string): Promise<Practitioner> => {
  const other = await aPractitioner('idva', { agencyId })
  await everything
    .updateTable('signIn.session')
    .set({ practitionerId: id })
    .where('practitionerId', '=', other.id)
    .execute()
  return { ...other, id }
}

describe('what the service says of itself (RFC 7643 5 to 7, RFC 7644 4)', () => {
  test('its configuration, its types and its schemas are there, under the type of SCIM', async () => {
    const config = await call('GET', '/ServiceProviderConfig')
    assert.match(String(config.headers['content-type']), /^application\/scim\+json/)
    for (const part of ['patch', 'bulk', 'filter', 'changePassword', 'sort', 'etag', 'authenticationSchemes'])
      assert.ok(part in config.body, part)
    const types = z.object({
      Resources: z.array(z.object({ id: z.string(), schema: z.string(), endpoint: z.string() })),
    })
    const { Resources } = types.parse((await call('GET', '/ResourceTypes')).body)
    assert.deepEqual(
      Resources.map(({ id, endpoint }) => [id, endpoint]),
      [
        ['User', '/Users'],
        ['Group', '/Groups'],
      ],
    )
    for (const { schema, id } of Resources) {
      assert.equal((await call('GET', `/Schemas/${schema}`)).body.id, schema)
      assert.equal((await call('GET', `/ResourceTypes/${id}`)).status, 200)
    }
    assert.equal((await call('GET', '/Schemas/urn:nobody')).status, 404)
    assert.equal((await call('GET', '/Schemas?filter=id pr')).status, 403)
  })
  test('what is not there, and what is no id, is a SCIM error', async () => {
    for (const url of [`/Users/${randomUUID()}`, '/Users/not-an-id', '/Nothing', `/Groups/${randomUUID()}`]) {
      const { status, body } = await call('GET', url)
      assert.equal(status, 404, url)
      assert.deepEqual(body.schemas, ['urn:ietf:params:scim:api:messages:2.0:Error'])
      assert.equal(body.status, '404')
    }
  })
  test('without a key, with a wrong one and with an ended one nothing is told, and the try is on the record', async () => {
    const other = await aPractitioner('administrator', { agencyId })
    const ended = await keyFor(other)
    assert.equal((await call('GET', '/Users', undefined, ended)).status, 200)
    const { id } = await everything
      .selectFrom('directoryKey')
      .select('id')
      .where('madeBy', '=', other.id)
      .executeTakeFirstOrThrow()
    assert.equal((await as(head).submit(`/scim/keys/${id}/end`)).location, '/scim')
    for (const token of ['', `wmd_${'x'.repeat(43)}`, ended]) {
      const { status, body, headers } = await call('GET', '/Users', undefined, token)
      assert.deepEqual([status, body.status, headers['www-authenticate']], [401, '401', 'Bearer'])
    }
    const failures = await everything
      .selectFrom('audit')
      .selectAll()
      .where('route', '=', '/scim/v2/Users')
      .where('kind', '=', 'fail')
      .execute()
    assert.equal(failures.filter(({ actorId }) => actorId === null).length, 3)
  })
})

describe('a joiner (RFC 7644 3.3)', () => {
  test('is somebody invited, of this agency, with no role and so with no access', async () => {
    const { id, body, email } = await newUser()
    assert.equal(await roleOf(id), 'no role yet')
    const person = await everything
      .selectFrom('practitioner')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    assert.deepEqual([person.agencyId, person.joinedAt, person.email], [agencyId, null, email])
    const meta = z.object({ location: z.string(), resourceType: z.literal('User') }).parse(body.meta)
    assert.equal(meta.location, `http://localhost/scim/v2/Users/${id}`)
    const me = await sessionOf(id)
    assert.equal((await as(me).visit('/cases')).status, 404)
    assert.equal((await as(me).visit('/staff')).status, 404)
  })
  test('is found by userName and by externalId, as Entra asks before it makes anybody', async () => {
    const { id, email, name } = await newUser()
    for (const filter of [`userName eq "${email.toUpperCase()}"`, `externalId eq "id-${name.toLowerCase()}"`]) {
      const found = await call('GET', `/Users?filter=${encodeURIComponent(filter)}`)
      assert.deepEqual(
        z
          .array(z.object({ id: z.string() }))
          .parse(found.body.Resources)
          .map((each) => each.id),
        [id],
      )
    }
    const nobody = await call('GET', `/Users?filter=${encodeURIComponent('userName eq "nobody@directory.example"')}`)
    assert.deepEqual([nobody.status, nobody.body.totalResults, nobody.body.Resources], [200, 0, []])
    assert.equal((await call('GET', '/Users?filter=userName%20is%20x')).body.scimType, 'invalidFilter')
  })
  test('whom somebody else has the name or the address of is refused as a duplicate', async () => {
    const { name } = await newUser()
    const again = await call('POST', '/Users', aUser(name))
    assert.deepEqual([again.status, again.body.scimType], [409, 'uniqueness'])
    const elsewhere = await aPractitioner('investigating-officer')
    const theirs = await call('POST', '/Users', aUser('Other', { emails: [{ value: `${elsewhere.id}@example.test` }] }))
    assert.equal(theirs.status, 409)
  })
  test('who was invited by hand before is known again by the address, and keeps role and cases', async () => {
    const byHand = await aPractitioner('idva', { agencyId })
    const email = `${byHand.id}@example.test`
    const found = await call('GET', `/Users?filter=${encodeURIComponent(`userName eq "${email}"`)}`)
    assert.deepEqual(
      z
        .array(z.object({ id: z.string() }))
        .parse(found.body.Resources)
        .map(({ id }) => id),
      [byHand.id],
    )
    const made = await call('POST', '/Users', aUser('Byhand', { emails: [{ value: email }] }))
    assert.deepEqual([made.status, made.body.id], [201, byHand.id])
    assert.equal(await roleOf(byHand.id), 'idva')
  })
  test('comes back under the same name as the same person', async () => {
    const { id, name } = await newUser()
    assert.equal((await call('DELETE', `/Users/${id}`)).status, 204)
    assert.equal((await call('GET', `/Users/${id}`)).status, 404)
    assert.equal((await call('POST', '/Users', aUser(name))).body.id, id)
  })
})

describe('roles come from the agency’s own mapping alone (INV-39)', () => {
  test('a word that has no meaning gives nothing, and the administrator sees who waits', async () => {
    const { id, name } = await newUser({ roles: [{ value: 'Wonderworker' }] })
    assert.equal(await roleOf(id), 'no role yet')
    const page = await as(head).visit('/scim')
    assert.match(page.text(), new RegExp(`${name} Inventado.*words that mean nothing here.*Wonderworker`))
    await mean('wonderWORKER', 'idva')
    assert.equal(await roleOf(id), 'idva')
  })
  test('administrator, as a word of the directory, makes nobody one until the agency says so', async () => {
    const { id } = await newUser({ roles: [{ value: 'administrator' }] })
    assert.equal(await roleOf(id), 'no role yet')
    await mean('administrator', 'administrator')
    assert.equal(await roleOf(id), 'administrator')
  })
  test('two roles at once are not chosen between', async () => {
    await mean('one', 'idva')
    await mean('two', 'idva-manager')
    const { id } = await newUser({ roles: [{ value: 'one' }] })
    assert.equal(await roleOf(id), 'idva')
    await patch(`/Users/${id}`, { op: 'add', path: 'roles', value: [{ value: 'two' }] })
    assert.equal(await roleOf(id), 'no role yet')
  })
  test('a mover’s new role holds at once, and open sessions end (S16)', async () => {
    await mean('one', 'idva')
    const { id } = await newUser({ roles: [{ value: 'one' }] })
    const me = as(await sessionOf(id))
    assert.equal((await me.visit('/staff')).status, 200)
    await patch(`/Users/${id}`, { op: 'replace', path: 'roles', value: [{ value: 'two' }] })
    assert.equal(await roleOf(id), 'idva-manager')
    assert.match((await me.visit('/staff')).location, /^\/sign-in/)
  })
  test('what was set by hand stays while the directory says nothing; what the directory gave it takes back', async () => {
    const byHand = await newUser()
    await everything.updateTable('practitioner').set({ role: 'idva' }).where('id', '=', byHand.id).execute()
    await patch(`/Users/${byHand.id}`, { op: 'replace', path: 'displayName', value: 'Fledged Inventado' })
    assert.equal(await roleOf(byHand.id), 'idva')
    const given = await newUser({ roles: [{ value: 'one' }] })
    await patch(`/Users/${given.id}`, { op: 'remove', path: 'roles' })
    assert.equal(await roleOf(given.id), 'no role yet')
  })
  for (const role of ['administrator', 'auditor', 'professional-standards'])
    test(`who leads a case does not become ${role} before it is handed over, and then is in no team (INV-24, INV-39)`, async () => {
      await mean(role, role)
      const { id, name } = await newUser({ roles: [{ value: 'one' }] })
      await aCase(services, { ...(await sessionOf(id)), role: 'idva' })
      const moved = await patch(`/Users/${id}`, { op: 'replace', path: 'roles', value: [{ value: role }] })
      assert.deepEqual([moved.status, await roleOf(id)], [200, 'idva'])
      assert.match((await as(head).visit('/scim')).text(), new RegExp(`${name} Inventado.*hand over first`))
      const free = await newUser({ roles: [{ value: role }] })
      const team = String((await as(head).submit('/staff/teams/new', { name: role })).location.split('/').at(-1))
      const group = await call('POST', '/Groups', { displayName: `All ${role}`, members: [{ value: free.id }] })
      await as(head).submit(`/scim/groups/${group.body.id}`, { teamId: team, role: '' })
      const members = await everything
        .selectFrom('teamMember')
        .selectAll()
        .where('practitionerId', '=', free.id)
        .execute()
      assert.deepEqual([await roleOf(free.id), members], [role, []])
    })
  test('the department is a word too, where there are no roles', async () => {
    await mean('north office', 'idva')
    assert.equal(await roleOf((await newUser({ [enterprise]: { department: 'North Office' } })).id), 'idva')
  })
  test('the manager becomes the supervisor, and nobody supervises in a circle', async () => {
    const [boss, worker] = [await newUser(), await newUser()]
    const lineOf = async (id: string) =>
      (
        await everything
          .selectFrom('practitioner')
          .select('supervisorId')
          .where('id', '=', id)
          .executeTakeFirstOrThrow()
      ).supervisorId
    const path = `${enterprise}:manager`
    await patch(`/Users/${worker.id}`, { op: 'Add', path, value: boss.id })
    assert.equal(await lineOf(worker.id), boss.id)
    await patch(`/Users/${boss.id}`, { op: 'Add', path, value: { value: worker.id } })
    assert.equal(await lineOf(boss.id), null)
    await patch(`/Users/${worker.id}`, { op: 'Add', path, value: (await aPractitioner('investigating-officer')).id })
    assert.equal(await lineOf(worker.id), boss.id, 'nobody of another agency')
  })
})

describe('a leaver is out at the next request, and no case changes hands by itself (S16, U13, INV-24, INV-56)', () => {
  const ways: [string, (id: string) => Promise<Answer>][] = [
    ['Entra switches them off', (id) => patch(`/Users/${id}`, { op: 'Replace', path: 'active', value: 'False' })],
    ['Okta switches them off', (id) => patch(`/Users/${id}`, { op: 'replace', value: { active: false } })],
    [
      'a PUT says inactive',
      async (id) => call('PUT', `/Users/${id}`, { ...(await call('GET', `/Users/${id}`)).body, active: false }),
    ],
    ['a DELETE', (id) => call('DELETE', `/Users/${id}`)],
  ]
  for (const [how, leave] of ways)
    test(`${how}: the open session is asked to sign in within 60 seconds, the case stays theirs`, async (t) => {
      await mean('one', 'idva')
      const { id } = await newUser({ roles: [{ value: 'one' }] })
      const person = await sessionOf(id)
      const { caseId } = await aCase(services, { ...person, role: 'idva' })
      const me = as(person)
      assert.equal((await me.visit('/boards/mine')).status, 200)
      const began = performance.now()
      assert.ok((await leave(id)).status < 300)
      assert.match((await me.visit('/boards/mine')).location, /^\/sign-in/)
      const time = Math.round(performance.now() - began)
      assert.ok(time < 60_000, `${time} ms`)
      t.diagnostic(`figure S16: ${how}: out after ${time} ms`)
      const held = await everything
        .selectFrom('cases')
        .select(['riskLeadId', 'planLeadId', 'contactLeadId'])
        .where('id', '=', caseId)
        .executeTakeFirstOrThrow()
      assert.deepEqual(held, { riskLeadId: id, planLeadId: id, contactLeadId: id })
      const grants = await everything
        .selectFrom('caseGrant')
        .select('revokedAt')
        .where('caseId', '=', caseId)
        .where('granteeId', '=', id)
        .execute()
      assert.deepEqual(grants, [{ revokedAt: null }])
      assert.match((await as(head).visit('/scim')).text(), /Access stopped by the directory.*hand it over/)
    })
  test('who was stopped by hand is not let in again by the directory', async () => {
    const { id } = await newUser()
    await as(head).submit(`/staff/${id}/stop`)
    await patch(`/Users/${id}`, { op: 'replace', path: 'active', value: true })
    assert.equal((await call('GET', `/Users/${id}`)).body.active, false)
  })
  test('who is switched on again is active again', async () => {
    const { id } = await newUser()
    await patch(`/Users/${id}`, { op: 'replace', path: 'active', value: false })
    assert.equal((await call('GET', `/Users/${id}`)).body.active, false)
    await patch(`/Users/${id}`, { op: 'replace', path: 'active', value: true })
    assert.equal((await call('GET', `/Users/${id}`)).body.active, true)
  })
})

describe('a group changes who is in a team only where an administrator mapped it', () => {
  const teamsOf = async (id: string) =>
    (
      await everything
        .selectFrom('teamMember')
        .select('teamId')
        .where('practitionerId', '=', id)
        .where('untilAt', 'is', null)
        .execute()
    ).map(({ teamId }) => teamId)
  const aTeam = async (name: string) =>
    String((await as(head).submit('/staff/teams/new', { name })).location.split('/').at(-1))
  const aGroup = async (...members: string[]) => {
    const made = await call('POST', '/Groups', {
      schemas: [`${core}Group`],
      displayName: `Group ${++count}`,
      members: members.map((value) => ({ value })),
    })
    assert.equal(made.status, 201, JSON.stringify(made.body))
    return String(made.body.id)
  }

  test('not mapped, it changes nothing; mapped, who is in it is in the team; who goes is out', async () => {
    const [one, two] = [await newUser({ roles: [{ value: 'one' }] }), await newUser({ roles: [{ value: 'one' }] })]
    const [team, group] = [await aTeam('North'), await aGroup(one.id)]
    assert.deepEqual(await teamsOf(one.id), [])
    assert.equal((await as(head).submit(`/scim/groups/${group}`, { teamId: team, role: '' })).location, '/scim')
    assert.deepEqual(await teamsOf(one.id), [team])
    await patch(`/Groups/${group}`, { op: 'Add', path: 'members', value: [{ value: two.id }] })
    await patch(`/Groups/${group}`, { op: 'Remove', path: 'members', value: [{ value: one.id }] })
    assert.deepEqual([await teamsOf(one.id), await teamsOf(two.id)], [[], [team]])
    const groups = z.array(z.object({ value: z.string() })).parse((await call('GET', `/Users/${two.id}`)).body.groups)
    assert.deepEqual(
      groups.map(({ value }) => value),
      [group],
    )
    assert.equal((await call('DELETE', `/Groups/${group}`)).status, 204)
    assert.deepEqual(await teamsOf(two.id), [])
  })
  test('who was in the team by hand stays in it', async () => {
    const one = await newUser({ roles: [{ value: 'one' }] })
    const [team, group] = [await aTeam('South'), await aGroup(one.id)]
    await as(head).submit(`/staff/teams/${team}/join`, { practitionerId: one.id })
    await as(head).submit(`/scim/groups/${group}`, { teamId: team, role: '' })
    await patch(`/Groups/${group}`, { op: 'remove', path: `members[value eq "${one.id}"]` })
    assert.deepEqual(await teamsOf(one.id), [team])
  })
  test('a lead keeps the team through which alone they see their case, and the administrator is told (INV-24)', async () => {
    const one = await newUser({ roles: [{ value: 'one' }] })
    const [team, group] = [await aTeam('East'), await aGroup(one.id)]
    await as(head).submit(`/scim/groups/${group}`, { teamId: team, role: '' })
    const { caseId } = await aCase(services, { ...(await sessionOf(one.id)), role: 'idva' })
    await everything
      .updateTable('caseGrant')
      .set({ granteeId: team })
      .where('caseId', '=', caseId)
      .where('granteeId', '=', one.id)
      .execute()
    assert.equal((await patch(`/Groups/${group}`, { op: 'remove', path: 'members' })).status, 200)
    assert.deepEqual(await teamsOf(one.id), [team])
    assert.match((await as(head).visit('/scim')).text(), /Still in East: they lead a case/)
  })
  test('a group may give a role, and takes it back from who leaves it', async () => {
    const one = await newUser()
    const group = await aGroup(one.id)
    await as(head).submit(`/scim/groups/${group}`, { teamId: '', role: 'idva' })
    assert.equal(await roleOf(one.id), 'idva')
    await call('PUT', `/Groups/${group}`, { displayName: 'Emptied', members: [] })
    assert.equal(await roleOf(one.id), 'no role yet')
  })
  test('a member of another agency is no member', async () => {
    const elsewhere = await aPractitioner('investigating-officer')
    const refused = await call('POST', '/Groups', { displayName: 'Mixed', members: [{ value: elsewhere.id }] })
    assert.deepEqual([refused.status, refused.body.scimType], [400, 'invalidValue'])
  })
  test('what Entra does not want to read is left out', async () => {
    const group = await aGroup((await newUser()).id)
    const { body } = await call('GET', `/Groups/${group}?excludedAttributes=members`)
    assert.deepEqual([body.id, 'members' in body], [group, false])
  })
})

describe('a key reaches its own agency and nothing else (S4, INV-36)', () => {
  test('people and groups of another agency are not there, to read, change or remove', async () => {
    const elsewhere = await aPractitioner('investigating-officer')
    for (const [method, body] of [
      ['GET'],
      ['PUT', aUser('X')],
      ['PATCH', { Operations: [{ op: 'replace', value: { active: false } }] }],
      ['DELETE'],
    ] as const)
      assert.equal((await call(method, `/Users/${elsewhere.id}`, body)).status, 404, method)
    const theirHead = await aPractitioner('administrator', { agencyId: elsewhere.agencyId })
    const theirs = await call('GET', '/Users', undefined, await keyFor(theirHead))
    const ids = z
      .array(z.object({ id: z.string() }))
      .parse(theirs.body.Resources)
      .map(({ id }) => id)
    assert.ok(ids.includes(elsewhere.id) && !ids.includes(head.id))
  })
  test('bound, it reads no row of any table by itself, and may write to none', async () => {
    await aCase(services, await aPractitioner('idva', { agencyId }))
    const client = new pg.Client(database.app)
    await client.connect()
    after(() => client.end())
    const tables = await client.query(
      "select format('%I.%I', table_schema, table_name) as name from information_schema.tables where table_type = 'BASE TABLE' and table_schema in ('public', 'vault')",
    )
    const open: string[] = []
    for (const { name } of tables.rows) {
      await client.query('begin')
      const bound = await client.query('select * from bind_directory_key($1)', [key])
      assert.equal(bound.rows.length, 1)
      const seen = await client.query(`select from ${name} limit 1`).then(
        ({ rows }) => rows.length,
        () => 0,
      )
      if (seen > 0) open.push(name)
      await client.query('rollback')
    }
    assert.deepEqual(
      open.filter((name) => !harmless.includes(name)),
      [],
    )
  })
  // Nothing in these is about a person or a case.
  const harmless = ['public.installation', 'public.heartbeat', 'public.migration', 'public.audit_batch']

  test('each call is on the record under the key, refused ones too, with whom it was about', async () => {
    const { id } = await newUser()
    await call('PATCH', `/Users/${id}`, { Operations: [{ op: 'replace', path: 'id', value: 'x' }] })
    const rows = await everything
      .selectFrom('audit')
      .selectAll()
      .where('objectId', '=', id)
      .orderBy('writtenAt')
      .execute()
    assert.deepEqual(
      rows.map(({ kind, detail }) => [kind, detail]),
      [
        ['alter', 'directory Entra'],
        ['fail', 'directory Entra'],
      ],
    )
    assert.deepEqual([...new Set(rows.map((row) => row.agencyId))], [agencyId])
  })
  test('whatever is sent, the answer is SCIM’s and never a fault of ours', async () => {
    const { id } = await newUser()
    const method = fc.constantFrom(
      'POST /Users',
      `PUT /Users/${id}`,
      `PATCH /Users/${id}`,
      'POST /Groups',
      'GET /Users',
    )
    const path = fc.constantFrom(
      'emails',
      'name.givenName',
      'members',
      'roles',
      'active',
      'userName',
      'externalId',
      'phoneNumbers',
      'displayName',
    )
    const operations = fc.record({
      Operations: fc.array(
        fc.record({ op: fc.constantFrom('add', 'replace', 'remove'), path, value: fc.jsonValue() }),
        { maxLength: 4 },
      ),
    })
    const body = fc.oneof(
      fc.jsonValue(),
      operations,
      fc.dictionary(path, fc.jsonValue()).map((change) => aUser('Fuzz', change)),
    )
    await fc.assert(
      fc.asyncProperty(method, body, fc.string({ unit: 'binary' }), async (which, payload, filter) => {
        const [verb = '', url = ''] = which.split(' ')
        const { status, headers } =
          verb === 'GET'
            ? await call(verb, `${url}?filter=${encodeURIComponent(filter)}`)
            : await call(verb, url, payload)
        assert.ok(status < 500, `${status} ${which} ${JSON.stringify(payload)}`)
        assert.match(String(headers['content-type']), /^application\/scim\+json/)
      }),
      { numRuns: 60 },
    )
  })
  test('no JSON, another type and a broken body are told so in SCIM’s own words', async () => {
    const send = (type: string, payload: string) =>
      web.inject({
        method: 'POST',
        url: '/scim/v2/Users',
        headers: { authorization: `Bearer ${key}`, 'content-type': type },
        payload,
      })
    const [broken, other] = [await send('application/scim+json', '{'), await send('text/xml', 'x')]
    assert.deepEqual([broken.statusCode, broken.json().scimType], [400, 'invalidSyntax'])
    assert.equal(other.statusCode, 415)
    assert.equal((await send('application/json', JSON.stringify(aUser('Plain')))).statusCode, 201)
  })
})
