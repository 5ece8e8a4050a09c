import assert from 'node:assert/strict'
import { test } from 'node:test'
import { connect } from '../../platform/db.ts'
import { testApp } from '../../testing/app.ts'
import { aCase, workAs } from '../../testing/cases.ts'
import type { Practitioner } from '../../testing/people.ts'
import { aRule, aWorkPhone } from '../safe-contact/fixtures.ts'
import { aLetIn } from '../sharing/fixtures.ts'
import { chaseReferrals } from './actions.ts'
import { aNewReferral } from './fixtures.ts'

// A Monday, 10:30 in London: inside the safe hours of the fixture.
const start = '2026-11-23T10:30:00Z'
const { as, aPractitioner, services, everything, clock, database } = await testApp({ at: start })

const idva = await aPractitioner('idva')
const manager = await aPractitioner('idva-manager')
const housing = await aPractitioner('housing-officer')
const colleague = await aPractitioner('housing-officer')
const head = await aPractitioner('housing-manager')
const police = await aPractitioner('investigating-officer')
const lawyer = await aPractitioner('cps-lawyer')

const referred = async (changes: Record<string, string> = {}, sender: Practitioner = idva) => {
  const opened = await aCase(services, sender)
  const form = aNewReferral({ personId: opened.victimId, toAgencyId: housing.agencyId, ...changes })
  const answer = await as(sender).submit(`/cases/${opened.caseId}/referrals/new`, form)
  return { ...opened, answer, address: answer.location, id: answer.location.split('/').at(-1) ?? '' }
}
const versionOf = async (address: string, who: Practitioner) => String((await as(who).visit(address)).value('version'))
const rowOf = (id: string) =>
  everything.selectFrom('referral').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const entriesOf = async (caseId: string) =>
  (await everything.selectFrom('entry').select('type').where('caseId', '=', caseId).orderBy('position').execute()).map(
    ({ type }) => type,
  )
const dutiesOf = (caseId: string, code: string) =>
  everything.selectFrom('duty').selectAll().where('caseId', '=', caseId).where('code', '=', code).execute()
const alarmsOf = async (id: string) =>
  everything
    .selectFrom('alarm')
    .select(['toId', 'kind', 'caseId'])
    .where('referralId', '=', id)
    .orderBy('kind')
    .execute()
const accepted = async (id: string, who = housing, change: Record<string, string> = {}) =>
  as(who).submit(`/referrals/${id}/accept`, {
    ...{ version: await versionOf(`/referrals/${id}/accept`, who), workerId: who.id, place: 'now', ...change },
  })

test('a referral reaches the other agency with risk, source, hours waiting and whether contact is safe now (RR-13)', async () => {
  clock.set(start)
  const { answer, address } = await referred({ service: 'A place with a garden' })
  assert.equal(answer.status, 303)
  clock.set('2026-11-23T11:35:00Z')
  const inbox = await as(housing).visit('/referrals')
  const text = inbox.text()
  for (const shown of [
    'A place with a garden',
    'treated as high',
    'Test advocacy',
    '1 h 05',
    'Safe now, until 12:00 today',
    'Not acknowledged yet',
  ])
    assert.ok(text.includes(shown), `${shown} in ${text}`)
  assert.ok(inbox.links().some(({ href }) => href === address))
  clock.set('2026-11-23T13:00:00Z')
  assert.match((await as(housing).visit('/referrals')).text(), /Not now. Next: 10:00 tomorrow/)
})

test('before it accepts, the receiving agency reads the safe-contact minimum and nothing of the case (INV-42)', async () => {
  clock.set(start)
  const { address, caseId } = await referred()
  const { reference } = await everything
    .selectFrom('cases')
    .select('reference')
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow()
  const page = await as(housing).visit(address)
  for (const shown of ['Ally', 'Mobile ending 0123', 'Leave no message', 'Has left and cannot go back'])
    assert.ok(page.text().includes(shown), shown)
  for (const hidden of [reference, 'Alder Inventado', 'Bracken', caseId]) assert.ok(!page.body.includes(hidden), hidden)
  const list = await as(housing).visit('/referrals')
  for (const hidden of [reference, 'Alder', 'Ally', 'Mobile', caseId]) assert.ok(!list.body.includes(hidden), hidden)
  for (const part of ['', '/referrals', '/people'])
    assert.equal((await as(housing).visit(`/cases/${caseId}${part}`)).status, 404)
})

