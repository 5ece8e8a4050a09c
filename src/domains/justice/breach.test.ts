import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../testing/app.ts'
import { aCase } from '../../testing/cases.ts'

const { as, aPractitioner, services, everything, clock } = await testApp({ at: '2027-03-10T20:00:00Z' })
const officer = await aPractitioner('investigating-officer')
const stranger = await aPractitioner('police-supervisor')

type Form = Record<string, string>
const common: Form = { day: 'today', time: '19:40', body: 'police' }
const reported = async (types = ['justice.breach-reported']) => {
  clock.set('2027-03-10T20:00:00Z')
  const { caseId, perpetratorId } = await aCase(services, officer)
  const { submit } = as(officer)
  for (const type of types) {
    const saved = await submit(`/cases/${caseId}/entries/new/${type}`, {
      ...{ ...common, suspect: perpetratorId ?? '', what: 'He rang eleven times.', same: 'new' },
    })
    assert.equal(saved.status, 303, saved.text())
  }
  clock.set('2027-03-10T21:00:00Z')
  return { caseId, place: `/cases/${caseId}`, suspect: perpetratorId, ...as(officer) }
}
const dutiesOf = (caseId: string, code: string) =>
  everything.selectFrom('duty').selectAll().where('caseId', '=', caseId).where('code', '=', code).execute()
const factOf = async (caseId: string, type: string) =>
  (
    await everything
      .selectFrom('entry')
      .select('factId')
      .where('caseId', '=', caseId)
      .where('type', '=', type)
      .executeTakeFirstOrThrow()
  ).factId

const action: Form = {
  ...{ ...common, time: '20:30', outcome: 'put before the court', what: 'Arrested at home by PC Inventado.' },
  protects: 'He is held until the morning court.',
  showsBoth: 'Arrested within the hour, and she was told so.',
  answersClaim: 'Police see the risk: level high since Monday.',
  buildsTrust: 'The same officer rang her back.',
  confidence: 'chose not to say',
}

test('a breach is acted on with a reason for each purpose, and its duty is closed (BL-12, BL-13)', async () => {
  const { caseId, place, suspect, visit, submit } = await reported()
  const [duty] = await dutiesOf(caseId, 'BREACH_RESPONSE')
  const page = await visit(`${place}/duties/${duty?.id}`)
  const link = page.links().find(({ text }) => text === 'Say what was done about the breach')?.href ?? ''
  const form = await visit(link)
  const breach = await factOf(caseId, 'justice.breach-reported')
  assert.equal(form.checked('breach'), breach)
  const { protects: _, confidence: __, ...most } = action
  const bad = await submit(link, { ...most, breach })
  assert.deepEqual(
    bad.errors().map(({ href }) => href),
    ['#protects', '#confidence'],
  )
  assert.equal(bad.$('[name="buildsTrust"]').text(), action.buildsTrust)
  assert.equal((await dutiesOf(caseId, 'BREACH_RESPONSE'))[0]?.state, 'open')
  const saved = await submit(link, { ...action, breach })
  assert.equal(saved.status, 303, saved.text())
  assert.equal((await dutiesOf(caseId, 'BREACH_RESPONSE'))[0]?.state, 'met')
  const entry = await everything
    .selectFrom('entry')
    .select(['suspectId', 'details'])
    .where('caseId', '=', caseId)
    .where('type', '=', 'justice.breach-acted-on')
    .executeTakeFirstOrThrow()
  assert.deepEqual([entry.suspectId, entry.details], [suspect, { about: breach }])
  assert.match((await visit(`${place}/justice`)).text(), /Acted on after 50 min/)
})

test('the sheet for court says what was done and what for, names the person, and keeps safe contact and the victim’s answer off paper (BL-13)', async () => {
  const { caseId, place, visit, submit } = await reported()
  const breach = await factOf(caseId, 'justice.breach-reported')
  const saved = await submit(`${place}/justice/breach`, { ...action, breach })
  const sheet = await visit(saved.location)
  for (const words of [action.protects, action.showsBoth, action.answersClaim, action.buildsTrust, action.what])
    assert.ok(sheet.text().includes(words ?? '?'), words)
  assert.match(sheet.text(), /He rang eleven times.*Arrested and put before the court.*50 min/)
  assert.match(sheet.text('.govuk-\\!-display-none-print'), /they chose not to say. This is not printed/)
  assert.equal(sheet.$('.wm-contact, .moj-identity-bar').length, 0)
  assert.equal(sheet.$('[data-print][hidden]').length, 1)
  const looks = await everything
    .selectFrom('audit')
    .select('kind')
    .where('caseId', '=', caseId)
    .where('kind', '=', 'disclose')
    .execute()
  assert.equal(looks.length, 1)
  const shown = (await visit(`${place}/justice`)).links()
  assert.ok(shown.some(({ href }) => href === saved.location))
})

