import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { connect } from '../../../platform/db.ts'
import { atExactly, type NewEntry, record } from '../../../rules/record.ts'
import { testApp } from '../../../testing/app.ts'
import { aCase, workAs } from '../../../testing/cases.ts'
import type { Practitioner } from '../../../testing/people.ts'
import { takeBatch } from '../../duties/clockwork/store.ts'
import { bookCall, followMessages, type Sending, sendDueMessages } from '../../messages/index.ts'
import { aRule, aWorkPhone } from '../fixtures.ts'
import { arrangeTellings } from '../index.ts'
import { dutiesToArrange } from '../store/duties.ts'
import { askOtherWay } from '../store/log.ts'

const { services, as, aPractitioner, everything, clock, database } = await testApp({ at: '2026-12-01T10:00:00Z' })
const worker = connect(database.worker, { max: 3 })
after(() => worker.destroy())
const sending: Sending = { ...services, db: worker, sender: null }

const aReachableCase = async (owner: Practitioner) => {
  const opened = await aCase(services, owner)
  const place = `/cases/${opened.caseId}/safe-contact`
  assert.equal((await as(owner).submit(`${place}/rule`, aRule())).status, 303)
  assert.equal((await as(owner).submit(`${place}/routes/new`, aWorkPhone())).status, 303)
  return { ...opened, place }
}
const enter = (who: Practitioner, caseId: string, type: NewEntry['type'], suspectId: string | null = null) =>
  workAs(services, who, (work) =>
    record(services, work, {
      ...{ caseId, type, suspectId, happened: atExactly(work.now), knownAt: work.now },
      ...{ body: 'police', toldBy: null, what: null, details: {} },
    }),
  )
const arrangeAll = async () => {
  while (await arrangeTellings(services, worker, services.now(), (_, error) => assert.fail(String(error))));
}
const asksOf = (caseId: string) => everything.selectFrom('otherWay').selectAll().where('caseId', '=', caseId).execute()
const callsOf = (caseId: string) => everything.selectFrom('message').selectAll().where('caseId', '=', caseId).execute()

test('the worker asks for a case that the recorder cannot see, once, and its supervisor then sees the case (S-02, INV-23)', async () => {
  clock.set('2026-12-01T10:00:00Z')
  const manager = await aPractitioner('idva-manager')
  const adviser = await aPractitioner('idva', { supervisorId: manager.id })
  const hidden = await aReachableCase(adviser)
  const officer = await aPractitioner('investigating-officer')
  const own = await aCase(services, officer)
  // Both were harmed by the same person.
  await everything
    .updateTable('party')
    .set({ endedAt: services.now() })
    .where('caseId', '=', own.caseId)
    .where('role', '=', 'perpetrator')
    .execute()
  const suspectId = String(hidden.perpetratorId)
  await everything
    .insertInto('party')
    .values({
      caseId: own.caseId,
      personId: suspectId,
      role: 'perpetrator',
      isMain: true,
      addedBy: officer.id,
      addedAt: services.now(),
    })
    .execute()
  clock.set('2026-12-24T15:50:00Z')
  await enter(officer, own.caseId, 'justice.suspect-released-without-charge', suspectId)
  assert.equal((await asksOf(hidden.caseId)).length, 0)
  for (let pass = 0; pass < 3; pass++) await arrangeAll()
  const [ask, ...more] = await asksOf(hidden.caseId)
  assert.deepEqual(
    [ask?.askedOf, ask?.nextWindowAt?.toISOString(), ask?.askedBy, more.length],
    [manager.id, '2026-12-29T10:00:00.000Z', null, 0],
  )
  assert.equal((await callsOf(hidden.caseId)).length, 1)
  assert.equal((await as(manager).visit(`${hidden.place}/other-ways/${ask?.id}`)).status, 200)
  assert.equal((await as(officer).visit(`${hidden.place}/other-ways/${ask?.id}`)).status, 404)
  const alarms = await everything
    .selectFrom('alarm')
    .select('kind')
    .where('toId', '=', manager.id)
    .where('dutyId', '=', String(ask?.dutyId))
    .execute()
  assert.deepEqual(alarms, [{ kind: 'another safe way' }])
})

