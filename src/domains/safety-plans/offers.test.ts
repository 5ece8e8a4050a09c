import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { sql } from 'kysely'
import { testApp } from '../../testing/app.ts'
import { aCase } from '../../testing/cases.ts'
import type { Practitioner } from '../../testing/people.ts'
import { agreedNow, allChecked, anOffer, aThought, takenUp } from '../../testing/plans.ts'
import { aLetIn } from '../sharing/fixtures.ts'

// An adviser leads the plan; officers work on the case and do not see it.
const app = await testApp({ at: '2027-03-25T10:00:00Z' })
const { as, aPractitioner, everything, services } = app
const adviser = await aPractitioner('idva')
const otherAdviser = await aPractitioner('idva')
const officer = await aPractitioner('investigating-officer')
const partnerOfOfficer = await aPractitioner('investigating-officer', { agencyId: officer.agencyId })
const witnessCare = await aPractitioner('witness-care-officer')
const housing = await aPractitioner('housing-officer')

const done = async (who: Practitioner, at: string, form: Record<string, string> = {}): Promise<string> => {
  const answer = await as(who).submit(at, form)
  assert.equal(answer.status, 303, `${at}: ${answer.title()} ${answer.text('.govuk-error-summary')}`)
  return answer.location
}
const onCase = async () => {
  const { caseId, victimId, perpetratorId } = await aCase(services, adviser)
  for (const who of [otherAdviser, officer, partnerOfOfficer, witnessCare, housing])
    await done(adviser, `/cases/${caseId}/team`, aLetIn(who.id, 'Works on it'))
  const home = `/cases/${caseId}/safety-plans`
  const offer = async (change: Record<string, string> = {}) => {
    const all = () => everything.selectFrom('vault.planOffer').selectAll().where('caseId', '=', caseId).execute()
    const before = (await all()).map(({ id }) => id)
    await done(officer, `${home}/offers/new`, { ...anOffer(victimId), ...change })
    const made = (await all()).find(({ id }) => !before.includes(id))
    assert.ok(made)
    return made
  }
  const start = () => done(adviser, `${home}/new`, { personId: victimId, circumstance: 'staying', shows: 'no' })
  return { caseId, victimId, perpetratorId: perpetratorId ?? '', home, offer, start }
}
const dutiesOf = (caseId: string, code: string) =>
  everything
    .selectFrom('duty')
    .select(['id', 'state', 'ownerId', 'safetyDueAt'])
    .where('caseId', '=', caseId)
    .where('code', '=', code)
    .orderBy('raisedAt')
    .execute()
const itemsOf = (caseId: string) =>
  everything.selectFrom('vault.planItem').selectAll().where('caseId', '=', caseId).orderBy('version').execute()

