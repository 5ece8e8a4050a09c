import { caseIdOf, type Web } from '../../platform/web.ts'
import type { Services } from '../../rules/services.ts'
import { caseTop } from '../cases/index.ts'
import { proceedingsOf } from './actions.ts'
import { justicePage } from './views/index.ts'

const reading = { config: { access: 'justice:read' } } as const

export const justiceRoutes = (web: Web, services: Services): void => {
  web.get('/cases/:caseId/justice', reading, async (request, reply) => {
    const caseId = caseIdOf(request)
    const proceedings = await proceedingsOf(request.work, caseId)
    return reply.page(
      justicePage({ screen: request.screen, top: await caseTop(services, request.work, caseId), ...proceedings }),
    )
  })
}
