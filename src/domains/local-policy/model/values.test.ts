import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { defaultPolicy, policyValues } from '../../../local-policy/values.ts'
import { englandAndWales } from '../../../rules/calendar.ts'
import { deadline } from '../../../rules/deadline.ts'
import { exactly } from '../../../rules/entry.ts'
import {
  holidayForm,
  nameFrom,
  names,
  outOfOrder,
  type Setting,
  slugOf,
  valueForm,
  valuesAt,
  weakening,
} from './values.ts'

const now = new Date('2026-11-23T10:00:00Z')
const row = (name: string, value: Setting, fromAt: string) => ({
  name,
  value,
  fromAt: new Date(fromAt),
  setAt: now,
  by: 'Vera',
  agency: 'Test',
  reason: 'agreed',
})
const messages = (result: { error?: { issues: { message: string }[] } | undefined }) =>
  result.error?.issues.map(({ message }) => message)

test('every value has an address of its own that leads back to it', () => {
  for (const name of names) assert.equal(nameFrom(slugOf(name)), name)
  assert.equal(nameFrom('something-else'), undefined)
  assert.equal(names.length, Object.keys(defaultPolicy).length)
})

test('the default holds until a value is set, and a value until the next', () => {
  const rows = [
    row('releaseHoursHigh', 2, '2026-11-01T00:00:00Z'),
    row('releaseHoursHigh', 1, '2026-11-23T10:00:00Z'),
    row('releaseHoursHigh', 3, '2026-11-23T10:00:01Z'),
  ]
  const at = (moment: string) => valuesAt(rows, new Date(moment)).find(({ name }) => name === 'releaseHoursHigh')
  assert.deepEqual(
    [at('2026-10-31T00:00:00Z')?.now, at('2026-10-31T00:00:00Z')?.since],
    [defaultPolicy.releaseHoursHigh, null],
  )
  assert.equal(at('2026-11-22T00:00:00Z')?.now, 2)
  assert.equal(at('2026-11-23T10:00:00Z')?.now, 1)
  assert.deepEqual(
    at('2026-11-23T10:00:00Z')?.coming.map(({ value }) => value),
    [3],
  )
  assert.equal(at('2026-12-01T00:00:00Z')?.now, 3)
})

test('whatever makes a protective deadline later is said to be so (RULES 23.3)', () => {
  const moment = exactly(new Date('2026-12-23T10:00:00Z'))
  const moments = { happened: moment, known: moment, received: moment, entered: moment, date: moment, raised: moment }
  const clocks = {
    releaseHoursHigh: { kind: 'hours', count: 'releaseHoursHigh', from: 'known' },
    breachResponseHours: { kind: 'hours', count: 'breachResponseHours', from: 'known' },
    reviewDaysMedium: { kind: 'days', count: 'reviewDaysMedium', from: 'happened' },
    suspectSpokenToWorkingDays: { kind: 'workingDays', count: 'suspectSpokenToWorkingDays', from: 'happened' },
    backstopHour: { kind: 'hourOfNextWorkingDay', hour: 'backstopHour', from: 'raised' },
  } as const
  const dueWith = (name: keyof typeof clocks, value: number): number => {
    const due = deadline(clocks[name], moments, {
      calendar: englandAndWales,
      policy: { ...defaultPolicy, [name]: value },
      grade: null,
      isEnhanced: true,
      isSeparated: false,
    })
    return due && 'at' in due ? due.at.getTime() : Number.NaN
  }
  const name = fc.constantFrom(...(Object.keys(clocks) as (keyof typeof clocks)[]))
  const hour = fc.integer({ min: 1, max: 20 })
  fc.assert(
    fc.property(name, hour, hour, (which, before, after) =>
      assert.equal(weakening(which, before, after) !== null, dueWith(which, after) > dueWith(which, before)),
    ),
  )
})

test('a longer longest shift is said, since what became known waits for the end of the next one', () => {
  assert.equal(weakening('shiftStarts', [7, 15, 23], [6, 14, 22]), null)
  assert.match(weakening('shiftStarts', [7, 15, 23], [7, 19]) ?? '', /12 hours instead of 8/)
  assert.match(weakening('shiftStarts', [7, 19], [7]) ?? '', /24 hours instead of 12/)
})

