import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { sql } from 'kysely'
import { testApp } from '../../testing/app.ts'
import { aCase, workAs } from '../../testing/cases.ts'
import { answersTo, supportBy } from '../../testing/measures.ts'
import type { Practitioner } from '../../testing/people.ts'
import { aNewReferral } from '../referrals/fixtures.ts'
import { decidedTogether } from '../safe-contact/fixtures.ts'
import { aLetIn } from '../sharing/fixtures.ts'
import { isOver, kinds } from './model/kinds.ts'
import { confirmMark } from './store.ts'

// Monday 1 March 2027.
const monday = '2027-03-01T10:00:00Z'
const app = await testApp({ at: monday })
const { as, aPractitioner, everything, services, clock } = app
const boss = await aPractitioner('idva-manager')
const adviser = await aPractitioner('idva', { agencyId: boss.agencyId, supervisorId: boss.id })
const officer = await aPractitioner('investigating-officer')
const specialist = await aPractitioner('abuse-specialist')
const housing = await aPractitioner('housing-officer')
const stranger = await aPractitioner('idva')

const next = (who: Practitioner, nextOn = '8/3/2027') => ({
  ...decidedTogether,
  happenedOn: 'today',
  ownerId: who.id,
  nextOn,
})
const send = async (who: Practitioner, caseId: string, path: string, form: Record<string, string>) => {
  const done = await as(who).submit(`/cases/${caseId}/measures/${path}`, form)
  assert.equal(done.status, 303, `${path}: ${done.title()} ${done.text('.govuk-error-summary')}`)
  return done.location
}
const aSafeCase = async (people: readonly Practitioner[] = [officer, specialist], by: Practitioner = adviser) => {
  const { caseId, victimId } = await aCase(services, by)
  for (const who of people)
    assert.equal((await as(by).submit(`/cases/${caseId}/team`, aLetIn(who.id, 'Works on it'))).status, 303)
  return { caseId, victimId }
}
const begin = async (
  { caseId, victimId }: { caseId: string; victimId: string },
  kind: string,
  { by = adviser, more = {} }: { by?: Practitioner; more?: Record<string, string> } = {},
) =>
  (
    await send(by, caseId, `new/${kind}`, {
      ...{ personId: victimId, ...next(by), ...answersTo[`${kind}/begin`], ...more },
    })
  )
    .split('/')
    .at(-1) ?? ''
const step = (
  caseId: string,
  id: string,
  kind: string,
  code: string,
  by = adviser,
  more: Record<string, string> = {},
) => send(by, caseId, `${id}/steps/${code}`, { ...next(by), ...answersTo[`${kind}/${code}`], ...more })
const tries = (
  caseId: string,
  id: string,
  kind: string,
  code: string,
  by = adviser,
  more: Record<string, string> = {},
) =>
  as(by).submit(`/cases/${caseId}/measures/${id}/steps/${code}`, {
    ...next(by),
    ...answersTo[`${kind}/${code}`],
    ...more,
  })
const page = (caseId: string, id: string, by = adviser) => as(by).visit(`/cases/${caseId}/measures/${id}`)
const duties = async (caseId: string) =>
  (
    await everything
      .selectFrom('duty as d')
      .innerJoin('practitioner as p', 'p.id', 'd.ownerId')
      .select(['d.state', 'p.name', 'd.safetyDueAt'])
      .where('d.caseId', '=', caseId)
      .where('d.code', '=', 'MEASURE')
      .orderBy('d.raisedAt')
      .orderBy('d.safetyDueAt')
      .execute()
  ).map(({ state, name, safetyDueAt }) => `${state} ${name} ${safetyDueAt?.toISOString().slice(0, 16)}`)
const rowOf = (id: string) =>
  everything.selectFrom('measure').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

