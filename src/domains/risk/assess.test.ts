import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { testApp } from '../../testing/app.ts'
import { aCase } from '../../testing/cases.ts'
import type { Practitioner } from '../../testing/people.ts'
import { someRisk } from '../../testing/risk.ts'
import { aLetIn } from '../sharing/fixtures.ts'
import { answerField, commentField } from './model/answers.ts'

const app = await testApp({ at: '2027-03-01T10:00:00Z' })
const { as, aPractitioner, everything, services, clock, web } = app
const boss = await aPractitioner('idva-manager')
const adviser = await aPractitioner('idva', { agencyId: boss.agencyId, supervisorId: boss.id })
const officer = await aPractitioner('investigating-officer')
const keeper = await aPractitioner('administrator', { agencyId: boss.agencyId })

const judged = { level: 'medium', reasons: 'Threats', victimView: 'Is afraid' }
const filled = { ...someRisk, ...judged, asked: 'the person', alone: 'yes' }
const answer = (answers: Record<string, string>) =>
  Object.fromEntries(Object.entries(answers).map(([id, value]) => [answerField(id), value]))
const assess = async (
  caseId: string,
  personId: string,
  form: Record<string, string>,
  more: { who?: Practitioner; code?: string } = {},
) => {
  const done = await as(more.who ?? adviser).submit(`/cases/${caseId}/risk/assess/${more.code ?? 'waymark-guide'}`, {
    ...{ ...filled, personId },
    ...form,
  })
  assert.equal(done.status, 303, done.text('.govuk-error-summary'))
  return done.location
}
const openCodes = async (caseId: string) =>
  (
    await everything
      .selectFrom('duty')
      .select('code')
      .where('caseId', '=', caseId)
      .where('state', '=', 'open')
      .execute()
  ).map(({ code }) => code)

/** A file as a browser sends it. */
const load = async (who: Practitioner, text: string | Buffer, licensed = 'yes') => {
  const page = await as(who).visit('/risk/instruments/new')
  const boundary = 'xWAYMARKx'
  const part = (name: string, value: string, file = '') =>
    `--${boundary}\r\ncontent-disposition: form-data; name="${name}"${file && `; filename="${file}"\r\ncontent-type: application/json`}\r\n\r\n${value}\r\n`
  const [before, after] =
    `${part('formKey', String(page.value('formKey')))}${part('licensed', licensed)}${part('file', 'FILE', 'list.json')}--${boundary}--\r\n`.split(
      'FILE',
    )
  const payload = Buffer.concat([Buffer.from(before ?? ''), Buffer.from(text), Buffer.from(after ?? '')])
  return web.inject({
    ...{ method: 'POST', url: '/risk/instruments/new', payload },
    headers: { cookie: `waymark=${who.token}`, 'content-type': `multipart/form-data; boundary=${boundary}` },
  })
}
const checklist = (edition = '2026') =>
  JSON.stringify({
    ...{ format: 'waymark-instrument', version: 1, code: 'licensed-list', edition, title: 'Licensed list' },
    ...{ owner: 'Its publisher', language: 'en', counts: 'yes answers' },
    sections: [
      {
        title: 'All',
        items: Array.from({ length: 24 }, (_, index) => ({
          id: `q${index + 1}`,
          kind: 'yes or no',
          text: `Licensed question ${index + 1}?`,
        })),
      },
    ],
  })
const yes = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`q${index + 1}`, 'yes']))

