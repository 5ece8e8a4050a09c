import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { beat, deriveComingUp, onDutyFor, tick } from './domains/duties/index.ts'
import { connect } from './platform/db.ts'
import { createLog } from './platform/log.ts'
import { atExactly, record } from './rules/record.ts'
import { testApp } from './testing/app.ts'
import { aCase, workAs } from './testing/cases.ts'
import type { Practitioner } from './testing/people.ts'
import { keepClocks, startWorker } from './worker.ts'

const { as, aPractitioner, services, database, everything, clock, now } = await testApp({ at: '2027-02-10T15:00:00Z' })
const workerDb = connect(database.worker, { max: 3 })
after(() => workerDb.destroy())
const worker = { ...services, db: workerDb }
const log = createLog('fatal')
const keep = () => keepClocks(worker, now(), log, new AbortController().signal)

const aRelease = async (officer: Practitioner) => {
  const { caseId, perpetratorId } = await aCase(services, officer)
  await workAs(services, officer, (work) =>
    record(services, work, {
      caseId,
      type: 'justice.suspect-released-without-charge',
      suspectId: perpetratorId,
      happened: atExactly(now()),
      knownAt: now(),
      body: 'police',
      toldBy: null,
      what: null,
      details: {},
    }),
  )
  const duty = await everything
    .selectFrom('duty')
    .selectAll()
    .where('caseId', '=', caseId)
    .where('code', '=', 'RELEASED_NO_CHARGE')
    .executeTakeFirstOrThrow()
  return { caseId, duty }
}
const alarmsOf = (dutyId: string) =>
  everything.selectFrom('alarm').select(['toId', 'kind']).where('dutyId', '=', dutyId).orderBy('kind').execute()

test('a safety clock that has passed climbs to the owner’s supervisor who is on duty, once, however often the batch is delivered (R7, VC-14)', async () => {
  clock.set('2027-02-10T15:00:00Z')
  const boss = await aPractitioner('police-supervisor')
  await everything
    .insertInto('workingPattern')
    .values(
      [1, 2, 3, 4, 5].map((weekday) => ({
        practitionerId: boss.id,
        weekday,
        startsAt: '08:00',
        endsAt: '18:00',
        fromOn: '2027-01-01',
      })),
    )
    .execute()
  const officer = await aPractitioner('investigating-officer', { supervisorId: boss.id })
  const { duty } = await aRelease(officer)
  await keep()
  assert.deepEqual(await alarmsOf(duty.id), [], 'nothing climbs before its time')
  clock.set('2027-02-10T16:30:00Z')
  await keep()
  assert.deepEqual(await alarmsOf(duty.id), [{ toId: boss.id, kind: 'safety clock passed' }])
  for (let time = 0; time < 2; time++) {
    await sql`update duty set next_clock_at = ${now()} where state = 'open'`.execute(everything)
    await keep()
  }
  assert.equal((await alarmsOf(duty.id)).length, 1)
  clock.set('2027-02-12T00:00:01Z')
  await keep()
  assert.ok((await alarmsOf(duty.id)).some(({ kind }) => kind === 'law clock passed'))
  const { nextClockAt } = await everything
    .selectFrom('duty')
    .select('nextClockAt')
    .where('id', '=', duty.id)
    .executeTakeFirstOrThrow()
  assert.equal(nextClockAt, null, 'nothing more is to come')
})

