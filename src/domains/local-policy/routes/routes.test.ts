import assert from 'node:assert/strict'
import { test } from 'node:test'
import { calendarIn } from '../../../rules/calendar-in.ts'
import { policyIn } from '../../../rules/policy-in.ts'
import { atExactly, type NewEntry, record } from '../../../rules/record.ts'
import { testApp } from '../../../testing/app.ts'
import { aCase, workAs } from '../../../testing/cases.ts'
import { names, slugOf } from '../model/values.ts'

const { as, aPractitioner, services, everything, clock } = await testApp({ at: '2026-11-26T10:00:00Z' })
const boss = await aPractitioner('police-supervisor', { name: 'Bo Invented' })
const officer = await aPractitioner('investigating-officer')
const [asBoss, asOfficer] = [as(boss), as(officer)]
const reason = 'Agreed by the partnership board on 2 November 2026'
const address = '/local-policy/release-hours-medium/set'
const rows = async () => (await everything.selectFrom('policyValue').selectAll().execute()).length
const policyNow = (at = services.now()) => workAs(services, officer, ({ tx }) => policyIn(services, tx, at))

test('every value is shown with what holds now, and that nobody has set it yet', async () => {
  const page = await asOfficer.visit('/local-policy')
  assert.equal(page.$('tbody tr').length, names.length)
  assert.match(page.text('.wm-board__says'), /none is set here, the rest hold by default/)
  for (const name of names) assert.equal((await asOfficer.visit(`/local-policy/${slugOf(name)}`)).status, 200, name)
})

test('a value is shown back before it is set, and one that protects less says so plainly (RULES 23.3)', async () => {
  const asked = await asBoss.submit(address, { value: '6', from: 'now', reason })
  assert.equal(asked.title(), 'This protects less. Is that agreed? - Waymark')
  assert.match(asked.text(), /This gives longer, or asks for more, before a person is protected: 6 instead of 4/)
  assert.equal(await rows(), 0)
  const done = await asBoss.submit(address, {
    value: '6',
    from: 'now',
    reason,
    confirmed: 'yes',
    formKey: String(asked.value('formKey')),
  })
  assert.equal(done.location, '/local-policy/release-hours-medium')
  assert.equal((await policyNow()).releaseHoursMedium, 6)
  const stricter = await asBoss.submit(address, { value: '2', from: 'now', reason })
  assert.equal(stricter.title(), 'Set this value? - Waymark')
  assert.equal(await rows(), 1)
})

test('a value to come holds from its moment on, and the history keeps every one', async () => {
  await asBoss.submit(address, {
    value: '2',
    from: 'later',
    fromDay: '1/12/2026',
    fromTime: '08:00',
    reason,
    confirmed: 'yes',
  })
  assert.equal((await policyNow()).releaseHoursMedium, 6)
  assert.equal((await policyNow(new Date('2026-12-01T08:00:00Z'))).releaseHoursMedium, 2)
  const page = await asOfficer.visit('/local-policy/release-hours-medium')
  assert.match(page.text('table'), /08:00 Tue 1 Dec \(to come\)Value2Set byBo Invented, Test police/)
  assert.equal(page.$('tbody tr').length, 2)
  assert.match(
    (await asOfficer.visit('/local-policy')).text('tbody'),
    /Bo Invented, Test police ?From 08:00 Tue 1 Dec: 2/,
  )
})

test('of two values set for one moment the one set last holds', async () => {
  clock.set('2026-11-26T10:05:00Z')
  await asBoss.submit(address, {
    value: '3',
    from: 'later',
    fromDay: '1/12/2026',
    fromTime: '08:00',
    reason,
    confirmed: 'yes',
  })
  assert.equal((await policyNow(new Date('2026-12-01T08:00:00Z'))).releaseHoursMedium, 3)
})

test('a refused value says why, keeps what was typed, and sets nothing', async () => {
  const before = await rows()
  const refused = await asBoss.submit(address, {
    value: '13',
    from: 'later',
    fromDay: 'soon',
    fromTime: '',
    reason: 'because',
  })
  assert.equal(refused.status, 422)
  assert.deepEqual(
    refused.errors().map(({ href }) => href),
    ['#reason'],
  )
  const limits = await asBoss.submit(address, {
    value: '13',
    from: 'later',
    fromDay: 'soon',
    fromTime: '',
    reason,
    confirmed: 'yes',
  })
  assert.deepEqual(
    limits.errors().map(({ href }) => href),
    ['#value', '#fromDay'],
  )
  assert.deepEqual([limits.value('value'), limits.value('fromDay')], ['13', 'soon'])
  const order = await asBoss.submit('/local-policy/review-days-medium/set', {
    value: '5',
    from: 'now',
    reason,
    confirmed: 'yes',
  })
  assert.match(order.errors()[0]?.text ?? '', /^A higher level would be left longer than a lower one/)
  assert.equal(await rows(), before)
})

