import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atExactly, record } from '../../../rules/record.ts'
import { testApp } from '../../../testing/app.ts'
import { aCase, workAs } from '../../../testing/cases.ts'
import { aLetIn } from '../../sharing/fixtures.ts'
import { reopenCase } from '../index.ts'

const { as, aPractitioner, clock, everything, services } = await testApp({ at: '2026-12-21T16:20:00Z' })
const officer = await aPractitioner('first-responder')
const idva = await aPractitioner('idva')
const stranger = await aPractitioner('investigating-officer')

const opening = {
  victimName: 'Corvid Inventada',
  victimBornOn: '30/4/1988',
  perpetratorName: 'Dunnock Inventado',
  relationship: 'former partner',
  concern: 'He came to the door at night.',
  source: 'Her neighbour',
  checkedVictim: 'Corvid Inventada',
  checkedPerpetrator: 'Dunnock Inventado',
  shareWithTeam: 'yes',
}

test('a case opens from a look in two pages, and its opener then holds risk, plan and contact (INV-24, CC-01 to CC-03)', async () => {
  const looked = await as(officer).submit('/cases/new', { victimName: 'Corvid Inventada', victimBornOn: '30/4/1988' })
  assert.equal(looked.status, 200)
  assert.match(looked.text(), /Nobody like this is in a case that you may see/)
  assert.equal(looked.value('victimName'), 'Corvid Inventada')
  const opened = await as(officer).submit('/cases/new/open', opening)
  assert.equal(opened.status, 303)
  const page = await as(officer).visit(opened.location)
  assert.match(page.text('.moj-identity-bar'), /Corvid Inventada.*No level yet.*Person reported Dunnock Inventado/)
  assert.equal(page.$('.wm-owners .wm-you').length, 3)
  assert.match(page.text('body'), /Do not call, write or visit/)
  const strangers = await as(stranger).visit(opened.location)
  const nowhere = await as(stranger).visit('/cases/00000000-0000-4000-8000-00000000dead')
  assert.equal(strangers.status, 404)
  assert.equal(strangers.body, nowhere.body)
})

test('of two who are under 18, no decision about parents hides another: “told” leads only where all are (S-06)', async () => {
  const young = { victimBornOn: '2009-03-26', perpetratorBornOn: '2010-03-26' }
  const { caseId } = await aCase(services, idva, young)
  const words = async () => (await as(idva).visit(`/cases/${caseId}`)).text('.govuk-inset-text')
  const decide = async (outcome: string, what: string, day: string): Promise<string> => {
    const form = { day, time: '09:00', body: 'advocacy', outcome, what }
    const sent = await as(idva).submit(`/cases/${caseId}/entries/new/safe-contact.parents-decided`, form)
    assert.equal(sent.status, 303, sent.text('.govuk-error-summary'))
    return sent.location
  }
  await decide('told', 'His mother, by his worker', '1/10/2026')
  assert.match(await words(), /Parents are told as was decided, and of nothing else\. His mother, by his worker/)
  const hers = await decide('not told', 'Her wish', '1/11/2026')
  await decide('told', 'His father too', '1/12/2026')
  const mixed = await words()
  assert.match(
    mixed,
    /not the same for all parents.*Told\. His father too.*Not told\. Her wish.*Told\. His mother, by his worker/s,
  )
  assert.doesNotMatch(mixed, /Parents are/)
  assert.equal((await as(idva).visit(`/cases/${caseId}`)).$(`.govuk-inset-text a[href="${hers}"]`).length, 1)
})

test('a name that was not looked for, or a person like them who is known, is asked about before anything is saved', async () => {
  await aCase(services, officer, { victimName: 'Goldcrest Inventada', perpetratorName: 'Siskin Inventado' })
  const count = () =>
    everything
      .selectFrom('cases')
      .select('id')
      .execute()
      .then(({ length }) => length)
  const before = await count()
  const form = {
    ...opening,
    victimName: 'Goldcrest Inventada',
    perpetratorName: 'Siskin Inventado',
    checkedVictim: 'Somebody Else',
    checkedPerpetrator: '',
  }
  const asked = await as(officer).submit('/cases/new/open', form)
  assert.equal(asked.status, 422)
  assert.deepEqual(
    asked.errors().map(({ href }) => href),
    ['#victimKnown', '#perpetratorKnown'],
  )
  assert.match(asked.text(), /May be the same person/)
  assert.equal(asked.value('concern'), opening.concern)
  assert.equal(await count(), before)
})

