import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bailLimits, beyondRank, factsIn, nextHearing, standingOf } from './standing.ts'

let position = 0
const entry = (type: string, at: string, details: object = {}, more: object = {}) => ({
  ...{
    id: `e${position}`,
    factId: `f${position}`,
    relation: 'starts',
    position: position++,
    suspectId: null,
    receivedAt: null,
    what: null,
  },
  ...{ type, happenedFrom: new Date(at), enteredAt: new Date(at), details, ...more },
})
const now = new Date('2027-05-01T10:00:00Z')

test('the limits of bail before charge are those of the law on the day of the arrest (RULES 2E, 8)', () => {
  assert.deepEqual(bailLimits('2017-04-02'), [])
  assert.deepEqual(
    bailLimits('2017-04-03').map(({ rank, until }) => [rank, until]),
    [
      ['Inspector', '2017-05-01'],
      ['Superintendent', '2017-07-03'],
    ],
  )
  assert.deepEqual(
    bailLimits('2022-10-27').map(({ rank }) => rank),
    ['Inspector', 'Superintendent'],
  )
  assert.deepEqual(
    bailLimits('2022-10-28').map(({ rank, until }) => [rank, until]),
    [
      ['Custody officer', '2023-01-28'],
      ['Inspector', '2023-04-28'],
      ['Superintendent', '2023-07-28'],
    ],
  )
})

test('bail that goes further than its rank can take it is pointed out, before charge only', () => {
  const arrest = entry('justice.suspect-arrested', '2027-01-10T09:00:00Z')
  const bail = (endsOn: string, more = {}) =>
    entry('justice.bail-granted', '2027-01-10T18:00:00Z', { endsOn, rank: 'custody officer', ...more })
  assert.equal(beyondRank(factsIn([arrest, bail('2027-04-10')])), null)
  assert.match(
    beyondRank(factsIn([arrest, bail('2027-04-11')])) ?? '',
    /further than a custody officer can take it \(2027-04-10\): verify/,
  )
  assert.equal(beyondRank(factsIn([arrest, bail('2027-09-01', { stage: 'after-charge' })])), null)
  assert.equal(
    beyondRank(factsIn([arrest, bail('2027-09-01'), entry('justice.charged', '2027-02-01T09:00:00Z')])),
    null,
  )
})

test('released under investigation protects nobody, and is said so; bail does, until it is cancelled (RULES 8)', () => {
  const arrest = entry('justice.suspect-arrested', '2027-04-01T09:00:00Z')
  const bail = entry('justice.bail-granted', '2027-04-01T18:00:00Z')
  const after = (...types: string[]) =>
    standingOf(factsIn([arrest, bail, ...types.map((type) => entry(type, '2027-04-02T09:00:00Z'))]), now)
  assert.equal(after().protects, 'conditions')
  assert.equal(after('justice.suspect-released-under-investigation').protects, 'none')
  assert.equal(after('justice.bail-cancelled').protects, 'none')
  assert.equal(after('justice.remanded').protects, 'custody')
  assert.equal(standingOf([], now).protects, 'not known')
})

test('what was entered by mistake moves nobody, and a correction is read in place of what it corrects', () => {
  const arrest = entry('justice.suspect-arrested', '2027-04-01T09:00:00Z')
  const wrong = entry('justice.remanded', '2027-04-02T09:00:00Z')
  const undone = entry(
    'justice.remanded',
    '2027-04-02T09:00:00Z',
    { neverHappened: true },
    { factId: wrong.factId, relation: 'corrects' },
  )
  assert.equal(standingOf(factsIn([arrest, wrong]), now).where, 'Remanded in custody')
  assert.equal(standingOf(factsIn([arrest, wrong, undone]), now).where, 'Arrested, in police custody')
})

test('a release that lies ahead is pending, and the next hearing is the first that is not past', () => {
  const release = entry('justice.bail-granted', '2027-05-01T11:00:00Z')
  assert.equal(standingOf(factsIn([release]), now).isPending, true)
  const hearing = (hearingOn: string) =>
    entry('justice.hearing-listed', '2027-04-01T09:00:00Z', { hearingOn, hearing: 'trial' })
  const facts = factsIn([hearing('2027-06-01'), hearing('2027-05-01'), hearing('2027-04-30')])
  assert.equal(nextHearing(facts, '2027-05-01')?.on, '2027-05-01')
  assert.equal(nextHearing(facts, '2027-06-02'), null)
})
