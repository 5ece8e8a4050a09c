import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { allRules } from '../../../all-rules.ts'
import { defaultPolicy } from '../../../local-policy/values.ts'
import { clockWords } from './clocks.ts'
import { detailWords } from './conditions.ts'
import { addressOf, bookOf, chosenFrom, filterForm } from './index.ts'

const book = bookOf(allRules, defaultPolicy, '2026-11-23', [])
const everything = filterForm.parse({ state: 'all' })

test('every rule can be said in words: nothing is left as code', () => {
  for (const { versions } of book)
    for (const version of versions) {
      const said = [version.whoMust, version.law, version.safety, version.metBy, ...version.comesUp].join(' ')
      assert.doesNotMatch(said, /undefined|NaN|\[object|[a-z][A-Z]/, version.code)
      assert.notEqual(version.comesUp.length, 0, version.code)
    }
})

test('every detail that a rule asks about has a name that people know', () => {
  const asked = new Set(
    allRules.flatMap((rule) =>
      [...JSON.stringify(rule).matchAll(/"is":"detail\w*","name":"(\w+)"/g)].map(([, name]) => name),
    ),
  )
  assert.notEqual(asked.size, 0)
  for (const name of asked) assert.ok(name && name in detailWords, `${name} has no words`)
})

test('a number of the area is shown as it is set now, and said to be the area’s', () => {
  const release = { kind: 'hours', count: 'releaseHoursMedium', from: 'known' } as const
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), (hours) => {
      const words = clockWords(release, { ...defaultPolicy, releaseHoursMedium: hours })
      assert.match(words, new RegExp(`^within ${hours} hours? after it became known \\(set by local policy\\)$`))
    }),
  )
})

test('the Code of its day is shown with its days, and only today’s counts as in force (RULES 0)', () => {
  const arrest = book.find(({ shown }) => shown.code === 'ARREST')
  assert.deepEqual(arrest?.versions.map(({ version, isInForce }) => [version, isInForce]).slice(0, 2), [
    ['2021', true],
    ['2015', false],
  ])
  const then = bookOf(allRules, defaultPolicy, '2014-06-01', []).find(({ shown }) => shown.code === 'ARREST')
  assert.equal(then?.shown.version, '2013')
})

test('an uncertain rule is unverified until somebody has checked that very version (INV-60)', () => {
  const uncertain = allRules.find(({ confidence }) => confidence === 'UNCERTAIN')
  assert.ok(uncertain)
  const checkOf = (ruleVersion: string) => ({
    ruleId: uncertain.id,
    ruleVersion,
    by: 'Vera Invented',
    agency: 'Test',
    on: '2026-11-01',
    evidence: 'read',
  })
  const marked = (checked: ReturnType<typeof checkOf>[]) =>
    bookOf(allRules, defaultPolicy, '2026-11-23', checked)
      .find(({ id }) => id === uncertain.id)
      ?.versions.find(({ version }) => version === uncertain.version)?.isUnverified
  assert.equal(marked([]), true)
  assert.equal(marked([checkOf('another')]), true)
  assert.equal(marked([checkOf(uncertain.version)]), false)
})

test('a search finds a rule by any words on it, and never shows one that lacks a word', () => {
  const anyRule = fc.constantFrom(...book)
  fc.assert(
    fc.property(anyRule, (entry) => {
      const [first = ''] = entry.shown.task.split(/[^\p{L}]/u)
      const found = chosenFrom(book, { ...everything, words: first.toUpperCase() })
      assert.ok(found.includes(entry))
      assert.ok(found.every(({ id, shown }) => JSON.stringify([id, shown]).toLowerCase().includes(first.toLowerCase())))
    }),
  )
})

test('the address of a choice leads back to the same choice', () => {
  const filter = filterForm.parse({ words: 'bail & release', domain: 'justice', state: 'unverified', page: '2' })
  const query = Object.fromEntries(new URL(addressOf(filter), 'http://x').searchParams)
  assert.deepEqual(filterForm.parse(query), filter)
})
