import { allRules } from '../all-rules.ts'
import { createApp } from '../app.ts'
import { defaultPolicy } from '../local-policy/values.ts'
import { openPool, over } from '../platform/db.ts'
import { createLog, type Log } from '../platform/log.ts'
import { createMetrics, readPulse } from '../platform/metrics.ts'
import { notifyAccount } from '../platform/notify.ts'
import { operationsRoutes } from '../platform/operations.ts'
import type { Server } from '../platform/server.ts'
import { addressOf, type Settings } from '../platform/settings.ts'
import { englandAndWales } from '../rules/calendar.ts'
import type { Services } from '../rules/services.ts'

export type Serving = { address: string; services: Services; log: Log; stop: () => Promise<void> }

/** Longer than it takes to find out, on a machine that is not overrun: whoever measures hears the same of all that is not theirs. */
const absentAfter = 100

/** Starts the staff app on a database that is up to date, and listens. */
export const serveStaff = async (server: Server, settings: Settings, now: () => Date): Promise<Serving> => {
  const log = createLog(settings.LOG_LEVEL)
  const onIdleError = (err: Error) => log.warn({ err }, 'a database connection broke while nobody used it')
  const pool = openPool(server.app, { max: settings.DATABASE_CONNECTIONS, name: 'waymark-staff', onIdleError })
  const signInPool = openPool(server.signIn, { max: 4, name: 'waymark-sign-in', onIdleError })
  const [db, signInDb] = [over(pool), over(signInPool)]
  const address = addressOf(settings)
  const installation = await db.selectFrom('installation').select('isDemo').executeTakeFirst()
  notifyAccount(settings, installation?.isDemo ?? false)
  const services: Services = {
    ...{ db, signInDb, now, rules: allRules, calendar: englandAndWales, defaultPolicy },
    ...{ secret: server.secret, keeper: server.keeper, address, isDemo: installation?.isDemo ?? false },
    ownHosts: settings.SINGLE_SIGN_ON_HOSTS,
    door: { trustedProxies: settings.TRUSTED_PROXIES, signInFailures: settings.SIGN_IN_FAILURES, absentAfter },
    hasMail: settings.SMTP_URL !== undefined && settings.MAIL_FROM !== undefined,
  }
  const sources = { pulse: () => readPulse(db), pools: { staff: pool, 'sign-in': signInPool }, now }
  const metrics = createMetrics(sources)
  const web = await createApp(services, log, metrics.answered)
  operationsRoutes(web, { metrics, sources, metricsToken: settings.METRICS_TOKEN })
  await web.listen({ host: settings.HOST, port: settings.PORT })
  const stop = async () => {
    await web.close()
    await Promise.all([db.destroy(), signInDb.destroy()])
  }
  return { address, services, log, stop }
}
