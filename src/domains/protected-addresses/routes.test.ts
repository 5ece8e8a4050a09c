import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { connect } from '../../platform/db.ts'
import { createLog } from '../../platform/log.ts'
import { bind } from '../../platform/request.ts'
import { testApp } from '../../testing/app.ts'
import { aCase } from '../../testing/cases.ts'
import { someSignatures } from '../../testing/files/signatures.ts'
import type { Practitioner } from '../../testing/people.ts'
import { sendFile } from '../../testing/uploads.ts'
import { aNewFile, plainLetter } from '../files/fixtures.ts'
import { checkFiles } from '../files/index.ts'
import { aNewReferral } from '../referrals/fixtures.ts'
import { anApproval, aRelease } from '../releases/fixtures.ts'
import { lookAtSent } from '../releases/index.ts'
import { aMobile, aRule } from '../safe-contact/fixtures.ts'
import { aLetIn } from '../sharing/fixtures.ts'

const app = await testApp({ at: '2026-12-01T10:00:00Z' })
const { as, aPractitioner, services, everything, database, clock, web } = app
const boss = await aPractitioner('police-supervisor')
const officer = await aPractitioner('investigating-officer', { supervisorId: boss.id })
const adviser = await aPractitioner('idva')
const worker = connect(database.worker, { max: 2 })
test.after(() => worker.destroy())
const virusSignatures = someSignatures()
const log = createLog('fatal')
const look = async () => {
  const by = { ...services, virusSignatures, db: worker }
  await checkFiles(by, services.now(), log, new AbortController().signal)
  await lookAtSent(by, services.now(), log, new AbortController().signal)
}

let count = 0
/** A refuge of its own, with whoever answers for the house. */
const aRefuge = async () => {
  const made = everything.insertInto('agency').values({ kind: 'refuge', name: `Invented refuge ${count++}` })
  const { id: agencyId } = await made.returning('id').executeTakeFirstOrThrow()
  return { agencyId, manager: await aPractitioner('idva-manager', { agencyId }) }
}
/** Both steps: what will be looked for is shown, and sent back. */
const addPlace = async (who: Practitioner, place: string, kind = 'address') => {
  const shown = (await as(who).submit('/protected-addresses/new', { kind, place })).value('shown')
  return as(who).submit('/protected-addresses/new', { kind, place, ...(shown && { shown }) })
}
const added = async (who: Practitioner, place: string, kind = 'address') => {
  const sent = await addPlace(who, place, kind)
  assert.equal(sent.status, 303, sent.text('.govuk-error-summary'))
}
const opened = async (who: Practitioner = officer) => {
  const { caseId, victimId, perpetratorId } = await aCase(services, who)
  if (who === officer) await as(officer).submit(`/cases/${caseId}/team`, aLetIn(boss.id, 'Supervises'))
  return { caseId, victimId, perpetratorId: perpetratorId ?? '', files: `/cases/${caseId}/files` }
}
type Case = Awaited<ReturnType<typeof opened>>
const addFile = async ({ victimId, files }: Case, text: string, change = {}) => {
  const form = aNewFile({ personId: victimId, ...change })
  const sent = await sendFile(app, officer, `${files}/new`, form, Buffer.from(text))
  assert.equal(sent.status, 303, sent.problems())
  return sent.location
}
const fileOf = (address: string) => {
  const rows = everything.selectFrom('evidenceFile').selectAll()
  return rows.where('id', '=', address.split('/').at(-1) ?? '').executeTakeFirstOrThrow()
}
const dutiesOf = ({ caseId }: Case) => {
  const rows = everything
    .selectFrom('duty')
    .select(['id', 'code', 'ownerId', 'state', 'safetyDueAt', 'statutoryDueAt', 'task'])
  return rows.where('caseId', '=', caseId).where('state', '=', 'open').orderBy('code').execute()
}
const copy = (there: string, who: Practitioner) =>
  web.inject({ url: `${there}/copy`, headers: { cookie: `waymark=${who.token}` } })
const asSql = <Result>(who: Practitioner, ask: (tx: Parameters<typeof bind>[0]) => Promise<Result>) =>
  services.db.transaction().execute(async (tx) => {
    await bind(tx, who.token, services.now())
    return ask(tx)
  })