test('taking a warning away or bringing it later is said; an extra or earlier warning is not', () => {
  assert.equal(weakening('trialLeadDays', [28, 14, 2], [35, 28, 14, 2]), null)
  assert.equal(weakening('trialLeadDays', [28, 14, 2], [30, 14, 2]), null)
  assert.notEqual(weakening('trialLeadDays', [28, 14, 2], [28, 2]), null)
  assert.notEqual(weakening('trialLeadDays', [28, 14, 2], [27, 14, 2]), null)
})

test('no change is weaker both ways, and no value is weaker than itself', () => {
  for (const name of names) {
    const { default: usual } = policyValues[name]
    assert.equal(weakening(name, usual, usual), null, name)
    if (typeof usual === 'number')
      assert.ok(weakening(name, usual, usual + 1) === null || weakening(name, usual + 1, usual) === null, name)
  }
  assert.notEqual(weakening('repeatNeedsCrime', false, true), null)
  assert.equal(weakening('repeatNeedsCrime', true, false), null)
  assert.notEqual(weakening('smallNumber', 6, 5), null)
})

test('a higher level is never left longer than a lower one', () => {
  assert.match(
    outOfOrder('reviewDaysMedium', 5, defaultPolicy) ?? '',
    /days between risk reviews at high would be 7, days between risk reviews at medium 5/,
  )
  assert.equal(outOfOrder('reviewDaysMedium', 7, defaultPolicy), null)
  assert.notEqual(outOfOrder('releaseHoursHigh', 4, { ...defaultPolicy, releaseHoursMedium: 3 }), null)
  assert.equal(outOfOrder('smallNumber', 20, defaultPolicy), null)
})

const typed = { from: 'now', reason: 'Agreed by the board on 2 November' }

test('a value outside its limits is refused with its limit, and never rounded or guessed', () => {
  const form = (value: string) => valueForm('releaseHoursHigh', now).safeParse({ ...typed, value })
  assert.deepEqual(messages(form('5')), ['Enter 4 or less'])
  assert.deepEqual(messages(form('0')), ['Enter 1 or more'])
  assert.deepEqual(messages(form('1.5')), ['Enter a whole number'])
  assert.deepEqual(messages(form(' ')), ['Enter a value'])
  assert.equal(form('2').data?.value, 2)
  assert.deepEqual(valueForm('trialLeadDays', now).parse({ ...typed, value: '35, 14;2' }).value, [35, 14, 2])
  assert.equal(valueForm('repeatNeedsCrime', now).parse({ ...typed, value: 'no' }).value, false)
  assert.ok(!valueForm('repeatNeedsCrime', now).safeParse({ ...typed, value: 'perhaps' }).success)
  assert.ok(!valueForm('releaseHoursHigh', now).safeParse({ ...typed, value: 'one' }).success)
})

test('a value holds from now or later, never from the past', () => {
  const later = (fromDay: string) =>
    valueForm('releaseHoursHigh', now).safeParse({ ...typed, value: '2', from: 'later', fromDay, fromTime: '09:00' })
  assert.deepEqual(messages(later('today')), ['A value holds from now or later: the past stays as it was'])
  assert.deepEqual(later('1/1/2027').data?.fromAt, new Date('2027-01-01T09:00:00Z'))
  assert.deepEqual(valueForm('releaseHoursHigh', now).parse({ ...typed, value: '2' }).fromAt, now)
})

test('a day off is added for tomorrow or later, inside the published list, once (INV-21)', () => {
  const form = (day: string) =>
    holidayForm(now, englandAndWales).safeParse({ day, name: 'Day of mourning', source: 'Royal proclamation' })
  assert.equal(form('tomorrow').data?.day, '2026-11-24')
  assert.deepEqual(messages(form('today')), ['The day must be after today: days that have begun stay as they were'])
  assert.match(String(messages(form('25/12/2026'))), /bank holiday already/)
  assert.match(String(messages(form('25/12/2040'))), /^The list of bank holidays ends on 2028-12-31/)
})
