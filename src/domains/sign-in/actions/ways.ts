import type { FastifyRequest } from 'fastify'
import { key } from '../../../platform/secrets.ts'
import { openWayBack, sealWayBack, type WayBack } from '../../../platform/way-back.ts'
import type { Services } from '../../../rules/services.ts'
import { lockedSession } from '../store/sessions.ts'

/** Where somebody without a session is sent: to sign in, and back to where they were if their session locked by itself. */
export const signInAt = async (services: Services, token: string, page: string): Promise<string> => {
  const locked = await lockedSession(services.signInDb, token)
  if (!locked) return '/sign-in'
  return `/sign-in?back=${seal(services, { to: page, who: locked.practitionerId, why: locked.why })}`
}

/** Where somebody is sent to prove once more who they are. */
export const confirmAt = (services: Services, { actor }: Pick<FastifyRequest, 'actor'>, page: string): string =>
  `/sign-in/confirm?back=${seal(services, { to: page, who: actor.id, why: 'proof' })}`

export const wayBackIn = (services: Services, sealed: string | undefined): WayBack | undefined =>
  openWayBack(key(services.secret, 'way-back'), sealed, services.now())

/** The page that was asked for, if it was this person who asked. */
export const goesTo = (services: Services, sealed: string | undefined, who: string): string => {
  const back = wayBackIn(services, sealed)
  return back?.who === who ? back.to : '/'
}

const seal = ({ secret, now }: Services, back: WayBack): string => sealWayBack(key(secret, 'way-back'), back, now())
