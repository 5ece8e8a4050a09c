import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../testing/app.ts'
import { aCase, workAs } from '../../testing/cases.ts'
import type { Practitioner } from '../../testing/people.ts'
import { grantCase } from '../cases/index.ts'
import { standard } from './model.ts'

const app = await testApp({ at: '2026-11-23T10:00:00Z' })
const { services, everything, as, clock, aPractitioner } = app
const adviser = await aPractitioner('idva')
const manager = await aPractitioner('idva-manager')
const officer = await aPractitioner('investigating-officer')
const sergeant = await aPractitioner('police-supervisor')
const stranger = await aPractitioner('social-worker')

const letIn = (by: Practitioner, caseId: string, who: Practitioner) =>
  workAs(services, by, (work) => grantCase(work, caseId, who.id, 'Works on it', null))

const answers = (personId: string, aboutAgencyId: string, change: Record<string, string> = {}) => ({
  ...{ personId, aboutAgencyId, outcome: 'answered', respected: 'yes', believed: 'partly', informed: 'no' },
  ...change,
})

test('what somebody says of police to an adviser stands with the adviser’s service, and police do not read it (VC-16)', async () => {
  const { caseId, victimId } = await aCase(services, adviser)
  await letIn(adviser, caseId, officer)
  const given = answers(victimId, officer.agencyId, { said: 'They rang when they said they would not.' })
  assert.equal((await as(adviser).submit(`/cases/${caseId}/feedback/new`, given)).status, 303)
  const own = await as(adviser).visit(`/cases/${caseId}/feedback`)
  assert.match(own.text(), /Asked 1 time by Test advocacy/)
  assert.match(own.text(), /Test police.*respected: yes; believed: partly; informed: no.*They rang when/)
  const theirs = await as(officer).visit(`/cases/${caseId}/feedback`)
  assert.match(theirs.text(), /Nobody of your agency has asked yet/)
  assert.doesNotMatch(theirs.body, /They rang|partly/)
  const rows = await workAs(services, officer, ({ tx }) => tx.selectFrom('feedback').selectAll().execute())
  assert.deepEqual(rows, [])
  const entries = await as(officer).visit(`/cases/${caseId}/entries`)
  assert.doesNotMatch(entries.body, /They rang when they said/)
})

test('nobody writes an answer in the name of another service or person', async () => {
  const { caseId, victimId } = await aCase(services, adviser)
  const row = { caseId, personId: victimId, aboutAgencyId: officer.agencyId, askedAt: new Date(), outcome: 'not asked' }
  for (const forged of [
    { agencyId: officer.agencyId, askedBy: adviser.id },
    { agencyId: adviser.agencyId, askedBy: officer.id },
  ])
    await assert.rejects(
      workAs(services, adviser, ({ tx }) =>
        tx
          .insertInto('feedback')
          .values({ ...row, ...forged })
          .execute(),
      ),
      /row-level security/,
    )
})

test('who chooses not to answer has no answers kept, and a missing answer is asked for with the rest still there', async () => {
  const { caseId, victimId } = await aCase(services, adviser)
  const address = `/cases/${caseId}/feedback/new`
  const refused = answers(victimId, adviser.agencyId, { outcome: 'chose not to answer', said: 'Should not be kept' })
  assert.equal((await as(adviser).submit(address, refused)).status, 303)
  const kept = await everything.selectFrom('feedback').selectAll().where('caseId', '=', caseId).execute()
  assert.deepEqual(
    kept.map(({ outcome, respected, believed, informed, said }) => [outcome, respected, believed, informed, said]),
    [['chose not to answer', null, null, null, null]],
  )
  const gap = await as(adviser).submit(
    address,
    answers(victimId, adviser.agencyId, { believed: '', said: 'Kept words' }),
  )
  assert.equal(gap.status, 422)
  assert.deepEqual(
    gap.errors().map(({ href }) => href),
    ['#believed'],
  )
  assert.deepEqual([gap.checked('respected'), gap.value('said')], ['yes', 'Kept words'])
  assert.equal((await as(adviser).submit(address, { personId: victimId })).status, 422)
  assert.equal((await everything.selectFrom('feedback').select('id').where('caseId', '=', caseId).execute()).length, 1)
})

