import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { test } from 'node:test'
import PDFDocument from 'pdfkit'
import { connect } from '../../platform/db.ts'
import { KeysOutOfReach } from '../../platform/keys/keeper.ts'
import { createLog } from '../../platform/log.ts'
import { testApp } from '../../testing/app.ts'
import { aCase } from '../../testing/cases.ts'
import { aPicture } from '../../testing/files/picture.ts'
import { someSignatures } from '../../testing/files/signatures.ts'
import { readPdf } from '../../testing/pdf.ts'
import type { Practitioner } from '../../testing/people.ts'
import { sendFile } from '../../testing/uploads.ts'
import { aNewFile, plainLetter } from '../files/fixtures.ts'
import { checkFiles, soughtIn } from '../files/index.ts'
import { aBundleRelease, anApproval } from '../releases/fixtures.ts'
import { aMobile, aRule } from '../safe-contact/fixtures.ts'
import { aLetIn } from '../sharing/fixtures.ts'
import { foundInWhole, makeBundles } from './actions/read-through.ts'
import { aBundle } from './fixtures.ts'

const app = await testApp({ at: '2026-12-01T10:00:00Z' })
const { as, aPractitioner, services, everything, database, clock, web } = app
const boss = await aPractitioner('police-supervisor')
const officer = await aPractitioner('investigating-officer', { supervisorId: boss.id })
const colleague = await aPractitioner('investigating-officer')
const worker = connect(database.worker, { max: 2 })
test.after(() => worker.destroy())
const log = createLog('fatal')
const workers = { ...services, db: worker, virusSignatures: someSignatures() }
const check = () => checkFiles(workers, services.now(), log, new AbortController().signal)
const make = (stopping = new AbortController().signal) => makeBundles(workers, services.now(), log, stopping)

const postcode = 'ZZ97 7ZZ'
const opened = async () => {
  clock.set('2026-12-01T10:00:00Z')
  const { caseId, victimId, perpetratorId } = await aCase(services, officer)
  const here = `/cases/${caseId}`
  const send = async (path: string, form: Record<string, string | string[]>, who: Practitioner = officer) => {
    const sent = await as(who).submit(`${here}/${path}`, form)
    assert.equal(sent.status, 303, `${path}: ${sent.title()} ${sent.text('.govuk-error-summary')}`)
    return sent.location
  }
  await send('team', aLetIn(boss.id, 'Supervises'))
  await send('safe-contact/rule', aRule({ reviewOn: '2027-01-20' }))
  const incident = { mark: 'fact', reportedBy: 'victim', sourceAgency: 'Police', childPresent: 'no' }
  const what = 'He broke the door and shouted for an hour.'
  const entry = await send('incidents/new', { day: '30/11/2026', time: '21:00', ...incident, what })
  const { factId } = await everything
    .selectFrom('entry')
    .select('factId')
    .where('id', '=', entry.split('/').at(-1) ?? '')
    .executeTakeFirstOrThrow()
  return { caseId, victimId, perpetratorId: perpetratorId ?? '', here, send, entry, entryField: `entry-${factId}` }
}
type Case = Awaited<ReturnType<typeof opened>>
const protect = ({ send }: Case, value = `4 Hollow Row\nInventedham ${postcode}`) =>
  send('safe-contact/routes/new', { ...aMobile({ kind: 'post', value }), textIsSafe: '' })
/** A file that is open: checked, and where something was found, opened by a second person. */
const addFile = async (it: Case, file: Uint8Array, change: Record<string, string> = {}): Promise<string> => {
  const sent = await sendFile(
    app,
    officer,
    `${it.here}/files/new`,
    aNewFile({ personId: it.victimId, ...change }),
    file,
  )
  assert.equal(sent.status, 303, sent.problems())
  await check()
  const id = sent.location.split('/').at(-1) ?? ''
  const { state } = await everything
    .selectFrom('evidenceFile')
    .select('state')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  if (state === 'held') await it.send(`files/${id}/open`, { why: 'The doctor needs it' }, boss)
  return id
}
const bodyMap = async (it: Case, agreed = 'yes'): Promise<string> => {
  const hurt = {
    personId: it.victimId,
    seenOn: '30/11/2026',
    from: 'A nurse',
    words: 'She was held by the arm',
    agreed,
  }
  const id = (await it.send('injuries/new/body-map', hurt)).split('/').at(-1) ?? ''
  await it.send(`injuries/${id}/marks/new`, { region: 'throat', sort: 'Bruise', looks: 'Two, round', said: 'It hurts' })
  return id
}
const tryPutting = ({ here }: Case, fields: readonly string[], change: Record<string, string> = {}, who = officer) =>
  as(who).submit(`${here}/bundles/new`, {
    ...aBundle(change),
    ...Object.fromEntries(fields.map((each) => [each, 'yes'])),
  })
