import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { testApp } from '../testing/app.ts'
import { standingsOf } from './askers.ts'
import { explanationOf } from './explained.ts'
import { fillEmpty } from './filled.ts'
import { functionMutants, type Mutant, policyMutants } from './mutants.ts'
import { oracleOf } from './oracle.ts'
import { aWorld } from './world.ts'

// Each part of what the database asks before it shows a row is taken out in turn, and somebody must notice (S2). In the
// suite a few, drawn by lot; npm run mutants takes all, which lasts a quarter of an hour.
const isAll = process.env.MUTANTS === 'all'
const app = await testApp()
const world = await aWorld(app)
after(() => world.past.end())
await fillEmpty(world)
const standings = await standingsOf(app, world)
const { tables, wrongFor, noticed } = await oracleOf(world)

/** The functions of the database that answer "may I". */
const asked =
  'actor_has_case answers_misuse current_emergency current_emergency_people current_excluded current_grounds current_is_administrator current_is_data_protection_lead current_is_safeguarding current_led current_on_other_side current_partial current_reach current_reach_ids current_to_tell is_excluded is_of_current_agency may_answer_misuse shown_by_itself'
const mutants = [...(await policyMutants(world.past)), ...(await functionMutants(world.past, asked.split(' ')))]
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
/** Tables by which a change is noticed: its own, or for a function some of those whose policies ask it. */
const placesOf = ({ tables: own }: Mutant): string[] => {
  const askedBy = own.length > 0 ? own : ['aggressor_opinion', 'misuse_alert', 'case_grant', 'note']
  return askedBy.filter((place) => tables.includes(place)).slice(0, 4)
}

describe('nothing that the database asks before it shows a row can be taken out unnoticed (S2)', () => {
  test('as it is, each table shows each person what they may be shown, and nothing else', async () => {
    const wrong: string[] = []
    await world.past.query('begin')
    for (const standing of isAll ? standings : drawn(standings, 25)) wrong.push(...(await wrongFor(standing, tables)))
    await world.past.query('rollback')
    assert.deepEqual(wrong, [])
  })
  test(isAll ? 'every part' : '25 parts, drawn by lot', { timeout: 3_000_000 }, async (t) => {
    const tried = isAll ? mutants : drawn(mutants, 25)
    const fine = standings.filter(({ name }) => name !== 'a directory' && name !== 'nobody')
    const others = standings.filter((one) => !fine.includes(one))
    const unnoticed: string[] = []
    const counted = { noticed: 0, explained: 0 }
    for (const mutant of tried) {
      const name = nameOf(mutant)
      const why = explanationOf(name)
      const changes = why?.without ? [mutant, { ...mutant, apply: why.without }] : [mutant]
      const places = placesOf(mutant)
      const asking = places.includes('inbox_item') ? fine : [...fine, ...others]
      // What is explained and has no second guard is not asked: nobody could notice.
      const found = why && !why.without ? undefined : await noticed(changes, places, asking)
      if (why && (found || !why.without)) counted.explained++
      else if (found) counted.noticed++
      else unnoticed.push(name)
    }
    const share = counted.noticed / tried.length
    const figures = `${counted.noticed} of ${tried.length} noticed (${(share * 100).toFixed(1)} %), ${counted.explained} explained`
    t.diagnostic(
      `${isAll ? 'figure S2: changed parts of policies and of functions that answer “may I”: ' : ''}${figures}, ${unnoticed.length} neither`,
    )
    for (const name of unnoticed) t.diagnostic(`neither: ${name}`)
    assert.ok(share + counted.explained / tried.length >= 0.85, unnoticed.join('\n'))
  })
})
