import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../testing/app.ts'
import { aCase, workAs } from '../../testing/cases.ts'
import { answersTo } from '../../testing/measures.ts'
import type { Practitioner } from '../../testing/people.ts'
import { addParty, addPerson } from '../people/index.ts'
import { aLetIn } from '../sharing/fixtures.ts'

const { as, aPractitioner, services, everything } = await testApp({ at: '2027-03-01T10:00:00Z' })
const adviser = await aPractitioner('idva')
const officer = await aPractitioner('investigating-officer')
const programme = await aPractitioner('idva')

const done = async (who: Practitioner, at: string, form: Record<string, string | string[]> = {}): Promise<string> => {
  const answer = await as(who).submit(at, form)
  assert.equal(answer.status, 303, `${at}: ${answer.title()} ${answer.text('.govuk-error-summary')}`)
  return answer.location
}
const aSafeCase = async () => {
  const opened = await aCase(services, adviser)
  const front = `/cases/${opened.caseId}`
  for (const who of [officer, programme]) await done(adviser, `${front}/team`, aLetIn(who.id, 'Works on it'))
  await done(adviser, `${front}/people/${opened.perpetratorId}/worker`, { where: 'here', practitionerId: programme.id })
  return { ...opened, front }
}
const chosen = { what: 'A light', lead: 'here', ownerId: adviser.id, dueOn: '5/3/2027', reviewOn: '8/3/2027' }
const lock = { ...answersTo['security/begin'], happenedOn: 'today', ownerId: adviser.id, nextOn: '8/3/2027' }
const notYet = { isKnown: 'not yet', knownWords: 'He was in the room' }
const tellings = (caseId: string) =>
  everything
    .selectFrom('duty')
    .select(['id', 'state', 'ownerId', 'personId', 'safetyDueAt', 'task'])
    .where('caseId', '=', caseId)
    .where('code', '=', 'CHANGE_TOLD')
    .orderBy('raisedAt')
    .execute()

test('whether the person harmed knows is asked of each intervention and each step of a measure, and no answer stands ticked (RM-12)', async () => {
  const { front, victimId } = await aSafeCase()
  const forms = [
    [`${front}/interventions/new?item=home-security`, chosen],
    [`${front}/measures/new/security`, { ...lock, personId: victimId }],
  ] as const
  for (const [at, form] of forms) {
    const page = await as(adviser).visit(at)
    assert.match(page.text(), /Does the person harmed know of it\?/)
    assert.equal(page.checked('isKnown'), undefined)
    const refused = await as(adviser).submit(at, { ...form, isKnown: '', knownWords: '' })
    assert.equal(refused.status, 422)
    assert.deepEqual(
      refused.errors().map(({ text }) => text),
      ['Select whether the person harmed knows of it', 'Enter what they were told, or why not'],
    )
  }
  const at = await done(adviser, `${front}/interventions/new?item=home-security`, {
    ...{ ...chosen, isKnown: 'there', knownWords: 'She chose the light' },
  })
  for (const step of ['review', 'done', 'stop'])
    assert.match((await as(adviser).visit(`${at}/${step}`)).text(), /Does the person harmed know of it\?/)
  assert.match((await as(adviser).visit(at)).text(), /decided together, face to face. She chose the light/)
  const bare = await as(adviser).submit(`${at}/stop`, { happenedOn: 'today', said: 'They moved', isKnown: 'reached' })
  assert.equal(bare.status, 422)
  assert.equal(bare.checked('isKnown'), 'reached')
})

test('who is not told yet is told by the contact lead through safe contact: one task for all changes, met by the call (RM-12, INV-11)', async () => {
  const { caseId, front, victimId } = await aSafeCase()
  await done(adviser, `${front}/interventions/new?item=home-security`, { ...chosen, ...notYet })
  const measure = await done(adviser, `${front}/measures/new/security`, { ...lock, personId: victimId, ...notYet })
  const [duty, ...others] = await tellings(caseId)
  assert.ok(duty)
  assert.deepEqual(others, [])
  assert.deepEqual([duty.state, duty.ownerId, duty.personId], ['open', adviser.id, victimId])
  assert.equal(duty.safetyDueAt?.toISOString(), '2027-03-02T23:59:59.000Z')
  assert.match((await as(adviser).visit(measure)).text(), /Not yet: their contact lead tells them.*He was in the room/)
  assert.match(
    (await as(adviser).visit(`${front}/entries`)).text(),
    /is still to be told of it.*is still to be told of it/,
  )
  const page = await as(adviser).visit(`${front}/duties/${duty.id}`)
  assert.ok(page.links().some(({ href }) => href === `${front}/safe-contact/call-sheet`))
  const told = { what: 'told', duties: [duty.id], day: 'today', time: '09:50', content: 'The lock and the light' }
  const byPhone = await as(adviser).submit(`${front}/safe-contact/call-sheet`, {
    ...{ ...told, riskChanged: 'no', how: 'we called', channel: 'telephone' },
  })
  assert.equal(byPhone.status, 422, 'no way is safe yet: nothing here goes round safe contact')
  await done(adviser, `${front}/safe-contact/call-sheet`, { ...told, riskChanged: 'no', how: 'they called' })
  assert.deepEqual(
    (await tellings(caseId)).map(({ state }) => state),
    ['met'],
  )
  assert.match((await as(adviser).visit(`${front}/entries`)).text(), /Told/)
})

