import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify'
import { z } from 'zod'
import { cookieIn, sessionCookie } from './cookies.ts'
import type { Db } from './db.ts'
import type { Sent } from './drafts.ts'
import { asText, type Html } from './html.ts'
import { KeysOutOfReach } from './keys/keeper.ts'
import { onAnswer, type RequestLine } from './log.ts'
import type { Actor, AuditKind, Look, Work } from './request.ts'
import { noteFailure, runOpenRoute, runRoute } from './run-route.ts'
import type { Secret } from './secrets.ts'
import { tidy } from './tidy.ts'
import { mostBytes, tooLarge } from './uploads.ts'

export type Access = `${string}:read` | `${string}:write`
export type Web = FastifyInstance
export type Asset = { name: string; type: string; body: string | Buffer }

/** What the pages of platform's own answers look like, and who may do what: the app says, platform does not know. */
export type WebOptions = {
  db: Db
  now: () => Date
  formKeySecret: Buffer
  /** Seals the rows of the log. */
  secret: Secret
  permissionsOf: (role: string) => ReadonlySet<string>
  pages: {
    notFound: () => Html
    problem: (reference: string) => Html
    /** What keeps the keys of the vault does not answer. */
    vaultShut: () => Html
    formProblem: (why: 'out of date' | 'sent twice' | 'too large') => Html
  }
  assets: Asset[]
  logger: FastifyBaseLogger
  isHttps: boolean
  /** In milliseconds: no “not there” leaves sooner after its request came. */
  absentAfter: number
  /** Addresses of the proxies before us, whose word on where a request came from is taken. None: nobody's is. */
  trustedProxies: readonly string[]
  /** Is told of each request when it is answered: for the log and the metrics. */
  answered: (line: RequestLine) => void
  /** What people type and have not sent: the key that seals it, which forms it is kept of, and where a page saves it. */
  drafts: { key: Buffer; isKept: (address: string) => boolean; saving: string }
  /** Runs when it is known who asks, before the route: the app hangs on the request what each page shows. */
  prepare: (request: FastifyRequest) => Promise<void>
  /** Where somebody goes whose session this was, to sign in and come back to this page. */
  signInAt: (token: string, page: string) => Promise<string>
  /** Where somebody goes to prove again who they are, and come back to this page. */
  confirmAt: (request: FastifyRequest, page: string) => string
  /** Why this person looks at this case now; or the page that asks them, when nothing else says why. */
  whyOf: (request: FastifyRequest, caseId: string) => Promise<Look | { ask: Html }>
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A permission; 'anyone' for what needs no session; 'signed-in' for what each person has of their own. */
    access?: Access | 'anyone' | 'signed-in'
    /** Asks first for proof of who it is: given in the last 12 hours, or just now (SAFETY S16). */
    needsStrong?: true | 'just now'
    /**
     * What the look is called in the audit; a GET is a consultation and a POST an alteration unless it says so. 'none' is
     * for what shows nothing of anybody.
     */
    audit?: AuditKind | 'none'
  }
  interface FastifyRequest {
    work: Work
    actor: Actor
    formKey: string
    token: string
    /** What a form sent: about itself, and as it was typed. */
    sent: Sent
  }
  interface FastifyReply {
    /** Gives a page. Nothing leaves before the request's transaction is committed. */
    page: (page: Html) => string
    /** Sends the browser on to the page that shows what the form did. */
    see: (location: string) => string
  }
}

/** Thrown when an address leads nowhere, or nowhere this person may go. Anything else thrown is a bug. */
export class NotFound extends Error {}

/** An id in the address: anything that is not one leads nowhere. */
export const idOf = (request: FastifyRequest, name: string): string => {
  const params = z.record(z.string(), z.unknown()).safeParse(request.params)
  const id = z.uuid().safeParse(params.data?.[name])
  if (!id.success) throw new NotFound()
  return id.data
}
export const caseIdOf = (request: FastifyRequest): string => idOf(request, 'caseId')

/** Sent when somebody leaves: what the browser kept of us goes. Cookies stay, for what was typed in another window. */
export const clearsBrowser = ['clear-site-data', '"cache", "storage"'] as const