test('who may not set a value is not offered it, and cannot', async () => {
  assert.doesNotMatch((await asOfficer.visit('/local-policy/release-hours-medium')).text(), /Set a new value/)
  assert.equal((await asOfficer.visit(address)).status, 404)
  assert.equal((await asOfficer.submit(address, { value: '1', from: 'now', reason, confirmed: 'yes' })).status, 404)
  assert.equal(
    (
      await asOfficer.submit('/local-policy/bank-holidays', {
        day: 'tomorrow',
        name: 'Holiday',
        source: 'nowhere at all',
      })
    ).status,
    404,
  )
  assert.equal((await asBoss.visit('/local-policy/no-such-value')).status, 404)
  await assert.rejects(
    workAs(services, officer, ({ tx, now }) =>
      tx
        .insertInto('policyValue')
        .values({ name: 'x', value: '1', fromAt: now, setBy: boss.id, setAt: now, reason: 'in another’s name' })
        .execute(),
    ),
    /row-level security/,
  )
})

const entry = (caseId: string, type: NewEntry['type'], details: NewEntry['details'] = {}): NewEntry => ({
  ...{ caseId, type, happened: atExactly(services.now()), knownAt: services.now(), body: 'police' },
  ...{ toldBy: 'custody', what: null, details },
})
const arrestDuty = (caseId: string) =>
  everything
    .selectFrom('duty')
    .select(['key', 'state', 'statutoryDueAt'])
    .where('caseId', '=', caseId)
    .where('code', '=', 'ARREST')
    .executeTakeFirstOrThrow()

test('an added day off moves what is open, and never what is met (INV-21)', async () => {
  clock.set('2026-11-26T10:10:00Z')
  const [open, met] = [await aCase(services, officer), await aCase(services, officer)]
  await workAs(services, officer, async (work) => {
    await record(services, work, entry(open.caseId, 'justice.suspect-arrested'))
    await record(services, work, entry(met.caseId, 'justice.suspect-arrested'))
  })
  const friday = new Date('2026-11-27T23:59:59Z')
  const before = await arrestDuty(met.caseId)
  assert.deepEqual(before.statutoryDueAt, friday)
  await workAs(services, officer, (work) =>
    record(services, work, entry(met.caseId, 'duties.told', { tells: [before.key] })),
  )

  const refused = await asBoss.submit('/local-policy/bank-holidays', {
    day: 'yesterday',
    name: 'Day of mourning',
    source: 'x',
  })
  assert.deepEqual(
    refused.errors().map(({ href }) => href),
    ['#day', '#source'],
  )
  assert.equal(refused.$('main [name="name"]').val(), 'Day of mourning')
  const added = await asBoss.submit('/local-policy/bank-holidays', {
    day: '27/11/2026',
    name: 'Day of mourning',
    source: 'Royal proclamation of 26 November',
  })
  assert.equal(added.status, 303)
  assert.match(
    (await asOfficer.visit('/local-policy/bank-holidays')).text('table'),
    /Fri 27 Nov 2026NameDay of mourning/,
  )

  clock.set('2026-11-26T11:00:00Z')
  await workAs(services, officer, async (work) => {
    await record(services, work, entry(open.caseId, 'incidents.recorded'))
    await record(services, work, entry(met.caseId, 'incidents.recorded'))
  })
  assert.deepEqual((await arrestDuty(open.caseId)).statutoryDueAt, new Date('2026-11-30T23:59:59Z'))
  assert.deepEqual(
    [(await arrestDuty(met.caseId)).state, (await arrestDuty(met.caseId)).statutoryDueAt],
    ['met', friday],
  )
})

test('an added day never makes the list of bank holidays look longer than it is', async () => {
  const calendar = await workAs(services, officer, ({ tx }) => calendarIn(services, tx))
  assert.equal(calendar.lastDay, services.calendar.lastDay)
  assert.ok(calendar.holidays.has('2026-11-27'))
  assert.ok(!services.calendar.holidays.has('2026-11-27'))
})