const put = async (it: Case, fields: readonly string[], change: Record<string, string> = {}, who = officer) => {
  const sent = await tryPutting(it, fields, change, who)
  assert.equal(sent.status, 303, sent.text('.govuk-error-summary'))
  return sent.location
}
const rowOf = (there: string) =>
  everything
    .selectFrom('bundle')
    .selectAll()
    .where('id', '=', there.split('/').at(-1) ?? '')
    .executeTakeFirstOrThrow()
const ask = async ({ here }: Case, there: string, change: Record<string, string> = {}) => {
  const form = aBundleRelease({ approverId: boss.id, ...change })
  const sent = await as(officer).submit(`${here}/releases/bundle/${there.split('/').at(-1)}`, form)
  assert.equal(sent.status, 303, sent.text('.govuk-error-summary'))
  return sent.location
}
const raw = (url: string, who: Practitioner) => web.inject({ url, headers: { cookie: `waymark=${who.token}` } })
const releaseAt = (there: string) =>
  everything
    .selectFrom('release')
    .selectAll()
    .where('id', '=', there.split('/').at(-1) ?? '')
    .executeTakeFirstOrThrow()
const approve = async (there: string) => {
  assert.equal((await raw(`${there}/copy`, boss)).statusCode, 200)
  const sent = await as(boss).submit(`${there}/answer`, anApproval)
  assert.equal(sent.status, 303, sent.text('.govuk-error-summary'))
}

test('a bundle goes from the choice to the court by two people: what the second read is what was sent (CC-10, S10)', async () => {
  const it = await opened()
  await protect(it)
  const file = await addFile(it, plainLetter)
  const photo = await addFile(it, aPicture('photograph'), { kind: 'injury', shows: 'Bruise, left arm' })
  const map = await bodyMap(it)
  const there = await put(it, [it.entryField, `file-${file}`, `file-${photo}`, `injury-${map}`])
  assert.match((await as(officer).visit(there)).text(), /It is being made/)
  // Nobody is asked before each page was looked through.
  assert.equal((await as(officer).visit(`${it.here}/releases/bundle/${there.split('/').at(-1)}`)).location, there)
  assert.equal((await raw(`${there}/copy`, officer)).statusCode, 404)
  await make()
  const row = await rowOf(there)
  assert.deepEqual([row.state, row.failedAs, row.found, row.pagesRead], ['clear', null, [], row.pages])
  assert.match((await as(officer).visit(there)).text(), /Nothing protected was found/)

  const release = await ask(it, there)
  const [duty] = await everything
    .selectFrom('duty')
    .selectAll()
    .where('caseId', '=', it.caseId)
    .where('code', '=', 'RELEASE_OUTSIDE_APPROVAL')
    .execute()
  assert.equal(duty?.ownerId, boss.id)
  assert.match((await as(officer).visit(there)).text(), /it stands as it is/)
  // Whoever asked neither decides nor sends before that; the second person reads before they decide.
  assert.equal((await as(officer).submit(`${release}/answer`, anApproval)).status, 404)
  assert.equal((await as(officer).submit(`${release}/send`)).location, release)
  assert.match(
    (await as(boss).submit(`${release}/answer`, anApproval)).text('.govuk-error-summary'),
    /Save the bundle and read it before you approve it/,
  )
  const seen = await raw(`${release}/copy`, boss)
  assert.deepEqual(
    [seen.statusCode, seen.headers['content-type'], seen.headers['content-disposition'], seen.headers['cache-control']],
    [200, 'application/pdf', 'attachment; filename="document.pdf"', 'no-store'],
  )
  await approve(release)
  assert.equal((await as(officer).submit(`${release}/send`)).status, 303)
  const sent = await raw(`${release}/copy`, officer)
  assert.deepEqual([(await releaseAt(release)).state, sent.rawPayload.equals(seen.rawPayload)], ['released', true])

  const paper = await readPdf(sent.rawPayload)
  const pages = row.pages ?? 0
  for (let page = 1; page <= pages; page++)
    assert.match(
      paper.text,
      new RegExp(
        `For Inventedham Family Court, the listing officer only · Bundle [0-9A-F]{8} · Page ${page} of ${pages}`,
      ),
    )
  for (const words of [
    /He broke the door/,
    /the boiler is looked at on Tuesday/,
    /Front of the neck: Bruise. Two, round/,
    /What they say of it: It hurts/,
  ])
    assert.match(paper.text, words)
  assert.match(paper.about, /Tagged:\s+yes/)
  assert.match(paper.structure, /Figure/)
  assert.match(paper.text, /1\. Incident[^,]*, page 2/)
  assert.match(paper.text, /Contents/)
  for (const never of ['07700', 'Hollow', 'heron', postcode]) assert.equal(paper.text.includes(never), false, never)
  // It is kept sealed, for the two alone, and each look is on the record.
  const kept = await everything
    .selectFrom('bundle')
    .select(['paper', 'plan', 'readings'])
    .where('id', '=', row.id)
    .executeTakeFirstOrThrow()
  for (const part of [kept.paper, kept.plan, kept.readings])
    assert.equal(Buffer.from(part ?? '').includes('door'), false)
  await it.send('team', aLetIn(colleague.id, 'Helps'))
  assert.equal((await as(colleague).visit(release)).status, 200)
  for (const hidden of [`${release}/copy`, there, `${there}/copy`])
    assert.equal((await raw(hidden, colleague)).statusCode, 404, hidden)
  const told = everything
    .selectFrom('audit')
    .select('kind')
    .where('caseId', '=', it.caseId)
    .where('kind', '=', 'disclose')
  assert.ok((await told.execute()).length >= 4)
  assert.equal((await raw(`${there}/copy`, officer)).statusCode, 200)
  const saved = told.where('route', 'like', '%/bundles/%/copy')
  assert.equal((await saved.execute()).length, 1, 'who saved it is on the record')
  // What was sent stands: it is neither made again nor sent again.
  assert.equal((await as(officer).submit(`${there}/make`)).location, there)
  assert.deepEqual([(await rowOf(there)).state, (await rowOf(there)).version], ['clear', row.version])
})