test('a refuge keeps its houses on a list that nobody outside it reads, nor anybody in it who does not answer for a house (S-14, INV-06)', async () => {
  const { manager, agencyId } = await aRefuge()
  const resident = await aPractitioner('idva', { agencyId })
  const other = await aRefuge()
  assert.match((await as(manager).visit('/protected-addresses')).text(), /No place is on the list/)
  await added(manager, 'Quillback Lodge, 7 Tern Way, Whitstrand, ZZ31 1AA')
  const page = await as(manager).visit('/protected-addresses')
  assert.match(
    page.text(),
    /1 place.*Quillback Lodge, 7 Tern Way, Whitstrand, ZZ31 1AA.*ZZ31 1AA; Quillback Lodge; 7 Tern Way/,
  )
  assert.match((await as(other.manager).visit('/protected-addresses')).text(), /No place is on the list/)
  for (const who of [resident, officer, boss, adviser])
    for (const part of ['', '/new', '/found'])
      assert.equal((await as(who).visit(`/protected-addresses${part}`)).status, 404, `${who.role} ${part}`)
  const { id } = await everything
    .selectFrom('vault.protectedPlace')
    .select('id')
    .where('agencyId', '=', agencyId)
    .executeTakeFirstOrThrow()
  for (const who of [other.manager, resident, officer]) {
    assert.equal((await as(who).visit(`/protected-addresses/${id}/remove`)).status, 404, who.role)
    assert.equal((await as(who).submit(`/protected-addresses/${id}/remove`)).status, 404, who.role)
    for (const table of ['vault.protected_place', 'vault.provider_key', 'vault.place_found'])
      assert.deepEqual((await asSql(who, (tx) => sql`select from ${sql.table(table)}`.execute(tx))).rows, [], table)
  }
  // Whoever may have no case is given nothing to look for, and the log and the tables hold no word of it.
  const none = await asSql(officer, (tx) => sql`select * from places_to_look_for(gen_random_uuid())`.execute(tx))
  assert.deepEqual(none.rows, [])
  for (const table of ['vault.protected_place', 'audit', 'draft', 'form_answer']) {
    const { rows } = await sql`select from ${sql.table(table)} t where t::text ~* 'quillback|zz31|tern way'`.execute(
      everything,
    )
    assert.deepEqual(rows, [], table)
  }
})

test('a place that could not be looked for is asked for again with what was typed', async () => {
  const { manager } = await aRefuge()
  const wrong: [string, string, RegExp][] = [
    ['address', 'Whitstrand', /number or the name of the house/],
    ['address', '7 Tern Way', /its postcode/],
    ['postcode', 'ZZ31', /whole postcode/],
    ['name', 'Fir', /five letters or more/],
    ['', '7 Tern Way ZZ31 1AA', /Select what it is/],
    ['name', '', /Enter the place/],
    ['name', 'x'.repeat(301), /300 characters/],
  ]
  for (const [kind, place, says] of wrong) {
    const page = await addPlace(manager, place, kind)
    assert.deepEqual([page.status, page.value('place')], [422, place])
    assert.match(page.text('.govuk-error-summary'), says)
  }
})

test('before a place is saved it is shown what will be looked for, what was typed is kept, and what is on the list already is refused (S-14)', async () => {
  const { manager, agencyId } = await aRefuge()
  const send = (form: Record<string, string>) => as(manager).submit('/protected-addresses/new', form)
  const count = async () => {
    const rows = everything.selectFrom('vault.protectedPlace').select('id').where('agencyId', '=', agencyId)
    return (await rows.execute()).length
  }
  const first = { kind: 'address', place: 'Flat 2, 12 Redshank Street, Whitstrand, ZZ38 8HH' }
  const page = await send(first)
  assert.deepEqual(
    [page.status, page.value('place'), page.$('[name=kind]:checked').val()],
    [422, first.place, 'address'],
  )
  assert.match(page.text(), /This is what will be looked for ?ZZ38 8HH ?12 Redshank Street ?Nothing is saved yet/)
  assert.equal(await count(), 0)
  // What they change after that is shown once more.
  const shown = String(page.value('shown'))
  const changed = await send({ ...first, place: '14 Redshank Street, ZZ38 8HH', shown })
  assert.match(changed.text(), /looked for ?ZZ38 8HH ?14 Redshank Street/)
  assert.equal(await count(), 0)
  assert.equal((await send({ ...first, shown })).status, 303)
  for (const again of [
    first,
    { kind: 'address', place: '12 redshank street ZZ388HH' },
    { kind: 'postcode', place: 'zz38 8hh' },
  ]) {
    const refused = await addPlace(manager, again.place, again.kind)
    assert.deepEqual([refused.status, refused.value('place')], [422, again.place])
    assert.match(refused.text('.govuk-error-summary'), /on the list already/)
  }
  assert.equal(await count(), 1)
  const other = await aRefuge()
  await added(other.manager, first.place)
  // Two of one house who add it at once: it stands there once.
  const place = { kind: 'postcode', place: 'ZZ38 9HH', shown: 'ZZ38 9HH' }
  const both = await Promise.all([send(place), send(place)])
  assert.deepEqual(both.map(({ status }) => status).sort(), [303, 422])
})

test('a neighbour’s postcode or house is no find, nor a longer name in which that of a house stands (S-14)', async () => {
  const { manager } = await aRefuge()
  await added(manager, 'Smew Lodge, 1 Smew Way, ZZ39 1AA')
  const it = await opened()
  const near = ['11 Smew Way', '21 smew way', 'Resmew Lodge', 'Smew Wayside 1', 'ZZ39 1AAB', '1 Smew Ways']
  const there = await Promise.all(near.map((text) => addFile(it, `Seen at ${text} today`)))
  const exact = await addFile(it, 'Seen at no.1 Smew Way, he says!')
  await look()
  for (const [index, file] of there.entries()) assert.equal((await fileOf(file)).state, 'clear', near[index])
  assert.equal((await fileOf(exact)).state, 'held')
})

