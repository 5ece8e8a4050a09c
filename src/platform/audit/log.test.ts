import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { freshDatabase } from '../../testing/database.ts'
import { practitionersIn } from '../../testing/people.ts'
import { connect, type Db } from '../db.ts'
import { asHolderOf } from '../request.ts'
import { secretFromHex } from '../secrets.ts'
import { lineOf } from './batch.ts'
import { readLines } from './checkpoint.ts'
import { fields, form, sealOf } from './row.ts'
import { sealLog } from './seal.ts'
import { verifyLog } from './verify.ts'
import { audit } from './write.ts'

const { superuser, app, worker, secret } = await freshDatabase()
const [everything, asApp, asWorker] = [superuser, app, worker].map((address) => connect(address, { max: 8 }))
assert.ok(everything && asApp && asWorker)
after(() => Promise.all([everything.destroy(), asApp.destroy(), asWorker.destroy()]))
const aPractitioner = practitionersIn(everything)
const person = await aPractitioner('idva')

const file = path.join(mkdtempSync(path.join(tmpdir(), 'waymark-log-')), 'checkpoints', 'audit.jsonl')
const now = new Date()
const minute = (number: number): Date => new Date(now.getTime() + number * 60_000)
const seal = (at = now, to = file) => sealLog({ db: asWorker, secret, file: to }, at)
const verified = (db: Db = asWorker, from = file) => verifyLog(db, secret, readLines(from))
const wordsOf = async (db?: Db, from?: string) => (await verified(db, from)).findings.map(({ words }) => words)

/** So many looks in one transaction; it commits when `until` says so. */
const look = (count: number, until: Promise<unknown> = Promise.resolve()) =>
  asHolderOf(asApp, person.token, now, async (work) => {
    assert.ok(work)
    for (let number = 0; number < count; number++)
      await audit({ secret }, work, { kind: 'consult', route: `/cases/:caseId/${number}`, reference: 'abcd1234' })
    await until
  })

describe('the log is sealed in batches (S6, IS-03)', () => {
  test('rows go into a batch once, in their order, and its signed root stands outside the database', async () => {
    await look(7)
    assert.deepEqual(
      { ...(await seal()), silentMs: 0 },
      { batches: 1, rows: 7, gone: 0, checkpoint: 'ours', silentMs: 0 },
    )
    const { batches, unread } = readLines(file)
    assert.deepEqual([batches.map(({ number, rows }) => [number, rows]), unread], [[[1, 7]], []])
    const { rows, waiting, findings } = await verified()
    assert.deepEqual([rows, waiting, findings], [7, 0, []])
  })

  test('a row that commits late goes into a later batch, and none is missed', async () => {
    const gate = Promise.withResolvers<void>()
    const late = look(3, gate.promise)
    await wait(50)
    await look(2)
    assert.equal((await seal(minute(1))).rows, 2)
    gate.resolve()
    await late
    assert.equal((await seal(minute(2))).rows, 3)
    assert.deepEqual(await wordsOf(), [])
  })

  test('two workers at once make no two batches of one number, and the file holds each once', async () => {
    await look(20)
    await Promise.all([1, 2, 3, 4].map(() => seal(minute(3))))
    const numbers = readLines(file).batches.map(({ number }) => number)
    assert.deepEqual(
      numbers,
      numbers.map((_, index) => index + 1),
    )
    assert.deepEqual(await wordsOf(), [])
  })

  test('a log in which nothing happens says so after four minutes', async () => {
    const [before] = readLines(file).batches.slice(-1)
    assert.equal((await seal(minute(4))).batches, 0)
    const quiet = await seal(minute(7))
    assert.deepEqual([quiet.batches, quiet.rows, quiet.silentMs], [1, 0, 4 * 60_000])
    assert.equal(readLines(file).batches.at(-1)?.number, (before?.number ?? 0) + 1)
    assert.deepEqual(await wordsOf(), [])
  })

  test('a crash between the batch and the file, or within a line, is mended by the next run and is no finding', async () => {
    const whole = readFileSync(file, 'utf8')
    const lines = whole.split('\n').slice(0, -1)
    for (const cut of [lines.at(-1)?.length ?? 0, 1, 40, 0]) {
      const kept = cut === 0 ? lines.slice(0, 1) : [...lines.slice(0, -1), (lines.at(-1) ?? '').slice(0, cut)]
      writeFileSync(file, kept.join('\n') + (cut === 0 ? '\n' : ''))
      const { findings, notInCheckpoint } = await verified()
      assert.deepEqual([findings, notInCheckpoint], [[], cut === 0 ? lines.length - 1 : 1])
      await seal(minute(7))
      assert.equal(readFileSync(file, 'utf8'), whole)
    }
  })

  test('a file of another installation is left as it is, and the log is sealed all the same', async () => {
    const other = path.join(mkdtempSync(path.join(tmpdir(), 'waymark-log-')), 'audit.jsonl')
    const [first] = readLines(file).batches
    assert.ok(first)
    writeFileSync(other, lineOf({ ...first, rows: first.rows + 1 }))
    const before = readFileSync(other, 'utf8')
    await look(1)
    const sealed = await seal(minute(8), other)
    assert.deepEqual([sealed.checkpoint, sealed.rows, readFileSync(other, 'utf8')], ['foreign', 1, before])
    await seal(minute(8))
    assert.deepEqual(await wordsOf(), [])
  })

  test('somebody with another secret cannot read the log as whole', async () => {
    const { findings } = await verifyLog(asWorker, secretFromHex('ab'.repeat(32)), readLines(file))
    assert.ok(findings.length > readLines(file).batches.length)
  })
})

