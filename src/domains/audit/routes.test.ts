import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, test } from 'node:test'
import { testApp } from '../../testing/app.ts'
import { aCase } from '../../testing/cases.ts'
import { aLetIn } from '../sharing/fixtures.ts'
import { roles } from '../staff/index.ts'

const app = await testApp({ at: '2026-11-23T10:00:00Z' })
const { as, aPractitioner, services, everything, clock } = app
const auditor = await aPractitioner('auditor', { name: 'Aud Inventada' })
const agencyId = auditor.agencyId
const adviser = await aPractitioner('idva', { agencyId, name: 'Quill Imaginario' })
const other = await aPractitioner('idva', { name: 'Elsewhere Inventado' })
const own = await aCase(services, adviser, { victimName: 'Dogwood Secretada' })
const reference = (
  await everything.selectFrom('cases').select('reference').where('id', '=', own.caseId).executeTakeFirstOrThrow()
).reference
const search = (query = '') => as(auditor).visit(`/audit${query}`)
const rows = async (query = '') => (await search(query)).$('tbody tr').get().length

describe('an auditor reads the log of their own agency (IS-03, INV-49)', () => {
  test('who looked, when, at which case, and no name from it', async () => {
    await as(adviser).visit(`/cases/${own.caseId}`)
    const page = await search()
    assert.equal(page.status, 200)
    assert.match(page.text(), /Quill Imaginario ?Independent domestic violence adviser \(IDVA\)WhatLooked/)
    assert.match(page.text(), new RegExp(reference))
    assert.match(page.text(), /\d+ rows? of Test police, Tue 17 Nov 2026 to Mon 23 Nov 2026, the newest first/)
    assert.deepEqual([page.value('from'), page.value('until')], ['Tue 17 Nov 2026', 'Mon 23 Nov 2026'])
    assert.equal((await search('?from=Tue+17+Nov+2026&until=Mon+23+Nov+2026')).status, 200)
    assert.doesNotMatch(page.body, /Dogwood|Secretada/)
  })

  test('nobody of another agency stands in it, and no try that was theirs', async () => {
    await as(other).visit(`/cases/${own.caseId}`)
    await as(other).visit('/rulebook')
    assert.doesNotMatch((await search()).text('table'), /Elsewhere/)
    const theirs = await aPractitioner('auditor', { agencyId: other.agencyId })
    const page = await as(theirs).visit('/audit')
    assert.match(page.text(), /Elsewhere Inventado/)
    assert.doesNotMatch(page.text(), /Quill/)
  })

  test('a look without anybody is there, but not one at somebody of another agency', async () => {
    await as(null).visit(`/feeds/calendar/${'A'.repeat(43)}.ics`)
    assert.match((await search('?route=/feeds')).text(), /Nobody signed inWhatRefused, or went wrong/)
    const form = await as(other).submit('/feeds/address')
    const address = new URL(String(form.$('main input').last().val())).pathname
    await as(null).visit(address)
    assert.equal(await rows('?route=/feeds&kind=export'), 0)
    const ours = await as(adviser).submit('/feeds/address')
    await as(null).visit(new URL(String(ours.$('main input').last().val())).pathname)
    assert.match(
      (await search('?route=/feeds&kind=export')).text(),
      /Nobody signed in: the address of Quill ImaginarioWhatTook a copy out/,
    )
    assert.equal(await rows(`?person=${adviser.id}&kind=export`), 1)
  })

  test('by person, case, kind, part of the address and days; what is chosen can be taken away again', async () => {
    await as(adviser).visit(`/cases/${own.caseId}/team`)
    assert.equal(await rows(`?person=${adviser.id}&route=/team`), 1)
    assert.equal(await rows(`?person=${auditor.id}&route=/team`), 0)
    const page = await search(`?case=${reference.toLowerCase()}&kind=consult&route=/team`)
    assert.equal(page.$('tbody tr').length, 1)
    assert.deepEqual(
      page
        .$('.wm-filters__tag')
        .get()
        .map((tag) => page.$(tag).attr('href')),
      [
        `/audit?kind=consult&route=%2Fteam&from=2026-11-17&until=2026-11-23`,
        `/audit?case=${reference.toLowerCase()}&route=%2Fteam&from=2026-11-17&until=2026-11-23`,
        `/audit?case=${reference.toLowerCase()}&kind=consult&from=2026-11-17&until=2026-11-23`,
      ],
    )
    assert.equal(await rows('?case=WM-NONE'), 0)
    assert.match((await search('?case=WM-NONE')).text(), /Nothing like this is in the log of these days/)
    assert.equal(await rows('?from=2026-11-21&until=2026-11-22'), 0)
    assert.ok((await rows('?from=today&until=today')) > 3)
  })

  test('a day that is none, and days the wrong way round, are asked for again with what was typed', async () => {
    const page = await search('?from=someday&case=WM-1')
    assert.deepEqual([page.status, page.value('from'), page.value('case')], [422, 'someday', 'WM-1'])
    assert.match(page.errors()[0]?.text ?? '', /Write the day like/)
    assert.match((await search('?from=2026-11-23&until=2026-11-22')).errors()[0]?.text ?? '', /before the first/)
  })

  test('50 rows stand on a page, and the next page goes on from there', async () => {
    for (let number = 0; number < 60; number++) await as(adviser).visit('/rulebook')
    const first = await search(`?person=${adviser.id}&route=/rulebook`)
    assert.equal(first.$('tbody tr').length, 50)
    const next = first.$('[rel="next"]').attr('href') ?? ''
    const second = await as(auditor).visit(next)
    assert.ok(second.$('tbody tr').length >= 10 && second.$('tbody tr').length < 50)
    assert.match(second.text(), /, Tue 17 Nov 2026 to Mon 23 Nov 2026/)
  })

  test('a search for today is kept with its day, and days are said as everywhere else', async () => {
    await search(`?from=today&until=today&case=WM-DAY`)
    const page = await search(`?person=${auditor.id}&kind=search`)
    assert.match(page.text(), /case WM-DAY, Mon 23 Nov 2026 to Mon 23 Nov 2026/)
    assert.doesNotMatch(page.text(), /\d{4}-\d\d-\d\d/)
  })

  test('each search is itself in the log, with what was searched for', async () => {
    const before = await rows(`?person=${auditor.id}&kind=search`)
    await search(`?case=${reference}&kind=export`)
    const page = await search(`?person=${auditor.id}&kind=search`)
    assert.equal(page.$('tbody tr').length, before + 2)
    assert.match(
      page.text(),
      new RegExp(
        `Aud InventadaAuditor \\(log, no case content\\)WhatSearched/auditCaseNoneWhycase ${reference}, export`,
      ),
    )
  })

  test('a case that was opened for a stated reason shows that reason', async () => {
    const id = randomUUID()
    await everything
      .insertInto('lookReason')
      .values({
        ...{
          id,
          caseId: own.caseId,
          practitionerId: adviser.id,
          pick: 'asked by a colleague',
          said: 'To find the file',
        },
        ...{ at: new Date('2026-11-23T10:00:00Z'), untilAt: new Date('2026-11-23T18:00:00Z') },
      })
      .execute()
    const last = await everything
      .selectFrom('audit')
      .select('id')
      .where('route', '=', '/cases/:caseId/team')
      .executeTakeFirstOrThrow()
    await everything.updateTable('audit').set({ purpose: 'stated', reasonId: id }).where('id', '=', last.id).execute()
    assert.match((await search('?route=/team')).text(), /To find the file/)
  })
})

