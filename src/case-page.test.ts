import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aLetIn } from './domains/sharing/fixtures.ts'
import { testApp } from './testing/app.ts'
import { addressWith, namesIn, withRoutes } from './testing/routes.ts'
import { aWholeCase } from './testing/whole-case.ts'

// What a page asks of the database does not grow with what it shows: a case of years opens like one of yesterday (R1).
const heard: string[] = []
const { made: app, routes } = await withRoutes(() =>
  testApp({ max: 1, hears: (statement) => heard.push(statement.replace(/\s+/g, ' ').trim()) }),
)
const { as, aPractitioner } = app
const whole = await aWholeCase(app)
const { ids, owner, suspect } = whole

const asked = async (url: string): Promise<string[]> => {
  heard.length = 0
  const { status } = await as(owner).visit(url)
  return [String(status), ...heard]
}
/** All pages of the case and the boards, each read once before, so that what only a first look asks is done. */
const pages = routes.flatMap(({ method, url }) => {
  const known = whole.idsFor(url)
  const isPage = method === 'GET' && /^\/(cases\/:caseId|boards|drafts|handovers)(\/|$)/.test(url)
  return isPage && namesIn(url).every((name) => name in known) ? [addressWith(url, known)] : []
})
const countAll = async (): Promise<Map<string, string[]>> => {
  const found = new Map<string, string[]>()
  for (const url of pages) {
    await asked(url)
    found.set(url, await asked(url))
  }
  return found
}

test('a page of a case ten times as long asks the database no more', { timeout: 300_000 }, async (t) => {
  const before = await countAll()
  const send = async (path: string, form: Record<string, string>) => {
    const done = await as(owner).submit(`/cases/${ids.caseId}/${path}`, form)
    assert.equal(done.status, 303, `${path}: ${done.text('main')}`)
  }
  for (let turn = 0; turn < 10; turn += 1) {
    const about = { suspect, day: 'today', time: `07:${10 + turn}`, body: 'police', exact: 'as written', same: 'new' }
    await send('entries/new/justice.suspect-arrested', about)
    await send('notes/new', { how: 'visit', day: 'today', time: '08:00', said: `Note ${turn}` })
    await send('barriers', { personId: ids.personId, kind: 'language', what: `Barrier ${turn}`, adjustment: '' })
    await send('shared-places', { personId: ids.personId, otherId: suspect, kind: 'school', name: `School ${turn}` })
    await send('people/household', { label: `Home ${turn}`, district: 'North' })
    const colleague = await aPractitioner('idva')
    await send('team', aLetIn(colleague.id, 'Helps'))
  }
  const grown: string[] = []
  for (const [url, statements] of await countAll()) {
    const then = before.get(url) ?? []
    if (statements.length > then.length) grown.push(`${url}: ${then.length - 1}, then ${statements.length - 1}`)
  }
  const top = before.get(`/cases/${ids.caseId}`)?.length ?? 0
  t.diagnostic(`${before.size} pages; the case page asks ${top - 1} statements`)
  assert.deepEqual(grown, [])
})
