import { createLocalJWKSet, jwtVerify } from 'jose'
import * as openid from 'openid-client'
import { z } from 'zod'
import type { Services } from '../../../rules/services.ts'
import { endByOrganisation, type Organisation } from '../store/organisation.ts'
import { ask, providerOf, readProvider } from './provider.ts'

const event = 'http://schemas.openid.net/event/backchannel-logout'
const logoutToken = z
  .looseObject({
    sub: z.string().min(1).optional(),
    sid: z.string().min(1).optional(),
    iat: z.number(),
    jti: z.string().min(1),
    events: z.looseObject({ [event]: z.looseObject({}) }),
    nonce: z.undefined().optional(),
  })
  .refine(({ sub, sid }) => sub !== undefined || sid !== undefined)
const keySet = z.looseObject({ keys: z.array(z.looseObject({ kty: z.string() })) })

/** The provider says that somebody has signed out there: their sessions here end at once (OIDC Back-Channel Logout 2.6). */
export const endAtTheirWord = async (
  services: Services,
  organisation: Organisation,
  token: string,
): Promise<number | undefined> => {
  const found = await readProvider(services, organisation.issuer)
  if ('problem' in found) return undefined
  const keys = await ask(services)(found.provider.jwks_uri)
    .then((answer) => answer.json())
    .catch(() => undefined)
  const known = keySet.safeParse(keys)
  if (!known.success) return undefined
  const verified = await jwtVerify(token, createLocalJWKSet(known.data), {
    issuer: organisation.issuer,
    audience: organisation.clientId,
    algorithms: signatures,
    maxTokenAge: '5 minutes',
    clockTolerance: 30,
  }).catch(() => undefined)
  const said = logoutToken.safeParse(verified?.payload)
  if (!said.success) return undefined
  return endByOrganisation(services.signInDb, organisation, said.data.sub ?? null, said.data.sid ?? null)
}
// Never a shared secret and never none (RFC 8725 3.1).
const signatures = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA']

/** Where somebody signs out of their organisation too, and then comes back to our door. */
export const leaveAddress = async (services: Services, organisation: Organisation): Promise<string | undefined> => {
  const provider = await providerOf(services, organisation)
  if (!provider?.serverMetadata().end_session_endpoint) return undefined
  return openid.buildEndSessionUrl(provider, { post_logout_redirect_uri: `${services.address}/sign-in` }).href
}
