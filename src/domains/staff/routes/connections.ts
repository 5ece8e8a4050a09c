import type { FastifyRequest } from 'fastify'
import { typedAgain } from '../../../platform/fields.ts'
import { idOf, type Web } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import { connect, disconnect } from '../actions/connections.ts'
import { connectionForm, ownForm } from '../model/connections.ts'
import { ownConnections } from '../store/connections.ts'
import { staffOf } from '../store/people.ts'
import { connectionsPage } from '../views/connections.ts'

const own = { config: { access: 'signed-in' } } as const

export const connectionRoutes = (web: Web, services: Services): void => {
  web.get('/staff/connections', own, async (request, reply) =>
    reply.page(connectionsPage({ ...(await shown(request)), own: {}, other: {} })),
  )
  web.post('/staff/connections/own', own, async (request, reply) => {
    const { work, body, actor } = request
    const form = ownForm(work.now).safeParse(body ?? {})
    if (!form.success)
      return reply
        .code(422)
        .page(connectionsPage({ ...(await shown(request)), own: typedAgain(body, form.error), other: {} }))
    await connect(services, work, { practitionerId: actor.id, relation: 'self', facts: form.data })
    return reply.see('/staff/connections')
  })
  web.post('/staff/connections/other', own, async (request, reply) => {
    const { work, body } = request
    const form = connectionForm(work.now).safeParse(body ?? {})
    if (!form.success) {
      const { answers, errors } = typedAgain(body, form.error)
      const list = errors?.list.map(({ text, href }) => ({ text, href: href.replace('#', '#their-') })) ?? []
      const other = { ...(answers && { answers }), ...(errors && { errors: { ...errors, list } }) }
      return reply.code(422).page(connectionsPage({ ...(await shown(request)), own: {}, other }))
    }
    await connect(services, work, form.data)
    return reply.see('/staff/connections')
  })
  web.post('/staff/connections/:connectionId/end', own, async (request, reply) => {
    await disconnect(request.work, idOf(request, 'connectionId'))
    return reply.see('/staff/connections')
  })
}

const shown = async ({ screen, work, actor }: FastifyRequest) => {
  const staff = await staffOf(work.tx, actor.agencyId)
  const supervised = staff.filter(({ supervisorId, disabledAt }) => supervisorId === actor.id && !disabledAt)
  const people = [{ id: actor.id, name: `${actor.name} (you)` }, ...supervised.map(({ id, name }) => ({ id, name }))]
  return { screen, people, connections: await ownConnections(work.tx) }
}
