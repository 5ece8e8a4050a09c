import { parseArgs } from 'node:util'
import { openServer } from '../platform/server.ts'
import { readSettings } from '../platform/settings.ts'
import { bringUpToDate } from '../platform/up-to-date.ts'
import { type Run, say } from './io.ts'
import { serveWorker } from './serve-worker.ts'
import { toldToStop } from './stop.ts'

export const run: Run = async (args, { environment, stdout, stderr, now }) => {
  parseArgs({ args, options: {} })
  const settings = readSettings(environment)
  const stopped = toldToStop()
  const server = await openServer(settings)
  try {
    await bringUpToDate(server, (line) => say(stderr, line))
    const worker = await serveWorker(server, settings, now)
    say(stdout, 'Ready: the worker keeps the clocks')
    await stopped
    say(stderr, 'The worker is stopping ...')
    await worker.stop()
    return 0
  } finally {
    await server.stop()
  }
}
