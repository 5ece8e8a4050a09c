import { parseArgs } from 'node:util'
import { openServer } from '../platform/server.ts'
import { readSettings } from '../platform/settings.ts'
import { bringUpToDate } from '../platform/up-to-date.ts'
import { type Run, say } from './io.ts'
import { serveStaff } from './serve.ts'
import { toldToStop } from './stop.ts'

export const run: Run = async (args, { environment, stdout, stderr, now }) => {
  parseArgs({ args, options: {} })
  const settings = readSettings(environment)
  const stopped = toldToStop()
  const server = await openServer(settings)
  try {
    const { ran } = await bringUpToDate(server, (line) => say(stderr, line))
    if (ran.length > 0) say(stderr, `The database is up to date (${ran.length} migrations ran)`)
    const serving = await serveStaff(server, settings, now)
    say(stdout, `Ready: ${serving.address}`)
    await stopped
    say(stderr, 'Stopping ...')
    await serving.stop()
    return 0
  } finally {
    await server.stop()
  }
}
