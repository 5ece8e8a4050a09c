import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { testApp } from '../../testing/app.ts'
import { aCase, workAs } from '../../testing/cases.ts'
import type { Practitioner } from '../../testing/people.ts'
import { aParty, aTelling, aTold } from '../../testing/plans.ts'
import { aMobile, aRule } from '../safe-contact/fixtures.ts'
import { aLetIn } from '../sharing/fixtures.ts'
import { keepRecord } from './actions/records.ts'
import { fieldOf } from './model/forms.ts'
import { whomToTell } from './model/templates.ts'

// An adviser asks a mother, one by one, whom it is safe to tell that there is an order.
const { as, aPractitioner, everything, services } = await testApp({ at: '2027-03-25T10:34:56Z' })
const boss = await aPractitioner('idva-manager')
const adviser = await aPractitioner('idva', { agencyId: boss.agencyId, supervisorId: boss.id })
const colleague = await aPractitioner('idva', { agencyId: boss.agencyId })
const officer = await aPractitioner('investigating-officer')
const housing = await aPractitioner('housing-officer')

const done = async (who: Practitioner, at: string, form: Record<string, string | string[]> = {}): Promise<string> => {
  const answer = await as(who).submit(at, form)
  assert.equal(answer.status, 303, `${at}: ${answer.title()} ${answer.text('.govuk-error-summary')}`)
  return answer.location
}
const refused = async (at: string, form: Record<string, string>): Promise<string> => {
  const answer = await as(adviser).submit(at, form)
  assert.equal(answer.status, 422, answer.text('main').slice(0, 300))
  assert.match(answer.title(), /^Error/)
  for (const [name, word] of Object.entries(form))
    if (name !== 'basedOn' && answer.$(`input[type="text"][name="${name}"], textarea[name="${name}"]`).length > 0)
      assert.equal(answer.value(name), word, `${name} is kept`)
  return answer.text('.govuk-error-summary')
}
const read = async (who: Practitioner, at: string): Promise<string> => (await as(who).visit(at)).text('main')
const onCase = async () => {
  const { caseId, victimId, perpetratorId } = await aCase(services, adviser)
  for (const who of [colleague, officer, housing])
    await done(adviser, `/cases/${caseId}/team`, aLetIn(who.id, 'Works on it'))
  const name = 'Sorrel Inventado'
  const child = { name, role: 'child', ageAbout: '4', why: 'Lives there', known: 'none', checkedName: name }
  await done(adviser, `/cases/${caseId}/people/new`, child)
  const children = everything.selectFrom('party').select('personId').where('caseId', '=', caseId)
  const { personId: childId } = await children.where('role', '=', 'child').executeTakeFirstOrThrow()
  const enter = async (type: string, form: Record<string, string> = {}): Promise<string> => {
    await done(officer, `/cases/${caseId}/entries/new/${type}`, {
      ...{ day: 'today', time: '09:00', body: 'court', suspect: perpetratorId ?? '', same: 'new', ...form },
    })
    const entries = everything.selectFrom('entry').select(['factId']).where('caseId', '=', caseId)
    return (await entries.where('type', '=', type).orderBy('position', 'desc').executeTakeFirstOrThrow()).factId
  }
  const order = (form: Record<string, string> = {}) =>
    enter('orders.made', { orderKind: 'Non-molestation order', endsOn: '1/9/2027', ...form })
  /** A court adds a term. */
  const vary = (orderId: string) =>
    done(officer, `/cases/${caseId}/justice/conditions/new?order=${orderId}`, {
      ...{ day: 'today', time: '09:30', body: 'court', suspect: perpetratorId ?? '', kind: 'no contact' },
      ...{ plain: 'Must not ring her', what: 'The family court' },
    })
  const plans = `/cases/${caseId}/safety-plans`
  return {
    ...{ caseId, victimId, perpetratorId: perpetratorId ?? '', childId, enter, order, vary, plans },
    home: `${plans}/tellings`,
  }
}
const rows = (caseId: string) =>
  everything
    .selectFrom('vault.planRecord')
    .select(['kind', 'version', 'decision'])
    .where('caseId', '=', caseId)
    .where('kind', 'in', ['telling', 'told', 'told look'])
    .orderBy('writtenAt')
    .orderBy('version')
    .execute()