describe('an assessment with questions (RM-13 to RM-15, RULES 4)', () => {
  test('keeps the answers as they were given and the level that was decided on them, in one act', async () => {
    const { caseId, victimId } = await aCase(services, adviser)
    const at = await assess(caseId, victimId, {
      ...answer({ afraid: 'yes', violence: 'often', animals: 'not said' }),
      [commentField('afraid')]: 'Of Saturday',
    })
    const page = (await as(adviser).visit(at)).text()
    assert.match(page, /Of 30 questions, 3 asked: 2 answered that it is so, 0 that it is not, 1 not known or not said/)
    assert.match(page, /Answers.*Are you afraid now.*Yes ?Of Saturday/)
    assert.match(page, /They chose not to say/)
    assert.match(page, /Level decided.*?Medium/)
    assert.match(
      (await as(adviser).visit(`/cases/${caseId}/risk`)).text(),
      /Waymark guide to danger and need, edition 1/,
    )
    const level = await everything
      .selectFrom('riskLevel')
      .selectAll()
      .where('caseId', '=', caseId)
      .executeTakeFirstOrThrow()
    assert.equal(level.assessmentId, at.split('/').at(-1))
  })

  test('nothing is lost where something is missing, and each thing is said', async () => {
    const { caseId, victimId } = await aCase(services, adviser)
    const page = await as(adviser).submit(`/cases/${caseId}/risk/assess/waymark-guide`, {
      ...{
        personId: victimId,
        ...answer({ afraid: 'yes', weapon: 'yes', 'weapon-gun': 'yes' }),
        [commentField('afraid')]: 'Of Saturday',
      },
    })
    assert.equal(page.status, 422)
    assert.equal(page.checked(answerField('weapon-gun')), 'yes')
    assert.equal(page.value(commentField('afraid')), 'Of Saturday')
    assert.deepEqual(
      page.errors().map(({ href }) => href),
      ['#asked', '#alone', ...Object.keys(someRisk).map((field) => `#${field}`), '#level', '#reasons', '#victimView'],
    )
  })

  test('a threat to kill that was answered raises its duty, whatever the level', async () => {
    const { caseId, victimId } = await aCase(services, adviser)
    await assess(caseId, victimId, answer({ kill: 'yes' }))
    assert.ok((await openCodes(caseId)).includes('CRITICAL_ANSWER'))
  })

  test('the same questions once more stand beside what was answered before', async () => {
    const { caseId, victimId } = await aCase(services, adviser)
    await assess(caseId, victimId, answer({ afraid: 'yes' }))
    clock.set('2027-03-09T10:00:00Z')
    const at = await assess(caseId, victimId, answer({ afraid: 'no' }))
    const page = await as(adviser).visit(at)
    const cells = page
      .$('tbody tr')
      .first()
      .find('td')
      .get()
      .map((cell) => page.$(cell).text().trim())
    assert.deepEqual(cells, ['Tue 9 MarNo', 'Mon 1 MarYes'])
    clock.set('2027-03-01T10:00:00Z')
  })
})

describe('licensed questions are loaded by whoever may use them (RULES 4.2)', () => {
  test('by an administrator, for their own agency alone; a colleague asks with them, police do not see them', async () => {
    const { caseId, victimId } = await aCase(services, adviser)
    await as(adviser).submit(`/cases/${caseId}/team`, aLetIn(officer.id, 'Investigates'))
    assert.equal((await load(keeper, checklist())).statusCode, 303)
    assert.match((await as(adviser).visit(`/cases/${caseId}/risk/assess`)).text(), /Licensed list, edition 2026/)
    assert.doesNotMatch((await as(officer).visit(`/cases/${caseId}/risk/assess`)).text(), /Licensed list/)
    assert.equal((await as(officer).visit(`/cases/${caseId}/risk/assess/licensed-list`)).status, 404)
    assert.equal((await as(adviser).visit('/risk/instruments/new')).status, 404)
    const at = await assess(caseId, victimId, answer(yes(3)), { code: 'licensed-list' })
    assert.match((await as(adviser).visit(at)).text(), /3 of 24 answered “yes”/)
  })

  test('a later edition takes the place of an earlier; what was asked keeps its own questions, also when it is no longer used', async () => {
    const { caseId, victimId } = await aCase(services, adviser)
    await load(keeper, checklist('first'))
    const at = await assess(caseId, victimId, answer(yes(1)), { code: 'licensed-list' })
    await load(keeper, checklist('second').replaceAll('Licensed question', 'Newer question'))
    const list = await as(keeper).visit('/risk/instruments')
    assert.match(list.text(), /edition second/)
    assert.doesNotMatch(list.text(), /edition first/)
    assert.match((await as(adviser).visit(at)).text(), /Licensed question 1\?/)
    const end = list.links().find(({ href }) => href.endsWith('/end'))?.href ?? ''
    assert.equal((await as(keeper).submit(end)).status, 303)
    assert.equal((await as(adviser).visit(`/cases/${caseId}/risk/assess/licensed-list`)).status, 404)
    assert.match((await as(adviser).visit(at)).text(), /edition|Licensed question 1\?/)
  })

  test('a file that is none, and a word that was not given, are said; nothing is loaded', async () => {
    const wrong = await load(keeper, checklist().replace('"yes or no"', '"maybe"'))
    assert.equal(wrong.statusCode, 422)
    assert.match(wrong.body, /sections 1 items 1 kind: is &quot;yes or no&quot;|sections 1 items 1 kind/)
    assert.match(wrong.body, /name="licensed"[^>]*checked/, 'the tick stays')
    const latin = checklist().replace('Licensed list', 'Liste \uFFFDr')
    assert.equal((await load(keeper, latin)).statusCode, 303, 'a mark that the file holds is no fault')
    assert.match((await load(keeper, Buffer.from(checklist().replace('Its publisher', 'é'), 'latin1'))).body, /UTF-8/)
    assert.match((await load(keeper, checklist(), '')).body, /Tick that your organisation may use this text/)
    assert.match((await load(keeper, checklist().replace('licensed-list', 'waymark-guide'))).body, /Waymark’s own/)
  })
})

