import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { testApp } from '../../../testing/app.ts'
import { aCase } from '../../../testing/cases.ts'
import { ageOn, isChildProtection, isVictimAndChild } from '../model.ts'

const { as, aPractitioner, everything, services } = await testApp({ at: '2026-12-21T16:20:00Z' })
const officer = await aPractitioner('first-responder')
const stranger = await aPractitioner('idva')
const personIn = (caseId: string, name: string) =>
  everything
    .selectFrom('person as p')
    .innerJoin('party as y', 'y.personId', 'p.id')
    .selectAll('p')
    .where('y.caseId', '=', caseId)
    .where('p.name', '=', name)
    .executeTakeFirstOrThrow()

test('the search finds by a misspelt name, another name, a date of birth or a reference, in own cases only, and is on record', async () => {
  const { caseId, victimId } = await aCase(services, officer, {
    victimName: 'Ptarmigan Inventada',
    victimBornOn: '1988-04-30',
  })
  const { reference } = await everything
    .selectFrom('cases')
    .select('reference')
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow()
  await as(officer).submit(`/cases/${caseId}/people/${victimId}/name`, {
    name: 'Grouse Fabricated',
    toldBy: 'Her passport',
  })
  for (const query of [
    'name=Ptarmigan',
    'name=Tarmigan+Inventada',
    'name=Grouse',
    'born=30/4/1988',
    `name=${reference.toLowerCase()}`,
  ]) {
    const found = await as(officer).submit('/people/search', Object.fromEntries(new URLSearchParams(query)))
    assert.match(found.text(), /Ptarmigan Inventada/, query)
    assert.doesNotMatch(
      (await as(stranger).submit('/people/search', Object.fromEntries(new URLSearchParams(query)))).text(),
      /Ptarmigan Inventada/,
      query,
    )
  }
  assert.match(
    (await as(stranger).submit('/people/search', { name: 'Ptarmigan' })).text(),
    /Nobody like "Ptarmigan" is in a case that you may see/,
  )
  const wrong = await as(officer).submit('/people/search', { name: 'Ptarmigan', born: '30/13/1988' })
  assert.equal(wrong.status, 422)
  assert.equal(wrong.$('main [name=name]').val(), 'Ptarmigan')
  const odd = { name: ' Ptarmigan ', born: 'the spring of that year, or the summer before' }
  const kept = await as(officer).submit('/people/search', odd)
  assert.equal(kept.status, 422, 'a day that cannot be read is asked for again, however long')
  assert.deepEqual([kept.$('main [name=name]').val(), kept.$('main [name=born]').val()], [odd.name, odd.born])
  const looks = await everything
    .selectFrom('audit')
    .select('kind')
    .where('actorId', '=', stranger.id)
    .where('kind', '=', 'search')
    .execute()
  assert.equal(looks.length, 6)
})

test('a likely double is flagged, and 25 people stand on one page of the search', async () => {
  const many = await aPractitioner('investigating-officer')
  for (let index = 0; index < 14; index++)
    await aCase(services, many, {
      victimName: `Dotterel Inventada ${index}`,
      perpetratorName: `Dotterel Inventado ${index}`,
    })
  const page = await as(many).submit('/people/search', { name: 'Dotterel' })
  assert.match(page.text(), /28 people like this.*Shown: 1 to 25/)
  assert.equal(page.$('tbody tr').length, 25)
  assert.equal((await as(many).submit('/people/search', { name: 'Dotterel', page: '2' })).$('tbody tr').length, 3)
  assert.match(page.text(), /May be the same person/)
})

test('people are added with a role; a child is a person in their own right (INV-40)', async () => {
  const { caseId } = await aCase(services, officer)
  const base = `/cases/${caseId}/people`
  const refused = await as(officer).submit(`${base}/new`, { name: '', called: 'Sky' })
  assert.equal(refused.status, 422)
  assert.deepEqual(
    refused
      .errors()
      .map(({ href }) => href)
      .sort(),
    ['#name', '#role'],
  )
  assert.equal(refused.value('called'), 'Sky')
  assert.equal(
    (
      await as(officer).submit(`${base}/new`, {
        name: 'Crake Inventado',
        role: 'child',
        ageAbout: '6',
        kind: 'son or daughter',
        why: 'Was in the house',
      })
    ).status,
    303,
  )
  const text = (await as(officer).visit(base)).text()
  assert.match(text, /3 people in this case/)
  assert.match(text, /Crake Inventado Child.*about 6/)
  assert.match(text, /Alder Inventado and Crake Inventado: son or daughter/)
  for (const part of ['', '/new', '/connect', '/household', '/counter-allegation'])
    assert.equal((await as(stranger).visit(base + part)).status, 404)
})

test('a person known already is asked about before a double is added, and is then the same person', async () => {
  const first = await aCase(services, officer, { perpetratorName: 'Merganser Inventado' })
  const second = await aCase(services, officer, { perpetratorName: undefined })
  const add = (more: Record<string, string>) =>
    as(officer).submit(`/cases/${second.caseId}/people/new`, {
      name: 'Merganser Inventado',
      role: 'perpetrator',
      ...more,
    })
  const asked = await add({})
  assert.equal(asked.status, 422)
  assert.match(asked.text(), /Is it one of these/)
  assert.equal((await add({ checkedName: 'Merganser Inventado', known: first.perpetratorId ?? '' })).status, 303)
  assert.equal((await personIn(second.caseId, 'Merganser Inventado')).id, first.perpetratorId)
})

