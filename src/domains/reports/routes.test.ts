import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, test } from 'node:test'
import { parse } from 'csv-parse/sync'
import pg from 'pg'
import { addWorkingDays, englandAndWales } from '../../rules/calendar.ts'
import { londonDay } from '../../rules/days.ts'
import { atExactly, record } from '../../rules/record.ts'
import { testApp } from '../../testing/app.ts'
import { aCase, workAs } from '../../testing/cases.ts'
import type { Practitioner } from '../../testing/people.ts'
import { permissionsOf, roles } from '../staff/index.ts'
import { reportNames } from './model/list.ts'

// Figures of the third quarter of 2026, looked at in November: it is over, so the whole partnership may be counted.
const app = await testApp({ at: '2026-08-03T09:00:00Z' })
const { services, everything, as, clock, aPractitioner, database } = app
const supervisor = await aPractitioner('police-supervisor')
const officer = await aPractitioner('investigating-officer', { supervisorId: supervisor.id })
const elsewhere = await aPractitioner('council-manager')
const november = '2026-11-23T10:00:00Z'
const july = 'quarter=2026-Q3'

type Table = Record<string, Record<string, string>>
/** A report's tables as a person reads them: line, then head, then what stands there. */
const read = async (who: Practitioner, address: string): Promise<Table> => {
  const page = await as(who).visit(address)
  assert.equal(page.status, 200, address)
  const { $ } = page
  const words = (element: Parameters<typeof $>[0]) => $(element).text().replace(/\s+/g, ' ').trim()
  return Object.fromEntries(
    $('.wm-figure__table')
      .get()
      .flatMap((table) => {
        const heads = $(table).find('thead th').get().slice(1).map(words)
        return $(table)
          .find('tbody tr')
          .get()
          .map((row) => {
            const cells = $(row).find('td').get().map(words)
            return [
              words($(row).find('th').get(0) ?? row),
              Object.fromEntries(heads.map((head, at) => [head, cells[at] ?? ''])),
            ]
          })
      }),
  )
}
const shown = (count: number): string => (count === 0 ? '0' : count < 5 ? 'under 5' : `${5 * Math.round(count / 5)}`)

describe('who may read reports', () => {
  test('supervisors and managers, and nobody else: others are told that there is nothing', async () => {
    for (const address of ['/reports', ...reportNames.map((name) => `/reports/${name}`)]) {
      assert.equal((await as(supervisor).visit(address)).status, 200, address)
      assert.equal((await as(officer).visit(address)).status, 404, address)
      assert.equal((await as(await aPractitioner('administrator')).visit(address)).status, 404, address)
    }
  })

  test('the database counts for exactly those roles that the pages are open to', async () => {
    const stopped = await aCase(services, officer)
    await enter(stopped.caseId, '2026-08-03T09:00:00Z', 'justice.case-stopped', {
      decidedBy: 'police',
      stage: 'before-charge',
    })
    for (const role of Object.keys(roles)) {
      const person = await aPractitioner(role, { agencyId: officer.agencyId })
      const rows = await asThem(person, "select * from count_report('stops', '2026-07-01', false, 5, $1, '{}', '{}')", [
        november,
      ])
      assert.equal(rows.length > 0, permissionsOf(role).has('reports:read'), role)
    }
  })

  test('the parts that know rows are closed to the app', async () => {
    for (const call of [
      'private.counted_cases(true)',
      'private.units_of_stops(now(), now(), true, now())',
      "private.hide_small('{1}', 1, false)",
    ])
      await assert.rejects(asThem(supervisor, `select ${call}`), /permission denied/)
  })

  test('each look is on the record under the name of its report, and a file as taken out', async () => {
    await as(supervisor).visit('/reports/equality')
    await as(supervisor).submit(`/reports/tellings?quarter=2026-Q3&cases=ours`)
    const rows = await everything
      .selectFrom('audit')
      .select(['kind', 'route'])
      .where('actorId', '=', supervisor.id)
      .execute()
    assert.ok(rows.some(({ kind, route }) => kind === 'consult' && route === '/reports/equality'))
    assert.ok(rows.some(({ kind, route }) => kind === 'export' && route === '/reports/tellings'))
  })

  test('an agency counts its own cases; another that works on none of them counts none', async () => {
    clock.set(november)
    const page = await as(elsewhere).visit(`/reports/stops?${july}`)
    assert.match(page.text(), /Nothing was counted: no decisions in this quarter/)
  })

  test('a quarter that is not offered, and the partnership’s own running quarter, lead nowhere', async () => {
    for (const query of ['quarter=2026-Q9', 'quarter=2019-Q1', 'quarter=2026-Q4&cases=all', 'cases=everybody'])
      assert.equal((await as(supervisor).visit(`/reports/stops?${query}`)).status, 404, query)
    for (let count = 0; count < 6; count++) {
      const { caseId } = await aCase(services, officer)
      await enter(caseId, '2026-10-06T10:00:00Z', 'justice.case-stopped', {
        decidedBy: 'police',
        stage: 'before-charge',
      })
    }
    const count = (whole: boolean) =>
      asThem(supervisor, "select total from count_report('stops', '2026-10-01', $2, 5, $1, '{}', '{}')", [
        november,
        whole,
      ])
    assert.deepEqual([await count(false), await count(true)], [[{ total: 5 }], []])
  })
})