export const createWeb = async (options: WebOptions): Promise<Web> => {
  const web = fastify({
    loggerInstance: options.logger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID().slice(0, 8),
    bodyLimit: mostBytes,
    trustProxy: options.trustedProxies.length > 0 && [...options.trustedProxies],
    routerOptions: { ignoreTrailingSlash: true },
  })
  await web.register(cookie)
  await web.register(formbody, { bodyLimit: 1_000_000 })
  await web.register(multipart, {
    attachFieldsToBody: 'keyValues',
    throwFileSizeLimit: false,
    limits: { fileSize: mostBytes, fieldSize: mostBytes, files: 1, fields: 50 },
    onFile: async (part) => {
      await part.toBuffer()
      if (part.file.truncated) Object.assign(part, { value: tooLarge })
    },
  })
  await web.register(helmet, securityHeaders(options.isHttps))
  onAnswer(web, options.answered)
  decorate(web)
  refuseOtherOrigins(web)
  takeFormsOnly(web)
  if (options.trustedProxies.length === 0) noteProxy(web, options.logger)
  // A route that does not say who may use it stops the app from starting.
  web.addHook('onRoute', (route) => {
    const { method, url, config } = route
    if (!config?.access) throw new Error(`${String(method)} ${url} does not say who may use it: give it config.access`)
    if (config.access !== 'anyone') route.handler = runRoute(options, route)
    else if (config.audit !== 'none') route.handler = runOpenRoute(options, route)
  })
  web.setNotFoundHandler(async (request, reply) => {
    await notBefore(options, reply)
    return answerNotFound(options, request, reply)
  })
  web.setErrorHandler(async (error, request, reply) => {
    const unwritten: unknown = await noteFailure(options, request).catch((cause: unknown) => cause)
    if (unwritten) request.log.error({ err: error, reference: request.id }, 'a refusal could not be put on the record')
    if (error instanceof NotFound) await notBefore(options, reply)
    return answerError(options, unwritten ?? error, request, reply)
  })
  answerScripts(web)
  for (const asset of options.assets) serveAsset(web, asset)
  return web
}

// Only what is the same for everybody is sent compressed: the length of a compressed page could tell what is in it.
const serveAsset = (web: Web, { name, type, body }: Asset): void => {
  const zipped = type.startsWith('font/') ? undefined : gzipSync(body)
  web.get(`/assets/${name}`, { config: { access: 'anyone', audit: 'none' } }, async ({ headers }, reply) => {
    reply.type(type).header('cache-control', 'public, max-age=31536000, immutable').header('vary', 'accept-encoding')
    const isZipped = zipped && /\bgzip\b/.test(String(headers['accept-encoding'] ?? ''))
    return isZipped ? reply.header('content-encoding', 'gzip').send(zipped) : reply.send(body)
  })
}

const securityHeaders = (isHttps: boolean) => ({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      objectSrc: ["'none'"],
      styleSrc: ["'self'"],
      scriptSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      formAction: ["'self'"],
      connectSrc: ["'self'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
    },
  },
  referrerPolicy: { policy: 'no-referrer' as const },
  strictTransportSecurity: isHttps ? { maxAge: 31_536_000 } : false,
  crossOriginOpenerPolicy: isHttps,
  originAgentCluster: isHttps,
  frameguard: { action: 'deny' as const },
})

const decorate = (web: Web): void => {
  web.decorateRequest('work')
  web.decorateRequest('actor')
  web.decorateRequest('formKey', '')
  web.decorateRequest('token', '')
  web.decorateRequest('sent')
  web.decorateReply('page', function (this: FastifyReply, page: Html) {
    this.type('text/html; charset=utf-8').header('cache-control', 'no-store')
    return asText(page)
  })
  web.decorateReply('see', function (this: FastifyReply, location: string) {
    this.code(303).header('location', location).header('cache-control', 'no-store')
    return ''
  })
}

/** Said once: who comes through a proxy that is not named counts as that proxy. */
const noteProxy = (web: Web, log: FastifyBaseLogger): void => {
  let isSaid = false
  web.addHook('onRequest', async ({ headers }) => {
    if (isSaid || headers['x-forwarded-for'] === undefined) return
    isSaid = true
    log.warn('requests come through a proxy that TRUSTED_PROXIES does not name: all of them count as one address')
  })
}

