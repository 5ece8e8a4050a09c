import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { enterprise } from './attributes.ts'
import { ScimError } from './errors.ts'
import { readFilter } from './filter.ts'
import { readGroup } from './groups.ts'
import { listOf, readQuery } from './lists.ts'
import { patched } from './patch.ts'
import { readUser } from './users.ts'

const kestrel = {
  id: 'a1',
  userName: 'kestrel@directory.example',
  active: true,
  name: { givenName: 'Kestrel', familyName: 'Inventado' },
  emails: [
    { value: 'kestrel@directory.example', type: 'work', primary: true },
    { value: 'home@directory.example', type: 'home' },
  ],
  [enterprise]: { department: 'North' },
}
const after = (...Operations: unknown[]) => patched(kestrel, { schemas: [], Operations })
const problemOf = (act: () => unknown): string => {
  try {
    act()
  } catch (error) {
    if (error instanceof ScimError) return `${error.status} ${error.scimType}`
    throw error
  }
  return 'none'
}

describe('a change as RFC 7644 3.5.2 writes it, and as Entra and Okta do', () => {
  test('Entra switches somebody off with a capital Replace and a text', () => {
    assert.equal(readUser(after({ op: 'Replace', path: 'active', value: 'False' })).isActive, false)
  })
  test('Okta switches somebody off without a path', () => {
    assert.equal(readUser(after({ op: 'replace', value: { active: false } })).isActive, false)
  })
  test('one address of several is changed by its type, and made when there is none', () => {
    const { emails } = after({ op: 'replace', path: 'emails[type eq "work"].value', value: 'new@directory.example' })
    assert.deepEqual(emails, [{ value: 'new@directory.example', type: 'work', primary: true }, kestrel.emails[1]])
    const { phoneNumbers } = after({ op: 'Add', path: 'phoneNumbers[type eq "work"].value', value: '01632 960001' })
    assert.deepEqual(phoneNumbers, [{ type: 'work', value: '01632 960001' }])
  })
  test('Entra’s single role comes with primary written as a text', () => {
    const said = readUser(after({ op: 'Add', path: 'roles[primary eq "True"].value', value: 'Adviser' }))
    assert.deepEqual(said.words, ['Adviser'])
  })
  test('names with dots and the extension’s long name lead to the part, with a path and without', () => {
    const path = `${enterprise}:department`
    assert.deepEqual(after({ op: 'add', path, value: 'South' })[enterprise], { department: 'South' })
    const both = after({ op: 'replace', value: { 'name.givenName': 'Merlin', [path]: 'South' } })
    assert.deepEqual(both.name, { givenName: 'Merlin', familyName: 'Inventado' })
    assert.deepEqual(both[enterprise], { department: 'South' })
    const core = 'urn:ietf:params:scim:schemas:core:2.0:User:name.familyName'
    assert.deepEqual(after({ op: 'replace', path: core, value: 'Inventada' }).name, {
      givenName: 'Kestrel',
      familyName: 'Inventada',
    })
  })
  test('a member is taken out by a filter as Okta does, and by the value as Entra does', () => {
    const group = { displayName: 'North', members: [{ value: 'a' }, { value: 'b' }, { value: 'c' }] }
    const take = (operation: object) => patched(group, { Operations: [operation] }).members
    assert.deepEqual(take({ op: 'remove', path: 'members[value eq "b"]' }), [{ value: 'a' }, { value: 'c' }])
    assert.deepEqual(take({ op: 'Remove', path: 'members', value: [{ value: 'b' }] }), [{ value: 'a' }, { value: 'c' }])
    assert.deepEqual(take({ op: 'add', path: 'members', value: [{ value: 'c' }, { value: 'd' }] }), [
      ...group.members,
      { value: 'd' },
    ])
    assert.equal(take({ op: 'remove', path: 'members' }), undefined)
    assert.deepEqual(take({ op: 'replace', path: 'members', value: { value: 'z' } }), [{ value: 'z' }])
  })
  test('what cannot be done is refused with the word that the standard has for it', () => {
    const refused: Record<string, object> = {
      '400 noTarget': { op: 'remove' },
      '400 invalidPath': { op: 'replace', path: 'emails[', value: 1 },
      '400 mutability': { op: 'replace', path: 'id', value: 'other' },
      '400 invalidFilter': { op: 'replace', path: 'emails[type is "work"].value', value: 'x' },
      '400 invalidSyntax': { op: 'swap', path: 'active', value: true },
    }
    for (const [problem, operation] of Object.entries(refused))
      assert.equal(
        problemOf(() => after(operation)),
        problem,
      )
    assert.equal(
      problemOf(() => after({ op: 'replace', path: 'emails[type co "x"].value', value: 'y' })),
      '400 noTarget',
    )
  })
  test('the id that Okta sends along changes nothing, and what came in is not touched', () => {
    const before = structuredClone(kestrel)
    assert.equal(after({ op: 'replace', value: { id: 'b2', displayName: 'K' } }).id, 'a1')
    assert.deepEqual(kestrel, before)
  })
})

