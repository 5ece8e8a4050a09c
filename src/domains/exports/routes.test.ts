import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import { readSheet } from 'read-excel-file/node'
import { newFormKey } from '../../platform/form-keys.ts'
import { key } from '../../platform/secrets.ts'
import { testApp } from '../../testing/app.ts'
import { aCase } from '../../testing/cases.ts'
import type { Practitioner } from '../../testing/people.ts'
import { someRisk } from '../../testing/risk.ts'
import { aLetIn } from '../sharing/fixtures.ts'

const app = await testApp({ at: '2026-12-01T10:00:00Z' })
const { as, aPractitioner, services, everything, clock, web } = app
const boss = await aPractitioner('police-supervisor')
const otherBoss = await aPractitioner('police-supervisor')
const foreignBoss = await aPractitioner('council-manager')

const names = { victimName: 'Sorrel Inventada', perpetratorName: 'Yew Inventado' }
/** Somebody with so many open cases. */
const aWorker = async (cases: number) => {
  const who = await aPractitioner('investigating-officer', { supervisorId: boss.id })
  for (let at = 0; at < cases; at++) await aCase(services, who, names)
  return who
}
const asked = { format: 'csv', why: 'The weekly meeting on work', forWhom: 'The inspector' }
const ask = async (who: Practitioner, change: Record<string, string> = {}, list = 'cases') => {
  const sent = await as(who).submit(`/exports/new?list=${list}`, { ...asked, ...change })
  assert.equal(sent.status, 303, sent.text('.govuk-error-summary'))
  return sent.location
}
const take = async (who: Practitioner, there: string) =>
  web.inject({
    ...{ method: 'POST', url: `${there}/take` },
    headers: { cookie: `waymark=${who.token}`, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ formKey: newFormKey(key(services.secret, 'form-keys'), who.id) }).toString(),
  })
const rowOf = (there: string) =>
  everything
    .selectFrom('listExport')
    .selectAll()
    .where('id', '=', there.split('/').at(-1) ?? '')
    .executeTakeFirstOrThrow()

test('a list about few people is taken once, by its columns alone, and the log says of how many people it is (U8)', async () => {
  const who = await aWorker(3)
  const board = await as(who).visit('/boards/cases')
  assert.match(board.text('.wm-board__actions'), /Take this list out/)
  const page = await as(who).visit('/exports/new?list=cases')
  assert.match(page.text(), /3 rows, about 3 people/)
  const unsaid = await as(who).submit('/exports/new?list=cases', { format: 'csv', forWhom: 'The inspector' })
  assert.match(unsaid.text('.govuk-error-summary'), /Enter what it is for/)
  assert.equal(unsaid.value('forWhom'), 'The inspector')
  const there = await ask(who)
  assert.match((await as(who).visit(there)).text(), /Ready to take/)
  const file = await take(who, there)
  assert.deepEqual(
    [file.statusCode, file.headers['content-disposition'], file.headers['cache-control']],
    [200, 'attachment; filename="list.csv"', 'no-store'],
  )
  const [head, ...rows]: string[][] = parse(file.rawPayload, { bom: true })
  assert.deepEqual(head, ['Case', 'Level', 'Next due', 'Open duties', 'Contact lead', 'Level review', 'Opened'])
  assert.equal(rows.length, 3)
  assert.equal(rows[0]?.[6], '2026-12-01')
  for (const hidden of ['Sorrel', 'Yew', 'Inventad']) assert.equal(file.body.includes(hidden), false, hidden)
  const log = everything.selectFrom('audit').selectAll().where('actorId', '=', who.id).where('kind', '=', 'export')
  assert.deepEqual(
    (await log.execute()).map(({ detail, objectId }) => [detail, objectId]),
    [['cases: 3 rows, 3 people, for The inspector: The weekly meeting on work', there.split('/').at(-1)]],
  )
  assert.equal((await take(who, there)).statusCode, 404, 'once only')
  assert.equal((await rowOf(there)).sealed, null, 'nothing is kept of it')
  assert.match((await as(who).visit(there)).text(), /Taken/)
  for (const stranger of [boss, otherBoss, foreignBoss]) assert.equal((await as(stranger).visit(there)).status, 404)
})

