import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { dayEnds, dayText, readDay, readMoment, readTime, timeText } from './times.ts'

const now = new Date('2027-04-30T15:35:00Z')
const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const two = (count: number) => String(count).padStart(2, '0')

test('a day is read however people write it', () => {
  fc.assert(
    fc.property(day, (iso) => {
      const [year = '', month = '', date = ''] = iso.split('-')
      const name = new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' }).format(new Date(iso))
      const ways = [
        iso,
        `${Number(date)}/${Number(month)}/${year}`,
        `${date}.${month}.${year}`,
        ` ${Number(date)} ${name} ${year}`,
      ]
      for (const way of [
        ...ways,
        `${Number(date)} ${name.slice(0, 3).toUpperCase()} ${year}`,
        `Tuesday ${Number(date)}th of ${name}, ${year}`,
        `Tue ${Number(date)} ${name.slice(0, 3)} ${year}`,
      ])
        assert.deepEqual(readDay(way, now), { day: iso }, way)
    }),
  )
})

test('today and yesterday are London days, also in the hour after midnight in summer', () => {
  const justAfterMidnight = new Date('2027-06-30T23:30:00Z')
  assert.deepEqual(readDay('Today', justAfterMidnight), { day: '2027-07-01' })
  assert.deepEqual(readDay('yesterday ', justAfterMidnight), { day: '2027-06-30' })
  assert.deepEqual(readDay('tomorrow', justAfterMidnight), { day: '2027-07-02' })
})

test('a day that no month has, a year of two figures and plain nonsense are refused, and the message says what to do', () => {
  for (const typed of [
    '31/4/2027',
    '2027-02-29',
    '30/13/2027',
    '0/1/2027',
    '30/4/27',
    '30 April',
    'soon',
    '',
    '4/30/2027',
    '30 mayhem 2027',
    '30 ma 2027',
  ])
    assert.match((readDay(typed, now) as { problem: string }).problem, /Write|Check|Enter/, typed)
  assert.deepEqual(readDay('29/2/2028', now), { day: '2028-02-29' })
})

test('a time is read on both clocks, with any dot or colon or none', () => {
  fc.assert(
    fc.property(fc.nat(23), fc.nat(59), (hour, minute) => {
      const time = `${two(hour)}:${two(minute)}`
      const twelve = hour % 12 || 12
      const half = hour < 12 ? 'am' : 'pm'
      const ways = [
        time,
        `${two(hour)}${two(minute)}`,
        `${hour}.${two(minute)}`,
        `${twelve}.${two(minute)}${half}`,
        `${twelve}:${two(minute)} ${half.toUpperCase()}`,
      ]
      for (const way of minute === 0 ? [...ways, `${twelve}${half}`] : ways)
        assert.deepEqual(readTime(way), { time }, way)
    }),
  )
})

test('a time that no clock shows is refused', () => {
  for (const typed of ['24:00', '16:60', '4', '16', 'later', 'midnight', '', '13am', '0pm', '16:355', '-1:00'])
    assert.match((readTime(typed) as { problem: string }).problem, /Write|Enter/, typed)
  assert.deepEqual(readTime('noon'), { time: '12:00' })
})

test('a day and a time that were written from a moment are read back as that moment, except in the hour that comes twice', () => {
  const minute = fc
    .date({ min: new Date('1980-01-01'), max: new Date('2060-01-01'), noInvalidDate: true })
    .map((date) => new Date(Math.floor(date.getTime() / 60_000) * 60_000))
  fc.assert(
    fc.property(minute, (at) => {
      const read = readMoment(dayText(at), timeText(at), now)
      assert.ok('at' in read, JSON.stringify(read))
      if (!read.note) assert.equal(read.at.toISOString(), at.toISOString())
    }),
    { numRuns: 500 },
  )
})

test('the hour that the clocks skip in spring is refused', () => {
  for (const time of ['01:00', '1.30am', '0159']) {
    const read = readMoment('28/3/2027', time, now)
    assert.ok('problem' in read && read.field === 'time' && /clocks went forward/.test(read.problem))
  }
  assert.deepEqual(readMoment('28/3/2027', '02:00', now), { at: new Date('2027-03-28T01:00:00Z') })
  assert.deepEqual(readMoment('28/3/2027', '00:59', now), { at: new Date('2027-03-28T00:59:00Z') })
})

test('of the hour that comes twice in autumn the first is taken, and it says so; the second can be asked for', () => {
  const read = readMoment('2027-10-31', '01:30', now)
  assert.ok('at' in read && read.note?.includes('came twice'))
  assert.equal(read.at.toISOString(), '2027-10-31T00:30:00.000Z')
  assert.deepEqual(readMoment('2027-10-31', '01:30 GMT', now), { at: new Date('2027-10-31T01:30:00Z') })
  assert.deepEqual(readMoment('2027-10-31', '01:30 bst', now), { at: new Date('2027-10-31T00:30:00Z') })
  assert.ok('problem' in readMoment('2027-12-25', '09:00 BST', now))
})

test('a day is 23 hours long in spring and 25 in autumn', () => {
  const hours = ({ from, until }: { from: Date; until: Date }) => (until.getTime() + 1000 - from.getTime()) / 3_600_000
  assert.equal(hours(dayEnds('2027-03-28')), 23)
  assert.equal(hours(dayEnds('2027-10-31')), 25)
  assert.equal(hours(dayEnds('2027-04-30')), 24)
  assert.equal(dayEnds('2027-04-30').from.toISOString(), '2027-04-29T23:00:00.000Z')
})
