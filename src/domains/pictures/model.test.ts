import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { entryTypes } from '../../rules/entry-types.ts'
import { levelsBetween, markOf, ranges, spanOf } from './model.ts'

const now = new Date('2026-11-23T10:00:00Z')
const at = fc.date({ min: new Date('2025-01-01T00:00:00Z'), max: now, noInvalidDate: true })

test('every stretch ends after now and begins before it, and "all" begins no later than the first entry', () => {
  fc.assert(
    fc.property(at, fc.constantFrom(...ranges), (first, range) => {
      const { from, to } = spanOf(range, first, now)
      assert.ok(from < now && now < to)
      if (range === 'all') assert.ok(from <= first)
    }),
  )
})

test('the level that is drawn at any moment is the highest that any agency holds for anybody then (RULES 4.1)', () => {
  const decided = fc.array(
    fc.record({
      agencyId: fc.constantFrom('police', 'idva', 'housing'),
      personId: fc.constantFrom('the mother', 'her sister'),
      level: fc.constantFrom('standard' as const, 'medium' as const, 'high' as const),
      at,
    }),
  )
  fc.assert(
    fc.property(decided, at, at, (unsorted, openedAt, asked) => {
      const all = unsorted.sort((one, other) => one.at.getTime() - other.at.getTime())
      const drawn = levelsBetween(all, openedAt, { from: openedAt, to: now })
      for (const [index, { level }] of drawn.entries()) if (index > 0) assert.notEqual(level, drawn[index - 1]?.level)
      if (asked < openedAt) return
      const held = new Map<string, string>()
      for (const each of all) if (each.at <= asked) held.set(each.agencyId + each.personId, each.level)
      const highest = ['high', 'medium', 'standard'].find((level) => [...held.values()].includes(level)) ?? null
      assert.equal(drawn.filter((change) => change.at <= asked).at(-1)?.level, highest)
    }),
  )
})

test('reports of abuse are marked as harm, proceedings as justice, telling as contact; every type has a mark', () => {
  for (const type of Object.keys(entryTypes)) assert.ok(['harm', 'justice', 'contact', 'other'].includes(markOf(type)))
  assert.equal(markOf('justice.breach-reported'), 'harm')
  assert.equal(markOf('justice.bail-granted'), 'justice')
  assert.equal(markOf('duties.told'), 'contact')
  assert.equal(markOf('cases.opened'), 'other')
})
