import type { FastifyRequest } from 'fastify'
import { typedAgain, wrongField } from '../../../platform/fields.ts'
import { differencesIn, isBehind } from '../../../platform/marks.ts'
import { idOf, NotFound, type Web } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import { keepingAwayOn, touchingOn } from '../../orders/index.ts'
import { endVisits, keepVisits, visitsOf, visitsOn } from '../actions/beside.ts'
import { childrenIn } from '../model/children.ts'
import { endForm } from '../model/collection.ts'
import { visitsForm } from '../model/visits.ts'
import { besideAddress, type OrdersNow } from '../views/kept-beside.ts'
import { overPage } from '../views/over.ts'
import { visitsFields, visitsFormPage, visitsLabels, visitsListPage, visitsPage } from '../views/visits.ts'
import { besidePlansOf, pageOf } from './beside.ts'
import { mayRead, mayWrite } from './page.ts'

const home = '/cases/:caseId/safety-plans/visits'

export const visitsRoutes = (web: Web, services: Services): void => {
  const onVisits = async (request: FastifyRequest) => {
    const page = await besidePlansOf(services, request, 'visits')
    const { caseId } = page.top
    const orders: OrdersNow = {
      touching: await touchingOn(request.work, caseId),
      away: await keepingAwayOn(request.work, caseId),
    }
    return { ...page, orders, children: childrenIn(page.top, page.today), here: besideAddress(caseId, 'visits') }
  }
  const starting = async (request: FastifyRequest) => {
    const page = await onVisits(request)
    if (!page.mayChange) throw new NotFound()
    return { ...page, mark: 'new' }
  }
  const onOne = async (request: FastifyRequest) => {
    const page = await onVisits(request)
    const record = await visitsOf(services, request.work, page.top.caseId, idOf(request, 'visitsId'))
    if (!record) throw new NotFound()
    return { ...page, record }
  }
  const changing = async (request: FastifyRequest) => {
    const page = await onOne(request)
    const { says } = page.record
    if (!page.mayChange || says === null) throw new NotFound()
    return { ...page, record: { ...page.record, says }, mark: String(page.record.version) }
  }

  web.get(home, mayRead, async (request, reply) => {
    const page = await onVisits(request)
    const number = pageOf(request)
    return reply.page(
      visitsListPage({ ...page, ...(await visitsOn(services, request.work, page.top.caseId, number)), number }),
    )
  })
  web.get(`${home}/new`, mayWrite, async (request, reply) => {
    const page = await starting(request)
    const [first, ...others] = page.children
    if (!first) return reply.see(page.here)
    const answers = { on: 'today', ...(others.length === 0 && { personId: first.id }) }
    return reply.page(visitsFormPage({ ...page, shown: { answers } }))
  })
  web.post(`${home}/new`, mayWrite, async (request, reply) => {
    const { body, work } = request
    const page = await starting(request)
    const again = (shown: ReturnType<typeof typedAgain>) => reply.code(422).page(visitsFormPage({ ...page, shown }))
    const form = visitsForm(work.now).safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    const { personId, content } = form.data
    const child = page.children.find(({ id }) => id === personId)
    if (!child)
      return again(wrongField(body, 'personId', 'Select which child it is about: one who is in this case now'))
    const kept = { caseId: page.top.caseId, personId: child.id, content, clashes: page.orders.away.length > 0 }
    const done = await keepVisits(services, work, kept)
    if ('problem' in done) return again(wrongField(body, done.field, done.problem))
    return reply.see(`${page.here}/${done.recordId}`)
  })
  web.get(`${home}/:visitsId`, mayRead, async (request, reply) => reply.page(visitsPage(await onOne(request))))

  web.get(`${home}/:visitsId/edit`, mayWrite, async (request, reply) => {
    const page = await changing(request)
    return reply.page(
      visitsFormPage({ ...page, shown: { answers: { ...visitsFields(page.record.says), on: 'today' } } }),
    )
  })
  web.post(`${home}/:visitsId/edit`, mayWrite, async (request, reply) => {
    const { body, work } = request
    const page = await changing(request)
    const { record } = page
    const again = (shown: ReturnType<typeof typedAgain>) => reply.code(422).page(visitsFormPage({ ...page, shown }))
    const form = visitsForm(work.now).safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    if (isBehind(body, page.mark)) {
      const shown = wrongField(body, 'place', 'A colleague has changed this arrangement meanwhile')
      const differences = differencesIn(visitsLabels, visitsFields(record.says), shown.answers ?? {})
      return reply.code(422).page(visitsFormPage({ ...page, shown, differences }))
    }
    const { caseId, personId } = record
    const kept = { caseId, personId, content: form.data.content, clashes: page.orders.away.length > 0 }
    const done = await keepVisits(services, work, kept, record)
    if ('problem' in done) return again(wrongField(body, done.field, done.problem))
    return reply.see(`${page.here}/${done.recordId}`)
  })
  const ending = {
    title: 'The arrangement no longer holds',
    trail: 'How a child sees somebody',
    hint: 'Such as: the court has ended it',
  }
  web.get(`${home}/:visitsId/end`, mayWrite, async (request, reply) => {
    const page = await changing(request)
    if (page.record.isOver) return reply.see(`${page.here}/${page.record.recordId}`)
    return reply.page(overPage({ ...page, ...ending, shown: {} }))
  })
  web.post(`${home}/:visitsId/end`, mayWrite, async (request, reply) => {
    const { body, work } = request
    const page = await changing(request)
    const again = (shown: ReturnType<typeof typedAgain>) =>
      reply.code(422).page(overPage({ ...page, ...ending, shown }))
    if (page.record.isOver || isBehind(body, page.mark))
      return again(wrongField(body, 'over', 'A colleague has changed this meanwhile. Read it, then send this again'))
    const form = endForm.safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    await endVisits(services, work, page.record, form.data.over)
    return reply.see(`${page.here}/${page.record.recordId}`)
  })
}
