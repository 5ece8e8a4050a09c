import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  differences,
  type Level,
  levelFor,
  matrix,
  type ObjectClass,
  opens,
  shownClasses,
  sightsOf,
} from '../domains/access/model/matrix.ts'
import { sightOf } from '../domains/safe-contact/model/sight.ts'
import { type Letter, letterOf, letters, type ObjectName } from './model-13.ts'

// The table of letters in the program, under mutation: each letter of a class that has a screen is made another, in the
// table itself, and it must be noticed (S2). First that what roles may open and see is what MODEL 13 gives, by hand.

/** The rows of MODEL 13 that have a screen, by the program's names, each with a permission that it opens. */
const screens: Partial<Record<ObjectClass, { model: ObjectName; permission: string; word?: string }>> = {
  header: { model: 'case header', permission: 'cases:read' },
  'safe contact': { model: 'safe contact', permission: 'safe-contact:read' },
  // How much of a plan, and of what is released of an address, is shown, the database alone decides (rows.test.ts).
  address: { model: 'protected address', permission: 'releases:read' },
  plan: { model: 'safety plan', permission: 'safety-plans:read' },
  risk: { model: 'risk assessment', permission: 'risk:read', word: 'risk' },
  incidents: { model: 'incident', permission: 'incidents:read', word: 'incidents' },
  orders: { model: 'orders', permission: 'justice:read', word: 'orders' },
  duties: { model: 'duties', permission: 'duties:read', word: 'duties' },
  register: { model: 'register', permission: 'management-plans:read' },
}
const byTheDatabase: ReadonlySet<ObjectClass> = new Set<ObjectClass>(['header', 'plan', 'address', 'register'])
const rows = matrix.flatMap((row) => row.roles.map((role) => ({ role, row })))

/** What MODEL 13 says, or what a listed difference puts instead of exactly that. */
const rightLetter = (label: string, role: string, object: ObjectClass, model: ObjectName): Letter | 'unlisted' => {
  const printed = letterOf(role, model)
  const listed = differences.find((each) => each.roles === label && each.object === object)
  if (listed && listed.model !== printed) return 'unlisted'
  return listed?.here ?? printed
}

/** What a letter lets somebody do who does not lead: whether a page opens, and how much of it there is. */
const meaningOf = (letter: Letter | 'unlisted', object: ObjectClass): string => {
  const isContact = object === 'safe contact'
  const shown = {
    F: 'whole',
    O: 'in part',
    S: 'in part',
    R: 'that it exists',
    C: 'nothing',
    '-': 'nothing',
    unlisted: '?',
  }
  const isOpen = letter === 'F' || letter === 'O' || letter === 'S' || (letter === 'R' && isContact)
  const much = isContact && (letter === 'C' || letter === '-') ? 'that it exists' : shown[letter]
  const isOneOrTheOther = byTheDatabase.has(object)
  return isOneOrTheOther ? (isOpen ? 'open' : 'shut') : `${isOpen ? 'open' : 'shut'}, ${much}`
}
/** The same, as the program does it. */
const doneFor = (role: string, object: ObjectClass): string => {
  const screen = screens[object]
  assert.ok(screen, `no permission is known for ${object}`)
  const isOpen = opens(role, screen.permission) ? 'open' : 'shut'
  if (byTheDatabase.has(object)) return isOpen
  if (object === 'safe contact') {
    const contact = { full: 'whole', shared: 'in part', exists: 'that it exists' }
    return `${isOpen}, ${contact[sightOf({ role, id: 'somebody' }, 'another')]}`
  }
  const { partial, existing } = sightsOf(role, false)
  const isOf = (words: readonly string[]) => words.some((word) => word === screen.word)
  const much = isOf(partial) ? 'in part' : isOf(existing) ? 'that it exists' : isOpen === 'open' ? 'whole' : 'nothing'
  return `${isOpen}, ${much}`
}

type Found = { byLetter: string[]; byMeaning: string[] }
const disagreements = (): Found => {
  const found: Found = { byLetter: [], byMeaning: [] }
  for (const { role, row } of rows)
    for (const object of shownClasses) {
      const screen = screens[object]
      const right = screen ? rightLetter(row.label, role, object, screen.model) : 'unlisted'
      const name = `${role}: ${object}`
      if (levelFor(role, object) !== right) found.byLetter.push(name)
      if (doneFor(role, object) !== meaningOf(right, object)) found.byMeaning.push(name)
    }
  return found
}
/** Whether two letters are one in what they do: then only the letter itself can give a change away. */
const isSame = (one: Level, other: Level, object: ObjectClass) => meaningOf(one, object) === meaningOf(other, object)

describe('no letter of the table of roles can be changed unnoticed (S2)', () => {
  test('as it is, each role may open and sees what MODEL 13 says, but for the differences that are listed', () => {
    assert.deepEqual(Object.keys(screens), shownClasses)
    assert.deepEqual(disagreements(), { byLetter: [], byMeaning: [] })
  })
  test('each letter made each other letter', (t) => {
    const unnoticed: string[] = []
    const counted = { tried: 0, byMeaning: 0 }
    for (const { label, sees } of matrix)
      for (const object of shownClasses)
        for (const letter of letters) {
          const before = sees[object]
          if (letter === before) continue
          counted.tried++
          sees[object] = letter
          const { byLetter, byMeaning } = disagreements()
          sees[object] = before
          const name = `${label}, ${object}: ${before} made ${letter}`
          if (byLetter.length === 0) unnoticed.push(name)
          // A letter that lets people do something else is noticed by what they can do, and not by the letter alone.
          if (byMeaning.length > 0) counted.byMeaning++
          assert.equal(byMeaning.length > 0, !isSame(before, letter, object), name)
        }
    t.diagnostic(
      `figure S2: ${counted.tried - unnoticed.length} of ${counted.tried} changed letters of the table of roles noticed, ${counted.byMeaning} by what people can do`,
    )
    assert.deepEqual(unnoticed, [])
    assert.deepEqual(disagreements(), { byLetter: [], byMeaning: [] })
  })
})
