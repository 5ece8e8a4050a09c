import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { gapsIn, isAtWork, isOnNow, leaveForm, patternForm, shiftForm, weekdayOf } from './hours.ts'
import { hangsOn, isInLine } from './people.ts'
import { permissionsOf, roles } from './roles.ts'

const always = { fromOn: '2026-01-01', untilOn: null, onBankHolidays: false }
const noDaysOff = new Set<string>()
const at = (time: string) => new Date(time)

test('a day shift runs in London hours, before and after the clocks change (R8)', () => {
  const mondays = [{ weekday: 1, startsAt: '09:00:00', endsAt: '17:00:00', ...always }]
  const cases: [string, boolean][] = [
    ['2027-03-22T09:00:00Z', true],
    ['2027-03-22T16:59:59Z', true],
    ['2027-03-22T17:00:00Z', false],
    ['2027-03-29T08:00:00Z', true],
    ['2027-03-29T16:00:00Z', false],
    ['2027-03-30T10:00:00Z', false],
  ]
  for (const [time, expected] of cases) assert.equal(isAtWork(mondays, [], at(time), noDaysOff), expected, time)
})

test('a night shift belongs to the day on which it starts, and so does the leave', () => {
  const nights = [{ weekday: 5, startsAt: '22:00:00', endsAt: '06:00:00', ...always }]
  const saturdayAtTwo = at('2026-11-28T02:00:00Z')
  assert.equal(isAtWork(nights, [], saturdayAtTwo, noDaysOff), true)
  assert.equal(isAtWork(nights, [], at('2026-11-27T02:00:00Z'), noDaysOff), false)
  assert.equal(isAtWork(nights, [{ fromOn: '2026-11-28', untilOn: '2026-11-28' }], saturdayAtTwo, noDaysOff), true)
  assert.equal(isAtWork(nights, [{ fromOn: '2026-11-27', untilOn: '2026-11-27' }], saturdayAtTwo, noDaysOff), false)
})

test('hours hold between their first and their last day only', () => {
  const once = [
    {
      weekday: 1,
      startsAt: '09:00:00',
      endsAt: '17:00:00',
      fromOn: '2026-11-23',
      untilOn: '2026-11-23',
      onBankHolidays: false,
    },
  ]
  assert.equal(isAtWork(once, [], at('2026-11-23T10:00:00Z'), noDaysOff), true)
  assert.equal(isAtWork(once, [], at('2026-11-16T10:00:00Z'), noDaysOff), false)
  assert.equal(isAtWork(once, [], at('2026-11-30T10:00:00Z'), noDaysOff), false)
})

test('on a bank holiday the usual week holds only for whoever works then; a night that began the evening before goes on (S-16)', () => {
  const holiday = new Set(['2027-05-31'])
  const office = { weekday: 1, startsAt: '09:00', endsAt: '17:00', ...always }
  const nights = { weekday: 7, startsAt: '22:00', endsAt: '06:00', ...always }
  const at10 = at('2027-05-31T09:00:00Z')
  assert.equal(isAtWork([office], [], at10, holiday), false)
  assert.equal(isAtWork([office], [], at10, noDaysOff), true)
  assert.equal(isAtWork([{ ...office, onBankHolidays: true }], [], at10, holiday), true)
  assert.equal(isAtWork([nights], [], at('2027-05-31T01:00:00Z'), holiday), true)
  assert.equal(isAtWork([{ ...nights, weekday: 1 }], [], at('2027-06-01T01:00:00Z'), holiday), false)
})

test('Monday is the first day of the week and Sunday the last', () => {
  assert.deepEqual(['2026-11-23', '2026-11-28', '2026-11-29'].map(weekdayOf), [1, 6, 7])
})

test('a desk is empty in exactly the hours in which no shift runs', () => {
  const start = Date.parse('2026-11-23T00:00:00Z')
  const hour = (count: number) => new Date(start + count * 3_600_000)
  const shift = fc
    .tuple(fc.integer({ min: -10, max: 60 }), fc.integer({ min: 1, max: 24 }))
    .map(([from, length]) => ({ fromAt: hour(from), untilAt: hour(from + length) }))
  fc.assert(
    fc.property(fc.array(shift, { maxLength: 8 }), (shifts) => {
      const gaps = gapsIn(shifts, hour(0), hour(48))
      for (let half = 0; half < 96; half++) {
        const moment = hour(half / 2 + 0.25)
        assert.equal(isOnNow(gaps, moment), !isOnNow(shifts, moment), moment.toISOString())
      }
      assert.ok(gaps.every(({ fromAt, untilAt }) => fromAt < untilAt && fromAt >= hour(0) && untilAt <= hour(48)))
    }),
  )
})