test('a third agency finds nothing, byte for byte as if there were nothing (S-30)', async () => {
  const { address, caseId, id } = await referred()
  const nowhere = await as(police).visit('/referrals/00000000-0000-4000-8000-000000000000')
  assert.equal(nowhere.status, 404)
  for (const way of [
    address,
    `${address}/accept`,
    `${address}/decline`,
    `${address}/complete`,
    `${address}/withdraw`,
    `/cases/${caseId}/referrals`,
    `/cases/${caseId}/referrals/new`,
  ])
    assert.equal((await as(police).visit(way)).body, nowhere.body, way)
  for (const move of ['acknowledge', 'accept', 'decline', 'start', 'complete', 'withdraw'])
    assert.equal((await as(police).submit(`${address}/${move}`, { version: '1' })).body, nowhere.body, move)
  assert.ok(!(await as(police).visit('/referrals?show=sent')).body.includes(id))
  const row = await rowOf(id)
  assert.deepEqual([row.version, row.answer], [1, null])
})

test('the three lines are sealed: what to call the person, the route and what never to do (INV-11)', async () => {
  const { id } = await referred()
  const { rows } = await everything
    .selectFrom('referral')
    .selectAll()
    .where('id', '=', id)
    .execute()
    .then((rows) => ({ rows: JSON.stringify(rows) }))
  for (const secret of ['Ally', 'Mobile ending', 'Leave no message']) assert.ok(!rows.includes(secret), secret)
  const { personCalled } = await rowOf(id)
  assert.ok(!personCalled.includes('Ally'))
})

test('accepting gives the worker and whoever accepts sight of the case, and nobody else', async () => {
  const { id, caseId } = await referred()
  assert.equal((await accepted(id, housing, { workerId: colleague.id })).status, 303)
  assert.equal((await as(housing).visit(`/cases/${caseId}/referrals`)).status, 200)
  assert.equal((await as(colleague).visit(`/cases/${caseId}/referrals`)).status, 200)
  assert.equal((await as(head).visit(`/cases/${caseId}/referrals`)).status, 404)
  assert.deepEqual((await entriesOf(caseId)).slice(-3), [
    'referrals.sent',
    'referrals.acknowledged',
    'referrals.accepted',
  ])
  assert.deepEqual(await alarmsOf(id), [
    { toId: idva.id, kind: 'referral-accepted', caseId },
    { toId: idva.id, kind: 'referral-acknowledged', caseId },
  ])
})

test('sent, acknowledged, accepted with a wait, started, finished: the outcome comes back to the sender (MODEL 5.2)', async () => {
  clock.set(start)
  const { id, caseId, address } = await referred()
  const step = async (move: string, form: Record<string, string> = {}) => {
    const done = await as(housing).submit(`${address}/${move}`, {
      version: await versionOf(address, housing).catch(() => ''),
      ...form,
    })
    assert.equal(done.status, 303, `${move}: ${done.text()}`)
  }
  await step('acknowledge')
  assert.match((await as(idva).visit(address)).text(), /Acknowledged, not answered yet/)
  assert.equal((await accepted(id, housing, { place: 'waiting', waitingUntil: '1/12/2026' })).status, 303)
  assert.match((await as(idva).visit(address)).text(), /Accepted, waiting for a place.*Tue 1 Dec/)
  await step('start')
  assert.match((await as(idva).visit(address)).text(), /Accepted, work has started/)
  await step('complete', {
    outcome: 'Support given and finished',
    outcomeNote: 'Moved in on Friday.',
    version: await versionOf(`${address}/complete`, housing),
  })
  const back = await as(idva).visit(address)
  assert.match(back.text(), /Completed.*Support given and finished.*Moved in on Friday/)
  assert.equal((await entriesOf(caseId)).at(-1), 'referrals.completed')
  assert.ok((await alarmsOf(id)).some(({ toId, kind }) => toId === idva.id && kind === 'referral-completed'))
  assert.equal((await as(housing).visit(`/cases/${caseId}/referrals`)).status, 404)
})

