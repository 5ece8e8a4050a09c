import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../testing/app.ts'
import { aCase, workAs } from '../../testing/cases.ts'
import { aLetIn } from '../sharing/fixtures.ts'

const { as, aPractitioner, everything, services } = await testApp({ at: '2026-12-21T16:20:00Z' })
const idva = await aPractitioner('idva')
const colleague = await aPractitioner('idva')
const officer = await aPractitioner('investigating-officer')
const stranger = await aPractitioner('idva')

const { caseId } = await aCase(services, idva)
const base = `/cases/${caseId}/notes`
for (const { id } of [colleague, officer]) await as(idva).submit(`/cases/${caseId}/team`, aLetIn(id, 'Joint work'))
const note = {
  how: 'telephone',
  day: 'today',
  time: '10:05',
  said: 'She is afraid of Friday',
  noticed: '',
  agreed: '',
  next: '',
}
const notes = () =>
  everything.selectFrom('note').selectAll().where('caseId', '=', caseId).orderBy('writtenAt').orderBy('said').execute()

test("a note is its service's own: colleagues read it, police on the same case do not, and are not told that it is there (AD-01)", async () => {
  assert.equal((await as(idva).submit(`${base}/new`, note)).status, 303)
  assert.match((await as(colleague).visit(base)).text(), /afraid of Friday.*|1 note/)
  const theirs = (await as(officer).visit(base)).text()
  assert.doesNotMatch(theirs, /afraid of Friday|1 note/)
  assert.match(theirs, /No note yet that you may read/)
  assert.equal((await as(stranger).visit(base)).status, 404)
})

test('a note with nothing in its four fields, or a time that has not come, is refused and kept on the page', async () => {
  const count = (await notes()).length
  const empty = await as(idva).submit(`${base}/new`, { ...note, said: '  ' })
  assert.equal(empty.status, 422)
  assert.deepEqual(
    empty.errors().map(({ href }) => href),
    ['#said'],
  )
  const ahead = await as(idva).submit(`${base}/new`, { ...note, time: '23:00' })
  assert.deepEqual(
    ahead.errors().map(({ href }) => href),
    ['#time'],
  )
  assert.equal(ahead.value('said'), note.said)
  assert.equal((await notes()).length, count)
})

test('a shared note is read by all on the case, with the warning shown first; it is shared once, and by its own service only', async () => {
  const [first] = await notes()
  assert.ok(first)
  const asked = await as(idva).visit(`${base}/${first.id}/share`)
  assert.match(
    asked.text(),
    /Police who read it may have to put it on their list of material, and the defence may see it/,
  )
  assert.equal((await as(officer).submit(`${base}/${first.id}/share`, { why: 'x', sure: 'yes' })).status, 404)
  assert.equal((await as(idva).submit(`${base}/${first.id}/share`, { why: '', sure: '' })).status, 422)
  assert.equal(
    (await as(idva).submit(`${base}/${first.id}/share`, { why: 'For bail conditions', sure: 'yes' })).status,
    303,
  )
  assert.match((await as(officer).visit(base)).text(), /afraid of Friday.*Shared by .*For bail conditions/)
  assert.equal((await as(idva).submit(`${base}/${first.id}/share`, { why: 'Again', sure: 'yes' })).status, 404)
})

test('to set a note right is to write another; the first stays as it was (INV-28)', async () => {
  const [first] = await notes()
  assert.ok(first)
  const form = await as(idva).visit(`${base}/new?corrects=${first.id}`)
  assert.equal(form.value('said'), first.said)
  assert.equal(
    (await as(idva).submit(`${base}/new`, { ...note, said: 'She is afraid of Thursday', corrects: first.id })).status,
    303,
  )
  assert.match((await as(idva).visit(base)).text(), /Set right by a later entry/)
  assert.equal((await as(officer).submit(`${base}/new`, { ...note, corrects: first.id })).status, 404)
  const edit = workAs(services, idva, ({ tx }) =>
    tx.updateTable('note').set({ said: 'x' }).where('id', '=', first.id).execute(),
  )
  await assert.rejects(edit, /permission denied/)
  assert.equal((await notes()).find(({ id }) => id === first.id)?.said, first.said)
})

test('a contact note takes at most 12 interactions', async () => {
  const page = await as(idva).visit(`${base}/new`)
  const prefilled = ['day', 'time'].filter((name) => page.value(name))
  const toTouch =
    page.$('main form input:not([type=hidden]), main form textarea, main form select').length - prefilled.length
  assert.deepEqual(prefilled, ['day', 'time'])
  assert.ok(toTouch * 2 + 2 <= 12, `${toTouch} fields to touch: a click and a text each, then open and save`)
})
