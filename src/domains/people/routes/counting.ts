import type { FastifyRequest } from 'fastify'
import { typedAgain } from '../../../platform/fields.ts'
import { caseIdOf, idOf, NotFound, type Web } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import { caseTop } from '../../cases/index.ts'
import { countFairly } from '../actions.ts'
import { countingForm } from '../model.ts'
import { personOf } from '../store.ts'
import { countingPage } from '../views/counting.ts'

const mayWrite = { config: { access: 'people:write' } } as const

/** What a person says of themselves for counts alone: written once, and read by nobody. */
export const countingRoutes = (web: Web, services: Services): void => {
  const about = async (request: FastifyRequest) => {
    const found = await personOf(request.work.tx, caseIdOf(request), idOf(request, 'personId'))
    if (found?.role !== 'victim' || found.endedAt) throw new NotFound()
    const top = await caseTop(services, request.work, caseIdOf(request))
    return { screen: request.screen, top, id: found.id, name: found.name }
  }
  web.get('/cases/:caseId/people/:personId/counting', mayWrite, async (request, reply) =>
    reply.page(countingPage({ ...(await about(request)), shown: {} })),
  )
  web.post('/cases/:caseId/people/:personId/counting', mayWrite, async (request, reply) => {
    const page = await about(request)
    const form = countingForm.safeParse(request.body ?? {})
    if (!form.success)
      return reply.code(422).page(countingPage({ ...page, shown: typedAgain(request.body, form.error) }))
    await countFairly(request.work, page.top.caseId, page.id, form.data)
    return reply.see(`/cases/${page.top.caseId}/people`)
  })
}
