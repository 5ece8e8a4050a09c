import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import type { Services } from '../rules/services.ts'
import { enter } from './models.ts'

export type Throughput = {
  entries: number
  seconds: number
  wanted: number
  /** How many duties the worker has to look at for one entry, as they came up in this measure. */
  dutiesEach: number
  mostWaiting: number
  left: number
  caughtUpAfter: number
}
/** What the worker does when nobody else asks for anything: how many duties it looks at in a second. */
export type Capacity = { duties: number; seconds: number }

type Setup = { client: pg.Client; services: Services; workers: number; perSecond: number; seconds: number }

/** Writes entries through `record` at a steady pace, on as many cases as it writes entries, while the worker keeps the clocks. */
export const measureWorker = async ({ client, services, workers, perSecond, seconds }: Setup): Promise<Throughput> => {
  const wanted = perSecond * seconds
  const cases = await openCases(client, workers, wanted)
  const [started, began] = [performance.now(), services.now()]
  let written = 0
  let mostWaiting = 0
  const watch = { isOver: false }
  const watching = (async () => {
    while (!watch.isOver) {
      mostWaiting = Math.max(mostWaiting, await waitingNow(client, services.now()))
      await pause(500)
    }
  })()
  const write = async () => {
    while (written < wanted && performance.now() - started < seconds * 1000) {
      // Each entry has its moment: whoever is early waits for it, so that the pace is steady.
      const mine = written++
      const early = (mine / perSecond) * 1000 - (performance.now() - started)
      if (early > 0) await pause(early)
      const to = cases[mine % cases.length]
      if (!to) throw new Error('There is no open case to write to')
      await enter(services, to.worker, to.id, services.now(), {
        type: 'incidents.recorded',
        details: { isCrime: true },
      })
    }
  }
  await Promise.all(Array.from({ length: 8 }, write))
  const took = (performance.now() - started) / 1000
  watch.isOver = true
  await watching
  const { count: left, seconds: caughtUpAfter } = await untilCaughtUp(client, services)
  const dutiesEach = (await dutiesTouched(client, cases.slice(0, written), began)) / Math.max(1, written)
  return { entries: written, seconds: took, wanted: perSecond, dutiesEach, mostWaiting, left, caughtUpAfter }
}

/** How long the running worker takes for so many duties that come due at one moment, with nothing else to do. */
export const measureCapacity = async (client: pg.Client, services: Services, duties: number): Promise<Capacity> => {
  const { rowCount } = await client.query(
    `update duty set next_clock_at = $1 where id in (select id from duty where state = 'open' order by md5(id::text) limit $2)`,
    [services.now(), duties],
  )
  const { seconds } = await untilCaughtUp(client, services)
  return { duties: rowCount ?? 0, seconds }
}

const dutiesTouched = async (client: pg.Client, cases: readonly { id: string }[], since: Date): Promise<number> => {
  const { rows } = await client.query<{ count: string }>(
    `select count(*) as count from duty d where d.case_id = any($1::uuid[]) and exists (
      select from entry e where e.id = any(d.reasons || d.because_id) and e.entered_at >= $2)`,
    [cases.map(({ id }) => id), since],
  )
  return Number(rows[0]?.count ?? 0)
}

const openCases = async (
  client: pg.Client,
  workers: number,
  count: number,
): Promise<{ id: string; worker: number }[]> => {
  const { rows } = await client.query<{ id: string; worker: number }>(
    `select c.id, w.n as worker from cases c join bench.worker w on w.id = c.contact_lead_id where c.state = 'open' and w.n < $1
    order by md5(c.id::text) limit $2`,
    [workers, count],
  )
  return rows
}

/** How many duties the worker has yet to look at. For how long is not known: a duty can be raised in the past. */
const waitingNow = async (client: pg.Client, now: Date): Promise<number> => {
  const { rows } = await client.query<{ count: string }>(
    'select count(*) as count from duty where next_clock_at <= $1',
    [now],
  )
  return Number(rows[0]?.count ?? 0)
}

const untilCaughtUp = async (client: pg.Client, services: Services): Promise<{ count: number; seconds: number }> => {
  const began = performance.now()
  const count = await waitingNow(client, services.now())
  while ((await waitingNow(client, services.now())) > 0 && performance.now() - began < 120_000) await pause(200)
  return { count, seconds: (performance.now() - began) / 1000 }
}
