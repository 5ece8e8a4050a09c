import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { connect } from '../../platform/db.ts'
import { freshDatabase } from '../../testing/database.ts'

const database = await freshDatabase()
const everything = connect(database.superuser, { max: 2 })
after(() => everything.destroy())

type Shown = { counts: number[]; shown: number[] | null }
const hidden = async (rows: number[][], below: number, sharesWhole: boolean): Promise<Shown[]> => {
  const result = await sql<Shown>`
    select counts, private.hide_small(counts, ${below}, ${sharesWhole}) as shown
    from (select array(select jsonb_array_elements_text(row)::integer) as counts from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) as row) as given`.execute(
    everything,
  )
  return result.rows
}
const sum = (counts: readonly number[]): number => counts.reduce((before, count) => before + count, 0)
const toFive = (count: number): number => 5 * Math.round(count / 5)

/** Every row of so many counts, each from one up. */
const grid = (width: number, top: number): number[][] =>
  width === 0
    ? [[]]
    : grid(width - 1, top).flatMap((row) => Array.from({ length: top }, (_, index) => [...row, index + 1]))

/**
 * Somebody who knows how counts are hidden, and tries every truth there could be: for each thing that can be shown, all that each
 * hidden count may have been.
 */
const attack = (rows: readonly Shown[], knowsWhole: boolean): Map<string, { shown: number[]; may: Set<number>[] }> => {
  const found = new Map<string, { shown: number[]; may: Set<number>[] }>()
  for (const { counts, shown } of rows) {
    if (!shown) continue
    const seen = `${shown} of ${knowsWhole ? sum(counts) : toFive(sum(counts))}`
    const known = found.get(seen) ?? { shown, may: counts.map(() => new Set<number>()) }
    for (const [index, count] of counts.entries()) known.may[index]?.add(count)
    found.set(seen, known)
  }
  return found
}

describe('a small count is shown to nobody (IS-08, INV-47)', () => {
  for (const { width, top, below } of [
    { width: 2, top: 40, below: 5 },
    { width: 3, top: 26, below: 5 },
    { width: 4, top: 13, below: 5 },
    { width: 3, top: 24, below: 8 },
  ])
    for (const sharesWhole of [false, true])
      test(`of ${width} counts up to ${top}, a hidden one could be any number from 1 to ${below - 1}, ${sharesWhole ? 'even when the whole is known exactly' : 'with the whole beside it'}`, async () => {
        const rows = await hidden(grid(width, top), below, sharesWhole)
        const cases = [...attack(rows, sharesWhole)]
        assert.ok(cases.some(([, { shown }]) => shown.includes(-1)))
        // Near the end of the grid not every truth was tried.
        for (const [seen, { shown, may }] of cases.filter(([text]) => Number(text.split(' of ')[1]) <= top - 3))
          for (const [index, count] of shown.entries())
            for (let small = 1; count === -1 && small < below; small++)
              assert.ok(may[index]?.has(small), `${seen}: count ${index} cannot be ${small}`)
      })

  const counts = fc.array(fc.nat(60), { minLength: 1, maxLength: 9 })
  test('what is shown is to the nearest five, hides each small count and none other, and stands in its place', async () => {
    await fc.assert(
      fc.asyncProperty(counts, fc.integer({ min: -3, max: 20 }), fc.boolean(), async (row, below, sharesWhole) => {
        const least = Math.max(below, 5)
        const [answer] = await hidden([row], below, sharesWhole)
        if (sum(row) < least) assert.equal(answer?.shown, null)
        if (row.every((count) => count === 0 || count >= least) && sum(row) >= least) assert.ok(answer?.shown)
        if (answer?.shown)
          assert.deepEqual(
            answer.shown,
            row.map((count) => (count > 0 && count < least ? -1 : toFive(count))),
          )
      }),
      { numRuns: 200 },
    )
  })

  test('a limit below five is not taken, whoever asks for it', async () => {
    for (const below of [0, 1, 4, -100])
      assert.deepEqual(await hidden([[3, 12, 22]], below, false), [{ counts: [3, 12, 22], shown: [-1, 10, 20] }])
  })

  test('one small count beside others is still of use: 41 told in time and 3 late are shown as 40 and fewer than five', async () => {
    assert.deepEqual((await hidden([[41, 3]], 5, false))[0]?.shown, [40, -1])
    assert.deepEqual((await hidden([[41, 3]], 5, true))[0]?.shown, null)
  })
})