test('two people never supervise each other, however long the line', () => {
  const line = [
    { id: 'a', supervisorId: null },
    { id: 'b', supervisorId: 'a' },
    { id: 'c', supervisorId: 'b' },
  ]
  assert.equal(isInLine(line, 'a', 'c'), true)
  assert.equal(isInLine(line, 'a', 'a'), true)
  assert.equal(isInLine(line, 'c', 'a'), false)
  const knot = [
    { id: 'x', supervisorId: 'y' },
    { id: 'y', supervisorId: 'x' },
  ]
  assert.equal(isInLine(knot, 'z', 'x'), false)
})

test('every lead and every open duty hangs on a person', () => {
  const none = { practitionerId: 'p', riskLeads: 0, planLeads: 0, contactLeads: 0, openDuties: 0, lateDuties: 0 }
  assert.equal(hangsOn(none), 0)
  for (const field of ['riskLeads', 'planLeads', 'contactLeads', 'openDuties'] as const)
    assert.equal(hangsOn({ ...none, [field]: 1 }), 1)
})

test('an administrator has no permission that opens a case (INV-39)', () => {
  const all = permissionsOf('administrator')
  const ofCases = [
    'cases',
    'notes',
    'entries',
    'risk',
    'duties',
    'safe-contact',
    'messages',
    'referrals',
    'justice',
    'orders',
    'incidents',
    'pictures',
    'handovers',
  ]
  for (const part of ofCases)
    for (const access of ['read', 'write']) assert.ok(!all.has(`${part}:${access}`), `${part}:${access}`)
  for (const role of Object.keys(roles))
    assert.equal(permissionsOf(role).has('staff:write'), role === 'administrator', role)
  assert.equal(permissionsOf('nobody-has-this-role').size, 0)
})

const now = at('2026-11-23T10:00:00Z')
const messages = (result: { error?: { issues: { message: string }[] } | undefined }) =>
  result.error?.issues.map(({ message }) => message)

test('a week is read as people write times, and a half-filled day is refused', () => {
  const read = patternForm(now).parse({
    fromOn: 'tomorrow',
    starts1: '9am',
    ends1: '5.30pm',
    starts5: '22:00',
    ends5: '06:00',
  })
  assert.deepEqual(read, {
    fromOn: '2026-11-24',
    hours: [
      { weekday: 1, startsAt: '09:00', endsAt: '17:30' },
      { weekday: 5, startsAt: '22:00', endsAt: '06:00' },
    ],
    onBankHolidays: false,
  })
  assert.deepEqual(
    messages(patternForm(now).safeParse({ fromOn: 'yesterday', starts2: '9am', starts3: '9am', ends3: '09:00' })),
    [
      'The first day must be today or later: past weeks stay as they were',
      'Tuesday, end: Enter the time',
      'Wednesday: the end must not be the start',
    ],
  )
})

test('leave ends after it starts, and not in the past', () => {
  assert.deepEqual(messages(leaveForm(now).safeParse({ fromOn: '2026-12-02', untilOn: '2026-12-01' })), [
    'The last day must be the first day or later',
  ])
  assert.deepEqual(messages(leaveForm(now).safeParse({ fromOn: '2026-11-01', untilOn: '2026-11-02' })), [
    'The last day must be today or later',
  ])
})

test('a shift is a stretch of at most 24 hours that has not ended, at hours that exist', () => {
  const shift = (changes: Record<string, string>) =>
    shiftForm(now).safeParse({
      practitionerId: '8a4e7c2e-0b7e-4f0e-9a57-0d3a3a7d4d11',
      fromDay: 'today',
      fromTime: '22:00',
      untilDay: 'tomorrow',
      untilTime: '06:00',
      ...changes,
    })
  assert.ok(shift({}).success)
  assert.deepEqual(messages(shift({ untilDay: 'today' })), ['The shift must end after it starts'])
  assert.deepEqual(messages(shift({ untilDay: '2026-11-26' })), [
    'A shift lasts 24 hours at most: enter the next one too',
  ])
  assert.deepEqual(messages(shift({ fromDay: '2026-11-22', untilDay: '2026-11-23' })), [
    'The shift must end in the future',
  ])
  assert.match(
    String(messages(shift({ fromDay: '2027-03-28', fromTime: '01:30', untilDay: '2027-03-28', untilTime: '09:00' }))),
    /clocks went forward/,
  )
})
