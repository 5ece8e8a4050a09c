import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { root } from '../platform/settings.ts'
import { adversaries } from './adversaries/index.ts'
import { answers } from './answers/index.ts'
import { asvsPage, counts, items } from './asvs.ts'
import { wrongWith } from './cited.ts'
import { figureIn, figures, goalsPage } from './goals.ts'
import { goals } from './goals-list.ts'
import { threatPage } from './threats.ts'

const page = (name: string) => readFileSync(path.join(root, 'docs', name), 'utf8')

test('every item of levels 1 and 2, and of V8, V14 and V16 at level 3, is answered, and no other (S1)', (t) => {
  assert.equal(items.filter(({ L }) => L <= 2).length, 253)
  assert.deepEqual(Object.keys(answers).sort(), items.map(({ req_id }) => req_id).sort())
  const said = Object.entries(counts()).map(([kind, count]) => `${count} ${kind}`)
  t.diagnostic(`figure S1: ${items.length} of ${items.length} items answered: ${said.join(', ')}`)
})

test('each test that an answer or the threat model names is there under that name', () => {
  const fromAnswers = Object.values(answers).flatMap((answer) => ('tests' in answer ? answer.tests : []))
  const lines = adversaries.flatMap(({ gains, kept }) => [...gains, ...kept])
  const fromThreats = lines.flatMap((line) => ('tests' in line ? line.tests : []))
  const wrong = [...fromAnswers, ...fromThreats].map(wrongWith).filter(Boolean)
  assert.deepEqual(wrong, [])
})

test('an item that is met names a test, and a document that it names is there', () => {
  for (const [id, answer] of Object.entries(answers)) {
    if ('tests' in answer) assert.ok(answer.tests.length > 0, id)
    if ('document' in answer) assert.ok(readFileSync(path.join(root, answer.document)).length > 0, id)
  }
})

test('nine adversaries are looked at, each with what they get and what is kept from them (S17)', (t) => {
  assert.equal(adversaries.length, 9)
  for (const { who, gains, kept } of adversaries) assert.ok(gains.length > 0 && kept.length > 0, who)
  const lines = adversaries.flatMap(({ gains, kept }) => [...gains, ...kept])
  const tested = lines.filter((line) => 'tests' in line)
  t.diagnostic(
    `figure S17: 9 adversaries, ${lines.length} lines, ${tested.length} with a test, the others with the reason`,
  )
})

test('the pages in docs are what npm run assurance writes', () => {
  assert.equal(page('asvs.md'), asvsPage())
  assert.equal(page('threat-model.md'), threatPage())
  assert.equal(page('goals.md'), goalsPage(figures()))
})

test('each figure belongs to a goal, and each goal says where it stands', () => {
  const ids = goals.map(({ id }) => id)
  assert.deepEqual(
    ids,
    Array.from({ length: 17 }, (_, index) => `S${index + 1}`),
  )
  for (const id of Object.keys(figures())) assert.ok(ids.includes(id), id)
})

test('a figure is read as a test prints it, plain or with other lines around it, and only that of its own goal', () => {
  const printed = 'ℹ figure S3: one\n✔ a test\n# figure S3: two \nfigure S13: three\nsaid of figure S3: no\n'
  assert.equal(figureIn(printed, 'S3'), 'one; two')
  assert.equal(figureIn(printed, 'S13'), 'three')
  assert.equal(figureIn(printed, 'S1'), undefined)
})

test('a test that is cited under a wrong name, or in a file that is not there, is told', () => {
  assert.match(wrongWith(['src/app.test.ts', 'no such test']) ?? '', /has no test called/)
  assert.match(wrongWith(['src/nowhere.test.ts', 'a test']) ?? '', /is not there/)
  assert.equal(wrongWith(['src/app.test.ts', 'a page that does not say who may use it stops the start']), undefined)
})