test('not put before the court, the reason is asked and the victim is told it; nobody asked is an answer (BL-13, BL-15)', async () => {
  const { caseId, place, submit } = await reported()
  const breach = await factOf(caseId, 'justice.breach-reported')
  const released = { ...action, breach, outcome: 'not put before the court', confidence: 'not asked' }
  const bad = await submit(`${place}/justice/breach`, released)
  assert.deepEqual(
    bad.errors().map(({ href }) => href),
    ['#whyNotCourt'],
  )
  const saved = await submit(`${place}/justice/breach`, { ...released, whyNotCourt: 'There was no power of arrest.' })
  assert.equal(saved.status, 303)
  const [telling] = await dutiesOf(caseId, 'BREACH_NOT_PUT_BEFORE_COURT')
  assert.deepEqual([telling?.state, telling?.task.includes('and why')], ['open', true])
  const kept = await everything
    .selectFrom('breachAction')
    .selectAll()
    .where('caseId', '=', caseId)
    .executeTakeFirstOrThrow()
  assert.deepEqual([kept.confidence, kept.breachFactId], ['not asked', breach])
})

test('of two breaches only the one that was acted on is answered; the other stays somebody’s job (BL-12, OD-11)', async () => {
  const { caseId, place, submit } = await reported(['justice.breach-reported', 'orders.breached'])
  await submit(`${place}/justice/breach`, { ...action, breach: await factOf(caseId, 'orders.breached') })
  assert.deepEqual(
    [(await dutiesOf(caseId, 'ORDER_BREACH'))[0]?.state, (await dutiesOf(caseId, 'BREACH_RESPONSE'))[0]?.state],
    ['met', 'open'],
  )
})

test('without a breach there is nothing to act on; a stranger, and a sheet of another case, give the same not-found', async () => {
  const none = await reported([])
  const page = await none.visit(`${none.place}/justice/breach`)
  assert.match(page.text(), /No breach is recorded on this case/)
  assert.equal((await none.submit(`${none.place}/justice/breach`, { ...action, breach: none.caseId })).status, 422)
  const { caseId, place, submit } = await reported()
  const saved = await submit(`${place}/justice/breach`, {
    ...action,
    breach: await factOf(caseId, 'justice.breach-reported'),
  })
  const sheet = saved.location.split('/').at(-1)
  const nowhere = await as(stranger).visit('/cases/6f1d0b9e-0000-4000-8000-000000000000/justice')
  for (const address of [`${place}/justice/breach`, saved.location])
    assert.equal((await as(stranger).visit(address)).body, nowhere.body)
  assert.equal((await none.visit(`${none.place}/justice/breaches/${sheet}`)).status, 404)
  assert.equal(
    (await none.visit(`${place}/entries/new/justice.breach-acted-on`)).status,
    404,
    'it has a screen of its own',
  )
})

const flagged = async (type: string, more: Form) => {
  const { caseId, perpetratorId } = await aCase(services, officer)
  const form = { suspect: perpetratorId ?? '', day: 'today', time: '19:00', body: 'police', mark: 'fact', ...more }
  const saved = await as(officer).submit(`/cases/${caseId}/entries/new/${type}`, form)
  assert.equal(saved.status, 303, saved.text())
  return async (code: string) => (await dutiesOf(caseId, code)).filter(({ state }) => state === 'open')
}

test('a bail address that is near, or that nobody checked, is checked by police; one that was checked is not (BL-16)', async () => {
  for (const [bailAddress, count] of [
    ['near the victim', 1],
    ['not checked', 1],
    ['far enough', 0],
    ['', 0],
  ] as const) {
    const open = await flagged('justice.bail-granted', { bailAddress })
    const duties = await open('BAIL_ADDRESS_CHECK')
    assert.deepEqual([duties.length, duties.every(({ certain }) => certain)], [count, true], bailAddress)
  }
})

test('word of earlier violence, or a search that was not made, has police look the person up; a search that was made does not', async () => {
  for (const [more, count] of [
    [{ earlierViolence: 'yes' }, 1],
    [{ historySearched: 'no' }, 1],
    [{ earlierViolence: 'yes', historySearched: 'yes' }, 0],
    [{}, 0],
  ] as const) {
    const open = await flagged('justice.suspect-arrested', more)
    assert.equal((await open('PERPETRATOR_HISTORY')).length, count, JSON.stringify(more))
  }
})

test('a tick that somebody lives in another area has the case passed on; words alone raise nothing in a live case', async () => {
  const ticked = await flagged('incidents.third-party-reported', { otherArea: 'yes' })
  assert.equal((await ticked('CASE_TRANSFER')).length, 1)
  const words = await flagged('incidents.third-party-reported', {
    what: 'He is known to another force and lives next door',
  })
  assert.equal((await words('CASE_TRANSFER')).length, 0)
  const { caseId } = await aCase(services, officer)
  const incident = {
    day: 'today',
    time: '',
    reportedBy: 'victim',
    mark: 'fact',
    sourceAgency: 'Police',
    what: 'Shouted.',
  }
  const saved = await as(officer).submit(`/cases/${caseId}/incidents/new`, {
    ...incident,
    otherArea: 'yes',
    earlierViolence: 'yes',
  })
  assert.equal(saved.status, 303, saved.text())
  for (const code of ['CASE_TRANSFER', 'PERPETRATOR_HISTORY'])
    assert.equal((await dutiesOf(caseId, code)).length, 1, code)
  assert.match((await as(officer).visit(saved.location)).text(), /One of them lives in another area Yes/)
})