describe('the machines (MODEL 5.9 to 5.11)', () => {
  test('the database and the program hold the same ways', async () => {
    const { rows } = await sql<Record<string, unknown>>`select * from private.measure_way`.execute(everything)
    const stored = rows.map((row) => JSON.stringify(row)).sort()
    const ours = kinds.flatMap(({ code: kind, ...rest }) =>
      rest.steps.flatMap(({ code, from, to, notBy = [], needsPartners = false, asksPartners = null, ...more }) =>
        (from.length > 0 ? from : ['']).map((fromState) =>
          JSON.stringify({
            ...{ kind, step: code, fromState, toState: to || fromState },
            ...{ isEnd: isOver({ code: kind, ...rest }, to || fromState), notBy, needsPartners, asksPartners },
            ...{ needsStep: more.needsStep?.code ?? null, whenMarked: more.whenMarked ?? null },
          }),
        ),
      ),
    )
    assert.deepEqual(stored, ours.sort())
  })

  for (const kind of kinds)
    test(`${kind.name}: each state can be reached and left, each question has its words, the way begins at its beginning`, () => {
      const reached = new Set(kind.steps.filter(({ from }) => from.length === 0).map(({ to }) => to))
      for (let before = -1; before !== reached.size; ) {
        before = reached.size
        for (const { from, to } of kind.steps)
          if (to !== '' && from.some((state) => reached.has(state))) reached.add(to)
      }
      assert.deepEqual([...reached].sort(), Object.keys(kind.states).sort())
      for (const state of Object.keys(kind.states))
        assert.equal(
          kind.steps.some(({ from }) => from.includes(state)),
          !isOver(kind, state),
          state,
        )
      const codes = kind.steps.flatMap(({ code, from }) => from.map((state) => `${code} ${state}`))
      assert.equal(new Set(codes).size, codes.length)
      assert.ok(kind.path.every((state) => reached.has(state)))
      assert.equal(kind.path[0], kind.steps.find(({ from }) => from.length === 0)?.to)
    })
})

describe('home security, item by item (HS-03)', () => {
  test('asked for, approved with cost and funder, fitted, checked; each step is somebody’s by a day', async () => {
    const at = await aSafeCase()
    const id = await begin(at, 'security', { more: { ownerId: officer.id } })
    assert.deepEqual(await duties(at.caseId), [`open ${officer.name} 2027-03-08T23:59`])
    await step(at.caseId, id, 'security', 'approve', officer)
    await step(at.caseId, id, 'security', 'fit', adviser, { nextOn: '15/3/2027' })
    await step(at.caseId, id, 'security', 'check', adviser, { nextOn: '1/6/2027' })
    assert.deepEqual(await duties(at.caseId), [
      `met ${officer.name} 2027-03-08T23:59`,
      `met ${officer.name} 2027-03-08T23:59`,
      `met ${adviser.name} 2027-03-15T23:59`,
      // British Summer Time has begun: the day ends an hour earlier by the sun.
      `open ${adviser.name} 2027-06-01T22:59`,
    ])
    const shown = (await page(at.caseId, id)).text()
    for (const word of ['Door viewer', '£45.50', 'The council', 'A locksmith', 'Checked'])
      assert.match(shown, new RegExp(word))
    await step(at.caseId, id, 'security', 'remove', adviser, { why: 'She moved' })
    assert.ok((await duties(at.caseId)).every((line) => line.startsWith('met')))
    assert.ok((await rowOf(id)).isOver)
    assert.match((await as(adviser).visit(`/cases/${at.caseId}/entries`)).text(), /Home security: Taken away/)
  })

  test('a step of one measure answers its own duty and no other’s', async () => {
    const at = await aSafeCase()
    const lock = await begin(at, 'security')
    const light = await begin(at, 'security', {
      more: { item: 'Outside lighting', ownerId: officer.id, nextOn: '9/3/2027' },
    })
    await step(at.caseId, lock, 'security', 'approve', adviser, { nextOn: '10/3/2027' })
    const stands = async () => (await duties(at.caseId)).toSorted()
    assert.deepEqual(await stands(), [
      `met ${adviser.name} 2027-03-08T23:59`,
      `open ${adviser.name} 2027-03-10T23:59`,
      `open ${officer.name} 2027-03-09T23:59`,
    ])
    await step(at.caseId, light, 'security', 'refuse', adviser, { why: 'The landlord refuses', instead: 'A lamp' })
    assert.ok(
      (await stands()).includes(`open ${adviser.name} 2027-03-10T23:59`),
      'the end of one is not the end of the other',
    )
    assert.ok((await stands()).includes(`met ${officer.name} 2027-03-09T23:59`))
  })

  test('the duty of a measure leads to that measure', async () => {
    const at = await aSafeCase()
    const lock = await begin(at, 'security')
    const light = await begin(at, 'security', {
      more: { item: 'Outside lighting', ownerId: officer.id, nextOn: '9/3/2027' },
    })
    await step(at.caseId, lock, 'security', 'approve', adviser, { nextOn: '10/3/2027' })
    for (const [owner, measure] of [
      [adviser, lock],
      [officer, light],
    ] as const) {
      const duty = await everything
        .selectFrom('duty')
        .select('id')
        .where('caseId', '=', at.caseId)
        .where('ownerId', '=', owner.id)
        .where('state', '=', 'open')
        .where('code', '=', 'MEASURE')
        .executeTakeFirstOrThrow()
      const links = (await as(owner).visit(`/cases/${at.caseId}/duties/${duty.id}`)).links()
      const to = links.find(({ text }) => text === 'Open the measure')?.href
      assert.equal(to, `/cases/${at.caseId}/measures/${measure}`)
    }
  })

  test('a lock that was approved and never fitted turns late, with its owner’s name on it', async () => {
    const at = await aSafeCase()
    const id = await begin(at, 'security')
    await step(at.caseId, id, 'security', 'approve')
    clock.set('2027-03-09T09:00:00Z')
    const list = (await as(adviser).visit(`/cases/${at.caseId}/measures`)).text()
    clock.set(monday)
    assert.match(list, /Door viewer.*Approved, late/)
    assert.match(list, new RegExp(adviser.name))
  })

  test('what is wrong is said, and what was typed is kept', async () => {
    const at = await aSafeCase()
    const id = await begin(at, 'security')
    const wrong = await tries(at.caseId, id, 'security', 'approve', adviser, {
      cost: 'about forty',
      nextOn: '1/2/2027',
      ownerId: '',
    })
    assert.equal(wrong.status, 422)
    assert.deepEqual(
      wrong.errors().map(({ href }) => href),
      ['#cost', '#ownerId', '#nextOn'],
    )
    assert.equal(wrong.value('cost'), 'about forty')
    for (const { href } of wrong.errors()) assert.equal(wrong.$(href ?? '').length, 1, href)
  })

  test('two who take the same step: the second is told, and nothing is taken twice', async () => {
    const at = await aSafeCase()
    const id = await begin(at, 'security')
    await step(at.caseId, id, 'security', 'approve', officer)
    const late = await tries(at.caseId, id, 'security', 'approve')
    assert.equal(late.status, 422)
    assert.match(late.text(), /it is “Approved” now/)
    assert.equal((await rowOf(id)).version, 2)
  })
})

