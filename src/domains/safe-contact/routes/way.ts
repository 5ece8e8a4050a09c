import type { FastifyReply, FastifyRequest } from 'fastify'
import { formErrors } from '../../../platform/forms.ts'
import { caseIdOf, idOf, NotFound, type Web } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import { addRoute, changeRoute, shareRoute, stopRoute, stopShare } from '../actions/change.ts'
import { type Looked, lookFully } from '../actions/look.ts'
import { type Filled, filled, routeFormAt, shareForm, type Typed, typedIn } from '../model/forms.ts'
import { type Route, routeOf } from '../store/contact.ts'
import { agenciesOn } from '../store/people.ts'
import { sharesOf } from '../store/shares.ts'
import { newRoutePage } from '../views/new.ts'
import { routesPage } from '../views/routes.ts'
import { backTo, pageOf, reads, wholeOf, writes } from './page.ts'

const place = '/cases/:caseId/safe-contact/routes/:routeId'

export const wayRoutes = (web: Web, services: Services): void => {
  web.get('/cases/:caseId/safe-contact/routes/new', reads, async (request, reply) => {
    const looked = await wholeOf(request)
    if (!looked.rule) return reply.see(backTo(looked, '/rule'))
    return reply.page(newRoutePage({ ...(await pageOf(services, request)), looked, typed: filled({}) }))
  })
  web.post('/cases/:caseId/safe-contact/routes/new', writes, async (request, reply) => {
    const looked = await wholeOf(request)
    if (!looked.rule) return reply.see(backTo(looked, '/rule'))
    const form = routeFormAt(request.work.now, true).safeParse(request.body ?? {})
    if (!form.success) {
      const shown = { looked, typed: typedIn(request.body), errors: formErrors(form.error) }
      return reply.code(422).page(newRoutePage({ ...(await pageOf(services, request)), ...shown }))
    }
    await addRoute(services, request.work, looked.whose, form.data)
    return reply.see(backTo(looked))
  })

  web.get(place, reads, async (request, reply) => {
    const { looked, route } = await wayOf(request)
    return show(services, request, reply, { looked, route, typed: routeTyped(route) })
  })
  web.post(place, writes, async (request, reply) => {
    const { looked, route } = await wayOf(request)
    const form = routeFormAt(request.work.now, false).safeParse(request.body ?? {})
    if (!form.success)
      return show(services, request, reply.code(422), {
        looked,
        route,
        typed: typedIn(request.body),
        errors: formErrors(form.error),
      })
    const isDone = await changeRoute(services, request.work, looked.whose, { routeId: route.id, form: form.data })
    if (!isDone) throw new NotFound()
    return reply.see(backTo(looked))
  })
  web.post(`${place}/end`, writes, async (request, reply) => {
    const { looked, route } = await wayOf(request)
    await stopRoute(services, request.work, looked.whose, route.id)
    return reply.see(backTo(looked))
  })
  web.post(`${place}/share`, writes, async (request, reply) => {
    const { looked, route } = await wayOf(request)
    const form = shareForm.safeParse(request.body ?? {})
    const agencies = await agenciesOn(request.work.tx, looked.whose.caseId, request.actor.agencyId)
    const isOn = agencies.some(({ id }) => id === form.data?.agencyId)
    if (!form.success || !isOn) {
      const text = 'Select an agency that works on this case'
      const errors = form.success
        ? { list: [{ text, href: '#agencyId' }], byField: { agencyId: { text } } }
        : formErrors(form.error)
      const typed = typedIn({ ...routeTyped(route).text, ...typedIn(request.body).text })
      return show(services, request, reply.code(422), { looked, route, typed, errors })
    }
    await shareRoute(request.work, looked.whose, { ...form.data, routeId: route.id })
    return reply.see(`/cases/${looked.whose.caseId}/safe-contact/routes/${route.id}`)
  })
  web.post(`${place}/shares/:shareId/end`, writes, async (request, reply) => {
    const { looked, route } = await wayOf(request)
    const shareId = idOf(request, 'shareId')
    const shares = await sharesOf(request.work.tx, looked.whose)
    if (!shares.some(({ id, routeId }) => id === shareId && routeId === route.id)) throw new NotFound()
    await stopShare(request.work, looked.whose.caseId, shareId)
    return reply.see(`/cases/${looked.whose.caseId}/safe-contact/routes/${route.id}`)
  })
}

type Way = { looked: Looked; route: Route }
const wayOf = async (request: FastifyRequest): Promise<Way> => {
  const caseId = caseIdOf(request)
  const route = await routeOf(request.work.tx, caseId, idOf(request, 'routeId'))
  if (!route || route.endedAt) throw new NotFound()
  return { route, looked: await lookFully(request.work, caseId, route.personId) }
}

const show = async (
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  { looked, route, ...form }: Way & Filled,
) => {
  const { tx, actor } = request.work
  const shares = (await sharesOf(tx, looked.whose)).filter(({ routeId }) => routeId === route.id)
  const agencies = await agenciesOn(tx, looked.whose.caseId, actor.agencyId)
  return reply.page(routesPage({ ...(await pageOf(services, request)), looked, route, shares, agencies, ...form }))
}

/** What is recorded, filled in; sealed values are not shown again, and are kept when nothing is typed. */
const routeTyped = (route: Route): Typed => {
  const yes = (isSo: boolean) => (isSo ? 'yes' : undefined)
  const times = Object.fromEntries(
    route.windows.slice(0, 3).flatMap(({ from, until }, index) => [
      [`from${index + 1}`, from],
      [`until${index + 1}`, until],
    ]),
  )
  const days = Object.fromEntries(route.windows.map((window, index) => [`days${index + 1}`, window.days.map(String)]))
  return filled(
    {
      ...times,
      kind: route.kind,
      isForbidden: yes(route.isForbidden),
      thirdPartyScope: route.thirdPartyScope ?? undefined,
      textIsSafe: yes(route.textIsSafe),
      voicemailIsSafe: yes(route.voicemailIsSafe),
      callerId: route.callerId,
      isPreferred: yes(route.preference === 0),
      endsOn: route.endsOn ?? undefined,
    },
    days,
  )
}