describe('what is sealed, or in conflict, stays out of the log that is shown (MODEL 16, INV-36)', () => {
  test('looks at a sealed case are counted for the days, whatever is searched for, and shown nowhere', async () => {
    clock.set('2026-11-30T10:00:00Z')
    const sealed = await aCase(services, adviser, { victimName: 'Hidden Inventada' })
    for (const part of ['', '/team']) await as(adviser).visit(`/cases/${sealed.caseId}${part}`)
    const day = 'from=today&until=today'
    const ref = (
      await everything.selectFrom('cases').select('reference').where('id', '=', sealed.caseId).executeTakeFirstOrThrow()
    ).reference
    assert.equal(await rows(`?${day}&case=${ref}`), 2)
    await everything
      .updateTable('cases')
      .set({ sealedAt: new Date(), sealedBecause: 'staff', sealedBy: adviser.id })
      .where('id', '=', sealed.caseId)
      .execute()
    const said =
      /2 further looks at sealed cases in these days, whatever is searched for\. They are shown to those named for them/
    for (const query of [`?${day}`, `?${day}&case=${ref}`, `?${day}&case=WM-NONE`, `?${day}&person=${auditor.id}`]) {
      const page = await search(query)
      assert.match(page.text(), said, query)
      // What an auditor typed into an earlier search stands in the log as theirs.
      assert.equal(
        page
          .$('tbody tr')
          .get()
          .filter((row) => page.$(row).text().includes(`Case${ref}`)).length,
        0,
      )
    }
    assert.doesNotMatch((await search('?from=2026-11-23&until=2026-11-23')).text(), /further look/)
  })

  test('a case that the auditor has a conflict with is neither listed nor counted', async () => {
    const { caseId } = await aCase(services, adviser, { victimName: 'Kin Inventada' })
    await as(adviser).visit(`/cases/${caseId}`)
    const ref = (
      await everything.selectFrom('cases').select('reference').where('id', '=', caseId).executeTakeFirstOrThrow()
    ).reference
    assert.equal(await rows(`?from=today&until=today&case=${ref}`), 1)
    await everything
      .insertInto('caseExclusion')
      .values({ caseId, practitionerId: auditor.id, ground: 'kin', source: 'declared', at: new Date() })
      .execute()
    assert.equal(await rows(`?from=today&until=today&case=${ref}`), 0)
  })
})

describe('nobody else reads the log, and an auditor reads nothing else (INV-39)', () => {
  test('every other role is told that there is no such page, and the database says nothing to them either', async () => {
    for (const role of Object.keys(roles).filter((each) => each !== 'auditor')) {
      const person = await aPractitioner(role, { agencyId })
      assert.equal((await as(person).visit('/audit')).status, 404, role)
    }
  })

  test('no case is granted to an auditor, and no team takes one in', async () => {
    const chief = await aPractitioner('administrator', { agencyId })
    assert.equal((await as(adviser).submit(`/cases/${own.caseId}/team`, aLetIn(auditor.id, 'x'))).status, 404)
    const grant = {
      caseId: own.caseId,
      granteeId: auditor.id,
      agencyId,
      reason: 'x',
      grantedBy: adviser.id,
      grantedAt: new Date(),
    }
    await assert.rejects(everything.insertInto('caseGrant').values(grant).execute(), /see no case/)
    const team = await as(chief).submit('/staff/teams/new', { name: 'Day desk' })
    const refused = await as(chief).submit(`${team.location}/join`, { practitionerId: auditor.id })
    assert.deepEqual(
      [refused.status, refused.errors()[0]?.text],
      [422, 'An auditor has no case, so is in no team. Select somebody else'],
    )
    assert.equal((await as(auditor).visit(`/cases/${own.caseId}`)).status, 404)
  })
})
