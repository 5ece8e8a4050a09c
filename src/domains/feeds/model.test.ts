import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { calendarOf, digestDay, digestText, kindOf, type Shift } from './model.ts'

const secret = Buffer.alloc(32, 7)
const now = new Date('2026-11-23T08:05:06.789Z')
const duty = fc.record({
  dutyId: fc.uuid(),
  code: fc.constantFrom('RISK_REVIEW', 'TELL_BAIL', 'CHASE_RESULT', 'PLAN_REVIEW'),
  isTelling: fc.boolean(),
  dueAt: fc.date({ min: new Date('2026-01-01T00:00:00Z'), max: new Date('2030-01-01T00:00:00Z'), noInvalidDate: true }),
})
const duties = fc.uniqueArray(duty, { selector: ({ dutyId }) => dutyId, maxLength: 20 })

/** Reads a calendar by the grammar of RFC 5545 sections 3.1 and 3.6, written apart from what made it. */
const read = (text: string) => {
  assert.ok(text.endsWith('\r\n'))
  const physical = text.slice(0, -2).split('\r\n')
  for (const line of physical) {
    assert.ok(Buffer.byteLength(line) <= 75, line)
    assert.doesNotMatch(line, /[\r\n]/)
  }
  const lines = text.replaceAll('\r\n ', '').slice(0, -2).split('\r\n')
  const properties = lines.map((line) => {
    const [, name = '', value = ''] = /^([A-Z-]+):(.*)$/.exec(line) ?? assert.fail(`not a content line: ${line}`)
    return { name, value }
  })
  assert.deepEqual(properties[0], { name: 'BEGIN', value: 'VCALENDAR' })
  assert.deepEqual(properties.at(-1), { name: 'END', value: 'VCALENDAR' })
  const events: Record<string, string>[] = []
  for (const { name, value } of properties.slice(1, -1)) {
    if (name === 'BEGIN') events.push({})
    const event = events.at(-1)
    if (event && name !== 'BEGIN' && name !== 'END') event[name] = value
  }
  return { head: properties, events }
}

