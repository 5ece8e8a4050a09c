import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { audit } from '../../../platform/audit/write.ts'
import type { Web } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import { addGroup, group, groups, patchGroup, removeGroup, replaceGroup } from '../actions/groups.ts'
import { addUser, type Call, patchUser, removeUser, replaceUser, user, users } from '../actions/users.ts'
import type { Resource } from '../model/attributes.ts'
import { providerConfig, resourceTypes, schemas } from '../model/discovery.ts'
import { errorBody, notThere, ScimError } from '../model/errors.ts'
import { listOf, readQuery } from '../model/lists.ts'
import { bindDirectoryKey } from '../store/directory.ts'

type Act = (call: Call, id: string, request: FastifyRequest) => Promise<Resource | undefined>
type Answer = { status: number; act: Act }

// Entra asks some 25 times a second at most; a key that is lost is slowed.
// The door keeps its own log: each call under the key that made it.
const config = { access: 'anyone', audit: 'none', rateLimit: { max: 1800, timeWindow: '1 minute' } } as const
const json = ['application/scim+json', 'application/json']

/** Where an agency's own directory says who joins, moves and leaves, with a key of its own (RFC 7644). */
export const apiRoutes = (web: Web, services: Services): void => {
  web.register(
    async (api) => {
      await api.register(rateLimit, { global: false, keyGenerator: keyOf, errorResponseBuilder: () => new TooMany() })
      // Fastify reads JSON under the one name; SCIM has a name of its own (RFC 7644 3.1).
      api.addContentTypeParser(
        'application/scim+json',
        { parseAs: 'string' },
        api.getDefaultJsonParser('error', 'error'),
      )
      api.setErrorHandler(async (error, request, reply) => {
        await noteRefusal(services, request)
        return refuse(error, reply)
      })
      api.setNotFoundHandler(async (request, reply) => {
        await noteRefusal(services, request)
        return refuse(notThere(), reply)
      })
      resourceRoutes(api, services)
      const base = baseOf(services)
      const fixed = (url: string, answer: (request: FastifyRequest) => Resource | undefined): void => {
        serve(api, services, 'GET', url, { status: 200, act: async (_call, _id, request) => answer(request) })
      }
      fixed('/ServiceProviderConfig', () => providerConfig(base))
      for (const [name, all] of [
        ['ResourceTypes', resourceTypes(base)],
        ['Schemas', schemas(base)],
      ] as const) {
        fixed(`/${name}`, ({ query }) => {
          const { filter, ...asked } = readQuery(query)
          if (filter) throw new ScimError(403, 'This list takes no filter')
          return listOf(all, { ...asked, filter })
        })
        fixed(`/${name}/:name`, ({ params }) =>
          all.find(({ id }) => id === z.object({ name: z.string() }).parse(params).name),
        )
      }
    },
    { prefix: '/scim/v2' },
  )
}

