import { existsSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { Manifest } from '../platform/backup.ts'
import { KeysOutOfReach } from '../platform/keys/keeper.ts'
import { WrongKeeper } from '../platform/keys/settle.ts'
import { readManifest, unpack, verify } from '../platform/restore.ts'
import { fingerprint, secretFor } from '../platform/secrets.ts'
import { openServer, type Server } from '../platform/server.ts'
import { readSettings, type Settings } from '../platform/settings.ts'
import { bringUpToDate } from '../platform/up-to-date.ts'
import { ownServer } from './backup.ts'
import { CannotDo, type Io, type Run, say, WrongWords } from './io.ts'

export const run: Run = async (args, io) => {
  const { positionals } = parseArgs({ args, allowPositionals: true })
  const [name, ...more] = positionals
  if (!name || more.length > 0) throw new WrongWords('Give the one file to put back')
  const settings = readSettings(io.environment)
  if (settings.DATABASE_URL) throw new CannotDo(ownServer)
  const file = path.resolve(name)
  const about = await readManifest(file).catch((cause: unknown) => {
    throw new CannotDo(`${file} is not a backup that Waymark wrote, or is damaged`, { cause })
  })
  checkPlace(settings, about)
  say(io.stderr, `Putting back the copy of ${about.madeAt} ...`)
  await unpack(file, settings.WAYMARK_DATA, secretFor(settings))
  return checkWhatCameBack(settings, about, io)
}

const checkPlace = (settings: Settings, { secretFingerprint }: Manifest): void => {
  const { WAYMARK_DATA, WAYMARK_SECRET } = settings
  if (existsSync(path.join(WAYMARK_DATA, 'cluster')))
    throw new CannotDo(
      `${WAYMARK_DATA} holds a database. Move it away, or set WAYMARK_DATA to an empty folder. Nothing was changed.`,
    )
  const needed = `Put the secret that it was made with into ${path.join(WAYMARK_DATA, 'secret')}, or set WAYMARK_SECRET`
  // A secret made now would not open the copy, so none is made.
  if (!WAYMARK_SECRET && !existsSync(path.join(WAYMARK_DATA, 'secret')))
    throw new CannotDo(`The secret is missing. ${needed}`)
  if (fingerprint(secretFor(settings)) !== secretFingerprint)
    throw new CannotDo(`The secret here is another one. ${needed}`)
}

/** Whose keys are erased, whose are missing: said before anybody relies on what came back. */
const tellOfKeys = async (server: Server, stderr: Io['stderr']): Promise<void> => {
  try {
    await bringUpToDate(server, (line) => say(stderr, line))
  } catch (error) {
    if (!(error instanceof KeysOutOfReach || error instanceof WrongKeeper)) throw error
    say(stderr, `${error.message}. What is sealed cannot be read until its keys are put back.`)
  }
}

const checkWhatCameBack = async (settings: Settings, about: Manifest, { stdout, stderr }: Io): Promise<number> => {
  const server = await openServer(settings)
  try {
    if (!server.embedded) throw new CannotDo(ownServer)
    const tables = await verify(server.embedded, about)
    for (const { table, then, now } of tables.filter(({ then, now }) => now < then))
      say(stderr, `${table} has ${now} rows; it had ${then} when the backup began to be described`)
    await tellOfKeys(server, stderr)
    const count = tables.reduce((sum, { now }) => sum + now, 0)
    say(stdout, `restored ${count} rows of ${tables.length} tables, up to the end of the backup of ${about.madeAt}`)
    return 0
  } finally {
    await server.stop()
  }
}
