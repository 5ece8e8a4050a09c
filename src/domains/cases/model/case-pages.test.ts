import assert from 'node:assert/strict'
import { test } from 'node:test'
import { permissionsOf, roles } from '../../staff/index.ts'
import { casePages, pagesFor } from './case-pages.ts'

test('a case has at most twelve parts in its first row, and whoever may open a part finds it in one of the two (U4)', () => {
  for (const value of Object.keys(roles)) {
    const may = permissionsOf(value)
    const pages = pagesFor(may)
    assert.deepEqual(
      pages.map(({ part }) => part),
      casePages.filter(({ access }) => may.has(access)).map(({ part }) => part),
    )
    const first = pages.filter(({ part, lead }) => part === lead)
    assert.ok(first.length <= 12, `${value}: ${first.length}`)
    for (const { lead } of pages) assert.ok(first.some(({ part }) => part === lead))
  }
})

test('who may see it, who looked, what was shared, asked for and released, and the seal stand together', () => {
  const pages = pagesFor(new Set(casePages.map(({ access }) => access)))
  const together = pages.filter(({ lead }) => lead === 'team').map(({ text }) => text)
  assert.deepEqual(together, [
    'Who can see it',
    'Who looked',
    'What was shared',
    'Asked for',
    'Released outside',
    'Bundles for court',
    'Conflicts and seal',
  ])
})

test('a part whose lead somebody may not open stands in the first row for them', () => {
  const pages = pagesFor(new Set(['messages:read', 'cases:read']))
  assert.equal(pages.find(({ part }) => part === 'messages')?.lead, 'messages')
})
