import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { allRules } from '../../all-rules.ts'
import { sessionCookie } from '../../platform/cookies.ts'
import { testApp } from '../../testing/app.ts'
import { replayFile } from './index.ts'

const { web, as, aPractitioner, services, everything } = await testApp()
const person = await aPractitioner('idva-manager')
const reader = as(person)
const chronology = JSON.stringify({
  title: 'An invented case',
  events: [
    { date: '2026-06-01', precision: 'day', type: 'arrest', by: 'police', what: 'arrested <b>at home</b>' },
    { date: '2026-06-20', precision: 'day', type: 'dvpn', by: 'police' },
  ],
})

test('a chronology is replayed day by day, with who, by when, why, and what no record was found of', async () => {
  const page = await reader.submit('/replay', { text: chronology })
  assert.equal(page.status, 200)
  assert.equal(page.title(), 'What Waymark would have raised - Waymark')
  assert.match(page.text(), /It is no finding of law/)
  assert.match(page.text(), /Mon 1 Jun 2026/)
  assert.match(page.text('#event-0'), /1\. arrest|0\. arrest/)
  assert.match(
    page.text('#event-0 tbody'),
    /WhoPoliceBy whenTue 2 Jun 2026, 23:59RecordNo record foundWhyVictims' Code/,
  )
  assert.match(page.body, /arrested &lt;b&gt;at home/)
})

test('every published review can be shown, with each of its duties and gaps', async () => {
  const folder = path.join(import.meta.dirname, 'reviews')
  const terms = { rules: allRules, policy: services.defaultPolicy, calendar: services.calendar }
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
    const bytes = readFileSync(path.join(folder, name))
    const expected = replayFile({ name, bytes }, () => null, terms)
    assert.ok('duties' in expected, name)
    const page = await reader.submit('/replay', { text: bytes.toString('utf8') })
    assert.equal(page.status, 200, name)
    assert.equal(page.$('[id^=event-] tbody tr').length, expected.duties.length, name)
    assert.doesNotMatch(page.text(), /undefined|NaN|\[object/, name)
    const targets = new Set(
      page
        .$('[id]')
        .get()
        .map(({ attribs }) => `#${attribs.id}`),
    )
    for (const { href } of page.links()) if (href.startsWith('#')) assert.ok(targets.has(href), `${name} ${href}`)
  }
})

test('what cannot be read is refused at its line and column, and kept on the page', async () => {
  const broken = '{ "events": [\n  { "date": "2026-06-01" "precision": "day" } ] }'
  const page = await reader.submit('/replay', { text: broken, day0: 'never' })
  assert.deepEqual(
    page.errors().map(({ href }) => href),
    ['#day0'],
  )
  const again = await reader.submit('/replay', { text: broken })
  assert.equal(again.status, 422)
  assert.match(again.errors()[0]?.text ?? '', /^Line 2, column \d+: /)
  assert.equal(again.value('text'), broken)
  assert.deepEqual(
    (await reader.submit('/replay', { text: ' ' })).errors().map(({ text }) => text),
    ['Choose a file, or paste its text'],
  )
})

test('a day 0 settles dates that the file counts from it', async () => {
  const counted = JSON.stringify({
    events: [
      { date: 'D0', precision: 'relative', type: 'arrest', by: 'police' },
      { date: 'D+30', precision: 'relative', type: 'incident', by: 'police' },
    ],
  })
  const page = await reader.submit('/replay', { text: counted, day0: '1/6/2026' })
  assert.equal(page.status, 200)
  assert.match(page.text('#event-0 tbody'), /Tue 2 Jun 2026, 23:59/)
  assert.doesNotMatch((await reader.submit('/replay', { text: counted })).text('#event-0 tbody'), /Tue 2 Jun 2026/)
})

test('a file works as pasted text does, and a file and a text together are refused', async () => {
  const key = String((await reader.visit('/replay')).value('formKey'))
  const upload = (text: string) => {
    const part = (head: string, content: string) =>
      `--edge\r\nContent-Disposition: form-data; ${head}\r\n\r\n${content}\r\n`
    const body = `${part('name="formKey"', key)}${part('name="file"; filename="a.json"\r\nContent-Type: application/json', chronology)}${part('name="text"', text)}${part('name="day0"', '')}--edge--\r\n`
    return web.inject({
      method: 'POST',
      url: '/replay',
      headers: { cookie: `${sessionCookie}=${person.token}`, 'content-type': 'multipart/form-data; boundary=edge' },
      body,
    })
  }
  const sent = await upload('')
  assert.equal(sent.statusCode, 200)
  assert.match(sent.body, /An invented case/)
  assert.match((await upload(chronology)).body, /not both/)
})

test('nothing of what was brought is kept', async () => {
  await reader.submit('/replay', { text: chronology })
  for (const table of ['entry', 'duty', 'cases'] as const)
    assert.equal((await everything.selectFrom(table).select('id').execute()).length, 0)
  const kept = JSON.stringify([
    await everything.selectFrom('audit').selectAll().execute(),
    await everything.selectFrom('formAnswer').selectAll().execute(),
  ])
  assert.doesNotMatch(kept, /at home|invented case/i)
})

test('who is not signed in cannot replay', async () => {
  assert.equal((await as(null).visit('/replay')).location, '/sign-in')
})
