import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { PassThrough, Readable } from 'node:stream'
import { test } from 'node:test'
import { freshDatabase } from '../testing/database.ts'
import { commands, help } from './list.ts'
import { runCommand } from './run.ts'

const command = async (words: string[], environment: NodeJS.ProcessEnv = {}, typed = '') => {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const now = () => new Date('2026-11-22T10:00:00Z')
  const code = await runCommand(words, { stdin: Readable.from([typed]), stdout, stderr, environment, now })
  return { code, out: String(stdout.read() ?? ''), err: String(stderr.read() ?? '') }
}

test('help names every command, each of them loads, and none is hidden', async () => {
  const { code, out } = await command(['help'])
  assert.equal(code, 0)
  for (const [name, { load }] of Object.entries(commands)) {
    assert.match(out, new RegExp(`^  ${name}\\b`, 'm'))
    assert.equal(typeof (await load()).run, 'function')
  }
  const runnable: string[] = []
  for (const file of readdirSync(import.meta.dirname).filter((file) => !file.endsWith('.test.ts')))
    if ('run' in (await import(`./${file}`))) runnable.push(file.replace('.ts', ''))
  assert.deepEqual(Object.keys(commands).sort(), runnable.sort())
})

test('a wrong word is answered with how to use it, on stderr, and exit code 2', async () => {
  assert.deepEqual(await command([]), { code: 2, out: '', err: `${help()}\n` })
  for (const words of [
    ['nonsense'],
    ['constructor'],
    ['db'],
    ['db', 'nonsense'],
    ['db', 'migrate', 'more'],
    ['staff', '--loud'],
    ['backup'],
  ]) {
    const { code, out, err } = await command(words)
    assert.deepEqual([code, out], [2, ''], words.join(' '))
    assert.match(err, /How to use it: script\/waymark/)
  }
})

test('a wrong setting ends a command with what to do, and no trace of code', async () => {
  const { code, err } = await command(['db', 'migrate'], { PORT: 'x' })
  assert.deepEqual([code, err], [1, 'PORT must be a whole number from 1 to 65535\n'])
})

const settingsOf = ({ owner, secret }: Awaited<ReturnType<typeof freshDatabase>>) => ({
  DATABASE_URL: owner,
  WAYMARK_SECRET: secret.bytes.toString('hex'),
})

test('the first agency and its administrator are made once, and the answer is a link and nothing else', async () => {
  const settings = { ...settingsOf(await freshDatabase()), WAYMARK_ADDRESS: 'https://waymark.example' }
  const typed = 'Invented Advocacy\nadvocacy\nAda Invented\nada@invented.example\n'
  const { code, out } = await command(['setup'], settings, typed)
  assert.equal(code, 0)
  assert.match(out, /^https:\/\/waymark\.example\/sign-in\/join\/[\w-]{43}\n$/)
  const again = await command(
    ['setup', '--agency', 'B', '--kind', 'police', '--name', 'B', '--email', 'b@b.example'],
    settings,
  )
  assert.deepEqual([again.code, again.out], [1, ''])
  assert.match(again.err, /There are agencies here already.*Nothing was changed/)
})

test('setup says which answer is missing or wrong, and makes nothing', async () => {
  const settings = settingsOf(await freshDatabase())
  const { code, err } = await command(['setup', '--kind', 'circus'], settings, ' \nAda\nnot an address\n')
  assert.equal(code, 1)
  assert.match(
    err,
    /Give the name of the first agency\nGive its kind: police, .*\nGive the administrator's e-mail address/,
  )
  assert.equal(
    (await command(['setup', '--agency', 'B', '--kind', 'police', '--name', 'B', '--email', 'b@b.example'], settings))
      .code,
    0,
  )
})

test("a database that may hold people's records is destroyed only by its own name", async () => {
  const database = await freshDatabase()
  const settings = settingsOf(database)
  const name = new URL(database.owner).pathname.slice(1)
  await command(['setup', '--agency', 'B', '--kind', 'police', '--name', 'B', '--email', 'b@b.example'], settings)
  assert.match(
    (await command(['db', 'reset'], settings)).err,
    new RegExp(`may hold people's records.*--yes-destroy ${name}`),
  )
  assert.match(
    (await command(['db', 'reset', '--yes-destroy', 'other'], settings)).err,
    /is called .*, not other\. Nothing was changed/,
  )
  assert.match((await command(['setup'], settings, 'a\npolice\nb\nb@b.example\n')).err, /agencies here already/)
  const { code, out } = await command(['db', 'reset', '--yes-destroy', name], settings)
  assert.deepEqual([code, /^ran 0001_/.test(out)], [0, true])
  assert.equal((await command(['setup'], settings, 'a\npolice\nb\nb@b.example\n')).code, 0)
})
