import type { Writable } from 'node:stream'
import { openPool } from '../platform/db.ts'
import type { Services } from '../rules/services.ts'
import { browser } from './browser.ts'
import { asking, type Job, turnsOf } from './jobs.ts'
import type { BenchWorker } from './people.ts'
import { progress } from './progress.ts'
import { listeningApp, lookedAgain, renewed, replaying, type Statement } from './same-sql.ts'
import { type Taken, type Timings, take, together } from './timings.ts'

export type Figure = { job: string; aim: number; atOnce: number; app: Timings; sql: Timings; statements: number }
export type Turns = { alone: number; atOnce: number; rounds: number }
type Setup = { address: string; appUrl: string; services: Services; workers: readonly BenchWorker[]; turns: Turns }

/** Drives the running app and, by turns with it, the same SQL without the app: what else the machine does meets both alike. */
export const measure = async (job: Job, setup: Setup, stderr: Writable): Promise<Figure[]> => {
  const { alone, atOnce, rounds } = setup.turns
  const show = progress(stderr, job.name, rounds * 2)
  const sequences = await sequencesOf(job, setup)
  const figures: Figure[] = []
  let done = 0
  for (const [concurrency, count] of [[1, alone] as const, [10, atOnce] as const]) {
    const both: { app: Taken[]; sql: Taken[] } = { app: [], sql: [] }
    for (let round = 0; round < rounds; round++) {
      both.app.push(await driveApp(job, setup, concurrency, count))
      both.sql.push(await driveSql(setup, sequences, concurrency, count))
      show(++done)
    }
    const statements = sequences[0]?.statements.length ?? 0
    figures.push({
      job: job.name,
      aim: job.aim,
      atOnce: concurrency,
      app: together(both.app),
      sql: together(both.sql),
      statements,
    })
  }
  return figures
}

type Sequence = { statements: Statement[]; kept: ReadonlySet<string>; isWriting: boolean }

/** The SQL of forty workers' requests. */
const sequencesOf = async (job: Job, { appUrl, services, workers }: Setup): Promise<Sequence[]> => {
  const { listen, close } = await listeningApp(appUrl, services)
  const all: Sequence[] = []
  for (const worker of spread(workers, 40)) {
    const asked = await job.prepare(worker.token, 0, listen)
    const { status, statements } = await listen(asked)
    if (status >= 400) throw new Error(`${job.name}: ${asked.path} answered ${status}`)
    const isWriting = job.makes === true
    all.push({ statements, isWriting, kept: new Set([worker.id, worker.agencyId]) })
  }
  await close()
  return all
}

const spread = <Item>(items: readonly Item[], count: number): Item[] => {
  const step = Math.max(1, Math.floor(items.length / count))
  return items.filter((_, index) => index % step === 0).slice(0, count)
}

const driveApp = async (job: Job, { address, workers }: Setup, atOnce: number, count: number): Promise<Taken> => {
  const visitor = browser(address)
  const tokens = spread(workers, Math.min(workers.length, 200)).map(({ token }) => token)
  const turns = await turnsOf(job, tokens, count + 20, visitor.ask)
  await take(
    atOnce,
    turns.slice(0, 20).map((asked) => asking(visitor, job, asked)),
  )
  const taken = await take(
    atOnce,
    turns.slice(20).map((asked) => asking(visitor, job, asked)),
  )
  visitor.close()
  return taken
}

const driveSql = async (
  { appUrl }: Setup,
  sequences: readonly Sequence[],
  atOnce: number,
  count: number,
): Promise<Taken> => {
  const pool = openPool(appUrl, { max: atOnce, name: 'waymark-bench-sql' })
  const turns = Array.from({ length: count + 20 }, (_, turn) => {
    const { statements, kept, isWriting } = sequences[turn % sequences.length] ?? {
      statements: [],
      kept: new Set(),
      isWriting: false,
    }
    return replaying(pool, isWriting ? renewed(statements, kept) : lookedAgain(statements))
  })
  await take(atOnce, turns.slice(0, 20))
  const taken = await take(atOnce, turns.slice(20))
  await pool.end()
  return taken
}
