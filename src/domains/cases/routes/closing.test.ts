import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../../testing/app.ts'
import { aCase } from '../../../testing/cases.ts'
import type { Practitioner } from '../../../testing/people.ts'
import { agreedNow, allChecked, aThought } from '../../../testing/plans.ts'
import { aLetIn } from '../../sharing/fixtures.ts'

const { as, aPractitioner, services, everything, clock } = await testApp({ at: '2027-03-01T10:00:00Z' })
const officer = await aPractitioner('investigating-officer')
const boss = await aPractitioner('idva-manager')
const adviser = await aPractitioner('idva', { agencyId: boss.agencyId, supervisorId: boss.id })
const colleague = await aPractitioner('idva', { agencyId: boss.agencyId, supervisorId: boss.id })

const done = async (who: Practitioner, at: string, form: Record<string, string> = {}): Promise<string> => {
  const answer = await as(who).submit(at, form)
  assert.equal(answer.status, 303, `${at}: ${answer.title()} ${answer.text('.govuk-error-summary')}`)
  return answer.location
}
/** A case of the adviser in which nothing is owed, seen by an officer and by colleagues. */
const settled = async () => {
  clock.set('2027-03-01T10:00:00Z')
  const { caseId, victimId, perpetratorId } = await aCase(services, adviser)
  for (const who of [officer, boss, colleague])
    await done(adviser, `/cases/${caseId}/team`, aLetIn(who.id, 'Works on it'))
  await settle(caseId)
  return { caseId, victimId, perpetratorId, front: `/cases/${caseId}`, close: `/cases/${caseId}/close` }
}
/** What opening raised is set aside as if it were done; each entry reckons it anew. */
const settle = (caseId: string) =>
  everything
    .updateTable('duty')
    .set({ state: 'superseded', closedAt: new Date('2027-03-01T10:00:00Z') })
    .where('caseId', '=', caseId)
    .where('code', '<>', 'CLOSING_WORD')
    .execute()
const aPlan = async (front: string, personId: string) => {
  const at = await done(adviser, `${front}/safety-plans/new`, { personId, circumstance: 'staying', shows: 'no' })
  await done(adviser, `${at}/items/new`, aThought)
  await done(adviser, `${at}/check`, allChecked)
  await done(adviser, `${at}/agree`, agreedNow)
  await settle(front.slice(-36))
  return at
}
/** Sends something to the closing of a case in which nothing else is owed. */
const closes = async (who: Practitioner, at: string, form: Record<string, string> = {}) => {
  await settle(at.split('/')[2] ?? '')
  return as(who).submit(at, form)
}
const closed = async (who: Practitioner, at: string, form: Record<string, string> = {}): Promise<void> => {
  const answer = await closes(who, at, form)
  assert.equal(answer.status, 303, `${at}: ${answer.text('.govuk-error-summary')}`)
}
const mayClose = { outcome: 'may close', words: 'She wants no more of us' }
const ended = { closedAs: 'ended', reason: 'She asked us to', separate: 'yes' }
const hers = { becomes: 'theirs', words: 'Said so on 1 March, alone' }
const stateOf = async (caseId: string) =>
  (await everything.selectFrom('cases').select('state').where('id', '=', caseId).executeTakeFirstOrThrow()).state
const wordDuties = (caseId: string) =>
  everything
    .selectFrom('duty')
    .select(['state', 'ownerId', 'task'])
    .where('caseId', '=', caseId)
    .where('code', '=', 'CLOSING_WORD')
    .orderBy('raisedAt')
    .execute()

