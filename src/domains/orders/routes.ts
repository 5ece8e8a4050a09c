import type { FastifyRequest } from 'fastify'
import { answersIn, formErrors } from '../../platform/forms.ts'
import { caseIdOf, idOf, type Web } from '../../platform/web.ts'
import type { Services } from '../../rules/services.ts'
import { caseTop } from '../cases/index.ts'
import { decide, keepView, orderOf, registerOf } from './actions.ts'
import { decisionForm, viewForm } from './model.ts'
import { decidePage } from './views/decide.ts'
import { ordersPage } from './views/index.ts'
import { viewsPage } from './views/views.ts'

const reading = { config: { access: 'orders:read' } } as const
const writing = { config: { access: 'orders:write' } } as const

export const ordersRoutes = (web: Web, services: Services): void => {
  const topOf = (request: FastifyRequest) => caseTop(services, request.work, caseIdOf(request))

  web.get('/cases/:caseId/orders', reading, async (request, reply) =>
    reply.page(
      ordersPage({
        screen: request.screen,
        top: await topOf(request),
        ...(await registerOf(services, request.work, caseIdOf(request))),
      }),
    ),
  )

  web.get('/cases/:caseId/orders/views', writing, async (request, reply) =>
    reply.page(viewsPage({ screen: request.screen, top: await topOf(request), answers: { saidOn: 'today' } })),
  )
  web.post('/cases/:caseId/orders/views', writing, async (request, reply) => {
    const [top, answers] = [await topOf(request), answersIn(request.body)]
    const form = viewForm(request.work.now)
      .refine(({ personId }) => top.people.some(({ id, role }) => id === personId && role === 'victim'), {
        path: ['personId'],
        message: 'Select whose view this is',
      })
      .safeParse(answers)
    if (!form.success)
      return reply.code(422).page(viewsPage({ screen: request.screen, top, answers, errors: formErrors(form.error) }))
    await keepView(request.work, top.caseId, form.data)
    return reply.see(`/cases/${top.caseId}/orders`)
  })

  web.get('/cases/:caseId/orders/:factId/decide', writing, async (request, reply) => {
    const shown = await orderOf(services, request.work, caseIdOf(request), idOf(request, 'factId'))
    return reply.page(decidePage({ screen: request.screen, top: await topOf(request), answers: {}, ...shown }))
  })
  web.post('/cases/:caseId/orders/:factId/decide', writing, async (request, reply) => {
    const caseId = caseIdOf(request)
    const shown = await orderOf(services, request.work, caseId, idOf(request, 'factId'))
    const answers = answersIn(request.body)
    const form = decisionForm.safeParse(answers)
    if (!form.success)
      return reply.code(422).page(
        decidePage({
          screen: request.screen,
          top: await topOf(request),
          answers,
          errors: formErrors(form.error),
          ...shown,
        }),
      )
    await decide(services, request.work, caseId, shown.order.factId, form.data)
    return reply.see(`/cases/${caseId}/orders`)
  })
}
