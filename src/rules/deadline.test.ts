import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { defaultPolicy } from '../local-policy/values.ts'
import { calendarOf, englandAndWales } from './calendar.ts'
import { instantOf, londonTime } from './days.ts'
import { type Due, deadline, endOfWorkingDays, type Moments, type Terms } from './deadline.ts'
import { exactly, type Grade } from './entry.ts'
import type { Clock } from './rule.ts'

const terms: Terms = {
  calendar: englandAndWales,
  policy: defaultPolicy,
  grade: null,
  isEnhanced: true,
  isSeparated: false,
}
const momentsAt = (at: Date): Moments => {
  const moment = exactly(at)
  return { happened: moment, known: moment, received: moment, entered: moment, date: moment, raised: moment }
}
const dueAt = (due: Due) => (due && 'at' in due ? londonTime(due.at).slice(0, 19) : due)
const after = (clock: Clock, local: string, change: Partial<Terms> = {}) =>
  dueAt(deadline(clock, momentsAt(instantOf(local)), { ...terms, ...change }))

const table: [string, number, string][] = [
  ['2026-12-24T15:50', 1, '2026-12-29'],
  ['2026-12-18T17:05', 1, '2026-12-21'],
  ['2026-12-18T17:05', 5, '2026-12-29'],
  ['2027-04-30T16:35', 1, '2027-05-04'],
  ['2027-05-04T09:10', 1, '2027-05-05'],
  ['2026-12-26T02:00', 1, '2026-12-29'],
  ['2027-03-25T12:00', 1, '2027-03-30'],
  ['2012-06-01T18:00', 1, '2012-06-06'],
  ['2022-09-16T12:00', 1, '2022-09-20'],
  ['2028-02-28T23:59', 1, '2028-02-29'],
]
for (const [happened, count, day] of table)
  test(`${count} working day(s) from ${happened} end with ${day} (RULES 3)`, () =>
    assert.equal(after({ kind: 'workingDays', count, from: 'happened' }, happened), `${day}T23:59:59`))

// The days off, typed in from GOV.UK's page and not read from our file, with a count one day at a time.
const daysOff2020to2022 =
  `2020-01-01 2020-04-10 2020-04-13 2020-05-08 2020-05-25 2020-08-31 2020-12-25 2020-12-28 2021-01-01
  2021-04-02 2021-04-05 2021-05-03 2021-05-31 2021-08-30 2021-12-27 2021-12-28 2022-01-03 2022-04-15 2022-04-18 2022-05-02
  2022-06-02 2022-06-03 2022-08-29 2022-09-19 2022-12-26 2022-12-27`.split(/\s+/)

const dayOf = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' })
const weekdayOf = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'Europe/London' })

const countByHand = (start: Date, count: number): string => {
  const day = (at: Date) => dayOf.format(at)
  let [year = 0, month = 1, date = 1] = day(start).split('-').map(Number)
  for (let left = count; left > 0; ) {
    date++
    const noon = new Date(Date.UTC(year, month - 1, date, 12))
    ;[year, month, date] = [noon.getUTCFullYear(), noon.getUTCMonth() + 1, noon.getUTCDate()]
    const weekday = weekdayOf.format(noon)
    if (!['Saturday', 'Sunday'].includes(weekday) && !daysOff2020to2022.includes(day(noon))) left--
  }
  return `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}T23:59:59`
}

test('working days agree with a count by hand, from any minute of 2020 to 2022', () => {
  const minute = fc.date({
    min: new Date('2020-01-01T00:00Z'),
    max: new Date('2022-10-31T23:59Z'),
    noInvalidDate: true,
  })
  fc.assert(
    fc.property(minute, fc.integer({ min: 1, max: 40 }), (start, count) => {
      const due = endOfWorkingDays(start, count, englandAndWales)
      assert.equal(londonTime(due).slice(0, 19), countByHand(start, count))
      assert.ok(due > start)
    }),
    { numRuns: 2000 },
  )
})

test('a later start never ends earlier, and more days never end sooner', () => {
  const minute = fc.date({ min: new Date('2013-01-01'), max: new Date('2027-12-01'), noInvalidDate: true })
  fc.assert(
    fc.property(minute, minute, fc.integer({ min: 1, max: 20 }), (a, b, count) => {
      const [first, second] = a <= b ? [a, b] : [b, a]
      const [one, two] = [first, second].map((at) => endOfWorkingDays(at, count, englandAndWales).getTime())
      assert.ok((one ?? 0) <= (two ?? 0))
      assert.ok(endOfWorkingDays(first, count + 1, englandAndWales) > endOfWorkingDays(first, count, englandAndWales))
    }),
  )
})

