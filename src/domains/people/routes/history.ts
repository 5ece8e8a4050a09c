import type { FastifyRequest } from 'fastify'
import { typedAgain, wrongField } from '../../../platform/fields.ts'
import { caseIdOf, idOf, NotFound, type Web } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import { caseTop, colleagues } from '../../cases/index.ts'
import { setWorker } from '../actions.ts'
import { changesOf } from '../model/history.ts'
import { workerForm } from '../model/worker.ts'
import { personOf, versionsOf } from '../store.ts'
import { historyPage } from '../views/history.ts'
import { workerPage } from '../views/worker.ts'

const mayRead = { config: { access: 'cases:read' } } as const
const discloses = { config: { access: 'cases:read', audit: 'disclose' } } as const
const mayWrite = { config: { access: 'people:write' } } as const

/** What was known of a person before, and who works with a person reported. */
export const historyRoutes = (web: Web, services: Services): void => {
  const base = async (request: FastifyRequest) => {
    const person = await personOf(request.work.tx, caseIdOf(request), idOf(request, 'personId'))
    if (!person) throw new NotFound()
    return { screen: request.screen, top: await caseTop(services, request.work, caseIdOf(request)), person }
  }

  const history = async (request: FastifyRequest, withNames: boolean) => {
    const { person, ...page } = await base(request)
    const changes = changesOf(await versionsOf(request.work.tx, person.id))
    return historyPage({ ...page, ...{ name: person.name, personId: person.id, changes, withNames } })
  }
  web.get('/cases/:caseId/people/:personId/history', mayRead, async (request, reply) =>
    reply.page(await history(request, false)),
  )
  web.get('/cases/:caseId/people/:personId/history/names', discloses, async (request, reply) =>
    reply.page(await history(request, true)),
  )

  const reported = async (request: FastifyRequest) => {
    const { person, ...page } = await base(request)
    if (person.role !== 'perpetrator') throw new NotFound()
    const all = await colleagues(request.work.tx, request.actor.agencyId)
    const others = all.map(({ id, name, agency }) => ({ value: id, text: `${name}, ${agency}` }))
    return { ...page, ...{ name: person.name, personId: person.id, others } }
  }
  web.get('/cases/:caseId/people/:personId/worker', mayWrite, async (request, reply) =>
    reply.page(workerPage({ ...(await reported(request)), shown: {} })),
  )
  web.post('/cases/:caseId/people/:personId/worker', mayWrite, async (request, reply) => {
    const page = await reported(request)
    const form = workerForm.safeParse(request.body ?? {})
    if (!form.success) return reply.code(422).page(workerPage({ ...page, shown: typedAgain(request.body, form.error) }))
    const { practitionerId } = form.data
    if (practitionerId && !page.others.some(({ value }) => value === practitionerId)) throw new NotFound()
    const contact = page.top.owners.find(({ lead, id }) => lead === 'contact' && id === practitionerId)
    if (contact && page.top.state !== 'closed') {
      const problem = `${contact.name} is the contact of the person harmed. The two must be different people: hand the contact over first`
      return reply.code(422).page(workerPage({ ...page, shown: wrongField(request.body, 'practitionerId', problem) }))
    }
    await setWorker(request.work, page.top.caseId, page.personId, form.data)
    return reply.see(`/cases/${page.top.caseId}/people`)
  })
}
