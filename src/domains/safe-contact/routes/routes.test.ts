import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { KeysOutOfReach } from '../../../platform/keys/keeper.ts'
import { atExactly, type NewEntry, record } from '../../../rules/record.ts'
import { testApp } from '../../../testing/app.ts'
import { aCase, workAs } from '../../../testing/cases.ts'
import type { Practitioner } from '../../../testing/people.ts'
import { aMobile, aRule, aWorkPhone } from '../fixtures.ts'
import { askForOtherWays, contactStripData } from '../index.ts'

const { services, as, aPractitioner, everything, clock, web } = await testApp({ at: '2026-12-01T10:00:00Z' })

type Form = Record<string, string | string[]>
type Way = { level?: 'medium' | 'high'; rule?: Form; ways?: Form[]; at?: string }

/** A case of an adviser who has a supervisor, with a rule and ways that were recorded through the screens. */
const aReachableCase = async ({ level, rule = {}, ways = [aWorkPhone()], at = '2026-12-01T10:00:00Z' }: Way = {}) => {
  clock.set(at)
  const supervisor = await aPractitioner('police-supervisor')
  const officer = await aPractitioner('investigating-officer', { supervisorId: supervisor.id })
  const opened = await aCase(services, officer)
  if (level) await setLevel(officer, opened, level)
  const place = `/cases/${opened.caseId}/safe-contact`
  assert.equal(
    (
      await as(officer).submit(
        `${place}/rule`,
        aRule({ reviewOn: at.startsWith('2026') ? '2027-05-20' : '2027-06-20', ...rule }),
      )
    ).status,
    303,
  )
  for (const way of ways) {
    const made = await as(officer).submit(`${place}/routes/new`, way)
    assert.equal(made.status, 303, made.text('.govuk-error-summary'))
  }
  return { ...opened, officer, supervisor, place }
}
const setLevel = (officer: Practitioner, { caseId, victimId }: { caseId: string; victimId: string }, level: string) =>
  everything
    .insertInto('riskLevel')
    .values({
      caseId,
      personId: victimId,
      agencyId: officer.agencyId,
      level,
      reasons: 'test',
      victimViewNotAsked: 'test',
      decidedBy: officer.id,
      decidedAt: services.now(),
      nextReviewOn: '2027-12-01',
    })
    .execute()
    .then(() => everything.updateTable('cases').set({ level }).where('id', '=', caseId).execute())

/** Records what happened, as the entries screen does. */
const enter = (who: Practitioner, caseId: string, type: NewEntry['type'], details: NewEntry['details'] = {}) =>
  workAs(services, who, async (work) => {
    await record(services, work, {
      caseId,
      type,
      happened: atExactly(work.now),
      knownAt: work.now,
      body: 'police',
      toldBy: null,
      what: null,
      details,
    })
    await askForOtherWays(services, work, caseId)
  })
const dutiesOf = (caseId: string, code?: string) =>
  everything
    .selectFrom('duty')
    .selectAll()
    .where('caseId', '=', caseId)
    .where('personId', 'is not', null)
    .$if(code !== undefined, (query) => query.where('code', '=', String(code)))
    .execute()
const waysOf = (caseId: string) => everything.selectFrom('otherWay').selectAll().where('caseId', '=', caseId).execute()
const callsOf = (caseId: string) =>
  everything
    .selectFrom('message')
    .selectAll()
    .where('caseId', '=', caseId)
    .where('channel', '=', 'call')
    .orderBy('queuedAt')
    .execute()
const routeIn = (caseId: string, kind: string) =>
  everything
    .selectFrom('vault.contactRoute')
    .selectAll()
    .where('caseId', '=', caseId)
    .where('kind', '=', kind)
    .where('endedAt', 'is', null)
    .executeTakeFirstOrThrow()
const iso = (at: Date | null | undefined) => at?.toISOString()

