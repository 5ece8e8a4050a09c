import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { defaultPolicy } from '../../local-policy/values.ts'
import { daysBetween } from '../../rules/days.ts'
import { type Grade, grades } from '../../rules/entry.ts'
import { atExactly, record } from '../../rules/record.ts'
import { testApp } from '../../testing/app.ts'
import { aCase, workAs } from '../../testing/cases.ts'
import { someRisk } from '../../testing/risk.ts'
import { isLower, needsSecond, reviewBy } from './model/level.ts'

const { as, aPractitioner, services, everything, clock } = await testApp({ at: '2027-03-10T10:00:00Z' })
const officer = await aPractitioner('investigating-officer')
const colleague = await aPractitioner('abuse-specialist')
const stranger = await aPractitioner('investigating-officer')
const levelOf = async (caseId: string) =>
  await everything
    .selectFrom('cases')
    .select(['level', 'levelReviewOn'])
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow()
const dutiesOf = (caseId: string, code: string) =>
  everything
    .selectFrom('duty')
    .select(['state', 'raisedAt'])
    .where('caseId', '=', caseId)
    .where('code', '=', code)
    .where('raisedAt', '<=', services.now())
    .execute()

const aNew = async () => {
  const { caseId, victimId } = await aCase(services, officer)
  const set = (level: string, more: Record<string, string> = {}, who = officer) =>
    as(who).submit(`/cases/${caseId}/risk/new`, {
      personId: victimId,
      level,
      reasons: 'Reasons for it.',
      victimView: 'Her own view.',
      ...someRisk,
      ...more,
    })
  return { caseId, victimId, set }
}

/** A second person who is harmed. */
const aSister = async (caseId: string, name: string): Promise<string> => {
  const sister = { name, role: 'victim', why: 'Her sister, whom he followed too' }
  const added = await as(officer).submit(`/cases/${caseId}/people/new`, sister)
  assert.equal(added.status, 303, added.text('.govuk-error-summary'))
  const { personId } = await everything
    .selectFrom('party')
    .select('personId')
    .where('caseId', '=', caseId)
    .where('role', '=', 'victim')
    .where('isMain', '=', false)
    .executeTakeFirstOrThrow()
  return personId
}

test('a level counts at once for anyone who raises it, and the case shows the highest of all agencies (INV-27, RULES 4.1)', async () => {
  const { caseId, victimId, set } = await aNew()
  assert.equal((await set('standard')).status, 303)
  assert.deepEqual(await levelOf(caseId), { level: 'standard', levelReviewOn: '2027-06-08' })
  clock.set('2027-03-10T10:05:00Z')
  assert.equal((await set('high')).status, 303)
  assert.deepEqual(await levelOf(caseId), { level: 'high', levelReviewOn: '2027-03-17' })
  const types = await everything
    .selectFrom('entry')
    .select('type')
    .where('caseId', '=', caseId)
    .where('type', 'like', 'risk.%')
    .orderBy('position')
    .execute()
  assert.deepEqual(
    types.map(({ type }) => type),
    ['risk.assessed', 'risk.regraded'],
  )
  assert.equal(
    (await everything.selectFrom('riskLevel').selectAll().where('personId', '=', victimId).execute()).length,
    2,
    'no version is edited (INV-28)',
  )
})

