import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { atExactly, record } from '../../rules/record.ts'
import { testApp } from '../../testing/app.ts'
import { aCase, workAs } from '../../testing/cases.ts'
import { aFile } from './fixtures.ts'

const start = '2027-05-04T09:00:00Z'
const { as, aPractitioner, services, everything, clock, web } = await testApp({ at: start })
const officer = await aPractitioner('investigating-officer')
const colleague = await aPractitioner('abuse-specialist')
const chief = await aPractitioner('administrator', { agencyId: officer.agencyId })
const stranger = await aPractitioner('idva')

const aSuspect = () => ({ perpetratorName: `Bracken ${randomUUID().slice(0, 8)}`, perpetratorBornOn: '1988-07-03' })
const opened = async (who = officer, changes: Record<string, string> = {}) => {
  const suspect = { ...aSuspect(), ...changes }
  const made = await aCase(services, who, suspect)
  const { reference } = await everything
    .selectFrom('cases')
    .select('reference')
    .where('id', '=', made.caseId)
    .executeTakeFirstOrThrow()
  return { ...made, reference, suspect: suspect.perpetratorName }
}
const bring = async (text: string, { who = officer, format = 'custody', source = `System ${randomUUID()}` } = {}) => {
  const sent = await as(who).submit('/inbox/new', { format, source, text })
  return { sent, source, address: sent.location, page: sent.status === 303 ? await as(who).visit(sent.location) : sent }
}
const take = (address: string, from = 0, who = officer) => as(who).submit(address, { from: String(from) })
const entriesOf = (caseId: string) =>
  everything
    .selectFrom('entry')
    .selectAll()
    .where('caseId', '=', caseId)
    .where('type', '!=', 'cases.opened')
    .orderBy('position')
    .execute()
const itemsOf = (source: string) =>
  everything.selectFrom('inboxItem').selectAll().where('source', '=', source).orderBy('sourceRef').execute()
const openDuties = async (caseId: string, code: string) =>
  (
    await everything.selectFrom('duty').selectAll().where('caseId', '=', caseId).where('code', '=', code).execute()
  ).filter(({ state }) => state === 'open')

test('a file is shown row by row before anything is recorded, and then recorded with its duties (VC-02)', async () => {
  const { caseId, reference, perpetratorId } = await opened()
  const { page, address, source } = await bring(
    aFile({ 'case reference': reference.toLowerCase() }, { event: 'flew away' }),
  )
  assert.match(page.text(), /Recorded.*/)
  assert.ok(page.text().includes(reference))
  assert.match(page.text(), /1 problem in the file.*3event ?This word is not known here/)
  assert.deepEqual([(await entriesOf(caseId)).length, (await itemsOf(source)).length], [0, 0])
  assert.equal((await take(address)).status, 303)
  const [entry, ...more] = await entriesOf(caseId)
  assert.deepEqual(
    [more.length, entry?.type, entry?.suspectId, entry?.enteredBy, entry?.toldBy],
    [0, 'justice.suspect-arrested', perpetratorId, officer.id, `${source}, C-1`],
  )
  assert.equal((await openDuties(caseId, 'ARREST')).length, 1)
  assert.match((await as(officer).visit(address)).text(), /all taken in.*1 of 1 row taken.*Recorded: 1/)
})

test('the same file again does nothing, and a file is wiped when it is taken', async () => {
  const { caseId, reference } = await opened()
  const file = aFile({ 'case reference': reference })
  const { address, source } = await bring(file)
  await take(address)
  const again = await bring(file, { source })
  assert.match(again.page.text(), /Had already: nothing to do/)
  await take(again.address)
  assert.equal((await entriesOf(caseId)).length, 1)
  const kept = await everything.selectFrom('inboxBatch').select('content').where('source', '=', source).execute()
  assert.deepEqual(kept, [{ content: '' }, { content: '' }])
})