test('her postcode in a medical report, as text and as a scan, stops the bundle: the page is named, the postcode is not (case 13)', async () => {
  const it = await opened()
  await protect(it)
  const report = new PDFDocument()
  report.text('Accident and emergency. Seen on 30 November: bruised arm.')
  report.addPage().text(`Discharged home to ${postcode}, with a letter to the practice.`).end()
  const scan = new PDFDocument()
  scan.image(aPicture('letter with an address'), 40, 40, { width: 500 }).end()
  const [typed, scanned] = [await addFile(it, await buffer(report)), await addFile(it, await buffer(scan))]
  const there = await put(it, [it.entryField, `file-${typed}`, `file-${scanned}`])
  await make()
  const row = await rowOf(there)
  assert.deepEqual([row.state, row.contentHash, row.paper], ['held', null, null])
  const page = await as(officer).visit(there)
  assert.match(page.text(), /This bundle cannot leave/)
  const found = row.found as { kind: string; page: number; item: number }[]
  assert.deepEqual([...new Set(found.filter(({ kind }) => kind === 'postcode').map(({ item }) => item))].sort(), [2, 3])
  for (const { page: number, item } of found)
    assert.match(
      page.text(),
      new RegExp(`Page ${number}: (a postcode|part of an address) that is protected here, in number ${item}`),
    )
  assert.equal(/ZZ97|Hollow/.test(page.body), false, 'where it stands, not what it is')
  // Nobody can be asked, and nothing can be saved.
  const asking = `${it.here}/releases/bundle/${row.id}`
  assert.equal((await as(officer).submit(asking, aBundleRelease({ approverId: boss.id }))).location, there)
  assert.equal((await raw(`${there}/copy`, officer)).statusCode, 404)
  assert.equal((await everything.selectFrom('release').select('id').where('bundleId', '=', row.id).execute()).length, 0)
  // Without the two reports it goes.
  await it.send(`bundles/${row.id}/items`, { [it.entryField]: 'yes' })
  await make()
  assert.equal((await rowOf(there)).state, 'clear')
})

test('what begins on one page and ends on the next is found in the whole, and once (case 13)', () => {
  const sought = soughtIn('post', `4 Hollow Row\nInventedham ${postcode}`)
  const lines: [string, string][] = [
    ['Account', 'She went back to ZZ97'],
    ['Said by', '7ZZ, she said'],
  ]
  const split: [string, string][] = [['Account', `She went back to ZZ97\n7ZZ that night`]]
  const parts = [
    { heading: 'One', lines },
    { heading: 'Two', lines: split },
  ]
  assert.deepEqual(foundInWhole(parts, { copies: new Map(), starts: [2, 3], sought, found: [] }), [
    { kind: 'postcode', page: 3, item: 2 },
  ])
  const found = [{ kind: 'postcode' as const, page: 4, item: 2 }]
  assert.deepEqual(foundInWhole(parts, { copies: new Map(), starts: [2, 3], sought, found }), [])
})

/** A bundle of words alone, looked through. */
const cleared = async (it: Case, more: readonly string[] = []): Promise<string> => {
  const there = await put(it, [it.entryField, ...more])
  await make()
  const { state, failedAs } = await rowOf(there)
  assert.deepEqual([state, failedAs], ['clear', null])
  return there
}