describe('officers add to a plan that an adviser leads, without seeing it (SP-02, SP-04)', () => {
  test('what an officer offers waits for the lead of the plan, with name, agency and a clock, and is in no plan by itself', async () => {
    const { caseId, victimId, home, offer, start } = await onCase()
    const at = await start()
    const form = await as(officer).visit(`${home}/offers/new`)
    assert.equal(form.status, 200)
    const bare = await as(officer).submit(`${home}/offers/new`, { ...anOffer(victimId), words: '' })
    assert.equal(bare.status, 422)
    assert.match(bare.text('.govuk-error-summary'), /what exactly/)
    assert.equal(bare.value('title'), 'A light at the back door')
    const numbered = await as(officer).submit(`${home}/offers/new`, {
      ...anOffer(victimId),
      words: 'Paid by 4929 1234 5678 9015',
    })
    assert.match(numbered.text('.govuk-error-summary'), /number of a card or an account/)
    const { id } = await offer()
    assert.match((await as(officer).visit(home)).text('main'), /A light at the back door.*Waits for the plan lead/s)
    const asked = await as(adviser).visit(home)
    assert.match(
      asked.text('main'),
      new RegExp(`A light at the back door.*${officer.name}.*To talk over with them`, 's'),
    )
    assert.equal(asked.$(`a[href="${home}/offers/${id}/answer"]`).length, 1)
    assert.deepEqual(await itemsOf(caseId), [])
    assert.doesNotMatch((await as(adviser).visit(at)).text('main'), /A light at the back door/)
    const [duty, ...more] = await dutiesOf(caseId, 'PLAN_OFFER')
    assert.deepEqual([duty?.state, duty?.ownerId, more], ['open', adviser.id, []])
    assert.equal(duty?.safetyDueAt?.toISOString(), '2027-03-25T23:59:59.000Z', 'no level yet, treated as high: today')
    const page = await as(adviser).visit(`/cases/${caseId}/duties/${duty?.id}`)
    assert.equal(page.$(`a[href="${home}"]`).text().includes('Read what was offered'), true)
    assert.doesNotMatch(page.text('main'), /light/)
  })

  test('taken up, it is a thought of the plan that says whose it was, and holds only once it is checked and agreed (INV-30)', async () => {
    const { caseId, home, offer, start } = await onCase()
    const at = await start()
    await done(adviser, `${at}/items/new`, aThought)
    await done(adviser, `${at}/check`, allChecked)
    await done(adviser, `${at}/agree`, { ...agreedNow, nextReviewOn: '28/4/2027' })
    const { id } = await offer()
    await done(adviser, `${home}/offers/${id}/answer`, { ...takenUp, why: 'She wants it before Sunday' })
    const page = (await as(adviser).visit(at)).text('main')
    assert.match(page, /Being looked at again/, 'the plan that was agreed is opened, and not changed')
    assert.match(page, new RegExp(`A light at the back door.*Offered by ${officer.name}`, 's'))
    assert.match(page, new RegExp(`${officer.name}, [^:]+: offered what is in it`))
    assert.match(page, /Would it take away a warning sign, or be noticed\?/)
    assert.doesNotMatch((await as(adviser).visit(`${at}/versions/1`)).text('main'), /light at the back door/)
    const [item] = (await itemsOf(caseId)).filter(({ offerId }) => offerId === id)
    await done(adviser, `${at}/items/${item?.itemId}`, {
      ...{ ...aThought, title: 'A light at the back door', heading: 'home', words: 'On Friday', basedOn: '1' },
    })
    assert.match((await as(adviser).visit(at)).text('main'), /Offered by/, 'a later version keeps whose it was')
    assert.deepEqual(
      (await dutiesOf(caseId, 'PLAN_OFFER')).map(({ state }) => state),
      ['met'],
    )
  })

  test('whoever offered it is told that it was taken up, or why not, by a duty of their own, and sees nothing of the plan', async () => {
    const { caseId, home, offer, start } = await onCase()
    const at = await start()
    const taken = await offer()
    const left = await offer({ title: 'Patrols past the house' })
    await done(adviser, `${home}/offers/${taken.id}/answer`, takenUp)
    const bare = await as(adviser).submit(`${home}/offers/${left.id}/answer`, { outcome: 'not taken up', why: '' })
    assert.match(bare.text('.govuk-error-summary'), /why not: whoever offered it is told/)
    await done(adviser, `${home}/offers/${left.id}/answer`, {
      ...{ outcome: 'not taken up', why: 'He watches for cars' },
    })
    const read = (await as(officer).visit(home)).text('main')
    assert.match(read, /A light at the back door.*Taken up with them/s)
    assert.match(read, /Patrols past the house.*Not taken up\s+He watches for cars/s)
    assert.doesNotMatch(read, /Being made|At home|She did/)
    assert.equal((await as(officer).visit(at)).status, 404)
    const told = await dutiesOf(caseId, 'PLAN_OFFER_ANSWER')
    assert.deepEqual(
      told.map(({ ownerId, state }) => [ownerId, state]),
      [
        [officer.id, 'open'],
        [officer.id, 'open'],
      ],
    )
    for (const { id } of told)
      await done(officer, `/cases/${caseId}/duties/${id}/done`, { day: 'today', time: '09:59', what: 'Read' })
    assert.ok((await dutiesOf(caseId, 'PLAN_OFFER_ANSWER')).every(({ state }) => state === 'met'))
    assert.doesNotMatch(
      (await as(officer).visit(`/cases/${caseId}/entries`)).text('main'),
      /offered for the safety plan/i,
    )
    assert.equal((await itemsOf(caseId)).length, 1, 'what was not taken up is in no plan')
  })

  test('kept for later it is in the plan as such, and the officer reads no more than that it was taken up', async () => {
    const { home, offer, start } = await onCase()
    const at = await start()
    const { id } = await offer()
    await done(adviser, `${home}/offers/${id}/answer`, { ...takenUp, outcome: 'later' })
    assert.match((await as(adviser).visit(at)).text('main'), /For later, and not for them.*A light at the back door/s)
    assert.doesNotMatch((await as(officer).visit(home)).text('main'), /later/i)
  })

  test('without a plan nothing is taken up: it is started with them first, and the offer waits', async () => {
    const { home, offer, start } = await onCase()
    const { id } = await offer()
    const refused = await as(adviser).submit(`${home}/offers/${id}/answer`, takenUp)
    assert.equal(refused.status, 422)
    assert.match(refused.text('.govuk-error-summary'), /has no plan in use/)
    assert.equal(refused.value('agreedBy'), 'She did')
    const at = await start()
    await done(adviser, `${at}/pause`, { words: 'Not now' })
    assert.equal((await as(adviser).submit(`${home}/offers/${id}/answer`, takenUp)).status, 422)
    await done(adviser, `${at}/take-up`, { words: 'Rang us' })
    for (const [field, said] of Object.entries({ heading: /where it belongs/, agreedBy: /who said so/, on: /day/ })) {
      const bare = await as(adviser).submit(`${home}/offers/${id}/answer`, { ...takenUp, [field]: '' })
      assert.match(bare.text('.govuk-error-summary'), said)
    }
    await done(adviser, `${home}/offers/${id}/answer`, takenUp)
    assert.equal((await as(adviser).visit(`${home}/offers/${id}/answer`)).location, home)
  })

  test('two who answer at once: one does, the other is told, and one thought is written (U9)', async () => {
    const { caseId, home, offer, start } = await onCase()
    await start()
    const { id } = await offer()
    const both = await Promise.all([
      as(adviser).submit(`${home}/offers/${id}/answer`, takenUp),
      as(otherAdviser).submit(`${home}/offers/${id}/answer`, takenUp),
    ])
    assert.deepEqual(both.map(({ status }) => status).sort(), [303, 422])
    assert.equal((await itemsOf(caseId)).length, 1)
  })
})

