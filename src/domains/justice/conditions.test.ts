import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../testing/app.ts'
import { aCase } from '../../testing/cases.ts'

const { as, aPractitioner, services, everything, clock } = await testApp({ at: '2027-04-30T15:40:00+01:00' })
const officer = await aPractitioner('investigating-officer')
const stranger = await aPractitioner('investigating-officer')

type Form = Record<string, string>
const now = { day: 'today', time: '15:30', body: 'police' }
/** A suspect on bail to 30 July: no contact, and in by night. */
const onBail = async (more: Form = {}) => {
  clock.set('2027-04-30T15:40:00+01:00')
  const opened = await aCase(services, officer)
  const { visit, submit } = as(officer)
  const suspect = opened.perpetratorId ?? ''
  const place = `/cases/${opened.caseId}`
  const saved = await submit(`${place}/entries/new/justice.bail-granted`, {
    ...{ ...now, suspect, stage: 'before-charge', rank: 'inspector', endsOn: '30/7/2027', time: '14:00' },
    ...{ 'condition-no-contact': 'yes', 'plain-no-contact': 'Must not ring or write.' },
    ...{ 'condition-curfew': 'yes', 'plain-curfew': 'In from 19:00 to 07:00.', 'about-curfew': '19:00 to 07:00' },
    ...more,
  })
  assert.equal(saved.status, 303, saved.text())
  return { ...opened, suspect, place, visit, submit, bail: saved.location }
}
const rows = (caseId: string) =>
  everything.selectFrom('condition').selectAll().where('caseId', '=', caseId).orderBy('recordedAt').execute()
const holding = async (caseId: string) =>
  (await rows(caseId)).filter(({ endedAt }) => endedAt === null).map(({ kind, plain }) => `${kind}: ${plain}`)
const idOf = async (caseId: string, kind: string) =>
  (await rows(caseId)).find((one) => one.kind === kind && one.endedAt === null)?.id ?? ''
const dutiesOf = (caseId: string, code: string) =>
  everything.selectFrom('duty').selectAll().where('caseId', '=', caseId).where('code', '=', code).execute()
const decided = (suspect: string): Form => ({
  ...now,
  suspect,
  rank: 'inspector',
  what: 'He was seen near the school.',
})

test('one condition is added to bail: the rest holds, and the victim is told of the change within the day (BL-04, BL-17)', async () => {
  const { caseId, place, suspect, visit, submit } = await onBail()
  const page = await visit(`${place}/justice`)
  const link = page.links().find(({ text }) => text === 'Add a condition of bail')
  assert.equal((await visit(link?.href ?? '')).status, 200)
  const bad = await submit(link?.href ?? '', {
    ...decided(suspect),
    rank: '',
    what: '',
    plain: '',
    untilOn: '1/1/2020',
  })
  assert.deepEqual(
    bad.errors().map(({ href }) => href),
    ['#kind', '#plain', '#untilOn', '#what', '#rank'],
  )
  assert.equal(bad.value('untilOn'), '1/1/2020')
  const saved = await submit(link?.href ?? '', {
    ...decided(suspect),
    ...{ kind: 'not to go to', about: 'The school', plain: 'Must not go near the school.' },
  })
  assert.equal(saved.status, 303, saved.text())
  assert.deepEqual((await holding(caseId)).sort(), [
    'curfew: In from 19:00 to 07:00.',
    'no contact: Must not ring or write.',
    'not to go to: Must not go near the school.',
  ])
  const [telling] = await dutiesOf(caseId, 'BAIL_CONDITIONS_CHANGED')
  assert.deepEqual(
    [telling?.holder, telling?.state, telling?.statutoryDueAt?.toISOString()],
    ['police', 'open', '2027-05-04T22:59:59.000Z'],
  )
  const entry = await visit(saved.location)
  assert.match(entry.text(), /Bail changed.*Inspector.*seen near the school.*Not to go to a place \(The school\)/)
  assert.match(entry.text(), /Tell the victim the old and the new bail date and conditions/)
})

