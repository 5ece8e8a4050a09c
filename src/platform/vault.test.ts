import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import fc from 'fast-check'
import { sql } from 'kysely'
import { testApp } from '../testing/app.ts'
import { aCase, workAs } from '../testing/cases.ts'
import { KeysOutOfReach } from './keys/keeper.ts'
import { openFor, type Place, sealFor } from './vault.ts'

const { services, aPractitioner, everything } = await testApp()
const keeper = await aPractitioner('idva')
const row = '00000000-0000-4000-8000-000000000001'
const placeOf = (personId: string, change: Partial<Place> = {}): Place => ({
  ...{ personId, table: 'contact_rule', column: 'code_word', row },
  ...change,
})

test('what was sealed for a person opens again, in its own place (INV-11)', async () => {
  const { victimId } = await aCase(services, keeper)
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (text) => {
      const opened = await workAs(services, keeper, async (work) => {
        const sealed = await sealFor(services, work, placeOf(victimId), text)
        assert.ok(text.length < 4 || !sealed.includes(Buffer.from(text)))
        return openFor(services, work.tx, placeOf(victimId), sealed)
      })
      assert.equal(opened, text.toWellFormed())
    }),
    { numRuns: 25 },
  )
})

test('a value that is moved to another row, column, table or person does not open', async () => {
  const { victimId, caseId } = await aCase(services, keeper)
  const other = await aCase(services, keeper)
  const sealed = await workAs(services, keeper, (work) => sealFor(services, work, placeOf(victimId), 'heron'))
  const elsewhere: Partial<Place>[] = [{ row: caseId }, { column: 'warnings' }, { table: 'contact_route' }]
  for (const change of elsewhere)
    await assert.rejects(
      workAs(services, keeper, (work) => openFor(services, work.tx, placeOf(victimId, change), sealed)),
    )
  await workAs(services, keeper, (work) => sealFor(services, work, placeOf(other.victimId), 'anything'))
  assert.equal(await workAs(services, keeper, ({ tx }) => openFor(services, tx, placeOf(other.victimId), sealed)), null)
})

test('any changed byte of the text is noticed', async () => {
  const { victimId } = await aCase(services, keeper)
  const sealed = await workAs(services, keeper, (work) => sealFor(services, work, placeOf(victimId), 'heron'))
  for (let at = 4; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed)
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
    await assert.rejects(
      workAs(services, keeper, ({ tx }) => openFor(services, tx, placeOf(victimId), changed)),
      `byte ${at}`,
    )
  }
})

test('the same word sealed twice does not look the same', async () => {
  const { victimId } = await aCase(services, keeper)
  const [one, two] = await workAs(services, keeper, async (work) => [
    await sealFor(services, work, placeOf(victimId), 'heron'),
    await sealFor(services, work, placeOf(victimId), 'heron'),
  ])
  assert.notDeepEqual(one, two)
})

test('two who seal the first value of a person at once use one key', async () => {
  const { victimId } = await aCase(services, keeper)
  const sealed = await Promise.all(
    ['one', 'two', 'three'].map((text) =>
      workAs(services, keeper, (work) => sealFor(services, work, placeOf(victimId), text)),
    ),
  )
  const opened = await workAs(services, keeper, ({ tx }) =>
    Promise.all(sealed.map((each) => openFor(services, tx, placeOf(victimId), each))),
  )
  assert.deepEqual(opened, ['one', 'two', 'three'])
})

test("erasing a person's key makes all that was sealed for them unreadable, from a backup too, and a new key does not bring it back", async () => {
  const { victimId } = await aCase(services, keeper)
  const sealed = await workAs(services, keeper, (work) => sealFor(services, work, placeOf(victimId), 'heron'))
  const older = await everything
    .selectFrom('vault.personKey')
    .selectAll()
    .where('personId', '=', victimId)
    .executeTakeFirstOrThrow()
  await everything.deleteFrom('vault.personKey').where('personId', '=', victimId).execute()
  await services.keeper.forget(String(older.keptAs))
  // The row of an older copy of the database, put back.
  await everything.insertInto('vault.personKey').values(older).execute()
  assert.equal(await workAs(services, keeper, ({ tx }) => openFor(services, tx, placeOf(victimId), sealed)), null)
  await everything.deleteFrom('vault.personKey').where('personId', '=', victimId).execute()
  assert.equal(await workAs(services, keeper, ({ tx }) => openFor(services, tx, placeOf(victimId), sealed)), null)
  await workAs(services, keeper, (work) => sealFor(services, work, placeOf(victimId), 'new'))
  assert.equal(await workAs(services, keeper, ({ tx }) => openFor(services, tx, placeOf(victimId), sealed)), null)
})