describe('a count opens doors and closes none (INV-27, INV-31, RULES 4.1)', () => {
  test('14 of 24 asks for the conference though the level is standard; 13 does not', async () => {
    await load(keeper, checklist())
    for (const [count, isAsked] of [
      [14, true],
      [13, false],
    ] as const) {
      const { caseId, victimId } = await aCase(services, adviser)
      const at = await assess(caseId, victimId, { ...answer(yes(count)), level: 'standard' }, { code: 'licensed-list' })
      assert.equal(
        (await openCodes(caseId)).includes('CONFERENCE_REFERRAL'),
        isAsked,
        `${count}: ${await openCodes(caseId)}`,
      )
      assert.equal(/the conference is to be asked/.test((await as(adviser).visit(at)).text()), isAsked)
    }
  })

  test('14 of 24 asks for it though the level was standard before and stays so', async () => {
    const { caseId, victimId } = await aCase(services, adviser)
    await assess(caseId, victimId, { ...answer({ afraid: 'no' }), level: 'standard' })
    assert.equal((await openCodes(caseId)).includes('CONFERENCE_REFERRAL'), false)
    await assess(caseId, victimId, { ...answer(yes(14)), level: 'standard' }, { code: 'licensed-list' })
    assert.equal((await openCodes(caseId)).includes('CONFERENCE_REFERRAL'), true)
  })

  test('a lower level that waits for a second person does not hold the door shut', async () => {
    const { caseId, victimId } = await aCase(services, adviser)
    await assess(caseId, victimId, { ...answer({ afraid: 'yes' }), level: 'high' })
    assert.equal((await openCodes(caseId)).includes('CRITICAL_ANSWER'), false)
    await assess(caseId, victimId, { ...answer({ throat: 'yes' }), level: 'medium', secondId: boss.id })
    const entry = await everything
      .selectFrom('entry')
      .select(['type', 'details'])
      .where('caseId', '=', caseId)
      .orderBy('position', 'desc')
      .executeTakeFirstOrThrow()
    assert.deepEqual(
      [entry.type, entry.details],
      ['risk.assessed', { grade: 'high', strangled: true, previousGrade: 'high' }],
    )
  })
})

test('an assessment is for whom MODEL 13 shows the risk, and for no other agency’s housing officer', async () => {
  const { caseId, victimId } = await aCase(services, adviser)
  const housing = await aPractitioner('housing-officer')
  for (const who of [officer, housing]) await as(adviser).submit(`/cases/${caseId}/team`, aLetIn(who.id, 'Helps'))
  const at = await assess(caseId, victimId, { ...answer({ afraid: 'yes' }), [commentField('afraid')]: 'WREN' })
  assert.match((await as(officer).visit(at)).text(), /WREN/)
  assert.equal((await as(housing).visit(at)).status, 404)
  const own = await assess(caseId, victimId, { ...answer({ afraid: 'no' }) }, { who: housing })
  assert.equal((await as(housing).visit(own)).status, 200)
})
