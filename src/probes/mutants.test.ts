import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { testApp } from '../testing/app.ts'
import { standingsOf } from './askers.ts'
import { explanationOf } from './explained.ts'
import { fillEmpty } from './filled.ts'
import { functionMutants } from './function-mutants.ts'
import { type Mutant, policyMutants } from './mutants.ts'
import { noticingIn } from './notice.ts'
import { oracleOf } from './oracle.ts'
import { aWorld } from './world.ts'

// Each part of what the database asks before it shows a row is taken out in turn, and somebody must notice (S2). In the
// suite a few, drawn by lot; npm run mutants takes all. MUTANTS=handover takes those whose name says so.
const asked = process.env.MUTANTS
const isAll = asked === 'all'
const app = await testApp()
const world = await aWorld(app)
after(() => world.past.end())
await fillEmpty(world)
const standings = await standingsOf(app, world)
const oracle = await oracleOf(world)
const { noticed, matters } = noticingIn(world, oracle, standings)

const mutants = [...(await policyMutants(world.past)), ...(await functionMutants(world.past))]
const nameOf = ({ on, what, part }: Mutant): string => `${on} ${what}: ${part}`

let state = 20_261_122
const lot = (below: number): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return Math.floor((state / 2 ** 32) * below)
}
const drawn = <One>(from: readonly One[], count: number): One[] => {
  const left = [...from]
  return Array.from({ length: Math.min(count, left.length) }, () => left.splice(lot(left.length), 1)).flat()
}
const tried = isAll ? mutants : asked ? mutants.filter((one) => nameOf(one).includes(asked)) : drawn(mutants, 25)

const placesOf = (changes: readonly Mutant[]): string[] =>
  oracle.tables.filter((place) => changes.some(({ tables }) => tables.includes(place)))

type Outcome = 'noticed' | 'explained' | 'neither' | 'failed'
const outcomeOf = async (mutant: Mutant): Promise<Outcome> => {
  const wrong = await noticed([mutant], placesOf([mutant]))
  // A question that fails is no answer: anything that is badly changed would make it fail.
  return wrong ? (wrong.isFailure ? 'failed' : 'noticed') : 'neither'
}
/** An explanation says that nobody notices and why: both are tried, the first for many changes at once. */
const outcomesOfExplained = async (changes: readonly Mutant[]): Promise<[Mutant, Outcome][]> => {
  const wrong = await noticed(changes, placesOf(changes))
  const found: [Mutant, Outcome][] = []
  for (const mutant of changes) {
    const alone = wrong ? await outcomeOf(mutant) : 'neither'
    const without = explanationOf(nameOf(mutant))?.without
    const holds = !without || (await matters(mutant, without, placesOf([mutant])))
    found.push([mutant, alone === 'neither' && holds ? 'explained' : alone])
  }
  return found
}
/** As many rounds as it takes, with one change of each policy or function in each: two would undo one another. */
const roundsOf = (changes: readonly Mutant[]): Mutant[][] => {
  const rounds: Mutant[][] = []
  for (const mutant of changes) {
    const isFree = (round: readonly Mutant[]) => !round.some(({ on, what }) => on === mutant.on && what === mutant.what)
    const free = rounds.find(isFree)
    if (free) free.push(mutant)
    else rounds.push([mutant])
  }
  return rounds
}

describe('nothing that the database asks before it shows a row can be taken out unnoticed (S2)', () => {
  test('as it is, each table shows each person what they may be shown, and nothing else', async () => {
    const wrong: string[] = []
    const places = asked && !isAll ? placesOf(tried) : oracle.tables
    await world.past.query('begin')
    for (const standing of asked ? standings : drawn(standings, 25))
      wrong.push(...(await oracle.wrongFor(standing, places)).map(({ text }) => text))
    await world.past.query('rollback')
    assert.deepEqual(wrong, [])
  })
  test(isAll ? 'every part' : `${tried.length} parts`, { timeout: 3_000_000 }, async (t) => {
    const found: Record<Outcome, string[]> = { noticed: [], explained: [], neither: [], failed: [] }
    const isExplained = (mutant: Mutant) => explanationOf(nameOf(mutant)) !== undefined
    for (const mutant of tried) if (!isExplained(mutant)) found[await outcomeOf(mutant)].push(nameOf(mutant))
    for (const round of roundsOf(tried.filter(isExplained)))
      for (const [mutant, outcome] of await outcomesOfExplained(round)) found[outcome].push(nameOf(mutant))
    const share = found.noticed.length / tried.length
    const figures = `${found.noticed.length} of ${tried.length} noticed (${(share * 100).toFixed(1)} %), ${found.explained.length} explained`
    t.diagnostic(
      `${isAll ? 'figure S2: changed parts of policies and of functions that answer “may I”: ' : ''}${figures}, ${found.neither.length} neither`,
    )
    t.diagnostic(`asked of ${standings.length} standings`)
    for (const name of found.neither) t.diagnostic(`neither: ${name}`)
    assert.deepEqual(found.failed, [], 'a question failed: that says nothing of whether the change is noticed')
    assert.deepEqual(found.neither, [])
    if (isAll) assert.ok(share >= 0.85, figures)
  })
  test('and after it all is as it was: what was noticed was the change, and not that time had passed', async () => {
    await world.past.query('begin')
    const wrong: string[] = []
    for (const standing of [...standings.slice(0, 10), ...drawn(standings, 10)])
      wrong.push(...(await oracle.wrongFor(standing, oracle.tables)).map(({ text }) => text))
    await world.past.query('rollback')
    assert.deepEqual(wrong, [])
  })
})
