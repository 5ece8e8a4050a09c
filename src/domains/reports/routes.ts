import type { FastifyRequest } from 'fastify'
import { NotFound, type Web } from '../../platform/web.ts'
import type { Services } from '../../rules/services.ts'
import { countFor } from './actions.ts'
import { type Report, reports } from './model/list.ts'
import { choiceIn } from './model/periods.ts'
import { asCsv, sectionsOf } from './model/shown.ts'
import { indexPage } from './views/index.ts'
import { reportPage } from './views/report.ts'

const reads = { config: { access: 'reports:read' } } as const
const takesOut = { config: { access: 'reports:read', audit: 'export' } } as const

export const reportsRoutes = (web: Web, services: Services): void => {
  web.get('/reports', reads, async ({ screen }, reply) =>
    reply.page(indexPage({ screen, reports: Object.values(reports) })),
  )

  // An address each, so that the audit says which report was looked at.
  for (const report of Object.values(reports)) {
    web.get(`/reports/${report.name}`, reads, async (request, reply) => {
      const { screen, actor } = request
      return reply.page(reportPage({ screen, agency: actor.agencyName, ...(await counted(services, request, report)) }))
    })

    web.post(`/reports/${report.name}`, takesOut, async (request, reply) => {
      const { choice, sections, below } = await counted(services, request, report)
      const { actor } = request
      const about = [
        `${report.title}, ${choice.quarter.words}: ${choice.whose === 'ours' ? `cases of ${actor.agencyName}` : 'all cases of the partnership'}`,
        `Class C1, counts. To the nearest five; under ${below} not shown. Taken out of Waymark by ${actor.name}, ${actor.agencyName}`,
      ]
      const name = `${report.name}-${choice.quarter.key}-${choice.whose}.csv`
      void reply.type('text/csv; charset=utf-8').header('cache-control', 'no-store')
      void reply.header('content-disposition', `attachment; filename="${name}"`)
      return asCsv({ report, sections, below, about })
    })
  }
}

const counted = async (services: Services, { work, query }: FastifyRequest, report: Report) => {
  const choice = choiceIn(query, work.now)
  if (!choice) throw new NotFound()
  const { lines, below, problem } = await countFor(services, work, report, choice)
  return { report, choice, below, problem, sections: sectionsOf(report, lines, services.rules) }
}
