import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import type { Services } from '../rules/services.ts'
import { enter } from './models.ts'

export type Throughput = {
  entries: number
  seconds: number
  wanted: number
  mostWaiting: number
  left: number
  caughtUpAfter: number
}

type Setup = { client: pg.Client; services: Services; workers: number; perSecond: number; seconds: number }

/** Writes entries through `record` at a steady pace, on as many cases as it writes entries, while the worker keeps the clocks. */
export const measureWorker = async ({ client, services, workers, perSecond, seconds }: Setup): Promise<Throughput> => {
  const wanted = perSecond * seconds
  const cases = await openCases(client, workers, wanted)
  const started = performance.now()
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
  const { count: left, caughtUpAfter } = await untilCaughtUp(client, services)
  return { entries: written, seconds: took, wanted: perSecond, mostWaiting, left, caughtUpAfter }
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

const untilCaughtUp = async (
  client: pg.Client,
  services: Services,
): Promise<{ count: number; caughtUpAfter: number }> => {
  const ended = performance.now()
  const count = await waitingNow(client, services.now())
  while ((await waitingNow(client, services.now())) > 0 && performance.now() - ended < 120_000) await pause(200)
  return { count, caughtUpAfter: (performance.now() - ended) / 1000 }
}
