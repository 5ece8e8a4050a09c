import { randomUUID } from 'node:crypto'
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
import type { Db } from './db.ts'
import { asText, type Html } from './html.ts'
import { onAnswer, type RequestLine } from './log.ts'
import type { Actor, AuditKind, Work } from './request.ts'
import { runRoute } from './run-route.ts'

export type Access = `${string}:read` | `${string}:write`
export type Web = FastifyInstance
export type Asset = { name: string; type: string; body: string | Buffer }

/** What the pages of platform's own answers look like, and who may do what: the app says, platform does not know. */
export type WebOptions = {
  db: Db
  now: () => Date
  formKeySecret: Buffer
  permissionsOf: (role: string) => ReadonlySet<string>
  pages: {
    notFound: () => Html
    problem: (reference: string) => Html
    formProblem: (why: 'out of date' | 'sent twice') => Html
  }
  assets: Asset[]
  logger: FastifyBaseLogger
  isHttps: boolean
  /** Is told of each request when it is answered: for the log and the metrics. */
  answered: (line: RequestLine) => void
  /** Runs when it is known who asks, before the route: the app hangs on the request what each page shows. */
  prepare: (request: FastifyRequest) => Promise<void>
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A permission; 'anyone' for what needs no session; 'signed-in' for what each person has of their own. */
    access?: Access | 'anyone' | 'signed-in'
    /** What the look is called in the audit; a GET is a consultation and a POST an alteration unless it says so. */
    audit?: AuditKind
  }
  interface FastifyRequest {
    work: Work
    actor: Actor
    formKey: string
    token: string
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

export const sessionCookie = 'waymark'

export const createWeb = async (options: WebOptions): Promise<Web> => {
  const web = fastify({
    loggerInstance: options.logger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID().slice(0, 8),
    bodyLimit: 8_000_000,
    routerOptions: { ignoreTrailingSlash: true },
  })
  await web.register(cookie)
  await web.register(formbody, { bodyLimit: 1_000_000 })
  await web.register(multipart, {
    attachFieldsToBody: 'keyValues',
    limits: { fileSize: 8_000_000, files: 1, fields: 50 },
  })
  await web.register(helmet, securityHeaders(options.isHttps))
  onAnswer(web, options.answered)
  decorate(web)
  refuseOtherOrigins(web)
  // A route that does not say who may use it stops the app from starting.
  web.addHook('onRoute', (route) => {
    const { method, url, config } = route
    if (!config?.access) throw new Error(`${String(method)} ${url} does not say who may use it: give it config.access`)
    if (config.access !== 'anyone') route.handler = runRoute(options, route)
  })
  web.setNotFoundHandler((request, reply) => answerNotFound(options, request, reply))
  web.setErrorHandler((error, request, reply) => {
    if (error instanceof NotFound) return answerNotFound(options, request, reply)
    if (isClientMistake(error))
      return reply.code(error.statusCode).send(reply.page(options.pages.formProblem('out of date')))
    request.log.error({ err: error, reference: request.id }, 'a request failed')
    return reply.code(500).send(reply.page(options.pages.problem(request.id)))
  })
  for (const { name, type, body } of options.assets)
    web.get(`/assets/${name}`, { config: { access: 'anyone' } }, async (_request, reply) =>
      reply.type(type).header('cache-control', 'public, max-age=31536000, immutable').send(body),
    )
  return web
}

const securityHeaders = (isHttps: boolean) => ({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
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
  web.decorateReply('page', function (this: FastifyReply, page: Html) {
    this.type('text/html; charset=utf-8').header('cache-control', 'no-store')
    return asText(page)
  })
  web.decorateReply('see', function (this: FastifyReply, location: string) {
    this.code(303).header('location', location).header('cache-control', 'no-store')
    return ''
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

/** Not there, and not yours to see, are one answer; who is not signed in is asked to sign in wherever they go. */
const answerNotFound = (options: WebOptions, request: FastifyRequest, reply: FastifyReply) => {
  const isSignedIn = request.cookies[sessionCookie] !== undefined
  if (!isSignedIn) return reply.code(303).header('location', '/sign-in').send('')
  return reply.code(404).send(reply.page(options.pages.notFound()))
}

const isClientMistake = (error: unknown): error is Error & { statusCode: number } =>
  error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' && error.statusCode < 500