test('a decline needs a reason and the next offer, seals the lines again and is a duty of the contact lead', async () => {
  const { id, caseId, address } = await referred()
  const version = await versionOf(`${address}/decline`, housing)
  const bare = await as(housing).submit(`${address}/decline`, {
    version,
    declineReason: 'No room this month',
    nextOffer: '',
  })
  assert.equal(bare.status, 422)
  assert.equal(bare.value('declineReason'), 'No room this month')
  assert.deepEqual(bare.errors(), [
    { text: 'Enter which service or help is the next to ask, and how', href: '#nextOffer' },
  ])
  assert.equal((await rowOf(id)).answer, null)
  const done = await as(housing).submit(`${address}/decline`, {
    version,
    declineReason: 'No room this month',
    nextOffer: 'Ask the next county',
  })
  assert.equal(done.status, 303)
  assert.doesNotMatch((await as(housing).visit(address)).text(), /Ally|Mobile ending/)
  assert.match((await as(idva).visit(address)).text(), /No room this month.*Ask the next county/)
  const [duty, ...more] = await dutiesOf(caseId, 'REFERRAL_DECLINED')
  assert.deepEqual([more.length, duty?.ownerId, duty?.holder], [0, idva.id, 'advocacy'])
  assert.equal((await as(housing).visit(`/cases/${caseId}`)).status, 404)
})

test('who declined a referral, or has finished it, is not given the key of its sealed lines by the database either', async () => {
  const { id, address, victimId } = await referred()
  const keysSeen = () =>
    workAs(services, housing, ({ tx }) =>
      tx.selectFrom('vault.personKey').select('personId').where('personId', '=', victimId).execute(),
    )
  assert.equal((await keysSeen()).length, 1)
  const answer = { version: '1', declineReason: 'No room', nextOffer: 'The next county' }
  assert.equal((await as(housing).submit(`${address}/decline`, answer)).status, 303)
  assert.deepEqual([(await keysSeen()).length, (await rowOf(id)).answer], [0, 'declined'])
})

test('withdrawing says how contact stops safely, from either side, and ends the sight that accepting gave', async () => {
  const first = await referred()
  const bare = await as(idva).submit(`${first.address}/withdraw`, { version: '1', safeClose: '' })
  assert.deepEqual(
    bare.errors().map(({ href }) => href),
    ['#safeClose'],
  )
  assert.equal(
    (await as(idva).submit(`${first.address}/withdraw`, { version: '1', safeClose: 'Cancel the call on Tuesday' }))
      .status,
    303,
  )
  assert.match((await as(housing).visit(first.address)).text(), /Withdrawn.*Cancel the call on Tuesday/)
  const second = await referred()
  await accepted(second.id)
  const version = await versionOf(`${second.address}/withdraw`, housing)
  assert.equal(
    (await as(housing).submit(`${second.address}/withdraw`, { version, safeClose: 'We shall not ring again' })).status,
    303,
  )
  assert.equal((await as(housing).visit(`/cases/${second.caseId}`)).status, 404)
  assert.equal((await as(idva).visit(`/cases/${second.caseId}/referrals`)).status, 200)
})

test('without agreement, sharing needs its reason and a second person, and both are kept apart (INV-19)', async () => {
  const { caseId, victimId } = await aCase(services, idva)
  const form = aNewReferral({ personId: victimId, toAgencyId: housing.agencyId, agreement: 'not asked: unsafe' })
  const bare = await as(idva).submit(`/cases/${caseId}/referrals/new`, form)
  assert.equal(bare.status, 422)
  assert.deepEqual(
    bare.errors().map(({ href }) => href),
    ['#approverId', '#sharingBasis'],
  )
  assert.equal(bare.value('contactRoute'), 'Mobile ending 0123')
  const self = await as(idva).submit(`/cases/${caseId}/referrals/new`, {
    ...form,
    sharingBasis: 'He has her keys',
    approverId: idva.id,
  })
  assert.deepEqual(
    self.errors().map(({ href }) => href),
    ['#approverId'],
  )
  assert.equal((await everything.selectFrom('referral').select('id').where('caseId', '=', caseId).execute()).length, 0)
  const done = await as(idva).submit(`/cases/${caseId}/referrals/new`, {
    ...form,
    sharingBasis: 'He has her keys',
    approverId: manager.id,
  })
  const row = await rowOf(done.location.split('/').at(-1) ?? '')
  assert.deepEqual(
    [row.agreement, row.sharingBasis, row.approvedBy],
    ['not asked: unsafe', 'He has her keys', manager.id],
  )
})

