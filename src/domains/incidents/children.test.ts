import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { timeText } from '../../platform/times.ts'
import { testApp } from '../../testing/app.ts'
import { aCase, workAs } from '../../testing/cases.ts'
import type { Practitioner } from '../../testing/people.ts'
import { aNewReferral } from '../referrals/fixtures.ts'
import { aLetIn } from '../sharing/fixtures.ts'
import { youngOf } from './model/children.ts'

// A Friday evening in London, the last day of term (S-33).
const start = '2026-12-18T21:00:00Z'
const { as, aPractitioner, services, everything, clock } = await testApp({ at: start })
const officer = await aPractitioner('investigating-officer')
const idva = await aPractitioner('idva')
const socialWorker = await aPractitioner('social-worker')
const housing = await aPractitioner('housing-officer')

const send = async (who: Practitioner, address: string, form: Record<string, string>) => {
  const done = await as(who).submit(address, form)
  assert.equal(done.status, 303, `${address}: ${done.title()} ${done.text('.govuk-error-summary')}`)
  return done
}
const duties = async (caseId: string, code: string, state = 'open') =>
  await everything
    .selectFrom('duty')
    .selectAll()
    .where('caseId', '=', caseId)
    .where('code', '=', code)
    .where('state', '=', state)
    .execute()
const isOpen = async (caseId: string, code: string) => (await duties(caseId, code)).length > 0
const entriesOf = (caseId: string, type: string) =>
  everything.selectFrom('entry').selectAll().where('caseId', '=', caseId).where('type', '=', type).execute()
const aChild = async (caseId: string, name: string, more: Record<string, string> = {}, who = officer) => {
  await send(who, `/cases/${caseId}/people/new`, { name, role: 'child', known: 'none', checkedName: name, ...more })
  const row = await everything
    .selectFrom('party as y')
    .innerJoin('person as p', 'p.id', 'y.personId')
    .select('p.id')
    .where('y.caseId', '=', caseId)
    .where('p.name', '=', name)
    .executeTakeFirstOrThrow()
  return row.id
}
/** A child who was in the case before any of this was asked: no duty hangs on it. */
const aChildOfOld = async (caseId: string, name: string) => {
  const person = { name, agencyId: officer.agencyId, addedBy: officer.id, addedAt: new Date(start) }
  const { id } = await everything.insertInto('person').values(person).returning('id').executeTakeFirstOrThrow()
  const party = { caseId, personId: id, role: 'child', addedBy: officer.id, addedAt: new Date(start) }
  await everything.insertInto('party').values(party).execute()
  return id
}
const anIncident = (changes: Record<string, string> = {}) => ({
  ...{ what: 'A blow to the face', day: 'today', time: '20:10', reportedBy: 'victim', mark: 'fact' },
  ...{ sourceAgency: 'Police', ...changes },
})
const at = (caseId: string, rest: string) => `/cases/${caseId}/${rest}`
const heardOf = (children: string[], changes: Record<string, string> = {}) => ({
  ...Object.fromEntries(children.map((id) => [`about-${id}`, 'yes'])),
  ...{
    toldWho: 'County duty desk, Wren',
    day: 'today',
    time: '20:50',
    what: 'Both children were upstairs',
    ...changes,
  },
})

test('a referral of the mother for a lock change tells nobody of a child, and leaves that duty open (CH-07)', async () => {
  clock.set(start)
  const { caseId, victimId } = await aCase(services, officer)
  const child = await aChildOfOld(caseId, 'Linnet Inventada')
  await send(officer, at(caseId, 'incidents/new'), anIncident({ [`child-${child}`]: 'saw it' }))
  await send(officer, at(caseId, 'referrals/new'), {
    ...aNewReferral({ personId: victimId, toAgencyId: housing.agencyId, service: 'A lock change' }),
    [`about-${child}`]: 'yes',
  })
  assert.ok(await isOpen(caseId, 'CHILD_SAFEGUARDING'), 'to housing')
  await send(
    officer,
    at(caseId, 'referrals/new'),
    aNewReferral({ personId: victimId, toAgencyId: socialWorker.agencyId }),
  )
  assert.ok(await isOpen(caseId, 'CHILD_SAFEGUARDING'), 'to the council, about no child')
})

