import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { typedAgain, wrongField } from '../../platform/fields.ts'
import { isBehind, markOf, oneAtATime } from '../../platform/marks.ts'
import { caseIdOf, idOf, NotFound, type Web } from '../../platform/web.ts'
import type { Services } from '../../rules/services.ts'
import { caseTop, isOnOtherSide, ownersFor } from '../cases/index.ts'
import { permissionsOf } from '../staff/index.ts'
import { readinessOn, stopPlan, writePlan } from './actions.ts'
import { endForm, planForm } from './model.ts'
import { countLooks, looksOf, planOf, standingPlans } from './store.ts'
import { endPage } from './views/end.ts'
import { indexPage, lookPage } from './views/index.ts'
import { newPage } from './views/new.ts'

// What is told of a safety plan is of the vault: whoever looks has proved who they are.
const mayRead = { config: { access: 'management-plans:read', needsStrong: true } } as const
const mayWrite = { config: { access: 'management-plans:write', needsStrong: true } } as const
const pageQuery = z.object({ page: z.coerce.number().int().min(1).max(10_000).catch(1) })
const newQuery = z.object({ suspect: z.uuid().optional().catch(undefined) })

export const managementPlanRoutes = (web: Web, services: Services): void => {
  const onCase = async (request: FastifyRequest) => {
    const { work, screen } = request
    // Whoever changes what stands waits for whoever does so now (U9).
    if (request.method === 'POST') await oneAtATime(work.tx, `management plans ${caseIdOf(request)}`)
    return { screen, top: await caseTop(services, work, caseIdOf(request)) }
  }
  web.get('/cases/:caseId/management-plans', mayRead, async (request, reply) => {
    const { work, actor } = request
    const page = await onCase(request)
    const { caseId, people } = page.top
    const { page: number } = pageQuery.parse(request.query)
    return reply.page(
      indexPage({
        ...page,
        readiness: await readinessOn(work, caseId, people),
        standing: await standingPlans(work.tx, caseId),
        looks: { rows: await looksOf(work.tx, caseId, number), number, total: await countLooks(work.tx, caseId) },
        isOnOtherSide: await isOnOtherSide(work, caseId),
        mayWrite: permissionsOf(actor.role).has('management-plans:write'),
      }),
    )
  })

  const writing = async (request: FastifyRequest) => {
    const page = await onCase(request)
    const { caseId } = page.top
    const people = page.top.people.filter(({ role }) => role === 'perpetrator')
    if (people.length === 0) throw new NotFound()
    const leads = await ownersFor(request.work, caseId, 'management-plans:write')
    const standing = await standingPlans(request.work.tx, caseId)
    const { suspect } = newQuery.parse(request.query)
    const chosen = people.find(({ id }) => id === suspect) ?? (people.length === 1 ? people[0] : undefined)
    return { ...page, people, leads, standing, chosen, mark: markOf(standing.map(({ id }) => id)) }
  }
  web.get('/cases/:caseId/management-plans/new', mayWrite, async (request, reply) => {
    const page = await writing(request)
    const before = page.standing.find(({ personId }) => personId === page.chosen?.id)
    const mine = page.leads.find(({ id }) => id === request.actor.id)
    const answers = {
      ...{ personId: page.chosen?.id, lookedOn: 'today', basedOn: page.mark },
      ...(before
        ? {
            ...{ lead: before.leadId ? 'here' : 'outside', outside: before.leadOutside ?? undefined },
            ...{ leadId: page.leads.find(({ id }) => id === before.leadId)?.id, covers: before.covers },
          }
        : { lead: 'here', leadId: mine?.id }),
    }
    return reply.page(newPage({ ...page, shown: { answers } }))
  })
  web.post('/cases/:caseId/management-plans/new', mayWrite, async (request, reply) => {
    const { body, work } = request
    const page = await writing(request)
    const { caseId } = page.top
    const again = (shown: ReturnType<typeof typedAgain>) => {
      const answers = { ...shown.answers, basedOn: page.mark }
      return reply.code(422).page(newPage({ ...page, shown: { ...shown, answers } }))
    }
    if (isBehind(body, page.mark))
      return again(
        wrongField(
          body,
          'covers',
          'A colleague wrote or ended one meanwhile. Nothing of this was saved: read what stands now, and send it again if it still holds',
        ),
      )
    const form = planForm(work.now, page).safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    await writePlan(services, work, caseId, form.data)
    return reply.see(`/cases/${caseId}/management-plans`)
  })

  web.get('/cases/:caseId/management-plans/:managementPlanId', mayRead, async (request, reply) => {
    const page = await onCase(request)
    const plan = await planOf(request.work.tx, page.top.caseId, idOf(request, 'managementPlanId'))
    if (!plan) throw new NotFound()
    return reply.page(lookPage({ ...page, plan }))
  })

  const ending = async (request: FastifyRequest) => {
    const page = await onCase(request)
    const plan = await planOf(request.work.tx, page.top.caseId, idOf(request, 'managementPlanId'))
    if (!plan) throw new NotFound()
    return { ...page, plan }
  }
  web.get('/cases/:caseId/management-plans/:managementPlanId/end', mayWrite, async (request, reply) =>
    reply.page(endPage({ ...(await ending(request)), shown: {} })),
  )
  web.post('/cases/:caseId/management-plans/:managementPlanId/end', mayWrite, async (request, reply) => {
    const { body, work } = request
    const page = await ending(request)
    const again = (shown: ReturnType<typeof typedAgain>) => reply.code(422).page(endPage({ ...page, shown }))
    const form = endForm.safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    if (page.plan.endedAt !== null || !(await stopPlan(services, work, page.plan, form.data.why)))
      return again(
        wrongField(body, 'why', 'It has ended already, or a newer look stands for it. Nothing of this was saved'),
      )
    return reply.see(`/cases/${page.top.caseId}/management-plans`)
  })
}
