import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { answersIn, formErrors } from '../../platform/forms.ts'
import { caseIdOf, idOf, NotFound, type Web } from '../../platform/web.ts'
import { bodyOf } from '../../rules/body-of.ts'
import { addDays } from '../../rules/days.ts'
import { policyIn } from '../../rules/policy-in.ts'
import type { Services } from '../../rules/services.ts'
import { caseTop } from '../cases/index.ts'
import { entryInput, filledIn } from '../entries/index.ts'
import { managementOn } from '../management-plans/index.ts'
import { permissionsOf } from '../staff/index.ts'
import { actOnBreach, breachAbout, breachesOn, breachSheet } from './actions/breach.ts'
import { type Change, changeCondition, changeOf, newCondition } from './actions/condition.ts'
import { proceedingsOf } from './actions/proceedings.ts'
import { breachForm } from './model/breach.ts'
import { termForm, tickedIn, type Way } from './model/condition.ts'
import { breachPage } from './views/breach.ts'
import { breachSheetPage } from './views/breaches.ts'
import { conditionPage } from './views/conditions.ts'
import { justicePage } from './views/index.ts'

const reading = { config: { access: 'justice:read' } } as const
const writing = { config: { access: 'justice:write' } } as const

export const justiceRoutes = (web: Web, services: Services): void => {
  web.get('/cases/:caseId/justice', reading, async (request, reply) => {
    const caseId = caseIdOf(request)
    const { tx, now } = request.work
    const { whereaboutsDays } = await policyIn(services, tx, now)
    const proceedings = await proceedingsOf(request.work, caseId)
    const top = await caseTop(services, request.work, caseId)
    const mayAsk = permissionsOf(request.actor.role).has('management-plans:read')
    const readiness = mayAsk ? await managementOn(request.work, caseId, proceedings.custody) : []
    const reliedOnFrom = addDays(proceedings.today, -whereaboutsDays)
    return reply.page(justicePage({ screen: request.screen, top, readiness, reliedOnFrom, ...proceedings }))
  })
  conditionRoutes(web, services)
  breachRoutes(web, services)
}

const newQuery = z.object({ suspect: z.uuid().optional(), order: z.uuid().optional() })

/** A condition that is added, changed or ended on its own. */
const conditionRoutes = (web: Web, services: Services): void => {
  const begun = (request: FastifyRequest): Promise<Change> => {
    const query = newQuery.safeParse(request.query)
    if (!query.success) throw new NotFound()
    const { suspect, order } = query.data
    return newCondition(request.work, caseIdOf(request), { suspectId: suspect, orderId: order })
  }
  const changing = (way: Way) => (request: FastifyRequest) =>
    changeOf(request.work, { caseId: caseIdOf(request), conditionId: idOf(request, 'conditionId'), way })

  const page = async (
    request: FastifyRequest,
    change: Change,
    filled: Pick<Parameters<typeof conditionPage>[0], 'answers' | 'errors'>,
  ) =>
    conditionPage({
      ...{ screen: request.screen, change, ...filled },
      top: await caseTop(services, request.work, change.caseId),
    })

  const serve = (address: string, find: (request: FastifyRequest) => Promise<Change>): void => {
    web.get(address, writing, async (request, reply) =>
      reply.page(await page(request, await find(request), { answers: startOf(request, await find(request)) })),
    )
    web.post(address, writing, async (request, reply) => {
      const change = await find(request)
      const answers = answersIn(request.body)
      const entry = entryInput(change.about).safeParse(answers)
      const term =
        change.way === 'end' ? null : termForm(request.work.now, change.condition?.kind ?? null).safeParse(answers)
      if (!entry.success || term?.success === false) {
        const errors = formErrors(new z.ZodError([...(term?.error?.issues ?? []), ...(entry.error?.issues ?? [])]))
        return reply.code(422).page(await page(request, change, { answers, errors }))
      }
      const ending = tickedIn(answers, change.beside)
      const said = { entry: entry.data, term: term?.data ?? null, ending }
      const { entryId } = await changeCondition(services, request.work, change, said)
      return reply.see(`/cases/${change.caseId}/entries/${entryId}`)
    })
  }
  serve('/cases/:caseId/justice/conditions/new', begun)
  serve('/cases/:caseId/justice/conditions/:conditionId/vary', changing('vary'))
  serve('/cases/:caseId/justice/conditions/:conditionId/end', changing('end'))
}

const startOf = ({ work }: FastifyRequest, { about, condition, way }: Change) => ({
  ...filledIn(bodyOf(work.actor.agencyKind), work.now, about.suspects),
  ...(way === 'vary' && condition
    ? {
        about: condition.who ?? condition.place ?? undefined,
        plain: condition.plain,
        untilOn: condition.untilOn ?? undefined,
      }
    : {}),
})

const breachQuery = z.object({ breach: z.uuid().optional().catch(undefined) })
const disclosing = { config: { access: 'justice:read', audit: 'disclose' } } as const

/** What was done about a breach and what for, and the sheet of it for court. */
const breachRoutes = (web: Web, services: Services): void => {
  const show = async (
    request: FastifyRequest,
    filled: Pick<Parameters<typeof breachPage>[0], 'answers' | 'errors'>,
  ) => {
    const caseId = caseIdOf(request)
    const top = await caseTop(services, request.work, caseId)
    return breachPage({ screen: request.screen, top, breaches: await breachesOn(request.work, caseId), ...filled })
  }
  web.get('/cases/:caseId/justice/breach', writing, async (request, reply) => {
    const { breach } = breachQuery.parse(request.query)
    const breaches = await breachesOn(request.work, caseIdOf(request))
    const chosen = breaches.find(({ factId }) => factId === breach) ?? (breaches.length === 1 ? breaches[0] : undefined)
    const start = filledIn(bodyOf(request.actor.agencyKind), request.work.now, [])
    return reply.page(await show(request, { answers: { ...start, breach: chosen?.factId } }))
  })
  web.post('/cases/:caseId/justice/breach', writing, async (request, reply) => {
    const caseId = caseIdOf(request)
    const answers = answersIn(request.body)
    const breaches = await breachesOn(request.work, caseId)
    const entry = entryInput(await breachAbout(request.work, caseId)).safeParse(answers)
    const form = breachForm
      .refine(({ breach }) => breaches.some(({ factId }) => factId === breach), {
        path: ['breach'],
        message: 'Select which breach this answers',
      })
      .safeParse(answers)
    const breach = breaches.find(({ factId }) => factId === form.data?.breach)
    if (!entry.success || !form.success || !breach) {
      const errors = formErrors(new z.ZodError([...(form.error?.issues ?? []), ...(entry.error?.issues ?? [])]))
      return reply.code(422).page(await show(request, { answers, errors }))
    }
    const said = { entry: entry.data, form: form.data }
    const entryId = await actOnBreach(services, request.work, { caseId, breach }, said)
    return reply.see(`/cases/${caseId}/justice/breaches/${entryId}`)
  })
  web.get('/cases/:caseId/justice/breaches/:entryId', disclosing, async (request, reply) => {
    const caseId = caseIdOf(request)
    const sheet = await breachSheet(request.work, caseId, idOf(request, 'entryId'))
    const top = await caseTop(services, request.work, caseId)
    return reply.page(breachSheetPage({ screen: request.screen, top, ...sheet }))
  })
}
