import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { connect } from '../../platform/db.ts'
import { callbackToken, createSender, notifyAccount, type Sender } from '../../platform/notify.ts'
import { createNotifyFake } from '../../platform/notify-fake.ts'
import { readSettings } from '../../platform/settings.ts'
import { testApp } from '../../testing/app.ts'
import { aCase } from '../../testing/cases.ts'
import { aMobile, aRule } from '../safe-contact/fixtures.ts'
import { followMessages, type Sending, sendDueMessages, standInTemplates } from './index.ts'

type Form = Record<string, string | string[]>
const { web, services, as, aPractitioner, everything, clock, database } = await testApp({ at: '2027-03-01T10:00:00Z' })
await web.listen({ host: '127.0.0.1', port: 0 })
const ownPort = Number(new URL(web.listeningOrigin).port)
const worker = connect(database.worker, { max: 4 })
const fake = createNotifyFake({
  now: services.now,
  templates: standInTemplates,
  callback: { address: `http://127.0.0.1:${ownPort}/messages/notify-callback`, token: callbackToken(services.secret) },
  dailyLimit: 40,
})
await fake.web.listen({ host: '127.0.0.1', port: 0 })
const sender = createSender(fake.account(Number(new URL(fake.web.listeningOrigin).port)))
const sending: Sending = { ...services, db: worker, sender }
after(async () => {
  await worker.destroy()
  await fake.web.close()
})

/** A case in which one way was recorded, and a message of that kind was put in the queue. */
const aQueued = async (channel: string, way: Form = aMobile()) => {
  const officer = await aPractitioner('investigating-officer')
  const { caseId } = await aCase(services, officer)
  const place = `/cases/${caseId}`
  assert.equal((await as(officer).submit(`${place}/safe-contact/rule`, aRule({ reviewOn: '2027-08-20' }))).status, 303)
  const made = await as(officer).submit(`${place}/safe-contact/routes/new`, way)
  assert.equal(made.status, 303, made.text('.govuk-error-summary'))
  const route = await everything
    .selectFrom('vault.contactRoute')
    .select('id')
    .where('caseId', '=', caseId)
    .executeTakeFirstOrThrow()
  const queued = await as(officer).submit(`${place}/messages/new`, { way: `${channel} ${route.id}` })
  assert.equal(queued.status, 303, queued.text('.govuk-error-summary'))
  const state = async () => (await rows(caseId)).map((message) => message.state)
  return { caseId, place, officer, routeId: route.id, state }
}
const rows = (caseId: string) =>
  everything.selectFrom('message').selectAll().where('caseId', '=', caseId).orderBy('queuedAt').orderBy('id').execute()
const gone = async (caseId: string) => {
  const references = (await rows(caseId)).map(({ reference }) => reference)
  return fake.messages.filter(({ reference }) => references.includes(String(reference)))
}
const later = (minutes: number) => clock.set(new Date(services.now().getTime() + minutes * 60_000).toISOString())
const email = (value: string): Form => ({ ...aMobile({ value }), kind: 'e-mail', textIsSafe: '' })

test('a text leaves in the safe time with neutral words, arrives, and tells nobody: a message is a try (INV-12, INV-22)', async () => {
  clock.set('2027-03-01T10:00:00Z')
  const { caseId, state, place, officer } = await aQueued('text')
  await sendDueMessages(sending)
  const [text] = await gone(caseId)
  assert.equal(text?.to, '07700 900123')
  assert.deepEqual(await state(), ['sent'])
  later(1)
  await fake.tick()
  assert.deepEqual(await state(), ['delivered'])
  assert.match(
    (await as(officer).visit(`${place}/messages`)).text(),
    /Delivered to the device or the post: not the same as told/,
  )
  assert.equal((await everything.selectFrom('telling').selectAll().where('caseId', '=', caseId).execute()).length, 0)
})

test('outside the safe time it waits for the next one, and leaves then (INV-13)', async () => {
  clock.set('2027-03-01T21:00:00Z')
  const { caseId, state } = await aQueued('text')
  await sendDueMessages(sending)
  assert.deepEqual([await state(), (await gone(caseId)).length], [['queued'], 0])
  clock.set('2027-03-02T00:01:00Z')
  await sendDueMessages(sending)
  assert.equal((await gone(caseId)).length, 1)
})

test('when the worker slept through the safe time the message does not leave, and its sender is told (INV-13)', async () => {
  clock.set('2027-03-02T21:00:00Z')
  const { caseId, state, officer } = await aQueued('text')
  clock.set('2027-03-03T19:50:00Z')
  await sendDueMessages(sending)
  assert.deepEqual([await state(), (await gone(caseId)).length], [['cancelled'], 0])
  const alarms = await everything.selectFrom('alarm').select('kind').where('toId', '=', officer.id).execute()
  assert.deepEqual(alarms, [{ kind: 'message not sent' }])
})

