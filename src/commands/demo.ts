import { parseArgs } from 'node:util'
import pg from 'pg'
import { loadDemo } from '../../seeds/load.ts'
import { codeOf, named } from '../../seeds/sign-in.ts'
import { roleLabel } from '../domains/staff/index.ts'
import { demoState } from '../platform/demo-state.ts'
import { secretFor } from '../platform/secrets.ts'
import { openServer } from '../platform/server.ts'
import { readSettings } from '../platform/settings.ts'
import { bringUpToDate } from '../platform/up-to-date.ts'
import { CannotDo, type Io, type Run, say, WrongWords } from './io.ts'

/** Invented data: loads it into a database that holds nothing, or says what somebody's device shows now. */
export const run: Run = async (args, io) => {
  const { positionals } = parseArgs({ args, allowPositionals: true })
  const [what, ...rest] = positionals
  if (what === 'load' && rest.length === 0) return load(io)
  if (what === 'code' && rest.length > 0) return code(rest.join(' '), io)
  throw new WrongWords('Say which: load, or code and the name of a person')
}

const load = async (io: Io): Promise<number> => {
  const server = await openServer(readSettings(io.environment))
  try {
    await bringUpToDate(server, (line) => say(io.stderr, line))
    const state = await entered(server.owner, demoState)
    if (state !== 'empty')
      throw new CannotDo(
        state === 'in use'
          ? 'This database holds something already. Invented people are loaded only into an empty one. Nothing was changed.'
          : 'The invented people are here already, all or some of them. To begin again: script/waymark db reset, then script/waymark demo load',
      )
    const { cases } = await loadDemo(server, io.now(), io.stderr)
    say(io.stdout, `loaded ${cases} cases`)
    return 0
  } finally {
    await server.stop()
  }
}

const entered = async <Result>(url: string, act: (client: pg.Client) => Promise<Result>): Promise<Result> => {
  const client = new pg.Client(url)
  await client.connect()
  return act(client).finally(() => client.end())
}

const code = async (name: string, { environment, now, stdout, stderr }: Io): Promise<number> => {
  const found = named(name)
  const [person] = found
  if (!person) throw new CannotDo(`Nobody here has a name that starts with "${name}"`)
  if (found.length > 1)
    throw new CannotDo(`Which one? ${found.map((each) => `${each.name} (${roleLabel(each.role)})`).join(', ')}`)
  const shown = await codeOf(secretFor(readSettings(environment)), person.email, now())
  say(stderr, `${person.name}, ${person.email}: this code works once, and changes in ${shown.seconds} seconds`)
  say(stdout, shown.code)
  return 0
}
