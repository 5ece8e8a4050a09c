import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { allRules } from '../all-rules.ts'
import { defaultPolicy } from '../local-policy/values.ts'
import { englandAndWales } from './calendar.ts'
import { instantOf, londonTime } from './days.ts'
import { type Duty, derive } from './derive.ts'
import type { Due } from './duty.ts'
import { bodies, type Details, type Entry, exactly, type Grade } from './entry.ts'
import { type EntryType, entryTypes } from './entry-types.ts'
import type { Facts } from './facts.ts'

type Told = Partial<Omit<Entry, 'happenedAt' | 'knownAt' | 'enteredAt' | 'receivedAt'>> & {
  received?: string
  known?: string
}
let made = 0

/** An entry made when the thing happened, unless said otherwise. */
const entry = (type: EntryType, happened: string, { received, known = happened, ...rest }: Told = {}): Entry => {
  made++
  const at = exactly(instantOf(known))
  const id = rest.id ?? `e${String(made).padStart(4, '0')}`
  return {
    id,
    factId: id,
    position: made,
    relation: 'starts',
    type,
    happenedAt: exactly(instantOf(happened)),
    knownAt: at,
    enteredAt: at,
    receivedAt: received ? exactly(instantOf(received)) : null,
    by: 'police',
    what: null,
    details: {},
    ...rest,
  }
}

const factsOf = (levels: [string, Grade][] = [], change: Partial<Facts> = {}): Facts => ({
  gradeAt: (at) => levels.findLast(([from]) => instantOf(from) <= at)?.[1] ?? null,
  isEnhancedAt: () => true,
  ownerOf: (role) => `the ${role}`,
  personAt: (body) => (body === 'police' ? 'an officer' : null),
  recorderOf: (id) => `writer of ${id}`,
  toBeTold: ['victim'],
  postSeparationUntil: null,
  ...change,
})

const dutiesOf = (history: Entry[], facts: Facts = factsOf()): Duty[] =>
  derive({ history, facts, rules: allRules, policy: defaultPolicy, calendar: englandAndWales })
const one = (duties: Duty[], code: string): Duty => {
  const found = duties.filter((duty) => duty.code === code)
  assert.equal(found.length, 1, `${code}: ${found.length}`)
  const [duty] = found
  assert.ok(duty)
  return duty
}
const at = (due: Due) => (due && 'at' in due ? londonTime(due.at).slice(0, 16) : due)
const raisedDays = (duties: Duty[]) => duties.map(({ raisedAt }) => londonTime(raisedAt.earliest).slice(0, 10))
const told = (duties: Duty[], happened: string, codes: string[], type: EntryType = 'duties.told') =>
  entry(type, happened, { details: { tells: duties.filter(({ code }) => codes.includes(code)).map(({ key }) => key) } })

describe('S-01: a court releases on the Friday before a bank holiday', () => {
  const high = factsOf([['2027-01-01T00:00', 'high']])
  const listed = entry('justice.hearing-listed', '2027-04-20T10:00', {
    by: 'wcu',
    received: '2027-04-20T10:00',
    details: { hearing: 'bail', hearingOn: '2027-04-30' },
  })
  const release = entry('justice.bail-hearing-decided', '2027-04-30T16:35', {
    known: '2027-04-30T17:05',
    details: { released: true },
  })
  const before = dutiesOf([listed, release], high)

  test('on listing, police have the result to chase on the day of the hearing', () => {
    const chase = one(dutiesOf([listed], high), 'CHASE_RESULT')
    assert.deepEqual([chase.holder, at(chase.safetyDue), chase.state], ['police', '2027-04-30T23:59', 'open'])
    assert.equal(one(before, 'CHASE_RESULT').state, 'met')
  })
  test('the safety clock runs from the first entry by anyone; the law’s waits for the witness care unit', () => {
    const duty = one(before, 'BAIL_HEARING_OUTCOME')
    assert.equal(at(duty.safetyDue), '2027-04-30T18:05')
    assert.deepEqual(duty.statutoryDue, { unknown: 'not received yet' })
    assert.equal(duty.holder, 'wcu')
    assert.equal(duty.ownerId, 'the contact lead')
    for (const review of ['RISK_REVIEW', 'PLAN_REVIEW']) assert.equal(one(before, review).state, 'open')
  })
  test('one telling closes it; the unit’s later entry adds its clock and asks for no second call (INV-20)', () => {
    const call = told(before, '2027-04-30T17:25', ['BAIL_HEARING_OUTCOME'])
    const receipt = entry('justice.bail-hearing-decided', '2027-04-30T16:35', {
      factId: release.factId,
      relation: 'confirms',
      by: 'wcu',
      known: '2027-05-04T09:10',
      received: '2027-05-04T09:10',
    })
    const duty = one(dutiesOf([listed, release, call, receipt], high), 'BAIL_HEARING_OUTCOME')
    assert.deepEqual([duty.state, duty.metById, at(duty.statutoryDue)], ['met', call.id, '2027-05-05T23:59'])
    assert.equal(at(duty.safetyDue), '2027-04-30T18:05')
  })
})

