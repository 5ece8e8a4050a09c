import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from './testing/app.ts'
import { addressWith, namesIn, withRoutes } from './testing/routes.ts'
import { aWholeCase } from './testing/whole-case.ts'

const { made: app, routes } = await withRoutes(() => testApp())
const whole = await aWholeCase(app)

test('no page of a case has a title that names anybody: a browser remembers titles (U2)', async () => {
  const people = await app.everything.selectFrom('person').select(['name', 'called']).execute()
  const staff = await app.everything.selectFrom('practitioner').select('name').execute()
  const names = [...people.flatMap(({ name, called }) => [name, called ?? '']), ...staff.map(({ name }) => name)]
  const words = names.filter((name) => name.length > 3)
  const named: string[] = []
  const pages = routes.filter(({ method, url }) => method === 'GET' && url.startsWith('/cases/:caseId'))
  let read = 0
  for (const { url } of pages) {
    const ids = whole.idsFor(url)
    if (!namesIn(url).every((name) => name in ids)) continue
    for (const person of [whole.owner, whole.boss]) {
      const page = await app.as(person).visit(addressWith(url, ids))
      if (page.status !== 200) continue
      read += 1
      if (words.some((word) => page.title().includes(word))) named.push(`${url}: ${page.title()}`)
    }
  }
  assert.deepEqual(named, [])
  assert.ok(read > 80, `${read} pages read`)
})
