import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto'
import type { Server } from 'node:http'
import fastify, { type FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { NotifyAccount } from './notify.ts'

type Kind = 'sms' | 'email' | 'letter'
/** A template as the account's owner wrote it. */
export type FakeTemplate = { id: string; type: Kind; subject?: string; body: string; contactBlock?: string }
export type FakeMessage = {
  id: string
  reference: string | null
  type: Kind
  to: string
  template: string
  createdAt: Date
  /** Set by tests; else the recipient decides, as on the real service. */
  ends: string
}
type Callback = { message: FakeMessage; status: string; tries: number; nextAt: Date }
type Options = {
  /** The clock of its deliveries. */
  now: () => Date
  templates: readonly FakeTemplate[]
  callback?: { address: string; token: string } | undefined
  dailyLimit?: number
  perMinute?: number
  /** The clock that signs requests, which is the machine's. */
  wallClock?: () => Date
}

/** A stand-in for GOV.UK Notify with its manners, for development, demonstrations and tests. It sends nothing to anyone. */
export type NotifyFake = {
  account: (port: number) => NotifyAccount
  web: FastifyInstance
  messages: FakeMessage[]
  /** Hands out the callbacks that are due by now, as the real service does by itself. */
  tick: () => Promise<void>
  /** The next requests fail so: 500 without keeping it, 'lost' keeps it and then does not answer, 429. */
  failNext: (how: 500 | 429 | 'lost', times?: number) => void
  dropCallbacks: (isDropped: boolean) => void
}

const service = '6b1e1c1e-5f3a-4c1e-9f57-0d6a2c7d3a10'
const secret = '2f0f5a36-8f5e-4a57-8a43-6a1f0a9c4b77'

export const createNotifyFake = (options: Options): NotifyFake => {
  const { now, templates, callback, dailyLimit = 1000, perMinute = 3000, wallClock = () => new Date() } = options
  const messages: FakeMessage[] = []
  const callbacks: Callback[] = []
  const failures: (500 | 429 | 'lost')[] = []
  let isDropped = false
  const web = fastify({ bodyLimit: 5_000_000 })

  web.addHook('onRequest', async (request, reply) => {
    const problem = tokenProblem(request.headers.authorization ?? '', wallClock())
    if (problem) return reply.code(403).send(errors(403, 'AuthError', problem))
  })

  web.post('/v2/notifications/:kind', async (request, reply) => {
    const failure = failures.shift()
    if (failure === 500) return reply.code(500).send(errors(500, 'Exception', 'Internal server error'))
    if (failure === 429) return reply.code(429).send(errors(429, 'RateLimitError', 'Exceeded rate limit'))
    const kind = z.object({ kind: z.enum(['sms', 'email', 'letter']) }).safeParse(request.params).data?.kind
    const read = body.safeParse(request.body)
    if (!kind || !read.success)
      return reply.code(400).send(errors(400, 'ValidationError', 'template_id is a required property'))
    const template = templates.find(({ id, type }) => id === read.data.template_id && type === kind)
    if (!template) return reply.code(400).send(errors(400, 'BadRequestError', 'Template not found'))
    const to = recipientOf(kind, read.data)
    if (to === null) return reply.code(400).send(errors(400, 'ValidationError', `${kind} recipient is not valid`))
    const since = (minutes: number) =>
      messages.filter(({ createdAt }) => now().getTime() - createdAt.getTime() < minutes * 60_000).length
    if (since(1) >= perMinute) return reply.code(429).send(errors(429, 'RateLimitError', 'Exceeded rate limit'))
    if (since(24 * 60) >= dailyLimit)
      return reply.code(429).send(errors(429, 'TooManyRequestsError', `Exceeded send limits (${dailyLimit}) for today`))
    const message = { id: randomUUID(), reference: read.data.reference ?? null, type: kind, to, template: template.id }
    const kept: FakeMessage = { ...message, createdAt: now(), ends: endFor(to) }
    messages.push(kept)
    if (callback && kind !== 'letter')
      callbacks.push({ message: kept, status: kept.ends, tries: 0, nextAt: new Date(now().getTime() + 5000) })
    if (failure === 'lost') {
      request.raw.socket.destroy()
      return reply
    }
    return reply.code(201).send({
      id: kept.id,
      reference: kept.reference,
      content: { body: template.body, subject: template.subject ?? null },
      template: { id: template.id, version: 1, uri: `/v2/template/${template.id}` },
      uri: `/v2/notifications/${kept.id}`,
    })
  })

  web.get('/v2/notifications', async (request) => {
    const { reference, status, template_type: type } = query.parse(request.query)
    const found = messages
      .filter((each) => !reference || each.reference === reference)
      .filter((each) => !type || each.type === type)
      .map((each) => shown(each, now()))
      .filter((each) => !status || each.status === status)
    return { notifications: found.reverse().slice(0, 250), links: { current: request.url } }
  })
  web.get('/v2/notifications/:id', async (request, reply) => {
    const { id } = z.object({ id: z.string() }).parse(request.params)
    const found = messages.find((each) => each.id === id)
    return found ? shown(found, now()) : reply.code(404).send(errors(404, 'NoResultFound', 'No result found'))
  })
  web.get('/v2/template/:id', async (request, reply) => {
    const { id } = z.object({ id: z.string() }).parse(request.params)
    const found = templates.find((each) => each.id === id)
    if (!found) return reply.code(404).send(errors(404, 'NoResultFound', 'No result found'))
    const { type, body: words, subject, contactBlock } = found
    return { id, type, version: 1, body: words, subject: subject ?? null, letter_contact_block: contactBlock ?? null }
  })

  const tick = async (): Promise<void> => {
    for (const each of callbacks.filter(({ nextAt }) => nextAt <= now())) {
      each.tries += 1
      const isTaken = !isDropped && callback !== undefined && (await deliver(callback, each, now()))
      // Five more tries, five minutes apart; then silence.
      if (isTaken || each.tries > 5) callbacks.splice(callbacks.indexOf(each), 1)
      else each.nextAt = new Date(now().getTime() + 5 * 60_000)
    }
  }
  return {
    web,
    messages,
    tick,
    failNext: (how, times = 1) => failures.push(...Array.from({ length: times }, () => how)),
    dropCallbacks: (dropped) => {
      isDropped = dropped
    },
    account: (port) => ({
      address: `http://127.0.0.1:${port}`,
      apiKey: `stand_in-${service}-${secret}`,
      templates: Object.fromEntries(templates.map(({ type, id }) => [channelOf[type], id])),
    }),
  }
}

/** Starts the stand-in on loopback; it hands out its callbacks each second. */
export const startNotifyFake = async (
  options: Options & { port: number },
): Promise<{ account: NotifyAccount; stop: () => Promise<void> }> => {
  const fake = createNotifyFake(options)
  await fake.web.listen({ host: '127.0.0.1', port: options.port })
  const timer = setInterval(() => void fake.tick().catch(() => undefined), 1000)
  const stop = async () => {
    clearInterval(timer)
    await fake.web.close()
  }
  return { account: fake.account(portOf(fake.web.server, options.port)), stop }
}

const portOf = (server: Server, asked: number): number => {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : asked
}

const channelOf: Record<Kind, 'text' | 'e-mail' | 'letter'> = { sms: 'text', email: 'e-mail', letter: 'letter' }

const body = z.object({
  template_id: z.string(),
  reference: z.string().nullish(),
  phone_number: z.string().optional(),
  email_address: z.string().optional(),
  personalisation: z.record(z.string(), z.unknown()).optional(),
})
const query = z.object({
  reference: z.string().optional(),
  status: z.string().optional(),
  template_type: z.string().optional(),
})

const recipientOf = (kind: Kind, given: z.infer<typeof body>): string | null => {
  if (kind === 'sms') return /^\+?[\d ()-]{10,18}$/.test(given.phone_number ?? '') ? (given.phone_number ?? null) : null
  if (kind === 'email') return z.email().safeParse(given.email_address).data ?? null
  const lines = Object.entries(given.personalisation ?? {}).flatMap(([name, line]) =>
    name.startsWith('address_line_') && typeof line === 'string' ? [line] : [],
  )
  return lines.length >= 3 ? lines.join('\n') : null
}

/** Recipients that the real service keeps for trying out failures, and two of our own for its technical failure. */
const endFor = (to: string): string => {
  const digits = to.replace(/\D/g, '').replace(/^44/, '0')
  if (digits === '07700900002' || to === 'perm-fail@simulator.notify') return 'permanent-failure'
  if (digits === '07700900003' || to === 'temp-fail@simulator.notify') return 'temporary-failure'
  if (digits === '07700900004' || to === 'tech-fail@simulator.notify' || /technical failure/i.test(to))
    return 'technical-failure'
  return 'delivered'
}

/** A text or an e-mail ends within seconds; a letter is printed the next day. */
const statusAt = ({ type, createdAt, ends }: FakeMessage, at: Date): string => {
  const seconds = (at.getTime() - createdAt.getTime()) / 1000
  if (type === 'letter') {
    if (ends === 'technical-failure') return seconds < 60 ? 'accepted' : ends
    return seconds < 24 * 3600 ? 'accepted' : 'received'
  }
  if (seconds < 1) return 'created'
  return seconds < 5 ? 'sending' : ends
}

const shown = (message: FakeMessage, at: Date) => ({
  id: message.id,
  reference: message.reference,
  type: message.type,
  status: statusAt(message, at),
  template: { id: message.template, version: 1, uri: `/v2/template/${message.template}` },
  created_at: message.createdAt.toISOString(),
})

const deliver = async (
  { address, token }: { address: string; token: string },
  { message, status }: Callback,
  at: Date,
): Promise<boolean> => {
  const { id, reference, to, type, createdAt, template } = message
  const told = { id, reference, to, status, notification_type: type, template_id: template, template_version: 1 }
  try {
    const answer = await fetch(address, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ ...told, created_at: createdAt.toISOString(), completed_at: at.toISOString() }),
    })
    return answer.ok
  } catch {
    return false
  }
}

const errors = (status: number, error: string, message: string) => ({
  status_code: status,
  errors: [{ error, message }],
})

/** The real service wants a token of HS256, signed with the key, issued by the service, not 30 seconds away from its clock. */
const tokenProblem = (header: string, at: Date): string | null => {
  const [head, claims, signature] = header.replace(/^Bearer /, '').split('.')
  if (!header.startsWith('Bearer ') || !head || !claims || !signature)
    return 'Unauthorized: authentication token must be provided'
  const own = createHmac('sha256', secret).update(`${head}.${claims}`).digest()
  const given = Buffer.from(signature, 'base64url')
  if (given.length !== own.length || !timingSafeEqual(given, own)) return 'Invalid token: API key not found'
  const read = z.object({ iss: z.string(), iat: z.number() }).safeParse(claimsIn(claims))
  if (!read.success || read.data.iss !== service) return 'Invalid token: service not found'
  const isFresh = Math.abs(at.getTime() / 1000 - read.data.iat) <= 30
  return isFresh ? null : 'Error: Your system clock must be accurate to within 30 seconds'
}

const claimsIn = (text: string): unknown => {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
  } catch {
    return null
  }
}
