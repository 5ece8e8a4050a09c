import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { newFormKey } from '../../platform/form-keys.ts'
import { key } from '../../platform/secrets.ts'
import { testApp } from '../../testing/app.ts'
import type { Practitioner } from '../../testing/people.ts'
import { aPasskey } from './fixtures.ts'

const app = await testApp()
const { web, as, aPractitioner, services, everything } = app

const post = async (url: string, form: Record<string, string>, cookie = '') => {
  const answer = await web.inject({
    ...{ method: 'POST', url, payload: new URLSearchParams(form).toString() },
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...(cookie && { cookie }) },
  })
  const token = answer.cookies.find(({ name }) => name === 'waymark')?.value
  return { status: answer.statusCode, body: answer.body, location: answer.headers.location, token }
}
const challengeIn = (body: string): string => JSON.parse(body).challenge
const keyOf = (person: Practitioner) => newFormKey(key(services.secret, 'form-keys'), person.id)
const sessionOf = (person: Practitioner) => `waymark=${person.token}`

const askNew = async (person: Practitioner) =>
  challengeIn((await post('/sign-in/passkeys/options', { formKey: keyOf(person) }, sessionOf(person))).body)
const add = (person: Practitioner, response: string, name = 'My phone') =>
  post('/sign-in/passkeys', { formKey: keyOf(person), name, response }, sessionOf(person))
const ask = async () => challengeIn((await post('/sign-in/passkey/options', {})).body)

const anOwner = async (role = 'idva') => {
  const person = await aPractitioner(role)
  const passkey = aPasskey()
  assert.equal((await add(person, passkey.make({ challenge: await askNew(person) }))).status, 303)
  return { person, passkey }
}
/** All as it should be, but signed by another key. */
const signedBy = (signer: ReturnType<typeof aPasskey>, shown: typeof signer, challenge: string, owner: string) => {
  const [right, other] = [shown, signer].map((each) => JSON.parse(each.use({ challenge }, owner)))
  return JSON.stringify({ ...right, response: { ...right.response, signature: other.response.signature } })
}
const refused = /This passkey did not let you in/

test('a passkey that is added signs its owner in without password and code, and the session says so', async () => {
  const { person, passkey } = await anOwner()
  const answer = await post('/sign-in/passkey', {
    response: passkey.use({ challenge: await ask() }, person.id),
  })
  assert.deepEqual([answer.status, answer.location], [303, '/'])
  const page = await as({ ...person, token: answer.token ?? '' }).visit('/sign-in/sessions')
  assert.match(page.text(), /This one: another device, since .*, by passkey/)
  assert.match(page.text(), /Added a passkey/)
})

test('the question names nobody: it is the same for every browser, but for its random part', async () => {
  await anOwner()
  const questions = [1, 2].map(() => post('/sign-in/passkey/options', {}))
  const [one, two] = (await Promise.all(questions)).map(({ body }) => JSON.parse(body))
  assert.notEqual(one.challenge, two.challenge)
  assert.deepEqual({ ...one, challenge: '' }, { ...two, challenge: '' })
  assert.equal(one.allowCredentials, undefined)
  assert.equal(one.userVerification, 'required')
})

test('a question is answered once, within five minutes, and for what it was asked', async () => {
  const { person, passkey } = await anOwner()
  const challenge = await ask()
  const answer = () => post('/sign-in/passkey', { response: passkey.use({ challenge }, person.id) })
  assert.equal((await answer()).status, 303)
  assert.equal((await answer()).status, 422, 'a second time')
  const late = await ask()
  await everything
    .updateTable('signIn.challenge')
    .set({ endsAt: new Date(Date.now() - 1000) })
    .where('challengeHash', '=', createHash('sha256').update(late).digest())
    .execute()
  assert.equal((await post('/sign-in/passkey', { response: passkey.use({ challenge: late }, person.id) })).status, 422)
  const other = await askNew(person)
  assert.equal((await post('/sign-in/passkey', { response: passkey.use({ challenge: other }, person.id) })).status, 422)
  const { endsAt } = await everything
    .selectFrom('signIn.challenge')
    .select('endsAt')
    .where('challengeHash', '=', createHash('sha256').update(other).digest())
    .executeTakeFirstOrThrow()
  const minutes = (endsAt.getTime() - Date.now()) / 60_000
  assert.ok(minutes > 4.8 && minutes <= 5)
})

