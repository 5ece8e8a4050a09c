import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import pg from 'pg'
import { testApp } from '../../testing/app.ts'
import { aCase } from '../../testing/cases.ts'
import type { Practitioner } from '../../testing/people.ts'
import { somePlans } from '../../testing/plans.ts'
import { aMobile, aRule, decidedTogether } from '../safe-contact/fixtures.ts'
import { aLetIn } from '../sharing/fixtures.ts'
import { foundIn } from './model/suggest.ts'

// Monday 1 March 2027, a week in which nothing else happens.
const app = await testApp({ at: '2027-03-01T10:00:00Z' })
const { as, aPractitioner, everything, services, clock, database } = app
const boss = await aPractitioner('idva-manager')
const adviser = await aPractitioner('idva', { agencyId: boss.agencyId, supervisorId: boss.id })
const specialist = await aPractitioner('abuse-specialist')
const housing = await aPractitioner('housing-officer')
const lawyer = await aPractitioner('cps-lawyer')
const warden = await aPractitioner('witness-care-officer')

const harms = (change: Record<string, string> = {}) => ({
  ...Object.fromEntries(
    ['victim', 'children', 'family', 'partner', 'workers', 'self'].map((who) => [`risk-${who}`, 'none']),
  ),
  ...change,
})
const send = async (caseId: string, path: string, form: Record<string, string>, who: Practitioner = adviser) => {
  const done = await as(who).submit(`/cases/${caseId}/${path}`, form)
  assert.equal(done.status, 303, `${path}: ${done.title()} ${done.text('.govuk-error-summary')}`)
  return done.location
}
const asked = async (caseId: string, personId: string, form: Record<string, string> = {}) =>
  send(caseId, 'risk/assess/waymark-guide', {
    ...{ ...harms(), personId, asked: 'the person', alone: 'yes', level: 'high', 'a-afraid': 'yes' },
    ...{ reasons: 'Threats since Friday', victimView: 'Is afraid', ...form },
  })
const aRiskyCase = async (form: Record<string, string> = {}, people: readonly Practitioner[] = [specialist]) => {
  const { caseId, victimId } = await aCase(services, adviser)
  for (const who of people)
    assert.equal((await as(adviser).submit(`/cases/${caseId}/team`, aLetIn(who.id, 'Works on it'))).status, 303)
  const assessment = await asked(caseId, victimId, form)
  return { caseId, victimId, assessment }
}
const chosen = {
  ...decidedTogether,
  what: 'With them on Thursday',
  lead: 'here',
  dueOn: '5/3/2027',
  reviewOn: '8/3/2027',
}
const choose = (caseId: string, item: string, form: Record<string, string> = {}, who: Practitioner = adviser) =>
  send(caseId, `interventions/new?item=${item}`, { ...chosen, ownerId: adviser.id, ...form }, who)
const duties = (caseId: string) =>
  everything
    .selectFrom('duty as d')
    .innerJoin('practitioner as p', 'p.id', 'd.ownerId')
    .select(['d.code', 'd.state', 'd.safetyDueAt', 'd.id', 'p.name as owner'])
    .where('d.caseId', '=', caseId)
    .where((where) =>
      where.or([where('d.code', 'like', 'INTERVENTION%'), where('d.code', '=', 'COMPLEX_CASE_MEETING')]),
    )
    .orderBy('d.raisedAt')
    .orderBy('d.code')
    .orderBy('d.safetyDueAt')
    .execute()
const stateOf = async (caseId: string) =>
  (await duties(caseId)).map(
    ({ code, state, owner, safetyDueAt }) => `${code} ${state} ${owner} ${safetyDueAt?.toISOString().slice(0, 16)}`,
  )
const suggested = async (caseId: string, who: Practitioner = adviser) => {
  const page = await as(who).visit(`/cases/${caseId}/interventions`)
  assert.equal(page.status, 200)
  return page.links().flatMap(({ href }) => /interventions\/new\?item=(.+)$/.exec(href)?.[1] ?? [])
}