test('one condition is varied: the old one stays to be read, with who decided, when and why (BL-17)', async () => {
  const { caseId, place, suspect, visit, submit } = await onBail()
  const curfew = await idOf(caseId, 'curfew')
  const form = await visit(`${place}/justice/conditions/${curfew}/vary`)
  assert.equal(form.$('textarea[name="plain"]').text(), 'In from 19:00 to 07:00.')
  assert.match(form.text(), /Which protections end with this\?/)
  const saved = await submit(`${place}/justice/conditions/${curfew}/vary`, {
    ...decided(suspect),
    ...{ about: '21:00 to 06:00', plain: 'In from 21:00 to 06:00.' },
  })
  assert.equal(saved.status, 303, saved.text())
  const all = await rows(caseId)
  const [before, after] = [all.find(({ id }) => id === curfew), all.find(({ replacesId }) => replacesId === curfew)]
  assert.deepEqual(
    [before?.plain, before?.endedWhy, after?.plain],
    ['In from 19:00 to 07:00.', 'Changed', 'In from 21:00 to 06:00.'],
  )
  assert.equal(after?.untilOn, '2027-07-30', 'the bail’s own last day stays')
  const shown = await visit(`${place}/justice`)
  assert.match(shown.text(), /1 condition no longer holds.*Changed Curfew \(19:00 to 07:00\)/)
  assert.ok(shown.links().some(({ text, href }) => text.startsWith('Ended') && href === saved.location))
  assert.equal((await dutiesOf(caseId, 'BAIL_CONDITIONS_CHANGED')).length, 1)
  // What has ended is not changed again.
  assert.equal((await visit(`${place}/justice/conditions/${curfew}/vary`)).status, 404)
  assert.equal((await submit(`${place}/justice/conditions/${curfew}/end`, decided(suspect))).status, 404)
})

test('one condition ends, and another that is ticked ends with it; each is named in the entry (DC-05)', async () => {
  const { caseId, place, suspect, visit, submit } = await onBail()
  const [contact, curfew] = [await idOf(caseId, 'no contact'), await idOf(caseId, 'curfew')]
  const noWhy = await submit(`${place}/justice/conditions/${contact}/end`, {
    ...decided(suspect),
    what: '',
    [`ends-${curfew}`]: 'yes',
  })
  assert.deepEqual([noWhy.status, noWhy.checked(`ends-${curfew}`)], [422, 'yes'])
  assert.equal((await holding(caseId)).length, 2)
  const saved = await submit(`${place}/justice/conditions/${contact}/end`, {
    ...decided(suspect),
    [`ends-${curfew}`]: 'yes',
  })
  assert.equal(saved.status, 303)
  assert.deepEqual(await holding(caseId), [])
  assert.match((await visit(saved.location)).text(), /Protections that end No contact, Curfew/)
  assert.match((await visit(`${place}/justice`)).text(), /Out, and no condition is recorded that holds/)
  const reviews = (await dutiesOf(caseId, 'PLAN_REVIEW')).filter(({ state }) => state === 'open')
  assert.equal(reviews.length, 1, 'the safety plan is looked at again')
})

test('a condition that a court changed is told of by the witness care unit, from when it heard (RULES 2A 14)', async () => {
  const { caseId, place, suspect, submit } = await onBail()
  const curfew = await idOf(caseId, 'curfew')
  const court = { ...decided(suspect), rank: 'court', receivedDay: 'today', receivedTime: '15:20' }
  await submit(`${place}/justice/conditions/${curfew}/end`, court)
  const [telling] = await dutiesOf(caseId, 'BAIL_HEARING_OUTCOME')
  assert.deepEqual([telling?.holder, telling?.task.includes('what the court changed')], ['wcu', true])
  assert.equal((await dutiesOf(caseId, 'BAIL_CONDITIONS_CHANGED')).length, 0)
})

test('when the change was entered by mistake, the condition that it had ended holds again (INV-28)', async () => {
  const { caseId, place, suspect, submit } = await onBail()
  const saved = await submit(`${place}/justice/conditions/${await idOf(caseId, 'no contact')}/end`, decided(suspect))
  assert.equal((await holding(caseId)).length, 1)
  const wrong = { ...now, suspect, what: 'That was another case', neverHappened: 'yes' }
  assert.equal((await submit(`${saved.location}/correct`, wrong)).status, 303)
  assert.deepEqual((await holding(caseId)).sort(), [
    'curfew: In from 19:00 to 07:00.',
    'no contact: Must not ring or write.',
  ])
})

test('bail that is extended takes its conditions with it to the new last day (BL-17)', async () => {
  const { caseId, place, suspect, visit, submit } = await onBail()
  const typed = { ...now, suspect, rank: 'superintendent', endsOn: '30/9/2027' }
  assert.equal((await submit(`${place}/entries/new/justice.bail-extended`, typed)).status, 303)
  const left = (await rows(caseId)).filter(({ endedAt }) => endedAt === null)
  assert.deepEqual(
    left.map(({ untilOn }) => untilOn),
    ['2027-09-30', '2027-09-30'],
  )
  clock.set('2027-08-15T10:00:00+01:00')
  assert.doesNotMatch((await visit(`${place}/justice`)).text(), /no condition is recorded that holds/)
})