describe('an offer is seen by whoever sees the plan and by whoever made it, and says nothing of a plan (MODEL 13, INV-01, INV-02)', () => {
  test('colleagues of the officer, housing and witness care see no offer; the officer’s page is the same with a plan and without', async () => {
    const { home, offer, start } = await onCase()
    await offer()
    const before = (await as(officer).visit(home)).text('main')
    for (const who of [partnerOfOfficer, housing])
      assert.doesNotMatch((await as(who).visit(home)).text('main'), /light at the back door/)
    assert.equal((await as(witnessCare).visit(`${home}/offers/new`)).status, 404)
    await start()
    assert.equal((await as(officer).visit(home)).text('main'), before)
    assert.match((await as(otherAdviser).visit(home)).text('main'), /light at the back door/)
  })

  test('whoever sees the plan writes in it; whoever does not answers nothing', async () => {
    const { home, offer } = await onCase()
    const { id } = await offer()
    assert.equal((await as(adviser).visit(`${home}/offers/new`)).status, 404)
    for (const who of [officer, housing]) {
      assert.equal((await as(who).visit(`${home}/offers/${id}/answer`)).status, 404)
      assert.equal((await as(who).submit(`${home}/offers/${id}/answer`, takenUp)).status, 404)
    }
  })

  test('whoever works with the person reported offers nothing, and loses sight of what they offered', async () => {
    const { caseId, victimId, perpetratorId, home, offer } = await onCase()
    await offer()
    const contact = { caseId, personId: perpetratorId, practitionerId: officer.id, recordedBy: adviser.id }
    await everything
      .insertInto('reportedContact')
      .values({ ...contact, recordedAt: services.now() })
      .execute()
    assert.doesNotMatch((await as(officer).visit(home)).text('main'), /light at the back door/)
    assert.equal((await as(officer).submit(`${home}/offers/new`, anOffer(victimId))).status, 404)
  })

  test('it is for somebody in this case who was harmed, or a child, and not for the person reported', async () => {
    const { perpetratorId, home } = await onCase()
    const asked = await as(officer).submit(`${home}/offers/new`, anOffer(perpetratorId))
    assert.equal(asked.status, 422)
    assert.match(asked.text('.govuk-error-summary'), /choose somebody else/)
  })

  test('every word is sealed; erased with the agency that offered it, what was taken up stays (S8, INV-52)', async () => {
    const { caseId, home, offer, start } = await onCase()
    await start()
    const { id } = await offer({ title: 'quagmirewort', words: 'brindlethrift' })
    await done(adviser, `${home}/offers/${id}/answer`, { ...takenUp, why: 'sedgewhistle' })
    for (const name of ['vault.plan_offer', 'vault.plan_item', 'entry', 'duty', 'audit']) {
      const found = await sql<{ rows: number }>`select count(*)::int as rows from ${sql.raw(name)} t
        where t::text ~ 'quagmirewort|brindlethrift|sedgewhistle'`.execute(everything)
      assert.equal(found.rows[0]?.rows, 0, name)
    }
    const held = () =>
      sql<{ is: boolean }>`select private.holds_of_kind(${officer.agencyId}, ${caseId}, 'safety plans') as is`.execute(
        everything,
      )
    assert.equal((await held()).rows[0]?.is, true)
    await sql`select private.erase(${officer.agencyId}, ${caseId}, 'safety plans')`.execute(everything)
    assert.equal((await held()).rows[0]?.is, false)
    const [item] = await itemsOf(caseId)
    assert.deepEqual([item?.offerId, item === undefined], [null, false])
  })
})

