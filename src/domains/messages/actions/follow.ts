import type { Tx } from '../../../platform/db.ts'
import type { Services } from '../../../rules/services.ts'
import { contactsOf, mayContact, placeOf } from '../../safe-contact/index.ts'
import { endOf, isSentAgain } from '../model.ts'
import { type Message, moveMessage, noteState, underWay } from '../store.ts'
import { queueMessage } from './queue.ts'
import { giveUp, type Sending } from './send.ts'

const lease = 45_000
const checkEvery = 5 * 60_000
const batch = 100

/** Asks what became of what is under way: callbacks get lost, and a crash may have come before the answer (R2, R3). */
export const followMessages = async (sending: Sending): Promise<number> => {
  const { sender, db, now } = sending
  if (!sender) return 0
  const leaving = await underWay(db, 'sending', new Date(now().getTime() - lease), batch)
  for (const message of leaving) await settleUnknown(sending, message)
  const sent = await underWay(db, 'sent', new Date(now().getTime() - checkEvery), batch)
  for (const message of sent) {
    const found = message.notifyId ? await sender.look(message.notifyId) : await sender.find(message.reference)
    if (found !== 'unknown' && found !== 'none') await note(sending, message, found.status)
    else await moveMessage(db, message.id, ['sent'], { checkedAt: now() })
  }
  return leaving.length + sent.length
}

const settleUnknown = async (sending: Sending, message: Message): Promise<void> => {
  const { sender, db, now } = sending
  const found = await sender?.find(message.reference)
  if (!found || found === 'unknown') return
  // Notify never had it, so it may leave now, if it still may.
  if (found === 'none') await moveMessage(db, message.id, ['sending'], { state: 'queued', triedAt: null })
  else {
    await moveMessage(db, message.id, ['sending'], { state: 'sent', notifyId: found.notifyId, checkedAt: now() })
    await note(sending, message, found.status)
  }
}

const note = ({ db, now, calendar }: Sending, message: Message, status: string): Promise<void> =>
  db.transaction().execute(async (tx) => {
    const end = endOf(status)
    if (!end) await moveMessage(tx, message.id, ['sent'], { checkedAt: now() })
    else if (end.state === 'delivered')
      await moveMessage(tx, message.id, ['sent'], { state: 'delivered', checkedAt: now(), endedAt: now() })
    else {
      await giveUp(tx, message, { state: 'failed', why: status }, now())
      if (isSentAgain(message.channel, status) && message.retryOf === null)
        await sendAgain(tx, message, now(), calendar)
    }
  })

const sendAgain = async (tx: Tx, message: Message, now: Date, calendar: Services['calendar']): Promise<void> => {
  const contact = (await contactsOf(tx, [message])).get(placeOf(message))
  const route = contact?.routes.find(({ id }) => id === message.routeId)
  if (!contact?.version || !route) return
  const verdict = mayContact({ ...contact, route, channel: message.channel, at: now, calendar })
  if ('refused' in verdict || verdict.until === null) return
  const from = 'allowed' in verdict ? now : verdict.queueUntil
  const { caseId, personId, routeId, dutyIds, channel } = message
  const booking = { caseId, personId, routeId, ruleVersion: contact.version, dutyIds, from, until: verdict.until }
  await queueMessage({ tx, now, actor: null }, channel, { ...booking, retryOf: message.id })
}

/** A callback, from whoever holds the token. False: no message of ours is under way by that reference. */
export const noteCallback = async (
  { db, now }: Pick<Services, 'db' | 'now'>,
  said: { id: string; reference: string; status: string },
): Promise<boolean> => {
  const end = endOf(said.status)
  if (!end) return true
  const state = end.state === 'delivered' ? 'delivered' : 'sent'
  return noteState(db, { reference: said.reference, notifyId: said.id, state, at: now() })
}