test('a case at high risk closes only when the plan lead has said what they think, whatever anybody else says (MODEL 5.1)', async () => {
  const { caseId, close } = await settled()
  await everything.updateTable('cases').set({ level: 'high' }).where('id', '=', caseId).execute()
  const refused = await closes(officer, close, ended)
  assert.equal(refused.status, 422)
  assert.match(refused.text(), /has not said yet what they think of closing/)
  assert.equal((await as(officer).visit(`${close}/say`)).status, 404, 'nobody says it for the plan lead')
  assert.equal((await as(officer).submit(`${close}/say`, mayClose)).status, 404)
  await done(officer, `${close}/ask`)
  assert.deepEqual(
    (await wordDuties(caseId)).map(({ state, ownerId }) => [state, ownerId]),
    [['open', adviser.id]],
  )
  assert.match((await as(officer).visit(close)).text(), /it is among their tasks/)
  const duty = await everything
    .selectFrom('duty')
    .select('id')
    .where('code', '=', 'CLOSING_WORD')
    .where('caseId', '=', caseId)
    .executeTakeFirstOrThrow()
  const task = await as(adviser).visit(`/cases/${caseId}/duties/${duty.id}`)
  assert.ok(
    task.links().some(({ href }) => href === close),
    'the task leads to where it is met',
  )
  const unsaid = await as(adviser).submit(`${close}/say`, { words: 'heron' })
  assert.equal(unsaid.status, 422)
  assert.equal(unsaid.value('words'), 'heron')
  await done(adviser, `${close}/say`, mayClose)
  assert.deepEqual(
    (await wordDuties(caseId)).map(({ state }) => state),
    ['met'],
  )
  await closed(officer, close, ended)
  const page = await as(boss).visit(close)
  assert.match(page.text(), /It may close: She wants no more of us/)
  assert.match(page.text(), /The risk level is high/)
  await closed(boss, `${close}/agree`)
  assert.equal(await stateOf(caseId), 'closed')
})

test('whoever said what the plan lead says does not agree, and who stands in for them does not propose (MODEL 5.1)', async () => {
  const one = await settled()
  await done(adviser, `${one.close}/say`, mayClose)
  await closed(officer, one.close, ended)
  const refused = await closes(adviser, `${one.close}/agree`)
  assert.equal(refused.status, 422)
  assert.match(refused.text(), /You said what the plan lead says: somebody else has to agree/)
  assert.equal(await stateOf(one.caseId), 'closing')

  const two = await settled()
  assert.equal((await as(colleague).visit(`${two.close}/say`)).status, 404)
  await done(boss, `/staff/${adviser.id}/leave`, { fromOn: '1/3/2027', untilOn: '1/3/2027', coverId: colleague.id })
  assert.match((await as(colleague).visit(`${two.close}/say`)).text(), /You stand in for the plan lead/)
  await done(colleague, `${two.close}/say`, mayClose)
  const mine = await closes(colleague, two.close, ended)
  assert.equal(mine.status, 422)
  assert.match(mine.text(), /You spoke for the plan lead/)
  assert.equal(mine.value('reason'), 'She asked us to')
  await closed(adviser, two.close, ended)
  clock.set('2027-03-02T10:00:00Z')
  assert.equal((await as(colleague).visit(`${two.close}/say`)).status, 404, 'the leave is over')
})

test('whoever proposed to close and then stands in for the plan lead does not do both (MODEL 5.1)', async () => {
  const { caseId, close } = await settled()
  await done(adviser, `${close}/say`, { outcome: 'stay open', words: 'He wrote to her last week' })
  clock.set('2027-03-05T10:00:00Z')
  await closed(colleague, close, ended)
  await done(boss, `/staff/${adviser.id}/leave`, { fromOn: '5/3/2027', untilOn: '5/3/2027', coverId: colleague.id })
  await done(colleague, `${close}/say`, mayClose)
  const refused = await closes(boss, `${close}/agree`)
  assert.equal(refused.status, 422)
  assert.match(refused.text(), /proposed it and then spoke for the plan lead/)
  assert.equal(await stateOf(caseId), 'closing')
})