const client = new pg.Client(database.app)
await client.connect()
test.after(() => client.end())
const asThem = async (
  person: Practitioner,
  query: string,
  values: unknown[] = [],
): Promise<Record<string, unknown>[]> => {
  await client.query('begin')
  try {
    await client.query('select bind($1)', [person.token])
    return (await client.query(query, values)).rows
  } finally {
    await client.query('rollback')
  }
}

type Type = Parameters<typeof record>[2]['type']
type Details = Parameters<typeof record>[2]['details']
const enter = (
  caseId: string,
  at: string,
  type: Type,
  details: Details,
  more: Partial<Parameters<typeof record>[2]> = {},
) => {
  clock.set(at)
  return workAs(services, officer, (work) =>
    record(services, work, {
      ...{
        caseId,
        type,
        details,
        happened: atExactly(work.now),
        knownAt: work.now,
        body: 'police',
        toldBy: null,
        what: null,
      },
      ...more,
    }),
  )
}
/** Everything that is owed under this code is told at this time, or not told by choice. */
const tell = async (
  caseId: string,
  at: string,
  code: string,
  type: 'duties.told' | 'duties.not-told-by-choice' = 'duties.told',
) => {
  const owed = await everything
    .selectFrom('duty')
    .select('key')
    .where('caseId', '=', caseId)
    .where('code', '=', code)
    .where('state', '=', 'open')
    .execute()
  return enter(caseId, at, type, { tells: owed.map(({ key }) => key) })
}

