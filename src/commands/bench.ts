import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { allRules } from '../all-rules.ts'
import { removePlace } from '../bench/place.ts'
import { runBench } from '../bench/run.ts'
import { root } from '../platform/settings.ts'
import { type Run, say, WrongWords } from './io.ts'
import { toldToStop } from './stop.ts'

const options = {
  cases: { type: 'string', default: '1000000' },
  data: { type: 'string', default: 'var/bench' },
  keep: { type: 'boolean', default: false },
} as const

/** Fills a database of its own, drives the app over HTTP, and prints how fast it was beside the same SQL alone. */
export const run: Run = async (args, { stdout, stderr, now }) => {
  const { values } = parseArgs({ args, options })
  const cases = Number(values.cases)
  if (!Number.isInteger(cases) || cases < 200 || cases > 10_000_000)
    throw new WrongWords('--cases is a whole number from 200 to 10000000')
  const folder = path.resolve(root, values.data)
  if (existsSync(path.join(folder, 'secret')) && !existsSync(path.join(folder, 'made-by-bench')))
    throw new WrongWords(`${values.data} holds something else: give an empty folder with --data`)
  mkdirSync(folder, { recursive: true, mode: 0o711 })
  try {
    const misses = await runBench({ folder, cases, now, rules: allRules, stopped: toldToStop() }, { stdout, stderr })
    if (misses === null) {
      say(stderr, 'Stopped before it was done')
      return 130
    }
    for (const miss of misses) say(stderr, miss)
    return misses.length > 0 ? 1 : 0
  } finally {
    if (values.keep) say(stderr, `The database is kept in ${values.data}; the next run with --keep uses it again`)
    else removePlace(folder)
  }
}
