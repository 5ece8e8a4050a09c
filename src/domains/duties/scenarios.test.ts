import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testApp } from '../../testing/app.ts'
import { aCase, workAs } from '../../testing/cases.ts'
import type { Practitioner } from '../../testing/people.ts'
import { someRisk } from '../../testing/risk.ts'

const { as, aPractitioner, services, everything, clock } = await testApp()

const letSee = (opener: Practitioner, caseId: string, other: Practitioner) =>
  workAs(services, opener, async ({ tx, now }) =>
    sql`select grant_case(${caseId}, ${other.id}, 'Works on it', ${now})`.execute(tx),
  )
const dutiesOf = (caseId: string, code: string) =>
  everything
    .selectFrom('duty')
    .selectAll()
    .where('caseId', '=', caseId)
    .where('code', '=', code)
    .orderBy('raisedAt')
    .execute()
const at = (date: Date | null) => date?.toISOString() ?? null
const common = (suspect: string | null) => ({ suspect: suspect ?? '', exact: 'as written' })

test('released late on the Friday before a bank holiday: the officer’s word starts the safety clock, and the court’s later word asks for no second call (S-01, BL-04 to BL-07, INV-20)', async () => {
  clock.set('2027-04-27T10:00:00+01:00')
  const officer = await aPractitioner('investigating-officer')
  const care = await aPractitioner('witness-care-officer')
  const { caseId, victimId, perpetratorId } = await aCase(services, officer)
  await letSee(officer, caseId, care)
  const level = await as(officer).submit(`/cases/${caseId}/risk/new`, {
    personId: victimId,
    level: 'high',
    reasons: 'Threats to kill.',
    ...someRisk,
    victimView: 'She is afraid of him.',
    nextReviewOn: '1/5/2027',
  })
  assert.equal(level.status, 303, level.text())
  const entry = (type: string) => `/cases/${caseId}/entries/new/${type}`
  await as(officer).submit(entry('justice.hearing-listed'), {
    ...common(perpetratorId),
    day: 'today',
    time: '10:00',
    body: 'police',
    hearing: 'bail',
    hearingOn: '30/4/2027',
  })
  const [chase] = (await dutiesOf(caseId, 'CHASE_RESULT')).filter(({ raisedAt }) => raisedAt)
  assert.ok(chase)
  assert.equal(at(chase.dueAt), '2027-04-30T22:59:59.000Z')

  clock.set('2027-04-30T17:05:00+01:00')
  const heard = await as(officer).submit(entry('justice.bail-hearing-decided'), {
    ...{
      ...common(perpetratorId),
      day: 'today',
      time: '16:35',
      body: 'police',
      toldBy: 'The prosecutor',
      released: 'yes',
    },
    ...{ 'condition-no-contact': 'yes', 'plain-no-contact': 'He must not contact you in any way.' },
  })
  assert.equal(heard.status, 303, heard.text())
  const [telling, ...others] = await dutiesOf(caseId, 'BAIL_HEARING_OUTCOME')
  assert.ok(telling)
  assert.equal(others.length, 0)
  assert.equal(at(telling.safetyDueAt), '2027-04-30T17:05:00.000Z', 'safety wants it at 18:05')
  assert.equal(telling.statutoryDueAt, null)
  assert.equal(
    (await dutiesOf(caseId, 'RISK_REVIEW')).filter(
      ({ state, raisedAt }) => state === 'open' && raisedAt <= new Date('2027-04-30T16:05:00Z'),
    ).length,
    1,
  )
  assert.equal(
    (await dutiesOf(caseId, 'PLAN_REVIEW')).filter(
      ({ state, raisedAt }) => state === 'open' && raisedAt <= new Date('2027-04-30T16:05:00Z'),
    ).length,
    1,
  )
  assert.match((await as(officer).visit(heard.location)).text(), /No contact: He must not contact you in any way/)
  const waiting = await as(officer).visit(`/cases/${caseId}/duties/${telling.id}`)
  assert.match(waiting.text(), /18:05 today/)
  assert.match(waiting.text(), /It has not been received yet/)
  assert.match(waiting.text(), /Counted from the decision itself it would end end of Tue 4 May/)

  clock.set('2027-04-30T17:25:00+01:00')
  const told = await as(officer).submit(`/cases/${caseId}/duties/${telling.id}/told-by`, {
    body: 'police',
    toldBy: 'PC Inventada',
    how: 'telephone',
    what: 'He is out, and each condition',
    day: 'today',
    time: '17:25',
  })
  assert.equal(told.status, 303, told.text())

  clock.set('2027-05-04T09:10:00+01:00')
  const page = await as(care).visit(entry('justice.bail-hearing-decided'))
  assert.equal(page.value('receivedTime'), '09:10')
  const typed = {
    ...common(perpetratorId),
    day: '30/4/2027',
    time: '16:35',
    body: 'wcu',
    released: 'yes',
    receivedDay: 'today',
    receivedTime: '09:10',
  }
  const asked = await as(care).submit(entry('justice.bail-hearing-decided'), typed)
  assert.equal(asked.status, 422)
  const confirmed = await as(care).submit(entry('justice.bail-hearing-decided'), {
    ...typed,
    same: String(asked.$('input[name="same"]').first().val()),
  })
  assert.equal(confirmed.status, 303)
  const after = await dutiesOf(caseId, 'BAIL_HEARING_OUTCOME')
  assert.deepEqual(
    after.map(({ state, outcome }) => [state, outcome]),
    [['met', 'told']],
  )
  const shown = await as(care).visit(`/cases/${caseId}/duties/${telling.id}`)
  assert.match(shown.text(), /Received 09:10 today: ends end of tomorrow/)
  assert.match(shown.text(), /It took 3 days 16 h 35 min to arrive/)
  assert.match(shown.text(), /Told 17:25 Fri 30 Apr/)
  assert.match((await as(care).visit(confirmed.location)).text(), /3 days 16 h 35 min/)
})

