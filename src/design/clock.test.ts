import assert from 'node:assert/strict'
import { test } from 'node:test'
import { load } from 'cheerio'
import fc from 'fast-check'
import { asText, type Html } from '../platform/html.ts'
import { type ClockOptions, clock, clockState } from './clock.ts'
import { contactStrip } from './contact-strip.ts'
import { riskTag } from './tags.ts'

const now = new Date('2026-12-18T15:45:00Z')
const at = (text: string): Date => new Date(text)
const said = (page: Html): string => load(asText(page)).text().replace(/\s+/g, ' ').trim()
const says = (options: Omit<ClockOptions, 'now'>): string => said(clock({ now, ...options }))

test('a clock says when, how long is left, and what the law says (DESIGN 9)', () => {
  assert.equal(
    says({ dueAt: at('2026-12-18T16:50:00Z'), lawDueAt: at('2026-12-21T23:59:59Z') }),
    'Soon: by 16:50 today (1 h 05 left) law: end of Mon 21 Dec',
  )
  assert.equal(says({ dueAt: at('2026-12-19T16:50:00Z') }), 'by 16:50 tomorrow (25 h 05 left)')
  assert.equal(says({ lawDueAt: at('2026-12-21T23:59:59Z') }), 'by end of Mon 21 Dec (3 days left) set by law')
})

test('what is late says by how much, and since when the law too', () => {
  assert.equal(
    says({ dueAt: at('2026-12-16T13:45:00Z'), lawDueAt: at('2026-12-18T13:45:00Z') }),
    'Late by 2 days was due 13:45 Wed 16 Dec law: late since 13:45 today',
  )
})

test('what was done late is done, and says that it was late', () => {
  const dueAt = at('2026-12-18T10:45:00Z')
  assert.equal(says({ dueAt, doneAt: at('2026-12-18T11:45:00Z'), doneWord: 'Told' }), 'Told 11:45 today, 1 h 00 late')
  assert.equal(says({ dueAt, doneAt: at('2026-12-18T10:45:00Z') }), 'Done 10:45 today')
})

test('a clock without a time says why', () => {
  assert.equal(says({ notKnown: 'the hearing has no day' }), 'No time yet: the hearing has no day')
})

test('a clock is late from the second after its earlier end, and never before', () => {
  const moments = fc.option(fc.date({ min: at('2026-01-01'), max: at('2027-12-31'), noInvalidDate: true }))
  fc.assert(
    fc.property(moments, moments, (dueAt, lawDueAt) => {
      const ends = [dueAt, lawDueAt].filter((end) => end !== null).map((end) => end.getTime())
      const state = clockState({ now, dueAt, lawDueAt })
      assert.equal(state === 'not known', ends.length === 0)
      assert.equal(
        state === 'late',
        ends.some((end) => end < now.getTime()),
      )
      assert.equal(
        state === 'soon',
        ends.length > 0 && Math.min(...ends) - now.getTime() <= 4 * 3_600_000 && state !== 'late',
      )
    }),
  )
  assert.equal(clockState({ now, dueAt: now }), 'soon')
})

test('each state of a clock has a shape of its own: none is shown by colour alone (U11)', () => {
  const states: Omit<ClockOptions, 'now'>[] = [
    { dueAt: at('2026-12-18T15:00:00Z') },
    { dueAt: at('2026-12-18T16:00:00Z') },
    { dueAt: at('2026-12-20T16:00:00Z') },
    { doneAt: now },
    {},
  ]
  const shapes = states.map((state) => load(asText(clock({ now, ...state })))('svg').html())
  assert.equal(new Set(shapes).size, states.length)
  const levels = (['high', 'medium', 'standard', null] as const).map((level) =>
    load(asText(riskTag(level)))('svg').html(),
  )
  assert.equal(new Set(levels).size, 4)
})

test('nobody assessed yet is said to be treated as high', () => {
  assert.equal(said(riskTag(null)), 'Risk level: No level yet, treated as high')
})

test('no recorded way to reach a person forbids every way, a call included', () => {
  assert.match(said(contactStrip({ now, rule: { kind: 'none' } })), /Do not call, write or visit/)
})

test('a window that ends now is closed, and one that begins now is open', () => {
  const later = at('2026-12-18T18:00:00Z')
  const strip = (from: Date, to: Date) =>
    said(contactStrip({ now, rule: { kind: 'known', routes: [], window: { from, to, how: 'work mobile' } } }))
  assert.match(strip(at('2026-12-18T09:00:00Z'), now), /No safe time is ahead/)
  assert.match(strip(now, later), /Safe now: work mobile, until 18:00 today/)
  assert.match(strip(later, at('2026-12-18T19:00:00Z')), /Next safe time: 18:00 today to 19:00 today/)
})

test('a window that is over is never called the next one', () => {
  const window = { from: at('2026-12-18T09:00:00Z'), to: at('2026-12-18T11:00:00Z'), how: 'work mobile' }
  const text = said(contactStrip({ now, rule: { kind: 'known', routes: [], window } }))
  assert.match(text, /No safe time is ahead/)
  assert.doesNotMatch(text, /Next safe time/)
})
