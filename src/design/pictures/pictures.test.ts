import assert from 'node:assert/strict'
import { test } from 'node:test'
import { load } from 'cheerio'
import fc from 'fast-check'
import { asText, type Html, html } from '../../platform/html.ts'
import { caseTimelinePicture } from './case-timeline.ts'
import { countsBar } from './counts-bar.ts'
import { rowsFor } from './figure.ts'
import { levelOverTime } from './level-over-time.ts'
import { mapLayout } from './relationship-layout.ts'
import { type RelationshipMapOptions, relationshipMap } from './relationship-map.ts'
import { boxHeight, boxWidth, mapWidth } from './relationship-sizes.ts'
import { shareBars } from './share-bars.ts'

const now = new Date('2026-12-18T15:45:00Z')
const span = { from: new Date('2026-10-01T00:00:00Z'), to: new Date('2026-12-31T00:00:00Z'), now }
const read = (page: Html) => load(asText(page))
type Rectangle = { x: number; y: number; width: number; height: number }
const meet = (one: Rectangle, other: Rectangle): boolean =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height

const family: fc.Arbitrary<RelationshipMapOptions> = fc
  .record({
    sides: fc.array(fc.constantFrom('victim', 'child', 'perpetrator', 'other'), { minLength: 1, maxLength: 12 }),
    ties: fc.array(fc.tuple(fc.nat(11), fc.nat(11), fc.string({ maxLength: 40 })), { maxLength: 20 }),
    homes: fc.array(fc.array(fc.nat(11), { maxLength: 5 }), { maxLength: 4 }),
  })
  .map(({ sides, ties, homes }) => ({
    id: 'map',
    people: sides.map((side, index) => ({ id: `${index}`, name: `Invented Person ${index}`, side, role: side })),
    relationships: ties.map(([from, to, text]) => ({ from: `${from}`, to: `${to}`, text })),
    households: homes.map((members, index) => ({ name: `Home ${index}`, members: members.map(String) })),
  }))

test('in a map of who is who no words meet a person or other words, whoever is in it', () => {
  fc.assert(
    fc.property(family, (options) => {
      const { boxes, lines, height } = mapLayout(options)
      const things = [
        ...boxes.map(({ x, y }) => ({ x, y, width: boxWidth, height: boxHeight })),
        ...lines.map(({ label }) => label),
      ]
      things.forEach((one, index) => {
        assert.ok(one.x >= 0 && one.x + one.width <= mapWidth && one.y >= 0 && one.y + one.height <= height, 'inside')
        for (const other of things.slice(index + 1)) assert.ok(!meet(one, other), JSON.stringify([one, other]))
      })
    }),
    { numRuns: 300 },
  )
})

test('in a map everybody stands once, in the one home that is theirs, and in no other', () => {
  fc.assert(
    fc.property(family, (options) => {
      const { boxes, households } = mapLayout(options)
      assert.deepEqual(boxes.map(({ person }) => person.id).sort(), options.people.map(({ id }) => id).sort())
      for (const home of households)
        for (const box of boxes) {
          const name = options.households.find(({ members }) => members.includes(box.person.id))?.name
          assert.equal(meet(home, { ...box, width: boxWidth, height: boxHeight }), name === home.name)
        }
    }),
    { numRuns: 300 },
  )
})

test('a map says first whether somebody harmed lives with the person who harms', () => {
  const people = [
    { id: 'a', name: 'Ada Fictional', side: 'victim' as const, role: 'victim' },
    { id: 'b', name: 'Bo Imaginary', side: 'perpetrator' as const, role: 'suspect' },
  ]
  const sentence = (members: string[]) =>
    read(relationshipMap({ id: 'm', people, relationships: [], households: [{ name: '1 Nowhere Street', members }] }))(
      'desc',
    ).text()
  assert.match(sentence(['a', 'b']), /living together with the person who harms: 1 Nowhere Street/)
  assert.match(sentence(['a']), /Nobody harmed is recorded as living/)
})

test('the table of a map holds each tie for both, and ended ones as ended', () => {
  const page = read(
    relationshipMap({
      id: 'm',
      people: [
        { id: 'a', name: 'Ada Fictional', side: 'victim', role: 'victim' },
        { id: 'b', name: 'Bo Imaginary', side: 'perpetrator', role: 'offender' },
      ],
      relationships: [{ from: 'b', to: 'a', text: 'former partner', hasEnded: true }],
      households: [],
    }),
  )
  assert.match(page('tbody').text(), /former partner \(ended\): Bo Imaginary/)
  assert.match(page('tbody').text(), /former partner \(ended\): Ada Fictional/)
})

test('spans in one row never meet, and no more rows are used than there are spans', () => {
  const spans = fc.array(fc.tuple(fc.nat(900), fc.integer({ min: 1, max: 300 })), { maxLength: 40 })
  fc.assert(
    fc.property(spans, (pairs) => {
      const all = pairs.map(([start, length]) => ({ start, end: start + length }))
      const rows = rowsFor(all)
      all.forEach((one, index) => {
        all.slice(index + 1).forEach((other, later) => {
          if (rows[index] === rows[index + 1 + later]) assert.ok(one.end <= other.start || other.end <= one.start)
        })
      })
    }),
  )
})