test('a change of safe contact cancels what waits at once, even what was just being handed over (INV-14)', async () => {
  clock.set('2027-03-04T21:00:00Z')
  const { caseId, state, officer, place, routeId } = await aQueued('text')
  await everything
    .updateTable('message')
    .set({ state: 'sending', triedAt: services.now() })
    .where('caseId', '=', caseId)
    .execute()
  assert.equal((await as(officer).submit(`${place}/safe-contact/routes/${routeId}/end`)).status, 303)
  assert.deepEqual(await state(), ['cancelled'])
  clock.set('2027-03-05T10:00:00Z')
  await sendDueMessages(sending)
  await followMessages(sending)
  assert.equal((await gone(caseId)).length, 0)
})

test('the gate is asked again when it leaves: a rule that was not confirmed in time stops it (INV-11)', async () => {
  clock.set('2027-03-06T21:00:00Z')
  const { caseId, state } = await aQueued('text')
  await everything
    .updateTable('vault.contactRule')
    .set({ reviewOn: '2027-03-06' })
    .where('caseId', '=', caseId)
    .execute()
  clock.set('2027-03-07T10:00:00Z')
  await sendDueMessages(sending)
  assert.deepEqual([await state(), (await gone(caseId)).length], [['cancelled'], 0])
})

test('after an answer that was lost, it is asked for by reference and not sent twice (R2)', async () => {
  clock.set('2027-03-08T10:00:00Z')
  const { caseId, state } = await aQueued('text')
  fake.failNext('lost')
  await sendDueMessages(sending)
  assert.deepEqual([await state(), (await gone(caseId)).length], [['sending'], 1])
  for (let round = 0; round < 3; round++) {
    later(3)
    await sendDueMessages(sending)
    await followMessages(sending)
  }
  assert.deepEqual([await state(), (await gone(caseId)).length], [['delivered'], 1])
})

test('after a fault of the sender that kept nothing, it leaves once in the same safe time', async () => {
  clock.set('2027-03-08T11:00:00Z')
  const { caseId, state } = await aQueued('text')
  fake.failNext(500)
  await sendDueMessages(sending)
  assert.equal((await gone(caseId)).length, 0)
  later(3)
  await followMessages(sending)
  await sendDueMessages(sending)
  assert.deepEqual([await state(), (await gone(caseId)).length], [['sent'], 1])
})

test('when the sender is busy it waits for the next round', async () => {
  clock.set('2027-03-08T12:00:00Z')
  const { caseId, state } = await aQueued('text')
  fake.failNext(429)
  await sendDueMessages(sending)
  assert.deepEqual([await state(), (await gone(caseId)).length], [['queued'], 0])
  await sendDueMessages(sending)
  assert.deepEqual([await state(), (await gone(caseId)).length], [['sent'], 1])
})

test('two workers and a killed one send each message once (R2)', async () => {
  clock.set('2027-03-09T10:00:00Z')
  const queued = await Promise.all([aQueued('text'), aQueued('text'), aQueued('text')])
  const dying: Sender = {
    ...sender,
    send: (message) => sender.send(message).then(() => Promise.reject(new Error('killed'))),
  }
  await sendDueMessages({ ...sending, sender: dying }).catch(() => undefined)
  await Promise.all([sendDueMessages(sending), sendDueMessages(sending)])
  for (let round = 0; round < 4; round++) {
    later(3)
    await Promise.all([
      followMessages(sending),
      followMessages(sending),
      sendDueMessages(sending),
      sendDueMessages(sending),
    ])
  }
  for (const { caseId, state } of queued)
    assert.deepEqual([await state(), (await gone(caseId)).length], [['delivered'], 1])
})

test('with every callback lost, each message reaches its true state within 30 minutes (R3)', async () => {
  clock.set('2027-03-10T10:00:00Z')
  fake.dropCallbacks(true)
  const arrived = await aQueued('text')
  const failed = await aQueued('text', aMobile({ value: '07700 900002' }))
  await sendDueMessages(sending)
  for (let minutes = 0; minutes < 30; minutes += 5) {
    later(5)
    await fake.tick()
    await followMessages(sending)
  }
  fake.dropCallbacks(false)
  assert.deepEqual([await arrived.state(), await failed.state()], [['delivered'], ['failed']])
  assert.equal((await rows(failed.caseId))[0]?.endedWhy, 'permanent-failure')
})

test("after the sender's own fault an e-mail goes once more, and a letter never does (R3)", async () => {
  clock.set('2027-03-11T10:00:00Z')
  const mail = await aQueued('e-mail', email('tech-fail@simulator.notify'))
  const letter = await aQueued('letter', {
    kind: 'post',
    value: 'Technical Failure House\n1 Invented Road\nZZ99 9ZZ',
    confirmed: 'yes',
  })
  for (let round = 0; round < 8; round++) {
    await sendDueMessages(sending)
    later(6)
    await followMessages(sending)
  }
  assert.deepEqual(await mail.state(), ['failed', 'failed'])
  assert.deepEqual([(await gone(mail.caseId)).length, (await gone(letter.caseId)).length], [2, 1])
  assert.deepEqual(await letter.state(), ['failed'])
})

