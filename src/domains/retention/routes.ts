import type { FastifyRequest } from 'fastify'
import { typedAgain, wrongField } from '../../platform/fields.ts'
import { idOf, NotFound, type Web } from '../../platform/web.ts'
import { decide, hold, lift, setPeriod } from './actions.ts'
import { decideForm, holdForm, liftForm, periodForm } from './model.ts'
import { erasuresOf, heldBack, holdOf, holdsOf, openErasure, periodsOf } from './store.ts'
import { decidePage } from './views/decide.ts'
import { holdPage } from './views/hold.ts'
import { indexPage } from './views/index.ts'
import { liftPage } from './views/lift.ts'
import { periodPage } from './views/period.ts'

const mayRead = { config: { access: 'retention:read' } } as const
const mayWrite = { config: { access: 'retention:write' } } as const

export const retentionRoutes = (web: Web): void => {
  web.get('/retention', mayRead, async ({ screen, work, actor }, reply) => {
    const { tx, now } = work
    const [periods, holds, erasures, held] = [
      await periodsOf(tx, actor.agencyId),
      await holdsOf(tx, actor.agencyId),
      await erasuresOf(tx, actor.agencyId),
      await heldBack(tx, now),
    ]
    return reply.page(
      indexPage({ screen, agency: actor.agencyName, actorId: actor.id, periods, holds, erasures, held }),
    )
  })
  web.get('/retention/period', mayWrite, async ({ screen }, reply) => reply.page(periodPage({ screen, shown: {} })))
  web.post('/retention/period', mayWrite, async ({ screen, work, body }, reply) => {
    const form = periodForm.safeParse(body ?? {})
    if (!form.success) return reply.code(422).page(periodPage({ screen, shown: typedAgain(body, form.error) }))
    await setPeriod(work, form.data)
    return reply.see('/retention')
  })
  holdRoutes(web)
  erasureRoutes(web)
}

const holdRoutes = (web: Web): void => {
  web.get('/retention/hold', mayWrite, async ({ screen }, reply) => reply.page(holdPage({ screen, shown: {} })))
  web.post('/retention/hold', mayWrite, async ({ screen, work, body }, reply) => {
    const form = holdForm.safeParse(body ?? {})
    if (!form.success) return reply.code(422).page(holdPage({ screen, shown: typedAgain(body, form.error) }))
    if (await hold(work, form.data)) return reply.see('/retention')
    const shown = wrongField(body, 'reference', 'Your agency has no record in a case of this reference')
    return reply.code(422).page(holdPage({ screen, shown }))
  })
  const held = async (request: FastifyRequest) => {
    const row = await holdOf(request.work.tx, request.actor.agencyId, idOf(request, 'holdId'))
    if (!row) throw new NotFound()
    return { screen: request.screen, row }
  }
  web.get('/retention/holds/:holdId/lift', mayWrite, async (request, reply) =>
    reply.page(liftPage({ ...(await held(request)), shown: {} })),
  )
  web.post('/retention/holds/:holdId/lift', mayWrite, async (request, reply) => {
    const page = await held(request)
    const form = liftForm.safeParse(request.body ?? {})
    if (!form.success) return reply.code(422).page(liftPage({ ...page, shown: typedAgain(request.body, form.error) }))
    await lift(request.work, page.row.id, form.data.why)
    return reply.see('/retention')
  })
}

const erasureRoutes = (web: Web): void => {
  const open = async (request: FastifyRequest) => {
    const row = await openErasure(request.work.tx, request.actor.agencyId, idOf(request, 'erasureId'))
    if (!row) throw new NotFound()
    return { screen: request.screen, row, isFirst: row.firstBy === request.actor.id }
  }
  web.get('/retention/:erasureId/decide', mayWrite, async (request, reply) =>
    reply.page(decidePage({ ...(await open(request)), shown: {} })),
  )
  web.post('/retention/:erasureId/decide', mayWrite, async (request, reply) => {
    const { body, work } = request
    const page = await open(request)
    const again = (shown: ReturnType<typeof typedAgain>) => reply.code(422).page(decidePage({ ...page, shown }))
    const form = decideForm(work.now).safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    if (form.data.answer === 'erase' && page.isFirst)
      return again(wrongField(body, 'answer', 'You said so already: another data protection lead must say it too'))
    const refused = await decide(work, page.row.id, form.data)
    return refused ? again(wrongField(body, 'answer', refused)) : reply.see('/retention')
  })
}
