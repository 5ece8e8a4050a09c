import type { Db, Tx } from '../../../platform/db.ts'
import type { Channel, Handed, Sender } from '../../../platform/notify.ts'
import { openFor } from '../../../platform/vault.ts'
import type { Services } from '../../../rules/services.ts'
import { contactsOf, mayContact, placeOf, refusalWords } from '../../safe-contact/index.ts'
import { isNeutral } from '../model.ts'
import { addressOf, dueMessages, lockMessage, type Message, moveMessage, ownersOf, raiseAlarm } from '../store.ts'

/** What sending needs; the worker has it. */
export type Sending = Pick<Services, 'secret' | 'keeper' | 'calendar'> & {
  db: Db
  now: () => Date
  sender: Sender | null
}

const batch = 50

/**
 * Sends what is due. Each message is first marked as leaving and only then handed over, so that after a crash nobody
 * sends it twice: what was leaving is asked about by its reference (R2). The gate is asked again at that moment.
 */
export const sendDueMessages = async (sending: Sending): Promise<number> => {
  let done = 0
  for (;;) {
    const taken = await sending.db.transaction().execute((tx) => takeDue(sending, tx))
    let isBusy = false
    for (const message of taken.leaving) isBusy = (await handOver(sending, message)) || isBusy
    done += taken.all
    if (isBusy || taken.all < batch) return done
  }
}

type Taken = { all: number; leaving: Message[] }

const takeDue = async (sending: Sending, tx: Tx): Promise<Taken> => {
  const now = sending.now()
  // Case after case, as all that speaks of many cases in one transaction.
  const due = (await dueMessages(tx, now, batch)).sort((a, b) => (a.caseId < b.caseId ? -1 : 1))
  const leaving: Message[] = []
  for (const message of due) {
    const problem = await refusal(sending, tx, message)
    if (problem) await giveUp(tx, message, { state: 'cancelled', why: problem }, now)
    else if (message.channel === 'call') await remind(tx, message, now)
    else if (await moveMessage(tx, message.id, ['queued'], { state: 'sending', triedAt: now })) leaving.push(message)
  }
  return { all: due.length, leaving }
}

/** Why it must not leave now; null when it may. */
const refusal = async ({ now, calendar }: Sending, tx: Tx, message: Message): Promise<string | null> => {
  const at = now()
  if (at >= message.sendBefore) return 'The safe time passed before it could leave'
  const contact = (await contactsOf(tx, [message])).get(placeOf(message))
  if (!contact || contact.version !== message.ruleVersion) return 'Safe contact changed'
  const route = contact.routes.find(({ id }) => id === message.routeId) ?? null
  const verdict = mayContact({ ...contact, route, channel: message.channel, at, calendar })
  if ('refused' in verdict) return refusalWords[verdict.refused]
  return 'queueUntil' in verdict ? 'Not a safe time' : null
}

const remind = async (tx: Tx, message: Message, now: Date): Promise<void> => {
  await moveMessage(tx, message.id, ['queued'], { state: 'sent', triedAt: now })
  await tell(tx, message, 'booked call', now)
}

const tell = async (tx: Tx, message: Message, kind: string, at: Date): Promise<void> => {
  const { caseId, dutyIds } = message
  for (const to of (await ownersOf(tx, caseId, dutyIds)).sort())
    await raiseAlarm(tx, { to, caseId, dutyId: dutyIds[0] ?? null, kind, at })
}

type End = { state: 'cancelled' | 'failed'; why: string }
export const giveUp = async (tx: Tx, message: Message, { state, why }: End, at: Date): Promise<void> => {
  const isDone = await moveMessage(tx, message.id, ['queued', 'sending', 'sent'], {
    ...{ state, endedAt: at, endedWhy: why, checkedAt: at },
  })
  if (isDone) await tell(tx, message, 'message not sent', at)
}

/**
 * Holds the row while it is handed over: a change of the rule waits, and then finds it gone or stops it. True: the
 * sender is busy, and the rest waits for the next round.
 */
const handOver = (sending: Sending, { id }: Message): Promise<boolean> =>
  sending.db.transaction().execute(async (tx) => {
    const message = await lockMessage(tx, id)
    if (message?.state !== 'sending' || message.channel === 'call') return false
    const problem = await refusal(sending, tx, message)
    const answer = problem ?? (await handed(sending, tx, { ...message, channel: message.channel }))
    await settle(tx, message, answer, sending.now())
    return typeof answer !== 'string' && answer.kind === 'busy'
  })

const settle = async (tx: Tx, message: Message, answer: Handed | string, now: Date): Promise<void> => {
  if (typeof answer === 'string') return giveUp(tx, message, { state: 'cancelled', why: answer }, now)
  if (answer.kind === 'refused') return giveUp(tx, message, { state: 'failed', why: answer.why }, now)
  if (answer.kind === 'accepted')
    await moveMessage(tx, message.id, ['sending'], { state: 'sent', notifyId: answer.notifyId })
  if (answer.kind === 'busy') await moveMessage(tx, message.id, ['sending'], { state: 'queued', triedAt: null })
}

/** Hands it to the sender; a text says why it could not be. */
const handed = async (
  { sender, secret, keeper }: Sending,
  tx: Tx,
  message: Message & { channel: Channel },
): Promise<Handed | string> => {
  const { caseId, personId, routeId, reference, channel } = message
  const template = sender?.templates[channel]
  if (!sender || !template) return 'This installation has no way to send it'
  const words = await sender.wordsOf(template)
  if (words === 'unknown') return { kind: 'busy' }
  if (!isNeutral(channel, words)) return "The sender's template is not the neutral one"
  const sealed = await addressOf(tx, caseId, routeId)
  const place = { personId, table: 'contact_route', column: 'value', row: routeId }
  const to = sealed && (await openFor({ secret, keeper }, tx, place, sealed))
  if (!to) return 'There is no address on this route'
  return sender.send({ channel, template, to, reference })
}
