import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { connect } from '../../platform/db.ts'
import { createLog } from '../../platform/log.ts'
import { testApp } from '../../testing/app.ts'
import { aCase } from '../../testing/cases.ts'
import type { Practitioner } from '../../testing/people.ts'
import { aLetIn } from '../sharing/fixtures.ts'
import { enterMatches, forgetReports } from './index.ts'
import { script } from './model.ts'

// A man rings 101 and reports his wife missing and "mentally ill". She is in a refuge (S-07).
const { as, aPractitioner, everything, services, clock, database } = await testApp({ at: '2027-04-30T21:40:00+01:00' })
const worker = connect(database.worker, { max: 2 })
after(() => worker.destroy())
const adviser = await aPractitioner('idva')
const supervisor = await aPractitioner('police-supervisor')
const force = { agencyId: supervisor.agencyId, supervisorId: supervisor.id }
const operator = await aPractitioner('first-responder', force)
const standards = await aPractitioner('professional-standards', { agencyId: supervisor.agencyId })

const call = {
  ...{ name: 'Alder Inventado', missing: 'yes', mentalHealth: 'yes', welfareCheck: 'yes' },
  ...{ saidWhere: 'She left with a bag', caller: 'Bracken Inventado', callerIs: 'husband, wife or partner' },
  ...{ callerReached: 'On this line', day: 'today', time: '21:35' },
}
const take = async (who: Practitioner, change: Record<string, string> = {}) => {
  const answer = await as(who).submit('/missing-reports/new', { ...call, ...change })
  assert.equal(answer.status, 303, answer.text('.govuk-error-summary'))
  return answer.location
}
const enter = () =>
  enterMatches({ ...services, db: worker }, services.now(), createLog('fatal'), new AbortController().signal)
const read = async (who: Practitioner, at: string) => (await as(who).visit(at)).text('main')
const open = async (changes: Parameters<typeof aCase>[2]) => {
  clock.set('2027-04-30T21:40:00+01:00')
  const made = await aCase(services, adviser, changes)
  const duties = (code: string) =>
    everything.selectFrom('duty').selectAll().where('caseId', '=', made.caseId).where('code', '=', code).execute()
  const entries = () =>
    everything
      .selectFrom('entry')
      .selectAll()
      .where('caseId', '=', made.caseId)
      .where('type', '=', 'missing-reports.taken')
      .execute()
  return { ...made, front: `/cases/${made.caseId}`, duties, entries }
}
const doNotTrace = /This may be somebody who is protected\. Do not trace them/
const usual = /No match: the usual way holds/

