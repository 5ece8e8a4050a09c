import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  findIn,
  folded,
  isUnder,
  kindsNamed,
  leftOpen,
  once,
  partsOfPlace,
  placesOf,
  soughtIn,
  soughtOfPlace,
  soughtOfSchool,
} from './protected.ts'

const words = (text: string) =>
  text.split(/\s+/).map((each, index) => ({ text: each, box: { x: index / 100, y: 0.1, w: 0.009, h: 0.02 } }))
const home = soughtIn('post', '4 Hollow Row\nInventedham\nZZ97 7ZZ')
const kindsIn = (text: string, sought = home, wrong: 0 | 1 = 0) =>
  [...new Set(findIn(words(text), sought, 1, wrong).map(({ kind }) => kind))].sort()

test('a postcode is found in any spacing, in small letters, and split over lines (INV-08)', () => {
  for (const text of ['at ZZ97 7ZZ now', 'zz977zz', 'Z Z 9 7 7 Z Z', 'ZZ97\n7ZZ', 'ZZ97-7ZZ.', 'Ｚz97 7zz'])
    assert.deepEqual(kindsIn(text), ['postcode'], text)
  for (const text of ['at ZZ98 7ZZ now', 'ZZ97 8AA', 'nothing here']) assert.deepEqual(kindsIn(text), [], text)
})

test('the street is found without its number and its town', () => {
  assert.deepEqual(kindsIn('come to hollow  ROW tonight'), ['address'])
  assert.deepEqual(kindsIn('come to Inventedham tonight'), [])
})

test('a telephone number is found with and without what stands before it', () => {
  const mobile = soughtIn('mobile', '07700 900123')
  for (const text of ['07700900123', '+44 7700 900 123', '0044-7700-900123', '(07700) 900 123'])
    assert.deepEqual(kindsIn(text, mobile), ['phone'], text)
  assert.deepEqual(kindsIn('07700 900124', mobile), [])
})

test('an e-mail address, a school, and a number of somebody who passes word on', () => {
  assert.deepEqual(kindsIn('write to Fern.Inventada@post.example', soughtIn('e-mail', 'fern.inventada@post.example')), [
    'e-mail',
  ])
  assert.deepEqual(kindsIn('class 4, hollow school', soughtOfSchool('Hollow School')), ['school'])
  assert.deepEqual(kindsIn('ring 01632 960142', soughtIn('third party', '01632 960142')), ['phone'])
})

test('what a camera misreads is found in a picture, and held apart in a text', () => {
  assert.deepEqual(kindsIn('2Z97 7ZZ', home, 1), ['postcode'])
  assert.deepEqual(kindsIn('ZZ97 7XZ', home, 1), ['postcode'])
  assert.deepEqual(kindsIn('ZZ97 7XZ', home, 0), [])
  assert.deepEqual(kindsIn('hol1ow r0w', home, 1), ['address'])
})

test('the boxes are those of the words, and a cover hides them only when it lies over all of them', () => {
  const [found] = findIn(words('one two ZZ97 7ZZ five'), home, 3, 0)
  assert.deepEqual([found?.page, found?.boxes.length], [3, 2])
  const [first] = found?.boxes ?? []
  assert.ok(first)
  assert.equal(isUnder(first, [first]), true)
  assert.equal(isUnder(first, [{ ...first, w: first.w / 2 }]), false)
  assert.equal(isUnder(first, []), false)
  assert.equal(once([...findIn(words('ZZ97 7ZZ'), home, 1, 0), ...findIn(words('ZZ97 7ZZ'), home, 1, 1)]).length, 1)
})

test('every place is named, whether signs are wrong, missing or too many', () => {
  assert.deepEqual(placesOf('xxabcdefxxabcdefx', 'abcdef', 0), [
    [2, 8],
    [10, 16],
  ])
  for (const text of ['xxabcdefxx', 'xxabXdefxx', 'xxabdefxx', 'xxabcXdefxx'])
    assert.equal(placesOf(text, 'abcdef', 1).length, 1, text)
  assert.deepEqual(placesOf('xxabXXefxx', 'abcdef', 1), [])
  assert.equal(folded('O0 l1 |! Zz'), '00111122')
})

