import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { diceFrom } from '../seeds/random.ts'
import { allRules } from '../src/all-rules.ts'
import { standInTemplates } from '../src/domains/messages/index.ts'
import { defaultPolicy } from '../src/local-policy/values.ts'
import { connect } from '../src/platform/db.ts'
import { createNotifyFake } from '../src/platform/notify-fake.ts'
import { addressAs } from '../src/platform/secrets.ts'
import { englandAndWales } from '../src/rules/calendar.ts'
import type { Services } from '../src/rules/services.ts'
import { practitionersIn } from '../src/testing/people.ts'
import { dutiesFrom, dutiesIn } from './crash/duties.ts'
import { aCaseWithPost } from './crash/letters.ts'
import { openCrashPlace, portOf } from './crash/place.ts'
import { type Log, workOn, writeLetters } from './crash/visitors.ts'

const count = (name: string, usual: number): number => Number(process.env[name] ?? usual)
const points = {
  database: count('CRASH_DATABASE', 30),
  staff: count('CRASH_APP', 6),
  worker: count('CRASH_WORKER', 6),
}
const seed = count('CRASH_SEED', randomInt(1_000_000))
const dice = diceFrom(seed)

const now = () => new Date()
const fake = createNotifyFake({ now, templates: standInTemplates, dailyLimit: 100_000 })
await fake.web.listen({ host: '127.0.0.1', port: 0 })
const { apiKey, address, templates } = fake.account(portOf(fake.web.server))
const place = await openCrashPlace({
  NOTIFY_API_KEY: apiKey,
  NOTIFY_ADDRESS: address,
  NOTIFY_LETTER_TEMPLATE: templates.letter,
})
const everything = connect(place.superuser(), { max: 3 })
const db = connect(addressAs('waymark_app', place.owner, place.secret), { max: 2 })
const services: Services = {
  ...{ db, signInDb: db, now, rules: allRules, calendar: englandAndWales, defaultPolicy },
  ...{ secret: place.secret, keeper: place.keeper, address: place.address, isDemo: false },
}
after(async () => {
  await Promise.all([everything.destroy(), db.destroy()])
  await place.close()
  await fake.web.close()
})

const log: Log = { cases: [], entries: [], messages: [], retried: 0 }

/** The database may be away just now. */
const soon = async <Result>(ask: () => Promise<Result>): Promise<Result> => {
  for (let tries = 0; ; tries++)
    try {
      return await ask()
    } catch (error) {
      if (tries === 400) throw error
      await pause(40)
    }
}
const suspectOf = async (caseId: string): Promise<string> => {
  const ask = everything
    .selectFrom('party')
    .select('personId')
    .where('caseId', '=', caseId)
    .where('role', '=', 'perpetrator')
  return (await soon(() => ask.executeTakeFirstOrThrow())).personId
}

const shuffled = <Item>(items: Item[]): Item[] => {
  const left = [...items]
  return items.map(() => left.splice(dice.under(left.length), 1)[0]).filter((item) => item !== undefined)
}
const schedule = shuffled(
  (['database', 'staff', 'worker'] as const).flatMap((what) => Array.from({ length: points[what] }, () => what)),
)

test(`killed ${points.database} times under the database, ${points.staff} under the app and ${points.worker} under the worker (R1, R2, R7)`, async (t) => {
  const { rows } = await sql<{ serverVersion: string }>`show server_version`.execute(everything)
  t.diagnostic(`CRASH_SEED=${seed}, PostgreSQL ${rows[0]?.serverVersion}`)
  const supervise = practitionersIn(everything)
  const boss = await supervise('police-supervisor')
  const officers = await Promise.all([0, 1, 2].map(() => supervise('investigating-officer', { supervisorId: boss.id })))
  const [writer] = officers
  if (!writer) throw new Error('Nobody is there')
  const ways = await Promise.all([1, 2, 3].map((number) => aCaseWithPost(services, writer, number)))
  await Promise.all([place.start('staff'), place.start('worker')])

  let isOver = false
  const visiting = { address: place.address, secret: place.secret, isOver: () => isOver, log }
  const load = Promise.all([
    ...officers.map((person) => workOn({ ...visiting, person }, suspectOf)),
    writeLetters({ ...visiting, person: writer }, ways),
  ])
  load.catch(() => undefined)
  let killed = 0
  for (const what of schedule) {
    await Promise.race([pause(dice.between(150, 900)), load])
    if (dice.happens(0.3)) fake.failNext(dice.pick(['lost', 500]))
    if (what === 'database') killed += await place.killDatabase()
    else {
      await place.kill(what)
      await place.start(what)
    }
  }
  await pause(500)
  isOver = true
  await load
  t.diagnostic(
    `${log.cases.length} cases, ${log.entries.length} entries and ${log.messages.length} letters acknowledged; ${log.retried} tries were cut off; ${killed} processes of the database killed`,
  )
  assert.ok(log.cases.length > schedule.length / 2, 'too little was written to prove anything')
  assert.ok(log.retried > 0, 'no kill hit anybody')
  assert.deepEqual(place.fell, [], 'app and worker outlive their database')
})

