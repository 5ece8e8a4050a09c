import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import { after, test } from 'node:test'
import { connect } from '../../platform/db.ts'
import { createMailer } from '../../platform/mail.ts'
import { atExactly, record } from '../../rules/record.ts'
import { testApp } from '../../testing/app.ts'
import { aCase, workAs } from '../../testing/cases.ts'
import { sendDigests } from './index.ts'

// A Monday; the case is opened at nine, so its duties are there at ten.
const { as, aPractitioner, services, everything, clock, database, web } = await testApp({ at: '2026-11-23T09:00:00Z' })
const asWorker = { ...services, db: connect(database.worker, { max: 2 }), address: 'https://waymark.example' }
after(() => asWorker.db.destroy())
const worker = await aPractitioner('idva', { name: 'Quill Imaginario' })
const own = await aCase(services, worker, { victimName: 'Dogwood Inventado' })
await workAs(services, worker, (work) =>
  record(services, work, {
    ...{
      caseId: own.caseId,
      type: 'justice.bail-granted',
      suspectId: own.perpetratorId,
      happened: atExactly(work.now),
      knownAt: work.now,
    },
    ...{
      body: 'police',
      toldBy: 'The custody desk',
      what: null,
      details: { endsOn: '2026-12-20', stage: 'before-charge' },
    },
  }),
)
clock.set('2026-11-23T10:00:00Z')
const fetchFeed = (address: string) => web.inject({ method: 'GET', url: new URL(address).pathname })
const makeAddress = async () => String((await as(worker).submit('/feeds/address')).$('main input').last().val())

test('a calendar address is shown once, opens without signing in, and holds each open duty at its time and nobody’s name (VC-14, U8, INV-07)', async () => {
  assert.match((await as(worker).visit('/feeds')).text(), /You have no calendar address/)
  const address = await makeAddress()
  assert.match(address, /^http:\/\/localhost\/feeds\/calendar\/[\w-]{43}\.ics$/)
  const page = await as(worker).visit('/feeds')
  assert.match(page.text(), /You have had a calendar address since 10:00 today/)
  assert.ok(!page.body.includes(address))

  const feed = await fetchFeed(address)
  assert.equal(feed.statusCode, 200)
  assert.equal(feed.headers['content-type'], 'text/calendar; charset=utf-8')
  assert.equal(feed.headers['cache-control'], 'no-store')
  const due = await everything
    .selectFrom('duty')
    .select(['id', 'dueAt'])
    .where('ownerId', '=', worker.id)
    .where('state', '=', 'open')
    .where('raisedAt', '<=', services.now())
    .where('dueAt', 'is not', null)
    .execute()
  assert.ok(due.length > 0)
  assert.equal(feed.body.split('BEGIN:VEVENT').length - 1, due.length)
  const { reference } = await everything
    .selectFrom('cases')
    .select('reference')
    .where('id', '=', own.caseId)
    .executeTakeFirstOrThrow()
  for (const secret of [
    'Dogwood',
    'Inventado',
    'Quill',
    reference,
    own.caseId,
    own.victimId,
    worker.id,
    ...due.map(({ id }) => id),
  ])
    assert.ok(!feed.body.includes(secret), secret)
  const looks = await everything
    .selectFrom('audit')
    .select(['kind', 'objectId', 'actorId'])
    .where('route', '=', '/feeds/calendar/:file')
    .execute()
  assert.deepEqual(looks, [{ kind: 'export', objectId: worker.id, actorId: null }])
})

test('only the hash of an address is kept', async () => {
  const token = /([\w-]{43})\.ics/.exec(await makeAddress())?.[1] ?? ''
  const rows = await everything.selectFrom('feed').selectAll().execute()
  assert.ok(!JSON.stringify(rows).includes(token))
  for (const { tokenHash } of rows) assert.equal(tokenHash.length, 32)
})

test('a new address ends the old one, and an ended one leads nowhere, as a wrong one does', async () => {
  const first = await makeAddress()
  const second = await makeAddress()
  assert.equal((await fetchFeed(first)).statusCode, 404)
  assert.equal((await fetchFeed(second)).statusCode, 200)
  assert.equal((await as(worker).submit('/feeds/end')).location, '/feeds')
  const [ended, wrong, strange] = [
    await fetchFeed(second),
    await fetchFeed(`http://x/feeds/calendar/${'a'.repeat(43)}.ics`),
    await fetchFeed('http://x/feeds/calendar/nonsense'),
  ]
  assert.deepEqual([ended.statusCode, wrong.statusCode, strange.statusCode], [404, 404, 404])
  assert.equal(ended.body, wrong.body)
  assert.equal(wrong.body, strange.body)
})

test('a person without work has an empty calendar, and one who has left has none', async () => {
  const other = await aPractitioner('idva')
  const page = await as(other).submit('/feeds/address')
  const address = String(page.$('main input').last().val())
  const feed = await fetchFeed(address)
  assert.equal(feed.statusCode, 200)
  assert.ok(!feed.body.includes('VEVENT'))
  await everything.updateTable('practitioner').set({ disabledAt: new Date() }).where('id', '=', other.id).execute()
  assert.equal((await fetchFeed(address)).statusCode, 404)
})

test('one person’s calendar holds none of another’s work', async () => {
  const other = await aPractitioner('idva')
  const feed = await fetchFeed(String((await as(other).submit('/feeds/address')).$('main input').last().val()))
  assert.ok(!feed.body.includes('VEVENT'))
})