test('a referral to the council ends the duty once each child of the case is named in one, and is shown with each (CH-07)', async () => {
  clock.set(start)
  const { caseId } = await aCase(services, officer)
  const [wren, linnet] = [await aChildOfOld(caseId, 'Wren Inventado'), await aChildOfOld(caseId, 'Linnet Inventada')]
  await send(officer, at(caseId, 'incidents/new'), anIncident({ childPresent: 'yes' }))
  const page = await as(officer).visit(at(caseId, 'referrals/new'))
  assert.match(page.text('form'), /Which children is it about/)
  const refer = (personId: string) =>
    send(officer, at(caseId, 'referrals/new'), aNewReferral({ personId, toAgencyId: socialWorker.agencyId }))
  await refer(wren)
  assert.ok(await isOpen(caseId, 'CHILD_SAFEGUARDING'), 'Linnet is not told of')
  await refer(linnet)
  assert.ok(!(await isOpen(caseId, 'CHILD_SAFEGUARDING')))
  assert.ok(await isOpen(caseId, 'SCHOOL_TOLD'), 'no school was told')
  assert.equal((await as(officer).visit(at(caseId, 'incidents/children'))).text().split('by referral').length - 1, 2)
})

test('a referral for a child is no support for the victim, before a crime is recorded or after (RULES 2A 21)', async () => {
  clock.set(start)
  const { caseId, victimId } = await aCase(services, officer)
  const child = await aChildOfOld(caseId, 'Linnet Inventada')
  const crime = { day: 'today', time: '20:00', body: 'police', exact: 'as written', reportedBy: 'victim', mark: 'fact' }
  const refer = (personId: string) =>
    send(officer, at(caseId, 'referrals/new'), aNewReferral({ personId, toAgencyId: idva.agencyId }))
  await refer(child)
  await send(officer, at(caseId, 'entries/new/incidents.crime-recorded'), crime)
  assert.ok(await isOpen(caseId, 'SUPPORT_REFERRAL'), 'raised, though a child was referred before')
  await refer(child)
  assert.ok(await isOpen(caseId, 'SUPPORT_REFERRAL'))
  await refer(victimId)
  assert.ok(!(await isOpen(caseId, 'SUPPORT_REFERRAL')))
})

for (const [type, words, more] of [
  ['incidents.concern-raised', 'a school’s worry', { body: 'school' }],
  ['incidents.health-reported', 'a health visitor’s word', { body: 'health' }],
  ['incidents.disclosed', 'what the victim tells', {}],
  ['incidents.third-party-reported', 'a neighbour’s report', {}],
  ['justice.breach-reported', 'a breach of bail', {}],
  ['orders.breached', 'a broken order', {}],
] as const)
  test(`${words} that speaks of a child tells children’s services and the school, and one that does not tells nobody (CH-07, RULES 12)`, async () => {
    clock.set(start)
    const { caseId, perpetratorId } = await aCase(services, officer)
    const form = {
      suspect: perpetratorId ?? '',
      day: 'today',
      time: '20:00',
      body: 'police',
      exact: 'as written',
      mark: 'hearsay',
      ...more,
    }
    const no = await as(officer).submit(at(caseId, `entries/new/${type}`), {
      ...form,
      childPresent: 'no',
      what: 'A child is fine',
    })
    assert.deepEqual([no.status, no.errors()], [303, []])
    assert.ok(!(await isOpen(caseId, 'CHILD_SAFEGUARDING')))
    await send(officer, at(caseId, `entries/new/${type}`), {
      ...form,
      same: 'new',
      childPresent: 'yes',
      what: 'A child was upstairs',
    })
    for (const code of ['CHILD_SAFEGUARDING', 'SCHOOL_TOLD']) assert.ok(await isOpen(caseId, code), code)
    const [duty] = await duties(caseId, 'SCHOOL_TOLD')
    assert.equal(duty?.safetyDueAt?.toISOString(), '2026-12-19T07:00:00.000Z')
  })

