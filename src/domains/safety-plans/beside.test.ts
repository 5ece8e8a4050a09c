import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { testApp } from '../../testing/app.ts'
import { aCase, workAs } from '../../testing/cases.ts'
import type { Practitioner } from '../../testing/people.ts'
import { aParty, aQuestion, someVisits } from '../../testing/plans.ts'
import { aMobile, aRule } from '../safe-contact/fixtures.ts'
import { aLetIn } from '../sharing/fixtures.ts'
import { keepRecord } from './actions/records.ts'

// An adviser plans visits with a mother, and decides with her whom it is safe to involve.
const { as, aPractitioner, everything, services } = await testApp({ at: '2027-03-25T10:34:56Z' })
const adviser = await aPractitioner('idva')
const colleague = await aPractitioner('idva', { agencyId: adviser.agencyId })
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
  const order = (orderKind: string) =>
    done(officer, `/cases/${caseId}/entries/new/orders.made`, {
      ...{ day: 'today', time: '09:00', body: 'court', suspect: perpetratorId ?? '', orderKind, same: 'new' },
    })
  return { caseId, victimId, perpetratorId: perpetratorId ?? '', childId, order, home: `/cases/${caseId}/safety-plans` }
}
const versions = (caseId: string, kind: string) =>
  everything
    .selectFrom('vault.planRecord')
    .select(['version', 'decision', 'isOver'])
    .where('caseId', '=', caseId)
    .where('kind', '=', kind)
    .orderBy('writtenAt')
    .orderBy('version')
    .execute()

