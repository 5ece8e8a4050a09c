import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { openServer } from '../platform/server.ts'
import { readSettings } from '../platform/settings.ts'
import { runCommand } from './run.ts'

const place = mkdtempSync(path.join(tmpdir(), 'waymark-backup-'))
chmodSync(place, 0o711)
after(() => rmSync(place, { recursive: true }))

const command = async (words: string[], environment: NodeJS.ProcessEnv) => {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const now = () => new Date('2026-11-22T10:00:00Z')
  const code = await runCommand(words, { stdin: Readable.from([]), stdout, stderr, environment, now })
  return { code, out: String(stdout.read() ?? ''), err: String(stderr.read() ?? '') }
}
const ask = async (url: string, question: string) => {
  const client = new pg.Client(url)
  await client.connect()
  return (await client.query(question).finally(() => client.end())).rows
}
const from = path.join(place, 'from')
const to = path.join(place, 'to')
const file = path.join(place, 'copy.tar.gz')

test('what was saved before the end of a backup is there when it is put back, though people wrote all the while', async () => {
  assert.equal((await command(['db', 'migrate'], { WAYMARK_DATA: from })).code, 0)
  const server = await openServer(readSettings({ WAYMARK_DATA: from }))
  await ask(server.owner, 'create table kept (id serial primary key, body text not null)')
  await ask(server.owner, "insert into kept (body) select repeat('x', 400) from generate_series(1, 20000)")
  let isWriting = true
  let acknowledged = 0
  const writer = new pg.Client(server.owner)
  await writer.connect()
  const writing = (async () => {
    for (; isWriting; acknowledged++) await writer.query("insert into kept (body) values (repeat('y', 400))")
  })()
  await pause(100)
  const before = acknowledged
  const made = await command(['backup', file], { WAYMARK_DATA: from })
  assert.equal(made.code, 0, made.err)
  isWriting = false
  await writing
  await writer.end()
  await server.stop()
  assert.ok(before > 0 && acknowledged > before + 10, `people wrote ${acknowledged - before} times during the backup`)

  mkdirSync(to, { mode: 0o711 })
  cpSync(path.join(from, 'secret'), path.join(to, 'secret'))
  // The keys have a copy of their own.
  cpSync(path.join(from, 'keys'), path.join(to, 'keys'), { recursive: true })
  const restored = await command(['restore', file], { WAYMARK_DATA: to })
  assert.deepEqual({ code: restored.code, err: restored.err.split('\n').slice(1) }, { code: 0, err: [''] })
  assert.match(
    restored.out,
    /^restored \d+ rows of \d+ tables, up to the end of the backup of 2026-11-22T10:00:00\.000Z\n$/,
  )

  const again = await openServer(readSettings({ WAYMARK_DATA: to }))
  const [{ rows, holes }] = await ask(
    again.owner,
    'select count(*)::int as rows, max(id) - count(*)::int as holes from kept',
  )
  assert.equal(holes, 0)
  assert.ok(rows >= 20_000 + before, `${rows} rows came back of ${20_000 + before} saved before it began`)
  assert.deepEqual(await ask(again.app, 'select 1 as one'), [{ one: 1 }])
  await again.stop()
})

test('a backup holds no secret and no password, and only its owner may read it', () => {
  assert.equal(statSync(file).mode & 0o777, 0o600)
  const names = execFileSync('tar', ['-tzf', file], { encoding: 'utf8' }).split('\n')
  assert.ok(names.includes('./backup_label') && names.includes('./PG_VERSION'))
  assert.deepEqual(
    names.filter((name) => /secret|password|postmaster\.pid|server\.log/.test(name)),
    [],
  )
  assert.deepEqual(readdirSync(place).sort(), ['copy.tar.gz', 'from', 'to'])
})

test('a backup is never written over another file', async () => {
  const { code, err } = await command(['backup', file], { WAYMARK_DATA: from })
  assert.deepEqual([code, /is there already\. Nothing was written/.test(err)], [1, true])
})

test('a copy is put back neither over a database, nor without its secret, nor with another one', async () => {
  assert.match((await command(['restore', file], { WAYMARK_DATA: from })).err, /holds a database.*Nothing was changed/)
  const bare = path.join(place, 'bare')
  assert.match((await command(['restore', file], { WAYMARK_DATA: bare })).err, /The secret is missing/)
  assert.equal(existsSync(bare), false)
  const other = { WAYMARK_DATA: bare, WAYMARK_SECRET: '00'.repeat(32) }
  assert.match((await command(['restore', file], other)).err, /The secret here is another one/)
  assert.equal(existsSync(bare), false)
})

test('a file that is no backup, or half of one, is refused and leaves no database behind', async () => {
  const damaged = path.join(place, 'damaged.tar.gz')
  const target = path.join(place, 'target')
  mkdirSync(target)
  cpSync(path.join(from, 'secret'), path.join(target, 'secret'))
  writeFileSync(damaged, 'not a backup')
  assert.match(
    (await command(['restore', damaged], { WAYMARK_DATA: target })).err,
    /is not a backup that Waymark wrote, or is damaged/,
  )
  execFileSync('bash', [
    '-c',
    'head -c "$1" "$2" >"$3"',
    'cut',
    String(Math.floor(statSync(file).size / 2)),
    file,
    damaged,
  ])
  assert.equal((await command(['restore', damaged], { WAYMARK_DATA: target })).code, 1)
  assert.deepEqual(readdirSync(target), ['secret'])
})

test('with a server of your own, backup and restore say what to use instead', async () => {
  for (const word of ['backup', 'restore']) {
    const { code, err } = await command([word, path.join(place, 'x')], {
      DATABASE_URL: 'postgres://o@db.example/waymark',
    })
    assert.deepEqual([code, /pgBackRest/.test(err)], [1, true])
  }
})
