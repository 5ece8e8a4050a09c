import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, test } from 'node:test'
import { testApp } from '../../testing/app.ts'
import { aCase } from '../../testing/cases.ts'
import type { Practitioner } from '../../testing/people.ts'
import { aLetIn } from '../sharing/fixtures.ts'

const app = await testApp()
const { as, aPractitioner, services, everything, clock, now } = app
const noon = '2026-11-23T10:00:00Z'

/** A team of an agency in which these people are, and which was let in to this case by whoever leads it. */
const aTeamOn = async (caseId: string, owner: Practitioner, members: Practitioner[], isDesk = false) => {
  const [teamId, at] = [randomUUID(), new Date('2026-01-01T00:00:00Z')]
  const agencyId = members[0]?.agencyId ?? owner.agencyId
  await everything.insertInto('team').values({ id: teamId, agencyId, name: 'Night team', isDesk }).execute()
  for (const { id } of members)
    await everything.insertInto('teamMember').values({ teamId, practitionerId: id, fromAt: at }).execute()
  const done = await as(owner).submit(`/cases/${caseId}/team`, aLetIn(teamId, 'Nights'))
  assert.equal(done.status, 303, done.text('.govuk-error-summary'))
  return teamId
}
const aTeamCase = async (isDesk = false) => {
  const [owner, looker] = [await aPractitioner('idva'), await aPractitioner('idva')]
  const opened = await aCase(services, owner, { victimName: 'Sorrel Inventado', concern: 'Quillwort said' })
  const teamId = await aTeamOn(opened.caseId, owner, [looker], isDesk)
  return { owner, looker, teamId, ...opened, url: `/cases/${opened.caseId}` }
}
const rowsOf = (caseId: string, actorId: string) =>
  everything
    .selectFrom('audit')
    .select(['kind', 'route', 'purpose', 'reasonId'])
    .where('caseId', '=', caseId)
    .where('actorId', '=', actorId)
    .orderBy('writtenAt')
    .execute()
const why = { lookPick: 'checking', lookSaid: 'A complaint about last week' }