describe('safe ways to run visits are written down, in three phases, with what to do if it goes wrong (SP-31, S-13)', () => {
  test('place, time, who hands over, who is there, before, during and after, late, wrong, not brought back, and who asks', async () => {
    const { home, childId } = await onCase()
    assert.match(await read(adviser, `${home}/visits`), /No arrangement is written down/)
    const at = await done(adviser, `${home}/visits/new`, someVisits(childId))
    const shown = await read(colleague, at)
    for (const words of [
      'The big library',
      'Sundays, ten to two',
      'Her aunt to his sister',
      'By somebody whom they trust: His sister',
    ])
      assert.match(shown, new RegExp(words))
    assert.match(
      shown,
      /Before.*told on the day.*During.*next door.*half an hour.*takes her home.*After.*by bus.*Ring 999.*rings her mother/,
    )
    assert.match(await read(adviser, `${home}/visits`), /1 arrangement.*Sorrel Inventado.*Sundays/)
    for (const field of [
      'place',
      'time',
      'handsOver',
      'supervision',
      'supervisedBy',
      'before',
      'during',
      'after',
      'late',
      'wrong',
      'notReturned',
      'checkIn',
      'away',
      'personId',
    ])
      await refused(
        `${home}/visits/new`,
        Object.fromEntries(Object.entries(someVisits(childId)).filter(([name]) => name !== field)),
      )
    assert.match(
      await refused(
        `${home}/visits/new`,
        Object.fromEntries(Object.entries(someVisits(childId)).filter(([name]) => name !== 'away')),
      ),
      /not near where they live/,
    )
  })

  test('no protected place stands in it, in whichever line, nor what is written down as theirs', async () => {
    const { caseId, home, childId } = await onCase()
    await done(adviser, `/cases/${caseId}/safe-contact/rule`, aRule({ reviewOn: '2027-05-20' }))
    const route = { ...aMobile({ kind: 'mobile', value: '07700 900777' }), textIsSafe: '' }
    await done(adviser, `/cases/${caseId}/safe-contact/routes/new`, route)
    const places: [string, string, RegExp][] = [
      ['place', 'By 12 Linden Grove', /part of an address/],
      ['handsOver', 'At Larkspur Refuge', /a refuge/],
      ['notReturned', 'Go to PO1 3AX', /a postcode/],
      ['after', 'Back to Oakfield Primary', /a school/],
      ['checkIn', 'Ring 07700 900777', /a telephone number/],
      ['advice', 'By 12 Linden Grove', /part of an address/],
    ]
    for (const [field, words, said] of places) {
      const problem = await refused(`${home}/visits/new`, { ...someVisits(childId), [field]: words })
      assert.match(problem, said)
      assert.doesNotMatch(problem, /Linden|Larkspur|PO1|Oakfield|0777/)
    }
    assert.deepEqual(await versions(caseId, 'visits'), [])
  })

  test('an order that keeps somebody away stands beside it with its terms, and nothing is saved without legal advice', async () => {
    const { caseId, home, childId, order } = await onCase()
    const bare = { ...someVisits(childId), advice: '' }
    const at = await done(adviser, `${home}/visits/new`, bare)
    assert.doesNotMatch(await read(adviser, at), /keep somebody away|touch/)
    await order('Restraining order')
    assert.match(
      await read(adviser, at),
      /Orders that keep somebody away.*Restraining order.*does not say which of them holds/,
    )
    assert.match(await refused(`${home}/visits/new`, bare), /Ask for legal advice first/)
    assert.match(await refused(`${at}/edit`, { ...bare, basedOn: '1' }), /Ask for legal advice first/)
    await done(adviser, `${at}/edit`, { ...someVisits(childId), basedOn: '1' })
    await order('Child arrangements order')
    const both = await read(adviser, at)
    assert.match(
      both,
      /Side by side, as they were entered.*Child arrangements order and restraining order.*Here they touch/,
    )
    assert.match(await read(adviser, `${home}/visits`), /Here they touch/)
    assert.equal((await versions(caseId, 'visits')).length, 2)
  })

  test('an order that says only when the child sees somebody asks for no advice', async () => {
    const { home, childId, order } = await onCase()
    await order('Child arrangements order')
    await done(adviser, `${home}/visits/new`, { ...someVisits(childId), advice: '' })
  })

  test('it ends with a reason and can be taken up again; whoever comes after a colleague is told', async () => {
    const { caseId, home, childId } = await onCase()
    const at = await done(adviser, `${home}/visits/new`, someVisits(childId))
    await done(colleague, `${at}/edit`, { ...someVisits(childId), basedOn: '1', place: 'The museum' })
    const second = await as(adviser).submit(`${at}/edit`, { ...someVisits(childId), basedOn: '1', place: 'The park' })
    assert.equal(second.status, 422)
    assert.match(second.text('main'), /The museum.*The park/)
    assert.match(await refused(`${at}/end`, { basedOn: '1', over: 'Ended' }), /colleague has changed/)
    assert.match(await refused(`${at}/end`, { basedOn: '2', over: '' }), /why it no longer holds/)
    await done(adviser, `${at}/end`, { basedOn: '2', over: 'The court ended it' })
    assert.match(await read(adviser, at), /No longer holds.*The court ended it/)
    await done(adviser, `${at}/edit`, { ...someVisits(childId), basedOn: '3' })
    assert.deepEqual(
      (await versions(caseId, 'visits')).map(({ isOver }) => isOver),
      [false, false, true, false],
    )
  })
})

