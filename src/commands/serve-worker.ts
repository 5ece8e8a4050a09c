import { allRules } from '../all-rules.ts'
import { tellOfEmergencies } from '../domains/access/index.ts'
import { sendDigests } from '../domains/feeds/index.ts'
import { followMessages, type Sending, sendDueMessages } from '../domains/messages/index.ts'
import { arrangeTellings } from '../domains/safe-contact/index.ts'
import { sendSignInNotices } from '../domains/sign-in/index.ts'
import { defaultPolicy } from '../local-policy/values.ts'
import { checkpointFile } from '../platform/audit/checkpoint.ts'
import { sealLog } from '../platform/audit/seal.ts'
import { openPool, over } from '../platform/db.ts'
import { createLog } from '../platform/log.ts'
import { createMailer, type Mailer } from '../platform/mail.ts'
import { logMayBeUnsealedMs as mayBeSilentMs } from '../platform/metrics.ts'
import { createSender, notifyAccount } from '../platform/notify.ts'
import type { Server } from '../platform/server.ts'
import { addressOf, type Settings } from '../platform/settings.ts'
import { isCutOff } from '../platform/untrusted/run.ts'
import { englandAndWales } from '../rules/calendar.ts'
import type { Services } from '../rules/services.ts'
import { type Chore, chores, startWorker, type Worker } from '../worker.ts'

/** Starts the worker on a database that is up to date: clocks, and the messages that wait for their safe time. */
export const serveWorker = async (server: Server, settings: Settings, now: () => Date): Promise<Worker> => {
  const log = createLog(settings.LOG_LEVEL)
  if (!isCutOff()) log.warn('what looks through files is not cut off from the network: no user namespaces here')
  const onIdleError = (err: Error) => log.warn({ err }, 'a database connection broke while nobody used it')
  const db = over(openPool(server.worker, { max: 6, name: 'waymark-worker', onIdleError }))
  const installation = await db.selectFrom('installation').select('isDemo').executeTakeFirst()
  const isDemo = installation?.isDemo ?? false
  const account = notifyAccount(settings, isDemo)
  const services: Services = {
    ...{ db, signInDb: db, now, rules: allRules, calendar: englandAndWales, defaultPolicy },
    ...{
      secret: server.secret,
      keeper: server.keeper,
      address: addressOf(settings),
      isDemo,
      virusSignatures: settings.CLAMAV_SIGNATURES,
    },
  }
  const sending = { ...services, sender: account && createSender(account) }
  const mailer = createMailer(settings)
  const sealing = sealingInto(checkpointFile(settings.WAYMARK_DATA))
  const worker = startWorker(services, log, [...chores, sealing, ...choresOf(sending), ...digestsBy(mailer)])
  return {
    stop: async () => {
      await worker.stop()
      mailer?.close()
      await db.destroy()
    },
  }
}

/** Seals the log each minute; says when that did not happen for five, when a row went, and when the file is not ours. */
const sealingInto = (file: string): Chore => ({
  name: 'the log',
  everySeconds: 60,
  run: async ({ db, secret }, now, log, stopping) => {
    const { silentMs, gone, checkpoint } = await sealLog({ db, secret, file }, now, stopping)
    if (silentMs !== null && silentMs > mayBeSilentMs)
      log.error({ silentMs }, 'the log had not been sealed for too long')
    if (gone > 0) log.error({ gone }, 'rows of the log were taken out before they were sealed')
    if (checkpoint === 'foreign') log.error('the checkpoint file does not end with a batch of this installation')
  },
})

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
  const tell: Chore['run'] = async (services, now, log) => {
    await tellOfEmergencies(services, now, mailer.send, (err) =>
      log.error({ err }, 'word of emergency access could not be sent'),
    )
  }
  const tellOfSignIns: Chore['run'] = async (services, _, log) => {
    await sendSignInNotices(services, mailer.send, (err) => log.error({ err }, 'word of a sign-in could not be sent'))
  }
  return [
    { name: 'word of sign-ins', everySeconds: 30, run: tellOfSignIns },
    { name: 'digests', everySeconds: 60, run },
    { name: 'word of emergency access', everySeconds: 15, run: tell },
  ]
}
