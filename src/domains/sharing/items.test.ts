import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../testing/app.ts'
import { aCase } from '../../testing/cases.ts'
import type { Practitioner } from '../../testing/people.ts'
import { someRisk } from '../../testing/risk.ts'
import { aLetIn } from './fixtures.ts'
import { fieldOf } from './model.ts'

// MODEL 13: housing and a social worker are shown single items. Police lead this case.
const { as, aPractitioner, everything, services } = await testApp({ at: new Date().toISOString() })
const inDays = (days: number) => new Date(services.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)
const officer = await aPractitioner('investigating-officer')
const housing = await aPractitioner('housing-officer')
const colleague = await aPractitioner('housing-officer')
const social = await aPractitioner('social-worker')

const aSeenCase = async () => {
  const { caseId, victimId, perpetratorId } = await aCase(services, officer)
  const send = async (path: string, form: Record<string, string>) => {
    const done = await as(officer).submit(`/cases/${caseId}/${path}`, form)
    assert.equal(done.status, 303, `${path}: ${done.text('main')}`)
    return done.location
  }
  for (const { id } of [housing, colleague, social]) await send('team', aLetIn(id, 'Helps'))
  const about = { suspect: perpetratorId ?? '', day: 'today', time: '00:05', body: 'police', exact: 'as written' }
  const terms = { 'condition-no-contact': 'yes', 'plain-no-contact': 'Must not be in touch in any way' }
  const bail = (await send('entries/new/justice.bail-granted', { ...about, ...terms })).split('/').at(-1) ?? ''
  const incident = {
    childPresent: 'no',
    mark: 'fact',
    reportedBy: 'victim',
    sourceAgency: 'Police',
    what: 'Kicked the door',
  }
  await send('incidents/new', { day: 'today', time: '00:04', ...incident })
  const level = { personId: victimId, level: 'high', reasons: 'Marks on the neck', victimView: 'Afraid', notAsked: '' }
  await send('risk/new', { ...level, ...someRisk })
  const rows = (table: 'entry' | 'riskLevel' | 'condition') =>
    everything.selectFrom(table).select('id').where('caseId', '=', caseId)
  const kicked = await rows('entry').where('what', '=', 'Kicked the door').executeTakeFirstOrThrow()
  const [high, term] = [
    await rows('riskLevel').executeTakeFirstOrThrow(),
    await rows('condition').executeTakeFirstOrThrow(),
  ]
  return { caseId, victimId, suspect: perpetratorId ?? '', bail, kicked: kicked.id, high: high.id, term: term.id }
}
type Seen = Awaited<ReturnType<typeof aSeenCase>>
type Item = Parameters<typeof fieldOf>[0]
const share = (it: Seen, ...items: Item[]) =>
  as(officer).submit(`/cases/${it.caseId}/sharing/new`, {
    ...{ personId: it.victimId, also: '', why: 'To make the home safe', to: housing.agencyId, basis: 'public task' },
    ...{ special: 'safeguarding', agreement: 'agreed', agreementOn: 'today', agreementHow: 'Said yes, by phone' },
    ...{ told: 'told', toldOn: 'today', toldHow: 'On the same call', approverId: '', expiresOn: inDays(30) },
    ...Object.fromEntries(items.map((item) => [fieldOf(item), 'yes'])),
  })
const words = {
  incidents: 'Kicked the door',
  risk: 'Marks on the neck',
  justice: 'Must not be in touch in any way',
} as const
const reads = async (who: Practitioner, { caseId }: Seen) => {
  const seen: string[] = []
  for (const [part, secret] of Object.entries(words))
    if ((await as(who).visit(`/cases/${caseId}/${part}`)).body.includes(secret)) seen.push(part)
  return seen
}

test('what was ticked opens for that agency alone, until its day, and for nobody of the other side', async () => {
  const it = await aSeenCase()
  for (const who of [housing, social]) assert.deepEqual(await reads(who, it), [])
  const done = await share(
    it,
    { kind: 'entry', id: it.kicked },
    { kind: 'level', id: it.high },
    { kind: 'condition', id: it.term },
  )
  assert.equal(done.status, 303, done.text('.govuk-error-summary'))
  assert.deepEqual(await reads(housing, it), ['incidents', 'risk', 'justice'])
  assert.deepEqual(await reads(social, it), [])
  const until = { untilAt: new Date(Date.now() - 1000) }
  await everything.updateTable('itemGrant').set(until).where('caseId', '=', it.caseId).execute()
  assert.deepEqual(await reads(housing, it), [])
})

test('what was shared and then set right is shown set right: nobody is left with what was wrong', async () => {
  const it = await aSeenCase()
  assert.equal((await share(it, { kind: 'entry', id: it.bail })).status, 303)
  const wrong = { neverHappened: 'yes', what: 'Entered on the wrong case' }
  const form = { suspect: it.suspect, day: 'today', time: '00:05', body: 'police', exact: 'as written', ...wrong }
  const done = await as(officer).submit(`/cases/${it.caseId}/entries/${it.bail}/correct`, form)
  assert.equal(done.status, 303, done.text('main'))
  assert.match(
    (await as(housing).visit(`/cases/${it.caseId}/entries/${it.bail}`)).text('main'),
    /Set right by a later entry/,
  )
})