describe('the menu of the area (RM-04, RR-01 to RR-19)', () => {
  const item = {
    ...{ name: 'Ring on Sundays', purpose: 'A call when nobody else is there', side: 'harmed', leads: 'advocacy' },
    ...{ 'level-high': 'yes', 'least-high': 'yes', 'sign-selfHarm': 'yes', reason: 'The board agreed in February' },
  }

  test('ships with a first version for both sides, with what is expected at the least', async () => {
    const page = await as(housing).visit('/interventions')
    const text = page.text()
    for (const each of ['Arrest', 'restraining order', 'Act on each breach', 'fast answer', 'pressure on a witness'])
      assert.match(text, new RegExp(each), each)
    assert.match(text, /With the person harmed.*About the person reported|About the person reported/)
    assert.match(text, /Version 1 came with Waymark/)
    assert.equal(page.links().filter(({ href }) => href.includes('/edit')).length, 0, 'a housing officer reads it')
    assert.equal((await as(housing).visit('/interventions/new')).status, 404)
  })

  test('a change adds a version with who, when and why; the older one stays readable (RM-04)', async () => {
    const { caseId } = await aRiskyCase()
    const at = await choose(caseId, 'workers')
    assert.equal((await as(specialist).submit('/interventions/new', item)).status, 303)
    const edit = '/interventions/items/workers/edit'
    const form = {
      ...item,
      name: 'Go in pairs',
      basedOn: String((await as(specialist).visit(edit)).value('basedOn')),
    }
    assert.equal((await as(specialist).submit(edit, form)).status, 303)
    const page = await as(boss).visit('/interventions')
    assert.match(page.text(), /Changed: Go in pairs.*The board agreed in February/)
    assert.match(page.text(), new RegExp(`${specialist.name}`))
    const older = await as(boss).visit('/interventions/versions/1')
    assert.match(older.text(), /Nobody visits alone/)
    assert.doesNotMatch(older.text(), /Ring on Sundays|Go in pairs/)
    assert.match((await as(adviser).visit(at)).text(), /Version 1 of the menu/)
    assert.match((await as(adviser).visit(at)).text(), /the menu|Level: high/)
    assert.match((await as(adviser).visit(at)).text('h1'), /Nobody visits alone/)
    assert.ok((await suggested(caseId)).includes('ring-on-sundays'))
    // Taken off: no longer suggested, still readable where it was chosen.
    const off = '/interventions/items/ring-on-sundays/edit'
    const basedOn = String((await as(boss).visit(off)).value('basedOn'))
    assert.equal((await as(boss).submit(off, { ...item, retire: 'yes', basedOn })).status, 303)
    assert.ok(!(await suggested(caseId)).includes('ring-on-sundays'))
    assert.equal((await as(boss).visit(off)).status, 404)
    // Its code stands for nothing else, ever.
    assert.equal((await as(boss).submit('/interventions/new', item)).status, 303)
    assert.ok((await suggested(caseId)).includes('ring-on-sundays-2'))
  })

  test('a form that says too little says what to do and keeps what was typed', async () => {
    const page = await as(boss).submit('/interventions/new', { name: 'Half', 'least-high': 'yes' })
    assert.equal(page.status, 422)
    assert.equal(page.$('#name').val(), 'Half')
    const hrefs = page.errors().map(({ href }) => href)
    assert.deepEqual(hrefs, ['#purpose', '#side', '#leads', '#reason', '#level-high', '#least-high'])
    for (const { href } of page.errors()) assert.equal(page.$(href ?? '').length, 1, `${href} is nowhere`)
    const twice = await as(boss).submit('/interventions/new', { ...item, name: 'arrest, where there are grounds' })
    assert.match(twice.errors()[0]?.text ?? '', /There is one of this name/)
  })

  test('nobody writes a version in another’s name, nor changes one', async () => {
    const row = `insert into intervention_menu (number, items, reason, set_by, set_at) values (900, '[{}]', 'x', '${boss.id}', now())`
    assert.match(await attempt(adviser, row), /row-level security/)
    assert.match(await attempt(boss, `update intervention_menu set reason = 'x'`), /permission denied/)
  })
})

const attempt = async (who: Practitioner, sql: string): Promise<string> => {
  const client = new pg.Client(database.app)
  await client.connect()
  try {
    await client.query('begin')
    await client.query('select bind($1)', [who.token])
    const { rowCount } = await client.query(sql)
    return `done: ${rowCount}`
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    await client.query('rollback')
    await client.end()
  }
}

