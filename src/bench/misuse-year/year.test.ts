import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { falseRate, printed, recall } from './print.ts'
import { scoreOf } from './score.ts'
import { yearOf } from './year.ts'

// A sixth of the whole year; `script/waymark misuse year` runs all of it. The limits were tuned on seed 1 at full size.
const small = { staff: 330, looks: 165_000, abusers: 50 }

for (const seed of [1, 2, 3])
  test(`seed ${seed}: of those who misuse 19 in 20 are found, with at most 5 false alerts in 1,000 staff-days (S13)`, (t) => {
    const score = scoreOf({ seed, ...small })
    t.diagnostic(printed(score))
    assert.equal(score.planted, 50)
    assert.ok(recall(score) >= 0.95, `${score.found} of ${score.planted}`)
    assert.ok(falseRate(score) <= 5, `${falseRate(score)} in 1,000 staff-days`)
    for (const { kind, found } of score.lines) assert.ok(found > 0, `nobody of this kind was found: ${kind}`)
  })

test('a seed gives the same year again, another seed another, and what is done wrong is little of it', () => {
  const [one, again, other] = [1, 1, 2].map((seed) => yearOf({ seed, ...small }))
  assert.deepEqual(one?.abusers, again?.abusers)
  assert.deepEqual(one?.events.slice(0, 2000), again?.events.slice(0, 2000))
  assert.notDeepEqual(one?.events.slice(0, 2000), other?.events.slice(0, 2000))
  const wrong = one?.events.filter(({ because }) => because === 'misuse').length ?? 0
  assert.ok(wrong > 300 && wrong < (one?.events.length ?? 0) / 50, `${wrong}`)
})

test('the year is written without the detectors: only the score knows both', () => {
  for (const file of readdirSync(import.meta.dirname).filter((name) => !/^(score|print)\.ts$|\.test\.ts$/.test(name)))
    assert.doesNotMatch(readFileSync(path.join(import.meta.dirname, file), 'utf8'), /domains\/misuse/, file)
})
