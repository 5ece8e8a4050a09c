import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import { freshDatabase } from '../testing/database.ts'
import { demoState, hasHeldAnything } from './demo-state.ts'

test('a database that was only just made is empty: none but the tables that come with Waymark has a row', async (t) => {
  const { owner, superuser } = await freshDatabase()
  const client = new pg.Client(owner)
  await client.connect()
  t.after(() => client.end())
  assert.deepEqual([await demoState(client), await hasHeldAnything(client)], ['empty', false])
  const everything = new pg.Client(superuser)
  await everything.connect()
  t.after(() => everything.end())
  const { rows } = await everything.query<{ name: string }>(
    "select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and pg_relation_size(c.oid) > 0 and n.nspname in ('public', 'sign_in', 'private') order by 1",
  )
  assert.deepEqual(
    rows.map(({ name }) => name),
    ['private.bind_key', 'private.measure_way', 'public.device_kind', 'public.helpline'],
  )
  await everything.query("insert into agency (name, kind) values ('Test', 'police')")
  assert.deepEqual([await demoState(client), await hasHeldAnything(client)], ['in use', true])
})
