import { allRules } from '../all-rules.ts'
import { followMessages, type Sending, sendDueMessages } from '../domains/messages/index.ts'
import { chaseReferrals } from '../domains/referrals/index.ts'
import { otherWaysDue } from '../domains/safe-contact/index.ts'
import { defaultPolicy } from '../local-policy/values.ts'
import { openPool, over } from '../platform/db.ts'
import { createLog } from '../platform/log.ts'
import { createSender, notifyAccount } from '../platform/notify.ts'
import type { Server } from '../platform/server.ts'
import type { Settings } from '../platform/settings.ts'
import { englandAndWales } from '../rules/calendar.ts'
import type { Services } from '../rules/services.ts'
import { type Chore, chores, startWorker, type Worker } from '../worker.ts'

/** Starts the worker on a database that is up to date: clocks, and the messages that wait for their safe time. */
export const serveWorker = async (server: Server, settings: Settings, now: () => Date): Promise<Worker> => {
  const log = createLog(settings.LOG_LEVEL)
  const onIdleError = (err: Error) => log.warn({ err }, 'a database connection broke while nobody used it')
  const db = over(openPool(server.worker, { max: 6, name: 'waymark-worker', onIdleError }))
  const installation = await db.selectFrom('installation').select('isDemo').executeTakeFirst()
  const isDemo = installation?.isDemo ?? false
  const account = notifyAccount(settings, isDemo)
  const services: Services = {
    ...{ db, signInDb: db, now, rules: allRules, calendar: englandAndWales, defaultPolicy },
    ...{ secret: server.secret, address: settings.WAYMARK_ADDRESS ?? '', isDemo },
  }
  const sending = { ...services, sender: account && createSender(account) }
  const worker = startWorker(services, log, [...chores, ...choresOf(sending)])
  return {
    stop: async () => {
      await worker.stop()
      await db.destroy()
    },
  }
}

/** What leaves, what became of it, and what nobody answered. */
const choresOf = (sending: Services & Sending): Chore[] => [
  { name: 'other ways', everySeconds: 10, run: async () => void (await otherWaysDue(sending, sending.db)) },
  { name: 'messages', everySeconds: 5, run: async () => void (await sendDueMessages(sending)) },
  { name: 'what became of messages', everySeconds: 30, run: async () => void (await followMessages(sending)) },
  { name: 'referrals', everySeconds: 30, run: async (_, now) => void (await chaseReferrals(sending.db, now)) },
]