test('whatever of it changes after the approval voids it, and it can be made again as it is then (S10)', async () => {
  const arrested = {
    suspect: '',
    day: '1/12/2026',
    time: '09:00',
    body: 'police',
    exact: 'as written',
    what: 'Assault',
  }
  const changes: Record<string, (it: Case, ids: { file: string; map: string; arrest: string }) => Promise<unknown>> = {
    'an entry is put right': ({ send }, { arrest }) =>
      send(`${arrest.split('/').slice(3).join('/')}/correct`, { ...arrested, time: '10:00', what: 'It was 10, not 9' }),
    'a file is shut': ({ send }, { file }) => send(`files/${file}/shut`, { why: 'It shows a neighbour' }, boss),
    'a mark is struck out': async ({ send }, { map }) => {
      const marks = everything.selectFrom('vault.injuryMark').select('id').where('injuryId', '=', map)
      await send(`injuries/${map}/marks/${(await marks.executeTakeFirstOrThrow()).id}/strike`, { why: 'Shadow' })
    },
    'a way to reach them is written down': (it) => protect(it, '9 Otter Lane\nInventedham ZZ98 8ZZ'),
    'a person comes in': async (it) =>
      void (await everything
        .insertInto('party')
        .values({
          ...{ caseId: it.caseId, role: 'other', addedBy: officer.id, addedAt: new Date() },
          personId: (await aCase(services, officer)).victimId,
        })
        .execute()),
    'a school is named that both go to': ({ send, victimId, perpetratorId }) =>
      send('shared-places', { personId: victimId, otherId: perpetratorId, kind: 'school', name: 'Hollow School' }),
  }
  for (const [what, change] of Object.entries(changes)) {
    const it = await opened()
    arrested.suspect = it.perpetratorId
    const arrest = await it.send('entries/new/justice.suspect-arrested', arrested)
    const ids = { file: await addFile(it, plainLetter), map: await bodyMap(it), arrest }
    const fact = everything
      .selectFrom('entry')
      .select('factId')
      .where('id', '=', arrest.split('/').at(-1) ?? '')
    const { factId } = await fact.executeTakeFirstOrThrow()
    const there = await cleared(it, [`entry-${factId}`, `file-${ids.file}`, `injury-${ids.map}`])
    const release = await ask(it, there)
    await approve(release)
    await change(it, ids)
    const page = await as(officer).visit(`${release}/send`)
    assert.match(page.text(), /What would be sent has changed since it was asked for/, what)
    assert.equal((await as(officer).submit(`${release}/send`)).status, 303)
    const { state, endedWhy, releasedAt } = await releaseAt(release)
    assert.deepEqual([what, state, endedWhy, releasedAt], [what, 'void', 'changed', null])
    assert.equal((await raw(`${release}/copy`, boss)).statusCode, 404, what)
    assert.match((await as(officer).visit(there)).text(), /Something has changed in this case since it was made/, what)
    await as(officer).submit(`${there}/make`)
    if (what !== 'a file is shut') {
      await make()
      assert.equal((await rowOf(there)).state, 'clear', what)
    }
  }
})

test('what was read on its pages is looked through again by what is to be protected now, before it is approved and before it is sent', async () => {
  const it = await opened()
  const there = await cleared(it)
  const release = await ask(it, there)
  await approve(release)
  // As if the database had not noticed: the door of the entry is now somebody’s protected school.
  const { sourceHash } = await releaseAt(release)
  const setting = {
    caseId: it.caseId,
    personId: it.victimId,
    otherId: it.perpetratorId,
    kind: 'school',
    name: 'broke the door',
  }
  await everything
    .insertInto('sharedSetting')
    .values({ ...setting, recordedBy: officer.id, recordedAt: new Date() })
    .execute()
  const now = await everything
    .selectFrom('bundle')
    .select(({ fn, ref }) =>
      fn<Buffer>('private.source_of_bundle', [ref('caseId'), ref('items'), ref('recipientId')]).as('source'),
    )
    .where('id', '=', there.split('/').at(-1) ?? '')
    .executeTakeFirstOrThrow()
  assert.notDeepEqual(now.source, sourceHash)
  await everything
    .updateTable('release')
    .set({ sourceHash: now.source })
    .where('id', '=', release.split('/').at(-1) ?? '')
    .execute()
  assert.equal((await as(officer).submit(`${release}/send`)).status, 303)
  assert.deepEqual([(await releaseAt(release)).state, (await releaseAt(release)).endedWhy], ['void', 'changed'])
})