test('a row that changed corrects what it told before: nothing is edited, and the duty stays one', async () => {
  const { caseId, reference } = await opened()
  const { address, source } = await bring(aFile({ 'case reference': reference }))
  await take(address)
  const changed = await bring(aFile({ 'case reference': reference, happened: '2027-04-30 17:05' }), { source })
  assert.match(changed.page.text(), /Corrects what came before/)
  await take(changed.address)
  const entries = await entriesOf(caseId)
  assert.deepEqual(
    entries.map(({ relation }) => relation),
    ['starts', 'corrects'],
  )
  assert.equal(new Set(entries.map(({ factId }) => factId)).size, 1)
  assert.equal((await openDuties(caseId, 'ARREST')).length, 1)
})

test('a custody reference that led to a suspect once leads there again', async () => {
  const { caseId, reference } = await opened()
  const custody = `CU/${randomUUID()}`
  await take((await bring(aFile({ 'case reference': reference, 'custody reference': custody }))).address)
  await take(
    (
      await bring(
        aFile({
          event: 'released under investigation',
          happened: '2027-05-01 02:10',
          'custody reference': custody.toLowerCase(),
        }),
      )
    ).address,
  )
  assert.deepEqual(
    (await entriesOf(caseId)).map(({ type }) => type),
    ['justice.suspect-arrested', 'justice.suspect-released-under-investigation'],
  )
})

test('the exact name and day of birth lead to the suspect, and reach each victim of theirs that nobody here can see', async () => {
  const { caseId, suspect, perpetratorId } = await opened()
  const hidden = await opened(stranger)
  await everything
    .insertInto('party')
    .values({
      caseId: hidden.caseId,
      personId: perpetratorId ?? '',
      role: 'perpetrator',
      addedBy: stranger.id,
      addedAt: new Date(start),
    })
    .execute()
  const { address, page } = await bring(aFile({ suspect: suspect.toUpperCase(), 'suspect born': '3/7/1988' }))
  assert.ok(!page.body.includes(hidden.reference))
  await take(address)
  assert.equal((await entriesOf(caseId)).length, 1)
  const [reached] = await entriesOf(hidden.caseId)
  assert.deepEqual([reached?.fromOtherCase, reached?.type], [true, 'justice.suspect-arrested'])
})

test('what is not certain goes to the tray with its reason, and is never guessed', async () => {
  const one = await opened()
  await opened(officer, { perpetratorName: one.suspect })
  const secret = await opened(stranger)
  const { page, address, source } = await bring(
    aFile(
      { suspect: one.suspect, 'suspect born': '1988-07-03' },
      { suspect: one.suspect },
      { suspect: secret.suspect, 'suspect born': '1988-07-03' },
      { 'case reference': secret.reference },
      { 'case reference': one.reference, suspect: 'Somebody Else' },
      { 'case reference': one.reference, 'suspect born': '1990-01-01' },
      { 'case reference': 'WM-NOT-THERE' },
    ),
  )
  const reasons = [
    'It could be more than one person',
    'it needs the name and the day of birth',
    'Nothing in it leads to a case that you can see',
    'You can see no case with that reference',
  ]
  for (const reason of reasons) assert.ok(page.text().includes(reason), reason)
  assert.equal(page.$('tbody tr').length, 7)
  await take(address)
  const items = await itemsOf(source)
  assert.deepEqual(
    items.map(({ state, caseId }) => [state, caseId]),
    Array.from({ length: 7 }, () => ['tray', null]),
  )
  // A case that is not there and one that is not theirs give the same words.
  assert.equal(items[3]?.whyTray, items[6]?.whyTray)
  assert.deepEqual([(await entriesOf(one.caseId)).length, (await entriesOf(secret.caseId)).length], [0, 0])
})