test('a digest that was not asked about is refused, and who is not signed in sees nothing', async () => {
  assert.equal((await as(null).visit('/feeds')).location, '/sign-in')
  assert.equal((await as(worker).submit('/feeds/digest', { wanted: 'perhaps' })).status, 404)
  assert.equal((await everything.selectFrom('digest').selectAll().execute()).length, 0)
})

test('without a mail server the page says that digests are not set up, and that hours are missing', async () => {
  const page = await as(worker).visit('/feeds')
  assert.match(page.text(), /Digests are not set up here/)
  assert.match(page.text(), /Your working hours are not recorded here/)
  assert.equal(createMailer({}), null)
})

/** A mail server that takes every letter and keeps it: enough SMTP for one client. */
const sink = () => {
  const letters: { to: string[]; body: string }[] = []
  const server = createServer((socket) => {
    let [buffer, isData, to] = ['', false, [] as string[]]
    const say = (line: string) => socket.write(`${line}\r\n`)
    say('220 sink.example')
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => {
      buffer += chunk.toString()
      for (;;) {
        const end = buffer.indexOf(isData ? '\r\n.\r\n' : '\r\n')
        if (end === -1) return
        const text = buffer.slice(0, end)
        buffer = buffer.slice(end + (isData ? 5 : 2))
        if (isData) {
          letters.push({ to, body: text })
          ;[isData, to] = [false, []]
          say('250 kept')
        } else if (/^DATA/i.test(text)) {
          isData = true
          say('354 go on')
        } else if (/^QUIT/i.test(text)) {
          say('221 bye')
          socket.end()
        } else {
          const [, address] = /^RCPT TO:<(.+)>/i.exec(text) ?? []
          if (address) to.push(address)
          say('250 well')
        }
      }
    })
  })
  return { server, letters }
}

test('a digest goes once a day at the start of the shift, to whoever asked, with figures and no name; twice run, once sent (R7)', async () => {
  const { server, letters } = sink()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const port = Number((server.address() as { port: number }).port)
  const mailer = createMailer({ SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'waymark@county.example' })
  assert.ok(mailer)
  const errors: unknown[] = []
  const run = (at: string) => sendDigests(asWorker, new Date(at), mailer.send, (error) => errors.push(error))
  try {
    assert.equal((await as(worker).submit('/feeds/digest', { wanted: 'yes' })).location, '/feeds')
    assert.match(
      (await as(worker).visit('/feeds')).text(),
      /You asked for it\. It goes to .+@example\.test at the start/,
    )
    assert.equal(await run('2026-11-23T10:00:00Z'), 0, 'no hours are recorded')
    await everything
      .insertInto('workingPattern')
      .values({ practitionerId: worker.id, weekday: 1, startsAt: '09:00', endsAt: '17:00', fromOn: '2026-01-01' })
      .execute()
    assert.equal(await run('2026-11-23T08:59:00Z'), 0)
    const both = await Promise.all([run('2026-11-23T10:00:00Z'), run('2026-11-23T10:00:00Z')])
    assert.equal(both[0] + both[1], 1)
    assert.equal(await run('2026-11-23T10:01:00Z'), 0)
    assert.equal(await run('2026-11-24T10:00:00Z'), 0, 'Tuesday is no working day')
    assert.equal(await run('2026-11-30T09:00:00Z'), 1)
    assert.equal(letters.length, 2)
    for (const { to, body } of letters) {
      assert.deepEqual(to, [`${worker.id}@example.test`])
      const said = body.replace(/^To: .*$/m, '')
      assert.match(said, /Subject: Your work today/)
      assert.match(said, /\d+ late, \d+ due today, \d+ waits? for your answer\./)
      assert.match(said, /https:\/\/waymark\.example\/sign-in/)
      for (const secret of ['Dogwood', 'Inventado', 'Quill', 'WM-', own.caseId, worker.id])
        assert.ok(!said.includes(secret), secret)
    }
    const open = await everything
      .selectFrom('duty')
      .select(['dueAt', 'raisedAt'])
      .where('ownerId', '=', worker.id)
      .where('state', '=', 'open')
      .execute()
    const at = new Date('2026-11-30T09:00:00Z')
    const late = open.filter(({ dueAt, raisedAt }) => raisedAt <= at && dueAt !== null && dueAt < at).length
    assert.match(letters[1]?.body ?? '', new RegExp(`^${late} late, `, 'm'))
    assert.deepEqual(errors, [])
  } finally {
    mailer.close()
    server.close()
  }
})

test('a digest that the mail server did not take is tried again, and the day is not counted as sent', async () => {
  const errors: unknown[] = []
  const at = new Date('2026-12-07T09:30:00Z')
  const broken = async () => Promise.reject(new Error('the mail server is away'))
  assert.equal(await sendDigests(asWorker, at, broken, (error) => errors.push(error)), 0)
  assert.equal(errors.length, 1)
  assert.equal(
    await sendDigests(
      asWorker,
      at,
      async () => undefined,
      (error) => errors.push(error),
    ),
    1,
  )
  assert.equal((await as(worker).submit('/feeds/digest', { wanted: 'no' })).location, '/feeds')
  assert.equal(
    await sendDigests(
      asWorker,
      new Date('2026-12-14T09:30:00Z'),
      async () => assert.fail('sent'),
      () => undefined,
    ),
    0,
  )
})
