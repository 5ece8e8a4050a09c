import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { sql } from 'kysely'
import { newFormKey } from '../../platform/form-keys.ts'
import { key } from '../../platform/secrets.ts'
import { testApp } from '../../testing/app.ts'
import { aCase } from '../../testing/cases.ts'
import { readPdf } from '../../testing/pdf.ts'
import type { Practitioner } from '../../testing/people.ts'
import { aCollectionList, aCopyGiven, aPage } from '../../testing/plans.ts'
import { aMobile, aRule } from '../safe-contact/fixtures.ts'
import { aLetIn } from '../sharing/fixtures.ts'
import { mayBe, namesOneOf } from './model/collection.ts'

// An adviser writes down with a mother who may fetch her child from nursery.
const app = await testApp({ at: '2027-03-25T10:34:56Z' })
const { as, aPractitioner, everything, services, web } = app
const adviser = await aPractitioner('idva')
const colleague = await aPractitioner('idva', { agencyId: adviser.agencyId })
const officer = await aPractitioner('investigating-officer')
const witnessCare = await aPractitioner('witness-care-officer')
const boss = await aPractitioner('police-supervisor', { agencyId: officer.agencyId })

const done = async (who: Practitioner, at: string, form: Record<string, string | string[]> = {}): Promise<string> => {
  const answer = await as(who).submit(at, form)
  assert.equal(answer.status, 303, `${at}: ${answer.title()} ${answer.text('.govuk-error-summary')}`)
  return answer.location
}
const refused = async (at: string, form: Record<string, string>): Promise<string> => {
  const answer = await as(adviser).submit(at, form)
  assert.equal(answer.status, 422, answer.text('main').slice(0, 300))
  assert.match(answer.title(), /^Error/)
  return answer.text('.govuk-error-summary')
}
const onCase = async (children = ['Sorrel Inventado']) => {
  const { caseId, victimId, perpetratorId } = await aCase(services, adviser)
  for (const who of [colleague, officer, witnessCare])
    await done(adviser, `/cases/${caseId}/team`, aLetIn(who.id, 'Works on it'))
  for (const name of children)
    await done(adviser, `/cases/${caseId}/people/new`, {
      name,
      role: 'child',
      ageAbout: '4',
      why: 'Lives there',
      known: 'none',
      checkedName: name,
    })
  const found = await everything
    .selectFrom('party as y')
    .innerJoin('person as p', 'p.id', 'y.personId')
    .select(['p.id', 'p.name'])
    .where('y.caseId', '=', caseId)
    .where('y.role', '=', 'child')
    .execute()
  const childId = (name: string) => found.find((each) => each.name === name)?.id ?? ''
  const home = `/cases/${caseId}/safety-plans/collection-lists`
  const list = (change: Record<string, string> = {}) => ({ ...aCollectionList(childId(children[0] ?? '')), ...change })
  const start = (change: Record<string, string> = {}) => done(adviser, `${home}/new`, list(change))
  return { caseId, victimId, perpetratorId: perpetratorId ?? '', home, childId, list, start }
}
const page = async (at: string, form: Record<string, string> = {}) => {
  const formKey = newFormKey(key(services.secret, 'form-keys'), adviser.id)
  const answer = await web.inject({
    ...{ method: 'POST', url: `${at}/paper` },
    headers: { cookie: `waymark=${adviser.token}`, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ ...aPage, ...form, formKey }).toString(),
  })
  assert.equal(answer.statusCode, 200, answer.body.replace(/<[^>]+>|\s+/g, ' ').slice(0, 2000))
  return { answer, pdf: await readPdf(answer.rawPayload) }
}
const duties = (caseId: string) =>
  everything
    .selectFrom('duty')
    .select(['state', 'ownerId', 'task', 'dueAt'])
    .where('caseId', '=', caseId)
    .where('code', '=', 'PLAN_COPY')
    .orderBy('raisedAt')
    .execute()
const read = async (who: Practitioner, at: string): Promise<string> => (await as(who).visit(at)).text('main')

