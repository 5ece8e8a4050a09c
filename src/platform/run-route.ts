import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import { z } from 'zod'
import { audit, countingRows, forgetRows, hasRow } from './audit/write.ts'
import { cookieIn, sessionCookie } from './cookies.ts'
import { readSent } from './drafts.ts'
import { isFormKeyOf, newFormKey } from './form-keys.ts'
import type { Html } from './html.ts'
import { KeysOutOfReach } from './keys/keeper.ts'
import {
  type Actor,
  type AuditKind,
  answerGiven,
  asHolderOf,
  contentHash,
  keepAnswer,
  ReusedFormKey,
  seesCase,
  type Work,
} from './request.ts'
import { keepInterrupted, settleDraft } from './sent-drafts.ts'
import { clearsBrowser, NotFound, notTaken, type WebOptions } from './web.ts'

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>

class NotSignedIn extends Error {}
class OldForm extends Error {}
/** The same form was being answered at the same moment: this try is undone, and then finds that answer. */
class AnsweredElsewhere extends Error {}

/**
 * Runs a route as one transaction that is bound to the session: access, the case, the form's key, the work, the audit
 * row, the commit; and only then the answer leaves (DESIGN 4).
 */
export const runRoute = (options: WebOptions, route: RouteOptions) => {
  // Fastify types a handler by its route; here all are alike.
  const handler = route.handler as unknown as Handler
  const run = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const token = tokenIn(options, request)
    if (!token) return reply.see('/sign-in')
    const now = options.now()
    const sent = readSent(request.body)
    const attempt = () => {
      // Each try begins with what was sent, whatever the one before took out of it.
      if (request.method === 'POST') Object.assign(request, { sent, body: sent.content })
      return asHolderOf(options.db, token, now, async (work) => {
        forgetRows()
        if (!work) throw new NotSignedIn()
        Object.assign(request, {
          work,
          actor: work.actor,
          token,
          formKey: newFormKey(options.formKeySecret, work.actor.id),
        })
        return answer(options, route, handler, request, reply)
      })
    }
    try {
      return await attempt().catch((error: unknown) => {
        if (error instanceof AnsweredElsewhere) return attempt()
        throw error
      })
    } catch (error) {
      if (error instanceof NotSignedIn) {
        if (request.method === 'POST') await keepInterrupted(options, token, now, request)
        return signInAgain(options, route, request, reply, token)
      }
      // What they typed waits for them: nobody answered who could have sealed it.
      if (error instanceof KeysOutOfReach && request.method === 'POST')
        await keepUnanswered(options, token, now, request)
      if (!(error instanceof OldForm || error instanceof ReusedFormKey)) throw error
      await noteFailure(options, request)
      return error instanceof OldForm
        ? notTaken(options, reply, 422, 'out of date')
        : notTaken(options, reply, 409, 'sent twice')
    }
  }
  return (request: FastifyRequest, reply: FastifyReply) => countingRows(() => run(request, reply))
}

const keepUnanswered = (options: WebOptions, token: string, now: Date, request: FastifyRequest): Promise<void> =>
  asHolderOf(options.db, token, now, async (work) => {
    const { formKey } = request.sent.content
    if (!work || !isFormKeyOf(options.formKeySecret, work.actor.id, formKey)) return
    Object.assign(request, { work })
    await settleDraft(options, request, formKey, 422)
  })

const tokenIn = ({ isHttps }: WebOptions, request: FastifyRequest): string | undefined => {
  const token = cookieIn(request, sessionCookie, isHttps)
  return token && /^[\w-]{43}$/.test(token) ? token : undefined
}

/** Runs a route that needs no session. What it shows of somebody is on the record before it leaves, too: without a name. */
export const runOpenRoute = (options: WebOptions, route: RouteOptions) => {
  // As above.
  const handler = route.handler as unknown as Handler
  return (request: FastifyRequest, reply: FastifyReply): Promise<unknown> =>
    countingRows(async () => {
      const sent = await held(reply, () => handler(request, reply))
      if (!hasRow()) await auditNobody(options, request, reply.statusCode < 400 ? kindOf(route, request) : 'fail')
      return sent
    })
}

/** What a handler sends by hand waits like what it returns: until its row is written and all is committed (S5). */
const held = async (reply: FastifyReply, act: () => Promise<unknown>): Promise<unknown> => {
  const send = reply.send
  let byHand: unknown[] | undefined
  // Gives nothing back: a reply is a promise of having been sent, and whoever returned it would wait for ever.
  const hold = (...payload: unknown[]): void => {
    byHand = payload
  }
  Object.assign(reply, { send: hold })
  try {
    const returned = await act()
    return byHand ? (byHand[0] ?? '') : returned
  } finally {
    Object.assign(reply, { send })
  }
}

