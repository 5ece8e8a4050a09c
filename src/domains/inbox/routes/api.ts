import rateLimit from '@fastify/rate-limit'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { audit } from '../../../platform/audit/write.ts'
import type { Actor } from '../../../platform/request.ts'
import type { Web } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import { permissionsOf } from '../../staff/index.ts'
import { takeRow } from '../actions/take.ts'
import { cellsOf } from '../model/events.ts'
import { apiBody } from '../model/forms.ts'
import { readRow } from '../model/row.ts'
import { bindKey, noteRefusedCall } from '../store/index.ts'

type Said = { status: number; body: object }

/** Where systems send what they know, with a key of their own in place of a person's session. */
export const apiRoutes = (web: Web, services: Services): void => {
  web.register(async (api) => {
    await api.register(rateLimit, { global: false, keyGenerator: keyOf, errorResponseBuilder: () => new TooMany() })
    api.setErrorHandler((error, request, reply) => refuse(services, error, request, reply))
    // 60 calls a minute of 200 rows each: no county sends more, and a lost key is slowed.
    const config = { access: 'anyone', rateLimit: { max: 60, timeWindow: '1 minute' } } as const
    api.post('/inbox/api', { config }, async (request, reply) => {
      const said = await take(services, request)
      void reply.code(said.status).header('cache-control', 'no-store')
      return said.body
    })
  })
}

class TooMany extends Error {
  statusCode = 429
}

const problems: Record<number, string> = {
  413: 'The request is larger than 8 MB. Send fewer rows at a time',
  415: 'Send JSON, with the header content-type: application/json',
  429: 'Too many calls. Wait a minute, then send again: what was taken before is not taken twice',
}

const refuse = async (services: Services, error: unknown, { id: reference }: FastifyRequest, reply: FastifyReply) => {
  const status =
    error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500
  if (status >= 500) throw error
  await noteRefusedCall(services, { kind: 'fail', route: '/inbox/api', reference })
  return reply.code(status).send({ problem: problems[status] ?? 'This is not JSON. Check the request' })
}

const tokenOf = ({ headers }: FastifyRequest): string =>
  /^Bearer (wmi_[\w-]{43})$/.exec(headers.authorization ?? '')?.[1] ?? ''
const keyOf = (request: FastifyRequest): string => tokenOf(request) || request.ip

/** One transaction for one call, bound to whom the key acts as; each row has its own answer. */
const take = (services: Services, request: FastifyRequest): Promise<Said> =>
  services.db.transaction().execute(async (tx) => {
    const now = services.now()
    const bound = await bindKey(tx, tokenOf(request), now)
    if (!bound || !permissionsOf(bound.role).has('inbox:write'))
      return { status: 401, body: { problem: 'The key is not known, or was ended' } }
    const { source, ...who } = bound
    const actor: Actor = { ...who, supervisorId: null, strongAt: null, isJustProven: false }
    const parsed = apiBody.safeParse(request.body)
    if (!parsed.success) {
      const [first] = parsed.error.issues
      return {
        status: 422,
        body: { problem: 'The body is { "format": ..., "rows": [1 to 200 rows] }', at: first?.path.join('.') ?? '' },
      }
    }
    const { format, rows } = parsed.data
    const answers: object[] = []
    for (const [index, given] of rows.entries()) {
      const read = readRow(format, cellsOf(given), index + 1, now)
      if ('problems' in read)
        answers.push({
          row: index + 1,
          result: 'not understood',
          problems: read.problems.map(({ column, problem }) => ({ column, problem })),
        })
      else
        answers.push({
          row: index + 1,
          sourceReference: read.sourceRef,
          result: await takeRow(services, { tx, now, actor }, { source, format, arrivedAt: now }, read),
        })
    }
    await audit(services, { tx, now, actor }, { kind: 'collect', route: '/inbox/api', reference: request.id })
    return { status: 200, body: { rows: answers } }
  })
