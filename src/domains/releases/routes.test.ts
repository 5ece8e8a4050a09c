import assert from 'node:assert/strict'
import { test } from 'node:test'
import { load } from 'cheerio'
import { testApp } from '../../testing/app.ts'
import { aCase } from '../../testing/cases.ts'
import type { Practitioner } from '../../testing/people.ts'
import { aMobile, aRule } from '../safe-contact/fixtures.ts'
import { aLetIn } from '../sharing/fixtures.ts'
import { anApproval, aRelease } from './fixtures.ts'

const app = await testApp({ at: '2026-12-01T10:00:00Z' })
const { as, aPractitioner, services, everything, clock, web } = app
const boss = await aPractitioner('police-supervisor')
const otherBoss = await aPractitioner('police-supervisor')
const officer = await aPractitioner('investigating-officer', { supervisorId: boss.id })
const colleague = await aPractitioner('investigating-officer')
const adviser = await aPractitioner('idva')
const housing = await aPractitioner('housing-officer')

const address = '4 Hollow Row\nInventedham ZZ97 7ZZ'
const opened = async () => {
  clock.set('2026-12-01T10:00:00Z')
  const { caseId, victimId, perpetratorId: reported } = await aCase(services, officer)
  const perpetratorId = reported ?? ''
  const send = async (path: string, form: Record<string, string | string[]>) => {
    const sent = await as(officer).submit(`/cases/${caseId}/${path}`, form)
    assert.equal(sent.status, 303, `${path}: ${sent.text('.govuk-error-summary')}`)
  }
  await send('safe-contact/rule', aRule({ reviewOn: '2027-01-20' }))
  await send('safe-contact/routes/new', { ...aMobile({ kind: 'visit', value: address }), textIsSafe: '' })
  await send('safe-contact/routes/new', aMobile())
  const routes = everything.selectFrom('vault.contactRoute').select(['id', 'kind']).where('caseId', '=', caseId)
  const idOf = async (kind: string) => (await routes.where('kind', '=', kind).executeTakeFirstOrThrow()).id
  const ids = { visit: await idOf('visit'), mobile: await idOf('mobile') }
  return { caseId, victimId, perpetratorId, releases: `/cases/${caseId}/releases`, ids, send }
}
type Case = Awaited<ReturnType<typeof opened>>
const tryAsking = ({ releases, ids }: Case, change: Record<string, string> = {}, who: Practitioner = officer) =>
  as(who).submit(`${releases}/new`, aRelease({ routeId: ids.visit, approverId: boss.id, ...change }))
const ask = async (it: Case, change: Record<string, string> = {}, who: Practitioner = officer) => {
  const sent = await tryAsking(it, change, who)
  assert.equal(sent.status, 303, sent.text('.govuk-error-summary'))
  return sent.location
}
const approve = async (there: string, who: Practitioner = boss) => {
  const sent = await as(who).submit(`${there}/answer`, anApproval)
  assert.equal(sent.status, 303, sent.text('.govuk-error-summary'))
}
const stateOf = async (there: string) => {
  const rows = everything.selectFrom('release').selectAll()
  return rows.where('id', '=', there.split('/').at(-1) ?? '').executeTakeFirstOrThrow()
}
const dutiesOf = async ({ caseId }: Case) => {
  const rows = everything.selectFrom('duty').select(['code', 'ownerId', 'state', 'safetyDueAt', 'task'])
  return rows.where('caseId', '=', caseId).where('code', 'like', 'RELEASE_OUTSIDE%').orderBy('raisedAt').execute()
}
const copyOf = (there: string, who: Practitioner) =>
  web.inject({ url: `${there}/copy`, headers: { cookie: `waymark=${who.token}` } })

