import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { answersIn, formErrors } from '../../../platform/forms.ts'
import { dayText, timeText } from '../../../platform/times.ts'
import { caseIdOf, type Web } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import { caseTop } from '../../cases/index.ts'
import { rowsAPage } from '../../entries/index.ts'
import { raiseTrigger, recordIncident } from '../actions/incidents.ts'
import { exposuresIn } from '../model/children.ts'
import { incidentInput, triggerForm } from '../model/incident.ts'
import { exposuresOf } from '../store/children.ts'
import { actsOf, countIncidents, incidentsOf } from '../store/incidents.ts'
import { incidentsPage } from '../views/index.ts'
import { newPage } from '../views/new.ts'
import { triggerPage } from '../views/trigger.ts'
import { childrenRoutes } from './children.ts'

const reading = { config: { access: 'incidents:read' } } as const
const writing = { config: { access: 'entries:write' } } as const
const pageQuery = z.object({ page: z.coerce.number().int().min(1).max(10_000).catch(1) })

export const incidentsRoutes = (web: Web, services: Services): void => {
  childrenRoutes(web, services)
  const topOf = (request: FastifyRequest) => caseTop(services, request.work, caseIdOf(request))

  web.get('/cases/:caseId/incidents', reading, async (request, reply) => {
    const caseId = caseIdOf(request)
    const { page } = pageQuery.parse(request.query)
    const { tx } = request.work
    const incidents = await incidentsOf(tx, caseId, rowsAPage, (page - 1) * rowsAPage)
    const children = await exposuresOf(tx, [caseId])
    const shown = { incidents, children, page, total: await countIncidents(tx, caseId), acts: await actsOf(tx, caseId) }
    return reply.page(incidentsPage({ screen: request.screen, top: await topOf(request), ...shown }))
  })

  web.get('/cases/:caseId/incidents/new', writing, async (request, reply) => {
    const { now, actor } = request.work
    const answers = { day: dayText(now), time: timeText(now), sourceAgency: actor.agencyName, mark: undefined }
    return reply.page(newPage({ screen: request.screen, top: await topOf(request), answers }))
  })
  web.post('/cases/:caseId/incidents/new', writing, async (request, reply) => {
    const caseId = caseIdOf(request)
    const answers = answersIn(request.body)
    const form = incidentInput(request.work.now).safeParse(answers)
    if (!form.success)
      return reply
        .code(422)
        .page(newPage({ screen: request.screen, top: await topOf(request), answers, errors: formErrors(form.error) }))
    const children = exposuresIn(answers, (await topOf(request)).people)
    const { entryId } = await recordIncident(services, request.work, caseId, form.data, children)
    return reply.see(`/cases/${caseId}/entries/${entryId}`)
  })

  web.get('/cases/:caseId/incidents/trigger', writing, async (request, reply) =>
    reply.page(triggerPage({ screen: request.screen, top: await topOf(request), answers: {} })),
  )
  web.post('/cases/:caseId/incidents/trigger', writing, async (request, reply) => {
    const caseId = caseIdOf(request)
    const answers = answersIn(request.body)
    const form = triggerForm.safeParse(answers)
    if (!form.success)
      return reply
        .code(422)
        .page(
          triggerPage({ screen: request.screen, top: await topOf(request), answers, errors: formErrors(form.error) }),
        )
    const { entryId } = await raiseTrigger(services, request.work, caseId, form.data)
    return reply.see(`/cases/${caseId}/entries/${entryId}`)
  })
}