test('a callback without the token is not found, and one for a message that is not ours changes nothing', async () => {
  clock.set('2027-03-12T10:00:00Z')
  const { caseId, state } = await aQueued('text')
  await sendDueMessages(sending)
  const [message] = await rows(caseId)
  const said = { id: message?.notifyId, reference: message?.reference, status: 'delivered', to: '07700 900123' }
  const call = (token: string, payload: object) =>
    web.inject({
      method: 'POST',
      url: '/messages/notify-callback',
      headers: { authorization: `Bearer ${token}` },
      payload,
    })
  assert.notEqual((await call('x'.repeat(43), said)).statusCode, 204)
  assert.deepEqual(await state(), ['sent'])
  const token = callbackToken(services.secret)
  assert.equal((await call(token, { ...said, id: '00000000-0000-4000-8000-000000000000' })).statusCode, 204)
  assert.deepEqual(await state(), ['sent'])
  for (const status of ['delivered', 'permanent-failure', 'delivered'])
    assert.equal((await call(token, { ...said, status })).statusCode, 204)
  assert.deepEqual(await state(), ['delivered'], 'what is final stays, in whatever order callbacks come')
})

test('words that are not the neutral ones never leave: the template of the account is compared first (INV-12)', async () => {
  clock.set('2027-03-13T10:00:00Z')
  const { caseId, state } = await aQueued('text')
  const signed: Sender = {
    ...sender,
    wordsOf: async () => ({ subject: '', body: 'Your adviser at Invented Refuge called', isSigned: false }),
  }
  await sendDueMessages({ ...sending, sender: signed })
  assert.deepEqual([await state(), (await gone(caseId)).length], [['cancelled'], 0])
  for (const { body } of standInTemplates)
    assert.doesNotMatch(body, /waymark|police|refuge|adviser|council|abuse|http|www|case|\d/i)
})

test('with no sender set up a message says so and does not wait for ever', async () => {
  clock.set('2027-03-14T10:00:00Z')
  const { caseId } = await aQueued('text')
  await sendDueMessages({ ...sending, sender: null })
  assert.match(String((await rows(caseId))[0]?.endedWhy), /no way to send it/)
})

test('the daily limit of the sender makes messages wait', async () => {
  clock.set('2027-04-14T10:00:00Z')
  const small = createNotifyFake({ now: services.now, templates: standInTemplates, dailyLimit: 1 })
  await small.web.listen({ host: '127.0.0.1', port: 0 })
  const limited = createSender(small.account(Number(new URL(small.web.listeningOrigin).port)))
  const two = [await aQueued('text'), await aQueued('text')]
  await sendDueMessages({ ...sending, sender: limited })
  await small.web.close()
  assert.deepEqual((await Promise.all(two.map(({ state }) => state()))).flat().sort(), ['queued', 'sent'])
})

test('a person can cancel what waits; a stranger finds nothing', async () => {
  clock.set('2027-04-15T21:00:00Z')
  const { caseId, state, officer, place } = await aQueued('text')
  const [message] = await rows(caseId)
  const stranger = await aPractitioner('idva')
  assert.equal((await as(stranger).submit(`${place}/messages/${message?.id}/cancel`)).status, 404)
  assert.equal((await as(stranger).visit(`${place}/messages`)).status, 404)
  assert.equal((await as(officer).submit(`${place}/messages/${message?.id}/cancel`)).status, 303)
  assert.deepEqual(await state(), ['cancelled'])
  const refused = await as(officer).submit(`${place}/messages/new`, {})
  assert.equal(refused.status, 422)
  assert.equal(refused.errors()[0]?.href, '#way')
})

test('the stand-in asks for a signed token, a template and an address that could be one', async () => {
  const port = Number(new URL(fake.web.listeningOrigin).port)
  assert.equal((await fetch(`http://127.0.0.1:${port}/v2/notifications`)).status, 403)
  const wrong = createSender({
    ...fake.account(port),
    apiKey: 'x-6b1e1c1e-5f3a-4c1e-9f57-0d6a2c7d3a10-00000000-0000-4000-8000-000000000000',
  })
  const message = { channel: 'text', template: standInTemplates[0].id, to: '07700 900123', reference: 'r' } as const
  assert.deepEqual(await wrong.send(message), { kind: 'refused', why: 'Notify answered 403' })
  assert.deepEqual(await sender.send({ ...message, to: 'nobody' }), { kind: 'refused', why: 'Notify answered 400' })
  assert.deepEqual(await sender.send({ ...message, template: standInTemplates[1].id }), {
    kind: 'refused',
    why: 'Notify answered 400',
  })
})

test('on invented data no key of the real sender is taken (INV-58)', () => {
  const key = 'live-6b1e1c1e-5f3a-4c1e-9f57-0d6a2c7d3a10-00000000-0000-4000-8000-000000000000'
  const settings = readSettings({ NOTIFY_API_KEY: key })
  assert.throws(() => notifyAccount(settings, true), /must not be set here/)
  assert.equal(notifyAccount(settings, false)?.address, 'https://api.notifications.service.gov.uk')
  assert.equal(notifyAccount(readSettings({}), false), null)
})
