import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Facts, factsIn, tokensOf } from './blind-tokens.ts'
import { secretFromHex } from './secrets.ts'

const secret = secretFromHex('7'.repeat(64))
const meet = (one: Facts, other: Facts): boolean => {
  const theirs = new Set(tokensOf(secret, other).map(({ kind, token }) => kind + token))
  return tokensOf(secret, one).some(({ kind, token }) => theirs.has(kind + token))
}
const bornOn = '1988-02-29'

test('a person is met under the ways in which one name is written, and never by name alone (S12)', () => {
  const one = { names: ['Zoë Quillfeather-O’Dell'], bornOn }
  for (const name of ['zoe quillfeather odell', 'ODELL, Zoe', 'Zoë Marigold Quillfeather', "Quillfeather O'Dell"])
    assert.ok(meet(one, { names: [name], bornOn }), name)
  assert.ok(!meet(one, { names: ['Zoë Quillfeather-O’Dell'] }))
  assert.ok(!meet({ names: ['Zoë Quillfeather'] }, { names: ['Zoë Quillfeather'] }))
  assert.ok(!meet(one, { names: ['Zoë Quillfeather-O’Dell'], bornOn: '1988-02-28' }))
  assert.ok(!meet(one, { names: ['Zoë Bracken'], bornOn }))
})

test('a telephone, an e-mail and a home are met however they are written, also within a line (S12)', () => {
  for (const phone of ['+44 7700 900123', '0044 (0)7700 900 123', '07700-900123', '+447700900123'])
    assert.ok(meet({ phones: ['07700 900123'] }, { phones: [phone] }), phone)
  assert.ok(meet({ emails: ['Zoe@Example.test'] }, factsIn(['write to zoe@example.test, mornings'])))
  assert.ok(meet({ phones: ['07700 900123'] }, factsIn(['Mobile +44 7700 900123, ask for Zoë'])))
  assert.ok(meet({ addresses: ['12b, zz99 9zz'] }, factsIn(['12B Hollow Lane, Invented Town ZZ999ZZ'])))
  assert.ok(meet({ addresses: ['Rose Cottage, ZZ99 9ZZ'] }, factsIn(['Rose Cottage, Hollow Lane, zz99 9zz'])))
  assert.ok(!meet({ addresses: ['12 ZZ99 9ZZ'] }, { addresses: ['13 ZZ99 9ZZ'] }))
  assert.ok(!meet({ addresses: ['12 Hollow Lane'] }, { addresses: ['12 Hollow Lane'] }))
})

test('nothing typed can be read in a token, another key gives others, and any text is taken (INV-36)', () => {
  const line = fc.string({ maxLength: 80, unit: 'binary' })
  fc.assert(
    fc.property(line, line, (name, phone) => {
      const facts = { names: [name], bornOn, phones: [phone], emails: [phone], addresses: [name] }
      for (const { token } of [...tokensOf(secret, facts), ...tokensOf(secret, factsIn([name, phone]))])
        assert.match(token, /^[0-9a-f]{64}$/)
    }),
  )
  const facts = { phones: ['07700 900123'] }
  assert.notDeepEqual(tokensOf(secret, facts), tokensOf(secretFromHex('8'.repeat(64)), facts))
})

test('a number that is met by another was the same number', () => {
  const number = fc.stringMatching(/^0[1-9]\d{9}$/)
  fc.assert(
    fc.property(number, number, (one, other) => meet({ phones: [one] }, { phones: [other] }) === (one === other)),
  )
})
