import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { allRules } from '../../all-rules.ts'
import { defaultPolicy } from '../../local-policy/values.ts'
import { englandAndWales } from '../../rules/calendar.ts'
import { type Replayed, readChronology, replayFile } from './index.ts'
import { reviewTypes } from './model/types.ts'

const terms = { rules: allRules, policy: defaultPolicy, calendar: englandAndWales }
const encode = (text: string) => new TextEncoder().encode(text)
const problem = (text: string | Uint8Array) => {
  const read = readChronology(typeof text === 'string' ? encode(text) : text)
  return 'error' in read ? `${read.error.line}:${read.error.column} ${read.error.message}` : 'none'
}
const event = (change: object = {}) => ({
  date: '2024-01-08',
  precision: 'day',
  type: 'arrest',
  by: 'police',
  what: '-',
  ...change,
})
const replayOf = (events: object[], day0: string | null = null): Replayed => {
  const result = replayFile({ name: 'x', bytes: encode(JSON.stringify({ slug: 'x', events })) }, () => day0, terms)
  assert.ok('duties' in result, JSON.stringify(result))
  return result
}
const find = (result: Replayed, code: string) => {
  const duty = result.duties.find((each) => each.code === code)
  assert.ok(duty, code)
  return duty
}

const wrong: [string, string | Uint8Array, RegExp][] = [
  ['a missing comma', '{\n "slug": "x"\n "events": []}', /^3:2 Here should stand a comma or }/],
  ['a comma too many', '{"events": [],}', /^1:15 Here should stand a name/],
  ['a file that stops', '{"events": [{"date": ', /^1:22 The file ends/],
  ['an empty file', '', /^1:1 The file ends/],
  ['a name that stands twice', '{"events": [],\n "events": []}', /^2:2 “events” stands twice/],
  ['a list where an object should be', '[1]', /^1:1 The file should hold one object/],
  ['no events', '{"slug": "x"}', /^1:1 There is no list of events/],
  ['events that are no list', '{"events": {}}', /^1:12 The events should be a list/],
  ['an event with no date', '{"events": [\n  {"type": "arrest", "precision": "day"}]}', /^2:3 This event has no date/],
  [
    'an event with no type',
    '{"events": [\n  {"date": "2024-01-08", "precision": "day"}]}',
    /^2:3 This event has no type/,
  ],
  [
    'a day that no month has',
    `{"events": [${JSON.stringify(event({ date: '2023-02-29' }))}]}`,
    /^1:21 “2023-02-29” is no date/,
  ],
  [
    'a precision nobody knows',
    `{"events": [${JSON.stringify(event({ precision: 'hour' }))}]}`,
    /“hour” is no precision/,
  ],
  [
    'a number for a date',
    '{"events": [{"date": 2024, "precision": "year", "type": "nfa"}]}',
    /^1:22 “date” should be text/,
  ],
  ['deep nesting', `{"events": ${'['.repeat(5000)}`, /nested more than 64 deep/],
  ['bytes that are not UTF-8', new Uint8Array([0x7b, 0x0a, 0x22, 0xff, 0x22]), /^2:2 There are bytes here/],
  ['UTF-16 without a mark', new TextEncoder().encode('{\0"\0'), /^1:2 This is not UTF-8 text/],
  ['UTF-16 with a mark', new Uint8Array([0xff, 0xfe, 0x7b, 0x00]), /^1:1 There are bytes here/],
  ['lines that end as on Windows', '{\r\n "slug": "x"\r\n "events": []}', /^3:2 Here should stand a comma/],
  ['nothing but zeros', new Uint8Array(1000), /^1:1 This is not UTF-8 text/],
  ['more than 16 MB of spaces', new Uint8Array(17 * 1024 * 1024).fill(32), /^1:1 The file is larger than 16 MB/],
  ['something after the end', '{"events": []} x', /^1:16 There is something after the end/],
  ['a line end inside a text', '{"events": [], "slug": "a\nb"}', /^1:24 This text holds a character/],
]
for (const [what, text, message] of wrong)
  test(`${what} is refused, with its line and column`, () => assert.match(problem(text), message))