test('released from custody on Christmas Eve: nothing holds the release back, and the law’s day is after the holiday (S-02, INV-23)', async () => {
  clock.set('2026-12-24T15:50:00Z')
  const officer = await aPractitioner('investigating-officer')
  const { caseId, victimId, perpetratorId } = await aCase(services, officer)
  await as(officer).submit(`/cases/${caseId}/risk/new`, {
    personId: victimId,
    level: 'medium',
    reasons: 'Signs of harm.',
    ...someRisk,
    victimView: 'Worried.',
    nextReviewOn: '7/1/2027',
  })
  const saved = await as(officer).submit(`/cases/${caseId}/entries/new/justice.bail-granted`, {
    ...common(perpetratorId),
    day: 'today',
    time: '15:50',
    body: 'police',
    stage: 'before-charge',
  })
  assert.equal(saved.status, 303, saved.text())
  const [telling] = await dutiesOf(caseId, 'RELEASED_ON_BAIL')
  assert.equal(at(telling?.statutoryDueAt ?? null), '2026-12-29T23:59:59.000Z')
  assert.equal(at(telling?.safetyDueAt ?? null), '2026-12-24T19:50:00.000Z')
})

test('an order that ends on a bank holiday warns on working days, and is not in force the day after (S-16, TP-08, OD-10)', async () => {
  clock.set('2027-03-01T10:00:00Z')
  const officer = await aPractitioner('investigating-officer')
  const { caseId, perpetratorId, victimId } = await aCase(services, officer)
  const made = await as(officer).submit(`/cases/${caseId}/entries/new/orders.made`, {
    ...{
      ...common(perpetratorId),
      day: '1/6/2022',
      time: '',
      body: 'court',
      orderKind: 'Restraining order',
      startsOn: '1/6/2022',
      endsOn: '31/5/2027',
    },
    ...{
      'condition-not-to-go-to': 'yes',
      'about-not-to-go-to': 'Exempelgatan',
      'plain-not-to-go-to': 'Must not enter the street.',
    },
  })
  assert.equal(made.status, 303, made.text())
  const alerts = (await dutiesOf(caseId, 'ORDER_EXPIRY')).map(({ raisedAt }) => raisedAt.toISOString().slice(0, 16))
  assert.deepEqual(alerts.slice(0, 3), ['2027-04-04T23:00', '2027-04-29T23:00', '2027-05-23T23:00'])
  const notServed = await as(officer).visit(`/cases/${caseId}/orders`)
  assert.match(notServed.text(), /Made, NOT SERVED/)
  const { factId } = await everything
    .selectFrom('entry')
    .select('factId')
    .where('caseId', '=', caseId)
    .where('type', '=', 'orders.made')
    .executeTakeFirstOrThrow()
  await as(officer).submit(`/cases/${caseId}/entries/new/orders.served`, {
    ...common(perpetratorId),
    day: '2/6/2022',
    time: '',
    body: 'police',
    order: factId,
    what: 'By hand, certificate of service',
  })
  assert.match((await as(officer).visit(`/cases/${caseId}/orders`)).text(), /In force/)
  for (const [view, day] of [
    ['He must stay away from the children too.', '1/6/2022'],
    ['She wants it to go on.', '1/3/2027'],
  ])
    assert.equal(
      (
        await as(officer).submit(`/cases/${caseId}/orders/views`, {
          personId: victimId,
          view: view ?? '',
          saidOn: day ?? '',
          writtenWhere: 'Statement',
        })
      ).status,
      303,
    )

  clock.set('2027-05-24T10:00:00+01:00')
  const decide = await as(officer).visit(`/cases/${caseId}/orders/${factId}/decide`)
  assert.match(decide.text(), /First.*He must stay away from the children too.*Latest.*She wants it to go on/)
  const empty = await as(officer).submit(`/cases/${caseId}/orders/${factId}/decide`, {
    outcome: 'let lapse',
    reasons: ' ',
  })
  assert.equal(empty.status, 422)
  assert.equal(
    (
      await as(officer).submit(`/cases/${caseId}/orders/${factId}/decide`, {
        outcome: 'renew',
        reasons: 'She wants it to go on; he wrote in March.',
      })
    ).status,
    303,
  )
  assert.deepEqual(
    [
      ...new Set(
        (await dutiesOf(caseId, 'ORDER_EXPIRY'))
          .filter(({ raisedAt }) => raisedAt < new Date())
          .map(({ state }) => state),
      ),
    ].includes('open'),
    false,
  )

  clock.set('2027-06-01T08:00:00+01:00')
  const after = await as(officer).visit(`/cases/${caseId}/orders`)
  assert.match(after.text(), /Past its last day/)
  assert.doesNotMatch(after.text(), /In force/)
})

