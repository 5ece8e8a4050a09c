import type { FastifyRequest } from 'fastify'
import { typedAgain } from '../../platform/fields.ts'
import { caseIdOf, idOf, NotFound, type Web } from '../../platform/web.ts'
import type { Services } from '../../rules/services.ts'
import { caseTop, clashingWorkers } from '../cases/index.ts'
import { permissionsOf } from '../staff/index.ts'
import { opinionToReview, pairsOf, review, reviewersFor, writeOpinion } from './actions.ts'
import { opinionForm, reviewForm } from './model.ts'
import { opinionsOn } from './store.ts'
import { bothSidesPage } from './views/index.ts'
import { newPage } from './views/new.ts'
import { opinionPage } from './views/opinions.ts'

const reading = { config: { access: 'risk:read' } } as const
const writing = { config: { access: 'risk:write' } } as const

export const counterAllegationRoutes = (web: Web, services: Services): void => {
  const base = async (request: FastifyRequest) => ({
    screen: request.screen,
    top: await caseTop(services, request.work, caseIdOf(request)),
  })

  web.get('/cases/:caseId/counter-allegations', reading, async (request, reply) => {
    const { work, actor } = request
    const caseId = caseIdOf(request)
    const pairs = await pairsOf(work, caseId)
    if (pairs.length === 0) throw new NotFound()
    return reply.page(
      bothSidesPage({
        ...(await base(request)),
        ...{ pairs, opinions: await opinionsOn(work.tx, caseId), actorId: actor.id },
        clashing: await clashingWorkers(work.tx, caseId),
        mayWrite: permissionsOf(actor.role).has('risk:write'),
      }),
    )
  })

  /** Only whoever sees both sides has an opinion to give; for the others there is no such page. */
  const aboutBoth = async (request: FastifyRequest) => {
    const pairs = (await pairsOf(request.work, caseIdOf(request))).filter(({ there }) => there.side !== null)
    if (pairs.length === 0) throw new NotFound()
    return { ...(await base(request)), pairs, reviewers: await reviewersFor(request.work, caseIdOf(request)) }
  }
  web.get('/cases/:caseId/counter-allegations/new', writing, async (request, reply) => {
    const page = await aboutBoth(request)
    const [only] = page.pairs
    return reply.page(newPage({ ...page, shown: { answers: { otherCaseId: only?.there.side?.caseId } } }))
  })
  web.post('/cases/:caseId/counter-allegations/new', writing, async (request, reply) => {
    const page = await aboutBoth(request)
    const form = opinionForm.safeParse(request.body ?? {})
    if (!form.success) return reply.code(422).page(newPage({ ...page, shown: typedAgain(request.body, form.error) }))
    const { otherCaseId, personId, reviewerId } = form.data
    const pair = page.pairs.find(({ there }) => there.side?.caseId === otherCaseId)
    const isOneOfTwo = personId === 'nobody' || [pair?.here.harmed.id, pair?.there.harmed.id].includes(personId)
    if (!pair || !isOneOfTwo || !page.reviewers.some(({ id }) => id === reviewerId)) throw new NotFound()
    await writeOpinion(request.work, page.top.caseId, form.data)
    return reply.see(`/cases/${page.top.caseId}/counter-allegations`)
  })

  const waiting = async (request: FastifyRequest) => ({
    ...(await base(request)),
    opinion: await opinionToReview(request.work, caseIdOf(request), idOf(request, 'opinionId')),
  })
  web.get('/cases/:caseId/counter-allegations/opinions/:opinionId', writing, async (request, reply) =>
    reply.page(opinionPage({ ...(await waiting(request)), shown: {} })),
  )
  web.post('/cases/:caseId/counter-allegations/opinions/:opinionId', writing, async (request, reply) => {
    const page = await waiting(request)
    const form = reviewForm.safeParse(request.body ?? {})
    if (!form.success)
      return reply.code(422).page(opinionPage({ ...page, shown: typedAgain(request.body, form.error) }))
    await review(request.work, page.opinion, form.data)
    return reply.see(`/cases/${page.top.caseId}/counter-allegations`)
  })
}