test('off shift it goes to whoever sits at the desk; a desk with nobody on it is itself an alarm to every manager', async () => {
  clock.set('2027-02-10T15:00:00Z')
  const agencyId = (await aPractitioner('investigating-officer')).agencyId
  const ids = {
    agencyId: (
      await everything
        .insertInto('agency')
        .values({ name: 'Nattpolisen', kind: 'police' })
        .returning('id')
        .executeTakeFirstOrThrow()
    ).id,
  }
  assert.notEqual(ids.agencyId, agencyId)
  const [boss, other] = [await aPractitioner('police-supervisor', ids), await aPractitioner('police-supervisor', ids)]
  const officer = await aPractitioner('investigating-officer', { ...ids, supervisorId: boss.id })
  const sitter = await aPractitioner('first-responder', ids)
  const { duty } = await aRelease(officer)
  clock.set('2027-02-10T20:00:00Z')
  const { id: teamId } = await everything
    .insertInto('team')
    .values({ agencyId: ids.agencyId, name: 'Desk', isDesk: true })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { id: shiftId } = await everything
    .insertInto('deskShift')
    .values({
      teamId,
      practitionerId: sitter.id,
      fromAt: new Date('2027-02-10T19:00:00Z'),
      untilAt: new Date('2027-02-11T03:00:00Z'),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await workerDb
    .transaction()
    .execute(async (tx) => assert.deepEqual(await onDutyFor(services, tx, ids.agencyId, now()), [sitter.id]))
  await keep()
  assert.deepEqual(
    (await alarmsOf(duty.id)).map(({ toId }) => toId),
    [sitter.id],
  )
  await everything.updateTable('deskShift').set({ cancelledAt: now() }).where('id', '=', shiftId).execute()
  clock.set('2027-02-12T02:00:00Z')
  await keep()
  await keep()
  const law = (await alarmsOf(duty.id)).filter(({ kind }) => kind === 'law clock passed').map(({ toId }) => toId)
  assert.deepEqual(law.sort(), [boss.id, other.id].sort())
  const empty = await everything
    .selectFrom('alarm')
    .select('toId')
    .where('kind', '=', 'nobody at the desk')
    .where('toId', 'in', [boss.id, other.id])
    .execute()
  assert.equal(empty.length, 2)
})

test('the prosecutors’ duty: both supervisors see amber at the local hour of the last day (S-18)', async () => {
  clock.set('2027-02-10T15:00:00Z')
  const [policeBoss, cpsBoss] = [await aPractitioner('police-supervisor'), await aPractitioner('cps-manager')]
  const all = [policeBoss, cpsBoss].flatMap(({ id }) =>
    [1, 2, 3, 4, 5].map((weekday) => ({
      practitionerId: id,
      weekday,
      startsAt: '08:00',
      endsAt: '18:00',
      fromOn: '2027-01-01',
    })),
  )
  await everything.insertInto('workingPattern').values(all).execute()
  const officer = await aPractitioner('investigating-officer', { supervisorId: policeBoss.id })
  const lawyer = await aPractitioner('cps-lawyer', { supervisorId: cpsBoss.id })
  const { caseId, perpetratorId } = await aCase(services, officer)
  await workAs(services, officer, async ({ tx }) =>
    sql`select grant_case(${caseId}, ${lawyer.id}, 'Prosecutes', ${now()})`.execute(tx),
  )
  await as(officer).submit(`/cases/${caseId}/entries/new/justice.case-stopped`, {
    ...{
      suspect: perpetratorId ?? '',
      day: 'today',
      time: '15:00',
      body: 'cps',
      decidedBy: 'cps',
      decisionMaker: 'Noor Invented, prosecutor',
      stage: 'after-charge',
      reason: 'not enough evidence',
      what: 'A witness could not be found.',
    },
  })
  const duty = await everything
    .selectFrom('duty')
    .selectAll()
    .where('caseId', '=', caseId)
    .where('code', '=', 'CPS_POST_CHARGE')
    .executeTakeFirstOrThrow()
  assert.equal(duty.ownerId, lawyer.id)
  clock.set('2027-02-11T15:59:00Z')
  await keep()
  assert.deepEqual(
    (await alarmsOf(duty.id)).filter(({ kind }) => kind === 'law clock soon'),
    [],
  )
  clock.set('2027-02-11T16:00:00Z')
  await keep()
  assert.deepEqual(
    (await alarmsOf(duty.id))
      .filter(({ kind }) => kind === 'law clock soon')
      .map(({ toId }) => toId)
      .sort(),
    [policeBoss.id, cpsBoss.id].sort(),
  )
})

test('what comes up by the clock is derived again, and doing so twice changes nothing', async () => {
  clock.set('2027-03-01T10:00:00Z')
  const officer = await aPractitioner('investigating-officer')
  const { caseId, perpetratorId } = await aCase(services, officer)
  await as(officer).submit(`/cases/${caseId}/entries/new/orders.made`, {
    suspect: perpetratorId ?? '',
    day: '1/6/2022',
    time: '',
    body: 'court',
    orderKind: 'Restraining order',
    startsOn: '1/6/2022',
    endsOn: '31/5/2027',
  })
  await keep()
  const duties = () => everything.selectFrom('duty').selectAll().where('caseId', '=', caseId).orderBy('key').execute()
  const [alert] = (await duties()).filter(({ code, occurrence }) => code === 'ORDER_EXPIRY' && occurrence === '56')
  assert.equal(alert?.nextClockAt?.toISOString(), alert?.raisedAt.toISOString(), 'it waits until its own day')
  clock.set('2027-04-05T08:00:00+01:00')
  await everything
    .updateTable('duty')
    .set({ task: 'as an older rule said' })
    .where('id', '=', alert?.id ?? '')
    .execute()
  const derive = () => deriveComingUp(worker, now(), (_, error) => assert.fail(String(error)))
  await derive()
  const [derived] = (await duties()).filter(({ id }) => id === alert?.id)
  assert.notEqual(derived?.task, 'as an older rule said')
  assert.deepEqual(derived?.nextClockAt, alert?.nextClockAt, 'cut off here, it is found again')
  await keep()
  const before = (await duties()).map(({ nextClockAt: _, ...duty }) => duty)
  await derive()
  await keep()
  assert.deepEqual(
    (await duties()).map(({ nextClockAt: _, ...duty }) => duty),
    before,
  )
})

test('each batch visits two hundred duties at most, and finds them by the index of their next moment among fifty thousand', async () => {
  clock.set('2027-06-01T10:00:00+01:00')
  const officer = await aPractitioner('investigating-officer')
  const { caseId } = await aCase(services, officer)
  const { id: because } = await everything
    .selectFrom('entry')
    .select('id')
    .where('caseId', '=', caseId)
    .executeTakeFirstOrThrow()
  await sql`insert into duty (case_id, key, code, rule_id, rule_version, fact_id, because_id, occurrence, holder, owned_by, owner_id, task, raised_at, safety_due_at, next_clock_at)
    select ${caseId}, 'k' || n, 'X', 'x/y', '1', ${because}, ${because}, '', 'police', 'holder', ${officer.id}, 'x', ${now()}, ${now()}::timestamptz + interval '1 year', ${now()}::timestamptz + interval '1 year' from generate_series(1, 50000) n`.execute(
    everything,
  )
  await sql`update duty set next_clock_at = safety_due_at where key like 'k%'`.execute(everything)
  await sql`update duty set next_clock_at = ${now()} where key in (select 'k' || n from generate_series(1, 450) n)`.execute(
    everything,
  )
  await sql`analyze duty`.execute(everything)
  const { rows } = await sql<{
    'QUERY PLAN': string
  }>`explain (analyze) select id from duty where next_clock_at <= ${now()} order by next_clock_at limit 200 for update skip locked`.execute(
    workerDb,
  )
  const plan = rows.map((row) => Object.values(row).join()).join('\n')
  assert.match(plan, /Index Scan using duty_clock/)
  assert.doesNotMatch(plan, /Seq Scan/)
  const sizes: number[] = []
  for (let more = true; more; ) {
    const { visited, isMore } = await tick(worker, now())
    sizes.push(visited)
    more = isMore
  }
  assert.ok(sizes.every((size) => size <= 200))
  assert.ok(sizes.reduce((sum, size) => sum + size, 0) >= 450)
  assert.equal((await tick(worker, now())).visited, 0)
})

test('a worker that is told to stop begins no further batch', async () => {
  const waiting = async () =>
    (await everything.selectFrom('duty').select('id').where('nextClockAt', '<=', now()).execute()).length
  clock.set('2027-06-01T10:00:00+01:00')
  await everything.updateTable('duty').set({ nextClockAt: now() }).where('key', 'like', 'k%').execute()
  const before = await waiting()
  await keepClocks(worker, now(), log, AbortSignal.abort())
  assert.equal(await waiting(), before)
  await keep()
  assert.equal(await waiting(), 0)
})

test('two workers at once share the work and say everything once', async () => {
  clock.set('2027-02-15T10:00:00Z')
  const officer = await aPractitioner('investigating-officer')
  const made = [await aRelease(officer), await aRelease(officer), await aRelease(officer)]
  clock.set('2027-02-15T12:00:00Z')
  await Promise.all([keep(), keep(), keep()])
  const kinds = await Promise.all(made.map(({ duty }) => alarmsOf(duty.id)))
  for (const alarms of kinds)
    assert.equal(new Set(alarms.map(({ toId, kind }) => `${toId} ${kind}`)).size, alarms.length)
  assert.ok(kinds.every((alarms) => alarms.some(({ kind }) => kind === 'safety clock passed')))
})

test('the worker writes its heartbeat, and pages say so while it is silent (R12)', async () => {
  clock.set('2027-06-02T10:00:00+01:00')
  const officer = await aPractitioner('investigating-officer')
  await everything.deleteFrom('heartbeat').execute()
  assert.match((await as(officer).visit('/rulebook')).body, /Nobody is watching the clocks/)
  const running = startWorker(worker, log)
  const until = Date.now() + 20_000
  while (Date.now() < until && !(await everything.selectFrom('heartbeat').select('at').executeTakeFirst()))
    await new Promise((resolve) => setTimeout(resolve, 50))
  await running.stop()
  assert.doesNotMatch((await as(officer).visit('/rulebook')).body, /Nobody is watching the clocks/)
  const counts = await beat(workerDb, now())
  assert.ok(counts.open >= 50_000 && counts.late > 0)
  clock.set('2027-06-02T10:06:00+01:00')
  assert.match((await as(officer).visit('/rulebook')).body, /Nobody is watching the clocks/)
})

test('a chore that fails is tried again, and the clocks are kept meanwhile', async () => {
  let tries = 0
  const failing = {
    name: 'failing',
    everySeconds: 0.01,
    run: async () => {
      tries++
      throw new Error('planted')
    },
  }
  const running = startWorker(worker, log, [failing])
  await new Promise((resolve) => setTimeout(resolve, 200))
  await running.stop()
  assert.ok(tries > 2)
})
