import * as openid from 'openid-client'
import { z } from 'zod'
import { NotAsked, type Outgoing, outgoing } from '../../../platform/outgoing.ts'
import { key } from '../../../platform/secrets.ts'
import type { Services } from '../../../rules/services.ts'
import { unseal } from '../model.ts'
import type { Organisation } from '../store/organisation.ts'

const address = z.url({ protocol: /^https?$/ })
const discovery = z.object({
  issuer: z.string(),
  authorization_endpoint: address,
  token_endpoint: address,
  jwks_uri: address,
  end_session_endpoint: z.exactOptional(address),
  authorization_response_iss_parameter_supported: z.exactOptional(z.boolean()),
  response_types_supported: z.exactOptional(z.array(z.string())),
  code_challenge_methods_supported: z.exactOptional(z.array(z.string())),
  token_endpoint_auth_methods_supported: z.exactOptional(z.array(z.string())),
  id_token_signing_alg_values_supported: z.exactOptional(z.array(z.string())),
})
type Discovery = z.infer<typeof discovery>

export const ask = ({ ownHosts }: Pick<Services, 'ownHosts'>): Outgoing => outgoing(ownHosts ?? [])

const unasked: Record<NotAsked['why'], string> = {
  'inner network':
    'This address leads into a network of our own. Whoever runs Waymark names its host in SINGLE_SIGN_ON_HOSTS first',
  'not https': 'The address must begin with https://',
  'no such name': 'No computer has this name. Check the spelling',
  'no answer': 'Nothing answered within 5 seconds, or not over a connection that can be trusted',
  'too large': 'The answer was too large to be a provider’s',
}

/** What the provider says of itself; or in plain words why that cannot be used. */
export const readProvider = async (
  services: Pick<Services, 'ownHosts'>,
  issuer: string,
): Promise<{ provider: Discovery } | { problem: string }> => {
  const fetch = ask(services)
  const answer = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`).catch(
    (error: unknown) => {
      if (error instanceof NotAsked) return { problem: unasked[error.why] }
      throw error
    },
  )
  if ('problem' in answer) return answer
  if (answer.status !== 200)
    return {
      problem: `There is no discovery document at this address: the answer was ${answer.status}. Check the issuer`,
    }
  const parsed = discovery.safeParse(await answer.json().catch(() => undefined))
  if (!parsed.success) return { problem: 'The discovery document is not one, or parts of it are missing' }
  const { issuer: itself, response_types_supported: types, code_challenge_methods_supported: challenges } = parsed.data
  if (itself !== issuer) return { problem: `The provider calls itself ${itself.slice(0, 200)}. Type exactly that` }
  if (types && !types.includes('code')) return { problem: 'The provider does not give an authorization code' }
  // Entra says nothing of challenges and takes them all the same.
  if (challenges && !challenges.includes('S256')) return { problem: 'The provider does not take PKCE with S256' }
  return { provider: parsed.data }
}

/** The provider with our own credentials, ready to be asked; undefined when it cannot be reached. */
export const providerOf = async (
  services: Pick<Services, 'secret' | 'ownHosts'>,
  organisation: Organisation,
): Promise<openid.Configuration | undefined> => {
  const fetch = ask(services)
  const found = await readProvider(services, organisation.issuer)
  if ('problem' in found) return undefined
  const secret = unseal(key(services.secret, 'oidc'), organisation.secretCipher)
  const { provider } = found
  const methods = provider.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
  const way = methods.includes('client_secret_basic')
    ? openid.ClientSecretBasic(secret)
    : openid.ClientSecretPost(secret)
  const config = new openid.Configuration(provider, organisation.clientId, undefined, way)
  config[openid.customFetch] = (url, { method, headers, body, signal }) =>
    fetch(url, { method, headers: Object.fromEntries(new Headers(headers)), body, signal })
  // Our own fetch says which addresses may be asked without https.
  openid.allowInsecureRequests(config)
  // The signature of each ID token is checked, even though it came to us over TLS (OIDC Core 3.1.3.7).
  openid.enableNonRepudiationChecks(config)
  return config
}
