import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { answersIn, formErrors } from '../../../platform/forms.ts'
import { idOf, NotFound, type Web } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import { askForNewPasskey, keepPasskey } from '../actions/passkeys.ts'
import { passkeyMade, passkeyName } from '../model.ts'
import { ownPasskeys, removePasskey, renamePasskey } from '../store/passkeys.ts'
import { passkeysPage } from '../views/passkeys.ts'
import { said } from './at-the-door.ts'

const reads = { config: { access: 'signed-in' } } as const
const proven = { config: { access: 'signed-in', needsStrong: 'just now' } } as const
const newForm = z.object({ name: passkeyName, response: passkeyMade })
const nameForm = z.object({ name: passkeyName })

export const passkeysRoutes = (web: Web, services: Services): void => {
  web.get('/sign-in/passkeys', proven, async (request, reply) => reply.page(await shown(request)))

  web.post('/sign-in/passkeys/options', proven, async ({ work }, reply) =>
    said(reply, await askForNewPasskey(services, work)),
  )
  web.post('/sign-in/passkeys', proven, async (request, reply) => {
    const form = newForm.safeParse(request.body ?? {})
    if (!form.success) return reply.code(422).page(await shown(request, formErrors(form.error)))
    if (await keepPasskey(services, request.work, form.data.response, form.data.name))
      return reply.see('/sign-in/passkeys')
    const text = 'The passkey could not be added. Try again within five minutes, with a device that is not listed yet'
    return reply.code(422).page(await shown(request, { list: [{ text, href: '#name' }], byField: { name: { text } } }))
  })

  web.post('/sign-in/passkeys/:passkeyId/name', reads, async (request, reply) => {
    const form = nameForm.safeParse(request.body ?? {})
    if (!form.success) return reply.code(422).page(await shown(request, formErrors(form.error)))
    if (!(await renamePasskey(request.work.tx, idOf(request, 'passkeyId'), form.data.name))) throw new NotFound()
    return reply.see('/sign-in/passkeys')
  })
  web.post('/sign-in/passkeys/:passkeyId/remove', proven, async (request, reply) => {
    if (!(await removePasskey(request.work.tx, idOf(request, 'passkeyId')))) throw new NotFound()
    return reply.see('/sign-in/passkeys')
  })
}

const shown = async ({ screen, work, body }: FastifyRequest, errors?: ReturnType<typeof formErrors>) =>
  passkeysPage({ screen, passkeys: await ownPasskeys(work.tx), ...(errors && { errors, answers: answersIn(body) }) })
