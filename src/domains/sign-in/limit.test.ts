import assert from 'node:assert/strict'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { hash } from '@node-rs/argon2'
import { generate } from 'otplib'
import { key } from '../../platform/secrets.ts'
import { testApp } from '../../testing/app.ts'
import { seal } from './model.ts'

type App = Awaited<ReturnType<typeof testApp>>
const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
const password = 'correct horse battery staple'
// Cheap here: how long a password takes is not what is looked at.
const passwordHash = await hash(password, { memoryCost: 8, timeCost: 1, parallelism: 1 })

const aMember = async ({ aPractitioner, everything, services }: App) => {
  const person = await aPractitioner('idva')
  const totpCipher = seal(key(services.secret, 'totp'), secret)
  const of = { practitionerId: person.id, passwordHash, totpCipher }
  await everything.insertInto('signIn.credential').values(of).execute()
  return `${person.id}@example.test`
}
type From = { address: string; forwarded?: string }
const signIn = async ({ web, services }: App, email: string, from: From, isRight: boolean) => {
  const code = await generate({ secret, epoch: Math.floor(services.now().getTime() / 1000) })
  const form = { email, password: isRight ? password : 'wrong wrong wrong', code }
  const answer = await web.inject({
    ...{ method: 'POST', url: '/sign-in', remoteAddress: from.address },
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(from.forwarded && { 'x-forwarded-for': from.forwarded }),
    },
    payload: new URLSearchParams(form).toString(),
  })
  return { status: answer.statusCode, body: answer.body, retryAfter: answer.headers['retry-after'] }
}
const fail = (app: App, from: From) => signIn(app, `${randomUUID()}@example.test`, from, false)
const failures = async (app: App, from: From, times: number) => {
  const answers = []
  for (let time = 0; time < times; time++) answers.push(await fail(app, from))
  return answers.map(({ status }) => status)
}
const later = ({ clock, services }: App, minutes: number) =>
  clock.set(new Date(services.now().getTime() + minutes * 60_000).toISOString())
const office = { address: '203.0.113.10' }

const plain = await testApp({
  at: '2027-02-01T09:00:00Z',
  door: { trustedProxies: [], signInFailures: 3, absentAfter: 0 },
})

test('an address from which too many sign-ins went wrong waits a quarter of an hour, with words on what to do', async () => {
  const email = await aMember(plain)
  assert.deepEqual(await failures(plain, office, 3), [422, 422, 422])
  const shut = await signIn(plain, email, office, true)
  assert.equal(shut.status, 429)
  assert.match(shut.body, /Wait until 09:15, then try again/)
  assert.ok(shut.body.includes(email), 'what was typed stays')
  assert.equal(shut.retryAfter, '900')
  const nobody = await fail(plain, office)
  const [one, other] = [shut.body.replaceAll(email, ''), nobody.body.replace(/value="[^"]*@example\.test"/, 'value=""')]
  assert.equal(one.replace('value=""', ''), other.replace('value=""', ''), 'said of no account, and of every one')
  assert.equal((await signIn(plain, email, { address: '203.0.113.11' }, true)).status, 303, 'elsewhere it is open')
  later(plain, 15)
  assert.equal((await signIn(plain, email, office, true)).status, 303)
})

test('an office behind one address in which people sign in well is never shut out', async () => {
  later(plain, 60)
  for (let time = 0; time < 8; time++) {
    const email = await aMember(plain)
    assert.equal((await signIn(plain, email, office, true)).status, 303)
  }
})

test('without a trusted proxy nobody’s word on an address is taken: a forged one is no way past, and shuts nobody else out', async () => {
  later(plain, 60)
  const statuses = []
  for (let each = 0; each < 6; each++)
    statuses.push((await fail(plain, { address: '198.51.100.7', forwarded: `10.0.0.${each}` })).status)
  assert.deepEqual(statuses, [422, 422, 422, 429, 429, 429])
  assert.equal((await fail(plain, { address: '10.0.0.1' })).status, 422)
})

test('behind a proxy that the settings name, its word counts, and what the caller wrote before it does not', async () => {
  const app = await testApp({ door: { trustedProxies: ['10.1.0.0/16'], signInFailures: 3, absentAfter: 0 } })
  const through = (forwarded: string) => fail(app, { address: '10.1.2.3', forwarded })
  const statuses = []
  for (let each = 0; each < 4; each++) statuses.push((await through(`192.0.2.${each}, 198.51.100.7`)).status)
  assert.deepEqual(statuses, [422, 422, 422, 429], 'the proxy wrote the last, the caller the rest')
  assert.equal((await through('198.51.100.8')).status, 422, 'another caller behind the same proxy')
  const forged = []
  for (let each = 0; each < 4; each++)
    forged.push((await fail(app, { address: '203.0.113.77', forwarded: `192.0.2.${each}` })).status)
  assert.deepEqual(forged, [422, 422, 422, 429], 'one who does not come through the proxy')
})

test('each refused try is on the audit, without who or from where', async () => {
  later(plain, 60)
  const rows = () => plain.everything.selectFrom('audit').selectAll().where('kind', '=', 'fail').execute()
  const before = (await rows()).length
  await failures(plain, { address: '192.0.2.200' }, 5)
  const after = await rows()
  assert.equal(after.length - before, 5)
  assert.doesNotMatch(JSON.stringify(after), /192\.0\.2\.200|example\.test/)
})

test('the account is locked after five tries as before, wherever they come from', async () => {
  const app = await testApp({ door: { trustedProxies: [], signInFailures: 100, absentAfter: 0 } })
  const email = await aMember(app)
  for (let each = 0; each < 5; each++) await signIn(app, email, { address: `203.0.113.${each}` }, false)
  const right = await signIn(app, email, { address: '203.0.113.99' }, true)
  assert.deepEqual([right.status, /there were too many tries/.test(right.body)], [422, true])
})

test('a link that works may be opened again and again; one that nobody made counts for its network address', async () => {
  const app = await testApp({ door: { trustedProxies: [], signInFailures: 3, absentAfter: 0 } })
  const person = await app.aPractitioner('idva')
  const token = randomBytes(32).toString('base64url')
  await app.everything
    .insertInto('signIn.link')
    .values({
      ...{ tokenHash: createHash('sha256').update(token).digest(), practitionerId: person.id, purpose: 'join' },
      endsAt: new Date(Date.now() + 60_000),
    })
    .execute()
  const open = async (word: string) =>
    (await app.web.inject({ method: 'GET', url: `/sign-in/join/${word}`, remoteAddress: '203.0.113.50' })).statusCode
  const good: number[] = []
  for (let each = 0; each < 6; each++) good.push(await open(token))
  assert.deepEqual(good, [200, 200, 200, 200, 200, 200])
  const guesses: number[] = []
  for (let each = 0; each < 4; each++) guesses.push(await open(`guess-${each}`))
  assert.deepEqual(guesses, [303, 303, 303, 429])
})