describe('what the menu suggests on a case (RM-03, INV-31)', () => {
  test('says which answer and which level, with the page on which it stands, and chooses nothing', async () => {
    const { caseId, assessment } = await aRiskyCase({ 'a-throat': 'yes', 'risk-children': 'serious' })
    const page = await as(adviser).visit(`/cases/${caseId}/interventions`)
    assert.match(page.text(), /A doctor after pressure on the throat.*around your throat.*Yes \(Waymark guide/)
    assert.match(page.text(), /Tell children’s services and the school.*Children: serious harm/)
    assert.ok(page.links().some(({ href }) => href === assessment))
    assert.match(page.text(), /Nothing has been chosen yet/)
    const count = await everything.selectFrom('intervention').select('id').where('caseId', '=', caseId).execute()
    assert.deepEqual([count, await stateOf(caseId)], [[], []])
    const bare = await aRiskyCase({ level: 'standard' })
    assert.ok(!(await suggested(bare.caseId)).includes('throat'))
    assert.ok(!(await suggested(bare.caseId)).includes('place-of-safety'))
    assert.ok((await suggested(bare.caseId)).includes('act-on-breaches'))
  })

  test('a threat that a later assessment with the same questions does not find is not held against the newest', async () => {
    const { caseId, victimId } = await aRiskyCase({ 'a-throat': 'yes' })
    assert.ok((await suggested(caseId)).includes('throat'))
    clock.set('2027-03-01T11:00:00Z')
    await asked(caseId, victimId, { 'a-throat': 'no' })
    const page = await as(adviser).visit(`/cases/${caseId}/interventions`)
    clock.set('2027-03-01T10:00:00Z')
    assert.doesNotMatch(page.text(), /around your throat/)
  })

  test('no level yet is treated as high, and says so', async () => {
    const { caseId } = await aCase(services, adviser)
    const page = await as(adviser).visit(`/cases/${caseId}/interventions`)
    assert.match(page.text(), /On the menu at high, as no level is set yet/)
    assert.match(page.text(), /expected at this level, and neither chosen nor set aside/)
  })

  test('a change that somebody wrote down suggests what answers it: a separation (RR-19)', async () => {
    const { caseId } = await aRiskyCase()
    assert.ok(!(await suggested(caseId)).includes('after-separation'))
    const when = { day: 'today', time: '08:00', body: 'advocacy', exact: 'as written' }
    await send(caseId, 'entries/new/incidents.separated', when)
    const page = await as(adviser).visit(`/cases/${caseId}/interventions`)
    assert.match(page.text(), /Look more often after a separation.*a separation is planned or has happened/i)
  })

  test('a change asks for something for six months, counted by the London day', () => {
    const entry = (happenedFrom: string) => ({
      ...{ id: 'e', caseId: 'c', type: 'justice.charged', label: 'Charged', details: {} },
      happenedFrom: new Date(happenedFrom),
    })
    const at = (happenedFrom: string, now: string) =>
      foundIn([], [entry(happenedFrom)], { caseId: 'c', now: new Date(now) }).map(({ factor }) => factor)
    const now = '2027-02-28T12:00:00Z'
    assert.deepEqual(at('2026-08-27T23:30:00Z', now), ['trigger:after-charge'], 'in London it was the 28th')
    assert.deepEqual(at('2026-08-27T22:30:00Z', now), [])
    assert.deepEqual(at('2027-02-28T00:10:00Z', '2027-08-31T12:00:00+01:00'), ['trigger:after-charge'])
  })

  test('what is expected stands open until it is chosen or set aside with a reason; a higher level asks again', async () => {
    const { caseId, victimId } = await aRiskyCase({ level: 'medium' })
    const open = async () =>
      /(\d+) interventions? (is|are) expected/.exec(
        (await as(adviser).visit(`/cases/${caseId}/interventions`)).text(),
      )?.[1]
    const before = Number(await open())
    assert.ok(before > 2)
    await choose(caseId, 'safety-plan')
    assert.equal(Number(await open()), before - 1)
    const empty = await as(adviser).submit(`/cases/${caseId}/interventions/not-chosen`, {
      ...{ item: 'refer', reason: ' ' },
    })
    assert.deepEqual(empty.errors(), [{ text: 'Enter why it is not for this case', href: '#reason' }])
    await send(caseId, 'interventions/not-chosen', { item: 'refer', reason: 'They have an adviser of their own' })
    assert.equal(Number(await open()), before - 2)
    assert.ok(!(await suggested(caseId)).includes('refer'))
    assert.match(
      (await as(adviser).visit(`/cases/${caseId}/interventions`)).text(),
      /an adviser of their ownAt levelmedium/,
    )
    clock.set('2027-03-01T12:00:00Z')
    await asked(caseId, victimId, { level: 'high' })
    assert.ok((await suggested(caseId)).includes('refer'), 'high asks again for what medium set aside')
    clock.set('2027-03-01T10:00:00Z')
  })

  test('a stopped one stands open again, for nothing protects any more by it', async () => {
    const { caseId } = await aRiskyCase()
    const at = await choose(caseId, 'safety-plan')
    assert.ok(!(await suggested(caseId)).includes('safety-plan'))
    await send(caseId, `${at.split('/').slice(3).join('/')}/stop`, {
      ...decidedTogether,
      happenedOn: 'today',
      said: 'They do not want it',
    })
    assert.ok((await suggested(caseId)).includes('safety-plan'))
  })
})

describe('one that was chosen is somebody’s, by a day (RM-10, RR-01 to RR-19)', () => {
  test('raises a duty of the named person with its clock, and one to look again', async () => {
    const { caseId } = await aRiskyCase()
    const at = await choose(caseId, 'fast-response', { ownerId: specialist.id })
    assert.deepEqual(await stateOf(caseId), [
      `INTERVENTION open ${specialist.name} 2027-03-05T23:59`,
      `INTERVENTION_REVIEW open ${specialist.name} 2027-03-08T23:59`,
    ])
    const page = await as(specialist).visit(at)
    assert.match(page.text(), /Leads Test police.*Sees to it Tess abuse-specialist/)
    const found = await duties(caseId)
    assert.equal(found.length, 2)
    for (const { id } of found) {
      const links = (await as(specialist).visit(`/cases/${caseId}/duties/${id}`)).links()
      assert.ok(links.some(({ href, text }) => href === at && text === 'Open the intervention'))
    }
  })

  test('a form that says too little says what to do, keeps what was typed, and writes nothing', async () => {
    const { caseId } = await aRiskyCase()
    const page = await as(adviser).submit(`/cases/${caseId}/interventions/new?item=arrest`, {
      ...{ what: 'Before Friday', lead: 'outside', ownerId: lawyer.id, dueOn: '26/2/2027', reviewOn: '' },
    })
    assert.equal(page.status, 422)
    assert.equal(page.value('what'), 'Before Friday')
    assert.deepEqual(
      page.errors().map(({ href }) => href),
      ['#ownerId', '#reviewOn', '#isKnown', '#knownWords'],
    )
    const late = await as(adviser).submit(`/cases/${caseId}/interventions/new?item=arrest`, {
      ...{ ...chosen, lead: 'outside', ownerId: adviser.id, dueOn: '26/2/2027' },
    })
    assert.deepEqual(
      late.errors().map(({ text }) => text),
      ['Enter which body outside leads', 'Enter today or a later day'],
    )
    assert.deepEqual(await stateOf(caseId), [])
  })

  test('only who can see the case and its interventions can be named; a body outside is seen to by somebody here', async () => {
    const { caseId } = await aRiskyCase({}, [specialist, housing, warden])
    const page = await as(adviser).visit(`/cases/${caseId}/interventions/new?item=refer`)
    const offered = page
      .$('#ownerId option')
      .get()
      .map((option) => page.$(option).attr('value'))
    assert.deepEqual(offered.filter(Boolean).toSorted(), [adviser.id, specialist.id, housing.id].toSorted())
    const at = await choose(caseId, 'refer', { lead: 'outside', outside: 'A solicitor', ownerId: housing.id })
    assert.match((await as(adviser).visit(at)).text(), /Leads A solicitor \(outside\)/)
  })

  test('one of their own, and one that stands in for what is expected, with the reason (RM-05)', async () => {
    const { caseId } = await aRiskyCase()
    assert.ok((await suggested(caseId)).includes('home-security'))
    const form = {
      ...chosen,
      name: 'A neighbour listens',
      side: 'harmed',
      ownerId: adviser.id,
      insteadOf: 'home-security',
    }
    const half = await as(adviser).submit(`/cases/${caseId}/interventions/new`, form)
    assert.deepEqual(half.errors(), [{ text: 'Enter why this stands in for it', href: '#insteadWhy' }])
    const at = await send(caseId, 'interventions/new', { ...form, insteadWhy: 'They move on Friday' })
    assert.match((await as(adviser).visit(at)).text(), /Not from the menu: their own.*They move on Friday/)
    assert.ok(!(await suggested(caseId)).includes('home-security'))
  })

  test('two who choose the same: the second is told of the first, and chooses it again only for another (U9)', async () => {
    const { caseId } = await aRiskyCase()
    const url = `/cases/${caseId}/interventions/new?item=refer`
    const basedOn = String((await as(specialist).visit(url)).value('basedOn'))
    await choose(caseId, 'refer')
    const mine = { ...chosen, what: 'Housing, today', ownerId: specialist.id, basedOn }
    const page = await as(specialist).submit(url, mine)
    assert.deepEqual(page.errors(), [
      { text: 'A colleague has chosen it meanwhile: choose it again only for another', href: '#what' },
    ])
    assert.equal(page.value('what'), 'Housing, today')
    assert.match(page.text(), /Under way already: Tess idva .* sees to it, by Fri 5 Mar/)
    const again = await as(specialist).submit(url, { ...mine, basedOn: String(page.value('basedOn')) })
    assert.equal(again.status, 303)
  })

  test('done needs what came of it and how that is known, ends both duties, and is there to read', async () => {
    const { caseId } = await aRiskyCase()
    const at = await choose(caseId, 'safety-plan')
    const half = await as(adviser).submit(`${at}/done`, { ...decidedTogether, happenedOn: 'today', said: 'Made' })
    assert.deepEqual(
      half.errors().map(({ href }) => href),
      ['#evidence'],
    )
    await send(caseId, `${at.split('/').slice(3).join('/')}/done`, {
      ...{ ...decidedTogether, happenedOn: 'today', said: 'Made together', evidence: 'Signed by both' },
    })
    assert.deepEqual(
      (await duties(caseId)).map(({ code, state }) => `${code} ${state}`),
      ['INTERVENTION met', 'INTERVENTION_REVIEW met'],
    )
    assert.match((await as(adviser).visit(at)).text(), /StepDoneWhatMade togetherHow it is knownSigned by both/)
    for (const step of ['done', 'stop', 'review']) assert.equal((await as(adviser).visit(`${at}/${step}`)).status, 404)
    const late = await as(adviser).submit(`${at}/stop`, {
      ...decidedTogether,
      happenedOn: 'today',
      said: 'A long reason',
    })
    assert.match(late.errors()[0]?.text ?? '', /ended this meanwhile/)
    assert.equal(late.value('said'), 'A long reason')
  })

  test('a look again keeps it under way and asks anew on the next day', async () => {
    const { caseId } = await aRiskyCase()
    const at = await choose(caseId, 'safety-plan')
    const step = `${at.split('/').slice(3).join('/')}/review`
    const back = await as(adviser).submit(`${at}/review`, {
      ...decidedTogether,
      happenedOn: 'today',
      said: 'Fits',
      reviewOn: 'today',
    })
    assert.deepEqual(back.errors(), [{ text: 'Enter a day after today', href: '#reviewOn' }])
    await send(caseId, step, { ...decidedTogether, happenedOn: 'today', said: 'Fits', reviewOn: '15/3/2027' })
    assert.deepEqual(
      (await duties(caseId))
        .filter(({ state }) => state === 'open')
        .map(({ code, safetyDueAt }) => [code, safetyDueAt?.toISOString()]),
      [
        ['INTERVENTION', '2027-03-05T23:59:59.000Z'],
        ['INTERVENTION_REVIEW', '2027-03-15T23:59:59.000Z'],
      ],
    )
    await send(caseId, step, { ...decidedTogether, happenedOn: 'today', said: 'Fits still', reviewOn: '22/3/2027' })
    await send(caseId, step.replace('review', 'stop'), {
      ...decidedTogether,
      happenedOn: 'today',
      said: 'They moved far away',
    })
    assert.ok((await duties(caseId)).every(({ state }) => state === 'met'))
    assert.match((await as(adviser).visit(at)).text(), /3 steps.*StepStoppedWhatThey moved far away.*Fits still.*Fits/)
  })

  test('late is shown as late, in words', async () => {
    const { caseId } = await aRiskyCase()
    await choose(caseId, 'safety-plan')
    clock.set('2027-03-09T09:00:00Z')
    const text = (await as(adviser).visit(`/cases/${caseId}/interventions`)).text()
    clock.set('2027-03-01T10:00:00Z')
    assert.match(text, /Offer to make a safety plan with themStateLate.*8 Mar, late/)
  })

  test('the database holds the order: nothing after an end, no step on an old version, no state by hand', async () => {
    const { caseId } = await aRiskyCase()
    const at = await choose(caseId, 'safety-plan')
    const id = at.split('/').at(-1) ?? ''
    const step = (kind: string, version: number, more = 'null, null', by = adviser.id) =>
      `insert into intervention_step (case_id, intervention_id, kind, happened_on, said, evidence, review_on, review_fact_id, of_version, agency_id, taken_by, taken_at)
       values ('${caseId}', '${id}', '${kind}', '2027-03-01', 'x', 'x', ${more}, ${version}, '${adviser.agencyId}', '${by}', now())`
    assert.equal(await attempt(adviser, step('done', 1)), 'done: 1')
    assert.match(await attempt(adviser, step('done', 2)), /somebody else took a step first/)
    assert.match(await attempt(adviser, step('reviewed', 1)), /check constraint/)
    assert.match(await attempt(adviser, step('done', 1, 'null, null', specialist.id)), /row-level security/)
    assert.match(
      await attempt(adviser, `update intervention set state = 'done' where id = '${id}'`),
      /permission denied/,
    )
    assert.match(await attempt(adviser, `delete from intervention where id = '${id}'`), /permission denied/)
    await send(caseId, `interventions/${id}/done`, {
      ...decidedTogether,
      happenedOn: 'today',
      said: 'Made',
      evidence: 'Seen',
    })
    assert.match(await attempt(adviser, step('stopped', 2)), /has ended/)
  })
})

describe('who is shown it (MODEL 13: as risk assessments are)', () => {
  test('witness care has no page of it; housing and prosecution see what is theirs, and no entry of the rest', async () => {
    const { caseId, assessment } = await aRiskyCase({ 'a-throat': 'yes' }, [specialist, housing, warden, lawyer])
    const at = await choose(caseId, 'safety-plan', { what: 'Kept at HOLLOWBARN' })
    const theirs = await choose(caseId, 'home-security', { ownerId: housing.id, what: 'A door for KESTREL' })
    for (const path of [`/cases/${caseId}/interventions`, at])
      assert.equal((await as(warden).visit(path)).status, 404, path)
    assert.equal((await as(lawyer).visit(at)).status, 404)
    assert.equal((await as(housing).visit(at)).status, 404)
    for (const who of [warden, lawyer, housing])
      for (const view of ['', '/entries', '/duties', '/interventions'])
        assert.doesNotMatch(
          (await as(who).visit(`/cases/${caseId}${view}`)).text(),
          /HOLLOWBARN/,
          `${who.role} ${view}`,
        )
    assert.match((await as(housing).visit(theirs)).text(), /KESTREL/)
    const list = await as(housing).visit(`/cases/${caseId}/interventions`)
    // Whoever sees to one thing is not thereby shown what was asked and answered.
    const seen = await choose(caseId, 'throat', { ownerId: housing.id })
    const copy = await as(housing).submit(`/cases/${caseId}/export`, { reason: 'For the file', careful: 'yes' })
    assert.match(copy.body, /A doctor after pressure on the throat/)
    assert.match((await as(housing).visit(seen)).text(), /Why the menu named it then Level: high/)
    for (const text of [(await as(housing).visit(seen)).body, copy.body])
      assert.doesNotMatch(text, /around your throat|Found in this assessment/)
    assert.ok((await as(adviser).visit(seen)).links().some(({ href }) => href === assessment))
    assert.match(list.text(), /you are shown what your agency wrote and what was shared/)
    for (const who of [housing, lawyer])
      for (const path of ['interventions/summary', 'interventions/complex'])
        assert.equal((await as(who).visit(`/cases/${caseId}/${path}`)).status, 404, `${who.role} ${path}`)
    await send(
      caseId,
      `interventions/${theirs.split('/').at(-1)}/done`,
      { ...decidedTogether, happenedOn: 'today', said: 'Fitted', evidence: 'Seen' },
      housing,
    )
    const met = (await duties(caseId)).filter(({ owner, state }) => owner === housing.name && state !== 'open')
    assert.ok(met.length === 2 && met.every(({ state }) => state === 'met'), 'whoever sees a part ends their own duty')
    assert.doesNotMatch((await as(lawyer).visit(`/cases/${caseId}/entries`)).text(), /Intervention/)
    assert.match((await as(specialist).visit(`/cases/${caseId}/entries`)).text(), /Intervention chosen/)
  })

  test('a duty that a colleague took over takes the intervention along', async () => {
    const mate = await aPractitioner('housing-officer', { agencyId: housing.agencyId })
    const far = await aPractitioner('housing-officer', {
      agencyId: (
        await everything
          .insertInto('agency')
          .values({ kind: 'housing', name: 'Homes apart' })
          .returning('id')
          .executeTakeFirstOrThrow()
      ).id,
    })
    const { caseId } = await aRiskyCase({}, [specialist, housing, mate, far])
    const at = await choose(caseId, 'home-security', { ownerId: housing.id })
    assert.equal((await as(far).visit(at)).status, 404)
    const [duty] = await duties(caseId)
    await send(caseId, `duties/${duty?.id}/owner`, { ownerId: mate.id, toId: mate.id, reason: 'On leave' }, housing)
    assert.match((await as(mate).visit(at)).text(), new RegExp(`Sees to it ${mate.name}`))
  })
})

describe('whoever works with the person reported (INV-01, INV-02)', () => {
  const aCaseWithOtherSide = async () => {
    const it = await aRiskyCase()
    const { personId } = await everything
      .selectFrom('party')
      .select('personId')
      .where('caseId', '=', it.caseId)
      .where('role', '=', 'perpetrator')
      .executeTakeFirstOrThrow()
    const now = services.now()
    await everything
      .insertInto('reportedContact')
      .values({
        ...{ caseId: it.caseId, personId, practitionerId: specialist.id, recordedBy: adviser.id, recordedAt: now },
      })
      .execute()
    return it
  }

  test('sees what is done about that person, and nothing of what is done with the person harmed', async () => {
    const { caseId } = await aCaseWithOtherSide()
    const base = `/cases/${caseId}/interventions`
    const locks = await choose(caseId, 'home-security', { what: 'OTTERLOCK' })
    await send(caseId, `${locks.split('/').slice(3).join('/')}/review`, {
      ...{ ...decidedTogether, happenedOn: 'today', said: 'OTTERSTEP', reviewOn: '15/3/2027' },
    })
    const arrest = await choose(caseId, 'arrest', { what: 'WEIRGATE' })
    await send(caseId, 'interventions/not-chosen', { item: 'missing-report', reason: 'OTTERFAR' })
    await send(caseId, 'interventions/not-chosen', { item: 'firearms', reason: 'WEIRNONE' })
    const headings = Object.fromEntries([1, 2, 3, 4, 5].map((number) => [`heading-${number}`, 'OTTERWORDS']))
    const decision = await send(caseId, 'interventions/decisions/new', {
      ...{ ...headings, about: `intervention:${locks.split('/').at(-1)}` },
    })
    await send(caseId, 'interventions/complex', { reason: 'OTTERMARK', ownerId: adviser.id })
    const list = (await as(specialist).visit(base)).text()
    assert.match(list, /You work for the other side/)
    assert.match(list, /Arrest, where there are grounds.*WEIRNONE/)
    assert.doesNotMatch(list, /OTTER|harder to get into|With the person harmed|are expected at this level/)
    assert.match((await as(specialist).visit(arrest)).text(), /WEIRGATE/)
    for (const path of [locks, decision, `${base}/decisions`, `${base}/decisions/new`, `${base}/complex`])
      assert.equal((await as(specialist).visit(path)).status, 404, path)
    for (const path of ['/summary', '/new?item=fast-response', '/not-chosen?item=fast-response'])
      assert.equal((await as(specialist).visit(`${base}${path}`)).status, 404, path)
    for (const table of ['intervention_step', 'intervention_decision', 'complex_case'])
      assert.equal(await attempt(specialist, `select from ${table} where case_id = '${caseId}'`), 'done: 0', table)
    assert.doesNotMatch((await as(specialist).visit(`/cases/${caseId}/entries`)).text(), /Intervention|complex case/)
    assert.match((await as(adviser).visit(`/cases/${caseId}/entries`)).text(), /Marked as a complex case/)
  })

  test('chooses nothing with the person harmed, and is given nothing of it to do', async () => {
    const { caseId } = await aCaseWithOtherSide()
    const url = `/cases/${caseId}/interventions/new`
    const own = { ...chosen, name: 'A word at the gate', ownerId: specialist.id }
    const theirs = await as(specialist).submit(url, { ...own, side: 'harmed' })
    assert.deepEqual(
      theirs.errors().map(({ href }) => href),
      ['#side'],
    )
    const given = await as(adviser).submit(url, { ...own, side: 'harmed' })
    assert.match(given.errors()[0]?.text ?? '', /They work for the other side: select somebody else/)
    const listed = await as(adviser).submit(`${url}?item=fast-response`, { ...chosen, ownerId: specialist.id })
    assert.deepEqual(
      listed.errors().map(({ href }) => href),
      ['#ownerId'],
    )
    const meets = await as(adviser).submit(url.replace('new', 'complex'), { reason: 'x', ownerId: specialist.id })
    assert.deepEqual(
      meets.errors().map(({ href }) => href),
      ['#ownerId'],
    )
    assert.deepEqual(await stateOf(caseId), [])
    const done = await as(specialist).submit(url, { ...own, side: 'reported' })
    assert.equal(done.status, 303)
    assert.match((await as(specialist).visit(done.location)).text(), /A word at the gate/)
    assert.match((await as(specialist).visit(`/cases/${caseId}/entries`)).text(), /Intervention chosen/)
  })
})

describe('a complex case is met about (RM-05)', () => {
  test('the mark raises a duty of the named person, by the days that the area sets; the meeting ends it', async () => {
    const { caseId } = await aRiskyCase()
    const page = await as(adviser).visit(`/cases/${caseId}/interventions/complex`)
    assert.match(page.text(), /meet within 5 working days/)
    const empty = await as(adviser).submit(`/cases/${caseId}/interventions/complex`, { ownerId: lawyer.id })
    assert.deepEqual(
      empty.errors().map(({ href }) => href),
      ['#reason', '#ownerId'],
    )
    await send(caseId, 'interventions/complex', { reason: 'Three homes, two courts', ownerId: specialist.id })
    assert.deepEqual(await stateOf(caseId), [`COMPLEX_CASE_MEETING open ${specialist.name} 2027-03-08T23:59`])
    const late = await as(adviser).submit(`/cases/${caseId}/interventions/complex`, {
      ...{ reason: 'Mine', ownerId: adviser.id, basedOn: '0' },
    })
    assert.match(late.errors()[0]?.text ?? '', /A colleague has marked it meanwhile/)
    assert.equal(late.value('reason'), 'Mine')
    const list = await as(specialist).visit(`/cases/${caseId}/interventions`)
    assert.match(list.text(), /Complex case. Three homes, two courts/)
    const meeting = list.links().find(({ text }) => text === 'Say what came of the meeting')?.href ?? ''
    const half = await as(specialist).submit(meeting, { outcome: 'held', said: 'All four' })
    assert.deepEqual(half.errors(), [{ text: 'Enter the day', href: '#metOn' }])
    assert.equal(
      (await as(specialist).submit(meeting, { outcome: 'held', metOn: 'today', said: 'All four came' })).status,
      303,
    )
    assert.deepEqual(
      (await duties(caseId)).map(({ state }) => state),
      ['met'],
    )
    assert.match(
      (await as(adviser).visit(`/cases/${caseId}/interventions`)).text(),
      /The meeting was held.*All four came/,
    )
    assert.equal((await as(specialist).visit(meeting)).status, 404)
    const again = await as(specialist).submit(meeting, { outcome: 'called off', said: 'No' })
    assert.match(again.errors()[0]?.text ?? '', /A colleague has said what came of it/)
    const id = meeting.split('/').at(-1)
    assert.match(await attempt(specialist, `update complex_case set said = 'x' where id = '${id}'`), /over/)
  })
})

describe('a decision by headings (RM-02)', () => {
  const words = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`heading-${index + 1}`, `Because ${index + 1}`]))

  test('needs each of the five, is about one thing of this case, and is never changed', async () => {
    const [it, other] = [await aRiskyCase(), await aRiskyCase()]
    const at = await choose(it.caseId, 'safety-plan')
    const elsewhere = await choose(other.caseId, 'safety-plan')
    const url = `/cases/${it.caseId}/interventions/decisions/new`
    const half = await as(adviser).submit(url, { ...words(4), about: `intervention:${elsewhere.split('/').at(-1)}` })
    assert.deepEqual(half.errors(), [
      { text: 'Select what the decision is about', href: '#about' },
      { text: 'Enter your words under “Best information at the time”', href: '#heading-5' },
    ])
    assert.equal(half.value('heading-1'), 'Because 1')
    const made = await as(adviser).submit(url, { ...words(5), about: `intervention:${at.split('/').at(-1)}` })
    assert.equal(made.status, 303, made.text('.govuk-error-summary'))
    const page = await as(adviser).visit(made.location)
    assert.match(
      page.text(),
      /PLANBI.*Proportionate Because 1.*Lawful Because 2.*Best information at the time Because 5/,
    )
    assert.match((await as(adviser).visit(at)).text(), /Decisions by headings/)
    assert.match(await attempt(adviser, `update intervention_decision set about = 'x'`), /permission denied/)
    assert.match(
      await attempt(
        adviser,
        `insert into intervention_decision (case_id, agency_id, intervention_id, about, framework, headings, decided_by, decided_at)
        values ('${it.caseId}', '${adviser.agencyId}', '${at.split('/').at(-1)}', 'x', 'x', '[{"heading":"a","words":"b"},{"heading":"a","words":""},{"heading":"a","words":"b"}]', '${adviser.id}', now())`,
      ),
      /check constraint/,
    )
  })

  test('an area sets its own framework: from then on, and what was written keeps the old headings', async () => {
    const { caseId } = await aRiskyCase()
    const { id } = await everything
      .selectFrom('riskLevel')
      .select('id')
      .where('caseId', '=', caseId)
      .executeTakeFirstOrThrow()
    const url = `/cases/${caseId}/interventions/decisions/new`
    const old = await as(adviser).submit(url, { ...words(5), about: `level:${id}` })
    const basedOn = String((await as(adviser).visit(url)).value('basedOn'))
    const set = '/local-policy/decision-framework/set'
    assert.equal((await as(adviser).visit(set)).status, 404)
    const few = await as(boss).submit(set, { name: 'Ours', headings: 'One', reason: 'Agreed in February' })
    assert.deepEqual(few.errors(), [{ text: 'Enter three to eight headings, one a line', href: '#headings' }])
    const mark = String((await as(boss).visit(set)).value('basedOn'))
    const ours = { name: 'COMPASS', headings: 'Who\nWhat\nWhy', reason: 'The board agreed in February', basedOn: mark }
    assert.equal((await as(boss).submit(set, ours)).status, 303)
    const behind = await as(adviser).submit(url, { ...words(5), about: `level:${id}`, basedOn })
    assert.match(behind.errors()[0]?.text ?? '', /headings were changed while you wrote/)
    const made = await as(adviser).submit(url, { ...words(3), about: `level:${id}` })
    assert.match((await as(adviser).visit(made.location)).text(), /COMPASS.*Who Because 1.*Why Because 3/)
    assert.match((await as(adviser).visit(old.location)).text(), /PLANBI.*Proportionate/)
    assert.match((await as(boss).visit('/local-policy/decision-framework')).text(), /COMPASS.*The board agreed/)
    assert.equal((await as(boss).visit('/local-policy')).status, 200)
  })
})

