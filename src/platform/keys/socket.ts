import { timingSafeEqual } from 'node:crypto'
import { chmod, mkdir, rm } from 'node:fs/promises'
import { Agent, createServer, type IncomingMessage, request, type Server } from 'node:http'
import path from 'node:path'
import { text as wholeText } from 'node:stream/consumers'
import { z } from 'zod'
import { key, type Secret } from '../secrets.ts'
import { isKeyName, type KeyKeeper, KeysOutOfReach } from './keeper.ts'

const name = z.string().refine(isKeyName)
const material = z.string().regex(/^[A-Za-z0-9+/]{43}=$/)
const mostBytes = 1000
/** Longer than a disk under load takes to make a file durable. */
const patience = 5000

const tokenOf = (secret: Secret): string => key(secret, 'keeper-door').toString('base64url')

/** What may be asked of a keeper: nothing gives all its keys at once. */
const asked = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('begin'), mustExist: z.boolean() }),
  z.strictObject({ do: z.literal('keep'), name, key: material }),
  z.strictObject({ do: z.literal('find'), name }),
  z.strictObject({ do: z.literal('forget'), name }),
  z.strictObject({ do: z.literal('names') }),
  z.strictObject({ do: z.literal('kept-at'), name }),
])
export type Asked = z.infer<typeof asked>
/** Reads a question that came over the socket; undefined for one that is none. */
export const askedIn = (sent: string): Asked | undefined => {
  const read = asked.safeParse(jsonIn(sent))
  return read.success ? read.data : undefined
}

const answerTo = async (keeper: KeyKeeper, question: Asked): Promise<unknown> => {
  switch (question.do) {
    case 'begin':
      return { id: await keeper.begin(question.mustExist) }
    case 'keep':
      return { key: (await keeper.keep(question.name, Buffer.from(question.key, 'base64'))).toString('base64') }
    case 'find': {
      const found = await keeper.find(question.name)
      return typeof found === 'string' ? { said: found } : { key: found.toString('base64') }
    }
    case 'forget':
      await keeper.forget(question.name)
      return {}
    case 'names':
      return keeper.names()
    case 'kept-at':
      return { at: await keeper.keptAt(question.name) }
  }
}

/** Lends a keeper to other processes of this machine, over a socket that its owner alone may use and with the token of this secret. */
export const serveKeeper = async (socket: string, keeper: KeyKeeper, secret: Secret): Promise<Server> => {
  const expected = Buffer.from(`Bearer ${tokenOf(secret)}`)
  const server = createServer(async (incoming, outgoing) => {
    const given = Buffer.from(incoming.headers.authorization ?? '')
    const isOurs = given.length === expected.length && timingSafeEqual(given, expected)
    const question = isOurs ? askedIn(await bodyOf(incoming)) : undefined
    const [status, answer] = question
      ? await answerTo(keeper, question).then(
          (said): [number, unknown] => [200, said],
          (): [number, unknown] => [503, {}],
        )
      : [isOurs ? 400 : 403, {}]
    outgoing.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
  })
  await mkdir(path.dirname(socket), { recursive: true, mode: 0o700 })
  if (await answers(socket)) throw new KeysOutOfReach(`Somebody keeps keys at ${socket} already`)
  await rm(socket, { force: true })
  const before = process.umask(0o177)
  try {
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(socket, resolve))
  } finally {
    process.umask(before)
  }
  await chmod(socket, 0o600)
  return server
}

/** A socket file outlives a process that was killed; one that answers does not belong to such. */
const answers = (socket: string): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = request({ socketPath: socket, method: 'GET', timeout: patience }, () => resolve(true))
    probe.once('timeout', () => probe.destroy())
    probe.once('error', () => resolve(false)).end()
  })

const bodyOf = async (incoming: IncomingMessage): Promise<string> => {
  let body = ''
  for await (const piece of incoming) {
    body += String(piece)
    if (body.length > mostBytes) return ''
  }
  return body
}

const answeredKey = z.object({ key: material }).transform(({ key }) => Buffer.from(key, 'base64'))
const answeredFind = answeredKey.or(
  z.object({ said: z.enum(['forgotten', 'never kept']) }).transform(({ said }) => said),
)
const answeredNames = z.object({
  held: z.array(name),
  forgotten: z.array(name),
})

const answeredAt = z.object({ at: z.coerce.date().nullable() })

/** A keeper in another process of this machine. It remembers nothing, and says so when nobody answers. */
export const socketKeeper = (socket: string, secret: Secret): KeyKeeper => {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 })
  const ask = async <Answer>(question: Asked, answer: z.ZodType<Answer>): Promise<Answer> => {
    const { status, body } = await send(agent, socket, tokenOf(secret), JSON.stringify(question))
    if (status !== 200) throw new KeysOutOfReach(`What keeps the keys answered ${status}`)
    const read = answer.safeParse(jsonIn(body))
    if (!read.success) throw new KeysOutOfReach('What keeps the keys answered in words that are not known')
    return read.data
  }
  return {
    begin: async (mustExist) => (await ask({ do: 'begin', mustExist }, z.object({ id: z.uuid() }))).id,
    keep: (name, plain) => ask({ do: 'keep', name, key: plain.toString('base64') }, answeredKey),
    find: (name) => ask({ do: 'find', name }, answeredFind),
    forget: async (name) => void (await ask({ do: 'forget', name }, z.object({}))),
    names: () => ask({ do: 'names' }, answeredNames),
    keptAt: async (name) => (await ask({ do: 'kept-at', name }, answeredAt)).at,
  }
}

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const send = (
  agent: Agent,
  socketPath: string,
  token: string,
  body: string,
): Promise<{ status: number; body: string }> =>
  new Promise((resolve, reject) => {
    const isOut = (cause: unknown) => reject(new KeysOutOfReach('What keeps the keys does not answer', { cause }))
    const headers = { authorization: `Bearer ${token}`, 'content-length': Buffer.byteLength(body) }
    const sent = request({ agent, socketPath, method: 'POST', path: '/', headers, timeout: patience }, (incoming) => {
      wholeText(incoming).then((answer) => resolve({ status: incoming.statusCode ?? 0, body: answer }), isOut)
    })
    sent.once('timeout', () => sent.destroy(new Error('no answer in time')))
    sent.once('error', isOut).end(body)
  })