test('S-02: released on Christmas Eve at medium: four hours for safety, Tuesday for the law, and the release stands (INV-23)', () => {
  const duties = dutiesOf(
    [entry('justice.bail-granted', '2026-12-24T15:50')],
    factsOf([['2026-01-01T00:00', 'medium']]),
  )
  const duty = one(duties, 'RELEASED_ON_BAIL')
  assert.deepEqual([at(duty.safetyDue), at(duty.statutoryDue)], ['2026-12-24T19:50', '2026-12-29T23:59'])
})

test('S-02: an unanswered call is not a telling (INV-22)', () => {
  const release = entry('justice.bail-granted', '2026-12-24T15:50')
  const call = told(dutiesOf([release]), '2026-12-24T16:00', ['RELEASED_ON_BAIL'], 'duties.attempt-failed')
  assert.equal(one(dutiesOf([release, call]), 'RELEASED_ON_BAIL').state, 'open')
})

test('a telling closes only what it names: with nothing named, nothing is closed (INV-22)', () => {
  const release = entry('justice.bail-granted', '2026-12-24T15:50')
  const call = entry('duties.told', '2026-12-24T16:00')
  assert.equal(one(dutiesOf([release, call]), 'RELEASED_ON_BAIL').state, 'open')
})

test('two reports of one evening are not a repeat; one of another day within 12 months is', () => {
  const report = (happened: string) => entry('incidents.victim-reported', happened)
  const repeats = (...days: string[]) =>
    dutiesOf(days.map(report)).filter(({ code }) => code === 'REPEAT_INCIDENT').length
  assert.equal(repeats('2027-02-01T20:00', '2027-02-01T22:00'), 0)
  assert.equal(repeats('2027-02-01T20:00', '2028-02-01T22:00'), 1)
  assert.equal(repeats('2027-02-01T20:00', '2028-02-02T00:30'), 0)
})

test('the third day with a report in 12 months is an escalation, two days are not (RULES 5)', () => {
  const escalations = (...days: string[]) =>
    dutiesOf(days.map((day) => entry('incidents.recorded', `${day}T20:00`))).filter(({ code }) => code === 'ESCALATION')
      .length
  assert.deepEqual(
    [escalations('2027-02-01', '2027-02-03'), escalations('2027-02-01', '2027-02-03', '2027-02-05')],
    [0, 1],
  )
})

test('S-11: a duty of Friday 5 March at medium is late for safety at 16:30 and for the law on Monday', () => {
  const release = entry('justice.suspect-released-under-investigation', '2027-03-05T12:30')
  const duty = one(dutiesOf([release], factsOf([['2027-01-01T00:00', 'medium']])), 'RELEASED_UNDER_INVESTIGATION')
  assert.deepEqual([at(duty.safetyDue), at(duty.statutoryDue)], ['2027-03-05T16:30', '2027-03-08T23:59'])
})

