import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../../testing/app.ts'
import { aCase } from '../../../testing/cases.ts'
import { aLetIn } from '../../sharing/fixtures.ts'

const { as, aPractitioner, services, everything, clock } = await testApp({ at: '2027-03-01T10:00:00Z' })
const officer = await aPractitioner('investigating-officer')
const adviser = await aPractitioner('idva')

/** Closed by two people. One that was recorded in error may close with work open in it. */
const closed = async (at: string, before: (place: string, suspect: string) => Promise<unknown> = async () => null) => {
  clock.set('2027-03-01T10:00:00Z')
  const { caseId, perpetratorId } = await aCase(services, officer)
  const place = `/cases/${caseId}`
  await as(officer).submit(`${place}/team`, aLetIn(adviser.id, 'Works with them'))
  await before(place, perpetratorId ?? '')
  clock.set(at)
  const proposal = { closedAs: 'recorded in error', reason: 'Another person', separate: 'yes' }
  assert.equal((await as(officer).submit(`${place}/close`, proposal)).status, 303)
  const agreed = await as(adviser).submit(`${place}/close/agree`)
  assert.equal(agreed.status, 303, agreed.text())
  return { caseId, place, suspect: perpetratorId ?? '' }
}
const stateOf = (caseId: string) =>
  everything.selectFrom('cases').selectAll().where('id', '=', caseId).executeTakeFirstOrThrow()
const open = async (caseId: string, code: string) =>
  (
    await everything.selectFrom('duty').selectAll().where('caseId', '=', caseId).where('code', '=', code).execute()
  ).filter(({ state }) => state === 'open')
const days = (duties: { raisedAt: Date }[]) => duties.map(({ raisedAt }) => raisedAt.toISOString().slice(0, 10)).sort()

const anIncident = {
  ...{ day: 'today', time: '', reportedBy: 'victim', mark: 'fact', sourceAgency: 'Police' },
  what: 'He came back and shouted through the door.',
}

test('an incident on a closed case opens it again, in the same moment, for those who led it (MODEL 5.1, INV-24)', async () => {
  const { caseId, place } = await closed('2027-03-02T10:00:00Z')
  clock.set('2027-04-02T22:00:00Z')
  assert.match(
    (await as(adviser).visit(`${place}/incidents/new`)).text(),
    /This case is closed. Saving this opens it again/,
  )
  const bad = await as(adviser).submit(`${place}/incidents/new`, { ...anIncident, what: '' })
  assert.equal(bad.status, 422)
  assert.equal((await stateOf(caseId)).state, 'closed', 'a form that is not right opens nothing')
  const saved = await as(adviser).submit(`${place}/incidents/new`, anIncident)
  assert.equal(saved.status, 303, saved.text())
  const now = await stateOf(caseId)
  assert.deepEqual([now.state, now.riskLeadId, now.closedAs], ['open', officer.id, null])
  assert.match((await as(officer).visit('/boards/mine')).text(), /Assess the risk: nobody has yet/)
  const episode = await everything
    .selectFrom('episode')
    .selectAll()
    .where('caseId', '=', caseId)
    .executeTakeFirstOrThrow()
  assert.deepEqual([episode.reopenedBy, episode.reopenedWhy], [adviser.id, 'Something new was recorded: Incident'])
  assert.match((await as(officer).visit(`${place}/entries`)).text(), /Incident.*Case opened again.*Case closed/)
})

test('a change that somebody raises, and what police did, open a closed case too; a look does not (TP-13, MODEL 5.1)', async () => {
  const one = await closed('2027-03-02T10:00:00Z')
  await as(adviser).visit(one.place)
  assert.equal((await stateOf(one.caseId)).state, 'closed')
  await as(adviser).submit(`${one.place}/incidents/trigger`, { reason: 'New contact', what: 'A letter came.' })
  assert.equal((await stateOf(one.caseId)).state, 'open')
  const two = await closed('2027-03-02T10:00:00Z')
  const arrest = { suspect: two.suspect, day: 'today', time: '09:00', body: 'police' }
  await as(officer).submit(`${two.place}/entries/new/justice.suspect-arrested`, arrest)
  assert.equal((await stateOf(two.caseId)).state, 'open')
  assert.equal((await open(two.caseId, 'ARREST')).length, 1)
})

const anOrder = (endsOn: string) => (place: string, suspect: string) =>
  as(officer).submit(`${place}/entries/new/orders.made`, {
    ...{ suspect, day: 'today', time: '', body: 'court', orderKind: 'Restraining order' },
    ...{ startsOn: '1/3/2027', endsOn },
  })

test('the alerts that a closing took away come back when the case is opened again (S-16, MODEL 5.1)', async () => {
  const { caseId, place } = await closed('2027-03-02T10:00:00Z', anOrder('31/5/2027'))
  assert.deepEqual(await open(caseId, 'ORDER_EXPIRY'), [])
  clock.set('2027-03-10T10:00:00Z')
  assert.equal((await as(officer).submit(`${place}/reopen`, { why: 'It was the right person' })).status, 303)
  assert.deepEqual(days(await open(caseId, 'ORDER_EXPIRY')), ['2027-04-04', '2027-04-29', '2027-05-23', '2027-05-30'])
  assert.equal((await open(caseId, 'RISK_REVIEW')).length + (await open(caseId, 'PLAN_REVIEW')).length > 0, true)
  assert.equal((await open(caseId, 'ORDER_EXPLAINED')).length, 1, 'what was owed when it closed is owed again')
})

test('of the alerts that fell while a case was closed the last comes at once, and the rest on their days (S-16)', async () => {
  const { caseId, place } = await closed('2027-03-02T10:00:00Z', anOrder('31/5/2027'))
  clock.set('2027-05-04T10:00:00Z')
  await as(officer).submit(`${place}/reopen`, { why: 'It was the right person' })
  assert.deepEqual(days(await open(caseId, 'ORDER_EXPIRY')), ['2027-05-04', '2027-05-23', '2027-05-30'])
})

test('an order that ended while a case was closed gives no alert when the case is opened again', async () => {
  const { caseId, place } = await closed('2027-03-02T10:00:00Z', anOrder('31/5/2027'))
  clock.set('2027-07-04T10:00:00Z')
  await as(officer).submit(`${place}/reopen`, { why: 'It was the right person' })
  assert.deepEqual(await open(caseId, 'ORDER_EXPIRY'), [])
})

test('what a correction took back is owed again when a later one says that it was right (INV-20, INV-28)', async () => {
  clock.set('2027-03-01T10:00:00Z')
  const { caseId, perpetratorId } = await aCase(services, officer)
  const typed = { suspect: perpetratorId ?? '', day: 'today', time: '09:00', body: 'court', what: 'The list says so' }
  const place = `/cases/${caseId}/entries/new/justice.bail-hearing-decided`
  const saved = await as(officer).submit(place, { ...typed, released: 'yes' })
  const out = async () =>
    (await open(caseId, 'BAIL_HEARING_OUTCOME')).map(({ ruleId }) => ruleId.replace('justice/tell-of-', ''))
  assert.deepEqual(await out(), ['release-by-court'])
  await as(officer).submit(`${saved.location}/correct`, { ...typed, released: 'no' })
  assert.deepEqual(await out(), ['bail-hearing'])
  await as(officer).submit(`${saved.location}/correct`, { ...typed, released: 'yes' })
  assert.deepEqual(await out(), ['release-by-court'])
})