describe('whether it is safe to involve somebody is decided before anybody asks them (SP-25, SP-43)', () => {
  test('who, why, what the person said, what they may be told, and how they are reached; not safe asks for neither of the last', async () => {
    const { home, victimId } = await onCase()
    assert.match(await read(adviser, `${home}/parties`), /Nothing was decided yet/)
    const party = aParty(victimId)
    const wrong: [Record<string, string>, RegExp][] = [
      [{ who: '' }, /who it is/],
      [{ why: '' }, /why/],
      [{ decision: '' }, /whether it is safe/],
      [{ scope: '' }, /told and asked, and nothing more/],
      [{ method: '' }, /reached safely/],
      [{ consent: 'not asked' }, /only where the person agreed/],
      [{ consent: 'did not agree', consentWords: 'All the same' }, /only where the person agreed/],
      [{ sort: 'housing', consent: 'not asked' }, /without that/],
      [{ method: 'By letter to 12 Linden Grove' }, /part of an address/],
      [{ personId: adviser.id }, /in this case now/],
    ]
    for (const [change, said] of wrong)
      assert.match(await refused(`${home}/parties/new`, { ...party, ...change }), said)
    const at = await done(adviser, `${home}/parties/new`, party)
    assert.match(
      await read(colleague, at),
      /The tannery.*Safe to involve.*Employer.*They agreed.*needs Mondays free.*Her manager, in person/,
    )
    const other = { ...party, sort: 'housing', who: 'The tower', scope: '', method: '', consent: 'not asked' }
    await done(adviser, `${home}/parties/new`, { ...other, decision: 'not safe' })
    const both = await read(adviser, `${home}/parties`)
    assert.match(both, /2 decisions/)
    assert.match(both, /The tannery.*Safe to involve/)
    assert.match(both, /The tower.*Not safe: do not ask them/)
    assert.match(await refused(`${home}/parties/new`, { ...party, who: 'the TANNERY' }), /decided about them before/)
  })

  test('nobody is asked for whom it is not safe: no button, no page, no form, and not past the form either', async () => {
    const { caseId, home, victimId } = await onCase()
    const at = await done(adviser, `${home}/parties/new`, { ...aParty(victimId), decision: 'not safe' })
    const page = await as(adviser).visit(at)
    assert.ok(!page.links().some(({ href }) => href.endsWith('/asked/new')))
    assert.equal((await as(adviser).visit(`${at}/asked/new`)).status, 303)
    assert.match(await refused(`${at}/asked/new`, aQuestion), /not safe to involve them: nobody asks them/)
    const row = {
      kind: 'consultation',
      caseId,
      personId: victimId,
      content: {},
      ofRecord: at.split('/').at(-1) ?? '',
    } as const
    await assert.rejects(
      workAs(services, adviser, (work) => keepRecord(services, work, row)),
      /before it was decided that this is safe/,
    )
    await assert.rejects(
      workAs(services, adviser, (work) => keepRecord(services, work, { ...row, ofRecord: caseId })),
      /before it was decided that this is safe/,
    )
    assert.deepEqual(await versions(caseId, 'consultation'), [])
    await done(adviser, `${at}/edit`, { ...aParty(victimId), basedOn: '1' })
    await done(adviser, `${at}/asked/new`, aQuestion)
  })

  test('decided again as not safe while somebody asks: whoever asks waits for the decision, and is refused', async () => {
    const { caseId, home, victimId } = await onCase()
    const at = await done(adviser, `${home}/parties/new`, aParty(victimId))
    const recordId = at.split('/').at(-1) ?? ''
    const row = { caseId, personId: victimId, content: {} } as const
    const asking: { done?: Promise<string> } = {}
    await workAs(services, adviser, async (work) => {
      const party = { ...row, kind: 'party', decision: 'not safe' } as const
      await keepRecord(services, work, party, { recordId, version: 1 })
      asking.done = workAs(services, colleague, (other) =>
        keepRecord(services, other, { ...row, kind: 'consultation', ofRecord: recordId }),
      )
      asking.done.catch(() => undefined)
      await setTimeout(500)
    })
    await assert.rejects(asking.done ?? Promise.resolve(), /before it was decided that this is safe/)
    assert.deepEqual(await versions(caseId, 'consultation'), [])
  })
})