test('when a booked call comes up its owner is reminded, once; nothing is sent, and the duty stays open (INV-22)', async () => {
  clock.set('2026-12-04T13:00:00Z')
  const officer = await aPractitioner('investigating-officer')
  const { caseId } = await aReachableCase(officer)
  await enter(officer, caseId, 'justice.suspect-arrested')
  await arrangeAll()
  const [duty] = await everything
    .selectFrom('duty')
    .selectAll()
    .where('caseId', '=', caseId)
    .where('code', '=', 'ARREST')
    .execute()
  const reminders = () =>
    everything
      .selectFrom('alarm')
      .select('raisedAt')
      .where('kind', '=', 'booked call')
      .where('dutyId', '=', String(duty?.id))
      .execute()
  await sendDueMessages(sending)
  assert.deepEqual(await reminders(), [])
  clock.set('2026-12-07T10:00:00Z')
  for (let pass = 0; pass < 3; pass++) {
    await sendDueMessages(sending)
    await followMessages(sending)
  }
  assert.equal((await reminders()).length, 1)
  const after = await everything
    .selectFrom('duty')
    .select('state')
    .where('id', '=', String(duty?.id))
    .executeTakeFirst()
  assert.equal(after?.state, 'open')
})

test('an owner without a supervisor: a manager of the same agency is asked, and of no other', async () => {
  clock.set('2026-12-24T15:50:00Z')
  const [manager, elsewhere] = [await aPractitioner('wcu-manager'), await aPractitioner('housing-manager')]
  const officer = await aPractitioner('witness-care-officer')
  const { caseId } = await aCase(services, officer)
  await enter(officer, caseId, 'justice.bail-granted')
  await arrangeAll()
  const asked = (await asksOf(caseId)).map(({ askedOf }) => askedOf)
  assert.ok(asked.length > 0 && asked.every((id) => id === manager.id) && !asked.includes(elsewhere.id))
})

test('all that waits is looked at, page after page, also when hundreds fall due in the same second', async () => {
  clock.set('2026-12-10T15:00:00Z')
  const officer = await aPractitioner('investigating-officer')
  const { caseId } = await aReachableCase(officer)
  await enter(officer, caseId, 'justice.suspect-arrested')
  const arrest = await everything
    .selectFrom('duty')
    .selectAll()
    .where('caseId', '=', caseId)
    .where('code', '=', 'ARREST')
    .executeTakeFirstOrThrow()
  const { id: _, dueAt: __, ...row } = arrest
  const copies = Array.from({ length: 430 }, (_each, place) => ({
    ...row,
    key: `copy ${place}`,
    reasons: [],
    quotes: [],
    notes: [],
  }))
  await everything.insertInto('duty').values(copies).execute()
  await arrangeAll()
  const open = await everything
    .selectFrom('duty')
    .select('id')
    .where('caseId', '=', caseId)
    .where('code', '=', 'ARREST')
    .execute()
  assert.equal((await asksOf(caseId)).filter(({ dutyId }) => open.some(({ id }) => id === dutyId)).length, 431)
  const [call, ...more] = await callsOf(caseId)
  assert.deepEqual([call?.dutyIds.length, more.length], [431, 0], 'one call for all of it')
})

