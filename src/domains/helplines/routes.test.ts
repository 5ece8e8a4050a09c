import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../testing/app.ts'
import { aCase } from '../../testing/cases.ts'

const app = await testApp({ at: '2026-11-23T10:00:00Z' })
const { services, everything, as, clock, aPractitioner } = app
const supervisor = await aPractitioner('idva-manager')
const adviser = await aPractitioner('idva', { supervisorId: supervisor.id })
const administrator = await aPractitioner('administrator', { agencyId: supervisor.agencyId })
const england = '/helplines/5a0c2f0e-0000-4000-8000-000000000001'

test('England and Wales have a line each, and neither is called verified until a person has verified it (VC-18)', async () => {
  const page = await as(adviser).visit('/helplines')
  assert.match(page.text(), /2 lines shown wherever somebody may need one; 2 not yet verified/)
  assert.match(page.text(), /England.*National Domestic Abuse Helpline.*0808 2000 247.*Not yet verified/)
  assert.match(page.text(), /Wales.*Live Fear Free.*0808 80 10 800.*Not yet verified/)
  assert.match((await as(adviser).visit(england)).text(), /Came with Waymark/)
})

test('a named person verifies a number; a change of it is unverified again, and the history keeps all', async () => {
  const wrong = await as(supervisor).submit(`${england}/check`, { checkedOn: '30/11/2026', evidence: '' })
  assert.equal(wrong.status, 422)
  assert.deepEqual(
    wrong.errors().map(({ href }) => href),
    ['#checkedOn', '#evidence'],
  )
  assert.equal(wrong.value('checkedOn'), '30/11/2026')
  const evidence = 'Rang it on Monday morning'
  assert.equal((await as(supervisor).submit(`${england}/check`, { checkedOn: 'today', evidence })).status, 303)
  assert.match((await as(adviser).visit(england)).text(), new RegExp(`Verified Mon 23 Nov by ${supervisor.name}`))

  clock.set('2026-11-24T10:00:00Z')
  const change = { place: 'England', name: 'National Domestic Abuse Helpline', number: '0808 2000 999', about: 'Free' }
  const bad = await as(administrator).submit(`${england}/edit`, { ...change, number: 'ring us', reason: '' })
  assert.deepEqual([bad.status, bad.value('number')], [422, 'ring us'])
  const reason = 'The provider announced it'
  assert.equal((await as(administrator).submit(`${england}/edit`, { ...change, reason })).status, 303)
  const page = await as(adviser).visit(england)
  assert.match(page.text(), /Number 0808 2000 999.*Verified Not yet verified/)
  assert.match(page.text(), /2 versions, the latest first/)
  assert.match(page.text(), new RegExp(`0808 2000 247.*Verified Mon 23 Nov by ${supervisor.name}`))
})

test('a line is added, shown everywhere, ended with a reason, and shown again', async () => {
  clock.set('2026-11-25T10:00:00Z')
  const line = { place: 'England and Wales', name: 'Invented Line', number: '0800 000 0000', about: 'For everybody' }
  const added = await as(supervisor).submit('/helplines/new', { ...line, reason: 'Agreed by the board' })
  assert.equal(added.status, 303)
  const { caseId } = await aCase(services, adviser)
  const everywhere = [
    `/cases/${caseId}`,
    `/cases/${caseId}/safe-contact/call-sheet`,
    '/feedback/standard',
    '/helplines/card',
  ]
  for (const address of everywhere) assert.match((await as(adviser).visit(address)).body, /0800 000 0000/, address)
  assert.match((await as(null).visit('/sign-in')).text(), /England and Wales 0800 000 0000/)

  clock.set('2026-11-26T10:00:00Z')
  assert.equal((await as(supervisor).submit(`${added.location}/end`, { reason: '' })).status, 422)
  assert.equal((await as(supervisor).submit(`${added.location}/end`, { reason: 'It closed' })).status, 303)
  for (const address of [...everywhere, '/sign-in'])
    assert.doesNotMatch(
      (await as(address === '/sign-in' ? null : adviser).visit(address)).body,
      /0800 000 0000/,
      address,
    )
  assert.equal((await as(supervisor).submit(`${added.location}/end`, { reason: 'Twice' })).status, 404)
  assert.equal((await as(supervisor).visit(`${added.location}/check`)).status, 404)
  assert.match((await as(adviser).visit('/helplines')).text(), /No longer shown ?Invented Line: It closed/)

  clock.set('2026-11-27T10:00:00Z')
  assert.equal((await as(supervisor).submit(`${added.location}/edit`, { ...line, reason: 'Open again' })).status, 303)
  assert.match((await as(null).visit('/sign-in')).text(), /0800 000 0000/)
})

test('wherever somebody is spoken to, England and Wales stand on lines of their own, and 999 first', async () => {
  const { caseId } = await aCase(services, adviser)
  for (const address of [`/cases/${caseId}`, `/cases/${caseId}/safe-contact/call-sheet`, '/feedback/standard']) {
    const page = await as(adviser).visit(address)
    const lines = page
      .$('.wm-helplines li')
      .get()
      .map((line) => page.$(line).text().trim())
    assert.match(lines[0] ?? '', /999/, address)
    assert.match(lines[1] ?? '', /^England: .*0808 2000 999/, address)
    assert.match(lines[2] ?? '', /^Wales: Live Fear Free, 0808 80 10 800/, address)
  }
})

test('a number that nobody verified says so to who would pass it on, and at the door nothing says what numbers are for', async () => {
  const { caseId } = await aCase(services, adviser)
  for (const address of [
    `/cases/${caseId}`,
    `/cases/${caseId}/safe-contact/call-sheet`,
    '/helplines/card',
    '/feedback/standard',
  ])
    assert.match((await as(adviser).visit(address)).text('body'), /Not yet verified/, address)
  const door = await as(null).visit('/sign-in')
  assert.match(door.text(), /999 ?England 0808 2000 999 ?Wales 0808 80 10 800/)
  assert.doesNotMatch(door.body, /abuse|domestic|violence|helpline|fear free|refuge/i)
})

test('the card to hand over names no service and no subject, in its title neither (INV-12)', async () => {
  const page = await as(adviser).visit('/helplines/card')
  assert.match(page.text('.wm-numbers'), /^England: 0808 2000 999\s*Wales: 0808 80 10 800/)
  for (const printed of [page.text('.wm-numbers'), page.title()])
    assert.doesNotMatch(printed, /abuse|domestic|violence|help|fear|refuge/i)
})

test('a worker reads and does not change, and the database keeps it by whose name stands there', async () => {
  for (const part of ['new', `${england.slice(11)}/edit`, `${england.slice(11)}/check`, `${england.slice(11)}/end`]) {
    assert.equal((await as(adviser).visit(`/helplines/${part}`)).status, 404, part)
    assert.equal((await as(adviser).submit(`/helplines/${part}`, {})).status, 404, part)
  }
  assert.equal((await as(supervisor).visit('/helplines/11111111-1111-4111-8111-111111111111')).status, 404)
  const rows = await everything.selectFrom('helpline').select(['setBy', 'reason']).execute()
  assert.equal(rows.filter(({ setBy }) => setBy === null).length, 2)
})
