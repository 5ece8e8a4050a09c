import assert from 'node:assert/strict'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { generate } from 'otplib'
import { createApp } from '../../app.ts'
import { createLog } from '../../platform/log.ts'
import { testApp } from '../../testing/app.ts'

const { web, as, aPractitioner, services, everything, clock } = await testApp()
const password = 'correct horse battery staple'
const wrong = /is not right, or there were too many tries/

const linkFor = async (practitionerId: string, minutes = 60, purpose = 'join'): Promise<string> => {
  const token = randomBytes(32).toString('base64url')
  const tokenHash = createHash('sha256').update(token).digest()
  await everything
    .insertInto('signIn.link')
    .values({ tokenHash, practitionerId, purpose, endsAt: new Date(Date.now() + minutes * 60_000) })
    .execute()
  return `/sign-in/join/${token}`
}

const codeOf = (secret: string) => generate({ secret, epoch: Math.floor(services.now().getTime() / 1000) })
/** Each code counts once, so every next sign-in waits for the next one. */
const halfAMinuteLater = () => clock.set(new Date(services.now().getTime() + 30_000).toISOString())

const join = async (address: string, chosen = password) => {
  const page = await as(null).visit(address)
  const secret = page.text('.wm-key').replaceAll(' ', '')
  const done = await as(null).submit(address, {
    password: chosen,
    again: chosen,
    code: await codeOf(secret),
    device: String(page.value('device')),
  })
  halfAMinuteLater()
  return { secret, done, page }
}
const aMember = async () => {
  const person = await aPractitioner('idva')
  const { secret } = await join(await linkFor(person.id))
  return { person, email: `${person.id}@example.test`, secret }
}
const signIn = (form: Record<string, string>, app = web, headers: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url: '/sign-in',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(form).toString(),
  })
const tokenIn = (response: Awaited<ReturnType<typeof signIn>>) =>
  response.cookies.find(({ name }) => name === 'waymark')?.value ?? ''
const enter = async (email: string, secret: string) => {
  const response = await signIn({ email, password, code: await codeOf(secret) })
  halfAMinuteLater()
  return response
}

test('a link sets the password and the device, once; then both factors sign in', async () => {
  const person = await aPractitioner('idva')
  const address = await linkFor(person.id)
  const { secret, done } = await join(address)
  assert.equal(done.location, '/sign-in')
  assert.equal((await as(null).visit(address)).location, '/sign-in', 'a used link leads nowhere')
  const response = await enter(`${person.id}@example.test`, secret)
  assert.equal(response.statusCode, 303)
  assert.equal(response.headers.location, '/')
  const cookie = String(response.headers['set-cookie'])
  for (const part of ['HttpOnly', 'SameSite=Lax']) assert.ok(cookie.includes(part), part)
  assert.equal((await as({ ...person, token: tokenIn(response) }).visit('/rulebook')).status, 200)
})

test('a link that has run out leads nowhere, and neither does one that nobody made', async () => {
  const person = await aPractitioner('idva')
  for (const address of [await linkFor(person.id, -1), '/sign-in/join/made-up'])
    assert.equal((await as(null).visit(address)).location, '/sign-in')
})

test('setting up refuses a short password, one that is tried first, two that differ, a wrong code, and a forged device', async () => {
  const person = await aPractitioner('idva')
  const address = await linkFor(person.id)
  const page = await as(null).visit(address)
  const device = String(page.value('device'))
  const secret = page.text('.wm-key').replaceAll(' ', '')
  const attempt = (form: Record<string, string>) =>
    as(null).submit(address, { password, again: password, code: '000000', device, ...form })
  assert.deepEqual(
    (await attempt({ password: 'short', again: 'short' })).errors().map(({ text }) => text),
    ['Password must be 12 characters or more'],
  )
  for (const first of ['Waymark-2027!!', '1qaz2wsx3edc', `${person.name.replaceAll(' ', '')}-2027`])
    assert.match(
      (await attempt({ password: first, again: first })).errors().map(({ text }) => text)[0] ?? '',
      /^Choose another password/,
      first,
    )
  assert.deepEqual(
    (await attempt({ again: `${password}!` })).errors().map(({ text }) => text),
    ['The two passwords are not the same'],
  )
  const wrongCode = await attempt({ code: String((Number(await codeOf(secret)) + 1) % 1_000_000).padStart(6, '0') })
  assert.equal(wrongCode.status, 422)
  assert.equal(wrongCode.text('.wm-key').replaceAll(' ', ''), secret, 'the same device is shown again')
  assert.notEqual((await attempt({ device: 'forged' })).status, 200)
  assert.equal(
    (
      await everything
        .selectFrom('signIn.credential')
        .select('practitionerId')
        .where('practitionerId', '=', person.id)
        .execute()
    ).length,
    0,
  )
})