describe('S-16: a restraining order of five years ends on a bank holiday', () => {
  const made = entry('orders.made', '2022-06-01T12:00', { details: { endsOn: '2027-05-31', startsOn: '2022-06-01' } })
  const alerts = (history: Entry[]) => dutiesOf(history).filter(({ code }) => code === 'ORDER_EXPIRY')

  test('alerts come on 5 April, Friday 30 April and 24 May, and on the day itself (TP-08, OD-10)', () => {
    assert.deepEqual(raisedDays(alerts([made])), ['2027-04-05', '2027-04-30', '2027-05-24', '2027-05-31'])
    assert.deepEqual(
      alerts([made]).map(({ occurrence }) => occurrence),
      ['56', '28', '7', 'day'],
    )
  })
  test('alerts move with a corrected end, and keep their keys', () => {
    const moved = entry('orders.made', '2022-06-01T12:00', {
      factId: made.factId,
      relation: 'corrects',
      known: '2022-06-02T10:00',
      details: { endsOn: '2027-06-30' },
    })
    assert.deepEqual(raisedDays(alerts([made, moved])), ['2027-05-05', '2027-06-02', '2027-06-23', '2027-06-30'])
    assert.deepEqual(
      alerts([made, moved]).map(({ key }) => key),
      alerts([made]).map(({ key }) => key),
    )
  })
  test('a recorded decision answers the alert and stops the rest', () => {
    const decided = entry('orders.renewal-decided', '2027-04-06T10:00', { details: { about: made.factId } })
    const other = entry('orders.renewal-decided', '2027-04-06T10:00', { details: { about: 'another order' } })
    assert.deepEqual(
      alerts([made, decided]).map(({ state }) => state),
      ['met'],
    )
    assert.equal(alerts([made, other]).length, 4)
  })
})

test('an order that is set right without another end keeps its alerts: the open one stays open, the decided one stays decided (OD-10)', () => {
  const details = { endsOn: '2027-05-31', startsOn: '2022-06-01' }
  const made = entry('orders.made', '2022-06-01T12:00', { details })
  const right = (known: string, change: Details = {}) =>
    entry('orders.made', '2022-06-01T12:00', { factId: made.factId, relation: 'corrects', known, details: change })
  const alerts = (...history: Entry[]) =>
    dutiesOf([made, ...history])
      .filter(({ code }) => code === 'ORDER_EXPIRY')
      .map(({ occurrence, state }) => `${occurrence} ${state}`)
  const decided = entry('orders.renewal-decided', '2027-04-06T10:00', { details: { about: made.factId } })
  assert.deepEqual(alerts(right('2027-04-10T10:00', { conditions: ['no contact'] })), [
    '56 open',
    '28 open',
    '7 open',
    'day open',
  ])
  assert.deepEqual(alerts(decided, right('2027-04-10T10:00')), ['56 met'])
  const later = right('2027-04-10T10:00', { endsOn: '2027-06-30' })
  assert.deepEqual(alerts(decided, later), ['56 met', '56 2027-06-30 open', '28 open', '7 open', 'day open'])
})