describe('two people at one measure', () => {
  test('a step that leaves it where it was is not taken on what somebody no longer sees', async () => {
    const at = await aSafeCase()
    const id = await begin(at, 'tag')
    await step(at.caseId, id, 'tag', 'choose')
    await step(at.caseId, id, 'tag', 'fit')
    const opened = String((await as(adviser).visit(`/cases/${at.caseId}/measures/${id}/steps/change`)).value('basedOn'))
    await step(at.caseId, id, 'tag', 'change', officer, { alerts: 'no' })
    const stale = await tries(at.caseId, id, 'tag', 'change', adviser, { alerts: 'yes', basedOn: opened })
    assert.equal(stale.status, 422)
    assert.match(stale.errors()[0]?.text ?? '', /colleague took a step while you wrote/)
    assert.equal(stale.$('input[name=alerts][value=yes]').attr('checked'), 'checked', 'what was chosen is kept')
    const again = { alerts: 'yes', basedOn: String(stale.value('basedOn')) }
    assert.equal((await tries(at.caseId, id, 'tag', 'change', adviser, again)).status, 303)
  })

  test('a long life of one has pages', async () => {
    const at = await aSafeCase()
    const id = await begin(at, 'tag')
    await step(at.caseId, id, 'tag', 'choose')
    await step(at.caseId, id, 'tag', 'fit')
    for (let number = 0; number < 25; number++) await step(at.caseId, id, 'tag', 'alert')
    const shown = await page(at.caseId, id)
    assert.match(shown.text(), /28 steps, the latest first/)
    assert.ok(shown.links().some(({ href }) => href.endsWith(`${id}?page=2`)))
    assert.match((await as(adviser).visit(`/cases/${at.caseId}/measures/${id}?page=2`)).text(), /By what power/)
  })
})

