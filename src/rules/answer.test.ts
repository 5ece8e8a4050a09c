import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allRules } from '../all-rules.ts'
import { defaultPolicy } from '../local-policy/values.ts'
import { englandAndWales } from './calendar.ts'
import { instantOf, londonTime } from './days.ts'
import { type Duty, derive } from './derive.ts'
import { type Entry, exactly } from './entry.ts'
import type { EntryType } from './entry-types.ts'
import type { Facts } from './facts.ts'

const entry = (id: string, type: EntryType, at: string, change: Partial<Entry> = {}): Entry => {
  const moment = exactly(instantOf(at))
  const times = { happenedAt: moment, knownAt: moment, enteredAt: moment, receivedAt: null }
  const position = Number(id.slice(1))
  const rest = { relation: 'starts', by: 'police', what: null, details: {} } as const
  return { id, factId: id, position, type, ...times, ...rest, ...change }
}
const facts: Facts = {
  gradeAt: () => null,
  isEnhancedAt: () => true,
  ownerOf: (role) => role,
  personAt: () => null,
  recorderOf: () => null,
  toBeTold: [],
  postSeparationUntil: null,
}
const dutiesOf = (...history: Entry[]): Duty[] =>
  derive({ history, facts, rules: allRules, policy: defaultPolicy, calendar: englandAndWales })
const find = (duties: Duty[], code: string): Duty => {
  const duty = duties.find((each) => each.code === code)
  assert.ok(duty, code)
  return duty
}
const states = (duties: Duty[], ...codes: string[]) => codes.map((code) => find(duties, code).state)

const arrest = entry('e1', 'justice.suspect-arrested', '2026-03-02T10:00')
const bail = entry('e2', 'justice.bail-granted', '2026-03-02T18:00')
const contact = (by: Entry['by'], covers?: string[]) =>
  entry('e3', 'duties.contact-read-as-telling', '2026-03-03T09:00', { by, details: covers ? { covers } : {} })

test('a contact whose account names what was told answers that, whoever told, and nothing else (RULES 2C)', () => {
  for (const by of ['police', 'advocacy', 'health'] as const)
    assert.deepEqual(states(dutiesOf(arrest, bail, contact(by, ['ARREST'])), 'ARREST', 'RELEASED_ON_BAIL'), [
      'met',
      'open',
    ])
})

test('a contact that does not say of what answers for police and for the holder, and for nobody else (INV-22)', () => {
  assert.deepEqual(states(dutiesOf(arrest, bail, contact('police')), 'ARREST', 'RELEASED_ON_BAIL'), ['met', 'met'])
  assert.deepEqual(states(dutiesOf(arrest, contact('health')), 'ARREST'), ['open'])
})

test('the adviser’s own contact is nobody else’s: a call by police does not stand for it', () => {
  const referred = entry('e1', 'conferences.referred', '2026-03-02T10:00')
  const reached = (by: Entry['by']) => states(dutiesOf(referred, contact(by, ['ADVISER_CONTACT'])), 'ADVISER_CONTACT')
  assert.deepEqual([reached('police'), reached('advocacy')], [['open'], ['met']])
})

test('work that an account tells of answers the duty that it names', () => {
  const incident = entry('e1', 'incidents.recorded', '2026-03-02T10:00', { details: { childPresent: true } })
  const work = entry('e2', 'duties.done', '2026-03-02T11:00', { details: { covers: ['CHILD_SAFEGUARDING'] } })
  assert.deepEqual(states(dutiesOf(incident, work), 'CHILD_SAFEGUARDING', 'SCHOOL_TOLD'), ['met', 'open'])
})

test('a correction that takes away the first cause of a review moves its time to what is left', () => {
  const mistaken = entry('e1', 'justice.charged', '2026-03-02T10:00')
  const released = entry('e2', 'justice.bail-granted', '2026-03-04T18:00')
  const correction = { factId: 'e1', relation: 'corrects', details: { neverHappened: true } } as const
  const corrected = entry('e3', 'justice.charged', '2026-03-05T09:00', correction)
  const review = find(dutiesOf(mistaken, released, corrected), 'RISK_REVIEW')
  assert.deepEqual([review.state, review.reasons], ['open', ['e2']])
  const due = review.safetyDue
  assert.equal(due && 'at' in due && londonTime(due.at).slice(0, 10), '2026-03-04')
})

const report = (id: string, reporter: string, what: string | null = null) =>
  entry(id, 'incidents.recorded', `2026-03-0${id.slice(1)}T10:00`, { what, details: { reporter } })

test('what the reports make certain one report’s words do not make doubtful, whichever comes first', () => {
  const plain = [report('e1', 'a'), report('e2', 'b'), report('e3', 'c')]
  const after = find(dutiesOf(...plain, report('e4', 'a', 'He stalks her.')), 'PATTERN_REVIEW')
  assert.deepEqual([after.certain, after.quotes, after.reasons], [true, [], ['e3', 'e4']])
  const words = report('e1', 'a', 'He stalks her.')
  const alone = find(dutiesOf(words), 'PATTERN_REVIEW')
  assert.deepEqual([alone.certain, alone.quotes], [false, ['stalks']])
  const before = find(dutiesOf(words, report('e2', 'b'), report('e3', 'c')), 'PATTERN_REVIEW')
  assert.deepEqual([before.certain, before.quotes, before.reasons], [true, [], ['e1', 'e3']])
})