test('a password counts exactly as it was typed, and may be as long as 200 characters (ASVS 6.2.5, 6.2.8, 6.2.9)', async () => {
  const chosen = ` Grey herons and one umbrella, ${'é'.repeat(168)} `
  assert.equal(chosen.length, 200)
  const person = await aPractitioner('idva')
  const { secret } = await join(await linkFor(person.id), chosen)
  const attempt = async (typed: string) => {
    const response = await signIn({ email: `${person.id}@example.test`, password: typed, code: await codeOf(secret) })
    halfAMinuteLater()
    return response.statusCode
  }
  for (const other of [
    chosen.trim(),
    chosen.toLowerCase(),
    chosen.slice(0, 199),
    chosen.normalize('NFD').slice(0, 200),
  ])
    assert.equal(await attempt(other), 422)
  assert.equal(await attempt(chosen), 303)
})

test('one wrong factor of the two is refused with one same answer, and so is an address that nobody has', async () => {
  const { email, secret } = await aMember()
  const code = await codeOf(secret)
  const nobody = `${randomUUID()}@example.test`
  const tries = [
    { email, password: 'not the password at all', code },
    { email, password, code: String((Number(code) + 1) % 1_000_000).padStart(6, '0') },
    { email: nobody, password, code },
  ]
  const pages = []
  for (const form of tries) {
    const response = await signIn(form)
    assert.equal(response.statusCode, 422)
    assert.equal(tokenIn(response), '')
    assert.match(response.body, wrong)
    pages.push(response.body.replace(form.email, 'E-MAIL'))
  }
  assert.equal(new Set(pages).size, 1)
  assert.doesNotMatch(pages.join(), new RegExp(password), 'a password is never shown again')
})

test('five wrong tries close the door for the right one too, over a restart, and say nothing that an unknown address does not', async () => {
  const { email, secret } = await aMember()
  const nobody = `${randomUUID()}@example.test`
  for (let time = 0; time < 5; time++)
    for (const each of [email, nobody]) await signIn({ email: each, password: 'wrong wrong wrong', code: '123456' })
  const restarted = await createApp(services, createLog('fatal'))
  const right = await signIn({ email, password, code: await codeOf(secret) }, restarted)
  const unknown = await signIn({ email: nobody, password, code: '123456' }, restarted)
  await restarted.close()
  assert.equal(tokenIn(right), '')
  assert.equal(right.body.replace(email, ''), unknown.body.replace(nobody, ''))
  await everything
    .updateTable('signIn.credential')
    .set({ lockedUntil: new Date(Date.now() - 1000) })
    .execute()
  clock.set(new Date(Math.max(Date.now(), services.now().getTime()) + 60_000).toISOString())
  assert.notEqual(tokenIn(await enter(email, secret)), '')
})

test('a one-time code counts once', async () => {
  const { email, secret } = await aMember()
  const form = { email, password, code: await codeOf(secret) }
  assert.notEqual(tokenIn(await signIn(form)), '')
  const again = await signIn(form)
  assert.equal(tokenIn(again), '')
  assert.match(again.body, wrong)
  halfAMinuteLater()
})

test('a form from another site is not taken, with the right factors', async () => {
  const { email, secret } = await aMember()
  const form = { email, password, code: await codeOf(secret) }
  const foreign = await signIn(form, web, { origin: 'http://elsewhere.example' })
  assert.equal(tokenIn(foreign), '')
  assert.notEqual(tokenIn(await signIn(form, web, { origin: 'http://localhost:3000', host: 'localhost:3000' })), '')
  halfAMinuteLater()
})

test('each try is on the audit: who where it is known, and never what was typed', async () => {
  const { person, email, secret } = await aMember()
  await signIn({ email, password: 'wrong wrong wrong', code: '123456' })
  await enter(email, secret)
  const rows = await everything.selectFrom('audit').selectAll().where('actorId', '=', person.id).orderBy('at').execute()
  assert.deepEqual(
    rows.map(({ kind }) => kind),
    ['fail', 'sign-in'],
  )
  assert.doesNotMatch(JSON.stringify(rows), /wrong wrong|correct horse|123456/)
})