test('the sorter links an item to a case that they see, and it is known from when it came', async () => {
  clock.set(start)
  const { caseId, suspect, perpetratorId, reference } = await opened()
  const { address, source } = await bring(aFile({ suspect: `${suspect} Jnr`, 'suspect born': '1988-07-03' }))
  await take(address)
  clock.set('2027-05-04T12:00:00Z')
  const [item] = await itemsOf(source)
  const way = `/inbox/${item?.id}`
  const page = await as(officer).visit(way)
  assert.ok(page.text().includes(reference) && page.text().includes(suspect))
  const bare = await as(officer).submit(`${way}/link`, {})
  assert.deepEqual([bare.status, bare.errors().map(({ href }) => href)], [422, ['#match', '#fact']])
  const foreign = await opened(stranger)
  const tried = await as(officer).submit(`${way}/link`, {
    match: `${foreign.caseId}:${foreign.perpetratorId}`,
    fact: 'new',
  })
  assert.equal(tried.status, 422)
  assert.equal(
    (await as(officer).submit(`${way}/link`, { match: `${caseId}:${perpetratorId}`, fact: 'new' })).status,
    303,
  )
  const [entry] = await entriesOf(caseId)
  assert.deepEqual([entry?.suspectId, entry?.knownAt.toISOString()], [perpetratorId, '2027-05-04T09:00:00.000Z'])
  assert.match((await as(officer).visit(way)).text(), /Recorded/)
  clock.set(start)
})

test('another case is found in the tray by its reference, and what is known there already can be confirmed', async () => {
  const { caseId, reference, perpetratorId } = await opened()
  await take((await bring(aFile({ 'case reference': reference }))).address)
  const { address, source } = await bring(aFile({ suspect: 'A. Nother' }))
  await take(address)
  const [item] = await itemsOf(source)
  const page = await as(officer).visit(`/inbox/${item?.id}?reference=${reference}`)
  const known = page
    .$('[name="fact"]')
    .map((_, radio) => page.$(radio).val())
    .get()
  assert.equal(known.length, 2)
  const link = { match: `${caseId}:${perpetratorId}`, fact: String(known[1]), reference }
  assert.equal((await as(officer).submit(`/inbox/${item?.id}/link`, link)).status, 303)
  assert.deepEqual(
    (await entriesOf(caseId)).map(({ relation }) => relation),
    ['starts', 'confirms'],
  )
  assert.equal((await openDuties(caseId, 'ARREST')).length, 1)
})

test('an item is set aside with a reason, and without one it stays', async () => {
  const { address, source } = await bring(aFile({ suspect: 'Nobody Of Ours' }))
  await take(address)
  const [item] = await itemsOf(source)
  assert.deepEqual(
    (await as(officer).submit(`/inbox/${item?.id}/set-aside`, {})).errors().map(({ href }) => href),
    ['#why'],
  )
  assert.equal((await as(officer).submit(`/inbox/${item?.id}/set-aside`, { why: 'Another county' })).status, 303)
  assert.match((await as(officer).visit('/inbox?show=set%20aside')).text(), /Another county/)
  assert.ok(!(await as(officer).visit('/inbox')).body.includes(item?.id ?? '?'))
})

test('the overnight court list confirms what the officer entered on Friday: no second call, the law counts from receipt (S-01)', async () => {
  clock.set('2027-04-30T17:05:00+01:00')
  const { caseId, reference, perpetratorId } = await opened()
  await workAs(services, officer, (work) =>
    record(services, work, {
      ...{
        caseId,
        type: 'justice.bail-hearing-decided',
        suspectId: perpetratorId,
        knownAt: work.now,
        body: 'police',
        toldBy: 'The prosecutor',
        what: null,
      },
      happened: atExactly(new Date('2027-04-30T16:35:00+01:00')),
      details: { released: true },
    }),
  )
  const [before] = await openDuties(caseId, 'BAIL_HEARING_OUTCOME')
  assert.equal(before?.safetyDueAt?.toISOString(), '2027-04-30T17:05:00.000Z')
  clock.set('2027-05-04T09:30:00+01:00')
  const row = {
    'case reference': reference,
    event: 'bail hearing: released',
    happened: '2027-04-30',
    received: '2027-05-04 09:10',
  }
  const { page, address } = await bring(aFile(row), { format: 'court' })
  assert.match(page.text(), /Confirms what was known/)
  await take(address)
  const entries = await entriesOf(caseId)
  assert.deepEqual(
    entries.map(({ relation, receivedAt }) => [relation, receivedAt?.toISOString()]),
    [
      ['starts', undefined],
      ['confirms', '2027-05-04T08:10:00.000Z'],
    ],
  )
  const [duty, ...second] = await openDuties(caseId, 'BAIL_HEARING_OUTCOME')
  assert.deepEqual(
    [second.length, duty?.id, duty?.safetyDueAt?.toISOString()],
    [0, before?.id, '2027-04-30T17:05:00.000Z'],
  )
  assert.equal(duty?.statutoryDueAt?.toISOString(), '2027-05-05T22:59:59.000Z')
  clock.set(start)
})

