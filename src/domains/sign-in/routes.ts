import type { FastifyRequest } from 'fastify'
import { generateSecret, generateURI } from 'otplib'
import { toDataURL } from 'qrcode'
import { z } from 'zod'
import { answersIn, formErrors, type Shown } from '../../platform/forms.ts'
import { key } from '../../platform/secrets.ts'
import { timeText } from '../../platform/times.ts'
import { countTries, usualFailures } from '../../platform/tries.ts'
import { NotFound, sessionCookie, type Web } from '../../platform/web.ts'
import type { Services } from '../../rules/services.ts'
import { numbersAtTheDoor } from '../helplines/index.ts'
import { deviceIn, setUp, signIn } from './actions.ts'
import { linkForm, type SignInForm, seal, signInForm } from './model.ts'
import {
  auditSignIn,
  endAllSessions,
  endOwnSession,
  endSession,
  type LinkHolder,
  linkHolder,
  ownSessions,
} from './store.ts'
import { indexPage } from './views/index.ts'
import { joinPage } from './views/join.ts'
import { sessionsPage } from './views/sessions.ts'

const forAnyone = { config: { access: 'anyone' } } as const
const signedIn = { config: { access: 'signed-in', audit: 'sign-out' } } as const
const ownPage = { config: { access: 'signed-in' } } as const
const endForm = z.object({ ref: z.string().max(64).catch('') })
// One answer for all: what is wrong, and whether the address is locked or known at all, is nobody's business.
const wrong =
  'The e-mail address, the password or the code is not right, or there were too many tries. Check all three. After five tries wait 15 minutes, or ask an administrator for a recovery link'
/** Said before anything is looked up, so it is the same for every account, and for none. */
const tooMany = (until: Date): string =>
  `Too many sign-ins from your network have gone wrong. Wait until ${timeText(new Date(until.getTime() + 59_999))}, then try again. If you cannot wait, use another network`

export const signInRoutes = (web: Web, services: Services): void => {
  const ourKey = key(services.secret, 'totp')
  const tries = countTries({ most: services.door?.signInFailures ?? usualFailures })

  web.get('/sign-in', forAnyone, async (_request, reply) => reply.page(await doorPage(services)))

  web.post('/sign-in', forAnyone, async (request, reply) => {
    const answers = { email: answersIn(request.body).email }
    const form = signInForm.safeParse(request.body ?? {})
    if (!form.success)
      return reply.code(422).page(await doorPage(services, { answers, errors: formErrors(form.error) }))
    const closedUntil = tries.begin(request.ip, services.now())
    if (closedUntil) {
      await auditSignIn(services.signInDb, 'fail', undefined, request.id)
      const errors = { list: [{ text: tooMany(closedUntil), href: '#email' }], byField: {} }
      const seconds = Math.ceil((closedUntil.getTime() - services.now().getTime()) / 1000)
      return reply
        .code(429)
        .header('retry-after', seconds)
        .page(await doorPage(services, { answers, errors }))
    }
    const result = await signIn(services, form.data, { reference: request.id, device: deviceWords(request) })
    if ('problem' in result) {
      const errors = { list: [{ text: wrong, href: '#email' }], byField: { email: { text: wrong } } }
      return reply.code(422).page(await doorPage(services, { answers, errors }))
    }
    tries.wentWell(request.ip)
    reply.setCookie(sessionCookie, result.token, cookieOptions(services))
    return reply.see('/')
  })

  web.post('/sign-in/out', signedIn, async (request, reply) => {
    await endSession(services.signInDb, request.token)
    reply.clearCookie(sessionCookie, { path: '/' })
    return reply.see('/sign-in')
  })

  web.get('/sign-in/sessions', ownPage, async (request, reply) =>
    reply.page(sessionsPage({ screen: request.screen, sessions: await ownSessions(request.work.tx, request.token) })),
  )
  web.post('/sign-in/sessions/end', signedIn, async (request, reply) => {
    const { ref } = endForm.parse(request.body ?? {})
    if (!(await endOwnSession(request.work.tx, ref))) throw new NotFound()
    return reply.see('/sign-in/sessions')
  })
  web.post('/sign-in/sessions/end-all', signedIn, async (request, reply) => {
    await endAllSessions(request.work.tx, request.actor.id)
    reply.clearCookie(sessionCookie, { path: '/' })
    return reply.see('/sign-in')
  })

  web.get('/sign-in/join/:token', forAnyone, async (request, reply) => {
    const { holder } = await holderOf(services, request)
    const sealed = seal(ourKey, generateSecret()).toString('base64url')
    return reply.page(joinPage({ holder, device: await shownDevice(ourKey, holder, sealed) }))
  })

  web.post('/sign-in/join/:token', forAnyone, async (request, reply) => {
    const { token, holder } = await holderOf(services, request)
    const form = linkForm.safeParse(request.body ?? {})
    const sealed = answersIn(request.body).device ?? ''
    const device = await shownDevice(ourKey, holder, sealed)
    if (!form.success) return reply.code(422).page(joinPage({ holder, device, errors: formErrors(form.error) }))
    const outcome = await setUp(services, token, form.data)
    if (outcome === 'used link') throw new NotFound()
    if (outcome === 'wrong code') {
      const text = 'That code is not right. Enter the six figures that your device shows now'
      return reply
        .code(422)
        .page(joinPage({ holder, device, errors: { list: [{ text, href: '#code' }], byField: { code: { text } } } }))
    }
    await auditSignIn(services.signInDb, 'sign-in', undefined, request.id)
    return reply.see('/sign-in')
  })
}

/** Nobody is known here yet: numbers are read by the door's own way in, and say nothing of what they are for. */
const doorPage = async ({ isDemo, signInDb }: Services, shown: Shown<SignInForm> = {}) =>
  indexPage({ isDemo, numbers: await numbersAtTheDoor(signInDb), ...shown })

const holderOf = async (
  { signInDb }: Services,
  request: FastifyRequest,
): Promise<{ token: string; holder: LinkHolder }> => {
  const { token } = z.object({ token: z.string().max(100) }).parse(request.params)
  const holder = await linkHolder(signInDb, token)
  if (!holder) throw new NotFound()
  return { token, holder }
}

/** What a person scans or types into their device, from the sealed key that the page carries; a forged one shows a new key. */
const shownDevice = async (ourKey: Buffer, holder: LinkHolder, sealed: string) => {
  const secret = deviceIn(ourKey, sealed)
  if (!secret) throw new NotFound()
  const address = generateURI({ issuer: 'Waymark', label: holder.email, secret })
  return { sealed, secret, picture: await toDataURL(address, { margin: 2, width: 220 }) }
}

const cookieOptions = ({ address }: Services) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: address.startsWith('https:') }) as const

/** A broad kind of device, for the list of one's sessions; the user agent itself is not kept. */
const deviceWords = ({ headers }: FastifyRequest): string => {
  const agent = headers['user-agent'] ?? ''
  if (/iPhone|Android.*Mobile/.test(agent)) return 'a phone'
  if (/iPad|Android|Tablet/.test(agent)) return 'a tablet'
  return /Windows|Macintosh|Linux|CrOS/.test(agent) ? 'a computer' : 'another device'
}