describe('a release on 20 June, told of on 10 May and looked at on 24 May (RR-16, TP-06)', () => {
  const codes = ['MANAGEMENT_PLAN', 'PRISON_RELEASE_LICENCE', 'RISK_REVIEW', 'PLAN_REVIEW']
  const known = entry('justice.release-date-known', '2027-05-10T10:00', {
    suspectId: 'him',
    details: { releaseOn: '2027-06-20', confirmed: false },
  })
  const [told, asked] = ['2027-05-10T11:00', '2027-05-24T11:00']
  const answered = [
    known,
    entry('duties.done', told, { details: { covers: codes } }),
    entry('management-plans.made', told, { suspectId: 'him' }),
    entry('risk.reviewed', asked),
    entry('safety-plans.reviewed', asked),
  ]
  const now = instantOf('2027-06-01T12:00')
  const owed = (...after: Entry[]) =>
    dutiesOf([...answered, ...after])
      .filter(({ code, state, raisedAt }) => codes.includes(code) && state === 'open' && raisedAt.earliest <= now)
      .map(({ code, occurrence }) => `${code} ${occurrence}`.trim())
  const right = (details: Details, change: Told = {}) =>
    entry('justice.release-date-known', '2027-05-10T10:00', {
      ...{
        factId: known.factId,
        relation: 'corrects',
        known: '2027-06-01T10:00',
        suspectId: 'him',
        details,
        ...change,
      },
    })

  test('that the prison confirms the day asks for nothing anew, and the alerts that a plan ended stay ended', () => {
    const ahead = (...after: Entry[]) =>
      dutiesOf([...answered, ...after]).filter(({ code }) => code === 'MANAGEMENT_PLAN').length
    assert.deepEqual(owed(), [])
    assert.deepEqual(owed(right({ confirmed: true })), [])
    assert.equal(ahead(right({ confirmed: true })), ahead())
  })
  test('another day, or another person, asks for everything at once', () => {
    const everything = ['MANAGEMENT_PLAN at once', 'RISK_REVIEW at once', 'PLAN_REVIEW at once']
    for (const change of [right({ releaseOn: '2027-06-18' }), right({}, { suspectId: 'his brother' })])
      for (const one of everything) assert.ok(owed(change).includes(one), `${one}: ${owed(change)}`)
  })
  test('taken back and then set right, it asks anew', () => {
    const never = right({ neverHappened: true })
    assert.deepEqual(owed(never), [])
    assert.ok(owed(never, right({ neverHappened: false }, { known: '2027-06-01T11:00' })).length > 0)
  })
})

test('an order of 28 days is asked about 10, 5 and 1 days ahead (RULES 7.2)', () => {
  const details = { startsOn: '2027-02-01', endsOn: '2027-03-01' }
  const duties = dutiesOf([entry('orders.made', '2027-02-01T12:00', { details })])
  const alerts = duties.filter(({ code }) => code === 'ORDER_EXPIRY')
  assert.deepEqual(raisedDays(alerts), ['2027-02-19', '2027-02-24', '2027-02-26', '2027-03-01'])
})

describe('S-18: the CPS stops the case after charge', () => {
  const stopped = entry('justice.case-stopped', '2027-02-10T15:00', {
    details: { decidedBy: 'cps', stage: 'after-charge' },
  })

  test('the duty is the CPS’s, and stays the CPS’s when it is late; the contact lead gets one of their own, due 17:00', () => {
    const duties = dutiesOf([stopped])
    const [cps, own] = [one(duties, 'CPS_POST_CHARGE'), one(duties, 'BACKSTOP')]
    assert.deepEqual([cps.holder, at(cps.statutoryDue), cps.state], ['cps', '2027-02-11T23:59', 'open'])
    assert.deepEqual([own.holder, own.ownerId, at(own.safetyDue)], ['police', 'the contact lead', '2027-02-12T17:00'])
    assert.deepEqual(raisedDays([own]), ['2027-02-11'])
  })
  test('when the CPS tells in time, nobody else is asked', () => {
    const call = told(dutiesOf([stopped]), '2027-02-11T10:00', ['CPS_POST_CHARGE'])
    assert.equal(dutiesOf([stopped, call]).filter(({ code }) => code === 'BACKSTOP').length, 0)
  })
  test('before charge the same decision is for police to tell (DC-02)', () => {
    const early = entry('justice.case-stopped', '2027-02-10T15:00', {
      received: '2027-02-10T16:00',
      details: { decidedBy: 'cps', stage: 'before-charge' },
    })
    assert.equal(one(dutiesOf([early]), 'CPS_NO_CHARGE').holder, 'police')
  })
})

test('S-33: a child was there on the last Friday of term: school and children’s services are owed it that night', () => {
  const duties = dutiesOf([entry('incidents.recorded', '2026-12-18T21:00', { details: { childPresent: true } })])
  for (const code of ['SCHOOL_TOLD', 'CHILD_SAFEGUARDING']) {
    assert.equal(londonTime(one(duties, code).raisedAt.earliest).slice(0, 16), '2026-12-18T21:00')
    assert.equal(at(one(duties, code).safetyDue), '2026-12-19T07:00')
  }
})