describe('a cocoon watch (HS-08 to HS-14, INV-16, INV-17; S-19)', () => {
  test('S-19: two neighbours are checked, a cousin of his is not told, she consents, and withdraws on a Saturday', async () => {
    const at = await aSafeCase()
    const id = await begin(at, 'named-watch')
    // Nobody consents to what nobody was checked for, and no watch begins without consent.
    assert.equal((await tries(at.caseId, id, 'named-watch', 'consent')).status, 422)
    assert.equal((await tries(at.caseId, id, 'named-watch', 'start')).status, 422)
    await step(at.caseId, id, 'named-watch', 'member')
    await step(at.caseId, id, 'named-watch', 'member', adviser, { member: 'Clover Inventada' })
    for (const [question, answer] of [
      ['linked', 'yes'],
      ['linked', 'not sure'],
      ['part', 'not sure'],
      ['reveals', 'yes'],
    ] as const) {
      const cousin = await tries(at.caseId, id, 'named-watch', 'member', adviser, {
        member: 'Rowan Inventado',
        [question]: answer,
      })
      assert.equal(cousin.status, 422, `${question}: ${answer}`)
      assert.match(cousin.errors()[0]?.text ?? '', /cannot be told/)
    }
    await step(at.caseId, id, 'named-watch', 'further-blocked', adviser, {
      ...{ member: 'Rowan Inventado', stopped: 'linked' },
    })
    assert.equal((await tries(at.caseId, id, 'named-watch', 'start')).status, 422, 'checked is not consented')
    const half = await tries(at.caseId, id, 'named-watch', 'consent', adviser, { themselves: '' })
    assert.match(half.errors()[0]?.text ?? '', /Nobody else can consent/)
    await step(at.caseId, id, 'named-watch', 'consent')
    await step(at.caseId, id, 'named-watch', 'start')
    const on = await page(at.caseId, id)
    assert.match(on.text(), /2 people were checked/)

    // Saturday 6 March 2027.
    clock.set('2027-03-06T15:00:00Z')
    const form = await as(adviser).visit(`/cases/${at.caseId}/measures/${id}/steps/withdraw`)
    assert.doesNotMatch(form.text('main'), /reason why|Enter why/)
    await step(at.caseId, id, 'named-watch', 'withdraw', adviser, { nextOn: '6/3/2027' })
    assert.equal((await rowOf(id)).state, 'withdrawn', 'it ends at once')
    await step(at.caseId, id, 'named-watch', 'told')
    clock.set(monday)
    const over = (await page(at.caseId, id)).text()
    for (const name of ['Heather Inventada', 'Clover Inventada', 'Rowan Inventado'])
      assert.doesNotMatch(over, new RegExp(name), 'the names of neighbours are withdrawn')
    assert.match(over, /not shown any more/)
  })

  test('what the database holds of a watch is sealed: no name of a neighbour in any column (MODEL 5, vault)', async () => {
    const at = await aSafeCase()
    const id = await begin(at, 'named-watch')
    await step(at.caseId, id, 'named-watch', 'member', adviser, { member: 'Bryony Inventada' })
    const { rows } = await sql<{ found: string }>`
      select 'measure' as found from measure m where m::text like '%Bryony%' union all select 'step' from vault.measure_step s where s::text like '%Bryony%'
      or encode(s.content, 'escape') like '%Bryony%' union all select 'entry' from entry e where e::text like '%Bryony%'`.execute(
      everything,
    )
    assert.deepEqual(rows, [])
  })

  test('a leaflet names nobody, no street and no number, and somebody else checks it (HS-10)', async () => {
    const at = await aSafeCase()
    const { name } = await everything
      .selectFrom('person')
      .select('name')
      .where('id', '=', at.victimId)
      .executeTakeFirstOrThrow()
    const first = name.split(' ')[0] ?? ''
    const leaflet = (words: string) =>
      as(adviser).submit(`/cases/${at.caseId}/measures/new/unnamed-watch`, {
        ...{ personId: at.victimId, ...next(adviser), leaflet: words, homes: '500 or more' },
      })
    for (const [words, why] of [
      [`Help ${first} if you can`, /name of somebody in this case/],
      ['It happens in Elm Road too', /names a street/],
      ['Somebody at 12 Elm Road', /an address/],
      ['Ring 07700 900123', /telephone number/],
      ['Near SO23 8UJ', /a postcode/],
    ] as const) {
      const answer = await leaflet(words)
      assert.equal(answer.status, 422, words)
      assert.match(answer.errors()[0]?.text ?? '', why)
    }
    const id = (await leaflet('Abuse happens here too. If you hear it, dial 999.')).location.split('/').at(-1) ?? ''
    const checked = { wide: 'yes', picture: 'no', recipients: 'no' }
    const same = await tries(at.caseId, id, 'unnamed-watch', 'check', adviser, checked)
    assert.match(same.errors()[0]?.text ?? '', /somebody else than you/)
    const narrow = await tries(at.caseId, id, 'unnamed-watch', 'check', officer, { ...checked, wide: 'no' })
    assert.match(narrow.errors()[0]?.text ?? '', /wider area/)
    await step(at.caseId, id, 'unnamed-watch', 'check', officer, checked)
  })
})

