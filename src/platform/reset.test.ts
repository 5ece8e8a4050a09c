import assert from 'node:assert/strict'
import { test } from 'node:test'
import { freshDatabase } from '../testing/database.ts'
import { connect } from './db.ts'
import { destroyAll } from './reset.ts'

test('a database that was only just made may be emptied without more words', async () => {
  const { owner } = await freshDatabase()
  assert.equal(await destroyAll(owner, undefined), null)
})

test('a database that has ever held anybody is not emptied before its own name is said', async () => {
  const { owner, superuser } = await freshDatabase()
  const everything = connect(superuser, { max: 1 })
  await everything.insertInto('agency').values({ name: 'Test', kind: 'police' }).execute()
  await everything.destroy()
  assert.match((await destroyAll(owner, undefined)) ?? '', /may hold people's records/)
  assert.match((await destroyAll(owner, 'another')) ?? '', /not another/)
  assert.equal(await destroyAll(owner, new URL(owner).pathname.slice(1)), null)
})
