import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { common, isTriedFirst, nearWords } from './passwords.ts'

test('the list holds more than the 3,000 most common passwords that are long enough, and none that is not (ASVS 6.2.4)', () => {
  assert.ok(common.size > 40_000, String(common.size))
  for (const each of common) assert.ok(each.length >= 12 && each === each.toLowerCase(), each)
})

test('a common password is refused in capitals too, and three words that do not belong together are taken', () => {
  for (const each of ['123qweasdzxc', 'QWERTYqwerty', '1qaz2wsx3edc', 'Unbelievable']) assert.ok(isTriedFirst(each, []))
  for (const each of ['marble-otter-lantern', 'correct horse battery staple', '7 grey herons, one umbrella'])
    assert.ok(!isTriedFirst(each, ['Ash Inventado', 'ash.inventado@agency.example']))
})

test('a password of the person’s own name, the product or the field, with figures around it, is refused (ASVS 6.2.11)', () => {
  const own = ['Bracken Inventado', 'bracken.inventado@agency.example']
  for (const each of ['BrackenInventado1', 'Inventado-2027!', 'Waymark-2027!!', 'Police.Refuge.99', 'agency-bracken-1'])
    assert.ok(isTriedFirst(each, own), each)
})

test('near words alone are never enough, in whatever order, and with up to five characters more', () => {
  const words = fc.array(fc.constantFrom(...nearWords), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(words, fc.string({ maxLength: 5 }), (near, more) => {
      assert.ok(isTriedFirst(`${near.join('-')}${more}`, []))
    }),
  )
})

test('a password of random letters and figures is taken', () => {
  const letters = fc.constantFrom(...'bcfgjkqvxz23456789')
  fc.assert(
    fc.property(fc.array(letters, { minLength: 16, maxLength: 40 }), (typed) => {
      assert.ok(!isTriedFirst(typed.join(''), ['Ash Inventado']))
    }),
  )
})
