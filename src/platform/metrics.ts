import { createHash, timingSafeEqual } from 'node:crypto'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Db } from './db.ts'
import type { RequestLine } from './log.ts'

/** How many duties are open and late, when the worker was last alive and last sealed the log: what it leaves in the database. */
export type Pulse = { openDuties: number; lateDuties: number; workerSeenAt: Date | null; sealedAt: Date | null }

/** The connections of a pool: all, unused, and requests that wait for one. A pg.Pool is one. */
export type PoolUse = { totalCount: number; idleCount: number; waitingCount: number }

export type Sources = { pulse: () => Promise<Pulse>; pools: Record<string, PoolUse>; now: () => Date }

export type Metrics = {
  registry: Registry
  answered: (line: RequestLine) => void
  /** The text for /metrics. What cannot be asked is left out rather than shown as it was. */
  text: () => Promise<string>
}

export const createMetrics = ({ pulse, pools, now }: Sources): Metrics => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const requests = new Histogram({
    name: 'waymark_request_seconds',
    help: 'How long requests took, by route pattern',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  })
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers })
  const reachable = gauge('waymark_database_reachable', '1 when the database answered just now, else 0')
  const duties = new Gauge({ name: 'waymark_duties', help: 'Duties by state', labelNames: ['state'], registers })
  const workerAge = gauge('waymark_worker_age_seconds', 'Seconds since the worker was last alive')
  const sealAge = gauge(
    'waymark_log_sealed_age_seconds',
    'Seconds since the log was last sealed; above 300 is an alarm',
  )
  const pool = new Gauge({ name: 'waymark_pool', help: 'Database connections', labelNames: ['pool', 'use'], registers })

  const show = async () => {
    for (const measure of [duties, workerAge, pool]) measure.reset()
    workerAge.remove()
    sealAge.remove()
    const seen = await pulse().catch(() => null)
    reachable.set(seen ? 1 : 0)
    if (seen) {
      duties.set({ state: 'open' }, seen.openDuties)
      duties.set({ state: 'late' }, seen.lateDuties)
      if (seen.workerSeenAt) workerAge.set((now().getTime() - seen.workerSeenAt.getTime()) / 1000)
      if (seen.sealedAt) sealAge.set((now().getTime() - seen.sealedAt.getTime()) / 1000)
    }
    for (const [name, { totalCount, idleCount, waitingCount }] of Object.entries(pools)) {
      pool.set({ pool: name, use: 'busy' }, totalCount - idleCount)
      pool.set({ pool: name, use: 'idle' }, idleCount)
      pool.set({ pool: name, use: 'waiting' }, waitingCount)
    }
  }
  return {
    registry,
    answered: ({ method, route, status, ms }) => requests.observe({ method, route, status }, ms / 1000),
    text: async () => {
      await show()
      return registry.metrics()
    },
  }
}

export type Caller = { from: string | undefined; isForwarded: boolean; authorization: string | undefined }

/** May this caller read the metrics? With the token of the settings; or, where none is set, from this machine itself. */
export const mayReadMetrics = ({ from, isForwarded, authorization }: Caller, token: string | undefined): boolean => {
  if (token) return authorization !== undefined && isSame(authorization, `Bearer ${token}`)
  // A proxy on this machine brings strangers in through loopback.
  return !isForwarded && ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(from ?? '')
}

const isSame = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other))
const digest = (text: string) => createHash('sha256').update(text).digest()

export type Health = {
  status: 200 | 503
  body: {
    database: 'up' | 'down'
    worker: 'up' | 'late' | 'never seen' | 'unknown'
    log: 'sealed' | 'late' | 'never sealed' | 'unknown'
  }
}

/** How long the worker may be silent before health says so; it writes its heartbeat well within this. */
const workerMayBeSilentMs = 120_000
/** A log that was not sealed for longer than this is an alarm: rows could go unseen. */
export const logMayBeUnsealedMs = 5 * 60_000

/** What the worker left in the database when it was last alive. */
export const readPulse = async (db: Db): Promise<Pulse> => {
  const last = await db.selectFrom('heartbeat').selectAll().where('process', '=', 'worker').executeTakeFirst()
  const sealed = await db
    .selectFrom('auditBatch')
    .select('sealedAt')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return {
    ...{ openDuties: last?.openDuties ?? 0, lateDuties: last?.lateDuties ?? 0 },
    ...{ workerSeenAt: last?.at ?? null, sealedAt: sealed?.sealedAt ?? null },
  }
}

/** For /health: 503 takes this process out of a load balancer, so a late worker alone does not cause it. */
export const health = async ({ pulse, now }: Pick<Sources, 'pulse' | 'now'>): Promise<Health> => {
  const seen = await pulse().catch(() => null)
  if (!seen) return { status: 503, body: { database: 'down', worker: 'unknown', log: 'unknown' } }
  const isLate = (at: Date, most: number) => now().getTime() - at.getTime() > most
  const { workerSeenAt, sealedAt } = seen
  const worker = !workerSeenAt ? 'never seen' : isLate(workerSeenAt, workerMayBeSilentMs) ? 'late' : 'up'
  const log = !sealedAt ? 'never sealed' : isLate(sealedAt, logMayBeUnsealedMs) ? 'late' : 'sealed'
  return { status: 200, body: { database: 'up', worker, log } }
}