describe('each agency that is consulted: whom, when, what about, by when, and what they said (SP-05)', () => {
  test('the question first, the answer when it comes; late when its day is over', async () => {
    const { home, victimId } = await onCase()
    const at = await done(adviser, `${home}/parties/new`, { ...aParty(victimId), on: '1/3/2027' })
    const wrong: [Record<string, string>, RegExp][] = [
      [{ asked: '' }, /who there was asked/],
      [{ about: '' }, /what they were asked/],
      [{ answerBy: '' }, /by which they are to answer/],
      [{ askedOn: '28/2/2027' }, /on that day it was not/],
      [{ askedOn: '26/3/2027' }, /cannot be after today/],
      [{ askedOn: '10/3/2027', answerBy: '9/3/2027' }, /before they were asked/],
      [{ answer: 'Yes' }, /day on which they answered/],
      [{ answeredOn: 'today' }, /what they said/],
      [{ askedOn: '10/3/2027', answer: 'Yes', answeredOn: '9/3/2027' }, /answered before they were asked/],
      [{ about: 'Whether PO1 3AX is safe' }, /a postcode/],
      [{ answer: 'At Larkspur Refuge', answeredOn: 'today' }, /a refuge/],
    ]
    for (const [change, said] of wrong)
      assert.match(await refused(`${at}/asked/new`, { ...aQuestion, answer: '', answeredOn: '', ...change }), said)
    await done(adviser, `${at}/asked/new`, { ...aQuestion, askedOn: '10/3/2027', answerBy: '24/3/2027' })
    assert.match(await read(colleague, at), /Whether she may start.*10 Mar.*Her manager.*No answer, due by Wed 24 Mar/)
    const one = (await as(adviser).visit(at)).links().find(({ href }) => /\/asked\/(?!new)/.test(href))?.href ?? ''
    const said = { ...aQuestion, askedOn: '10/3/2027', answerBy: '24/3/2027', answer: 'From May', answeredOn: 'today' }
    await done(adviser, one, { ...said, basedOn: '1' })
    assert.match(await read(adviser, at), /From May \(Thu 25 Mar\)/)
    assert.match(await refused(one, { ...said, answer: 'From June', basedOn: '1' }), /colleague has changed/)
  })

  test('what came back may still be written down where it was decided since that it is not safe', async () => {
    const { home, victimId } = await onCase()
    const at = await done(adviser, `${home}/parties/new`, aParty(victimId))
    await done(adviser, `${at}/asked/new`, aQuestion)
    await done(adviser, `${at}/edit`, { ...aParty(victimId), decision: 'not safe', basedOn: '1' })
    const one = (await as(adviser).visit(at)).links().find(({ href }) => /\/asked\/(?!new)/.test(href))?.href ?? ''
    await done(adviser, one, { ...aQuestion, answer: 'They told him', answeredOn: 'today', basedOn: '1' })
    assert.match(await read(adviser, at), /Not safe.*They told him.*safe when they were asked/)
  })

  test('a question asked in time is in time, whatever was decided after it', async () => {
    const { home, victimId } = await onCase()
    const party = { ...aParty(victimId), on: '1/3/2027' }
    const at = await done(adviser, `${home}/parties/new`, party)
    await done(adviser, `${at}/edit`, { ...party, decision: 'not safe', on: '12/3/2027', basedOn: '1' })
    await done(adviser, `${at}/edit`, { ...party, on: '20/3/2027', basedOn: '2' })
    const asked = { ...aQuestion, askedOn: '10/3/2027', basedOn: '3' }
    await done(adviser, `${at}/asked/new`, asked)
    for (const askedOn of ['28/2/2027', '12/3/2027', '19/3/2027'])
      assert.match(await refused(`${at}/asked/new`, { ...asked, askedOn }), /on that day it was not/)
    assert.match(await refused(`${at}/asked/new`, { ...asked, basedOn: '2' }), /colleague has changed this/)
    const one = (await as(adviser).visit(at)).links().find(({ href }) => /\/asked\/(?!new)/.test(href))?.href ?? ''
    await done(adviser, one, { ...asked, askedOn: '9/3/2027', basedOn: '1' })
    assert.match(await refused(one, { ...asked, askedOn: '15/3/2027', basedOn: '2' }), /on that day it was not/)
  })

  test('a school learns of the child whose plan it is for, and of no other child of the case', async () => {
    const { caseId, home, childId } = await onCase()
    const name = 'Tansy Inventado'
    const other = { name, role: 'child', ageAbout: '6', why: 'Lives there', known: 'none', checkedName: name }
    await done(adviser, `/cases/${caseId}/people/new`, other)
    const school = { ...aParty(childId), sort: 'school', consentWords: 'Her mother agreed' }
    const problem = /A school learns of the child whose plan it is, and of no other/
    assert.match(await refused(`${home}/parties/new`, { ...school, scope: 'That Tansy stays away too' }), problem)
    const at = await done(adviser, `${home}/parties/new`, { ...school, scope: 'That Sorrel may be late' })
    assert.match(await refused(`${at}/asked/new`, { ...aQuestion, about: 'How TANSY is' }), problem)
    await done(adviser, `${at}/asked/new`, { ...aQuestion, about: 'How Sorrel is' })
    await done(adviser, `${home}/parties/new`, {
      ...aParty(childId),
      sort: 'children',
      who: 'The duty desk',
      scope: 'That Tansy fears him',
    })
  })

  test('a question is found under its own party alone', async () => {
    const { home, victimId } = await onCase()
    const at = await done(adviser, `${home}/parties/new`, aParty(victimId))
    const other = await done(adviser, `${home}/parties/new`, { ...aParty(victimId), who: 'The mill' })
    await done(adviser, `${at}/asked/new`, aQuestion)
    const one = (await as(adviser).visit(at)).links().find(({ href }) => /\/asked\/(?!new)/.test(href))?.href ?? ''
    assert.equal((await as(adviser).visit(one.replace(at, other))).status, 404)
    assert.equal((await as(adviser).visit(one)).status, 200)
  })
})

