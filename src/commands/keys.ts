import { existsSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { copyKeys, folderKeeper, rotate } from '../platform/keys/folder.ts'
import { KeysOutOfReach } from '../platform/keys/keeper.ts'
import { checkKeys, dropUnused, type Settled } from '../platform/keys/settle.ts'
import { serveKeeper } from '../platform/keys/socket.ts'
import { secretFor } from '../platform/secrets.ts'
import { keysFolder, openServer } from '../platform/server.ts'
import { readSettings, type Settings } from '../platform/settings.ts'
import { linesOf } from '../platform/up-to-date.ts'
import { CannotDo, type Io, type Run, say, WrongWords } from './io.ts'
import { toldToStop } from './stop.ts'

const options = { 'forget-unused': { type: 'boolean' } } as const

/** The keys of the vault: served by a process of their own, copied, wrapped anew, compared with the database. */
export const run: Run = async (args, io) => {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
  const [what, ...rest] = positionals
  const settings = readSettings(io.environment)
  const isAlone = rest.length === 0
  try {
    if (what === 'serve' && isAlone) return await serve(settings, io)
    if (what === 'rotate' && isAlone) return await wrapAnew(settings, io)
    if (what === 'copy' && rest[0] && rest.length === 1) return await copy(settings, rest[0], io)
    if (what === 'check' && isAlone) return await check(settings, values['forget-unused'] === true, io)
  } catch (error) {
    throw error instanceof KeysOutOfReach ? new CannotDo(`${error.message}. Nothing was changed.`) : error
  }
  throw new WrongWords('Say which: serve, copy FOLDER, rotate or check')
}

const serve = async (settings: Settings, { stdout, stderr }: Io): Promise<number> => {
  const { KEYS_SOCKET } = settings
  if (!KEYS_SOCKET) throw new CannotDo('Set KEYS_SOCKET to the file of the socket, here and for the programs that ask')
  const stopped = toldToStop()
  const secret = secretFor(settings)
  const server = await serveKeeper(KEYS_SOCKET, folderKeeper(keysFolder(settings), secret), secret)
  say(stdout, `Ready: the keys of ${keysFolder(settings)} are kept at ${KEYS_SOCKET}`)
  await stopped
  say(stderr, 'Stopping ...')
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  return 0
}

const folderHere = (settings: Settings): string => {
  const folder = keysFolder(settings)
  if (!existsSync(path.join(folder, 'held'))) throw new CannotDo(`There are no keys in ${folder}. Nothing was changed.`)
  return folder
}

const wrapAnew = async (settings: Settings, { stdout, now }: Io): Promise<number> => {
  const folder = folderHere(settings)
  const { wrapped } = await rotate(folder, secretFor(settings), now())
  say(stdout, `wrapped ${wrapped} keys anew; what they open is untouched`)
  return 0
}

const copy = async (settings: Settings, to: string, { stdout, stderr }: Io): Promise<number> => {
  const [from, target] = [folderHere(settings), path.resolve(to)]
  if (target === from || target.startsWith(`${from}${path.sep}`))
    throw new CannotDo('The copy has to stand in a folder of its own. Nothing was changed.')
  const { written, removed, onlyThere } = await copyKeys(from, target, secretFor(settings))
  say(stdout, `copied ${written} keys to ${target}; ${removed} that were erased are gone from it`)
  if (onlyThere > 0)
    say(
      stderr,
      `${onlyThere} keys stand in the copy alone. They were lost here: docs/how-to/keep-the-keys.md says how to put them back.`,
    )
  return 0
}

const check = async (settings: Settings, forgets: boolean, io: Io): Promise<number> => {
  const server = await openServer(settings)
  try {
    const found = await checkKeys(server.owner, server.keeper)
    for (const line of linesOf({ moved: 0, ...found })) say(io.stdout, line)
    if (forgets) say(io.stdout, `forgot ${await dropUnused(server.owner, server.keeper, io.now())} of them`)
    if (!isWhole(found)) return 1
    say(io.stdout, 'each key that the database names is kept')
    return 0
  } finally {
    await server.stop()
  }
}
const isWhole = ({ missing }: Pick<Settled, 'missing'>): boolean =>
  missing.people + missing.cases + missing.providers === 0