test('what is not right about a passkey is refused with one same answer', async () => {
  const { person, passkey } = await anOwner()
  const other = await anOwner()
  const stranger = aPasskey()
  const answers = [
    passkey.use({ challenge: await ask(), origin: 'http://localhost.evil.example' }, person.id),
    passkey.use({ challenge: await ask(), rpId: 'evil.example' }, person.id),
    passkey.use({ challenge: await ask(), isVerified: false }, person.id),
    passkey.use({ challenge: await ask() }, other.person.id),
    passkey.use({ challenge: 'bm90IG91cnM' }, person.id),
    signedBy(stranger, passkey, await ask(), person.id),
    stranger.use({ challenge: await ask() }, person.id),
    'not JSON',
    '{}',
    '',
  ]
  const pages = new Set<string>()
  for (const response of answers) {
    const answer = await post('/sign-in/passkey', { response })
    assert.deepEqual([answer.status, answer.token], [422, undefined], response.slice(0, 60))
    assert.match(answer.body, refused)
    pages.add(answer.body)
  }
  assert.equal(pages.size, 1)
  const right = await post('/sign-in/passkey', { response: passkey.use({ challenge: await ask() }, person.id) })
  assert.equal(right.status, 303, 'and the right one is let in after all that')
})

test('a counter that does not go up shows a copy: the passkey ends, its owner’s sessions too, and both they and their supervisor are told', async () => {
  const supervisor = await aPractitioner('idva-manager')
  const person = await aPractitioner('idva', { supervisorId: supervisor.id })
  const passkey = aPasskey()
  await add(person, passkey.make({ challenge: await askNew(person) }))
  const use = async (counter: number) =>
    post('/sign-in/passkey', { response: passkey.use({ challenge: await ask(), counter }, person.id) })
  assert.equal((await use(7)).status, 303)
  const copied = await use(7)
  assert.equal(copied.status, 422)
  assert.match(copied.body, refused)
  assert.equal((await use(9)).status, 422, 'the genuine one is out, too')
  assert.equal((await as(person).visit('/rulebook')).location, '/sign-in')
  const told = await everything
    .selectFrom('signIn.notice')
    .select('recipientId')
    .where('aboutId', '=', person.id)
    .where('what', '=', 'passkey copied')
    .execute()
  assert.deepEqual(told.map(({ recipientId }) => recipientId).sort(), [person.id, supervisor.id].sort())
})

test('a passkey without a counter, as most phones have, signs in again and again', async () => {
  const person = await aPractitioner('idva')
  const passkey = aPasskey()
  await add(person, passkey.make({ challenge: await askNew(person), counter: 0 }))
  for (let time = 0; time < 3; time++) {
    const response = passkey.use({ challenge: await ask(), counter: 0 }, person.id)
    assert.equal((await post('/sign-in/passkey', { response })).status, 303)
  }
})

test('of two answers with one counter at the same moment one is let in', async () => {
  const { person, passkey } = await anOwner()
  const responses = [
    passkey.use({ challenge: await ask(), counter: 40 }, person.id),
    passkey.use({ challenge: await ask(), counter: 40 }, person.id),
  ]
  const answers = await Promise.all(responses.map((response) => post('/sign-in/passkey', { response })))
  assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 422])
})

