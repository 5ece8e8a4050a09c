import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testApp } from '../../testing/app.ts'
import { aCase, workAs } from '../../testing/cases.ts'
import { aLetIn } from '../sharing/fixtures.ts'
import { regions, views } from './model/body.ts'
import { insertMark, strikeMark } from './store.ts'

const app = await testApp({ at: '2027-03-01T10:00:00Z' })
const { as, aPractitioner, everything, services } = app
const adviser = await aPractitioner('idva')
const officer = await aPractitioner('investigating-officer')
const housing = await aPractitioner('housing-officer')
const stranger = await aPractitioner('idva')

const { caseId, victimId, perpetratorId } = await aCase(services, adviser)
for (const who of [officer, housing])
  assert.equal((await as(adviser).submit(`/cases/${caseId}/team`, aLetIn(who.id, 'Works on it'))).status, 303)
const base = `/cases/${caseId}/injuries`
const about = {
  personId: victimId,
  seenOn: 'today',
  from: 'Adviser, alone with her',
  words: 'Was held by the neck',
  agreed: 'yes',
}
const write = async (kind: string, form: Record<string, string> = {}, who = adviser) => {
  const done = await as(who).submit(`${base}/new/${kind}`, { ...about, ...form })
  assert.equal(done.status, 303, done.text('.govuk-error-summary'))
  return done.location
}
const mark = { region: 'throat', sort: 'Bruise', looks: 'Two, round, 2 cm, purple', said: 'His thumbs' }

test('the figure: each part has a name of its own, fits the picture, covers no other, and is large enough for a thumb', () => {
  assert.equal(new Set(regions.map(({ code }) => code)).size, regions.length)
  assert.equal(new Set(regions.map(({ label, view }) => `${label} ${view}`)).size, regions.length)
  for (const view of views) {
    const own = regions.filter((region) => region.view === view)
    for (const { label, box } of own) {
      const [x, y, w, h] = box
      assert.ok(x >= 0 && y >= 0 && x + w <= 200 && y + h <= 424, label)
      // Shown 260 wide: 24 px is 18.5 units (WCAG 2.2, 2.5.8).
      assert.ok(w >= 18.5 && h >= 18.5, label)
      for (const other of own) {
        const [ox, oy, ow, oh] = other.box
        const apart = other.label === label || x + w <= ox || ox + ow <= x || y + h <= oy || oy + oh <= y
        assert.ok(apart, `${label} covers ${other.label}`)
      }
    }
  }
  // Right and left are those of the person: from before, the right hand is on the left.
  const at = (code: string) => regions.find((region) => region.code === code)?.box[0] ?? Number.NaN
  assert.ok(at('right-hand') < at('left-hand'))
  assert.ok(at('left-back-of-hand') < at('right-back-of-hand'))
})

