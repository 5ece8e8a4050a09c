import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { addDays, addMonths, atHour, daysBetween, endOfDay, londonDay, startOfDay } from './days.ts'

const dates = fc.date({ min: new Date('1900-02-01'), max: new Date('2099-11-30'), noInvalidDate: true })
const day = dates.map((date) => date.toISOString().slice(0, 10))
const inLondon = (local: string) =>
  Temporal.PlainDateTime.from(local).toZonedDateTime('Europe/London').toInstant().epochMilliseconds

test('a London day begins and ends when the time-zone table says, and each of its hours is that hour', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 23 }), (one, hour) => {
      assert.equal(startOfDay(one).getTime(), inLondon(`${one}T00:00`))
      assert.equal(endOfDay(one).getTime(), inLondon(`${one}T23:59:59`))
      assert.equal(atHour(one, hour).getTime(), inLondon(`${one}T${String(hour).padStart(2, '0')}:00`))
    }),
    { numRuns: 2000 },
  )
})

test('on the two days a year when the clocks change, and through double summer time, each hour is still that hour', () => {
  for (const one of ['2027-03-28', '2026-10-25', '1968-02-18', '1971-10-31', '1941-05-04', '1947-04-13', '1916-05-21'])
    for (let hour = 0; hour < 24; hour++)
      assert.equal(
        atHour(one, hour).getTime(),
        inLondon(`${one}T${String(hour).padStart(2, '0')}:00`),
        `${one} ${hour}`,
      )
})

test('every instant lies in the London day that holds it', () => {
  fc.assert(
    fc.property(dates, (at) => {
      const zoned = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO('Europe/London')
      assert.equal(londonDay(at), zoned.toPlainDate().toString())
    }),
    { numRuns: 2000 },
  )
})

test('days and months are counted as a calendar does, over leap days and the ends of months', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: -500, max: 500 }), (one, count) => {
      const plain = Temporal.PlainDate.from(one)
      assert.equal(addDays(one, count), plain.add({ days: count }).toString())
      assert.equal(addMonths(one, count), plain.add({ months: count }).toString())
      assert.equal(daysBetween(one, addDays(one, count)), count)
    }),
    { numRuns: 2000 },
  )
  assert.deepEqual(
    [
      addMonths('2024-02-29', 12),
      addMonths('2024-02-29', -12),
      addMonths('2025-08-31', 6),
      addMonths('2026-01-31', -2),
    ],
    ['2025-02-28', '2023-02-28', '2026-02-28', '2025-11-30'],
  )
})
