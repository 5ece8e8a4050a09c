import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { detect } from './detect.ts'
import { type Finding, keyOf, kinds } from './kinds.ts'
import { type Look, lookKinds, matters, type Person, purposes, ties } from './look.ts'
import { isOwnName } from './own-name.ts'
import { type KeptLook, whyOf } from './why.ts'

const start = Date.parse('2026-01-05T10:00:00Z')
const aDay = 86_400_000
let made = 0
const aLook = (onDay: number, change: Partial<Look> = {}): Look => ({
  ...{ id: String(made++).padStart(6, '0'), who: 'sam', at: start + onDay * aDay, kind: 'consult', caseId: 'one' },
  ...{ purpose: 'stated', ties: [], surnameShare: null, isPublicFigure: false, isOffDuty: false, isSupervising: false },
  ...change,
})
const sam: Person = { id: 'sam', role: 'idva', leavesOn: null }
const kindsOf = (looks: Look[], people: Person[] = [sam]) => detect(people, looks).map(({ kind }) => kind)
const on = (days: number[], change: Partial<Look> = {}) => days.map((day) => aLook(day, change))

describe('what is worth a question (S13, SAFETY 11 rows 1-8 and 23)', () => {
  const cases: [string, Look[], string[]][] = [
    ['coming back to a case for months without a part in it', on([0, 40, 80]), ['repeated looks']],
    ['covering for a colleague for two weeks is not', on([0, 3, 7, 10]), []],
    ['looking on most days of a month is', on([0, 4, 8, 12, 16, 20]), ['repeated looks']],
    [
      'a whole year of one’s own work is not',
      on(
        Array.from({ length: 300 }, (_, day) => day),
        { purpose: 'lead' },
      ),
      [],
    ],
    ['a supervisor’s looks at the cases of their people are not', on([0, 40, 80], { isSupervising: true }), []],
    ['one look where somebody has the same rare name', on([0], { ties: ['surname'], surnameShare: 2 }), ['same name']],
    ['one look where somebody is called Smith too is not', on([0], { ties: ['surname'], surnameShare: 100 }), []],
    ['a second one on another day is', on([0, 5], { ties: ['surname'], surnameShare: 100 }), ['same name']],
    ['the same name in one’s own work is not', on([0, 5], { purpose: 'task', ties: ['surname'], surnameShare: 2 }), []],
    ['one look at the own address', on([0], { ties: ['address'] }), ['same address']],
    ['one look at a number that is their own', on([0], { ties: ['phone'] }), ['same address']],
    ['a look at a case in the own street', on([0], { ties: ['street'] }), ['neighbour']],
    ['two looks from the same part of town are not', on([0, 9], { ties: ['sector'] }), []],
    ['three are', on([0, 9, 18], { ties: ['sector'] }), ['neighbour']],
    ['two looks at a colleague’s case', on([0, 9], { ties: ['employer'] }), ['colleague']],
    ['two old links are not', on([0, 1], { kind: 'fail', purpose: 'none' }), []],
    ['three tries at one closed case', on([0, 1, 2], { kind: 'fail', purpose: 'none' }), ['refused tries']],
    ['one try at a case with a conflict', on([0], { kind: 'fail', ties: ['connection'] }), ['refused tries']],
    [
      'looks at odd hours on three days',
      [0, 9, 18].map((day) => aLook(day, { caseId: `c${day}`, isOffDuty: true })),
      ['odd hours'],
    ],
    ['a search for the own name', on([0], { kind: 'search', caseId: null, ties: ['own name'] }), ['own name']],
    ['any other search is not', on([0, 1, 2, 3], { kind: 'search', caseId: null }), []],
    ['the first look at somebody known to the public', on([0], { isPublicFigure: true }), ['one case, many people']],
  ]
  for (const [what, looks, expected] of cases) test(what, () => assert.deepEqual(kindsOf(looks), expected))

  test('six people without a part in one case within two weeks: one question about each of them, the first too', () => {
    const people = Array.from({ length: 6 }, (_, index) => ({ ...sam, id: `p${index}` }))
    const looks = people.map(({ id }, index) => aLook(index * 2, { who: id }))
    const found = detect(people, looks)
    assert.deepEqual(
      found.map(({ who, kind }) => `${who} ${kind}`).sort(),
      people.map(({ id }) => `${id} one case, many people`),
    )
    assert.deepEqual(kindsOf(looks.slice(1), people), [])
  })

  test('browsing: many cases in a day, measured by the others of the same role', () => {
    const others = Array.from({ length: 10 }, (_, index) => ({ ...sam, id: `p${index}` }))
    const day = (who: string, onDay: number, many: number) =>
      Array.from({ length: many }, (_, index) => aLook(onDay, { who, caseId: `${who} ${onDay} ${index}` }))
    const ten = day('sam', 70, 10)
    assert.deepEqual(kindsOf(ten, [sam, ...others]), ['browsing'])
    // Where all of that role open eight cases a day without a part, ten are no more than usual.
    const busy = others.flatMap(({ id }) => [30, 40, 50, 60].flatMap((onDay) => day(id, onDay, 8)))
    const found = detect([sam, ...others], [...busy, ...ten]).filter(({ who }) => who === 'sam')
    assert.deepEqual(found, [])
  })

  test('copies before leaving: many more than before, and only where leaving is near', () => {
    const copies = Array.from({ length: 24 }, (_, index) =>
      aLook(100 + index, { kind: 'export', purpose: 'lead', caseId: `c${index}` }),
    )
    assert.deepEqual(kindsOf(copies, [{ ...sam, leavesOn: '2026-05-15' }]), ['many copies'])
    assert.deepEqual(kindsOf(copies, [{ ...sam, leavesOn: '2026-12-15' }]), [])
    assert.deepEqual(kindsOf(copies), [])
    const always = Array.from({ length: 100 }, (_, index) =>
      aLook(index, { kind: 'print', purpose: 'task', caseId: `d${index}` }),
    )
    assert.deepEqual(kindsOf([...always, ...copies], [{ ...sam, leavesOn: '2026-05-15' }]), [])
  })

  test('later looks join the open question; once it is answered they must be worth a new one by themselves', () => {
    const looks = on([0, 40, 80, 81, 120, 160, 200])
    const [only, ...more] = detect([sam], looks)
    assert.deepEqual([only?.looks.length, more.length], [7, 0])
    const answered = detect([sam], looks, () => (raisedAt) => raisedAt + 2 * aDay)
    assert.deepEqual(
      answered.map(({ looks: own }) => own.length),
      [4, 3],
    )
  })
})

