import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import pg from 'pg'
import { openBytes } from '../platform/case-vault.ts'
import { connect } from '../platform/db.ts'
import { folderKeeper } from '../platform/keys/folder.ts'
import { KeysOutOfReach } from '../platform/keys/keeper.ts'
import { settleKeys } from '../platform/keys/settle.ts'
import { socketKeeper } from '../platform/keys/socket.ts'
import { migrate, migrationsFolder } from '../platform/migrate.ts'
import { seal } from '../platform/sealing.ts'
import { key, secretFromHex } from '../platform/secrets.ts'
import { root } from '../platform/settings.ts'
import { openFor } from '../platform/vault.ts'
import { freshDatabase } from '../testing/database.ts'
import { commandAt } from '../testing/place.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'waymark-keys-'))
after(() => rmSync(folder, { recursive: true }))
const command = commandAt(() => new Date())
const hex = process.env.TEST_SECRET ?? ''
const secret = secretFromHex(hex)

/** Database and keys as whoever upgrades has them: every migration but that of the keepers, and keys that the secret alone opens. */
const anOldDatabase = async (people: number) => {
  const { owner, superuser } = await freshDatabase('template0')
  const before = path.join(folder, randomUUID())
  mkdirSync(before)
  for (const name of readdirSync(migrationsFolder).filter((name) => /^\d{4}_/.test(name) && name < '0330'))
    copyFileSync(path.join(migrationsFolder, name), path.join(before, name))
  await migrate(owner, secret, before)
  const client = new pg.Client(superuser)
  await client.connect()
  const one = async (text: string, values: unknown[]): Promise<string> =>
    (await client.query<{ id: string }>(`${text} returning id`, values)).rows[0]?.id ?? assert.fail()
  // Who they are is of no account here; what refers to them stands in other tests.
  await client.query("set session_replication_role = 'replica'")
  const sealed: { personId: string; row: string; value: Buffer; text: string }[] = []
  for (let number = 0; number < people; number++) {
    const personId = await one(
      'insert into person (agency_id, name, added_by, added_at) values (gen_random_uuid(), $1, gen_random_uuid(), now())',
      [`Person ${number} Inventado`],
    )
    const own = randomBytes(32)
    const wrapped = seal(key(secret, 'vault'), `person_key/${personId}`, own)
    await client.query('insert into vault.person_key (person_id, wrapped, made_at) values ($1, $2, now())', [
      personId,
      wrapped,
    ])
    const [row, text] = [randomUUID(), `what was said to person ${number}`]
    sealed.push({ personId, row, text, value: seal(own, `contact_route/value/${row}/${personId}`, Buffer.from(text)) })
  }
  const [caseId, fileId, own] = [randomUUID(), randomUUID(), randomBytes(32)]
  const wrapped = seal(key(secret, 'evidence'), `evidence_key/${caseId}`, own)
  await client.query('insert into vault.evidence_key (case_id, wrapped, made_at) values ($1, $2, now())', [
    caseId,
    wrapped,
  ])
  await client.end()
  const file = seal(own, `evidence_bytes/original/${fileId}/${caseId}`, Buffer.from('a letter'))
  const db = connect(superuser, { max: 1 })
  after(() => db.destroy())
  const keys = path.join(folder, randomUUID())
  const opensAll = async () => {
    const services = { secret, keeper: folderKeeper(keys, secret) }
    for (const { personId, row, text, value } of sealed) {
      const place = { personId, table: 'contact_route', column: 'value', row }
      assert.equal(await openFor(services, db, place, value), text)
    }
    const bytes = await openBytes(services, db, { caseId, fileId, part: 'original' }, file)
    assert.equal(bytes?.toString(), 'a letter')
  }
  const environment = { DATABASE_URL: owner, WAYMARK_SECRET: hex, WAYMARK_DATA: folder, WAYMARK_KEYS: keys }
  const left = async () =>
    Number(
      (
        await db
          .selectFrom('vault.personKey')
          .select(({ fn }) => fn.countAll().as('left'))
          .where('keptAs', 'is', null)
          .executeTakeFirstOrThrow()
      ).left,
    )
  /** Which of these stand in the files of the table, in rows of before too. */
  const inTheTable = async (traces: { wrapped: Buffer }[]) => {
    await sql`checkpoint`.execute(db)
    const { rows } = await sql<{ file: Buffer }>`
      select pg_read_binary_file(pg_relation_filepath('vault.person_key')) as file`.execute(db)
    return traces.filter(({ wrapped }) => rows[0]?.file.includes(wrapped))
  }
  return { inTheTable, owner, db, keys, environment, opensAll, left, sealed }
}

