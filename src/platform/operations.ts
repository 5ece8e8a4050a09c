import { health, type Metrics, mayReadMetrics, type Sources } from './metrics.ts'
import type { Web } from './web.ts'

type Operations = { metrics: Metrics; sources: Pick<Sources, 'pulse' | 'now'>; metricsToken: string | undefined }

/** /health for a load balancer and /metrics for monitoring. Both count; neither says anything about a person. */
export const operationsRoutes = (web: Web, { metrics, sources, metricsToken }: Operations): void => {
  const forAnyone = { config: { access: 'anyone', audit: 'none' } } as const
  web.get('/health', forAnyone, async (_request, reply) => {
    const { status, body } = await health(sources)
    return reply.code(status).header('cache-control', 'no-store').send(body)
  })
  web.get('/metrics', forAnyone, async (request, reply) => {
    const { authorization, forwarded, via } = request.headers
    const isForwarded = Boolean(request.headers['x-forwarded-for'] ?? forwarded ?? via)
    const caller = { from: request.socket.remoteAddress, isForwarded, authorization }
    if (!mayReadMetrics(caller, metricsToken)) return reply.callNotFound()
    return reply
      .type(metrics.registry.contentType)
      .header('cache-control', 'no-store')
      .send(await metrics.text())
  })
}
