import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { decisionForm, namesException, ordersOn, stateOf, touching } from './model.ts'

const day = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2028-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

test('no order is in force after its last day, before its first, unserved or ended, whatever else is so (S-16)', () => {
  fc.assert(
    fc.property(
      fc.option(day),
      fc.option(day),
      fc.boolean(),
      fc.boolean(),
      day,
      (startsOn, endsOn, isServed, isEnded, today) => {
        const isInForce = stateOf({ startsOn, endsOn, isServed, isEnded }, today) === 'in force'
        assert.equal(
          isInForce,
          isServed && !isEnded && (endsOn === null || today <= endsOn) && (startsOn === null || startsOn <= today),
        )
      },
    ),
  )
})

test('on its last day an order still holds; the day after it does not', () => {
  const order = { startsOn: '2022-06-01', endsOn: '2027-05-31', isServed: true, isEnded: false }
  assert.equal(stateOf(order, '2027-05-31'), 'in force')
  assert.equal(stateOf(order, '2027-06-01'), 'past its last day')
})

const entry = (position: number, type: string, details: object, factId = `f${position}`) => ({
  ...{ id: `e${position}`, factId, type, relation: 'starts', position, happenedFrom: new Date('2027-01-01T10:00:00Z') },
  ...{ suspectName: null, what: null, details },
})

test('service, breach and end belong to the order that they name; with two orders, one that names none belongs to neither', () => {
  const two = [entry(1, 'orders.made', { orderKind: 'A' }), entry(2, 'orders.made', { orderKind: 'B' })]
  const states = (...more: ReturnType<typeof entry>[]) =>
    ordersOn([...two, ...more], '2027-02-01').map(({ state }) => state)
  assert.deepEqual(states(entry(3, 'orders.served', { about: 'f2' })), ['not served', 'in force'])
  assert.deepEqual(states(entry(3, 'orders.served', {})), ['not served', 'not served'])
  assert.deepEqual(states(entry(3, 'orders.ended', { about: 'f1' })), ['ended', 'not served'])
  assert.deepEqual(
    ordersOn([entry(1, 'orders.made', {}), entry(3, 'orders.served', {})], '2027-02-01')[0]?.state,
    'in force',
  )
})

test('an order lapses only with reasons and with what protects then (OD-10)', () => {
  assert.equal(decisionForm.safeParse({ outcome: 'let lapse', reasons: 'He has left the country.' }).success, false)
  assert.equal(
    decisionForm.safeParse({ outcome: 'let lapse', reasons: 'He has left the country.', after: 'The alarm stays.' })
      .success,
    true,
  )
  assert.equal(decisionForm.safeParse({ outcome: 'renew', reasons: '' }).success, false)
})

test('an order about contact touches each that keeps somebody away, while both stand, with its terms on contact (S-13)', () => {
  const two = [
    entry(1, 'orders.made', { orderKind: 'Child arrangements order' }),
    entry(2, 'orders.made', { orderKind: 'Restraining order' }),
    entry(3, 'orders.made', { orderKind: 'Occupation order' }),
    entry(4, 'orders.made', { orderKind: 'Another order' }),
  ]
  const term = (id: string, factId: string, kind: string) => ({ id, factId, kind, plain: 'Must not.' })
  const terms = [term('a', 'f2', 'no contact'), term('b', 'f2', 'curfew'), term('c', 'f4', 'not to go to')]
  const pairs = (...more: ReturnType<typeof entry>[]) =>
    touching(ordersOn([...two, ...more], '2027-02-01'), terms).map(({ away, touches }) => [
      ...[away.kind, ...touches.map(({ id }) => id)],
    ])
  assert.deepEqual(pairs(), [
    ['Restraining order', 'a'],
    ['Another order', 'c'],
  ])
  const bare = touching(ordersOn(two, '2027-02-01'), []).map(({ away, touches }) => [away.kind, touches.length])
  assert.deepEqual(bare, [['Restraining order', 0]], 'it keeps away by what it is, term or none')
  assert.deepEqual(pairs(entry(5, 'orders.ended', { about: 'f2' })), [['Another order', 'c']])
  assert.deepEqual(pairs(entry(5, 'orders.ended', { about: 'f1' })), [])
  const over = { orderKind: 'Restraining order', endsOn: '2027-01-31' }
  assert.deepEqual(touching(ordersOn([...two.slice(0, 1), entry(2, 'orders.made', over)], '2027-02-01'), terms), [])
})

test('a term that names a way in which contact is allowed is told from one that names none (S-13)', () => {
  for (const plain of ['No contact except through a third party for contact', 'Must not write, unless a court says so'])
    assert.ok(namesException({ plain }), plain)
  const ours = 'Must not contact you in any way: not in person, by phone or online, and not through anybody else.'
  for (const plain of [ours, 'Must not ring or write.']) assert.equal(namesException({ plain }), false, plain)
})
