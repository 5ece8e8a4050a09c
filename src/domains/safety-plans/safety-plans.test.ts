import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { sql } from 'kysely'
import { atExactly, record } from '../../rules/record.ts'
import { testApp } from '../../testing/app.ts'
import { aCase, workAs } from '../../testing/cases.ts'
import { answersTo } from '../../testing/measures.ts'
import type { Practitioner } from '../../testing/people.ts'
import { agreedNow, allChecked, aThought } from '../../testing/plans.ts'
import { decidedTogether } from '../safe-contact/fixtures.ts'
import { agreedToShare, aLetIn } from '../sharing/fixtures.ts'
import { planFor } from './actions/plan.ts'
import { fieldOf } from './model/forms.ts'
import { isHeading, prompts, promptsFor } from './model/templates.ts'

// An adviser makes a plan with somebody who stays, over Easter 2027.
const app = await testApp({ at: '2027-03-25T10:00:00Z' })
const { as, aPractitioner, everything, services } = app
const boss = await aPractitioner('idva-manager')
const adviser = await aPractitioner('idva', { agencyId: boss.agencyId, supervisorId: boss.id })
const otherAdviser = await aPractitioner('idva')
const officer = await aPractitioner('investigating-officer')
const housing = await aPractitioner('housing-officer')
const witnessCare = await aPractitioner('witness-care-officer')
const programme = await aPractitioner('idva')
const agreed = { ...agreedNow, nextReviewOn: '28/4/2027' }

const done = async (who: Practitioner, at: string, form: Record<string, string> = {}): Promise<string> => {
  const answer = await as(who).submit(at, form)
  assert.equal(answer.status, 303, `${at}: ${answer.title()} ${answer.text('.govuk-error-summary')}`)
  return answer.location
}
const aPlan = async (circumstance = 'staying') => {
  const { caseId, victimId } = await aCase(services, adviser)
  for (const who of [otherAdviser, officer, housing, witnessCare])
    await done(adviser, `/cases/${caseId}/team`, aLetIn(who.id, 'Works on it'))
  const at = await done(adviser, `/cases/${caseId}/safety-plans/new`, { personId: victimId, circumstance, shows: 'no' })
  return { caseId, victimId, at, home: `/cases/${caseId}/safety-plans` }
}
const itemsOf = (at: string) =>
  everything
    .selectFrom('vault.planItem')
    .selectAll()
    .where('planId', '=', at.split('/').at(-1) ?? '')
    .orderBy('writtenAt')
    .orderBy('version')
    .execute()
const stateOf = async (at: string) =>
  await everything
    .selectFrom('vault.safetyPlan')
    .selectAll()
    .where('id', '=', at.split('/').at(-1) ?? '')
    .executeTakeFirstOrThrow()
const reviews = (caseId: string) =>
  everything
    .selectFrom('duty')
    .select(['state', 'safetyDueAt', 'ownerId'])
    .where('caseId', '=', caseId)
    .where('code', '=', 'PLAN_REVIEW')
    .orderBy('raisedAt')
    .execute()