test('a letter with the postcode of a refuge is held in a case whose people nobody there knows, and nothing says whose it is (S-14, INV-08)', async () => {
  const { manager } = await aRefuge()
  await added(manager, 'Sandpiper House, 3 Dunlin Street, ZZ32 2BB')
  const it = await opened()
  const letters = ['The tenancy at zz322bb begins', 'She went to 3 Dunlin Street', 'They call it sandpiper-house']
  const there = await Promise.all(letters.map((text) => addFile(it, text)))
  // A street alone is many people’s, and is no sign of a house.
  const street = await addFile(it, 'He was seen in Dunlin Street')
  await look()
  for (const [index, file] of there.entries()) {
    const page = await as(officer).visit(file)
    assert.match(page.text(), /Held: something protected was found/, letters[index])
    assert.match(page.text(), index === 0 ? /a postcode/ : /part of an address/)
    assert.doesNotMatch(page.text(), /refuge|provider|list/i)
    assert.equal((await copy(file, boss)).statusCode, 404)
    const { found } = await fileOf(file)
    assert.deepEqual(
      [found]
        .flat()
        .flatMap((each) => Object.keys(Object(each)))
        .filter((key) => !['kind', 'page', 'boxes'].includes(key)),
      [],
      'what is kept of it names no place',
    )
  }
  assert.equal((await fileOf(street)).state, 'clear')
})

test('what somebody types for others is looked through for the houses of every provider, and the words are those for anybody’s place (INV-06, INV-07)', async () => {
  const { manager } = await aRefuge()
  await added(manager, 'Whimbrel Cottage', 'name')
  const it = await opened()
  await as(officer).submit(`/cases/${it.caseId}/safe-contact/rule`, aRule({ reviewOn: '2027-01-20' }))
  await as(officer).submit(`/cases/${it.caseId}/safe-contact/routes/new`, aMobile())
  const { id: routeId } = await everything
    .selectFrom('vault.contactRoute')
    .select('id')
    .where('caseId', '=', it.caseId)
    .executeTakeFirstOrThrow()
  const form = aRelease({ routeId, approverId: boss.id, why: 'To move her to whimbrel cottage' })
  const refused = await as(officer).submit(`/cases/${it.caseId}/releases/new`, form)
  assert.equal(refused.status, 422)
  assert.match(refused.text('.govuk-error-summary'), /it holds part of an address that is protected here/)
  assert.equal(refused.value('why'), 'To move her to whimbrel cottage')
})

test('the address of a refuge is released by nobody, also where somebody lives there and two would agree to it (INV-06, INV-55)', async () => {
  const { manager } = await aRefuge()
  await added(manager, 'Curlew Rest, 5 Plover Street, ZZ33 3CC')
  const it = await opened()
  await as(officer).submit(`/cases/${it.caseId}/safe-contact/rule`, aRule({ reviewOn: '2027-01-20' }))
  const visit = aMobile({ kind: 'visit', value: '5 Plover Street\nZZ33 3CC' })
  const way = await as(officer).submit(`/cases/${it.caseId}/safe-contact/routes/new`, { ...visit, textIsSafe: '' })
  assert.equal(way.status, 303)
  const { id: routeId } = await everything
    .selectFrom('vault.contactRoute')
    .select('id')
    .where('caseId', '=', it.caseId)
    .executeTakeFirstOrThrow()
  for (const change of [{}, { when: 'at once', atOnceWhy: 'He is on his way there' }]) {
    const form = aRelease({ routeId, approverId: boss.id, ...change })
    const refused = await as(officer).submit(`/cases/${it.caseId}/releases/new`, form)
    assert.match(refused.text('.govuk-error-summary'), /what would be sent also holds a postcode, part of an address/)
  }
})

/** A file that two opened before the house in it was on a list. */
let leaks = 0
const aLeak = async () => {
  const house = `${++leaks}9 Heron Yard`
  clock.set('2026-12-24T15:00:00Z')
  const { manager, agencyId } = await aRefuge()
  const it = await opened()
  const there = await addFile(it, `Bring the keys to ${house.toLowerCase()} at nine`)
  const quiet = await addFile(it, plainLetter.toString())
  await look()
  for (const who of [boss, officer]) assert.equal((await copy(there, who)).statusCode, 200)
  clock.set('2026-12-24T15:50:00Z')
  await added(manager, `${house}, ZZ34 4DD`)
  await look()
  const { lateEntryId } = await fileOf(there)
  return { ...it, manager, agencyId, house, there, quiet, late: `/cases/${it.caseId}/releases/late/${lateEntryId}` }
}