test('from high, a lower level waits for the second person; nobody seconds themselves, and only the one who was asked answers (INV-27)', async () => {
  const { caseId, set } = await aNew()
  await set('high')
  clock.set('2027-03-11T10:00:00Z')
  const alone = await set('medium')
  assert.match(alone.errors()[0]?.text ?? '', /second person/)
  assert.equal((await set('medium', { secondId: officer.id })).status, 422)
  const withoutView = await set('medium', { secondId: colleague.id, victimView: '', notAsked: 'Could not reach her' })
  assert.match(withoutView.errors()[0]?.text ?? '', /victim’s own view/)
  assert.equal((await set('medium', { secondId: colleague.id })).status, 303)
  assert.equal((await levelOf(caseId)).level, 'high', 'nothing changes while it waits')
  const { id } = await everything
    .selectFrom('riskLevel')
    .select('id')
    .where('caseId', '=', caseId)
    .where('proposal', '=', 'waiting')
    .executeTakeFirstOrThrow()
  assert.equal((await as(officer).visit(`/cases/${caseId}/risk/proposals/${id}`)).status, 404)
  assert.equal((await as(officer).submit(`/cases/${caseId}/risk/proposals/${id}`, { answer: 'agreed' })).status, 404)
  assert.match((await as(colleague).visit(`/cases/${caseId}/risk`)).text(), /You were asked to agree: answer/)
  assert.equal((await as(colleague).submit(`/cases/${caseId}/risk/proposals/${id}`, {})).status, 422)
  clock.set('2027-03-11T12:00:00Z')
  assert.equal((await as(colleague).submit(`/cases/${caseId}/risk/proposals/${id}`, { answer: 'agreed' })).status, 303)
  assert.equal((await levelOf(caseId)).level, 'medium')
  assert.equal(
    (await as(colleague).submit(`/cases/${caseId}/risk/proposals/${id}`, { answer: 'not agreed' })).status,
    404,
  )
  const entry = await everything
    .selectFrom('entry')
    .select('details')
    .where('caseId', '=', caseId)
    .where('type', '=', 'risk.regraded')
    .executeTakeFirstOrThrow()
  assert.deepEqual(entry.details, { grade: 'medium', previousGrade: 'high', loweredProperly: true })
})

test('a second person who does not agree leaves the level high', async () => {
  const { caseId, set } = await aNew()
  await set('high')
  clock.set('2027-03-12T10:00:00Z')
  await set('standard', { secondId: colleague.id })
  const { id } = await everything
    .selectFrom('riskLevel')
    .select('id')
    .where('caseId', '=', caseId)
    .where('proposal', '=', 'waiting')
    .executeTakeFirstOrThrow()
  await as(colleague).submit(`/cases/${caseId}/risk/proposals/${id}`, { answer: 'not agreed' })
  assert.equal((await levelOf(caseId)).level, 'high')
  assert.match((await as(officer).visit(`/cases/${caseId}/risk`)).text(), /Not agreed/)
})

test('something that happens after makes the level stale, and asks one review that a new look answers (CC-05, TP-13, INV-25)', async () => {
  clock.set('2027-03-15T09:00:00Z')
  const { caseId, set } = await aNew()
  await set('medium')
  clock.set('2027-03-15T11:00:00Z')
  const trigger = await as(officer).submit(`/cases/${caseId}/incidents/trigger`, {
    reason: 'Their location was found',
    what: 'He was seen in her street.',
  })
  assert.equal(trigger.status, 303, trigger.text())
  await as(officer).submit(`/cases/${caseId}/incidents/trigger`, { reason: 'A threat', what: 'A message.' })
  assert.equal((await dutiesOf(caseId, 'RISK_REVIEW')).filter(({ state }) => state === 'open').length, 1)
  assert.match(
    (await as(officer).visit(`/cases/${caseId}/risk`)).text(),
    /2 things have happened since the level was last set/,
  )
  clock.set('2027-03-15T11:30:00Z')
  assert.equal((await set('medium')).status, 303)
  assert.equal((await dutiesOf(caseId, 'RISK_REVIEW')).filter(({ state }) => state === 'open').length, 0)
  assert.doesNotMatch((await as(officer).visit(`/cases/${caseId}/risk`)).text(), /happened since/)
})

test('what is missing is asked for, and the review cannot be put off past what the area allows', async () => {
  const { caseId, victimId } = await aNew()
  const empty = await as(officer).submit(`/cases/${caseId}/risk/new`, { personId: victimId })
  assert.deepEqual(
    empty
      .errors()
      .map(({ href }) => href)
      .sort(),
    ['#level', '#reasons', ...Object.keys(someRisk).map((field) => `#${field}`), '#victimView'].sort(),
  )
  const far = await as(officer).submit(`/cases/${caseId}/risk/new`, {
    personId: victimId,
    level: 'high',
    reasons: 'Reasons kept',
    victimView: 'View',
    ...someRisk,
    nextReviewOn: '1/12/2027',
    score: '30',
  })
  assert.deepEqual(
    far
      .errors()
      .map(({ href }) => href)
      .sort(),
    ['#nextReviewOn', '#score'],
  )
  assert.equal(far.value('reasons'), 'Reasons kept')
})