const started = (words: string[], environment: NodeJS.ProcessEnv): ChildProcess =>
  spawn(process.execPath, [path.join(root, 'src/main.ts'), ...words], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
/** Ends a process as a power cut does, some moments after it has begun to write. True when it had not ended by itself. */
const killedAfter = async (child: ChildProcess, hasBegun: () => boolean, ms: number): Promise<boolean> => {
  const gone = once(child, 'exit')
  while (!hasBegun() && child.exitCode === null) await pause(2)
  await pause(ms)
  child.kill('SIGKILL')
  const [code] = await gone
  return code === null
}
const heldIn = (keys: string): string[] =>
  existsSync(path.join(keys, 'held')) ? readdirSync(path.join(keys, 'held')) : []

test('whoever upgrades finds every value opening, and no key that the secret alone opens is left', async () => {
  const it = await anOldDatabase(40)
  const traces = await it.db.selectFrom('vault.personKey').select('wrapped').execute()
  assert.equal((await it.inTheTable(traces)).length, 40)
  await migrate(it.owner, secret)
  await assert.rejects(it.opensAll(), KeysOutOfReach)
  const done = await command(['db', 'migrate'], it.environment)
  assert.equal(done.code, 0, done.err)
  assert.match(done.err, /41 keys of the vault now stand outside the database/)
  await it.opensAll()
  assert.equal(await it.left(), 0)
  assert.deepEqual(await it.inTheTable(traces), [])
  assert.equal(heldIn(it.keys).length, 41)
  const again = await command(['db', 'migrate'], it.environment)
  assert.deepEqual([again.code, again.err, again.out], [0, '', 'nothing to do\n'])
  rmSync(it.keys, { recursive: true })
  await assert.rejects(it.opensAll(), KeysOutOfReach)
})

test('an upgrade sweeps what was there also where somebody was reading it, once they have ended', async () => {
  const it = await anOldDatabase(10)
  await migrate(it.owner, secret)
  const traces = await it.db.selectFrom('vault.personKey').select('wrapped').execute()
  const [reader, elsewhere] = [it.owner, (await freshDatabase()).owner].map(
    (connectionString) => new pg.Client({ connectionString }),
  )
  assert.ok(reader && elsewhere)
  await Promise.all([reader.connect(), elsewhere.connect()])
  await reader.query('begin isolation level repeatable read')
  await reader.query('select now()')
  // Somebody who writes to another database of the same server is enough.
  await elsewhere.query('begin')
  await elsewhere.query('select pg_current_xact_id()')
  const done = command(['db', 'migrate'], it.environment)
  const until = Date.now() + 20_000
  while ((await it.left()) > 0 && Date.now() < until) await pause(20)
  await pause(500)
  await reader.end()
  await pause(500)
  await elsewhere.end()
  assert.equal((await done).code, 0, (await done).err)
  assert.deepEqual(await it.inTheTable(traces), [])
})

test('an upgrade that is killed again and again goes on where it was, and loses nobody’s key', {
  timeout: 240_000,
}, async (t) => {
  const it = await anOldDatabase(400)
  let kills = 0
  for (let round = 0; round < 12; round++) {
    const before = heldIn(it.keys).length
    const child = started(['db', 'migrate'], it.environment)
    if (await killedAfter(child, () => heldIn(it.keys).length > before + 1, 5 + round * 17)) kills += 1
    if (kills >= 6) break
  }
  assert.ok(kills >= 3, `${kills} kills`)
  const [one, two] = await Promise.all([
    settleKeys(it.owner, { secret, keeper: folderKeeper(it.keys, secret) }),
    settleKeys(it.owner, { secret, keeper: folderKeeper(it.keys, secret) }),
  ])
  assert.ok(one && two)
  await it.opensAll()
  assert.equal(await it.left(), 0)
  t.diagnostic(`killed ${kills} times; ${two.unused.length} parts were kept for nobody, and open nothing`)
})

test('a rotation that is killed at any point leaves every key to be read, and ends when it is run again', {
  timeout: 240_000,
}, async () => {
  const keys = path.join(folder, randomUUID())
  const keeper = folderKeeper(keys, secret)
  await keeper.begin(false)
  const kept = new Map(Array.from({ length: 150 }, () => [randomUUID(), randomBytes(32)]))
  for (const [name, plain] of kept) await keeper.keep(name, plain)
  const environment = { WAYMARK_DATA: folder, WAYMARK_SECRET: hex, WAYMARK_KEYS: keys }
  const about = () => readFileSync(path.join(keys, 'wrapping.json'), 'utf8')
  let kills = 0
  for (let round = 0; round < 8; round++) {
    const before = about()
    if (await killedAfter(started(['keys', 'rotate'], environment), () => about() !== before || kills > 0, round * 60))
      kills += 1
    for (const [name, plain] of kept) assert.deepEqual(await keeper.find(name), plain)
  }
  assert.ok(kills >= 3, `${kills} kills`)
  const done = await command(['keys', 'rotate'], environment)
  assert.match(done.out, /wrapped \d+ keys anew/, done.err)
  assert.deepEqual(JSON.parse(about()).retiring, [])
  for (const [name, plain] of kept) assert.deepEqual(await keeper.find(name), plain)
})

test('the keys may be kept by a process of their own: it answers, it dies, it is started again', {
  timeout: 60_000,
}, async () => {
  const [keys, socket] = [path.join(folder, randomUUID()), path.join(folder, 'kept.socket')]
  const environment = { WAYMARK_DATA: folder, WAYMARK_SECRET: hex, WAYMARK_KEYS: keys, KEYS_SOCKET: socket }
  const begin = async () => {
    const child = started(['keys', 'serve'], environment)
    assert.ok(child.stdout)
    await once(createInterface({ input: child.stdout }), 'line')
    return child
  }
  const asked = socketKeeper(socket, secret)
  const first = await begin()
  await asked.begin(false)
  const [name, plain] = [randomUUID(), randomBytes(32)]
  await asked.keep(name, plain)
  first.kill('SIGKILL')
  await once(first, 'exit')
  await assert.rejects(asked.find(name), KeysOutOfReach)
  const second = await begin()
  assert.deepEqual(await asked.find(name), plain)
  second.kill('SIGTERM')
  const [code] = await once(second, 'exit')
  assert.equal(code, 0)
})

test('what nothing names is erased only when it is asked for and older than a day; what the database names stays, however old', async () => {
  const it = await anOldDatabase(5)
  assert.equal((await command(['db', 'migrate'], it.environment)).code, 0)
  const keeper = folderKeeper(it.keys, secret)
  const [old, fresh] = [randomUUID(), randomUUID()]
  for (const name of [old, fresh]) await keeper.keep(name, randomBytes(32))
  const twoDaysAgo = new Date(Date.now() - 2 * 86_400_000)
  for (const name of heldIn(it.keys).filter((each) => each !== fresh))
    utimesSync(path.join(it.keys, 'held', name), twoDaysAgo, twoDaysAgo)
  const looked = await command(['keys', 'check'], it.environment)
  assert.match(looked.out, /2 kept keys are named by nothing/)
  assert.notEqual(await keeper.find(old), 'forgotten', 'looking erases nothing')
  const done = await command(['keys', 'check', '--forget-unused'], it.environment)
  assert.match(done.out, /forgot 1 of them/)
  assert.equal(await keeper.find(old), 'forgotten')
  assert.ok(Buffer.isBuffer(await keeper.find(fresh)), 'it may belong to writing that is not saved yet')
  await it.opensAll()
})

test('the commands say what is wrong with what they were given', async () => {
  const environment = { WAYMARK_DATA: folder, WAYMARK_SECRET: hex, WAYMARK_KEYS: path.join(folder, 'none') }
  for (const [words, said] of [
    [['keys'], /Say which/],
    [['keys', 'rotate'], /There are no keys in/],
    [['keys', 'copy', 'x'], /There are no keys in/],
    [['keys', 'copy'], /Say which/],
    [['keys', 'serve'], /Set KEYS_SOCKET/],
  ] as const) {
    const { code, err } = await command([...words], environment)
    assert.ok(code > 0 && said.test(err), `${words.join(' ')}: ${err}`)
  }
  const keys = path.join(folder, randomUUID())
  await folderKeeper(keys, secret).begin(false)
  const within = await command(['keys', 'copy', path.join(keys, 'copy')], { ...environment, WAYMARK_KEYS: keys })
  assert.match(within.err, /a folder of its own/)
})
