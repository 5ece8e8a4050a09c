import { parseArgs } from 'node:util'
import pg from 'pg'
import { loadDemo } from '../../seeds/load.ts'
import { codeOf, demoPassword, everybody } from '../../seeds/sign-in.ts'
import { standInTemplates } from '../domains/messages/index.ts'
import { roleLabel } from '../domains/staff/index.ts'
import { type DemoState, demoState } from '../platform/demo-state.ts'
import { callbackToken, type NotifyAccount, notifyAccount } from '../platform/notify.ts'
import { startNotifyFake } from '../platform/notify-fake.ts'
import { destroyAll } from '../platform/reset.ts'
import { openServer, type Server } from '../platform/server.ts'
import { readSettings, type Settings } from '../platform/settings.ts'
import { bringUpToDate } from '../platform/up-to-date.ts'
import { CannotDo, type Io, type Run, say } from './io.ts'
import { type Part, startParts } from './parts.ts'
import { toldToStop } from './stop.ts'

/** Everything on this machine: the database, the staff app, the worker and, for invented people, a stand-in for messages. */
export const run: Run = async (args, io) => {
  parseArgs({ args, options: {} })
  const settings = readSettings(io.environment)
  const stopped = toldToStop()
  const server = await openServer(settings)
  try {
    await bringUpToDate(server, (line) => say(io.stderr, line))
    const isDemo = (await prepare(server, settings, io)) === 'demo'
    notifyAccount(settings, isDemo)
    const fake = isDemo ? await startFake(server, settings, io) : undefined
    const environment = { LOG_LEVEL: 'warn', ...io.environment, ...(fake && notifySettings(fake.account)) }
    const parts = await startParts(environment)
    say(io.stdout, isDemo ? await welcome(server, settings, io.now()) : `Ready: ${addressOf(settings)}`)
    const ended = await Promise.race([stopped.then(() => undefined), ...parts.map(({ ended }) => ended)])
    if (ended) say(io.stderr, `${ended.name} ended by itself (${ended.how}). All of it stops; the lines above say why.`)
    await stopAll(parts)
    await fake?.stop()
    return ended ? 1 : 0
  } finally {
    await server.stop()
  }
}

const stopAll = async (parts: readonly Part[]): Promise<void> => {
  await Promise.all(parts.map(({ stop }) => stop()))
}

/** An embedded database that holds nothing gets the invented partnership; a server of one's own never does. */
const prepare = async (server: Server, settings: Settings, io: Io): Promise<DemoState> => {
  const before = await stateOf(server)
  if (settings.DATABASE_URL || before === 'demo' || before === 'in use') return before
  if (before === 'half loaded') {
    say(io.stderr, 'Loading the invented partnership was cut off before it ended. It is done anew.')
    const refused = await destroyAll(server.owner, undefined)
    if (refused) throw new CannotDo(refused)
    await bringUpToDate(server, (line) => say(io.stderr, line))
  }
  await loadDemo(server, io.now(), io.stderr)
  return 'demo'
}

const stateOf = async (server: Server): Promise<DemoState> => {
  const client = new pg.Client(server.owner)
  await client.connect()
  return demoState(client).finally(() => client.end())
}

const startFake = (server: Server, settings: Settings, { now }: Io) => {
  const callback = {
    address: `http://127.0.0.1:${settings.PORT}/messages/notify-callback`,
    token: callbackToken(server.secret),
  }
  return startNotifyFake({ port: 0, now, templates: standInTemplates, callback })
}

const notifySettings = ({ apiKey, address, templates }: NotifyAccount): NodeJS.ProcessEnv => ({
  NOTIFY_API_KEY: apiKey,
  NOTIFY_ADDRESS: address,
  NOTIFY_TEXT_TEMPLATE: templates.text,
  NOTIFY_EMAIL_TEMPLATE: templates['e-mail'],
  NOTIFY_LETTER_TEMPLATE: templates.letter,
})

const addressOf = ({ WAYMARK_ADDRESS, HOST, PORT }: Settings): string =>
  WAYMARK_ADDRESS ?? `http://${HOST === '127.0.0.1' ? 'localhost' : HOST}:${PORT}`

const suggested = ['Yusuf Redstart', 'Grace Bunting', 'Emre Osprey']

/** Where to go, as whom, and with which code. */
const welcome = async ({ secret }: Server, settings: Settings, now: Date): Promise<string> => {
  const lines = await Promise.all(
    everybody
      .filter(({ name }) => suggested.includes(name))
      .map(async ({ name, role, email }) => ({ name, role, email, ...(await codeOf(secret, email, now)) })),
  )
  const wide = (field: 'email' | 'name') => Math.max(...lines.map((line) => line[field].length))
  return [
    `Ready: ${addressOf(settings)}`,
    '',
    `Everybody here is invented. Password for all: ${demoPassword}`,
    ...lines.map(
      ({ name, role, email, code }) =>
        `  ${email.padEnd(wide('email'))}  code ${code}  ${name.padEnd(wide('name'))}  ${roleLabel(role)}`,
    ),
    '',
    'A code works once, for about half a minute. Another one: script/waymark demo code yusuf',
    'To stop: Ctrl-C',
  ].join('\n')
}
