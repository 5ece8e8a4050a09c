import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import { after, describe, test } from 'node:test'
import { exportJWK, type JWTPayload, SignJWT } from 'jose'
import { testApp } from '../../testing/app.ts'
import type { Practitioner } from '../../testing/people.ts'

// A provider that signs whatever the test asks it to: which of its tokens are believed (ASVS V9, V10.5; RFC 8725).
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 })
const secret = 'an invented secret of 32 letters!'
let idToken = ''
const server = createServer(async ({ url }, response) => {
  const answers: Record<string, () => unknown> = {
    '/.well-known/openid-configuration': () => ({
      ...{
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
      },
      ...{ response_types_supported: ['code'], code_challenge_methods_supported: ['S256'] },
      ...{ id_token_signing_alg_values_supported: ['RS256'], authorization_response_iss_parameter_supported: true },
    }),
    '/jwks': async () => ({ keys: [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }] }),
    '/token': () => ({ access_token: 'x', token_type: 'Bearer', id_token: idToken }),
  }
  const answer = await answers[url ?? '']?.()
  response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(answer ?? {}))
})
await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
const bound = server.address()
assert.ok(typeof bound === 'object' && bound)
const issuer = `http://127.0.0.1:${bound.port}`
after(() => {
  server.closeAllConnections()
  server.close()
})

const { web, as, aPractitioner, everything } = await testApp({ ownHosts: ['127.0.0.1'], at: new Date().toISOString() })
const head = await aPractitioner('administrator')
const { agencyId } = head
const here = `/sign-in/organisation/${agencyId}`
const settings = {
  ...{ issuer, clientId: 'waymark', clientSecret: secret, domains: 'example.test' },
  ...{ externalClaim: 'oid', strongValues: 'two-factors', isOn: 'yes' },
}
assert.equal((await as(head).submit('/staff/single-sign-on', settings)).status, 303)

const seconds = () => Math.floor(Date.now() / 1000)
type Made = { claims?: JWTPayload; header?: Record<string, string>; by?: 'us' | 'a stranger' | 'the secret' | 'nobody' }
const signed = async (usual: JWTPayload, { claims, header, by = 'us' }: Made = {}): Promise<string> => {
  const content = { ...usual, ...claims }
  const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
  if (by === 'nobody') return `${encoded({ alg: 'none' })}.${encoded(content)}.`
  const alg = by === 'the secret' ? 'HS256' : 'RS256'
  const key = { us: privateKey, 'a stranger': stranger.privateKey, 'the secret': Buffer.from(secret) }[by]
  return new SignJWT(content).setProtectedHeader({ alg, kid: 'one', ...header }).sign(key)
}
const wrongOnes: Record<string, Made> = {
  'signed by somebody else': { by: 'a stranger' },
  'signed with the secret that both know': { by: 'the secret' },
  'signed by nobody': { by: 'nobody' },
  'for another service': { claims: { aud: 'another-service' } },
  'of another provider': { claims: { iss: 'https://other.example' } },
  'that is an hour old': { claims: { iat: seconds() - 3600, exp: seconds() - 3000 } },
}

/** Goes through a whole sign-in, in which the provider gives this token. */
const signInWith = async ({ id }: Practitioner, made?: Made) => {
  const began = await web.inject({ method: 'GET', url: here })
  const asked = new URL(String(began.headers.location)).searchParams
  const state = asked.get('state') ?? ''
  const usual = {
    ...{ iss: issuer, aud: 'waymark', sub: `sub-${id}`, iat: seconds(), exp: seconds() + 300 },
    ...{ nonce: asked.get('nonce') ?? '', email: `${id}@example.test`, email_verified: true },
  }
  idToken = await signed(usual, made)
  const cookies = Object.fromEntries(began.cookies.map(({ name, value }) => [name, value]))
  const query = new URLSearchParams({ code: 'x', state, iss: issuer })
  const answer = await web.inject({ method: 'GET', url: `${here}/answer?${query}`, cookies })
  return { status: answer.statusCode, token: answer.cookies.find(({ name }) => name === 'waymark')?.value ?? '' }
}
const aMember = () => aPractitioner('idva', { agencyId })

describe('whose ID token signs somebody in (ASVS 6.8.2, 9.1, 9.2, 10.5)', () => {
  test('a right one does', async () => {
    const { status, token } = await signInWith(await aMember())
    assert.deepEqual([status, token.length], [303, 43])
  })
  const all: Record<string, Made> = {
    ...wrongOnes,
    'with the nonce of another sign-in': { claims: { nonce: 'x'.repeat(43) } },
    'without a nonce': { claims: { nonce: undefined } },
  }
  for (const [what, made] of Object.entries(all))
    test(`a token ${what} signs nobody in`, async () => {
      assert.deepEqual(await signInWith(await aMember(), made), { status: 403, token: '' })
    })
})

describe('whose word that somebody signed out is believed (ASVS 10.5.5)', () => {
  const event = 'http://schemas.openid.net/event/backchannel-logout'
  const send = async (person: Practitioner, made?: Made) => {
    const usual = {
      ...{ iss: issuer, aud: 'waymark', sub: `sub-${person.id}`, iat: seconds(), exp: seconds() + 120, jti: 'x' },
      events: { [event]: {} },
    }
    const payload = new URLSearchParams({ logout_token: await signed(usual, made) }).toString()
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    return (await web.inject({ method: 'POST', url: `${here}/logout`, headers, payload })).statusCode
  }
  const isOpen = async ({ id }: Practitioner) => {
    const of = everything.selectFrom('signIn.session').select('revokedAt').where('practitionerId', '=', id)
    return (await of.where('method', '=', 'oidc').execute()).some(({ revokedAt }) => revokedAt === null)
  }
  test('a right one ends the sessions of that person', async () => {
    const person = await aMember()
    await signInWith(person)
    assert.equal(await isOpen(person), true)
    assert.deepEqual([await send(person), await isOpen(person)], [200, false])
  })
  const all: Record<string, Made> = {
    ...wrongOnes,
    'that is an ID token': { claims: { events: undefined, nonce: 'x' } },
    'with the event and a nonce': { claims: { nonce: 'x' } },
    'that was made an hour ago, for a day': { claims: { iat: seconds() - 3600, exp: seconds() + 80_000 } },
    'of another event': { claims: { events: { 'http://schemas.example/other': {} } } },
  }
  for (const [what, made] of Object.entries(all))
    test(`a token ${what} ends nobody’s session`, async () => {
      const person = await aMember()
      await signInWith(person)
      assert.deepEqual([await send(person, made), await isOpen(person)], [400, true])
    })
})
