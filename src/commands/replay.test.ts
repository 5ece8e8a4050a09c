import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { after, test } from 'node:test'
import * as deadline from './deadline.ts'
import { WrongWords } from './io.ts'
import * as replay from './replay.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'replay-'))
after(() => rmSync(folder, { recursive: true }))
const fileWith = (name: string, content: string) => {
  const file = path.join(folder, name)
  writeFileSync(file, content)
  return file
}
const reviews = path.join(import.meta.dirname, '../domains/replay/reviews')
const good = path.join(reviews, 'hertfordshire-2016.json')

const run = async (command: typeof replay, args: string[], input = '') => {
  const stdout = new PassThrough()
  const code = await command.run(args, { stdin: Readable.from([input]), stdout })
  stdout.end()
  return { code, output: await text(stdout) }
}

test('a bad file is told with its place, the rest are replayed, and the answer is 1', async () => {
  const bad = fileWith('bad.json', '{"events": [\n  {"date": "2024-01-08"}]}')
  const { code, output } = await run(replay, ['--json', bad, good, path.join(folder, 'missing.json')])
  const [first, second, third] = JSON.parse(output)
  assert.equal(code, 1)
  assert.deepEqual(first, { file: bad, error: { line: 2, column: 3, message: 'This event has no precision' } })
  assert.ok(second.duties.length > 0)
  assert.equal(third.error.message, 'There is no such file')
})

test('a folder, a pipe and a file too large are refused at once, and the rest are replayed', async () => {
  const pipe = path.join(folder, 'pipe')
  execFileSync('mkfifo', [pipe])
  const large = path.join(folder, 'large.json')
  writeFileSync(large, '')
  truncateSync(large, 100 * 1024 * 1024)
  const { code, output } = await run(replay, ['--json', folder, pipe, large, good])
  const results: { error?: { line: number; column: number; message: string } }[] = JSON.parse(output)
  assert.equal(code, 1)
  assert.deepEqual(
    results.map(({ error }) => error?.message.split(':')[0]),
    ['This is a folder', 'This is no file', 'The file is larger than 16 MB', undefined],
  )
})

test('a file through standard input is replayed, and one without end is cut off', async () => {
  const { output } = await run(replay, ['--json', '-'], readFileSync(good, 'utf8'))
  assert.ok(JSON.parse(output)[0].duties.length > 0)
  const endless = Readable.from(
    (function* () {
      for (;;) yield ' '.repeat(1024 * 1024)
    })(),
  )
  const stdout = new PassThrough()
  assert.equal(await replay.run(['--json', '-'], { stdin: endless, stdout }), 1)
  stdout.end()
  assert.match(JSON.parse(await text(stdout))[0].error.message, /larger than 16 MB/)
})

test('day 0 is given for all files, or by slug; nonsense is refused', async () => {
  const dueOf = async (...words: string[]) => {
    const { output } = await run(replay, ['--json', good, ...words])
    return JSON.parse(output)[0].duties.find(({ code }: { code: string }) => code === 'ARREST').dueAt
  }
  assert.equal(await dueOf(), null)
  assert.equal(await dueOf('--day0', '2016-06-03'), '2016-06-06T23:59:59+01:00')
  assert.equal(await dueOf('--day0', 'other=2016-06-10', 'hertfordshire-2016=2016-06-03'), '2016-06-06T23:59:59+01:00')
  assert.equal(await dueOf('--day0', 'other=2016-06-10'), null)
  await assert.rejects(run(replay, [good, '--day0', '2016-06-31']), WrongWords)
  await assert.rejects(run(replay, []), WrongWords)
})

test('for people each event shows what would have been due and why, and blames nobody', async () => {
  const { code, output } = await run(replay, [good])
  assert.equal(code, 0)
  assert.match(output, /RELEASED_ON_BAIL: Police: Tell the victim that the suspect is out on bail/)
  assert.match(output, /no record found/)
  assert.match(output, /Hangs on the words: “doors from”/)
  assert.match(output, /The file tells a part only/)
  assert.doesNotMatch(output, /\b(?:fail|breach of law|unlawful|prevented|refused)/i)
})

test('deadline answers line for line: the end of the day with its offset, or why it is refused', async () => {
  const lines = [
    '2026-12-24T15:50 1',
    '2027-04-30 1',
    '2027-03-28T01:30 1',
    '2028-12-29 1',
    '2026-02-30 1',
    'x',
    '2026-12-24 0',
    '2026-12-24 251',
  ]
  const { code, output } = await run(deadline, [], `${lines.join('\n')}\n`)
  assert.equal(code, 1)
  assert.deepEqual(
    output
      .trimEnd()
      .split('\n')
      .map((line) => line.replace(/^refused: .+/, 'refused')),
    ['2026-12-29T23:59:59+00:00', '2027-05-04T23:59:59+01:00', ...Array.from({ length: 6 }, () => 'refused')],
  )
  assert.equal((await run(deadline, [], '2026-12-24 250')).code, 0)
})