const duties = (caseId: string) =>
  everything
    .selectFrom('duty')
    .select(['id', 'state', 'ownerId', 'task', 'dueAt'])
    .where('caseId', '=', caseId)
    .where('code', '=', 'PLAN_TOLD')
    .orderBy('raisedAt')
    .orderBy('dueAt')
    .execute()
const openDuties = async (caseId: string) => (await duties(caseId)).filter(({ state }) => state === 'open')

describe('whom to tell of an order is a list, each with her decision whether it is safe (P3-06)', () => {
  test('a school, an employer, a neighbour: who, what she decided and why, with whom, the day, and what they would be asked to do', async () => {
    const { home, plans, victimId } = await onCase()
    assert.match(await read(adviser, plans), /Whom to tell of an order/)
    assert.match(await read(adviser, home), /Nobody is in this list yet/)
    const at = await done(adviser, `${home}/new`, aTelling(victimId))
    const shown = await read(colleague, at)
    assert.match(shown, /The couple at the bakery.*Safe to tell: not told yet/)
    assert.match(shown, /Neighbour.*They look out for her.*She did, with The adviser, Thu 25 Mar.*Ring 999 if he comes/)
    const tannery = { ...aTelling(victimId), sort: 'employer', who: 'The tannery', asks: '' }
    await done(adviser, `${home}/new`, { ...tannery, decision: 'not safe', why: 'His cousin does the wages' })
    const mill = { personId: victimId, sort: 'school', who: 'The nursery by the mill', decision: 'not decided' }
    await done(adviser, `${home}/new`, mill)
    const all = await read(adviser, home)
    assert.match(all, /3 decisions/)
    assert.match(all, /The tannery.*Employer.*Not safe: nobody tells them/)
    assert.match(all, /The nursery by the mill.*School, college or nursery.*Not decided yet: nobody tells them/)
  })

  test('what is missing is asked for at its line, what was typed is kept, and nothing is saved', async () => {
    const { caseId, home, victimId } = await onCase()
    const wrong: [Record<string, string>, RegExp][] = [
      [{ who: '' }, /who it is/],
      [{ sort: '' }, /what they are/],
      [{ decision: '' }, /what they decided/],
      [{ why: '' }, /why, in their words/],
      [{ why: '', decision: 'not safe' }, /why, in their words/],
      [{ decidedBy: '' }, /who decided it/],
      [{ with: '' }, /with whom/],
      [{ on: '' }, /the day on which it was decided/],
      [{ on: '26/3/2027' }, /cannot be after today/],
      [{ asks: '' }, /what they would be asked to do/],
      [{ personId: adviser.id }, /in this case now/],
      [{ personId: '' }, /whose plan it is/],
      [{ who: 'x'.repeat(201) }, /200 characters/],
    ]
    for (const [change, said] of wrong)
      assert.match(await refused(`${home}/new`, { ...aTelling(victimId), ...change }), said)
    assert.deepEqual(await rows(caseId), [])
  })

  test('never why, and never where anybody lives: refused at the line that says so', async () => {
    const { caseId, home, victimId, childId, order } = await onCase()
    await done(adviser, `/cases/${caseId}/safe-contact/rule`, aRule({ reviewOn: '2027-05-20' }))
    const route = { ...aMobile({ kind: 'mobile', value: '07700 900777' }), textIsSafe: '' }
    await done(adviser, `/cases/${caseId}/safe-contact/routes/new`, route)
    const wrong: [Record<string, string>, RegExp][] = [
      [{ asks: 'Ring 999: he was violent to her' }, /says why there is an order/],
      [{ asks: 'He threatened her. Ring 999' }, /says why there is an order/],
      [{ asks: 'Watch 12 Linden Grove' }, /part of an address/],
      [{ who: 'The neighbours at PO1 3AX' }, /a postcode/],
      [{ why: 'They know Larkspur Refuge' }, /a refuge/],
      [{ asks: 'Ring 07700 900777' }, /a telephone number/],
    ]
    for (const [change, said] of wrong) {
      const problem = await refused(`${home}/new`, { ...aTelling(victimId), ...change })
      assert.match(problem, said)
      assert.doesNotMatch(problem, /Linden|PO1|Larkspur|0777/)
    }
    // Why she decided is hers, and said to nobody.
    await done(adviser, `${home}/new`, { ...aTelling(victimId), why: 'They heard when he was violent' })
    const at = await done(adviser, `${home}/new`, { ...aTelling(victimId), who: 'The baker' })
    const told = aTold(await order())
    assert.match(await refused(`${at}/told`, { ...told, words: 'He hits her. Ring 999' }), /says why there is an order/)
    assert.match(await refused(`${at}/told`, { ...told, how: 'At 12 Linden Grove' }), /part of an address/)
    const other = 'Tansy Inventado'
    const child = { name: other, role: 'child', ageAbout: '6', why: 'Lives there', known: 'none', checkedName: other }
    await done(adviser, `/cases/${caseId}/people/new`, child)
    const school = { ...aTelling(childId), sort: 'school', who: 'The nursery', asks: 'Ring 999 if he asks for Tansy' }
    assert.match(await refused(`${home}/new`, school), /A school learns of the child whose plan it is, and of no other/)
    await done(adviser, `${home}/new`, { ...school, asks: 'Ring 999 if he asks for Sorrel' })
  })

  test('somebody of this case is chosen and not typed again; whoever is reported is not offered, nor taken under their name', async () => {
    const { home, victimId, childId, perpetratorId, plans, caseId } = await onCase()
    const party = await done(adviser, `${plans}/parties/new`, aParty(victimId))
    const page = await as(adviser).visit(`${home}/new`)
    const offered = page
      .$('select[name="known"] option')
      .toArray()
      .map((one) => page.$(one).text())
    assert.ok(offered.includes('Sorrel Inventado') && offered.includes('The tannery'), offered.join())
    const { name: his } = await everything
      .selectFrom('person')
      .select('name')
      .where('id', '=', perpetratorId)
      .executeTakeFirstOrThrow()
    assert.ok(!offered.includes(his))
    const known = { ...aTelling(victimId), who: '', known: `person ${childId}` }
    const at = await done(adviser, `${home}/new`, known)
    assert.match(await read(adviser, at), /Sorrel Inventado, for the plan of/)
    assert.match(await refused(`${home}/new`, { ...known, who: 'Sorrel Inventado' }), /in the list already/)
    assert.match(await refused(`${home}/new`, { ...known, who: 'Somebody else' }), /not both/)
    for (const value of [`person ${perpetratorId}`, `person ${victimId}`, `person ${adviser.id}`, 'nobody'])
      assert.match(await refused(`${home}/new`, { ...known, known: value }), /is not the person whose plan it is/)
    const typed = { ...aTelling(victimId), who: his }
    assert.match(await refused(`${home}/new`, typed), /may be the person reported/)
    await done(adviser, `${home}/new`, { ...known, known: `party ${party.split('/').at(-1)}`, sort: 'employer' })
    assert.match(await read(adviser, home), /The tannery/)
    // Chosen, and then left the case: the name stands, and nothing that was decided is lost.
    await everything
      .updateTable('party')
      .set({ endedAt: services.now() })
      .where('caseId', '=', caseId)
      .where('personId', '=', childId)
      .execute()
    assert.equal((await as(adviser).visit(`${at}/edit`)).value('who'), 'Sorrel Inventado')
    assert.match(await refused(`${at}/edit`, { ...known, basedOn: '1' }), /in this case now/)
  })

  test('she decides again: each decision stays to be read, and whoever comes after a colleague is told', async () => {
    const { caseId, home, victimId } = await onCase()
    const at = await done(adviser, `${home}/new`, { ...aTelling(victimId), on: '20/3/2027' })
    const no = { ...aTelling(victimId), decision: 'not safe', why: 'He drinks with them now', asks: '', basedOn: '1' }
    await done(colleague, `${at}/edit`, no)
    const second = await as(adviser).submit(`${at}/edit`, { ...aTelling(victimId), why: 'Still good', basedOn: '1' })
    assert.equal(second.status, 422)
    assert.match(second.text('main'), /colleague has changed this.*He drinks with them now.*Still good/)
    await done(adviser, `${at}/edit`, { ...no, decision: 'not decided', why: '', basedOn: '2' })
    const before = await read(colleague, `${at}/decisions`)
    assert.match(before, /3 decisions, the latest first/)
    assert.match(
      before,
      /Not decided yet.*Not safe to tell.*He drinks with them now.*Safe to tell.*They look out for her/,
    )
    assert.deepEqual(
      (await rows(caseId)).map(({ version, decision }) => [version, decision]),
      [
        [1, 'safe'],
        [2, 'not safe'],
        [3, 'not decided'],
      ],
    )
  })

  test('it stands on her plan with a sign and in words, beside the thought, and on nobody else’s', async () => {
    const { home, plans, victimId, childId, order } = await onCase()
    const plan = await done(adviser, `${plans}/new`, { personId: victimId, circumstance: 'separated', shows: 'no' })
    const childs = await done(adviser, `${plans}/new`, { personId: childId, circumstance: 'child', shows: 'no' })
    assert.match(await read(adviser, plan), /Whom to tell of an order: 0 decisions, 0 told.*Nobody is named/)
    const at = await done(adviser, `${home}/new`, aTelling(victimId))
    await done(adviser, `${home}/new`, { ...aTelling(victimId), who: 'The tannery', decision: 'not safe', asks: '' })
    await done(adviser, `${at}/told`, aTold(await order()))
    assert.match(
      await read(colleague, plan),
      /2 decisions, 1 told.*The couple at the bakery Told Thu 25 Mar.*The tannery Not safe: nobody tells them/,
    )
    assert.doesNotMatch(await read(adviser, childs), /order:|bakery|tannery/)
    const walked = { [fieldOf(whomToTell)]: 'adopted', agreedBy: 'She did', on: 'today' }
    await done(adviser, `${plan}/walk/job`, walked)
    assert.ok(
      (await as(adviser).visit(plan)).links().some(({ href, text }) => href === home && /one by one/.test(text)),
    )
  })
})

