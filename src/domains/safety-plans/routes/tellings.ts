import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { typedAgain, wrongField } from '../../../platform/fields.ts'
import { differencesIn, isBehind, markOf } from '../../../platform/marks.ts'
import { idOf, NotFound, type Web } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import {
  decisionsOn,
  everybodyTold,
  holdOrders,
  keepLook,
  keepTelling,
  keepTold,
  knownIn,
  ordersToTell,
  tellingOf,
  tellingsOn,
  tellingVersions,
  toldOn,
} from '../actions/tellings.ts'
import { lookForm, tellingForm, toldForm, wasSafeToTell } from '../model/tellings.ts'
import { lookAsked } from '../store/records.ts'
import { besideAddress } from '../views/kept-beside.ts'
import { lookPage, noOrderToTell, tellingFields, tellingFormPage, tellingLabels, toldPage } from '../views/telling.ts'
import { decisionsPage, tellingPage, tellingsPage } from '../views/tellings.ts'
import { besidePlansOf, helpedIn, pageOf } from './beside.ts'
import { mayRead, mayWrite } from './page.ts'

const home = '/cases/:caseId/safety-plans/tellings'
const changed = 'A colleague has changed this meanwhile'
const whoseIn = z.object({ personId: z.string().optional().catch(undefined) }).catch({})