describe('what grows under many hands gives no false alarm (S6)', () => {
  test('ten writers, some of whom commit late, two workers, and a look every few moments', {
    timeout: 120_000,
  }, async () => {
    let isOver = false
    let written = 0
    const writer = async (number: number) => {
      for (let round = 0; round < 30; round++) {
        const rows = 1 + ((round * 7 + number) % 5)
        await look(rows, wait(round % 6 === number % 6 ? 60 : 0))
        written += rows
      }
    }
    const sealing = async () => {
      for (let round = 0; !isOver; round++) {
        await seal(minute(9 + round / 1000))
        await wait(20)
      }
    }
    const looking = async () => {
      const found: string[] = []
      for (; !isOver; await wait(40)) {
        const lines = readLines(file)
        const done = asWorker.transaction().setIsolationLevel('repeatable read')
        found.push(...(await done.execute((tx) => verifyLog(tx, secret, lines))).findings.map(({ words }) => words))
      }
      return found
    }
    const before = (await verified()).rows
    const others = [sealing(), sealing()]
    const looks = looking()
    await Promise.all(Array.from({ length: 10 }, (_, number) => writer(number)))
    isOver = true
    await Promise.all(others)
    assert.deepEqual(await looks, [])
    await seal(minute(30))
    const { rows, waiting, findings } = await verified()
    assert.deepEqual([rows - before, waiting, findings], [written, 0, []])
    const { rows: twice } = await sql`select audit_id from audit_place group by 1 having count(*) > 1`.execute(
      everything,
    )
    assert.deepEqual(twice, [])
  })
})