describe('a summary for prosecutors (RM-08)', () => {
  const ask = {
    recipient: 'A. Prosecutor',
    purpose: 'Bail on Monday',
    reasons: 'Three threats in a week',
    careful: 'yes',
  }

  test('holds the level, its way, signs and numbers; and nothing by which anybody could be found', async () => {
    const canaries = [
      ...['pelican', 'A word that means', 'Her sister', 'It is hers', 'by telephone', 'Teasel', 'Wants none'],
      '900123',
      'heron',
      'OWLNOTE',
      'PLANWREN',
      'HOMELARK',
      'WAYFINCH',
      'OWNROOK',
      'AFRAIDJAY',
      'STANDDOVE',
    ]
    const { caseId, victimId } = await aRiskyCase({
      ...{ 'a-throat': 'yes', 'c-throat': 'OWLNOTE said', 'risk-partner': 'serious', victimView: 'AFRAIDJAY' },
    })
    for (const [path, form] of [
      ['rule', aRule()],
      ['routes/new', aMobile()],
    ] as const)
      assert.equal((await as(adviser).submit(`/cases/${caseId}/safe-contact/${path}`, form)).status, 303)
    await send(caseId, 'notes/new', { how: 'visit', day: 'today', time: '08:00', said: 'OWLNOTE' })
    await choose(caseId, 'safety-plan', { what: 'PLANWREN' })
    await choose(caseId, 'place-of-safety', { what: 'HOMELARK', lead: 'outside', outside: 'STANDDOVE' })
    await choose(caseId, 'arrest', { what: 'WAYFINCH' })
    const own = {
      ...chosen,
      name: 'OWNROOK',
      side: 'reported',
      lead: 'outside',
      outside: 'STANDDOVE',
      ownerId: adviser.id,
    }
    await send(caseId, 'interventions/new', own)
    const inCase = (path: string, form: Record<string, string>) => send(caseId, path, form)
    await somePlans(everything, inCase, { caseId, victimId })
    await send(caseId, 'people/household', { label: 'HOMELARK', district: 'HOMELARK' })
    const report = {
      day: 'today',
      time: '07:00',
      childPresent: 'no',
      mark: 'fact',
      reportedBy: 'victim',
      sourceAgency: 'Us',
      what: 'HOMELARK',
    }
    await send(caseId, 'incidents/new', report)
    const page = await as(adviser).submit(`/cases/${caseId}/interventions/summary`, ask)
    assert.equal(page.status, 200, page.text('.govuk-error-summary'))
    const found = canaries.filter((canary) => page.body.includes(canary))
    assert.deepEqual(found, [])
    assert.doesNotMatch(page.body, /wm-contact/)
    const text = page.text()
    assert.match(text, /For A. Prosecutor Purpose Bail on Monday/)
    assert.match(text, /High.*Decided by Tess idva.*Three threats in a week/)
    assert.match(text, /The risk level is high since/)
    assert.match(text, /Pressure on the throat/)
    assert.match(text, /A new partner, of either: serious harm/)
    assert.match(text, /IncidentHow many1/)
    assert.match(text, /Arrest, where there are groundsStateUnder way/)
    assert.doesNotMatch(text, /safety plan|A place to go to|Their own view/i)
    assert.equal(
      (await as(adviser).visit(`/cases/${caseId}/interventions/summary`)).value('reasons'),
      'Threats since Friday',
    )
    const logged = await everything
      .selectFrom('audit')
      .select(['kind', 'detail', 'actorId'])
      .where('caseId', '=', caseId)
      .where('route', '=', '/cases/:caseId/interventions/summary')
      .where('detail', 'is not', null)
      .execute()
    assert.deepEqual(logged, [
      { kind: 'export', detail: 'Summary for A. Prosecutor: Bail on Monday', actorId: adviser.id },
    ])
  })

  test('says who it is for and why first; a place, a number or an address in the reasons is sent back', async () => {
    const { caseId } = await aRiskyCase()
    const url = `/cases/${caseId}/interventions/summary`
    const empty = await as(adviser).submit(url, {})
    assert.deepEqual(
      empty.errors().map(({ href }) => href),
      ['#recipient', '#purpose', '#reasons', '#careful'],
    )
    for (const { href } of empty.errors()) assert.equal(empty.$(href ?? '').length, 1, `${href} is nowhere`)
    for (const [reasons, what] of [
      ['He waits at 14 Heron Street', 'an address'],
      ['She answers 07700 900123 only', 'a telephone number'],
      ['He knows of AB1 2CD', 'a postcode'],
      ['He reads a.b@example.test', 'an e-mail address'],
    ] as const) {
      const page = await as(adviser).submit(url, { ...ask, reasons })
      assert.deepEqual(page.errors(), [{ text: `This seems to hold ${what}: take it out`, href: '#reasons' }])
      assert.equal(page.value('reasons'), reasons)
    }
    const rows = await everything
      .selectFrom('audit')
      .select('id')
      .where('caseId', '=', caseId)
      .where('detail', 'like', 'Summary%')
      .execute()
    assert.deepEqual(rows, [])
  })

  test('what its maker is not shown is not in it', async () => {
    const { caseId } = await aRiskyCase()
    const report = {
      day: 'today',
      time: '07:00',
      childPresent: 'no',
      mark: 'fact',
      reportedBy: 'victim',
      sourceAgency: 'Police',
      what: 'x',
    }
    await send(caseId, 'incidents/new', report, specialist)
    const of = async (who: Practitioner) => (await as(who).submit(`/cases/${caseId}/interventions/summary`, ask)).text()
    assert.match(await of(specialist), /IncidentHow many1/)
    const mate = await aPractitioner('idva', { agencyId: boss.agencyId })
    await as(adviser).submit(`/cases/${caseId}/team`, aLetIn(mate.id, 'Helps'))
    assert.match(await of(mate), /none is shown to whoever made this/)
  })

  test('no page of it says that anybody is safe', async () => {
    const { caseId } = await aRiskyCase()
    for (const path of ['', '/summary', '/decisions', '/complex', '/new'])
      assert.doesNotMatch(
        (await as(adviser).visit(`/cases/${caseId}/interventions${path}`)).text(),
        /\b(is|are) (now )?safe\b/,
      )
  })
})
