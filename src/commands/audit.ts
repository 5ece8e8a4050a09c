import { existsSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { publicKeyOf } from '../platform/audit/batch.ts'
import { checkpointFile, type Lines, readLines } from '../platform/audit/checkpoint.ts'
import { type Verified, verifyLog } from '../platform/audit/verify.ts'
import { connect } from '../platform/db.ts'
import { openServer } from '../platform/server.ts'
import { readSettings, type Settings } from '../platform/settings.ts'
import { CannotDo, type Run, say, WrongWords } from './io.ts'

const options = { checkpoints: { type: 'string', multiple: true } } as const

/** `audit verify`: 0 when the log is as it was written, 1 when it is not. */
export const run: Run = async (args, { environment, stdout, stderr }) => {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
  if (positionals.join(' ') !== 'verify') throw new WrongWords('Say what: verify')
  const settings = readSettings(environment)
  const files = filesFor(settings, values.checkpoints)
  const server = await openServer(settings)
  try {
    // The files first: what they hold is then in what the database shows.
    const lines = together(files.map(readLines))
    const db = connect(server.worker, { max: 1, name: 'waymark-audit' })
    try {
      const snapshot = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only')
      const verified = await snapshot.execute((tx) => verifyLog(tx, server.secret, lines))
      say(stderr, `Signed with the key ${publicKeyOf(server.secret)}`)
      for (const { words } of verified.findings) say(stdout, words)
      say(stdout, summary(verified))
      return verified.findings.length === 0 ? 0 : 1
    } finally {
      await db.destroy()
    }
  } finally {
    await server.stop()
  }
}

const filesFor = ({ WAYMARK_DATA }: Settings, given: readonly string[] | undefined): string[] => {
  const files = given ? given.map((file) => path.resolve(file)) : [checkpointFile(WAYMARK_DATA)]
  const missing = files.find((file) => !existsSync(file))
  if (missing)
    throw new CannotDo(
      `There is no checkpoint file ${missing}. Give the copy that is kept elsewhere: --checkpoints FILE`,
    )
  return files
}

const together = (all: readonly Lines[]): Lines => ({
  batches: all.flatMap(({ batches }) => batches),
  unread: all.flatMap(({ unread }) => unread),
})

const summary = ({ findings, rows, batches, waiting, notInCheckpoint, clocksApart, last }: Verified): string =>
  [
    findings.length === 0
      ? 'The log is as it was written.'
      : `${some(findings.length, 'finding')}: the log was changed.`,
    `${some(rows, 'row')}, ${some(batches, 'batch', 'batches')}, the last sealed ${last?.sealedAt ?? 'never'}; ${waiting} more wait for their batch.`,
    notInCheckpoint > 0 &&
      `In no checkpoint that was given: ${some(notInCheckpoint, 'batch', 'batches')}. What they hold could be rolled back unseen.`,
    clocksApart > 0 && `With a time more than five minutes from the database's own clock: ${some(clocksApart, 'row')}.`,
  ]
    .filter(Boolean)
    .join('\n')

const some = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`