test('a child who is added to the case, or found to stay over, raises the duties and both reviews (CH-07, CH-11, MODEL 8)', async () => {
  clock.set(start)
  const { caseId } = await aCase(services, officer)
  const child = await aChild(caseId, 'Linnet Inventada', { ageAbout: '8' })
  for (const code of ['CHILD_SAFEGUARDING', 'SCHOOL_TOLD', 'CHILD_QUESTION', 'PLAN_REVIEW'])
    assert.equal((await duties(caseId, code)).length, 1, code)
  assert.equal((await duties(caseId, 'CHILD_SAFEGUARDING'))[0]?.ownerId, officer.id)
  for (const kind of ['services', 'school'])
    await send(officer, at(caseId, `incidents/children/told/${kind}`), heardOf([child], { time: '21:00' }))
  assert.ok(!(await isOpen(caseId, 'CHILD_SAFEGUARDING')))
  clock.set('2026-12-19T09:00:00Z')
  await send(officer, at(caseId, 'people/household'), { label: 'His flat' })
  const { id } = await everything
    .selectFrom('household')
    .select('id')
    .where('caseId', '=', caseId)
    .executeTakeFirstOrThrow()
  await send(officer, at(caseId, `people/households/${id}/member`), {
    personId: child,
    how: 'stays',
    whenThere: 'Every other weekend',
  })
  for (const code of ['CHILD_SAFEGUARDING', 'SCHOOL_TOLD']) assert.ok(await isOpen(caseId, code), code)
  const linked = (await entriesOf(caseId, 'incidents.child-linked')).sort((a, b) => a.position - b.position)
  assert.deepEqual(
    linked.map(({ details }) => Object(details).childLinked),
    ['added', 'stays'],
  )
})

test('a grown-up who is added, or moves in, is no child: nothing about children follows (CH-11)', async () => {
  clock.set(start)
  const { caseId, victimId } = await aCase(services, officer)
  await send(officer, at(caseId, 'people/new'), {
    name: 'Aunt Inventada',
    role: 'other',
    known: 'none',
    checkedName: 'Aunt Inventada',
  })
  await send(officer, at(caseId, 'people/household'), { label: 'Home' })
  const { id } = await everything
    .selectFrom('household')
    .select('id')
    .where('caseId', '=', caseId)
    .executeTakeFirstOrThrow()
  await send(officer, at(caseId, `people/households/${id}/member`), { personId: victimId, how: 'lives' })
  assert.equal((await entriesOf(caseId, 'incidents.child-linked')).length, 0)
})

test('a child linked later asks for that child alone: another who was told of already is not asked for again (CH-07)', async () => {
  clock.set(start)
  const { caseId } = await aCase(services, officer)
  const first = await aChild(caseId, 'Linnet Inventada')
  await send(officer, at(caseId, 'incidents/children/told/services'), heardOf([first], { time: '21:00' }))
  clock.set('2026-12-19T10:00:00Z')
  const second = await aChild(caseId, 'Wren Inventado')
  assert.ok(await isOpen(caseId, 'CHILD_SAFEGUARDING'))
  await send(officer, at(caseId, 'incidents/children/told/services'), heardOf([second], { time: '10:00' }))
  assert.ok(!(await isOpen(caseId, 'CHILD_SAFEGUARDING')))
})

test('what was told before something new happened does not count for it (CH-07)', async () => {
  clock.set(start)
  const { caseId } = await aCase(services, officer)
  const child = await aChildOfOld(caseId, 'Linnet Inventada')
  await send(officer, at(caseId, 'incidents/new'), anIncident({ childPresent: 'yes', time: '20:55' }))
  await send(officer, at(caseId, 'incidents/children/told/services'), heardOf([child]))
  assert.ok(await isOpen(caseId, 'CHILD_SAFEGUARDING'), 'told at 20:50, happened at 20:55')
  await send(officer, at(caseId, 'incidents/children/told/services'), heardOf([child], { time: '20:59' }))
  assert.ok(!(await isOpen(caseId, 'CHILD_SAFEGUARDING')))
})

test('of a child who was told of before it happened, somebody is told again, though the other child has been told of since (CH-07)', async () => {
  clock.set(start)
  const { caseId } = await aCase(services, officer)
  const [linnet, wren] = [await aChildOfOld(caseId, 'Linnet Inventada'), await aChildOfOld(caseId, 'Wren Inventado')]
  await send(officer, at(caseId, 'incidents/new'), anIncident({ childPresent: 'yes', time: '20:55' }))
  const tell = (child: string, time: string) =>
    send(officer, at(caseId, 'incidents/children/told/services'), heardOf([child], { time }))
  await tell(linnet, '20:50')
  await tell(wren, '20:59')
  assert.ok(await isOpen(caseId, 'CHILD_SAFEGUARDING'))
  await tell(linnet, '20:59')
  assert.ok(!(await isOpen(caseId, 'CHILD_SAFEGUARDING')))
})

