import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inTurns } from './turns.ts'

test('between two steps of a long piece of work others have their turn, and what it made comes back', async () => {
  const order: string[] = []
  function* work(): Generator<undefined, string, undefined> {
    for (const step of ['first', 'second']) {
      order.push(step)
      setImmediate(() => order.push(`after the ${step}`))
      yield
    }
    return 'made'
  }
  assert.equal(await inTurns(work()), 'made')
  assert.deepEqual(order, ['first', 'after the first', 'second', 'after the second'])
})

test('what a step throws comes out', async () => {
  function* work(): Generator<undefined, never, undefined> {
    yield
    throw new Error('broken')
  }
  await assert.rejects(inTurns(work()), /broken/)
})
