import { z } from 'zod'
import type { Channel as Posted, TemplateText } from '../../platform/notify.ts'

/** What may be sent or booked. A call is made by a person: the worker only reminds. */
export const messageChannels = ['text', 'e-mail', 'letter', 'call'] as const
export type MessageChannel = (typeof messageChannels)[number]
export const isMessageChannel = (text: string): text is MessageChannel => messageChannels.some((each) => each === text)

export const channelWords: Record<MessageChannel, string> = {
  text: 'Text message',
  'e-mail': 'E-mail',
  letter: 'Letter',
  call: 'Booked call',
}

/**
 * The only words that leave by message: no name, no service, no subject, no link, nothing to open (INV-12, INV-15). The
 * account's own template is compared with them before anything is sent.
 */
export const neutralWords: Record<Posted, { subject: string; body: string }> = {
  text: { subject: '', body: 'Hello. Please ring back when it suits you.' },
  'e-mail': { subject: 'Hello', body: 'Hello. Please ring back when it suits you.' },
  letter: { subject: 'Hello', body: 'Please ring back when it suits you.' },
}

/** A letter-head is a signature too. */
export const isNeutral = (channel: Posted, words: TemplateText): boolean => {
  const wanted = neutralWords[channel]
  const isSame = words.body.trim() === wanted.body && words.subject.trim() === wanted.subject
  return isSame && !words.isSigned
}

/** The templates of the stand-in, with ids that only it knows. */
export const standInTemplates = [
  { id: '4d3b5f0a-0b1f-4a27-9f52-0a6a1a1b1c01', type: 'sms', ...neutralWords.text },
  { id: '4d3b5f0a-0b1f-4a27-9f52-0a6a1a1b1c02', type: 'email', ...neutralWords['e-mail'] },
  { id: '4d3b5f0a-0b1f-4a27-9f52-0a6a1a1b1c03', type: 'letter', ...neutralWords.letter },
] as const

export type MessageState = 'queued' | 'sending' | 'sent' | 'delivered' | 'failed' | 'cancelled'
export const stateWords: Record<MessageState, string> = {
  queued: 'Waiting for the safe time',
  sending: 'Leaving now',
  sent: 'Sent, not confirmed',
  delivered: 'Delivered to the device or the post: not the same as told',
  failed: 'Not delivered',
  cancelled: 'Cancelled',
}
export const isMessageState = (text: string): text is MessageState => Object.hasOwn(stateWords, text)

/** What each of Notify's words means here; null while it is under way. */
export const endOf = (status: string): { state: 'delivered' | 'failed'; why: string | null } | null => {
  if (status === 'delivered' || status === 'received') return { state: 'delivered', why: null }
  const isFailure = /-failure$|^cancelled$|^virus-scan-failed$|^validation-failed$/.test(status)
  return isFailure ? { state: 'failed', why: status } : null
}

/** Its own fault: a text or e-mail is tried once more. A letter is not: two may arrive, and each may be found. */
export const isSentAgain = (channel: MessageChannel, status: string): boolean =>
  status === 'technical-failure' && channel !== 'letter' && channel !== 'call'

export const newMessageForm = z.object({
  way: z
    .string('Select how to reach them')
    .regex(/^(text|e-mail|letter|call) [0-9a-f-]{36}$/, 'Select how to reach them')
    .transform((way) => {
      const [channel = '', routeId = ''] = way.split(' ')
      return { channel: isMessageChannel(channel) ? channel : ('call' as const), routeId }
    }),
})
export type NewMessageForm = z.infer<typeof newMessageForm>

/** What Notify says in a callback. Who it went to is in there too, and is left out here. */
export const callbackForm = z.object({ id: z.uuid(), reference: z.string().max(100), status: z.string().max(40) })