test('a court list that says otherwise than the officer is no confirmation: a person looks', async () => {
  const { caseId, reference } = await opened()
  const row = {
    'case reference': reference,
    event: 'bail hearing: released',
    happened: '2027-04-30',
    received: '2027-05-04 09:10',
  }
  await take((await bring(aFile(row), { format: 'court' })).address)
  const { page, address } = await bring(aFile({ ...row, event: 'bail hearing: kept in custody' }), { format: 'court' })
  assert.match(page.text(), /It says otherwise than what is recorded of that day/)
  await take(address)
  assert.equal((await entriesOf(caseId)).length, 1)
})

test('two hearings listed on one day are two, and each is told of', async () => {
  const { caseId, reference } = await opened()
  const row = {
    'case reference': reference,
    event: 'hearing listed',
    happened: '2027-05-03',
    received: '2027-05-04 09:10',
    hearing: 'bail',
    'hearing date': '2027-05-10',
  }
  await take(
    (await bring(aFile(row, { ...row, hearing: 'trial', 'hearing date': '2027-06-10' }), { format: 'court' })).address,
  )
  assert.deepEqual(
    (await entriesOf(caseId)).map(({ relation }) => relation),
    ['starts', 'starts'],
  )
})

test('a large file is taken in steps of 200; stopped and sent again it goes on, and nothing comes twice (U10)', async () => {
  const { caseId, reference } = await opened()
  const rows = Array.from({ length: 203 }, (_, index) =>
    index % 100 === 0
      ? { 'case reference': reference, happened: `2027-04-${10 + index / 100} 10:00` }
      : { suspect: `Nobody ${index}` },
  )
  const first = await bring(aFile(...rows))
  assert.match(first.page.text(), /Take these 200 rows/)
  await take(first.address)
  const half = await as(officer).visit(first.address)
  assert.match(half.text(), /200 of 203 rows taken/)
  assert.match(half.text(), /Take these 3 rows/)
  // The button of a page that is out of date takes nothing.
  await take(first.address, 0)
  assert.match((await as(officer).visit(first.address)).text(), /200 of 203 rows taken/)
  assert.equal((await as(officer).submit(`${first.address}/stop`)).status, 303)
  assert.match((await as(officer).visit(first.address)).text(), /Stopped/)
  await take(first.address, 200)
  assert.equal((await itemsOf(first.source)).length, 200)
  const again = await bring(aFile(...rows), { source: first.source })
  await take(again.address)
  await take(again.address, 200)
  assert.deepEqual([(await itemsOf(first.source)).length, (await entriesOf(caseId)).length], [203, 3])
  assert.match((await as(officer).visit(again.address)).text(), /Had already: nothing to do: 200/)
})

test('a corrupt file is refused with its place, what was chosen is kept, and nothing is kept of the file', async () => {
  const { sent } = await bring('source reference,event,happened\nC-1,"arrested,2027-04-30', { source: 'Broken' })
  assert.equal(sent.status, 422)
  assert.match(sent.title(), /^Error: /)
  assert.match(sent.text(), /2 ?A quotation mark is opened and never closed/)
  assert.equal(sent.value('source'), 'Broken')
  assert.equal(
    (await everything.selectFrom('inboxBatch').select('id').where('source', '=', 'Broken').execute()).length,
    0,
  )
})

