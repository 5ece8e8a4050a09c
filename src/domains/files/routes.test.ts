import assert from 'node:assert/strict'
import { buffer } from 'node:stream/consumers'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import PDFDocument from 'pdfkit'
import { connect } from '../../platform/db.ts'
import { createLog } from '../../platform/log.ts'
import { bind } from '../../platform/request.ts'
import { testApp } from '../../testing/app.ts'
import { aCase } from '../../testing/cases.ts'
import { aPicture } from '../../testing/files/picture.ts'
import { eicar, someSignatures } from '../../testing/files/signatures.ts'
import type { Practitioner } from '../../testing/people.ts'
import { sendFile } from '../../testing/uploads.ts'
import { aMobile, aRule } from '../safe-contact/fixtures.ts'
import { aLetIn } from '../sharing/fixtures.ts'
import { checkFiles } from './actions/check.ts'
import { aNewFile, plainLetter } from './fixtures.ts'
import { namesIn } from './model/people.ts'
import { claimFile, shutOlder } from './store.ts'

const app = await testApp({ at: '2026-12-01T10:00:00Z' })
const { as, aPractitioner, services, everything, database, clock } = app
const boss = await aPractitioner('police-supervisor')
const officer = await aPractitioner('investigating-officer', { supervisorId: boss.id })
const stranger = await aPractitioner('idva')
const worker = connect(database.worker, { max: 2 })
test.after(() => worker.destroy())
const virusSignatures = someSignatures()
const log = createLog('fatal')

/** The worker looks through all that waits. */
const check = (tools: { virusSignatures?: string } = { virusSignatures }) =>
  checkFiles({ ...services, ...tools, db: worker }, services.now(), log, new AbortController().signal)

const postcode = 'ZZ97 7ZZ'
const opened = async () => {
  const { caseId, victimId, perpetratorId } = await aCase(services, officer)
  await as(officer).submit(`/cases/${caseId}/team`, aLetIn(boss.id, 'Supervises'))
  return { caseId, victimId, perpetratorId, files: `/cases/${caseId}/files` }
}
/** Somebody may be visited at an address that nobody else may learn. */
const protect = async (caseId: string, value = `4 Hollow Row\nInventedham ${postcode}`) => {
  await as(officer).submit(`/cases/${caseId}/safe-contact/rule`, aRule({ reviewOn: '2027-01-20' }))
  const sent = await as(officer).submit(`/cases/${caseId}/safe-contact/routes/new`, {
    ...aMobile({ kind: 'post', value }),
    textIsSafe: '',
  })
  assert.equal(sent.status, 303, sent.text('.govuk-error-summary'))
}
type Case = Awaited<ReturnType<typeof opened>>
const add = async ({ victimId, files }: Case, file: Uint8Array, change = {}, who: Practitioner = officer) => {
  const sent = await sendFile(app, who, `${files}/new`, aNewFile({ personId: victimId, ...change }), file)
  assert.equal(sent.status, 303, sent.problems())
  return sent.location
}
const rowOf = (address: string) =>
  everything
    .selectFrom('evidenceFile')
    .selectAll()
    .where('id', '=', address.split('/').at(-1) ?? '')
    .executeTakeFirstOrThrow()

test('a photograph is sealed as it came, checked, and seen as a copy without place or camera (CC-09, INV-08, S-14)', async () => {
  const it = await opened()
  const there = await add(it, aPicture('photograph that names its place'), {
    kind: 'injury',
    shows: 'Bruise, left upper arm',
    agreed: 'not asked',
  })
  const waiting = await as(officer).visit(there)
  assert.match(waiting.text(), /Sealed, and waiting to be checked/)
  assert.equal((await as(officer).visit(`${there}/copy`)).status, 404)
  await check()
  const page = await as(boss).visit(there)
  assert.match(page.text(), /Open: nothing was found in it/)
  assert.match(page.text(), /2026-11-29 21:04:05, by the clock of the device/)
  const copy = await app.web.inject({ url: `${there}/copy`, headers: { cookie: `waymark=${boss.token}` } })
  assert.equal(copy.statusCode, 200)
  assert.deepEqual(
    [copy.headers['content-type'], copy.headers['content-disposition'], copy.headers['cache-control']],
    ['image/jpeg', 'inline; filename="picture.jpg"', 'no-store'],
  )
  assert.match(String(copy.headers['content-security-policy']), /sandbox/)
  for (const hidden of ['Hiddencam', 'Somebody', 'GPS', 'Exif', '2026:11'])
    assert.equal(copy.rawPayload.includes(hidden), false, hidden)
  const looks = await everything
    .selectFrom('audit')
    .selectAll()
    .where('objectId', '=', there.split('/').at(-1) ?? '')
    .where('actorId', '=', boss.id)
    .where('route', 'like', '%/copy')
    .execute()
  assert.deepEqual(
    looks.map(({ kind }) => kind),
    ['consult'],
  )
})