/** A form of ours comes from a page of ours: a browser says so itself. */
const refuseOtherOrigins = (web: Web): void => {
  web.addHook('onRequest', async (request) => {
    const { origin, host } = request.headers
    const isForeign = origin !== undefined && origin !== 'null' && URL.parse(origin)?.host !== host
    if (request.method !== 'GET' && isForeign) throw new NotFound()
  })
}

type NotTaken = Parameters<WebOptions['pages']['formProblem']>[0]
/** A form that cannot be taken: a page that sends by script leaves it as it stands, with what was typed (U1). */
export const notTaken = ({ pages }: WebOptions, reply: FastifyReply, status: number, why: NotTaken): string =>
  reply.code(status).header('waymark-not-taken', 'yes').page(pages.formProblem(why))

/** A page that sends its form by script is told where to go on: a redirect would be followed without it (U2). */
const answerScripts = (web: Web): void => {
  web.addHook('onSend', async ({ headers }, reply, body) => {
    if (reply.statusCode !== 303 || headers['waymark-form'] === undefined) return body
    reply
      .code(200)
      .header('waymark-next', String(reply.getHeader('location')))
      .removeHeader('location')
    return body
  })
}

class NoForm extends Error {
  statusCode = 415
}
class TextTooLarge extends Error {
  statusCode = 413
}

/** People send forms, and systems send JSON to the two routes that have no session; what came is made fit to be kept. */
const takeFormsOnly = (web: Web): void => {
  web.addHook('onRequest', async ({ method, headers, routeOptions }) => {
    const isJson = /^\s*application\/([\w.-]+\+)?json/i.test(headers['content-type'] ?? '')
    if (method !== 'GET' && isJson && routeOptions.config.access !== 'anyone') throw new NoForm()
  })
  web.addHook('preValidation', async (request) => {
    if (request.isMultipart() && isCutOff(request.body)) throw new TextTooLarge()
    request.body = tidy(request.body)
    request.query = tidy(request.query)
    request.params = tidy(request.params)
  })
}

// The parser of uploads cuts a long text off and says nothing; its last character may be a half, of up to three bytes.
const isCutOff = (body: unknown): boolean =>
  Object.values(body ?? {}).some((value) => typeof value === 'string' && Buffer.byteLength(value) > mostBytes - 4)

/** What is not there and what is not yours are looked for in different ways: the clock must not tell which it was (S3). */
const notBefore = ({ absentAfter }: WebOptions, { elapsedTime }: FastifyReply): Promise<void> =>
  elapsedTime < absentAfter ? setTimeout(absentAfter - elapsedTime) : Promise.resolve()

/** Not there, and not yours to see, are one answer; who is not signed in is asked to sign in wherever they go. */
const answerNotFound = (options: WebOptions, request: FastifyRequest, reply: FastifyReply) => {
  const isSignedIn = cookieIn(request, sessionCookie, options.isHttps) !== undefined
  if (!isSignedIn) return reply.code(303).header('location', '/sign-in').send('')
  return reply.code(404).send(reply.page(options.pages.notFound()))
}

const answerError = (options: WebOptions, error: unknown, request: FastifyRequest, reply: FastifyReply) => {
  if (error instanceof NotFound) return answerNotFound(options, request, reply)
  if (isClientMistake(error)) {
    const why = error.statusCode === 413 ? 'too large' : 'out of date'
    return reply.send(notTaken(options, reply, error.statusCode, why))
  }
  if (error instanceof KeysOutOfReach) {
    request.log.error({ err: error, reference: request.id }, 'the keys of the vault are out of reach')
    reply.code(503).header('retry-after', '60')
    if (request.method === 'POST') reply.header('waymark-not-taken', 'yes')
    return reply.send(reply.page(options.pages.vaultShut()))
  }
  request.log.error({ err: error, reference: request.id }, 'a request failed')
  return reply.code(500).send(reply.page(options.pages.problem(request.id)))
}

const isClientMistake = (error: unknown): error is Error & { statusCode: number } =>
  error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' && error.statusCode < 500
