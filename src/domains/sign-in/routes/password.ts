import type { FastifyRequest } from 'fastify'
import { audit } from '../../../platform/audit/write.ts'
import { formErrors } from '../../../platform/forms.ts'
import type { Web } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import { changeOwnPassword } from '../actions/password.ts'
import { passwordFormOf } from '../model.ts'
import { ownEmail, passwordOf } from '../store/sessions.ts'
import { passwordPage } from '../views/password.ts'
import { closed, doorTries, tooMany } from './at-the-door.ts'

const proven = { config: { access: 'signed-in', needsStrong: 'just now' } } as const
const wrong =
  'That is not the password that you have now, or there were too many tries. After five tries wait 15 minutes, or ask an administrator for a recovery link'

export const passwordRoutes = (web: Web, services: Services): void => {
  const { signInDb, now } = services
  const { tries } = doorTries(services)
  const shown = async ({ screen, work, token }: FastifyRequest, errors?: ReturnType<typeof formErrors>) =>
    passwordPage({
      screen,
      email: await ownEmail(work),
      hasPassword: (await passwordOf(signInDb, token)) !== null,
      ...(errors && { errors }),
    })
  const refused = (text: string) => ({ list: [{ text, href: '#current' }], byField: { current: { text } } })

  web.get('/sign-in/password', proven, async (request, reply) => reply.page(await shown(request)))

  web.post('/sign-in/password', proven, async (request, reply) => {
    const { work, token, actor } = request
    const form = passwordFormOf({ name: actor.name, email: await ownEmail(work) }).safeParse(request.body ?? {})
    if (!form.success) return reply.code(422).page(await shown(request, formErrors(form.error)))
    const until = await tries.begin(request.ip, now())
    if (until) return closed(reply, until, now()).page(await shown(request, refused(tooMany(until))))
    if (!(await changeOwnPassword(services, work, token, form.data))) {
      await audit(services, work, { kind: 'fail', route: '/sign-in/password', reference: request.id })
      return reply.code(422).page(await shown(request, refused(wrong)))
    }
    await tries.wentWell(request.ip)
    return reply.see('/sign-in/sessions')
  })
}
