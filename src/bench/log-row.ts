import { sql } from 'kysely'
import { audit } from '../platform/audit/write.ts'
import type { Services } from '../rules/services.ts'
import type { BenchWorker } from './people.ts'
import { type Timings, timingsOf } from './timings.ts'

export type LogRow = { row: Timings; nothing: Timings }

/** What a row of the log costs a request, beside a statement that does nothing, in the same transactions; in milliseconds. */
export const measureLogRow = async (services: Services, worker: BenchWorker, turns: number): Promise<LogRow> => {
  const found = { row: [] as number[], nothing: [] as number[] }
  const timed = async (times: number[], act: () => Promise<unknown>) => {
    const began = performance.now()
    await act()
    times.push(performance.now() - began)
  }
  const look = { kind: 'consult', route: '/cases/:caseId', reference: 'bench' } as const
  const began = performance.now()
  for (let turn = 0; turn < turns; turn++)
    await services.db.transaction().execute(async (tx) => {
      await sql`select bind(${worker.token})`.execute(tx)
      await timed(found.nothing, () => sql`select`.execute(tx))
      await timed(found.row, () => audit(services, { tx, now: services.now(), actor: worker }, look))
    })
  const seconds = (performance.now() - began) / 1000
  return { row: timingsOf(found.row, seconds), nothing: timingsOf(found.nothing, seconds) }
}