test('a separation shortens the next review by one level for six months (RULES 4.4)', async () => {
  const { caseId, set } = await aNew()
  await as(officer).submit(`/cases/${caseId}/entries/new/incidents.separated`, {
    day: 'today',
    time: '',
    body: 'police',
  })
  await set('medium')
  const { levelReviewOn } = await levelOf(caseId)
  assert.equal(daysBetween('2027-03-15', levelReviewOn ?? ''), 7)
  assert.match(
    (await as(officer).visit(`/cases/${caseId}/risk`)).text(),
    /lived apart since Mon 15 Mar.*Until Wed 15 Sept? .*one level sooner.*children/,
  )
  const dueAfter = async (day: string) => {
    clock.set(`${day}T10:00:00Z`)
    await set('medium')
    const [row] = await everything
      .selectFrom('duty')
      .select('safetyDueAt')
      .where('caseId', '=', caseId)
      .where('ruleId', '=', 'risk/review-at-the-interval')
      .where('state', '=', 'open')
      .execute()
    return row?.safetyDueAt?.toISOString().slice(0, 10)
  }
  const asked = services.now()
  assert.equal(await dueAfter('2027-09-15'), '2027-09-22', 'the last day counts, by the clocks too')
  assert.equal(await dueAfter('2027-09-16'), '2027-10-14')
  assert.doesNotMatch((await as(officer).visit(`/cases/${caseId}/risk`)).text(), /lived apart/)
  clock.set(asked.toISOString())
})

test('a lower level that was agreed to is looked at on the day that was chosen with it, and on no day where none was (RM-07)', async () => {
  const began = services.now()
  const agreedTo = async (nextReviewOn: string) => {
    clock.set('2027-04-06T10:00:00Z')
    const { caseId, set } = await aNew()
    await set('high')
    clock.set('2027-04-07T10:00:00Z')
    assert.equal((await set('medium', { secondId: colleague.id, nextReviewOn })).status, 303)
    const { id } = await everything
      .selectFrom('riskLevel')
      .select('id')
      .where('caseId', '=', caseId)
      .where('proposal', '=', 'waiting')
      .executeTakeFirstOrThrow()
    clock.set('2027-04-09T10:00:00Z')
    await as(colleague).submit(`/cases/${caseId}/risk/proposals/${id}`, { answer: 'agreed' })
    const rows = everything.selectFrom('duty').select('safetyDueAt').where('caseId', '=', caseId)
    return (await rows.where('ruleId', '=', 'risk/review-on-the-day').execute()).map(({ safetyDueAt }) =>
      safetyDueAt?.toISOString().slice(0, 10),
    )
  }
  assert.deepEqual(await agreedTo('14/4/2027'), ['2027-04-14'])
  assert.deepEqual(await agreedTo('8/4/2027'), ['2027-04-09'], 'it passed while they waited')
  clock.set(began.toISOString())
})

test('no level is reviewed later than a lower one, and a recent separation never lengthens (RULES 4.4)', () => {
  const grade = fc.constantFrom<Grade>(...grades)
  fc.assert(
    fc.property(grade, grade, fc.integer({ min: 0, max: 400 }), (one, other, ago) => {
      const separated = new Date(Date.UTC(2027, 2, 10) - ago * 86_400_000).toISOString().slice(0, 10)
      const plain = reviewBy(one, '2027-03-10', null, defaultPolicy)
      assert.ok(reviewBy(one, '2027-03-10', separated, defaultPolicy) <= plain)
      if (isLower(one, other)) assert.ok(plain >= reviewBy(other, '2027-03-10', null, defaultPolicy))
      assert.equal(needsSecond(one, other), other === 'high' && one !== 'high')
    }),
  )
})

