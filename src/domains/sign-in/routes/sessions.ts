import { z } from 'zod'
import { dropCookie, sessionCookie } from '../../../platform/cookies.ts'
import { clearsBrowser, NotFound, type Web } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import { signInAt } from '../actions/ways.ts'
import { noticesOf } from '../store/notices.ts'
import { ownPasskeys } from '../store/passkeys.ts'
import { ownRecoveryCodes } from '../store/recovery.ts'
import {
  endAllSessions,
  endOtherSessions,
  endOwnSession,
  endThisSession,
  ownSessions,
  secondsLeft,
  stay,
} from '../store/sessions.ts'
import { sessionsPage } from '../views/sessions.ts'
import { forAnyone, isHttps, said, showsNothing, tokenOf } from './at-the-door.ts'

const leaves = { config: { access: 'signed-in', audit: 'sign-out' } } as const
const ownPage = { config: { access: 'signed-in' } } as const
const endForm = z.object({ ref: z.string().max(64).catch('') })
const awayForm = z.object({ page: z.string().max(1000).catch('/') })

export const sessionsRoutes = (web: Web, services: Services): void => {
  const { signInDb } = services

  web.post('/sign-in/out', leaves, async (request, reply) => {
    const { work, token, actor } = request
    const isOrganisations = (await ownSessions(work.tx, token)).some(
      ({ isThis, method }) => isThis && method === 'oidc',
    )
    await endThisSession(work.tx, token)
    dropCookie(reply, sessionCookie, isHttps(services))
    reply.header(...clearsBrowser)
    return reply.see(isOrganisations ? `/sign-in/organisation/${actor.agencyId}/out` : '/sign-in')
  })

  web.get('/sign-in/sessions', ownPage, async ({ screen, work, token, actor }, reply) =>
    reply.page(
      sessionsPage({
        screen,
        sessions: await ownSessions(work.tx, token),
        passkeys: (await ownPasskeys(work.tx)).length,
        codes: await ownRecoveryCodes(work.tx),
        notices: await noticesOf(work.tx, actor.id),
      }),
    ),
  )
  web.post('/sign-in/sessions/end', leaves, async (request, reply) => {
    const { ref } = endForm.parse(request.body ?? {})
    if (!(await endOwnSession(request.work.tx, ref))) throw new NotFound()
    return reply.see('/sign-in/sessions')
  })
  web.post('/sign-in/sessions/end-others', leaves, async (request, reply) => {
    await endOtherSessions(request.work.tx, request.token)
    return reply.see('/sign-in/sessions')
  })
  web.post('/sign-in/sessions/end-all', leaves, async (request, reply) => {
    await endAllSessions(request.work.tx, request.actor.id)
    dropCookie(reply, sessionCookie, isHttps(services))
    reply.header(...clearsBrowser)
    return reply.see('/sign-in')
  })

  // What a page's own script asks: it must be able to ask without keeping the session awake.
  web.get('/sign-in/left', showsNothing, async (request, reply) => {
    const token = tokenOf(services, request)
    return said(reply, { seconds: token ? await secondsLeft(signInDb, token) : 0 })
  })
  web.post('/sign-in/stay', showsNothing, async (request, reply) => {
    const token = tokenOf(services, request)
    return said(reply, { seconds: token ? await stay(signInDb, token) : 0 })
  })
  // Where a page goes when its session locked under it.
  web.get('/sign-in/away', forAnyone, async (request, reply) => {
    const token = tokenOf(services, request)
    if (!token || (await secondsLeft(signInDb, token)) > 0) return reply.see('/')
    reply.header(...clearsBrowser)
    return reply.see(await signInAt(services, token, awayForm.parse(request.query).page))
  })
}