test('the prosecutors stop the case after charge: the duty is theirs, the contact lead chases, and is given a duty of their own when they are late (S-18, DC-03, INV-22)', async () => {
  clock.set('2027-02-10T15:00:00Z')
  const officer = await aPractitioner('investigating-officer')
  const { caseId, perpetratorId } = await aCase(services, officer)
  await as(officer).submit(`/cases/${caseId}/entries/new/justice.bail-granted`, {
    ...common(perpetratorId),
    day: '1/2/2027',
    time: '12:00',
    body: 'police',
    'condition-curfew': 'yes',
    'plain-curfew': 'Indoors at night',
  })
  const stopped = await as(officer).submit(`/cases/${caseId}/entries/new/justice.case-stopped`, {
    ...{
      ...common(perpetratorId),
      day: 'today',
      time: '15:00',
      body: 'cps',
      decidedBy: 'cps',
      decisionMaker: 'Noor Invented, prosecutor',
      stage: 'after-charge',
      reason: 'not enough evidence',
      what: 'A witness could not be found.',
    },
    ...{ receivedDay: 'today', receivedTime: '15:00', 'point-explained-0': 'yes' },
  })
  assert.equal(stopped.status, 303, stopped.text())
  assert.match((await as(officer).visit(stopped.location)).text(), /Protections that end Curfew/)
  const [telling] = await dutiesOf(caseId, 'CPS_POST_CHARGE')
  assert.ok(telling)
  assert.equal(telling.holder, 'cps')
  assert.equal(telling.ownerId, officer.id)
  assert.equal(at(telling.statutoryDueAt), '2027-02-11T23:59:59.000Z')
  const page = await as(officer).visit(`/cases/${caseId}/duties/${telling.id}`)
  assert.match(page.text(), /Crown Prosecution Service owner chases/)
  const justice = await as(officer).visit(`/cases/${caseId}/justice`)
  assert.match(justice.text(), /time limit: verify/i)
  const [backstop] = await dutiesOf(caseId, 'BACKSTOP')
  assert.ok(backstop)
  assert.equal(backstop.holder, 'police')
  assert.equal(at(backstop.safetyDueAt), '2027-02-12T17:00:00.000Z')
  assert.match((await as(officer).visit(`/cases/${caseId}/duties`)).text(), /Still to come up/)
  clock.set('2027-02-12T09:00:00Z')
  const late = await as(officer).visit(`/cases/${caseId}/duties`)
  assert.match(late.text(), /Late by/)
  assert.equal((await dutiesOf(caseId, 'CPS_POST_CHARGE'))[0]?.holder, 'cps')
  const bad = await as(officer).submit(`/cases/${caseId}/duties/${telling.id}/told-by`, {
    body: 'cps',
    toldBy: '',
    how: '',
    what: '',
    day: 'today',
    time: '08:00',
  })
  assert.equal(bad.errors().length, 3)
  const said = await as(officer).submit(`/cases/${caseId}/duties/${telling.id}/told-by`, {
    body: 'cps',
    toldBy: 'A. Prosecutor',
    how: 'telephone',
    what: 'Why it was stopped',
    day: 'today',
    time: '08:00',
  })
  assert.equal(said.status, 303)
  assert.match(
    (await as(officer).visit(`/cases/${caseId}/duties/${telling.id}`)).text(),
    /Told by Crown Prosecution Service, says A. Prosecutor/,
  )
})

