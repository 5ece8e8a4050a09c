import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { freshDatabase } from '../testing/database.ts'
import { openPool, over } from './db.ts'

const { superuser } = await freshDatabase()
const db = over(openPool(superuser, { max: 1 }))
after(() => db.destroy())

const named = async (): Promise<string[]> => {
  const { rows } = await sql<{ statement: string }>`select statement from pg_prepared_statements order by 1`.execute(db)
  return rows.map(({ statement }) => statement)
}

test('a statement that comes again keeps one plan for all callers on each of our connections', async () => {
  const { rows } = await sql<{ mode: string }>`select current_setting('plan_cache_mode') as mode`.execute(db)
  assert.deepEqual(rows, [{ mode: 'force_generic_plan' }])
})

test('a statement that comes again is planned once, and gives its new values each time', async () => {
  for (const figure of [1, 2, 3]) {
    const { rows } = await sql<{ twice: number }>`select ${figure}::int * 2 as twice`.execute(db)
    assert.deepEqual(rows, [{ twice: figure * 2 }])
  }
  assert.equal((await named()).filter((text) => text.includes('* 2 as twice')).length, 1)
})

test('after a migration one request fails, and the next finds the table as it is now', async () => {
  await sql`create table changing (a int)`.execute(db)
  await sql`insert into changing values (1)`.execute(db)
  const ask = () => sql`select * from changing`.execute(db)
  assert.deepEqual((await ask()).rows, [{ a: 1 }])
  await sql`alter table changing add column b int default 2`.execute(db)
  await assert.rejects(ask, { code: '0A000' })
  assert.deepEqual((await ask()).rows, [{ a: 1, b: 2 }])
})

test('statements whose text keeps changing do not fill the database', async () => {
  for (let turn = 0; turn < 600; turn++) await sql.raw(`select ${turn} as turn`).execute(db)
  const all = await named()
  assert.ok(all.length <= 500, `${all.length} are kept`)
  assert.deepEqual((await sql.raw(`select 'after' as word`).execute(db)).rows, [{ word: 'after' }])
})