test('a place that is written down too late shuts what was open, and the lead is asked who opened it, to tell them, to review the risk and to have the breach assessed (S-14; RULES 16)', async () => {
  const it = await aLeak()
  assert.deepEqual([(await fileOf(it.there)).state, (await fileOf(it.quiet)).state], ['held', 'clear'])
  assert.equal((await copy(it.there, boss)).statusCode, 404)
  const duties = await dutiesOf(it)
  const clocks = duties.flatMap(({ code, ownerId, safetyDueAt, statutoryDueAt }) =>
    code.startsWith('RELEASE_OUTSIDE') ? [[code, ownerId, (safetyDueAt ?? statutoryDueAt)?.toISOString()]] : [],
  )
  assert.deepEqual(clocks, [
    ['RELEASE_OUTSIDE_BREACH', officer.id, '2026-12-27T15:50:00.000Z'],
    ['RELEASE_OUTSIDE_TAKE_BACK', officer.id, '2026-12-24T23:59:59.000Z'],
    ['RELEASE_OUTSIDE_TELL', officer.id, '2026-12-25T07:00:00.000Z'],
  ])
  // The review that is open takes it up; with none, it raises its own.
  const { lateEntryId } = await fileOf(it.there)
  const reviews = everything.selectFrom('duty').select(['code', 'reasons']).where('caseId', '=', it.caseId)
  for (const { code, reasons } of await reviews.where('code', '=', 'PLAN_REVIEW').execute())
    assert.ok(lateEntryId && reasons.includes(lateEntryId), code)
  const page = await as(officer).visit(it.late)
  assert.match(page.text(), /Stood open from .*15:00.* until .*15:50/)
  assert.match(page.text(), /2 times, the latest first.*Who opened it/)
  for (const who of [boss, officer]) assert.ok(page.text().includes(who.name), who.name)
  assert.doesNotMatch(page.body, /heron|zz34|Invented refuge/i)
  for (const { id, code } of duties.filter(({ code }) => code.startsWith('RELEASE_OUTSIDE'))) {
    const links = (await as(officer).visit(`/cases/${it.caseId}/duties/${id}`)).links()
    const way = {
      RELEASE_OUTSIDE_TAKE_BACK: it.late,
      RELEASE_OUTSIDE_TELL: `/cases/${it.caseId}/safe-contact/call-sheet`,
    }[code]
    assert.ok(
      links.some(({ href }) => href === (way ?? `/cases/${it.caseId}/duties/${id}/done`)),
      code,
    )
  }
  assert.ok((await as(officer).visit(it.there)).links().some(({ href }) => href === it.late))
  // It is said once, however often it is looked through again.
  await look()
  const entries = everything.selectFrom('entry').select('id').where('caseId', '=', it.caseId)
  assert.equal((await entries.where('type', '=', 'releases.place-found-late').execute()).length, 1)
})

/** A file with the victim's own postcode in it. */
const aKnownHome = async (postcode: string, text = `She asks that letters go to ${postcode}`) => {
  clock.set('2026-12-01T10:00:00Z')
  const it = await opened()
  await as(officer).submit(`/cases/${it.caseId}/safe-contact/rule`, aRule({ reviewOn: '2027-01-20' }))
  const visit = aMobile({ kind: 'visit', value: `8 Dotterel Row\n${postcode}` })
  const way = await as(officer).submit(`/cases/${it.caseId}/safe-contact/routes/new`, { ...visit, textIsSafe: '' })
  assert.equal(way.status, 303)
  const there = await addFile(it, text)
  await look()
  assert.equal((await fileOf(there)).state, 'held')
  return { ...it, there }
}
const openedOnPurpose = async (there: string, why = 'It is her own, and she agreed') => {
  assert.equal((await as(boss).submit(`${there}/open`, { why })).status, 303)
  assert.equal((await copy(there, officer)).statusCode, 200)
}
const latesIn = async ({ caseId }: Pick<Case, 'caseId'>) => {
  const rows = everything.selectFrom('entry').select('id').where('caseId', '=', caseId)
  return (await rows.where('type', '=', 'releases.place-found-late').execute()).length
}

test('a file that a second person opened with her own postcode in it stands as they decided when a refuge adds a house: nothing in it is new (S-14, INV-08)', async () => {
  const it = await aKnownHome('ZZ40 4AA')
  await openedOnPurpose(it.there)
  const before = await fileOf(it.there)
  const covered = await addFile(it, 'Covered: ZZ40 4AA stood here')
  const shutByHand = await addFile(it, plainLetter.toString())
  const heldStill = await addFile(it, 'Held: ZZ40 4AA')
  await look()
  assert.equal((await as(officer).submit(`${covered}/cover`, { 'cover-0': 'yes' })).status, 303)
  await look()
  await openedOnPurpose(covered, 'It is covered')
  assert.equal((await as(officer).submit(`${shutByHand}/shut`, { why: 'A name on it' })).status, 303)
  clock.set('2026-12-05T10:00:00Z')
  const { manager } = await aRefuge()
  await added(manager, '5 Phalarope Street, ZZ40 9BB')
  // While it is looked through it is shut; after that it is as it was, by whoever decided.
  await look()
  const after = await fileOf(it.there)
  for (const field of ['state', 'found', 'decidedBy', 'decidedAt', 'decidedWhy', 'lateEntryId', 'stateBefore'] as const)
    assert.deepEqual(after[field], before[field], field)
  assert.equal((await copy(it.there, officer)).statusCode, 200)
  assert.deepEqual([(await fileOf(covered)).state, (await fileOf(covered)).decidedWhy], ['released', 'It is covered'])
  assert.equal((await copy(covered, officer)).statusCode, 200)
  assert.match((await as(officer).visit(shutByHand)).text(), /Held: a colleague shut it/)
  assert.match((await as(officer).visit(heldStill)).text(), /a postcode.*Held: something protected was found/)
  assert.equal(await latesIn(it), 0)
  // What is new beside what was decided on is found too late, and it stood open since it was opened, not since the look between.
  const two = await addFile(it, 'Write to ZZ40 4AA, not to Phalarope Rest')
  await look()
  await openedOnPurpose(two)
  clock.set('2026-12-06T10:00:00Z')
  await added(manager, '6 Phalarope Street, ZZ40 9CC')
  await look()
  clock.set('2026-12-07T10:00:00Z')
  await added(manager, 'Phalarope Rest', 'name')
  await look()
  const late = await fileOf(two)
  assert.deepEqual(
    [late.state, late.stoodOpenFrom?.toISOString(), late.stoodOpenUntil?.toISOString()],
    ['held', '2026-12-05T10:00:00.000Z', '2026-12-07T10:00:00.000Z'],
  )
  assert.match((await as(boss).visit(two)).text(), /a postcode.*part of an address/)
  assert.equal(await latesIn(it), 1)
})