describe('stops by reason (DC-04)', () => {
  test('are counted by stage, who decided and ground, with whether the victim was told; a small ground is named and not counted', async () => {
    const stop = async (reason: string, toldAt: string | null, details: Details = {}) => {
      clock.set('2026-08-04T09:00:00Z')
      const { caseId } = await aCase(services, officer)
      await enter(caseId, '2026-08-05T10:00:00Z', 'justice.case-stopped', {
        decidedBy: 'cps',
        stage: 'after-charge',
        reason,
        ...details,
      })
      if (toldAt) await tell(caseId, toldAt, 'CPS_POST_CHARGE')
      return caseId
    }
    for (let count = 0; count < 7; count++) await stop('not enough evidence', '2026-08-06T12:00:00Z')
    await stop('not enough evidence', '2026-08-20T12:00:00Z')
    await stop('not enough evidence', null)
    for (let count = 0; count < 3; count++) await stop('out of time', '2026-08-06T12:00:00Z')
    // Set right afterwards: five had another ground, and three of seven never were.
    const corrected = async (reason: string, right: Details) => {
      clock.set('2026-08-04T09:00:00Z')
      const { caseId } = await aCase(services, officer)
      const first = { decidedBy: 'cps', stage: 'after-charge', reason } as const
      const { factId } = await enter(caseId, '2026-08-05T10:00:00Z', 'justice.case-stopped', first)
      const about = { factId, relation: 'corrects' } as const
      await enter(caseId, '2026-08-06T10:00:00Z', 'justice.case-stopped', { ...first, ...right }, { about })
    }
    for (let count = 0; count < 5; count++) await corrected('out of time', { reason: 'victim does not support it' })
    for (let count = 0; count < 7; count++)
      await corrected('not in the public interest', count < 3 ? { neverHappened: true } : {})
    // Words that somebody typed into another system are no line of a report.
    for (let count = 0; count < 5; count++) await stop(`Alder Inventado said ${count}`, '2026-08-06T12:00:00Z')
    clock.set(november)
    const table = await read(supervisor, `/reports/stops?${july}`)
    const evidence = table['Crown Prosecution Service: not enough evidence']
    assert.deepEqual(
      [
        evidence?.['Told within the law’s clock'],
        evidence?.['Told after it'],
        evidence?.['Not told, clock is over'],
        evidence?.All,
      ],
      ['5', 'under 5', 'under 5', '10'],
    )
    assert.equal(evidence?.['Half were told within'], '26 h 00')
    const asked = "select total, middle_minutes from count_report('stops', '2026-07-01', false, $2, $1, '{}', '{}')"
    for (const below of [-3, 0, 1]) {
      const rows = await asThem(supervisor, asked, [november, below])
      assert.ok(rows.some(({ total }) => total === null))
      for (const { total, middle_minutes } of rows) assert.ok(total !== null || middle_minutes === null)
    }
    const late = table['Crown Prosecution Service: out of time']
    assert.deepEqual(
      [late?.['Told within the law’s clock'], late?.All, late?.['Half were told within']],
      ['not shown', 'under 5', 'too few'],
    )
    assert.equal(table['Crown Prosecution Service: another reason']?.All, '5')
    assert.equal(table['Crown Prosecution Service: victim does not support it']?.All, '5')
    assert.equal(table['Crown Prosecution Service: not in the public interest']?.All, 'under 5')
    assert.doesNotMatch((await as(supervisor).visit(`/reports/stops?${july}`)).body, /Alder/)
  })

  test('a decision that reaches another case of the same suspect counts once; a case opened in error does not count', async () => {
    const before = await countAll()
    clock.set('2026-08-04T09:00:00Z')
    const first = await aCase(services, officer)
    const second = await aCase(services, officer)
    await everything
      .insertInto('party')
      .values({
        caseId: second.caseId,
        personId: String(first.perpetratorId),
        role: 'perpetrator',
        addedBy: officer.id,
        addedAt: new Date(),
      })
      .execute()
    for (let count = 0; count < 6; count++)
      await enter(
        first.caseId,
        `2026-09-0${count + 1}T10:00:00Z`,
        'justice.case-stopped',
        { decidedBy: 'police', stage: 'before-charge', reason: 'out of time' },
        { suspectId: String(first.perpetratorId) },
      )
    const copies = await everything
      .selectFrom('entry')
      .select('id')
      .where('caseId', '=', second.caseId)
      .where('type', '=', 'justice.case-stopped')
      .execute()
    assert.equal(copies.length, 6)
    assert.equal((await countAll()) - before, 5)
    await everything
      .updateTable('cases')
      .set({ state: 'closed', closedAs: 'recorded in error', closedAt: new Date() })
      .where('id', '=', first.caseId)
      .execute()
    assert.equal(await countAll(), before)
  })
  const countAll = async (): Promise<number> => {
    clock.set(november)
    const table = await read(supervisor, `/reports/stops?${july}`)
    return Number(table['Police: out of time']?.All ?? 0)
  }
})

