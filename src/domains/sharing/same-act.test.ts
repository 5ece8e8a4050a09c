import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { testApp } from '../../testing/app.ts'
import { aCase } from '../../testing/cases.ts'
import type { Practitioner } from '../../testing/people.ts'
import { aNewReferral } from '../referrals/fixtures.ts'
import { agreedToShare, aLetIn } from './fixtures.ts'

// Letting in another agency, and a referral, are acts of sharing: the decision is part of the act (INV-19, IS-01).
const { as, aPractitioner, everything, services } = await testApp({ at: new Date().toISOString() })
const boss = await aPractitioner('idva-manager')
const adviser = await aPractitioner('idva', { agencyId: boss.agencyId, supervisorId: boss.id })
const mate = await aPractitioner('idva', { agencyId: boss.agencyId })
const officer = await aPractitioner('investigating-officer')
const second = await aPractitioner('investigating-officer', { agencyId: officer.agencyId })
const housing = await aPractitioner('housing-officer')

const bare = (who: Practitioner) => ({ granteeId: who.id, reason: 'Investigates' })
const letIn = (caseId: string, who: Practitioner, more: Record<string, string> = {}, by = adviser) =>
  as(by).submit(`/cases/${caseId}/team`, aLetIn(who.id, 'Investigates', more))
const without = {
  agreement: 'did not agree',
  agreementHow: 'Is afraid of it',
  approverId: boss.id,
  told: 'will be told',
}
const sees = async (who: Practitioner, caseId: string) => (await as(who).visit(`/cases/${caseId}`)).status === 200
const decisions = (caseId: string) =>
  everything.selectFrom('sharingDecision').selectAll().where('caseId', '=', caseId).execute()
const words = async (caseId: string) =>
  (
    await everything
      .selectFrom('sharingWord')
      .select(['about', 'state'])
      .where('caseId', '=', caseId)
      .orderBy('about')
      .execute()
  ).map(({ about, state }) => `${about}: ${state}`)

describe('another agency is let in with a decision to share, in the same act (INV-19)', () => {
  test('the page asks for it only once another agency was chosen, keeps what was typed, and lets nobody in before', async () => {
    const { caseId } = await aCase(services, adviser)
    const start = await as(adviser).visit(`/cases/${caseId}/team`)
    assert.equal(start.$('[name=basis]').length, 0, 'few fields for a colleague')
    const asked = await as(adviser).submit(`/cases/${caseId}/team`, bare(officer))
    assert.equal(asked.status, 422)
    assert.match(asked.errors()[0]?.text ?? '', /is another agency: say what in law allows it/)
    assert.equal(asked.value('reason'), 'Investigates')
    assert.equal(asked.value('granteeId'), officer.id)
    assert.ok(asked.$('[name=basis]').length > 1 && asked.$('[name=agreement]').length > 1)
    assert.equal(asked.value('agreementOn'), 'today')
    const half = await letIn(caseId, officer, { basis: '' })
    assert.deepEqual(half.errors(), [{ text: 'Select what in law allows it', href: '#basis' }])
    assert.equal(await sees(officer, caseId), false)
    assert.equal((await decisions(caseId)).length, 0)
  })

  test('agreed: they see it at once; the basis in law, what the person said and whether they know stand apart', async () => {
    const { caseId, victimId } = await aCase(services, adviser)
    assert.equal((await letIn(caseId, officer)).status, 303)
    assert.equal(await sees(officer, caseId), true)
    const [made, ...more] = await decisions(caseId)
    assert.equal(more.length, 0)
    assert.deepEqual(
      [made?.personId, made?.granteeId, made?.toAgencyId, made?.basis, made?.approverId, made?.expiresOn],
      [victimId, officer.id, officer.agencyId, 'public task', null, null],
    )
    assert.ok(made?.sharedAt)
    assert.deepEqual(await words(caseId), ['agreement: agreed', 'told: told'])
    const page = await as(adviser).visit(`/cases/${caseId}/sharing/${made?.id}`)
    assert.match(page.text(), /Public task .*Yes, they agreed.*They know what is shared.*no end set/)
    const list = (await as(adviser).visit(`/cases/${caseId}/sharing`)).text()
    assert.doesNotMatch(list, /Let in: The whole case/, 'it stands there once')
  })

  test('without agreement a supervisor decides too: nobody is let in before, and the page says who waits', async () => {
    const { caseId } = await aCase(services, adviser)
    assert.deepEqual((await letIn(caseId, officer, { ...without, approverId: '' })).errors()[0]?.href, '#approverId')
    const reason = await letIn(caseId, officer, { ...without, agreement: 'not asked: reason', agreementHow: '' })
    assert.equal(reason.errors()[0]?.href, '#agreementHow')
    assert.equal((await letIn(caseId, officer, { ...without, approverId: officer.id })).status, 404)
    assert.equal((await letIn(caseId, officer, without)).status, 303)
    assert.equal(await sees(officer, caseId), false)
    const [made] = await decisions(caseId)
    const at = `/cases/${caseId}/sharing/${made?.id}`
    assert.match((await as(adviser).visit(`/cases/${caseId}/team`)).text(), /Asked, and not let in yet.*waits for/)
    assert.equal((await as(adviser).submit(`${at}/answer`, { answer: 'agree' })).status, 404, 'not by who asked')
    assert.equal((await as(boss).submit(`${at}/answer`, { answer: 'agree' })).status, 303)
    assert.equal(await sees(officer, caseId), true)
    assert.doesNotMatch((await as(adviser).visit(`/cases/${caseId}/team`)).text(), /not let in yet/)
  })

  test('where the supervisor does not agree, nobody is let in', async () => {
    const { caseId } = await aCase(services, adviser)
    await letIn(caseId, officer, without)
    const [made] = await decisions(caseId)
    const no = { answer: 'decline', why: 'Not needed' }
    assert.equal((await as(boss).submit(`/cases/${caseId}/sharing/${made?.id}/answer`, no)).status, 303)
    assert.equal(await sees(officer, caseId), false)
  })

  test('a colleague, and somebody of the agency whose case it is, are let in without it', async () => {
    const { caseId } = await aCase(services, adviser)
    assert.equal((await as(adviser).submit(`/cases/${caseId}/team`, bare(mate))).status, 303)
    assert.equal((await decisions(caseId)).length, 0)
    await letIn(caseId, officer)
    const back = await aPractitioner('idva', { agencyId: adviser.agencyId })
    assert.equal((await as(officer).submit(`/cases/${caseId}/team`, bare(back))).status, 303)
    assert.equal((await as(officer).submit(`/cases/${caseId}/team`, bare(second))).status, 303)
    assert.equal((await as(officer).submit(`/cases/${caseId}/team`, bare(housing))).status, 422, 'a third one is asked')
    assert.equal((await decisions(caseId)).length, 1)
  })

  test('sight and its decision end together: by ending the sight, by stopping the sharing, by taking agreement back', async () => {
    const ends: ((caseId: string, at: string) => Promise<{ status: number }>)[] = [
      (caseId) => as(adviser).submit(`/cases/${caseId}/team/${officer.id}/end`),
      (_, at) => as(adviser).submit(`${at}/stop`, { why: 'No longer needed' }),
      (_, at) => as(adviser).submit(`${at}/agreement`, { agreement: 'withdrawn', agreementOn: 'today' }),
    ]
    for (const end of ends) {
      const { caseId } = await aCase(services, adviser)
      await letIn(caseId, officer)
      const [made] = await decisions(caseId)
      const done = await end(caseId, `/cases/${caseId}/sharing/${made?.id}`)
      assert.equal(done.status, 303)
      assert.equal(await sees(officer, caseId), false)
      const [after] = await decisions(caseId)
      assert.ok(after?.stoppedAt && after.stoppedWhy)
    }
  })

  test('where a lead rests with them, stopping says that they see it still', async () => {
    const { caseId } = await aCase(services, adviser)
    await letIn(caseId, officer)
    await everything.updateTable('cases').set({ riskLeadId: officer.id }).where('id', '=', caseId).execute()
    const [made] = await decisions(caseId)
    const at = `/cases/${caseId}/sharing/${made?.id}`
    await as(adviser).submit(`${at}/stop`, { why: 'No longer needed' })
    assert.equal(await sees(officer, caseId), true)
    assert.match((await as(adviser).visit(at)).text(), /They see the case still: a lead or an open duty/)
  })
})