describe('they are seen as a plan is (MODEL 13, decision 27, S-30)', () => {
  test('officers and housing find nothing, and pages that read the same with them and without; an adviser on the other side neither', async () => {
    const { caseId, home, childId, victimId, perpetratorId } = await onCase()
    const front = `/cases/${caseId}`
    const pages = () =>
      Promise.all(
        [officer, housing].flatMap((who) =>
          ['', '/entries', '/duties', '/safety-plans'].map((word) => read(who, `${front}${word}`)),
        ),
      )
    const before = await pages()
    const at = [
      await done(adviser, `${home}/visits/new`, someVisits(childId)),
      await done(adviser, `${home}/parties/new`, aParty(victimId)),
    ]
    await done(adviser, `${at[1]}/asked/new`, aQuestion)
    assert.deepEqual(await pages(), before)
    const all = [...at, `${home}/visits`, `${home}/parties`, `${home}/visits/new`, `${home}/parties/new`]
    for (const address of all) {
      for (const who of [officer, housing]) assert.equal((await as(who).visit(address)).status, 404, address)
      assert.equal((await as(colleague).visit(address)).status, 200, address)
    }
    const contact = { caseId, personId: perpetratorId, practitionerId: colleague.id, recordedBy: adviser.id }
    await everything
      .insertInto('reportedContact')
      .values({ ...contact, recordedAt: services.now() })
      .execute()
    for (const address of all) assert.equal((await as(colleague).visit(address)).status, 404, address)
  })

  test('every word is sealed, who a party is as well (S8)', async () => {
    const { home, childId, victimId } = await onCase()
    await done(adviser, `${home}/visits/new`, { ...someVisits(childId), place: 'quagmirewort' })
    const at = await done(adviser, `${home}/parties/new`, { ...aParty(victimId), who: 'brindlethrift' })
    await done(adviser, `${at}/asked/new`, { ...aQuestion, about: 'osierbeck' })
    for (const name of ['vault.plan_record', 'entry', 'duty', 'audit', 'draft']) {
      const found = await sql<{ rows: number }>`select count(*)::int as rows from ${sql.raw(name)} t
        where t::text ~ 'quagmirewort|brindlethrift|osierbeck'`.execute(everything)
      assert.equal(found.rows[0]?.rows, 0, name)
    }
  })
})
