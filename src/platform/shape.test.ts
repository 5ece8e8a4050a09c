import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { freshDatabase } from '../testing/database.ts'
import { connect } from './db.ts'
import { schemaSource } from './schema-source.ts'
import { root } from './settings.ts'
import { tablesSource } from './tables-source.ts'

const { owner, superuser } = await freshDatabase()
const textOf = (file: string) => readFileSync(path.join(root, file), 'utf8')

test('tables.ts is what the migrations leave behind: script/waymark db types writes it', async () => {
  assert.equal(textOf('src/platform/tables.ts'), await tablesSource(owner))
})

test('schema.sql is what the migrations leave behind: script/waymark db schema writes it', async () => {
  assert.equal(textOf('migrations/schema.sql'), await schemaSource(owner))
})

test('days stay days, counts are numbers or refused, moments are moments, and words inside JSON keep their names', async () => {
  const db = connect(superuser, { max: 1 })
  const { sql } = await import('kysely')
  const { rows } = await sql`select date '2026-03-29' as the_day, 9007199254740991::int8 as a_count,
    timestamptz '2026-03-29 01:30:00+00' as a_moment, '{"snake_case": {"inner_key": 1}}'::jsonb as kept,
    array[date '2024-02-29'] as days, array[5::int8] as counts`.execute(db)
  assert.deepEqual(rows, [
    {
      theDay: '2026-03-29',
      aCount: 9_007_199_254_740_991,
      aMoment: new Date('2026-03-29T01:30:00Z'),
      kept: { snake_case: { inner_key: 1 } },
      days: ['2024-02-29'],
      counts: [5],
    },
  ])
  await assert.rejects(sql`select 9007199254740992::int8`.execute(db), /too big to be exact/)
  await assert.rejects(sql`select timestamptz 'infinity'`.execute(db), /infinity is not used here/)
  await db.destroy()
})