describe('reviews: one open of each kind takes in what comes after it (INV-25)', () => {
  const bail = entry('justice.bail-granted', '2027-02-01T10:00')
  const charge = entry('justice.charged', '2027-02-02T10:00')
  test('two triggers, one review with both reasons and the earlier time', () => {
    const review = one(dutiesOf([bail, charge]), 'RISK_REVIEW')
    assert.deepEqual(review.reasons, [bail.id, charge.id])
    assert.equal(at(review.safetyDue), '2027-02-01T23:59')
  })
  test('a finished review answers what it had seen; the next trigger opens a new one', () => {
    const done = entry('risk.reviewed', '2027-02-01T15:00')
    const reviews = dutiesOf([bail, { ...done, position: bail.position + 0.5 }, charge]).filter(
      ({ code }) => code === 'RISK_REVIEW',
    )
    assert.deepEqual(
      reviews.map(({ state, reasons }) => [state, reasons]),
      [
        ['met', [bail.id]],
        ['open', [charge.id]],
      ],
    )
  })
  test('a review made before a trigger, but written down after it, does not answer it', () => {
    const backdated = entry('risk.reviewed', '2027-02-01T15:00', { known: '2027-02-03T09:00' })
    const reviews = dutiesOf([bail, charge, backdated]).filter(({ code }) => code === 'RISK_REVIEW')
    assert.deepEqual(
      reviews.map(({ state, reasons }) => [state, reasons]),
      [
        ['met', [bail.id]],
        ['open', [charge.id]],
      ],
    )
  })
  test('nor does it lose what opened the review, where that came after it and something older was entered last', () => {
    const older = entry('justice.bail-granted', '2027-02-01T10:00', { known: '2027-02-02T12:00' })
    const newer = { ...charge, position: older.position - 0.5 }
    const backdated = entry('risk.reviewed', '2027-02-01T15:00', { known: '2027-02-03T09:00' })
    const reviews = dutiesOf([newer, older, backdated]).filter(({ code }) => code === 'RISK_REVIEW')
    assert.deepEqual(reviews.map(({ state, reasons }) => [state, reasons]).sort(), [
      ['met', [older.id]],
      ['open', [newer.id]],
    ])
  })
  test('what is left of a review is asked for by its own rule and clock, whether the rest was answered or taken back', () => {
    const day = entry('safety-plans.next-review-set', '2027-02-01T09:00', { details: { endsOn: '2027-06-01' } })
    const abuse = entry('incidents.crime-recorded', '2027-02-02T10:00')
    const looked = entry('safety-plans.reviewed', '2027-02-01T15:00', { known: '2027-02-03T09:00' })
    const [left] = dutiesOf([day, abuse, looked]).filter(
      ({ code, state }) => code === 'PLAN_REVIEW' && state === 'open',
    )
    assert.deepEqual(
      [left?.ruleId, at(left?.safetyDue ?? null)],
      ['safety-plans/review-after-new-abuse', '2027-02-02T23:59'],
    )
    const first = entry('incidents.crime-recorded', '2027-03-01T10:00')
    const named = entry('safety-plans.next-review-set', '2027-03-01T11:00', { details: { endsOn: '2027-06-01' } })
    const never = entry('incidents.crime-recorded', '2027-03-01T12:00', {
      ...{ factId: first.factId, relation: 'corrects', details: { neverHappened: true } },
    })
    const review = one(dutiesOf([first, named, never]), 'PLAN_REVIEW')
    assert.deepEqual(
      [review.state, review.ruleId, at(review.safetyDue)],
      ['open', 'safety-plans/review-on-the-day', '2027-06-01T23:59'],
    )
  })
  test('one thing that asks by two rules is owed by the sooner clock', () => {
    const [rule] = allRules.filter(({ id }) => id === 'safety-plans/review-after-new-abuse')
    assert.ok(rule)
    const late: typeof rule = { ...rule, id: 'late', clocks: { safety: { kind: 'days', count: 9, from: 'raised' } } }
    const soon: typeof rule = { ...rule, id: 'soon', clocks: { safety: { kind: 'days', count: 2, from: 'raised' } } }
    const history = [entry('incidents.crime-recorded', '2027-02-01T10:00')]
    const said = { history, facts: factsOf(), policy: defaultPolicy, calendar: englandAndWales }
    for (const rules of [
      [late, soon],
      [soon, late],
    ])
      assert.equal(at(one(derive({ ...said, rules }), 'PLAN_REVIEW').safetyDue), '2027-02-03T23:59')
  })
  test('what was agreed beforehand ends with the case, and is not owed again when the case opens again', () => {
    const agreed = entry('safety-plans.look-again-set', '2027-02-01T09:00', { details: { endsOn: '2027-06-01' } })
    const closed = entry('cases.closed', '2027-02-02T09:00')
    const opened = entry('cases.reopened', '2027-02-03T09:00')
    assert.equal(one(dutiesOf([agreed, closed]), 'LOOK_AGAIN').state, 'superseded')
    assert.equal(one(dutiesOf([agreed, closed, opened]), 'LOOK_AGAIN').state, 'superseded')
  })
  test('a plan for managing somebody outlives the case: its next look waits while the case is closed, and is owed again', () => {
    const set = entry('management-plans.next-review-set', '2027-02-01T09:00', { details: { endsOn: '2027-06-01' } })
    const closed = entry('cases.closed', '2027-02-02T09:00')
    const opened = entry('cases.reopened', '2027-06-03T09:00')
    const review = (...history: Entry[]) => one(dutiesOf([set, closed, ...history]), 'MANAGEMENT_REVIEW')
    assert.equal(review().state, 'superseded')
    assert.deepEqual([review(opened).state, at(review(opened).safetyDue)], ['open', '2027-06-01T23:59'])
    const tells = [review(opened).key]
    const looked = entry('management-plans.next-review-ended', '2027-06-03T10:00', { details: { tells } })
    assert.equal(review(opened, looked).state, 'met')
    const again = [entry('cases.closed', '2027-06-04T09:00'), entry('cases.reopened', '2027-06-05T09:00')]
    assert.equal(review(opened, ...again).state, 'open')
    assert.equal(review(opened, looked, ...again).state, 'met')
  })
  test('risk and plan reviews go to their own leads', () => {
    const duties = dutiesOf([bail])
    assert.equal(one(duties, 'RISK_REVIEW').ownerId, 'the risk lead')
    assert.equal(one(duties, 'PLAN_REVIEW').ownerId, 'the plan lead')
  })
})

