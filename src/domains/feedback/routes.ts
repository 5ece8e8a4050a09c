import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { typedAgain } from '../../platform/fields.ts'
import { caseIdOf, type Web } from '../../platform/web.ts'
import type { Services } from '../../rules/services.ts'
import { caseTop } from '../cases/index.ts'
import { helplinesNow } from '../helplines/index.ts'
import { permissionsOf } from '../staff/index.ts'
import { askable, keepFeedback } from './actions.ts'
import { feedbackForm } from './model.ts'
import { agencies, feedbackOn } from './store.ts'
import { feedbackPage } from './views/index.ts'
import { newPage } from './views/new.ts'
import { standardPage } from './views/standard.ts'

const reads = { config: { access: 'feedback:read' } } as const
const writes = { config: { access: 'feedback:write' } } as const
const query = z.object({ page: z.coerce.number().int().min(1).max(10_000).catch(1) })

export const feedbackRoutes = (web: Web, services: Services): void => {
  web.get('/feedback/standard', reads, async ({ screen, work }, reply) =>
    reply.page(standardPage({ screen, helplines: await helplinesNow(work.tx) })),
  )

  web.get('/cases/:caseId/feedback', reads, async (request, reply) => {
    const { screen, work, actor } = request
    const { page } = query.parse(request.query)
    const top = await caseTop(services, work, caseIdOf(request))
    const found = await feedbackOn(work.tx, top.caseId, page)
    const mayAsk = permissionsOf(actor.role).has('feedback:write') && askable(top).length > 0
    return reply.page(feedbackPage({ screen, top, page, agency: actor.agencyName, mayAsk, ...found }))
  })

  web.get('/cases/:caseId/feedback/new', writes, async (request, reply) =>
    reply.page(
      newPage({ ...(await asked(services, request)), shown: { answers: { aboutAgencyId: request.actor.agencyId } } }),
    ),
  )
  web.post('/cases/:caseId/feedback/new', writes, async (request, reply) => {
    const page = await asked(services, request)
    const form = feedbackForm.safeParse(request.body ?? {})
    if (!form.success) return reply.code(422).page(newPage({ ...page, shown: typedAgain(request.body, form.error) }))
    await keepFeedback(request.work, page.top, form.data)
    return reply.see(`/cases/${page.top.caseId}/feedback`)
  })
}

const asked = async (services: Services, request: FastifyRequest) => {
  const { screen, work } = request
  const top = await caseTop(services, work, caseIdOf(request))
  return { screen, top, people: askable(top), agencies: await agencies(work.tx) }
}