test('a body map is drawn part by part by links alone, says what the neck means, and a wrong mark is struck out and stays (CC-09)', async () => {
  const map = await write('body-map')
  const parts = (await as(adviser).visit(map)).links().filter(({ href }) => href.includes('marks/new?region='))
  assert.equal(parts.length, regions.length)
  assert.ok(parts.every(({ href }) => regions.some(({ code }) => href.endsWith(`=${code}`))))
  const form = await as(adviser).visit(`${map}/marks/new?region=left-forearm`)
  assert.equal(form.value('region'), 'left-forearm')
  const half = await as(adviser).submit(`${map}/marks/new`, { region: 'tail', looks: '', said: 'kept' })
  assert.deepEqual(
    half.errors().map(({ href }) => href),
    ['#region', '#sort', '#looks'],
  )
  assert.equal(half.value('said'), 'kept')
  for (const region of ['left-forearm', 'throat', 'throat'])
    assert.equal((await as(adviser).submit(`${map}/marks/new`, { ...mark, region })).status, 303)
  const shown = await as(officer).visit(map)
  assert.match(shown.text(), /2 marks on the neck.*a doctor today/)
  assert.match(shown.text(), /3 marks on 2 parts/)
  assert.match(shown.body, /aria-label="Front: [^"]*Front of the neck 2[^"]*Left forearm 1/)
  const strike = (await as(adviser).visit(map)).links().filter(({ href }) => href.endsWith('/strike'))
  assert.equal((await as(adviser).submit(strike[0]?.href ?? '', { why: '' })).status, 422)
  assert.equal((await as(adviser).submit(strike[0]?.href ?? '', { why: 'It was ink' })).status, 303)
  assert.equal((await as(adviser).visit(strike[0]?.href ?? '')).status, 404)
  const after = (await as(officer).visit(map)).text()
  assert.match(after, /2 marks on [12] parts? /)
  assert.match(after, /struck out.*It was ink/)
})

test('a map is one person’s look: a colleague adds another and changes nothing of it', async () => {
  const map = await write('body-map')
  assert.equal((await as(adviser).submit(`${map}/marks/new`, mark)).status, 303)
  const injuryId = map.split('/').at(-1) ?? ''
  const own = everything.selectFrom('vault.injuryMark').selectAll().where('injuryId', '=', injuryId)
  const before = await own.executeTakeFirstOrThrow()
  // Nor by way of the database, as themselves.
  const struck = { struckAt: services.now(), struckWhy: Buffer.from('x') }
  assert.equal(await workAs(services, officer, ({ tx }) => strikeMark(tx, caseId, before.id, struck)), false)
  await assert.rejects(
    workAs(services, officer, ({ tx }) => insertMark(tx, { ...before, id: randomUUID() })),
    /row-level security/,
  )
  for (const path of ['marks/new', 'marks/new?region=face'])
    assert.equal((await as(officer).visit(`${map}/${path}`)).status, 404)
  assert.equal((await as(officer).submit(`${map}/marks/new`, mark)).status, 404)
  assert.equal((await as(officer).visit(map)).links().filter(({ href }) => href.includes('marks')).length, 0)
})

test('the effect on them, and who holds a medical record, stand beside it; nothing of a record is copied (CC-09, CC-10)', async () => {
  const effect = await write('effect', { words: 'Sleeps two hours', agreed: 'not for court' })
  assert.match((await as(adviser).visit(effect)).text(), /Sleeps two hours.*nobody outside this case without asking/)
  const held = await write('medical-record', { from: 'Minor injuries unit', words: 'Wrist set', seenOn: '26/2/2027' })
  assert.match((await as(adviser).visit(held)).text(), /Minor injuries unit/)
  assert.equal((await as(adviser).visit(`${effect}/marks/new`)).status, 404, 'a mark belongs to a map')
  assert.equal((await as(adviser).visit(`${base}/new/autopsy`)).status, 404)
  const late = await as(adviser).submit(`${base}/new/effect`, { ...about, seenOn: '2/3/2027' })
  assert.match(late.errors()[0]?.text ?? '', /cannot be after today/)
  const suspect = await as(adviser).submit(`${base}/new/effect`, { ...about, personId: perpetratorId ?? '' })
  assert.match(suspect.errors()[0]?.text ?? '', /whose it is/)
})

test('it stands on the timeline without a word of it, and in no column of the database', async () => {
  await write('effect', { words: 'Hears a kittiwake at night' })
  const timeline = (await as(officer).visit(`/cases/${caseId}/entries`)).text()
  assert.match(timeline, /Effect on them/)
  assert.doesNotMatch(timeline, /kittiwake/)
  const { rows } = await sql<{ name: string }>`select 'entry' as name from entry e where e::text like '%kittiwake%'
    union all select 'injury' from vault.injury i where i::text like '%kittiwake%' or encode(i.content, 'escape') like '%kittiwake%'`.execute(
    everything,
  )
  assert.deepEqual(rows, [])
})

test('nobody who is not on the case, who is shown a part only, or who works with the person reported sees one (INV-01, MODEL 13)', async () => {
  const map = await write('body-map')
  assert.equal((await as(stranger).visit(map)).status, 404)
  assert.equal((await as(housing).visit(map)).status, 404)
  const worker = { where: 'here', practitionerId: officer.id }
  assert.equal((await as(adviser).submit(`/cases/${caseId}/people/${perpetratorId}/worker`, worker)).status, 303)
  for (const address of [map, base, `${base}/new/effect`])
    assert.equal((await as(officer).visit(address)).status, 404, address)
})