describe('levels and clocks', () => {
  const release = entry('justice.suspect-released-without-charge', '2027-02-01T10:00')
  const regrade = entry('risk.regraded', '2027-02-01T10:30')
  const due = (levels: [string, Grade][], history = [release, regrade]) =>
    at(one(dutiesOf(history, factsOf(levels)), 'RELEASED_NO_CHARGE').safetyDue)
  test('a raised level shortens an open clock', () =>
    assert.equal(
      due([
        ['2027-01-01T00:00', 'medium'],
        ['2027-02-01T10:30', 'high'],
      ]),
      '2027-02-01T11:00',
    ))
  test('a lowered level never lengthens one', () =>
    assert.equal(
      due([
        ['2027-01-01T00:00', 'high'],
        ['2027-02-01T10:30', 'standard'],
      ]),
      '2027-02-01T11:00',
    ))
  test('no level counts as high, and a first level does not lengthen', () =>
    assert.equal(due([['2027-02-01T10:30', 'standard']]), '2027-02-01T11:00'))
})

describe('corrections (INV-21, INV-22)', () => {
  const bail = entry('justice.bail-granted', '2027-02-01T10:00', { details: { conditions: ['no contact'] } })
  const change = (rest: Told) =>
    entry('justice.bail-granted', '2027-02-01T10:00', {
      factId: bail.factId,
      relation: 'corrects',
      known: '2027-02-01T12:00',
      ...rest,
    })

  test('what is open is taken back when it never happened', () => {
    const duties = dutiesOf([bail, change({ details: { neverHappened: true } })])
    assert.deepEqual(new Set(duties.map(({ state }) => state)), new Set(['superseded']))
  })
  test('what was told stays told, and a new duty says what was wrong', () => {
    const call = told(dutiesOf([bail]), '2027-02-01T10:20', ['RELEASED_ON_BAIL'])
    const duties = dutiesOf([bail, call, change({ details: { conditions: ['no contact', 'not to enter the road'] } })])
    assert.equal(one(duties, 'RELEASED_ON_BAIL').state, 'met')
    assert.deepEqual([one(duties, 'CORRECTION').state, one(duties, 'CORRECTION').holder], ['open', 'police'])
  })
  test('a correction that changes nothing that was told asks for no second call', () => {
    const call = told(dutiesOf([bail]), '2027-02-01T10:20', ['RELEASED_ON_BAIL'])
    assert.equal(dutiesOf([bail, call, change({})]).filter(({ code }) => code === 'CORRECTION').length, 0)
  })
  test('released under investigation, not on bail: the one duty is taken back and the other raised', () => {
    const other = change({ type: 'justice.suspect-released-under-investigation' })
    const duties = dutiesOf([bail, other])
    assert.equal(one(duties, 'RELEASED_ON_BAIL').state, 'superseded')
    assert.equal(one(duties, 'RELEASED_UNDER_INVESTIGATION').state, 'open')
  })
})