test('an address goes outside when two people have decided it: what the second saw is what was sent (S10, INV-07)', async () => {
  const it = await opened()
  const there = await ask(it)
  const [waiting] = await dutiesOf(it)
  assert.deepEqual(
    [waiting?.code, waiting?.ownerId, waiting?.state, waiting?.safetyDueAt?.toISOString()],
    ['RELEASE_OUTSIDE_APPROVAL', boss.id, 'open', '2026-12-02T23:59:59.000Z'],
  )
  const page = await as(officer).visit(there)
  assert.match(page.text(), /Waits for a second person/)
  for (const text of [page.body, (await as(officer).visit(it.releases)).body])
    assert.equal(/Hollow|ZZ97/.test(text), false, 'the list and the page name the sort of the way, not the way')
  // Whoever asked neither decides nor sends before that.
  assert.equal((await as(officer).visit(`${there}/answer`)).status, 404)
  assert.equal((await as(officer).submit(`${there}/answer`, anApproval)).status, 404)
  assert.equal((await as(officer).submit(`${there}/send`)).location, there)
  assert.match((await as(officer).visit(there)).text(), /Waits for a second person/)

  const seen = await as(boss).visit(`${there}/answer`)
  assert.match(seen.text('.wm-sent'), /4 Hollow Row/)
  assert.match(seen.text('.wm-sent'), /For Inventedham Homes, the allocations manager only/)
  const unread = await as(boss).submit(`${there}/answer`, { answer: 'approve', 'check-read': 'yes' })
  assert.match(unread.text('.govuk-error-summary'), /Tick each line once you have looked/)
  assert.equal(unread.$('[name="check-read"]').attr('checked') !== undefined, true, 'what was ticked is kept')
  await approve(there)
  const sending = (await dutiesOf(it)).find(({ code }) => code === 'RELEASE_OUTSIDE_SENDING')
  assert.deepEqual([sending?.ownerId, sending?.safetyDueAt?.toISOString()], [officer.id, '2026-12-04T23:59:59.000Z'])
  assert.equal((await copyOf(there, officer)).statusCode, 404, 'nothing is there before it was sent')
  assert.equal((await as(boss).submit(`${there}/send`)).status, 404, 'the second person does not send it')
  assert.equal((await as(officer).submit(`${there}/send`)).status, 303)

  const sent = await copyOf(there, officer)
  assert.deepEqual(
    [sent.headers['content-disposition'], sent.headers['cache-control'], sent.headers['content-type']],
    ['attachment; filename="document.html"', 'no-store', 'application/octet-stream'],
  )
  const paper = load(sent.body)
  const words = (text: string) => text.replace(/\s+/g, ' ').trim()
  assert.equal(words(paper('main').text()), words(`In confidence${seen.$('.wm-sent').text()}`))
  assert.equal(paper('.mark, .every-page').length, 3, 'recipient, time and release stand on every page')
  assert.equal(paper('script, link, img, iframe, [src], [href]').length, 0)
  // No other way of theirs, and nothing of their plan or of others.
  for (const other of ['07700', 'heron', 'brother', 'Alder']) assert.equal(sent.body.includes(other), other === 'Alder')
  assert.equal((await copyOf(there, boss)).statusCode, 200)
  // A colleague who sees the case and its releases does not see the paper.
  await it.send('team', aLetIn(colleague.id, 'Helps'))
  assert.equal((await as(colleague).visit(there)).status, 200)
  assert.equal((await copyOf(there, colleague)).statusCode, 404)
  // Whoever comes later is shown how it stands; it is sent once.
  const copyNow = (await copyOf(there, boss)).body
  assert.equal((await as(officer).submit(`${there}/send`)).location, there)
  assert.equal((await copyOf(there, boss)).body, copyNow)
  assert.deepEqual(
    (await dutiesOf(it)).map(({ state }) => state),
    ['met', 'met'],
  )
  const told = everything
    .selectFrom('audit')
    .select('kind')
    .where('caseId', '=', it.caseId)
    .where('kind', '=', 'disclose')
  assert.ok((await told.execute()).length >= 6, 'each look at it is on the record')
  const kept = await everything.selectFrom('vault.releaseCopy').selectAll().where('caseId', '=', it.caseId).execute()
  assert.equal(kept.length, 1)
  assert.equal(
    kept.some(({ sealed }) => Buffer.from(sealed).includes('Hollow')),
    false,
    'the copy is sealed',
  )
  const line = await as(officer).visit(`/cases/${it.caseId}/entries`)
  assert.match(line.text(), /Released outside/)
})