test('what was acknowledged is there once, however often it was sent (R1, R7)', async () => {
  const concerns = await everything.selectFrom('cases').select(['id', 'concern']).execute()
  for (const { mark, caseId } of log.cases)
    assert.deepEqual(
      concerns.filter(({ concern }) => concern === mark).map(({ id }) => id),
      [caseId],
    )
  const entries = await everything
    .selectFrom('entry')
    .select(['what', 'id', 'caseId'])
    .where('what', 'is not', null)
    .execute()
  const byWhat = Map.groupBy(entries, ({ what }) => what)
  for (const { what, location } of log.entries) {
    const found = byWhat.get(what) ?? []
    assert.deepEqual(
      found.map(({ id, caseId }) => `/cases/${caseId}/entries/${id}`),
      [location],
    )
  }
  const letters = await everything.selectFrom('message').select('id').where('channel', '=', 'letter').execute()
  assert.equal(letters.length, log.messages.length)
})

test('no look and no change is without its audit row (R1)', async () => {
  const rows = await everything
    .selectFrom('audit')
    .select(['route', ({ fn }) => fn.countAll<number>().as('count')])
    .where('kind', '=', 'alter')
    .groupBy('route')
    .execute()
  const audited = new Map(rows.map(({ route, count: number }) => [route, number]))
  assert.equal(audited.get('/cases/new/open'), log.cases.length)
  assert.equal(audited.get('/cases/:caseId/entries/new/:type'), log.entries.length)
  assert.equal(audited.get('/cases/:caseId/messages/new'), log.messages.length)
})

test('no duty is lost and none is doubled: each case has just those that its entries raise (R1)', async (t) => {
  let number = 0
  for (const { caseId } of log.cases) {
    const found = await dutiesIn(everything, caseId)
    assert.deepEqual(found, await dutiesFrom(everything, caseId))
    number += found.length
  }
  t.diagnostic(`${number} duties compared`)
  assert.ok(number > 0)
})

const eventually = async (isSo: () => Promise<boolean>, seconds: number): Promise<boolean> => {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await pause(500)) if (await isSo()) return true
  return false
}

test('within a minute each clock that has passed was said once to each person, and none is forgotten (R2, R5, R12)', async (t) => {
  const waiting = async () => {
    const rows = await everything.selectFrom('duty').select('id').where('nextClockAt', '<=', now()).execute()
    return rows.length === 0
  }
  assert.ok(await eventually(waiting, 60), 'duties whose moment has come still wait')
  const late = await everything
    .selectFrom('duty')
    .select('id')
    .where('state', '=', 'open')
    .where('safetyDueAt', '<=', now())
    .where('raisedAt', '<=', now())
    .execute()
  const alarms = await everything
    .selectFrom('alarm')
    .select(['toId', 'kind', 'dutyId'])
    .where('kind', '=', 'safety clock passed')
    .execute()
  const said = alarms.map(({ toId, kind, dutyId }) => `${toId} ${kind} ${dutyId}`)
  assert.equal(new Set(said).size, said.length)
  const of = new Set(alarms.map(({ dutyId }) => dutyId))
  assert.deepEqual(
    late.filter(({ id }) => !of.has(id)),
    [],
  )
  t.diagnostic(`${late.length} duties late, ${alarms.length} alarms`)
  assert.ok(late.length > 0)
})

test('each letter reached the service that prints it once, though replies were lost and the worker died (R2)', async (t) => {
  // What was leaving at a kill is asked about after two minutes; the run need not wait for them.
  await sql`update message set tried_at = tried_at - interval '5 minutes' where state = 'sending'`.execute(everything)
  const settled = async () => {
    const rows = await everything
      .selectFrom('message')
      .select('id')
      .where('channel', '=', 'letter')
      .where('state', 'in', ['queued', 'sending'])
      .execute()
    return rows.length === 0
  }
  assert.ok(await eventually(settled, 75), 'letters still wait')
  const letters = await everything
    .selectFrom('message')
    .select(['reference', 'state'])
    .where('channel', '=', 'letter')
    .execute()
  const sent = Map.groupBy(fake.messages, ({ reference }) => reference)
  for (const { reference, state } of letters) {
    assert.ok(['sent', 'delivered'].includes(state), `a letter is ${state}`)
    assert.equal(sent.get(reference)?.length, 1)
  }
  assert.equal(fake.messages.length, letters.length)
  t.diagnostic(`${letters.length} letters`)
})