const answer = async (
  options: WebOptions,
  route: RouteOptions,
  handler: Handler,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> => {
  const { work } = request
  const ids = idsIn(request)
  if (!mayUse(options, work.actor, route.config?.access)) throw new NotFound()
  if (ids.caseId && !(await seesCase(work, ids.caseId))) throw new NotFound()
  const form = request.method === 'POST' ? formOf(options, request) : undefined
  if (!isProvenFor(route, work.actor)) return askProof(options, route, request, reply, form)
  if (form) {
    const given = await answerGiven(work, form.key, form.hash)
    if (given) {
      // Told once more where it went, nobody changes anything: a look, and no second change on the record.
      const look = ids.caseId ? { purpose: 'repeat' as const } : {}
      await audit(options, work, { kind: 'consult', route: String(route.url), ...ids, ...look, reference: request.id })
      return reply.see(given)
    }
    request.formKey = form.key
  }
  await options.prepare(request)
  const look = ids.caseId ? await options.whyOf(request, ids.caseId) : undefined
  if (look && 'ask' in look) {
    if (form) await settleDraft(options, request, form.key, 422)
    return askWhy(options, route, request, reply, look.ask)
  }
  if (look) Object.assign(work, { look })
  const sent = await held(reply, () => handler(request, reply))
  if (form) await settleDraft(options, request, form.key, reply.statusCode)
  if (form && reply.statusCode === 303) await keep(work, form, String(reply.getHeader('location')))
  await noteAnswer(options, route, request, reply)
  return sent
}

/** One row for each answer: where the route wrote its own, that one. */
const noteAnswer = async (options: WebOptions, route: RouteOptions, request: FastifyRequest, reply: FastifyReply) => {
  const usual = kindOf(route, request)
  if (usual === 'none' || hasRow()) return
  const kind = reply.statusCode < 400 || reply.statusCode === 422 ? usual : 'fail'
  const { work } = request
  await audit(options, work, { kind, route: String(route.url), ...idsIn(request), ...work.look, reference: request.id })
}

/** Nothing of the case has left: what was asked for waits behind the question, and that it was asked is on the record. */
const askWhy = async (
  options: WebOptions,
  route: RouteOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  page: Html,
): Promise<string> => {
  Object.assign(request.work, { look: { purpose: 'asked' } })
  await noteAnswer(options, route, request, reply)
  return reply.code(request.method === 'POST' ? 422 : 200).page(page)
}

/** Who acts has not proven lately enough who they are for what is asked: nothing is done, and what they typed waits. */
const askProof = async (
  options: WebOptions,
  route: RouteOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  form: Form | undefined,
): Promise<string> => {
  if (form) await settleDraft(options, request, form.key, 422)
  const { work, id: reference } = request
  await audit(options, work, { kind: 'fail', route: String(route.url), ...idsIn(request), reference })
  return reply.see(options.confirmAt(request, pageOf(route, request)))
}

const isProvenFor = ({ config }: RouteOptions, { strongAt, isJustProven }: Actor): boolean => {
  if (config?.needsStrong === 'just now') return isJustProven
  return !config?.needsStrong || strongAt !== null
}

/** The page that a request came for: what it asked, or the page of the form that it sent. */
const pageOf = ({ url }: RouteOptions, request: FastifyRequest): string => {
  if (request.method === 'GET') return request.url
  return request.server.hasRoute({ url, method: 'GET' }) ? request.url : '/'
}

/** Who was signed in until lately goes on, after signing in, where they were; nothing that they saw stays in the browser. */
const signInAgain = async (
  { signInAt }: WebOptions,
  route: RouteOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  token: string,
): Promise<string> => {
  const location = await signInAt(token, pageOf(route, request))
  if (location !== '/sign-in') reply.header(...clearsBrowser)
  return reply.see(location)
}

const mayUse = ({ permissionsOf }: WebOptions, actor: Actor, access: string | undefined): boolean =>
  access === 'signed-in' || (access !== undefined && permissionsOf(actor.role).has(access))

const kindOf = (route: RouteOptions, request: FastifyRequest): AuditKind | 'none' =>
  route.config?.audit ?? (request.method === 'POST' ? 'alter' : 'consult')

type Form = { key: string; hash: string }

const formOf = ({ formKeySecret }: WebOptions, request: FastifyRequest): Form => {
  const body = z.record(z.string(), z.unknown()).catch({}).parse(request.body)
  const { formKey, ...content } = body
  if (!isFormKeyOf(formKeySecret, request.actor.id, formKey)) throw new OldForm()
  return { key: formKey, hash: contentHash(request.url, content) }
}

const keep = async (work: Work, { key, hash }: Form, location: string): Promise<void> => {
  if (!(await keepAnswer(work, key, hash, location))) throw new AnsweredElsewhere()
}

const uuid = z.uuid().optional().catch(undefined)
const idsIn = (request: FastifyRequest): { caseId?: string; objectId?: string } => {
  const params = z.record(z.string(), z.unknown()).catch({}).parse(request.params)
  const { caseId, ...others } = params
  if (caseId !== undefined && uuid.parse(caseId) === undefined) throw new NotFound()
  const known = uuid.parse(caseId)
  const object = Object.values(others)
    .map((value) => uuid.parse(value))
    .find(Boolean)
  return { ...(known && { caseId: known }), ...(object && { objectId: object }) }
}

/** The refused look is on the record too, in a transaction of its own: that of the request is undone. */
export const noteFailure = async (options: WebOptions, request: FastifyRequest): Promise<void> => {
  const { routeOptions, id: reference } = request
  // An address that we do not have shows nothing of anybody: a stranger must not fill the log with it.
  if (routeOptions.url === undefined) return
  const token = routeOptions.config.access === 'anyone' ? undefined : tokenIn(options, request)
  if (!token) return auditNobody(options, request, 'fail')
  const params = z.record(z.string(), z.unknown()).catch({}).parse(request.params)
  const caseId = uuid.parse(params.caseId)
  await asHolderOf(options.db, token, options.now(), async (work) => {
    if (work) await audit(options, work, { kind: 'fail', route: String(routeOptions.url), caseId, reference })
  })
}

const auditNobody = async (options: WebOptions, request: FastifyRequest, kind: AuditKind | 'none'): Promise<void> => {
  const { routeOptions, id: reference } = request
  const { db, now } = options
  if (kind === 'none' || routeOptions.config.audit === 'none') return
  await db
    .transaction()
    .execute((tx) =>
      audit(options, { tx, now: now(), actor: null }, { kind, route: String(routeOptions.url), reference }),
    )
}
