import type { FastifyReply, FastifyRequest } from 'fastify'
import { generateSecret, generateURI } from 'otplib'
import { toDataURL } from 'qrcode'
import { z } from 'zod'
import { answersIn, formErrors } from '../../../platform/forms.ts'
import { key } from '../../../platform/secrets.ts'
import type { Tries } from '../../../platform/tries.ts'
import { NotFound, type Web } from '../../../platform/web.ts'
import type { Services } from '../../../rules/services.ts'
import { deviceIn, setUp } from '../actions/sign-in.ts'
import { linkFormOf, seal } from '../model.ts'
import { type LinkHolder, linkHolder } from '../store/links.ts'
import { auditSignIn } from '../store/sessions.ts'
import { joinPage } from '../views/join.ts'
import { waitPage } from '../views/wait.ts'
import { closed, doorTries, forAnyone, tooMany } from './at-the-door.ts'

export const joinRoutes = (web: Web, services: Services): void => {
  const ourKey = key(services.secret, 'totp')
  const { tries } = doorTries(services)

  web.get('/sign-in/join/:token', forAnyone, async (request, reply) => {
    const found = await holderOf(services, tries, request)
    if ('until' in found) return wait(services, reply, found.until)
    const sealed = seal(ourKey, generateSecret()).toString('base64url')
    return reply.page(joinPage({ holder: found.holder, device: await shownDevice(ourKey, found.holder, sealed) }))
  })

  web.post('/sign-in/join/:token', forAnyone, async (request, reply) => {
    const found = await holderOf(services, tries, request)
    if ('until' in found) return wait(services, reply, found.until)
    const { token, holder } = found
    const form = linkFormOf(holder).safeParse(request.body ?? {})
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
    await auditSignIn(services, 'sign-in', undefined, request.id)
    return reply.see('/sign-in')
  })
}

type Found = { token: string; holder: LinkHolder } | { until: Date }
/** A link that nobody made counts like a sign-in that went wrong. */
const holderOf = async ({ signInDb, now }: Services, tries: Tries, request: FastifyRequest): Promise<Found> => {
  const { token } = z.object({ token: z.string().max(100) }).parse(request.params)
  const until = await tries.begin(request.ip, now())
  if (until) return { until }
  const holder = await linkHolder(signInDb, token)
  if (!holder) throw new NotFound()
  await tries.wentWell(request.ip)
  return { token, holder }
}

const wait = ({ isDemo, now }: Services, reply: FastifyReply, until: Date): string =>
  closed(reply, until, now()).page(waitPage({ isDemo, words: tooMany(until) }))

/** What a person scans or types into their device, from the sealed key that the page carries; a forged one shows a new key. */
const shownDevice = async (ourKey: Buffer, holder: LinkHolder, sealed: string) => {
  const secret = deviceIn(ourKey, sealed)
  if (!secret) throw new NotFound()
  const address = generateURI({ issuer: 'Waymark', label: holder.email, secret })
  return { sealed, secret, picture: await toDataURL(address, { margin: 2, width: 220 }) }
}