test('a death ends what is owed, and nothing is raised after it', () => {
  const history = [
    entry('justice.suspect-arrested', '2027-02-01T10:00'),
    entry('cases.victim-died', '2027-02-01T12:00'),
    entry('justice.charged', '2027-02-02T12:00'),
  ]
  const duties = dutiesOf(history)
  assert.deepEqual(
    duties.map(({ code, state }) => [code, state]),
    [['ARREST', 'superseded']],
  )
})

test('the third failed attempt goes to a supervisor, not the second (RULES 2C)', () => {
  const tries = ['10:00', '11:00', '12:00'].map((time) => entry('duties.attempt-failed', `2027-02-01T${time}`))
  assert.equal(dutiesOf(tries.slice(0, 2)).length, 0)
  assert.equal(one(dutiesOf(tries), 'CONTACT_ESCALATION').ownerId, 'the contact lead')
})

test('each person who must be told is owed it; a second person is not told by the call to the first', () => {
  const arrest = entry('justice.suspect-arrested', '2027-02-01T10:00')
  const facts = factsOf([], { toBeTold: ['victim', 'child'] })
  const duties = dutiesOf([arrest], facts)
  assert.deepEqual(
    duties.map(({ personId }) => personId),
    ['victim', 'child'],
  )
  const call = entry('duties.told', '2027-02-01T11:00', { details: { tells: [duties[0]?.key ?? ''] } })
  assert.deepEqual(
    dutiesOf([arrest, call], facts).map(({ state }) => state),
    ['met', 'open'],
  )
})

test('the Code of its day gives the clock; before the first, the first, and it says so (INV-21)', () => {
  const versionOn = (day: string) => one(dutiesOf([entry('justice.suspect-arrested', `${day}T10:00`)]), 'ARREST')
  const days = ['2005-06-01', '2012-06-01', '2014-06-02', '2016-06-01', '2021-03-31', '2021-04-01']
  assert.deepEqual(
    days.map((day) => versionOn(day).ruleVersion),
    ['2006', '2006', '2013', '2015', '2015', '2021'],
  )
  assert.deepEqual(
    days.map((day) => versionOn(day).why.appliedEarly),
    [true, false, false, false, false, false],
  )
})

