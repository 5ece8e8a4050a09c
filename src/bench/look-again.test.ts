import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import pg from 'pg'
import { shutOlder } from '../domains/files/store.ts'
import { over } from '../platform/db.ts'
import { testApp } from '../testing/app.ts'
import { aCase } from '../testing/cases.ts'
import { isWholeScan, planningPool } from './plans.ts'

// What the worker asks each five seconds: with a hundred thousand open files it reads none of them until somebody writes down what is to be protected.
const { services, everything, database, aPractitioner } = await testApp()
const officer = await aPractitioner('investigating-officer')
const { caseId, victimId } = await aCase(services, officer)
const other = await aCase(services, officer)
const filesOf = (of: string, person: string, count: number) =>
  sql`insert into evidence_file (case_id, person_id, agency_id, kind, shows, taken_by, agreed, class, size, sha256, added_by, added_at, state, type, checked_at)
    select ${of}::uuid, ${person}::uuid, ${officer.agencyId}::uuid, 'document', 'A letter', 'Somebody', 'agreed', 'C3', 1, decode(repeat('00', 32), 'hex'), ${officer.id}::uuid, now(), 'clear', 'text/plain', now()
    from generate_series(1, ${count}::int)`.execute(everything)
await filesOf(caseId, victimId, 3)
await filesOf(other.caseId, other.victimId, 100_000)
const client = new pg.Client(database.superuser)
await client.connect()
// Of two thousand cases, fifty each: where each belongs is no matter here, and no key is asked.
await client.query(`set session_replication_role = replica`)
await client.query(`with many as (select array_agg(gen_random_uuid()) as ids from generate_series(1, 2000))
  update evidence_file f set case_id = m.ids[1 + abs(hashtext(f.id::text)) % 2000] from many m where f.case_id = '${other.caseId}'`)
await client.query(`set session_replication_role = origin`)
await client.query('analyze')
await client.end()

/** The plans of one round, as the worker asks it. */
const round = async () => {
  const { pool, hear } = planningPool(database.superuser, [
    'session_authorization=waymark_worker',
    'role=waymark_worker',
  ])
  const db = over(pool)
  const from = performance.now()
  const plans = await hear(() => shutOlder(db, services.now()))
  const took = performance.now() - from
  await pool.end()
  return {
    plans,
    took,
    steps: plans.flatMap(({ steps }) => steps).filter(({ table }) => table === 'evidence_file' || table === 'release'),
  }
}
const openFiles = async (of?: string): Promise<number> => {
  const rows = everything.selectFrom('evidenceFile').select((eb) => eb.fn.countAll<number>().as('count'))
  const open = rows.where('state', '=', 'clear')
  return Number((await (of ? open.where('caseId', '=', of) : open).executeTakeFirstOrThrow()).count)
}

test('where nothing was written down, the round reads no file of a hundred thousand and shuts none', async (t) => {
  await round()
  const { plans, steps, took } = await round()
  assert.ok(plans.length > 0, 'the round itself was heard')
  assert.deepEqual(steps, [])
  assert.deepEqual([await openFiles(caseId), await openFiles()], [3, 100_003])
  t.diagnostic(
    `figure: a round with nothing written took ${took.toFixed(1)} ms, connecting included; ${plans.length} statements planned`,
  )
})

test('what is written down of one case shuts the files of that case, sought by its key', async (t) => {
  await sql`insert into private.look_again (case_id) values (${caseId})`.execute(everything)
  const { steps, took } = await round()
  assert.ok(steps.some(({ table }) => table === 'evidence_file'))
  assert.deepEqual(
    steps.filter((step) => step.table === 'evidence_file' && isWholeScan(step)),
    [],
  )
  assert.deepEqual([await openFiles(caseId), await openFiles()], [0, 100_000])
  t.diagnostic(`figure: one case took ${took.toFixed(1)} ms`)
})

test('a provider’s place shuts every open file at once', async (t) => {
  await sql`insert into private.look_again (case_id) values (null)`.execute(everything)
  const { took } = await round()
  assert.equal(await openFiles(), 0)
  t.diagnostic(`figure: all of 100,000 took ${(took / 1000).toFixed(1)} s`)
})