test('S-02: released on Christmas Eve, reachable only at work: the supervisor is asked at once, and the call of 29 December is booked (INV-13, INV-23)', async () => {
  const { caseId, officer, supervisor, place } = await aReachableCase({ level: 'medium' })
  clock.set('2026-12-24T15:50:00Z')
  await enter(officer, caseId, 'justice.bail-granted', { conditions: ['no contact'] })
  const [duty] = await dutiesOf(caseId, 'RELEASED_ON_BAIL')
  assert.equal(iso(duty?.safetyDueAt), '2026-12-24T19:50:00.000Z')
  assert.equal(iso(duty?.statutoryDueAt), '2026-12-29T23:59:59.000Z')
  const [way] = await waysOf(caseId)
  assert.equal(way?.askedOf, supervisor.id)
  assert.equal(iso(way?.nextWindowAt), '2026-12-29T10:00:00.000Z')
  const [call, ...more] = await callsOf(caseId)
  assert.deepEqual(
    [iso(call?.sendAt), iso(call?.sendBefore), more.length],
    ['2026-12-29T10:00:00.000Z', '2026-12-29T12:00:00.000Z', 0],
  )

  // The supervisor, who had no sight of the case before, finds the question and the case behind it.
  const list = await as(supervisor).visit('/safe-contact/other-ways')
  assert.match(list.text(), /Alder Inventado/)
  const page = `${place}/other-ways/${way?.id}`
  assert.match((await as(supervisor).visit(page)).text(), /10:00 Tue 29 Dec/)
  const refused = await as(supervisor).submit(page, {
    choice: 'planned visit',
    reason: 'Two officers go at 18:00',
    suspectWhereabouts: '',
  })
  assert.equal(refused.status, 422)
  assert.match(refused.text('.govuk-error-summary'), /believed to be/)
  assert.equal(refused.value('reason'), 'Two officers go at 18:00')
  assert.equal(
    (
      await as(supervisor).submit(page, {
        choice: 'police watch',
        reason: 'Nobody knows where he is, so no visit is safe',
      })
    ).status,
    303,
  )
  const [decided] = await waysOf(caseId)
  assert.deepEqual([decided?.choice, iso(decided?.bookedFor)], ['police watch', '2026-12-29T10:00:00.000Z'])
  assert.equal((await as(supervisor).submit(page, { choice: 'trusted service', reason: 'again' })).status, 422)
  assert.match((await as(supervisor).visit('/safe-contact/other-ways')).text(), /Nobody is waiting/)
})

test('S-02: asked once for each duty, however often it is looked at', async () => {
  const { caseId, officer } = await aReachableCase({ level: 'medium' })
  clock.set('2026-12-24T15:50:00Z')
  await enter(officer, caseId, 'justice.bail-granted')
  for (let again = 0; again < 3; again++)
    await workAs(services, officer, (work) => askForOtherWays(services, work, caseId))
  const owed = (await dutiesOf(caseId)).filter(({ state }) => state === 'open')
  assert.equal((await waysOf(caseId)).length, owed.length)
  assert.equal((await callsOf(caseId)).length, 1)
})

test('a case with nothing recorded asks a supervisor too: not recorded is not safe (INV-11)', async () => {
  clock.set('2026-12-24T15:50:00Z')
  const manager = await aPractitioner('idva-manager')
  const adviser = await aPractitioner('idva', { supervisorId: manager.id })
  const { caseId } = await aCase(services, adviser)
  await enter(adviser, caseId, 'justice.suspect-arrested')
  const [way] = await waysOf(caseId)
  assert.deepEqual([way?.askedOf, way?.nextWindowAt], [manager.id, null])
  assert.equal((await callsOf(caseId)).length, 0)
})

const tell = (page: Awaited<ReturnType<typeof dutiesOf>>, changes: Form = {}): Form => ({
  ...{
    what: 'told',
    duties: page.map(({ id }) => id),
    day: 'today',
    content: 'Out on bail, not to come near',
    riskChanged: 'no',
  },
  ...{ points: ['conditions', 'breach', 'responsibility'], beforeRelease: 'no' },
  ...changes,
})

