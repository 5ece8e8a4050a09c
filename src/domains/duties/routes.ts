import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { answersIn, formErrors } from '../../platform/forms.ts'
import { dayText, timeText } from '../../platform/times.ts'
import { caseIdOf, idOf, NotFound, type Web } from '../../platform/web.ts'
import { whoMayTake } from '../../rules/conflicts.ts'
import type { Services } from '../../rules/services.ts'
import { caseTop, clashOf } from '../cases/index.ts'
import { rowsAPage } from '../entries/index.ts'
import { dutyFor, markDone, reassign, reviewPlan, showDuty, toldByOther } from './actions.ts'
import { doneForm, moveForm, planReviewForm, toldByForm } from './model/forms.ts'
import { closedDuties, colleaguesOf, countClosed, openDuties } from './store.ts'
import { donePage } from './views/done.ts'
import { dutyPage } from './views/duty.ts'
import { dutiesPage } from './views/index.ts'
import { ownerPage } from './views/owner.ts'
import { planReviewedPage } from './views/plan-reviewed.ts'
import { toldByPage } from './views/told-by.ts'

const reading = { config: { access: 'duties:read' } } as const
const writing = { config: { access: 'duties:write' } } as const
const pageQuery = z.object({ page: z.coerce.number().int().min(1).max(10_000).catch(1) })

export const dutiesRoutes = (web: Web, services: Services): void => {
  const topOf = (request: FastifyRequest) => caseTop(services, request.work, caseIdOf(request))
  const idsOf = (request: FastifyRequest) => ({ caseId: caseIdOf(request), dutyId: idOf(request, 'dutyId') })
  const nowTyped = ({ work }: FastifyRequest) => ({ day: dayText(work.now), time: timeText(work.now) })

  web.get('/cases/:caseId/duties', reading, async (request, reply) => {
    const caseId = caseIdOf(request)
    const { page } = pageQuery.parse(request.query)
    const { tx } = request.work
    const open = await openDuties(tx, caseId)
    const closed = await closedDuties(tx, caseId, rowsAPage, (page - 1) * rowsAPage)
    const total = await countClosed(tx, caseId)
    return reply.page(dutiesPage({ screen: request.screen, top: await topOf(request), open, closed, total, page }))
  })

  web.get('/cases/:caseId/duties/:dutyId', reading, async (request, reply) => {
    const duty = await dutyFor(services, request.work, idsOf(request))
    const shown = await showDuty(services, request.work, duty)
    return reply.page(dutyPage({ screen: request.screen, top: await topOf(request), actor: request.actor, ...shown }))
  })

  web.get('/cases/:caseId/duties/:dutyId/done', writing, async (request, reply) => {
    const duty = await dutyFor(services, request.work, idsOf(request), 'do')
    return reply.page(donePage({ screen: request.screen, top: await topOf(request), duty, answers: nowTyped(request) }))
  })
  web.post('/cases/:caseId/duties/:dutyId/done', writing, async (request, reply) => {
    const duty = await dutyFor(services, request.work, idsOf(request), 'do')
    const answers = answersIn(request.body)
    const form = doneForm(request.work.now).safeParse(answers)
    if (!form.success)
      return reply.code(422).page(
        donePage({
          screen: request.screen,
          top: await topOf(request),
          duty,
          answers,
          errors: formErrors(form.error),
        }),
      )
    await markDone(services, request.work, duty, form.data)
    return reply.see(`/cases/${duty.caseId}/duties/${duty.id}`)
  })

  web.get('/cases/:caseId/duties/:dutyId/plan-reviewed', writing, async (request, reply) => {
    const duty = await dutyFor(services, request.work, idsOf(request), 'plan review')
    const { entries } = await showDuty(services, request.work, duty)
    return reply.page(
      planReviewedPage({
        screen: request.screen,
        top: await topOf(request),
        duty,
        entries,
        answers: nowTyped(request),
      }),
    )
  })
  web.post('/cases/:caseId/duties/:dutyId/plan-reviewed', writing, async (request, reply) => {
    const duty = await dutyFor(services, request.work, idsOf(request), 'plan review')
    const answers = answersIn(request.body)
    const form = planReviewForm(request.work.now).safeParse(answers)
    if (!form.success) {
      const { entries } = await showDuty(services, request.work, duty)
      const page = {
        screen: request.screen,
        top: await topOf(request),
        duty,
        entries,
        answers,
        errors: formErrors(form.error),
      }
      return reply.code(422).page(planReviewedPage(page))
    }
    await reviewPlan(services, request.work, duty, form.data)
    return reply.see(`/cases/${duty.caseId}/duties/${duty.id}`)
  })

  web.get('/cases/:caseId/duties/:dutyId/told-by', writing, async (request, reply) => {
    const duty = await dutyFor(services, request.work, idsOf(request), 'tell')
    const answers = { ...nowTyped(request), body: duty.holder }
    return reply.page(toldByPage({ screen: request.screen, top: await topOf(request), duty, answers }))
  })
  web.post('/cases/:caseId/duties/:dutyId/told-by', writing, async (request, reply) => {
    const duty = await dutyFor(services, request.work, idsOf(request), 'tell')
    const answers = answersIn(request.body)
    const form = toldByForm(request.work.now).safeParse(answers)
    if (!form.success)
      return reply.code(422).page(
        toldByPage({
          screen: request.screen,
          top: await topOf(request),
          duty,
          answers,
          errors: formErrors(form.error),
        }),
      )
    await toldByOther(services, request.work, duty, form.data)
    return reply.see(`/cases/${duty.caseId}/duties/${duty.id}`)
  })

  const movable = async (request: FastifyRequest) => {
    const duty = await dutyFor(services, request.work, idsOf(request))
    const { agencyId } = request.actor
    if (duty.state !== 'open' || duty.ownerAgencyId !== agencyId) throw new NotFound()
    const all = await colleaguesOf(request.work.tx, agencyId, duty.ownerId)
    return { duty, colleagues: await whoMayTake(request.work, duty.caseId, all) }
  }
  web.get('/cases/:caseId/duties/:dutyId/owner', writing, async (request, reply) =>
    reply.page(
      ownerPage({ screen: request.screen, top: await topOf(request), answers: {}, ...(await movable(request)) }),
    ),
  )
  web.post('/cases/:caseId/duties/:dutyId/owner', writing, async (request, reply) => {
    const { duty, colleagues } = await movable(request)
    const answers = answersIn(request.body)
    const form = moveForm.safeParse(answers)
    const again = async (errors: ReturnType<typeof formErrors>) =>
      reply
        .code(422)
        .page(ownerPage({ screen: request.screen, top: await topOf(request), duty, colleagues, answers, errors }))
    if (!form.success) return again(formErrors(form.error))
    const clash = await clashOf(request.work, duty.caseId, form.data.toId, { asContact: false })
    if (!clash && (await reassign(request.work, duty, form.data)))
      return reply.see(`/cases/${duty.caseId}/duties/${duty.id}`)
    const text = clash ?? 'Select a colleague of your own agency'
    return again({ list: [{ text, href: '#toId' }], byField: { toId: { text } } })
  })
}
