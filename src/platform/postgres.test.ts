import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { type Postgres, type PostgresOptions, startPostgres } from './postgres.ts'
import { secretFromHex } from './secrets.ts'

const secret = secretFromHex('5e'.repeat(32))
const folder = mkdtempSync(path.join(tmpdir(), 'waymark-crash-'))
chmodSync(folder, 0o711)
const binaries = process.env.TEST_POSTGRES ? { binaries: `/usr/lib/postgresql/${process.env.TEST_POSTGRES}/bin` } : {}
const options: PostgresOptions = { secret, keep: 'durable', ...binaries }

let server: Postgres = await startPostgres(folder, options)
after(async () => {
  await server.stop()
  rmSync(folder, { recursive: true })
})

const ask = async (url: string, question: string, values: unknown[] = []) => {
  const client = new pg.Client(url)
  client.on('error', () => undefined)
  await client.connect()
  return (await client.query(question, values).finally(() => client.end().catch(() => undefined))).rows
}
const postmaster = () => Number.parseInt(readFileSync(path.join(server.folder, 'postmaster.pid'), 'utf8'), 10)

/** Every process of this cluster: each has the data folder as its current folder. */
const processesOf = (cluster: string): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => linkOf(`/proc/${pid}/cwd`) === cluster)
    .map(Number)
const linkOf = (link: string): string | undefined => {
  try {
    return readlinkSync(link)
  } catch {
    return undefined
  }
}

/** Writes from four connections until the server goes; gives back the numbers whose commit was acknowledged. */
const writeUntilItBreaks = async (url: string, round: number): Promise<string[]> => {
  const acknowledged: string[] = []
  const one = async (writer: number) => {
    const client = new pg.Client(url)
    client.on('error', () => undefined)
    await client.connect()
    try {
      for (let number = 0; ; number++) {
        const id = `${round}-${writer}-${number}`
        await client.query('insert into kept values ($1)', [id])
        acknowledged.push(id)
      }
    } catch {
      await client.end().catch(() => undefined)
    }
  }
  await Promise.all([1, 2, 3, 4].map(one))
  return acknowledged
}

test('nothing that was acknowledged is lost when the whole database is killed while people write', async () => {
  await ask(server.url('waymark'), 'create table kept (id text primary key)')
  const acknowledged: string[] = []
  for (let round = 1; round <= 4; round++) {
    const writing = writeUntilItBreaks(server.url('waymark'), round)
    await pause(150 + round * 90)
    const killed = processesOf(server.folder)
    assert.ok(killed.length > 5, 'the postmaster, its helpers and our writers are all there to be killed')
    // All at once: a postmaster alone would let its children finish their work first.
    spawnSync('kill', ['-9', ...killed.map(String)])
    acknowledged.push(...(await writing))
    server = await startPostgres(folder, options)
    const kept = new Set((await ask(server.url('waymark'), 'select id from kept')).map(({ id }) => id))
    assert.deepEqual(
      acknowledged.filter((id) => !kept.has(id)),
      [],
      `lost in round ${round}`,
    )
  }
  assert.ok(acknowledged.length > 100, `only ${acknowledged.length} writes: too few to prove anything`)
})

test('a second command uses the server that runs, and neither ends it for the other', async () => {
  const before = postmaster()
  const second = await startPostgres(folder, options)
  assert.equal(second.url('waymark'), server.url('waymark'))
  await second.stop()
  assert.deepEqual(await ask(server.url('waymark'), 'select 1 as one'), [{ one: 1 }])
  assert.equal(postmaster(), before)
})

test('commands that leave at the same moment leave no server behind', async () => {
  for (let round = 0; round < 3; round++) {
    const others = await Promise.all([1, 2, 3].map(() => startPostgres(folder, options)))
    await Promise.all([server, ...others].map(({ stop }) => stop()))
    assert.equal(existsSync(path.join(server.folder, 'postmaster.pid')), false, `round ${round}`)
    server = await startPostgres(folder, options)
  }
})

test('the last command to leave ends the server, and the next one starts it with its data', async () => {
  await server.stop()
  assert.equal(existsSync(path.join(server.folder, 'postmaster.pid')), false)
  server = await startPostgres(folder, options)
  assert.equal((await ask(server.url('waymark'), 'select count(*) > 0 as some from kept'))[0].some, true)
})

test('the database listens on loopback alone, asks everyone for a password, and checks its pages', async () => {
  const [shown] = await ask(
    server.superuserUrl('postgres'),
    `select current_setting('listen_addresses') as listen, current_setting('unix_socket_directories') as sockets,
       current_setting('data_checksums') as checksums, current_setting('fsync') as fsync,
       current_setting('synchronous_commit') as waits,
       (select datcollate from pg_database where datname = current_database()) as locale,
       (select array_agg(distinct auth_method) from pg_hba_file_rules) as methods`,
  )
  const promised = { listen: '127.0.0.1', sockets: '', checksums: 'on', fsync: 'on', waits: 'on', locale: 'C' }
  assert.deepEqual(shown, { ...promised, methods: ['scram-sha-256'] })
  const noPassword = server.superuserUrl('postgres').replace(/:[^:@]+@/, '@')
  await assert.rejects(ask(noPassword, 'select 1'), /password/)
})

test('nobody else on this machine may read the data folder, and no password lies about in it', () => {
  assert.equal(statSync(server.folder).mode & 0o077, 0)
  assert.deepEqual(readdirSync(folder), ['cluster'])
})

test('the wrong secret is named as the trouble, and the running server is left alone', async () => {
  const other = secretFromHex('0f'.repeat(32))
  await assert.rejects(startPostgres(folder, { ...options, secret: other }), /secret does not open the database/)
  assert.deepEqual(await ask(server.url('waymark'), 'select 1 as one'), [{ one: 1 }])
  await server.stop()
  await assert.rejects(startPostgres(folder, { ...options, secret: other }), /secret does not open the database/)
  assert.deepEqual(processesOf(server.folder), [])
  server = await startPostgres(folder, options)
})

test("the server's log keeps nobody's data, though statements with it fail", async () => {
  const name = 'Invented Person Quince'
  await ask(server.url('waymark'), 'insert into kept values ($1)', [name])
  await assert.rejects(ask(server.url('waymark'), 'insert into kept values ($1)', [name]), /duplicate key/)
  await assert.rejects(ask(server.url('waymark'), `select '${name}'::int`))
  const log = readFileSync(path.join(server.folder, 'server.log'), 'utf8')
  assert.match(log, /ready to accept connections/)
  assert.doesNotMatch(log, /Quince/)
})

test('a folder whose making was cut off is made again', async () => {
  const cut = mkdtempSync(path.join(tmpdir(), 'waymark-cut-'))
  chmodSync(cut, 0o711)
  execFileSync('mkdir', ['-p', path.join(cut, 'cluster/base')])
  const made = await startPostgres(cut, { ...options, keep: 'throwaway' })
  assert.deepEqual(await ask(made.url('waymark'), 'select 1 as one'), [{ one: 1 }])
  await made.stop()
  rmSync(cut, { recursive: true })
})