describe('who sees a case through a team alone says why before it opens (S7)', () => {
  test('no byte of the case leaves before the reason, which opens it for twelve hours', async () => {
    clock.set(noon)
    const { looker, url, caseId } = await aTeamCase()
    const asked = await as(looker).visit(`${url}/entries`)
    assert.match(asked.title(), /Why are you opening this case/)
    for (const word of ['Sorrel', 'Inventado', 'Quillwort', 'WM-']) assert.ok(!asked.body.includes(word), word)
    assert.equal(asked.value('goOn'), `${url}/entries`)

    const given = await as(looker).submit(`${url}/looks/why`, { ...why, goOn: `${url}/entries` })
    assert.deepEqual([given.status, given.location], [303, `${url}/entries`])
    assert.equal((await as(looker).visit(`${url}/entries`)).title().startsWith('What happened'), true)

    clock.set('2026-11-23T21:59:00Z')
    assert.doesNotMatch((await as(looker).visit(url)).title(), /Why are you/)
    clock.set('2026-11-23T22:00:00Z')
    assert.match((await as(looker).visit(url)).title(), /Why are you/)
    clock.set(noon)
    const reason = await everything
      .selectFrom('lookReason')
      .selectAll()
      .where('caseId', '=', caseId)
      .executeTakeFirstOrThrow()
    assert.deepEqual([reason.pick, reason.said, reason.practitionerId], ['checking', why.lookSaid, looker.id])
    const rows = await rowsOf(caseId, looker.id)
    assert.deepEqual(
      rows.map(({ route, purpose }) => [route, purpose]),
      [
        ['/cases/:caseId/entries', 'asked'],
        ['/cases/:caseId/looks/why', 'asked'],
        ['/cases/:caseId/entries', 'stated'],
        ['/cases/:caseId', 'stated'],
        ['/cases/:caseId', 'asked'],
      ],
    )
    assert.deepEqual(
      [...new Set(rows.filter(({ purpose }) => purpose === 'stated').map(({ reasonId }) => reasonId))],
      [reason.id],
    )
  })

  test('the same question on every case page, and at none of them more than the address', async () => {
    const { looker, url } = await aTeamCase()
    for (const part of ['', '/notes', '/people', '/safe-contact', '/team', '/looks', '/access', '/export', '/duties']) {
      const page = await as(looker).visit(`${url}${part}`)
      assert.match(page.title(), /Why are you/, part)
      assert.ok(!page.body.includes('Sorrel'), part)
    }
  })

  test('a reason needs a pick and words: what was typed stays, and nothing opens', async () => {
    const { looker, url, caseId } = await aTeamCase()
    const page = await as(looker).submit(`${url}/looks/why`, {
      lookPick: 'checking',
      lookSaid: '  ',
      goOn: `${url}/notes`,
    })
    assert.equal(page.status, 422)
    assert.deepEqual(page.errors(), [{ text: 'Say in a few words why', href: '#lookSaid' }])
    assert.deepEqual([page.checked('lookPick'), page.value('goOn')], ['checking', `${url}/notes`])
    const unpicked = await as(looker).submit(`${url}/looks/why`, { lookPick: 'curious', lookSaid: 'I know her' })
    assert.deepEqual([unpicked.status, unpicked.value('lookSaid')], [422, 'I know her'])
    assert.equal((await rowsOf(caseId, looker.id)).filter(({ purpose }) => purpose !== 'asked').length, 0)
    assert.match((await as(looker).visit(url)).title(), /Why are you/)
  })

  test('a form that was open when the reason ran out is asked first, and saved as it was typed', async () => {
    const { looker, url, caseId } = await aTeamCase()
    const note = { how: 'visit', day: 'today', time: '08:00', said: 'Wants to be rung on Mondays.' }
    const asked = await as(looker).submit(`${url}/notes/new`, note)
    assert.equal(asked.status, 422)
    assert.match(asked.title(), /Why are you/)
    assert.equal(asked.$('main form').attr('action'), `${url}/notes/new`)
    for (const [name, value] of Object.entries(note)) assert.equal(asked.value(name), value, name)
    assert.equal((await everything.selectFrom('note').selectAll().where('caseId', '=', caseId).execute()).length, 0)

    const half = await as(looker).submit(`${url}/notes/new`, { ...note, lookPick: 'danger', lookSaid: '' })
    assert.deepEqual([half.status, half.value('said'), half.checked('lookPick')], [422, note.said, 'danger'])
    const saved = await as(looker).submit(`${url}/notes/new`, { ...note, ...why })
    assert.deepEqual([saved.status, saved.location], [303, `${url}/notes`])
    const kept = await everything.selectFrom('note').select('said').where('caseId', '=', caseId).execute()
    assert.deepEqual(kept, [{ said: note.said }])
    assert.deepEqual((await rowsOf(caseId, looker.id)).at(-1)?.purpose, 'stated')
  })

  test('after the reason it goes on to a page of that case, and to no other place', async () => {
    const { looker, url } = await aTeamCase()
    for (const then of [
      'https://example.test/',
      '//example.test/x',
      '/boards/mine',
      `/cases/${randomUUID()}`,
      `${url}x`,
      'javascript:1',
    ])
      assert.equal((await as(looker).submit(`${url}/looks/why`, { ...why, goOn: then })).location, url, then)
  })

  test('lists and searches of the team show rows and ask nothing', async () => {
    const { looker, caseId } = await aTeamCase()
    const { reference } = await everything
      .selectFrom('cases')
      .select('reference')
      .where('id', '=', caseId)
      .executeTakeFirstOrThrow()
    const found = await as(looker).submit('/people/search', { name: reference })
    assert.match(found.text(), new RegExp(reference))
  })

  test('the reason of one person opens nothing to another', async () => {
    const { looker, owner, url, caseId } = await aTeamCase()
    const other = await aPractitioner('idva')
    await aTeamOn(caseId, owner, [other])
    await as(looker).submit(`${url}/looks/why`, why)
    assert.match((await as(other).visit(url)).title(), /Why are you/)
  })

  test('nobody gives a reason for a case that they do not see', async () => {
    const { url } = await aTeamCase()
    const stranger = await aPractitioner('idva')
    assert.equal((await as(stranger).submit(`${url}/looks/why`, why)).status, 404)
  })
})