test('a mark at the start, a real replacement character and unknown members do no harm', () => {
  assert.equal(
    problem(`\uFEFF${JSON.stringify({ events: [event({ what: '\uFFFD' })], __proto__: 1, extra: [1, { a: null }] })}`),
    'none',
  )
  assert.equal(
    problem('{"events": [{"__proto__": {}, "constructor": 1, "date": "2024", "precision": "year", "type": "nfa"}]}'),
    'none',
  )
})

test('a type that is the name of something in the language is an unknown type, said so, and the file goes on', () => {
  const result = replayOf([event({ type: 'constructor' }), event({ type: '__proto__' }), event()])
  assert.equal(result.notes.filter((note) => note.includes('is not known here')).length, 2)
  assert.deepEqual(
    result.duties.map(({ code, because }) => [code, because]),
    [['ARREST', 2]],
  )
})

const precisions: [string, string][] = [
  ['2024-02-29', 'day'],
  ['2024-02', 'month'],
  ['2024', 'year'],
  ['2024-02', 'approx'],
  ['2013-07-end', 'approx'],
  ['2024-02-03', 'from'],
  ['2024-02', 'from'],
  ['2024-02', 'by'],
  ['2024-02-03', 'on_or_after'],
  ...['D0', 'D0+2', 'D0+', 'D0++', 'D0-', 'D-49', '2016-06-D0+18', '2016-D0', '2016-06-D0-'].map(
    (date): [string, string] => [date, 'relative'],
  ),
]
for (const [date, precision] of precisions)
  test(`a date of ${date} (${precision}) is read, and no more is made of it than it tells`, () => {
    const duty = find(replayOf([event({ date, precision })]), 'ARREST')
    const isDay = precision === 'day' || (precision === 'from' && date.length === 10)
    assert.equal(duty.raisedOn === null, !isDay)
    assert.equal(duty.certain, precision !== 'approx')
    assert.equal(duty.state, 'open')
  })

test('every type of the format is read with every precision', () => {
  for (const type of Object.keys(reviewTypes))
    for (const [date, precision] of precisions)
      assert.ok(replayOf([event({ type, date, precision }), event({ type })], '2016-06-07'))
})

const anyEvent = fc.record({
  date: fc.constantFrom('2024-01-08', '2024-02', '2012', 'D0+2', '2024-03-D0', 'D0', '', '2024-13', 'x'),
  precision: fc.constantFrom('day', 'month', 'year', 'approx', 'from', 'by', 'on_or_after', 'relative', ''),
  type: fc.oneof(fc.constantFrom(...Object.keys(reviewTypes)), fc.string()),
  by: fc.oneof(fc.constantFrom('police', 'victim', 'court', 'CPS', '-'), fc.string()),
  what: fc.string({ unit: 'binary' }),
})

test('whatever a file holds, it is replayed or refused with a place, and never breaks', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json(),
    fc.array(anyEvent, { maxLength: 6 }).map((events) => JSON.stringify({ events })),
  )
  fc.assert(
    fc.property(anyText, fc.nat(300), fc.boolean(), (text, cut, isCut) => {
      const result = replayFile(
        { name: 'x', bytes: encode(isCut ? text.slice(0, cut) : text) },
        () => '2024-03-05',
        terms,
      )
      if ('error' in result)
        assert.ok(result.error.line >= 1 && result.error.column >= 1 && result.error.message.length > 0)
      else assert.ok(Array.isArray(result.duties))
    }),
    { numRuns: 300 },
  )
})

test('our reading of JSON takes what the language takes and refuses what it refuses', () => {
  const takes = (text: string) => {
    try {
      JSON.parse(text)
      return true
    } catch {
      return false
    }
  }
  const near = fc.tuple(
    fc.json({ maxDepth: 3 }),
    fc.nat(200),
    fc.constantFrom('', ',', '"', '{', ']', '\\', '0', 'e', '.', '\n'),
  )
  fc.assert(
    fc.property(near, ([json, at, extra]) => {
      const text = json.slice(0, at) + extra + json.slice(at)
      const syntax = /Here should stand|The file ends|This text|after the end/
      if (!/stands twice|nested/.test(problem(text))) assert.equal(!syntax.test(problem(text)), takes(text), text)
    }),
    { numRuns: 1000 },
  )
})

test('a long file that counts from an unknown day 0 is tried on fewer days, and says so', () => {
  const events = Array.from({ length: 1000 }, (_, index) =>
    event({ date: `D0+${index}`, precision: 'relative', type: ['arrest', 'contact', 'bail'][index % 3] }),
  )
  const { notes, duties } = replayOf(events)
  assert.match(notes.join(' '), /Day 0 was tried on 60 of the 366 days/)
  assert.ok(duties.length > 0)
})