test('duties as XLSX: what it is, when, whose; nobody who is in a case', async () => {
  const who = await aWorker(2)
  const file = await take(who, await ask(who, { format: 'xlsx' }, 'mine'))
  assert.equal(file.headers['content-disposition'], 'attachment; filename="list.xlsx"')
  const [head, ...rows] = await readSheet(file.rawPayload)
  assert.deepEqual(head, ['Case', 'Level', 'What', 'Safety clock', 'Law clock', 'Held by', 'Owner'])
  assert.ok(rows.length >= 2)
  assert.equal(
    rows.every((row) => row[6] === who.name),
    true,
  )
  assert.equal(/Sorrel|Yew/.test(JSON.stringify(rows)), false)
})

test('a list about more than 25 people leaves when a second person has seen every row of it (S10, U8)', async () => {
  const who = await aWorker(26)
  const page = await as(who).visit('/exports/new?list=cases')
  assert.match(page.text(), /more than 25 people, also when it is taken out in parts/)
  const alone = await as(who).submit('/exports/new?list=cases', asked)
  assert.match(alone.text('.govuk-error-summary'), /Select the second person/)
  const there = await ask(who, { approverId: boss.id })
  assert.equal((await take(who, there)).statusCode, 404)
  assert.equal((await as(who).visit(`${there}/answer`)).status, 404, 'nobody approves their own')
  assert.equal((await as(otherBoss).visit(there)).status, 404)
  assert.match((await as(boss).visit('/boards/mine')).text(), /1 list waits for you to see and approve/)
  const seen = await as(boss).visit(`${there}/answer`)
  assert.equal(seen.$('tbody tr').length, 26)
  assert.equal(/Sorrel|Yew/.test(seen.body), false)
  assert.match(
    (await as(boss).submit(`${there}/answer`, { answer: 'refuse' })).text('.govuk-error-summary'),
    /Enter why not/,
  )
  assert.equal((await as(boss).submit(`${there}/answer`, { answer: 'approve' })).status, 303)
  assert.equal((await take(boss, there)).statusCode, 404, 'the second person does not take it')
  const file = await take(who, there)
  assert.equal(parse(file.rawPayload, { bom: true }).length, 27)
  // What leaves is what was seen, row for row.
  const shown = seen
    .$('tbody tr')
    .get()
    .map((row) => seen.$(row).find('.wm-board__value').text().replace(/\s+/g, ''))
  const rows: string[][] = parse(file.rawPayload, { bom: true, from: 2 })
  assert.deepEqual(
    rows.map((row) => row.join('').replace(/\s+/g, '')),
    shown,
  )
})

test('in parts within a day it is the same list: the part that makes it more than 25 takes two', async () => {
  const who = await aWorker(20)
  assert.equal((await take(who, await ask(who))).statusCode, 200)
  for (let at = 0; at < 6; at++) await aCase(services, who, names)
  await aCase(services, who, { ...names, victimName: 'Bryony Inventada' })
  const duties = await as(who).submit('/exports/new?list=mine', asked)
  assert.match(duties.text('.govuk-error-summary'), /Select the second person/)
  clock.set('2026-12-02T10:00:01Z')
  const again = await ask(who, { approverId: boss.id })
  assert.match((await as(who).visit(again)).text(), /Waits for a second person/)
  clock.set('2026-12-01T10:00:00Z')
})

test('two that are ready at once are not two ways around it', async () => {
  const who = await aWorker(14)
  const first = await ask(who)
  const { caseId } = await aCase(services, who, names)
  for (let at = 0; at < 11; at++) await aCase(services, who, names)
  const level = {
    personId: (
      await everything
        .selectFrom('party')
        .select('personId')
        .where('caseId', '=', caseId)
        .where('role', '=', 'victim')
        .executeTakeFirstOrThrow()
    ).personId,
  }
  assert.equal(
    (
      await as(who).submit(`/cases/${caseId}/risk/new`, {
        ...level,
        ...someRisk,
        reasons: 'Threats',
        victimView: 'Afraid',
        level: 'high',
      })
    ).status,
    303,
  )
  // One case of a level by itself, while the first still waits to be taken.
  const sent = await as(who).submit('/exports/new?list=cases&query=level%3Dhigh', asked)
  assert.equal(sent.status, 303)
  assert.equal((await take(who, first)).statusCode, 200)
  assert.equal((await take(who, sent.location)).statusCode, 200)
  const rest = await as(who).submit('/exports/new?list=cases', asked)
  assert.match(rest.text('.govuk-error-summary'), /Select the second person/)
})