test('two who change the same person: the second sees both texts, and nothing of theirs is saved', async () => {
  const { caseId, victimId } = await aCase(services, officer, { victimName: 'Plover Inventada' })
  const url = `/cases/${caseId}/people/${victimId}/edit`
  const version = String((await as(officer).visit(url)).value('version'))
  assert.equal((await as(officer).submit(url, { name: 'Plover Inventada', language: 'Polish', version })).status, 303)
  const stale = await as(officer).submit(url, { name: 'Plover Inventada', language: 'Slovak', version })
  assert.equal(stale.status, 422)
  assert.match(stale.text('table'), /Language ?Polish ?Slovak/)
  assert.equal(stale.value('language'), 'Slovak')
  assert.equal((await personIn(caseId, 'Plover Inventada')).language, 'Polish')
  assert.equal(
    (
      await as(officer).submit(url, {
        name: 'Plover Inventada',
        language: 'Slovak',
        version: String(stale.value('version')),
      })
    ).status,
    303,
  )
})

test('both accuse each other: two records, one each way, two histories with dates, and nobody is relabelled (S-05, INV-32)', async () => {
  const { caseId, victimId, perpetratorId } = await aCase(services, officer, {
    victimName: 'Knot Inventada',
    perpetratorName: 'Ruff Inventado',
  })
  const [one] = await everything.selectFrom('relationship').selectAll().where('caseId', '=', caseId).execute()
  const url = `/cases/${caseId}/people/counter-allegation`
  const form = {
    relationshipId: one?.id ?? '',
    day: 'today',
    time: '15:10',
    toldBy: 'Ruff Inventado',
    what: 'Shows a bite mark',
  }
  assert.equal((await as(officer).submit(url, { ...form, time: '25:00' })).status, 422)
  assert.equal((await as(officer).submit(url, form)).status, 303)
  const records = await everything.selectFrom('relationship').selectAll().where('caseId', '=', caseId).execute()
  assert.deepEqual(
    new Set(records.map((each) => [each.personId, each.personRole, each.otherId, each.otherRole].join(' '))),
    new Set([
      [victimId, 'victim', perpetratorId, 'perpetrator'].join(' '),
      [perpetratorId, 'victim', victimId, 'perpetrator'].join(' '),
    ]),
  )
  const page = (await as(officer).visit(`/cases/${caseId}/people`)).text()
  assert.match(page, /Ruff Inventado towards Knot Inventada No report is entered/)
  assert.match(
    page,
    /Knot Inventada towards Ruff Inventado Mon 21 Dec 2026: Suspect accuses the victim, from Ruff Inventado/,
  )
  assert.doesNotMatch(page, /mutual/i)
  const parties = await everything
    .selectFrom('party')
    .select(['personId', 'role'])
    .where('caseId', '=', caseId)
    .execute()
  assert.equal(parties.find((each) => each.personId === victimId)?.role, 'victim')
})

test('households say who lives, stays or visits and when; a connection ends with its day', async () => {
  const { caseId, victimId } = await aCase(services, officer)
  const base = `/cases/${caseId}/people`
  const made = await as(officer).submit(`${base}/household`, { label: "Grandmother's home", district: '' })
  assert.equal(
    (
      await as(officer).submit(made.location, {
        personId: victimId,
        how: 'visits',
        whenThere: 'every other weekend',
        fromOn: '',
      })
    ).status,
    303,
  )
  assert.match((await as(officer).visit(base)).text(), /Alder Inventado visits there, every other weekend/)
  const [connection] = await everything.selectFrom('relationship').select('id').where('caseId', '=', caseId).execute()
  const end = `${base}/connections/${connection?.id}/end`
  assert.equal((await as(officer).submit(end, { untilOn: '22/12/2026' })).status, 422)
  assert.equal((await as(officer).submit(end, { untilOn: 'yesterday' })).status, 303)
  assert.match((await as(officer).visit(base)).text(), /until Sun 20 Dec 2026/)
})

test('the death of the person harmed is recorded once checked, and ends what was owed to them', async () => {
  const { caseId, victimId } = await aCase(services, officer)
  const url = `/cases/${caseId}/people/${victimId}/died`
  assert.equal((await as(officer).submit(url, { diedOn: 'yesterday', toldBy: 'The coroner' })).status, 422)
  assert.equal((await as(officer).submit(url, { diedOn: 'yesterday', toldBy: 'The coroner', sure: 'yes' })).status, 303)
  const entries = await everything.selectFrom('entry').select('type').where('caseId', '=', caseId).execute()
  assert.ok(entries.some(({ type }) => type === 'cases.victim-died'))
})

test('age counts whole years on the day of the event, 29 February included (INV-43)', () => {
  const days = fc
    .date({ min: new Date('1930-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
    .map((day) => day.toISOString().slice(0, 10))
  fc.assert(
    fc.property(days, days, (a, b) => {
      const [born, day] = a <= b ? [a, b] : [b, a]
      assert.equal(ageOn(born, day), Temporal.PlainDate.from(born).until(day, { largestUnit: 'year' }).years)
    }),
  )
  assert.deepEqual([ageOn('2008-02-29', '2026-02-28'), ageOn('2008-02-29', '2026-03-01')], [17, 18])
  const victim = (bornOn: string) => ({ role: 'victim', bornOn, ageAbout: null })
  assert.deepEqual(
    ['2010-12-21', '2010-12-22', '2008-12-21'].map((born) => isVictimAndChild(victim(born), '2026-12-21')),
    [true, false, false],
  )
  assert.deepEqual(
    ['2010-12-21', '2010-12-22'].map((born) => isChildProtection([victim(born)], '2026-12-21')),
    [false, true],
  )
})