test('a house of a refuge in a file is lifted by no second person: it is covered first, also where the file was held before the house was on the list (S-14, INV-06, INV-55)', async () => {
  const it = await aKnownHome('ZZ41 4AA', 'She lives at ZZ41 4AA, and was at 3 Avocet Place')
  const waits = await addFile(it, 'She is moved to 3 Avocet Place')
  await look()
  const { manager } = await aRefuge()
  await added(manager, '3 Avocet Place, ZZ41 4AA')
  await look()
  for (const there of [it.there, waits]) {
    const page = await as(boss).visit(there)
    assert.match(page.text(), /cover it first/, there)
    assert.doesNotMatch(page.text(), /refuge|provider|Decide to open it/i)
    assert.equal((await as(boss).visit(`${there}/open`)).status, 404)
    const refused = await as(boss).submit(`${there}/open`, { why: 'He knows it anyway' })
    assert.deepEqual([refused.status, refused.value('why')], [422, 'He knows it anyway'])
    assert.match(refused.text('.govuk-error-summary'), /cover it first/)
  }
  const { id } = await fileOf(it.there)
  const byHand = asSql(boss, (tx) =>
    sql`update evidence_file set state = 'released', decided_by = ${boss.id}, decided_at = now(), decided_why = 'x', version = version + 1 where id = ${id}`.execute(
      tx,
    ),
  )
  await assert.rejects(byHand, /covered first/)
  const boxes = (await as(officer).visit(`${it.there}/cover`)).$('input[type=checkbox]').get().length
  const all = Object.fromEntries(Array.from({ length: boxes }, (_, index) => [`cover-${index}`, 'yes']))
  assert.equal((await as(officer).submit(`${it.there}/cover`, all)).status, 303)
  await look()
  assert.equal((await fileOf(it.there)).state, 'covered')
  await openedOnPurpose(it.there, 'It is covered')
})

test('the refuge is told which place it was, how many opened it and whom to ask, and of no case (S-14)', async () => {
  const it = await aLeak()
  const page = await as(it.manager).visit('/protected-addresses/found')
  assert.match(page.text(), /1 find.*A file that people could open.*2 people/)
  assert.ok(page.text().includes(`${it.house}, ZZ34 4DD`))
  assert.ok(page.text().includes(officer.name))
  assert.equal(page.body.includes(it.caseId), false)
  assert.match(
    (await as(it.manager).visit('/boards/mine')).text(),
    /A place of yours was found in something that people could open/,
  )
  const other = await aRefuge()
  assert.match(
    (await as(other.manager).visit('/protected-addresses/found')).text(),
    /Nothing of yours was found too late/,
  )
})

test('whoever works with the person reported is told of none of it, and a stranger finds nothing (S-14, INV-02)', async () => {
  const it = await aLeak()
  const colleague = await aPractitioner('investigating-officer', { agencyId: officer.agencyId })
  await as(officer).submit(`/cases/${it.caseId}/team`, aLetIn(colleague.id, 'Works on it'))
  assert.equal((await as(colleague).visit(it.late)).status, 200, 'of the agency whose file it was')
  const lawyer = await aPractitioner('cps-lawyer')
  await as(officer).submit(`/cases/${it.caseId}/team`, aLetIn(lawyer.id, 'Works on it'))
  assert.equal((await as(lawyer).visit(it.late)).status, 404, 'of another agency, and no lead')
  const onIt = { where: 'here', practitionerId: colleague.id }
  assert.equal((await as(officer).submit(`/cases/${it.caseId}/people/${it.perpetratorId}/worker`, onIt)).status, 303)
  for (const who of [colleague, adviser])
    for (const part of ['', '/answer']) assert.equal((await as(who).visit(`${it.late}${part}`)).status, 404, who.role)
  for (const part of ['duties', 'entries', 'files', 'releases']) {
    const page = await as(colleague).visit(`/cases/${it.caseId}/${part}`)
    assert.doesNotMatch(page.text(), /protected place|taken back|breach|stood/i, part)
  }
  assert.equal((await as(colleague).visit(it.there)).body.includes('/late/'), false)
  const opens = await asSql(colleague, (tx) =>
    sql`select * from openings_of(${it.caseId}, ${it.late.split('/').at(-1)}::uuid, 50, 0)`.execute(tx),
  )
  assert.deepEqual(opens.rows, [])
})