test('S-01: the officer tells her at 17:25 within the safe time: every duty that the call covered is closed, with what was explained (VC-19, INV-20)', async () => {
  const { caseId, officer, place } = await aReachableCase({
    level: 'high',
    ways: [aMobile()],
    at: '2027-04-01T10:00:00Z',
  })
  clock.set('2027-04-30T17:05:00+01:00')
  await enter(officer, caseId, 'justice.bail-hearing-decided', { released: true, conditions: ['no contact'] })
  const open = await dutiesOf(caseId, 'BAIL_HEARING_OUTCOME')
  assert.equal(iso(open[0]?.safetyDueAt), '2027-04-30T17:05:00.000Z')
  assert.equal((await waysOf(caseId)).length, 0, 'the safe time is now, so nobody needs to be asked')
  clock.set('2027-04-30T17:25:00+01:00')
  const sheet = await as(officer).visit(`${place}/call-sheet`)
  assert.match(sheet.text(), /One call to Alder Inventado: 1 thing to tell/)
  assert.match(sheet.text(), /Safe now: mobile, until 20:00/)
  const route = await routeIn(caseId, 'mobile')
  const done = await as(officer).submit(
    `${place}/call-sheet`,
    tell(open, { how: 'we called', way: `call ${route.id}`, time: '17:25' }),
  )
  assert.equal(done.status, 303, done.text('.govuk-error-summary'))
  const [closed] = await dutiesOf(caseId, 'BAIL_HEARING_OUTCOME')
  assert.deepEqual([closed?.state, closed?.outcome], ['met', 'told'])
  const telling = await everything
    .selectFrom('telling')
    .selectAll()
    .where('caseId', '=', caseId)
    .executeTakeFirstOrThrow()
  assert.deepEqual(
    [iso(telling.toldAt), telling.points, telling.toldBeforeRelease],
    ['2027-04-30T16:25:00.000Z', ['conditions', 'breach', 'responsibility'], false],
  )
  assert.equal(
    (await as(officer).submit(`${place}/call-sheet`, tell(open, { how: 'they called', time: '17:25' }))).status,
    422,
    'told once, not twice',
  )
})

test('S-01: no message is sent after 20:00, and a call after it needs a supervisor and a reason (VC-15)', async () => {
  const { caseId, officer, supervisor, place } = await aReachableCase({
    level: 'high',
    ways: [aMobile()],
    at: '2027-04-01T10:00:00Z',
  })
  clock.set('2027-04-30T20:30:00+01:00')
  await enter(officer, caseId, 'justice.bail-granted')
  const route = await routeIn(caseId, 'mobile')
  const open = await dutiesOf(caseId)
  const call = { how: 'we called', way: `call ${route.id}`, time: '20:30' }
  const refused = await as(officer).submit(`${place}/call-sheet`, tell(open, call))
  assert.equal(refused.status, 422)
  assert.match(refused.text('.govuk-error-summary'), /not a safe time/)
  assert.equal(refused.value('content'), 'Out on bail, not to come near')
  const outsider = await aPractitioner('idva-manager')
  assert.equal(
    (await as(officer).submit(`${place}/call-sheet`, tell(open, { ...call, allowedBy: outsider.id, allowedWhy: 'x' })))
      .status,
    422,
  )
  assert.equal((await everything.selectFrom('attempt').selectAll().where('caseId', '=', caseId).execute()).length, 0)
  const override = { allowedBy: supervisor.id, allowedWhy: 'He was seen walking to her road' }
  assert.equal((await as(officer).submit(`${place}/call-sheet`, tell(open, { ...call, ...override }))).status, 303)
  const attempt = await everything
    .selectFrom('attempt')
    .selectAll()
    .where('caseId', '=', caseId)
    .executeTakeFirstOrThrow()
  assert.deepEqual(
    [attempt.outcome, attempt.allowedBy, attempt.allowedWhy],
    ['reached', supervisor.id, override.allowedWhy],
  )
})

test('an unanswered call never closes a duty; the third makes a supervisor decide (INV-22, RULES 2C)', async () => {
  const { caseId, officer, place } = await aReachableCase({ level: 'medium', ways: [aMobile()] })
  clock.set('2026-12-07T09:00:00Z')
  await enter(officer, caseId, 'justice.suspect-arrested')
  const route = await routeIn(caseId, 'mobile')
  const [duty] = await dutiesOf(caseId, 'ARREST')
  for (const time of ['09:05', '09:30', '10:10']) {
    clock.set(`2026-12-07T${time}:00Z`)
    const form = {
      what: 'tried',
      duties: String(duty?.id),
      day: 'today',
      time,
      way: `call ${route.id}`,
      outcome: 'no answer',
    }
    assert.equal((await as(officer).submit(`${place}/call-sheet`, form)).status, 303)
    const escalation = await everything
      .selectFrom('duty')
      .select('id')
      .where('caseId', '=', caseId)
      .where('code', '=', 'CONTACT_ESCALATION')
      .execute()
    assert.equal(escalation.length, time === '10:10' ? 1 : 0)
  }
  assert.equal((await dutiesOf(caseId, 'ARREST'))[0]?.state, 'open')
  assert.equal((await everything.selectFrom('attempt').selectAll().where('caseId', '=', caseId).execute()).length, 3)
  // The person rings in: that counts, and the question how to reach them is answered with it.
  const rang = tell(await dutiesOf(caseId, 'ARREST'), { how: 'they called', time: '10:10' })
  assert.equal((await as(officer).submit(`${place}/call-sheet`, rang)).status, 303)
  const left = await everything
    .selectFrom('duty')
    .select('code')
    .where('caseId', '=', caseId)
    .where('state', '=', 'open')
    .where('code', 'in', ['ARREST', 'CONTACT_ESCALATION'])
    .execute()
  assert.deepEqual(left, [])
})

