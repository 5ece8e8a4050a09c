import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { allRules } from '../../../all-rules.ts'
import { addDays, londonDay } from '../../../rules/days.ts'
import { reports } from './list.ts'
import { addressOf, choiceIn, quartersAt } from './periods.ts'
import { asCsv, minutesWords, sectionsOf, sentenceOf } from './shown.ts'

const moment = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })

describe('quarters of a year, by London days', () => {
  test('follow each other without a gap or an overlap, and the first holds today', () => {
    fc.assert(
      fc.property(moment, (now) => {
        const quarters = quartersAt(now, 'ours')
        const today = londonDay(now)
        assert.equal(quarters.length, 8)
        assert.ok(quarters[0] && quarters[0].firstDay <= today && today <= quarters[0].lastDay)
        for (const [index, { firstDay }] of quarters.entries())
          if (index + 1 < quarters.length) assert.equal(addDays(quarters[index + 1]?.lastDay ?? '', 1), firstDay)
      }),
    )
  })

  test('of the whole partnership are over: nobody watches a number grow (INV-47)', () => {
    fc.assert(
      fc.property(moment, (now) => {
        for (const { lastDay } of quartersAt(now, 'all')) assert.ok(lastDay < londonDay(now))
      }),
    )
  })

  test('start on the London day: 00:30 BST on 1 July is the third quarter', () => {
    const [quarter] = quartersAt(new Date('2026-06-30T23:30:00Z'), 'ours')
    assert.deepEqual(
      [quarter?.key, quarter?.words, quarter?.firstDay, quarter?.lastDay],
      ['2026-Q3', 'July to September 2026', '2026-07-01', '2026-09-30'],
    )
  })

  test('that are not offered lead nowhere, and no other is taken in their place', () => {
    const now = new Date('2026-11-23T10:00:00Z')
    for (const quarter of ['2026-Q5', '2024-Q1', '2027-Q1', 'latest', ''])
      assert.equal(choiceIn({ quarter }, now), undefined)
    assert.equal(choiceIn({ quarter: '2026-Q4', cases: 'all' }, now), undefined)
    assert.equal(choiceIn({ cases: 'others' }, now), undefined)
    assert.equal(choiceIn({ quarter: ['2026-Q4', '2026-Q3'] }, now), undefined)
    assert.equal(choiceIn({}, now)?.quarter.key, '2026-Q4')
    assert.equal(choiceIn({ cases: 'all' }, now)?.quarter.key, '2026-Q3')
  })

  test('each address that a page links to can be read again', () => {
    const now = new Date('2026-11-23T10:00:00Z')
    for (const whose of ['ours', 'all'] as const)
      for (const quarter of quartersAt(now, 'ours')) {
        const address = addressOf('stops', { quarter, whose }, now)
        assert.ok(choiceIn(Object.fromEntries(new URLSearchParams(address.split('?')[1])), now), address)
      }
  })
})

describe('what is shown of a count', () => {
  const line = { section: 'after-charge', middleMinutes: 90, longestDays: null, laterMinutes: null }
  const shown = (counts: number[], parts: string[], total: number | null) =>
    sectionsOf(reports.stops, [{ ...line, line: 'cps|not enough evidence', counts, parts, total }], allRules)

  test('a small count is never a number again, in the picture, the table or the file', () => {
    const sections = shown([40, -1], ['told in time', 'told late'], 45)
    assert.deepEqual(
      sections[0]?.lines[0]?.parts.map(({ count }) => count),
      [40, 'small', 0, 0, 0, 0],
    )
    const file = asCsv({ report: reports.stops, sections, below: 5, about: ['About'] })
    assert.match(file, /Told after it,under 5/)
    assert.doesNotMatch(file, /-1/)
  })

  test('without its parts a line shows its total, and no part as nought', () => {
    const [section] = shown([], [], 5)
    assert.deepEqual([section?.lines[0]?.parts, section?.lines[0]?.total], [[], 5])
    assert.equal(shown([], [], null)[0]?.lines[0]?.total, 'small')
  })

  test('a sentence sums what is shown and leaves out what is hidden', () => {
    const [section] = shown([40, -1], ['told in time', 'told late'], 45)
    assert.ok(section)
    assert.equal(sentenceOf(reports.stops, section), 'About 45 decisions: told within the law’s clock 40.')
  })

  test('a name that begins like a formula is text in the file', () => {
    const row = { ...line, section: '=1+1', line: 'respected', counts: [5], parts: ['yes'], total: 5 }
    const file = asCsv({
      report: reports.feedback,
      sections: sectionsOf(reports.feedback, [row], allRules),
      below: 5,
      about: [],
    })
    assert.equal(parse(file)[1]?.[0], "'=1+1")
  })

  test('times are said to a quarter of an hour', () => {
    assert.deepEqual([null, 0, 45, 60, 90, 2879, 2880, 10080].map(minutesWords), [
      ...['too few', 'some minutes', '45 min', '1 h 00', '1 h 30', '47 h 59', '2 days', '7 days'],
    ])
  })

  test('every code that a rule may bring has words', () => {
    for (const { code, metBy, owedTo } of allRules)
      if (owedTo === 'each person' && metBy.types.includes('duties.told'))
        assert.notEqual(reports.tellings.line(code, allRules), code)
    for (const { on, code } of allRules)
      for (const type of code.endsWith('_REVIEW') ? on : [])
        assert.notEqual(reports.triggers.line(type, allRules), type)
  })
})