test('an approval ends, and one by somebody who came into conflict since sends nothing (S10)', async () => {
  const it = await opened()
  const there = await cleared(it)
  const release = await ask(it, there)
  await approve(release)
  clock.set('2026-12-05T00:00:01Z')
  await as(officer).submit(`${release}/send`)
  assert.deepEqual([(await releaseAt(release)).state, (await releaseAt(release)).endedWhy], ['void', 'over'])
  clock.set('2026-12-01T10:00:00Z')
  const other = await aPractitioner('police-supervisor')
  const again = await ask(it, there, { approverId: other.id })
  assert.equal((await raw(`${again}/copy`, other)).statusCode, 200)
  assert.equal((await as(other).submit(`${again}/answer`, anApproval)).status, 303)
  await as(other).submit(`${it.here}/conflicts`, { practitionerId: other.id, ground: 'friend' })
  await as(officer).submit(`${again}/send`)
  assert.deepEqual([(await releaseAt(again)).state, (await releaseAt(again)).endedWhy], ['void', 'person'])
  // Whoever works with the person reported is not asked, and nobody is asked to approve what is theirs.
  const third = await aPractitioner('police-supervisor')
  const contact = { caseId: it.caseId, personId: it.perpetratorId, practitionerId: third.id }
  await everything
    .insertInto('reportedContact')
    .values({ ...contact, recordedBy: officer.id, recordedAt: new Date() })
    .execute()
  const asking = `${it.here}/releases/bundle/${there.split('/').at(-1)}`
  for (const approverId of [third.id, officer.id, colleague.id])
    assert.equal((await as(officer).submit(asking, aBundleRelease({ approverId }))).status, 404)
})

test('nothing is made for the side of the person reported, nor of what a recipient may not have; what was typed is kept', async () => {
  const it = await opened()
  const { name } = await everything
    .selectFrom('person')
    .select('name')
    .where('id', '=', it.perpetratorId)
    .executeTakeFirstOrThrow()
  for (const change of [{ outsideKind: 'defence', outsideName: 'A solicitor' }, { outsideName: `${name}, tenant` }]) {
    const sent = await tryPutting(it, [it.entryField], change)
    assert.match(sent.text('.govuk-error-summary'), /goes to the side of the person reported/)
    assert.equal(sent.value('outsideName'), change.outsideName)
    assert.equal(sent.$(`[name="${it.entryField}"]`).attr('checked') !== undefined, true)
  }
  const care = await aPractitioner('witness-care-officer')
  const prosecutor = await aPractitioner('cps-lawyer')
  const toCare = await tryPutting(it, [it.entryField], { to: 'here', recipientId: care.id })
  assert.match(toCare.text('.govuk-error-summary'), /may not have this for their work: Incident/)
  await put(it, [it.entryField], { to: 'here', recipientId: prosecutor.id })
  const contact = { caseId: it.caseId, personId: it.perpetratorId, practitionerId: prosecutor.id }
  await everything
    .insertInto('reportedContact')
    .values({ ...contact, recordedBy: officer.id, recordedAt: new Date() })
    .execute()
  assert.equal((await tryPutting(it, [it.entryField], { to: 'here', recipientId: prosecutor.id })).status, 404)
  assert.match((await tryPutting(it, [])).text('.govuk-error-summary'), /Select what goes in/)
  assert.match(
    (await tryPutting(it, [it.entryField], { why: '' })).text('.govuk-error-summary'),
    /Enter what it is for/,
  )
  await protect(it)
  const said = await tryPutting(it, [it.entryField], { why: `To fetch her from ${postcode}` })
  assert.match(said.text('.govuk-error-summary'), /it holds a postcode that is protected here/)
  assert.equal(/ZZ97/.test(said.text('.govuk-error-summary')), false)
  for (const field of ['why', 'outsideName']) {
    const drawn = await tryPutting(it, [it.entryField], { [field]: 'A hearing 審' })
    assert.match(drawn.text('.govuk-error-summary'), /Use letters, digits and ordinary signs/)
    assert.deepEqual(
      drawn.errors().map(({ href }) => href),
      [`#${field}`],
    )
  }
})

test('what may never stand in a bundle is not offered, and not taken when it is sent all the same (INV-01, MODEL 4)', async () => {
  const it = await opened()
  const vault = await addFile(it, plainLetter, { class: 'C4' })
  const shut = await addFile(it, plainLetter)
  await it.send(`files/${shut}/shut`, { why: 'It shows a neighbour' })
  const map = await bodyMap(it, 'not for court')
  const moving = { day: '30/11/2026', time: '22:00', body: 'police', exact: 'as written', what: 'To a place of safety' }
  await it.send('entries/new/incidents.moved-to-refuge', moving)
  const graded = { mark: 'intelligence', sourceGrade: '2', assessedAs: 'C' }
  await it.send('entries/new/incidents.information-received', { ...moving, ...graded, what: 'Was seen with a knife' })
  const page = await as(officer).visit(`${it.here}/bundles/new`)
  for (const id of [vault, shut, map]) assert.equal(page.body.includes(id), false)
  assert.match(page.text(), /Not offered: one record of an injury of which they said that nobody outside/)
  const types = await everything
    .selectFrom('entry')
    .select(['factId', 'type'])
    .where('caseId', '=', it.caseId)
    .execute()
  // INV-29: intelligence goes nowhere as it stands.
  const kept = ['incidents.moved-to-refuge', 'incidents.information-received']
  const others = types.filter(({ type }) => !/^(incidents|justice|orders)\./.test(type) || kept.includes(type))
  for (const each of kept) assert.ok(others.some(({ type }) => type === each))
  for (const { factId } of others) assert.equal(page.body.includes(factId), false)
  const fields = [`file-${vault}`, `file-${shut}`, `injury-${map}`, ...others.map(({ factId }) => `entry-${factId}`)]
  assert.match((await tryPutting(it, fields)).text('.govuk-error-summary'), /Select what goes in/)
  // The database asks for itself.
  for (const item of [
    { kind: 'file', id: vault },
    { kind: 'file', id: shut },
    ...others.map(({ factId: id }) => ({ kind: 'entry', id })),
  ]) {
    const source = everything.selectNoFrom(({ fn, val }) =>
      fn<Buffer | null>('private.source_of_bundle', [val(it.caseId), val(JSON.stringify([item])), val(null)]).as(
        'source',
      ),
    )
    assert.equal((await source.executeTakeFirstOrThrow()).source, null, JSON.stringify(item))
  }
})