test('one failed try in the last safe time before the clock ends goes to the supervisor (RULES 2C)', async () => {
  const { caseId, officer, supervisor, place } = await aReachableCase({ level: 'medium' })
  clock.set('2026-12-08T11:00:00Z')
  await enter(officer, caseId, 'justice.bail-granted')
  assert.equal((await waysOf(caseId)).length, 0, 'it is a safe time now')
  const [duty] = await dutiesOf(caseId, 'RELEASED_ON_BAIL')
  const route = await routeIn(caseId, 'work phone')
  const form = {
    what: 'tried',
    duties: String(duty?.id),
    day: 'today',
    time: '11:00',
    way: `call ${route.id}`,
    outcome: 'no answer',
  }
  assert.equal((await as(officer).submit(`${place}/call-sheet`, form)).status, 303)
  assert.deepEqual(
    (await waysOf(caseId)).map(({ askedOf }) => askedOf),
    [supervisor.id],
  )
  assert.equal(iso((await callsOf(caseId))[0]?.sendAt), '2026-12-09T10:00:00.000Z')
})

test('what is said when told can change the risk: a review follows, and an answer to that question is needed (TP-13)', async () => {
  const { caseId, officer, place } = await aReachableCase({ level: 'medium', ways: [aMobile()] })
  clock.set('2026-12-07T09:00:00Z')
  await enter(officer, caseId, 'justice.suspect-arrested')
  const open = await dutiesOf(caseId, 'ARREST')
  const refused = await as(officer).submit(
    `${place}/call-sheet`,
    tell(open, { how: 'face to face', time: '09:00', riskChanged: '' }),
  )
  assert.match(refused.text('.govuk-error-summary'), /changes the risk/)
  assert.equal(
    (
      await as(officer).submit(
        `${place}/call-sheet`,
        tell(open, { how: 'face to face', time: '09:00', riskChanged: 'yes' }),
      )
    ).status,
    303,
  )
  const triggers = await everything
    .selectFrom('entry')
    .select('type')
    .where('caseId', '=', caseId)
    .where('type', '=', 'incidents.trigger-raised')
    .execute()
  assert.equal(triggers.length, 1)
})

test('not told by choice closes only what their choice covers; a release at high risk is told all the same (VC-20)', async () => {
  const { caseId, officer, place } = await aReachableCase({
    level: 'high',
    ways: [aMobile()],
    rule: { notTold: ['investigation', 'releases'] },
  })
  clock.set('2026-12-07T09:00:00Z')
  await enter(officer, caseId, 'justice.suspect-arrested')
  await enter(officer, caseId, 'justice.bail-granted')
  const [arrest] = await dutiesOf(caseId, 'ARREST')
  const [bail] = await dutiesOf(caseId, 'RELEASED_ON_BAIL')
  const choice = (id: string | undefined) =>
    as(officer).submit(`${place}/call-sheet`, { what: 'choice', duties: String(id) })
  assert.equal((await choice(bail?.id)).status, 422)
  assert.equal((await choice(arrest?.id)).status, 303)
  assert.equal((await dutiesOf(caseId, 'ARREST'))[0]?.outcome, 'not told by choice')
  assert.equal((await dutiesOf(caseId, 'RELEASED_ON_BAIL'))[0]?.state, 'open')
})