describe('the plan is best made by an adviser, with a named police adviser beside them (SP-04, SP-07)', () => {
  test('an officer who would start a plan is told who the adviser is, and how to hand it over', async () => {
    const { caseId, victimId } = await aCase(services, officer)
    await done(officer, `/cases/${caseId}/team`, aLetIn(adviser.id, 'Advises them'))
    const page = await as(officer).visit(`/cases/${caseId}/safety-plans/new`)
    assert.match(page.text('main'), new RegExp(`On this case as an adviser: ${adviser.name}`))
    assert.equal(page.$(`main a[href="/cases/${caseId}/handovers/new"]`).length, 1)
    const own = await aCase(services, adviser)
    assert.doesNotMatch(
      (await as(adviser).visit(`/cases/${own.caseId}/safety-plans/new`)).text('main'),
      /as an adviser:/,
    )
    await done(officer, `/cases/${caseId}/safety-plans/new`, {
      personId: victimId,
      circumstance: 'staying',
      shows: 'no',
    })
  })

  test('an officer names themselves as police adviser; nobody else can be one', async () => {
    const { caseId, home } = await onCase()
    const involved = `/cases/${caseId}/involved`
    const part = { why: 'what police can do', fromOn: 'today', isPoliceAdviser: 'yes' }
    assert.match((await as(adviser).visit(home)).text('main'), /Nobody of police has named themselves/)
    assert.equal((await as(housing).visit(involved)).$('input[name="isPoliceAdviser"]').length, 0)
    assert.equal((await as(housing).submit(involved, part)).status, 404)
    await done(officer, involved, part)
    assert.match((await as(adviser).visit(home)).text('main'), new RegExp(`Police adviser: ${officer.name}`))
    assert.match(
      (await as(adviser).visit(`/cases/${caseId}`)).text('main'),
      new RegExp(`Police adviser. ${officer.name}`),
    )
    const { id } = await everything
      .selectFrom('involvement')
      .select('id')
      .where('caseId', '=', caseId)
      .executeTakeFirstOrThrow()
    await done(officer, `${involved}/${id}/end`)
    assert.match((await as(adviser).visit(home)).text('main'), /Nobody of police has named themselves/)
  })
})
