import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atExactly, record } from '../../rules/record.ts'
import { testApp } from '../../testing/app.ts'
import { aCase, workAs } from '../../testing/cases.ts'

const { as, aPractitioner, services, everything, clock } = await testApp({ at: '2026-09-01T09:00:00Z' })
const worker = await aPractitioner('idva')
const own = await aCase(services, worker, { victimName: 'Dogwood Inventado', perpetratorName: 'Thistle Inventado' })
const picture = (range = '') => as(worker).visit(`/cases/${own.caseId}/pictures/timeline${range && `?range=${range}`}`)

/** The rows of the table behind the picture, their cells apart. */
const rowsOf = ({ $ }: Awaited<ReturnType<typeof picture>>): string[] =>
  $('.wm-figure__data tbody tr')
    .get()
    .map((row) =>
      $(row)
        .find('th, td')
        .get()
        .map((cell) => $(cell).text().trim())
        .join(' | '),
    )

const enter = (type: 'justice.bail-granted' | 'incidents.recorded') =>
  workAs(services, worker, (work) =>
    record(services, work, {
      ...{ caseId: own.caseId, type, suspectId: own.perpetratorId, happened: atExactly(work.now), knownAt: work.now },
      ...{ body: 'police', toldBy: 'The custody desk', what: 'Words that belong on no picture.', details: {} },
    }),
  )
await enter('incidents.recorded')
clock.set('2026-11-20T09:00:00Z')
await enter('justice.bail-granted')
await everything
  .insertInto('riskLevel')
  .values({
    caseId: own.caseId,
    personId: own.victimId,
    agencyId: worker.agencyId,
    level: 'medium',
    reasons: 'x',
    victimView: 'x',
    decidedBy: worker.id,
    decidedAt: new Date('2026-11-10T09:00:00Z'),
    nextReviewOn: '2026-12-01',
  })
  .execute()
clock.set('2026-11-23T10:00:00Z')

test('a case over time is a picture, a sentence and a table that say the same (U11, VC-14)', async () => {
  const page = await picture('all')
  assert.equal(page.status, 200)
  assert.match(page.title(), /^The case over time - Waymark/)
  const rows = rowsOf(page)
  const facts = await everything
    .selectFrom('entry')
    .select('factId')
    .distinct()
    .where('caseId', '=', own.caseId)
    .execute()
  assert.equal(rows.filter((row) => row.includes('| Happened |')).length, facts.length)
  const duties = await everything
    .selectFrom('duty')
    .select('id')
    .where('caseId', '=', own.caseId)
    .where('state', '<>', 'superseded')
    .where('raisedAt', '<=', services.now())
    .execute()
  assert.ok(duties.length > 0)
  assert.equal(rows.filter((row) => row.includes('| Duty |')).length, duties.length)
  assert.match(page.text('.wm-figure__sentence'), new RegExp(`${facts.length} entries, ${duties.length} dut(y|ies)`))
  assert.match(page.text('.wm-figure__sentence'), /The risk level is medium since/)
  assert.ok(page.$('svg.wm-picture title').length > 0)
  assert.ok(!page.body.includes('belong on no picture'))
})

test('how far back is a link: four weeks leave out what lies before, and a range that nobody offers is four weeks', async () => {
  const [month, half, nonsense] = [await picture(), await picture('6-months'), await picture('nonsense')]
  assert.ok(!month.text('.wm-figure__data').includes('Happened Case opened'))
  assert.match(month.text('.wm-figure__data'), /Suspect released on police bail/)
  assert.match(half.text('.wm-figure__data'), /Case opened/)
  assert.equal(nonsense.text('.wm-figure__sentence'), month.text('.wm-figure__sentence'))
  assert.equal(month.$('nav[aria-label="How far back"] [aria-current]').text(), '4 weeks')
  for (const { href } of month.links().filter(({ href }) => href.includes('range=')))
    assert.equal((await as(worker).visit(href)).status, 200)
})