test('one suspect harms several people: the person known is chosen, and is one person in both cases', async () => {
  const first = await aCase(services, officer, {
    victimName: 'Whinchat Inventada',
    perpetratorName: 'Garganey Inventado',
  })
  const answered = {
    checkedVictim: 'Pipit Inventada',
    checkedPerpetrator: 'Garganey Inventado',
    perpetratorKnown: first.perpetratorId ?? '',
  }
  const opened = await as(officer).submit('/cases/new/open', {
    ...opening,
    ...answered,
    victimName: 'Pipit Inventada',
    perpetratorName: 'Garganey Inventado',
    victimKnown: 'none',
  })
  assert.equal(opened.status, 303)
  const parties = await everything
    .selectFrom('party')
    .select('caseId')
    .where('personId', '=', first.perpetratorId ?? '')
    .execute()
  assert.equal(parties.length, 2)
})

test('somebody whom the opener cannot see is not brought in by their id', async () => {
  const hidden = await aCase(services, stranger, { victimName: 'Avocet Inventada' })
  const before = await everything.selectFrom('cases').select('id').execute()
  const form = {
    ...opening,
    victimName: 'Nobody Known Here',
    checkedVictim: 'Nobody Known Here',
    perpetratorName: '',
    checkedPerpetrator: '',
    victimKnown: hidden.victimId,
  }
  assert.equal((await as(idva).submit('/cases/new/open', form)).status, 404)
  assert.equal((await everything.selectFrom('cases').select('id').execute()).length, before.length)
})

test('missing answers are asked for again, and nothing typed is lost', async () => {
  const page = await as(officer).submit('/cases/new/open', {
    ...opening,
    concern: '',
    relationship: '',
    victimBornOn: '31/2/1988',
  })
  assert.equal(page.status, 422)
  assert.deepEqual(
    page
      .errors()
      .map(({ href }) => href)
      .sort(),
    ['#concern', '#relationship', '#victimBornOn'],
  )
  assert.equal(page.value('source'), 'Her neighbour')
  assert.match(page.title(), /^Error:/)
})

test("the opener's team sees the case too, unless the opener says no", async () => {
  const [opener, mate] = [await aPractitioner('idva'), await aPractitioner('idva')]
  const team = await everything
    .insertInto('team')
    .values({ agencyId: opener.agencyId, name: 'North' })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const { id } of [opener, mate])
    await everything.insertInto('teamMember').values({ teamId: team.id, practitionerId: id }).execute()
  const names = {
    victimName: 'Firecrest Inventada',
    checkedVictim: 'Firecrest Inventada',
    perpetratorName: '',
    checkedPerpetrator: '',
  }
  const shared = await as(opener).submit('/cases/new/open', { ...opening, ...names })
  assert.equal((await as(mate).visit(shared.location)).status, 200)
  const { shareWithTeam: _, ...alone } = { ...opening, ...names, victimKnown: 'none' }
  const kept = await as(opener).submit('/cases/new/open', alone)
  assert.equal(kept.status, 303)
  assert.equal((await as(mate).visit(kept.location)).status, 404)
})