test('whoever writes it down need not see what others wrote for a second time to count (CH-08, CH-14)', async () => {
  clock.set(start)
  const { caseId } = await aCase(services, officer)
  for (const who of [idva, housing]) await send(officer, at(caseId, 'team'), aLetIn(who.id, 'Works on it'))
  const child = await aChildOfOld(caseId, 'Linnet Inventada')
  await send(officer, at(caseId, 'incidents/new'), anIncident({ day: '1/12/2026', [`child-${child}`]: 'saw it' }))
  assert.doesNotMatch((await as(idva).visit(at(caseId, 'incidents/children'))).text(), /1 Dec/, 'not shown to them')
  await send(idva, at(caseId, 'incidents/new'), anIncident({ [`child-${child}`]: 'heard it from another room' }))
  assert.ok(await isOpen(caseId, 'CHILD_REASSESSMENT'))
})

test('a child of a long case shows the latest ten of each, and leads to the rest', async () => {
  clock.set(start)
  const { caseId } = await aCase(services, officer)
  const child = await aChildOfOld(caseId, 'Linnet Inventada')
  for (let day = 1; day <= 12; day++)
    await send(
      officer,
      at(caseId, 'incidents/new'),
      anIncident({ day: `${day}/11/2026`, [`child-${child}`]: 'saw it' }),
    )
  const page = await as(officer).visit(at(caseId, 'incidents/children'))
  assert.match(page.text(), /12 Nov/)
  assert.match(page.text(), /2 earlier ones, in the timeline/)
  assert.doesNotMatch(page.text(), /\b2 Nov/)
})

test('told of first and written down here after it: the telling counts (CH-07)', async () => {
  clock.set(start)
  const { caseId } = await aCase(services, officer)
  await send(officer, at(caseId, 'incidents/new'), anIncident({ childPresent: 'yes' }))
  const told = new Date(services.now())
  clock.set(new Date(told.getTime() + 15 * 60_000).toISOString())
  const child = await aChild(caseId, 'Linnet Inventada')
  for (const kind of ['services', 'school'])
    await send(officer, at(caseId, `incidents/children/told/${kind}`), heardOf([child], { time: timeText(told) }))
  assert.deepEqual([await isOpen(caseId, 'CHILD_SAFEGUARDING'), await isOpen(caseId, 'SCHOOL_TOLD')], [false, false])
})

test('two who tell of a child each, at once, leave nothing open (U9)', async () => {
  clock.set(start)
  const { caseId } = await aCase(services, officer)
  const children = [await aChildOfOld(caseId, 'Linnet Inventada'), await aChildOfOld(caseId, 'Wren Inventado')]
  await send(officer, at(caseId, 'incidents/new'), anIncident({ childPresent: 'yes' }))
  await Promise.all(
    children.map((child) => send(officer, at(caseId, 'incidents/children/told/services'), heardOf([child]))),
  )
  assert.equal(await isOpen(caseId, 'CHILD_SAFEGUARDING'), false)
})

test('each child has a record of who was told, when and of what; it is chased until they say that they have it (CH-07, S-33)', async () => {
  clock.set(start)
  const { caseId } = await aCase(services, officer)
  const [linnet, wren] = [await aChild(caseId, 'Linnet Inventada'), await aChild(caseId, 'Wren Inventado')]
  const bare = await as(officer).submit(at(caseId, 'incidents/children/told/services'), {
    ...{ toldWho: 'A desk', day: 'today', time: '23:59', what: 'Kept words' },
  })
  assert.equal(bare.status, 422)
  assert.equal(bare.value('what'), 'Kept words')
  assert.deepEqual(
    bare.errors().map(({ text }) => text),
    ['Tick each child that it was about', 'The time cannot be in the future'],
  )
  await send(
    officer,
    at(caseId, 'incidents/children/told/services'),
    heardOf([linnet], { time: '21:00', reference: 'CS-77' }),
  )
  const voice = { voice: 'He shouts at night', isHomeEducated: 'yes', time: '21:00' }
  await send(
    officer,
    at(caseId, 'incidents/children/told/school'),
    heardOf([linnet, wren], { toldWho: 'Elective desk', ...voice }),
  )
  assert.ok(await isOpen(caseId, 'CHILD_SAFEGUARDING'), 'of Wren nobody was told')
  assert.ok(!(await isOpen(caseId, 'SCHOOL_TOLD')))
  const page = await as(officer).visit(at(caseId, 'incidents/children'))
  const [ofLinnet, ofWren] = [
    page.text(`section[aria-labelledby="c-${linnet}"]`),
    page.text(`section[aria-labelledby="c-${wren}"]`),
  ]
  for (const shown of [
    'County duty desk, Wren, reference CS-77',
    'Passed on: Both children were upstairs',
    'Nobody has said yet',
    'In the child’s words: He shouts at night',
    'home-educated',
  ])
    assert.ok(ofLinnet.includes(shown), shown)
  assert.match(ofWren, /Nobody is recorded as told/)
  const chased = await duties(caseId, 'CHILD_NOT_ACKNOWLEDGED')
  assert.deepEqual(
    chased.map(({ safetyDueAt }) => safetyDueAt?.toISOString()),
    ['2026-12-19T21:00:00.000Z', '2026-12-19T21:00:00.000Z'],
  )
  const [link] = page.links().filter(({ href }) => href.endsWith('/acknowledged'))
  await send(officer, link?.href ?? '', { toldBy: 'Duty manager', day: 'today', time: '21:00', what: '' })
  assert.equal((await duties(caseId, 'CHILD_NOT_ACKNOWLEDGED')).length, 1, 'the other telling is still to be heard of')
  assert.match((await as(officer).visit(at(caseId, 'incidents/children'))).text(), /They said on .* that they have it/)
})