test('an approval ends, is void where whoever asked no longer sees a case or the second came into conflict, and can be refused or not needed', async () => {
  const ended = async (there: string) => [
    (await rowOf(there)).state,
    (await rowOf(there)).endedWhy,
    (await rowOf(there)).sealed,
  ]
  const approved = async (who: Practitioner, second = boss) => {
    const there = await ask(who, { approverId: second.id })
    assert.equal((await as(second).submit(`${there}/answer`, { answer: 'approve' })).status, 303)
    return there
  }
  const who = await aWorker(2)
  const late = await approved(who)
  clock.set('2026-12-05T00:00:01Z')
  assert.equal((await take(who, late)).statusCode, 303)
  assert.deepEqual(await ended(late), ['void', 'over', null])
  clock.set('2026-12-01T10:00:00Z')

  const friend = await aPractitioner('police-supervisor')
  const close = await approved(who, friend)
  const { caseId } = await everything
    .selectFrom('caseGrant')
    .select('caseId')
    .where('granteeId', '=', who.id)
    .executeTakeFirstOrThrow()
  await everything
    .insertInto('caseExclusion')
    .values({ caseId, practitionerId: friend.id, ground: 'friend', source: 'declared', at: new Date() })
    .execute()
  assert.equal((await take(who, close)).statusCode, 303)
  assert.deepEqual(await ended(close), ['void', 'person', null])
  const offered = (await as(who).visit('/exports/new?list=cases')).$('[name="approverId"] option').get()
  assert.equal(
    offered.some((option) => option.attribs.value === friend.id),
    false,
  )

  const lender = await aWorker(1)
  const lent = everything.selectFrom('caseGrant').select('caseId').where('granteeId', '=', lender.id)
  const team = `/cases/${(await lent.executeTakeFirstOrThrow()).caseId}/team`
  const borrower = await aWorker(1)
  assert.equal((await as(lender).submit(team, aLetIn(borrower.id, 'Helps'))).status, 303)
  const unseen = await approved(borrower)
  assert.equal((await rowOf(unseen)).people, 2)
  assert.equal((await as(lender).submit(`${team}/${borrower.id}/end`)).status, 303)
  assert.equal((await take(borrower, unseen)).statusCode, 303)
  assert.deepEqual(await ended(unseen), ['void', 'changed', null])

  const more = await aWorker(1)
  const refused = await ask(more, { approverId: boss.id })
  assert.equal(
    (await as(boss).submit(`${refused}/answer`, { answer: 'refuse', why: 'The report says it already' })).status,
    303,
  )
  assert.deepEqual((await ended(refused)).slice(0, 2), ['refused', 'The report says it already'])
  const needless = await ask(more)
  assert.equal((await as(more).submit(`${needless}/withdraw`)).status, 303)
  assert.deepEqual(await ended(needless), ['withdrawn', 'Not needed', null])
})

test('what is kept of a list cannot be changed behind the back of the second person', async () => {
  const who = await aWorker(2)
  const there = await ask(who, { approverId: boss.id })
  const other = await rowOf(await ask(who))
  await everything
    .updateTable('listExport')
    .set({ sealed: other.sealed })
    .where('id', '=', (await rowOf(there)).id)
    .execute()
  assert.equal((await as(boss).visit(`${there}/answer`)).status, 500, 'sealed for another list: it does not open')
})

test('a list of lists has pages, and counts all of them', async () => {
  const who = await aWorker(1)
  for (let number = 0; number < 26; number++) await ask(who)
  const first = await as(who).visit('/exports')
  assert.match(first.text(), /26 lists, the latest first/)
  assert.equal(first.$('tbody tr').length, 25)
  const second = first.links().find(({ href }) => href === '/exports?page=2')
  assert.ok(second)
  assert.equal((await as(who).visit(second.href)).$('tbody tr').length, 1)
})

test('a board that is empty, or no board, gives no list; who has no cases has no such page', async () => {
  const nobody = await aWorker(0)
  assert.equal((await as(nobody).visit('/exports/new?list=cases')).status, 404)
  assert.equal((await as(nobody).visit('/exports/new?list=everything')).status, 404)
  assert.match((await as(nobody).visit('/exports')).text(), /You have taken out no list/)
  assert.equal(/Take this list out/.test((await as(nobody).visit('/boards/cases')).text()), false)
  assert.equal((await as(await aPractitioner('administrator')).visit('/exports')).status, 404)
})
