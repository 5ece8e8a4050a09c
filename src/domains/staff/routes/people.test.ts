import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { atExactly, record } from '../../../rules/record.ts'
import { testApp } from '../../../testing/app.ts'
import { aCase, workAs } from '../../../testing/cases.ts'

const { as, aPractitioner, services, everything } = await testApp()
const admin = await aPractitioner('administrator')
const { agencyId } = admin
const boss = await aPractitioner('police-supervisor', { agencyId, name: 'Bo Invented' })
const officer = await aPractitioner('investigating-officer', { agencyId, supervisorId: boss.id, name: 'Ola Invented' })
const stranger = await aPractitioner('idva')
const [asAdmin, asBoss, asOfficer, asStranger] = [as(admin), as(boss), as(officer), as(stranger)]
const stored = (id: string) =>
  everything.selectFrom('practitioner').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const aNewPerson = {
  name: 'Nia Invented',
  email: 'Nia@Police.example',
  role: 'first-responder',
  phone: '',
  supervisorId: boss.id,
}

test('an administrator invites somebody, and the link is shown once to hand over', async () => {
  const invited = await asAdmin.submit('/staff/new', aNewPerson)
  assert.equal(invited.status, 303)
  const [, id] = /^\/staff\/(.+)\/link$/.exec(invited.location) ?? []
  assert.ok(id)
  assert.equal((await stored(id)).email, 'nia@police.example')
  assert.equal((await asAdmin.visit(invited.location)).$('[name="link"]').length, 0)
  const made = await asAdmin.submit(invited.location)
  const link = new URL(String(made.value('link')))
  assert.equal((await as(null).visit(link.pathname)).title(), 'Set up your sign-in - Waymark')
  const again = await asAdmin.submit(invited.location)
  assert.notEqual(again.value('link'), link.href)
  assert.notEqual((await as(null).visit(link.pathname)).status, 200, 'the earlier link has ended')
  const kept = await everything.selectFrom('signIn.link').selectAll().execute()
  assert.ok(!JSON.stringify(kept).includes(link.pathname.split('/').at(-1) ?? 'nothing'), 'no token is kept')
})

test('an invitation that cannot stand is refused, says why, and keeps what was typed', async () => {
  const people = () => everything.selectFrom('practitioner').select('id').execute()
  const before = await people()
  const empty = await asAdmin.submit('/staff/new', { ...aNewPerson, name: ' ', email: 'not an address', role: '' })
  assert.deepEqual(
    empty.errors().map(({ text }) => text),
    ['Enter the name', 'Enter the work e-mail address, like name@agency.example', 'Select a role'],
  )
  assert.equal(empty.value('email'), 'not an address')
  const twice = await asAdmin.submit('/staff/new', { ...aNewPerson, email: `${officer.id}@EXAMPLE.test` })
  assert.match(twice.errors()[0]?.text ?? '', /^Somebody has this address already/)
  const foreign = await asAdmin.submit('/staff/new', {
    ...aNewPerson,
    email: 'x@police.example',
    supervisorId: stranger.id,
  })
  assert.deepEqual(
    foreign.errors().map(({ text }) => text),
    ['Select somebody who works here'],
  )
  assert.equal((await people()).length, before.length)
})

test('only an administrator invites, changes, makes links or ends access; for others those pages are not there (INV-39)', async () => {
  for (const path of [
    'new',
    `${officer.id}/edit`,
    `${officer.id}/link`,
    `${officer.id}/stop`,
    `${officer.id}/disable`,
    'teams/new',
  ])
    for (const person of [asBoss, asOfficer]) {
      assert.equal((await person.visit(`/staff/${path}`)).status, 404, path)
      assert.equal((await person.submit(`/staff/${path}`, aNewPerson)).status, 404, path)
    }
})

test('people of another agency are not there, for an administrator either', async () => {
  for (const path of ['', '/edit', '/link', '/stop', '/disable', '/pattern', '/leave'])
    assert.equal((await asAdmin.visit(`/staff/${stranger.id}${path}`)).status, 404, path)
  assert.equal((await asAdmin.submit(`/staff/${stranger.id}/link`)).status, 404)
  assert.equal((await asStranger.visit(`/staff/${officer.id}`)).status, 404)
  assert.doesNotMatch((await asStranger.visit('/staff')).text(), /Ola Invented/)
})