/** Whom to tell of an order, each with the decision whether that is safe (P3-06). */
export const tellingRoutes = (web: Web, services: Services): void => {
  // With those whom it is safe to involve, one after the other: what is decided there holds here.
  const onTellings = async (request: FastifyRequest) => {
    const page = await besidePlansOf(services, request, 'parties')
    return { ...page, people: helpedIn(page.top), here: besideAddress(page.top.caseId, 'tellings') }
  }
  const knownOn = (request: FastifyRequest, { top }: Awaited<ReturnType<typeof onTellings>>, personId?: string) =>
    knownIn(services, request.work, top.caseId, { people: top.people, personId })
  const starting = async (request: FastifyRequest) => {
    const page = await onTellings(request)
    if (!page.mayChange) throw new NotFound()
    return { ...page, known: await knownOn(request, page), mark: 'new' }
  }
  const onTelling = async (request: FastifyRequest) => {
    const page = await onTellings(request)
    const telling = await tellingOf(services, request.work, page.top.caseId, idOf(request, 'tellingId'))
    if (!telling) throw new NotFound()
    return { ...page, telling }
  }
  const changing = async (request: FastifyRequest) => {
    const page = await onTelling(request)
    const { says } = page.telling
    if (!page.mayChange || says === null) throw new NotFound()
    return { ...page, telling: { ...page.telling, says }, mark: String(page.telling.version) }
  }
  const of = ({ top, today }: Awaited<ReturnType<typeof onTellings>>) => ({ people: top.people, today })

  web.get(home, mayRead, async (request, reply) => {
    const page = await onTellings(request)
    const number = pageOf(request)
    const found = await tellingsOn(services, request.work, page.top.caseId, number)
    const asked = page.mayChange ? await lookAsked(request.work.tx, page.top.caseId) : undefined
    return reply.page(tellingsPage({ ...page, ...found, number, asked }))
  })
  web.get(`${home}/new`, mayWrite, async (request, reply) => {
    const page = await starting(request)
    const [first, ...others] = page.people
    const answers = { on: 'today', ...(first && others.length === 0 && { personId: first.id }) }
    return reply.page(tellingFormPage({ ...page, shown: { answers } }))
  })
  web.post(`${home}/new`, mayWrite, async (request, reply) => {
    const { body, work } = request
    const page = await starting(request)
    const again = (shown: ReturnType<typeof typedAgain>) => reply.code(422).page(tellingFormPage({ ...page, shown }))
    const known = await knownOn(request, page, whoseIn.parse(body).personId)
    const form = tellingForm(work.now, known).safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    const { personId, content } = form.data
    const person = page.people.find(({ id }) => id === personId)
    if (!person) return again(wrongField(body, 'personId', 'Select whose plan it is for: somebody in this case now'))
    const row = { caseId: page.top.caseId, personId: person.id, content }
    const done = await keepTelling(services, work, row, { ...of(page), personId: person.id })
    if ('problem' in done) return again(wrongField(body, done.field, done.problem))
    return reply.see(`${page.here}/${done.recordId}`)
  })

  const looking = async (request: FastifyRequest) => {
    const page = await onTellings(request)
    if (!page.mayChange) throw new NotFound()
    const { caseId } = page.top
    if (request.method === 'POST') await holdOrders(request.work, caseId)
    const tellings = await everybodyTold(services, request.work, caseId)
    const orders = await ordersToTell(request.work, caseId)
    const isAsked = (await lookAsked(request.work.tx, caseId)) !== undefined
    const mark = markOf([tellings.map(({ id, told }) => [id, told?.id]), orders])
    return { ...page, tellings, orders, isAsked, mark }
  }
  web.get(`${home}/look`, mayWrite, async (request, reply) =>
    reply.page(lookPage({ ...(await looking(request)), shown: {} })),
  )
  web.post(`${home}/look`, mayWrite, async (request, reply) => {
    const { body, work } = request
    const page = await looking(request)
    const { tellings } = page
    const again = (shown: ReturnType<typeof typedAgain>) => reply.code(422).page(lookPage({ ...page, shown }))
    if (tellings.length === 0 && !page.isAsked) return again({})
    const form = lookForm(tellings.map(({ recordId }) => recordId)).safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    if (isBehind(body, page.mark)) {
      const [first] = tellings
      const field = first ? `outcome-${first.recordId}` : 'main'
      return again(wrongField(body, field, `${changed}, or an order has changed. Read it, then send this again`))
    }
    const kept = { caseId: page.top.caseId, tellings, looked: form.data, of: of(page) }
    const refused = await keepLook(services, work, kept)
    if (refused) return again(wrongField(body, refused.field, refused.problem))
    return reply.see(page.here)
  })

  web.get(`${home}/:tellingId`, mayRead, async (request, reply) => {
    const page = await onTelling(request)
    const number = pageOf(request)
    const history = { ...(await toldOn(services, request.work, page.telling, number)), number }
    return reply.page(tellingPage({ ...page, history }))
  })
  web.get(`${home}/:tellingId/decisions`, mayRead, async (request, reply) => {
    const page = await onTelling(request)
    const number = pageOf(request)
    return reply.page(
      decisionsPage({ ...page, ...(await decisionsOn(services, request.work, page.telling, number)), number }),
    )
  })
  web.get(`${home}/:tellingId/edit`, mayWrite, async (request, reply) => {
    const page = await changing(request)
    const known = await knownOn(request, page, page.telling.personId)
    const answers = { ...tellingFields(page.telling.says, known), on: 'today' }
    return reply.page(tellingFormPage({ ...page, known, shown: { answers } }))
  })
  web.post(`${home}/:tellingId/edit`, mayWrite, async (request, reply) => {
    const { body, work } = request
    const page = await changing(request)
    const { telling } = page
    const { caseId, personId } = telling
    const known = await knownOn(request, page, personId)
    const again = (shown: ReturnType<typeof typedAgain>) =>
      reply.code(422).page(tellingFormPage({ ...page, known, shown }))
    const form = tellingForm(work.now, known).safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    if (isBehind(body, page.mark)) {
      const shown = wrongField(body, 'decision', changed)
      const differences = differencesIn(tellingLabels, tellingFields(telling.says, known), shown.answers ?? {})
      return reply.code(422).page(tellingFormPage({ ...page, known, shown, differences }))
    }
    const row = { caseId, personId, content: form.data.content }
    const done = await keepTelling(services, work, row, { ...of(page), personId }, telling)
    if ('problem' in done) return again(wrongField(body, done.field, done.problem))
    return reply.see(`${page.here}/${done.recordId}`)
  })

  const telling = async (request: FastifyRequest) => {
    const page = await changing(request)
    if (request.method === 'POST') await holdOrders(request.work, page.top.caseId)
    return { ...page, orders: await ordersToTell(request.work, page.top.caseId) }
  }
  const notSafe =
    'It is not decided that it is safe to tell them: nobody tells them, and nothing of this was saved. Whose plan it is decides'
  web.get(`${home}/:tellingId/told`, mayWrite, async (request, reply) => {
    const page = await telling(request)
    const { says, recordId, isAgainst } = page.telling
    if (says.decision !== 'safe' || isAgainst) return reply.see(`${page.here}/${recordId}`)
    if (page.orders.length === 0) return reply.page(noOrderToTell(page))
    const answers = { on: 'today', words: says.asks ?? undefined }
    return reply.page(toldPage({ ...page, shown: { answers } }))
  })
  web.post(`${home}/:tellingId/told`, mayWrite, async (request, reply) => {
    const { body, work } = request
    const page = await telling(request)
    const again = (shown: ReturnType<typeof typedAgain>) => reply.code(422).page(toldPage({ ...page, shown }))
    if (page.telling.says.decision !== 'safe') return again(wrongField(body, 'to', notSafe))
    const versions = await tellingVersions(services, work, page.telling)
    const standing = page.orders.map(({ factId }) => factId)
    const form = toldForm(work.now, standing, (day) => wasSafeToTell(versions, day)).safeParse(body ?? {})
    if (!form.success) return again(typedAgain(body, form.error))
    if (isBehind(body, page.mark)) return again(wrongField(body, 'to', `${changed}. Read it, then send this again`))
    const refused = await keepTold(services, work, page.telling, form.data, {
      ...of(page),
      personId: page.telling.personId,
    })
    if (refused) return again(wrongField(body, refused.field, refused.problem))
    return reply.see(`${page.here}/${page.telling.recordId}`)
  })
}