describe('who may fetch a child is a list of people for one child and one setting (SP-47, P3-07, S-13)', () => {
  test('each with who they are to the child and from when until when; what to do if anybody else comes, and the question', async () => {
    const { home, start } = await onCase()
    assert.match(await read(adviser, home), /Nobody has written down yet who may fetch a child/)
    const at = await start({ name2: 'Alder Kestrel', relation2: 'Childminder', from2: '1/4/2027', until2: '30/4/2027' })
    const shown = await read(colleague, at)
    assert.match(shown, /Rowan Heron.*Grandmother.*No end named/)
    assert.match(shown, /Alder Kestrel.*Childminder.*from Thu 1 Apr, until Fri 30 Apr/)
    assert.match(shown, /Keep the child inside/)
    assert.match(shown, /What was the dog called \(the answer is kept nowhere here\)/)
    assert.match(await read(adviser, home), /1 list.*Sorrel Inventado.*mill pond.*2 people.*Nobody holds it yet/)
  })

  test('what is missing, half a row, a day that is over and days the wrong way round are asked about, and what was typed is kept', async () => {
    const { home, list } = await onCase()
    const wrong: [Record<string, string>, RegExp][] = [
      [{ name1: '', relation1: '' }, /at least one person/],
      [{ relation1: '' }, /who person 1 is to the child/],
      [{ relation2: 'Aunt' }, /name of person 2/],
      [{ until1: '1/3/2027' }, /last day of person 1 is over/],
      [{ from1: '2/6/2027', until1: '1/6/2027' }, /before the first/],
      [{ ifOther: '' }, /anybody else comes/],
      [{ setting: '' }, /school, nursery or carer/],
      [{ childId: adviser.id }, /which child/],
    ]
    for (const [change, said] of wrong) assert.match(await refused(`${home}/new`, list(change)), said)
    const again = await as(adviser).submit(`${home}/new`, list({ ifOther: '', name9: 'Teal Wren', relation9: 'Aunt' }))
    assert.equal(again.value('name1'), 'Rowan Heron')
    assert.equal(again.value('name9'), 'Teal Wren')
  })

  test('a child has one list for a setting, also where two write it in one moment; another setting has its own', async () => {
    const { caseId, home, list, start } = await onCase()
    const settings = ['The nursery by the mill pond', 'the nursery by the MILL pond ', 'The Nursery by the Mill Pond']
    const all = await Promise.all(
      settings.flatMap((setting) =>
        [adviser, colleague].map((who) => as(who).submit(`${home}/new`, list({ setting }))),
      ),
    )
    assert.deepEqual(all.map(({ status }) => status).sort(), [303, 422, 422, 422, 422, 422])
    assert.match(all.map((each) => each.text('.govuk-error-summary')).join(' '), /has a list for that setting/)
    const other = await start({ setting: 'Her childminder' })
    assert.match(await refused(`${other}/edit`, list({ basedOn: '1' })), /another list for that setting/)
    const rows = everything.selectFrom('vault.planRecord').select('id').where('caseId', '=', caseId)
    assert.equal((await rows.execute()).length, 2)
  })

  test('whoever saves after a colleague is shown both, and nothing is written over', async () => {
    const { start, list } = await onCase()
    const at = await start()
    await done(colleague, `${at}/edit`, list({ basedOn: '1', relation1: 'Great-aunt' }))
    const second = await as(adviser).submit(`${at}/edit`, list({ basedOn: '1', relation1: 'Neighbour' }))
    assert.equal(second.status, 422)
    assert.match(second.text('main'), /Great-aunt.*Neighbour/)
    assert.match(await read(adviser, at), /Great-aunt/)
  })

  test('a name that may be that of the person reported is refused until somebody says that they talked about it', async () => {
    const { caseId, perpetratorId, home, list, start } = await onCase()
    const { name } = await everything
      .selectFrom('person')
      .select('name')
      .where('id', '=', perpetratorId)
      .executeTakeFirstOrThrow()
    assert.match(await refused(`${home}/new`, list({ name1: name })), /may be the person reported/)
    await start({ name1: name, knowing: 'yes' })
    assert.equal(
      (await everything.selectFrom('vault.planRecord').select('id').where('caseId', '=', caseId).execute()).length,
      1,
    )
  })
})