test('the name of who decided to stop is on the case and never reaches the engine (DC-04)', async () => {
  clock.set('2026-08-05T10:00:00Z')
  const { caseId, perpetratorId } = await aCase(services, officer)
  const form = {
    ...{ suspect: String(perpetratorId), day: 'today', time: '10:00', body: 'police', exact: 'as written' },
    ...{ decidedBy: 'police', stage: 'before-charge', reason: 'out of time', what: 'The limit has passed.' },
  }
  const nobody = await as(officer).submit(`/cases/${caseId}/entries/new/justice.case-stopped`, form)
  assert.deepEqual(nobody.errors(), [{ text: 'Enter: decision maker', href: '#decisionMaker' }])
  const decisionMaker = 'Inspector Quillback Inventado'
  const done = await as(officer).submit(`/cases/${caseId}/entries/new/justice.case-stopped`, { ...form, decisionMaker })
  assert.equal(done.status, 303)
  assert.match((await as(officer).visit(done.location)).text(), /Decision maker Inspector Quillback Inventado/)
  assert.match(
    (await as(officer).visit(`/cases/${caseId}/justice`)).text(),
    /by Police \(Inspector Quillback Inventado\), before charge: out of time/,
  )
  const [history] = await asThem(officer, 'select history_of($1)::text as all_of_it', [caseId])
  assert.match(String(history?.all_of_it), /out of time/)
  assert.doesNotMatch(String(history?.all_of_it), /Quillback/)
})

describe('telling in time, by both clocks (VC-13)', () => {
  test('each duty that came up stands in one column, as a reading of the duties themselves finds', async () => {
    const times = ['10:20', '12:00', '16:59', '23:30']
    for (let index = 0; index < 52; index++) {
      clock.set(`2026-07-${String(6 + (index % 9)).padStart(2, '0')}T09:00:00Z`)
      const { caseId } = await aCase(services, officer)
      const day = 6 + (index % 9)
      await enter(
        caseId,
        `2026-07-${String(day).padStart(2, '0')}T09:30:00Z`,
        index % 3 === 0 ? 'justice.suspect-arrested' : 'justice.suspect-released-under-investigation',
        {},
      )
      const code = index % 3 === 0 ? 'ARREST' : 'RELEASED_UNDER_INVESTIGATION'
      if (index % 5 === 4) continue
      const toldDay = day + (index % 4 === 3 ? 4 : index % 2)
      await tell(
        caseId,
        `2026-07-${String(toldDay).padStart(2, '0')}T${times[index % 4]}:00Z`,
        code,
        index % 11 === 10 ? 'duties.not-told-by-choice' : 'duties.told',
      )
    }
    for (let index = 0; index < 6; index++) {
      clock.set('2026-07-10T09:00:00Z')
      const { caseId } = await aCase(services, officer)
      const { factId } = await enter(caseId, '2026-07-10T09:30:00Z', 'justice.suspect-arrested', {})
      const about = { factId, relation: 'corrects' } as const
      await enter(caseId, '2026-07-10T09:40:00Z', 'justice.suspect-arrested', { neverHappened: true }, { about })
    }
    clock.set(november)
    const table = await read(supervisor, `/reports/tellings?${july}`)
    for (const [code, line] of [
      ['ARREST', 'Tell the victim that the suspect was arrested'],
      ['RELEASED_UNDER_INVESTIGATION', 'Tell the victim that the suspect is out, and that no conditions protect them'],
    ] as const) {
      const expected = await oracle(code)
      assert.ok([...expected.values()].some((count) => count >= 5))
      for (const [head, count] of expected)
        assert.equal(table[line]?.[head], shown(count), `${code}: ${head} of ${[...expected]}`)
    }
  })

  /** The same, read duty by duty and not by the database's own count. */
  const oracle = async (code: string): Promise<Map<string, number>> => {
    const duties = await everything
      .selectFrom('duty as d')
      .leftJoin('entry as m', 'm.id', 'd.metById')
      .select(['d.state', 'd.outcome', 'd.safetyDueAt', 'd.statutoryDueAt', 'm.happenedFrom as toldAt', 'd.raisedAt'])
      .where('d.code', '=', code)
      .where('d.state', '!=', 'superseded')
      .execute()
    const heads = {
      both: 'Told within both clocks',
      safety: 'Told after safety’s, within the law’s',
      law: 'Told after the law’s',
      open: 'Not told, the law’s is over',
      closed: 'Own choice, or could not be told',
    }
    const counts = new Map(Object.values(heads).map((head) => [head, 0]))
    for (const { state, outcome, safetyDueAt, statutoryDueAt, toldAt, raisedAt } of duties) {
      if (raisedAt < new Date('2026-06-30T23:00:00Z') || raisedAt >= new Date('2026-09-30T23:00:00Z')) continue
      const head =
        state === 'open'
          ? heads.open
          : outcome !== 'told'
            ? heads.closed
            : Number(toldAt) > Number(statutoryDueAt ?? Infinity)
              ? heads.law
              : Number(toldAt) > Number(safetyDueAt ?? Infinity)
                ? heads.safety
                : heads.both
      counts.set(head, (counts.get(head) ?? 0) + 1)
    }
    return counts
  }
})