describe('a sanctuary (SA-01 to SA-13, INV-61; S-26)', () => {
  const approved = async (at: { caseId: string; victimId: string }, support: string) => {
    const id = await begin(at, 'sanctuary')
    await step(at.caseId, id, 'sanctuary', 'test')
    await step(at.caseId, id, 'sanctuary', 'sign', officer)
    await step(at.caseId, id, 'sanctuary', 'second-sign', specialist)
    await step(at.caseId, id, 'sanctuary', 'consult')
    await step(at.caseId, id, 'sanctuary', 'approve', adviser, { support })
    return id
  }
  test('S-26: while he may sleep there it is no sanctuary; later it is fitted, marked, and the mark taken off when she moves', async () => {
    const at = await aSafeCase()
    const first = await begin(at, 'sanctuary')
    for (const lives of ['yes', 'not sure']) {
      const refused = await tries(at.caseId, first, 'sanctuary', 'test', adviser, { lives })
      assert.match(refused.errors()[0]?.text ?? '', /cannot be a sanctuary/)
    }
    await step(at.caseId, first, 'sanctuary', 'refuse', adviser, {
      why: 'He sleeps there',
      instead: 'Occupation order, refuge, a move by the landlord',
    })
    assert.match((await page(at.caseId, first)).text(), /Occupation order, refuge/)

    const id = await begin(at, 'sanctuary')
    await step(at.caseId, id, 'sanctuary', 'test')
    // Nothing is installed before both opinions.
    for (const code of ['fit', 'approve', 'install'])
      assert.equal((await tries(at.caseId, id, 'sanctuary', code)).status, 422, code)
    await step(at.caseId, id, 'sanctuary', 'sign', officer)
    const same = await tries(at.caseId, id, 'sanctuary', 'second-sign', officer)
    assert.match(same.errors()[0]?.text ?? '', /somebody else than you/, 'two opinions are two people’s')
    await step(at.caseId, id, 'sanctuary', 'second-sign', specialist)
    await step(at.caseId, id, 'sanctuary', 'consult')
    const alone = await tries(at.caseId, id, 'sanctuary', 'approve', adviser, { support: 'Nobody' })
    assert.match(alone.errors()[0]?.text ?? '', /there must be some/)
    await step(at.caseId, id, 'sanctuary', 'approve', adviser, {
      support: await supportBy(everything, adviser),
    })
    await step(at.caseId, id, 'sanctuary', 'fit')
    assert.match((await tries(at.caseId, id, 'sanctuary', 'inspect')).errors()[0]?.text ?? '', /somebody else/)
    await step(at.caseId, id, 'sanctuary', 'inspect', officer)
    await step(at.caseId, id, 'sanctuary', 'mark')
    assert.match((await page(at.caseId, id)).text(), /Acknowledged by 0 of 5/)
    const { id: mark } = await everything
      .selectFrom('measureMark')
      .select('id')
      .where('measureId', '=', id)
      .limit(1)
      .executeTakeFirstOrThrow()
    const before = await as(adviser).submit(`/cases/${at.caseId}/measures/${id}/marks/${mark}`, {
      said: 'done',
      confirmedOn: '28/2/2027',
      how: 'Rang',
    })
    assert.match(before.errors()[0]?.text ?? '', /asked after that day/)
    assert.equal(before.value('how'), 'Rang')
    // Nobody signs for somebody else, and what was confirmed stays, whatever the program does.
    const inName = (who: Practitioner, how: string) =>
      workAs(services, adviser, ({ tx, now }) =>
        confirmMark(tx, at.caseId, mark, {
          confirmedOn: '2027-03-01',
          confirmedHow: how,
          neverSet: false,
          confirmedBy: who.id,
          confirmedAt: now,
        }),
      )
    await assert.rejects(inName(officer, 'In writing'), /says so themselves/)
    const confirm = async (by = adviser) => {
      const links = (await page(at.caseId, id, by)).links().filter(({ href }) => href.includes('/marks/'))
      const [one] = links
      assert.ok(one)
      assert.equal(
        (await as(by).submit(one.href, { said: 'done', confirmedOn: 'today', how: 'By telephone, desk 4' })).status,
        303,
      )
      return links.length - 1
    }
    for (const left of [4, 3, 2, 1]) assert.equal(await confirm(), left)
    const early = await page(at.caseId, id)
    assert.match(early.text(), /Acknowledged by 4 of 5/)
    assert.match((await tries(at.caseId, id, 'sanctuary', 'install')).errors()[0]?.text ?? '', /4 of 5 partners/)
    await confirm()
    await step(at.caseId, id, 'sanctuary', 'install', adviser, { nextOn: '30/8/2027' })

    // She moves: taking the mark off is a task, and stands in each partner until it is confirmed.
    await step(at.caseId, id, 'sanctuary', 'leave')
    assert.match((await page(at.caseId, id)).text(), /Taken off by 0 of 5/)
    assert.equal((await tries(at.caseId, id, 'sanctuary', 'close')).status, 422)
    for (const _ of [1, 2, 3, 4, 5]) await confirm(officer)
    await step(at.caseId, id, 'sanctuary', 'close')
    assert.ok((await rowOf(id)).isOver)
  })

  test('INV-61: a mark does not outlive its day in silence: it turns late, and renewing asks every partner again', async () => {
    const at = await aSafeCase()
    const id = await approved(at, await supportBy(everything, adviser))
    await step(at.caseId, id, 'sanctuary', 'fit')
    await step(at.caseId, id, 'sanctuary', 'inspect', officer)
    await step(at.caseId, id, 'sanctuary', 'mark', adviser, {
      asked: 'Police control room\n\n police  control ROOM \nFire control',
    })
    const marks = () =>
      everything.selectFrom('measureMark').selectAll().where('measureId', '=', id).orderBy('round').execute()
    assert.equal((await marks()).length, 2, 'typed twice, asked once')
    for (const { id: mark } of await marks())
      await send(adviser, at.caseId, `${id}/marks/${mark}`, { said: 'done', confirmedOn: 'today', how: 'In writing' })
    await step(at.caseId, id, 'sanctuary', 'install', adviser, { nextOn: '10/3/2027' })
    clock.set('2027-03-11T09:00:00Z')
    assert.match((await as(adviser).visit(`/cases/${at.caseId}/measures`)).text(), /In place, late/)
    await step(at.caseId, id, 'sanctuary', 'renew', adviser, { nextOn: '18/3/2027' })
    clock.set(monday)
    assert.deepEqual(
      (await marks()).map(({ round, asks, confirmedOn }) => [round, asks, confirmedOn !== null]),
      [
        [1, 'set', true],
        [1, 'set', true],
        [2, 'set', false],
        [2, 'set', false],
      ],
    )
  })

  test('SA-03: a referral that is under way is support, one that only waits is none', async () => {
    const at = await aSafeCase([specialist, adviser], officer)
    const form = aNewReferral({ personId: at.victimId, toAgencyId: housing.agencyId })
    const sent = await as(officer).submit(`/cases/${at.caseId}/referrals/new`, form)
    const accept = `/referrals/${sent.location.split('/').at(-1)}/accept`
    const id = await begin(at, 'sanctuary', { by: officer })
    await step(at.caseId, id, 'sanctuary', 'test', officer)
    await step(at.caseId, id, 'sanctuary', 'sign', officer)
    await step(at.caseId, id, 'sanctuary', 'second-sign', specialist)
    await step(at.caseId, id, 'sanctuary', 'consult', officer)
    const approve = `/cases/${at.caseId}/measures/${id}/steps/approve`
    assert.doesNotMatch((await as(officer).visit(approve)).text(), /Referral under way/)
    const version = String((await as(housing).visit(accept)).value('version'))
    assert.equal((await as(housing).submit(accept, { version, workerId: housing.id, place: 'now' })).status, 303)
    assert.match((await as(officer).visit(approve)).text(), /Referral under way/)
  })
})