test('of what stands there hundreds of times so many are named as somebody can cover, and one that is open among covered ones is', () => {
  const found = Array.from({ length: 300 }, (_, index) => ({
    ...{ kind: 'postcode' as const, page: 1 },
    boxes: [{ x: (index % 20) / 20, y: Math.floor(index / 20) / 20, w: 0.02, h: 0.02 }],
  }))
  assert.equal(once(found).length, 200)
  const covers = found.slice(0, -1).flatMap(({ boxes }) => boxes)
  assert.deepEqual(
    leftOpen(found, () => covers),
    found.slice(-1),
  )
})

test('of a provider’s place a flat and a bare number are joined to their street, a street is sought with its number alone, and a name without its town (S-14)', () => {
  const read = (kind: 'address' | 'name' | 'postcode', text: string) =>
    partsOfPlace(kind, text).map(({ words: all }) => all)
  const cases: ['address' | 'name' | 'postcode', string, string[]][] = [
    ['address', 'Flat 2, 12 High Street, Anytown, ZZ1 1AA', ['ZZ1 1AA', '12 High Street']],
    ['address', 'Flat 2 12 High Street, ZZ1 1AA', ['ZZ1 1AA', '12 High Street']],
    ['address', 'Flat B\n12 High Street\nZZ1 1AA', ['ZZ1 1AA', '12 High Street']],
    ['address', 'Unit 3, Willow House, Anytown, ZZ1 1AA', ['ZZ1 1AA', 'Unit 3 Willow House']],
    ['address', '12, High Street, Anytown ZZ1 1AA', ['ZZ1 1AA', '12 High Street']],
    ['address', 'Flat 2, 12, High Street, ZZ1 1AA', ['ZZ1 1AA', '12 High Street']],
    ['address', '12a-14 High Street, Anytown 2, ZZ1 1AA', ['ZZ1 1AA', '12a-14 High Street']],
    ['address', 'Willow House, 12 High Street, ZZ1 1AA', ['ZZ1 1AA', 'Willow House', '12 High Street']],
    ['address', 'High Street, Anytown, ZZ1 1AA', ['ZZ1 1AA']],
    ['address', 'Flat 2, ZZ1 1AA', ['ZZ1 1AA']],
    ['name', 'Willow House, Leeds', ['Willow House']],
    ['postcode', '12 High Street, ZZ1 1AA', ['ZZ1 1AA']],
  ]
  for (const [kind, text, all] of cases) assert.deepEqual(read(kind, text), all, text)
})

test('a provider’s place is found as whole words, and with no sign of its postcode or its number misread (S-14)', () => {
  const sought = soughtOfPlace('address', 'Ash House, 1 Tern Way, E1 1AA', 'a')
  for (const text of [
    '1 Tern Way',
    '(1, tern way)',
    'at E1 1AA.',
    'E 1 1 A A',
    'Ash-House!',
    'ash house’s door',
    'e11aa',
  ])
    for (const wrong of [0, 1] as const) assert.equal(kindsIn(text, sought, wrong).length, 1, text)
  // A camera that misreads a letter of the street does not hide the house.
  assert.deepEqual(kindsIn('1 Tenn Way', sought, 1), ['address'])
  const others = [
    '11 Tern Way',
    '21 Tern Way',
    '2 Tern Way',
    '1a Tern Way',
    '12 Tern Way',
    'SE1 1AA',
    'E1 1AB',
    'E1 7AA',
  ]
  for (const text of [...others, 'Wash House', '1 Tern Wayside']) {
    for (const wrong of [0, 1] as const) assert.deepEqual(kindsIn(text, sought, wrong), [], `${text} ${wrong}`)
    assert.deepEqual(kindsNamed(text, sought), [], text)
  }
  assert.deepEqual(kindsNamed('He knows of ash-house, 1 tern way', sought), ['address'])
})