const look = fc
  .record({
    who: fc.constantFrom('sam', 'kim', 'lou', 'pat', 'rio', 'ash', 'eve'),
    onDay: fc.double({ min: 0, max: 200, noNaN: true }),
    kind: fc.constantFrom(...lookKinds),
    caseId: fc.constantFrom(null, 'one', 'two', 'three', 'four'),
    purpose: fc.constantFrom(...purposes),
    ties: fc.uniqueArray(fc.constantFrom(...ties), { maxLength: 2 }),
    surnameShare: fc.constantFrom(null, 2, 100),
    flags: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
  })
  .map(({ onDay, flags: [isOffDuty, isSupervising, isPublicFigure], ...rest }) =>
    aLook(onDay, { ...rest, isOffDuty, isSupervising, isPublicFigure }),
  )
const people = ['sam', 'kim', 'lou', 'pat', 'rio', 'ash', 'eve'].map((id) => ({ ...sam, id, leavesOn: '2026-06-01' }))
const told = (found: Finding[]) =>
  found.map((each) => `${keyOf(each)} ${each.raisedAt} ${each.looks.map(({ id }) => id).join(',')}`).sort()

describe('however the log arrives (S13)', () => {
  test('looks in any order raise the same questions', () => {
    fc.assert(
      fc.property(fc.array(look, { maxLength: 80 }), fc.infiniteStream(fc.nat()), (looks, weights) => {
        const shuffled = looks
          .map((each) => ({ each, weight: weights.next().value }))
          .sort((one, other) => one.weight - other.weight)
          .map(({ each }) => each)
        assert.deepEqual(told(detect(people, shuffled)), told(detect(people, looks)))
      }),
      { numRuns: 300 },
    )
  })

  test('what is found while the log grows is what is found at the end: same question, same moment', () => {
    fc.assert(
      fc.property(fc.array(look, { maxLength: 60 }), fc.double({ min: 0, max: 200, noNaN: true }), (looks, until) => {
        const end = start + until * aDay
        const then = new Map(
          detect(
            people,
            looks.filter(({ at }) => at <= end),
          ).map((each) => [keyOf(each), each.raisedAt]),
        )
        const later = detect(people, looks).filter(({ raisedAt }) => raisedAt <= end)
        assert.deepEqual(new Map(later.map((each) => [keyOf(each), each.raisedAt])), then)
      }),
      { numRuns: 300 },
    )
  })

  test('there is one question about each person, kind and case, and no look beside those that matter is needed', () => {
    fc.assert(
      fc.property(fc.array(look, { maxLength: 80 }), (looks) => {
        const found = detect(people, looks)
        assert.equal(new Set(found.map(keyOf)).size, found.length)
        assert.deepEqual(told(detect(people, looks.filter(matters))), told(found))
        for (const { who, caseId, looks: own } of found)
          for (const each of own) assert.ok(each.who === who && (caseId === null || each.caseId === caseId))
      }),
      { numRuns: 300 },
    )
  })
})