test('a session locks after 15 idle minutes and ends after 12 hours, by the database’s clock alone (S16)', async () => {
  const { person, email, secret } = await aMember()
  const token = tokenIn(await enter(email, secret))
  const me = as({ ...person, token })
  const mine = { tokenHash: createHash('sha256').update(token).digest() }
  const set = (values: { seenAt?: Date; endsAt?: Date }) =>
    everything.updateTable('signIn.session').set(values).where('tokenHash', '=', mine.tokenHash).execute()
  const { startedAt, endsAt } = await everything
    .selectFrom('signIn.session')
    .select(['startedAt', 'endsAt'])
    .where('tokenHash', '=', mine.tokenHash)
    .executeTakeFirstOrThrow()
  assert.equal(endsAt.getTime() - startedAt.getTime(), 12 * 3_600_000)
  await set({ seenAt: new Date(Date.now() - 14 * 60_000) })
  assert.equal((await me.visit('/rulebook')).status, 200, 'a look within 15 minutes keeps it open')
  await set({ seenAt: new Date(Date.now() - 15 * 60_000 - 1000) })
  assert.match((await me.visit('/rulebook')).location, /^\/sign-in\?back=/)
  await set({ seenAt: new Date(), endsAt: new Date(Date.now() - 1000) })
  assert.match((await me.visit('/rulebook')).location, /^\/sign-in\?back=/)
})

test('signing out ends that session, and its cookie opens nothing afterwards', async () => {
  const { person, email, secret } = await aMember()
  const me = as({ ...person, token: tokenIn(await enter(email, secret)) })
  assert.equal((await me.submit('/sign-in/out')).location, '/sign-in')
  assert.equal((await me.visit('/rulebook')).location, '/sign-in')
})

test('one sees one’s own sessions, ends one of them or all, and never another person’s', async () => {
  const { person, email, secret } = await aMember()
  await everything
    .updateTable('signIn.session')
    .set({ revokedAt: new Date() })
    .where('practitionerId', '=', person.id)
    .execute()
  const [first, second] = [
    as({ ...person, token: tokenIn(await enter(email, secret)) }),
    as({ ...person, token: tokenIn(await enter(email, secret)) }),
  ]
  const page = await first.visit('/sign-in/sessions')
  assert.match(page.text(), /2 sessions of yours are open.*This one/)
  const ref = String(page.value('ref'))
  const stranger = as(await aPractitioner('idva'))
  assert.equal((await stranger.submit('/sign-in/sessions/end', { ref })).status, 404)
  assert.equal((await second.visit('/rulebook')).status, 200)
  assert.equal((await first.submit('/sign-in/sessions/end', { ref })).location, '/sign-in/sessions')
  assert.equal((await second.visit('/rulebook')).location, '/sign-in')
  const third = as({ ...person, token: tokenIn(await enter(email, secret)) })
  assert.equal((await third.submit('/sign-in/sessions/end-all')).location, '/sign-in')
  for (const each of [first, third]) assert.equal((await each.visit('/rulebook')).location, '/sign-in')
  assert.equal((await stranger.visit('/rulebook')).status, 200)
})

test('a recovery link ends what was open, and the old password and device with it', async () => {
  const { person, email, secret } = await aMember()
  const me = as({ ...person, token: tokenIn(await enter(email, secret)) })
  const renewed = await join(await linkFor(person.id, 60, 'recover'), 'another long password')
  assert.match(renewed.page.title(), /again/)
  assert.equal((await me.visit('/rulebook')).location, '/sign-in')
  assert.equal(tokenIn(await enter(email, secret)), '')
})

test('nothing that signs in is kept where it can be read back', async () => {
  const { email, secret } = await aMember()
  const token = tokenIn(await enter(email, secret))
  const kept = JSON.stringify([
    await everything.selectFrom('signIn.credential').selectAll().execute(),
    await everything.selectFrom('signIn.session').selectAll().execute(),
  ])
  for (const text of [password, secret, token]) {
    assert.ok(!kept.includes(text))
    assert.ok(!kept.includes(JSON.stringify([...Buffer.from(text)]).slice(1, -1)))
  }
})
