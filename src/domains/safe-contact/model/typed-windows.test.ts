import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { englandAndWales } from '../../../rules/calendar.ts'
import { readWindows } from './typed-windows.ts'
import { nextOpening, type Window } from './windows.ts'
import { windowLines } from './words.ts'

type Windows = Window[]

const read = (text: string): Windows => {
  const result = readWindows(text)
  if ('problem' in result) throw new Error(result.problem)
  return result.windows
}

test('hours are read as people write them', () => {
  assert.deepEqual(read('Mon to Fri 10:00 to 12:00'), [{ days: [1, 2, 3, 4, 5], from: '10:00', until: '12:00' }])
  assert.deepEqual(read('Tue, Thu 6.30pm-8pm'), [{ days: [2, 4], from: '18:30', until: '20:00' }])
  assert.deepEqual(read('sat-mon 9am to 5pm\n\nwednesday and friday 14:00 until 15:00'), [
    { days: [1, 6, 7], from: '09:00', until: '17:00' },
    { days: [3, 5], from: '14:00', until: '15:00' },
  ])
  assert.deepEqual(read('any day 08:00-20:00')[0]?.days, [1, 2, 3, 4, 5, 6, 7])
  assert.deepEqual(read(''), [])
})

test('what is not clear is refused with its line, never guessed', () => {
  for (const [text, problem] of [
    ['Mon 10:00 to 12:00\nsometimes', /^Line 2: Write it like/],
    ['Blueday 10:00 to 12:00', /^Line 1: the days are not clear/],
    ['Mon 25:00 to 26:00', /^Line 1: the times are not clear/],
    ['Mon 22:00 to 02:00', /^Line 1: it ends before it starts/],
    ['mornings', /^Line 1/],
  ] as const) {
    const result = readWindows(text)
    assert.match('problem' in result ? result.problem : 'taken', problem, text)
  }
})

test('whatever is typed, it is read or refused: nothing breaks', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (text) => 'problem' in readWindows(text) || true),
    { numRuns: 2000 },
  )
})

const windows: fc.Arbitrary<Windows> = fc.array(
  fc
    .tuple(
      fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      fc.integer({ min: 0, max: 22 }),
      fc.integer({ min: 1, max: 23 }),
    )
    .filter(([, from, until]) => from < until)
    .map(([days, from, until]) => ({
      days: days.sort(),
      from: `${String(from).padStart(2, '0')}:00`,
      until: `${String(until).padStart(2, '0')}:00`,
    })),
  { maxLength: 4 },
)

test('what is shown can be typed in again and means the same', () => {
  fc.assert(fc.property(windows, (all) => assert.deepEqual(read(windowLines(all).join('\n')), all)))
})

/** The wall clock of London, asked of the platform itself. */
const london = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
const isSafeAt = (all: Windows, at: Date): boolean => {
  const parts = Object.fromEntries(london.formatToParts(at).map(({ type, value }) => [type, value]))
  const day = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(parts.weekday ?? '') + 1
  const time = `${parts.hour}:${parts.minute}`
  return all.some(({ days, from, until }) => days.includes(day) && from <= time && time < until)
}

test('"safe now" agrees with a clock on the wall, also in the weeks when the clocks change', () => {
  const weeks = fc.constantFrom('2026-10-22T00:00:00Z', '2027-03-25T00:00:00Z', '2027-06-01T00:00:00Z')
  fc.assert(
    fc.property(windows, weeks, fc.integer({ min: 0, max: 7 * 48 }), (all, week, halfHours) => {
      const at = new Date(Date.parse(week) + halfHours * 1_800_000)
      const span = nextOpening({ kind: 'phone', windows: all, endsOn: null }, at, englandAndWales)
      assert.equal(span !== null && span.from <= at && at < span.until, isSafeAt(all, at), at.toISOString())
    }),
    { numRuns: 2000 },
  )
})
