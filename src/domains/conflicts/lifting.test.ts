import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { testApp } from '../../testing/app.ts'
import { aCase, workAs } from '../../testing/cases.ts'
import type { Practitioner } from '../../testing/people.ts'
import { aLetIn } from '../sharing/fixtures.ts'
import { answerLift } from './store.ts'

const { as, aPractitioner, everything, services } = await testApp({ at: new Date().toISOString() })

/** A sealed case: two advisers are named, a whole force is kept out, professional standards were told. */
const aSealedCase = async () => {
  const boss = await aPractitioner('idva-manager')
  const [adviser, named, mate] = [
    await aPractitioner('idva', { agencyId: boss.agencyId, supervisorId: boss.id }),
    await aPractitioner('idva', { agencyId: boss.agencyId }),
    await aPractitioner('idva', { agencyId: boss.agencyId }),
  ]
  const [officer, standards, otherStandards] = [
    await aPractitioner('first-responder'),
    await aPractitioner('professional-standards'),
    await aPractitioner('professional-standards'),
  ]
  const { caseId, victimId } = await aCase(services, adviser)
  for (const who of [named, mate])
    await as(adviser).submit(`/cases/${caseId}/team`, { granteeId: who.id, reason: 'Helps' })
  const team = everything.insertInto('team').values({ agencyId: officer.agencyId, name: `Response ${officer.id}` })
  const { id: unit } = await team.returning('id').executeTakeFirstOrThrow()
  await everything.insertInto('teamMember').values({ teamId: unit, practitionerId: officer.id }).execute()
  const sealed = await as(adviser).submit(`/cases/${caseId}/conflicts/seal`, {
    ...{ because: 'Works for the force', member: 'harmed', handledBy: 'Northern command', alternate: 'Invented Shire' },
    ...{ named: [adviser.id, named.id], units: [unit], standardsId: standards.id },
  })
  assert.equal(sealed.status, 303, sealed.text('.govuk-error-summary'))
  return {
    caseId,
    victimId,
    adviser,
    named,
    mate,
    officer,
    standards,
    otherStandards,
    at: `/cases/${caseId}/conflicts`,
  }
}
type Sealed = Awaited<ReturnType<typeof aSealedCase>>
const because = 'They left the force in May'
const propose = async ({ adviser, at, caseId }: Sealed): Promise<string> => {
  assert.equal((await as(adviser).submit(`${at}/lift`, { because })).status, 303)
  const open = everything.selectFrom('sealLift').select('id').where('caseId', '=', caseId).where('answer', 'is', null)
  return `/conflicts/lifts/${(await open.executeTakeFirstOrThrow()).id}`
}
const isSealed = async ({ caseId }: Sealed) =>
  (await everything.selectFrom('cases').select('sealedAt').where('id', '=', caseId).executeTakeFirstOrThrow())
    .sealedAt !== null
const sees = async (who: Practitioner, { caseId }: Sealed) => (await as(who).visit(`/cases/${caseId}`)).status === 200
const agree = { answer: 'agree' }