test('someone they chose is told a release within what they chose, and nothing else (BL-03); another body may have told them', async () => {
  const third: Form = {
    ...aMobile(),
    kind: 'third party',
    value: '01632 960177',
    thirdPartyName: 'Clover Inventado',
    thirdPartyScope: 'releases',
    endsOn: '2027-03-01',
  }
  delete third.textIsSafe
  const { caseId, officer, place } = await aReachableCase({ level: 'medium', ways: [third] })
  clock.set('2026-12-07T09:00:00Z')
  await enter(officer, caseId, 'justice.suspect-arrested')
  await enter(officer, caseId, 'justice.bail-granted')
  const route = await routeIn(caseId, 'third party')
  const to = { toldTo: route.id, how: 'we called', way: `call ${route.id}`, time: '09:00' }
  const arrest = await dutiesOf(caseId, 'ARREST')
  const refused = await as(officer).submit(`${place}/call-sheet`, tell(arrest, to))
  assert.match(refused.text('.govuk-error-summary'), /did not choose this person/)
  assert.equal(
    (await as(officer).submit(`${place}/call-sheet`, tell(await dutiesOf(caseId, 'RELEASED_ON_BAIL'), to))).status,
    303,
  )
  const other = {
    what: 'other body',
    duties: String(arrest[0]?.id),
    day: 'today',
    time: '09:00',
    source: 'The CPS, by letter seen',
    content: 'That he was arrested',
  }
  assert.equal((await as(officer).submit(`${place}/call-sheet`, other)).status, 303)
  assert.equal((await dutiesOf(caseId, 'ARREST'))[0]?.outcome, 'told')
})

test('they cannot be told: only with a reason and a supervisor who agreed', async () => {
  const { caseId, officer, supervisor, place } = await aReachableCase()
  clock.set('2026-12-07T15:00:00Z')
  await enter(officer, caseId, 'justice.suspect-arrested')
  const [duty] = await dutiesOf(caseId, 'ARREST')
  const form = {
    what: 'unable',
    duties: String(duty?.id),
    reason: 'not found',
    words: 'Three visits, neighbours asked',
  }
  const refused = await as(officer).submit(`${place}/call-sheet`, form)
  assert.match(refused.text('.govuk-error-summary'), /supervisor who agreed/)
  assert.equal((await as(officer).submit(`${place}/call-sheet`, { ...form, supervisor: supervisor.id })).status, 303)
  assert.equal((await dutiesOf(caseId, 'ARREST'))[0]?.outcome, 'unable')
})

test('S-11: (a) a call on Monday at ten and the supervisor at once, (b) an e-mail is refused, (d) the call moves when the safe time does (INV-14)', async () => {
  const forbidden = { kind: 'e-mail', isForbidden: 'yes', value: 'alder@example.test' }
  const { caseId, officer, supervisor, place } = await aReachableCase({
    level: 'medium',
    ways: [aWorkPhone(), forbidden],
    at: '2027-03-01T10:00:00Z',
  })
  clock.set('2027-03-05T12:30:00Z')
  await enter(officer, caseId, 'justice.bail-granted')
  const [duty] = await dutiesOf(caseId, 'RELEASED_ON_BAIL')
  assert.deepEqual(
    [iso(duty?.statutoryDueAt), iso(duty?.safetyDueAt)],
    ['2027-03-08T23:59:59.000Z', '2027-03-05T16:30:00.000Z'],
  )
  assert.equal(iso((await callsOf(caseId))[0]?.sendAt), '2027-03-08T10:00:00.000Z')
  assert.deepEqual(
    (await waysOf(caseId)).map(({ askedOf, askedAt }) => [askedOf, iso(askedAt)]),
    [[supervisor.id, '2027-03-05T12:30:00.000Z']],
  )

  const email = await routeIn(caseId, 'e-mail')
  const refused = await as(officer).submit(`/cases/${caseId}/messages/new`, { way: `e-mail ${email.id}` })
  assert.equal(refused.status, 422)
  assert.match(refused.text('.govuk-error-summary'), /never this way/)
  const lawyer = await aPractitioner('cps-lawyer')
  await everything
    .insertInto('caseGrant')
    .values({
      caseId,
      granteeId: lawyer.id,
      agencyId: lawyer.agencyId,
      reason: 'test',
      grantedBy: officer.id,
      grantedAt: services.now(),
    })
    .execute()
  const without = await as(lawyer).submit(`/cases/${caseId}/messages/new`, { way: `e-mail ${email.id}` })
  assert.equal(without.status, 422)
  assert.doesNotMatch(without.text(), /never this way|e-mail/i)
  assert.equal((await as(await aPractitioner('idva')).visit(`/cases/${caseId}/messages/new`)).status, 404)

  clock.set('2027-03-08T09:50:00Z')
  const phone = await routeIn(caseId, 'work phone')
  const moved = await as(officer).submit(
    `${place}/routes/${phone.id}`,
    aWorkPhone({ value: '', from1: '14:00', until1: '15:00' }),
  )
  assert.equal(moved.status, 303, moved.text('.govuk-error-summary'))
  const calls = await callsOf(caseId)
  assert.deepEqual(
    calls.map(({ state, sendAt, ruleVersion }) => [state, iso(sendAt), ruleVersion]),
    [
      ['cancelled', '2027-03-08T10:00:00.000Z', 3],
      ['queued', '2027-03-08T14:00:00.000Z', 4],
    ],
  )
})