test('a change is saved once: who saves an older page sees both and decides', async () => {
  const person = await aPractitioner('first-responder', { agencyId, name: 'Al Invented' })
  const form = {
    name: 'Al Invented-Hill',
    role: 'first-responder',
    phone: '01234 567890',
    supervisorId: boss.id,
    version: '1',
  }
  assert.equal((await asAdmin.submit(`/staff/${person.id}/edit`, form)).location, `/staff/${person.id}`)
  const stale = await asAdmin.submit(`/staff/${person.id}/edit`, { ...form, name: 'Al Invented-Dale' })
  assert.equal(stale.status, 422)
  assert.match(stale.text('table'), /Al Invented-Hill ?Al Invented-Dale/)
  assert.equal(stale.value('version'), '2')
  assert.equal((await stored(person.id)).name, 'Al Invented-Hill')
  assert.equal(
    (await asAdmin.submit(`/staff/${person.id}/edit`, { ...form, name: 'Al Invented-Dale', version: '2' })).status,
    303,
  )
})

test('a new role counts at once and ends open sessions (S16)', async () => {
  const person = await aPractitioner('police-supervisor', { agencyId })
  assert.equal((await as(person).visit('/staff')).status, 200)
  await asAdmin.submit(`/staff/${person.id}/edit`, { name: person.name, role: 'first-responder', version: '1' })
  assert.equal((await as(person).visit('/staff')).location, '/sign-in')
})

test('nobody changes their own role, on the screen or below it', async () => {
  const refused = await asAdmin.submit(`/staff/${admin.id}/edit`, {
    name: admin.name,
    role: 'police-supervisor',
    version: '1',
  })
  assert.deepEqual(
    refused.errors().map(({ text }) => text),
    ['Nobody changes their own role: ask another administrator'],
  )
  await assert.rejects(
    workAs(services, admin, ({ tx }) =>
      tx.updateTable('practitioner').set({ role: 'police-supervisor' }).where('id', '=', admin.id).execute(),
    ),
    /nobody changes their own role/,
  )
  assert.equal((await asAdmin.visit(`/staff/${admin.id}/disable`)).status, 404)
})

test('nobody supervises the person who supervises them', async () => {
  const refused = await asAdmin.submit(`/staff/${boss.id}/edit`, {
    name: boss.name,
    role: boss.role,
    supervisorId: officer.id,
    version: '1',
  })
  assert.match(refused.errors()[0]?.text ?? '', /supervised by this one/)
})

test('an administrator sees numbers and no case: each case page is the same not-found (INV-39)', async () => {
  const { caseId } = await aCase(services, officer)
  const list = await asAdmin.visit('/staff')
  assert.match(list.text('tbody'), /Ola Invented/)
  assert.match(
    (await asAdmin.visit(`/staff/${officer.id}`)).text(),
    /Risk lead of 1 case, plan lead of 1 case, contact lead of 1 case/,
  )
  const nowhere = await asAdmin.visit(`/cases/${admin.id}`)
  for (const path of ['', '/entries', '/notes', '/risk', '/safe-contact', '/handovers', '/duties'])
    assert.equal(
      (await asAdmin.visit(`/cases/${caseId}${path}`)).body.replaceAll(/"formKey" value="[^"]*"/g, ''),
      nowhere.body.replaceAll(/"formKey" value="[^"]*"/g, ''),
      path,
    )
  await assert.rejects(
    workAs(services, officer, ({ tx, now }) =>
      sql`select grant_case(${caseId}, ${admin.id}, 'by mistake', ${now})`.execute(tx),
    ),
    /administrators, auditors and professional standards see no case/,
  )
})

test('who becomes an administrator hands over first, and then sees no case (INV-39)', async () => {
  const person = await aPractitioner('first-responder', { agencyId })
  const { caseId } = await aCase(services, officer)
  await workAs(services, officer, ({ tx, now }) =>
    sql`select grant_case(${caseId}, ${person.id}, 'helps', ${now})`.execute(tx),
  )
  await workAs(services, officer, (work) =>
    record(services, work, {
      ...{ caseId, type: 'incidents.recorded', happened: atExactly(work.now), knownAt: work.now, body: 'police' },
      ...{ toldBy: 'a neighbour', what: null, details: {} },
    }),
  )
  const made = await asAdmin.submit(`/staff/${officer.id}/edit`, {
    name: officer.name,
    role: 'administrator',
    supervisorId: boss.id,
    version: '1',
  })
  assert.match(
    made.errors()[0]?.text ?? '',
    /^An administrator has no case\. First hand over \d+ risk leads?, .* open dut/,
  )
  await asAdmin.submit(`/staff/${person.id}/edit`, { name: person.name, role: 'administrator', version: '1' })
  const live = await everything
    .selectFrom('caseGrant')
    .select('caseId')
    .where('granteeId', '=', person.id)
    .where('revokedAt', 'is', null)
    .execute()
  assert.deepEqual(live, [])
})

test('who still leads cannot be taken out, and the page says what is handed over first (INV-24)', async () => {
  const page = await asAdmin.visit(`/staff/${officer.id}/disable`)
  assert.match(
    page.text(),
    /Hand over first: \d+ risk leads?, \d+ plan leads?, \d+ contact leads? and \d+ open dut(y|ies)/,
  )
  assert.match(page.text(), /Bo Invented, who supervises them, does it for them/)
  const refused = await asAdmin.submit(`/staff/${officer.id}/disable`)
  assert.equal(refused.status, 422)
  assert.equal((await stored(officer.id)).disabledAt, null)
  assert.equal((await asOfficer.visit('/staff')).status, 200)
})

