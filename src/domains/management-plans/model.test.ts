import assert from 'node:assert/strict'
import { test } from 'node:test'
import { halfOf, halfWords } from './model.ts'

test('a plan for which nobody set a day for the next look is not past its day, and the check says so (RR-16)', () => {
  const now = new Date('2027-05-20T11:00:00+01:00')
  const looked = { lookedAt: now, lookedOn: '2027-05-20' }
  assert.equal(halfWords[halfOf({ ...looked, nextReviewOn: null }, null, now)], 'No day is set for the next look')
  assert.equal(halfOf({ ...looked, nextReviewOn: '2027-05-20' }, null, now), 'current')
  assert.equal(halfOf({ ...looked, nextReviewOn: '2027-05-19' }, null, now), 'past its day')
})