describe('devices (TD-01 to TD-07, TD-15)', () => {
  const kindOf = async (name: string) =>
    (await everything.selectFrom('deviceKind').select('id').where('name', '=', name).executeTakeFirstOrThrow()).id

  test('given out with training and its link, tested within its days, lost, replaced, returned', async () => {
    const at = await aSafeCase()
    const device = await kindOf('Personal alarm telephone')
    const id = await begin(at, 'device', { more: { device } })
    for (const missing of ['linked', 'trained', 'alerts', 'location', 'serial', 'route'])
      assert.equal((await tries(at.caseId, id, 'device', 'issue', adviser, { [missing]: '' })).status, 422, missing)
    await step(at.caseId, id, 'device', 'issue')
    const tooLate = await tries(at.caseId, id, 'device', 'test', adviser, { nextOn: '2/4/2027' })
    assert.match(tooLate.errors()[0]?.text ?? '', /within 31 days/)
    // Written down ten days late: the next is counted from the test itself.
    const late = await tries(at.caseId, id, 'device', 'test', adviser, { happenedOn: '19/2/2027', nextOn: '31/3/2027' })
    assert.match(late.errors()[0]?.text ?? '', /within 31 days of that one/)
    // After 31 days it is today or never.
    const long = await tries(at.caseId, id, 'device', 'test', adviser, { happenedOn: '4/1/2027', nextOn: '2/3/2027' })
    assert.match(long.errors()[0]?.text ?? '', /where they are over, today/)
    await step(at.caseId, id, 'device', 'test', adviser, { nextOn: '1/4/2027' })
    await step(at.caseId, id, 'device', 'lose', adviser, { nextOn: 'tomorrow' })
    assert.match((await page(at.caseId, id)).text(), /number to be shut/)
    await step(at.caseId, id, 'device', 'shut')
    await step(at.caseId, id, 'device', 'issue', adviser, { serial: 'A-18' })
    await step(at.caseId, id, 'device', 'test', adviser, { nextOn: '1/4/2027' })
    await step(at.caseId, id, 'device', 'return', adviser, { why: 'Has a new telephone' })
    assert.ok((await rowOf(id)).isOver)
  })

  test('TD-15: a manager adds a kind of device, gives it out, and retires it', async () => {
    const doorbell = {
      ...{
        name: 'Video doorbell',
        purpose: 'Shows who is there',
        route: 'Monitoring service',
        consent: 'They agree to being filmed',
      },
      ...{ testDays: '60', reason: 'The board agreed' },
    }
    assert.equal((await as(adviser).visit('/measures/device-kinds/new')).status, 404)
    assert.match(
      (await as(boss).submit('/measures/device-kinds/new', { ...doorbell, testDays: '0' })).errors()[0]?.text ?? '',
      /1 to 366/,
    )
    assert.equal((await as(boss).submit('/measures/device-kinds/new', doorbell)).status, 303)
    assert.match(
      (await as(boss).submit('/measures/device-kinds/new', { ...doorbell, name: 'video DOORBELL' })).errors()[0]
        ?.text ?? '',
      /one of this name/,
    )
    const at = await aSafeCase()
    const device = await kindOf('Video doorbell')
    const id = await begin(at, 'device', { more: { device } })
    assert.match((await page(at.caseId, id)).text(), /Video doorbell/)
    assert.equal((await as(boss).submit(`/measures/device-kinds/${device}/retire`)).status, 303)
    assert.doesNotMatch((await as(adviser).visit(`/cases/${at.caseId}/measures/new/device`)).text(), /Video doorbell/)
    assert.match((await page(at.caseId, id)).text(), /Video doorbell/, 'what was given out stays')
  })
})