test('a referral needs its fields, keeps what was typed and says where the hours are not clear', async () => {
  const { caseId, victimId } = await aCase(services, idva)
  const form = aNewReferral({
    personId: victimId,
    toAgencyId: housing.agencyId,
    service: '',
    contactWindows: 'Mon 10:00 to 12:00\nwhenever',
  })
  const page = await as(idva).submit(`/cases/${caseId}/referrals/new`, form)
  assert.equal(page.status, 422)
  assert.match(page.title(), /^Error: /)
  assert.deepEqual(
    page.errors().map(({ href }) => href),
    ['#service', '#contactWindows'],
  )
  assert.match(page.errors()[1]?.text ?? '', /^Line 2/)
  assert.equal(page.value('reason'), form.reason)
})

test('a person of another case cannot be referred from this one', async () => {
  const [mine, other] = [await aCase(services, idva), await aCase(services, idva)]
  const page = await as(idva).submit(
    `/cases/${mine.caseId}/referrals/new`,
    aNewReferral({ personId: other.victimId, toAgencyId: housing.agencyId }),
  )
  assert.deepEqual(
    page.errors().map(({ href }) => href),
    ['#personId'],
  )
})

test('two answers at once: the second is refused, and sees both what it is now and what was typed (U9)', async () => {
  const { id, address } = await referred()
  const version = await versionOf(`${address}/decline`, colleague)
  assert.equal((await accepted(id)).status, 303)
  const late = await as(colleague).submit(`${address}/decline`, {
    version,
    declineReason: 'We are full',
    nextOffer: 'The refuge',
  })
  assert.equal(late.status, 422)
  assert.match(late.text(), /Somebody changed this referral while you were writing.*Accepted, work has started/)
  assert.equal(late.value('declineReason'), 'We are full')
  assert.equal((await rowOf(id)).answer, 'accepted')
  const again = await as(colleague).submit(`${address}/acknowledge`, { version })
  assert.equal(again.status, 422)
})

test('of two who accept in the same second one has it, and one is told', async () => {
  const { id, address } = await referred()
  const answers = await Promise.all([housing, colleague, head].map((who) => accepted(id, who)))
  assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 422, 422])
  const workers = await everything
    .selectFrom('involvement')
    .select('id')
    .where('caseId', '=', (await rowOf(id)).caseId)
    .execute()
  assert.equal(workers.length, 1, address)
})

test('nobody in time: the sender and the desk are alarmed, once each, however often the worker runs (RR-13)', async () => {
  clock.set(start)
  const { id, caseId } = await referred()
  const worker = connect(database.worker, { max: 2 })
  try {
    const chase = (at: string) => chaseReferrals({ ...services, db: worker }, new Date(at))
    await chase('2026-11-24T10:29:00Z')
    assert.deepEqual(await alarmsOf(id), [])
    const rounds = [1, 2, 3].map(() => chase('2026-11-24T10:31:00Z'))
    await Promise.all(rounds)
    const chased = { kind: 'referral-unacknowledged' }
    const expected = [
      { ...chased, toId: idva.id, caseId },
      { ...chased, toId: head.id, caseId: null },
    ]
    assert.deepEqual(
      new Set((await alarmsOf(id)).map((alarm) => JSON.stringify(alarm, ['toId', 'kind', 'caseId']))),
      new Set(expected.map((alarm) => JSON.stringify(alarm, ['toId', 'kind', 'caseId']))),
    )
    const [duty] = await dutiesOf(caseId, 'REFERRAL_NOT_ACKNOWLEDGED')
    assert.equal(duty?.raisedAt.toISOString(), '2026-11-24T10:30:00.000Z')
  } finally {
    await worker.destroy()
  }
  clock.set('2026-11-24T10:40:00Z')
  assert.match((await as(housing).visit('/referrals')).text(), /Not acknowledged in time/)
})

test('an acknowledgement ends the chasing of that referral, and of no other on the case', async () => {
  clock.set(start)
  const one = await referred()
  const form = aNewReferral({ personId: one.victimId, toAgencyId: lawyer.agencyId, service: 'A quiet room' })
  await as(idva).submit(`/cases/${one.caseId}/referrals/new`, form)
  assert.equal((await as(housing).submit(`${one.address}/acknowledge`, { version: '1' })).status, 303)
  const duties = await dutiesOf(one.caseId, 'REFERRAL_NOT_ACKNOWLEDGED')
  const { factId } = await rowOf(one.id)
  assert.deepEqual(
    duties.filter(({ state }) => state === 'open').map((duty) => duty.factId === factId),
    [false],
  )
})

