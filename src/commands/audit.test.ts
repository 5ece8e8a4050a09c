import assert from 'node:assert/strict'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { after, test } from 'node:test'
import { checkpointFile } from '../platform/audit/checkpoint.ts'
import { sealLog } from '../platform/audit/seal.ts'
import { audit } from '../platform/audit/write.ts'
import { connect } from '../platform/db.ts'
import { openServer, type Server } from '../platform/server.ts'
import { readSettings } from '../platform/settings.ts'
import { runCommand } from './run.ts'

const place = mkdtempSync(path.join(tmpdir(), 'waymark-audit-'))
chmodSync(place, 0o711)
after(() => rmSync(place, { recursive: true }))
const [from, to] = [path.join(place, 'from'), path.join(place, 'to')]
const file = path.join(place, 'copy.tar.gz')
const now = new Date()

const command = async (words: string[], environment: NodeJS.ProcessEnv) => {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const code = await runCommand(words, { stdin: Readable.from([]), stdout, stderr, environment, now: () => now })
  return { code, out: String(stdout.read() ?? ''), err: String(stderr.read() ?? '') }
}
/** So many rows, and the batch that they go into. */
const grow = async ({ worker, secret }: Server, rows: number): Promise<void> => {
  const db = connect(worker, { max: 2 })
  const row = { kind: 'collect', route: '/inbox/api', reference: 'abcd1234' } as const
  await db.transaction().execute(async (tx) => {
    for (let number = 0; number < rows; number++) await audit({ secret }, { tx, now, actor: null }, row)
  })
  await sealLog({ db, secret, file: checkpointFile(from) }, now)
  await db.destroy()
}

test('the log comes back with a backup, and an older copy in place of the log is told as such (S6, R9)', {
  timeout: 120_000,
}, async () => {
  assert.equal((await command(['db', 'migrate'], { WAYMARK_DATA: from })).code, 0)
  const none = await command(['audit', 'verify'], { WAYMARK_DATA: from })
  assert.deepEqual([none.code, none.out], [1, ''])
  assert.match(none.err, /^There is no checkpoint file .*checkpoints\/audit\.jsonl\. Give the copy/)

  const server = await openServer(readSettings({ WAYMARK_DATA: from }))
  await grow(server, 5)
  assert.equal((await command(['backup', file], { WAYMARK_DATA: from })).code, 0)
  const whole = await command(['audit', 'verify'], { WAYMARK_DATA: from })
  assert.deepEqual([whole.code, whole.out.split('\n')[0]], [0, 'The log is as it was written.'])
  await grow(server, 3)
  await server.stop()

  mkdirSync(to, { mode: 0o711 })
  cpSync(path.join(from, 'secret'), path.join(to, 'secret'))
  assert.equal((await command(['restore', file], { WAYMARK_DATA: to })).code, 0)
  const back = await command(['audit', 'verify', '--checkpoints', checkpointFile(from)], { WAYMARK_DATA: to })
  assert.equal(back.code, 1)
  assert.match(
    back.out,
    /^Batch 2 \(sealed .* 3 rows\) stands in the checkpoint and not in the database: it was put back to an older state, or its end was cut off\n1 finding: the log was changed\.\n5 rows, 1 batch,/,
  )
})

test('a wrong word is answered with how to use it', async () => {
  for (const words of [['audit'], ['audit', 'burn'], ['audit', 'verify', 'more']])
    assert.equal((await command(words, { WAYMARK_DATA: from })).code, 2)
})
