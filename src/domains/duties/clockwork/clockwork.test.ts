import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, instantOf, londonDay } from '../../../rules/days.ts'
import { type Clocked, visitOf } from './next.ts'
import { everyoneOnDuty, isOnDuty, type Rota, sitsAtDesk, whoHears } from './on-duty.ts'

const at = (local: string) => instantOf(`${local}:00`)
const moment = fc.date({
  min: new Date('2026-12-01T00:00:00Z'),
  max: new Date('2027-12-31T00:00:00Z'),
  noInvalidDate: true,
})
const clocked: fc.Arbitrary<Clocked> = fc.record({
  raisedAt: moment,
  safetyDueAt: fc.option(moment),
  statutoryDueAt: fc.option(moment),
})

test('a duty is looked at again exactly when something comes, and never in the past (R7)', () => {
  fc.assert(
    fc.property(clocked, moment, (duty, now) => {
      const { next, alarms } = visitOf(duty, now, 16)
      if (next) assert.ok(next > now)
      if (duty.raisedAt > now) assert.deepEqual([alarms, next], [[], duty.raisedAt])
      else
        for (const due of [duty.safetyDueAt, duty.statutoryDueAt])
          assert.ok(!due || due <= now || (next && next <= due), 'a clock ahead is never slept through')
    }),
  )
})

test('walking from moment to moment says each alarm, whoever was asleep in between says the same at the end', () => {
  fc.assert(
    fc.property(clocked, (duty) => {
      const heard = new Set<string>()
      let now: Date | null = duty.raisedAt
      while (now) {
        const visit = visitOf(duty, now, 16)
        for (const alarm of visit.alarms) heard.add(alarm)
        now = visit.next
      }
      const end = visitOf(duty, new Date('2028-06-01T00:00:00Z'), 16).alarms
      for (const alarm of end) assert.ok(heard.has(alarm), alarm)
    }),
  )
})

test('supervisors are warned at the local hour of the last day (S-18: 16:00 on the Thursday)', () => {
  const duty = { raisedAt: at('2027-02-10T15:00'), safetyDueAt: null, statutoryDueAt: new Date('2027-02-11T23:59:59Z') }
  assert.deepEqual(visitOf(duty, at('2027-02-10T15:00'), 16), { alarms: [], next: at('2027-02-11T16:00') })
  assert.deepEqual(visitOf(duty, at('2027-02-11T16:00'), 16), { alarms: ['law clock soon'], next: duty.statutoryDueAt })
  assert.deepEqual(visitOf(duty, at('2027-02-12T00:00'), 16), { alarms: ['law clock passed'], next: null })
})

const pattern = (practitionerId: string, weekday: number, startsAt: string, endsAt: string) => ({
  practitionerId,
  weekday,
  startsAt,
  endsAt,
  fromOn: '2026-01-01',
  untilOn: null,
  onBankHolidays: false,
})
const rota = (change: Partial<Rota> = {}): Rota => ({
  people: [
    { id: 'boss', isManager: true },
    { id: 'owner', isManager: false },
    { id: 'cover', isManager: false },
    { id: 'desk', isManager: false },
    { id: 'night', isManager: false },
  ],
  patterns: [],
  leave: [],
  shifts: [],
  daysOff: new Set<string>(),
  ...change,
})
const shift = (practitionerId: string, from: string, until: string, isOutOfHours = false) => ({
  practitionerId,
  fromAt: at(from),
  untilAt: at(until),
  isOutOfHours,
})
const asked = { ownerId: 'owner', supervisorId: 'boss' }

test('a night shift runs over midnight, and is as long as the clocks make it', () => {
  const nights = rota({ patterns: [pattern('boss', 6, '22:00', '06:00')] })
  const minutes = (from: string, hours: number) =>
    Array.from({ length: hours * 60 }, (_, minute) => new Date(at(from).getTime() + minute * 60_000)).filter((when) =>
      isOnDuty(nights, 'boss', when),
    ).length
  assert.equal(minutes('2027-03-20T12:00', 24), 480, 'an ordinary Saturday night')
  assert.equal(minutes('2027-03-27T12:00', 24), 420, 'the clocks go forward: seven hours')
  assert.equal(minutes('2027-10-30T12:00', 24), 540, 'the clocks go back: nine hours')
})

