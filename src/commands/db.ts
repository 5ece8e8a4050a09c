import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { migrate, migrationsFolder } from '../platform/migrate.ts'
import { startPostgres } from '../platform/postgres.ts'
import { destroyAll } from '../platform/reset.ts'
import { schemaSource } from '../platform/schema-source.ts'
import { secretFromHex } from '../platform/secrets.ts'
import { openServer, type Server } from '../platform/server.ts'
import { readSettings, root } from '../platform/settings.ts'
import { tablesSource } from '../platform/tables-source.ts'
import { bringUpToDate } from '../platform/up-to-date.ts'
import { CannotDo, type Io, type Run, say, WrongWords } from './io.ts'

const options = { 'yes-destroy': { type: 'string' } } as const

export const run: Run = async (args, io) => {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
  const [what, ...more] = positionals
  if (more.length > 0) throw new WrongWords(`"${more.join(' ')}" is too much`)
  if (what === 'migrate') return withServer(io, (server) => bringUp(server, io))
  if (what === 'reset') return withServer(io, (server) => reset(server, values['yes-destroy'], io))
  if (what === 'types') return write('src/platform/tables.ts', tablesSource, io)
  if (what === 'schema') return write('migrations/schema.sql', schemaSource, io)
  throw new WrongWords('Say which: migrate, reset, types or schema')
}

const withServer = async ({ environment }: Io, act: (server: Server) => Promise<number>): Promise<number> => {
  const server = await openServer(readSettings(environment))
  try {
    return await act(server)
  } finally {
    await server.stop()
  }
}

const bringUp = async (server: Server, { stdout, stderr }: Io): Promise<number> => {
  const { ran, newer } = await bringUpToDate(server, (line) => say(stderr, line))
  for (const name of newer) say(stderr, `${name} is of a later version than this one; it stays`)
  say(stdout, ran.length > 0 ? ran.map((name) => `ran ${name}`).join('\n') : 'nothing to do')
  return 0
}

const reset = async (server: Server, yesDestroy: string | undefined, io: Io): Promise<number> => {
  const refused = await destroyAll(server.owner, yesDestroy)
  if (refused) throw new CannotDo(refused)
  return bringUp(server, io)
}

/** Writes a file of the checkout from what the migrations make of an empty database, not from anybody's own. */
const write = async (file: string, source: (url: string) => Promise<string>, { stdout }: Io): Promise<number> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'waymark-shape-'))
  await chmod(folder, 0o711)
  const secret = secretFromHex(randomBytes(32).toString('hex'))
  try {
    const server = await startPostgres(folder, { secret, keep: 'throwaway' })
    try {
      await migrate(server.url('waymark'), secret, migrationsFolder)
      await writeFile(path.join(root, file), await source(server.url('waymark')))
    } finally {
      await server.stop()
    }
  } finally {
    await rm(folder, { recursive: true })
  }
  say(stdout, `wrote ${file}`)
  return 0
}
