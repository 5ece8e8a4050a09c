import { caseIdOf, type Web } from '../../platform/web.ts'
import { londonDay } from '../../rules/days.ts'
import type { Services } from '../../rules/services.ts'
import { caseTop } from '../cases/index.ts'
import { levelsBetween, rangeForm, spanOf } from './model.ts'
import { dutiesBetween, entriesBetween, firstEntryAt, homesOf, levelsOf, tiesOf } from './store.ts'
import { relationshipsPage } from './views/relationships.ts'
import { timelinePage } from './views/timeline.ts'

const mayRead = { config: { access: 'pictures:read' } } as const

export const picturesRoutes = (web: Web, services: Services): void => {
  web.get('/cases/:caseId/pictures', mayRead, async (request, reply) =>
    reply.see(`/cases/${caseIdOf(request)}/pictures/timeline`),
  )

  web.get('/cases/:caseId/pictures/timeline', mayRead, async (request, reply) => {
    const { work, screen } = request
    const { tx, now } = work
    const caseId = caseIdOf(request)
    const top = await caseTop(services, work, caseId)
    const { range } = rangeForm.parse(request.query)
    const span = spanOf(range, (await firstEntryAt(tx, caseId)) ?? top.openedAt, now)
    const levels = levelsBetween(await levelsOf(tx, caseId), top.openedAt, { from: span.from, to: now })
    const entries = await entriesBetween(tx, caseId, span.from, span.to)
    const duties = await dutiesBetween(tx, caseId, span.from, now)
    return reply.page(timelinePage({ screen, top, range, span, entries, duties, levels }))
  })

  web.get('/cases/:caseId/pictures/relationships', mayRead, async (request, reply) => {
    const { work, screen } = request
    const caseId = caseIdOf(request)
    const top = await caseTop(services, work, caseId)
    const ties = await tiesOf(work.tx, caseId)
    const homes = await homesOf(work.tx, caseId, londonDay(work.now))
    return reply.page(relationshipsPage({ screen, top, ties, homes }))
  })
}
