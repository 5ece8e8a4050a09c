import type { FastifyRequest } from 'fastify'
import { typedAgain } from '../../../platform/fields.ts'
import { NotFound, type Web } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import { noteSummary, summaryOf } from '../actions/summary.ts'
import { summaryForm } from '../model/forms.ts'
import { askSummaryPage, summaryPage } from '../views/summary.ts'
import { onCase } from './base.ts'

const asks = { config: { access: 'interventions:read', needsStrong: true } } as const
const takesOut = { config: { access: 'interventions:read', needsStrong: true, audit: 'export' } } as const

/** What a prosecutor needs to know of the danger, and nothing by which somebody could be found (RM-08). */
export const summaryRoutes = (web: Web, services: Services): void => {
  const whole = async (request: FastifyRequest) => {
    const page = await onCase(services, request)
    if (!page.isWhole) throw new NotFound()
    return { ...page, summary: await summaryOf(request.work, page.top) }
  }
  web.get('/cases/:caseId/interventions/summary', asks, async (request, reply) => {
    const page = await whole(request)
    return reply.page(askSummaryPage({ ...page, shown: { answers: { reasons: page.summary.current?.reasons } } }))
  })
  web.post('/cases/:caseId/interventions/summary', takesOut, async (request, reply) => {
    const page = await whole(request)
    const form = summaryForm.safeParse(request.body ?? {})
    if (!form.success)
      return reply.code(422).page(askSummaryPage({ ...page, shown: typedAgain(request.body, form.error) }))
    await noteSummary(services, request.work, page.top.caseId, { ...form.data, request: request.id })
    return reply.page(summaryPage({ ...page, form: form.data, by: request.actor }))
  })
}
