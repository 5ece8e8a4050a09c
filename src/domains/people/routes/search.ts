import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { audit } from '../../../platform/audit/write.ts'
import { readDay } from '../../../platform/times.ts'
import type { Web } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import { isOwnName } from '../../misuse/index.ts'
import { permissionsOf } from '../../staff/index.ts'
import { byPerson } from '../model.ts'
import { findPeople, mostFound } from '../store.ts'
import { searchPage } from '../views/search.ts'

const sought = z.object({
  name: z.string().catch(''),
  born: z.string().catch(''),
  page: z.coerce.number().int().min(1).max(4).catch(1),
})
const search = { config: { access: 'people:read', audit: 'search' } } as const

/** What is sought is posted and never read from the address: a name there would stay in the history of the browser (U2). */
export const searchRoutes = (web: Web, services: Services): void => {
  web.get('/people/search', search, (request, reply) => answer(services, request, reply, {}))
  web.post('/people/search', search, (request, reply) => answer(services, request, reply, request.body))
}

const answer = async (
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  sent: unknown,
): Promise<string> => {
  const { page, ...typed } = sought.catch({ name: '', born: '', page: 1 }).parse(sent)
  // What was typed stays in its field as it was; no name is longer than what is looked for.
  const [name, born] = [typed.name.trim().slice(0, 120), typed.born.trim()]
  const { tx, now, actor } = request.work
  const read = born ? readDay(born, now) : undefined
  const bornProblem = read && 'problem' in read ? read.problem : undefined
  const day = read && 'day' in read ? read.day : undefined
  // Of what was searched for, the log says this alone.
  const line = { kind: 'search', route: String(request.routeOptions.url), detail: 'own name' } as const
  if (isOwnName(actor.name, name)) await audit(services, request.work, { ...line, reference: request.id })
  const rows = name || day ? await findPeople(tx, name, day) : []
  const found = byPerson(rows, day)
  const shown = found.slice((page - 1) * 25, page * 25)
  return reply.code(bornProblem ? 422 : 200).page(
    searchPage({
      ...{ screen: request.screen, typed, name, born, bornProblem, found, shown, page },
      isCut: rows.length === mostFound,
      mayOpen: permissionsOf(actor.role).has('cases:write'),
      mayUseEmergency: permissionsOf(actor.role).has('access:write'),
    }),
  )
}