test('S-11: everyone who opens the case says that they have read the rule, and a new version is to be read again (SP-28)', async () => {
  const { caseId, officer, place } = await aReachableCase({ ways: [aMobile()] })
  const colleague = await aPractitioner('investigating-officer')
  await everything
    .insertInto('caseGrant')
    .values({
      caseId,
      granteeId: colleague.id,
      agencyId: colleague.agencyId,
      reason: 'test',
      grantedBy: officer.id,
      grantedAt: services.now(),
    })
    .execute()
  const strip = () => workAs(services, colleague, (work) => contactStripData(services, work, caseId))
  assert.equal((await strip())?.readAction, `${place}/read`)
  assert.equal((await as(colleague).submit(`${place}/read`)).status, 303)
  assert.equal((await strip())?.readAction, undefined)
  assert.match((await as(officer).visit(place)).text(), /Who has read version 2: 2 of 2/)
  const mobile = await routeIn(caseId, 'mobile')
  assert.equal((await as(officer).submit(`${place}/routes/${mobile.id}/end`)).status, 303)
  assert.match(String((await strip())?.changed), /version 3/)
})

test('the strip says the next safe time, what never to do, whom to ask for and that a code word exists, and never the word (SP-28)', async () => {
  const { caseId, officer } = await aReachableCase()
  clock.set('2026-12-24T15:50:00Z')
  const strip = await workAs(services, officer, (work) => contactStripData(services, work, caseId))
  assert.ok(strip?.rule.kind === 'known')
  assert.equal(iso(strip.rule.window?.from), '2026-12-29T10:00:00.000Z')
  assert.deepEqual(strip.rule.routes, [{ how: 'Work telephone, ask for Alder:', when: 'Mon to Fri 10:00 to 12:00' }])
  assert.deepEqual(strip.rule.never, ['texts', 'messages left'])
  assert.equal(strip.rule.hasCodeWord, true)
  assert.doesNotMatch(JSON.stringify(strip), /heron|960142/)
})

test('a way shared with housing for its task shows them that way and nothing else of the rule; ended, it shows nothing (MODEL 13)', async () => {
  const visit = { ...aWorkPhone(), kind: 'visit', value: 'The side door' }
  const { caseId, officer, place } = await aReachableCase({ ways: [aWorkPhone(), visit] })
  const housing = await aPractitioner('housing-officer')
  await everything
    .insertInto('caseGrant')
    .values({
      caseId,
      granteeId: housing.id,
      agencyId: housing.agencyId,
      reason: 'test',
      grantedBy: officer.id,
      grantedAt: services.now(),
    })
    .execute()
  const before = await as(housing).visit(place)
  assert.match(before.text(), /Do not try to reach this person yourself/)
  const route = await routeIn(caseId, 'visit')
  assert.equal((await as(housing).visit(`${place}/reveal/value/${route.id}`)).status, 404)
  const refused = await as(officer).submit(`${place}/routes/${route.id}/share`, { agencyId: '', why: 'Locks' })
  assert.equal(refused.status, 422)
  assert.equal(
    (
      await as(officer).submit(`${place}/routes/${route.id}/share`, {
        agencyId: housing.agencyId,
        why: 'To change the locks',
      })
    ).status,
    303,
  )
  const shared = await as(housing).visit(place)
  assert.match(shared.text(), /Visit/)
  assert.doesNotMatch(shared.body, /Work telephone|code word|heron/i)
  assert.match((await as(housing).visit(`${place}/reveal/value/${route.id}`)).text(), /The side door/)
  const phone = await routeIn(caseId, 'work phone')
  assert.equal((await as(housing).visit(`${place}/reveal/value/${phone.id}`)).status, 404)
  assert.equal((await as(housing).visit(`${place}/rule`)).status, 404)
  const share = await everything
    .selectFrom('contactShare')
    .select('id')
    .where('routeId', '=', route.id)
    .executeTakeFirstOrThrow()
  assert.equal((await as(officer).submit(`${place}/routes/${route.id}/shares/${share.id}/end`)).status, 303)
  assert.equal((await as(housing).visit(`${place}/reveal/value/${route.id}`)).status, 404)
})

