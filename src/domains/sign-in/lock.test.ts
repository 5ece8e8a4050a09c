import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { CompiledQuery } from 'kysely'
import { key } from '../../platform/secrets.ts'
import { sealWayBack } from '../../platform/way-back.ts'
import { testApp } from '../../testing/app.ts'
import { aCase } from '../../testing/cases.ts'
import { membersOf } from '../../testing/members.ts'

const app = await testApp()
const { web, everything, services, aPractitioner } = app
const { aMember, signIn, post, codeOf, formKeyOf } = membersOf(app)

const hashOf = (token: string) => createHash('sha256').update(token).digest()
type Change = { seenAt?: Date; strongAt?: Date | null; endsAt?: Date; revokedAt?: Date | null }
const setSession = (token: string, change: Change) =>
  everything.updateTable('signIn.session').set(change).where('tokenHash', '=', hashOf(token)).execute()
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)
const get = (url: string, token: string) =>
  web.inject({ method: 'GET', url, cookies: { waymark: token } }).then((answer) => ({
    ...{ status: answer.statusCode, location: String(answer.headers.location ?? ''), body: answer.body },
    headers: answer.headers,
  }))
const backIn = (location: unknown) => new URL(String(location), 'http://localhost').searchParams.get('back') ?? ''

test('after 15 minutes away the sign-in page says so, and signing in leads back to the page that was asked for (S16)', async () => {
  const member = await aMember()
  const { caseId } = await aCase(services, member.person)
  const page = `/cases/${caseId}/notes`
  await setSession(member.person.token, { seenAt: minutesAgo(16) })
  const away = await get(page, member.person.token)
  assert.equal(away.status, 303)
  assert.equal(away.headers['clear-site-data'], '"cache", "storage"')
  assert.ok(!away.location.includes(caseId) && !away.location.includes('notes'), 'the address says nothing of the case')
  const door = await get(away.location, '')
  assert.match(door.body, /You were away for 15 minutes/)
  assert.ok(!door.body.includes(caseId))
  const wrong = await signIn(member, { back: backIn(away.location), password: 'not the password' })
  assert.equal(wrong.status, 422)
  const again = /name="back" value="([^"]+)"/.exec(wrong.body)?.[1] ?? ''
  const right = await signIn(member, { back: again })
  assert.deepEqual([right.status, right.location], [303, page])
  assert.equal((await get(page, right.kept.waymark ?? '')).status, 200)
})

test('a form that was sent too late leads back to its own page', async () => {
  const member = await aMember()
  const { caseId } = await aCase(services, member.person)
  await setSession(member.person.token, { seenAt: minutesAgo(20) })
  const page = `/cases/${caseId}/safe-contact/rule`
  const sent = await post(page, { formKey: formKeyOf(member.person) }, { waymark: member.person.token })
  assert.equal(sent.status, 303)
  assert.equal((await signIn(member, { back: backIn(sent.location) })).location, page)
})

test('the way back is for the person who was away: another who signs in there sees their own first page', async () => {
  const [away, next] = [await aMember(), await aMember()]
  await setSession(away.person.token, { seenAt: minutesAgo(16) })
  const { location } = await get('/boards/team', away.person.token)
  assert.equal((await signIn(next, { back: backIn(location) })).location, '/')
})

test('signing in leads to no other site and to no address that we did not seal (no open redirect)', async () => {
  const member = await aMember()
  const evil = sealWayBack(
    key(services.secret, 'way-back'),
    { to: '//evil.example/', who: member.person.id, why: 'idle' },
    services.now(),
  )
  for (const back of ['https://evil.example', '//evil.example', '/boards/mine', evil, 'A'.repeat(60)])
    assert.equal((await signIn(member, { back })).location, '/', back)
})

test('a session that was ended by hand, and one of a leaver, leaves no way back and keeps nothing', async () => {
  const member = await aMember()
  await setSession(member.person.token, { seenAt: minutesAgo(16), revokedAt: new Date() })
  assert.equal((await get('/boards/mine', member.person.token)).location, '/sign-in')
  const leaver = await aMember()
  await setSession(leaver.person.token, { seenAt: minutesAgo(16) })
  await everything
    .updateTable('practitioner')
    .set({ disabledAt: new Date() })
    .where('id', '=', leaver.person.id)
    .execute()
  assert.equal((await get('/boards/mine', leaver.person.token)).location, '/sign-in')
})