test('a fact that never happened is not drawn, and one that was set right is drawn once', async () => {
  const facts = async () => (await picture('all')).text('.wm-figure__data').match(/Happened/g)?.length ?? 0
  const before = await facts()
  const { factId, suspectId } = await everything
    .selectFrom('entry')
    .selectAll()
    .where('type', '=', 'justice.bail-granted')
    .executeTakeFirstOrThrow()
  const again = (details: { neverHappened?: boolean }) =>
    workAs(services, worker, (work) =>
      record(services, work, {
        ...{
          caseId: own.caseId,
          type: 'justice.bail-granted',
          about: { factId, relation: 'corrects' },
          suspectId,
          happened: atExactly(work.now),
        },
        ...{ knownAt: work.now, body: 'police', toldBy: null, what: null, details },
      }),
    )
  await again({})
  assert.equal(await facts(), before)
  await again({ neverHappened: true })
  assert.equal(await facts(), before - 1)
})

test('when there are more than a picture can hold, the latest are drawn and the page says how many there are', async () => {
  const busy = await aCase(services, worker)
  const {
    id,
    position: _,
    factId: __,
    ...entry
  } = await everything.selectFrom('entry').selectAll().where('caseId', '=', busy.caseId).executeTakeFirstOrThrow()
  assert.ok(id)
  const copies = Array.from({ length: 70 }, (_, index) => ({
    ...entry,
    position: index + 10,
    factId: crypto.randomUUID(),
    details: '{}',
  }))
  await everything.insertInto('entry').values(copies).execute()
  const page = await as(worker).visit(`/cases/${busy.caseId}/pictures/timeline`)
  assert.match(page.text(), /The latest 60 of 71 entries are drawn/)
  assert.equal(page.text('.wm-figure__data').match(/Happened/g)?.length, 60)
})

test('who is who: each person, what they are to each other by this relationship, and who lives with whom (S-05)', async () => {
  const page = await as(worker).visit(`/cases/${own.caseId}/pictures/relationships`)
  assert.equal(page.status, 200)
  assert.deepEqual(rowsOf(page), [
    'Dogwood Inventado | victim | not recorded | former partner: Thistle Inventado',
    'Thistle Inventado | person reported | not recorded | former partner: Dogwood Inventado',
  ])
  assert.doesNotMatch(page.body, /perpetrator</)
  assert.equal(page.$('.wm-map__line--harm').length, 1)
  const householdId = crypto.randomUUID()
  await everything
    .insertInto('household')
    .values({
      id: householdId,
      caseId: own.caseId,
      label: 'The flat',
      recordedBy: worker.id,
      recordedAt: services.now(),
    })
    .execute()
  const lives = (personId: string, how: 'lives' | 'visits', untilOn: string | null) => ({
    caseId: own.caseId,
    householdId,
    personId,
    how,
    untilOn,
    recordedAt: services.now(),
  })
  await everything
    .insertInto('householdMember')
    .values([lives(own.victimId, 'lives', null), lives(own.perpetratorId ?? '', 'visits', null)])
    .execute()
  const homed = await as(worker).visit(`/cases/${own.caseId}/pictures/relationships`)
  assert.deepEqual(
    rowsOf(homed).map((row) => row.split(' | ')[2]),
    ['The flat', 'not recorded'],
  )
})

test('the pictures stand among the parts of a case, and lead to each other', async () => {
  const page = await picture()
  assert.equal(page.$('nav[aria-label="This case"] [aria-current]').text(), 'Pictures')
  assert.deepEqual(
    page
      .$('nav[aria-label="Pictures"] a')
      .get()
      .map(({ attribs }) => attribs.href),
    [`/cases/${own.caseId}/pictures/timeline`, `/cases/${own.caseId}/pictures/relationships`],
  )
  assert.equal(
    (await as(worker).visit(`/cases/${own.caseId}/pictures`)).location,
    `/cases/${own.caseId}/pictures/timeline`,
  )
})

test('a stranger to the case gets the same not-found for its pictures as for a case that is not there', async () => {
  const stranger = as(await aPractitioner('investigating-officer'))
  const missing = await stranger.visit(`/cases/${crypto.randomUUID()}/pictures/timeline`)
  for (const word of ['timeline', 'relationships']) {
    const page = await stranger.visit(`/cases/${own.caseId}/pictures/${word}`)
    assert.deepEqual([page.status, page.text()], [404, missing.text()])
  }
})