test('the duty about a child opens the page of the children, and no free text ends it (CH-07, RULES 12)', async () => {
  clock.set(start)
  const { caseId } = await aCase(services, officer)
  await aChild(caseId, 'Linnet Inventada')
  for (const code of ['CHILD_SAFEGUARDING', 'CHILD_QUESTION']) {
    const [duty] = await duties(caseId, code)
    const page = await as(officer).visit(at(caseId, `duties/${duty?.id}`))
    assert.ok(
      page.links().some(({ href }) => href.endsWith('/incidents/children')),
      code,
    )
    assert.equal((await as(officer).visit(at(caseId, `duties/${duty?.id}/done`))).status, 404)
  }
})

test('a tick that a child was there, where there is none, is answered with how that is known, and only then (CH-07)', async () => {
  clock.set(start)
  const { caseId } = await aCase(services, officer)
  await send(officer, at(caseId, 'incidents/new'), anIncident({ childPresent: 'yes' }))
  assert.equal((await as(officer).submit(at(caseId, 'incidents/children/none'), { what: '' })).status, 422)
  await send(officer, at(caseId, 'incidents/children/none'), { what: 'Both were asked; the flat has one room' })
  for (const code of ['CHILD_SAFEGUARDING', 'SCHOOL_TOLD']) assert.ok(!(await isOpen(caseId, code)), code)
  await aChild(caseId, 'Linnet Inventada')
  assert.equal((await as(officer).visit(at(caseId, 'incidents/children/none'))).status, 404)
})

test('each kind of exposure can be chosen for each child, and old words are still read (CH-10)', async () => {
  clock.set(start)
  const { caseId } = await aCase(services, officer)
  const children = [await aChildOfOld(caseId, 'Linnet Inventada'), await aChildOfOld(caseId, 'Wren Inventado')]
  const form = await as(officer).visit(at(caseId, 'incidents/new'))
  const offered = form
    .$(`#child-${children[0]} option`)
    .toArray()
    .map((each) => form.$(each).attr('value'))
  assert.deepEqual(offered, [
    ...['', 'saw it', 'heard it from another room', 'saw injuries or distress after'],
    ...['was hurt nearby or while trying to stop it', 'was there, not known how'],
  ])
  const [first = '', second = ''] = children
  const how = {
    [`child-${first}`]: 'was hurt nearby or while trying to stop it',
    [`child-${second}`]: 'saw injuries or distress after',
  }
  await send(officer, at(caseId, 'incidents/new'), anIncident(how))
  assert.match(
    (await as(officer).visit(at(caseId, 'incidents'))).text(),
    /Linnet Inventada was hurt nearby or while trying to stop it; Wren Inventado saw injuries or distress after/,
  )
  await everything
    .updateTable('childExposure')
    .set({ how: 'saw or heard it' })
    .where('caseId', '=', caseId)
    .where('childId', '=', first)
    .execute()
  assert.match((await as(officer).visit(at(caseId, 'incidents'))).text(), /Linnet Inventada saw or heard it/)
})