describe('nobody is told before she decided that it is safe (P3-06)', () => {
  test('not safe, and not decided: no button, and a telling is refused with words and keeps nothing', async () => {
    const { caseId, home, victimId, order } = await onCase()
    const orderId = await order()
    for (const decision of ['not safe', 'not decided']) {
      const at = await done(adviser, `${home}/new`, { ...aTelling(victimId), who: `The ${decision}`, decision })
      assert.ok(!(await as(adviser).visit(at)).links().some(({ href }) => href.endsWith('/told')))
      assert.equal((await as(adviser).visit(`${at}/told`)).location, at)
      assert.match(await refused(`${at}/told`, aTold(orderId)), /not decided that it is safe to tell them/)
      const row = {
        kind: 'told',
        caseId,
        personId: victimId,
        content: {},
        ofRecord: at.split('/').at(-1) ?? '',
      } as const
      await assert.rejects(
        workAs(services, adviser, (work) => keepRecord(services, work, row)),
        /before it was decided that this is safe/,
      )
    }
    assert.ok((await rows(caseId)).every(({ kind }) => kind === 'telling'))
    assert.deepEqual(await duties(caseId), [])
  })

  test('told: who there, the day, how, of which order, in which words, and whether they ring 999', async () => {
    const { home, victimId, order } = await onCase()
    const at = await done(adviser, `${home}/new`, { ...aTelling(victimId), on: '20/3/2027' })
    assert.match(await read(adviser, `${at}/told`), /No order that keeps somebody away stands in this case/)
    assert.match(await refused(`${at}/told`, aTold(victimId)), /does not stand now/)
    await order({ orderKind: 'Child arrangements order' })
    assert.match(await read(adviser, `${at}/told`), /none to tell of/)
    const told = aTold(await order())
    const wrong: [Record<string, string>, RegExp][] = [
      [{ to: '' }, /who there was told/],
      [{ on: '' }, /day on which they were told/],
      [{ on: '19/3/2027' }, /on that day it was not/],
      [{ on: '26/3/2027' }, /cannot be after today/],
      [{ how: '' }, /how they were told/],
      [{ orderId: '' }, /which order/],
      [{ words: '' }, /words in which/],
      [{ calls: '' }, /ringing 999/],
    ]
    for (const [change, said] of wrong) assert.match(await refused(`${at}/told`, { ...told, ...change }), said)
    assert.equal((await as(adviser).visit(`${at}/told`)).value('words'), 'Ring 999 if he comes')
    await done(adviser, `${at}/told`, { ...told, basedOn: '1' })
    assert.match(
      await read(colleague, at),
      /Told Thu 25 Mar.*1 line.*A court says that he must not come.*Non-molestation order\. Told: Both of them\. In person, by her.*They ring 999 if the person reported appears/,
    )
    await done(adviser, `${at}/edit`, { ...aTelling(victimId), decision: 'not safe', basedOn: '1' })
    assert.match(await read(adviser, at), /Not safe: nobody tells them Told before, Thu 25 Mar/)
    assert.match(await refused(`${at}/told`, { ...told, basedOn: '1' }), /not decided that it is safe/)
    await done(adviser, `${at}/edit`, { ...aTelling(victimId), basedOn: '2' })
    assert.match(await refused(`${at}/told`, { ...told, basedOn: '1' }), /colleague has changed this/)
  })

  test('an order that has ended, or whose last day is over, is none to tell of', async () => {
    const { home, victimId, order, enter } = await onCase()
    const at = await done(adviser, `${home}/new`, aTelling(victimId))
    const over = await order({ day: '1/3/2027', endsOn: '24/3/2027' })
    assert.match(await refused(`${at}/told`, aTold(over)), /does not stand now/)
    const stands = await order()
    assert.match(await refused(`${at}/told`, aTold(over)), /does not stand now/)
    await enter('orders.ended', { order: stands })
    assert.match(await refused(`${at}/told`, aTold(stands)), /does not stand now/)
  })

  test('whom it is not safe to involve at all is not told either, whichever was decided first (SP-25)', async () => {
    const { home, plans, victimId, order } = await onCase()
    const unsafe = { ...aParty(victimId), decision: 'not safe' }
    const party = await done(adviser, `${plans}/parties/new`, unsafe)
    const tannery = { ...aTelling(victimId), sort: 'employer', who: 'the TANNERY' }
    assert.match(await refused(`${home}/new`, tannery), /decided that they are not safe/)
    await done(adviser, `${party}/edit`, { ...aParty(victimId), basedOn: '1' })
    const at = await done(adviser, `${home}/new`, tannery)
    await done(adviser, `${party}/edit`, { ...unsafe, basedOn: '2' })
    const page = await as(adviser).visit(at)
    assert.match(page.text('main'), /Not safe: nobody tells them.*not safe to involve them/)
    assert.ok(!page.links().some(({ href }) => href.endsWith('/told')))
    assert.match(await refused(`${at}/told`, aTold(await order())), /decided that they are not safe/)
  })

  test('decided again as not safe while somebody writes that they were told: whoever writes waits, and is refused', async () => {
    const { caseId, home, victimId } = await onCase()
    const at = await done(adviser, `${home}/new`, aTelling(victimId))
    const recordId = at.split('/').at(-1) ?? ''
    const row = { caseId, personId: victimId, content: {} } as const
    const telling: { done?: Promise<string> } = {}
    await workAs(services, adviser, async (work) => {
      const changed = { ...row, kind: 'telling', decision: 'not safe' } as const
      await keepRecord(services, work, changed, { recordId, version: 1 })
      telling.done = workAs(services, colleague, (other) =>
        keepRecord(services, other, { ...row, kind: 'told', ofRecord: recordId }),
      )
      telling.done.catch(() => undefined)
      await setTimeout(500)
    })
    await assert.rejects(telling.done ?? Promise.resolve(), /before it was decided that this is safe/)
  })

  test('what a telling hangs on is a telling, of the same person', async () => {
    const { caseId, home, plans, victimId, childId } = await onCase()
    const party = (await done(adviser, `${plans}/parties/new`, aParty(victimId))).split('/').at(-1) ?? ''
    const telling = (await done(adviser, `${home}/new`, aTelling(victimId))).split('/').at(-1) ?? ''
    const keep = (kind: 'told' | 'consultation' | 'told look', ofRecord: string, personId = victimId) =>
      workAs(services, adviser, (work) => keepRecord(services, work, { kind, caseId, personId, content: {}, ofRecord }))
    await assert.rejects(keep('told', party), /decided that this is safe/)
    await assert.rejects(keep('told look', party), /decided that this is safe/)
    await assert.rejects(keep('consultation', telling), /decided that this is safe/)
    await assert.rejects(keep('told', telling, childId), /decided that this is safe/)
    assert.equal((await as(adviser).visit(`${home}/${party}`)).status, 404)
    assert.equal((await as(adviser).visit(`${plans}/parties/${telling}`)).status, 404)
  })
})

