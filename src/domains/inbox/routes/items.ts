import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { answersIn, formErrors } from '../../../platform/forms.ts'
import { idOf, NotFound, type Web } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import { candidatesFor, knownFacts, linkItem, rowOf, setAside } from '../actions/sort.ts'
import { linkForm, setAsideForm } from '../model/forms.ts'
import { itemOf } from '../store/index.ts'
import { type ItemLook, itemPage } from '../views/item.ts'

const mayRead = { config: { access: 'inbox:read' } } as const
const mayWrite = { config: { access: 'inbox:write' } } as const
const query = z.object({ reference: z.string().max(20).catch('') })

/** The tray: what could not be placed, and what a person decides. */
export const itemRoutes = (web: Web, services: Services): void => {
  web.get('/inbox/:itemId', mayRead, async (request, reply) =>
    reply.page(itemPage({ ...(await lookAt(request)), shown: {} })),
  )

  web.post('/inbox/:itemId/link', mayWrite, async (request, reply) => {
    const look = await lookAt(request, true)
    const { item, row, candidates, known } = look
    if (item.state === 'recorded' || !row) return reply.see(`/inbox/${item.id}`)
    const answers = answersIn(request.body)
    const form = linkForm.safeParse(request.body ?? {})
    const isOffered =
      form.success && candidates.some(({ caseId, suspectId }) => form.data.match === `${caseId}:${suspectId}`)
    if (form.success && isOffered && (await linkItem(services, request.work, item, row, { form: form.data, known })))
      return reply.see(`/inbox/${item.id}`)
    const text = 'This does not fit the case that you chose. Choose both again'
    const errors = form.success
      ? { list: [{ text, href: '#match' }], byField: { match: { text } } }
      : formErrors(form.error)
    return reply.code(422).page(itemPage({ ...look, shown: { answers, errors } }))
  })

  web.post('/inbox/:itemId/set-aside', mayWrite, async (request, reply) => {
    const look = await lookAt(request, true)
    if (look.item.state !== 'tray') return reply.see(`/inbox/${look.item.id}`)
    const form = setAsideForm.safeParse(request.body ?? {})
    if (!form.success)
      return reply
        .code(422)
        .page(itemPage({ ...look, shown: { answers: answersIn(request.body), errors: formErrors(form.error) } }))
    await setAside(request.work, look.item, form.data.why)
    return reply.see('/inbox')
  })
}

const lookAt = async (request: FastifyRequest, lock = false): Promise<Omit<ItemLook, 'shown'>> => {
  const { screen, work, actor } = request
  const item = await itemOf(work.tx, actor.agencyId, idOf(request, 'itemId'), lock)
  if (!item) throw new NotFound()
  const said = rowOf(item)
  const reference = query.parse(request.query).reference || (answersIn(request.body).reference ?? '')
  const isOpen = item.state !== 'recorded' && said.row !== null
  const candidates = isOpen ? await candidatesFor(work, said, reference) : []
  const known = isOpen && said.row ? await knownFacts(work, item, said.row, candidates) : []
  return { screen, item, ...said, reference, candidates, known }
}