describe('it leaves as a page of its own for that setting alone (SP-47, S-13, INV-06, INV-07)', () => {
  test('plain: who, which days, what to do; never the setting, the question or who is spoken to there; tagged, in English', async () => {
    const { start } = await onCase()
    const at = await start({ never: 'Her father: the order of 3 March', until1: '30/4/2027' })
    const { answer, pdf } = await page(at)
    assert.equal(answer.headers['content-disposition'], 'attachment; filename="notes.pdf"')
    assert.match(pdf.words, /Who may fetch Sorrel/)
    assert.match(pdf.words, /Rowan Heron, Grandmother, until Fri 30 Apr/)
    assert.match(pdf.words, /Nobody else, whatever they say or show/)
    assert.match(pdf.words, /question that they must answer. It is not on this page/)
    assert.match(pdf.words, /If anybody else comes Keep the child inside. Ring 999/)
    assert.match(pdf.words, /Who must not fetch Her father/)
    assert.match(pdf.words, /Version 1, .*stands for every page before it/)
    for (const reader of [pdf.words, pdf.text, pdf.about, pdf.raw])
      assert.doesNotMatch(reader, /mill pond|The head|dog called|safety|abuse/i)
    assert.match(pdf.about, /Tagged:\s+yes/)
    assert.match(pdf.about, /Title:\s+Notes/)
    assert.match(pdf.structure, /H1[\s\S]*L[\s\S]*LI/)
    assert.match((await page(at, { size: 'large' })).pdf.sizes.join(' '), /^(1[89]|[23]\d)/)
  })

  test('discreet: no heading says what it is about, and a word that tells is refused', async () => {
    const { start, list } = await onCase()
    const at = await start({ never: 'Her father' })
    const { pdf } = await page(at, { edition: 'discreet' })
    assert.match(pdf.words, /^Notes Sorrel/)
    assert.match(pdf.words, /Rowan Heron, Grandmother.*Keep the child inside.*Her father/)
    assert.doesNotMatch(pdf.words, /fetch|Nobody else|question|anybody else|mill pond|The head|dog called/i)
    await done(adviser, `${at}/edit`, list({ basedOn: '1', ifOther: 'Ring the police' }))
    assert.match(
      await refused(`${at}/paper`, { ...aPage, edition: 'discreet' }),
      /a word that says what the page is about/,
    )
    assert.match((await page(at)).pdf.words, /Ring the police/)
  })

  test('it holds no place, whether it is typed or written down as theirs; also where that was written down later', async () => {
    const { caseId, home, list, start } = await onCase()
    const places: [Record<string, string>, RegExp][] = [
      [{ relation1: 'Grandmother, 14 Linden Grove' }, /part of an address/],
      [{ name1: 'Rowan at PO1 3AX' }, /a postcode/],
      [{ ifOther: 'Bring the child to Oakfield Primary' }, /a school/],
      [{ never: 'Anybody from Larkspur Refuge' }, /a refuge/],
    ]
    for (const [change, said] of places) {
      const problem = await refused(`${home}/new`, list(change))
      assert.match(problem, said)
      assert.doesNotMatch(problem, /Linden|PO1|Oakfield|Larkspur/)
    }
    const at = await start({ ifOther: 'Ring 07700 900777' })
    await page(at)
    await done(adviser, `/cases/${caseId}/safe-contact/rule`, aRule({ reviewOn: '2027-05-20' }))
    await done(adviser, `/cases/${caseId}/safe-contact/routes/new`, {
      ...aMobile({ kind: 'mobile', value: '07700 900777' }),
      textIsSafe: '',
    })
    assert.match(await refused(`${at}/paper`, aPage), /a telephone number.*Change the list first/)
  })

  test('no other child of the case is on it, by whatever part of their name', async () => {
    const { home, list, childId, start } = await onCase(['Sorrel Inventado', 'Tansy Inventado'])
    for (const change of [{ ifOther: 'Ask whether Tansy is there' }, { relation1: 'Fetches TANSY as well' }])
      assert.match(await refused(`${home}/new`, list(change)), /names another child/)
    const at = await start({ name2: 'Sedge Inventado', relation2: 'Uncle' })
    assert.match((await page(at)).pdf.words, /Sedge Inventado, Uncle/)
    await start({ childId: childId('Tansy Inventado') })
    assert.doesNotMatch((await page(at)).pdf.words, /Tansy/)
  })

  test('a row whose last day is over stands on no page; where all are over there is none', async () => {
    const { start } = await onCase()
    const at = await start({ until1: '1/4/2027', name2: 'Alder Kestrel', relation2: 'Childminder', until2: '2/4/2027' })
    try {
      app.clock.set('2027-04-02T10:00:00+01:00')
      const { words } = (await page(at)).pdf
      assert.match(words, /Alder Kestrel/)
      assert.doesNotMatch(words, /Rowan/)
      app.clock.set('2027-04-03T10:00:00+01:00')
      assert.match(await refused(`${at}/paper`, aPage), /last day of everybody/)
    } finally {
      app.clock.set('2027-03-25T10:34:56Z')
    }
  })

  test('that it was made is a row of the log, as a print (INV-49)', async () => {
    const { caseId, start } = await onCase()
    const at = await start()
    await page(at)
    const printed = everything
      .selectFrom('audit')
      .select('objectId')
      .where('caseId', '=', caseId)
      .where('kind', '=', 'print')
    assert.deepEqual(
      (await printed.execute()).map(({ objectId }) => objectId),
      [at.split('/').at(-1)],
    )
  })
})