describe('a check of telephones, cars and accounts (TD-10 to TD-13; S-09)', () => {
  test('S-09: only where it is safe to look, nothing without their decision, and again when they have moved', async () => {
    const at = await aSafeCase()
    const next = { devices: 'Her telephone, the car', safe: 'no' }
    const unsafe = await as(adviser).submit(`/cases/${at.caseId}/measures/new/device-check`, {
      ...{
        personId: at.victimId,
        ...decidedTogether,
        happenedOn: 'today',
        ownerId: adviser.id,
        nextOn: '8/3/2027',
        ...next,
      },
    })
    assert.match(unsafe.errors()[0]?.text ?? '', /Find such a place first/)
    const id = await begin(at, 'device-check', { more: { ...next, safe: 'yes' } })
    assert.equal((await tries(at.caseId, id, 'device-check', 'decide')).status, 422, 'nothing was found yet')
    const found = { found: 'The car shares its place', signs: 'A history that is empty' }
    await step(at.caseId, id, 'device-check', 'look', adviser, found)
    const notTheirs = await tries(at.caseId, id, 'device-check', 'decide', adviser, { decision: 'Wipe it' })
    assert.match(notTheirs.errors()[0]?.text ?? '', /they did not decide/)
    await step(at.caseId, id, 'device-check', 'decide', adviser, { decision: 'On the day she leaves', theirs: 'yes' })
    await step(at.caseId, id, 'device-check', 'again', adviser, found)
    assert.match((await page(at.caseId, id)).text(), /Ask what they decide about each thing/)
  })
})

