import assert from 'node:assert/strict'
import { chmodSync, existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Writable } from 'node:stream'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { allRules } from '../all-rules.ts'
import { jobs } from './jobs.ts'
import { removePlace } from './place.ts'
import { runBench } from './run.ts'

const captured = () => {
  const chunks: string[] = []
  const stream = new Writable({
    write: (chunk, _, done) => {
      chunks.push(String(chunk))
      done()
    },
  })
  return { stream, text: () => chunks.join('') }
}
const never = new Promise<void>(() => undefined)
const folder = mkdtempSync(path.join(tmpdir(), 'waymark-bench-'))
chmodSync(folder, 0o711)
after(() => removePlace(folder))
const wanted = { folder, cases: 400, now: () => new Date(), rules: allRules, stopped: never }

test('a small bench drives the real app to the end and prints a line for each kind of work, with its ratio and what the worker did', async () => {
  const [stdout, stderr] = [captured(), captured()]
  const turns = { alone: 2, atOnce: 10, rounds: 1 }
  const misses = await runBench(
    { ...wanted, turns, workerSeconds: 1 },
    { stdout: stdout.stream, stderr: stderr.stream },
  )
  assert.ok(misses)
  const said = stdout.text()
  assert.match(said, /Seeded in 0 min/)
  assert.match(said, /First page: \d+\.\d KB gzipped, within 100 KB/)
  for (const { name, aim } of jobs) {
    const lines = said.split('\n').filter((line) => line.startsWith(name))
    assert.equal(lines.length, 2, name)
    assert.match(lines[1] ?? '', new RegExp(` ${aim} (met|not met) +\\d+$`), 'the aim stands beside what was seen')
  }
  assert.match(said, /A row of the log, 120 times: p50 \d+\.\d\d ms/)
  assert.match(said, /save a form of 24 questions: p50 [\d.]+, p95 [\d.]+ \(aim 100, (not )?met\); its SQL alone p95/)
  assert.match(said, /open a plan of 60 thoughts: .*opening alone p95 [\d.]+/)
  assert.match(said, /A plan of 60 thoughts on paper, seconds a PDF \(aim 1\): English p50 \d+\.\d\d, p95/)
  assert.match(said, /Worker: \d+ entries in 1\.\d s/)
  assert.match(said, /alone it looked at 400 duties in/)
})

test('a bench that is stopped while it seeds ends its programs and its database, and the cut-off seed is not taken for a whole one', async () => {
  const other = mkdtempSync(path.join(tmpdir(), 'waymark-bench-'))
  chmodSync(other, 0o711)
  const [stdout, stderr] = [captured(), captured()]
  const out = { stdout: stdout.stream, stderr: stderr.stream }
  const stopped = (async () => {
    while (!stderr.text().includes('Seeding')) await pause(50)
  })()
  assert.equal(await runBench({ ...wanted, folder: other, cases: 100_000, stopped }, out), null)
  assert.equal(existsSync(path.join(other, 'cluster/postmaster.pid')), false)
  await assert.rejects(runBench({ ...wanted, folder: other, cases: 100_000 }, out), /cut off while it seeded/)
  removePlace(other)
})