const types = Object.keys(entryTypes) as EntryType[]
const anyHistory = fc
  .array(
    fc.record({
      type: fc.constantFrom(...types),
      fact: fc.integer({ min: 0, max: 9 }),
      relation: fc.constantFrom('starts', 'confirms', 'corrects'),
      hour: fc.integer({ min: 0, max: 2000 }),
      by: fc.constantFrom(...bodies),
      details: fc.record(
        {
          grade: fc.constantFrom('standard', 'medium', 'high'),
          hearingOn: fc.constantFrom('2027-03-30', '2027-05-31'),
          endsOn: fc.constantFrom('2027-03-29', '2027-12-27'),
          hearing: fc.constantFrom('trial', 'bail', 'sentence'),
          decidedBy: fc.constantFrom('police', 'cps'),
          stage: fc.constantFrom('before-charge', 'after-charge'),
          childPresent: fc.boolean(),
        },
        { requiredKeys: [] },
      ),
    }),
    { maxLength: 25 },
  )
  .map((all) =>
    all.map(({ fact, hour, details, ...rest }, index): Entry => {
      const when = exactly(new Date(Date.UTC(2027, 0, 1, index * 7)))
      const times = {
        happenedAt: exactly(new Date(Date.UTC(2027, 0, 1, hour % (index * 7 + 1)))),
        knownAt: when,
        enteredAt: when,
      }
      return {
        ...rest,
        ...times,
        id: `e${index}`,
        factId: `f${fact}`,
        position: index,
        what: null,
        receivedAt: null,
        details: details as Details,
      }
    }),
  )

test('one duty however entries are repeated or shuffled', () => {
  fc.assert(
    fc.property(anyHistory, fc.infiniteStream(fc.nat()), (history, numbers) => {
      const expected = dutiesOf(history)
      const mixed = [...history, ...history]
        .map((each) => ({ each, by: numbers.next().value }))
        .sort((a, b) => a.by - b.by)
        .map(({ each }) => each)
      assert.deepEqual(dutiesOf(mixed), expected)
      assert.equal(new Set(expected.map(({ key }) => key)).size, expected.length)
    }),
    { numRuns: 400 },
  )
})

test('a review that came up while a case was closed takes in the one that the closing ended, each time (MODEL 5.1, INV-25)', () => {
  const at = (hour: number) => exactly(new Date(Date.UTC(2027, 0, 4, hour)))
  const entry = (position: number, type: Entry['type']): Entry => ({
    ...{
      id: `e${position}`,
      factId: `f${position}`,
      position,
      type,
      relation: 'starts',
      by: 'police',
      what: null,
      receivedAt: null,
    },
    ...{ happenedAt: at(position), knownAt: at(position), enteredAt: at(position), details: {} },
  })
  const twice = [
    'justice.bail-cancelled',
    ...['cases.closed', 'justice.warrant-hearing-decided', 'cases.reopened'],
    ...['cases.closed', 'justice.bail-cancelled', 'cases.reopened'],
  ] as const
  for (const length of [4, 7]) {
    const duties = dutiesOf(twice.slice(0, length).map((type, position) => entry(position, type)))
    const [review, ...more] = duties.filter(({ code, state }) => code === 'RISK_REVIEW' && state === 'open')
    assert.deepEqual(more, [])
    assert.ok(review)
    assert.ok(review.reasons.includes('e0'), 'what the closing ended is owed again')
    assert.ok(review.reasons.includes('e2'))
  }
})

test('whatever the history, at most one review of each kind is open, every duty has an owner and a clock, and reasons', () => {
  fc.assert(
    fc.property(anyHistory, (history) => {
      const duties = dutiesOf(history)
      for (const code of ['RISK_REVIEW', 'PLAN_REVIEW', 'RISK_ASSESSMENT'])
        assert.ok(duties.filter((duty) => duty.code === code && duty.state === 'open').length <= 1, code)
      for (const duty of duties) {
        assert.ok(duty.ownerId)
        assert.ok(duty.statutoryDue ?? duty.safetyDue)
        assert.ok(duty.reasons.length > 0)
        assert.equal(duty.state === 'met', duty.metById !== null)
      }
    }),
    { numRuns: 400 },
  )
})

test('what is met stays met, whatever is entered after it', () => {
  fc.assert(
    fc.property(anyHistory, (history) => {
      const metBy = (duties: Duty[]) =>
        duties.filter(({ state }) => state === 'met').map(({ key, metById }) => `${key} ${metById}`)
      const later = new Set(metBy(dutiesOf(history)))
      for (const met of metBy(dutiesOf(history.slice(0, -1)))) assert.ok(later.has(met), met)
    }),
    { numRuns: 300 },
  )
})