describe('a proximity tag (TD-06, INV-07, INV-18; S-37)', () => {
  test('S-37: her choice is written down at each change, false alerts are counted, and no place is kept', async () => {
    const at = await aSafeCase()
    const id = await begin(at, 'tag')
    assert.equal((await tries(at.caseId, id, 'tag', 'fit')).status, 422, 'not before she chose')
    await step(at.caseId, id, 'tag', 'choose')
    const blind = await tries(at.caseId, id, 'tag', 'fit', adviser, { control: '' })
    assert.match(blind.errors()[0]?.text ?? '', /control room is alerted whatever they chose/)
    await step(at.caseId, id, 'tag', 'fit')
    await step(at.caseId, id, 'tag', 'change')
    await step(at.caseId, id, 'tag', 'alert')
    await step(at.caseId, id, 'tag', 'alert', adviser, { was: 'real' })
    const shown = (await page(at.caseId, id)).text()
    assert.match(shown, /False alerts 1 of 2 alerts/)
    assert.match(shown, /At work, Monday to Friday/)
    for (const where of ['Near 4 Elm Road', 'At SO23 8UJ']) {
      const placed = await tries(at.caseId, id, 'tag', 'alert', adviser, { done: where })
      assert.match(placed.errors()[0]?.text ?? '', /take it out/, where)
    }
  })
})

describe('who sees measures', () => {
  test('nobody who is not on the case, and nobody who works with the person reported, whatever their role (INV-01)', async () => {
    const at = await aSafeCase([officer, specialist])
    const id = await begin(at, 'security')
    const { personId } = await everything
      .selectFrom('party')
      .select('personId')
      .where('caseId', '=', at.caseId)
      .where('role', '=', 'perpetrator')
      .executeTakeFirstOrThrow()
    assert.equal((await as(officer).visit(`/cases/${at.caseId}/measures`)).status, 200)
    const made = await as(adviser).submit(`/cases/${at.caseId}/people/${personId}/worker`, {
      where: 'here',
      practitionerId: officer.id,
    })
    if (made.status !== 303) assert.fail(made.text('.govuk-error-summary'))
    for (const who of [officer, stranger]) {
      assert.equal((await as(who).visit(`/cases/${at.caseId}/measures`)).status, 404)
      assert.equal((await page(at.caseId, id, who)).status, 404)
    }
  })

  test('a housing officer who sees a part is shown the measure that is theirs to do, and no other', async () => {
    const at = await aSafeCase([housing])
    const theirs = await begin(at, 'security', { more: { ownerId: housing.id } })
    const other = await begin(at, 'fire', { more: { reason: 'Threats', urgency: 'Today', threat: 'yes' } })
    assert.equal((await page(at.caseId, theirs, housing)).status, 200)
    assert.equal((await page(at.caseId, other, housing)).status, 404)
    await step(at.caseId, theirs, 'security', 'approve', housing)
  })
})
