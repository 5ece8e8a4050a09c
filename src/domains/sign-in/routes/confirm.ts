import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { formErrors } from '../../../platform/forms.ts'
import type { Web } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import { askForPasskey, confirmByPasskey } from '../actions/passkeys.ts'
import { confirmByCode } from '../actions/sign-in.ts'
import { goesTo } from '../actions/ways.ts'
import { confirmForm, passkeyUse } from '../model.ts'
import { organisationOf } from '../store/organisation.ts'
import { type Holder, holderOf } from '../store/sessions.ts'
import { type ConfirmPage, confirmPage } from '../views/confirm.ts'
import { closed, doorTries, forAnyone, goOnRenewed, said, tokenOf, tooMany } from './at-the-door.ts'

const backForm = z.object({ back: z.string().max(4000).catch('') }).catch({ back: '' })
const passkeyForm = z.object({ response: passkeyUse })
const wrong = 'That is not right, or there were too many tries. Wait for the next code and try again'

/**
 * Asked before the most dangerous pages: is it still you? Answered with the sign-in pages' own way into the database, so
 * that nothing a page of the app does can pretend that it was.
 */
export const confirmRoutes = (web: Web, services: Services): void => {
  const { signInDb, now } = services
  const { tries, questions } = doorTries(services)
  const inSession = async (request: FastifyRequest): Promise<{ token: string; holder: Holder } | undefined> => {
    const token = tokenOf(services, request)
    const holder = token && (await holderOf(signInDb, token))
    return token && holder ? { token, holder } : undefined
  }
  const shown = async ({ holder }: { holder: Holder }, back: string, errors?: ConfirmPage['errors']) =>
    confirmPage({
      ...{ holder, back, isDemo: services.isDemo, ...(errors && { errors }) },
      hasOrganisation: (await organisationOf(signInDb, holder.agencyId)) !== undefined,
    })
  const refused = (text: string) => ({ list: [{ text, href: '#code' }], byField: { code: { text } } })

  web.get('/sign-in/confirm', forAnyone, async (request, reply) => {
    const session = await inSession(request)
    return session ? reply.page(await shown(session, backForm.parse(request.query).back)) : reply.see('/sign-in')
  })

  const answerWith = async (
    request: FastifyRequest,
    reply: FastifyReply,
    prove: (token: string) => Promise<boolean>,
  ): Promise<string> => {
    const session = await inSession(request)
    if (!session) return reply.see('/sign-in')
    const { back } = backForm.parse(request.body ?? {})
    const until = await tries.begin(request.ip, now())
    if (until) return closed(reply, until, now()).page(await shown(session, back, refused(tooMany(until))))
    if (!(await prove(session.token))) return reply.code(422).page(await shown(session, back, refused(wrong)))
    await tries.wentWell(request.ip)
    await goOnRenewed(services, reply, session.token)
    return reply.see(goesTo(services, back, session.holder.practitionerId))
  }

  web.post('/sign-in/confirm', forAnyone, async (request, reply) => {
    const form = confirmForm.safeParse(request.body ?? {})
    if (form.success)
      return answerWith(request, reply, (token) => confirmByCode(services, token, form.data.code, request.id))
    const session = await inSession(request)
    if (!session) return reply.see('/sign-in')
    const { back } = backForm.parse(request.body ?? {})
    return reply.code(422).page(await shown(session, back, formErrors(form.error)))
  })

  web.post('/sign-in/confirm/passkey/options', forAnyone, async (request, reply) => {
    const session = await inSession(request)
    const until = await questions.begin(request.ip, now())
    if (until) return said(closed(reply, until, now()), {})
    if (!session) return said(reply.code(404), {})
    return said(reply, await askForPasskey(services, session.holder.practitionerId))
  })
  web.post('/sign-in/confirm/passkey', forAnyone, async (request, reply) =>
    answerWith(request, reply, async (token) => {
      const form = passkeyForm.safeParse(request.body ?? {})
      return form.success && confirmByPasskey(services, token, form.data.response, request.id)
    }),
  )
}