test('a stranger gets the same not-found on every page of safe contact as for a case that is not there', async () => {
  const { caseId, place } = await aReachableCase()
  const stranger = as(await aPractitioner('idva'))
  const nowhere = await stranger.visit(place.replace(caseId, '00000000-0000-4000-8000-000000000000'))
  const phone = await routeIn(caseId, 'work phone')
  for (const page of [
    '',
    '/rule',
    '/routes/new',
    `/routes/${phone.id}`,
    '/history',
    '/call-sheet',
    `/reveal/value/${phone.id}`,
  ]) {
    const seen = await stranger.visit(`${place}${page}`)
    assert.equal(seen.status, 404, page)
    assert.equal(seen.text('body'), nowhere.text('body'))
  }
  for (const post of ['/rule', '/routes/new', '/read', '/call-sheet', `/routes/${phone.id}/end`])
    assert.equal((await stranger.submit(`${place}${post}`, aRule())).status, 404)
})

test('a rule or a way that is not complete is refused, and what was typed stays (INV-11)', async () => {
  const { caseId, officer, place } = await aReachableCase()
  const rule = await as(officer).submit(
    `${place}/rule`,
    aRule({ reviewOn: '2031-01-01', interpreter: 'Welsh', frequency: 'never' }),
  )
  assert.equal(rule.status, 422)
  assert.equal(rule.value('interpreter'), 'Welsh')
  const links = [...rule.errors().map(({ href }) => href)].sort()
  assert.deepEqual(links, ['#frequency'])
  assert.equal(
    (await as(officer).submit(`${place}/rule`, aRule({ reviewOn: '2031-01-01' }))).errors()[0]?.href,
    '#reviewOn',
  )
  const way = await as(officer).submit(
    `${place}/routes/new`,
    aWorkPhone({ from1: '12:00', until1: '10:00', textIsSafe: 'yes', value: '01632 960199', confirmed: '' }),
  )
  assert.equal(way.status, 422)
  assert.deepEqual(
    way
      .errors()
      .map(({ href }) => href)
      .sort(),
    ['#confirmed', '#textIsSafe', '#until1'].concat(way.errors().length > 3 ? ['#days1'] : []).sort(),
  )
  assert.equal(way.value('from1'), '12:00')
  assert.equal(
    (await everything.selectFrom('vault.contactRule').selectAll().where('caseId', '=', caseId).execute()).length,
    2,
  )
})

test('a change keeps the code word, the value and the history: a new version each time (VC-20)', async () => {
  const { caseId, officer, place } = await aReachableCase()
  assert.equal(
    (await as(officer).submit(`${place}/rule`, aRule({ codeWord: '', warnings: '', frequency: 'weekly' }))).status,
    303,
  )
  const latest = await everything
    .selectFrom('vault.contactRule')
    .selectAll()
    .where('caseId', '=', caseId)
    .orderBy('version', 'desc')
    .executeTakeFirstOrThrow()
  assert.equal(latest.version, 3)
  assert.match((await as(officer).visit(`${place}/reveal/code-word/${latest.id}`)).text(), /heron/)
  assert.match(
    (await as(officer).visit(`${place}/history`)).text(),
    /3 versions.*Once a week.*Each time something changes/,
  )
  assert.equal((await as(officer).submit(`${place}/rule`, aRule({ codeWord: '', noCodeWord: 'yes' }))).status, 303)
  assert.doesNotMatch((await as(officer).visit(place)).text(), /There is one: ask for it/)
})

test('each showing of a sealed value is its own click and is on the record; no value stands anywhere in the database in plain words', async () => {
  const { caseId, officer, place } = await aReachableCase({
    rule: { codeWord: 'canary-kingfisher', warnings: 'canary-warning' },
    ways: [aWorkPhone({ value: 'canary-number', askFor: 'Alder' })],
  })
  const route = await routeIn(caseId, 'work phone')
  const index = await as(officer).visit(place)
  assert.doesNotMatch(index.body, /canary/)
  assert.match((await as(officer).visit(`${place}/reveal/value/${route.id}`)).text(), /canary-number/)
  const shown = await everything
    .selectFrom('audit')
    .select(['kind', 'objectId'])
    .where('caseId', '=', caseId)
    .where('kind', '=', 'disclose')
    .execute()
  assert.deepEqual(shown, [{ kind: 'disclose', objectId: route.id }])
  const why = await everything
    .selectFrom('audit')
    .select('purpose')
    .where('caseId', '=', caseId)
    .where('kind', '=', 'disclose')
    .executeTakeFirstOrThrow()
  assert.ok(why.purpose, 'a value is shown with a reason on the record')
  const { tables } = await everything.introspection
    .getTables({ withInternalKyselyTables: false })
    .then((all) => ({ tables: all }))
  assert.ok(tables.some(({ name, schema }) => schema === 'vault' && name === 'contact_route'))
  for (const { name, schema } of tables.filter(({ isView }) => !isView)) {
    const { rows } = await sql<{
      text: string
    }>`select t::text as text from ${sql.table(`${schema}.${name}`)} t`.execute(everything)
    for (const { text } of rows) {
      assert.doesNotMatch(text, /canary/, `${schema}.${name}`)
      assert.ok(!text.includes(Buffer.from('canary').toString('hex')), `${schema}.${name}`)
    }
  }
})

