import assert from 'node:assert/strict'
import { generateKeyPairSync, randomBytes, randomUUID, sign } from 'node:crypto'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, test } from 'node:test'
import { type RawBuilder, sql } from 'kysely'
import { freshDatabase } from '../../testing/database.ts'
import { practitionersIn } from '../../testing/people.ts'
import { connect, type Tx } from '../db.ts'
import { asHolderOf } from '../request.ts'
import { contentOf, digestOf, rootOf } from './batch.ts'
import { readLines } from './checkpoint.ts'
import { leafOf, type RowText, rowColumns, storedRow } from './row.ts'
import { batchesAfter, sealLog } from './seal.ts'
import { verifyLog } from './verify.ts'
import { audit } from './write.ts'

// Whoever rules the database itself changes the log in every way that we could think of; the key and the file are not theirs.
const { superuser, app, worker, secret } = await freshDatabase()
const all = connect(superuser, { max: 2 })
const [asApp, asWorker] = [connect(app, { max: 2 }), connect(worker, { max: 2 })]
after(() => Promise.all([all.destroy(), asApp.destroy(), asWorker.destroy()]))
const person = await practitionersIn(all)('idva')
const now = new Date()
const minute = (number: number): Date => new Date(now.getTime() + number * 60_000)
const file = path.join(mkdtempSync(path.join(tmpdir(), 'waymark-log-')), 'audit.jsonl')
const kinds = ['consult', 'alter', 'search', 'export', 'disclose'] as const
const lastBatch = 14
const tables = ['audit', 'audit_waiting', 'audit_batch', 'audit_place'] as const

const look = (count: number, about: string) =>
  asHolderOf(asApp, person.token, now, async (work) => {
    assert.ok(work)
    for (let number = 0; number < count; number++) {
      const [caseId, objectId] = [number % 2 ? randomUUID() : undefined, number % 3 ? randomUUID() : undefined]
      const detail = number % 4 ? undefined : `Asked for by ${about}`
      const why = number % 5 ? {} : { purpose: 'stated', reasonId: randomUUID() }
      const row = { kind: kinds[number % kinds.length] ?? 'consult', route: `/${about}/${number}`, reference: about }
      await audit({ secret }, work, { ...row, ...why, caseId, objectId, detail })
    }
  })
/** The log grows; after every few batches a copy of the database is put by, as a backup would be. */
for (let batch = 1; batch <= lastBatch; batch++) {
  await look(6 + (batch % 5), `batch${batch}`)
  await sealLog({ db: asWorker, secret, file }, minute(batch))
  if (batch % 4 === 0)
    for (const table of tables)
      await sql`create table ${sql.table(`${table}_at_${batch}`)} as table ${sql.table(table)}`.execute(all)
}
await look(4, 'not yet sealed')
const lines = readLines(file)
const sealed = (await all.selectFrom('auditPlace').selectAll().orderBy('batch').orderBy('position').execute()).map(
  (place) => ({ ...place, batch: Number(place.batch) }),
)
const waiting = (await all.selectFrom('auditWaiting').select('auditId').execute()).map(({ auditId }) => auditId)
const everyId = [...sealed.map(({ auditId }) => auditId), ...waiting]

/** Numbers that look random and are the same for the same seed (mulberry32). */
const seed = Number(process.env.LOG_SEED ?? 20261122)
let state = seed
const chance = (): number => {
  state = (state + 0x6d2b79f5) | 0
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
}
const below = (count: number): number => Math.floor(chance() * count)
const pick = <Item>(items: readonly Item[]): Item => items.at(below(items.length)) as Item
const two = <Item>(items: readonly Item[]): [Item, Item] => {
  const [one, other] = [pick(items), pick(items)]
  return one === other ? two(items) : [one, other]
}
const run = async (tx: Tx, ...statements: RawBuilder<unknown>[]): Promise<void> => {
  for (const statement of statements) await statement.execute(tx)
}

/** Another value for each column: never the one that stands there. */
const edits: Record<string, string> = {
  id: 'gen_random_uuid()',
  at: "at + interval '1 microsecond'",
  actor_id: 'gen_random_uuid()',
  agency_id: 'case when agency_id is null then gen_random_uuid() end',
  kind: "case kind when 'print' then 'consult' else 'print' end",
  route: "route || '/'",
  case_id: 'case when case_id is null then gen_random_uuid() end',
  object_id: 'case when object_id is null then gen_random_uuid() end',
  detail: "coalesce(detail || '.', '')",
  reference: "reverse(reference) || '0'",
  purpose: "case when purpose is null then 'task' end",
  reason_id: 'case when reason_id is null then gen_random_uuid() end',
  hmac: 'sha256(hmac)',
  form: 'form + 1',
  form_and_hmac: '0',
  written_at: "written_at - interval '1 microsecond'",
}
const sealedOnly = ['written_at']
const batchEdits: Record<string, string> = {
  form: 'form + 1',
  rows: 'rows + 1',
  first_at: "first_at - interval '1 microsecond'",
  last_at: "last_at + interval '1 day'",
  sealed_at: "sealed_at + interval '1 microsecond'",
  root: 'sha256(root)',
  previous: 'case when previous is null then sha256(root) end',
  signature: 'sha256(signature) || sha256(root)',
  number: 'number + 100',
}