test('a person harmed who is 17 is a victim and a child; under 16 on either side it is child protection (INV-40, INV-43, RULES 1.7)', async () => {
  const seventeen = await aCase(services, officer, { victimName: 'Wren Inventada', victimBornOn: '2009-12-21' })
  const old = await aCase(services, officer, { victimName: 'Rook Inventada', victimBornOn: '2008-12-21' })
  const young = await aCase(services, officer, {
    victimName: 'Tern Inventada',
    perpetratorName: 'Stint Inventado',
    perpetratorBornOn: '2010-12-22',
  })
  const [first, second, third] = [
    await as(officer).visit(`/cases/${seventeen.caseId}`),
    await as(officer).visit(`/cases/${old.caseId}`),
    await as(officer).visit(`/cases/${young.caseId}`),
  ]
  assert.match(first.text(), /16 or 17/)
  assert.doesNotMatch(second.text(), /16 or 17/)
  assert.match(third.text(), /under 16: the adult definition is not met. This is child protection/)
  assert.doesNotMatch(first.text(), /child protection/)
})

test('what changed since a person looked is what others entered since then, not what they entered themselves', async () => {
  const { caseId } = await aCase(services, officer)
  await as(officer).submit(`/cases/${caseId}/team`, aLetIn(idva.id, 'Supports her'))
  const first = await as(officer).visit(`/cases/${caseId}`)
  assert.match(first.text('.wm-changes'), /You have not looked at this before. 1 entry so far/)
  clock.set('2026-12-21T18:00:00Z')
  await as(officer).visit(`/cases/${caseId}`)
  clock.set('2026-12-21T19:00:00Z')
  for (const [who, type] of [
    [idva, 'incidents.information-received'],
    [officer, 'incidents.flag-placed'],
  ] as const)
    await workAs(services, who, (work) =>
      record(services, work, {
        caseId,
        type,
        happened: atExactly(work.now),
        knownAt: work.now,
        body: 'other',
        toldBy: null,
        what: null,
        details: {},
      }),
    )
  clock.set('2026-12-21T20:00:00Z')
  const later = (await as(officer).visit(`/cases/${caseId}`)).text('.wm-changes')
  assert.match(later, /1 change since 18:00 today.*Information/)
  assert.doesNotMatch(later, /Warning placed/)
  assert.match((await as(officer).visit(`/cases/${caseId}`)).text('.wm-changes'), /1 change since 18:00/)
  clock.set('2026-12-21T16:20:00Z')
})

test('barriers, shared places, the agreed account and who is involved stand on the first page (CC-07, CC-11, CC-12, CC-15)', async () => {
  const { caseId, victimId, perpetratorId } = await aCase(services, officer)
  const base = `/cases/${caseId}`
  const all = [
    await as(officer).submit(`${base}/barriers`, {
      personId: victimId,
      kind: 'language',
      what: 'Speaks Tigrinya',
      adjustment: '',
    }),
    await as(officer).submit(`${base}/shared-places`, {
      personId: victimId,
      otherId: perpetratorId ?? '',
      kind: 'college or university',
      name: 'Invented College',
      whatIsDone: '',
    }),
    await as(officer).submit(`${base}/account`, {
      text: 'Two years of threats.',
      agreedHow: 'read aloud',
      agreedOn: 'today',
    }),
    await as(officer).submit(`${base}/involved`, { why: 'came when you rang', fromOn: 'yesterday' }),
  ]
  assert.deepEqual(
    all.map(({ status }) => status),
    [303, 303, 303, 303],
  )
  const text = (await as(officer).visit(base)).text()
  assert.match(text, /language: Speaks Tigrinya Nothing agreed yet/)
  assert.match(text, /Invented College \(college or university\)/)
  assert.match(text, /Two years of threats\. ?Agreed Mon 21 Dec 2026: read aloud/)
  assert.match(text, /came when you rang/)
  const barrier = await everything
    .selectFrom('barrier')
    .select('id')
    .where('caseId', '=', caseId)
    .executeTakeFirstOrThrow()
  const tooLong = await as(officer).submit(`${base}/barriers/${barrier.id}/end`, { why: 'heron '.repeat(2000) })
  assert.equal(tooLong.status, 422)
  assert.match(String(tooLong.value('why')), /^heron heron/, 'what was typed is there, in the form of that barrier')
  await as(officer).submit(`${base}/barriers/${barrier.id}/agree`, { adjustment: 'Interpreter by telephone' })
  assert.match((await as(officer).visit(base)).text(), /Agreed: Interpreter by telephone/)
  for (const part of ['barriers', 'shared-places', 'account', 'involved', 'close', 'team', 'export'])
    assert.equal((await as(stranger).visit(`${base}/${part}`)).status, 404)
})