test('support that was put off is a duty on the day that was agreed; the next offer answers it, and no other (AD-16)', async () => {
  clock.set(start)
  const { caseId, victimId } = await aCase(services, idva)
  const offer = (changes: Record<string, string>) =>
    as(idva).submit(`/cases/${caseId}/referrals/offer`, {
      personId: victimId,
      service: 'Counselling',
      offeredOn: 'today',
      answer: 'not now',
      offerAgainOn: '2/12/2026',
      ...changes,
    })
  assert.deepEqual(
    (await offer({ offerAgainOn: '' })).errors().map(({ href }) => href),
    ['#offerAgainOn'],
  )
  assert.deepEqual(
    (await offer({ offerAgainOn: '1/1/2020' })).errors().map(({ href }) => href),
    ['#offerAgainOn'],
  )
  assert.deepEqual(
    (await offer({ offeredOn: '2027-01-01' })).errors().map(({ href }) => href),
    ['#offeredOn'],
  )
  assert.equal((await offer({})).status, 303)
  assert.equal((await offer({ service: 'Adviser', answer: 'still thinking', offerAgainOn: '2026-11-30' })).status, 303)
  const open = async () =>
    (await dutiesOf(caseId, 'SUPPORT_OFFER'))
      .filter(({ state }) => state === 'open')
      .map(({ dueAt }) => dueAt?.toISOString())
      .sort()
  assert.deepEqual(await open(), ['2026-11-30T23:59:59.000Z', '2026-12-02T23:59:59.000Z'])
  assert.equal((await offer({ answer: 'yes', offerAgainOn: '', said: 'Yes please' })).status, 303)
  assert.deepEqual(await open(), ['2026-11-30T23:59:59.000Z'])
  assert.match(
    (await as(idva).visit(`/cases/${caseId}/referrals`)).text(),
    /3 offers of independent support.*Yes please/,
  )
})

test('a long list comes in pages of 25, and an empty one says so', async () => {
  const refuge = await aPractitioner('social-worker')
  assert.match((await as(refuge).visit('/referrals')).text(), /No referral waits for your answer/)
  const { caseId, victimId } = await aCase(services, idva)
  for (let index = 0; index < 27; index++)
    await as(idva).submit(
      `/cases/${caseId}/referrals/new`,
      aNewReferral({
        personId: victimId,
        toAgencyId: refuge.agencyId,
        service: `Help ${index}`,
        urgency: index === 26 ? 'today' : 'routine',
      }),
    )
  const first = await as(refuge).visit('/referrals')
  assert.match(first.text(), /27 referrals sent to/)
  assert.equal(first.$('tbody tr').length, 25)
  assert.match(first.$('tbody tr').first().text(), /Help 26/)
  assert.equal((await as(refuge).visit('/referrals?page=2')).$('tbody tr').length, 2)
})

test('what is late reaches who is on duty at the desk; with nobody there the night desk; and never nobody (RR-13)', async () => {
  const agencyId = housing.agencyId
  const shiftFor = async (
    who: Practitioner,
    team: { isOutOfHours: boolean; takesReferrals: boolean },
    from: string,
    until: string,
  ) => {
    const teamId = crypto.randomUUID()
    await everything
      .insertInto('team')
      .values({ id: teamId, agencyId, name: 'A desk', isDesk: true, ...team })
      .execute()
    await everything.insertInto('teamMember').values({ teamId, practitionerId: who.id }).execute()
    await everything
      .insertInto('deskShift')
      .values({ teamId, practitionerId: who.id, fromAt: new Date(from), untilAt: new Date(until) })
      .execute()
  }
  const [day, absent, night] = [
    await aPractitioner('housing-officer'),
    await aPractitioner('housing-officer'),
    await aPractitioner('housing-officer'),
  ]
  await shiftFor(day, { isOutOfHours: false, takesReferrals: true }, '2027-01-05T08:00:00Z', '2027-01-05T16:00:00Z')
  await shiftFor(absent, { isOutOfHours: false, takesReferrals: true }, '2027-01-06T08:00:00Z', '2027-01-06T16:00:00Z')
  await shiftFor(night, { isOutOfHours: true, takesReferrals: false }, '2027-01-05T16:00:00Z', '2027-01-06T08:00:00Z')
  const worker = connect(database.worker, { max: 2 })
  const heard = async (sentAt: string, chasedAt: string): Promise<string[]> => {
    clock.set(sentAt)
    const { id } = await referred()
    await chaseReferrals({ ...services, db: worker }, new Date(chasedAt))
    return (await alarmsOf(id))
      .filter(({ kind, caseId }) => kind === 'referral-unacknowledged' && !caseId)
      .map(({ toId }) => toId)
  }
  try {
    assert.deepEqual(await heard('2027-01-04T10:00:00Z', '2027-01-05T10:30:00Z'), [day.id])
    assert.deepEqual(await heard('2027-01-04T20:00:00Z', '2027-01-05T20:30:00Z'), [night.id])
    assert.deepEqual(new Set(await heard('2027-01-07T10:00:00Z', '2027-01-08T10:30:00Z')), new Set([day.id, absent.id]))
  } finally {
    await worker.destroy()
    clock.set(start)
  }
})