test('what was said holds while nothing has come up: a level with its next day is no news, and asking again asks for nothing (MODEL 5.1)', async () => {
  const { caseId, victimId, front, close } = await settled()
  await done(adviser, `${close}/say`, mayClose)
  const level = {
    personId: victimId,
    level: 'standard',
    reasons: 'Lives elsewhere',
    victimView: 'At ease',
    notAsked: '',
  }
  await done(officer, `${front}/risk/new`, level)
  const ahead = everything.selectFrom('duty').select('raisedAt').where('caseId', '=', caseId)
  const [review] = await ahead.where('code', '=', 'RISK_REVIEW').where('state', '=', 'open').execute()
  assert.ok(review && review.raisedAt > services.now(), 'a review lies ahead')
  assert.match((await as(officer).visit(close)).text(), /It may close: She wants no more of us/)
  await done(officer, `${close}/ask`)
  assert.deepEqual(await wordDuties(caseId), [])
  clock.set(review.raisedAt.toISOString())
  assert.match((await as(officer).visit(close)).text(), /What was said before no longer counts/)
})

test('whoever sees the case may take back what was said; a lead who works with the person reported too says nothing (MODEL 5.1, INV-02)', async () => {
  const one = await settled()
  await done(adviser, `${one.close}/say`, mayClose)
  await done(officer, `${one.close}/say/take-back`)
  assert.match((await as(adviser).visit(one.close)).text(), /What was said before no longer counts/)
  await everything.updateTable('cases').set({ contactLeadId: boss.id }).where('id', '=', one.caseId).execute()
  const contact = {
    caseId: one.caseId,
    personId: one.perpetratorId ?? '',
    practitionerId: adviser.id,
    recordedBy: boss.id,
  }
  await everything
    .insertInto('reportedContact')
    .values({ ...contact, recordedAt: services.now() })
    .execute()
  assert.equal((await as(adviser).visit(`${one.close}/say`)).status, 404)
})

test('against what the plan lead says it closes only with a reason, which stays in what happened (MODEL 5.1)', async () => {
  const { caseId, front, close } = await settled()
  await done(adviser, `${close}/say`, { outcome: 'stay open', words: 'He wrote to her last week' })
  await closed(officer, close, ended)
  const bare = await closes(boss, `${close}/agree`)
  assert.equal(bare.status, 422)
  assert.match(bare.text(), /Enter why it closes although the plan lead wants it kept open/)
  assert.equal(await stateOf(caseId), 'closing')
  const mistaken = await settled()
  await done(adviser, `${mistaken.close}/say`, { outcome: 'stay open', words: 'It is no mistake' })
  await closed(officer, mistaken.close, { ...ended, closedAs: 'recorded in error' })
  assert.equal((await as(boss).visit(mistaken.close)).$('[name="against"]').length, 0, 'it would be kept nowhere')
  await closed(boss, `${close}/agree`, { against: 'She moved abroad' })
  assert.match((await as(officer).visit(`${front}/entries`)).text(), /It should stay open: He wrote to her last week/)
  const episode = await everything
    .selectFrom('episode')
    .select('reason')
    .where('caseId', '=', caseId)
    .executeTakeFirstOrThrow()
  assert.match(episode.reason, /She asked us to\nClosed although the plan lead wanted it kept open: She moved abroad/)
})

test('the plan lead first says what becomes of each plan: who holds it, or that they wanted it ended (MODEL 5.1, 5.7)', async () => {
  const { front, close, victimId } = await settled()
  const plan = await aPlan(front, victimId)
  const refused = await as(adviser).submit(`${close}/say`, mayClose)
  assert.equal(refused.status, 422)
  assert.match(refused.text(), /First say what becomes of each plan/)
  assert.match((await as(officer).visit(close)).text(), /has not said yet/, 'nothing was written')
  assert.ok(refused.links().some(({ href }) => href === `${plan}/parting`))
  const nobody = await as(adviser).submit(`${plan}/parting`, { becomes: 'held', words: 'Spoke on Monday' })
  assert.equal(nobody.status, 422)
  assert.match(nobody.text(), /Enter who holds it from now on/)
  const both = await as(adviser).submit(`${plan}/parting`, { ...hers, holder: 'Fern Inventada' })
  assert.equal(both.status, 422, 'a name that was entered is not dropped')
  await done(adviser, `${plan}/parting`, {
    becomes: 'held',
    holder: 'Fern Inventada, refuge',
    words: 'Spoke on Monday',
  })
  assert.match(
    (await as(adviser).visit(plan)).text(),
    /Somebody else holds it with them from now on \(Fern Inventada, refuge\)/,
  )
  await done(adviser, `${close}/say`, mayClose)
  await closed(adviser, close, ended)
  await closed(boss, `${close}/agree`)
})