test('its order is one’s own; what is added comes last; it can be stopped, and made again', async () => {
  const it = await opened()
  const [file, map] = [await addFile(it, plainLetter), await bodyMap(it)]
  const there = await put(it, [it.entryField, `file-${file}`])
  const itemsOf = async () => ((await rowOf(there)).items as { id: string }[]).map(({ id }) => id)
  const fact = it.entryField.slice('entry-'.length)
  const [first, second] = await itemsOf()
  assert.equal((await as(officer).submit(`${there}/stop`)).location, there)
  assert.match((await as(officer).visit(there)).text(), /no paper of it is kept. What you chose is kept, sealed/)
  await make()
  assert.equal((await rowOf(there)).state, 'stopped')
  const places = {
    [`place-entry-${fact}`]: first === fact ? '2' : '1',
    [`place-file-${file}`]: first === fact ? '1' : '2',
  }
  assert.match(
    (await as(officer).submit(`${there}/order`, { ...places, [`place-file-${file}`]: 'x' })).text(
      '.govuk-error-summary',
    ),
    /Enter a whole number beside each/,
  )
  await it.send(`${there.split('/').slice(3).join('/')}/order`, places)
  assert.deepEqual(await itemsOf(), [second, first])
  assert.match((await as(officer).visit(there)).text(), /It is being made/)
  assert.equal((await as(officer).visit(`${there}/items`)).location, there, 'not while it is made')
  await make()
  await it.send(`${there.split('/').slice(3).join('/')}/items`, {
    [it.entryField]: 'yes',
    [`file-${file}`]: 'yes',
    [`injury-${map}`]: 'yes',
  })
  assert.deepEqual(await itemsOf(), [second, first, map])
  const { version } = await rowOf(there)
  await make()
  const behind = await as(officer).submit(`${there}/items`, { [it.entryField]: 'yes', basedOn: String(version) })
  assert.match(behind.text('.govuk-error-summary'), /It has changed since you opened this page/)
  // A worker that is asked to end gives back what it had begun; one that was cut off holds it for half an hour.
  await as(officer).submit(`${there}/make`)
  const [ending, at] = [new AbortController(), services.now()]
  const isEnding = () => {
    ending.abort()
    return at
  }
  await makeBundles({ ...workers, now: isEnding }, at, log, ending.signal)
  const left = await rowOf(there)
  assert.deepEqual([left.state, left.tries, left.pages], ['waiting', 0, null])
  const cutOff = (tries: number) =>
    everything
      .updateTable('bundle')
      .set({ state: 'reading', begunAt: at, tries, contentHash: null, paper: null, readings: null })
      .where('id', '=', left.id)
      .execute()
  await cutOff(1)
  clock.set('2026-12-01T10:29:00Z')
  await make()
  assert.equal((await rowOf(there)).state, 'reading', 'it is the first worker’s for half an hour')
  clock.set('2026-12-01T10:31:00Z')
  await make()
  assert.equal((await rowOf(there)).state, 'clear')
  await cutOff(3)
  await make()
  assert.deepEqual([(await rowOf(there)).state, (await rowOf(there)).failedAs], ['failed', 'broken'], 'not for ever')
})