test('a file of three thousand events is replayed in seconds', () => {
  const events = Array.from({ length: 3000 }, (_, index) => {
    const date = new Date(Date.UTC(2013, 0, 1 + index)).toISOString().slice(0, 10)
    return event({ date, type: ['incident', 'arrest', 'bail', 'contact'][index % 4] })
  })
  const start = performance.now()
  assert.ok(replayOf(events).duties.length > 0)
  assert.ok(performance.now() - start < 20_000)
})

test('events out of order are put in order; on one day the place in the file is the order', () => {
  const arrest = event()
  const visit = event({ type: 'contact', what: 'Officer phones the victim and tells her of the arrest.' })
  assert.equal(find(replayOf([arrest, visit]), 'ARREST').state, 'met')
  assert.equal(find(replayOf([visit, arrest]), 'ARREST').state, 'open')
  const later = { ...visit, date: '2024-01-09' }
  assert.deepEqual(
    [find(replayOf([later, arrest]), 'ARREST').metBy, find(replayOf([later, arrest]), 'ARREST').because],
    [0, 1],
  )
})

const contacts: [string, string, string, boolean][] = [
  ['a call to the victim', 'police', 'Officer phones the victim with the news.', true],
  ['a drive home', 'police', 'Officers take her home.', false],
  ['an unanswered call', 'police', 'Officer calls the victim; no answer.', false],
  ['news to a neighbour', 'police', 'Officer tells the neighbour.', false],
  ['a hospital’s call', 'hospital', 'Nurse phones the victim.', false],
  ['the victim’s own call', 'victim', 'Phones to ask.', false],
]
for (const [what, by, words, counts] of contacts)
  test(`${what} ${counts ? 'reads as telling' : 'is no telling'} (INV-22)`, () => {
    const result = replayOf([event(), event({ type: 'contact', by, what: words, date: '2024-01-09' })])
    assert.equal(find(result, 'ARREST').state === 'met', counts)
  })

test('an attempt is no telling, whatever its words (INV-22)', () => {
  const result = replayOf([event(), event({ type: 'contact_attempt', what: 'Tells voicemail.', date: '2024-01-09' })])
  assert.equal(find(result, 'ARREST').state, 'open')
})

test('a duty is not recorded only once its clock has certainly ended before the last event', () => {
  const last = (date: string) => find(replayOf([event(), event({ type: 'information', date })]), 'ARREST').state
  assert.deepEqual(['2024-01-09', '2024-01-10'].map(last), ['open', 'not_recorded'])
})

test('what a text denies is not read', () => {
  const codes = (what: string) => replayOf([event({ type: 'incident', what })]).duties.map(({ code }) => code)
  assert.ok(codes('He threatened to kill her with a shotgun.').includes('CRITICAL_ANSWER'))
  assert.ok(codes('He has a shotgun.').includes('FIREARMS_CHECK'))
  for (const what of [
    'No firearms at the address.',
    'He never threatened to kill her.',
    'There is no child.',
    'Weapons not found.',
  ])
    assert.deepEqual(codes(what), codes(''), what)
})

test('a level that is lowered with no reasons recorded asks for them; one that is raised does not', () => {
  const regraded = (what: string) =>
    replayOf([
      event({ type: 'risk_assessment', what: 'Graded high.' }),
      event({ type: 'risk_regrade', what, date: '2024-01-09' }),
    ])
  assert.equal(find(regraded('Regraded from high to standard.'), 'GRADE_LOWERED_UNREVIEWED').because, 1)
  assert.ok(regraded('Still high.').duties.every(({ code }) => code !== 'GRADE_LOWERED_UNREVIEWED'))
})

test('the CPS stops a charged case: the CPS tells; before charge, police do (DC-02, DC-03)', () => {
  const stop = event({ type: 'nfa', by: 'CPS', date: '2024-02-01' })
  assert.equal(find(replayOf([event({ type: 'charge' }), stop]), 'CPS_POST_CHARGE').holder, 'cps')
  assert.equal(find(replayOf([stop]), 'CPS_NO_CHARGE').holder, 'police')
})