describe('who was given it is kept, and they are told when it changes (SP-47, TP-09)', () => {
  test('nothing can be given that was not made; then who, how and on which day', async () => {
    const { start } = await onCase()
    const at = await start()
    assert.equal((await as(adviser).visit(`${at}/given`)).status, 404)
    assert.match(await refused(`${at}/given`, aCopyGiven), /one that was made/)
    await page(at)
    assert.match(await refused(`${at}/given`, { ...aCopyGiven, givenOn: '26/3/2027' }), /cannot be after today/)
    assert.match(await refused(`${at}/given`, { ...aCopyGiven, to: '' }), /who was given it/)
    await done(adviser, `${at}/given`, aCopyGiven)
    const shown = await read(colleague, at)
    assert.match(shown, /They hold this one/)
    assert.match(shown, /Given on .*25 Mar.* to The head. By hand.*Made, plain, ordinary print/)
  })

  test('a change makes the copy out of date: a duty of the plan lead, once, until they have the newest page', async () => {
    const { caseId, home, start, list } = await onCase()
    const at = await start()
    await done(adviser, `${at}/edit`, list({ basedOn: '1', relation1: 'Aunt' }))
    assert.deepEqual(await duties(caseId), [], 'nobody holds it yet')
    await page(at)
    await done(adviser, `${at}/given`, { ...aCopyGiven, version: '2' })
    await done(adviser, `${at}/edit`, list({ basedOn: '2', relation1: 'Great-aunt' }))
    const [duty, ...more] = await duties(caseId)
    assert.deepEqual([duty?.state, duty?.ownerId, more.length], ['open', adviser.id, 0])
    assert.doesNotMatch(duty?.task ?? '', /plan|Sorrel|mill/)
    assert.match(await read(adviser, at), /They hold an older page.*Version 2 was given, and version 3 holds now/)
    assert.match(await read(adviser, home), /They hold an older page/)
    const { id } = await everything
      .selectFrom('duty')
      .select('id')
      .where('caseId', '=', caseId)
      .where('code', '=', 'PLAN_COPY')
      .executeTakeFirstOrThrow()
    const onDuty = await as(adviser).visit(`/cases/${caseId}/duties/${id}`)
    assert.ok(
      onDuty.links().some(({ href }) => href === home),
      'the duty leads to where it is met',
    )
    await done(adviser, `${at}/edit`, list({ basedOn: '3', relation1: 'Cousin' }))
    assert.deepEqual(
      (await duties(caseId)).map(({ state }) => state),
      ['open'],
      'one duty, however often it changes',
    )
    await page(at)
    await done(adviser, `${at}/given`, { ...aCopyGiven, version: '4' })
    assert.deepEqual(
      (await duties(caseId)).map(({ state }) => state),
      ['met'],
    )
    await done(adviser, `${at}/edit`, list({ basedOn: '4', relation1: 'Neighbour' }))
    assert.deepEqual((await duties(caseId)).map(({ state }) => state).sort(), ['met', 'open'], 'and again')
  })

  test('who is given a page that is out of date already is owed the newer one', async () => {
    const { caseId, start, list } = await onCase()
    const at = await start()
    await page(at)
    await done(adviser, `${at}/edit`, list({ basedOn: '1', relation1: 'Aunt' }))
    await done(adviser, `${at}/given`, aCopyGiven)
    assert.deepEqual(
      (await duties(caseId)).map(({ state }) => state),
      ['open'],
    )
    await page(at)
    await done(adviser, `${at}/given`, { ...aCopyGiven, version: '2' })
    assert.deepEqual(
      (await duties(caseId)).map(({ state }) => state),
      ['met'],
    )
    await done(adviser, `${at}/given`, aCopyGiven)
    assert.deepEqual(
      (await duties(caseId)).map(({ state }) => state),
      ['met'],
      'an older line written down later changes nothing',
    )
  })

  test('a list that no longer holds makes no page; whoever held one is told so, and it can be taken up again', async () => {
    const { caseId, start, list } = await onCase()
    const at = await start()
    await page(at)
    await done(adviser, `${at}/given`, aCopyGiven)
    assert.match(await refused(`${at}/end`, { over: '' }), /why it no longer holds/)
    await done(adviser, `${at}/end`, { over: 'Goes elsewhere now' })
    assert.deepEqual(
      (await duties(caseId)).map(({ state }) => state),
      ['open'],
    )
    assert.match(await refused(`${at}/paper`, aPage), /no longer holds/)
    assert.match(await refused(`${at}/end`, { over: 'Twice' }), /colleague has ended/)
    await done(adviser, `${at}/given`, { ...aCopyGiven, version: '2' })
    assert.deepEqual(
      (await duties(caseId)).map(({ state }) => state),
      ['met'],
    )
    assert.match(await read(adviser, at), /They know that it is over.*Goes elsewhere now/)
    await start()
    assert.match(await refused(`${at}/edit`, list({ basedOn: '2' })), /another list for that setting/)
    assert.match(
      await refused(`${at}/edit`, list({ basedOn: '2', setting: 'The childminder' })),
      /Write a list for the new setting/,
    )
    assert.match(await read(adviser, at), /They know that it is over/)
  })

  test('who holds a page is not forgotten: once it was given, its list is for no other setting', async () => {
    const { caseId, start, list } = await onCase()
    const at = await start()
    await done(adviser, `${at}/edit`, list({ basedOn: '1', setting: 'The playgroup' }))
    await page(at)
    await done(adviser, `${at}/given`, { ...aCopyGiven, version: '2' })
    assert.match(
      await refused(`${at}/edit`, list({ basedOn: '2', setting: 'The childminder' })),
      /End this list and write one for the new setting/,
    )
    assert.deepEqual(await duties(caseId), [])
    await done(adviser, `${at}/edit`, list({ basedOn: '2', setting: ' the PLAYGROUP', relation1: 'Aunt' }))
    assert.match(await read(adviser, at), /They hold an older page/)
  })

  test('a child who is no longer in the case: whoever holds the page is told all the same, and the duty is met', async () => {
    const { caseId, childId, start, list } = await onCase()
    const at = await start()
    await page(at)
    await done(adviser, `${at}/given`, aCopyGiven)
    await done(adviser, `/cases/${caseId}/people/${childId('Sorrel Inventado')}/leave`, { why: 'Lives elsewhere now' })
    const shown = await as(adviser).visit(at)
    const words = () => shown.links().map(({ text }) => text)
    assert.ok(words().includes('It no longer holds'))
    assert.ok(!words().includes('Change it'))
    assert.match(
      shown.text('main'),
      /no longer in this case.*Sorrel Inventado|Sorrel Inventado.*no longer in this case/,
    )
    assert.equal(shown.$('form[action$="/paper"]').length, 0)
    assert.equal((await as(adviser).visit(`${at}/edit`)).status, 404)
    assert.equal((await as(adviser).submit(`${at}/edit`, list({ basedOn: '1' }))).status, 404)
    assert.equal((await as(adviser).submit(`${at}/paper`, aPage)).status, 404)
    await done(adviser, `${at}/end`, { over: 'Goes elsewhere now' })
    assert.deepEqual(
      (await duties(caseId)).map(({ state }) => state),
      ['open'],
    )
    const told = await as(adviser).visit(at)
    assert.ok(told.links().some(({ text }) => text === 'They were told'))
    assert.equal((await as(adviser).visit(`${at}/given`)).status, 200)
    await done(adviser, `${at}/given`, { ...aCopyGiven, version: '2' })
    assert.deepEqual(
      (await duties(caseId)).map(({ state }) => state),
      ['met'],
    )
  })
})

