import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { deriveCase } from '../../rules/derive-case.ts'
import { atExactly, record } from '../../rules/record.ts'
import { testApp } from '../../testing/app.ts'
import { aCase, workAs } from '../../testing/cases.ts'

const { as, aPractitioner, services, everything, clock, now } = await testApp({ at: '2027-03-10T10:00:00Z' })
const officer = await aPractitioner('investigating-officer')
const colleague = await aPractitioner('first-responder')
const adviser = await aPractitioner('idva')

const aNew = async (type: 'justice.charged' | 'incidents.call-deferred' | 'incidents.trigger-raised') => {
  const { caseId, perpetratorId } = await aCase(services, officer)
  const { factId } = await workAs(services, officer, (work) =>
    record(services, work, {
      caseId,
      type,
      suspectId: type.startsWith('justice') ? perpetratorId : null,
      happened: atExactly(now()),
      knownAt: now(),
      body: 'police',
      toldBy: null,
      what: null,
      details: {},
    }),
  )
  const dutyOf = (code: string) =>
    everything
      .selectFrom('duty')
      .selectAll()
      .where('caseId', '=', caseId)
      .where('code', '=', code)
      .executeTakeFirstOrThrow()
  return { caseId, perpetratorId, factId, dutyOf }
}

test('a duty says what it is, who holds it and who owns it, both its clocks, why, and which rule says so (INV-60)', async () => {
  const { caseId, dutyOf } = await aNew('justice.charged')
  const duty = await dutyOf('CHARGED')
  const page = await as(officer).visit(`/cases/${caseId}/duties/${duty.id}`)
  assert.match(page.text(), /Tell the victim that the suspect was charged/)
  assert.match(page.text(), /Held by Police/)
  assert.match(page.text(), /Safety wants it/)
  assert.match(page.text(), /The law wants it/)
  assert.match(page.text(), /Confidence: medium, not yet checked by a named person|Unverified/)
  for (const { href } of page.links().filter((link) => link.href.startsWith('/') && !link.href.includes('call-sheet')))
    assert.equal((await as(officer).visit(href)).status, 200, href)
})

test('work is done with what was done, and the duty is closed by that entry alone', async () => {
  const { caseId, dutyOf } = await aNew('incidents.call-deferred')
  const duty = await dutyOf('DEFERRED_URGENT')
  const here = `/cases/${caseId}/duties/${duty.id}`
  const empty = await as(officer).submit(`${here}/done`, { what: '', day: 'today', time: '11:00' })
  assert.equal(empty.status, 422)
  assert.equal(
    (await as(officer).submit(`${here}/done`, { what: 'Went there', day: 'today', time: '11:00' }))
      .errors()[0]
      ?.text.includes('future'),
    true,
  )
  assert.equal(
    (await as(officer).submit(`${here}/done`, { what: 'Went there at once', day: 'today', time: '10:00' })).status,
    303,
  )
  assert.equal((await dutyOf('DEFERRED_URGENT')).outcome, 'done')
  assert.match((await as(officer).visit(`/cases/${caseId}/duties`)).text(), /Closed.*Done/)
  assert.equal((await as(officer).submit(`${here}/done`, { what: 'Again', day: 'today', time: '10:00' })).status, 404)
})

test('a telling cannot be ticked as done: sent is not told (INV-22)', async () => {
  const { caseId, dutyOf } = await aNew('justice.charged')
  const duty = await dutyOf('CHARGED')
  const page = await as(officer).visit(`/cases/${caseId}/duties/${duty.id}`)
  assert.equal(
    page.links().some(({ href }) => href.endsWith('/done')),
    false,
  )
  assert.equal((await as(officer).visit(`/cases/${caseId}/duties/${duty.id}/done`)).status, 404)
  assert.equal(
    (
      await as(officer).submit(`/cases/${caseId}/duties/${duty.id}/done`, {
        what: 'Sent a text',
        day: 'today',
        time: '09:00',
      })
    ).status,
    404,
  )
  assert.equal((await dutyOf('CHARGED')).state, 'open')
})