test('the same child again within 12 months asks for another assessment; another child, another evening call, or a year later does not (CH-08)', async () => {
  clock.set(start)
  const { caseId } = await aCase(services, officer)
  const [linnet, wren] = [await aChildOfOld(caseId, 'Linnet Inventada'), await aChildOfOld(caseId, 'Wren Inventado')]
  const saw = (child: string, day: string) =>
    send(officer, at(caseId, 'incidents/new'), anIncident({ day, time: '20:00', [`child-${child}`]: 'saw it' }))
  await saw(linnet, '17/12/2025')
  await saw(linnet, '18/12/2026')
  await send(
    officer,
    at(caseId, 'incidents/new'),
    anIncident({ day: '18/12/2026', time: '20:30', [`child-${linnet}`]: 'heard it from another room' }),
  )
  await saw(wren, '1/12/2026')
  assert.ok(!(await isOpen(caseId, 'CHILD_REASSESSMENT')))
  // On the first day of the twelve months, entered late.
  await saw(linnet, '18/12/2025')
  const [duty] = await duties(caseId, 'CHILD_REASSESSMENT')
  assert.equal(duty?.ownerId, officer.id)
  const page = await as(officer).visit(at(caseId, 'incidents/children'))
  assert.match(page.text(`section[aria-labelledby="c-${linnet}"]`), /2 times in 12 months: ask for another assessment/)
  assert.doesNotMatch(page.text(`section[aria-labelledby="c-${wren}"]`), /ask for another assessment/)
  const told = heardOf([linnet, wren], { time: '21:00' })
  await send(officer, at(caseId, 'incidents/children/told/services'), told)
  assert.ok(await isOpen(caseId, 'CHILD_REASSESSMENT'), 'told, but not asked to assess again')
  await send(officer, at(caseId, 'incidents/children/told/services'), {
    ...heardOf([linnet], { time: '21:00' }),
    asksAgain: 'yes',
  })
  assert.ok(!(await isOpen(caseId, 'CHILD_REASSESSMENT')))
  const after = await as(officer).visit(at(caseId, 'incidents/children'))
  assert.doesNotMatch(after.text(), /ask for another assessment/, 'it was asked for')
})

test('each child of a case is asked about: yes and not sure tell children’s services, not asked says why (CH-05, CH-13)', async () => {
  clock.set(start)
  const { caseId } = await aCase(services, officer)
  const [linnet, wren] = [await aChild(caseId, 'Linnet Inventada'), await aChild(caseId, 'Wren Inventado')]
  await send(officer, at(caseId, 'incidents/children/told/services'), heardOf([linnet, wren], { time: '21:00' }))
  const asked = (child: string, form: Record<string, string>) =>
    as(officer).submit(at(caseId, `incidents/children/${child}/asked`), form)
  assert.deepEqual((await asked(linnet, { answer: 'not asked' })).errors(), [
    { text: 'Write why nobody asked', href: '#what' },
  ])
  assert.equal((await asked(linnet, {})).status, 422)
  assert.equal((await asked(linnet, { answer: 'not asked', what: 'Asleep' })).status, 303)
  assert.ok(await isOpen(caseId, 'CHILD_QUESTION'), 'nobody answered for Wren')
  assert.equal((await asked(wren, { answer: 'no' })).status, 303)
  assert.ok(!(await isOpen(caseId, 'CHILD_QUESTION')))
  assert.ok(!(await isOpen(caseId, 'CHILD_SAFEGUARDING')))
  clock.set('2026-12-19T09:00:00Z')
  assert.deepEqual((await asked(wren, { answer: 'not sure' })).errors(), [
    { text: 'Write what you know, and from whom', href: '#what' },
  ])
  await asked(wren, { answer: 'not sure', what: 'A bruise that nobody explains' })
  assert.ok(await isOpen(caseId, 'CHILD_SAFEGUARDING'))
  await send(officer, at(caseId, 'incidents/children/told/services'), heardOf([wren], { time: '09:00' }))
  assert.ok(!(await isOpen(caseId, 'CHILD_SAFEGUARDING')), 'it was about Wren alone')
  await asked(linnet, { answer: 'yes', what: 'Was pushed' })
  assert.ok(await isOpen(caseId, 'CHILD_SAFEGUARDING'))
  assert.match((await as(officer).visit(at(caseId, 'incidents/children'))).text(), /Yes: Was pushed/)
})

