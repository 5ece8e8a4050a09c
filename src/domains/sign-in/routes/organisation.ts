import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { cookieIn, dropCookie, keepCookie } from '../../../platform/cookies.ts'
import { idOf, NotFound, type Web } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import { type Answered, answer, begin } from '../actions/organisation.ts'
import { endAtTheirWord, leaveAddress } from '../actions/organisation-out.ts'
import { goesTo } from '../actions/ways.ts'
import { auditOrganisation, type Organisation, organisationOf, organisationsFor } from '../store/organisation.ts'
import { doorPage } from '../views/organisation/index.ts'
import { outPage } from '../views/organisation/out.ts'
import { refusedPage, silentPage } from '../views/organisation/refused.ts'
import { askerOf, closed, doorTries, forAnyone, goOnRenewed, isHttps, letIn, tokenOf, tooMany } from './at-the-door.ts'

/** Shows nothing of anybody. */
const open = { config: { access: 'anyone', audit: 'none' } } as const
const ownPage = { config: { access: 'signed-in', audit: 'none' } } as const
const backForm = z.object({ back: z.string().max(4000).optional().catch(undefined) }).catch({})
const emailForm = z.object({
  email: z
    .string('Enter your work e-mail address')
    .trim()
    .max(200)
    .pipe(z.email('Enter your work e-mail address, like name@agency.example')),
})
const mark = /^[\w-]{43}$/
const browserCookie = 'waymark-organisation'

export const organisationRoutes = (web: Web, services: Services): void => {
  const { signInDb } = services
  const { isDemo } = services
  const { tries } = doorTries(services)

  web.get('/sign-in/organisation', open, async (request, reply) =>
    reply.page(doorPage({ isDemo, back: backForm.parse(request.query).back })),
  )
  web.post('/sign-in/organisation', forAnyone, async (request, reply) => {
    const { back } = backForm.parse(request.body ?? {})
    const form = emailForm.safeParse(request.body ?? {})
    if (!form.success) return reply.code(422).page(doorPage({ isDemo, back, problem: form.error.issues[0]?.message }))
    const found = await organisationsFor(signInDb, form.data.email.split('@').at(-1) ?? '')
    const problem = found.length === 0 ? unknown : undefined
    return reply.code(problem ? 422 : 200).page(doorPage({ isDemo, back, found, problem }))
  })

  web.get('/sign-in/organisation/:agencyId', open, async (request, reply) => {
    const organisation = await organisationIn(services, request)
    const until = await tries.begin(request.ip, services.now())
    if (until) return closed(reply, until, services.now()).page(refusedPage({ isDemo, says: tooMany(until) }))
    const begun = await begin(services, organisation, { purpose: 'enter', back: backForm.parse(request.query).back })
    return goOn(services, reply, begun)
  })
  // The same person proves it once more, at their provider and after we asked.
  web.get('/sign-in/organisation/confirm', ownPage, async (request, reply) => {
    const organisation = await organisationOf(signInDb, request.actor.agencyId)
    if (!organisation) throw new NotFound()
    const { back } = backForm.parse(request.query)
    return goOn(
      services,
      reply,
      await begin(services, organisation, { purpose: 'confirm', session: request.token, back }),
    )
  })

  web.get('/sign-in/organisation/:agencyId/answer', forAnyone, async (request, reply) => {
    const agencyId = idOf(request, 'agencyId')
    const log = { route: '/sign-in/organisation/:agencyId/answer', reference: request.id }
    const until = await tries.begin(request.ip, services.now())
    if (until) {
      await auditOrganisation(services, 'fail', undefined, log)
      return closed(reply, until, services.now()).page(refusedPage({ isDemo, says: tooMany(until) }))
    }
    const [query = '', state = ''] = [request.url.split('?')[1], stateIn(request.query)]
    const browser = cookieIn(request, browserCookie, isHttps(services)) ?? ''
    const whole = mark.test(state) && mark.test(browser)
    const answered = whole
      ? await answer(services, { agencyId, query, state, browser }, askerOf(services, request, reply))
      : undefined
    dropCookie(reply, browserCookie, isHttps(services))
    if (!answered) {
      await auditOrganisation(services, 'fail', undefined, log)
      return reply.code(403).page(refusedPage({ isDemo, says: refused }))
    }
    await auditOrganisation(services, 'sign-in', { practitionerId: whoOf(answered), agencyId }, log)
    // The way there was counted as a try as well.
    await tries.wentWell(request.ip)
    if ('token' in answered) await tries.wentWell(request.ip)
    return welcome(services, request, reply, answered)
  })

  web.post('/sign-in/organisation/:agencyId/logout', forAnyone, async (request, reply) => {
    const organisation = await organisationIn(services, request)
    const form = z.object({ logout_token: z.string().max(20_000) }).safeParse(request.body)
    const ended = form.success ? await endAtTheirWord(services, organisation, form.data.logout_token) : undefined
    const log = { route: '/sign-in/organisation/:agencyId/logout', reference: request.id }
    await auditOrganisation(services, ended === undefined ? 'fail' : 'sign-out', undefined, log)
    reply.code(ended === undefined ? 400 : 200).header('cache-control', 'no-store')
    return ended === undefined ? { error: 'invalid_request' } : ''
  })

  web.get('/sign-in/organisation/:agencyId/out', open, async (request, reply) =>
    reply.page(outPage({ isDemo, organisation: await organisationIn(services, request) })),
  )
  web.get('/sign-in/organisation/:agencyId/leave', open, async (request, reply) =>
    reply.see((await leaveAddress(services, await organisationIn(services, request))) ?? '/sign-in'),
  )
}

// One answer for whatever is wrong: nobody learns who works here, or which part of a forged answer was right.
const refused =
  'Your organisation’s sign-in did not let you in here. Try again from the start. If it goes on, ask an administrator of your agency whether you are known to Waymark'
const unknown =
  'No agency signs in its people so with that kind of address. Check it, or sign in with your password and code'

const organisationIn = async ({ signInDb }: Services, request: FastifyRequest): Promise<Organisation> => {
  const organisation = await organisationOf(signInDb, idOf(request, 'agencyId'))
  if (!organisation) throw new NotFound()
  return organisation
}
const stateIn = (query: unknown): string => z.object({ state: z.string() }).safeParse(query).data?.state ?? ''
const whoOf = (answered: Answered): string => ('token' in answered ? answered.practitionerId : answered.confirmed)

const goOn = (services: Services, reply: FastifyReply, begun: Awaited<ReturnType<typeof begin>>): string => {
  if (!begun) return reply.code(503).page(silentPage({ isDemo: services.isDemo }))
  keepCookie(reply, { name: browserCookie, value: begun.browser, isHttps: isHttps(services), maxAge: 600 })
  return reply.see(begun.location)
}

const welcome = async (
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  answered: Answered,
): Promise<string> => {
  const page = goesTo(services, answered.back, whoOf(answered))
  const token = tokenOf(services, request)
  if ('token' in answered) await letIn(services, request, reply, answered)
  else if (!answered.isStrong) return reply.page(refusedPage({ isDemo: services.isDemo, says: weak }))
  else if (token) await goOnRenewed(services, reply, token)
  return reply.see(page)
}
const weak =
  'Your organisation says that it is you, and not that it asked for a second factor. Confirm with a passkey or a code of Waymark’s own, or ask your administrator to have the second factor asked for and named'