describe('the court’s latency (BL-05)', () => {
  test('is counted in working days as the one calendar counts them, over weekends, holidays and the change of clocks', async () => {
    clock.set('2026-01-05T09:00:00Z')
    const { caseId } = await aCase(services, officer)
    const starter = await enter(caseId, '2026-01-05T09:00:00Z', 'justice.charged', {})
    const expected = {
      'Received the same day': 0,
      'By the end of the next working day': 0,
      'Over one working day': 0,
      'No receipt entered': 0,
    }
    let position = 1000
    for (let index = 0; index <= 160; index++) {
      // Around Easter 2026 (3 and 6 April), the early May holiday, and 29 March, each hour of the day.
      const hours = index === 160 ? 70 * 24 : index * 6.3
      const decidedAt = new Date(Date.UTC(2026, 3, 1, 8) + hours * 3_600_000)
      const receivedAt = index % 9 === 8 ? null : new Date(decidedAt.getTime() + ((index * 37) % 130) * 3_600_000)
      await everything
        .insertInto('entry')
        .values({
          ...{
            id: randomUUID(),
            caseId,
            position: position++,
            factId: randomUUID(),
            relation: 'starts',
            type: 'justice.bail-hearing-decided',
          },
          ...{
            happenedFrom: decidedAt,
            happenedUntil: decidedAt,
            knownAt: decidedAt,
            receivedAt,
            enteredAt: decidedAt,
            enteredBy: officer.id,
          },
          ...{ agencyId: officer.agencyId, body: 'court', details: '{}' },
        })
        .execute()
      const [from, until] = [londonDay(decidedAt), receivedAt && londonDay(receivedAt)]
      const next = addWorkingDays(englandAndWales, from, 1)
      expected[
        until === null
          ? 'No receipt entered'
          : until <= from
            ? 'Received the same day'
            : until <= next
              ? 'By the end of the next working day'
              : 'Over one working day'
      ] += londonDay(decidedAt) < '2026-05-01' ? 1 : 0
    }
    assert.ok(starter.entryId)
    clock.set(november)
    const { 'April 2026': april, 'June 2026': june } = await read(supervisor, '/reports/court-latency?quarter=2026-Q2')
    assert.deepEqual(
      [june?.All, june?.['Half had it within'], june?.['Longest, at most']],
      ['under 5', 'too few', 'too few'],
    )
    for (const [head, count] of Object.entries(expected)) assert.equal(april?.[head], shown(count), `${head} ${count}`)
    assert.equal(april?.['Longest, at most'], '6 days')
  })
})

test('a decision at half past midnight in summer counts in the London month, and its receipt on the London day (BL-05)', async () => {
  clock.set('2026-06-30T09:00:00Z')
  const { caseId } = await aCase(services, officer)
  // Wednesday 1 July to Friday 3 July in London: Thursday, the next working day, was over by half an hour.
  for (let count = 0; count < 6; count++)
    await enter(
      caseId,
      '2026-06-30T23:30:00Z',
      'justice.trial-ended',
      { outcome: 'guilty', released: true },
      { receivedAt: new Date('2026-07-02T23:30:00Z') },
    )
  clock.set(november)
  const july1 = (await read(supervisor, `/reports/court-latency?${july}`))['July 2026']
  assert.deepEqual(
    [july1?.['Over one working day'], july1?.['By the end of the next working day'], july1?.All],
    ['5', '0', '5'],
  )
})