const putBack = async (tx: Tx, copy: number): Promise<void> => {
  await run(tx, sql`set local session_replication_role = replica`)
  for (const table of tables) {
    const [now, then] = [sql.table(table), sql.table(`${table}_at_${copy}`)]
    await run(tx, sql`truncate ${now}`, sql`insert into ${now} select * from ${then}`)
  }
}

type Tampering = (tx: Tx) => Promise<string>
const tamperings: Record<string, Tampering> = {
  'a column of a row is edited': async (tx) => {
    const column = pick(Object.keys(edits))
    const id = pick(sealedOnly.includes(column) ? sealed.map(({ auditId }) => auditId) : everyId)
    const set =
      column === 'form_and_hmac'
        ? sql`form = 0, hmac = null`
        : sql`${sql.ref(column)} = ${sql.raw(edits[column] ?? '')}`
    await run(tx, sql`update audit set ${set} where id = ${id}`)
    return `${column} of ${id}`
  },
  'a row is deleted, with its place and as if it had never been': async (tx) => {
    const { batch, position, auditId } = pick(sealed)
    const tidies = below(3)
    await run(tx, sql`delete from audit where id = ${auditId}`)
    if (tidies > 0)
      await run(
        tx,
        sql`delete from audit_place where audit_id = ${auditId}`,
        sql`update audit_place set position = position + 1000 where batch = ${batch} and position > ${position}`,
        sql`update audit_place set position = position - 1001 where batch = ${batch} and position > 1000`,
      )
    if (tidies > 1) await run(tx, sql`update audit_batch set rows = rows - 1 where number = ${batch}`)
    return `${auditId} of batch ${batch}`
  },
  'a row that waits for its seal is deleted': async (tx) => {
    const id = pick(waiting)
    await run(tx, sql`delete from audit where id = ${id}`)
    return id
  },
  'a forged row is put in': async (tx) => {
    const [like, id] = [pick(everyId), randomUUID()]
    const hmac = pick([randomBytes(32), null])
    if (chance() < 0.3) await run(tx, sql`set local session_replication_role = replica`)
    await run(
      tx,
      sql`insert into audit select (jsonb_populate_record(a, jsonb_build_object('id', ${id}::uuid, 'route', '/forged'))).* from audit a where id = ${like}`,
    )
    if (hmac) await run(tx, sql`update audit set hmac = ${hmac} where id = ${id}`)
    if (chance() < 0.5) {
      const batch = 1 + below(lastBatch)
      await run(
        tx,
        sql`delete from audit_waiting where audit_id = ${id}`,
        sql`insert into audit_place select ${batch}, max(position) + 1, ${id} from audit_place where batch = ${batch}`,
        sql`update audit_batch set rows = rows + 1 where number = ${batch}`,
      )
    }
    return id
  },
  'two rows change places': async (tx) => {
    const [one, other] = two(sealed)
    const by = (where: RawBuilder<unknown>) => sql`update audit_place set ${where}`
    await run(
      tx,
      by(sql`audit_id = gen_random_uuid() where audit_id = ${one.auditId}`),
      by(sql`audit_id = ${one.auditId} where audit_id = ${other.auditId}`),
      by(sql`audit_id = ${other.auditId} where batch = ${one.batch} and position = ${one.position}`),
    )
    return `${one.auditId} and ${other.auditId}`
  },
  'two rows change what they say': async (tx) => {
    const [one, other] = two(everyId)
    await run(
      tx,
      sql`update audit a set id = gen_random_uuid(), route = b.route, reference = b.reference, hmac = b.hmac from audit b where a.id = ${one} and b.id = ${other}`,
      sql`update audit set id = ${one} where id = ${other}`,
    )
    return `${one} and ${other}`
  },
  'the end is cut off': async (tx) => {
    const from = 1 + below(lastBatch)
    const keepsRows = chance() < 0.2
    if (!keepsRows)
      await run(tx, sql`delete from audit where id in (select audit_id from audit_place where batch >= ${from})`)
    if (!keepsRows)
      await run(
        tx,
        sql`delete from audit a using audit_waiting w where a.id = w.audit_id`,
        sql`delete from audit_waiting`,
      )
    await run(
      tx,
      sql`delete from audit_place where batch >= ${from}`,
      sql`delete from audit_batch where number >= ${from}`,
    )
    return `from batch ${from}`
  },
  'a row is moved to another batch': async (tx) => {
    const { batch, auditId } = pick(sealed)
    const to = pick(Array.from({ length: lastBatch }, (_, index) => index + 1).filter((each) => each !== batch))
    await run(
      tx,
      sql`update audit_place set batch = ${to}, position = (select max(position) + 1 from audit_place where batch = ${to}) where audit_id = ${auditId}`,
    )
    if (chance() < 0.5)
      await run(
        tx,
        sql`update audit_batch set rows = (select count(*) from audit_place where batch = number) where number in (${batch}, ${to})`,
      )
    return `${auditId} from ${batch} to ${to}`
  },
  'a row is taken out of its batch': async (tx) => {
    const { auditId } = pick(sealed)
    await run(tx, sql`delete from audit_place where audit_id = ${auditId}`)
    if (chance() < 0.5) await run(tx, sql`insert into audit_waiting values (${auditId})`)
    return auditId
  },
  'the database is put back to an older copy': async (tx) => {
    const copy = pick([4, 8, 12])
    await putBack(tx, copy)
    return `as it was at batch ${copy}`
  },
  'a column of a batch is edited': async (tx) => {
    const [column, number] = [pick(Object.keys(batchEdits)), 1 + below(lastBatch)]
    await run(
      tx,
      sql`update audit_batch set ${sql.ref(column)} = ${sql.raw(batchEdits[column] ?? '')} where number = ${number}`,
    )
    return `${column} of ${number}`
  },
  'a batch is taken out, with its rows or without': async (tx) => {
    const number = 1 + below(lastBatch)
    if (chance() < 0.5)
      await run(tx, sql`delete from audit where id in (select audit_id from audit_place where batch = ${number})`)
    if (chance() < 0.7) await run(tx, sql`delete from audit_place where batch = ${number}`)
    await run(tx, sql`delete from audit_batch where number = ${number}`)
    return `batch ${number}`
  },
  'a row is changed and every batch from there on is made anew, signed with a key of their own': async (tx) => {
    const from = 1 + below(lastBatch)
    const { auditId } = pick(sealed.filter(({ batch }) => batch === from))
    const isDeleted = chance() < 0.5
    await run(
      tx,
      isDeleted
        ? sql`delete from audit where id = ${auditId}`
        : sql`update audit set route = '/innocent' where id = ${auditId}`,
      sql`delete from audit_place p where not exists (select from audit a where a.id = p.audit_id)`,
      sql`update audit_place p set position = n + 1000 from (select audit_id, row_number() over (partition by batch order by position) as n from audit_place) as anew where anew.audit_id = p.audit_id`,
      sql`update audit_place set position = position - 1000`,
    )
    await chainAnew(tx, from)
    return `${auditId} of batch ${from}`
  },
}