test('a breach that looks invited is recorded against him alone, with a check for coercion and both reviews (S-36, BL-10 to BL-15)', async () => {
  clock.set('2027-03-10T20:00:00Z')
  const officer = await aPractitioner('investigating-officer')
  const { caseId, perpetratorId } = await aCase(services, officer)
  const form = await as(officer).visit(`/cases/${caseId}/entries/new/justice.breach-reported`)
  assert.match(form.text(), /the suspect’s duty, never the victim’s/)
  const saved = await as(officer).submit(`/cases/${caseId}/entries/new/justice.breach-reported`, {
    ...common(perpetratorId),
    day: 'today',
    time: '19:40',
    body: 'police',
    what: 'He was in the house.',
    'point-context-0': 'yes',
    'point-coercion-check-1': 'yes',
  })
  assert.equal(saved.status, 303, saved.text())
  assert.match(
    (await as(officer).visit(saved.location)).text(),
    /Money \(coercion check\).*Contact apparently invited \(context\)/,
  )
  assert.equal((await dutiesOf(caseId, 'BREACH_RESPONSE')).length, 1)
  const named = await everything
    .selectFrom('entry')
    .select('suspectId')
    .where('caseId', '=', caseId)
    .where('type', '=', 'justice.breach-reported')
    .execute()
  assert.deepEqual(
    named.map(({ suspectId }) => suspectId),
    [perpetratorId],
  )
  const noReason = await as(officer).submit(`/cases/${caseId}/entries/new/justice.breach-not-put-before-court`, {
    ...common(perpetratorId),
    day: 'today',
    time: '19:50',
    body: 'police',
  })
  assert.match(noReason.errors()[0]?.text ?? '', /words that the victim can be told/)
  await as(officer).submit(`/cases/${caseId}/entries/new/justice.breach-not-put-before-court`, {
    ...common(perpetratorId),
    day: 'today',
    time: '19:50',
    body: 'police',
    what: 'No power of arrest yet.',
  })
  const [notPut] = await dutiesOf(caseId, 'BREACH_NOT_PUT_BEFORE_COURT')
  assert.equal(notPut?.task.includes('and why'), true)
})

test('one suspect and two victims: a release reaches both cases, and its recorder sees only one (INV-20)', async () => {
  clock.set('2027-03-10T10:00:00Z')
  const [officer, other] = [await aPractitioner('investigating-officer'), await aPractitioner('idva')]
  const [mine, theirs] = [await aCase(services, officer), await aCase(services, other)]
  await everything
    .updateTable('party')
    .set({ personId: mine.perpetratorId ?? '' })
    .where('caseId', '=', theirs.caseId)
    .where('role', '=', 'perpetrator')
    .execute()
    .catch(async () => {
      await everything
        .insertInto('party')
        .values({
          caseId: theirs.caseId,
          personId: mine.perpetratorId ?? '',
          role: 'perpetrator',
          addedBy: other.id,
          addedAt: new Date(),
        })
        .execute()
    })
  const saved = await as(officer).submit(`/cases/${mine.caseId}/entries/new/justice.suspect-released-without-charge`, {
    ...common(mine.perpetratorId),
    day: 'today',
    time: '09:50',
    body: 'police',
    what: 'Words that stay in this case',
  })
  assert.equal(saved.status, 303)
  assert.equal((await dutiesOf(mine.caseId, 'RELEASED_NO_CHARGE')).length, 1)
  const [there] = await dutiesOf(theirs.caseId, 'RELEASED_NO_CHARGE')
  assert.ok(there)
  const page = await as(other).visit(`/cases/${theirs.caseId}/duties/${there.id}`)
  assert.equal(page.status, 200)
  assert.doesNotMatch((await as(other).visit(`/cases/${theirs.caseId}/entries`)).text(), /Words that stay in this case/)
  assert.equal((await as(officer).visit(`/cases/${theirs.caseId}/duties/${there.id}`)).status, 404)
})
