import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../../testing/app.ts'
import { aCase } from '../../../testing/cases.ts'
import { someRisk } from '../../../testing/risk.ts'
import { aLetIn } from '../../sharing/fixtures.ts'
import { aRule, aWorkPhone } from '../fixtures.ts'

const { services, as, aPractitioner, everything, clock } = await testApp({ at: '2026-12-01T10:00:00Z' })

/** Released on Christmas Eve, reachable only at work: the supervisor has been asked (S-02). */
const askedOnChristmasEve = async () => {
  clock.set('2026-12-01T10:00:00Z')
  const supervisor = await aPractitioner('police-supervisor')
  const officer = await aPractitioner('investigating-officer', { supervisorId: supervisor.id })
  const { caseId, perpetratorId, victimId } = await aCase(services, officer)
  const { submit } = as(officer)
  const place = `/cases/${caseId}/safe-contact`
  await submit(`${place}/rule`, aRule({ reviewOn: '2027-05-20' }))
  await submit(`${place}/routes/new`, aWorkPhone())
  const level = { personId: victimId, level: 'medium', reasons: 'Signs of harm.', victimView: 'Worried.' }
  await submit(`/cases/${caseId}/risk/new`, { ...level, ...someRisk, nextReviewOn: '29/12/2026' })
  clock.set('2026-12-24T15:50:00Z')
  const bail = { suspect: perpetratorId ?? '', day: 'today', time: '15:50', body: 'police', stage: 'before-charge' }
  const saved = await submit(`/cases/${caseId}/entries/new/justice.bail-granted`, bail)
  assert.equal(saved.status, 303, saved.text())
  const way = await everything.selectFrom('otherWay').selectAll().where('caseId', '=', caseId).executeTakeFirstOrThrow()
  return { caseId, officer, supervisor, place, way }
}
const dutyOf = (caseId: string, code: string) =>
  everything.selectFrom('duty').selectAll().where('caseId', '=', caseId).where('code', '=', code).executeTakeFirst()
const choose = (asked: Awaited<ReturnType<typeof askedOnChristmasEve>>, choice: string) =>
  as(asked.supervisor).submit(`${asked.place}/other-ways/${asked.way.id}`, { choice, reason: 'No way is safe tonight' })
const started = { outcome: 'started', day: 'today', time: '16:20', briefed: 'yes', what: 'Each hour until six, by car' }

test('S-02: police watch is somebody’s job, with a clock, until it has started and until it has ended (HS-15, HS-16)', async () => {
  const asked = await askedOnChristmasEve()
  const { caseId, officer, supervisor, place } = asked
  assert.equal((await choose(asked, 'police watch')).status, 303)
  const duty = await dutyOf(caseId, 'POLICE_WATCH')
  assert.deepEqual(
    [duty?.holder, duty?.ownerId, duty?.state, duty?.safetyDueAt?.toISOString()],
    ['police', officer.id, 'open', '2026-12-24T19:50:00.000Z'],
  )
  const page = await as(officer).visit(`/cases/${caseId}/duties/${duty?.id}`)
  const link = page.links().find(({ text }) => text === 'Say what came of the watch')
  const form = await as(officer).visit(link?.href ?? '')
  assert.match(form.text(), /No way is safe tonight/)
  assert.equal(form.value('untilOn'), '2026-12-29')
  clock.set('2026-12-24T16:30:00Z')
  const bad = await as(officer).submit(link?.href ?? '', { ...started, briefed: '', untilOn: 'soon' })
  assert.deepEqual(
    bad.errors().map(({ href }) => href),
    ['#briefed', '#untilOn'],
  )
  assert.equal(bad.value('what'), started.what)
  const done = await as(officer).submit(link?.href ?? '', { ...started, untilOn: '29/12/2026' })
  assert.equal(done.status, 303, done.text())
  assert.equal((await dutyOf(caseId, 'POLICE_WATCH'))?.state, 'met')
  const end = await dutyOf(caseId, 'POLICE_WATCH_END')
  assert.deepEqual(
    [end?.state, end?.ownerId, end?.safetyDueAt?.toISOString()],
    ['open', officer.id, '2026-12-29T23:59:59.000Z'],
  )
  clock.set('2026-12-29T10:30:00Z')
  const ended = { outcome: 'ended', day: 'today', time: '10:20', what: 'She has been told on the telephone' }
  assert.equal((await as(supervisor).submit(`${place}/watch/${end?.id}`, { ...ended, outcome: 'started' })).status, 422)
  assert.equal((await as(officer).submit(`${place}/watch/${end?.id}`, ended)).status, 303)
  assert.equal((await dutyOf(caseId, 'POLICE_WATCH_END'))?.state, 'met')
  assert.match((await as(officer).submit(`${place}/watch/${end?.id}`, ended)).text(), /This has been answered/)
})

