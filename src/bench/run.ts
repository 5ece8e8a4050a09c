import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Writable } from 'node:stream'
import pg from 'pg'
import { defaultPolicy } from '../local-policy/values.ts'
import { connect } from '../platform/db.ts'
import { englandAndWales } from '../rules/calendar.ts'
import type { Rule } from '../rules/rule.ts'
import type { Services } from '../rules/services.ts'
import { browser } from './browser.ts'
import { jobs } from './jobs.ts'
import { measureLogRow } from './log-row.ts'
import { type Figure, measure, type Turns } from './measure.ts'
import { measurePapers } from './papers.ts'
import { benchWorkers, wakeSessions } from './people.ts'
import { openPlace, type Place } from './place.ts'
import {
  figuresTable,
  logRowText,
  machine,
  missed,
  papersText,
  seedText,
  throughputText,
  vaultText,
  weightText,
} from './report.ts'
import { seed } from './seed.ts'
import { sizeOf } from './settings.ts'
import { measureCapacity, measureWorker } from './throughput.ts'
import { measureVault } from './vault.ts'
import { weightOf } from './weight.ts'

export type Wanted = {
  folder: string
  cases: number
  now: () => Date
  rules: Rule[]
  /** Settles when the bench shall end early. */
  stopped: Promise<void>
  turns?: Turns
  workerSeconds?: number
}
type Out = { stdout: Writable; stderr: Writable }

const usualTurns: Turns = { alone: 50, atOnce: 250, rounds: 2 }

/** The whole bench, from an empty folder to the printed figures. Gives what missed its gate, in words; null when it was stopped. */
export const runBench = async (wanted: Wanted, out: Out): Promise<string[] | null> => {
  const { folder, cases } = wanted
  writeFileSync(path.join(folder, 'made-by-bench'), '')
  const place = await openPlace(folder)
  const client = new pg.Client(place.superuserUrl)
  // A bench that is stopped ends its database under its own questions.
  client.on('error', () => undefined)
  await client.connect()
  const services = servicesOn(place, wanted)
  const print = (text: string) => out.stdout.write(`${text}\n\n`)
  const all = async () => {
    print(`Waymark bench on ${machine()}: ${cases.toLocaleString('en-GB')} cases`)
    if (await isSeeded(client, cases)) print('Seeded by an earlier run')
    else print(seedText(await seed(place.superuserUrl, services, sizeOf(cases), out.stderr)))
    await client.query('create table if not exists bench.cases as select $1::int as count', [cases])
    return measureAll(place, client, services, wanted, out, print)
  }
  const running = all()
  // Once it is stopped, the work that is cut off has nobody left to tell.
  running.catch(() => undefined)
  try {
    return await Promise.race([running, wanted.stopped.then(() => null)])
  } finally {
    await place.close()
    await services.db.destroy()
    await client.end().catch(() => undefined)
  }
}

const servicesOn = ({ server }: Place, { now, rules }: Wanted): Services => {
  const db = connect(server.app, { max: 8, name: 'waymark-bench' })
  return {
    ...{ db, signInDb: db, now, rules, calendar: englandAndWales, defaultPolicy },
    ...{ secret: server.secret, keeper: server.keeper, address: 'http://localhost', isDemo: false },
  }
}

const isSeeded = async (client: pg.Client, cases: number): Promise<boolean> => {
  const { rows } = await client.query<{ there: string | null }>(`select to_regclass('bench.cases') as there`)
  if (!rows[0]?.there) {
    const { rowCount } = await client.query(`select from pg_namespace where nspname = 'bench'`)
    if (rowCount) throw new Error('An earlier bench was cut off while it seeded: remove its folder')
    return false
  }
  const { rows: seeded } = await client.query<{ count: number }>('select count from bench.cases')
  if (seeded[0]?.count === cases) return true
  throw new Error(`The folder holds a bench of ${seeded[0]?.count} cases: remove it, or ask for as many`)
}

const measureAll = async (
  place: Place,
  client: pg.Client,
  services: Services,
  { cases, turns = usualTurns, workerSeconds = 30 }: Wanted,
  { stderr }: Out,
  print: (text: string) => void,
): Promise<string[]> => {
  const workers = await benchWorkers(client)
  const staff = await place.start('staff')
  const figures: Figure[] = []
  try {
    const visitor = browser(staff.address)
    await wakeSessions(client)
    print(weightText(await weightOf(visitor, workers[1]?.token ?? '')))
    visitor.close()
    for (const job of jobs) {
      await wakeSessions(client)
      const setup = { address: staff.address, appUrl: place.server.app, services, workers, turns }
      figures.push(...(await measure(job, setup, stderr)))
    }
  } finally {
    await staff.stop()
  }
  print(`Times in milliseconds; SQL: the same statements through pg alone\n${figuresTable(figures)}`)
  await wakeSessions(client)
  const [looker] = workers
  if (looker) print(logRowText(await measureLogRow(services, looker, turns.atOnce * 12)))
  if (looker) print(vaultText(await measureVault(place.server.app, services, looker, turns.alone)))
  print(papersText(await measurePapers(Math.min(turns.alone, 10))))
  const worker = await place.start('worker')
  try {
    const setup = { client, services, workers: workers.length, perSecond: 200, seconds: workerSeconds }
    const throughput = await measureWorker(setup)
    print(throughputText(throughput, await measureCapacity(client, services, Math.min(cases, 10_000))))
  } finally {
    await worker.stop()
  }
  return missed(figures)
}