describe('a plan is made with the person, thought by thought (SP-01 to SP-13, P1, MODEL 5.7)', () => {
  test('it starts with what gives strength, offers what fits somebody who stays, and keeps what they said', async () => {
    const { at } = await aPlan()
    const page = await as(adviser).visit(at)
    const parts = page
      .$('.govuk-task-list__link')
      .map((_, each) => page.$(each).text().trim())
      .get()
    assert.equal(parts[0], 'What already helps')
    assert.ok(!parts.includes('Going, and what to take'), 'a bag is for somebody who leaves')
    const walk = await as(adviser).visit(`${at}/walk/crisis`)
    assert.match(walk.text(), /A word or sign that means: call the police/)
    await done(adviser, `${at}/walk/crisis`, {
      [fieldOf('P1-04')]: 'adopted',
      [fieldOf('P1-05')]: 'not for me',
      [fieldOf('P1-03')]: 'later',
      agreedBy: 'She did',
      on: 'today',
    })
    const after = (await as(adviser).visit(at)).text()
    assert.match(after, /1 thought in it, 2 for later or not for them/)
    assert.match(after, /Would it take away a warning sign, or be noticed\?/)
  })

  test('each prompt of the three situations and of a child’s plan is named once, and belongs to a part (P1 to P3, CH)', () => {
    assert.equal(new Set(prompts.map(({ code }) => code)).size, prompts.length)
    assert.ok(prompts.every(({ heading }) => isHeading(heading)))
    const of = (start: string) =>
      new Set(prompts.map(({ code }) => code.split(' ')[0]).filter((code) => code?.startsWith(start)))
    assert.deepEqual([of('P1').size, of('P2').size, of('P3').size], [9, 17, 12])
    for (const code of ['CH-01', 'CH-02', 'CH-03', 'CH-04', 'CH-05', 'CH-09', 'SP-47'])
      assert.ok(
        prompts.some((each) => each.code === code),
        code,
      )
    assert.ok(promptsFor('child').every(({ code }) => !/^P\d/.test(code)))
  })

  test('a measure that takes away a warning sign needs what the person decided (SP-17)', async () => {
    const { at } = await aPlan()
    const blocks = { ...aThought, title: 'Messages are blocked', warning: 'yes', decision: '' }
    for (const warning of ['yes', 'not sure']) {
      const asked = await as(adviser).submit(`${at}/items/new`, { ...blocks, warning })
      assert.equal(asked.status, 422)
      assert.match(asked.text('.govuk-error-summary'), /what they decided, knowing that/)
      assert.equal(asked.value('title'), 'Messages are blocked', 'what was typed is still there')
    }
    await done(adviser, `${at}/items/new`, { ...blocks, decision: 'Reads them on another phone' })
    assert.match((await as(adviser).visit(at)).text(), /Reads them on another phone/)
  })

  test('what was left for later, with a doubt, is decided on before it is checked (SP-17)', async () => {
    const { at } = await aPlan()
    const walk = (standing: string) =>
      done(adviser, `${at}/walk/crisis`, { [fieldOf('P1-04')]: standing, agreedBy: 'She did', on: 'today' })
    await walk('later')
    const [item] = await itemsOf(at)
    await done(adviser, `${at}/items/${item?.itemId}`, {
      ...{ ...aThought, standing: 'later', warning: 'not sure', decision: '', basedOn: '1' },
    })
    await walk('adopted')
    const page = await as(adviser).visit(at)
    assert.match(page.text(), /What they decided about it/)
    assert.equal(page.$('a[href$="/check"]').length, 0)
  })

  test('a list of ours is no plan: each thought says what it is for them, and something must be theirs (CC-06, SP-13)', async () => {
    const { at } = await aPlan('leaving')
    const mayCheck = async () => (await as(adviser).visit(at)).$('a[href$="/check"]').length === 1
    const walk = (heading: string, code: string, standing: string) =>
      done(adviser, `${at}/walk/${heading}`, { [fieldOf(code)]: standing, agreedBy: 'She did', on: 'today' })
    await walk('crisis', 'P1-03', 'not for me')
    assert.equal(await mayCheck(), false, 'nothing that they took')
    const known = new Set((await itemsOf(at)).map(({ itemId }) => itemId))
    const newest = async () => {
      const found = (await itemsOf(at)).find(({ itemId }) => !known.has(itemId))
      known.add(found?.itemId ?? '')
      return found
    }
    await walk('crisis', 'P1-04', 'adopted')
    const item = await newest()
    const { keep: _, ...notAsked } = aThought
    const edit = (version: string, form: Record<string, string>) =>
      done(adviser, `${at}/items/${item?.itemId}`, { ...form, basedOn: version })
    await edit('1', { ...aThought, words: '' })
    assert.match((await as(adviser).visit(at)).text(), /What exactly, and why it suits them/)
    await edit('2', notAsked)
    assert.match((await as(adviser).visit(at)).text(), /Whether they do something like it already/)
    await edit('3', aThought)
    assert.equal(await mayCheck(), true)
    await walk('going', 'P2-09', 'adopted')
    const money = await newest()
    await done(adviser, `${at}/items/${money?.itemId}`, { ...notAsked, heading: 'going', words: '', basedOn: '1' })
    assert.equal(await mayCheck(), true, 'a thing to take is packed as it is named')
  })

  test('no number of a card or an account is kept, wherever it is typed (P2-07)', async () => {
    const { at } = await aPlan('leaving')
    for (const words of ['4929 1234 5678 9015', '4929123456789015', '20-30-40 and 12345678']) {
      const asked = await as(adviser).submit(`${at}/items/new`, { ...aThought, words })
      assert.match(asked.text('.govuk-error-summary'), /Take out the number of a card or an account/, words)
    }
    const change = { ...aThought, keep: 'change', keepWhy: 'It is 4929 1234 5678 9015' }
    assert.match((await as(adviser).submit(`${at}/items/new`, change)).text('.govuk-error-summary'), /number of a card/)
    for (const words of ['01632 960200 or 07700 900123', 'Room 4929 on 12 March 2027', '4929 1234 5678 9016'])
      await done(adviser, `${at}/items/new`, { ...aThought, words })
    assert.match(
      (await as(adviser).visit(`${at}/items/new`)).text(),
      /a change of habit may be what gives the plan away/,
    )
  })

  test('a plan for staying asks to be looked at once they live apart, with what goes on and what stands in the way (TP-12, RM-11, CC-11)', async () => {
    const { at, caseId, victimId } = await aPlan()
    assert.doesNotMatch((await as(adviser).visit(at)).text(), /Look at this with the plan/)
    await done(adviser, `/cases/${caseId}/barriers`, {
      personId: victimId,
      kind: 'language',
      what: 'Speaks little English',
    })
    await done(adviser, `/cases/${caseId}/measures/new/security`, {
      ...{ personId: victimId, ...decidedTogether, happenedOn: 'today', ownerId: adviser.id, nextOn: '31/3/2027' },
      ...answersTo['security/begin'],
    })
    await done(adviser, `/cases/${caseId}/entries/new/incidents.separated`, {
      day: 'today',
      time: '',
      body: 'advocacy',
    })
    const text = (await as(adviser).visit(at)).text()
    assert.match(text, /They have lived apart since Thu 25 Mar, and this is a plan for staying/)
    assert.match(text, /1 measure under way.*Nothing agreed yet about what stands in the way: Speaks little English/)
    const chosen = await everything
      .insertInto('intervention')
      .values({
        ...{ caseId, agencyId: adviser.agencyId, because: '{}', chosenAt: services.now(), chosenBy: adviser.id },
        ...{
          dueOn: '2027-04-01',
          reviewOn: '2027-04-02',
          factId: caseId,
          reviewFactId: victimId,
          name: 'Calls at ten',
        },
        ...{ ownerId: adviser.id, side: 'harmed', what: 'Rings', leadAgencyId: adviser.agencyId },
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    assert.match((await as(adviser).visit(at)).text(), /Calls at ten, looked at again by Fri 2 Apr/)
    await everything.updateTable('intervention').set({ state: 'done' }).where('id', '=', chosen.id).execute()
    await everything.updateTable('barrier').set({ adjustment: 'An interpreter' }).where('caseId', '=', caseId).execute()
    const after = (await as(adviser).visit(at)).text()
    assert.doesNotMatch(after, /Calls at ten|Speaks little English/, 'over, and settled')
    assert.match(after, /1 measure under way/)
    await done(adviser, `${at}/circumstance`, { circumstance: 'separated', shows: 'no' })
    assert.doesNotMatch((await as(adviser).visit(at)).text(), /this is a plan for staying/)
  })

  test('what they do already is changed only with a reason (SP-13)', async () => {
    const { at } = await aPlan()
    const asked = await as(adviser).submit(`${at}/items/new`, { ...aThought, keep: 'change' })
    assert.match(asked.text('.govuk-error-summary'), /why what they do now has to change/)
  })

  test('each person has one plan, and whoever is reported none; where nobody is left, the page says how a child gets one (CH-01)', async () => {
    const { caseId, victimId, home } = await aPlan()
    const list = await as(adviser).visit(home)
    assert.match(list.text(), /Everybody here who may have a plan has one/)
    assert.equal(list.$('a[href$="/safety-plans/new"]').length, 0)
    assert.equal((await as(adviser).visit(`${home}/new`)).location, home)
    const { id: perpetratorId } = await everything
      .selectFrom('party')
      .select('personId as id')
      .where('caseId', '=', caseId)
      .where('role', '=', 'perpetrator')
      .executeTakeFirstOrThrow()
    for (const personId of [victimId, perpetratorId]) {
      const asked = await as(adviser).submit(`${home}/new`, { personId, circumstance: 'staying', shows: 'no' })
      assert.equal(asked.status, 422)
      assert.match(asked.text('.govuk-error-summary'), /choose somebody else/)
    }
    await done(adviser, `/cases/${caseId}/people/new`, {
      ...{ name: 'Sorrel Inventado', role: 'child', ageAbout: '6', why: 'Lives there' },
    })
    const form = await as(adviser).visit(`${home}/new`)
    assert.match(form.text(), /Sorrel Inventado \(child\)/)
    const personId = form.$('input[name="personId"]').attr('value') ?? ''
    const grown = await as(adviser).submit(`${home}/new`, { personId, circumstance: 'leaving', shows: 'no' })
    assert.match(grown.text('.govuk-error-summary'), /A child has “A child’s own plan”/)
    await done(adviser, `${home}/new`, { personId, circumstance: 'child', shows: 'no' })
  })

  test('a change is a further version: the old words stay, and nothing is edited (INV-28)', async () => {
    const { at } = await aPlan()
    await done(adviser, `${at}/items/new`, aThought)
    const [first] = await itemsOf(at)
    await done(adviser, `${at}/items/${first?.itemId}`, { ...aThought, words: 'Says “heron”', basedOn: '1' })
    const both = await itemsOf(at)
    assert.deepEqual(
      both.map(({ version, replacedAt }) => [version, replacedAt === null]),
      [
        [1, false],
        [2, true],
      ],
    )
    const late = await as(adviser).submit(`${at}/items/${first?.itemId}`, {
      ...aThought,
      words: 'Says “wren”',
      basedOn: '1',
    })
    assert.equal(late.status, 422)
    assert.match(late.text(), /Somebody else changed this while you wrote/)
    assert.match(late.text(), /Says “heron”/)
    assert.match(late.text(), /Says “wren”/)
  })

  test('how things stand decides what is offered, and switching asks whether it would show (S-09, P2)', async () => {
    const { at } = await aPlan()
    for (const shows of ['yes', 'not sure']) {
      const asked = await as(adviser).submit(`${at}/circumstance`, { circumstance: 'leaving', shows, words: '' })
      assert.match(asked.text('.govuk-error-summary'), /what would show/)
    }
    await done(adviser, `${at}/circumstance`, {
      circumstance: 'leaving',
      shows: 'yes',
      words: 'Looks into the satnav each week',
    })
    const page = (await as(adviser).visit(`${at}/walk/going`)).text()
    assert.match(page, /a history that is wiped at one go may be noticed/)
    assert.match((await as(adviser).visit(at)).text(), /Getting ready to leave/)
  })
})

describe('a plan is agreed by them, after its check, as it then stands (INV-30, SP-14 to SP-26)', () => {
  test('not before each of twelve questions has an answer, and “not yet” says what is missing', async () => {
    const { at } = await aPlan()
    assert.equal((await as(adviser).visit(`${at}/agree`)).status, 404)
    assert.equal((await as(adviser).visit(`${at}/check`)).status, 404, 'an empty plan is not checked')
    await done(adviser, `${at}/items/new`, aThought)
    const asked = await as(adviser).submit(`${at}/check`, { ...allChecked, signs: '' })
    assert.deepEqual(
      asked.errors().map(({ href }) => href),
      ['#signs'],
    )
    const bare = await as(adviser).submit(`${at}/check`, { ...allChecked, widens: 'not yet' })
    assert.deepEqual(
      bare.errors().map(({ href }) => href),
      ['#widensWords'],
    )
    await done(adviser, `${at}/check`, {
      ...allChecked,
      widens: 'not yet',
      widensWords: 'Has not thought of staying yet',
    })
    await done(adviser, `${at}/agree`, agreed)
    assert.match((await as(adviser).visit(`${at}/versions/1`)).text(), /Has not thought of staying yet/)
  })

  test('agreed, it answers the open reviews, and the next has its day and the lead of the plan as owner', async () => {
    const { at, caseId } = await aPlan()
    await done(adviser, `${at}/items/new`, aThought)
    await done(adviser, `${at}/check`, allChecked)
    const asked = await as(adviser).submit(`${at}/agree`, { ...agreed, nextReviewOn: 'today' })
    assert.match(asked.text('.govuk-error-summary'), /a day after today/)
    await done(adviser, `${at}/agree`, agreed)
    assert.deepEqual(
      (await reviews(caseId))
        .filter(({ state }) => state === 'open')
        .map(({ ownerId, safetyDueAt }) => [ownerId, safetyDueAt?.toISOString()]),
      [[adviser.id, '2027-04-28T22:59:59.000Z']],
    )
    await done(adviser, `${at}/kept`, { words: 'Went through it together', nextReviewOn: '28/5/2027' })
    const open = (await reviews(caseId)).filter(({ state }) => state === 'open')
    assert.deepEqual(
      open.map(({ safetyDueAt }) => safetyDueAt?.toISOString()),
      ['2027-05-28T22:59:59.000Z'],
    )
    assert.equal((await stateOf(at)).state, 'active')
  })

  test('the next look comes by the first day ahead that may change things, or says why not (TP-15, SP-26)', async () => {
    const { at, caseId } = await aPlan()
    await done(adviser, `${at}/items/new`, aThought)
    await done(adviser, `${at}/check`, allChecked)
    const listed = {
      suspectId: null,
      happened: atExactly(services.now()),
      knownAt: services.now(),
      body: 'court',
    } as const
    for (const hearingOn of ['2027-05-11', '2027-04-20'])
      await workAs(services, adviser, (work) =>
        record(services, work, {
          ...{ ...listed, caseId, type: 'justice.hearing-listed', toldBy: null, what: null, details: { hearingOn } },
        }),
      )
    const page = await as(adviser).visit(`${at}/agree`)
    assert.equal(page.value('nextReviewOn'), undefined, 'no day is agreed unread')
    assert.match(page.text(), /Tue 20 Apr: Hearing listed[\s\S]*Tue 11 May: Hearing listed/)
    const late = await as(adviser).submit(`${at}/agree`, { ...agreed, later: '' })
    assert.deepEqual(
      late.errors().map(({ href, text }) => [href, text]),
      [['#later', 'Enter why it is looked at only after Tue 20 Apr, or an earlier day']],
    )
    assert.equal(late.value('nextReviewOn'), '28/4/2027')
    await done(adviser, `${at}/agree`, { ...agreed, later: 'It is only a formality, and she wants a week after it' })
    assert.match((await as(adviser).visit(`${at}/versions/1`)).text(), /Why not sooner It is only a formality/)
    const words = 'Looked at it together'
    assert.equal((await as(adviser).submit(`${at}/kept`, { words, nextReviewOn: '21/4/2027' })).status, 422)
    await done(adviser, `${at}/kept`, { words, nextReviewOn: '20/4/2027', later: 'quagmirewort' })
    const plan = await workAs(services, adviser, (work) => planFor(services, work, caseId, at.split('/').at(-1) ?? ''))
    assert.ok(!JSON.stringify(plan?.steps).includes('quagmirewort'), 'a reason that was not needed is not kept')
  })

  test('agreeing one plan answers for that one: another keeps its day, and what happened asks about each (TP-15, SP-26, CH-01)', async () => {
    const { at, caseId, home } = await aPlan()
    const hold = async (plan: string, day: string) => {
      await done(adviser, `${plan}/items/new`, aThought)
      await done(adviser, `${plan}/check`, allChecked)
      await done(adviser, `${plan}/agree`, { ...agreed, nextReviewOn: day })
    }
    await hold(at, '15/4/2027')
    const child = { name: 'Linnet Inventado', role: 'child', why: 'Lives there' }
    await done(adviser, `/cases/${caseId}/people/new`, child)
    const { personId } = await everything
      .selectFrom('party')
      .select('personId')
      .where('caseId', '=', caseId)
      .where('role', '=', 'child')
      .executeTakeFirstOrThrow()
    const own = await done(adviser, `${home}/new`, { personId, circumstance: 'child', shows: 'no' })
    await hold(own, '1/6/2027')
    const open = async () => (await reviews(caseId)).filter(({ state }) => state === 'open')
    assert.deepEqual(
      (await open()).map(({ safetyDueAt }) => safetyDueAt?.toISOString()),
      ['2027-04-15T22:59:59.000Z'],
      'the mother’s day stands, though the child’s plan was agreed after it',
    )
    app.clock.set('2027-03-26T10:00:00Z')
    await workAs(services, adviser, (work) =>
      record(services, work, {
        ...{ caseId, type: 'incidents.crime-recorded', happened: atExactly(work.now), knownAt: work.now },
        ...{ body: 'police', toldBy: null, what: null, details: {} },
      }),
    )
    const [urgent] = await open()
    assert.ok((urgent?.safetyDueAt ?? services.now()) < new Date('2027-04-15T00:00:00Z'))
    assert.equal((await as(adviser).visit(home)).text().split('Now: something has happened').length - 1, 2)
    app.clock.set('2027-03-26T11:00:00Z')
    await done(adviser, `${own}/kept`, { words: 'Fits as it is', nextReviewOn: '1/6/2027' })
    assert.deepEqual(
      (await open()).map(({ safetyDueAt }) => safetyDueAt),
      [urgent?.safetyDueAt],
      'nobody has looked at the mother’s since',
    )
    assert.equal((await as(adviser).visit(home)).text().split('Now: something has happened').length - 1, 1)
    app.clock.set('2027-03-26T12:00:00Z')
    await done(adviser, `${at}/kept`, { words: 'Fits as it is', nextReviewOn: '20/4/2027' })
    assert.deepEqual(
      (await open()).map(({ safetyDueAt }) => safetyDueAt?.toISOString()),
      ['2027-04-20T22:59:59.000Z'],
    )
    app.clock.set('2027-03-25T10:00:00Z')
  })

  test('a change after it opens it: what was agreed holds until the change is agreed, and can be read as it was', async () => {
    const { at } = await aPlan()
    await done(adviser, `${at}/items/new`, aThought)
    await done(adviser, `${at}/check`, allChecked)
    await done(adviser, `${at}/agree`, agreed)
    const [first] = await itemsOf(at)
    await done(adviser, `${at}/items/${first?.itemId}`, { ...aThought, words: 'Says “heron”', basedOn: '1' })
    assert.equal((await stateOf(at)).state, 'reviewing')
    assert.equal((await as(adviser).visit(`${at}/kept`)).status, 404, 'something did change')
    assert.match((await as(adviser).visit(`${at}/versions/1`)).text(), /pelican/)
    await done(adviser, `${at}/check`, allChecked)
    const item = (await itemsOf(at)).at(-1)
    await done(adviser, `${at}/items/${item?.itemId}`, { ...aThought, words: 'Says “wren”', basedOn: '2' })
    assert.equal((await stateOf(at)).state, 'reviewing', 'a check is of what stood there then')
    await done(adviser, `${at}/check`, allChecked)
    await done(adviser, `${at}/agree`, agreed)
    assert.deepEqual([(await stateOf(at)).version, (await stateOf(at)).state], [2, 'active'])
    assert.match((await as(adviser).visit(`${at}/versions/2`)).text(), /wren/)
    assert.match((await as(adviser).visit(`${at}/versions/1`)).text(), /An earlier one/)
    assert.equal((await as(adviser).visit(`${at}/versions/3`)).status, 404)
  })

  test('they may want none, and take it up again; closing the case puts it away (INV-62)', async () => {
    const { at } = await aPlan()
    await done(adviser, `${at}/items/new`, aThought)
    await done(adviser, `${at}/pause`, { words: 'Wants to wait until the summer' })
    assert.equal((await as(adviser).submit(`${at}/items/new`, aThought)).status, 422)
    assert.match((await as(adviser).visit(at)).text(), /Paused: they do not want a plan now/)
    await done(adviser, `${at}/take-up`, { words: 'Rang us' })
    assert.equal((await stateOf(at)).state, 'drafting')
    await everything
      .updateTable('cases')
      .set({ state: 'closed', closedAt: services.now(), closedAs: 'ended' })
      .where('id', '=', (await stateOf(at)).caseId)
      .execute()
    assert.equal((await stateOf(at)).state, 'archived')
  })

  test('two who agree at once: one does, the other is told (U9)', async () => {
    const { at } = await aPlan()
    await done(adviser, `${at}/items/new`, aThought)
    await done(adviser, `${at}/check`, allChecked)
    const both = await Promise.all([
      as(adviser).submit(`${at}/agree`, agreed),
      as(otherAdviser).submit(`${at}/agree`, agreed),
    ])
    assert.deepEqual(both.map(({ status }) => status).sort(), [303, 422])
    assert.equal((await stateOf(at)).version, 1)
  })
})

describe('nobody sees a plan but its lead, advisers on the case, and whom a thought of it was shared with (MODEL 13, INV-01, INV-02)', () => {
  test('an officer, housing and witness care see no plan, and no sign whether there is one', async () => {
    const { at, home, caseId } = await aPlan()
    await done(adviser, `${at}/items/new`, aThought)
    const bare = await aCase(services, adviser)
    await done(adviser, `/cases/${bare.caseId}/team`, aLetIn(officer.id, 'Works on it'))
    assert.match((await as(otherAdviser).visit(at)).text(), /pelican/)
    for (const who of [officer, housing]) {
      assert.equal((await as(who).visit(at)).status, 404)
      assert.match((await as(who).visit(home)).text(), /Nothing is shared with your agency now/)
    }
    assert.equal(
      (await as(witnessCare).visit(home)).status,
      (await as(witnessCare).visit('/cases/none/nowhere')).status,
    )
    const plain = (text: string) =>
      text.replace(/WM-[\w-]+|[0-9a-f-]{36}/g, '').replace(/Inventad[ao]|\w+ Inventad[ao]/g, '')
    assert.equal(
      plain((await as(officer).visit(home)).text('main')),
      plain((await as(officer).visit(`/cases/${bare.caseId}/safety-plans`)).text('main')),
    )
    assert.doesNotMatch((await as(officer).visit(`/cases/${caseId}/entries`)).text(), /Safety plan agreed/)
  })

  test('one thought is shared with police until a day, and with it nothing of what stands beside it (SP-22, NB-07)', async () => {
    const { at, home, caseId, victimId } = await aPlan()
    await done(adviser, `${at}/items/new`, aThought)
    await done(adviser, `${at}/items/new`, {
      ...aThought,
      title: 'Where the bag is',
      words: 'With her aunt',
      heading: 'home',
    })
    const page = await as(adviser).visit(`/cases/${caseId}/sharing/new`)
    const [word] = await itemsOf(at)
    assert.match(page.text(), /Plan of .*: A word that means: call/)
    await done(adviser, `/cases/${caseId}/sharing/new`, {
      ...{ ...agreedToShare, personId: victimId, [`item-plan-item-${word?.id}`]: 'yes', why: 'They answer the call' },
      ...{ to: officer.agencyId, expiresOn: '30/4/2027' },
    })
    const shown = (await as(officer).visit(home)).text()
    assert.match(shown, /pelican/)
    assert.doesNotMatch(shown, /aunt|Her sister/)
    assert.doesNotMatch((await as(housing).visit(home)).text(), /pelican/)
    assert.equal((await as(officer).visit(at)).status, 404)
    const rows = await everything.selectFrom('sharingDecision').select('what').where('caseId', '=', caseId).execute()
    assert.doesNotMatch(JSON.stringify(rows), /A word that means/, 'the decision says nothing of what the plan says')
    await done(adviser, `${at}/items/${word?.itemId}`, { ...aThought, words: 'Says “heron”', basedOn: '1' })
    const since = (await as(officer).visit(home)).text()
    assert.match(since, /This has been changed since it was shared/)
    assert.doesNotMatch(since, /heron/)
    await everything
      .updateTable('itemGrant')
      .set({ untilAt: new Date(0) })
      .where('caseId', '=', caseId)
      .execute()
    assert.doesNotMatch((await as(officer).visit(home)).text(), /pelican/, 'its day is over')
  })

  test('whoever works with the person reported sees none of it, adviser or not (INV-02)', async () => {
    const { at, home, caseId } = await aPlan()
    await done(adviser, `${at}/items/new`, aThought)
    await done(adviser, `/cases/${caseId}/team`, aLetIn(programme.id, 'Helps'))
    assert.match((await as(programme).visit(at)).text(), /pelican/)
    const { personId: perpetratorId } = await everything
      .selectFrom('party')
      .select('personId')
      .where('caseId', '=', caseId)
      .where('role', '=', 'perpetrator')
      .executeTakeFirstOrThrow()
    await everything
      .insertInto('reportedContact')
      .values({
        caseId,
        personId: perpetratorId,
        practitionerId: programme.id,
        recordedBy: adviser.id,
        recordedAt: services.now(),
      })
      .execute()
    assert.equal((await as(programme).visit(at)).status, 404)
    assert.doesNotMatch((await as(programme).visit(home)).text(), /pelican|Being made/)
  })

  test('what is sealed is sealed: no word of a plan stands plain in any table or row of the log (S8)', async () => {
    const { at } = await aPlan()
    await done(adviser, `${at}/items/new`, {
      ...aThought,
      words: 'quagmirewort',
      title: 'brindlethrift',
      whoKnows: 'sedgewhistle',
    })
    const tables = await sql<{
      name: string
    }>`select format('%I.%I', table_schema, table_name) as name from information_schema.tables
      where table_schema in ('public', 'vault', 'sign_in') and table_type = 'BASE TABLE'`.execute(everything)
    for (const { name } of tables.rows) {
      const found = await sql<{ rows: number }>`select count(*)::int as rows from ${sql.raw(name)} t
        where t::text ~ 'quagmirewort|brindlethrift|sedgewhistle'`.execute(everything)
      assert.equal(found.rows[0]?.rows, 0, name)
    }
    assert.ok(tables.rows.length > 60)
  })
})

test('what happens before the agreed day brings the review forward, to the clock of what happened, and keeps every reason (SP-23, TP-07; S-13)', async () => {
  const { at, caseId } = await aPlan()
  await done(adviser, `${at}/items/new`, aThought)
  await done(adviser, `${at}/check`, allChecked)
  await done(adviser, `${at}/agree`, agreed)
  const open = async () => (await reviews(caseId)).filter(({ state }) => state === 'open')
  const days = async () => (await open()).map(({ safetyDueAt }) => safetyDueAt?.toISOString())
  assert.deepEqual(await days(), ['2027-04-28T22:59:59.000Z'])
  const { personId: suspect } = await everything
    .selectFrom('party')
    .select('personId')
    .where('caseId', '=', caseId)
    .where('role', '=', 'perpetrator')
    .executeTakeFirstOrThrow()
  await done(officer, `/cases/${caseId}/entries/new/orders.made`, {
    ...{ day: 'today', time: '09:00', body: 'court', suspect, orderKind: 'Restraining order' },
  })
  // Thursday 25 March 2027: nobody has set a level, which counts as high, so it is due the same day.
  assert.deepEqual(await days(), ['2027-03-25T23:59:59.000Z'])
  const [row] = await everything
    .selectFrom('duty')
    .select('reasons')
    .where('caseId', '=', caseId)
    .where('code', '=', 'PLAN_REVIEW')
    .where('state', '=', 'open')
    .execute()
  assert.equal(row?.reasons.length, 2)
})

describe('a school that both go to, and somebody under 18 (CC-12, SP-45, AD-12; S-06)', () => {
  const aPlanOf = async (changes: Parameters<typeof aCase>[2], setting?: string) => {
    const { caseId, victimId, perpetratorId } = await aCase(services, adviser, changes)
    const placed = { personId: victimId, otherId: perpetratorId ?? '', name: 'The sixth form' }
    if (setting) await done(adviser, `/cases/${caseId}/shared-places`, { ...placed, kind: setting })
    const start = { personId: victimId, circumstance: 'separated', shows: 'no' }
    const at = await done(adviser, `/cases/${caseId}/safety-plans/new`, start)
    await done(adviser, `${at}/items/new`, aThought)
    return { caseId, victimId, at }
  }
  const asked = async (at: string) => (await as(adviser).visit(at)).text('.govuk-inset-text')
  const saysLater = async (at: string, part: string, codes: readonly string[]) =>
    done(adviser, `${at}/walk/${part}`, {
      ...Object.fromEntries(codes.map((code) => [fieldOf(code), 'later'])),
      ...{ agreedBy: 'She did', on: 'today' },
    })
  const school = ['SP-45', 'SP-45 ways', 'SP-45 breaks', 'SP-45 who']

  test('grown people who share no school are asked nothing of it; who shares a college is asked all four, and no more', async () => {
    for (const setting of [undefined, 'workplace']) {
      const { at } = await aPlanOf({ victimBornOn: '1990-01-01' }, setting)
      assert.equal(await asked(at), '')
      assert.equal((await as(adviser).visit(`${at}/walk/school`)).status, 404)
      assert.equal((await as(adviser).visit(`${at}/check`)).status, 200)
    }
    const { at } = await aPlanOf({ victimBornOn: '1990-01-01' }, 'college or university')
    assert.match(await asked(at), /Timetables.*Ways there.*Breaks.*Who may come near/)
    assert.doesNotMatch(await asked(at), /young people|Children’s services/)
    assert.equal((await as(adviser).visit(`${at}/check`)).status, 404)
    assert.equal((await as(adviser).submit(`${at}/check`, allChecked)).status, 422)
    await saysLater(at, 'school', school)
    await done(adviser, `${at}/check`, allChecked)
  })

  test('at 17 it is asked whether or not a school was written down, with an adviser and children’s services; on the 18th birthday not', async () => {
    const young = await aPlanOf({ victimBornOn: '2009-03-26' })
    assert.match(await asked(young.at), /young people’s adviser.*Timetables.*Children’s services/)
    await saysLater(young.at, 'school', school)
    await saysLater(young.at, 'now', ['AD-12'])
    assert.equal((await as(adviser).visit(`${young.at}/check`)).status, 404)
    await saysLater(young.at, 'child', ['CH-12'])
    await done(adviser, `${young.at}/check`, allChecked)
    const grown = await aPlanOf({ victimBornOn: '2009-03-25' })
    assert.equal(await asked(grown.at), '')
  })

  test('parents: nobody tells them before it is decided; the latest decision holds, who wrote it and why stand there; grown people have none', async () => {
    const { caseId } = await aPlanOf({ victimBornOn: '2009-03-26' })
    const page = async () => (await as(adviser).visit(`/cases/${caseId}`)).text()
    assert.match(await page(), /nothing is decided, so nobody tells them/)
    const decide = (form: Record<string, string>) =>
      as(adviser).submit(`/cases/${caseId}/entries/new/safe-contact.parents-decided`, {
        ...{ day: 'today', time: '09:00', body: 'advocacy' },
        ...form,
      })
    const half = await decide({ outcome: 'told', what: '' })
    assert.equal(half.status, 422)
    assert.deepEqual(
      half.errors().map(({ href }) => href),
      ['#what'],
    )
    assert.equal((await decide({ what: 'Her wish' })).status, 422)
    assert.equal((await decide({ outcome: 'not told', what: 'Her wish', day: '20/3/2027' })).status, 303)
    assert.match(await page(), /Parents are not told\. Her wish.*written down by/)
    assert.equal((await decide({ outcome: 'told', what: 'Her mother, by the adviser' })).status, 303)
    assert.match(await page(), /Parents are told as was decided, and of nothing else\. Her mother, by the adviser/)
    const grown = await aPlanOf({ victimBornOn: '1990-01-01' })
    assert.doesNotMatch((await as(adviser).visit(`/cases/${grown.caseId}`)).text(), /arents/)
  })

  test('a school outside is shown its own part alone; police may be shown the rest', async () => {
    const { caseId, victimId, at } = await aPlanOf({ victimBornOn: '2009-03-26' })
    await done(adviser, `${at}/items/new`, { ...aThought, heading: 'school', title: 'The gate' })
    const [light, gate] = await itemsOf(at)
    const share = (ids: (string | undefined)[], outsideKind: string) =>
      as(adviser).submit(`/cases/${caseId}/sharing/new`, {
        ...{ ...agreedToShare, personId: victimId, why: 'Both are there', to: 'outside', outsideKind },
        ...{ outsideName: 'Their safeguarding lead', expiresOn: '30/4/2027' },
        ...Object.fromEntries(ids.map((id) => [`item-plan-item-${id}`, 'yes'])),
      })
    const refused = await share([light?.id, gate?.id], 'school')
    assert.equal(refused.status, 422)
    assert.match(refused.errors()[0]?.text ?? '', /A school is shown its own part of a plan alone/)
    assert.equal(refused.$(refused.errors()[0]?.href ?? '').length, 1)
    assert.equal((await share([gate?.id], 'school')).status, 303)
    assert.equal((await share([light?.id, gate?.id], 'police')).status, 303)
    const kept = await everything.selectFrom('sharingDecision').select('what').where('caseId', '=', caseId).execute()
    assert.doesNotMatch(JSON.stringify(kept), /isForSchool|gate/)
  })
})