test('a police watch that cannot start goes back to a supervisor at once (S-02, RULES 2C)', async () => {
  const asked = await askedOnChristmasEve()
  const { caseId, officer, place } = asked
  await choose(asked, 'police watch')
  const duty = await dutyOf(caseId, 'POLICE_WATCH')
  clock.set('2026-12-24T16:30:00Z')
  const answer = { outcome: 'not possible', day: 'today', time: '16:25', what: 'Nobody is free tonight' }
  assert.equal((await as(officer).submit(`${place}/watch/${duty?.id}`, answer)).status, 303)
  const again = await dutyOf(caseId, 'CONTACT_ESCALATION')
  assert.deepEqual([again?.state, again?.safetyDueAt?.toISOString()], ['open', '2026-12-24T17:30:00.000Z'])
  assert.equal((await dutyOf(caseId, 'RELEASED_ON_BAIL'))?.state, 'open')
})

test('whoever has the duty hears which way was chosen; a watch is not asked for unless it was chosen (S-02)', async () => {
  const asked = await askedOnChristmasEve()
  const { caseId, officer } = asked
  assert.equal((await choose(asked, 'wait for the window')).status, 303)
  assert.equal(await dutyOf(caseId, 'POLICE_WATCH'), undefined)
  const board = await as(officer).visit('/boards/mine')
  assert.match(
    board.text('.wm-alarms'),
    /Another safe way was chosen: see which: Tell the victim that the suspect is out/,
  )
  assert.match((await as(officer).visit(`/cases/${caseId}/entries`)).text(), /Another safe way was chosen/)
  const sheet = await as(officer).visit(`/cases/${caseId}/safe-contact/call-sheet`)
  assert.match(sheet.text(), /Another way was chosen: wait for the window/)
})

test('a watch of a case that is not theirs is the same not-found', async () => {
  const asked = await askedOnChristmasEve()
  await choose(asked, 'police watch')
  const duty = await dutyOf(asked.caseId, 'POLICE_WATCH')
  const stranger = await aPractitioner('police-supervisor')
  const nowhere = await as(stranger).visit('/cases/6f1d0b9e-0000-4000-8000-000000000000/duties')
  const page = await as(stranger).visit(`${asked.place}/watch/${duty?.id}`)
  assert.deepEqual([page.status, page.body], [404, nowhere.body])
  assert.equal((await as(asked.officer).visit(`${asked.place}/watch/${asked.way.dutyId}`)).status, 404)
})

test('why a watch was chosen is for those who see all of safe contact, and for whoever has the duty (MODEL 13)', async () => {
  const asked = await askedOnChristmasEve()
  await choose(asked, 'police watch')
  const duty = await dutyOf(asked.caseId, 'POLICE_WATCH')
  const at = `${asked.place}/watch/${duty?.id}`
  const lawyer = await aPractitioner('cps-lawyer')
  const letIn = await as(asked.officer).submit(`/cases/${asked.caseId}/team`, aLetIn(lawyer.id, 'Prosecutes'))
  assert.equal(letIn.status, 303, letIn.text('.govuk-error-summary'))
  // The duty is theirs to see; the page says where the person reported was believed to be, and why no way is safe.
  assert.equal((await as(lawyer).visit(`/cases/${asked.caseId}/duties/${duty?.id}`)).status, 200)
  assert.equal((await as(lawyer).visit(at)).status, 404)
  await everything
    .updateTable('duty')
    .set({ ownerId: lawyer.id })
    .where('id', '=', duty?.id ?? '')
    .execute()
  assert.equal((await as(lawyer).visit(at)).status, 200)
})