test('a condition that an inspector changes does not question the bail that a superintendent gave', async () => {
  const { caseId, place, suspect, visit, submit } = await onBail()
  await submit(`${place}/entries/new/justice.suspect-arrested`, { ...now, suspect, time: '09:00' })
  await submit(`${place}/entries/new/justice.bail-extended`, {
    ...now,
    suspect,
    rank: 'superintendent',
    endsOn: '30/12/2027',
  })
  await submit(`${place}/justice/conditions/${await idOf(caseId, 'curfew')}/end`, {
    ...decided(suspect),
    rank: 'custody officer',
  })
  assert.doesNotMatch((await visit(`${place}/justice`)).text(), /is further than/)
  const last = await everything
    .selectFrom('entry')
    .select('details')
    .where('caseId', '=', caseId)
    .orderBy('position', 'desc')
    .executeTakeFirstOrThrow()
  assert.equal(
    (last.details as { endsOn?: string }).endsOn,
    '2027-12-30',
    'the morning list still knows when bail ends',
  )
})

test('a term of an order is added, changed and ended on its own, and goes when the order goes (TP-07, OD-09)', async () => {
  clock.set('2027-04-30T15:40:00+01:00')
  const { caseId, perpetratorId } = await aCase(services, officer)
  const { visit, submit } = as(officer)
  const [place, suspect] = [`/cases/${caseId}`, perpetratorId ?? '']
  await submit(`${place}/entries/new/orders.made`, {
    ...{ ...now, suspect, body: 'court', orderKind: 'Non-molestation order', endsOn: '30/4/2028' },
    ...{ 'condition-no-contact': 'yes', 'plain-no-contact': 'Must not contact her.' },
  })
  const page = await visit(`${place}/orders`)
  const add = page.links().find(({ text }) => text === 'Add a term')?.href ?? ''
  const court = { ...now, suspect, body: 'court', what: 'The county court heard that he waits at the school.' }
  const saved = await submit(add, { ...court, kind: 'not to go to', plain: 'Must not go to the school.' })
  assert.equal(saved.status, 303, saved.text())
  assert.match((await visit(saved.location)).text(), /Order changed.*Not to go to a place/)
  const explain = (await dutiesOf(caseId, 'ORDER_EXPLAINED')).filter(({ state }) => state === 'open')
  assert.equal(explain.length, 2, 'each change is explained')
  const order = await everything
    .selectFrom('entry')
    .select('factId')
    .where('caseId', '=', caseId)
    .where('type', '=', 'orders.made')
    .executeTakeFirstOrThrow()
  await submit(`${place}/justice/conditions/${await idOf(caseId, 'no contact')}/end`, court)
  assert.deepEqual(await holding(caseId), ['not to go to: Must not go to the school.'])
  await submit(`${place}/entries/new/orders.ended`, { ...now, suspect, order: order.factId })
  assert.deepEqual(await holding(caseId), [])
})

test('a stranger, and a condition of another case, give the same not-found', async () => {
  const { caseId, place, suspect } = await onBail()
  const other = await onBail()
  const curfew = await idOf(caseId, 'curfew')
  const nowhere = await as(stranger).visit('/cases/6f1d0b9e-0000-4000-8000-000000000000/justice')
  for (const address of ['new', `${curfew}/vary`, `${curfew}/end`]) {
    assert.equal((await as(stranger).visit(`${place}/justice/conditions/${address}`)).body, nowhere.body, address)
    assert.equal((await as(stranger).submit(`${place}/justice/conditions/${address}`, decided(suspect))).status, 404)
  }
  assert.equal((await as(officer).visit(`${other.place}/justice/conditions/${curfew}/end`)).status, 404)
  assert.equal((await as(officer).visit(`${place}/justice/conditions/new?suspect=${other.suspect}`)).status, 404)
  assert.equal((await holding(caseId)).length, 2)
})

test('a stop reaches the other victim’s case with who decided it, and that victim is told too (DC-03, INV-20)', async () => {
  clock.set('2027-04-30T15:40:00+01:00')
  const other = await aPractitioner('idva')
  const [mine, theirs] = [await aCase(services, officer), await aCase(services, other)]
  const party = { caseId: theirs.caseId, personId: mine.perpetratorId ?? '', role: 'perpetrator', addedBy: other.id }
  await everything
    .insertInto('party')
    .values({ ...party, addedAt: services.now() })
    .execute()
  const stop = {
    ...now,
    suspect: mine.perpetratorId ?? '',
    decidedBy: 'police',
    decisionMaker: 'Insp. Inventado',
    stage: 'before-charge',
  }
  const saved = await as(officer).submit(`/cases/${mine.caseId}/entries/new/justice.case-stopped`, {
    ...{ ...stop, reason: 'not enough evidence', what: 'No witness saw it.' },
  })
  assert.equal(saved.status, 303, saved.text())
  for (const { caseId } of [mine, theirs]) assert.equal((await dutiesOf(caseId, 'POLICE_NFA')).length, 1)
  assert.doesNotMatch((await as(other).visit(`/cases/${theirs.caseId}/entries`)).text(), /No witness saw it/)
})