const resourceRoutes = (api: FastifyInstance, services: Services): void => {
  const on = (method: Method, url: string, status: number, act: Act): void =>
    serve(api, services, method, url, { status, act })
  on('GET', '/Users', 200, (call, _id, { query }) => users(call, readQuery(query)))
  on('GET', '/Users/:id', 200, (call, id, { query }) => user(call, id, readQuery(query)))
  on('POST', '/Users', 201, (call, _id, { body }) => addUser(call, body))
  on('PUT', '/Users/:id', 200, (call, id, { body }) => replaceUser(call, id, body))
  on('PATCH', '/Users/:id', 200, (call, id, { body }) => patchUser(call, id, body))
  on('DELETE', '/Users/:id', 204, (call, id) => removeUser(call, id).then(() => undefined))
  on('GET', '/Groups', 200, (call, _id, { query }) => groups(call, readQuery(query)))
  on('GET', '/Groups/:id', 200, (call, id, { query }) => group(call, id, readQuery(query)))
  on('POST', '/Groups', 201, (call, _id, { body }) => addGroup(call, body))
  on('PUT', '/Groups/:id', 200, (call, id, { body }) => replaceGroup(call, id, body))
  on('PATCH', '/Groups/:id', 200, (call, id, { body }) => patchGroup(call, id, body))
  on('DELETE', '/Groups/:id', 204, (call, id) => removeGroup(call, id).then(() => undefined))
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
const serve = (api: FastifyInstance, services: Services, method: Method, url: string, answer: Answer): void => {
  api.route({
    ...{ method, url, config },
    handler: async (request, reply) => {
      const resource = await inOneTransaction(services, request, answer.act)
      reply.code(answer.status).header('cache-control', 'no-store').type('application/scim+json; charset=utf-8')
      if (answer.status === 204) return reply.send()
      if (!resource) throw notThere()
      if (answer.status === 201) reply.header('location', locationOf(resource))
      return reply.send(JSON.stringify(resource))
    },
  })
}

const locationOf = ({ meta }: Resource): string => z.object({ location: z.string() }).parse(meta).location

/** One transaction for one call, bound to the key, with its row in the log. */
const inOneTransaction = (services: Services, request: FastifyRequest, act: Act): Promise<Resource | undefined> =>
  services.db.transaction().execute(async (tx) => {
    const now = services.now()
    const bound = await bindDirectoryKey(tx, tokenOf(request), now)
    if (!bound) throw new ScimError(401, 'The key is not known, or was ended')
    const id = idIn(request)
    if (id === null) throw notThere()
    const resource = await act({ tx, now, base: baseOf(services) }, id, request)
    const objectId = id || z.uuid().safeParse(resource?.id).data
    const kind = request.method === 'GET' ? 'consult' : 'alter'
    await audit(services, { tx, now, actor: bound }, { kind, ...rowOf(request, objectId, bound.name) })
    return resource
  })

/** What was refused is on the record too: by which key, where it is known, and otherwise without a name. */
const noteRefusal = (services: Services, request: FastifyRequest): Promise<void> =>
  services.db.transaction().execute(async (tx) => {
    const now = services.now()
    const bound = await bindDirectoryKey(tx, tokenOf(request), now)
    const row = rowOf(request, idIn(request), bound?.name)
    await audit(services, { tx, now, actor: bound ?? null }, { kind: 'fail', ...row })
  })

const rowOf = (request: FastifyRequest, objectId: string | null | undefined, key: string | undefined) => ({
  route: request.routeOptions.url ?? '/scim/v2/*',
  ...(objectId && { objectId }),
  ...(key !== undefined && { detail: `directory ${key}` }),
  reference: request.id,
})

/** '' where the address names nothing, null where what it names is no id. */
const idIn = ({ params }: FastifyRequest): string | null => {
  const { id } = z.object({ id: z.string().optional() }).parse(params)
  return id === undefined ? '' : (z.uuid().safeParse(id).data ?? null)
}

export const baseOf = ({ address }: Services): string => `${address}/scim/v2`
const tokenOf = ({ headers }: FastifyRequest): string =>
  /^Bearer (wmd_[\w-]{43})$/i.exec(headers.authorization ?? '')?.[1] ?? ''
const keyOf = (request: FastifyRequest): string => tokenOf(request) || request.ip

class TooMany extends Error {
  statusCode = 429
}
const words: Record<number, string> = {
  400: 'The body is not JSON',
  413: 'The body is larger than 8 MB',
  415: `Send ${json.join(' or ')}`,
  429: 'Too many calls. Wait a minute',
}
const refuse = (error: unknown, reply: FastifyReply): FastifyReply => {
  const known = error instanceof ScimError
  const status = known ? error.status : statusIn(error)
  if (status >= 500) throw error
  const body = known
    ? errorBody(status, error.message, error.scimType)
    : errorBody(status, words[status] ?? 'Not understood', status === 400 ? 'invalidSyntax' : undefined)
  if (status === 401) reply.header('www-authenticate', 'Bearer')
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('application/scim+json; charset=utf-8')
    .send(JSON.stringify(body))
}
const statusIn = (error: unknown): number =>
  error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500