describe('a filter as RFC 7644 3.4.2.2 writes it', () => {
  // The table of the RFC, each with what it says of this one person.
  const said: [string, boolean][] = [
    ['userName eq "KESTREL@directory.example"', true],
    ['name.familyName co "vent"', true],
    ['userName sw "kes"', true],
    ['urn:ietf:params:scim:schemas:core:2.0:User:userName sw "kes"', true],
    ['title pr', false],
    ['emails pr', true],
    ['emails.type eq "work"', true],
    ['emails eq "home@directory.example"', true],
    ['emails[type eq "work" and value co "@directory.example"]', true],
    ['emails[type eq "home" and primary eq true]', false],
    ['active eq true and (name.givenName eq "Merlin" or emails.type eq "home")', true],
    ['not (active eq true)', false],
    ['active ne true', false],
    ['externalId eq null', true],
    [`${enterprise}:department eq "north"`, true],
    ['id eq "A1"', false],
    ['userName eq "x" or active eq true and userName eq "y"', false],
    ['userName gt "a" and userName lt "z"', true],
  ]
  for (const [filter, isSo] of said) test(filter, () => assert.equal(readFilter(filter)(kestrel), isSo))

  test('what is no filter is said to be none', () => {
    for (const none of [
      '',
      'userName',
      'userName eq',
      'userName eq x',
      'eq "x"',
      '(active eq true',
      'active eq true)',
      'a eq "x" b',
    ])
      assert.equal(
        problemOf(() => readFilter(none)),
        '400 invalidFilter',
        none,
      )
  })
})

test('pages go on where the last one ended, for any start and count', () => {
  const all = Array.from({ length: 7 }, (_, index) => ({ id: String(index), userName: `u${index}` }))
  fc.assert(
    fc.property(fc.integer({ min: -3, max: 12 }), fc.integer({ min: -3, max: 12 }), (startIndex, count) => {
      const page = listOf(all, readQuery({ startIndex: String(startIndex), count: String(count) }))
      const from = Math.max(1, startIndex) - 1
      assert.deepEqual(page.Resources, all.slice(from, from + Math.max(0, count)))
      assert.equal(page.totalResults, 7)
    }),
  )
})

test('whatever is sent, the answer is a change or a refusal, never a fault', () => {
  const words = fc.constantFrom(
    'active',
    'name',
    'emails',
    '__proto__',
    'constructor',
    'members',
    'roles',
    '',
    enterprise,
    'a[b eq "c"].d',
  )
  const operation = fc.record(
    { op: fc.constantFrom('add', 'Replace', 'remove', 'x'), path: fc.oneof(words, fc.string()), value: fc.jsonValue() },
    { requiredKeys: [] },
  )
  const quiet = (act: () => unknown) => assert.ok(problemOf(act))
  fc.assert(
    fc.property(fc.array(operation), fc.jsonValue(), fc.string(), (Operations, body, filter) => {
      quiet(() => readUser(after(...Operations)))
      quiet(() => readGroup(after(...Operations)))
      quiet(() => patched(kestrel, body))
      quiet(() => readUser(body))
      quiet(() => readFilter(filter)(body))
    }),
    { numRuns: 2000 },
  )
  assert.equal(Object.getPrototypeOf({}), Object.prototype)
  assert.equal(Reflect.get({}, 'isAdministrator'), undefined)
})