test('what was decided together, what they rang about, and what is not theirs to know leave nobody to be told, and stand in the list (RM-12)', async () => {
  const { caseId, front } = await aSafeCase()
  for (const isKnown of ['there', 'reached', 'not theirs'])
    await done(adviser, `${front}/interventions/new?item=home-security`, {
      ...{ ...chosen, isKnown, knownWords: 'As said', basedOn: String((await chosenIn(caseId)).length) },
    })
  assert.deepEqual(await tellings(caseId), [])
  const list = (await as(adviser).visit(`${front}/entries`)).text()
  for (const words of [/decided together/, /they rang or came/, /is not told of it/]) assert.match(list, words)
  assert.doesNotMatch(list, /As said/, 'their words stand with the intervention')
})
const chosenIn = (caseId: string) =>
  everything.selectFrom('intervention').select('id').where('caseId', '=', caseId).execute()

test('of two who are harmed in one case only the one whom a lock protects is told of it; what protects a child is told to both (RM-12)', async () => {
  const { caseId, front, victimId } = await aSafeCase()
  const add = (name: string, role: 'victim' | 'child') =>
    workAs(services, adviser, async (work) => {
      const personId = await addPerson(services, work, { name })
      await addParty(work, { caseId, personId, role })
      return personId
    })
  const second = await add('Sorrel Inventada', 'victim')
  const child = await add('Tansy Inventada', 'child')
  await done(adviser, `${front}/measures/new/security`, { ...lock, personId: second, ...notYet })
  assert.deepEqual(
    (await tellings(caseId)).map(({ personId }) => personId),
    [second],
  )
  await done(adviser, `${front}/measures/new/security`, { ...lock, personId: child, ...notYet })
  assert.deepEqual((await tellings(caseId)).map(({ personId }) => personId).sort(), [second, victimId].sort())
})

test('whoever works with the person reported is not shown that somebody is to be told of a change (INV-01, INV-02)', async () => {
  const { caseId, front, victimId } = await aSafeCase()
  await done(adviser, `${front}/measures/new/security`, { ...lock, personId: victimId, ...notYet })
  const [duty] = await tellings(caseId)
  assert.equal((await as(programme).visit(`${front}/duties/${duty?.id}`)).status, 404)
  for (const at of ['', '/duties', '/entries', '/close'])
    assert.doesNotMatch(
      (await as(programme).visit(front + at)).text(),
      /agreed, changed or taken back|still to be told/,
    )
  assert.match((await as(officer).visit(`${front}/duties`)).text(), /agreed, changed or taken back/)
})

test('whoever works with the person reported reads what is done about them, and never what the person harmed was told of it (INV-01, INV-02, RM-12)', async () => {
  const { front } = await aSafeCase()
  const rang = { isKnown: 'reached', knownWords: 'She rang from the heronry' }
  const at = await done(officer, `${front}/interventions/new?item=arrest`, {
    ...chosen,
    ownerId: programme.id,
    ...rang,
  })
  await done(officer, `${at}/review`, { happenedOn: 'today', said: 'Still to do', reviewOn: '9/3/2027', ...rang })
  const theirs = await as(programme).visit(at)
  assert.match(theirs.text(), /Still to do/)
  const copy = await as(programme).submit(`${front}/export`, { reason: 'For supervision', careful: 'yes' })
  assert.equal(copy.status, 200)
  assert.match(copy.body, /Still to do/)
  for (const { body } of [theirs, copy, await as(programme).visit(`${front}/entries`)])
    assert.doesNotMatch(body, /heronry|rang or came|rang us|Does the person harmed/)
  assert.match((await as(officer).visit(at)).text(), /they rang us, or came to us\. She rang from the heronry/)
})

test('a street that must not be named is refused in what they were told, too (INV-17, HS-12)', async () => {
  const { front, victimId } = await aSafeCase()
  const mark = { ...answersTo['urgent-mark/begin'], happenedOn: 'today', ownerId: adviser.id, nextOn: '2/3/2027' }
  const refused = await as(adviser).submit(`${front}/measures/new/urgent-mark`, {
    ...{ ...mark, personId: victimId, isKnown: 'there', knownWords: 'Knows that 12 Elm Road SO23 8UJ is marked' },
  })
  assert.equal(refused.status, 422)
  assert.match(refused.text('.govuk-error-summary'), /This seems to hold .*: take it out/)
})