describe('an order that changes or ends: the plan lead looks at who was told (P3-06)', () => {
  const toldOne = async () => {
    const given = await onCase()
    const orderId = await given.order()
    const at = await done(adviser, `${given.home}/new`, aTelling(given.victimId))
    const id = at.split('/').at(-1) ?? ''
    const look = `${given.home}/look`
    return { ...given, orderId, at, id, look }
  }

  test('no duty where nobody was told; once somebody was, by the last day of the order', async () => {
    const { caseId, at, orderId, vary, look } = await toldOne()
    await vary(orderId)
    assert.deepEqual(await duties(caseId), [])
    assert.match(await read(adviser, look), /Nobody was told of an order, so there is nobody to look at/)
    assert.equal((await as(adviser).submit(look, {})).status, 422)
    await done(adviser, `${at}/told`, aTold(orderId))
    const [duty, ...others] = await duties(caseId)
    assert.equal(others.length, 0)
    assert.equal(duty?.ownerId, adviser.id)
    assert.equal(duty?.dueAt?.toISOString(), '2027-09-01T22:59:59.000Z')
  })

  test('an order without a last day asks for nothing until it changes', async () => {
    const { caseId, home, victimId, order, enter } = await onCase()
    const orderId = await order({ endsOn: '' })
    const at = await done(adviser, `${home}/new`, aTelling(victimId))
    await done(adviser, `${at}/told`, aTold(orderId))
    assert.deepEqual(await duties(caseId), [])
    await enter('orders.ended', { order: orderId })
    assert.equal((await openDuties(caseId)).length, 1)
  })

  test('a change, an end, and a new order bring it forward: one duty, whose page leads to the list of who was told', async () => {
    for (const type of ['orders.varied', 'orders.ended', 'orders.made']) {
      const { caseId, at, orderId, enter, vary, order, home, look } = await toldOne()
      await done(adviser, `${at}/told`, aTold(orderId))
      if (type === 'orders.made') await order()
      else if (type === 'orders.varied') await vary(orderId)
      else await enter(type, { order: orderId })
      const [duty, ...others] = await openDuties(caseId)
      assert.equal(others.length, 0, type)
      assert.ok(duty?.dueAt && duty.dueAt < new Date('2027-04-10T00:00:00Z'), `${type} ${duty?.dueAt?.toISOString()}`)
      const page = await as(adviser).visit(`/cases/${caseId}/duties/${duty.id}`)
      assert.ok(
        page.links().some(({ href }) => href === look),
        type,
      )
      assert.match(await read(adviser, home), /Who was told is to be looked at by/)
    }
  })

  test('what happened before they were told, and is written down after it, asks as well', async () => {
    const { caseId, at, orderId, enter } = await toldOne()
    await done(adviser, `${at}/told`, aTold(orderId))
    await enter('orders.ended', { order: orderId, day: '24/3/2027' })
    const [duty] = await openDuties(caseId)
    assert.ok(duty?.dueAt && duty.dueAt < new Date('2027-04-10T00:00:00Z'))
  })

  test('each is looked at: told how it stands now, or told nothing and why; then the duty is met, and the next change asks again', async () => {
    const { caseId, victimId, home, at, id, orderId, enter, vary, order, look } = await toldOne()
    await done(adviser, `${at}/told`, aTold(orderId))
    const other = await done(adviser, `${home}/new`, { ...aTelling(victimId), who: 'The tannery', sort: 'employer' })
    const otherId = other.split('/').at(-1) ?? ''
    await done(adviser, `${other}/told`, aTold(orderId))
    await done(adviser, `${other}/edit`, {
      ...aTelling(victimId),
      who: 'The tannery',
      decision: 'not safe',
      basedOn: '1',
    })
    await done(adviser, `${home}/new`, { ...aTelling(victimId), who: 'The mill' })
    await vary(orderId)
    const shown = await read(adviser, look)
    assert.match(shown, /These stand now: Non-molestation order.*The couple at the bakery.*The tannery/)
    assert.doesNotMatch(shown, /The mill/)
    const said = {
      ...{ [`outcome-${id}`]: 'told', [`words-${id}`]: 'He must stay away from the shop too' },
      ...{ [`outcome-${otherId}`]: 'not told', [`words-${otherId}`]: 'She does not trust them any more' },
    }
    const wrong: [Record<string, string>, RegExp][] = [
      [{ [`outcome-${id}`]: '' }, /what came of it/],
      [{ [`words-${otherId}`]: '' }, /why nothing was said/],
      [{ [`outcome-${otherId}`]: 'told' }, /not decided that it is safe to tell them/],
      [{ [`words-${id}`]: 'He hits her' }, /says why there is an order/],
      [{ [`words-${id}`]: 'She lives at 12 Linden Grove' }, /part of an address/],
      [{ [`words-${otherId}`]: 'Near PO1 3AX' }, /a postcode/],
      [{ basedOn: 'older' }, /colleague has changed this meanwhile, or an order has changed/],
    ]
    for (const [change, problem] of wrong) assert.match(await refused(look, { ...said, ...change }), problem)
    assert.equal((await rows(caseId)).filter(({ kind }) => kind === 'told look').length, 0)
    assert.equal((await openDuties(caseId)).length, 1)
    await done(adviser, look, said)
    assert.match(
      await read(colleague, at),
      /He must stay away from the shop too.*How it stands since the order changed/,
    )
    assert.match(await read(colleague, other), /Looked at, and told nothing: She does not trust them any more/)
    // The order stands, with its last day: that is asked for, and the next change again.
    const [waits, ...more] = await openDuties(caseId)
    assert.equal(more.length, 0)
    assert.equal(waits?.dueAt?.toISOString(), '2027-09-01T22:59:59.000Z')
    assert.ok((await duties(caseId)).some(({ state }) => state === 'met'))
    await enter('orders.ended', { order: orderId })
    await done(adviser, look, { ...said, [`words-${id}`]: 'The order is over' })
    assert.deepEqual(await openDuties(caseId), [])
    // Nothing stands of which they were told: what is made anew is told anew.
    await order()
    assert.deepEqual(await openDuties(caseId), [])
  })

  test('what was told was erased: the duty can be met all the same', async () => {
    const { caseId, at, orderId, enter, look } = await toldOne()
    await done(adviser, `${at}/told`, aTold(orderId))
    await enter('orders.ended', { order: orderId })
    await everything
      .deleteFrom('vault.planRecord')
      .where('caseId', '=', caseId)
      .where('kind', 'in', ['telling', 'told'])
      .execute()
    assert.match(await read(adviser, look), /was erased since. Nobody is left to look at/)
    await done(adviser, look)
    assert.deepEqual(await openDuties(caseId), [])
  })

  test('the case does not close while they hold what is no longer so; its lead is told where to look, and others are told nothing (MODEL 5.1)', async () => {
    const { caseId, at, orderId, enter, look } = await toldOne()
    await done(adviser, `${at}/told`, aTold(orderId))
    const say = `/cases/${caseId}/close/say`
    assert.doesNotMatch(await read(adviser, say), /told of an order/)
    await enter('orders.ended', { order: orderId })
    const page = await as(adviser).visit(say)
    assert.match(page.text('main'), /told of an order that has changed since/)
    assert.ok(page.links().some(({ href }) => href === look))
    const answer = await as(adviser).submit(say, { outcome: 'may close', words: 'All quiet' })
    assert.equal(answer.status, 422)
  })
})

