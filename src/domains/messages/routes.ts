import { timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { answersIn, formErrors, type Shown } from '../../platform/forms.ts'
import { callbackToken } from '../../platform/notify.ts'
import { caseIdOf, idOf, NotFound, type Web } from '../../platform/web.ts'
import type { Services } from '../../rules/services.ts'
import { caseTop } from '../cases/index.ts'
import { type Looked, lookAt } from '../safe-contact/index.ts'
import { noteCallback } from './actions/follow.ts'
import { askToSend, cancelMessage, contactLog, offers } from './actions/log.ts'
import { callbackForm, type NewMessageForm, newMessageForm } from './model.ts'
import { indexPage, perPage } from './views/index.ts'
import { newMessagePage } from './views/new.ts'

const reads = { config: { access: 'messages:read' } } as const
const writes = { config: { access: 'messages:write' } } as const
const query = z.object({
  person: z.uuid().optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})

export const messageRoutes = (web: Web, services: Services): void => {
  web.get('/cases/:caseId/messages', reads, async (request, reply) => {
    const looked = await lookedAt(request)
    const { page } = query.parse(request.query)
    const all = looked.sight === 'full' ? await contactLog(request.work, looked) : []
    const lines = all.slice((page - 1) * perPage, page * perPage)
    const { person, whose, others } = looked
    const ofPerson = others.length > 0 ? `?person=${whose.personId}` : ''
    const shown = {
      person: person.name,
      lines,
      total: all.length,
      page,
      maySend: looked.sight !== 'exists',
      query: ofPerson,
    }
    return reply.page(
      indexPage({ screen: request.screen, top: await caseTop(services, request.work, caseIdOf(request)), ...shown }),
    )
  })

  web.get('/cases/:caseId/messages/new', reads, async (request, reply) =>
    show(services, request, reply, await lookedAt(request), {}),
  )
  web.post('/cases/:caseId/messages/new', writes, async (request, reply) => {
    const looked = await lookedAt(request)
    const form = newMessageForm.safeParse(request.body ?? {})
    const answers = { way: answersIn(request.body).way }
    if (!form.success)
      return show(services, request, reply.code(422), looked, { answers, errors: formErrors(form.error) })
    const text = await askToSend(services, request.work, looked, form.data)
    if (text) {
      const errors = { list: [{ text, href: '#way' }], byField: { way: { text } } }
      return show(services, request, reply.code(422), looked, { answers, errors })
    }
    return reply.see(
      `/cases/${looked.whose.caseId}/messages${looked.others.length > 0 ? `?person=${looked.whose.personId}` : ''}`,
    )
  })
  web.post('/cases/:caseId/messages/:messageId/cancel', writes, async (request, reply) => {
    const looked = await lookedAt(request)
    if (looked.sight !== 'full') throw new NotFound()
    if (!(await cancelMessage(request.work, looked, idOf(request, 'messageId')))) throw new NotFound()
    return reply.see(`/cases/${looked.whose.caseId}/messages`)
  })

  // GOV.UK Notify itself: it has a token and no session, and is answered the same whatever it said.
  web.post('/messages/notify-callback', { config: { access: 'anyone' } }, async (request, reply) => {
    if (!isNotify(services, request)) throw new NotFound()
    const said = callbackForm.safeParse(request.body)
    if (said.success) await noteCallback(services, said.data)
    void reply.code(204)
    return ''
  })
}

const lookedAt = (request: FastifyRequest): Promise<Looked> =>
  lookAt(request.work, caseIdOf(request), query.parse(request.query).person)

const show = async (
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  looked: Looked,
  form: Shown<NewMessageForm>,
) => {
  const top = await caseTop(services, request.work, caseIdOf(request))
  const shown = { person: looked.person.name, offers: offers(looked.routes), ...form }
  return reply.page(newMessagePage({ screen: request.screen, top, ...shown }))
}

const isNotify = ({ secret }: Services, { headers }: FastifyRequest): boolean => {
  const [own, given] = [`Bearer ${callbackToken(secret)}`, headers.authorization ?? ''].map((text) => Buffer.from(text))
  return own !== undefined && given !== undefined && own.length === given.length && timingSafeEqual(own, given)
}
