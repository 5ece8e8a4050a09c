import assert from 'node:assert/strict'
import { buffer } from 'node:stream/consumers'
import { test } from 'node:test'
import PDFDocument from 'pdfkit'
import { connect } from '../../platform/db.ts'
import { createLog } from '../../platform/log.ts'
import { testApp } from '../../testing/app.ts'
import { aCase } from '../../testing/cases.ts'
import { aPicture } from '../../testing/files/picture.ts'
import { someSignatures } from '../../testing/files/signatures.ts'
import { readPdf } from '../../testing/pdf.ts'
import type { Practitioner } from '../../testing/people.ts'
import { sendFile } from '../../testing/uploads.ts'
import { aNewFile, plainLetter } from '../files/fixtures.ts'
import { checkFiles } from '../files/index.ts'
import { aBundleRelease, anApproval } from '../releases/fixtures.ts'
import { aMobile, aRule } from '../safe-contact/fixtures.ts'
import { aLetIn } from '../sharing/fixtures.ts'
import { makeBundles } from './actions/read-through.ts'
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
      new RegExp(`Page ${number}: (a postcode|part of an address) of somebody in this case, in number ${item}`),
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
