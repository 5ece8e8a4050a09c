import { existsSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { backUp } from '../platform/backup.ts'
import { openServer } from '../platform/server.ts'
import { readSettings } from '../platform/settings.ts'
import { CannotDo, type Run, say, WrongWords } from './io.ts'

export const ownServer =
  'DATABASE_URL names a server of your own: back it up and restore it with pgBackRest, as docs/how-to/run-in-production.md says'

export const run: Run = async (args, { environment, stdout, stderr, now }) => {
  const { positionals } = parseArgs({ args, allowPositionals: true })
  const [name, ...more] = positionals
  if (!name || more.length > 0) throw new WrongWords('Give one file to write to')
  const settings = readSettings(environment)
  if (settings.DATABASE_URL) throw new CannotDo(ownServer)
  const file = path.resolve(name)
  if (existsSync(file)) throw new CannotDo(`${file} is there already. Nothing was written.`)
  if (!existsSync(path.join(settings.WAYMARK_DATA, 'cluster/PG_VERSION')))
    throw new CannotDo(`There is no database in ${settings.WAYMARK_DATA} yet`)
  const server = await openServer(settings)
  try {
    if (!server.embedded) throw new CannotDo(ownServer)
    say(stderr, 'Copying; people may go on working ...')
    const { rows } = await backUp(server.embedded, file, server.secret, now())
    const count = Object.values(rows).reduce((sum, each) => sum + each, 0)
    say(stdout, `wrote ${file}: ${count} rows of ${Object.keys(rows).length} tables`)
    say(
      stderr,
      'Neither the secret nor the keys of the vault are in it. Keep a copy of each elsewhere: docs/how-to/keep-the-keys.md',
    )
    return 0
  } finally {
    await server.stop()
  }
}