const theirs = generateKeyPairSync('ed25519').privateKey
const chainAnew = async (tx: Tx, from: number): Promise<void> => {
  for (const batch of await batchesAfter(tx, from - 1, 100)) {
    const [before] = await batchesAfter(tx, batch.number - 2, 1)
    const { rows } = await sql<RowText>`select ${rowColumns} from audit_place p join audit a on a.id = p.audit_id
      where p.batch = ${batch.number} order by p.position`.execute(tx)
    const root = rootOf(rows.map((row) => leafOf(storedRow(row))))
    const made = { ...batch, root, rows: rows.length, previous: batch.number > 1 && before ? digestOf(before) : null }
    const signature = sign(null, contentOf(made), theirs)
    await sql`update audit_batch set rows = ${made.rows}, root = decode(${root}, 'hex'), previous = decode(${made.previous}, 'hex'),
      signature = ${signature} where number = ${batch.number}`.execute(tx)
  }
}

class Undo extends Error {}
/** What is found after this; then all is as it was. */
const foundAfter = async (act: Tampering): Promise<{ what: string; words: string[] }> => {
  let seen = { what: '', words: [''] }
  await all
    .transaction()
    .execute(async (tx) => {
      const what = await act(tx)
      seen = { what, words: (await verifyLog(tx, secret, lines)).findings.map(({ words }) => words) }
      throw new Undo()
    })
    .catch((error: unknown) => assert.ok(error instanceof Undo, String(error)))
  return seen
}

const untouched = async () => assert.deepEqual((await verifyLog(all, secret, lines)).findings, [])

