import { createHmac } from 'node:crypto'
import { NotifyClient } from 'notifications-node-client'
import { z } from 'zod'
import { key, type Secret } from './secrets.ts'
import { type Settings, WrongSettings } from './settings.ts'

export type Channel = 'text' | 'e-mail' | 'letter'
export type NotifyAccount = { address: string; apiKey: string; templates: Partial<Record<Channel, string>> }
export type Outgoing = { channel: Channel; template: string; to: string; reference: string }

/** `unknown`: it may have been taken or not. Ask by reference before it is sent again. */
export type Handed =
  | { kind: 'accepted'; notifyId: string }
  | { kind: 'refused'; why: string }
  | { kind: 'busy' }
  | { kind: 'unknown' }
export type Progress = { notifyId: string; status: string }
export type TemplateText = { subject: string; body: string; isSigned: boolean }

/** How messages leave: GOV.UK Notify, or its stand-in. Never throws with what it was given: that is an address. */
export type Sender = {
  send: (message: Outgoing) => Promise<Handed>
  /** 'none': Notify never took it. 'unknown': Notify did not answer. */
  find: (reference: string) => Promise<Progress | 'none' | 'unknown'>
  look: (notifyId: string) => Promise<Progress | 'unknown'>
  wordsOf: (template: string) => Promise<TemplateText | 'unknown'>
  templates: Partial<Record<Channel, string>>
}

const live = 'https://api.notifications.service.gov.uk'

/** The account that the settings name; null when they name none. On invented data no real key is taken (INV-58). */
export const notifyAccount = (settings: Settings, isDemo: boolean): NotifyAccount | null => {
  const { NOTIFY_API_KEY: apiKey, NOTIFY_ADDRESS: address = live } = settings
  if (!apiKey) return null
  if (isDemo && !isLoopback(address))
    throw new WrongSettings(
      'NOTIFY_API_KEY must not be set here: this database holds invented people, who get no messages',
    )
  return {
    address: address.replace(/\/$/, ''),
    apiKey,
    templates: {
      ...(settings.NOTIFY_TEXT_TEMPLATE && { text: settings.NOTIFY_TEXT_TEMPLATE }),
      ...(settings.NOTIFY_EMAIL_TEMPLATE && { 'e-mail': settings.NOTIFY_EMAIL_TEMPLATE }),
      ...(settings.NOTIFY_LETTER_TEMPLATE && { letter: settings.NOTIFY_LETTER_TEMPLATE }),
    },
  }
}

const isLoopback = (address: string): boolean => ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(address).hostname)

/** What Notify must send with each callback. */
export const callbackToken = (secret: Secret): string =>
  createHmac('sha256', key(secret, 'notify')).update('callback').digest('base64url')

const timeout = 20_000
const taken = z.object({ data: z.object({ id: z.uuid() }) })
const listed = z.object({ data: z.object({ notifications: z.array(z.object({ id: z.uuid(), status: z.string() })) }) })
const one = z.object({ data: z.object({ id: z.uuid(), status: z.string() }) })
const template = z.object({
  data: z.object({ body: z.string(), subject: z.string().nullish(), letter_contact_block: z.string().nullish() }),
})

export const createSender = ({ address, apiKey, templates }: NotifyAccount): Sender => {
  const client = new NotifyClient(address, apiKey)
  return {
    templates,
    send: (message) =>
      asked(handOver(client, message))
        .then((answer): Handed => ({ kind: 'accepted', notifyId: taken.parse(answer).data.id }))
        .catch(failedHandover),
    find: async (reference) => {
      try {
        const [found] = listed.parse(await asked(client.getNotifications(undefined, undefined, reference))).data
          .notifications
        return found ? { notifyId: found.id, status: found.status } : 'none'
      } catch {
        return 'unknown'
      }
    },
    look: async (notifyId) => {
      try {
        const { id, status } = one.parse(await asked(client.getNotificationById(notifyId))).data
        return { notifyId: id, status }
      } catch {
        return 'unknown'
      }
    },
    wordsOf: async (id) => {
      try {
        const {
          body,
          subject,
          letter_contact_block: block,
        } = template.parse(await asked(client.getTemplateById(id))).data
        return { body, subject: subject ?? '', isSigned: Boolean(block) }
      } catch {
        return 'unknown'
      }
    },
  }
}

const handOver = (client: NotifyClient, { channel, template: id, to, reference }: Outgoing): Promise<unknown> => {
  if (channel === 'text') return client.sendSms(id, to, { reference })
  if (channel === 'e-mail') return client.sendEmail(id, to, { reference })
  const lines = to
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  const personalisation = Object.fromEntries(lines.map((line, index) => [`address_line_${index + 1}`, line]))
  return client.sendLetter(id, { reference, personalisation })
}

const failure = z.object({ response: z.object({ status: z.int() }) })

/** A refusal is certain; after a fault of Notify's, or none at all, nobody knows. */
const failedHandover = (error: unknown): Handed => {
  const status = failure.safeParse(error).data?.response.status
  if (status === 429) return { kind: 'busy' }
  if (status !== undefined && status >= 400 && status < 500)
    return { kind: 'refused', why: `Notify answered ${status}` }
  return { kind: 'unknown' }
}

const asked = async (answer: Promise<unknown>): Promise<unknown> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('Notify did not answer in time')), timeout)
  })
  return Promise.race([answer, late]).finally(() => clearTimeout(timer))
}
