import { createHmac } from 'node:crypto'
import * as openid from 'openid-client'
import { z } from 'zod'
import { key } from '../../../platform/secrets.ts'
import type { Services } from '../../../rules/services.ts'
import {
  type Asked,
  confirm,
  enter,
  keepAsk,
  type Organisation,
  organisationOf,
  type Proven,
  type Purpose,
  takeAsk,
} from '../store/organisation.ts'
import { type From, newToken } from '../store/sessions.ts'
import { providerOf } from './provider.ts'

/** Followed by the agency's own id, so that no provider's answer is taken for another's. */
export const answerAddress = ({ address }: Pick<Services, 'address'>, agencyId: string): string =>
  `${address}/sign-in/organisation/${agencyId}/answer`

/** What the provider will have to show follows from the state under our own key: nothing of it has to be kept. */
const derived = ({ secret }: Pick<Services, 'secret'>, what: 'verifier' | 'nonce', state: string): string =>
  createHmac('sha256', key(secret, 'oidc')).update(`${what} ${state}`).digest('base64url')

export type Begun = { location: string; browser: string }
type Ask = { purpose: Purpose; session?: string | undefined; back?: string | undefined }

/** Begins a sign-in: authorization code, PKCE, state, nonce, and a mark for this one browser (RFC 9700 2.1.1). */
export const begin = async (
  services: Services,
  organisation: Organisation,
  { purpose, session, back }: Ask,
): Promise<Begun | undefined> => {
  const provider = await providerOf(services, organisation)
  if (!provider) return undefined
  const [state, browser] = [newToken(), newToken()]
  const { agencyId, strongValues } = organisation
  await keepAsk(services.signInDb, state, browser, { agencyId, purpose, session, back })
  const location = openid.buildAuthorizationUrl(provider, {
    redirect_uri: answerAddress(services, agencyId),
    scope: 'openid email profile',
    state,
    nonce: derived(services, 'nonce', state),
    code_challenge: await openid.calculatePKCECodeChallenge(derived(services, 'verifier', state)),
    code_challenge_method: 'S256',
    ...(strongValues.length > 0 && { acr_values: strongValues.join(' ') }),
    ...(purpose === 'confirm' && { prompt: 'login', max_age: '0' }),
  })
  return { location: location.href, browser }
}

export type Answered =
  | { token: string; practitionerId: string; back: string | undefined }
  | { confirmed: string; isStrong: boolean; back: string | undefined }
type Given = { agencyId: string; query: string; state: string; browser: string }

/** What the provider answered, used once; undefined for whatever is wrong with it. */
export const answer = async (services: Services, given: Given, from: From): Promise<Answered | undefined> => {
  const { signInDb } = services
  const asked = await takeAsk(signInDb, given.state, given.browser)
  if (!asked || asked.agencyId !== given.agencyId) return undefined
  const organisation = await organisationOf(signInDb, asked.agencyId)
  const proven = organisation && (await prove(services, organisation, given, asked))
  if (!proven) return undefined
  const back = asked.returnTo ?? undefined
  if (asked.purpose === 'enter') {
    const entered = await enter(signInDb, asked.agencyId, proven, from)
    return entered && { ...entered, back }
  }
  const who = asked.sessionHash && (await confirm(signInDb, asked.agencyId, asked.sessionHash, proven))
  return who ? { confirmed: who, isStrong: proven.isStrong, back } : undefined
}

const claims = z.looseObject({
  sub: z.string().min(1).max(255),
  email: z.string().optional().catch(undefined),
  email_verified: z.boolean().optional().catch(undefined),
  amr: z.array(z.string()).catch([]),
  acr: z.string().optional().catch(undefined),
  sid: z.string().max(255).optional().catch(undefined),
})

const prove = async (
  services: Services,
  organisation: Organisation,
  { agencyId, query, state }: Given,
  { purpose, waited }: Asked,
): Promise<Proven | undefined> => {
  const provider = await providerOf(services, organisation)
  if (!provider) return undefined
  const address = new URL(answerAddress(services, agencyId))
  address.search = query
  const tokens = await openid
    .authorizationCodeGrant(provider, address, {
      expectedState: state,
      expectedNonce: derived(services, 'nonce', state),
      pkceCodeVerifier: derived(services, 'verifier', state),
      idTokenExpected: true,
      // Proof asked again must have been given after it was asked (ASVS 10.5).
      ...(purpose === 'confirm' && { maxAge: waited }),
    })
    .catch(() => undefined)
  const read = claims.safeParse(tokens?.claims())
  return read.success ? provenBy(organisation, read.data) : undefined
}

/** An e-mail address counts only where the provider says that it verified it. */
export const provenBy = (
  { issuer, externalClaim, strongValues }: Pick<Organisation, 'issuer' | 'externalClaim' | 'strongValues'>,
  said: z.infer<typeof claims>,
): Proven => {
  const external = externalClaim ? said[externalClaim] : undefined
  const isStrong = said.amr.includes('mfa') || (said.acr !== undefined && strongValues.includes(said.acr))
  return {
    ...{ issuer, subject: said.sub, isStrong, sid: said.sid ?? null },
    externalId: typeof external === 'string' && external ? external : null,
    email: said.email_verified === true && said.email ? said.email : null,
  }
}