test('a safe time that passes without a call is followed by the next one, and what is asked of a supervisor is not booked anew (VC-15)', async () => {
  clock.set('2026-12-04T13:00:00Z')
  const officer = await aPractitioner('investigating-officer')
  const { caseId } = await aReachableCase(officer)
  await enter(officer, caseId, 'justice.suspect-arrested')
  await everything
    .updateTable('duty')
    .set({ statutoryDueAt: new Date('2026-12-10T23:59:59Z'), safetyDueAt: null })
    .where('caseId', '=', caseId)
    .where('code', '=', 'ARREST')
    .execute()
  const booked = async () => (await callsOf(caseId)).map(({ sendAt }) => sendAt.toISOString()).sort()
  await arrangeAll()
  clock.set('2026-12-09T12:00:00Z')
  await arrangeAll()
  assert.equal((await booked()).at(-1), '2026-12-10T10:00:00.000Z')
  assert.deepEqual(await asksOf(caseId), [])
  clock.set('2026-12-10T12:00:00Z')
  await arrangeAll()
  assert.equal((await asksOf(caseId)).length, 1, 'the next safe time is after the clock ends')
  const before = await booked()
  clock.set('2026-12-11T12:00:00Z')
  await arrangeAll()
  assert.deepEqual([await booked(), (await asksOf(caseId)).length], [before, 1])
})

test('what comes up while the safe time is open is looked at again when it closes without a call (VC-15)', async () => {
  clock.set('2027-02-01T10:30:00Z')
  const officer = await aPractitioner('investigating-officer')
  const { caseId } = await aReachableCase(officer)
  await enter(officer, caseId, 'justice.suspect-arrested')
  await arrangeAll()
  assert.deepEqual(await callsOf(caseId), [], 'it can be done now')
  clock.set('2027-02-01T12:00:00Z')
  await arrangeAll()
  assert.deepEqual(
    (await callsOf(caseId)).map(({ sendAt }) => sendAt.toISOString()),
    ['2027-02-02T10:00:00.000Z'],
  )
})

test('one case in which no safe time can be arranged holds up no other, and is tried again within the hour', async () => {
  clock.set('2027-01-05T13:00:00Z')
  const officer = await aPractitioner('investigating-officer')
  const [broken, whole] = [await aReachableCase(officer), await aReachableCase(officer)]
  await everything.schema
    .alterTable('message')
    .addCheckConstraint('in_the_way', sql`case_id <> ${sql.lit(broken.caseId)}`)
    .execute()
  // Not through the page, which arranges at once.
  for (const { caseId } of [broken, whole]) await enter(officer, caseId, 'justice.suspect-arrested')
  const troubles: string[] = []
  while (await arrangeTellings(services, worker, services.now(), (id) => troubles.push(id)));
  assert.equal(troubles.length, 1)
  assert.deepEqual([(await callsOf(broken.caseId)).length, (await callsOf(whole.caseId)).length], [0, 1])
  await everything.schema.alterTable('message').dropConstraint('in_the_way').execute()
  await arrangeAll()
  assert.equal((await callsOf(broken.caseId)).length, 0, 'not at once')
  clock.set('2027-01-05T14:00:00Z')
  await arrangeAll()
  assert.equal((await callsOf(broken.caseId)).length, 1)
})

/** Until whatever was begun has an answer, or waits for a lock of somebody else. */
const endsOrWaits = (begun: Promise<unknown>) => Promise.race([begun.catch(() => undefined), wait(300)])
/** A case with a call that is booked for a safe time, at the moment at which that time is over. */
const aMissedCall = async (day: string) => {
  clock.set(`${day}T08:00:00Z`)
  const officer = await aPractitioner('investigating-officer')
  const { caseId, place } = await aReachableCase(officer)
  await enter(officer, caseId, 'justice.suspect-arrested')
  await arrangeAll()
  const [call] = await callsOf(caseId)
  assert.ok(call)
  clock.set(`${day}T12:00:00Z`)
  const { dutyIds, personId, routeId, ruleVersion } = call
  const anew = { caseId, personId, routeId, ruleVersion, dutyIds, from: services.now(), until: call.sendBefore }
  return { caseId, place, officer, call, anew }
}

