import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createMetrics, health, mayReadMetrics, type Pulse } from './metrics.ts'

const now = () => new Date('2026-11-22T03:00:00Z')
const seen =
  (at: string | null): (() => Promise<Pulse>) =>
  async () => ({
    openDuties: 41,
    lateDuties: 3,
    workerSeenAt: at ? new Date(at) : null,
    sealedAt: at ? new Date('2026-11-22T02:55:00Z') : null,
  })
const down = async (): Promise<Pulse> => {
  throw new Error('no database')
}
const pools = { staff: { totalCount: 7, idleCount: 5, waitingCount: 1 } }

test('the metrics say how many duties are late, how old the worker is, and how busy the database is', async () => {
  const { text, answered } = createMetrics({ pulse: seen('2026-11-22T02:59:30Z'), pools, now })
  answered({ request: 'abc', method: 'GET', route: '/boards/:name', status: 200, ms: 12 })
  const shown = await text()
  for (const line of [
    'waymark_duties{state="late"} 3',
    'waymark_duties{state="open"} 41',
    'waymark_worker_age_seconds 30',
    'waymark_log_sealed_age_seconds 300',
    'waymark_pool{pool="staff",use="busy"} 2',
    'waymark_pool{pool="staff",use="waiting"} 1',
    'waymark_database_reachable 1',
    'waymark_request_seconds_bucket{le="0.01",method="GET",route="/boards/:name",status="200"} 0',
    'waymark_request_seconds_bucket{le="0.025",method="GET",route="/boards/:name",status="200"} 1',
  ])
    assert.ok(shown.includes(line), line)
  assert.doesNotMatch(shown, /abc/)
})

test('when the database is down the metrics say so, and show no old numbers', async () => {
  let pulse = seen('2026-11-22T02:59:30Z')
  const { text } = createMetrics({ pulse: () => pulse(), pools, now })
  await text()
  pulse = down
  const shown = await text()
  assert.match(shown, /^waymark_database_reachable 0$/m)
  assert.doesNotMatch(shown, /^waymark_duties\{/m)
  assert.doesNotMatch(shown, /^waymark_(worker|log_sealed)_age_seconds \d/m)
})

test('a worker that never ran shows no age, so that an alarm on a missing number rings', async () => {
  const { text } = createMetrics({ pulse: seen(null), pools, now })
  assert.doesNotMatch(await text(), /^waymark_(worker|log_sealed)_age_seconds \d/m)
})

test('health tells a load balancer to stay away only when the database is down; a silent worker is named (R12)', async () => {
  const cases = [
    [seen('2026-11-22T02:58:00Z'), 200, 'up', 'up', 'sealed'],
    [seen('2026-11-22T02:57:59Z'), 200, 'up', 'late', 'sealed'],
    [seen(null), 200, 'up', 'never seen', 'never sealed'],
    [down, 503, 'down', 'unknown', 'unknown'],
  ] as const
  for (const [pulse, status, database, worker, log] of cases)
    assert.deepEqual(await health({ pulse, now }), { status, body: { database, worker, log } })
})

test('a log that was last sealed more than five minutes ago is late, whatever else the worker does (S6)', async () => {
  const pulse = async () => ({ ...(await seen('2026-11-22T03:00:00Z')()), sealedAt: new Date('2026-11-22T02:54:59Z') })
  assert.equal((await health({ pulse, now })).body.log, 'late')
})

test('only this machine reads the metrics, or who has the token; a proxy here does not make a stranger local', () => {
  const local = { from: '127.0.0.1', isForwarded: false, authorization: undefined }
  const token = 't'.repeat(32)
  assert.equal(mayReadMetrics(local, undefined), true)
  assert.equal(mayReadMetrics({ ...local, from: '::ffff:127.0.0.1' }, undefined), true)
  assert.equal(mayReadMetrics({ ...local, isForwarded: true }, undefined), false)
  assert.equal(mayReadMetrics({ ...local, from: '192.0.2.7' }, undefined), false)
  assert.equal(mayReadMetrics({ ...local, from: undefined }, undefined), false)
  assert.equal(mayReadMetrics(local, token), false)
  assert.equal(mayReadMetrics({ ...local, from: '192.0.2.7', authorization: `Bearer ${token}` }, token), true)
  assert.equal(mayReadMetrics({ ...local, authorization: `Bearer ${token}x` }, token), false)
})
