import type { Work } from '../../../platform/request.ts'
import type { Services } from '../../../rules/services.ts'
import {
  type Attempt,
  attemptsOf,
  kindWords,
  type Looked,
  mayContact,
  type Route,
  refusalWords,
  refusedWithoutDetails,
  type Told,
  tellingsOf,
} from '../../safe-contact/index.ts'
import type { MessageChannel, NewMessageForm } from '../model.ts'
import { changeMessage, dutiesOwed, type Message, messagesOf, queuedFor, staffNames } from '../store.ts'
import { bookCall, queueMessage } from './queue.ts'

export type Line =
  | { kind: 'message'; at: Date; message: Message; by: string; route: string }
  | { kind: 'attempt'; at: Date; attempt: Attempt }
  | { kind: 'told'; at: Date; told: Told }

/** Every try to reach a person, whoever made it and however it went (VC-15), the latest first. */
export const contactLog = async ({ tx }: Work, { whose, routes }: Looked): Promise<Line[]> => {
  const messages = await messagesOf(tx, whose)
  const names = await staffNames(
    tx,
    messages.flatMap(({ queuedBy }) => queuedBy ?? []),
  )
  const lines: Line[] = [
    ...messages.map((message): Line => {
      const route = routes.find(({ id }) => id === message.routeId)
      const by = message.queuedBy ? (names.get(message.queuedBy) ?? 'Somebody') : 'Waymark'
      return {
        kind: 'message',
        at: message.triedAt ?? message.sendAt,
        message,
        by,
        route: route ? kindWords[route.kind] : 'A way that was ended',
      }
    }),
    ...(await attemptsOf(tx, whose)).map((attempt): Line => ({ kind: 'attempt', at: attempt.at, attempt })),
    ...(await tellingsOf(tx, whose)).map((told): Line => ({ kind: 'told', at: told.at, told })),
  ]
  return lines.sort((a, b) => b.at.getTime() - a.at.getTime())
}

/** What the page offers: each way with each kind of message that goes on it, safe or not. The gate answers when it is asked for. */
export const offers = (routes: readonly Route[]): { value: string; text: string }[] =>
  routes.flatMap((route) =>
    channelsOn(route).map((channel) => ({
      value: `${channel} ${route.id}`,
      text: `${offerWords[channel]}: ${kindWords[route.kind].toLowerCase()}`,
    })),
  )
const offerWords: Record<MessageChannel, string> = {
  text: 'Text',
  'e-mail': 'E-mail',
  letter: 'Letter',
  call: 'Book a call',
}
const channelsOn = ({ kind }: Route): MessageChannel[] => {
  if (kind === 'e-mail') return ['e-mail']
  if (kind === 'post') return ['letter']
  if (kind === 'mobile') return ['call', 'text']
  return kind === 'visit' || kind === 'third party' ? [] : ['call']
}

/** A letter is collected within a day; what is not handed over by then is looked at again. */
const letterHours = 24

/** Queues it inside the next safe time. A refusal says why, and to those who may not know the details only that it is refused. */
export const askToSend = async (
  { calendar }: Services,
  work: Work,
  looked: Looked,
  { way }: NewMessageForm,
): Promise<string | null> => {
  const route = looked.routes.find(({ id }) => id === way.routeId) ?? null
  const verdict = mayContact({ ...looked, route, channel: way.channel, at: work.now, calendar })
  if ('refused' in verdict) return looked.sight === 'full' ? refusalWords[verdict.refused] : refusedWithoutDetails
  if (!looked.rule || !route) return refusedWithoutDetails
  const owed = await dutiesOwed(work.tx, looked.whose, work.now)
  const from = 'allowed' in verdict ? work.now : verdict.queueUntil
  const until = verdict.until ?? new Date(from.getTime() + letterHours * 3_600_000)
  const booking = { ...looked.whose, routeId: route.id, ruleVersion: looked.rule.version, dutyIds: owed, from, until }
  if (way.channel !== 'call') await queueMessage(work, way.channel, booking)
  else if (owed.length === 0) return 'Nothing is owed to them now, so there is nothing to book a call for'
  else await bookCall(work, booking)
  return null
}

/** False: there is no such message. One that no longer waits stays as it is. */
export const cancelMessage = async ({ tx, now, actor }: Work, { whose }: Looked, id: string): Promise<boolean> => {
  const queued = (await queuedFor(tx, whose)).find((message) => message.id === id && message.state === 'queued')
  if (!queued) return (await messagesOf(tx, whose)).some((message) => message.id === id)
  await changeMessage(tx, whose.caseId, id, {
    state: 'cancelled',
    endedAt: now,
    endedWhy: `Cancelled by ${actor.name}`,
  })
  return true
}
