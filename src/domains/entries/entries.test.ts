import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../testing/app.ts'
import { aCase } from '../../testing/cases.ts'

const { as, aPractitioner, services, everything, clock } = await testApp({ at: '2027-04-30T15:40:00+01:00' })
const officer = await aPractitioner('investigating-officer')
const stranger = await aPractitioner('investigating-officer')
const aNew = async () => ({ ...(await aCase(services, officer)), ...as(officer) })

test('an arrest is recorded from a form that is filled in already, and the duty to tell appears (INV-20, VC-02)', async () => {
  const { caseId, perpetratorId, visit, submit } = await aNew()
  const page = await visit(`/cases/${caseId}/entries/new/justice.suspect-arrested`)
  assert.equal(page.status, 200, page.text())
  assert.equal(page.value('day'), '2027-04-30')
  assert.equal(page.value('time'), '15:40')
  const saved = await submit(`/cases/${caseId}/entries/new/justice.suspect-arrested`, {
    suspect: perpetratorId ?? '',
    day: 'today',
    time: '3.30pm',
    body: 'police',
    exact: 'as written',
  })
  assert.equal(saved.status, 303, saved.text())
  const entry = await visit(saved.location)
  assert.match(entry.text(), /Tell the victim that the suspect was arrested/)
  assert.match(entry.text(), /15:30 today/)
  const list = await visit(`/cases/${caseId}/entries`)
  assert.match(list.text(), /Suspect arrested/)
})

test('every kind of entry has a form that opens, and a link on the page that leads to it', async () => {
  const { caseId, visit } = await aNew()
  const page = await visit(`/cases/${caseId}/entries/new`)
  const links = page.links().filter(({ href }) => href.includes('/entries/new/'))
  assert.ok(links.length > 50)
  for (const { href } of links) assert.equal((await visit(href)).status, 200, href)
})

test('what is wrong stands at its field, and what was typed stays', async () => {
  const { caseId, perpetratorId, submit } = await aNew()
  const page = await submit(`/cases/${caseId}/entries/new/justice.case-stopped`, {
    suspect: perpetratorId ?? '',
    day: '31/4/2027',
    time: '25:00',
    body: 'police',
    stage: 'before-charge',
  })
  assert.equal(page.status, 422)
  assert.match(page.title(), /^Error: /)
  assert.deepEqual(
    page
      .errors()
      .map(({ href }) => href)
      .sort(),
    ['#day', '#decidedBy', '#decisionMaker', '#reason', '#what'],
  )
  assert.equal(page.value('day'), '31/4/2027')
  assert.equal(page.checked('stage'), 'before-charge')
})

test('what did not happen yet is refused, but a release that was decided is recorded before he walks out (BL-01, INV-23)', async () => {
  const { caseId, perpetratorId, submit } = await aNew()
  const common = { suspect: perpetratorId ?? '', day: 'today', time: '18:00', body: 'police' }
  assert.equal((await submit(`/cases/${caseId}/entries/new/justice.suspect-arrested`, common)).status, 422)
  assert.equal((await submit(`/cases/${caseId}/entries/new/justice.bail-granted`, common)).status, 303)
})

test('the hour that comes twice must be said to be the first or the second', async () => {
  clock.set('2027-10-31T12:00:00Z')
  const { caseId, perpetratorId, submit } = await aNew()
  const common = { suspect: perpetratorId ?? '', day: 'today', body: 'police' }
  const page = await submit(`/cases/${caseId}/entries/new/justice.suspect-arrested`, { ...common, time: '01:30' })
  assert.match(page.errors()[0]?.text ?? '', /came twice/)
  assert.equal(
    (await submit(`/cases/${caseId}/entries/new/justice.suspect-arrested`, { ...common, time: '01:30 GMT' })).status,
    303,
  )
  const { happenedFrom } = await everything
    .selectFrom('entry')
    .select('happenedFrom')
    .where('caseId', '=', caseId)
    .orderBy('position', 'desc')
    .executeTakeFirstOrThrow()
  assert.equal(happenedFrom.toISOString(), '2027-10-31T01:30:00.000Z')
  clock.set('2027-04-30T15:40:00+01:00')
})