test('a stranger finds nothing, and a person or a service from elsewhere cannot be named', async () => {
  const [{ caseId, victimId, perpetratorId }, other] = [await aCase(services, adviser), await aCase(services, stranger)]
  for (const address of [`/cases/${caseId}/feedback`, `/cases/${caseId}/feedback/new`])
    assert.equal((await as(stranger).visit(address)).status, 404)
  const send = (form: Record<string, string>) => as(adviser).submit(`/cases/${caseId}/feedback/new`, form)
  assert.equal(
    (await as(stranger).submit(`/cases/${caseId}/feedback/new`, answers(victimId, adviser.agencyId))).status,
    404,
  )
  assert.equal((await send(answers(other.victimId, adviser.agencyId))).status, 404)
  assert.equal((await send(answers(String(perpetratorId), adviser.agencyId))).status, 404)
  assert.equal((await send(answers(victimId, caseId))).status, 404)
})

test('the report counts the last answer of each person about each service, and a service reads counts of itself alone', async () => {
  clock.set('2026-08-10T10:00:00Z')
  for (let index = 0; index < 8; index++) {
    const { caseId, victimId } = await aCase(services, adviser)
    const send = (form: Record<string, string>) => as(adviser).submit(`/cases/${caseId}/feedback/new`, form)
    clock.set('2026-08-11T10:00:00Z')
    await send(answers(victimId, officer.agencyId, { respected: 'no' }))
    clock.set('2026-08-12T10:00:00Z')
    await send(
      answers(victimId, officer.agencyId, { respected: index < 6 ? 'yes' : 'chose not to say', believed: 'yes' }),
    )
    await send(answers(victimId, adviser.agencyId, { respected: 'yes', believed: 'yes', informed: 'yes' }))
  }
  clock.set('2026-11-23T10:00:00Z')
  const rowsOf = async (who: Practitioner, cases: string) => {
    const page = await as(who).visit(`/reports/feedback?quarter=2026-Q3&cases=${cases}`)
    return page
      .$('figure')
      .get()
      .map((figure) => [
        page.$(figure).find('strong').first().text(),
        ...page
          .$(figure)
          .find('tbody tr')
          .get()
          .map((row) =>
            page
              .$(row)
              .find('th, td')
              .get()
              .map((cell) => page.$(cell).text())
              .join(' '),
          ),
      ])
  }
  // Six yes of eight: the two who chose not to say would be told by the rest, so the line keeps its total alone.
  const police = [
    'Test police',
    'Respected not shown not shown not shown not shown 10',
    'Believed 10 0 0 0 10',
    'Informed 0 0 10 0 10',
  ]
  assert.deepEqual(await rowsOf(sergeant, 'ours'), [police])
  assert.deepEqual(
    (await rowsOf(manager, 'ours')).map(([title]) => title),
    ['Test advocacy'],
  )
  assert.deepEqual((await rowsOf(manager, 'all'))[1], police)
})

test('the standard says in plain words what may be expected, in large letters, with whom to ring', async () => {
  const page = await as(adviser).visit('/feedback/standard')
  assert.deepEqual(
    page
      .$('.wm-large h2')
      .get()
      .slice(0, 3)
      .map((title) => page.$(title).text()),
    ['You are respected', 'You are believed', 'You are informed'],
  )
  assert.match(page.text(), /0808 2000 247/)
  for (const sentence of standard.flatMap(({ words }) => words)) {
    assert.ok(page.text().includes(sentence))
    assert.ok(
      sentence.split(/[.?!] /).every((part) => part.split(' ').length <= 25),
      sentence,
    )
  }
  const styles = (await app.web.inject({ url: '/assets/waymark.css' })).body
  assert.match(styles, /@media print\{\.wm-large\{font-size:18pt/)
})