test('a value that is shown says to whom and when, and its page goes by itself within a minute (S8)', async () => {
  const { caseId, officer, place } = await aReachableCase()
  const route = await routeIn(caseId, 'work phone')
  const url = `${place}/reveal/value/${route.id}`
  const page = await as(officer).visit(url)
  assert.equal(page.$('.wm-shown__stamp').length, 2)
  assert.ok(page.$('.wm-shown__stamp').first().text().includes(officer.name))
  assert.match(page.text(), /Shown to .+, \d\d:\d\d.* 01632 960142/)
  const cookie = `waymark=${officer.token}`
  const { headers } = await web.inject({ method: 'GET', url, headers: { cookie } })
  const [, seconds, next] = /^(\d+); url=(\/\S+)$/.exec(String(headers.refresh)) ?? []
  assert.ok(Number(seconds) > 0 && Number(seconds) <= 60)
  assert.equal(headers['cache-control'], 'no-store')
  const after = await as(officer).visit(String(next))
  assert.equal(after.status, 200)
  assert.doesNotMatch(after.body, /960142/)
})

test('without the keys a case is still shown: its strip says to do nothing, what is sealed is not shown, and what was typed waits', async () => {
  const { caseId, officer, place } = await aReachableCase()
  const route = await routeIn(caseId, 'work phone')
  const { find, keep } = services.keeper
  const isAway = () => Promise.reject(new KeysOutOfReach('nobody answers'))
  Object.assign(services.keeper, { find: isAway, keep: isAway })
  try {
    const first = await as(officer).visit(`/cases/${caseId}`)
    assert.equal(first.status, 200)
    assert.match(first.text('.wm-contact'), /Do not call, write or visit for the moment/)
    assert.doesNotMatch(first.text('.wm-contact'), /Safe now|ask for/)
    for (const page of ['/boards/mine', `/cases/${caseId}/duties`, `${place}/history`])
      assert.ok([200, 404].includes((await as(officer).visit(page)).status), page)
    const shown = await as(officer).visit(`${place}/reveal/value/${route.id}`)
    assert.deepEqual([shown.status, shown.$('h1').text().trim()], [503, 'What is sealed cannot be opened now'])
    const before = await everything.selectFrom('vault.contactRoute').select('id').execute()
    const way = await as(officer).submit(`${place}/routes/new`, aWorkPhone({ value: '01632 960177' }))
    assert.equal(way.status, 503)
    assert.deepEqual(await everything.selectFrom('vault.contactRoute').select('id').execute(), before)
    // What may be kept of what was typed is there again; a number is never kept so.
    const typed = aRule({ interpreter: 'Tigrinya', formPage: `${place}/rule` })
    assert.equal((await as(officer).submit(`${place}/rule`, typed)).status, 503)
    assert.match((await as(officer).visit(`${place}/rule`)).body, /Tigrinya/)
    assert.doesNotMatch((await as(officer).visit(`${place}/routes/new`)).body, /960177/)
    const { caseId: other } = await aCase(services, officer)
    const keys = await everything.selectFrom('vault.personKey').select('personId').execute()
    const refused = await as(officer).submit(`/cases/${other}/safe-contact/rule`, aRule())
    assert.equal(refused.status, 503)
    assert.deepEqual(await everything.selectFrom('vault.personKey').select('personId').execute(), keys)
    assert.equal(
      (await everything.selectFrom('vault.contactRule').select('id').where('caseId', '=', other).execute()).length,
      0,
    )
  } finally {
    Object.assign(services.keeper, { find, keep })
  }
  assert.match((await as(officer).visit(`/cases/${caseId}`)).text('.wm-contact'), /ask for Alder/)
})
