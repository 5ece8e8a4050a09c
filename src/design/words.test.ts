import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  daysBetween,
  daysInWords,
  formatCount,
  formatDay,
  formatNearDay,
  formatSpan,
  formatTime,
  formatWhen,
  londonDay,
} from './words.ts'

const at = (text: string): Date => new Date(text)
const moments = fc.date({ min: at('2006-01-01T00:00:00Z'), max: at('2046-01-01T00:00:00Z'), noInvalidDate: true })

test('a moment just before midnight in summer is on the next day in London', () => {
  assert.equal(londonDay(at('2026-06-30T23:30:00Z')), '2026-07-01')
  assert.equal(formatDay(at('2026-06-30T23:30:00Z')), 'Wed 1 Jul 2026')
  assert.equal(formatTime(at('2026-06-30T23:30:00Z')), '00:30')
})

test('the year is left out only in its own year', () => {
  const now = at('2026-12-31T12:00:00Z')
  assert.equal(formatDay('2026-12-21', now), 'Mon 21 Dec')
  assert.equal(formatDay('2027-01-01', now), 'Fri 1 Jan 2027')
  assert.equal(formatDay('2026-09-03', now), 'Thu 3 Sep')
})

test('the hour that comes twice when the clocks go back says which of the two it is', () => {
  assert.equal(formatTime(at('2026-10-25T00:30:00Z')), '01:30 BST')
  assert.equal(formatTime(at('2026-10-25T01:30:00Z')), '01:30 GMT')
  assert.equal(formatTime(at('2026-10-25T02:30:00Z')), '02:30')
  assert.equal(formatTime(at('2026-03-29T01:30:00Z')), '02:30')
})

test('near days have names and a clock that runs to the last second of a day says so', () => {
  const now = at('2026-12-18T15:45:00Z')
  assert.equal(formatWhen(at('2026-12-18T16:50:00Z'), now), '16:50 today')
  assert.equal(formatWhen(at('2026-12-19T09:00:00Z'), now), '09:00 tomorrow')
  assert.equal(formatWhen(at('2026-12-17T23:10:00Z'), now), '23:10 yesterday')
  assert.equal(formatWhen(at('2026-12-21T23:59:59Z'), now), 'end of Mon 21 Dec')
  assert.equal(formatWhen(at('2026-12-18T23:59:00Z'), now), '23:59 today')
  assert.equal(formatNearDay('2026-12-19', now), 'tomorrow')
})

test('a span is said in minutes, hours, then London days', () => {
  const now = at('2026-12-18T15:45:00Z')
  assert.equal(formatSpan(now, at('2026-12-18T15:45:59Z')), 'under a minute')
  assert.equal(formatSpan(now, at('2026-12-18T16:25:00Z')), '40 min')
  assert.equal(formatSpan(at('2026-12-18T16:50:00Z'), now), '1 h 05')
  assert.equal(formatSpan(now, at('2026-12-20T15:44:00Z')), '47 h 59')
  assert.equal(formatSpan(now, at('2026-12-20T15:45:00Z')), '2 days')
})

test('a span over the night when the clocks change is the time that passed, not what the clock shows', () => {
  assert.equal(formatSpan(at('2026-10-24T23:00:00Z'), at('2026-10-25T02:00:00Z')), '3 h 00')
})

test('the time shown, with its zone where it has two, leads back to the moment, at any moment', () => {
  fc.assert(
    fc.property(moments, (moment) => {
      const minute = new Date(Math.floor(moment.getTime() / 60_000) * 60_000)
      const [clock = '', zone] = formatTime(minute).split(' ')
      const candidates = [0, 1]
        .filter((offset) => !zone || offset === (zone === 'BST' ? 1 : 0))
        .map((offset) => new Date(at(`${londonDay(minute)}T${clock}:00Z`).getTime() - offset * 3_600_000))
        .filter((each) => formatTime(each) === formatTime(minute) && londonDay(each) === londonDay(minute))
      assert.deepEqual(candidates, [minute])
    }),
  )
})

test('the process may run on any clock: days agree with what toLocaleDateString says of London', () => {
  fc.assert(
    fc.property(moments, (moment) => {
      assert.equal(londonDay(moment), moment.toLocaleDateString('sv-SE', { timeZone: 'Europe/London' }))
    }),
  )
})

test('days between two days count back as they count forth', () => {
  fc.assert(
    fc.property(moments, moments, (one, other) => assert.equal(daysBetween(one, other) + daysBetween(other, one), 0)),
  )
  assert.equal(daysBetween('2028-02-28', '2028-03-01'), 2)
})

test('a count agrees with its word', () => {
  assert.equal(formatCount(1, 'duty', 'duties'), '1 duty')
  assert.equal(formatCount(0, 'duty', 'duties'), '0 duties')
  assert.equal(formatCount(1200, 'case'), '1,200 cases')
})

test('a day that does not exist is refused, not moved', () => {
  assert.throws(() => formatDay('2026-02-30'), RangeError)
})

test('days in a text are said as days are, and what only looks like a day stays', () => {
  assert.equal(daysInWords('Kept, 2026-12-21 to 2027-01-01'), 'Kept, Mon 21 Dec 2026 to Fri 1 Jan 2027')
  for (const text of ['2026-02-30', '12026-12-21', '2026-12-211', 'WM-2026']) assert.equal(daysInWords(text), text)
})