describe('answers to a change (TP-13)', () => {
  test('a change that somebody raised asks for two reviews, counted by whether they were made in time', async () => {
    for (let index = 0; index < 8; index++) {
      clock.set('2026-07-20T09:00:00Z')
      const { caseId } = await aCase(services, officer)
      // The first assessment comes first: until then nothing else asks for a review of the risk.
      await enter(caseId, '2026-07-20T09:10:00Z', 'risk.assessed', { grade: 'medium' })
      await enter(caseId, '2026-07-21T09:00:00Z', 'incidents.trigger-raised', { reason: 'a threat' })
      await enter(caseId, index < 6 ? '2026-07-21T15:00:00Z' : '2026-07-29T15:00:00Z', 'risk.reviewed', {
        grade: 'medium',
      })
    }
    clock.set(november)
    const page = await as(supervisor).visit(`/reports/triggers?${july}`)
    const figures = page.$('figure').filter((_, each) => page.$(each).find('strong').first().text() === 'Risk review')
    const row = figures.find('tbody tr').filter((_, each) => page.$(each).find('th').text() === 'Something has changed')
    assert.deepEqual(
      row
        .find('td')
        .get()
        .map((cell) => page.$(cell).text()),
      ['5', 'under 5', '0', '0', '10', '6 h 00'],
    )
    const plans = page.$('figure').filter((_, each) => page.$(each).find('strong').first().text() === 'Plan review')
    const plan = plans.find('tbody tr').filter((_, each) => page.$(each).find('th').text() === 'Something has changed')
    assert.deepEqual(
      plan
        .find('td')
        .get()
        .map((cell) => page.$(cell).text()),
      ['0', '0', '0', '10', '10', 'too few'],
    )
  })
})