test('a passkey is added by its owner alone, to a question asked of them, with a name, and once', async () => {
  const [person, other] = [await aPractitioner('idva'), await aPractitioner('idva')]
  const passkey = aPasskey()
  const foreign = await askNew(other)
  assert.equal((await add(person, passkey.make({ challenge: foreign }))).status, 422, 'asked of somebody else')
  const unverified = passkey.make({ challenge: await askNew(person), isVerified: false })
  assert.equal((await add(person, unverified)).status, 422, 'a key that does not know its owner')
  const elsewhere = passkey.make({ challenge: await askNew(person), origin: 'http://elsewhere.example' })
  assert.equal((await add(person, elsewhere)).status, 422)
  const nameless = await add(person, passkey.make({ challenge: await askNew(person) }), ' ')
  assert.match(nameless.body, /Enter a name for this passkey/)
  assert.equal((await add(person, passkey.make({ challenge: await askNew(person) }))).status, 303)
  assert.equal((await add(other, passkey.make({ challenge: await askNew(other) }))).status, 422, 'known already')
})

test('one renames and removes one’s own passkeys, and nobody else’s; a removed one lets nobody in', async () => {
  const { person, passkey } = await anOwner()
  const other = await aPractitioner('idva')
  const { id } = await everything
    .selectFrom('signIn.passkey')
    .select('id')
    .where('practitionerId', '=', person.id)
    .executeTakeFirstOrThrow()
  for (const word of ['name', 'remove'])
    assert.equal((await as(other).submit(`/sign-in/passkeys/${id}/${word}`, { name: 'Mine now' })).status, 404)
  assert.equal((await as(person).submit(`/sign-in/passkeys/${id}/name`, { name: 'Desk key' })).status, 303)
  assert.match((await as(person).visit('/sign-in/passkeys')).text(), /Desk key, added/)
  assert.equal((await as(person).submit(`/sign-in/passkeys/${id}/remove`)).status, 303)
  assert.match((await as(person).visit('/sign-in/passkeys')).text(), /You have no passkey yet/)
  const answer = await post('/sign-in/passkey', { response: passkey.use({ challenge: await ask() }, person.id) })
  assert.equal(answer.status, 422)
})

test('tries with passkeys count for their network address like any other', async () => {
  const strict = await testApp({ door: { trustedProxies: [], signInFailures: 3, absentAfter: 0 } })
  const statuses: number[] = []
  for (let each = 0; each < 5; each++) {
    const answer = await strict.web.inject({
      ...{ method: 'POST', url: '/sign-in/passkey', payload: 'response=x' },
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    statuses.push(answer.statusCode)
  }
  assert.deepEqual(statuses, [422, 422, 422, 429, 429])
  const questions: number[] = []
  for (let each = 0; each < 31; each++)
    questions.push((await strict.web.inject({ method: 'POST', url: '/sign-in/passkey/options' })).statusCode)
  assert.deepEqual([questions.slice(0, 30).every((status) => status === 200), questions[30]], [true, 429])
  const link = await strict.web.inject({ method: 'GET', url: '/sign-in/join/made-up' })
  assert.equal(link.statusCode, 429)
})

test('somebody whose access was stopped, or who is disabled, has no passkey any more (INV-56)', async () => {
  const administrator = await aPractitioner('administrator')
  const stopped = await anOwner()
  await everything
    .updateTable('practitioner')
    .set({ agencyId: administrator.agencyId, joinedAt: new Date() })
    .where('id', '=', stopped.person.id)
    .execute()
  const { person } = stopped
  const again = aPasskey()
  const session = await everything
    .updateTable('signIn.session')
    .set({ revokedAt: null })
    .where('practitionerId', '=', person.id)
    .executeTakeFirst()
  assert.ok(session.numUpdatedRows > 0n)
  await add(person, again.make({ challenge: await askNew(person) }))
  assert.equal((await as(administrator).submit(`/staff/${person.id}/stop`)).status, 303)
  for (const passkey of [stopped.passkey, again]) {
    const response = passkey.use({ challenge: await ask() }, person.id)
    assert.equal((await post('/sign-in/passkey', { response })).status, 422)
  }
})