test('a session that reached its 12 hours leads back too, and says why', async () => {
  const member = await aMember()
  await setSession(member.person.token, { endsAt: minutesAgo(1) })
  const { location } = await get('/boards/mine', member.person.token)
  assert.match((await get(location, '')).body, /A session ends after 12 hours/)
})

test('a page asks how long is left without keeping the session awake, and its button keeps it awake', async () => {
  const { token } = (await aMember()).person
  await setSession(token, { seenAt: minutesAgo(14) })
  const left = async () => JSON.parse((await get('/sign-in/left', token)).body).seconds
  for (let each = 0; each < 2; each++) {
    const seconds = await left()
    assert.ok(seconds > 50 && seconds <= 60, String(seconds))
  }
  const stayed = JSON.parse((await post('/sign-in/stay', {}, { waymark: token })).body).seconds
  assert.ok(stayed > 895 && stayed <= 900)
  await setSession(token, { seenAt: minutesAgo(16) })
  assert.equal(JSON.parse((await post('/sign-in/stay', {}, { waymark: token })).body).seconds, 0)
  assert.equal(await left(), 0, 'what has locked is not woken')
  assert.equal(JSON.parse((await get('/sign-in/left', 'A'.repeat(43))).body).seconds, 0)
})

test('a page whose session locked under it goes to the sign-in page, empties the browser and comes back; one that is open goes on', async () => {
  const member = await aMember()
  const { token } = member.person
  assert.equal((await get('/sign-in/away?page=%2Fboards%2Fteam', token)).location, '/')
  await setSession(token, { seenAt: minutesAgo(16) })
  const away = await get('/sign-in/away?page=%2Fboards%2Fteam', token)
  assert.equal(away.headers['clear-site-data'], '"cache", "storage"')
  assert.equal((await signIn(member, { back: backIn(away.location) })).location, '/boards/team')
  const evil = await get('/sign-in/away?page=%2F%2Fevil.example', token)
  assert.equal((await signIn(member, { back: backIn(evil.location) })).location, '/')
})

test('signing out empties the browser, and does not wait for itself when the session slept for minutes', async () => {
  const { person } = await aMember()
  await setSession(person.token, { seenAt: minutesAgo(5) })
  const out = await post('/sign-in/out', { formKey: formKeyOf(person) }, { waymark: person.token })
  assert.deepEqual([out.status, out.location], [303, '/sign-in'])
  assert.equal(out.headers['clear-site-data'], '"cache", "storage"')
  assert.equal((await get('/boards/mine', person.token)).location, '/sign-in')
})

test('no page is kept by the browser or by anything between', async () => {
  const { token } = await aPractitioner('idva')
  for (const page of ['/boards/mine', '/sign-in', '/sign-in/sessions', '/sign-in/confirm', '/sign-in/left'])
    assert.equal((await get(page, token)).headers['cache-control'], 'no-store', page)
})

test('what is in the vault, and taking a case out, asks first for proof of who it is, and goes on from there (C4)', async () => {
  const member = await aMember()
  let { token } = member.person
  const { caseId } = await aCase(services, member.person)
  const pages = [`/cases/${caseId}/safe-contact`, `/cases/${caseId}/safe-contact/rule`, `/cases/${caseId}/export`]
  for (const page of pages) {
    await setSession(token, { strongAt: null })
    const asked = await get(page, token)
    assert.match(asked.location, /^\/sign-in\/confirm\?back=/, page)
    const confirm = await get(asked.location, token)
    assert.match(confirm.body, /Is it still you\?/)
    const back = backIn(asked.location)
    const wrong = await post('/sign-in/confirm', { code: '000000', back }, { waymark: token })
    assert.equal(wrong.status, 422)
    assert.match((await get(page, token)).location, /confirm/)
    const right = await post('/sign-in/confirm', { code: codeOf(member), back }, { waymark: token })
    assert.deepEqual([right.status, right.location], [303, page])
    token = right.kept.waymark ?? ''
    assert.equal((await get(page, token)).status, 200, page)
  }
  await setSession(token, { strongAt: null })
  const sent = await post(`/cases/${caseId}/export`, { formKey: formKeyOf(member.person) }, { waymark: token })
  assert.match(String(sent.location), /confirm/, 'a form is not taken either')
  assert.equal((await get('/boards/mine', token)).status, 200, 'the rest goes on')
})