test('a person who does not have the case gets the same not-found on each risk, incident, order and justice page', async () => {
  const { caseId } = await aNew()
  const nowhere = await as(stranger).visit('/cases/6f1d0b9e-0000-4000-8000-000000000000/risk')
  for (const address of [
    'risk',
    'risk/new',
    'incidents',
    'incidents/new',
    'incidents/trigger',
    'orders',
    'orders/views',
    `orders/${caseId}/decide`,
    'justice',
    'duties',
  ]) {
    assert.equal((await as(stranger).visit(`/cases/${caseId}/${address}`)).body, nowhere.body, address)
    assert.notEqual((await as(officer).visit(`/cases/${caseId}/${address}`)).status, 500, address)
  }
})

test('an incident keeps its acts with code and day, what it is worth, and tells children’s services of a child (CC-14, CC-16, CH-07, INV-29)', async () => {
  const { caseId } = await aNew()
  const typed = {
    day: 'today',
    time: '08:00',
    what: 'He took her phone and money.',
    reportedBy: 'victim',
    mark: 'hearsay',
    sourceAgency: 'Test police',
    seenBy: 'A neighbour',
    childPresent: 'yes',
  }
  const saved = await as(officer).submit(`/cases/${caseId}/incidents/new`, {
    ...typed,
    'act-controlling-means': 'yes',
    'act-economic-money': 'yes',
  })
  assert.equal(saved.status, 303, saved.text())
  await as(officer).submit(`/cases/${caseId}/incidents/new`, {
    ...typed,
    day: '1/3/2027',
    'act-controlling-means': 'yes',
  })
  const page = await as(officer).visit(`/cases/${caseId}/incidents`)
  assert.match(page.text(), /3 acts ticked; 2 of them controlling or coercive: look at them together/)
  assert.match(page.text(), /Hearsay/)
  assert.ok((await dutiesOf(caseId, 'CHILD_SAFEGUARDING')).length > 0)
  const bad = await as(officer).submit(`/cases/${caseId}/incidents/new`, { day: '', time: '', what: '' })
  assert.deepEqual(
    bad
      .errors()
      .map(({ href }) => href)
      .sort(),
    ['#day', '#mark', '#reportedBy', '#sourceAgency', '#what'],
  )
  const noReason = await as(officer).submit(`/cases/${caseId}/incidents/trigger`, {})
  assert.equal(noReason.errors().length, 2)
})

test('the clocks run at the level of whoever is in most danger, also where another of the case is assessed later and lower (RM-07, RULES 4.1)', async () => {
  clock.set('2027-03-10T10:00:00Z')
  const { caseId, set } = await aNew()
  const personId = await aSister(caseId, 'Rowan Inventado')
  assert.equal((await set('high')).status, 303)
  clock.set('2027-03-10T11:00:00Z')
  assert.equal((await set('standard', { personId })).status, 303)
  assert.equal((await levelOf(caseId)).level, 'high')
  const [planned] = await everything
    .selectFrom('duty')
    .select('safetyDueAt')
    .where('caseId', '=', caseId)
    .where('ruleId', '=', 'risk/review-at-the-interval')
    .where('state', '=', 'open')
    .execute()
  assert.equal(planned?.safetyDueAt?.toISOString(), '2027-03-17T23:59:59.000Z', 'seven days, not ninety')
})

test('where two are harmed, looking at one answers no review of the other; when each was looked at it is answered (CC-05, TP-13)', async () => {
  clock.set('2027-03-15T09:00:00Z')
  const { caseId, set } = await aNew()
  await set('medium')
  const personId = await aSister(caseId, 'Sorrel Inventado')
  const open = async () => (await dutiesOf(caseId, 'RISK_REVIEW')).filter(({ state }) => state === 'open').length
  const page = async () => (await as(officer).visit(`/cases/${caseId}/risk`)).text()
  clock.set('2027-03-15T11:00:00Z')
  await as(officer).submit(`/cases/${caseId}/incidents/trigger`, { reason: 'A threat', what: 'He was in the street.' })
  assert.match(
    (await as(officer).visit(`/cases/${caseId}/risk/new`)).text(),
    /once each person harmed has been looked at/,
  )
  assert.match(await page(), /Still to be looked at: [^.]*Sorrel Inventado/)
  clock.set('2027-03-15T11:30:00Z')
  assert.equal((await set('medium')).status, 303)
  assert.equal(await open(), 1, 'nobody has looked at her sister')
  assert.match(await page(), /Still to be looked at: Sorrel Inventado\./)
  clock.set('2027-03-15T11:40:00Z')
  assert.equal((await set('standard', { personId })).status, 303)
  assert.equal(await open(), 0)
})

