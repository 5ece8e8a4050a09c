import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { testApp } from '../testing/app.ts'
import { aCase, workAs } from '../testing/cases.ts'
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
