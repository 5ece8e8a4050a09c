import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../testing/app.ts'
import { aCase } from '../../testing/cases.ts'
import type { Practitioner } from '../../testing/people.ts'
import { someRisk } from '../../testing/risk.ts'
import { aLetIn } from '../sharing/fixtures.ts'
import { ownNeeds } from './instruments/index.ts'
import { questionsOf, readInstrument } from './model/instrument.ts'
import { needCodes } from './model/needs.ts'

const { as, aPractitioner, services, everything, clock } = await testApp({ at: '2027-03-01T10:00:00Z' })
const adviser = await aPractitioner('idva')
const officer = await aPractitioner('investigating-officer')
const library = await aPractitioner('library-worker')

const talk = { asked: 'the person', alone: 'yes' }
const done = async (who: Practitioner, at: string, form: Record<string, string>): Promise<string> => {
  const answer = await as(who).submit(at, form)
  assert.equal(answer.status, 303, `${at}: ${answer.title()} ${answer.text('.govuk-error-summary')}`)
  return answer.location
}
const aNeedyCase = async () => {
  const { caseId, victimId } = await aCase(services, adviser)
  const front = `/cases/${caseId}`
  await done(adviser, `${front}/team`, aLetIn(officer.id, 'Works on it'))
  return { caseId, victimId, front, ask: `${front}/risk/needs/waymark-needs` }
}
const duties = (caseId: string) =>
  everything
    .selectFrom('duty')
    .select(['code', 'state', 'safetyDueAt'])
    .where('caseId', '=', caseId)
    .orderBy('code')
    .execute()

test('our own questions about needs ask of each kind, count nothing, and are no list of danger (RM-15, RULES 4.2)', () => {
  assert.deepEqual([...new Set(questionsOf(ownNeeds).map(({ need }) => need))].sort(), [...needCodes].sort())
  assert.equal(ownNeeds.counts, 'nothing')
  for (const change of [{ counts: 'yes answers' }, { about: 'danger' }])
    assert.ok('problems' in readInstrument(JSON.stringify({ ...ownNeeds, ...change })))
  const [section] = ownNeeds.sections
  const noNeed = { ...ownNeeds, sections: [{ title: 'One', items: [{ ...section?.items[0], need: undefined }] }] }
  const signed = { ...ownNeeds, sections: [{ title: 'One', items: [{ ...section?.items[0], sign: 'firearm' }] }] }
  for (const [which, why] of [
    [noNeed, /say which need/],
    [signed, /only in questions about danger/],
  ] as const) {
    const read = readInstrument(JSON.stringify(which))
    assert.match('problems' in read ? read.problems.join() : '', why)
  }
})

test('needs stand beside the risk, each with what it leads to, and raise or lower no level (RM-15, INV-31)', async () => {
  const { caseId, victimId, front, ask } = await aNeedyCase()
  await done(adviser, `${front}/risk/new`, {
    personId: victimId,
    level: 'medium',
    reasons: 'Threats',
    victimView: 'Afraid',
    ...someRisk,
  })
  const before = await duties(caseId)
  const at = await done(adviser, ask, {
    ...{ ...talk, personId: victimId, 'a-home': 'yes', 'c-home': 'He has a key', 'a-animals': 'yes', 'a-money': 'no' },
  })
  assert.deepEqual(await duties(caseId), before, 'no duty is raised or answered by it')
  const levels = await everything.selectFrom('riskLevel').selectAll().where('caseId', '=', caseId).execute()
  assert.deepEqual(
    levels.map(({ level, assessmentId }) => [level, assessmentId]),
    [['medium', null]],
  )
  const page = (await as(officer).visit(at)).text()
  assert.match(page, /Housing: Talk over staying and moving/)
  assert.match(page, /Animals: Foster care/)
  assert.doesNotMatch(page, /Money: Help|Who may come to harm|of 24|Level decided/)
  assert.match(page, /He has a key/)
  const risk = (await as(officer).visit(`${front}/risk`)).text()
  assert.match(risk, /Nobody has asked with questions yet/)
  assert.match(risk, /1 time that somebody was asked what they need.*Housing, Animals/)
  assert.match((await as(officer).visit(`${front}/entries`)).text(), /Asked what they need/)
})

test('whoever sets a level sees the needs beside it, or that nobody asked (RM-15)', async () => {
  const { victimId, front, ask } = await aNeedyCase()
  const forms = [`${front}/risk/new`, `${front}/risk/assess/waymark-guide`]
  for (const at of forms) {
    const page = await as(adviser).visit(at)
    assert.match(page.text(), /Nobody has asked what .* needs/)
    assert.ok(page.links().some(({ href }) => href === ask))
  }
  await done(adviser, ask, { ...talk, personId: victimId, 'a-status': 'yes' })
  clock.set('2027-03-02T10:00:00Z')
  await done(adviser, ask, { ...talk, personId: victimId, 'a-mind': 'yes', 'a-status': 'no' })
  for (const at of forms)
    assert.match(
      (await as(adviser).visit(at)).text(),
      /needs, as asked on .*How they bear it. A need raises and lowers no level/,
    )
  clock.set('2027-03-01T10:00:00Z')
})

test('the menu of interventions names what answers a need, and chooses nothing (RM-03, RM-15)', async () => {
  const { caseId, victimId, front, ask } = await aNeedyCase()
  await done(adviser, ask, { ...talk, personId: victimId, 'a-mind': 'yes' })
  assert.match(
    (await as(adviser).visit(`${front}/interventions`)).text(),
    /Help now with thoughts of suicide.*They need: how they bear it/,
  )
  assert.deepEqual(await everything.selectFrom('intervention').select('id').where('caseId', '=', caseId).execute(), [])
})

test('a form that says too little keeps what was typed; questions about needs set no level, and those about danger are no needs (RM-15)', async () => {
  const { victimId, front, ask } = await aNeedyCase()
  const refused = await as(adviser).submit(ask, { personId: victimId, 'c-home': 'heron' })
  assert.equal(refused.status, 422)
  assert.deepEqual(
    refused.errors().map(({ href }) => href),
    ['#asked', '#alone'],
  )
  assert.equal(refused.value('c-home'), 'heron')
  const nobody = await as(adviser).submit(ask, { ...talk, personId: officer.id, 'a-home': 'yes' })
  assert.match(nobody.text('.govuk-error-summary'), /Select whose needs these are/)
  assert.equal((await as(adviser).visit(`${front}/risk/assess/waymark-needs`)).status, 404)
  assert.equal((await as(adviser).visit(`${front}/risk/needs/waymark-guide`)).status, 404)
  assert.equal((await as(library).visit(ask)).status, 404)
  assert.match((await as(adviser).visit(`${front}/risk/assess`)).text(), /How great the danger is.*What they need/)
})