test('an arrest after a breach is for the breach, unless the account says what else it was for (BL-14)', () => {
  const codes = (what: string) =>
    replayOf([event({ type: 'bail_breach' }), event({ what, date: '2024-03-08' })]).duties.map(({ code }) => code)
  for (const what of ['-', 'Arrested.', 'Arrested for breach of bail.', 'Arrested for contacting her.'])
    assert.ok(codes(what).includes('ARREST_FOR_BREACH'), what)
  assert.ok(!codes('Arrested for shoplifting.').includes('ARREST_FOR_BREACH'))
})

test('a kind that the format has no type for is read from its account, and quotes it', () => {
  const of = (type: string, by: string, what: string) => replayOf([event({ type, by, what })]).duties
  const rui = of('bail', 'police', 'Released under investigation.')
  assert.deepEqual(
    rui.filter(({ code }) => code.startsWith('RELEASED')).map(({ code, certain }) => [code, certain]),
    [['RELEASED_UNDER_INVESTIGATION', false]],
  )
  const find = (duties: Replayed['duties'], code: string) => duties.some((duty) => duty.code === code)
  assert.ok(find(of('bail_variation', 'police', 'Bail cancelled.'), 'BAIL_CANCELLED'))
  assert.ok(find(of('bail_variation', 'police', 'The conditions were not cancelled.'), 'BAIL_CONDITIONS_CHANGED'))
  assert.ok(find(of('remand', 'court', 'Remanded on conditional bail.'), 'RISK_REVIEW'))
  assert.ok(!find(of('remand', 'court', 'Remanded in custody.'), 'RISK_REVIEW'))
})

test('what is learned in passing asks for reviews, and for what a weapon or a threat asks for (TP-09 to TP-14)', () => {
  const codes = (what: string, type = 'information') =>
    replayOf([event({ type, by: 'midwife', what })]).duties.map(({ code }) => code)
  for (const what of [
    'She is pregnant.',
    'They separated in May.',
    'He has applied to the family court.',
    'She retracts.',
  ])
    assert.deepEqual(codes(what), ['RISK_REVIEW', 'PLAN_REVIEW'], what)
  assert.ok(codes('He keeps a shotgun.').includes('FIREARMS_CHECK'))
  assert.ok(codes('He says that he will kill her.').includes('CRITICAL_ANSWER'))
  for (const what of [
    'She is not pregnant.',
    'They have no shotgun.',
    'Officers leave her with the ambulance service.',
  ])
    assert.deepEqual(codes(what), [], what)
})

test('after charge, word of a withdrawal goes to the CPS; before it, it is a review alone (TP-11)', () => {
  const told = event({ type: 'information', what: 'She withdraws her complaint.', date: '2024-02-01' })
  const codes = (events: object[]) => replayOf(events).duties.map(({ code }) => code)
  assert.ok(codes([event({ type: 'charge' }), told]).includes('WITHDRAWAL'))
  assert.ok(!codes([told]).includes('WITHDRAWAL'))
})

test('spans between days counted from D0 are certain though no month is told', () => {
  const relative = (date: string, type: string) => event({ date, type, precision: 'relative' })
  const result = replayOf([relative('D0', 'arrest'), relative('D0+18', 'information')])
  assert.deepEqual([find(result, 'ARREST').state, find(result, 'ARREST').dueAt], ['not_recorded', null])
  assert.match(result.notes.join(' '), /No month is told for day 0/)
  assert.equal(find(replayOf([relative('D0', 'arrest'), relative('D0+1', 'information')]), 'ARREST').state, 'open')
})

test('the suspect’s own death does not end what the victim is owed', () => {
  const died = (what: string) => find(replayOf([event(), event({ type: 'death', what })]), 'ARREST').state
  assert.deepEqual(
    [died('Suspect found dead.'), died('Both found dead.'), died('Victim found dead.')],
    ['open', 'superseded', 'superseded'],
  )
})

test('what would come up only after the last event is not owed yet', () => {
  const assessed = event({ type: 'risk_assessment', what: 'Graded medium.' })
  const codes = (last: string) =>
    replayOf([assessed, event({ type: 'information', date: last })]).duties.map(({ code }) => code)
  assert.deepEqual(codes('2024-01-12'), [])
  assert.deepEqual(codes('2024-02-20'), ['RISK_REVIEW'])
})
