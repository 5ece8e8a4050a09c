import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { tidySignIn } from '../domains/sign-in/index.ts'
import { testApp } from '../testing/app.ts'
import { connect } from './db.ts'
import { countTries, within } from './tries.ts'

const { services, database, everything } = await testApp()
const hashKey = randomBytes(32)
/** A count of its own: another key gives other hashes. */
const counting = (most: number, key = randomBytes(32)) => countTries(services.signInDb, { most, hashKey: key })
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

test('what goes wrong is counted for a quarter of an hour, what goes well is not, and no address counts for another', async () => {
  const step = fc.record({ wait: fc.integer({ min: 0, max: within / 3 }), from: fc.nat(2), isGood: fc.boolean() })
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.array(step, { maxLength: 30 }), async (most, steps) => {
      const tries = counting(most)
      const slow = [slowly(most), slowly(most), slowly(most)]
      let ms = 0
      for (const { wait, from, isGood } of steps) {
        ms += wait
        const address = `203.0.113.${from}`
        const isOpen = (await tries.begin(address, at(ms))) === null
        assert.equal(isOpen, slow[from]?.(ms, isGood))
        if (isOpen && isGood) await tries.wentWell(address)
      }
    }),
    { numRuns: 60 },
  )
})

test('a thousand tries begun at once, by two processes, are a thousand tries (S16)', async () => {
  const other = connect(database.signIn, { max: 4 })
  const key = randomBytes(32)
  const [one, two] = [counting(100, key), countTries(other, { most: 100, hashKey: key })]
  const begun = await Promise.all(
    Array.from({ length: 1000 }, (_, each) => (each % 2 ? one : two).begin('203.0.113.1', at(0))),
  )
  await other.destroy()
  assert.equal(begun.filter((closed) => closed === null).length, 100)
  for (const closed of begun) assert.ok(closed === null || closed.getTime() === at(within).getTime())
})

test('a restart forgets nothing: a process that starts now goes on counting (S16)', async () => {
  const before = counting(2, hashKey)
  for (let each = 0; each < 2; each++) assert.equal(await before.begin('198.51.100.1', at(0)), null)
  assert.deepEqual(await counting(2, hashKey).begin('198.51.100.1', at(1000)), at(within))
})

test('one network of IPv6 is one address, and an IPv4 address written as IPv6 is itself', async () => {
  const tries = counting(1)
  assert.equal(await tries.begin('2001:db8:1:2::1', at(0)), null)
  assert.notEqual(await tries.begin('2001:db8:1:2:ffff::9', at(0)), null)
  assert.equal(await tries.begin('2001:db8:1:3::1', at(0)), null)
  assert.equal(await tries.begin('203.0.113.7', at(0)), null)
  assert.notEqual(await tries.begin('::ffff:203.0.113.7', at(0)), null)
})

test('no address is kept that could be read back, and none for longer than its quarter of an hour', async () => {
  const address = '192.0.2.77'
  await counting(5).begin(address, at(0))
  const rows = () => everything.selectFrom('signIn.tries').selectAll().execute()
  const kept = (await rows()).map(({ fromHash }) => fromHash.toString('latin1'))
  assert.ok(kept.length > 0)
  for (const hash of kept) assert.ok(hash.length === 32 && !hash.includes(address))
  const worker = connect(database.worker, { max: 1 })
  await tidySignIn({ db: worker }, at(within - 1))
  assert.ok((await rows()).length > 0)
  await tidySignIn({ db: worker }, at(7 * 24 * 3_600_000))
  await worker.destroy()
  assert.deepEqual(await rows(), [])
})
