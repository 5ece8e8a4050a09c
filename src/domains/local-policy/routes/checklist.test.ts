import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../../testing/app.ts'
import { aCase } from '../../../testing/cases.ts'

const { as, aPractitioner, services, everything, clock } = await testApp({ at: '2027-04-30T15:40:00+01:00' })
const officer = await aPractitioner('investigating-officer')
const supervisor = await aPractitioner('police-supervisor')
const list = '/local-policy/release-checklist'

const itemsNow = async () =>
  (await as(officer).visit(list))
    .$('main ol li')
    .get()
    .map((item, _index) => (item.children[0] as unknown as { data: string }).data)
/** The form as it opens, filled in with the places that hold. */
const filled = async () => {
  clock.set(new Date(services.now().getTime() + 60_000).toISOString())
  const page = await as(supervisor).visit(`${list}/set`)
  const places = page
    .$('[name^="place-"]')
    .get()
    .map((field): [string, string] => [String(page.$(field).attr('name')), String(page.$(field).val())])
  return {
    ...Object.fromEntries(places),
    version: String(page.value('version')),
    reason: 'Agreed by the partnership board, 12 April',
  }
}
const bail = async () => {
  const { caseId, perpetratorId } = await aCase(services, officer)
  const address = `/cases/${caseId}/entries/new/justice.bail-granted`
  const page = await as(officer).visit(address)
  const boxes = page
    .$('[name^="point-before-release-"]')
    .get()
    .map((box) => String(page.$(box).attr('name')))
  const typed = { suspect: perpetratorId ?? '', day: 'today', time: '15:00', body: 'police' }
  const save = (ticked: string[]) =>
    as(officer).submit(address, { ...typed, ...Object.fromEntries(ticked.map((name) => [name, 'yes'])) })
  return { caseId, page, boxes, save }
}
const pointsOf = (caseId: string) =>
  everything.selectFrom('checkedPoint').selectAll().where('caseId', '=', caseId).orderBy('point').execute()

test('by default it asks of the victim’s views, address, children, exclusion zone, devices and officers’ safety (BL-16)', async () => {
  const items = await itemsNow()
  for (const word of [/victim’s views/, /address/, /Children/, /exclusion zone/, /Devices/, /Officers’ safety/])
    assert.ok(
      items.some((item) => word.test(item)),
      String(word),
    )
  const { page, boxes } = await bail()
  assert.equal(boxes.length, items.length)
  assert.match(page.text(), /Nothing here holds the release back/)
  const index = await as(officer).visit('/local-policy')
  assert.ok(index.links().some(({ href }) => href === list))
})

test('an area adds an item, moves one and retires one; past decisions keep the words that they answered (BL-16)', async () => {
  const first = await bail()
  assert.equal((await first.save(first.boxes.slice(0, 2))).status, 303)
  const [before, form] = [await itemsNow(), await filled()]
  // The second item goes, the third comes first, and a new one is put second.
  const change = {
    ...form,
    'retire-1': 'yes',
    'place-2': '1',
    'place-0': '2',
    add: 'Pets: who looks after them',
    addAt: '2',
  }
  const asked = await as(supervisor).submit(`${list}/set`, change)
  assert.match(asked.title(), /This asks less/)
  assert.match(asked.text(), /No longer asked before a release: The bail address was checked/)
  assert.deepEqual(await itemsNow(), before, 'nothing is set before it is confirmed')
  const hidden = Object.fromEntries(
    asked
      .$('main form input[type=hidden]')
      .get()
      .map((field): [string, string] => [String(asked.$(field).attr('name')), String(asked.$(field).val())]),
  )
  assert.equal((await as(supervisor).submit(`${list}/set`, hidden)).status, 303)
  const now = await itemsNow()
  assert.deepEqual(now.slice(0, 3), [before[2], 'Pets: who looks after them', before[0]])
  assert.equal(now.length, before.length)
  const page = await as(officer).visit(list)
  assert.match(
    page.text('table'),
    /Added: Pets.*Retired: The bail address was checked.*The order changed.*Agreed by the partnership board/,
  )
  const second = await bail()
  assert.equal((await second.save(second.boxes.slice(0, 2))).status, 303)
  const [old, latest] = [await pointsOf(first.caseId), await pointsOf(second.caseId)]
  const ticked = (rows: typeof old) => rows.filter((row) => row.list === 'before release').map(({ point }) => point)
  assert.deepEqual(ticked(old).sort(), [before[0], before[1]].sort())
  assert.deepEqual(ticked(latest).sort(), [before[2], 'Pets: who looks after them'].sort())
  assert.equal(old.length, before.length, 'what was asked and not ticked is kept as well')
  assert.equal(
    latest.some(({ point }) => point === before[1]),
    false,
  )
})

test('a box that was ticked while the list changed stands for the words that stood beside it', async () => {
  const { caseId, boxes, save } = await bail()
  const kept = boxes.at(-1) ?? ''
  const form = await filled()
  const last = boxes.length - 1
  await as(supervisor).submit(`${list}/set`, { ...form, [`place-${last}`]: '1' })
  assert.equal((await save([kept])).status, 303)
  const [first] = await itemsNow()
  const ticked = (await pointsOf(caseId)).filter((row) => row.list === 'before release').map(({ point }) => point)
  assert.deepEqual(ticked, [first])
})

test('what is wrong stands at its field; two who change the list at once do not undo each other', async () => {
  const form = await filled()
  const nothing = await as(supervisor).submit(`${list}/set`, form)
  assert.match(nothing.errors()[0]?.text ?? '', /Nothing has changed yet/)
  const [first = ''] = await itemsNow()
  const bad = await as(supervisor).submit(`${list}/set`, { ...form, 'place-0': 'x', add: first, reason: 'no' })
  assert.deepEqual(
    bad.errors().map(({ href }) => href),
    ['#place-0', '#add', '#reason'],
  )
  assert.equal(bad.value('add'), first)
  const all = Object.fromEntries((await itemsNow()).map((_item, index) => [`retire-${index}`, 'yes']))
  assert.match(
    (await as(supervisor).submit(`${list}/set`, { ...form, ...all })).errors()[0]?.text ?? '',
    /Keep at least one/,
  )
  assert.equal((await as(supervisor).submit(`${list}/set`, { ...form, add: 'Work: shifts and places' })).status, 303)
  const late = await as(supervisor).submit(`${list}/set`, { ...form, add: 'Something else of mine' })
  assert.match(late.errors()[0]?.text ?? '', /Somebody else has just changed the list/)
  assert.ok((await itemsNow()).includes('Work: shifts and places'))
})

test('who may not set local policy finds no form, and the other values stand as before', async () => {
  assert.equal((await as(officer).visit(`${list}/set`)).status, 404)
  assert.equal((await as(officer).submit(`${list}/set`, await filled())).status, 404)
  assert.equal(
    (await as(officer).visit(list)).links().some(({ text }) => text === 'Change the list'),
    false,
  )
  assert.equal((await as(officer).visit('/local-policy')).status, 200)
})