test('what was taken back is said once, in words that name no place, and meets the duty to say so (S-14)', async () => {
  const it = await aLeak()
  assert.match(
    (await as(officer).submit(`${it.late}/answer`, {})).text('.govuk-error-summary'),
    /Enter what was taken back/,
  )
  const named = await as(officer).submit(`${it.late}/answer`, { said: `The print of ${it.house} is destroyed` })
  assert.match(named.text('.govuk-error-summary'), /holds part of an address/)
  assert.equal(named.value('said'), `The print of ${it.house} is destroyed`)
  const said = 'Both had only looked at it'
  assert.equal((await as(officer).submit(`${it.late}/answer`, { said })).location, it.late)
  assert.match((await as(officer).visit(it.late)).text(), /Both had only looked at it/)
  assert.deepEqual(
    (await dutiesOf(it)).filter(({ code }) => code === 'RELEASE_OUTSIDE_TAKE_BACK'),
    [],
  )
  const again = await as(officer).submit(`${it.late}/answer`, { said: 'Once more' })
  assert.deepEqual([again.status, again.value('said')], [422, 'Once more'])
  assert.match(again.text('.govuk-error-summary'), /Somebody has said so already/)
})

test('what was sent before a place was written down is looked through as well, and nobody opens it here any more (S-14)', async () => {
  clock.set('2026-12-01T10:00:00Z')
  const it = await opened()
  await as(officer).submit(`/cases/${it.caseId}/safe-contact/rule`, aRule({ reviewOn: '2027-01-20' }))
  await as(officer).submit(`/cases/${it.caseId}/safe-contact/routes/new`, aMobile())
  const { id: routeId } = await everything
    .selectFrom('vault.contactRoute')
    .select('id')
    .where('caseId', '=', it.caseId)
    .executeTakeFirstOrThrow()
  const send = async (why: string) => {
    const there = (
      await as(officer).submit(`/cases/${it.caseId}/releases/new`, aRelease({ routeId, approverId: boss.id, why }))
    ).location
    assert.equal((await as(boss).submit(`${there}/answer`, anApproval)).status, 303)
    assert.equal((await as(officer).submit(`${there}/send`)).status, 303)
    return there
  }
  const [told, quiet] = [await send('To bring her bed to Dotterel Lodge'), await send('To bring her bed')]
  await look()
  assert.equal((await copy(told, boss)).statusCode, 200)
  const { manager } = await aRefuge()
  await added(manager, 'Dotterel Lodge', 'name')
  await look()
  for (const who of [officer, boss]) {
    assert.equal((await copy(told, who)).statusCode, 404, who.role)
    assert.equal((await copy(quiet, who)).statusCode, 200, who.role)
  }
  const page = await as(officer).visit(told)
  assert.match(page.text(), /Taken back: a protected place was found/)
  const late = page.links().find(({ href }) => href.includes('/releases/late/'))?.href ?? ''
  assert.match((await as(officer).visit(late)).text(), /sent to Inventedham Homes.* 1 time, the latest first/)
  assert.match((await as(officer).visit(`/cases/${it.caseId}/releases`)).text(), /Protected places found too late: 1/)
  assert.match((await as(officer).visit(`/cases/${it.caseId}/releases/late`)).text(), /1 find/)
  assert.match((await as(manager).visit('/protected-addresses/found')).text(), /A way of contact that was sent/)
})

test('a place that is taken off is no longer looked for, and the key of a list goes with its last place (INV-52)', async () => {
  const { manager, agencyId } = await aRefuge()
  await added(manager, 'Knotwing Lodge', 'name')
  await added(manager, 'ZZ35 5EE', 'postcode')
  const key = () =>
    everything.selectFrom('vault.providerKey').select('keptAs').where('agencyId', '=', agencyId).executeTakeFirst()
  const kept = await key()
  const off = async () => {
    const page = await as(manager).visit('/protected-addresses')
    const href = page.links().find(({ text }) => text.startsWith('Take off'))?.href ?? ''
    assert.match((await as(manager).visit(href)).text(), /no longer looked for/)
    assert.equal((await as(manager).submit(href)).status, 303)
    assert.equal((await as(manager).submit(href)).status, 404)
  }
  await off()
  assert.deepEqual(await key(), kept)
  await off()
  assert.equal(await key(), undefined)
  const { rows } = await sql`select from private.erased_key where name = ${kept?.keptAs ?? null}`.execute(everything)
  assert.equal(rows.length, 1)
  const it = await opened()
  const there = await addFile(it, 'Knotwing Lodge, ZZ35 5EE')
  await look()
  assert.equal((await fileOf(there)).state, 'clear')
  await added(manager, 'Knotwing Lodge', 'name')
  await look()
  assert.equal((await fileOf(there)).state, 'held', 'a new list has a new key')
})