test('a change of what would be sent voids the approval, and nothing leaves (S10)', async () => {
  const it = await opened()
  const there = await ask(it)
  await approve(there)
  await it.send(`safe-contact/routes/${it.ids.visit}`, {
    ...aMobile({ kind: 'visit', value: '9 Otter Lane\nInventedham' }),
    textIsSafe: '',
  })
  const page = await as(officer).visit(`${there}/send`)
  assert.match(page.text(), /What would be sent has changed since it was asked for/)
  assert.equal(/Hollow|Otter/.test(page.text('form')), false)
  assert.equal((await as(officer).submit(`${there}/send`)).status, 303)
  const { state, endedWhy, releasedAt } = await stateOf(there)
  assert.deepEqual([state, endedWhy, releasedAt], ['void', 'changed', null])
  assert.match((await as(officer).visit(there)).text(), /Nothing was sent/)
  assert.equal((await copyOf(there, officer)).statusCode, 404)
  assert.equal(
    (await dutiesOf(it)).every((duty) => duty.state === 'met'),
    true,
  )
})

test('a change before the second person decides is void as well', async () => {
  const it = await opened()
  const there = await ask(it)
  await it.send(`safe-contact/routes/${it.ids.visit}/end`, {})
  assert.match((await as(boss).visit(`${there}/answer`)).text(), /ends as void/)
  await approve(there)
  assert.equal((await stateOf(there)).state, 'void')
})

test('an approval ends: four days later it is void', async () => {
  const it = await opened()
  const there = await ask(it)
  await approve(there)
  clock.set('2026-12-04T23:59:00Z')
  assert.match((await as(officer).visit(`${there}/send`)).text(), /approved this, and nothing else/)
  clock.set('2026-12-05T00:00:01Z')
  assert.equal((await as(officer).submit(`${there}/send`)).status, 303)
  assert.deepEqual([(await stateOf(there)).state, (await stateOf(there)).endedWhy], ['void', 'over'])
})

test('a second person who lost their role, or came into conflict, approved nothing that may be sent (S10)', async () => {
  for (const fall of ['role', 'left', 'conflict', 'other side'] as const) {
    const it = await opened()
    const second = await aPractitioner('police-supervisor')
    const there = await ask(it, { approverId: second.id })
    await approve(there, second)
    const change = everything.updateTable('practitioner').where('id', '=', second.id)
    if (fall === 'role') await change.set({ role: 'investigating-officer' }).execute()
    if (fall === 'left') await change.set({ disabledAt: new Date() }).execute()
    if (fall === 'conflict')
      await as(second).submit(`/cases/${it.caseId}/conflicts`, { practitionerId: second.id, ground: 'friend' })
    if (fall === 'other side')
      await everything
        .insertInto('reportedContact')
        .values({
          caseId: it.caseId,
          personId: it.perpetratorId,
          practitionerId: second.id,
          recordedBy: officer.id,
          recordedAt: new Date(),
        })
        .execute()
    assert.equal((await as(officer).submit(`${there}/send`)).status, 303)
    const { state, endedWhy } = await stateOf(there)
    assert.deepEqual([fall, state, endedWhy], [fall, 'void', 'person'])
  }
})