test('what is seen in a child is kept with its kind, its day and who saw it, and asks for an offer to that child (CH-14)', async () => {
  clock.set(start)
  const { caseId, victimId } = await aCase(services, officer)
  const [linnet, wren] = [await aChildOfOld(caseId, 'Linnet Inventada'), await aChildOfOld(caseId, 'Wren Inventado')]
  const seen = (child: string, form: Record<string, string>) =>
    as(officer).submit(at(caseId, `incidents/children/${child}/effect`), form)
  const whole = { kind: 'outward', seenOn: 'yesterday', seenBy: 'Class teacher', what: 'Hits others' }
  const ahead = await seen(linnet, { ...whole, kind: '', seenOn: '1/6/2027' })
  assert.deepEqual(
    ahead.errors().map(({ text }) => text),
    ['Select which kind it is', 'The day cannot be after today'],
  )
  assert.equal((await seen(linnet, whole)).status, 303)
  assert.equal((await seen(wren, { ...whole, kind: 'inward', what: 'Is silent' })).status, 303)
  const page = (await as(officer).visit(at(caseId, 'incidents/children'))).text()
  assert.match(page, /17 Dec.*Outward: Hits others \(Class teacher\)/)
  assert.equal((await duties(caseId, 'CHILD_SUPPORT')).length, 2)
  const offer = { service: 'Group for children', offeredOn: 'today', answer: 'yes', said: '' }
  await send(officer, at(caseId, 'referrals/offer'), { ...offer, personId: victimId })
  assert.equal((await duties(caseId, 'CHILD_SUPPORT')).length, 2, 'an offer to the mother is none to the child')
  await send(officer, at(caseId, 'referrals/offer'), { ...offer, personId: linnet })
  assert.equal((await duties(caseId, 'CHILD_SUPPORT')).length, 1)
  await send(officer, at(caseId, 'referrals/new'), aNewReferral({ personId: wren, toAgencyId: idva.agencyId }))
  assert.equal((await duties(caseId, 'CHILD_SUPPORT')).length, 0)
})

test('somebody harmed of 16 or 17 is a victim and a child: who considers children’s services is named, by the end of the next shift (INV-40, S-06, CH-12)', async () => {
  clock.set(start)
  const { caseId, victimId } = await aCase(services, officer, { victimBornOn: '2009-03-01', perpetratorAgeAbout: 17 })
  const [young, other] = await duties(caseId, 'YOUNG_PERSON')
  assert.deepEqual([young?.ownerId, young?.safetyDueAt?.toISOString()], [officer.id, '2026-12-19T07:00:00.000Z'])
  assert.match(young?.task ?? '', /consider children’s services/)
  assert.ok(other, 'and one for the person reported, who is a child as well')
  assert.equal((await duties(caseId, 'YOUNG_ADVISER')).length, 1)
  const page = (await as(officer).visit(`/cases/${caseId}`)).text()
  assert.match(page, /the person reported, is 16 or 17/)
  await send(
    officer,
    at(caseId, 'referrals/new'),
    aNewReferral({ personId: victimId, toAgencyId: socialWorker.agencyId }),
  )
  assert.equal((await duties(caseId, 'YOUNG_PERSON')).length, 1, 'the referral was about her alone')
})

test('where only the person reported is 16 or 17 the overview says what applies, and under 16 it is child protection (RULES 1.1, 1.7)', async () => {
  clock.set(start)
  const grown = await aCase(services, officer, { victimBornOn: '1988-04-30', perpetratorAgeAbout: 16 })
  assert.equal((await duties(grown.caseId, 'YOUNG_ADVISER')).length, 0)
  assert.match(
    (await as(officer).visit(`/cases/${grown.caseId}`)).text(),
    /is 16 or 17: what is done to somebody of 16 or over is domestic abuse/,
  )
  const child = await aCase(services, officer, { victimBornOn: '2010-12-19' })
  assert.match((await duties(child.caseId, 'YOUNG_PERSON'))[0]?.task ?? '', /under 16: tell children’s services now/)
  assert.equal((await duties(child.caseId, 'YOUNG_ADVISER')).length, 1)
})

