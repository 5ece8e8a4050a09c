import { audit } from '../../platform/audit/write.ts'
import type { Web } from '../../platform/web.ts'
import type { Services } from '../../rules/services.ts'
import { everybody } from '../staff/index.ts'
import { daysOf, filterIn, searchWords } from './model.ts'
import { countSealedLooks, searchAudit } from './store.ts'
import { indexPage } from './views/index.ts'

const searches = { config: { access: 'audit:read', audit: 'search' } } as const

export const auditRoutes = (web: Web, services: Services): void => {
  web.get('/audit', searches, async (request, reply) => {
    const { work, screen, actor } = request
    const filter = filterIn(request.query, work.now)
    const staff = await everybody(work)
    const days = daysOf(filter, work.now)
    if ('problem' in days)
      return reply.code(422).page(indexPage({ screen, filter, staff, problem: days, lines: [], sealed: 0 }))
    const lines = await searchAudit(work.tx, filter, days)
    const sealed = await countSealedLooks(work.tx, days)
    const row = { kind: 'search', route: '/audit', detail: searchWords(filter, days), reference: request.id } as const
    await audit(services, work, { ...row, objectId: filter.person })
    return reply.page(indexPage({ screen, filter, staff, days, lines, sealed, agency: actor.agencyName }))
  })
}