describe('a referral records the decision to share that it is (INV-19, RR-13)', () => {
  const refer = async (caseId: string, personId: string, more: Record<string, string> = {}) =>
    as(adviser).submit(
      `/cases/${caseId}/referrals/new`,
      aNewReferral({ personId, toAgencyId: housing.agencyId, ...agreedToShare, ...more }),
    )

  test('the basis in law is asked apart from agreement, and the decision ends with the referral', async () => {
    const { caseId, victimId } = await aCase(services, adviser)
    assert.equal((await refer(caseId, victimId, { basis: '' })).errors()[0]?.href, '#basis')
    const sent = await refer(caseId, victimId)
    assert.equal(sent.status, 303)
    const [made] = await decisions(caseId)
    assert.deepEqual(
      [made?.referralId, made?.toAgencyId, made?.basis],
      [sent.location.split('/').at(-1), housing.agencyId, 'public task'],
    )
    assert.ok(made?.sharedAt && !made.stoppedAt)
    assert.deepEqual(await words(caseId), ['agreement: agreed', 'told: told'])
    assert.match(
      (await as(adviser).visit(`/cases/${caseId}/sharing/${made?.id}`)).text(),
      /Referral for A place in a refuge/,
    )
    const version = String((await as(housing).visit(`${sent.location}/decline`)).value('version'))
    const no = { version, declineReason: 'Full', nextOffer: 'Ask again on Monday' }
    assert.equal((await as(housing).submit(`${sent.location}/decline`, no)).status, 303)
    const [after] = await decisions(caseId)
    assert.equal(after?.stoppedWhy, 'The referral was declined')
  })

  test('without agreement the reason and the second person are in the decision; the safe way is not', async () => {
    const { caseId, victimId } = await aCase(services, adviser)
    const because = { ...without, sharingBasis: 'He has her keys' }
    assert.equal((await refer(caseId, victimId, because)).status, 303)
    const [made] = await decisions(caseId)
    assert.deepEqual([made?.approverId, made?.why], [boss.id, 'He has her keys'])
    assert.deepEqual(await words(caseId), ['agreement: did not agree', 'told: will be told'])
    assert.doesNotMatch(JSON.stringify(made), /0123/)
  })
})
