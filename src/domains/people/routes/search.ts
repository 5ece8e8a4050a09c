import { z } from 'zod'
import { readDay } from '../../../platform/times.ts'
import type { Web } from '../../../platform/web.ts'
import { permissionsOf } from '../../staff/index.ts'
import { byPerson } from '../model.ts'
import { findPeople, mostFound } from '../store.ts'
import { searchPage } from '../views/search.ts'

const query = z.object({
  name: z.string().trim().max(120).catch(''),
  born: z.string().trim().max(40).catch(''),
  page: z.coerce.number().int().min(1).max(4).catch(1),
})

export const searchRoutes = (web: Web): void => {
  web.get('/people/search', { config: { access: 'people:read', audit: 'search' } }, async (request, reply) => {
    const { name, born, page } = query.parse(request.query)
    const { tx, now, actor } = request.work
    const read = born ? readDay(born, now) : undefined
    const bornProblem = read && 'problem' in read ? read.problem : undefined
    const day = read && 'day' in read ? read.day : undefined
    const rows = name || day ? await findPeople(tx, name, day) : []
    const found = byPerson(rows, day)
    const shown = found.slice((page - 1) * 25, page * 25)
    return reply.code(bornProblem ? 422 : 200).page(
      searchPage({
        ...{ screen: request.screen, name, born, bornProblem, found, shown, page },
        isCut: rows.length === mostFound,
        mayOpen: permissionsOf(actor.role).has('cases:write'),
      }),
    )
  })
}