test('on duty by the usual week is what plain arithmetic on the London wall clock says', () => {
  const hour = fc.integer({ min: 0, max: 23 })
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 7 }),
      hour,
      hour,
      fc.date({ min: new Date('2027-04-05'), max: new Date('2027-10-20'), noInvalidDate: true }),
      (weekday, start, end, when) => {
        fc.pre(start !== end)
        const two = (count: number) => `${String(count).padStart(2, '0')}:00`
        const week = rota({ patterns: [pattern('owner', weekday, two(start), two(end))] })
        // In summer London is UTC+1 throughout: an oracle without any time-zone table.
        const local = new Date(when.getTime() + 3_600_000)
        const [dayNow, hourNow] = [local.getUTCDay() || 7, local.getUTCHours()]
        const isToday = dayNow === weekday && hourNow >= start && (start < end ? hourNow < end : true)
        const isOver = start > end && dayNow === (weekday % 7) + 1 && hourNow < end
        assert.equal(isOnDuty(week, 'owner', when), isToday || isOver)
      },
    ),
  )
})

test('a person on leave is not on duty, at a desk or by the week', () => {
  const days = { fromOn: '2027-05-03', untilOn: '2027-05-03', coverId: null }
  const week = rota({
    patterns: [pattern('desk', 1, '08:00', '16:00')],
    shifts: [shift('desk', '2027-05-03T16:00', '2027-05-03T23:00')],
    leave: [{ ...days, practitionerId: 'desk' }],
  })
  assert.deepEqual(everyoneOnDuty(week, at('2027-05-03T09:00')), [])
  assert.deepEqual(sitsAtDesk(week, at('2027-05-03T17:00')), [])
})

test('what climbs goes to the supervisor, then their cover, then the desk, then the night desk, then every manager, and never to nobody', () => {
  const when = at('2027-05-04T10:00')
  const working = [pattern('boss', 2, '08:00', '16:00')]
  assert.deepEqual(whoHears(rota({ patterns: working }), asked, when), {
    to: ['boss'],
    deskWasEmpty: false,
    isFallback: false,
  })
  const away = [{ practitionerId: 'boss', fromOn: '2027-05-04', untilOn: '2027-05-04', coverId: 'cover' }]
  assert.deepEqual(
    whoHears(rota({ patterns: [...working, pattern('cover', 2, '08:00', '16:00')], leave: away }), asked, when),
    { to: ['cover'], deskWasEmpty: false, isFallback: false },
  )
  const desk = shift('desk', '2027-05-04T08:00', '2027-05-04T20:00')
  const night = shift('night', '2027-05-04T08:00', '2027-05-04T20:00', true)
  assert.deepEqual(whoHears(rota({ shifts: [desk, night] }), asked, when), {
    to: ['desk'],
    deskWasEmpty: false,
    isFallback: false,
  })
  assert.deepEqual(whoHears(rota({ shifts: [night] }), asked, when), {
    to: ['night'],
    deskWasEmpty: true,
    isFallback: false,
  })
  assert.deepEqual(whoHears(rota(), asked, when), { to: ['boss'], deskWasEmpty: true, isFallback: true })
  assert.deepEqual(whoHears(rota({ people: [{ id: 'owner', isManager: false }] }), asked, when), {
    to: ['owner'],
    deskWasEmpty: true,
    isFallback: true,
  })
  assert.equal(londonDay(when), addDays('2027-05-03', 1))
})

test('no warning comes for a duty that came up after the warning hour, and a clock that ends in the morning is warned of the day before', () => {
  const late = { raisedAt: at('2027-02-11T17:00'), safetyDueAt: null, statutoryDueAt: new Date('2027-02-11T23:59:59Z') }
  assert.deepEqual(visitOf(late, at('2027-02-11T17:05'), 16), { alarms: [], next: late.statutoryDueAt })
  const morning = { raisedAt: at('2027-02-10T09:00'), safetyDueAt: null, statutoryDueAt: at('2027-02-11T12:00') }
  assert.deepEqual(visitOf(morning, at('2027-02-10T16:00'), 16), {
    alarms: ['law clock soon'],
    next: morning.statutoryDueAt,
  })
})

test('a desk shift ends at its last minute: who comes next sits there from then', () => {
  const desk = rota({
    shifts: [
      shift('desk', '2027-05-04T08:00', '2027-05-04T16:00'),
      shift('cover', '2027-05-04T16:00', '2027-05-04T23:00'),
    ],
  })
  assert.deepEqual(sitsAtDesk(desk, at('2027-05-04T16:00')), ['cover'])
})