describe('whom the cases are about (CC-13)', () => {
  test('each combination of people counts, small numbers stay hidden, and who was asked for counts is read by nobody', async () => {
    const manager = await aPractitioner('idva-manager')
    const adviser = await aPractitioner('idva', { supervisorId: manager.id })
    const opened: { caseId: string; victimId: string }[] = []
    for (let index = 0; index < 19; index++) {
      clock.set(`2026-09-14T09:${10 + index}:00Z`)
      const { caseId, victimId } = await aCase(services, adviser, {
        relationship: index < 13 ? 'partner' : 'son or daughter',
      })
      opened.push({ caseId, victimId })
      await everything
        .updateTable('person')
        .set({ gender: index < 10 ? 'woman' : index < 16 ? 'man' : 'another term', ageAbout: 30 + index })
        .where('id', '=', victimId)
        .execute()
      if (index < 16) {
        const answers = {
          orientation: index < 10 ? 'straight or heterosexual' : 'gay or lesbian',
          trans: 'yes',
          disability: 'no',
          ethnicity: 'chose not to say',
        }
        assert.equal((await as(adviser).submit(`/cases/${caseId}/people/${victimId}/counting`, answers)).status, 303)
      }
    }
    // Two who are harmed in a later case as well, and two who were put into it by mistake and taken out.
    const later = { caseId: opened[18]?.caseId ?? '', role: 'victim', addedBy: adviser.id, addedAt: new Date() }
    for (const { victimId } of opened.slice(16, 18))
      await everything
        .insertInto('party')
        .values({ ...later, personId: victimId })
        .execute()
    for (const personId of [randomUUID(), randomUUID()]) {
      const person = { id: personId, agencyId: adviser.agencyId, addedBy: adviser.id, addedAt: new Date() }
      await everything
        .insertInto('person')
        .values({ ...person, name: 'Taken Out', gender: 'another term' })
        .execute()
      const ended = { endedAt: new Date(), endedWhy: 'By mistake' }
      await everything
        .insertInto('party')
        .values({ ...later, personId, ...ended })
        .execute()
    }
    clock.set(november)
    const page = await as(manager).visit(`/reports/equality?${july}`)
    const part = (title: string) =>
      Object.fromEntries(
        page
          .$('figure')
          .filter((_, each) => page.$(each).find('strong').first().text() === title)
          .find('tbody tr')
          .get()
          .map((row) => [page.$(row).find('th').text(), page.$(row).find('td').text()]),
      )
    assert.deepEqual(part('Gender of the person harmed'), { Woman: '10', Man: '5', 'Another term': 'under 5' })
    assert.deepEqual(part('How the two are connected'), { 'Partner, now or before': '15', Family: '5' })
    assert.deepEqual(part('Sexual orientation'), {
      'Straight or heterosexual': '10',
      'Gay or lesbian': '5',
      'Not asked': 'under 5',
    })
    assert.equal(page.$('figure').length, 10)
    for (const query of [
      'select answers from fair_count',
      'select * from fair_count',
      'update fair_count set asked_at = now()',
      'insert into fair_count select * from fair_count',
    ])
      await assert.rejects(asThem(adviser, query), /permission denied/, query)
    assert.equal((await asThem(adviser, 'select person_id, asked_at from fair_count')).length, 16)
    assert.equal((await asThem(officer, 'select person_id from fair_count')).length, 0)
    const [taken] = await asThem(officer, "select keep_fair_count($1, $2, '{}', now()) as kept", [
      opened[0]?.caseId,
      opened[0]?.victimId,
    ])
    assert.equal(taken?.kept, false)
  })

  test('answers for counts need a choice each, are replaced when given anew, and stand on no page', async () => {
    clock.set('2026-09-14T09:00:00Z')
    const { caseId, victimId } = await aCase(services, officer)
    const address = `/cases/${caseId}/people/${victimId}/counting`
    const wrong = await as(officer).submit(address, { orientation: 'bisexual', trans: 'maybe', disability: 'no' })
    assert.equal(wrong.status, 422)
    assert.deepEqual(
      wrong.errors().map(({ href }) => href),
      ['#trans', '#ethnicity'],
    )
    assert.equal(wrong.checked('orientation'), 'bisexual')
    const given = { orientation: 'bisexual', trans: 'no', disability: 'yes, a lot', ethnicity: 'white' }
    assert.equal((await as(officer).submit(address, given)).status, 303)
    assert.equal((await as(officer).submit(address, { ...given, orientation: 'chose not to say' })).status, 303)
    const kept = await everything.selectFrom('fairCount').select('answers').where('personId', '=', victimId).execute()
    assert.deepEqual(kept, [{ answers: { ...given, orientation: 'chose not to say' } }])
    const people = await as(officer).visit(`/cases/${caseId}/people`)
    assert.match(people.text(), /For fair counts Asked Mon 14 Sep by/)
    assert.doesNotMatch(
      people.body + (await as(officer).visit(address)).$('form :checked').toString(),
      /bisexual|yes, a lot/i,
    )
    assert.equal((await as(elsewhere).visit(address)).status, 404)
    assert.equal((await as(elsewhere).submit(address, given)).status, 404)
    const another = await aCase(services, elsewhere)
    assert.equal((await as(officer).visit(`/cases/${caseId}/people/${another.victimId}/counting`)).status, 404)
  })
})

test('a file holds what the page shows and says what it is, by whom it was taken out', async () => {
  clock.set(november)
  const page = await read(supervisor, `/reports/stops?${july}&cases=all`)
  const file = await as(supervisor).submit(`/reports/stops?${july}&cases=all`)
  assert.equal(file.status, 200)
  const rows: string[][] = parse(file.body, { relax_column_count: true })
  assert.deepEqual(rows[0]?.slice(0, 4), ['Heading', 'Line', 'Part', 'Count'])
  for (const [line, cells] of Object.entries(page))
    assert.ok(
      rows.some((row) => row[1] === line && row[2] === 'All' && row[3] === cells.All),
      line,
    )
  assert.match(file.body, /all cases of the partnership/)
  assert.match(file.body, new RegExp(`Class C1.*${supervisor.name}`))
})

test('a higher limit of the area hides more, and a change of it is a change from then on', async () => {
  clock.set(november)
  const setter = as(supervisor)
  const form = { value: '10', from: 'now', reason: 'Agreed by the partnership board', confirmed: 'yes' }
  assert.equal((await setter.submit('/local-policy/small-number/set', form)).status, 303)
  const page = await setter.visit(`/reports/stops?${july}`)
  assert.match(page.text(), /A count under 10 is shown as such/)
  assert.equal(
    (await read(supervisor, `/reports/stops?${july}`))['Crown Prosecution Service: another reason']?.All,
    'under 10',
  )
})