const proposal = { closedAs: 'recorded in error', reason: 'Wrong person', separate: 'yes' }
const stateOf = (caseId: string) =>
  everything.selectFrom('cases').selectAll().where('id', '=', caseId).executeTakeFirstOrThrow()
const openOn = (caseId: string) =>
  everything.selectFrom('duty').select('task').where('caseId', '=', caseId).where('state', '=', 'open').execute()

test('closing takes two people, ends what is open only where the case should not be there, and keeps the case (MODEL 5.1)', async () => {
  const { caseId } = await aCase(services, officer)
  await as(officer).submit(`/cases/${caseId}/team`, aLetIn(idva.id, 'Supports her'))
  await workAs(services, officer, (work) =>
    record(services, work, {
      caseId,
      type: 'justice.suspect-arrested',
      happened: atExactly(work.now),
      knownAt: work.now,
      body: 'police',
      toldBy: 'Custody',
      what: null,
      details: {},
    }),
  )
  assert.notDeepEqual(await openOn(caseId), [])
  const refused = await as(officer).submit(`/cases/${caseId}/close`, { ...proposal, closedAs: 'ended' })
  assert.equal(refused.status, 422)
  assert.match(refused.text(), /What stops it now/)
  assert.equal((await as(officer).submit(`/cases/${caseId}/close`, proposal)).status, 303)
  assert.equal((await as(officer).submit(`/cases/${caseId}/close/agree`)).status, 404)
  assert.equal((await stateOf(caseId)).state, 'closing')
  assert.equal((await as(idva).submit(`/cases/${caseId}/close/agree`)).status, 303)
  assert.equal((await stateOf(caseId)).closedAs, 'recorded in error')
  assert.deepEqual(await openOn(caseId), [])
  assert.match((await as(officer).visit(`/cases/${caseId}`)).text(), /This case is closed: recorded in error/)
  const again = await as(officer).submit(`/cases/${caseId}/reopen`, { why: 'It was the right person' })
  assert.equal(again.status, 303)
  const episode = await everything
    .selectFrom('episode')
    .selectAll()
    .where('caseId', '=', caseId)
    .executeTakeFirstOrThrow()
  assert.deepEqual(
    [episode.proposedBy, episode.approvedBy, episode.reopenedWhy],
    [officer.id, idva.id, 'It was the right person'],
  )
  assert.equal((await stateOf(caseId)).state, 'open')
})

test('a release within 28 days stops a case from closing as ended, and one the day after does not', async () => {
  for (const [releaseOn, status] of [
    ['2027-01-18', 422],
    ['2027-01-19', 303],
  ] as const) {
    const { caseId } = await aCase(services, officer)
    const says = { outcome: 'may close', words: 'She lives elsewhere now' }
    assert.equal((await as(officer).submit(`/cases/${caseId}/close/say`, says)).status, 303)
    const [entry] = await everything.selectFrom('entry').selectAll().where('caseId', '=', caseId).execute()
    if (!entry) throw new Error('a case opens with an entry')
    const { id: _, details: __, ...row } = entry
    await everything
      .insertInto('entry')
      .values({
        ...row,
        position: 3,
        factId: '00000000-0000-4000-8000-000000000001',
        type: 'justice.release-date-known',
        details: JSON.stringify({ releaseOn }),
      })
      .execute()
    await everything
      .updateTable('duty')
      .set({ state: 'superseded', closedAt: new Date() })
      .where('caseId', '=', caseId)
      .execute()
    const page = await as(officer).submit(`/cases/${caseId}/close`, { ...proposal, closedAs: 'ended' })
    assert.equal(page.status, status, releaseOn)
  }
})

