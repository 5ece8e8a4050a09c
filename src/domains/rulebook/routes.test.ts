import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allRules } from '../../all-rules.ts'
import { testApp } from '../../testing/app.ts'
import { workAs } from '../../testing/cases.ts'
import { unverifiedRules } from './index.ts'

const { as, aPractitioner, services, everything } = await testApp()
const vera = await aPractitioner('idva-manager', { name: 'Vera Invented' })
const manager = as(vera)
const worker = as(await aPractitioner('idva'))
const uncertain = allRules.find(({ confidence }) => confidence === 'UNCERTAIN')
assert.ok(uncertain)
const checkAddress = `/rulebook/${uncertain.id}/${uncertain.version}/check`
const evidence = 'Victims’ Code of 1 April 2021, Right 11, read on GOV.UK: within one working day'

test('the rulebook lists every rule in force, says how many and why, and turns pages', async () => {
  const page = await worker.visit('/rulebook')
  assert.equal(page.status, 200)
  assert.match(page.text('.wm-board__says'), /^\d+ rules of \d+: in force today\.$/)
  assert.equal(page.$('.wm-board__table tbody tr').length, 25)
  const all = new Set<string>()
  const last = Number(page.$('.govuk-pagination__item').last().text())
  for (let number = 1; number <= last; number++)
    for (const row of (await worker.visit(`/rulebook?state=all&page=${number}`)).$('tbody a').get())
      all.add(row.attribs.href ?? '')
  for (const { id } of allRules) assert.ok(all.has(`/rulebook/${id}`), id)
})

test('every rule has its page, with source, days in force and worked examples', async () => {
  for (const id of new Set(allRules.map((rule) => rule.id))) {
    const page = await worker.visit(`/rulebook/${id}`)
    assert.equal(page.status, 200, id)
    const versions = allRules.filter((rule) => rule.id === id)
    assert.equal(page.$('section[id^=version-]').length, versions.length)
    for (const { source, examples, version } of versions) {
      const section = page.$(`[id="version-${version}"]`)
      assert.equal(section.find('.govuk-summary-list a').attr('href'), source.url)
      assert.ok(section.text().includes(source.section))
      assert.equal(section.find('tbody').first().find('tr').length, examples.length)
    }
  }
})

test('a search that finds nothing says so, and the choice can be taken away', async () => {
  const page = await worker.visit('/rulebook?words=zebra&domain=orders')
  assert.match(page.text('.wm-board__says'), /^No rule of \d+ is in force today, in orders, with “zebra”/)
  assert.ok(
    page
      .$('.wm-filters__tag')
      .get()
      .some(({ attribs }) => attribs.href === '/rulebook?domain=orders&state=in+force'),
  )
})

test('a rule that is not there is the same not-found', async () => {
  assert.equal((await worker.visit('/rulebook/justice/pay-a-fine')).status, 404)
  assert.equal((await worker.visit('/rulebook?page=nonsense')).status, 200)
})

test('an uncertain rule is marked until a named supervisor records what they read (INV-60)', async () => {
  const before = await workAs(services, vera, (work) => unverifiedRules(services, work))
  assert.ok(before.has(`${uncertain.id} ${uncertain.version}`))
  assert.match((await worker.visit(`/rulebook/${uncertain.id}`)).text(), /Unverified\. The source leaves doubt/)

  const refused = await manager.submit(checkAddress, { on: '30/4/2027', evidence: 'too short' })
  assert.equal(refused.status, 422)
  assert.deepEqual(
    refused.errors().map(({ text }) => text),
    [
      'The day must be today or in the past',
      'Enter what you read and where: the document, its date, the section, and what it says',
    ],
  )
  assert.equal(refused.value('on'), '30/4/2027')
  assert.equal(await count(), 0)

  const done = await manager.submit(checkAddress, { on: 'yesterday', evidence })
  assert.equal(done.location, `/rulebook/${uncertain.id}#version-${uncertain.version}`)
  const page = await worker.visit(`/rulebook/${uncertain.id}`)
  const section = page.text(`[id="version-${uncertain.version}"]`)
  assert.doesNotMatch(section, /Unverified/)
  assert.match(section, /WhoVera Invented, Test advocacyWhenSun 22 Nov 2026What they readVictims’ Code/)
  const after = await workAs(services, vera, (work) => unverifiedRules(services, work))
  assert.ok(!after.has(`${uncertain.id} ${uncertain.version}`))
})

test('a practitioner who is no supervisor is not offered a check, and cannot record one', async () => {
  const before = await count()
  assert.doesNotMatch((await worker.visit(`/rulebook/${uncertain.id}`)).text(), /Record a check/)
  assert.equal((await worker.submit(checkAddress, { on: 'today', evidence })).status, 404)
  assert.equal(await count(), before)
})

test('the word lists that replay reads are published', async () => {
  const page = await worker.visit('/rulebook/words')
  assert.match(page.text(), /strangl\*/)
})

const count = async () => (await everything.selectFrom('ruleCheck').select('id').execute()).length