test('refused, or taken back: it ends unsent with why, and its duties with it', async () => {
  const it = await opened()
  const there = await ask(it)
  assert.match(
    (await as(boss).submit(`${there}/answer`, { answer: 'refuse' })).text('.govuk-error-summary'),
    /Enter why not/,
  )
  assert.equal(
    (await as(boss).submit(`${there}/answer`, { answer: 'refuse', why: 'They can meet at our office' })).status,
    303,
  )
  assert.match((await as(officer).visit(there)).text(), /Refused.*They can meet at our office/)
  const again = await ask(it)
  assert.equal((await as(colleague).submit(`${again}/withdraw`, { why: 'Mine' })).status, 404)
  assert.match((await as(officer).submit(`${again}/withdraw`, {})).text('.govuk-error-summary'), /Enter why/)
  assert.equal((await as(officer).submit(`${again}/withdraw`, { why: 'Booked otherwise' })).status, 303)
  // The second person was reading it: they are shown that it was taken back, and approve nothing.
  assert.equal((await as(boss).visit(`${again}/answer`)).location, again)
  assert.equal((await as(boss).submit(`${again}/answer`, anApproval)).location, again)
  assert.match((await as(boss).visit(again)).text(), /Taken back.*Booked otherwise/)
  assert.equal(
    (await dutiesOf(it)).every(({ state }) => state === 'met'),
    true,
  )
})

test('danger to life: it leaves at once with its reason, and another person looks at it on the next working day', async () => {
  const it = await opened()
  const reasonless = await tryAsking(it, { when: 'at once' })
  assert.match(reasonless.text('.govuk-error-summary'), /Enter why it cannot wait/)
  const there = await ask(it, { when: 'at once', atOnceWhy: 'He is on the way, the ambulance asks where' })
  assert.equal((await stateOf(there)).state, 'released')
  assert.match((await copyOf(there, officer)).body, /4 Hollow Row/)
  const [duty, ...more] = await dutiesOf(it)
  assert.deepEqual(
    [duty?.code, duty?.ownerId, duty?.safetyDueAt?.toISOString(), more.length],
    ['RELEASE_OUTSIDE_REVIEW', boss.id, '2026-12-02T23:59:59.000Z', 0],
  )
  assert.match((await as(officer).visit(it.releases)).text(), /Released at once, to be looked at/)
  assert.equal((await as(officer).visit(`${there}/review`)).status, 404, 'nobody looks after themselves')
  assert.match(
    (await as(boss).submit(`${there}/review`, {})).text('.govuk-error-summary'),
    /Select whether it was right/,
  )
  assert.equal(
    (await as(boss).submit(`${there}/review`, { found: 'not right', words: 'It was the wrong desk. I told her.' }))
      .status,
    303,
  )
  assert.equal((await as(boss).visit(`${there}/review`)).location, there)
  assert.match((await as(officer).visit(there)).text(), /could have waited.*It was the wrong desk/)
  assert.equal((await dutiesOf(it))[0]?.state, 'met')
})

