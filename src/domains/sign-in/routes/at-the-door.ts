import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { cookieIn, keepCookie, sessionCookie } from '../../../platform/cookies.ts'
import { key } from '../../../platform/secrets.ts'
import { timeText } from '../../../platform/times.ts'
import { countTries, type Tries, usualFailures } from '../../../platform/tries.ts'
import type { Services } from '../../../rules/services.ts'
import type { Asker, Started } from '../actions/sign-in.ts'
import { endSession, newToken, renewToken } from '../store/sessions.ts'

export const forAnyone = { config: { access: 'anyone' } } as const
/** What shows nothing of anybody needs no row in the log. */
export const showsNothing = { config: { access: 'anyone', audit: 'none' } } as const

/** Tries at the door are counted by network address. Questions for a passkey have a count of their own, ten times as high. */
export const doorTries = ({ signInDb, secret, door }: Services): { tries: Tries; questions: Tries } => {
  const most = door?.signInFailures ?? usualFailures
  const hashKey = key(secret, 'tries')
  return {
    tries: countTries(signInDb, { most, hashKey }),
    questions: countTries(signInDb, {
      most: most * 10,
      hashKey: createHash('sha256').update(hashKey).update('questions').digest(),
    }),
  }
}
/** Said before anything is looked up, so it is the same for every account, and for none. */
export const tooMany = (until: Date): string =>
  `Too many sign-ins from your network have gone wrong. Wait until ${timeText(new Date(until.getTime() + 59_999))}, then try again. If you cannot wait, use another network`

export const closed = (reply: FastifyReply, until: Date, now: Date): FastifyReply =>
  reply.code(429).header('retry-after', Math.ceil((until.getTime() - now.getTime()) / 1000))

export const isHttps = ({ address }: Services): boolean => address.startsWith('https:')

/**
 * Lets the person in: the session's cookie lasts as long as the browser is open. The session that this browser brought
 * ends, whoever's it was: nobody would find it again to end it (ASVS 7.2.4).
 */
export const letIn = async (
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  { token }: Started,
): Promise<void> => {
  const brought = tokenOf(services, request)
  if (brought) await endSession(services.signInDb, brought)
  keepSession(services, reply, token)
}
const keepSession = (services: Services, reply: FastifyReply, token: string): void =>
  keepCookie(reply, { name: sessionCookie, value: token, isHttps: isHttps(services) })

/** Proof was given in this session: it goes on under another token, and the one before opens nothing (ASVS 7.2.4). */
export const goOnRenewed = async (services: Services, reply: FastifyReply, token: string): Promise<void> => {
  const renewed = await renewToken(services.signInDb, token)
  if (renewed) keepSession(services, reply, renewed)
}

const aYear = 365 * 24 * 3600
/** From where somebody asks. A browser is known again by a random mark, which the sign-in pages alone read. */
export const askerOf = (services: Services, request: FastifyRequest, reply: FastifyReply): Asker => {
  const known = cookieIn(request, 'waymark-device', isHttps(services))
  const mark = known && /^[\w-]{43}$/.test(known) ? known : newToken()
  keepCookie(reply, { name: 'waymark-device', value: mark, isHttps: isHttps(services), maxAge: aYear })
  return {
    reference: request.id,
    device: deviceWords(request),
    deviceHash: createHash('sha256').update(mark).digest(),
  }
}

/** A broad kind of device, for the list of one's sessions; the user agent itself is not kept. */
const deviceWords = ({ headers }: FastifyRequest): string => {
  const agent = headers['user-agent'] ?? ''
  if (/iPhone|Android.*Mobile/.test(agent)) return 'a phone'
  if (/iPad|Android|Tablet/.test(agent)) return 'a tablet'
  return /Windows|Macintosh|Linux|CrOS/.test(agent) ? 'a computer' : 'another device'
}

/** The token that the browser brings, if it has the shape of one. */
export const tokenOf = (services: Services, request: FastifyRequest): string | undefined => {
  const token = cookieIn(request, sessionCookie, isHttps(services))
  return token && /^[\w-]{43}$/.test(token) ? token : undefined
}

/** What a script asked for. It is returned and not sent: nothing leaves before what was written is committed. */
export const said = <Answer extends object>(reply: FastifyReply, answer: Answer): Answer => {
  reply.header('cache-control', 'no-store')
  return answer
}
