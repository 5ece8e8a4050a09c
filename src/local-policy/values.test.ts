import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defaultPolicy, policyValues } from './values.ts'

test('every value has a default that its own limits allow, and the default policy holds exactly those', () => {
  assert.deepEqual(Object.keys(defaultPolicy), Object.keys(policyValues))
  for (const [name, { schema, default: usual }] of Object.entries(policyValues))
    assert.deepEqual(schema.parse(usual), usual, name)
  for (const [name, value] of Object.entries(defaultPolicy))
    assert.deepEqual(Object.entries(policyValues).find(([each]) => each === name)?.[1].default, value, name)
})

test('an area may not set a safety clock to nothing, or shifts out of order', () => {
  assert.equal(policyValues.releaseHoursHigh.schema.safeParse('0').success, false)
  assert.equal(policyValues.releaseHoursHigh.schema.safeParse('5').success, false)
  assert.equal(policyValues.shiftStarts.schema.safeParse([15, 7]).success, false)
  assert.equal(policyValues.shiftStarts.schema.safeParse([]).success, false)
})

test('every value says in words what it is and where it comes from', () => {
  for (const { words, source } of Object.values(policyValues)) assert.ok(words.length > 10 && source.length > 5)
})