test('that a call did not happen is said while its duty is arranged anew: neither waits for the other for ever', async () => {
  const { caseId, call, anew } = await aMissedCall('2027-02-03')
  let said: Promise<number> = Promise.resolve(0)
  await worker.transaction().execute(async (tx) => {
    const taken = await dutiesToArrange(tx, services.now(), 200)
    assert.ok(call.dutyIds.every((id) => taken.some((duty) => duty.id === id)))
    said = sendDueMessages(sending)
    await endsOrWaits(said)
    await bookCall({ tx, now: services.now(), actor: null }, anew)
  })
  await said
  assert.deepEqual(
    (await callsOf(caseId)).map(({ state }) => state),
    ['cancelled', 'queued'],
  )
})

test('a duty that the clocks have in hand can be spoken of: the alarm about it does not wait for them', async () => {
  const { caseId, call } = await aMissedCall('2027-02-04')
  await everything
    .updateTable('duty')
    .set({ nextClockAt: new Date(0) })
    .where('caseId', '=', caseId)
    .execute()
  await worker.transaction().execute(async (tx) => {
    const taken = await takeBatch(tx, services.now())
    assert.ok(call.dutyIds.every((id) => taken.some((duty) => duty.id === id)))
    const said = sendDueMessages(sending)
    await endsOrWaits(said)
    const told = await everything.selectFrom('alarm').select('kind').where('caseId', '=', caseId).execute()
    assert.ok(told.some(({ kind }) => kind === 'message not sent'))
  })
})

test('safe contact is changed while the worker arranges for the same person: neither stops the other, and the old rule is not kept to', async () => {
  const { caseId, place, officer, anew } = await aMissedCall('2027-02-05')
  let changed: Promise<{ status: number }> = Promise.resolve({ status: 0 })
  await worker.transaction().execute(async (tx) => {
    await dutiesToArrange(tx, services.now(), 200)
    changed = as(officer).submit(`${place}/routes/new`, aWorkPhone({ value: '01632 960143' }))
    await endsOrWaits(changed)
    await bookCall({ tx, now: services.now(), actor: null }, anew)
  })
  assert.equal((await changed).status, 303)
  // Booked before or after the change: what stands under the old rule is not kept to, and ends when its time comes.
  await sendDueMessages(sending)
  const old = (await callsOf(caseId)).filter(({ ruleVersion }) => ruleVersion <= anew.ruleVersion)
  assert.deepEqual(
    old.filter(({ state }) => !['cancelled', 'failed'].includes(state)).map(({ state }) => state),
    [],
  )
})

test('the worker reads no code word and no warning of anybody', async () => {
  await assert.rejects(worker.selectFrom('vault.contactRule').select('codeWord').execute(), /permission denied/)
  await assert.rejects(worker.selectFrom('vault.contactRule').select('warnings').execute(), /permission denied/)
})

test('nobody can have a stranger asked about a case they cannot see', async () => {
  clock.set('2026-12-24T15:50:00Z')
  const [officer, stranger] = [await aPractitioner('investigating-officer'), await aPractitioner('idva')]
  const { caseId } = await aCase(services, officer)
  await enter(officer, caseId, 'justice.suspect-arrested')
  const duty = await everything
    .selectFrom('duty')
    .select('id')
    .where('caseId', '=', caseId)
    .where('code', '=', 'ARREST')
    .executeTakeFirstOrThrow()
  const ask = (of: string) => ({ dutyId: duty.id, of, nextWindowAt: null, bookedFor: null, at: services.now() })
  assert.equal(await workAs(services, stranger, ({ tx }) => askOtherWay(tx, ask(stranger.id))), false)
  assert.equal(
    await workAs(services, officer, ({ tx }) => askOtherWay(tx, ask(stranger.id))),
    false,
    'only somebody of the agency that owns it',
  )
  assert.equal((await as(stranger).visit(`/cases/${caseId}`)).status, 404)
})