describe('what the rights of the database leave to each role (INV-49)', () => {
  /** What the database says to a statement, for somebody who is signed in; or for the worker. */
  const refusal = (statement: string, by: 'app' | 'worker' = 'app'): Promise<string> => {
    const ask = (tx: Db) => sql.raw(statement).execute(tx)
    const asked =
      by === 'worker'
        ? asWorker.transaction().execute(ask)
        : asHolderOf(asApp, person.token, now, async (work) => ask(work?.tx ?? assert.fail()))
    return asked.then(
      () => 'allowed',
      (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : String(error)),
    )
  }
  const row = (more: Record<string, string>) => {
    const said = {
      id: 'gen_random_uuid()',
      at: 'now()',
      actor_id: 'current_actor()',
      agency_id: 'current_agency()',
      kind: "'consult'",
      route: "'x'",
      reference: "'x'",
      form: '1',
      hmac: "''",
      ...more,
    }
    return `insert into audit (${Object.keys(said)}) values (${Object.values(said)})`
  }

  test('a row can be added in one’s own name and agency, with a seal, and at no time of one’s choosing', async () => {
    assert.equal(await refusal(row({ actor_id: 'gen_random_uuid()' })), '42501')
    assert.equal(await refusal(row({ actor_id: 'null' })), '42501')
    assert.equal(await refusal(row({ agency_id: 'gen_random_uuid()' })), '42501')
    assert.equal(await refusal(row({ form: '0', hmac: 'null' })), '42501')
    assert.equal(await refusal(row({ hmac: 'null' })), '23514')
    assert.equal(await refusal(row({ written_at: 'now()' })), '42501')
    assert.equal(await refusal(row({ actor_id: 'gen_random_uuid()' }), 'worker'), '42501')
  })

  test('nothing in it can be changed or taken away by the app or the worker, nor read by the app', async () => {
    for (const table of ['audit', 'audit_batch', 'audit_place'])
      for (const by of ['app', 'worker'] as const)
        for (const statement of [
          `update ${table} set ${table === 'audit_place' ? 'position' : 'form'} = 2`,
          `delete from ${table}`,
          `truncate ${table}`,
        ])
          assert.equal(await refusal(statement, by), '42501', `${statement} by ${by}`)
    for (const statement of [
      'select id from audit',
      'select root from audit_batch',
      'select * from audit_place',
      'select * from audit_waiting',
      'delete from audit_waiting',
      'select private.wait_for_seal()',
    ])
      assert.equal(await refusal(statement), '42501', statement)
    assert.equal(await refusal('select number, sealed_at from audit_batch'), 'allowed')
  })

  test('whoever is no auditor gets nothing from the search, whatever the page would say', async () => {
    const search = sql`select * from search_audit(null, null, null, null, '-infinity', 'infinity', 0, 50)`
    const found = await asHolderOf(asApp, person.token, now, async (work) => search.execute(work?.tx ?? assert.fail()))
    const unbound = await asApp.transaction().execute((tx) => search.execute(tx))
    assert.deepEqual([found.rows, unbound.rows], [[], []])
    const auditor = await aPractitioner('auditor', { agencyId: person.agencyId })
    const seen = await asHolderOf(asApp, auditor.token, now, async (work) => search.execute(work?.tx ?? assert.fail()))
    assert.equal(seen.rows.length, 50)
  })
})

test('the seal of a row costs less than a millisecond (S6)', async (t) => {
  const [times, seals]: [number[], number[]] = [[], []]
  const p95Of = (all: number[]) => all.toSorted((a, b) => a - b)[Math.floor(all.length * 0.95)] ?? Number.NaN
  const content = Object.fromEntries(fields.map((name) => [name, 'x'.repeat(36)]))
  for (let number = 0; number < 1000; number++) {
    const begun = performance.now()
    sealOf(secret, form, content)
    seals.push(performance.now() - begun)
  }
  await asHolderOf(asApp, person.token, now, async (work) => {
    assert.ok(work)
    for (let number = 0; number < 1000; number++) {
      const begun = performance.now()
      await audit({ secret }, work, { kind: 'consult', route: '/cases/:caseId', reference: 'abcd1234' })
      times.push(performance.now() - begun)
    }
  })
  const [p95, whole] = [p95Of(seals), p95Of(times)]
  t.diagnostic(
    `the seal of a row: p95 ${p95.toFixed(3)} ms; the row with its round trip to the database: ${whole.toFixed(3)} ms`,
  )
  assert.ok(p95 < 1, `${p95} ms`)
})
