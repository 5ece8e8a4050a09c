import { randomUUID } from 'node:crypto'
import type { Tx } from '../../../platform/db.ts'
import type { MessageChannel } from '../model.ts'
import { changeMessage, insertMessage, type Message, queuedFor, type Whose } from '../store.ts'

/** Who books: a person, or the worker for nobody. */
export type Doing = { tx: Tx; now: Date; actor: { id: string } | null }
export type Booking = Whose & {
  routeId: string
  ruleVersion: number
  dutyIds: readonly string[]
  from: Date
  until: Date
  retryOf?: string
}

/** Puts a message where its window is: it is sent inside that window or not at all. */
export const queueMessage = async (
  { tx, now, actor }: Doing,
  channel: MessageChannel,
  { from, until, retryOf, ...booking }: Booking,
): Promise<string> => {
  const id = randomUUID()
  await insertMessage(tx, {
    ...booking,
    ...{ id, channel, dutyIds: [...booking.dutyIds], retryOf: retryOf ?? null },
    template: channel === 'call' ? 'none' : 'ring back',
    queuedBy: actor?.id ?? null,
    queuedAt: now,
    sendAt: from,
    sendBefore: until,
    state: 'queued',
    reference: randomUUID(),
  })
  return id
}

/** Books a call for what is not yet in any booked call; one call for all that is booked for the same time. */
export const bookCall = async (doing: Doing, booking: Booking): Promise<void> => {
  const { tx } = doing
  const calls = (await queuedFor(tx, booking)).filter(({ channel }) => channel === 'call')
  const unbooked = booking.dutyIds.filter((id) => !calls.some(({ dutyIds }) => dutyIds.includes(id)))
  if (unbooked.length === 0) return
  const same = calls.find(({ sendAt }) => sendAt.getTime() === booking.from.getTime())
  if (same) await changeMessage(tx, booking.caseId, same.id, { dutyIds: [...same.dutyIds, ...unbooked] })
  else await queueMessage(doing, 'call', { ...booking, dutyIds: unbooked })
}

/** When the rule changes, nothing that was queued under the old one leaves (INV-14). */
export const cancelQueued = async ({ tx, now }: Doing, whose: Whose, why: string): Promise<Message[]> => {
  const queued = await queuedFor(tx, whose)
  for (const { id, state } of queued) {
    const endedWhy = state === 'sending' ? `${why}, while it was leaving: it may have gone` : why
    await changeMessage(tx, whose.caseId, id, { state: 'cancelled', endedAt: now, endedWhy })
  }
  return queued
}

/** What has been told needs no call any more. */
export const dropFromQueue = async (
  { tx, now }: Doing,
  whose: Whose,
  dutyIds: readonly string[],
  why: string,
): Promise<void> => {
  for (const message of await queuedFor(tx, whose)) {
    const left = message.dutyIds.filter((id) => !dutyIds.includes(id))
    if (left.length === message.dutyIds.length || message.state !== 'queued') continue
    const end = left.length === 0 ? { state: 'cancelled', endedAt: now, endedWhy: why } : {}
    await changeMessage(tx, whose.caseId, message.id, { dutyIds: left, ...end })
  }
}

/** When the booked call for a duty is, if there is one. */
export const bookedFor = (messages: readonly Message[], dutyId: string): Date | null =>
  messages.find(({ channel, state, dutyIds }) => channel === 'call' && state === 'queued' && dutyIds.includes(dutyId))
    ?.sendAt ?? null