test('proof lasts for 12 hours: who signed in with password and code is not asked in a shift', async () => {
  const member = await aMember()
  const { caseId } = await aCase(services, member.person)
  const { kept } = await signIn(member)
  const token = kept.waymark ?? ''
  assert.equal((await get(`/cases/${caseId}/safe-contact`, token)).status, 200)
  await setSession(token, { strongAt: minutesAgo(12 * 60 - 1) })
  assert.equal((await get(`/cases/${caseId}/safe-contact`, token)).status, 200)
  await setSession(token, { strongAt: minutesAgo(12 * 60 + 1) })
  assert.match((await get(`/cases/${caseId}/safe-contact`, token)).location, /confirm/)
})

test('how one signs in is changed by somebody who proved in the last quarter of an hour who they are (ASVS 7.5.1)', async () => {
  const { person } = await aMember()
  const asked = { formKey: formKeyOf(person) }
  await setSession(person.token, { strongAt: minutesAgo(16) })
  for (const page of ['/sign-in/passkeys', '/sign-in/passkeys/options', '/sign-in/recovery-codes'])
    assert.match(String((await post(page, asked, { waymark: person.token })).location), /confirm/, page)
  assert.match((await get('/sign-in/passkeys', person.token)).location, /confirm/)
  await setSession(person.token, { strongAt: minutesAgo(14) })
  assert.equal((await get('/sign-in/passkeys', person.token)).status, 200)
})

test('who may not see a case is told nothing by being asked for proof', async () => {
  const [owner, stranger] = [await aMember(), await aMember()]
  const { caseId } = await aCase(services, owner.person)
  await setSession(stranger.person.token, { strongAt: null })
  assert.equal((await get(`/cases/${caseId}/safe-contact`, stranger.person.token)).status, 404)
})

test('five wrong codes within a session lock the account, and the app’s own way into the database cannot say that proof was given', async () => {
  const member = await aMember()
  const { token } = member.person
  await setSession(token, { strongAt: null })
  for (let each = 0; each < 5; each++) await post('/sign-in/confirm', { code: '000000', back: '' }, { waymark: token })
  assert.equal((await post('/sign-in/confirm', { code: codeOf(member), back: '' }, { waymark: token })).status, 422)
  const { strongAt } = await everything
    .selectFrom('signIn.session')
    .select('strongAt')
    .where('tokenHash', '=', hashOf(token))
    .executeTakeFirstOrThrow()
  assert.equal(strongAt, null)
  for (const ask of ['prove_by_code($1, 99999999999)', 'prove_by_passkey($1, gen_random_uuid(), 1)', 'stay($1)'])
    await assert.rejects(
      services.db.executeQuery(CompiledQuery.raw(`select sign_in.${ask}`, [token])),
      /permission denied/,
    )
})

test('nobody without a session is asked for proof, and proof for one session is none for another', async () => {
  assert.equal((await get('/sign-in/confirm', '')).location, '/sign-in')
  const member = await aMember()
  const [one, two] = [await signIn(member), await signIn(member)].map(({ kept }) => kept.waymark ?? '')
  for (const token of [one, two]) await setSession(token ?? '', { strongAt: null })
  const { caseId } = await aCase(services, member.person)
  const proven = await post('/sign-in/confirm', { code: codeOf(member), back: '' }, { waymark: one ?? '' })
  assert.equal((await get(`/cases/${caseId}/safe-contact`, proven.kept.waymark ?? '')).status, 200)
  assert.match((await get(`/cases/${caseId}/safe-contact`, two ?? '')).location, /confirm/)
})