test('a plan that changes after that takes back what was said, and nobody else learns of a plan (MODEL 5.1, 13)', async () => {
  const [bare, planned] = [await settled(), await settled()]
  const plan = await aPlan(planned.front, planned.victimId)
  await done(adviser, `${plan}/parting`, hers)
  for (const each of [bare, planned]) await done(adviser, `${each.close}/say`, mayClose)
  await done(adviser, `${plan}/items/new`, { ...aThought, title: 'A light' })
  await done(adviser, `${bare.close}/say/take-back`)
  const read = async ({ caseId, front, close }: typeof bare) =>
    [
      (await as(officer).visit(close)).text(),
      (await closes(officer, close, ended)).text(),
      (await as(officer).visit(`${front}/entries`)).text(),
      (await as(officer).visit(`${front}/duties`)).text(),
    ]
      .join(' ')
      .replaceAll(caseId, 'CASE')
      .replace(/WM-[\w-]+|[0-9a-f-]{36}|\w+ Inventad[ao]/g, '')
      // What came up in one moment stands in no order of its own, and cells follow each other without a gap.
      .split(/(?<=[a-z])(?=[A-Z])| /)
      .sort()
      .join(' ')
  const [without, withPlan] = [await read(bare), await read(planned)]
  assert.equal(withPlan, without)
  assert.match((await as(officer).visit(planned.close)).text(), /What was said before no longer counts/)
  assert.doesNotMatch((await as(officer).visit(planned.close)).text(), /[Pp]lan of|parting|safety plan of/)
  const begun = await settled()
  const form = { personId: begun.victimId, circumstance: 'staying', shows: 'no' }
  const draft = await done(adviser, `${begun.front}/safety-plans/new`, form)
  await done(adviser, `${draft}/parting`, hers)
  await done(adviser, `${begun.close}/say`, mayClose)
  await done(adviser, `${draft}/items/new`, aThought)
  assert.match((await as(officer).visit(begun.close)).text(), /What was said before no longer counts/)
  const again = await as(adviser).submit(`${planned.close}/say`, mayClose)
  assert.equal(again.status, 422, 'what becomes of it is asked anew')
})

test('what was said no longer counts once abuse was reported, or somebody else leads the plan (MODEL 5.1)', async () => {
  const one = await settled()
  await done(adviser, `${one.close}/say`, mayClose)
  await done(adviser, `${one.front}/incidents/trigger`, { reason: 'New contact', what: 'A letter came.' })
  await settle(one.caseId)
  assert.match((await closes(officer, one.close, ended)).text(), /What was said before no longer counts/)
  const two = await settled()
  await done(adviser, `${two.close}/say`, mayClose)
  await everything.updateTable('cases').set({ planLeadId: colleague.id }).where('id', '=', two.caseId).execute()
  assert.equal((await closes(officer, two.close, ended)).status, 422)
  const three = await settled()
  await done(adviser, `${three.close}/say`, mayClose)
  await closed(adviser, three.close, ended)
  await done(adviser, `${three.close}/say/take-back`)
  const late = await closes(boss, `${three.close}/agree`)
  assert.equal(late.status, 422)
  assert.equal(await stateOf(three.caseId), 'closing')
})

test('a case that should not be there closes without asking the plan lead (MODEL 5.1)', async () => {
  const { caseId, close } = await settled()
  await closed(officer, close, { ...ended, closedAs: 'recorded in error' })
  await closed(boss, `${close}/agree`)
  assert.equal(await stateOf(caseId), 'closed')
})