test('the same thing entered by another is asked about, and raises no second call (S-01)', async () => {
  const { caseId, perpetratorId, submit } = await aNew()
  const address = `/cases/${caseId}/entries/new/justice.suspect-released-without-charge`
  const typed = { suspect: perpetratorId ?? '', day: 'today', time: '14:00', body: 'police' }
  assert.equal((await submit(address, typed)).status, 303)
  const asked = await submit(address, { ...typed, time: '14:10' })
  assert.equal(asked.status, 422)
  assert.match(asked.text(), /Is it the same\?/)
  const factId = String(asked.$('input[name="same"]').first().val())
  const confirmed = await submit(address, { ...typed, time: '14:10', same: factId })
  assert.equal(confirmed.status, 303)
  const tellings = await everything
    .selectFrom('duty')
    .selectAll()
    .where('caseId', '=', caseId)
    .where('code', '=', 'RELEASED_NO_CHARGE')
    .execute()
  assert.equal(tellings.length, 1)
  assert.equal((await submit(address, { ...typed, time: '14:10', same: 'new' })).status, 303)
})

test('a mistake is set right beside what was first written, and nothing is edited (INV-28)', async () => {
  const { caseId, perpetratorId, visit, submit } = await aNew()
  const first = await submit(`/cases/${caseId}/entries/new/justice.charged`, {
    suspect: perpetratorId ?? '',
    day: 'today',
    time: '09:00',
    body: 'police',
    what: 'Assault',
  })
  const form = await visit(`${first.location}/correct`)
  assert.equal(form.value('time'), '09:00')
  const bad = await submit(`${first.location}/correct`, {
    suspect: perpetratorId ?? '',
    day: 'today',
    time: '10:00',
    body: 'police',
  })
  assert.match(bad.errors()[0]?.text ?? '', /what was wrong/)
  const done = await submit(`${first.location}/correct`, {
    suspect: perpetratorId ?? '',
    day: 'today',
    time: '10:00',
    body: 'police',
    what: 'It was 10, not 9',
  })
  assert.equal(done.status, 303)
  const page = await visit(first.location)
  assert.match(page.text(), /Set right by a later entry/)
  assert.match(page.text(), /09:00 today.*10:00 today/)
})

test('an entry made by mistake takes back what it asked for', async () => {
  const { caseId, perpetratorId, submit } = await aNew()
  const first = await submit(`/cases/${caseId}/entries/new/justice.charged`, {
    suspect: perpetratorId ?? '',
    day: 'today',
    time: '09:00',
    body: 'police',
  })
  await submit(`${first.location}/correct`, {
    suspect: perpetratorId ?? '',
    day: 'today',
    time: '09:00',
    body: 'police',
    what: 'Another file',
    neverHappened: 'yes',
  })
  const duty = await everything
    .selectFrom('duty')
    .select('state')
    .where('caseId', '=', caseId)
    .where('code', '=', 'CHARGED')
    .executeTakeFirstOrThrow()
  assert.equal(duty.state, 'superseded')
})

test('conditions are kept as terms with plain words, and what ends with a cancelled bail is listed (BL-09, BL-17, DC-05)', async () => {
  const { caseId, perpetratorId, visit, submit } = await aNew()
  const bail = await submit(`/cases/${caseId}/entries/new/justice.bail-granted`, {
    ...{
      suspect: perpetratorId ?? '',
      day: 'today',
      time: '14:00',
      body: 'police',
      endsOn: '30/7/2027',
      stage: 'before-charge',
      rank: 'custody officer',
    },
    ...{
      'condition-no-contact': 'yes',
      'plain-no-contact': 'He must not ring, write or send anyone.',
      'about-no-contact': 'Alder Inventado',
    },
    ...{
      'condition-curfew': 'yes',
      'plain-curfew': 'He is in from 19:00 to 07:00.',
      'point-before-release-the-victim-s-views-on-bail-and-conditions-were-sought': 'yes',
    },
  })
  assert.equal(bail.status, 303, bail.text())
  const page = await visit(bail.location)
  assert.match(page.text(), /No contact \(Alder Inventado\): He must not ring, write or send anyone/)
  assert.match(page.text(), /views on bail and conditions were sought/)
  const noWords = await submit(`/cases/${caseId}/entries/new/justice.bail-varied`, {
    suspect: perpetratorId ?? '',
    day: 'today',
    time: '15:00',
    body: 'police',
    'condition-tag': 'yes',
    'plain-tag': ' ',
  })
  assert.match(noWords.errors()[0]?.text ?? '', /plain words/)
  const cancelled = await submit(`/cases/${caseId}/entries/new/justice.bail-cancelled`, {
    suspect: perpetratorId ?? '',
    day: 'today',
    time: '15:00',
    body: 'police',
  })
  assert.match(
    (await visit(cancelled.location)).text(),
    /Protections that end Curfew, No contact|Protections that end No contact, Curfew/,
  )
  const left = await everything
    .selectFrom('condition')
    .select('id')
    .where('caseId', '=', caseId)
    .where('endedAt', 'is', null)
    .execute()
  assert.equal(left.length, 0)
})

