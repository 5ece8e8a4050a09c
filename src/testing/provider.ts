import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { after } from 'node:test'
import Provider, { type ClientMetadata } from 'oidc-provider'

/** Whom the next sign-in at the provider is, and what the provider says of them. */
export type Account = {
  sub: string
  email?: string
  email_verified?: boolean
  oid?: string
  amr?: string[]
  acr?: string
}

/** A real OpenID provider on this machine, at which whoever is named signs in without being asked. */
export const aProvider = async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const issuer = `http://127.0.0.1:${port}`
  let account: Account = { sub: 'nobody' }
  const accounts = new Map<string, Account>()
  const clients: ClientMetadata[] = []
  const asked: URLSearchParams[] = []
  let callback: ((request: IncomingMessage, response: ServerResponse) => unknown) | undefined
  let provider: Provider | undefined

  const start = (client: ClientMetadata): void => {
    clients.push(client)
    provider = new Provider(issuer, {
      clients,
      acrValues: ['two-factors'],
      claims: {
        openid: ['sub', 'amr', 'acr', 'sid', 'auth_time'],
        email: ['email', 'email_verified'],
        profile: ['oid'],
      },
      conformIdTokenClaims: false,
      cookies: { keys: ['a key of the tests'] },
      features: {
        devInteractions: { enabled: false },
        backchannelLogout: { enabled: true },
        rpInitiatedLogout: { enabled: true },
      },
      // Without its own way of connecting, which keeps off addresses of this machine.
      fetch: (url, { method, headers, body } = {}) =>
        fetch(url, { ...(method && { method }), ...(headers && { headers }), ...(body && { body }) }),
      findAccount: (_context, sub) => {
        const { acr: _acr, amr: _amr, ...claims } = accounts.get(sub) ?? { sub }
        return { accountId: sub, claims: () => claims }
      },
      interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
      loadExistingGrant: async ({ oidc }) => {
        const made = new oidc.provider.Grant({
          clientId: String(oidc.client?.clientId),
          accountId: String(oidc.session?.accountId),
        })
        made.addOIDCScope('openid email profile')
        await made.save()
        return made
      },
    })
    callback = provider.callback()
  }
  server.on('request', async (request, response) => {
    const url = new URL(request.url ?? '/', issuer)
    if (url.pathname === '/auth') asked.push(url.searchParams)
    if (!url.pathname.startsWith('/interaction/') || !provider) return callback?.(request, response)
    const { sub, amr, acr } = account
    accounts.set(sub, account)
    return provider.interactionFinished(request, response, {
      login: { accountId: sub, ...(amr && { amr }), ...(acr && { acr }) },
    })
  })
  after(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    issuer,
    start,
    asked,
    signsIn: (next: Account) => {
      account = next
    },
    stop: () => {
      server.closeAllConnections()
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
    /** Keeps the provider's cookies, and follows it until it sends the browser back to us. */
    aBrowser: () => aBrowser(issuer),
  }
}

const aBrowser = (issuer: string) => {
  const cookies = new Map<string, string>()
  const visit = async (
    location: string,
    options: RequestInit = {},
  ): Promise<{ location: string; body: string; status: number }> => {
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ')
    const answer = await fetch(location, { ...options, redirect: 'manual', headers: { ...options.headers, cookie } })
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';')[0]?.split('=') ?? []
      if (value) cookies.set(name, value)
      else cookies.delete(name)
    }
    const next = answer.headers.get('location')
    const body = await answer.text()
    if (!next) return { location, body, status: answer.status }
    const url = new URL(next, location).href
    return url.startsWith(issuer) ? visit(url) : { location: url, body, status: answer.status }
  }
  return { visit }
}
