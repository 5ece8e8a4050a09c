import { allRules } from '../all-rules.ts'
import { sendDigests } from '../domains/feeds/index.ts'
import { followMessages, type Sending, sendDueMessages } from '../domains/messages/index.ts'
import { arrangeTellings } from '../domains/safe-contact/index.ts'
import { defaultPolicy } from '../local-policy/values.ts'
import { openPool, over } from '../platform/db.ts'
import { createLog } from '../platform/log.ts'
import { createMailer, type Mailer } from '../platform/mail.ts'
import { createSender, notifyAccount } from '../platform/notify.ts'
import type { Server } from '../platform/server.ts'
import { addressOf, type Settings } from '../platform/settings.ts'
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
    ...{ secret: server.secret, address: addressOf(settings), isDemo },
  }
  const sending = { ...services, sender: account && createSender(account) }
  const mailer = createMailer(settings)
  const worker = startWorker(services, log, [...chores, ...choresOf(sending), ...digestsBy(mailer)])
  return {
    stop: async () => {
      await worker.stop()
      mailer?.close()
      await db.destroy()
    },
  }
}

const arrangeAll: Chore['run'] = async (services, now, log, stopping) => {
  const couldNot = (dutyId: string, err: unknown) => log.error({ err, dutyId }, 'a safe time could not be arranged')
  while (!stopping.aborted && (await arrangeTellings(services, services.db, now, couldNot)));
}

/** What leaves, what became of it, and what nobody answered. */
const choresOf = (sending: Services & Sending): Chore[] => [
  { name: 'safe times', everySeconds: 10, run: arrangeAll },
  { name: 'messages', everySeconds: 5, run: async () => void (await sendDueMessages(sending)) },
  { name: 'what became of messages', everySeconds: 30, run: async () => void (await followMessages(sending)) },
]

/** One e-mail a working day to whoever asked for it, where a mail server is named. */
const digestsBy = (mailer: Mailer | null): Chore[] => {
  if (!mailer) return []
  const run: Chore['run'] = async (services, now, log) => {
    await sendDigests(services, now, mailer.send, (err) => log.error({ err }, 'a digest could not be sent'))
  }
  return [{ name: 'digests', everySeconds: 60, run }]
}