test('a calendar is valid RFC 5545: lines end in CRLF, none is over 75 bytes, each event has UID, DTSTAMP and DTSTART in UTC', () => {
  fc.assert(
    fc.property(duties, (all) => {
      const { head, events } = read(calendarOf(all, now, secret))
      for (const needed of ['VERSION', 'PRODID']) assert.equal(head.filter(({ name }) => name === needed).length, 1)
      assert.equal(events.length, all.length)
      assert.equal(new Set(events.map(({ UID }) => UID)).size, all.length)
      for (const [index, event] of events.entries()) {
        assert.equal(event.DTSTAMP, '20261123T080506Z')
        const due = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(event.DTSTART ?? '')
        const [, year, month, day, hour, minute, second] = due ?? []
        const at = all[index]?.dueAt.getTime() ?? 0
        assert.equal(Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`), at - (at % 1000))
      }
    }),
  )
})

test('a calendar names nobody: an event holds a time and one of three neutral words, and no id of ours (INV-07, U8, S-09)', () => {
  fc.assert(
    fc.property(duties, (all) => {
      const text = calendarOf(all, now, secret).replaceAll('\r\n ', '')
      for (const { dutyId, code } of all) {
        assert.ok(!text.includes(dutyId) && !text.includes(dutyId.replaceAll('-', '')))
        assert.ok(!text.includes(code))
      }
      for (const { SUMMARY, ...rest } of read(calendarOf(all, now, secret)).events) {
        assert.match(SUMMARY ?? '', /^Work due: (review|call|check)$/)
        assert.deepEqual(Object.keys(rest).sort(), ['CLASS', 'DTSTAMP', 'DTSTART', 'TRANSP', 'UID'])
      }
    }),
  )
})

test('a duty keeps its UID from day to day, so that a calendar moves it and does not double it', () => {
  const one = { dutyId: '7c9d2f7e-3c1c-4a52-9a43-0e8f0f9d1a11', code: 'RISK_REVIEW', isTelling: false, dueAt: now }
  const uidAt = (moment: string, dueAt: Date) =>
    read(calendarOf([{ ...one, dueAt }], new Date(moment), secret)).events[0]?.UID
  assert.equal(uidAt('2026-11-23T08:00:00Z', now), uidAt('2026-12-24T09:00:00Z', new Date('2026-12-25T00:00:00Z')))
  assert.notEqual(
    read(calendarOf([one], now, secret)).events[0]?.UID,
    read(calendarOf([one], now, Buffer.alloc(32, 8))).events[0]?.UID,
  )
})

test('reviews are reviews, telling somebody is a call, and all else is a check', () => {
  assert.equal(kindOf({ code: 'RISK_REVIEW', isTelling: true }), 'review')
  assert.equal(kindOf({ code: 'TELL_BAIL', isTelling: true }), 'call')
  assert.equal(kindOf({ code: 'CHASE_RESULT', isTelling: false }), 'check')
})

const week = (startsAt: string, endsAt: string, more: Partial<Shift> = {}): Shift[] =>
  [1, 2, 3, 4, 5].map((weekday) => ({ weekday, startsAt, endsAt, fromOn: '2026-01-01', untilOn: null, ...more }))

for (const [what, at, day] of [
  ['a minute before the shift', '2026-11-23T08:59:00Z', null],
  ['as the shift begins', '2026-11-23T09:00:00Z', '2026-11-23'],
  ['late in the shift', '2026-11-23T16:59:00Z', '2026-11-23'],
  ['when it is over', '2026-11-23T17:00:00Z', null],
  ['on a Sunday', '2026-11-22T10:00:00Z', null],
  ['in summer, by London’s clock', '2026-07-06T08:00:00Z', '2026-07-06'],
  ['in summer, an hour too early', '2026-07-06T07:59:00Z', null],
] as const)
  test(`a digest for a week of nine to five, ${what}: ${day ?? 'none'}`, () => {
    assert.equal(digestDay(week('09:00:00', '17:00:00'), [], new Date(at)), day)
  })

test('nobody on leave gets a digest, and whoever is back does', () => {
  const away = [{ fromOn: '2026-11-20', untilOn: '2026-11-23' }]
  assert.equal(digestDay(week('09:00:00', '17:00:00'), away, new Date('2026-11-23T10:00:00Z')), null)
  assert.equal(digestDay(week('09:00:00', '17:00:00'), away, new Date('2026-11-24T10:00:00Z')), '2026-11-24')
})

test('a night shift gets its digest in the evening, and hours that are over or not begun count for nothing', () => {
  assert.equal(digestDay(week('22:00:00', '06:00:00'), [], new Date('2026-11-23T22:30:00Z')), '2026-11-23')
  assert.equal(
    digestDay(week('09:00:00', '17:00:00', { untilOn: '2026-11-22' }), [], new Date('2026-11-23T10:00:00Z')),
    null,
  )
  assert.equal(
    digestDay(week('09:00:00', '17:00:00', { fromOn: '2026-11-24' }), [], new Date('2026-11-23T10:00:00Z')),
    null,
  )
  assert.equal(digestDay([], [], new Date('2026-11-23T10:00:00Z')), null)
})

test('the digest holds figures and the address of the sign-in page', () => {
  const { subject, text } = digestText({ late: 3, today: 5, waiting: 2 }, 'https://waymark.example')
  assert.equal(subject, 'Your work today')
  assert.match(
    text,
    /^3 late, 5 due today, 2 wait for your answer\.\n\nSign in to see it: https:\/\/waymark\.example\/sign-in\n/,
  )
  assert.match(digestText({ late: 0, today: 0, waiting: 1 }, '').text, /1 waits for/)
  assert.match(digestText({ late: 0, today: 0, waiting: 0 }, '').text, /^Nothing is late/)
})