test('access can be stopped at once all the same: signed out everywhere, and the cases stay theirs (INV-56)', async () => {
  const person = await aPractitioner('investigating-officer', { agencyId, supervisorId: boss.id })
  const { caseId } = await aCase(services, person)
  await everything
    .insertInto('signIn.credential')
    .values({ practitionerId: person.id, passwordHash: 'x', totpCipher: Buffer.from('x') })
    .execute()
  await everything
    .insertInto('feed')
    .values({ practitionerId: person.id, tokenHash: Buffer.from(person.id), madeAt: new Date() })
    .execute()
  assert.match(
    (await asAdmin.visit(`/staff/${person.id}/stop`)).text(),
    /What they hold stays theirs until it is handed over: 1 risk lead/,
  )
  assert.equal((await asAdmin.submit(`/staff/${person.id}/stop`)).status, 303)
  assert.equal((await as(person).visit('/staff')).location, '/sign-in')
  const credential = await everything
    .selectFrom('signIn.credential')
    .selectAll()
    .where('practitionerId', '=', person.id)
    .executeTakeFirstOrThrow()
  assert.deepEqual([credential.passwordHash, credential.totpCipher], [null, null])
  assert.deepEqual(
    await everything
      .selectFrom('feed')
      .select('endedAt')
      .where('practitionerId', '=', person.id)
      .where('endedAt', 'is', null)
      .execute(),
    [],
  )
  const { riskLeadId } = await everything
    .selectFrom('cases')
    .select('riskLeadId')
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow()
  assert.equal(riskLeadId, person.id)
})

test('who leaves loses every way in at once, and comes back to no case (INV-56)', async () => {
  const person = await aPractitioner('first-responder', { agencyId })
  const { caseId } = await aCase(services, officer)
  await workAs(services, officer, ({ tx, now }) =>
    sql`select grant_case(${caseId}, ${person.id}, 'helps', ${now})`.execute(tx),
  )
  const cookie = as(person)
  assert.equal((await cookie.visit('/staff')).status, 200)
  assert.equal((await asAdmin.submit(`/staff/${person.id}/disable`)).status, 303)
  assert.equal((await cookie.visit('/staff')).location, '/sign-in')
  assert.equal((await asAdmin.submit(`/staff/${person.id}/link`)).status, 404)
  assert.match((await asAdmin.visit('/staff?state=left')).text('tbody'), new RegExp(person.name))
  assert.equal((await asAdmin.submit(`/staff/${person.id}/enable`)).status, 303)
  assert.equal((await cookie.visit('/staff')).location, '/sign-in')
  const live = await everything
    .selectFrom('caseGrant')
    .select('caseId')
    .where('granteeId', '=', person.id)
    .where('revokedAt', 'is', null)
    .execute()
  assert.deepEqual(live, [])
})

test('an administrator of one agency cannot end the access of another’s people, below the screen either', async () => {
  const ended = await workAs(
    services,
    admin,
    async ({ tx, now }) =>
      (await sql<{ done: boolean }>`select end_sign_in(${stranger.id}, ${now}) as done`.execute(tx)).rows[0],
  )
  assert.equal(ended?.done, false)
  const byOfficer = await workAs(
    services,
    officer,
    async ({ tx, now }) =>
      (await sql<{ done: boolean }>`select end_sign_in(${boss.id}, ${now}) as done`.execute(tx)).rows[0],
  )
  assert.equal(byOfficer?.done, false)
  assert.equal((await asStranger.visit('/staff')).status, 200)
})

test('numbers of a person are for themselves, their supervisor and an administrator', async () => {
  const loads = (reader: typeof officer) =>
    workAs(
      services,
      reader,
      async ({ tx, now }) =>
        (await sql`select * from caseloads(array[${officer.id}]::uuid[], ${now})`.execute(tx)).rows.length,
    )
  assert.equal(await loads(officer), 1)
  assert.equal(await loads(boss), 1)
  assert.equal(await loads(admin), 1)
  assert.equal(await loads(stranger), 0)
  const peer = await aPractitioner('first-responder', { agencyId })
  assert.equal(await loads(peer), 0)
})

test('a recovery link says who made it, where the person and the supervisor see it', async () => {
  const person = await aPractitioner('first-responder', { agencyId, supervisorId: boss.id })
  await asAdmin.submit(`/staff/${person.id}/link`)
  assert.match(
    (await asBoss.visit(`/staff/${person.id}`)).text(),
    new RegExp(`Last link \\(joining\\): made .* by ${admin.name}, works until`),
  )
})