const duty = (text: string, raised: string, due: string | null, done: string | null) => ({
  text,
  raisedAt: new Date(raised),
  dueAt: due ? new Date(due) : null,
  doneAt: done ? new Date(done) : null,
})

test('a case over time says how many duties are late, done late ones too, and how many are open', () => {
  const page = read(
    caseTimelinePicture({
      id: 'c',
      ...span,
      levels: [],
      entries: [{ at: new Date('2026-10-02T08:00:00Z'), text: 'Assault reported', kind: 'harm' }],
      duties: [
        duty('Tell of the arrest', '2026-10-02T11:00:00Z', '2026-10-03T11:00:00Z', '2026-10-02T15:00:00Z'),
        duty('Tell of release', '2026-10-03T09:30:00Z', '2026-10-04T09:30:00Z', '2026-10-09T09:00:00Z'),
        duty('Risk review', '2026-11-19T23:00:00Z', '2026-11-26T23:00:00Z', null),
        duty('Ask for the result', '2026-12-10T09:00:00Z', null, null),
      ],
    }),
  )
  assert.match(page('desc').text(), /1 entry, 4 duties, of which 2 late and 2 still open\./)
  assert.equal(page('.wm-bar--late').length, 2)
  assert.match(page('tbody').text(), /Tell of release: due 10:30 Sun 4 Oct, done 10:00 Fri 9 Oct, 4|5 days late/)
  assert.equal(page('tbody tr').length, 5)
})

test('bars are as long as what they count, and a hidden count has one length whatever else there is', () => {
  const look = fc.constantFrom('good' as const, 'soon' as const, 'late' as const, 'open' as const, 'other' as const)
  const count = fc.oneof(fc.integer({ min: 0, max: 400 }), fc.constant('small' as const))
  const lines = fc.array(fc.array(fc.record({ text: fc.string(), look, count }), { maxLength: 7 }), {
    minLength: 1,
    maxLength: 12,
  })
  fc.assert(
    fc.property(lines, (all) => {
      const shown = all.map((parts, index) => ({ label: `Line ${index}`, end: '5', parts }))
      const page = read(
        shareBars({ id: 's', title: 'Shares', sentence: 'So many.', lines: shown, table: html`<p></p>` }),
      )
      const boxes = page('rect')
        .get()
        .map((box) => ({
          isSmall: page(box).hasClass('wm-shares__part--small'),
          ...{ x: Number(page(box).attr('x')), width: Number(page(box).attr('width')) },
        }))
      const counts = all.flat().filter((part) => part.count !== 0)
      assert.equal(boxes.length, counts.length)
      const unit = Math.max(
        ...counts.map((part, at) => (part.count === 'small' ? 0 : (boxes[at]?.width ?? 0) / part.count)),
      )
      for (const [at, part] of counts.entries()) {
        const { x, width, isSmall } = boxes[at] ?? assert.fail()
        assert.equal(isSmall, part.count === 'small')
        assert.ok(x >= 0 && x + width <= 600, 'inside the picture')
        if (part.count === 'small') assert.equal(width, 10)
        else assert.ok(Math.abs(width - part.count * unit) < part.count * 0.12 + 0.1)
      }
    }),
  )
})

test('a level never set is said to be treated as high, and drawn as high but broken', () => {
  const none = levelOverTime({ id: 'l', ...span, levels: [] })
  assert.match(read(none)('desc').text(), /treated as at high risk/)
  const page = read(levelOverTime({ id: 'l', ...span, levels: [{ at: span.from, level: null }] }))
  assert.equal(page('.wm-levels__unknown').length, 1)
  assert.equal(page('.wm-levels__line').length, 0)
})

test('every picture has a title, a sentence and a table with as many rows as it shows (U11)', () => {
  const levels = [
    { at: new Date('2026-10-04T09:00:00Z'), level: 'medium' as const },
    { at: new Date('2026-11-20T09:00:00Z'), level: 'high' as const },
  ]
  const page = read(levelOverTime({ id: 'l', ...span, levels }))
  const [title = '', description = ''] = (page('svg').attr('aria-labelledby') ?? '').split(' ')
  assert.equal(page(`#${title}`).text(), 'Risk level over time')
  assert.equal(page(`#${description}`).text(), 'The risk level is high since Fri 20 Nov; it changed once.')
  assert.equal(page('tbody tr').length, 2)
  assert.equal(page('svg').attr('role'), 'img')
})

test('the parts of a bar are as wide as what they count, and together as wide as the bar', () => {
  const page = read(
    countsBar({
      id: 'b',
      title: 'Your duties',
      counts: [
        { text: 'late', count: 3, state: 'late' },
        { text: 'due soon', count: 0, state: 'soon' },
        { text: 'on time', count: 5, state: 'on-time' },
      ],
    }),
  )
  const widths = page('rect')
    .toArray()
    .map((part) => Number(page(part).attr('width')))
  assert.deepEqual(widths, [120, 200])
  assert.match(page('figcaption').text(), /Your duties: 3 late, 0 due soon, 5 on time; 8 in all\./)
})
