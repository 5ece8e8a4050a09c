import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { audit } from '../../platform/audit/write.ts'
import { typedAgain } from '../../platform/fields.ts'
import { idOf, NotFound, type Web } from '../../platform/web.ts'
import type { Services } from '../../rules/services.ts'
import { takeReport } from './actions.ts'
import { reportForm } from './model.ts'
import { answered, reportOf, reportsFor } from './store.ts'
import { indexPage } from './views/index.ts'
import { newPage } from './views/new.ts'
import { reportPage } from './views/report.ts'

const takes = { config: { access: 'missing-reports:write' } } as const
const checks = { config: { access: 'missing-reports:write', audit: 'search' } } as const
const reads = { config: { access: 'missing-reports:read' } } as const
const answers = { config: { access: 'missing-report-answers:write' } } as const
const pageQuery = z.object({ page: z.coerce.number().int().min(1).max(10_000).catch(1) })

export const missingReportRoutes = (web: Web, services: Services): void => {
  web.get('/missing-reports', reads, async (request, reply) => {
    const { page } = pageQuery.parse(request.query)
    const rows = await reportsFor(request.work.tx, page)
    return reply.page(indexPage({ screen: request.screen, rows, page }))
  })
  web.get('/missing-reports/new', takes, async ({ screen }, reply) => reply.page(newPage({ screen, shown: {} })))
  web.post('/missing-reports/new', checks, async (request, reply) => {
    const { screen, work, body } = request
    const form = reportForm(work.now).safeParse(body ?? {})
    if (!form.success) return reply.code(422).page(newPage({ screen, shown: typedAgain(body, form.error) }))
    const objectId = await takeReport(services, work, form.data)
    // Which check it was; no name is in the log, and not whether anything was found.
    const row = { kind: 'search', route: '/missing-reports/new', detail: 'a report to police', objectId } as const
    await audit(services, work, { ...row, reference: request.id })
    return reply.see(`/missing-reports/${objectId}`)
  })

  const one = async (request: FastifyRequest) => {
    const row = await reportOf(request.work.tx, idOf(request, 'missingReportId'))
    if (!row) throw new NotFound()
    return { screen: request.screen, row, mayAnswer: request.actor.role === 'police-supervisor' }
  }
  web.get('/missing-reports/:missingReportId', reads, async (request, reply) =>
    reply.page(reportPage(await one(request))),
  )
  web.post('/missing-reports/:missingReportId', answers, async (request, reply) => {
    const page = await one(request)
    if (await answered(request.work, page.row.id)) return reply.see(`/missing-reports/${page.row.id}`)
    return reply.code(422).page(reportPage({ ...page, isRefused: true }))
  })
}
