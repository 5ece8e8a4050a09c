import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { testApp } from '../../../testing/app.ts'
import { aCase, workAs } from '../../../testing/cases.ts'
import { aLetIn } from '../../sharing/fixtures.ts'
import { changesOf } from '../model/history.ts'

const { as, aPractitioner, everything, services, clock } = await testApp({ at: '2026-12-21T16:20:00Z' })
const officer = await aPractitioner('first-responder')
const colleague = await aPractitioner('investigating-officer')
const stranger = await aPractitioner('idva')

test('what stood in a person’s details before is kept, with who changed it and when; earlier names only on a look of its own (INV-17, INV-28)', async () => {
  const { caseId, victimId } = await aCase(services, officer, { victimName: 'Siskin Inventado' })
  const address = `/cases/${caseId}/people/${victimId}`
  assert.ok(!(await as(officer).visit(`/cases/${caseId}/people`)).links().some(({ href }) => href.endsWith('/history')))
  await as(officer).submit(`/cases/${caseId}/team`, aLetIn(colleague.id, 'Investigates'))
  const edit = async (who: typeof officer, form: Record<string, string>) => {
    const { version } = await everything
      .selectFrom('person')
      .select('version')
      .where('id', '=', victimId)
      .executeTakeFirstOrThrow()
    const answer = await as(who).submit(`${address}/edit`, { ...form, version: String(version) })
    assert.equal(answer.status, 303)
  }
  await edit(officer, { name: 'Siskin Inventado', school: 'Hillside Academy', language: 'Welsh' })
  clock.set('2026-12-22T09:05:00Z')
  await edit(colleague, { name: 'Redpoll Inventada', school: 'Riverside College', language: 'Welsh' })
  await as(officer).submit(`${address}/name`, { name: 'Crossbill', toldBy: 'Her passport' })

  assert.ok(
    (await as(officer).visit(`/cases/${caseId}/people`)).links().some(({ href }) => href === `${address}/history`),
  )
  const page = await as(officer).visit(`${address}/history`)
  const rows = page
    .$('tbody tr')
    .get()
    .map((row) => page.$(row).text().replace(/\s+/g, ' ').trim())
  assert.equal(rows.length, 5, rows.join(' | '))
  assert.ok(
    rows.some((row) => /School or college.*Hillside Academy.*Riverside College.*Tess investigating-officer/.test(row)),
  )
  assert.ok(rows.some((row) => /Language.*Empty.*Welsh.*Tess first-responder/.test(row)))
  assert.doesNotMatch(page.text(), /Siskin|Crossbill/)
  assert.match(page.text(), /Name.*Not shown here/)
  const names = await as(officer).visit(`${address}/history/names`)
  assert.match(names.text(), /Name.*Siskin Inventado.*Redpoll Inventada/)
  const looks = await everything
    .selectFrom('audit')
    .select('kind')
    .where('caseId', '=', caseId)
    .where('route', 'like', '%/history/names')
    .execute()
  assert.deepEqual(
    looks.map(({ kind }) => kind),
    ['disclose'],
  )
  for (const part of ['history', 'history/names'])
    assert.equal((await as(stranger).visit(`${address}/${part}`)).status, 404)
})

test('no way to change a person forgets what stood before, and nobody edits or reads it past the case (INV-28)', async () => {
  const { victimId } = await aCase(services, officer)
  await workAs(services, officer, ({ tx }) =>
    tx.updateTable('person').set({ language: 'Polish' }).where('id', '=', victimId).execute(),
  )
  const versions = (who: typeof officer) =>
    workAs(services, who, ({ tx }) =>
      tx.selectFrom('personVersion').selectAll().where('personId', '=', victimId).execute(),
    )
  const [kept] = await versions(officer)
  assert.equal(kept?.changedBy, officer.id)
  assert.equal((await versions(stranger)).length, 0)
  const edited = workAs(services, officer, ({ tx }) => tx.updateTable('personVersion').set({ was: '{}' }).execute())
  await assert.rejects(edited, /permission denied/)
  const wiped = workAs(services, officer, ({ tx }) => tx.deleteFrom('personVersion').execute())
  await assert.rejects(wiped, /permission denied/)
})

test('following the changes back from now gives each version as it stood', () => {
  const details = fc.dictionary(
    fc.constantFrom('name', 'language', 'school', 'born_on'),
    fc.option(fc.string({ maxLength: 5 })),
    { minKeys: 4, maxKeys: 4 },
  )
  fc.assert(
    fc.property(fc.array(details, { minLength: 1, maxLength: 6 }), (states) => {
      const versions = states.map((was, index) => ({
        was,
        by: 'A',
        at: index === states.length - 1 ? null : new Date(index),
      }))
      const changes = changesOf(versions)
      const words: Record<string, string> = {
        Name: 'name',
        Language: 'language',
        'School or college': 'school',
        'Date of birth': 'born_on',
      }
      const now: Record<string, unknown> = { ...states.at(-1) }
      for (const [index, state] of [...states.entries()].slice(0, -1).reverse()) {
        for (const { field, before, after } of changes.filter(({ at }) => at.getTime() === index)) {
          assert.equal(now[words[field] ?? ''] ?? null, after)
          now[words[field] ?? ''] = before
        }
        for (const key of Object.keys(state)) assert.equal(now[key] ?? null, state[key] ?? null)
      }
    }),
  )
})