test('a stranger to the case gets no key', async () => {
  const { victimId } = await aCase(services, keeper)
  const sealed = await workAs(services, keeper, (work) => sealFor(services, work, placeOf(victimId), 'heron'))
  const stranger = await aPractitioner('idva')
  assert.equal(await workAs(services, stranger, ({ tx }) => openFor(services, tx, placeOf(victimId), sealed)), null)
})

test('the database and the secret do not open a key with any other part than the one that was kept', async () => {
  const { victimId } = await aCase(services, keeper)
  const sealed = await workAs(services, keeper, (work) => sealFor(services, work, placeOf(victimId), 'heron'))
  const others = { ...services, keeper: { ...services.keeper, find: async () => randomBytes(32) } }
  await assert.rejects(workAs(services, keeper, ({ tx }) => openFor(others, tx, placeOf(victimId), sealed)))
  const lost = { ...services, keeper: { ...services.keeper, find: async () => 'never kept' as const } }
  const asked = workAs(services, keeper, ({ tx }) => openFor(lost, tx, placeOf(victimId), sealed))
  await assert.rejects(asked, KeysOutOfReach, 'a key that is missing is not taken for one that was erased')
  const written = workAs(services, keeper, (work) => sealFor(lost, work, placeOf(victimId), 'new'))
  await assert.rejects(written, KeysOutOfReach, 'and nothing is written over it')
})

test('whoever erases a key waits for what is just being sealed with it, and then leaves it', async () => {
  const { caseId, victimId } = await aCase(services, keeper)
  await workAs(services, keeper, (work) => sealFor(services, work, placeOf(victimId), 'heron'))
  let dropped: Promise<unknown> = Promise.resolve()
  let isDropped = false
  await workAs(services, keeper, async (work) => {
    const sealed = await sealFor(services, work, placeOf(victimId), 'magpie')
    dropped = sql`select private.drop_key(${victimId}, now())`.execute(everything).then(() => {
      isDropped = true
    })
    await pause(300)
    assert.equal(isDropped, false)
    const rule = {
      id: row,
      caseId,
      personId: victimId,
      version: 1,
      setBy: keeper.id,
      setAt: work.now,
      codeWord: sealed,
    }
    const terms = { frequency: 'weekly', notTold: [], confirmedWith: 'them, by telephone', reviewOn: '2027-05-20' }
    await work.tx
      .insertInto('vault.contactRule')
      .values({ ...rule, ...terms })
      .execute()
  })
  await dropped
  const kept = everything.selectFrom('vault.personKey').select('personId').where('personId', '=', victimId)
  assert.equal((await kept.execute()).length, 1)
  await everything.deleteFrom('vault.contactRule').where('id', '=', row).execute()
  await sql`select private.drop_key(${victimId}, now())`.execute(everything)
  assert.equal((await kept.execute()).length, 0)
})

test('a key is needed as long as any sealed column of that person holds a value, in whichever table (S9)', async () => {
  const { rows: sealed } = await sql<{ place: string }>`
    select distinct c.table_name as place from information_schema.columns c join information_schema.columns p
      on p.table_schema = c.table_schema and p.table_name = c.table_name and p.column_name = 'person_id'
    where c.data_type = 'bytea' and c.table_schema = 'vault' and c.table_name <> 'person_key' order by 1`.execute(
    everything,
  )
  assert.ok(sealed.length >= 8)
  const { rows } = await sql<{
    body: string
  }>`select pg_get_functiondef('private.key_is_needed(uuid)'::regprocedure) as body`.execute(everything)
  for (const { place } of sealed) assert.match(rows[0]?.body ?? '', new RegExp(`vault\\.${place}\\b`), place)
})