test('one plan review names each change that it answers, and is closed by its own words only (INV-25)', async () => {
  const { caseId, dutyOf } = await aNew('incidents.trigger-raised')
  const duty = await dutyOf('PLAN_REVIEW')
  const here = `/cases/${caseId}/duties/${duty.id}`
  assert.equal((await as(officer).visit(`${here}/done`)).status, 404)
  assert.match((await as(officer).visit(`${here}/plan-reviewed`)).text(), /This review answers .*Something has changed/)
  assert.equal(
    (await as(officer).submit(`${here}/plan-reviewed`, { what: ' ', day: 'today', time: '10:00' })).status,
    422,
  )
  assert.equal(
    (
      await as(officer).submit(`${here}/plan-reviewed`, {
        what: 'No change: the locks hold',
        day: 'today',
        time: '10:00',
      })
    ).status,
    303,
  )
  assert.equal((await dutyOf('PLAN_REVIEW')).state, 'met')
})

test('whoever works at the library can do their own work, and no button of a duty leads them nowhere', async () => {
  const library = await aPractitioner('library-worker')
  const { caseId } = await aCase(services, library)
  const duties = await everything.selectFrom('duty').selectAll().where('caseId', '=', caseId).execute()
  assert.ok(duties.length > 1)
  for (const { id } of duties)
    for (const { href } of (await as(library).visit(`/cases/${caseId}/duties/${id}`)).links())
      if (href.startsWith('/')) assert.equal((await as(library).visit(href)).status, 200, href)
})

test('a duty goes to a colleague of one’s own agency with a reason, and to nobody else', async () => {
  const { caseId, dutyOf } = await aNew('justice.charged')
  const duty = await dutyOf('CHARGED')
  const here = `/cases/${caseId}/duties/${duty.id}/owner`
  assert.equal((await as(officer).submit(here, { toId: colleague.id, reason: '' })).status, 422)
  assert.equal((await as(officer).submit(here, { toId: adviser.id, reason: 'Off shift' })).status, 422)
  assert.equal((await as(officer).submit(here, { toId: colleague.id, reason: 'Off shift' })).status, 303)
  assert.equal((await dutyOf('CHARGED')).ownerId, colleague.id)
  const page = await as(colleague).visit(`/cases/${caseId}/duties/${duty.id}`)
  assert.match(page.text(), /gave it from .* Off shift/)
  assert.equal((await dutyOf('CHARGED')).holder, 'police', 'the holder never changes')
})

test('one duty however often entries are repeated, and the same duties in whatever order a case is derived again', async () => {
  const { caseId, perpetratorId, factId, dutyOf } = await aNew('justice.charged')
  const before = await dutyOf('CHARGED')
  clock.set('2027-03-10T11:00:00Z')
  const again = (relation: 'confirms') =>
    workAs(services, officer, (work) =>
      record(services, work, {
        caseId,
        type: 'justice.charged',
        about: { factId, relation },
        suspectId: perpetratorId,
        happened: atExactly(new Date('2027-03-10T10:00:00Z')),
        knownAt: now(),
        body: 'police',
        toldBy: null,
        what: null,
        details: {},
      }),
    )
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom('confirm', 'derive'), { minLength: 1, maxLength: 4 }), async (steps) => {
      for (const step of steps) {
        if (step === 'confirm') await again('confirms')
        else await workAs(services, officer, ({ tx }) => deriveCase(services, tx, caseId, now()))
      }
      const all = await everything
        .selectFrom('duty')
        .selectAll()
        .where('caseId', '=', caseId)
        .where('code', '=', 'CHARGED')
        .execute()
      assert.deepEqual(
        all.map(({ key, statutoryDueAt, safetyDueAt }) => [key, statutoryDueAt, safetyDueAt]),
        [[before.key, before.statutoryDueAt, before.safetyDueAt]],
      )
    }),
    { numRuns: 6 },
  )
  clock.set('2027-03-10T10:00:00Z')
})

test('whoever opens a case and may not assess the risk hands that over from the duty itself (INV-24)', async () => {
  const librarian = await aPractitioner('library-worker')
  const { caseId } = await aCase(services, librarian)
  const duty = await everything
    .selectFrom('duty')
    .select(['id', 'ownerId'])
    .where('caseId', '=', caseId)
    .where('code', '=', 'RISK_ASSESSMENT')
    .executeTakeFirstOrThrow()
  assert.equal(duty.ownerId, librarian.id)
  const page = await as(librarian).visit(`/cases/${caseId}/duties/${duty.id}`)
  const link = page.links().find(({ text }) => text === 'Hand it over to somebody who can do it')
  assert.equal((await as(librarian).visit(link?.href ?? '')).status, 200)
})
