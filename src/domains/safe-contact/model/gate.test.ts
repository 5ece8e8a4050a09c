import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { allRules } from '../../../all-rules.ts'
import { englandAndWales } from '../../../rules/calendar.ts'
import { roles } from '../../staff/index.ts'
import { type GateRoute, mayContact, nextWindow } from './gate.ts'
import { sightOf } from './sight.ts'
import { isRelease, mayBeToldTo, mayNotTell, topicFor } from './topics.ts'
import { nextOpening, type Window } from './windows.ts'
import { windowWords } from './words.ts'

const calendar = englandAndWales
const rule = { reviewOn: '2028-01-01' }
const aRoute = (changes: Partial<GateRoute> = {}): GateRoute => ({
  ...{
    id: 'r',
    kind: 'mobile',
    isForbidden: false,
    textIsSafe: true,
    voicemailIsSafe: false,
    preference: 1,
    endsOn: null,
  },
  windows: [{ days: [1, 2, 3, 4, 5], from: '10:00', until: '12:00' }],
  ...changes,
})

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
/** The oracle: reads the clock on the wall, and knows nothing of offsets. */
const isSafeByTheWall = (windows: readonly Window[], at: Date): boolean => {
  const shown = Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, value]))
  const time = `${shown.hour}:${shown.minute}`
  const day = weekdays.indexOf(shown.weekday ?? '') + 1
  return windows.some(({ days, from, until }) => days.includes(day) && from <= time && time < until)
}

const times = fc
  .integer({ min: 0, max: 95 })
  .map((quarter) => `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${['00', '15', '30', '45'][quarter % 4]}`)
const someWindows = fc.array(
  fc
    .record({ days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), from: times, until: times })
    .filter(({ from, until }) => from < until),
  { minLength: 1, maxLength: 3 },
)
// Around both changes of the clocks, Easter, Christmas and an ordinary week.
const starts = fc.constantFrom(
  '2027-03-27T22:00Z',
  '2027-10-30T21:00Z',
  '2026-12-24T15:50Z',
  '2027-03-25T09:00Z',
  '2027-06-09T12:00Z',
)

test('minute by minute, a way is safe exactly when the clock on the wall says so, through both changes of the clocks (INV-13)', () => {
  fc.assert(
    fc.property(someWindows, starts, fc.integer({ min: 0, max: 36 * 60 }), (windows, start, ahead) => {
      const at = new Date(Date.parse(start) + ahead * 60_000)
      const route = aRoute({ windows })
      const verdict = mayContact({ rule, routes: [route], route, channel: 'call', at, calendar })
      assert.equal('allowed' in verdict, isSafeByTheWall(windows, at), `${at.toISOString()} ${JSON.stringify(windows)}`)
    }),
    { numRuns: 400 },
  )
})

test('the next safe time is the first safe minute from now, and is safe until its end and not a minute longer', () => {
  fc.assert(
    fc.property(someWindows, starts, fc.integer({ min: 0, max: 24 * 60 }), (windows, start, ahead) => {
      const at = new Date(Date.parse(start) + ahead * 60_000)
      const window = nextWindow({ rule, routes: [aRoute({ windows })] }, at, calendar)
      assert.ok(window)
      for (let minute = at.getTime(); minute < window.from.getTime(); minute += 60_000)
        assert.equal(isSafeByTheWall(windows, new Date(minute)), false)
      const end = Math.min(window.until.getTime(), window.from.getTime() + 24 * 3_600_000)
      for (let minute = window.from.getTime(); minute < end; minute += 60_000)
        assert.equal(isSafeByTheWall(windows, new Date(minute)), true)
      if (window.until.getTime() - window.from.getTime() < 30 * 24 * 3_600_000)
        assert.equal(isSafeByTheWall(windows, window.until), false)
    }),
    { numRuns: 60 },
  )
})

test('nothing recorded, a rule not confirmed in time, and a way that is not recorded are all unsafe, a call included (INV-11)', () => {
  const route = aRoute()
  const at = new Date('2027-06-09T10:00Z')
  for (const channel of ['call', 'text', 'voicemail', 'e-mail', 'letter', 'visit'] as const) {
    const ask = { routes: [route], route, channel, at, calendar }
    assert.deepEqual(mayContact({ ...ask, rule: null }), { refused: 'nothing recorded' })
    assert.deepEqual(mayContact({ ...ask, rule: { reviewOn: '2027-06-08' } }), { refused: 'out of date' })
    assert.deepEqual(mayContact({ ...ask, rule, routes: [] }), { refused: 'not a route' })
    assert.deepEqual(mayContact({ ...ask, rule, route: aRoute({ id: 'other' }) }), { refused: 'not a route' })
    const forbidden = aRoute({ isForbidden: true })
    assert.deepEqual(mayContact({ ...ask, rule, routes: [forbidden], route: forbidden }), { refused: 'forbidden' })
  }
  assert.equal(nextWindow({ rule: null, routes: [route] }, at, calendar), null)
})

test('a list that is worked through by a machine skips everybody of whom nothing is known (S-11 c)', () => {
  const ask = {
    rule: null,
    routes: [],
    route: null,
    channel: 'e-mail',
    at: new Date('2027-03-05T12:30Z'),
    calendar,
  } as const
  assert.ok(Array.from({ length: 50 }, () => mayContact(ask)).every((verdict) => 'refused' in verdict))
})