describe('whose work it is, is asked nothing, and the record says why all the same (S7)', () => {
  const purposeOf = async (caseId: string, { id }: Practitioner) => (await rowsOf(caseId, id)).at(-1)?.purpose
  const opens = async (url: string, person: Practitioner) => {
    const page = await as(person).visit(url)
    assert.doesNotMatch(page.title(), /Why are you/)
    assert.equal(page.status, 200)
  }

  test('a lead, somebody let in by name, and the owner of open work', async () => {
    const { owner, looker, url, caseId } = await aTeamCase()
    const named = await aPractitioner('idva')
    await as(owner).submit(`${url}/team`, aLetIn(named.id, 'Helps'))
    await opens(url, owner)
    await opens(url, named)
    assert.deepEqual([await purposeOf(caseId, owner), await purposeOf(caseId, named)], ['lead', 'own'])
    await everything.updateTable('duty').set({ ownerId: looker.id }).where('caseId', '=', caseId).execute()
    const owns = await everything
      .selectFrom('duty')
      .select('id')
      .where('caseId', '=', caseId)
      .where('state', '=', 'open')
      .execute()
    assert.ok(owns.length > 0)
    await opens(url, looker)
    assert.equal(await purposeOf(caseId, looker), 'task')
  })

  test('who stands in for a lead on leave is asked nothing while it lasts, and asked again after it', async () => {
    clock.set(noon)
    const { owner, looker, url, caseId } = await aTeamCase()
    const leave = { practitionerId: owner.id, coverId: looker.id, recordedBy: owner.id, recordedAt: now() }
    await everything
      .insertInto('leave')
      .values({ ...leave, fromOn: '2026-11-23', untilOn: '2026-11-24' })
      .execute()
    await opens(url, looker)
    assert.equal(await purposeOf(caseId, looker), 'rota')
    clock.set('2026-11-25T10:00:00Z')
    assert.match((await as(looker).visit(url)).title(), /Why are you/)
    clock.set(noon)
  })

  test('whoever sits at a desk is asked nothing while something of the case is late, and only then', async () => {
    clock.set(noon)
    const { looker, url, caseId, teamId } = await aTeamCase(true)
    const shift = {
      teamId,
      practitionerId: looker.id,
      fromAt: new Date('2026-11-23T09:00:00Z'),
      untilAt: new Date('2026-11-23T17:00:00Z'),
    }
    await everything.insertInto('deskShift').values(shift).execute()
    await everything
      .updateTable('duty')
      .set({ safetyDueAt: new Date('2026-11-23T16:00:00Z'), statutoryDueAt: null })
      .where('caseId', '=', caseId)
      .execute()
    assert.match((await as(looker).visit(url)).title(), /Why are you/)
    clock.set('2026-11-23T16:01:00Z')
    await opens(url, looker)
    assert.equal(await purposeOf(caseId, looker), 'rota')
    clock.set('2026-11-23T17:00:00Z')
    assert.match((await as(looker).visit(url)).title(), /Why are you/)
    clock.set(noon)
  })

  test('who lets themselves in by name is asked like the rest of the team', async () => {
    const { looker, url } = await aTeamCase()
    await as(looker).submit(`${url}/looks/why`, why)
    await as(looker).submit(`${url}/team`, aLetIn(looker.id, 'I want it on my list'))
    await everything.deleteFrom('lookReason').where('practitionerId', '=', looker.id).execute()
    assert.match((await as(looker).visit(url)).title(), /Why are you/)
  })

  test('a copy that is taken out says why as well', async () => {
    const { owner, url, caseId } = await aTeamCase()
    await as(owner).submit(`${url}/export`, { reason: 'For court' })
    const exports = (await rowsOf(caseId, owner.id)).filter(({ kind }) => kind === 'export')
    assert.ok(exports.length > 0)
    assert.ok(exports.every(({ purpose }) => purpose === 'lead'))
  })
})

describe('those who work on a case read who looked and why (S7, IS-03)', () => {
  test('a person’s looks of one day for one reason are one line, with pages, role, agency and the reason given', async () => {
    clock.set(noon)
    const { owner, looker, url } = await aTeamCase()
    await as(looker).submit(`${url}/looks/why`, why)
    for (const part of ['', '/notes', '/notes', '/people']) await as(looker).visit(`${url}${part}`)
    const page = await as(owner).visit(`${url}/looks`)
    const rows = page
      .$('.wm-board__table tbody tr')
      .get()
      .map((each) => page.$(each).text().replace(/\s+/g, ' '))
    const [line] = rows.filter((text) => text.includes(looker.name))
    assert.match(line ?? '', /Independent domestic violence adviser/)
    assert.match(line ?? '', /Test advocacy/)
    assert.match(line ?? '', /\(4 looks\)/)
    for (const part of ['Overview', 'Notes', 'People']) assert.match(line ?? '', new RegExp(part))
    assert.match(line ?? '', /I check how good our work is, or answer a complaint: A complaint about last week/)
    assert.equal(rows.filter((text) => text.includes(looker.name)).length, 1)
  })

  test('who was refused is not shown to the team', async () => {
    const { owner, url, caseId } = await aTeamCase()
    const stranger = await aPractitioner('idva', { name: 'Bramble Stranger' })
    await as(stranger).visit(url)
    assert.equal((await rowsOf(caseId, stranger.id)).at(-1)?.kind, 'fail')
    assert.doesNotMatch((await as(owner).visit(`${url}/looks`)).body, /Bramble Stranger/)
  })

  test('a stranger reads nothing of who looked', async () => {
    const { url } = await aTeamCase()
    assert.equal((await as(await aPractitioner('idva')).visit(`${url}/looks`)).status, 404)
  })

  test('the list for the person gives role and agency, no name and no words, and is on the record as given', async () => {
    const { owner, looker, url, caseId } = await aTeamCase()
    await as(looker).submit(`${url}/looks/why`, why)
    await as(looker).visit(url)
    const page = await as(owner).visit(`${url}/looks/given`)
    const said = page.text()
    assert.match(said, /Independent domestic violence adviser \(IDVA\)AgencyTest advocacy/)
    for (const word of [looker.name, owner.name, why.lookSaid, 'Sorrel']) assert.ok(!said.includes(word), word)
    assert.deepEqual((await rowsOf(caseId, owner.id)).at(-1)?.kind, 'disclose')
    await everything
      .insertInto('policyValue')
      .values({ name: 'lookListNames', value: 'true', fromAt: now(), setBy: owner.id, setAt: now(), reason: 'Area' })
      .execute()
    assert.ok((await as(owner).visit(`${url}/looks/given`)).text().includes(looker.name))
    await everything.deleteFrom('policyValue').where('name', '=', 'lookListNames').execute()
  })
})