describe('whoever rules the database cannot change the log unseen (S6, INV-49)', () => {
  test('1,000 of 1,000 random tamperings are found, and none where nothing was touched', {
    timeout: 300_000,
  }, async (t) => {
    await untouched()
    const missed: string[] = []
    const counts: Record<string, number> = {}
    const names = Object.keys(tamperings)
    for (let number = 0; number < 1000; number++) {
      const name = pick(names)
      counts[name] = (counts[name] ?? 0) + 1
      const { what, words } = await foundAfter(tamperings[name] ?? assert.fail(name))
      if (words.length === 0) missed.push(`${name}: ${what}`)
    }
    t.diagnostic(`LOG_SEED=${seed} ${JSON.stringify(counts)}`)
    assert.deepEqual(missed, [])
    assert.ok(names.every((name) => (counts[name] ?? 0) > 30))
    await untouched()
    t.diagnostic('figure S6: 1,000 of 1,000 random tamperings found, and none where nothing was touched')
  })

  test('each column of a row and each of a batch is covered, every one of them tried', async () => {
    for (const column of Object.keys(edits)) {
      const { auditId, batch } = sealed[20] ?? assert.fail()
      const set = column === 'form_and_hmac' ? 'form = 0, hmac = null' : `${column} = ${edits[column]}`
      const { words } = await foundAfter(async (tx) => {
        await run(tx, sql`update audit set ${sql.raw(set)} where id = ${auditId}`)
        return column
      })
      // What was changed is named: the row, or where nothing but the batch can tell, the batch.
      assert.ok(
        words.some((each) => each.includes(auditId) || each.includes(`batch ${batch} `)),
        `${column}: ${words}`,
      )
    }
    const { rows } = await sql<{ name: string }>`select column_name as name from information_schema.columns
      where table_schema = 'public' and table_name = 'audit'`.execute(all)
    assert.deepEqual(
      rows.map(({ name }) => name).filter((name) => !(name in edits)),
      [],
      'a new column needs a new form: src/platform/audit/row.ts',
    )
  })

  test('it is said which row or batch it is, when it was written, and what happened to it', async () => {
    const { auditId, batch } = sealed[30] ?? assert.fail()
    const said = async (act: RawBuilder<unknown>[]) =>
      (
        await foundAfter(async (tx) => {
          await run(tx, ...act)
          return ''
        })
      ).words.join('\n')
    assert.match(
      await said([sql`update audit set detail = 'x' where id = ${auditId}`]),
      new RegExp(
        `^Row ${auditId} of batch ${batch} \\(sealed 20\\d\\d-.*\\) \\(written 20\\d\\d-.*\\) is not as Waymark wrote it`,
      ),
    )
    assert.match(
      await said([sql`delete from audit where id = ${auditId}`]),
      new RegExp(`Row ${auditId} of batch ${batch} .* is gone`),
    )
    assert.match(
      await said([sql`delete from audit_place where batch > 12`, sql`delete from audit_batch where number > 12`]),
      /Batches 13 to 14 \(sealed .* to .*, \d+ rows\) stand in the checkpoint and not in the database: it was put back to an older state/,
    )
  })

  test('what the file says is looked at too: a line that was changed, left out or put in', async () => {
    const text = readFileSync(file, 'utf8').split('\n').slice(0, -1)
    const changed = path.join(mkdtempSync(path.join(tmpdir(), 'waymark-log-')), 'audit.jsonl')
    const said = async (those: string[]) => {
      writeFileSync(changed, `${those.join('\n')}\n`)
      return (await verifyLog(all, secret, readLines(changed))).findings.map(({ kind }) => kind)
    }
    assert.deepEqual(await said(text.with(3, (text[3] ?? '').replace('"rows":', '"rows":1'))), ['checkpoint'])
    assert.deepEqual(await said(text.with(3, 'x')), ['checkpoint'])
    assert.deepEqual(await said([...text, ...text]), [])
    assert.deepEqual(await said(text.slice(0, 9)), [])
  })

  test('a database that was put back is told from its checkpoint also when the worker has gone on since', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'waymark-log-'))
    const [own, elsewhere] = [path.join(folder, 'own.jsonl'), path.join(folder, 'elsewhere.jsonl')]
    writeFileSync(own, readFileSync(file))
    for (const [of, finds] of [
      [own, /Batches 9 to 14 .* stand in the checkpoint/],
      // A worker that never knew of them gives out their numbers anew, and the true checkpoint says otherwise.
      [elsewhere, /Batch 9 .* is not the one of the checkpoint: another was put in its place/],
    ] as const) {
      await all.transaction().execute((tx) => putBack(tx, 8))
      await sealLog({ db: asWorker, secret, file: of }, minute(60))
      const { findings } = await verifyLog(all, secret, lines)
      assert.match(findings.map(({ words }) => words).join('\n'), finds)
      // Without the file that was kept outside nothing tells: that is why it is shipped.
      if (of === elsewhere) assert.deepEqual((await verifyLog(all, secret, readLines(of))).findings, [])
    }
  })
})