test('keys that do not answer for a moment are no fault of a bundle: it is made a minute later, and three times at most', async () => {
  const it = await opened()
  const there = await put(it, [it.entryField])
  const silent = {
    ...workers,
    keeper: { ...workers.keeper, find: () => Promise.reject(new KeysOutOfReach('Not now')) },
  }
  const cannot = () => makeBundles(silent, services.now(), log, new AbortController().signal)
  await cannot()
  assert.deepEqual([(await rowOf(there)).state, (await rowOf(there)).tries], ['waiting', 1])
  await make()
  assert.equal((await rowOf(there)).state, 'waiting', 'a minute goes by first')
  clock.set('2026-12-01T10:02:00Z')
  await make()
  assert.equal((await rowOf(there)).state, 'clear')
  await as(officer).submit(`${there}/make`)
  for (const minute of ['02', '05', '09']) {
    clock.set(`2026-12-01T10:${minute}:00Z`)
    await cannot()
  }
  assert.deepEqual([(await rowOf(there)).state, (await rowOf(there)).failedAs], ['failed', 'broken'])
})

const setFile = (id: string, state: string) =>
  everything.updateTable('evidenceFile').set({ state }).where('id', '=', id).execute()
test('where its reason or its recipient is what was found, it is said that this takes a new bundle', async () => {
  const it = await opened()
  const there = await put(it, [it.entryField], { why: `The hearing about ${postcode}` })
  await as(officer).submit(`${there}/stop`)
  await protect(it)
  await as(officer).submit(`${there}/make`)
  await make()
  assert.equal((await rowOf(there)).state, 'held')
  const page = (await as(officer).visit(there)).text()
  assert.match(page, /Page 1: a postcode that is protected here, before the first thing in it/)
  assert.match(page, /make a new bundle and say it without that/)
  assert.doesNotMatch(page, /Take out what it stands in/)
})

test('what is shut at this moment is not left out unsaid: made again or put in order, it asks; whoever made it decides', async () => {
  const it = await opened()
  const file = await addFile(it, plainLetter)
  const there = await cleared(it, [`file-${file}`])
  const { items, version } = await rowOf(there)
  await setFile(file, 'received')
  const places = { [`place-${it.entryField}`]: '1', [`place-file-${file}`]: '2' }
  const tries = { make: {}, order: places, items: { [it.entryField]: 'yes', [`file-${file}`]: 'yes' } }
  for (const [step, form] of Object.entries(tries)) {
    const sent = await as(officer).submit(`${there}/${step}`, form)
    assert.equal(sent.status, 422, step)
    assert.match(sent.text('.govuk-error-summary'), /1 thing is shut or being checked: wait, or leave it out/, step)
    assert.equal(sent.$(`form[action="${there}/items"]`).length, 1, step)
    assert.equal(sent.$(`[name="${it.entryField}"]`).attr('checked') !== undefined, true, step)
    const row = await rowOf(there)
    assert.deepEqual([row.items, row.version], [items, version], step)
  }
  for (const path of [there, `${there}/items`])
    assert.match((await as(officer).visit(path)).text(), /1 thing is shut or being checked/)
  // Open again, it goes in as before.
  await setFile(file, 'clear')
  assert.equal((await as(officer).submit(`${there}/make`)).status, 303)
  assert.deepEqual((await rowOf(there)).items, items)
  await make()
  await setFile(file, 'received')
  await it.send(`${there.split('/').slice(3).join('/')}/items`, { [it.entryField]: 'yes' })
  assert.equal(((await rowOf(there)).items as unknown[]).length, 1, 'left out by whoever made it')
  const sent = await tryPutting(it, [it.entryField, `file-${file}`])
  assert.match(sent.text('.govuk-error-summary'), /1 thing is shut or being checked/)
})

test('a recipient who left, or works for the other side since, has it no longer: it is said, and nothing is asked or made', async () => {
  for (const fall of ['left', 'other side', 'close'] as const) {
    const it = await opened()
    const lawyer = await aPractitioner('cps-lawyer')
    const there = await put(it, [it.entryField], { to: 'here', recipientId: lawyer.id })
    await make()
    const before = await rowOf(there)
    assert.equal(before.state, 'clear')
    const ended = { practitionerId: lawyer.id, caseId: it.caseId }
    if (fall === 'left')
      await everything.updateTable('practitioner').set({ disabledAt: new Date() }).where('id', '=', lawyer.id).execute()
    if (fall === 'other side')
      await everything
        .insertInto('reportedContact')
        .values({ ...ended, personId: it.perpetratorId, recordedBy: officer.id, recordedAt: new Date() })
        .execute()
    if (fall === 'close')
      await everything
        .insertInto('caseExclusion')
        .values({ ...ended, ground: 'friend', source: 'declared', at: new Date() })
        .execute()
    const gone = new RegExp(`${lawyer.name} can no longer have it. Make a bundle for somebody else`)
    assert.match((await as(officer).visit(there)).text(), gone, fall)
    const asking = `${it.here}/releases/bundle/${before.id}`
    assert.equal((await as(officer).submit(asking, aBundleRelease({ approverId: boss.id }))).location, there, fall)
    for (const [step, form] of Object.entries({ make: {}, items: { [it.entryField]: 'yes' } })) {
      const sent = await as(officer).submit(`${there}/${step}`, form)
      assert.equal(sent.status, 422, `${fall} ${step}`)
      assert.match(sent.text('.govuk-error-summary'), gone, fall)
    }
    assert.equal((await rowOf(there)).version, before.version)
    const kept = everything.selectNoFrom(({ fn, val }) =>
      fn<boolean>('private.kept_from_release', [val(lawyer.id), val(it.caseId)]).as('kept'),
    )
    assert.equal((await kept.executeTakeFirstOrThrow()).kept, true, 'the database asks for itself')
  }
})