test('a PDF is saved and not opened in the browser, which may run nothing of a copy (INV-07)', async () => {
  const it = await opened()
  const letter = new PDFDocument()
  letter.text('Dear tenant, the boiler is looked at on Tuesday.').end()
  const there = await add(it, await buffer(letter))
  await check()
  const page = await as(boss).visit(there)
  assert.match(page.text(), /Save the copy/)
  const { headers } = await app.web.inject({ url: `${there}/copy`, headers: { cookie: `waymark=${boss.token}` } })
  assert.equal(headers['content-disposition'], 'attachment; filename="document.pdf"')
  const policy = String(headers['content-security-policy']).split(';')
  for (const rule of ['sandbox', "script-src 'self'", "default-src 'none'"]) assert.ok(policy.includes(rule), rule)
})

test('a scanned letter with the hidden postcode is held: nobody opens it, it is covered, and a second person decides (S-14, INV-08)', async () => {
  const it = await opened()
  await protect(it.caseId)
  const there = await add(it, aPicture('letter with an address'))
  await check()
  const held = await as(officer).visit(there)
  assert.match(
    held.text(),
    /Nobody can open this file yet.*a postcode, page 1.*part of an address, page 1|part of an address, page 1.*a postcode, page 1/,
  )
  assert.equal(held.body.includes('ZZ97'), false)
  assert.equal(held.body.includes('Hollow'), false)
  for (const who of [officer, boss]) assert.equal((await as(who).visit(`${there}/copy`)).status, 404)
  // Whoever added it does not decide on it, and the page says so.
  assert.match(held.text(), /Somebody else on the case has to decide/)
  assert.equal((await as(officer).visit(`${there}/open`)).status, 404)
  assert.equal((await as(officer).submit(`${there}/open`, { why: 'It is fine' })).status, 404)

  assert.match((await as(officer).submit(`${there}/cover`, {})).text('.govuk-error-summary'), /Select what to cover/)
  const boxes = (await as(officer).visit(`${there}/cover`)).$('input[type=checkbox]').get().length
  const chosen = Object.fromEntries(Array.from({ length: boxes }, (_, index) => [`cover-${index}`, 'yes']))
  assert.equal((await as(officer).submit(`${there}/cover`, chosen)).status, 303)
  await check()
  assert.match((await as(officer).visit(there)).text(), /What was found is covered, and nothing more was found/)
  assert.equal((await as(officer).visit(`${there}/copy`)).status, 404)
  assert.match(
    (await as(boss).submit(`${there}/open`, { why: ' ' })).text('.govuk-error-summary'),
    /Enter why it may be opened/,
  )
  assert.equal((await as(boss).submit(`${there}/open`, { why: 'The address is covered' })).status, 303)
  const copy = await app.web.inject({ url: `${there}/copy`, headers: { cookie: `waymark=${officer.token}` } })
  assert.equal(copy.statusCode, 200)
  assert.match((await as(officer).visit(there)).text(), /Opened .* by .*: The address is covered/)

  // It was a mistake after all: it is shut at once, by whoever sees it.
  assert.equal((await as(officer).submit(`${there}/shut`, { why: 'The envelope shows a name' })).status, 303)
  assert.equal((await as(boss).visit(`${there}/copy`)).status, 404)
  assert.match((await as(boss).visit(there)).text(), /Held: a colleague shut it.*Shut .* The envelope shows a name/)
})

test('whoever covers does not open, whoever they are, and the database says so as well (INV-08)', async () => {
  const it = await opened()
  await protect(it.caseId)
  const there = await add(it, Buffer.from('She is at ZZ977zz now'))
  await check()
  assert.equal((await as(boss).submit(`${there}/cover`, { 'cover-0': 'yes' })).status, 303)
  await check()
  assert.equal((await rowOf(there)).state, 'covered')
  assert.equal((await as(boss).submit(`${there}/open`, { why: 'Covered' })).status, 404)
  const by = async (person: Practitioner) =>
    everything
      .updateTable('evidenceFile')
      .set({ state: 'released', decidedBy: person.id, decidedAt: new Date(), decidedWhy: 'x' })
      .where('id', '=', there.split('/').at(-1) ?? '')
      .execute()
  for (const person of [officer, boss])
    await assert.rejects(by(person), /violates check constraint|checked, and then decided/)
})

