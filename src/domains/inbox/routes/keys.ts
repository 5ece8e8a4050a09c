import type { FastifyRequest } from 'fastify'
import { answersIn, formErrors } from '../../../platform/forms.ts'
import { idOf, NotFound, type Web } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import { permissionsOf, whoWorksHere } from '../../staff/index.ts'
import { makeKey } from '../actions/keys.ts'
import { keyForm } from '../model/forms.ts'
import { keysShown, revokeKey } from '../store/index.ts'
import { keysPage } from '../views/keys.ts'

const mayKeep = { config: { access: 'inbox-keys:write' } } as const

/** An administrator makes and ends the keys by which systems send to the API. */
export const keyRoutes = (web: Web, services: Services): void => {
  const about = async ({ screen, work }: FastifyRequest) => ({
    screen,
    keys: await keysShown(work.tx),
    people: (await whoWorksHere(work)).filter(({ role }) => permissionsOf(role).has('inbox:write')),
  })
  web.get('/inbox/keys', mayKeep, async (request, reply) =>
    reply.page(keysPage({ ...(await about(request)), shown: {} })),
  )
  web.post('/inbox/keys', mayKeep, async (request, reply) => {
    const form = keyForm.safeParse(request.body ?? {})
    const before = await about(request)
    if (!form.success || !before.people.some(({ id }) => id === form.data.practitionerId)) {
      const text = 'Select whom the key acts as'
      const errors = form.success
        ? { list: [{ text, href: '#practitionerId' }], byField: { practitionerId: { text } } }
        : formErrors(form.error)
      return reply.code(422).page(keysPage({ ...before, shown: { answers: answersIn(request.body), errors } }))
    }
    const token = await makeKey(services, request.work, form.data, request.formKey)
    return reply.page(keysPage({ ...(await about(request)), shown: {}, token }))
  })
  web.post('/inbox/keys/:keyId/end', mayKeep, async (request, reply) => {
    if (!(await revokeKey(request.work.tx, idOf(request, 'keyId'), request.work.now))) throw new NotFound()
    return reply.see('/inbox/keys')
  })
}