describe('the sentence', () => {
  const kept = (day: number, change: Partial<KeptLook> = {}): KeptLook => ({
    ...{
      at: new Date(start + day * aDay),
      kind: 'consult',
      purpose: 'stated',
      ties: [],
      surnameShare: null,
      isOffDuty: false,
    },
    ...change,
  })
  test('it says how often, over how long, and what is shared', () => {
    const looks = [0, 2, 5, 9, 11, 14, 17, 19, 21].map((day) => kept(day, { ties: ['surname'], surnameShare: 3 }))
    assert.equal(
      whyOf('same name', looks),
      'Looked 9 times on 9 days in 3 weeks at a case that they have no part in; somebody there has the same surname, which few people have.',
    )
    assert.equal(
      whyOf('same address', [kept(0, { ties: ['address', 'phone'] })]),
      'Looked once at a case that they have no part in; they share an address and a phone number or e-mail address with it.',
    )
    assert.equal(
      whyOf('refused tries', [kept(0), kept(0), kept(0)]),
      'Tried 3 times on one day to open what is closed to them.',
    )
  })

  test('it names its data and never says that somebody did wrong (INV-31)', () => {
    for (const kind of Object.keys(kinds) as (keyof typeof kinds)[]) {
      const said = `${kinds[kind]} ${whyOf(kind, [kept(0), kept(3)])}`
      assert.doesNotMatch(
        said,
        /\b(she|he|her|his|abuse|misuse|guilty|wrong|suspect|offen|breach|unlawful|illegal)\w*\b/i,
      )
      assert.match(said, /2 times on 2 days in 3 days/)
    }
  })

  test('one’s own name is found in any order and without its accents, and half of it is not enough', () => {
    for (const sought of ['Zoë Quill-Brook', 'quill brook, zoe', 'QUILL-BROOK ZOË'])
      assert.ok(isOwnName('Zoë Quill-Brook', sought))
    for (const sought of ['', 'Zoë', 'Quill', 'Zoe Quill', 'Zoe Quill Brookes'])
      assert.ok(!isOwnName('Zoë Quill-Brook', sought))
  })
})
