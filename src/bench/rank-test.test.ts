import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { rankTest } from './rank-test.ts'

const near = (got: number, wanted: number) => assert.ok(Math.abs(got - wanted) < 0.0005, `${got}, not ${wanted}`)

test('the test of ranks gives what is worked out by hand, with ties and without', () => {
  // U = 0 of 25, z = 12.5 / sqrt(25 × 11 / 12) = 2.6112.
  near(rankTest([1, 2, 3, 4, 5], [6, 7, 8, 9, 10]), 0.00902)
  // Ranks of one: 1, 2.5, 2.5, 4.5; U = 0.5 of 16; spread sqrt(16 / 12 × (9 - 12 / 56)) = 3.4226, z = 2.1913.
  near(rankTest([1, 2, 2, 3], [3, 3.5, 4, 5]), 0.0284)
  assert.equal(rankTest([1, 1, 1], [1, 1]), 1)
})

test('it says the same of two lists whichever comes first, and of all of them moved by as much', () => {
  const times = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 5, maxLength: 40 })
  fc.assert(
    fc.property(times, times, (one, other) => {
      near(rankTest(one, other), rankTest(other, one))
      near(
        rankTest(
          one.map((each) => each + 7),
          other.map((each) => each + 7),
        ),
        rankTest(one, other),
      )
    }),
  )
})