test('nothing goes to the side of the person reported, nor to who lives with them (INV-03)', async () => {
  const it = await opened()
  const { name } = await everything
    .selectFrom('person')
    .select('name')
    .where('id', '=', it.perpetratorId)
    .executeTakeFirstOrThrow()
  for (const change of [
    { outsideKind: 'defence', outsideName: 'A solicitor' },
    { outsideName: `Mr ${name}, tenant` },
  ]) {
    const sent = await tryAsking(it, change)
    assert.equal(sent.status, 422)
    assert.match(sent.text('.govuk-error-summary'), /goes to the side of the person reported/)
    assert.equal(sent.value('outsideName'), change.outsideName, 'what was typed is kept')
  }
  // Somebody who lives with them, and is harmed by nobody.
  const someone = { agencyId: officer.agencyId, name: 'Quince Inventata', addedBy: officer.id, addedAt: new Date() }
  const made = everything.insertInto('person').values(someone).returning('id')
  const { id: personId } = await made.executeTakeFirstOrThrow()
  const party = { caseId: it.caseId, personId, role: 'other', addedBy: officer.id, addedAt: new Date() }
  await everything.insertInto('party').values(party).execute()
  assert.equal((await tryAsking(it, { outsideName: 'Quince Inventata' })).status, 303, 'not while they live elsewhere')
  const home = { caseId: it.caseId, label: 'Home', recordedBy: officer.id, recordedAt: new Date() }
  const { id: householdId } = await everything
    .insertInto('household')
    .values(home)
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const lives of [personId, it.perpetratorId])
    await everything
      .insertInto('householdMember')
      .values({ caseId: it.caseId, householdId, personId: lives, how: 'lives', recordedAt: new Date() })
      .execute()
  const together = await tryAsking(it, { outsideName: 'Ms Quince Inventata' })
  assert.match(together.text('.govuk-error-summary'), /goes to the side of the person reported/)
  const offered = (await as(officer).visit(`${it.releases}/new`)).$('[name="recipientId"] option').get()
  assert.ok(offered.length > 3)
  await everything
    .insertInto('reportedContact')
    .values({
      caseId: it.caseId,
      personId: it.perpetratorId,
      practitionerId: housing.id,
      recordedBy: officer.id,
      recordedAt: new Date(),
    })
    .execute()
  const toThem = await tryAsking(it, { to: 'here', recipientId: housing.id })
  assert.equal(toThem.status, 404, 'whoever works with the person reported is not offered, and not taken')
})

test('what is written to be read by others holds nothing protected, and the words do not say it again (INV-07)', async () => {
  const it = await opened()
  for (const field of ['why', 'outsideName', 'atOnceWhy']) {
    const sent = await tryAsking(it, { [field]: 'To fetch the keys at ZZ97 7ZZ' })
    assert.equal(sent.status, 422, field)
    assert.match(sent.text('.govuk-error-summary'), /it holds a postcode that is protected here/)
    assert.equal(/ZZ97/.test(sent.text('.govuk-error-summary')), false)
  }
  // What would be sent holds another protected thing: what is asked for when ringing names the street.
  await it.send('safe-contact/routes/new', aMobile({ value: '07700 900125', askFor: 'The porter at 4 Hollow Row' }))
  const routes = everything.selectFrom('vault.contactRoute').select('id').where('caseId', '=', it.caseId)
  const { id } = await routes
    .orderBy('setAt', 'desc')
    .where('kind', '=', 'mobile')
    .where('id', '!=', it.ids.mobile)
    .executeTakeFirstOrThrow()
  const sent = await tryAsking(it, { routeId: id })
  assert.match(sent.text('.govuk-error-summary'), /what would be sent also holds part of an address/)
})

test('who may know of a release: the agency that made it, advisers and leads; nobody on the other side (MODEL 13)', async () => {
  const it = await opened()
  for (const [who, why] of [
    [adviser, 'Supports them'],
    [housing, 'Houses them'],
    [colleague, 'Helps'],
  ] as const)
    await it.send('team', aLetIn(who.id, why))
  const there = await ask(it)
  assert.match((await as(colleague).visit(there)).text(), /Waits for a second person/)
  assert.match((await as(adviser).visit(there)).text(), /Waits for a second person/)
  assert.equal((await as(housing).visit(there)).status, 404)
  assert.match((await as(housing).visit(it.releases)).text(), /No release that you may know of/)
  assert.equal((await as(colleague).visit(`${there}/copy`)).status, 404)
  assert.equal((await as(otherBoss).visit(it.releases)).status, 404, 'not on the case')
  await everything
    .insertInto('reportedContact')
    .values({
      caseId: it.caseId,
      personId: it.perpetratorId,
      practitionerId: colleague.id,
      recordedBy: officer.id,
      recordedAt: new Date(),
    })
    .execute()
  assert.equal((await as(colleague).visit(there)).status, 404)
  assert.equal((await as(colleague).visit(`${it.releases}/new`)).status, 404)
  assert.equal(/Release outside/.test((await as(colleague).visit(`/cases/${it.caseId}/entries`)).text()), false)
})
