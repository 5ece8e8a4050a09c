import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { typedAgain } from '../../platform/fields.ts'
import { idOf, NotFound, type Web } from '../../platform/web.ts'
import type { Services } from '../../rules/services.ts'
import { agencyTeams } from '../staff/index.ts'
import { answerAlert, nameDesk } from './actions.ts'
import { answerForm, deskForm } from './model/answer.ts'
import { alertOf, alertsOn, countSealed, deskNow, looksOn, readsMisuse, stepsOn } from './store/alerts.ts'
import { alertPage } from './views/alert.ts'
import { deskPage } from './views/desk.ts'
import { indexPage } from './views/index.ts'

// Which people these pages are for follows from each question, so that the database says it, and no role alone does.
const own = { config: { access: 'signed-in' } } as const
const names = { config: { access: 'staff:write' } } as const
const query = z.object({
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
  show: z.literal('all').optional().catch(undefined),
})

export const misuseRoutes = (web: Web, services: Services): void => {
  web.get('/misuse', own, async (request, reply) => {
    const { tx } = request.work
    if (!(await readsMisuse(tx))) throw new NotFound()
    const { page, show } = query.parse(request.query)
    const isAll = show === 'all'
    const [found, sealed] = [await alertsOn(tx, page, isAll), await countSealed(tx)]
    return reply.page(indexPage({ screen: request.screen, ...found, page, isAll, sealed }))
  })

  web.get('/misuse/desk', names, async (request, reply) =>
    reply.page(deskPage({ ...(await desk(request)), shown: {} })),
  )
  web.post('/misuse/desk', names, async (request, reply) => {
    const form = deskForm.safeParse(request.body ?? {})
    if (!form.success) {
      const shown = typedAgain(request.body, form.error)
      return reply.code(422).page(deskPage({ ...(await desk(request)), shown }))
    }
    await nameDesk(request.work, form.data.teamId)
    return reply.see('/misuse/desk')
  })

  web.get('/misuse/:alertId', own, async (request, reply) =>
    reply.page(alertPage({ ...(await held(request)), shown: {} })),
  )
  web.post('/misuse/:alertId', own, async (request, reply) => {
    const page = await held(request)
    const form = answerForm.safeParse(request.body ?? {})
    if (!form.success) return reply.code(422).page(alertPage({ ...page, shown: typedAgain(request.body, form.error) }))
    // What somebody else did meanwhile stands on the page to which this leads.
    await answerAlert(services, request.work, page.alert, form.data)
    return reply.see(`/misuse/${page.alert.id}`)
  })
}

/** A question that this person may answer; any other is not there. */
const held = async (request: FastifyRequest) => {
  const { tx } = request.work
  const alert = await alertOf(tx, idOf(request, 'alertId'))
  if (!alert) throw new NotFound()
  return { screen: request.screen, alert, looks: await looksOn(tx, alert.id), steps: await stepsOn(tx, alert.id) }
}

const desk = async (request: FastifyRequest) => ({
  ...{ screen: request.screen, now: await deskNow(request.work.tx), teams: await agencyTeams(request.work) },
})