test('something to protect that is written down later shuts an open file until it was looked through again (S-14)', async () => {
  const it = await opened()
  const there = await add(it, Buffer.from('Meet at 4 hollow row, ZZ97 7ZZ'))
  await check()
  assert.equal((await rowOf(there)).state, 'clear')
  clock.set('2026-12-01T11:00:00Z')
  await protect(it.caseId)
  await check()
  assert.equal((await rowOf(there)).state, 'held')
  assert.equal((await as(boss).visit(`${there}/copy`)).status, 404)
})

test('a virus, a bomb, two files in one and what is no picture are not taken, and the page says what to do (S14)', async () => {
  const it = await opened()
  const jpeg = aPicture('photograph')
  const sent: [string, Uint8Array, RegExp][] = [
    ['virus', Buffer.from(eicar), /A virus was found/],
    ['two in one', Buffer.concat([jpeg, Buffer.from('PK\x03\x04 and so on')]), /There is a second file in it/],
    ['not a type', Buffer.from('PK\x03\x04 a workbook'), /none of the types that are taken/],
    ['not a type', Buffer.from('<html><script>alert(1)</script>'), /none of the types/],
    ['heic', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0'), /HEIC/],
    ['broken', jpeg.subarray(0, 300), /damaged/],
    ['too large inside', Buffer.alloc(1_000_001, 'a '), /larger inside than it looks/],
  ]
  for (const [code, bytes, words] of sent) {
    const there = await add(it, bytes)
    await check()
    assert.deepEqual([(await rowOf(there)).state, (await rowOf(there)).refusedAs], ['refused', code])
    assert.match((await as(officer).visit(there)).text(), words)
    assert.equal((await as(boss).visit(`${there}/copy`)).status, 404)
  }
})

test('where the search for viruses is down a file stays sealed, the page says which check, and it is tried again (S14)', async () => {
  const it = await opened()
  const there = await add(it, plainLetter)
  await check({ virusSignatures: '/nowhere' })
  assert.match((await as(officer).visit(there)).text(), /Still sealed: the search for viruses \(ClamAV\) could not run/)
  await check()
  assert.equal((await rowOf(there)).state, 'received')
  // Each time later than the last.
  clock.set('2026-12-01T11:05:00Z')
  await check({ virusSignatures: '/nowhere' })
  clock.set('2026-12-01T11:06:30Z')
  await check()
  assert.equal((await rowOf(there)).state, 'received')
  clock.set('2026-12-01T11:08:00Z')
  await check()
  assert.equal((await rowOf(there)).state, 'clear')
})

test('the app’s own role reads no original and no shut copy, and the name of the file is kept nowhere (INV-07, INV-08)', async () => {
  const it = await opened()
  await add(it, plainLetter)
  const kept = await everything.selectFrom('evidenceBytes').select('sealed').where('caseId', '=', it.caseId).execute()
  assert.equal(kept.length, 1)
  for (const { sealed } of kept) assert.equal(sealed.includes('landlord'), false)
  await protect(it.caseId)
  const shutOne = await add(it, Buffer.from('ZZ97 7ZZ'))
  await everything
    .deleteFrom('evidenceBytes')
    .where('caseId', '=', it.caseId)
    .where('fileId', '!=', shutOne.split('/').at(-1) ?? '')
    .execute()
  await everything
    .updateTable('evidenceFile')
    .set({ waitsFor: ['virus'], begunAt: services.now() })
    .where('caseId', '=', it.caseId)
    .where('id', '!=', shutOne.split('/').at(-1) ?? '')
    .execute()
  await check()
  assert.equal((await rowOf(shutOne)).state, 'held')
  const read = await services.db.transaction().execute(async (tx) => {
    const { bind } = await import('../../platform/request.ts')
    await bind(tx, officer.token, services.now())
    return tx.selectFrom('evidenceBytes').selectAll().where('caseId', '=', it.caseId).execute()
  })
  assert.deepEqual(read, [])
  const all = JSON.stringify(await everything.selectFrom('evidenceFile').selectAll().execute())
  assert.equal(all.includes('Hidden Row'), false)
})

test('what is missing on the form is asked for in words, and what was typed stays', async () => {
  const it = await opened()
  const sent = await as(officer).submit(`${it.files}/new`, { shows: 'A door with a hole', kind: 'damage' })
  assert.equal(sent.status, 422)
  assert.deepEqual(
    sent.errors().map(({ text }) => text),
    [
      'Choose a file',
      'Select whom it is about',
      'Enter who took or made it',
      'Select whether they agreed',
      'Select who may see it',
    ],
  )
  assert.equal(sent.value('shows'), 'A door with a hole')
  const empty = await sendFile(app, officer, `${it.files}/new`, aNewFile({ personId: it.victimId }), Buffer.alloc(0))
  assert.deepEqual([empty.status, empty.problems()], [422, 'There is a problem Choose a file'])
})

test('of two who decide at once the second is told that the file has changed (U9)', async () => {
  const it = await opened()
  await protect(it.caseId)
  const there = await add(it, Buffer.from('ZZ97 7ZZ'))
  await check()
  const basedOn = String((await as(boss).visit(`${there}/open`)).value('basedOn'))
  await as(officer).submit(`${there}/cover`, { 'cover-0': 'yes' })
  await check()
  const late = await as(boss).submit(`${there}/open`, { why: 'Seen', basedOn })
  assert.deepEqual([late.status, late.value('why')], [422, 'Seen'])
  assert.match(late.text('.govuk-error-summary'), /This file has changed/)
})

test('a file in the vault is for the agency that added it, without whoever works with the person reported; a stranger finds nothing (MODEL 4, 13)', async () => {
  const it = await opened()
  const colleague = await aPractitioner('investigating-officer', { agencyId: officer.agencyId })
  const lawyer = await aPractitioner('cps-lawyer')
  for (const person of [colleague, lawyer])
    await as(officer).submit(`/cases/${it.caseId}/team`, aLetIn(person.id, 'Works on it'))
  const inVault = await add(it, plainLetter, { class: 'C4' })
  const open = await add(it, plainLetter)
  await check()
  const seenBy = async (person: Practitioner) =>
    Promise.all(
      [open, `${open}/copy`, inVault, `${inVault}/copy`].map(async (url) => (await as(person).visit(url)).status),
    )
  assert.deepEqual(await seenBy(colleague), [200, 200, 200, 200])
  assert.deepEqual(await seenBy(lawyer), [200, 200, 404, 404])
  assert.deepEqual(await seenBy(stranger), [404, 404, 404, 404])
  assert.equal((await as(stranger).visit(it.files)).status, 404)
  const worker = `/cases/${it.caseId}/people/${it.perpetratorId}/worker`
  assert.equal((await as(officer).submit(worker, { where: 'here', practitionerId: colleague.id })).status, 303)
  assert.deepEqual(await seenBy(colleague), [200, 200, 404, 404])
  assert.deepEqual(await seenBy(officer), [200, 200, 200, 200])
})

test('an address that is written down while a file is looked through is looked for in it (S-14)', async () => {
  const it = await opened()
  const there = await add(it, aPicture('letter with an address'))
  const looking = check()
  while ((await rowOf(there)).state === 'received') await wait(20)
  await protect(it.caseId)
  await looking
  assert.equal((await rowOf(there)).state, 'held')
})

test('a school that two share, and somebody who comes into the case with an address, shut open files as well (S-14)', async () => {
  const it = await opened()
  const there = await add(it, Buffer.from('The play is at Hollow School'))
  await check()
  assert.equal((await rowOf(there)).state, 'clear')
  clock.set('2026-12-01T12:00:00Z')
  const place = { kind: 'school', name: 'Hollow School', whatIsDone: '' }
  const [one, other] = (
    await everything.selectFrom('party').select('personId').where('caseId', '=', it.caseId).execute()
  ).map(({ personId }) => personId)
  const sent = await as(officer).submit(`/cases/${it.caseId}/shared-places`, {
    ...place,
    personId: String(one),
    otherId: String(other),
  })
  assert.equal(sent.status, 303, sent.text('.govuk-error-summary'))
  await check()
  assert.equal((await rowOf(there)).state, 'held')
})

test('of what two share only a school is looked for: a church that is written down shuts no file (S-14)', async () => {
  const it = await opened()
  const there = await add(it, Buffer.from('They meet at Hollow Church'))
  await check()
  const people = await everything.selectFrom('party').select('personId').where('caseId', '=', it.caseId).execute()
  const [personId = '', otherId = ''] = people.map((each) => each.personId)
  const place = { kind: 'place of worship', name: 'Hollow Church', whatIsDone: '', personId, otherId }
  const sent = await as(officer).submit(`/cases/${it.caseId}/shared-places`, place)
  assert.equal(sent.status, 303, sent.text('.govuk-error-summary'))
  await shutOlder(worker, services.now())
  assert.equal((await rowOf(there)).state, 'clear')
})

test('a file that nobody could open yet is looked through before those that are looked through again (S-14)', async () => {
  const it = await opened()
  await add(it, plainLetter)
  await check()
  await protect(it.caseId, '5 Hollow Row\nInventedham ZZ97 8ZZ')
  await shutOlder(worker, services.now())
  clock.set('2026-12-01T13:00:00Z')
  const fresh = await add(it, plainLetter)
  assert.equal((await claimFile(worker, services.now()))?.id, (await rowOf(fresh)).id)
  await worker.updateTable('evidenceFile').set({ state: 'received' }).where('state', '=', 'checking').execute()
  await check()
})

/** A page for each of these texts. */
const pdfOf = async (...pages: string[]): Promise<Buffer> => {
  const made = new PDFDocument({ autoFirstPage: false })
  for (const text of pages) made.addPage().fontSize(20).text(text)
  made.end()
  return buffer(made)
}
const namesOf = async (it: Case) => {
  const rows = everything
    .selectFrom('person')
    .select(['id', 'name'])
    .where('id', 'in', [it.victimId, it.perpetratorId ?? ''])
  const all = await rows.execute()
  const last = (id: string | null) => all.find((each) => each.id === id)?.name ?? ''
  return { harmed: last(it.victimId), reported: last(it.perpetratorId ?? '') }
}
const splitDuties = ({ caseId }: Case) => {
  const rows = everything
    .selectFrom('duty')
    .select(['id', 'state', 'ownerId', 'safetyDueAt'])
    .where('code', '=', 'FILE_SPLIT')
  return rows.where('caseId', '=', caseId).execute()
}
const aboutBoth = (it: Case, change = {}) => ({
  ...{ personId: String(it.perpetratorId), 'nobody-else': '', [`with-${it.victimId}`]: 'yes' },
  ...change,
})
const opens = (there: string, who: Practitioner) =>
  app.web.inject({ url: `${there}/copy`, headers: { cookie: `waymark=${who.token}` } })

test('whoever gives a file says who else is in it, and what was typed is kept (INV-10)', async () => {
  const it = await opened()
  const form = aNewFile({ personId: it.victimId, shows: 'A letter to both' })
  const sends: [Record<string, string>, RegExp][] = [
    [{ 'nobody-else': '' }, /Select who else is in it, or that nobody is/],
    [aboutBoth(it, { 'nobody-else': 'yes' }), /not both/],
    [{ 'nobody-else': '', [`with-${stranger.id}`]: 'yes' }, /no longer in this case/],
  ]
  for (const [change, says] of sends) {
    const sent = await sendFile(app, officer, `${it.files}/new`, { ...form, ...change }, plainLetter)
    assert.equal(sent.status, 422)
    assert.match(sent.problems(), says)
    assert.match(sent.text(), /A letter to both/)
  }
})

test('a file about the person harmed and the one reported is opened by nobody; it is somebody’s to split, and each copy is about one and is looked through (INV-10, INV-08)', async () => {
  clock.set('2026-12-01T10:00:00Z')
  const it = await opened()
  const { harmed, reported } = await namesOf(it)
  const letter = await pdfOf('The boiler is looked at on Tuesday', `She is ${harmed} and owes the rent`)
  const there = await add(it, letter, aboutBoth(it))
  const [owed] = await splitDuties(it)
  assert.deepEqual([owed?.state, owed?.ownerId], ['open', officer.id])
  assert.equal(owed?.safetyDueAt?.toISOString(), '2026-12-08T23:59:59.000Z')
  await check()
  assert.deepEqual([(await rowOf(there)).state, (await rowOf(there)).mustSplit], ['held', true])
  assert.equal((await opens(there, officer)).statusCode, 404)
  assert.equal((await as(boss).visit(`${there}/open`)).status, 404)
  const page = await as(officer).visit(there)
  assert.match(page.text(), /about more than one person.*Nobody opens it.*No copy yet: /)
  assert.match(page.text(), /Held: it is about more than one person/)
  const duty = await as(officer).visit(`/cases/${it.caseId}/duties/${owed?.id}`)
  assert.ok(duty.links().some(({ href }) => href === there))
  const refused = await as(boss).submit(`${there}/open`, { why: 'It is only a letter' })
  assert.equal(refused.status, 422)
  assert.match(refused.text('.govuk-error-summary'), /make a copy for each/)

  const split = `${there}/split`
  const said = { shows: 'A word about the boiler', agreed: 'agreed', personId: String(it.perpetratorId) }
  const whole = await as(officer).submit(split, { ...said, 'keep-1': 'yes', 'keep-2': 'yes' })
  assert.deepEqual([whole.status, whole.value('shows')], [422, 'A word about the boiler'])
  assert.match(whole.text('.govuk-error-summary'), /it would be the whole file/)
  assert.match((await as(officer).submit(split, said)).text('.govuk-error-summary'), /Select which pages stay/)
  assert.match((await as(officer).visit(split)).text(), new RegExp(`${harmed.split(' ')[0]}.*page 2`))
  const first = await as(officer).submit(split, { ...said, 'keep-1': 'yes' })
  assert.equal(first.status, 303)
  assert.equal((await splitDuties(it))[0]?.state, 'open')
  const hers = await as(officer).submit(split, {
    ...{ personId: it.victimId, shows: 'What she owes', agreed: 'not asked' },
    ...{ 'keep-2': 'yes', 'hide-2-bottom': 'yes' },
  })
  assert.equal(hers.status, 303)
  assert.equal((await splitDuties(it))[0]?.state, 'met')
  await check()
  const one = await rowOf(first.location)
  assert.deepEqual([one.state, one.pages, one.personId], ['clear', 1, it.perpetratorId])
  const copy = await opens(first.location, officer)
  assert.equal(copy.statusCode, 200)
  assert.ok(copy.rawPayload.length > 0)
  assert.equal((await rowOf(hers.location)).state, 'covered')
  assert.equal((await as(boss).submit(`${hers.location}/open`, { why: 'It is about her alone' })).status, 303)
  assert.equal((await rowOf(hers.location)).state, 'released')
  assert.equal((await opens(there, boss)).statusCode, 404)
  assert.match((await as(officer).visit(there)).text(), new RegExp(`The copy about ${reported}`))
})

test('a file in which a name was read waits for a word about it: whose name it is, or why it is not (INV-10)', async () => {
  clock.set('2026-12-01T10:00:00Z')
  const it = await opened()
  const { harmed } = await namesOf(it)
  const there = await add(it, Buffer.from(`Rent is due. ${harmed} pays it.`), { personId: it.perpetratorId })
  await check()
  assert.equal((await rowOf(there)).state, 'held')
  assert.equal((await splitDuties(it)).length, 0)
  const page = await as(officer).visit(there)
  assert.match(page.text(), new RegExp(`Page 1 may name ${harmed}`))
  assert.match(page.text(), /Held: it may name somebody else/)
  assert.equal((await as(boss).visit(`${there}/open`)).status, 404)
  const bare = await as(officer).submit(`${there}/people`, { 'nobody-else': 'yes' })
  assert.equal(bare.status, 422)
  assert.match(bare.text('.govuk-error-summary'), /Enter why it is not about those whose name was read in it/)
  const said = await as(officer).submit(`${there}/people`, {
    'nobody-else': 'yes',
    why: 'It is the landlord’s own name',
  })
  assert.equal(said.status, 303)
  assert.equal((await rowOf(there)).state, 'held')
  assert.match((await as(officer).visit(there)).text(), /Said who is in it .*: It is the landlord’s own name/)
  assert.equal((await as(boss).submit(`${there}/open`, { why: 'Somebody else’s name' })).status, 303)
  assert.equal((await opens(there, officer)).statusCode, 200)
  // Who is in it is found out later: it is shut at once, and is somebody's to split.
  const both = await as(officer).submit(`${there}/people`, { [`with-${it.victimId}`]: 'yes' })
  assert.equal(both.status, 303)
  assert.equal((await opens(there, officer)).statusCode, 404)
  assert.equal((await splitDuties(it))[0]?.state, 'open')
  // And it was a mistake: nothing is owed, and a second person opens it.
  const not = await as(officer).submit(`${there}/people`, {
    'nobody-else': 'yes',
    why: 'It was the landlord after all',
  })
  assert.equal(not.status, 303)
  assert.equal((await splitDuties(it))[0]?.state, 'met')
  assert.equal((await rowOf(there)).state, 'held')
})

test('a copy that still names the other is shut until somebody says that it is nobody’s name of the case, or another is made without it (INV-10)', async () => {
  clock.set('2026-12-01T10:00:00Z')
  const it = await opened()
  const { harmed } = await namesOf(it)
  const letter = Buffer.from(`Rent is due for him. ${harmed} pays it. All is well with the house and the garden.`)
  const there = await add(it, letter, aboutBoth(it))
  await check()
  const said = { personId: String(it.perpetratorId), shows: 'That rent is due', agreed: 'agreed' }
  const poor = await as(officer).submit(`${there}/split`, { ...said, 'hide-1-bottom': 'yes' })
  await check()
  assert.equal((await rowOf(poor.location)).state, 'held')
  assert.equal((await opens(poor.location, officer)).statusCode, 404)
  assert.equal((await as(boss).submit(`${poor.location}/open`, { why: 'It will do' })).status, 422)
  const other = await as(officer).submit(`${poor.location}/people`, { [`with-${it.victimId}`]: 'yes' })
  assert.match(other.text('.govuk-error-summary'), /Make another of the file it was made from/)
  const bare = await as(officer).submit(`${poor.location}/people`, { 'nobody-else': 'yes' })
  assert.equal(bare.status, 422)
  const better = await as(officer).submit(`${there}/split`, { ...said, 'name-0': 'yes' })
  assert.equal(better.status, 303)
  await check()
  assert.equal((await rowOf(better.location)).state, 'covered')
  assert.equal((await as(boss).submit(`${better.location}/open`, { why: 'About him alone' })).status, 303)
  const copy = await opens(better.location, boss)
  assert.match(copy.body, /Rent is due for him/)
  assert.ok(!copy.body.includes(harmed.split(' ')[0] ?? harmed))
  // Or somebody says whose name it is.
  const why = 'It is the landlord’s'
  assert.equal((await as(officer).submit(`${poor.location}/people`, { 'nobody-else': 'yes', why })).status, 303)
  assert.equal((await as(boss).submit(`${poor.location}/open`, { why: 'Nobody of the case' })).status, 303)
})

test('a file from before anybody was asked stays as it is, and its page says that nobody was asked (INV-10)', async () => {
  const it = await opened()
  const { harmed } = await namesOf(it)
  const there = await add(it, Buffer.from(`Rent is due. ${harmed} pays it.`), { personId: it.perpetratorId })
  await everything
    .updateTable('evidenceFile')
    .set({ others: null })
    .where('id', '=', (await rowOf(there)).id)
    .execute()
  await check()
  assert.equal((await rowOf(there)).state, 'clear')
  const page = await as(officer).visit(there)
  assert.match(page.text(), /Nobody was asked/)
  assert.match(page.text(), new RegExp(`Page 1 may name ${harmed}`))
  assert.equal((await opens(there, officer)).statusCode, 200)
})

test('neither a second person nor whoever gave it opens a file about two by hand, and no copy is made of another file or for somebody else (INV-10)', async () => {
  const it = await opened()
  const there = await add(it, plainLetter, aboutBoth(it))
  const plain = await add(it, plainLetter)
  await check()
  const { id } = await rowOf(there)
  const asSql = (who: Practitioner, ask: string) =>
    services.db.transaction().execute(async (tx) => {
      await bind(tx, who.token, services.now())
      await sql.raw(ask).execute(tx)
    })
  const opened_ = `update evidence_file set state = 'released', decided_by = '${boss.id}', decided_at = now(), decided_why = 'x', version = version + 1 where id = '${id}'`
  await assert.rejects(asSql(boss, opened_), /INV-10/)
  const unasked = `update evidence_file set others = '{}', people_by = '${officer.id}', people_at = now() where id = '${id}'`
  await assert.rejects(asSql(boss, unasked), /signs for it/)
  const copied = (
    of: string,
    person: string,
  ) => `insert into evidence_file (case_id, person_id, agency_id, kind, shows, taken_by, agreed, class, size, sha256, added_by, added_at, others, split_of, keeps)
    select case_id, '${person}', agency_id, kind, 'x', 'x', agreed, class, size, sha256, '${officer.id}', now(), '{}', id, '{1}' from evidence_file where id = '${of}'`
  await assert.rejects(asSql(officer, copied((await rowOf(plain)).id, it.victimId)), /INV-10/)
  const others = everything.selectFrom('party').select('personId').where('caseId', '=', it.caseId)
  const rest = (await others.execute()).find(
    ({ personId }) => personId !== it.victimId && personId !== it.perpetratorId,
  )
  if (rest) await assert.rejects(asSql(officer, copied(id, rest.personId)), /INV-10/)
  await assert.rejects(asSql(officer, copied(id, it.victimId).replace("'{1}'", "'{7}'")), /INV-10/)
})

test('what was done to somebody names whoever did it, and their workers read it: nothing is split for that (INV-10)', async () => {
  const it = await opened()
  const { reported } = await namesOf(it)
  const message = Buffer.from(`${reported} wrote: I know where you are`)
  const ticked = await add(it, message, { 'nobody-else': '', [`with-${it.perpetratorId}`]: 'yes' })
  const unsaid = await add(it, message)
  await check()
  for (const there of [ticked, unsaid]) {
    assert.deepEqual([(await rowOf(there)).state, (await rowOf(there)).mustSplit], ['clear', false])
    assert.equal((await opens(there, officer)).statusCode, 200)
  }
  assert.equal((await splitDuties(it)).length, 0)
})

test('two who were harmed each have a file of their own (INV-10)', async () => {
  const it = await opened()
  const sister = { name: 'Yarrow Inventado-Heron', role: 'victim', why: 'Her sister, whom he followed too' }
  assert.equal((await as(officer).submit(`/cases/${it.caseId}/people/new`, sister)).status, 303)
  const there = await add(it, Buffer.from('Yarrow has the key'))
  await check()
  assert.match((await as(officer).visit(there)).text(), /Page 1 may name Yarrow Inventado-Heron/)
  assert.equal((await opens(there, officer)).statusCode, 404)
  const harmed = everything.selectFrom('party').select('personId').where('caseId', '=', it.caseId)
  const [other] = await harmed.where('role', '=', 'victim').where('personId', '<>', it.victimId).execute()
  const all = { [`with-${other?.personId}`]: 'yes', [`with-${it.perpetratorId}`]: 'yes' }
  assert.equal((await as(officer).submit(`${there}/people`, all)).status, 303)
  for (const personId of [it.victimId, other?.personId ?? '']) {
    assert.equal((await splitDuties(it))[0]?.state, 'open')
    const copy = { personId, shows: 'That she has the key', agreed: 'agreed', 'hide-1-top': 'yes' }
    assert.equal((await as(officer).submit(`${there}/split`, copy)).status, 303)
  }
  assert.equal((await splitDuties(it))[0]?.state, 'met', 'none is owed for whoever did it')
})

test('a name is looked for as a whole word, and one that is also that of whom the file is about warns of nobody (INV-10)', () => {
  const people = [
    { id: 'a', name: 'Alder Inventado' },
    { id: 'b', name: 'Rowan Inventado' },
  ]
  const words = (text: string) => [
    {
      page: 1,
      wrong: 0 as const,
      words: text.split(' ').map((each, at) => ({ text: each, box: { x: at / 10, y: 0, w: 0.05, h: 1 } })),
    },
  ]
  const named = (text: string) =>
    namesIn(words(text), people, { personId: 'a', covers: [] }).map(({ personId }) => personId)
  assert.deepEqual(named('Rowan’s letter'), ['b'])
  assert.deepEqual(named('ROWAN, please'), ['b'])
  assert.deepEqual(named('Rowanberries of Alder Inventado'), [])
})

test('what stood in files is in no table, no line of the log and no page (INV-07, S-14)', async () => {
  const it = await opened()
  await protect(it.caseId, '9 Zqquiet Row\nInventedham ZZ91 4QQ')
  const there = await add(it, Buffer.from('Her street is zqquiet row, ZZ91 4QQ'))
  const lines: string[] = []
  const heard = new Proxy(log, {
    get:
      () =>
      (...said: unknown[]) =>
        lines.push(JSON.stringify(said)),
  })
  await checkFiles({ ...services, virusSignatures, db: worker }, services.now(), heard, new AbortController().signal)
  await checkFiles(
    { ...services, virusSignatures: '/nowhere', db: worker },
    services.now(),
    heard,
    new AbortController().signal,
  )
  assert.equal((await rowOf(there)).state, 'held')
  const { rows: tables } = await sql<{
    name: string
  }>`select format('%I.%I', n.nspname, c.relname) as name from pg_class c
    join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname in ('public', 'vault', 'private', 'sign_in')`.execute(
    everything,
  )
  assert.ok(tables.length > 60)
  for (const { name } of tables) {
    const { rows } = await sql<{
      count: number
    }>`select count(*)::int as count from ${sql.raw(name)} t where t::text ~* 'zqquiet|zz91 ?4qq'`.execute(everything)
    assert.equal(rows[0]?.count, 0, name)
  }
  assert.doesNotMatch(lines.join('\n'), /zqquiet|zz91/i)
  for (const url of [it.files, there, `${there}/cover`])
    assert.doesNotMatch((await as(officer).visit(url)).body, /zqquiet|zz91/i)
})

test('a file says which incident it shows, chosen from those of the case (CC-09)', async () => {
  const it = await opened()
  const at = { day: 'today', time: '9:00', knownDay: 'today', knownTime: '9:00' }
  const told = await as(officer).submit(`/cases/${it.caseId}/entries/new/incidents.crime-recorded`, {
    ...at,
    ...{ body: 'police', mark: 'fact' },
  })
  assert.equal(told.status, 303, told.text('.govuk-error-summary'))
  const page = await as(officer).visit(`${it.files}/new`)
  const incident =
    page.$('[name="entryId"] option[value!=""], input[name="entryId"][value!=""]').first().attr('value') ?? ''
  const sent = await sendFile(
    app,
    officer,
    `${it.files}/new`,
    aNewFile({ personId: it.victimId, entryId: incident }),
    plainLetter,
  )
  assert.equal(sent.status, 303)
  assert.notEqual(incident, '', 'it is offered')
  assert.match((await as(officer).visit(sent.location)).text(), /What happened Tue 1 Dec/)
})

test('a file names only what happened in its own case', async () => {
  const [it, other] = [await opened(), await opened()]
  const entry = await everything
    .selectFrom('entry')
    .select('id')
    .where('caseId', '=', other.caseId)
    .executeTakeFirstOrThrow()
  const form = aNewFile({ personId: it.victimId, entryId: entry.id })
  assert.equal((await sendFile(app, officer, `${it.files}/new`, form, plainLetter)).status, 404)
  assert.equal(
    (await sendFile(app, officer, `${it.files}/new`, aNewFile({ personId: other.victimId }), plainLetter)).status,
    404,
  )
})