test('an age that comes to be known, or changes what applies, raises it anew; one that changes nothing does not (INV-40, INV-43)', async () => {
  clock.set(start)
  const { caseId, victimId } = await aCase(services, officer, { victimName: 'Ouzel Inventada' })
  const edit = async (bornOn: string) => {
    const version = String((await as(officer).visit(at(caseId, `people/${victimId}/edit`))).value('version'))
    await send(officer, at(caseId, `people/${victimId}/edit`), { name: 'Ouzel Inventada', bornOn, version })
  }
  const known = async () =>
    (await entriesOf(caseId, 'incidents.young-person-known'))
      .sort((a, b) => a.position - b.position)
      .map(({ details }) => Object(details).young)
  await edit('1/1/1990')
  assert.deepEqual(await known(), [])
  await edit('18/12/2008')
  assert.deepEqual(await known(), [], '18 today')
  await edit('19/12/2008')
  await edit('1/2/2009')
  assert.deepEqual(await known(), ['harmed 16-17'])
  await edit('1/2/2011')
  assert.deepEqual(await known(), ['harmed 16-17', 'harmed under 16'])
})

test('what an age makes of a case, at its edges (RULES 1.1, 1.7)', () => {
  const ages = [0, 15, 16, 17, 18, null]
  assert.deepEqual(
    ages.map((age) => youngOf('victim', age)),
    ['harmed under 16', 'harmed under 16', 'harmed 16-17', 'harmed 16-17', null, null],
  )
  assert.deepEqual(
    ages.map((age) => youngOf('perpetrator', age)),
    ['reported under 16', 'reported under 16', 'reported 16-17', 'reported 16-17', null, null],
  )
  assert.deepEqual(
    ages.map((age) => youngOf('child', age)),
    [null, null, null, null, null, null],
  )
})

test('the referral form says who is under 18, and for whom a young people’s adviser is there (CH-09, AD-12)', async () => {
  clock.set(start)
  const { caseId } = await aCase(services, officer, { victimBornOn: '1988-04-30' })
  await aChild(caseId, 'Linnet Inventada', { bornOn: '1/5/2012' })
  const text = (await as(officer).visit(at(caseId, 'referrals/new'))).text('form')
  assert.match(text, /Linnet Inventada\s*child, 14: young people’s advisers support who is under 18/)
  assert.match(text, /victim, 38(?!:)/)
})

test('who is shown no incidents by role is shown a child’s record only as their own agency wrote it (MODEL 13)', async () => {
  clock.set(start)
  const { caseId } = await aCase(services, officer)
  const child = await aChildOfOld(caseId, 'Linnet Inventada')
  await send(officer, at(caseId, 'incidents/children/told/services'), heardOf([child], { time: '21:00' }))
  await send(officer, at(caseId, `incidents/children/${child}/asked`), { answer: 'not sure', what: 'A bruise' })
  await send(officer, at(caseId, 'team'), aLetIn(housing.id, 'Helps'))
  const shown = (await as(housing).visit(at(caseId, 'incidents/children'))).text()
  assert.doesNotMatch(shown, /A bruise|County duty desk|Not sure/)
  assert.match(shown, /Nothing is shown to you/)
  const stranger = await aPractitioner('council-manager')
  assert.equal((await as(stranger).visit(at(caseId, 'incidents/children'))).status, 404)
})

test('what is seen in children is counted by kind in the report, and a small count is held back (CH-14, INV-47)', async () => {
  clock.set('2027-05-10T10:00:00Z')
  const manager = await aPractitioner('council-manager')
  const { caseId } = await aCase(services, officer)
  const see = async (count: number, kind: string) => {
    for (let index = 0; index < count; index++) {
      const child = await aChildOfOld(caseId, `Hawfinch ${kind} ${index} ${count}`)
      const seen = { kind, seenOn: 'today', seenBy: 'Class teacher', what: 'As told' }
      for (let time = 0; time < 2; time++) await send(officer, at(caseId, `incidents/children/${child}/effect`), seen)
    }
  }
  await see(4, 'inward')
  await see(6, 'outward')
  clock.set('2027-07-05T10:00:00Z')
  const page = await as(manager).visit('/reports/children?quarter=2027-Q2&cases=all')
  assert.equal(page.status, 200)
  const { rows } = await workAs(services, manager, ({ tx }) =>
    sql<{ parts: string[]; counts: number[]; total: number }>`
      select parts, counts, total from count_report('children', '2027-04-01', true, 5, '2027-07-05', '{}', '{}')`.execute(
      tx,
    ),
  )
  assert.deepEqual(rows, [{ parts: ['inward', 'outward'], counts: [-1, 5], total: 10 }])
  assert.doesNotMatch(page.text(), /Hawfinch|Class teacher/)
})