test('an agreed account and a referral hold no protected place: neither of somebody in the case nor of a provider, and what was typed is kept (INV-07)', async () => {
  const { manager } = await aRefuge()
  await added(manager, 'Lapwing House', 'name')
  const it = await opened()
  const base = `/cases/${it.caseId}`
  await as(officer).submit(`${base}/safe-contact/rule`, aRule({ reviewOn: '2027-01-20' }))
  const visit = aMobile({ kind: 'visit', value: '8 Ruff Lane\nZZ36 6FF' })
  assert.equal((await as(officer).submit(`${base}/safe-contact/routes/new`, { ...visit, textIsSafe: '' })).status, 303)
  const named: [string, RegExp][] = [
    ['She is safe at lapwing house now', /part of an address/],
    ['She is safe in ZZ36 6FF now', /a postcode/],
  ]
  const account = { text: 'Two years of threats', agreedHow: 'read aloud', agreedOn: 'today' }
  const { agencyId: toAgencyId } = await aRefuge()
  const referral = aNewReferral({ personId: it.victimId, toAgencyId })
  const forms: [string, Record<string, string>, string[]][] = [
    [`${base}/account`, account, ['text', 'agreedHow']],
    [`${base}/referrals/new`, referral, ['reason', 'service', 'agreementHow', 'toldHow']],
  ]
  for (const [address, form, fields] of forms) {
    for (const field of fields)
      for (const [words, says] of named) {
        const refused = await as(officer).submit(address, { ...form, [field]: words })
        assert.deepEqual([refused.status, refused.value(field)], [422, words], `${address} ${field}`)
        assert.match(refused.text('.govuk-error-summary'), says)
        assert.deepEqual(
          refused.errors().map(({ href }) => href),
          [`#${field}`],
        )
      }
    assert.equal((await as(officer).submit(address, form)).status, 303, address)
  }
  assert.equal(
    (await everything.selectFrom('account').select('id').where('caseId', '=', it.caseId).execute()).length,
    1,
  )
  assert.equal(
    (await everything.selectFrom('referral').select('id').where('caseId', '=', it.caseId).execute()).length,
    1,
  )
})

test('safe accommodation has the reference of its provider, and never where it is (INV-06)', async () => {
  const { manager } = await aRefuge()
  await added(manager, 'Turnstone 4', 'name')
  const it = await opened()
  const address = `/cases/${it.caseId}/entries/new/incidents.moved-to-refuge`
  const form = { day: 'today', time: '09:00', body: 'police', exact: 'as written' }
  const wrong: [string, string, RegExp][] = [
    ['providerReference', 'ZZ37 7GG', /reads like a postcode/],
    ['providerReference', '12 Godwit Road', /reads like part of an address/],
    ['providerReference', 'the house by the church', /up to 40 letters, figures and dashes/],
    ['providerReference', 'Turnstone-4', /holds part of an address that is protected here/],
    ['what', 'She is in Whitstrand Refuge now', /reads like a refuge/],
    ['what', 'They call it Turnstone 4', /holds part of an address/],
    ['toldBy', 'A worker at 12 Godwit Road', /reads like part of an address/],
  ]
  for (const [field, words, says] of wrong) {
    const refused = await as(officer).submit(address, { ...form, [field]: words })
    assert.deepEqual([refused.status, refused.value(field)], [422, words])
    assert.match(refused.text('.govuk-error-summary'), says, words)
  }
  const moved = await as(officer).submit(address, { ...form, providerReference: 'SA-0142', what: 'She is safe' })
  assert.equal(moved.status, 303, moved.text('.govuk-error-summary'))
  assert.match((await as(officer).visit(moved.location)).text(), /The provider’s own reference for the place ?SA-0142/)
  for (const step of ['correct', 'confirm']) {
    const change = { ...form, time: '08:00', what: 'It is 12 Godwit Road', knownDay: 'today', knownTime: '09:00' }
    const refused = await as(officer).submit(`${moved.location}/${step}`, change)
    assert.match(refused.text('.govuk-error-summary'), /reads like part of an address/, step)
  }
})

/** The worker, with something that happens while it has a key in its hands. */
const lookWhile = async (happens: (name: string) => Promise<void>) => {
  const find = async (name: string) => {
    await happens(name)
    return services.keeper.find(name)
  }
  const by = { ...services, virusSignatures, db: worker, keeper: { ...services.keeper, find } }
  await checkFiles(by, services.now(), log, new AbortController().signal)
  await lookAtSent(by, services.now(), log, new AbortController().signal)
}

test('a house that is written down while many files are looked through shuts those that were done already, in the same round (S-14)', async () => {
  clock.set('2026-12-08T10:00:00Z')
  const it = await opened()
  const first = await addFile(it, 'She is at Sanderling Lodge now')
  await addFile(it, plainLetter.toString())
  const { manager } = await aRefuge()
  await added(manager, 'Sanderling Yard', 'name')
  let isAdded = false
  const by = { ...services, virusSignatures, db: worker }
  const find = async (name: string) => {
    if (!isAdded && (await fileOf(first)).state === 'clear') {
      isAdded = true
      await added(manager, 'Sanderling Lodge', 'name')
    }
    return services.keeper.find(name)
  }
  const keeper = { ...services.keeper, find }
  await checkFiles({ ...by, keeper }, services.now(), log, new AbortController().signal)
  assert.ok(isAdded)
  assert.equal((await fileOf(first)).state, 'held')
})