test('a notice given on Saturday 1 May 2027 at 21:00 is heard by Wednesday 21:00: the Saturday counts (S-23, INV-26)', () => {
  const court: Clock = { kind: 'courtHours', count: 48, from: 'happened' }
  assert.equal(after(court, '2027-05-01T21:00'), '2027-05-05T21:00:00')
  assert.equal(after(court, '2027-03-25T12:00'), '2027-03-30T12:00:00')
  assert.notEqual(
    after(court, '2027-05-01T21:00'),
    after({ kind: 'workingDays', count: 2, from: 'happened' }, '2027-05-01T21:00'),
  )
})

test('Boxing Day on a Saturday gives two readings; the earlier is the limit and a note says so (S-23)', () => {
  const due = deadline(
    { kind: 'courtHours', count: 48, from: 'happened' },
    momentsAt(instantOf('2026-12-26T21:00')),
    terms,
  )
  assert.equal(dueAt(due), '2026-12-30T21:00:00')
  assert.match(due && 'note' in due ? (due.note ?? '') : '', /2026-12-31 at 00:00/)
})

test('48 court hours agree with a count of minutes by hand', () => {
  const isOff = (at: Date) => {
    const day = dayOf.format(at)
    const sunday = weekdayOf.format(at) === 'Sunday'
    return sunday || day.endsWith('-12-25') || daysOff2020to2022.includes(day)
  }
  const minute = fc.date({ min: new Date('2020-01-02'), max: new Date('2022-12-20'), noInvalidDate: true })
  fc.assert(
    fc.property(minute, (any) => {
      const start = new Date(Math.floor(any.getTime() / 1_800_000) * 1_800_000)
      let [at, left] = [start, 96]
      while (left > 0) {
        if (!isOff(at)) left--
        at = new Date(at.getTime() + 1_800_000)
      }
      const due = deadline({ kind: 'courtHours', count: 48, from: 'happened' }, momentsAt(start), terms)
      assert.deepEqual(due && 'at' in due ? due.at : null, at)
    }),
    { numRuns: 60 },
  )
})

test('a release is told within one hour at high, four at medium, the same day at standard; no level counts as high', () => {
  const release: Clock = {
    kind: 'byGrade',
    high: { kind: 'hours', count: 'releaseHoursHigh', from: 'known' },
    medium: { kind: 'hours', count: 'releaseHoursMedium', from: 'known' },
    standard: { kind: 'endOfDay', from: 'known' },
  }
  const at = (grade: Grade | null) => after(release, '2026-12-24T15:50', { grade })
  assert.deepEqual(
    [at('high'), at(null), at('medium'), at('standard')],
    ['2026-12-24T16:50:00', '2026-12-24T16:50:00', '2026-12-24T19:50:00', '2026-12-24T23:59:59'],
  )
})

test('one hour is one hour in the night the clocks change', () => {
  const hour: Clock = { kind: 'hours', count: 1, from: 'known' }
  assert.equal(after(hour, '2027-03-28T00:30'), '2027-03-28T02:30:00')
  assert.equal(after({ kind: 'endOfDay', from: 'known' }, '2026-10-25T00:30'), '2026-10-25T23:59:59')
})

test('after the list of bank holidays, and before it, no working day is guessed', () => {
  const oneDay: Clock = { kind: 'workingDays', count: 1, from: 'happened' }
  for (const start of ['2028-12-29T12:00', '2011-12-30T12:00', '2031-01-01T00:00'])
    assert.deepEqual(after(oneDay, start), { unknown: 'beyond the bank-holiday list' })
  assert.equal(after(oneDay, '2028-12-28T12:00'), '2028-12-29T23:59:59')
})

test('a one-off day off moves a deadline as soon as it is on the list', () => {
  const withFuneral = calendarOf([
    ...englandAndWales.holidays.values(),
    { date: '2027-06-07', title: 'One-off', notes: '' },
  ])
  const oneDay: Clock = { kind: 'workingDays', count: 1, from: 'happened' }
  assert.equal(after(oneDay, '2027-06-04T12:00'), '2027-06-07T23:59:59')
  assert.equal(after(oneDay, '2027-06-04T12:00', { calendar: withFuneral }), '2027-06-08T23:59:59')
})

test('what has not been received has no clock yet; a day known only to the month gives both ends', () => {
  const clock: Clock = { kind: 'workingDays', count: 1, from: 'received' }
  const moments = momentsAt(instantOf('2027-04-30T16:35'))
  assert.deepEqual(deadline(clock, { ...moments, received: null }, terms), { unknown: 'not received yet' })
  const may = { earliest: instantOf('2027-05-01T00:00'), latest: instantOf('2027-05-31T23:59') }
  assert.deepEqual(deadline(clock, { ...moments, received: may }, terms), {
    between: [instantOf('2027-05-04T23:59:59'), instantOf('2027-06-01T23:59:59')],
  })
})