test('a person who does not have the case gets the same not-found on each of its pages', async () => {
  const { caseId } = await aNew()
  const { id } = await everything
    .selectFrom('entry')
    .select('id')
    .where('caseId', '=', caseId)
    .executeTakeFirstOrThrow()
  const nowhere = await as(stranger).visit('/cases/6f1d0b9e-0000-4000-8000-000000000000/entries')
  for (const address of [
    'entries',
    'entries/new',
    'entries/new/justice.charged',
    `entries/${id}`,
    `entries/${id}/confirm`,
    `entries/${id}/correct`,
  ]) {
    const page = await as(stranger).visit(`/cases/${caseId}/${address}`)
    assert.equal(page.status, 404, address)
    assert.equal(page.body, nowhere.body)
  }
  assert.equal(
    (await as(stranger).submit(`/cases/${caseId}/entries/new/justice.charged`, { day: 'today' })).status,
    404,
  )
})

test('a long history has pages, and says how many entries there are and of which kind', async () => {
  const { caseId, visit, submit } = await aNew()
  for (let day = 1; day <= 27; day++)
    await submit(`/cases/${caseId}/entries/new/incidents.agency-saw-victim`, {
      same: 'new',
      day: `${(day % 27) + 1}/${day % 2 ? 1 : 3}/2026`,
      time: '',
      body: 'police',
    })
  const page = await visit(`/cases/${caseId}/entries?kind=incidents`)
  assert.match(page.text(), /27 entries, newest first, of Incidents and changes only/)
  const second = await visit(`/cases/${caseId}/entries?kind=incidents&page=2`)
  assert.equal(second.$('.moj-timeline__item').length, 2)
  const none = await visit(`/cases/${caseId}/entries?kind=orders`)
  assert.match(none.text(), /Nothing is recorded of this kind/)
})

test('word of somebody says what it is worth; intelligence has both its grades, and nothing else has any (INV-29)', async () => {
  const { caseId, visit, submit } = await aNew()
  const at = `/cases/${caseId}/entries/new/incidents.information-received`
  const word = { day: 'today', time: '15:00', body: 'police', exact: 'as written', what: 'Was seen at the shop' }
  const bare = await submit(at, word)
  assert.deepEqual(
    bare.errors().map(({ text }) => text),
    ['Select: what this is worth'],
  )
  const ungraded = await submit(at, { ...word, mark: 'intelligence' })
  assert.deepEqual(
    ungraded.errors().map(({ text }) => text),
    ['Select how far the source can be relied on', 'Select how the source knows it'],
  )
  assert.equal(ungraded.checked('mark'), 'intelligence')
  const grades = { sourceGrade: '2', assessedAs: 'C' }
  const saved = await submit(at, { ...word, ...grades, mark: 'intelligence' })
  const entry = await visit(saved.location)
  assert.match(entry.text(), /Intelligence: not for sharing as it stands/)
  assert.match(entry.text(), /2: not tested/)
  assert.match(entry.text(), /C: from somebody else/)
  const hearsay = await visit((await submit(at, { ...word, ...grades, day: '20/4/2027', mark: 'hearsay' })).location)
  assert.match(hearsay.text(), /Hearsay: heard from somebody else/)
  assert.doesNotMatch(hearsay.text(), /not tested/)
  const own = await visit(`/cases/${caseId}/entries/new/incidents.victim-reported`)
  assert.doesNotMatch(own.text(), /Intelligence/, 'what she says herself is none')
})