test('a day chosen for one of two is not met by a look at the other (RM-07)', async () => {
  clock.set('2027-03-10T10:00:00Z')
  const { caseId, set } = await aNew()
  const personId = await aSister(caseId, 'Briony Inventado')
  await set('standard', { personId })
  assert.equal((await set('high', { nextReviewOn: '12/3/2027' })).status, 303)
  const open = async () => (await dutiesOf(caseId, 'RISK_REVIEW')).filter(({ state }) => state === 'open').length
  assert.equal(await open(), 1)
  clock.set('2027-03-11T10:00:00Z')
  await set('standard', { personId })
  assert.equal(await open(), 1)
  clock.set('2027-03-12T10:00:00Z')
  await set('high')
  assert.equal(await open(), 0)
})

test('who may come to harm is thought of apart where a level is set by judgement alone, and stands beside it (RM-13)', async () => {
  clock.set('2027-03-10T10:00:00Z')
  const { caseId, set } = await aNew()
  const one = await set('high', { 'risk-children': '' })
  assert.equal(one.status, 422)
  assert.match(one.text('.govuk-error-summary'), /Select how great the danger is: children/)
  assert.equal(one.checked('risk-partner'), 'some')
  const alone = {
    ...Object.fromEntries(Object.keys(someRisk).map((field) => [field, 'none'])),
    'risk-children': 'serious',
  }
  assert.equal((await set('high', alone)).status, 303)
  assert.match((await as(officer).visit(`/cases/${caseId}/risk`)).text(), /Children: serious harm/)
  const menu = (await as(officer).visit(`/cases/${caseId}/interventions`)).text()
  assert.match(menu, /Children: serious harm/, 'what is said prompts what may help (RM-03)')
  assert.doesNotMatch(menu, /Professionals: some/)
  clock.set('2027-03-10T11:00:00Z')
  assert.equal((await set('high', { ...alone, 'risk-children': 'none' })).status, 303)
  assert.match((await as(officer).visit(`/cases/${caseId}/risk`)).text(), /No sign for anybody/)
  assert.doesNotMatch((await as(officer).visit(`/cases/${caseId}/interventions`)).text(), /Children: serious harm/)
})

test('whoever chooses an earlier day for the next review is held to that day (RM-07)', async () => {
  clock.set('2027-03-10T10:00:00Z')
  const { caseId, set } = await aNew()
  assert.equal((await set('high', { nextReviewOn: '12/3/2027' })).status, 303)
  const owed = () =>
    everything
      .selectFrom('duty')
      .select(['state', 'safetyDueAt'])
      .where('caseId', '=', caseId)
      .where('ruleId', '=', 'risk/review-on-the-day')
      .orderBy('safetyDueAt')
      .execute()
  const friday = { state: 'open', safetyDueAt: new Date('2027-03-12T23:59:59Z') }
  assert.deepEqual(await owed(), [friday])
  clock.set('2027-03-11T09:00:00Z')
  await workAs(services, officer, (work) =>
    record(services, work, {
      ...{ caseId, type: 'incidents.crime-recorded', happened: atExactly(work.now), knownAt: work.now },
      ...{ body: 'police', toldBy: null, what: null, details: {} },
    }),
  )
  const thursday = { state: 'open', safetyDueAt: new Date('2027-03-11T23:59:59Z') }
  assert.deepEqual(await owed(), [thursday], 'new abuse does not wait for the day that was chosen')
  clock.set('2027-03-12T15:00:00Z')
  assert.equal((await set('high')).status, 303)
  assert.deepEqual(await owed(), [{ ...thursday, state: 'met' }], 'looked at again, with no day but the level’s own')
})