const newKey = async () => String((await as(officer).visit('/inbox/new')).value('formKey'))
const upload = async (content: Buffer, source: string, key?: string) => {
  const formKey = key ?? (await newKey())
  const field = (name: string, value: string) =>
    `--edge\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  const head = `${field('formKey', formKey)}${field('format', 'custody')}${field('source', source)}${field('text', '')}--edge\r\ncontent-disposition: form-data; name="file"; filename="list.csv"\r\ncontent-type: text/csv\r\n\r\n`
  const payload = Buffer.concat([Buffer.from(head), content, Buffer.from('\r\n--edge--\r\n')])
  return web.inject({
    method: 'POST',
    url: '/inbox/new',
    headers: { cookie: `waymark=${officer.token}`, 'content-type': 'multipart/form-data; boundary=edge' },
    payload,
  })
}

test('a file is uploaded as the system saved it; a workbook, and one that is too large, are refused in words', async () => {
  const { reference } = await opened()
  const sent = await upload(Buffer.from(`\ufeff${aFile({ 'case reference': reference })}`, 'utf16le'), 'Wide')
  assert.equal(sent.statusCode, 303)
  assert.ok((await as(officer).visit(String(sent.headers.location))).text().includes(reference))
  assert.match((await upload(Buffer.from('PK\x03\x04rest'), 'Book')).body, /This is a workbook/)
  const large = await upload(Buffer.alloc(8_000_001, 65), 'Large')
  assert.equal(large.statusCode, 422)
  assert.match(large.body, /The file is larger than 8 MB\. Nothing was taken\. Choose a smaller one/)
  assert.match(large.body, /value="Large"/, 'what was typed stays')
})

test('a form that comes twice is answered once; with another file it is refused, since one of the two would be lost', async () => {
  const key = await newKey()
  const file = Buffer.from(aFile({}))
  const first = await upload(file, 'Twice', key)
  const again = await upload(file, 'Twice', key)
  assert.deepEqual([first.statusCode, again.statusCode], [303, 303])
  assert.equal(again.headers.location, first.headers.location)
  assert.equal((await upload(Buffer.concat([file, Buffer.from('\n')]), 'Twice', key)).statusCode, 409)
  const kept = await everything.selectFrom('inboxBatch').select('id').where('source', '=', 'Twice').execute()
  assert.equal(kept.length, 1)
})

test('a stranger finds nothing of another agency: no item, no file, no count; a colleague sees no recorded item without its case', async () => {
  const { reference } = await opened()
  const { address, source } = await bring(aFile({ 'case reference': reference }, { suspect: 'Waits In The Tray' }))
  const nowhere = (await as(stranger).visit(`/inbox/${randomUUID()}`)).body
  assert.equal((await as(stranger).visit(address)).body, nowhere)
  assert.equal((await as(stranger).submit(address, { from: '0' })).body, nowhere)
  assert.equal((await as(colleague).visit(address)).status, 404)
  await take(address)
  const [recorded, waiting] = await itemsOf(source)
  assert.equal((await as(stranger).visit(`/inbox/${waiting?.id}`)).body, nowhere)
  assert.equal((await as(stranger).submit(`/inbox/${waiting?.id}/set-aside`, { why: 'x' })).status, 404)
  assert.match((await as(stranger).visit('/inbox')).text(), /The tray is empty/)
  assert.equal((await as(colleague).visit(`/inbox/${waiting?.id}`)).status, 200)
  assert.equal((await as(colleague).visit(`/inbox/${recorded?.id}`)).status, 404)
  assert.ok(!(await as(colleague).visit('/inbox?show=recorded')).body.includes(source))
  assert.ok((await as(officer).visit('/inbox?show=recorded')).body.includes(source))
})

test('the administrator makes keys and reads no item; a case worker makes none', async () => {
  assert.equal((await as(officer).visit('/inbox/keys')).status, 404)
  for (const way of ['/inbox', '/inbox/new']) assert.equal((await as(chief).visit(way)).status, 404)
  assert.deepEqual(
    (await as(chief).submit('/inbox/keys', { source: '' })).errors().map(({ href }) => href),
    ['#source', '#practitionerId'],
  )
  assert.deepEqual(
    (await as(chief).submit('/inbox/keys', { source: 'X', practitionerId: stranger.id }))
      .errors()
      .map(({ href }) => href),
    ['#practitionerId'],
  )
})

const aKey = async (source: string) => {
  const page = await as(chief).submit('/inbox/keys', { source, practitionerId: officer.id })
  return page.text('code')
}
const call = async (token: string, payload: unknown) => {
  const body = typeof payload === 'string' ? payload : JSON.stringify(payload)
  const answer = await web.inject({
    method: 'POST',
    url: '/inbox/api',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    payload: body,
  })
  return { status: answer.statusCode, body: JSON.parse(answer.body) }
}

test('a system sends rows with its key; each row has its own answer, and sending again changes nothing', async () => {
  const { caseId, reference } = await opened()
  const source = `Custody ${randomUUID()}`
  const token = await aKey(source)
  assert.match(token, /^wmi_[\w-]{43}$/)
  const rows = [
    { sourceReference: 'C-1', event: 'arrested', happened: '2027-04-30T16:35:00+01:00', caseReference: reference },
    { sourceReference: 'C-2', event: 'arrested', happened: 'soon' },
    {
      sourceReference: 'C-3',
      event: 'charged',
      happened: '2027-04-30',
      suspect: 'Nobody Here',
      suspectBorn: '1990-01-01',
    },
  ]
  const first = await call(token, { format: 'custody', rows })
  assert.deepEqual(
    first.body.rows.map(({ result }: { result: string }) => result),
    ['recorded', 'not understood', 'tray'],
  )
  assert.deepEqual(first.body.rows[1].problems[0].column, 'happened')
  assert.ok(!JSON.stringify(first.body).includes(reference))
  const again = await call(token, { format: 'custody', rows })
  assert.deepEqual(
    again.body.rows.map(({ result }: { result: string }) => result),
    ['had already', 'not understood', 'had already'],
  )
  const entries = await entriesOf(caseId)
  assert.deepEqual([entries.length, entries[0]?.enteredBy], [1, officer.id])
  const audited = await everything
    .selectFrom('audit')
    .select('kind')
    .where('route', '=', '/inbox/api')
    .where('actorId', '=', officer.id)
    .execute()
  assert.ok(audited.length >= 2)
})

test('without a key, with an ended one, or with a body that is not understood, nothing is taken and the answer says why', async () => {
  const token = await aKey('Ends')
  for (const wrong of ['', 'wmi_x', officer.token, `${token}x`])
    assert.equal((await call(wrong, { format: 'custody', rows: [] })).status, 401)
  assert.equal((await call(token, '{')).status, 400)
  assert.match((await call(token, '{')).body.problem, /not JSON/)
  for (const body of [
    {},
    { format: 'custody', rows: [] },
    { format: 'x', rows: [{}] },
    { format: 'custody', rows: Array.from({ length: 201 }, () => ({})) },
    { format: 'custody', rows: [{ event: { a: 1 } }] },
  ])
    assert.equal((await call(token, body)).status, 422, JSON.stringify(body).slice(0, 60))
  const page = await as(chief).visit('/inbox/keys')
  assert.ok(!page.body.includes(token))
  const end = page.$('tr:contains("Ends") form').attr('action') ?? ''
  assert.equal((await as(chief).submit(end)).status, 303)
  assert.equal((await call(token, { format: 'custody', rows: [{}] })).status, 401)
})

test('two calls with the same row at the same moment record it once', async () => {
  const { caseId, reference } = await opened()
  const token = await aKey(`Twice ${randomUUID()}`)
  const body = {
    format: 'custody',
    rows: [{ sourceReference: 'C-1', event: 'arrested', happened: '2027-04-30 10:00', caseReference: reference }],
  }
  const answers = await Promise.all([call(token, body), call(token, body), call(token, body)])
  assert.deepEqual(answers.map(({ body: { rows } }) => rows[0].result).sort(), [
    'had already',
    'had already',
    'recorded',
  ])
  assert.equal((await entriesOf(caseId)).length, 1)
})

test('a key that calls without end is slowed down', async () => {
  const token = await aKey(`Fast ${randomUUID()}`)
  const statuses: number[] = []
  for (let index = 0; index < 62; index++) statuses.push((await call(token, { format: 'custody', rows: [] })).status)
  assert.deepEqual([statuses.filter((status) => status === 422).length, statuses.at(-1)], [60, 429])
})

const conditionsOf = async (caseId: string) =>
  (
    await everything.selectFrom('condition').selectAll().where('caseId', '=', caseId).orderBy('recordedAt').execute()
  ).map(({ kind, plain, endedAt, endedWhy, untilOn }) => ({ kind, plain, untilOn, ended: endedAt ? endedWhy : null }))

test('conditions that custody names stand with those typed by hand, and end when bail ends (BL-17, DC-05)', async () => {
  const { caseId, reference } = await opened()
  const source = `Custody ${randomUUID()}`
  const row = { 'case reference': reference, 'source reference': 'B-1' }
  const terms =
    'No direct or indirect contact with the victim; not to enter Exempelgatan\ncurfew 19:00 to 07:00; to be kind'
  const bailed = { ...row, event: 'bailed', conditions: terms, ends: '2027-07-30' }
  await take((await bring(aFile(bailed), { source })).address)
  const [entry] = await entriesOf(caseId)
  assert.deepEqual((entry?.details as { conditions: string[] } | undefined)?.conditions, [
    'no contact',
    'not to go to',
    'curfew',
    'other',
  ])
  assert.deepEqual((await conditionsOf(caseId)).map(({ kind, plain, untilOn }) => [kind, plain, untilOn]).sort(), [
    ['curfew', 'Curfew 19:00 to 07:00', '2027-07-30'],
    ['no contact', 'No direct or indirect contact with the victim', '2027-07-30'],
    ['not to go to', 'Not to enter Exempelgatan', '2027-07-30'],
    ['other', 'To be kind', '2027-07-30'],
  ])
  assert.match((await as(officer).visit(`/cases/${caseId}/justice`)).text(), /Holds Curfew: Curfew 19:00 to 07:00/)
  // A change that says nothing of conditions takes none away: they run to the new last day.
  const varied = {
    ...row,
    'source reference': 'B-2',
    event: 'bail varied',
    happened: '2027-05-01 10:00',
    ends: '2027-08-30',
  }
  await take((await bring(aFile(varied), { source })).address)
  const held = (await conditionsOf(caseId)).filter(({ ended }) => ended === null)
  assert.deepEqual([held.length, new Set(held.map(({ untilOn }) => untilOn))], [4, new Set(['2027-08-30'])])
  const cancelled = { ...row, 'source reference': 'B-3', event: 'bail cancelled', happened: '2027-05-02 10:00' }
  await take((await bring(aFile(cancelled), { source })).address)
  assert.deepEqual(
    (await conditionsOf(caseId)).filter(({ ended }) => ended === null),
    [],
  )
  const last = (await entriesOf(caseId)).at(-1)
  assert.equal((last?.details as { protectionsEnding: string[] } | undefined)?.protectionsEnding.length, 4)
})

test('a row that changed sets its conditions right; one that names others than the officer did waits for a person (S-01)', async () => {
  const { caseId, reference, perpetratorId } = await opened()
  const source = `Custody ${randomUUID()}`
  const row = { 'case reference': reference, event: 'bailed', conditions: 'no contact' }
  await take((await bring(aFile(row), { source })).address)
  await take((await bring(aFile({ ...row, conditions: 'no contact; curfew 20:00 to 06:00' }), { source })).address)
  assert.deepEqual((await conditionsOf(caseId)).map(({ kind, ended }) => [kind, ended]).sort(), [
    ['curfew', null],
    ['no contact', null],
    ['no contact', 'Set right'],
  ])
  const another = await bring(aFile({ ...row, conditions: 'no contact; electronic tag' }))
  assert.match(another.page.text(), /It names other conditions than those that are recorded here/)
  await take(another.address)
  const [item] = await itemsOf(another.source)
  const page = await as(officer).visit(`/inbox/${item?.id}`)
  const confirms = page.$('[name="fact"][value^="confirms"]').val()
  const link = { match: `${caseId}:${perpetratorId}`, fact: String(confirms) }
  assert.equal((await as(officer).submit(`/inbox/${item?.id}/link`, link)).status, 303)
  const kinds = (await conditionsOf(caseId)).filter(({ ended }) => ended === null).map(({ kind }) => kind)
  assert.deepEqual(kinds.sort(), ['curfew', 'no contact', 'tag'])
})

const closeAs = async (caseId: string, closedAs: string) => {
  await everything
    .updateTable('cases')
    .set({ state: 'closed', closedAs, closedAt: services.now() })
    .where('id', '=', caseId)
    .execute()
  await everything
    .insertInto('episode')
    .values({
      caseId,
      closedAs,
      closedAt: services.now(),
      openedAt: new Date(start),
      reason: 'test',
      proposedBy: officer.id,
      approvedBy: colleague.id,
    })
    .execute()
}
const stateOf = async (caseId: string) =>
  (await everything.selectFrom('cases').select('state').where('id', '=', caseId).executeTakeFirstOrThrow()).state

test('an arrest that comes in for a closed case opens it again, and its duty is there (MODEL 5.1)', async () => {
  const { caseId, reference } = await opened()
  await closeAs(caseId, 'ended')
  const { page, address } = await bring(aFile({ 'case reference': reference }))
  assert.ok(page.text().includes(`${reference}, closed: it opens again`))
  assert.equal(await stateOf(caseId), 'closed', 'a look at the rows changes nothing')
  await take(address)
  assert.equal(await stateOf(caseId), 'open')
  assert.equal((await openDuties(caseId, 'ARREST')).length, 1)
  assert.equal(
    (await openDuties(caseId, 'RISK_REVIEW')).length + (await openDuties(caseId, 'RISK_ASSESSMENT')).length > 0,
    true,
  )
  const episode = await everything
    .selectFrom('episode')
    .selectAll()
    .where('caseId', '=', caseId)
    .executeTakeFirstOrThrow()
  assert.match(episode.reopenedWhy ?? '', /Suspect arrested/)
})

test('what comes in for a case that was closed as a mistake waits in the tray; an open case of the suspect comes first', async () => {
  const one = await opened()
  await closeAs(one.caseId, 'recorded in error')
  const first = await bring(aFile({ 'case reference': one.reference }))
  assert.match(first.page.text(), /closed as a mistake or a double/)
  await take(first.address)
  assert.equal(await stateOf(one.caseId), 'closed')
  const two = await opened()
  const closed = await opened()
  await everything
    .insertInto('party')
    .values({
      caseId: closed.caseId,
      personId: two.perpetratorId ?? '',
      role: 'perpetrator',
      addedBy: officer.id,
      addedAt: new Date(start),
    })
    .execute()
  await closeAs(closed.caseId, 'ended')
  await take((await bring(aFile({ suspect: two.suspect, 'suspect born': '1988-07-03' }))).address)
  assert.deepEqual([(await entriesOf(two.caseId)).length, await stateOf(closed.caseId)], [1, 'closed'])
})
