import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { deriveComingUp, tick } from './domains/duties/index.ts'
import { connect } from './platform/db.ts'
import { testApp } from './testing/app.ts'
import { aCase } from './testing/cases.ts'

const entries = [
  ['justice.bail-granted', {}],
  ['justice.suspect-arrested', {}],
  [
    'justice.case-stopped',
    { decidedBy: 'cps', stage: 'after-charge', reason: 'not enough evidence', decisionMaker: 'A lawyer' },
  ],
  ['justice.charged', {}],
] as const
const start = '2027-02-10T18:00'
const moments = [
  '2027-02-10T18:30',
  '2027-02-10T19:00',
  '2027-02-10T23:59',
  '2027-02-11T16:00',
  '2027-02-12T00:00',
  '2027-02-12T09:00',
]

/** A few officers with supervisors, and cases in which something is owed: the same each time. */
const aWorld = async () => {
  const app = await testApp({ at: `${start}:00Z` })
  const pools = [connect(app.database.worker, { max: 2 }), connect(app.database.worker, { max: 2 })]
  after(() => Promise.all(pools.map((pool) => pool.destroy())))
  const chiefs = [await app.aPractitioner('police-supervisor'), await app.aPractitioner('police-supervisor')]
  for (let each = 0; each < 8; each++) {
    const who = await app.aPractitioner('investigating-officer', {
      supervisorId: chiefs[each % 2]?.id ?? '',
      name: `Officer ${each}`,
    })
    const { caseId, perpetratorId } = await aCase(app.services, who)
    for (const [type, form] of entries.slice(0, 1 + (each % entries.length))) {
      const about = { suspect: perpetratorId ?? '', exact: 'as written', body: 'police', what: 'So it was' }
      const sent = { ...about, day: 'today', time: '17:00', ...form }
      const { status } = await app.as(who).submit(`/cases/${caseId}/entries/new/${type}`, sent)
      assert.equal(status, 303)
    }
  }
  const workers = pools.map((db) => ({ ...app.services, db }))
  const failed = (_: string, error: unknown) => assert.fail(String(error))
  const round = async (worker: (typeof workers)[number]): Promise<void> => {
    for (let isMore = true; isMore; ) {
      await deriveComingUp(worker, app.now(), failed)
      isMore = (await tick(worker, app.now())).isMore
    }
  }
  const state = async () => {
    const { rows: alarms } = await sql<{ line: string }>`
      select concat_ws(' ', o.name, d.code, a.kind, t.role, (t.id = o.supervisor_id)::text, a.raised_at) as line from alarm a join practitioner t on t.id = a.to_id
      left join duty d on d.id = a.duty_id left join cases c on c.id = d.case_id left join practitioner o on o.id = c.contact_lead_id order by 1`.execute(
      app.everything,
    )
    const { rows: clocks } = await sql<{ line: string }>`
      select concat_ws(' ', o.name, d.code, d.state, d.next_clock_at) as line from duty d join cases c on c.id = d.case_id
      join practitioner o on o.id = c.contact_lead_id order by 1`.execute(app.everything)
    return { alarms: alarms.map((row) => row.line), clocks: clocks.map((row) => row.line) }
  }
  return { app, workers, round, state }
}

test('two workers at once, with batches shuffled and delivered again, say the same and look again at the same times as one alone (R5, R7)', async () => {
  const alone = await aWorld()
  const [one] = alone.workers
  assert.ok(one)
  for (const moment of moments) {
    alone.app.clock.set(`${moment}:00Z`)
    await alone.round(one)
  }
  const expected = await alone.state()
  assert.ok(expected.alarms.length > 10, `${expected.alarms.length} alarms`)
  for (let turn = 0; turn < 3; turn++) {
    const { app, workers, round, state } = await aWorld()
    for (const moment of moments) {
      app.clock.set(`${moment}:00Z`)
      for (let again = 0; again < 3; again++) {
        await Promise.all([...workers, ...workers].map(round))
        // A batch that comes again, or early, or in another order: any of the duties, at any moment before now.
        await sql`update duty set next_clock_at = ${app.now()}::timestamptz - random() * interval '9 hours' where random() < 0.5 and state = 'open'`.execute(
          app.everything,
        )
      }
      await Promise.all(workers.map(round))
    }
    assert.deepEqual(await state(), expected)
  }
})
