import { parseArgs } from 'node:util'
import { falseRate, printed, recall } from '../bench/misuse-year/print.ts'
import { scoreOf } from '../bench/misuse-year/score.ts'
import { type Run, say, WrongWords } from './io.ts'

const options = { seeds: { type: 'string', default: '1,2,3' }, 'as-here': { type: 'boolean', default: false } } as const

/** Judges invented years of a whole partnership, a million looks each, and says who was found and who was asked for nothing. */
export const run: Run = async (args, { stdout, stderr }) => {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
  const seeds = values.seeds.split(',').map(Number)
  if (positionals.join(' ') !== 'year' || !seeds.every((seed) => Number.isInteger(seed) && seed > 0))
    throw new WrongWords('misuse year [--seeds 1,2,3] [--as-here]')
  let misses = 0
  const found: string[] = []
  for (const seed of seeds) {
    const score = scoreOf({ seed, staff: 2000, looks: 1_000_000, abusers: 50 }, values['as-here'] ? 'as here' : 'all')
    say(stdout, printed(score))
    found.push(
      `${score.found} of ${score.planted} found, ${falseRate(score).toFixed(2)} false in 1,000 staff-days (seed ${seed})`,
    )
    if (recall(score) >= 0.95 && falseRate(score) <= 5) continue
    misses++
    say(stderr, `Seed ${seed} misses the aim: 95 % found, at most 5 false in 1,000 staff-days (S13)`)
  }
  say(stdout, `figure S13: ${found.join('; ')}`)
  return misses > 0 ? 1 : 0
}