describe('it is seen as a plan is (MODEL 13, decision 27)', () => {
  test('officers and housing find nothing, and pages that read the same with it and without; an adviser on the other side neither', async () => {
    const { caseId, home, victimId, perpetratorId, order } = await onCase()
    const orderId = await order()
    const front = `/cases/${caseId}`
    const pages = () =>
      Promise.all(
        [officer, housing].flatMap((who) =>
          ['', '/entries', '/duties', '/safety-plans', '/close'].map((word) => read(who, `${front}${word}`)),
        ),
      )
    const before = await pages()
    const at = await done(adviser, `${home}/new`, aTelling(victimId))
    await done(adviser, `${at}/told`, aTold(orderId))
    assert.deepEqual(await pages(), before)
    const all = [home, `${home}/new`, `${home}/look`, at, `${at}/edit`, `${at}/told`, `${at}/decisions`]
    for (const address of all) {
      for (const who of [officer, housing]) assert.equal((await as(who).visit(address)).status, 404, address)
      assert.equal((await as(colleague).visit(address)).status, 200, address)
    }
    for (const who of [officer, housing]) {
      assert.equal((await as(who).submit(`${at}/told`, aTold(orderId))).status, 404)
      assert.equal((await as(who).submit(`${home}/new`, aTelling(victimId))).status, 404)
    }
    const [duty] = await openDuties(caseId)
    for (const who of [officer, housing])
      assert.equal((await as(who).visit(`/cases/${caseId}/duties/${duty?.id}`)).status, 404)
    const contact = { caseId, personId: perpetratorId, practitionerId: colleague.id, recordedBy: adviser.id }
    await everything
      .insertInto('reportedContact')
      .values({ ...contact, recordedAt: services.now() })
      .execute()
    for (const address of [...all, `/cases/${caseId}/duties/${duty?.id}`])
      assert.equal((await as(colleague).visit(address)).status, 404, address)
  })

  test('every word is sealed, who it is as well (S8)', async () => {
    const { home, victimId, order } = await onCase()
    const orderId = await order()
    const at = await done(adviser, `${home}/new`, { ...aTelling(victimId), who: 'brindlethrift', why: 'quagmirewort' })
    await done(adviser, `${at}/told`, { ...aTold(orderId), words: 'osierbeck' })
    for (const name of ['vault.plan_record', 'entry', 'duty', 'audit', 'draft']) {
      const found = await sql<{ rows: number }>`select count(*)::int as rows from ${sql.raw(name)} t
        where t::text ~ 'quagmirewort|brindlethrift|osierbeck'`.execute(everything)
      assert.equal(found.rows[0]?.rows, 0, name)
    }
  })

  test('a closed case keeps it to be read, and changes nothing', async () => {
    const { caseId, home, victimId } = await onCase()
    const at = await done(adviser, `${home}/new`, aTelling(victimId))
    await everything
      .updateTable('cases')
      .set({ state: 'closed', closedAt: services.now(), closedAs: 'ended' })
      .where('id', '=', caseId)
      .execute()
    assert.match(await read(adviser, at), /Safe to tell: not told yet/)
    for (const address of [`${home}/new`, `${home}/look`, `${at}/edit`, `${at}/told`])
      assert.equal((await as(adviser).visit(address)).status, 404, address)
  })
})