test('the form starts with the safe way that is recorded; its number only on a look of its own, and only for who sees it (SP-28, INV-11)', async () => {
  clock.set(start)
  const { caseId, victimId } = await aCase(services, idva)
  const address = `/cases/${caseId}/referrals/new`
  const before = await as(idva).visit(address)
  assert.match(before.text(), /No safe way is recorded that can be passed on/)
  assert.equal(before.value('contactRoute') ?? '', '')
  await as(idva).submit(`/cases/${caseId}/safe-contact/rule`, aRule({ reviewOn: '2027-02-20' }))
  assert.equal((await as(idva).submit(`/cases/${caseId}/safe-contact/routes/new`, aWorkPhone())).status, 303)
  const page = await as(idva).visit(address)
  assert.equal(page.value('contactRoute'), 'Work telephone, ask for Alder')
  assert.equal(page.value('contactWindows'), 'Mon to Fri 10:00 to 12:00')
  assert.match(String(page.value('contactNever')), /Never: .*texts/)
  assert.doesNotMatch(page.body, /01632/)
  const shown = await as(idva).visit(`${address}/number`)
  assert.equal(shown.value('contactRoute'), 'Work telephone 01632 960142, ask for Alder')
  const looks = await everything
    .selectFrom('audit')
    .select('kind')
    .where('caseId', '=', caseId)
    .where('route', '=', '/cases/:caseId/referrals/new/number')
    .execute()
  assert.deepEqual(
    looks.map(({ kind }) => kind),
    ['disclose'],
  )
  const changed = aNewReferral({ personId: victimId, toAgencyId: housing.agencyId, contactRoute: 'Only through us' })
  const sent = await as(idva).submit(`${address}/number`, changed)
  assert.equal(sent.status, 303)
  assert.match((await as(housing).visit(sent.location)).text(), /Only through us/)
  await as(idva).submit(`/cases/${caseId}/team`, aLetIn(head.id, 'Moves them'))
  const { id: routeId } = await everything
    .selectFrom('vault.contactRoute')
    .select('id')
    .where('caseId', '=', caseId)
    .executeTakeFirstOrThrow()
  const share = { caseId, personId: victimId, routeId, agencyId: head.agencyId, why: 'To agree a visit' }
  await everything
    .insertInto('contactShare')
    .values({ ...share, sharedBy: idva.id, sharedAt: new Date(start) })
    .execute()
  const other = await as(head).visit(`${address}/number`)
  assert.match(other.text(), /No safe way is recorded that can be passed on/)
  assert.doesNotMatch(other.body, /01632/)
  assert.equal((await as(police).visit(`${address}/number`)).status, 404)
})

test('a version that no column holds is asked about again, and is no fault of ours (S15)', async () => {
  const { address } = await referred()
  const whole: [string, Practitioner, Record<string, string>][] = [
    ['decline', housing, { declineReason: 'No room', nextOffer: 'The refuge' }],
    ['withdraw', idva, { safeClose: 'Ring nobody' }],
  ]
  for (const [word, who, form] of whole)
    for (const version of ['2147483648', '-2147483649', '1e30']) {
      const answer = await as(who).submit(`${address}/${word}`, { ...form, version })
      assert.equal(answer.status, 422, `${word} ${version}`)
      assert.match(answer.text('.govuk-error-summary'), /Open this page again/)
    }
})