test('a double points only to a case that the closer can see', async () => {
  const [{ caseId }, mine, hidden] = [
    await aCase(services, officer),
    await aCase(services, officer),
    await aCase(services, stranger),
  ]
  const close = async (other: string) =>
    as(officer).submit(`/cases/${caseId}/close`, {
      ...proposal,
      closedAs: 'double of another case',
      doubleOf: (await stateOf(other)).reference,
    })
  assert.equal((await close(hidden.caseId)).status, 422)
  assert.equal((await close(caseId)).status, 422)
  assert.equal((await close(mine.caseId)).status, 303)
  assert.equal((await stateOf(caseId)).doubleOf, mine.caseId)
})

test('a lead who left is replaced by whoever opens the case again (INV-24)', async () => {
  const leaver = await aPractitioner('idva')
  const { caseId } = await aCase(services, leaver)
  await as(leaver).submit(`/cases/${caseId}/team`, aLetIn(officer.id, 'Joint work'))
  await as(leaver).submit(`/cases/${caseId}/close`, proposal)
  await as(officer).submit(`/cases/${caseId}/close/agree`)
  await everything.updateTable('practitioner').set({ disabledAt: new Date() }).where('id', '=', leaver.id).execute()
  await workAs(services, officer, (work) => reopenCase(services, work, caseId, 'A new incident'))
  const { riskLeadId, planLeadId, contactLeadId } = await stateOf(caseId)
  assert.deepEqual([riskLeadId, planLeadId, contactLeadId], [officer.id, officer.id, officer.id])
})

test('a colleague let in sees the case with the reason on record; one on whom a lead rests is not shut out', async () => {
  const { caseId } = await aCase(services, officer)
  const granted = await as(officer).submit(`/cases/${caseId}/team`, aLetIn(idva.id, 'Supports her'))
  assert.equal(granted.status, 303)
  assert.match((await as(idva).visit(`/cases/${caseId}/team`)).text(), /Supports her/)
  assert.equal((await as(idva).submit(`/cases/${caseId}/team/${officer.id}/end`)).status, 422)
  assert.equal((await as(officer).visit(`/cases/${caseId}`)).status, 200)
  assert.equal((await as(officer).submit(`/cases/${caseId}/team/${idva.id}/end`)).status, 303)
  assert.equal((await as(idva).visit(`/cases/${caseId}`)).status, 404)
  const back = await as(officer).submit(`/cases/${caseId}/team`, aLetIn(idva.id, 'Supports her again'))
  assert.equal(back.status, 303)
  assert.equal((await as(idva).visit(`/cases/${caseId}`)).status, 200)
  assert.equal((await as(stranger).submit(`/cases/${caseId}/team`, aLetIn(stranger.id, 'x'))).status, 404)
})

test('a file of a case needs a reason, names who took it, holds no sealed thing and no name in its own name (INV-50)', async () => {
  const { caseId } = await aCase(services, officer, { victimName: 'Bittern Inventada' })
  assert.equal((await as(officer).submit(`/cases/${caseId}/export`, { reason: '' })).status, 422)
  const file = await as(officer).submit(`/cases/${caseId}/export`, { reason: 'Court bundle', careful: 'yes' })
  assert.equal(file.status, 200)
  const content = JSON.parse(file.body)
  assert.deepEqual(
    [content.format, content.takenOut.by, content.takenOut.reason],
    ['waymark-case', officer.name, 'Court bundle'],
  )
  assert.equal(content.people[0].name, 'Bittern Inventada')
  assert.doesNotMatch(file.body, /wrapped|codeWord|personCalled|safetyPlan|plainName|arrangeAt|nextClockAt/)
  const rows = await everything
    .selectFrom('audit')
    .select(['kind', 'detail'])
    .where('caseId', '=', caseId)
    .where('kind', '=', 'export')
    .execute()
  assert.ok(rows.some(({ detail }) => detail === 'Court bundle'))
  assert.equal((await as(stranger).submit(`/cases/${caseId}/export`, { reason: 'x', careful: 'yes' })).status, 404)
})