describe('a report is held against everybody who is protected before anybody is traced (RR-08, INV-44, S-07)', () => {
  test('S-07: the operator is told what not to do, the plan lead is asked within the hour, both reviews open, and it closes by the neutral answer', async () => {
    const { front, duties, entries } = await open({ victimName: 'Quilla Sandovar' })
    const report = await take(operator, { name: 'Quilla Sandovar' })
    const page = await read(operator, report)
    assert.match(page, doNotTrace)
    assert.match(page, new RegExp(`Call the specialist supervisor now: ${supervisor.name}`))
    assert.match(page, /possible use of police to find them: no broadcast/)
    assert.match(page, /only by whoever leads their plan/)
    assert.ok(page.includes(script))
    assert.ok(!page.includes(adviser.name), 'nor who leads')
    assert.equal((await as(operator).visit(front)).status, 404, 'the case stays shut')
    await enter()
    const [owed, ...more] = await duties('SAFE_AND_WELL')
    assert.deepEqual([owed?.ownerId, owed?.safetyDueAt?.toISOString()], [adviser.id, '2027-04-30T21:40:00.000Z'])
    assert.equal(more.length, 0)
    for (const code of ['RISK_ASSESSMENT', 'PLAN_REVIEW'])
      assert.equal((await duties(code)).filter(({ state }) => state === 'open').length, 1, code)
    const [entry] = await entries()
    assert.match(
      entry?.what ?? '',
      /^Bracken Inventado \(husband, wife or partner\) reported Quilla Sandovar to police/,
    )
    assert.equal((await as(supervisor).submit(report)).status, 422, 'not before safe and well is confirmed')
    assert.match(await read(supervisor, '/boards/mine'), /Somebody who may be protected was reported missing/)
    assert.match(await read(supervisor, '/missing-reports'), /Quilla Sandovar.*do not trace/)
    clock.set('2027-04-30T22:10:00+01:00')
    const spoke = { what: 'Spoke by the safe way', day: 'today', time: '22:05' }
    const done = await as(adviser).submit(`${front}/duties/${owed?.id}/done`, spoke)
    assert.equal(done.status, 303, done.text('.govuk-error-summary'))
    assert.equal((await as(operator).submit(report)).status, 404, 'who took the call closes nothing')
    assert.equal((await as(supervisor).submit(report)).status, 303)
    const after = await read(supervisor, report)
    assert.match(after, new RegExp(`Answered .*${supervisor.name}, in the words above`))
    assert.ok(!after.includes('Spoke by the safe way'))
    assert.equal((await as(supervisor).submit(report)).status, 422, 'once')
    assert.ok(await as(adviser).visit(`${front}/entries/${entry?.id}`))
  })

  test('the caller is told the same words whatever was found, and no match is no proof (INV-01)', async () => {
    await open({ victimName: 'Teasel Marchbank' })
    const said = async (name: string) => {
      const page = await as(operator).visit(await take(operator, { name }))
      return { script: page.$('h2:contains("Say to the caller") + .govuk-inset-text').text().trim(), text: page.text() }
    }
    const [known, unknown] = [await said('Teasel Marchbank'), await said('Zebedee Oxenholme')]
    assert.equal(known.script, unknown.script)
    assert.equal(known.script, script)
    assert.doesNotMatch(script, /safe|refuge|service|known|protected|found|record of (her|him)/i)
    assert.match(unknown.text, /That is no proof.*The usual way holds/)
    assert.doesNotMatch(unknown.text, /supervisor|trace/)
  })

  test('names misspelt, by another name, by the day of birth, and a child are found; another day of birth or another name are not', async () => {
    const { caseId, victimId } = await open({ victimName: 'Oonagh Pellingrave', victimBornOn: '1990-02-28' })
    await everything
      .updateTable('person')
      .set({ otherNames: 'Oonagh Wetherby, Noni' })
      .where('id', '=', victimId)
      .execute()
    const child = { name: 'Tarn Pellingrave', role: 'child', bornOn: '2019-05-04', why: 'Lives there' }
    const added = await as(adviser).submit(`/cases/${caseId}/people/new`, child)
    assert.equal(added.status, 303, added.text('.govuk-error-summary'))
    for (const [name, born] of [
      ['Oonagh Pellingrave', ''],
      ['Una Pelingrave', ''],
      ['Oonagh Wetherby', ''],
      ['Pellingrave Oonagh', '28/2/1990'],
      ['Noni Pellingraves', '28/2/1990'],
      ['Oonagh Pellingrave', '27/2/1990'],
      ['Tarn Pellingrave', ''],
    ] as const)
      assert.match(await read(operator, await take(operator, { name, born })), doNotTrace, `${name} ${born}`)
    for (const [name, born] of [
      ['Magnus Thistlewood', '28/2/1990'],
      ['Una Pelgrove', '1/1/1950'],
    ] as const)
      assert.match(await read(operator, await take(operator, { name, born })), usual, `${name} ${born}`)
  })

  test('two who may be meant are both asked for; the person reported, and whoever left the case, are not protected', async () => {
    const [one, two] = [await open({ victimName: 'Hesper Vintry' }), await open({ victimName: 'Hesper Vintrey' })]
    await open({ victimName: 'Somebody Else', perpetratorName: 'Corvin Blackstock' })
    const report = await take(operator, { name: 'Hesper Vintry' })
    await enter()
    await enter()
    for (const { duties, entries } of [one, two]) {
      assert.equal((await duties('SAFE_AND_WELL')).length, 1)
      assert.equal((await entries()).length, 1, 'written once, however often the worker comes')
    }
    const [first] = await one.duties('SAFE_AND_WELL')
    const form = { what: 'Spoke by the safe way', day: 'today', time: '21:38' }
    clock.set('2027-04-30T21:50:00+01:00')
    await as(adviser).submit(`${one.front}/duties/${first?.id}/done`, { ...form, time: '21:45' })
    assert.equal((await as(supervisor).submit(report)).status, 422, 'the second is not confirmed')
    assert.match(await read(operator, await take(operator, { name: 'Corvin Blackstock' })), usual)
  })

  test('a case that has ended is held against it too: the supervisor answers for it, and whoever leads it is asked once it opens again', async () => {
    const { caseId, front, duties, entries } = await open({ victimName: 'Ottoline Fairweather' })
    const mate = await aPractitioner('idva', { agencyId: adviser.agencyId })
    assert.equal((await as(adviser).submit(`${front}/team`, aLetIn(mate.id, 'Works with them'))).status, 303)
    const ends = (closedAs: string) =>
      everything
        .updateTable('cases')
        .set({ state: 'closed', closedAt: services.now(), closedAs })
        .where('id', '=', caseId)
        .execute()
    await ends('recorded in error')
    assert.match(await read(operator, await take(operator, { name: 'Ottoline Fairweather' })), usual, 'never was')
    await ends('ended')
    const [first, second] = [
      await take(operator, { name: 'Ottoline Fairweather' }),
      await take(operator, { name: 'Ottoline Fairweather' }),
    ]
    await enter()
    assert.equal((await duties('SAFE_AND_WELL')).length, 0)
    assert.match(await read(operator, first), doNotTrace)
    assert.match(await read(supervisor, first), /A case that has ended may be meant/)
    assert.doesNotMatch(
      await read(supervisor, first),
      /is confirmed: answer|has been asked/,
      'nobody confirmed anything',
    )
    assert.match(await read(supervisor, '/missing-reports'), /In a case that has ended: ask the service/)
    assert.equal((await as(supervisor).submit(first)).status, 303)
    await everything
      .updateTable('cases')
      .set({ state: 'open', closedAt: null, closedAs: null })
      .where('id', '=', caseId)
      .execute()
    await enter()
    assert.equal((await duties('SAFE_AND_WELL')).length, 1, 'of what is not answered')
    assert.equal((await entries()).length, 1, 'what was answered is not written into it afterwards')
    assert.equal((await as(supervisor).submit(second)).status, 422)
  })

  test('each namesake is asked about, and of names that are only alike the nearest twenty', async () => {
    const one = await open({ victimName: 'Anselma Quickthorn' })
    for (let turn = 0; turn < 24; turn++) await open({ victimName: 'Anselma Quickthorn' })
    await open({ victimName: 'Anselma Quigley' })
    await take(operator, { name: 'Anselma Quickthorn' })
    await enter()
    const asked = await everything
      .selectFrom('entry')
      .select('caseId')
      .where('type', '=', 'missing-reports.taken')
      .where('what', 'like', '%Anselma%')
      .execute()
    assert.equal(new Set(asked.map(({ caseId }) => caseId)).size, 25)
    assert.equal((await one.duties('SAFE_AND_WELL')).length, 1)
  })

  test('when the hour is over each supervisor who may know is told, once', async () => {
    await open({ victimName: 'Perpetua Lingdale' })
    const second = await aPractitioner('police-supervisor', force)
    await take(operator, { name: 'Perpetua Lingdale' })
    const late = async () =>
      (await everything.selectFrom('alarm').selectAll().where('kind', '=', 'missing report late').execute()).map(
        ({ toId }) => toId,
      )
    clock.set('2027-04-30T22:39:59+01:00')
    await enter()
    assert.deepEqual(await late(), [])
    clock.set('2027-04-30T22:40:00+01:00')
    await enter()
    assert.deepEqual((await late()).sort(), [supervisor.id, second.id].sort())
    await everything
      .updateTable('alarm')
      .set({ seenAt: services.now() })
      .where('kind', '=', 'missing report late')
      .execute()
    await enter()
    assert.equal((await late()).length, 2)
    assert.match(await read(second, '/missing-reports'), /Perpetua Lingdale/)
  })

  test('a report goes after the days that the area keeps it, and not while it waits for an answer or a legal hold stands; what it said stays in the case', async () => {
    const { caseId, front, duties, entries } = await open({ victimName: 'Lettice Barrowclough' })
    const [matched, unmatched] = [
      await take(operator, { name: 'Lettice Barrowclough' }),
      await take(operator, { name: 'Ignatius Nobodyhere' }),
    ]
    await enter()
    const after = async (at: string) => {
      clock.set(at)
      await forgetReports({ ...services, db: worker }, services.now())
      const kept = await everything.selectFrom('missingReport').select('id').execute()
      return [matched, unmatched].map((path) => kept.some(({ id }) => path.endsWith(id)))
    }
    assert.deepEqual(await after('2027-05-31T21:39:00+01:00'), [true, true])
    assert.deepEqual(await after('2027-05-31T21:41:00+01:00'), [true, false], 'what waits for an answer stays')
    const [owed] = await duties('SAFE_AND_WELL')
    const form = { what: 'Spoke by the safe way', day: 'today', time: '21:40' }
    assert.equal((await as(adviser).submit(`${front}/duties/${owed?.id}/done`, form)).status, 303)
    assert.equal((await as(supervisor).submit(matched)).status, 303)
    const ground = { ground: 'a complaint or claim', reason: 'A claim', setBy: supervisor.id, setAt: services.now() }
    const { reference } = await everything
      .selectFrom('cases')
      .select('reference')
      .where('id', '=', caseId)
      .executeTakeFirstOrThrow()
    const held = { caseId, reference, agencyId: supervisor.agencyId, ...ground }
    await everything.insertInto('legalHold').values(held).execute()
    assert.deepEqual(await after('2027-07-31T21:41:00+01:00'), [true, false], 'held')
    const lifted = { liftedAt: services.now(), liftedBy: supervisor.id, liftedWhy: 'It ended' }
    await everything.updateTable('legalHold').set(lifted).where('caseId', '=', caseId).execute()
    assert.deepEqual(await after('2027-07-31T21:41:00+01:00'), [false, false])
    assert.equal((await entries()).length, 1)
  })

  test('whoever has a conflict, or works with the person reported, reads what is read where nothing matched; the plan lead is asked all the same', async () => {
    const { caseId, front, perpetratorId, duties } = await open({ victimName: 'Isolde Ramscar' })
    const [kin, his] = [
      await aPractitioner('first-responder', force),
      await aPractitioner('investigating-officer', force),
    ]
    const out = { caseId, practitionerId: kin.id, ground: 'friend', source: 'declared', at: new Date() }
    await everything.insertInto('caseExclusion').values(out).execute()
    assert.equal((await as(adviser).submit(`${front}/team`, aLetIn(his.id, 'Works on it'))).status, 303)
    const contact = { caseId, personId: perpetratorId ?? '', practitionerId: his.id, recordedBy: adviser.id }
    await everything
      .insertInto('reportedContact')
      .values({ ...contact, recordedAt: services.now() })
      .execute()
    const bare = (text: string) => text.replace(/Isolde Ramscar|Zebedee Oxenholme/g, 'X')
    for (const who of [kin, his]) {
      const [found, none] = [
        await take(who, { name: 'Isolde Ramscar' }),
        await take(who, { name: 'Zebedee Oxenholme' }),
      ]
      assert.equal(bare(await read(who, found)), bare(await read(who, none)))
    }
    await enter()
    assert.equal((await duties('SAFE_AND_WELL')).length, 1)
    const seen = await read(his, `${front}/duties`)
    assert.doesNotMatch(seen, /safe and well|reported them to police/)
    assert.doesNotMatch(await read(his, `${front}/entries`), /Reported to police|Calls to police/)
    assert.match(await read(supervisor, await take(kin, { name: 'Isolde Ramscar' })), doNotTrace, 'who may know, does')
  })

  test('nobody outside the police takes or reads one, and one force reads none of another', async () => {
    const report = await take(operator)
    const made = everything
      .insertInto('agency')
      .values({ kind: 'police', name: 'Another invented force' })
      .returning('id')
    const elsewhere = await aPractitioner('police-supervisor', { agencyId: (await made.executeTakeFirstOrThrow()).id })
    const mate = await aPractitioner('first-responder', force)
    for (const who of [elsewhere, mate, adviser]) assert.equal((await as(who).visit(report)).status, 404, who.role)
    assert.equal((await as(adviser).visit('/missing-reports/new')).status, 404)
    assert.doesNotMatch(await read(mate, '/missing-reports'), /Alder/, 'each reads what they took themselves')
    assert.match(await read(elsewhere, '/missing-reports'), /Nobody has been reported missing here/)
  })

  test('what is missing or wrong is asked for, and what was typed stays', async () => {
    const page = await as(operator).submit('/missing-reports/new', {
      name: 'Wren Ashgrove',
      born: '31/2/1990',
      day: 'tomorrow',
      time: '9:00',
    })
    assert.equal(page.status, 422)
    assert.equal(page.$('#name').val(), 'Wren Ashgrove')
    const asked = page.errors().map(({ href }) => href)
    for (const field of ['#born', '#caller', '#callerIs']) assert.ok(asked.includes(field), `${field} in ${asked}`)
    const { missing, mentalHealth, welfareCheck, ...silent } = call
    assert.deepEqual([missing, mentalHealth, welfareCheck], ['yes', 'yes', 'yes'])
    const none = await as(operator).submit('/missing-reports/new', silent)
    assert.equal(none.status, 422)
    assert.match(none.text('.govuk-error-summary'), /at least one/)
  })

  test('each check is a row of the log without a name; many by one person within an hour are told to professional standards', async () => {
    clock.set('2027-04-30T23:00:00+01:00')
    const eager = await aPractitioner('first-responder', force)
    for (let turn = 0; turn < 11; turn++) await take(eager, { name: `Fennel Quorn ${turn}` })
    const rows = await everything.selectFrom('audit').selectAll().where('actorId', '=', eager.id).execute()
    const checks = rows.filter(({ kind, route }) => kind === 'search' && route === '/missing-reports/new')
    assert.equal(checks.length, 11)
    assert.ok(rows.every((row) => !JSON.stringify(row).includes('Fennel')))
    assert.match(await read(standards, '/boards/mine'), /Many people were reported missing by one of your force/)
    assert.match(await read(supervisor, '/missing-reports?page=1'), /Fennel Quorn 10/)
  })
})