describe('a seal is lifted by two people (S-03, INV-37, INV-38)', () => {
  test('one who is named proposes with the reason, another who is named agrees; the timeline and the log tell it', async () => {
    const it = await aSealedCase()
    assert.equal((await as(it.adviser).submit(`${it.at}/lift`, { because: '' })).status, 422)
    const address = await propose(it)
    assert.equal(await isSealed(it), true, 'nothing has changed yet')
    assert.equal((await as(it.adviser).visit(`${it.at}/lift`)).status, 404, 'one proposal at a time')
    assert.match((await as(it.adviser).visit(address)).text(), /Somebody else must answer this/)
    assert.equal((await as(it.adviser).submit(address, agree)).status, 404, 'not by who proposed it')
    const id = address.split('/').at(-1) ?? ''
    assert.equal(await workAs(services, it.adviser, (work) => answerLift(work, id, true)), false, 'nor past the page')
    assert.equal((await as(it.named).submit(address, {})).status, 422)
    assert.match((await as(it.named).visit(address)).text(), /They left the force in May/)
    assert.equal((await as(it.named).submit(address, agree)).status, 303)
    assert.equal(await isSealed(it), false)
    assert.equal((await as(it.named).submit(address, agree)).status, 404, 'answered once')
    const page = await as(it.adviser).visit(it.at)
    assert.match(page.text(), /proposed it .*They left the force in May.* agreed, and it was lifted/)
    assert.doesNotMatch(page.text(), /This case is sealed/)
    const entry = everything.selectFrom('entry').select(['what', 'enteredBy']).where('caseId', '=', it.caseId)
    assert.deepEqual(await entry.where('type', '=', 'cases.seal-lifted').execute(), [
      { what: because, enteredBy: it.named.id },
    ])
    assert.match((await as(it.adviser).visit(`/cases/${it.caseId}/entries`)).text(), /Seal lifted/)
    const rows = everything
      .selectFrom('audit')
      .select(['actorId', 'kind'])
      .where('route', 'in', ['/cases/:caseId/conflicts/lift', '/conflicts/lifts/:liftId'])
    const altered = (await rows.where('kind', '=', 'alter').execute()).map(({ actorId }) => actorId)
    for (const who of [it.adviser, it.named]) assert.ok(altered.includes(who.id))
  })

  test('professional standards who were told of the seal may agree, and see the reason and not the case', async () => {
    const it = await aSealedCase()
    const address = await propose(it)
    for (const who of [it.otherStandards, it.mate, it.officer]) {
      assert.equal((await as(who).visit(address)).status, 404)
      assert.equal((await as(who).submit(address, agree)).status, 404)
      assert.doesNotMatch((await as(who).visit('/conflicts')).text(), /Seals to lift/)
    }
    assert.match((await as(it.standards).visit('/conflicts')).text(), /Seals to lift\s*WM-/)
    const page = await as(it.standards).visit(address)
    assert.match(page.text(), /They left the force in May/)
    assert.equal(
      page.links().some(({ href }) => href.includes(it.caseId)),
      false,
    )
    const done = await as(it.standards).submit(address, agree)
    assert.deepEqual([done.status, done.location], [303, '/conflicts'])
    assert.equal(await isSealed(it), false)
    assert.equal(await sees(it.standards, it), false)
  })

  test('afterwards it is like any other case: nobody is let in by it, whoever was kept out as one of a unit may be, and a friend stays out', async () => {
    const it = await aSealedCase()
    const friend = await aPractitioner('first-responder', { agencyId: it.officer.agencyId })
    await everything
      .insertInto('caseExclusion')
      .values({
        caseId: it.caseId,
        practitionerId: friend.id,
        ground: 'friend',
        source: 'declared',
        at: services.now(),
      })
      .execute()
    await as(it.named).submit(await propose(it), agree)
    for (const who of [it.mate, it.officer, friend]) assert.equal(await sees(who, it), false)
    for (const who of [it.adviser, it.named]) assert.equal(await sees(who, it), true)
    const letIn = (who: Practitioner) =>
      as(it.adviser).submit(`/cases/${it.caseId}/team`, aLetIn(who.id, 'Investigates'))
    for (const who of [it.officer, it.mate]) {
      assert.equal((await letIn(who)).status, 303)
      assert.equal(await sees(who, it), true)
    }
    assert.equal((await letIn(friend)).status, 422)
    const team = everything.insertInto('team').values({ agencyId: it.adviser.agencyId, name: `Team ${it.caseId}` })
    const { id } = await team.returning('id').executeTakeFirstOrThrow()
    await everything.insertInto('teamMember').values({ teamId: id, practitionerId: it.mate.id }).execute()
    const granted = await as(it.adviser).submit(`/cases/${it.caseId}/team`, { granteeId: id, reason: 'Days' })
    assert.equal(granted.status, 303, 'a team again')
  })

  test('where the other does not agree it stays sealed, and may be proposed again', async () => {
    const it = await aSealedCase()
    assert.equal((await as(it.named).submit(await propose(it), { answer: 'stays' })).status, 303)
    assert.equal(await isSealed(it), true)
    assert.equal(await sees(it.mate, it), false)
    assert.match((await as(it.adviser).visit(it.at)).text(), /did not agree/)
    await as(it.named).submit(await propose(it), agree)
    assert.equal(await isSealed(it), false)
  })

  test('a case that is not sealed has no seal to lift', async () => {
    const { adviser } = await aSealedCase()
    const { caseId } = await aCase(services, adviser)
    assert.equal((await as(adviser).visit(`/cases/${caseId}/conflicts/lift`)).status, 404)
    assert.equal((await as(adviser).submit(`/cases/${caseId}/conflicts/lift`, { because })).status, 404)
  })
})