const paperAt = async (there: string) => {
  const saved = await raw(`${there}/copy`, officer)
  assert.equal(saved.statusCode, 200)
  return (await readPdf(saved.rawPayload)).text
}
test('who told it stands nowhere on the paper: not of an effect, not of a film, not of a report (SAFETY S10)', async () => {
  const it = await opened()
  const told = await it.send('injuries/new/effect', {
    ...{ personId: it.victimId, seenOn: '30/11/2026', from: 'Mrs Quince next door', words: 'She limps', agreed: 'yes' },
  })
  const film = await addFile(it, plainLetter, { takenBy: 'Mrs Quince next door' })
  const report = { day: '30/11/2026', time: '22:00', body: 'police', exact: 'as written', childPresent: 'no' }
  await it.send('incidents/new', {
    ...{ ...report, mark: 'fact', reportedBy: 'third party', sourceAgency: 'Police', what: 'Shouting in the yard' },
  })
  const calls = await everything
    .selectFrom('entry')
    .select('factId')
    .where('what', '=', 'Shouting in the yard')
    .execute()
  const there = await cleared(it, [
    ...[`injury-${told.split('/').at(-1)}`, `file-${film}`],
    ...calls.map(({ factId }) => `entry-${factId}`),
  ])
  const text = await paperAt(there)
  for (const stands of [/She limps/, /Shouting in the yard/, /the boiler is looked at on Tuesday/])
    assert.match(text, stands)
  for (const never of [/Quince/, /eported by/, /Somebody else/, /third party/i, /Who told/, /Taken or made/])
    assert.doesNotMatch(text, never)
})

test('in the hour that comes twice, the paper says which of the two it was', async () => {
  const it = await opened()
  const what = 'On the night when the clocks went back'
  const factId = randomUUID()
  const { id: _, ...first } = await everything
    .selectFrom('entry')
    .selectAll()
    .where('id', '=', it.entry.split('/').at(-1) ?? '')
    .executeTakeFirstOrThrow()
  const at = new Date('2026-10-25T01:30:00Z')
  const last = { position: first.position + 1_000_000 }
  const moved = { ...first, ...last, factId, what, happenedFrom: at, happenedUntil: at, precision: 'minute' }
  await everything
    .insertInto('entry')
    .values({ ...moved, details: JSON.stringify(first.details) })
    .execute()
  const text = await paperAt(await cleared(it, [`entry-${factId}`]))
  assert.match(text, /Happened: Sun 25 Oct 2026, 01:30 GMT/)
})

test('who may make one and who sees one: advisers and police who investigate, each their own; nobody on the other side', async () => {
  const it = await opened()
  const adviser = await aPractitioner('idva')
  const responder = await aPractitioner('first-responder')
  const housing = await aPractitioner('housing-officer')
  for (const who of [adviser, responder, housing, colleague]) await it.send('team', aLetIn(who.id, 'Works on it'))
  const there = await cleared(it)
  for (const who of [responder, housing])
    assert.equal((await as(who).visit(`${it.here}/bundles`)).status, 404, who.role)
  for (const who of [adviser, colleague]) {
    assert.match((await as(who).visit(`${it.here}/bundles`)).text(), /No bundle of yours/)
    for (const url of [there, `${there}/copy`, `${there}/items`]) assert.equal((await as(who).visit(url)).status, 404)
    for (const step of ['make', 'stop', 'items', 'order'])
      assert.equal((await as(who).submit(`${there}/${step}`)).status, 404)
  }
  // An adviser sees of incidents what their service wrote: so does their bundle.
  assert.equal((await tryPutting(it, [it.entryField], {}, adviser)).status, 422)
  const contact = { caseId: it.caseId, personId: it.perpetratorId, practitionerId: colleague.id }
  await everything
    .insertInto('reportedContact')
    .values({ ...contact, recordedBy: officer.id, recordedAt: new Date() })
    .execute()
  assert.equal((await as(colleague).visit(`${it.here}/bundles`)).status, 404)
  // Whoever is asked sees it, and may change nothing of it.
  await ask(it, there)
  assert.match((await as(boss).visit(there)).text(), /Somebody was asked to approve it/)
  for (const step of ['make', 'stop', 'items', 'order'])
    assert.equal((await as(boss).submit(`${there}/${step}`)).status, 404)
})