describe('it is seen as a plan is (MODEL 13, decision 27, S-30, INV-01, INV-02)', () => {
  test('officers, witness care and their supervisors find nothing, neither list nor duty nor line, and closing names none of it', async () => {
    const { caseId, home, start, list } = await onCase()
    const front = `/cases/${caseId}`
    const pages = async () =>
      Promise.all(
        [officer, witnessCare].flatMap((who) =>
          ['', '/entries', '/duties', '/safety-plans'].map((word) => read(who, `${front}${word}`)),
        ),
      )
    const before = await pages()
    const at = await start()
    await page(at)
    await done(adviser, `${at}/given`, aCopyGiven)
    await done(adviser, `${at}/edit`, list({ basedOn: '1', relation1: 'Aunt' }))
    assert.deepEqual(await pages(), before)
    for (const who of [officer, witnessCare, boss])
      for (const address of [home, at, `${at}/given`, `${home}/new`])
        assert.equal((await as(who).visit(address)).status, 404, address)
    assert.equal((await as(officer).submit(`${at}/paper`, aPage)).status, 404)
    assert.doesNotMatch(await read(officer, `${front}/close`), /school or carer|newer page/)
    // Not even as one more: that there is something beside a plan is what it would tell.
    assert.doesNotMatch(await read(officer, `${front}/close`), /Something that is not shown to you/)
    const say = await as(adviser).submit(`${front}/close/say`, { outcome: 'may close', words: 'She moved away' })
    assert.match(say.text(), /Somebody outside holds a page that is out of date/)
  })

  test('an adviser who works with the person reported sees none of it', async () => {
    const { caseId, perpetratorId, home, start } = await onCase()
    const at = await start()
    const contact = { caseId, personId: perpetratorId, practitionerId: colleague.id, recordedBy: adviser.id }
    await everything
      .insertInto('reportedContact')
      .values({ ...contact, recordedAt: services.now() })
      .execute()
    for (const address of [home, at]) assert.equal((await as(colleague).visit(address)).status, 404)
  })

  test('every word is sealed, and erased with the agency that wrote it (S8, INV-52)', async () => {
    const { caseId, start } = await onCase()
    const at = await start({ name1: 'quagmirewort', question: 'brindlethrift', setting: 'osierbeck' })
    await page(at)
    await done(adviser, `${at}/given`, { ...aCopyGiven, to: 'teaselmarsh' })
    for (const name of ['vault.plan_record', 'vault.plan_copy', 'entry', 'duty', 'audit', 'draft']) {
      const found = await sql<{ rows: number }>`select count(*)::int as rows from ${sql.raw(name)} t
        where t::text ~ 'quagmirewort|brindlethrift|osierbeck|teaselmarsh'`.execute(everything)
      assert.equal(found.rows[0]?.rows, 0, name)
    }
    const holds = async () =>
      (
        await sql<{
          it: boolean
        }>`select private.holds_of_kind(${adviser.agencyId}, ${caseId}, 'safety plans') as it`.execute(everything)
      ).rows[0]?.it
    const childOf = everything.selectFrom('vault.planRecord').select('personId').where('caseId', '=', caseId)
    const { personId } = await childOf.executeTakeFirstOrThrow()
    assert.equal(await holds(), true)
    await sql`select private.erase(${adviser.agencyId}, ${caseId}, 'safety plans')`.execute(everything)
    for (const name of ['vault.plan_record', 'vault.plan_copy']) {
      const left = await sql<{
        rows: number
      }>`select count(*)::int as rows from ${sql.raw(name)} where case_id = ${caseId}`.execute(everything)
      assert.equal(left.rows[0]?.rows, 0, name)
    }
    assert.equal(await holds(), false)
    const keys = everything.selectFrom('vault.personKey').select('personId').where('personId', '=', personId)
    assert.deepEqual(await keys.execute(), [], 'nothing needs the key of the child any more')
  })
})

test('names are found by their parts, and a part that the child shares is no other child', () => {
  const child = { name: 'Sorrel Inventado', called: null }
  const others = [{ name: 'May Inventado', called: 'Maisie' }]
  assert.equal(namesOneOf('Fetches May too', others, child), true)
  assert.equal(namesOneOf('They may come', others, child), false)
  assert.equal(namesOneOf('with maisie', others, child), true)
  assert.equal(namesOneOf('Mr Inventado', others, child), false)
  assert.equal(mayBe('Robin', [{ name: 'Robin Inventado', called: null }]), true)
  assert.equal(mayBe('Mr Robin J Inventado', [{ name: 'Robin Inventado', called: null }]), true)
  assert.equal(mayBe('Robina Heron', [{ name: 'Robin Inventado', called: null }]), false)
  assert.equal(mayBe('', [{ name: 'Robin Inventado', called: null }]), false)
})
