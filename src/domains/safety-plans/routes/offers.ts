import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { typedAgain, wrongField } from '../../../platform/fields.ts'
import { oneAtATime } from '../../../platform/marks.ts'
import { idOf, NotFound, type Web } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import { type CaseTop, isOnOtherSide } from '../../cases/index.ts'
import { permissionsOf } from '../../staff/index.ts'
import { answerThought, offerThought, openOffers } from '../actions/offers.ts'
import { answerForm, offerForm } from '../model/offers.ts'
import { countOffers, offerOf, offersOf, seesPlans } from '../store/index.ts'
import { answerPage } from '../views/answer.ts'
import { offerPage } from '../views/offer.ts'
import type { Offers } from '../views/offers.ts'
import { mayWrite, onCase } from './page.ts'

const pageQuery = z.object({ page: z.coerce.number().int().min(1).max(10_000).catch(1) })

/** Whoever does not see the plans and works with the person harmed may offer; whoever sees them writes in them. */
export const offersFor = async (
  services: Services,
  { work, actor, query }: FastifyRequest,
  top: CaseTop,
  isWhole: boolean,
): Promise<Offers> => {
  const { page: number } = pageQuery.parse(query)
  const mayDo = permissionsOf(actor.role).has('safety-plans:write') && top.state !== 'closed'
  return {
    offers: await openOffers(services, work, await offersOf(work.tx, top.caseId, number)),
    ...{ number, total: await countOffers(work.tx, top.caseId), isWhole, mayAnswer: isWhole && mayDo },
    mayOffer: !isWhole && mayDo && !(await isOnOtherSide(work, top.caseId)),
  }
}

export const offerRoutes = (web: Web, services: Services): void => {
  const offering = async (request: FastifyRequest) => {
    const { work } = request
    const page = await onCase(services, request)
    const { caseId, state, people } = page.top
    if (state === 'closed' || (await seesPlans(work.tx, caseId)) || (await isOnOtherSide(work, caseId)))
      throw new NotFound()
    const helped = people
      .filter(({ role }) => role !== 'perpetrator')
      .map(({ id, name, role }) => ({ id, name, isChild: role === 'child' }))
    return { ...page, people: helped }
  }
  web.get('/cases/:caseId/safety-plans/offers/new', mayWrite, async (request, reply) => {
    const page = await offering(request)
    const [first, ...others] = page.people
    return reply.page(
      offerPage({ ...page, shown: { answers: first && others.length === 0 ? { personId: first.id } : {} } }),
    )
  })
  web.post('/cases/:caseId/safety-plans/offers/new', mayWrite, async (request, reply) => {
    const { body, work } = request
    const page = await offering(request)
    const again = (shown: ReturnType<typeof typedAgain>) => reply.code(422).page(offerPage({ ...page, shown }))
    const form = offerForm.safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    if (!page.people.some(({ id }) => id === form.data.personId))
      return again(wrongField(body, 'personId', 'They are not in this case now: choose somebody else'))
    await offerThought(services, work, page.top.caseId, form.data)
    return reply.see(`/cases/${page.top.caseId}/safety-plans`)
  })

  const answering = async (request: FastifyRequest) => {
    const { work } = request
    const page = await onCase(services, request)
    const { caseId, state } = page.top
    if (state === 'closed' || !(await seesPlans(work.tx, caseId))) throw new NotFound()
    // Whoever answers waits for whoever does so now, and then sees that it was answered (U9).
    if (request.method === 'POST') await oneAtATime(work.tx, `safety plan offers ${caseId}`)
    const row = await offerOf(work.tx, caseId, idOf(request, 'offerId'))
    const [offer] = row ? await openOffers(services, work, [row]) : []
    if (!offer) throw new NotFound()
    return { ...page, offer }
  }
  web.get('/cases/:caseId/safety-plans/offers/:offerId/answer', mayWrite, async (request, reply) => {
    const page = await answering(request)
    if (page.offer.outcome !== null) return reply.see(`/cases/${page.top.caseId}/safety-plans`)
    return reply.page(answerPage({ ...page, shown: { answers: { agreedBy: page.offer.person, on: 'today' } } }))
  })
  web.post('/cases/:caseId/safety-plans/offers/:offerId/answer', mayWrite, async (request, reply) => {
    const { body, work } = request
    const page = await answering(request)
    const { content } = page.offer
    const again = (shown: ReturnType<typeof typedAgain>) => reply.code(422).page(answerPage({ ...page, shown }))
    if (page.offer.outcome !== null || content === null)
      return again(wrongField(body, 'outcome', 'A colleague has answered this meanwhile. Nothing of this was saved'))
    const form = answerForm(work.now).safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    if (!(await answerThought(services, work, { ...page.offer, content }, form.data)))
      return again(
        wrongField(
          body,
          'outcome',
          `${page.offer.person} has no plan in use. Start one with them, or take it up again, and then answer this`,
        ),
      )
    return reply.see(`/cases/${page.top.caseId}/safety-plans`)
  })
}