test('a copy of a case says of what it holds only a part', async () => {
  const it = await aSeenCase()
  const copy = async (who: Practitioner) =>
    JSON.parse((await as(who).submit(`/cases/${it.caseId}/export`, { reason: 'Court', careful: 'yes' })).body)
  assert.deepEqual((await copy(housing)).inPart, ['risk', 'incidents', 'orders', 'duties'])
  assert.deepEqual((await copy(officer)).inPart, [])
})

test('one record that is shared opens no other', async () => {
  const it = await aSeenCase()
  assert.equal((await share(it, { kind: 'level', id: it.high })).status, 303)
  assert.deepEqual(await reads(housing, it), ['risk'])
})

test('whoever works with the person reported is shown nothing that was shared (INV-03)', async () => {
  const it = await aSeenCase()
  assert.equal((await share(it, { kind: 'level', id: it.high })).status, 303)
  const { personId } = await everything
    .selectFrom('party')
    .select('personId')
    .where('caseId', '=', it.caseId)
    .where('role', '=', 'perpetrator')
    .executeTakeFirstOrThrow()
  const row = {
    caseId: it.caseId,
    personId,
    practitionerId: colleague.id,
    recordedBy: officer.id,
    recordedAt: new Date(),
  }
  await everything.insertInto('reportedContact').values(row).execute()
  assert.deepEqual(await reads(housing, it), ['risk'])
  assert.deepEqual(await reads(colleague, it), [])
})

test('who reports that bail was cancelled ends every term of it, also those that they are not shown', async () => {
  const it = await aSeenCase()
  const about = { suspect: it.suspect, day: 'today', time: '00:06', body: 'police', exact: 'as written' }
  const said = await as(social).submit(`/cases/${it.caseId}/entries/new/justice.bail-cancelled`, about)
  assert.equal(said.status, 303, said.text('main'))
  const term = everything.selectFrom('condition').select('endedAt').where('id', '=', it.term)
  assert.ok((await term.executeTakeFirstOrThrow()).endedAt, 'the term ended')
})

test('a duty that is not shown to whoever would close a case stops it all the same', async () => {
  const it = await aSeenCase()
  const form = { closedAs: 'safe enough', reason: 'Moved away', doubleOf: '' }
  const page = await as(housing).visit(`/cases/${it.caseId}/close`)
  assert.match(page.text('main'), /open dut(y|ies)/)
  const tried = await as(housing).submit(`/cases/${it.caseId}/close`, form)
  assert.equal(tried.status, 422)
})

test('what is intelligence is not offered to be shared, and not taken when it is sent all the same (INV-29)', async () => {
  const it = await aSeenCase()
  const word = {
    ...{ childPresent: 'no', reportedBy: 'third party', sourceAgency: 'Police', what: 'Has a knife' },
    mark: 'intelligence',
  }
  await as(officer).submit(`/cases/${it.caseId}/incidents/new`, {
    ...{ day: 'today', time: '00:04', sourceGrade: '1', assessedAs: 'B', ...word },
  })
  const entry = everything.selectFrom('entry').select('id').where('caseId', '=', it.caseId)
  const { id } = await entry.where('what', '=', 'Has a knife').executeTakeFirstOrThrow()
  const page = await as(officer).visit(`/cases/${it.caseId}/sharing/new`)
  assert.equal(page.$(`[name="${fieldOf({ kind: 'entry', id })}"]`).length, 0)
  assert.equal(page.$(`[name="${fieldOf({ kind: 'entry', id: it.kicked })}"]`).length, 1)
  assert.equal((await share(it, { kind: 'entry', id })).status, 422)
})

test('intelligence that was set right is not offered either: whatever version is shared, the fact is (INV-29)', async () => {
  const it = await aSeenCase()
  const word = { day: 'today', time: '00:04', body: 'police', exact: 'as written' }
  const graded = { mark: 'intelligence', sourceGrade: '1', assessedAs: 'B', what: 'Has a knife' }
  const first = await as(officer).submit(`/cases/${it.caseId}/entries/new/incidents.information-received`, {
    ...{ ...word, ...graded },
  })
  const right = { ...word, mark: 'hearsay', what: 'A neighbour thinks that there is a knife' }
  const second = await as(officer).submit(`${first.location}/correct`, right)
  assert.equal(second.status, 303, second.text('.govuk-error-summary'))
  const page = await as(officer).visit(`/cases/${it.caseId}/sharing/new`)
  for (const { location } of [first, second]) {
    const id = location.split('/').at(-1) ?? ''
    assert.equal(page.$(`[name="${fieldOf({ kind: 'entry', id })}"]`).length, 0, location)
    assert.equal((await share(it, { kind: 'entry', id })).status, 422)
  }
})