test('texts and messages left are not safe until the person says so, and each kind goes only by its own route', () => {
  const at = new Date('2027-06-09T10:00Z')
  const ask = (route: GateRoute, channel: Parameters<typeof mayContact>[0]['channel']) =>
    mayContact({ rule, routes: [route], route, channel, at, calendar })
  assert.deepEqual(ask(aRoute({ textIsSafe: false }), 'text'), { refused: 'not safe so' })
  assert.deepEqual(ask(aRoute(), 'voicemail'), { refused: 'not safe so' })
  assert.deepEqual(ask(aRoute({ kind: 'work phone' }), 'text'), { refused: 'wrong way' })
  assert.deepEqual(ask(aRoute({ kind: 'visit' }), 'call'), { refused: 'wrong way' })
  assert.deepEqual(ask(aRoute({ kind: 'post', windows: [] }), 'letter'), { allowed: true, until: null })
})

test('a text does not leave in the last quarter of an hour of a safe time: it might arrive after it (INV-13)', () => {
  const route = aRoute()
  const ask = (at: string) => mayContact({ rule, routes: [route], route, channel: 'text', at: new Date(at), calendar })
  assert.ok('allowed' in ask('2027-06-09T10:44Z'))
  assert.deepEqual(ask('2027-06-09T10:46Z'), {
    queueUntil: new Date('2027-06-10T09:00Z'),
    until: new Date('2027-06-10T10:45Z'),
  })
})

test('a work telephone is not safe on a bank holiday, nor beyond the list of them; a mobile is (S-02)', () => {
  const christmas = new Date('2026-12-24T15:50Z')
  const from = (kind: GateRoute['kind'], at: Date) => nextOpening(aRoute({ kind }), at, calendar)?.from.toISOString()
  assert.equal(from('work phone', christmas), '2026-12-29T10:00:00.000Z')
  assert.equal(from('mobile', christmas), '2026-12-25T10:00:00.000Z')
  assert.equal(from('work phone', new Date(`${Number(calendar.lastDay.slice(0, 4)) + 1}-03-01T10:00Z`)), undefined)
})

test('a way ends after its last day, and a safe time beyond the day of review is none', () => {
  const at = new Date('2027-06-11T13:00Z')
  assert.equal(nextWindow({ rule, routes: [aRoute({ endsOn: '2027-06-11' })] }, at, calendar), null)
  assert.equal(nextWindow({ rule: { reviewOn: '2027-06-13' }, routes: [aRoute()] }, at, calendar), null)
})

test('of two ways that are safe now, the one they like best comes first; one that is safe sooner comes before it', () => {
  const at = new Date('2027-06-09T10:00Z')
  const liked = aRoute({ id: 'liked', preference: 0 })
  assert.equal(nextWindow({ rule, routes: [aRoute(), liked] }, at, calendar)?.route.id, 'liked')
  const later = aRoute({ id: 'liked', preference: 0, windows: [{ days: [5], from: '10:00', until: '12:00' }] })
  assert.equal(nextWindow({ rule, routes: [aRoute(), later] }, at, calendar)?.route.id, 'r')
})

const bail = { code: 'RELEASED_ON_BAIL', ruleId: 'justice/tell-of-release-on-bail' }
const arrest = { code: 'ARREST', ruleId: 'justice/tell-of-arrest' }

test('their choice covers only what it names, and never a release at high risk unless it names just that (VC-20)', () => {
  assert.equal(mayNotTell(allRules, arrest, 'medium', ['investigation']), true)
  assert.equal(mayNotTell(allRules, bail, 'medium', ['investigation']), false)
  assert.equal(mayNotTell(allRules, bail, 'medium', ['releases']), true)
  for (const level of ['high', null]) {
    assert.equal(mayNotTell(allRules, bail, level, ['releases', 'investigation', 'after sentence']), false)
    assert.equal(mayNotTell(allRules, bail, level, ['releases at high risk']), true)
  }
  assert.equal(
    mayNotTell(allRules, { code: 'BACKSTOP', ruleId: 'justice/tell-when-the-cps-is-late' }, 'standard', [
      'investigation',
      'releases',
      'outcomes',
    ]),
    false,
  )
})

test('every duty to tell of somebody who is out counts as a release at high risk', () => {
  for (const each of allRules.filter(({ id }) => isRelease(allRules, id)))
    assert.equal(topicFor(allRules, { code: each.code, ruleId: each.id }, 'high'), 'releases at high risk')
})

test('someone they chose is told only what they chose (BL-03)', () => {
  assert.equal(mayBeToldTo(allRules, bail, 'releases'), true)
  assert.equal(mayBeToldTo(allRules, arrest, 'releases'), false)
  assert.equal(mayBeToldTo(allRules, arrest, 'everything'), true)
  for (const scope of ['ask to call', null]) assert.equal(mayBeToldTo(allRules, bail, scope), false)
})

test('police, advisers and witness care see all of safe contact, the CPS and who manages probation that it exists at most, others what is shared (MODEL 13)', () => {
  const of = (role: string) => sightOf({ role, id: 'x' }, 'lead')
  const by = (sight: string) => Object.keys(roles).filter((role) => of(role) === sight)
  assert.deepEqual(by('full').sort(), [
    'abuse-specialist',
    'first-responder',
    'idva',
    'idva-manager',
    'investigating-officer',
    'police-supervisor',
    'wcu-manager',
    'witness-care-officer',
  ])
  assert.deepEqual(by('exists').sort(), ['cps-lawyer', 'cps-manager', 'probation-manager'])
  assert.equal(of('a role nobody has named'), 'shared')
  assert.equal(sightOf({ role: 'library-worker', id: 'lead' }, 'lead'), 'full')
})

test('safe times are said in words', () => {
  assert.equal(windowWords([{ days: [1, 2, 3, 4, 5], from: '10:00', until: '12:00' }]), 'Mon to Fri 10:00 to 12:00')
  assert.equal(windowWords([{ days: [6, 1], from: '09:00', until: '10:00' }]), 'Mon, Sat 09:00 to 10:00')
  assert.equal(windowWords([]), 'no safe time recorded')
})
