import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { countTries, within } from './tries.ts'

const at = (ms: number) => new Date(Date.UTC(2027, 1, 1) + ms)

/** What is right, said the slow way: every failure kept with its time, the window opened by the first of them. */
const slowly = (most: number) => {
  let [opened, failures] = [Number.NEGATIVE_INFINITY, 0]
  return (ms: number, isGood: boolean): boolean => {
    if (ms >= opened + within) [opened, failures] = [ms, 0]
    if (failures >= most) return false
    failures += isGood ? 0 : 1
    return true
  }
}

test('what goes wrong is counted for a quarter of an hour, what goes well is not, and no address counts for another', () => {
  const step = fc.record({ wait: fc.integer({ min: 0, max: within / 3 }), from: fc.nat(2), isGood: fc.boolean() })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4 }), fc.array(step, { maxLength: 60 }), (most, steps) => {
      const tries = countTries({ most })
      const slow = [slowly(most), slowly(most), slowly(most)]
      let ms = 0
      for (const { wait, from, isGood } of steps) {
        ms += wait
        const address = `203.0.113.${from}`
        const isOpen = tries.begin(address, at(ms)) === null
        assert.equal(isOpen, slow[from]?.(ms, isGood))
        if (isOpen && isGood) tries.wentWell(address)
      }
    }),
    { numRuns: 500 },
  )
})

test('a thousand tries begun at once are a thousand tries', () => {
  const tries = countTries({ most: 100 })
  const begun = Array.from({ length: 1000 }, () => tries.begin('203.0.113.1', at(0)))
  assert.equal(begun.filter((closed) => closed === null).length, 100)
  assert.deepEqual(begun.at(-1), at(within))
})

test('one network of IPv6 is one address, and an IPv4 address written as IPv6 is itself', () => {
  const tries = countTries({ most: 1 })
  assert.equal(tries.begin('2001:db8:1:2::1', at(0)), null)
  assert.notEqual(tries.begin('2001:db8:1:2:ffff::9', at(0)), null)
  assert.equal(tries.begin('2001:db8:1:3::1', at(0)), null)
  assert.equal(tries.begin('203.0.113.7', at(0)), null)
  assert.notEqual(tries.begin('::ffff:203.0.113.7', at(0)), null)
})

test('however many addresses come, no more than so many are remembered, and one that goes on trying is not forgotten', () => {
  const tries = countTries({ most: 1, addresses: 50 })
  assert.equal(tries.begin('198.51.100.1', at(0)), null)
  for (let each = 0; each < 10_000; each++) {
    tries.begin(`10.${each >> 8}.${each & 255}.1`, at(each))
    if (each % 20 === 0) assert.notEqual(tries.begin('198.51.100.1', at(each)), null)
  }
  assert.equal(tries.size(), 50)
})
