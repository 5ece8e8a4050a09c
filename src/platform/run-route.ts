import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import { z } from 'zod'
import { isFormKeyOf, newFormKey } from './form-keys.ts'
import {
  type Actor,
  type AuditKind,
  answerGiven,
  asHolderOf,
  audit,
  contentHash,
  keepAnswer,
  ReusedFormKey,
  seesCase,
  type Work,
} from './request.ts'
import { NotFound, sessionCookie, type WebOptions } from './web.ts'

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
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const token = request.cookies[sessionCookie]
    if (!token || !/^[\w-]{43}$/.test(token)) return reply.see('/sign-in')
    const now = options.now()
    const attempt = () =>
      asHolderOf(options.db, token, now, async (work) => {
        if (!work) throw new NotSignedIn()
        Object.assign(request, {
          work,
          actor: work.actor,
          token,
          formKey: newFormKey(options.formKeySecret, work.actor.id),
        })
        return answer(options, route, handler, request, reply)
      })
    try {
      return await attempt().catch((error: unknown) => {
        if (error instanceof AnsweredElsewhere) return attempt()
        throw error
      })
    } catch (error) {
      if (error instanceof NotSignedIn) return reply.see('/sign-in')
      if (error instanceof OldForm) return reply.code(422).page(options.pages.formProblem('out of date'))
      if (error instanceof ReusedFormKey) return reply.code(409).page(options.pages.formProblem('sent twice'))
      if (error instanceof NotFound) await noteRefusal(options, token, now, request, route)
      throw error
    }
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
  if (form) {
    const given = await answerGiven(work, form.key, form.hash)
    if (given) return reply.see(given)
    request.formKey = form.key
  }
  await options.prepare(request)
  const sent = await handler(request, reply)
  if (form && reply.statusCode === 303) await keep(work, form, String(reply.getHeader('location')))
  if (reply.statusCode < 400 || reply.statusCode === 422)
    await audit(work, { kind: kindOf(route, request), route: String(route.url), ...ids, reference: request.id })
  return sent
}

const mayUse = ({ permissionsOf }: WebOptions, actor: Actor, access: string | undefined): boolean =>
  access === 'signed-in' || (access !== undefined && permissionsOf(actor.role).has(access))

const kindOf = (route: RouteOptions, request: FastifyRequest): AuditKind =>
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
const noteRefusal = (options: WebOptions, token: string, now: Date, request: FastifyRequest, route: RouteOptions) =>
  asHolderOf(options.db, token, now, async (work) => {
    if (!work) return
    const params = z.record(z.string(), z.unknown()).catch({}).parse(request.params)
    const caseId = uuid.parse(params.caseId)
    await audit(work, { kind: 'fail', route: String(route.url), ...(caseId && { caseId }), reference: request.id })
  })
