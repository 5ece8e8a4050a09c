import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { audit } from '../../platform/audit/write.ts'
import { typedAgain, wrongField } from '../../platform/fields.ts'
import { idOf, NotFound, type Web } from '../../platform/web.ts'
import type { Services } from '../../rules/services.ts'
import { goNearest, propose, review, takeDeviceCall, tellOfCall } from './actions.ts'
import { deviceForm, nearestForm, placeForm, reviewForm, unreadNumber, unreadPlace } from './model.ts'
import { callersOf, callRead, callsRead, callTeams, reviewsOf, sentOf } from './store.ts'
import { callPage } from './views/call.ts'
import { callsPage } from './views/calls.ts'
import { devicesPage } from './views/devices.ts'
import { indexPage } from './views/index.ts'
import { reviewPage } from './views/review.ts'
import { reviewsPage } from './views/reviews.ts'
import { sentPage } from './views/sent.ts'

const sends = { config: { access: 'attendance:write' } } as const
const asks = { config: { access: 'attendance:write', audit: 'search' } } as const
// What is written of a device and a room is of the vault: whoever reads it has proven who they are.
const takes = { config: { access: 'attendance:write', audit: 'search', needsStrong: true } } as const
const goes = { config: { access: 'attendance:read' } } as const
const goesProven = { config: { access: 'attendance:read', needsStrong: true } } as const
const pageQuery = z.object({ page: z.coerce.number().int().min(1).max(10_000).catch(1) })
// Whom a review is for follows from each question to the database, and from no role alone.
const own = { config: { access: 'signed-in' } } as const

export const attendanceRoutes = (web: Web, services: Services): void => {
  const base = async ({ screen, work, actor }: FastifyRequest) => ({
    screen,
    teams: await callTeams(work.tx, actor.agencyId),
  })

  web.get('/attendance', sends, async (request, reply) =>
    reply.page(indexPage({ ...(await base(request)), shown: {} })),
  )
  web.post('/attendance', asks, async (request, reply) => {
    const { work, body } = request
    const page = await base(request)
    const form = placeForm.safeParse(body ?? {})
    if (!form.success) return reply.code(422).page(indexPage({ ...page, shown: typedAgain(body, form.error) }))
    const proposal = await propose(services, work, form.data.place)
    if (!proposal) {
      const shown = wrongField(body, unreadPlace.field, unreadPlace.problem)
      return reply.code(422).page(indexPage({ ...page, shown }))
    }
    // Why, and which question it was; the address is in the log in no form.
    const row = { kind: 'search', route: '/attendance', detail: 'an emergency call', objectId: proposal.id } as const
    await audit(services, work, { ...row, reference: request.id })
    const log = { kind: 'search', route: '/attendance', reference: request.id } as const
    const { told } = await tellOfCall(services, work, proposal.id, log)
    return reply.page(indexPage({ ...page, shown: { answers: form.data }, proposal, told }))
  })

  web.post('/attendance/:attendanceId/nearest', sends, async (request, reply) => {
    const id = idOf(request, 'attendanceId')
    const form = nearestForm.safeParse(request.body ?? {})
    if (!form.success) {
      const shown = typedAgain(request.body, form.error)
      return reply.code(422).page(indexPage({ ...(await base(request)), shown, again: id }))
    }
    // Whoever comes back to the question after a unit was sent reads which, and sends no second one.
    if (!(await sentOf(request.work.tx, id))) await goNearest(services, request.work, id, form.data.teamId)
    return reply.see(`/attendance/${id}`)
  })
  web.get('/attendance/:attendanceId', sends, async (request, reply) => {
    const id = idOf(request, 'attendanceId')
    const sent = await sentOf(request.work.tx, id)
    if (!sent) throw new NotFound()
    return reply.page(sentPage({ screen: request.screen, id, sent }))
  })
  callRoutes(web, services)
  reviewRoutes(web)
}

const callRoutes = (web: Web, services: Services): void => {
  web.get('/attendance/calls', goes, async ({ screen, work, query }, reply) => {
    const { page } = pageQuery.parse(query)
    return reply.page(callsPage({ screen, rows: await callsRead(work), page }))
  })
  web.get(
    '/attendance/devices',
    { config: { access: 'attendance:write', needsStrong: true } },
    async (request, reply) => reply.page(devicesPage({ screen: request.screen, shown: {} })),
  )
  web.post('/attendance/devices', takes, async (request, reply) => {
    const { screen, work, body, id: reference } = request
    const form = deviceForm.safeParse(body ?? {})
    if (!form.success) return reply.code(422).page(devicesPage({ screen, shown: typedAgain(body, form.error) }))
    const answer = await takeDeviceCall(services, work, form.data.number, reference)
    if (!answer) {
      const shown = wrongField(body, unreadNumber.field, unreadNumber.problem)
      return reply.code(422).page(devicesPage({ screen, shown }))
    }
    if (answer.callId) return reply.see(`/attendance/${answer.callId}/call`)
    return reply.page(devicesPage({ screen, shown: { answers: form.data }, found: answer.found }))
  })
  web.get('/attendance/:attendanceId/call', goesProven, async (request, reply) => {
    const { screen, work, actor } = request
    const call = await callRead(work, idOf(request, 'attendanceId'))
    if (!call) throw new NotFound()
    const log = { kind: 'consult', route: '/attendance/:attendanceId/call', reference: request.id } as const
    const of = await tellOfCall(services, work, call.id, log)
    const callers = await callersOf(work, call.id)
    const teams = call.isMine && call.sentAt === null ? await callTeams(work.tx, actor.agencyId) : []
    return reply.page(callPage({ screen, call, of, callers, teams }))
  })
}

const reviewRoutes = (web: Web): void => {
  web.get('/attendance/reviews', own, async ({ screen, work }, reply) => {
    const rows = await reviewsOf(work.tx)
    if (rows.length === 0) throw new NotFound()
    return reply.page(reviewsPage({ screen, rows }))
  })
  web.get('/attendance/:attendanceId/review', own, async (request, reply) =>
    reply.page(reviewPage({ ...(await held(request)), shown: {} })),
  )
  web.post('/attendance/:attendanceId/review', own, async (request, reply) => {
    const page = await held(request)
    const form = reviewForm.safeParse(request.body ?? {})
    if (!form.success) return reply.code(422).page(reviewPage({ ...page, shown: typedAgain(request.body, form.error) }))
    await review(request.work, page.row.id, form.data)
    return reply.see('/attendance/reviews')
  })
}

const held = async (request: FastifyRequest) => {
  const id = idOf(request, 'attendanceId')
  const row = (await reviewsOf(request.work.tx)).find((each) => each.id === id)
  if (!row) throw new NotFound()
  return { screen: request.screen, row }
}
