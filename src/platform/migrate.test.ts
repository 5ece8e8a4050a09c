import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import pg from 'pg'
import { freshDatabase } from '../testing/database.ts'
import { migrate, scramVerifier } from './migrate.ts'
import { secretFromHex } from './secrets.ts'

const folderWith = (files: Record<string, string>): string => {
  const folder = mkdtempSync(path.join(tmpdir(), 'migrations-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text)
  return folder
}
const ask = async (url: string, question: string) => {
  const client = new pg.Client(url)
  await client.connect()
  return (await client.query(question).finally(() => client.end())).rows
}
const first = { '0001_first.sql': 'create table thing (id int primary key); grant select on thing to waymark_app' }

test('migrations run once, in order, however often and from however many places they are started', async () => {
  const { owner, secret } = await freshDatabase('template0')
  const folder = folderWith({ '0002_b.sql': 'alter table thing add word text', ...first, 'schema.sql': 'nonsense' })
  const runs = await Promise.all([1, 2, 3, 4].map(() => migrate(owner, secret, folder)))
  assert.deepEqual(
    runs.map(({ ran }) => ran).filter((ran) => ran.length),
    [['0001_first.sql', '0002_b.sql']],
  )
  assert.deepEqual(await migrate(owner, secret, folder), { ran: [], newer: [] })
})

test('when one migration of several fails, none of them has happened, and its file and line are named', async () => {
  const { owner, secret } = await freshDatabase('template0')
  const folder = folderWith({ ...first, '0002_bad.sql': 'create table other (id int);\nselect nothing from nowhere;' })
  await assert.rejects(
    migrate(owner, secret, folder),
    /0002_bad\.sql failed, and nothing was changed: line 2: .*nowhere/,
  )
  assert.deepEqual(await ask(owner, "select tablename from pg_tables where schemaname in ('public', 'migration')"), [])
})

test('a migration that was changed after it ran is refused by name', async () => {
  const { owner, secret } = await freshDatabase('template0')
  const folder = folderWith(first)
  await migrate(owner, secret, folder)
  writeFileSync(path.join(folder, '0001_first.sql'), 'create table thing (id bigint primary key)')
  await assert.rejects(migrate(owner, secret, folder), /0001_first\.sql has been changed since it ran here/)
})

test('a database that a later version has had is not refused, and says which migrations are not known', async () => {
  const { owner, secret } = await freshDatabase('template0')
  await migrate(owner, secret, folderWith({ ...first, '0002_later.sql': 'select 1' }))
  assert.deepEqual(await migrate(owner, secret, folderWith(first)), { ran: [], newer: ['0002_later.sql'] })
})

test('a database that was made with another secret is refused before anything is changed', async () => {
  const { owner, secret } = await freshDatabase('template0')
  await migrate(owner, secret, folderWith(first))
  const other = secretFromHex(randomBytes(32).toString('hex'))
  await assert.rejects(migrate(owner, other, folderWith(first)), /made with another secret: set WAYMARK_SECRET/)
})

test('the app and the worker enter with their own passwords, own nothing, and may pass no row-level security', async () => {
  const { owner, app, worker, signIn, secret } = await freshDatabase('template0')
  await migrate(owner, secret, folderWith(first))
  for (const address of [app, worker, signIn]) {
    const [role] = await ask(
      address,
      `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
         (select count(*)::int from pg_class where relowner = r.oid) as owned
       from pg_roles r where rolname = current_user`,
    )
    const nothing = {
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolreplication: false,
    }
    assert.deepEqual(role, { ...nothing, owned: 0 })
  }
  assert.deepEqual(await ask(app, 'select * from thing'), [])
  await assert.rejects(ask(worker, 'select * from thing'), /permission denied/)
  await assert.rejects(ask(app, 'select * from migration.secret'), /permission denied/)
  await assert.rejects(ask(app.replace(/:[^:@]+@/, ':wrong@'), 'select 1'), /password authentication failed/)
})

test('the owner of the tables is no superuser either', async () => {
  const { owner } = await freshDatabase('template0')
  const [role] = await ask(owner, 'select rolsuper, rolbypassrls from pg_roles where rolname = current_user')
  assert.deepEqual(role, { rolsuper: false, rolbypassrls: false })
})

test('a password is handed to the database as RFC 7677 has it, never as itself', () => {
  // The RFC's own exchange: user "user", password "pencil". Its server signature shows that the server key is right.
  const salt = Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64')
  const verifier = scramVerifier('pencil', salt, 4096)
  assert.equal(
    verifier,
    'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=',
  )
})