/** What was sent of a case, with these words in it. */
const aSending = async (why: string) => {
  const it = await opened()
  await as(officer).submit(`/cases/${it.caseId}/safe-contact/rule`, aRule({ reviewOn: '2027-01-20' }))
  await as(officer).submit(`/cases/${it.caseId}/safe-contact/routes/new`, aMobile())
  const ways = everything.selectFrom('vault.contactRoute').select('id').where('caseId', '=', it.caseId)
  const { id: routeId } = await ways.executeTakeFirstOrThrow()
  const asked = aRelease({ routeId, approverId: boss.id, why })
  const there = (await as(officer).submit(`/cases/${it.caseId}/releases/new`, asked)).location
  assert.equal((await as(boss).submit(`${there}/answer`, anApproval)).status, 303)
  assert.equal((await as(officer).submit(`${there}/send`)).status, 303)
  return { ...it, there }
}

test('a house that is written down while what was sent is looked through is looked for in it as well (S-14)', async () => {
  clock.set('2026-12-01T10:00:00Z')
  const sent = await aSending('To bring her bed to Whimbrel Lodge')
  const { manager } = await aRefuge()
  await added(manager, 'Whimbrel Yard', 'name')
  const by = { ...services, virusSignatures, db: worker }
  await checkFiles(by, services.now(), log, new AbortController().signal)
  let isAdded = false
  const find = async (name: string) => {
    if (!isAdded) {
      isAdded = true
      await added(manager, 'Whimbrel Lodge', 'name')
      await checkFiles(by, services.now(), log, new AbortController().signal)
    }
    return services.keeper.find(name)
  }
  const keeper = { ...services.keeper, find }
  await lookAtSent({ ...by, keeper }, services.now(), log, new AbortController().signal)
  assert.ok(isAdded)
  await look()
  assert.equal((await copy(sent.there, officer)).statusCode, 404)
})

test('what was sent and cannot be opened, since its key is lost, keeps nobody from looking at the rest (S-14)', async () => {
  clock.set('2026-12-01T10:00:00Z')
  const sendings = [
    await aSending('To bring her bed to Redshank Lodge'),
    await aSending('To bring it to Redshank Lodge'),
  ]
  const { manager } = await aRefuge()
  await added(manager, 'Redshank Lodge', 'name')
  const ids = sendings.map(({ there }) => there.split('/').at(-1) ?? '').sort()
  const [lost, other] = ids.map((id) => sendings.find(({ there }) => there.endsWith(id)))
  assert.ok(lost && other)
  const keys = everything.selectFrom('vault.personKey').select('keptAs').where('personId', '=', lost.victimId)
  const { keptAs } = await keys.executeTakeFirstOrThrow()
  await lookWhile(async (name) => {
    if (name === keptAs) throw new Error('the key is lost')
  })
  assert.equal((await copy(other.there, officer)).statusCode, 404)
  assert.equal((await copy(lost.there, officer)).statusCode, 200)
  // Once the key is there again it is looked at, and nothing was lost meanwhile.
  await look()
  assert.equal((await copy(lost.there, officer)).statusCode, 404)
})

test('a find is told once to a refuge, whichever of its places stood in it (S-14)', async () => {
  clock.set('2026-12-09T10:00:00Z')
  const it = await opened()
  const there = await addFile(it, 'She is at Godwit Lodge, ZZ42 4AA')
  await look()
  const { manager } = await aRefuge()
  clock.set('2026-12-09T11:00:00Z')
  await added(manager, 'Godwit Lodge', 'name')
  clock.set('2026-12-09T11:05:00Z')
  await added(manager, 'ZZ42 4AA', 'postcode')
  await look()
  assert.equal((await fileOf(there)).state, 'held')
  const page = await as(manager).visit('/protected-addresses/found')
  assert.match(page.text(), /1 find, the latest first.*Godwit Lodge; ZZ42 4AA/)
})

test('a telephone number that is written down later holds the file, and is no place that was found too late (S-14)', async () => {
  clock.set('2026-12-09T12:00:00Z')
  const it = await opened()
  const there = await addFile(it, 'Ring her on 07700 900118')
  await look()
  clock.set('2026-12-09T13:00:00Z')
  await as(officer).submit(`/cases/${it.caseId}/safe-contact/rule`, aRule({ reviewOn: '2027-01-20' }))
  const way = aMobile({ value: '07700 900118' })
  assert.equal((await as(officer).submit(`/cases/${it.caseId}/safe-contact/routes/new`, way)).status, 303)
  await look()
  assert.equal((await fileOf(there)).state, 'held')
  assert.equal(await latesIn(it), 0)
})

test('a list whose key did not come back with a backup is still there to be emptied (S-14, INV-52)', async () => {
  clock.set('2026-12-09T14:00:00Z')
  const { manager, agencyId } = await aRefuge()
  await added(manager, 'Dunlin Lodge', 'name')
  await everything.deleteFrom('vault.providerKey').where('agencyId', '=', agencyId).execute()
  const page = await as(manager).visit('/protected-addresses')
  assert.match(page.text(), /1 place.*Its key is not there: it cannot be read, and is not looked for/)
  const off = page.links().find(({ href }) => href.endsWith('/remove'))?.href ?? ''
  assert.equal((await as(manager).submit(off)).status, 303)
  assert.match((await as(manager).visit('/protected-addresses')).text(), /No place is on the list/)
})
