import assert from 'node:assert/strict'
import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto'
import { describe, test } from 'node:test'
import * as cheerio from 'cheerio'
import { SignJWT } from 'jose'
import { generate } from 'otplib'
import { key } from '../../platform/secrets.ts'
import { testApp } from '../../testing/app.ts'
import type { Practitioner } from '../../testing/people.ts'
import { type Account, aProvider } from '../../testing/provider.ts'
import { hashOf, seal } from './model.ts'

const provider = await aProvider()
const app = await testApp({
  at: new Date().toISOString(),
  ownHosts: ['127.0.0.1'],
  door: { trustedProxies: [], signInFailures: 5, absentAfter: 0 },
})
const { web, as, aPractitioner, everything, services } = app
const boss = await aPractitioner('idva')
const head = await aPractitioner('administrator', { agencyId: boss.agencyId })
const { agencyId } = head
const here = `/sign-in/organisation/${agencyId}`
const listening = await web.listen({ host: '127.0.0.1', port: 0 })
provider.start({
  client_id: 'waymark',
  client_secret: 'an invented secret of 32 letters!',
  redirect_uris: [`http://localhost${here}/answer`],
  post_logout_redirect_uris: ['http://localhost/sign-in'],
  backchannel_logout_uri: `${listening}${here}/logout`,
  backchannel_logout_session_required: true,
})
const settings = {
  ...{ issuer: provider.issuer, clientId: 'waymark', clientSecret: 'an invented secret of 32 letters!' },
  ...{ domains: 'example.test', externalClaim: 'oid', strongValues: 'two-factors', isOn: 'yes' },
}
const set = (change: Record<string, string> = {}) =>
  as(head).submit('/staff/single-sign-on', { ...settings, ...change })
assert.equal((await set()).location, '/staff/single-sign-on')

let address = 0
/** A browser of ours: its cookies, and a network address of its own so that no test waits for another. */
const ours = (from = `203.0.113.${++address}`) => {
  const cookies = new Map<string, string>()
  const send = async (url: string, method: 'GET' | 'POST' = 'GET', form: Record<string, string> = {}) => {
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ')
    const answer = await web.inject({
      ...{ method, url, remoteAddress: from },
      headers: { cookie, ...(method === 'POST' && { 'content-type': 'application/x-www-form-urlencoded' }) },
      ...(method === 'POST' && { payload: new URLSearchParams(form).toString() }),
    })
    for (const { name, value } of answer.cookies) {
      if (value) cookies.set(name, value)
      else cookies.delete(name)
    }
    return { status: answer.statusCode, location: String(answer.headers.location ?? ''), body: answer.body }
  }
  return { send, cookies, theirs: provider.aBrowser() }
}
type Ours = ReturnType<typeof ours>
const pathOf = (location: string) => location.replace('http://localhost', '')
/** Goes to the provider as this person and comes back with its answer, not yet given to us. */
const goThere = async (browser: Ours, account: Account, start = here) => {
  provider.signsIn(account)
  const began = await browser.send(start)
  assert.equal(began.status, 303, began.body)
  return pathOf((await browser.theirs.visit(began.location)).location)
}
const signIn = async (account: Account, browser = ours()) => {
  const answer = await browser.send(await goThere(browser, account))
  return { ...answer, browser }
}
const accountOf = (person: Practitioner, change: Partial<Account> = {}): Account => ({
  ...{ sub: `sub-${person.id}`, email: `${person.id}@example.test`, email_verified: true },
  ...change,
})
const aMember = () => aPractitioner('idva', { agencyId })
const sessionOf = ({ cookies }: Ours) =>
  everything
    .selectFrom('signIn.session')
    .selectAll()
    .where(
      'tokenHash',
      '=',
      createHash('sha256')
        .update(cookies.get('waymark') ?? '')
        .digest(),
    )
    .executeTakeFirst()
const isRefused = async (answer: { status: number; browser: Ours; body: string }) => {
  assert.equal(answer.status, 403)
  assert.match(answer.body, /did not let you in here/)
  assert.equal(await sessionOf(answer.browser), undefined)
}

describe('signing in by one’s organisation', () => {
  test('somebody who was invited comes in by the e-mail address that the provider verified, and then by the subject', async () => {
    const person = await aMember()
    const first = await signIn(accountOf(person))
    assert.deepEqual([first.status, first.location], [303, '/'])
    assert.equal((await first.browser.send('/staff')).status, 200)
    const session = await sessionOf(first.browser)
    assert.deepEqual([session?.practitionerId, session?.method, session?.strongAt], [person.id, 'oidc', null])
    const moved = accountOf(person, { email: 'new-name@example.test', email_verified: false })
    assert.equal((await signIn(moved)).status, 303, 'the subject is the person, whatever the address')
  })
  test('a second factor at the provider is proof, by amr or by a value of acr that the agency named (S16)', async () => {
    for (const factors of [{ amr: ['pwd', 'mfa'] }, { acr: 'two-factors' }]) {
      const { browser } = await signIn(accountOf(await aMember(), factors))
      assert.ok((await sessionOf(browser))?.strongAt)
    }
    const { browser } = await signIn(accountOf(await aMember(), { amr: ['pwd'], acr: 'one-factor' }))
    assert.equal((await sessionOf(browser))?.strongAt, null)
  })
  test('the person that the directory made is found by its id there', async () => {
    const person = await aMember()
    await everything
      .insertInto('directoryPerson')
      .values({
        ...{ practitionerId: person.id, agencyId, userName: person.id, externalId: `oid-${person.id}` },
        isActive: true,
        madeAt: new Date(),
        changedAt: new Date(),
      })
      .execute()
    assert.equal((await signIn({ sub: 'unlike', oid: `oid-${person.id}` })).status, 303)
  })
  test('it begins on the sign-in page, without JavaScript, with nothing but a link and the domain of an address', async () => {
    await aMember()
    const browser = ours()
    assert.match((await browser.send('/sign-in')).body, /href="\/sign-in\/organisation"/)
    const found = await browser.send('/sign-in/organisation', 'POST', { email: 'anybody-at-all@example.test' })
    assert.equal(cheerio.load(found.body)(`a[href="${here}"]`).length, 1)
    const none = await browser.send('/sign-in/organisation', 'POST', { email: 'anybody@elsewhere.example' })
    assert.equal(none.status, 422)
    assert.doesNotMatch(none.body, /anybody@elsewhere/)
  })
  test('authorization code with PKCE S256, state, nonce and the one exact redirect address (ASVS 10.1, 10.2, 10.4)', async () => {
    await signIn(accountOf(await aMember()))
    const asked = Object.fromEntries(provider.asked.at(-1) ?? [])
    assert.deepEqual([asked.response_type, asked.code_challenge_method], ['code', 'S256'])
    assert.equal(asked.redirect_uri, `http://localhost${here}/answer`)
    for (const part of ['state', 'nonce', 'code_challenge']) assert.match(String(asked[part]), /^[\w-]{43}$/)
    const kept = JSON.stringify(await everything.selectFrom('signIn.organisationAsk').selectAll().execute())
    for (const part of ['state', 'nonce', 'code_challenge']) assert.ok(!kept.includes(String(asked[part])), part)
  })
})

describe('what does not let anybody in, with one answer for all', () => {
  test('nobody is made: who is not known here is refused, and so is who belongs to another agency', async () => {
    const elsewhere = await aPractitioner('investigating-officer')
    const before = await everything.selectFrom('practitioner').select('id').execute()
    await isRefused(await signIn({ sub: 'stranger', email: 'stranger@example.test', email_verified: true }))
    await isRefused(await signIn(accountOf(elsewhere)))
    assert.equal((await everything.selectFrom('practitioner').select('id').execute()).length, before.length)
  })
  test('an e-mail address that the provider did not verify proves nothing', async () => {
    const person = await aMember()
    await isRefused(await signIn(accountOf(person, { email_verified: false })))
    await isRefused(await signIn({ sub: 'unsaid', email: `${person.id}@example.test` }))
  })
  test('somebody else of the organisation does not become a person who came in before', async () => {
    const person = await aMember()
    await signIn(accountOf(person))
    await isRefused(await signIn(accountOf(person, { sub: 'somebody-else' })))
  })
  test('who was stopped or has left is out, whatever the provider says (INV-56)', async () => {
    const [stopped, left] = [await aMember(), await aMember()]
    for (const person of [stopped, left]) await signIn(accountOf(person))
    await as(head).submit(`/staff/${stopped.id}/stop`)
    await as(head).submit(`/staff/${left.id}/disable`)
    for (const person of [stopped, left]) await isRefused(await signIn(accountOf(person)))
    await as(head).submit(`/staff/${stopped.id}/link`)
    assert.equal((await signIn(accountOf(stopped))).status, 303, 'an administrator’s link lets them in again')
  })
  test('an answer counts once, and in the browser alone that began it (ASVS 10.2.1)', async () => {
    const account = accountOf(await aMember())
    const [browser, other] = [ours(), ours()]
    const answer = await goThere(browser, account)
    // The other browser is in the middle of a sign-in of its own.
    await goThere(other, account)
    await isRefused({ ...(await other.send(answer)), browser: other })
    const mark = browser.cookies.get('waymark-organisation') ?? ''
    assert.equal((await browser.send(answer)).status, 303)
    const again = ours()
    again.cookies.set('waymark-organisation', mark)
    await isRefused({ ...(await again.send(answer)), browser: again })
  })
  test('a state that nobody made, none at all, and an answer of another agency’s address are refused', async () => {
    const account = accountOf(await aMember())
    for (const change of [
      (answer: string) => answer.replace(/state=[^&]+/, `state=${randomBytes(32).toString('base64url')}`),
      (answer: string) => answer.replace(/&?state=[^&]+/, ''),
      (answer: string) => answer.replace(agencyId, boss.id),
      (answer: string) => answer.replace(/code=[^&]+/, 'code=guessed'),
      (answer: string) => answer.replace(/iss=[^&]+/, `iss=${encodeURIComponent('http://127.0.0.1:1')}`),
    ]) {
      const browser = ours()
      await isRefused({ ...(await browser.send(change(await goThere(browser, account)))), browser })
    }
  })
  test('a sign-in that was begun more than ten minutes ago is over', async () => {
    const browser = ours()
    const answer = await goThere(browser, accountOf(await aMember()))
    await everything
      .updateTable('signIn.organisationAsk')
      .set({ askedAt: new Date(Date.now() - 601_000) })
      .execute()
    await isRefused({ ...(await browser.send(answer)), browser })
  })
  test('what went wrong is counted against the network address, and on the record without a name', async () => {
    const rows = () =>
      everything
        .selectFrom('audit')
        .selectAll()
        .where('kind', '=', 'fail')
        .where('route', 'like', '/sign-in/organisation%')
        .execute()
    const before = (await rows()).length
    const from = '198.51.100.9'
    const statuses = []
    for (let time = 0; time < 6; time++)
      statuses.push((await ours(from).send(`${here}/answer?code=x&state=${'x'.repeat(43)}`)).status)
    assert.deepEqual(statuses, [403, 403, 403, 403, 403, 429])
    const written = (await rows()).slice(before)
    assert.equal((await rows()).length - before, 6)
    assert.ok(written.every(({ actorId }) => actorId === null))
    assert.equal((await ours(from).send(here)).status, 429)
  })
  test('an office behind one address in which people sign in well is never shut out', async () => {
    for (let time = 0; time < 7; time++)
      assert.equal((await signIn(accountOf(await aMember()), ours('198.51.100.20'))).status, 303)
  })
  test('no address that somebody wrote leads a browser elsewhere (ASVS 10.4.1, open redirect)', async () => {
    const person = await aMember()
    for (const back of [
      'https://evil.example',
      '//evil.example',
      '/\\evil.example',
      'javascript:alert(1)',
      encodeURIComponent('/staff'),
    ]) {
      const browser = ours()
      const answer = await goThere(browser, accountOf(person), `${here}?back=${encodeURIComponent(back)}`)
      assert.deepEqual((await browser.send(answer)).location, '/')
      const began = await ours().send(
        `${here}?redirect_uri=${encodeURIComponent(back)}&back=${encodeURIComponent(back)}`,
      )
      assert.ok(began.location.startsWith(`${provider.issuer}/auth?`))
      assert.ok(!began.location.includes('evil'))
    }
  })
})

describe('proof asked again, signing out, and being signed out from there', () => {
  const startConfirm = async (browser: Ours) => {
    const began = await browser.send('/sign-in/organisation/confirm')
    assert.equal(began.status, 303)
    return began.location
  }
  test('proof is given at the provider anew, after it was asked, by the same person and with two factors', async () => {
    const person = await aMember()
    const { browser } = await signIn(accountOf(person))
    assert.match((await browser.send('/sign-in/confirm')).body, /\/sign-in\/organisation\/confirm/)
    provider.signsIn(accountOf(person, { amr: ['mfa'] }))
    const location = await startConfirm(browser)
    const asked = new URL(location).searchParams
    assert.deepEqual([asked.get('prompt'), asked.get('max_age')], ['login', '0'])
    const answer = pathOf((await browser.theirs.visit(location)).location)
    assert.equal((await browser.send(answer)).status, 303)
    assert.ok((await sessionOf(browser))?.strongAt)
  })
  test('one factor, and another person, prove nothing', async () => {
    const [person, other] = [await aMember(), await aMember()]
    await signIn(accountOf(other))
    for (const account of [accountOf(person), accountOf(other, { amr: ['mfa'] })]) {
      const { browser } = await signIn(accountOf(person))
      provider.signsIn(account)
      const fresh = provider.aBrowser()
      await browser.send(pathOf((await fresh.visit(await startConfirm(browser))).location))
      assert.equal((await sessionOf(browser))?.strongAt, null)
    }
  })
  test('whoever signs out here is told that the organisation still knows them, with the way out there', async () => {
    const { browser } = await signIn(accountOf(await aMember()))
    const formKey = String(
      cheerio
        .load((await browser.send('/staff')).body)('[name="formKey"]')
        .val(),
    )
    const out = await browser.send('/sign-in/out', 'POST', { formKey })
    assert.equal(out.location, `${here}/out`)
    assert.match((await browser.send(out.location)).body, /still signed in at/)
    const leave = new URL((await browser.send(`${here}/leave`)).location)
    assert.equal(leave.origin, provider.issuer)
    assert.equal(leave.searchParams.get('post_logout_redirect_uri'), 'http://localhost/sign-in')
  })
  test('who signs out at the provider is out here at once: the provider says so itself (back-channel)', async () => {
    const { browser } = await signIn(accountOf(await aMember()))
    assert.equal((await browser.send('/staff')).status, 200)
    const leave = (await browser.send(`${here}/leave`)).location
    const page = cheerio.load((await browser.theirs.visit(leave)).body)
    const form = { xsrf: String(page('[name="xsrf"]').val()), logout: 'yes' }
    await browser.theirs.visit(`${provider.issuer}/session/end/confirm`, {
      method: 'POST',
      body: new URLSearchParams(form),
    })
    assert.ok((await sessionOf(browser))?.revokedAt)
    assert.match((await browser.send('/staff')).location, /^\/sign-in/)
  })
  test('a forged word of the provider ends nobody’s session (ASVS 10.5, RFC 8725)', async () => {
    const person = await aMember()
    const { browser } = await signIn(accountOf(person))
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const claims = {
      events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
      sub: `sub-${person.id}`,
      jti: 'x',
    }
    const signed = (token: SignJWT) =>
      token.setIssuer(provider.issuer).setAudience('waymark').setIssuedAt().setExpirationTime('2 minutes')
    const unsigned = [
      { alg: 'none' },
      { ...claims, iss: provider.issuer, aud: 'waymark', iat: Math.floor(Date.now() / 1000) },
    ]
    const secret = new TextEncoder().encode(settings.clientSecret)
    for (const token of [
      await signed(new SignJWT(claims)).setProtectedHeader({ alg: 'RS256' }).sign(privateKey),
      await signed(new SignJWT(claims)).setProtectedHeader({ alg: 'HS256' }).sign(secret),
      `${unsigned.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.`,
      'no token',
    ]) {
      const answer = await ours().send(`${here}/logout`, 'POST', { logout_token: token })
      assert.equal(answer.status, 400)
    }
    assert.equal((await browser.send('/staff')).status, 200)
  })
})

describe('an agency’s settings', () => {
  test('the secret is kept sealed and never shown, and stays when the field is left empty', async () => {
    const { secretCipher } = await everything
      .selectFrom('singleSignOn')
      .selectAll()
      .where('agencyId', '=', agencyId)
      .executeTakeFirstOrThrow()
    assert.ok(!secretCipher.toString('latin1').includes(settings.clientSecret))
    assert.doesNotMatch((await as(head).visit('/staff/single-sign-on')).body, /an invented secret/)
    assert.equal((await set({ clientSecret: '' })).status, 303)
    assert.equal((await signIn(accountOf(await aMember()))).status, 303)
    const elsewhere = await set({ clientSecret: '', issuer: 'https://other.example' })
    assert.match(elsewhere.text('.govuk-error-summary'), /secret of the new provider/)
  })
  test('what is wrong with a provider is said in words, and it is not switched on', async () => {
    const wrong: Record<string, RegExp> = {
      'http://127.0.0.1:9': /Nothing answered/,
      [`${provider.issuer}/nowhere`]: /answer was 404/,
      [`${provider.issuer}/`]: /calls itself/,
      'http://login.example': /must begin with https/,
      'https://10.1.2.3': /a network of our own/,
      'https://[::1]:8443': /a network of our own/,
      'https://localhost': /a network of our own/,
      'https://no-such-name.invalid': /No computer has this name|Nothing answered/,
      'https://login.microsoftonline.com/common/v2.0': /your own tenant/,
      nonsense: /Enter an address/,
    }
    for (const [issuer, says] of Object.entries(wrong)) {
      const refused = await set({ issuer })
      assert.equal(refused.status, 422, issuer)
      assert.match(refused.text('.govuk-error-summary'), says)
    }
    assert.match(
      (await as(head).submit('/staff/single-sign-on/check')).text(),
      /The provider answers and says who it is/,
    )
  })
  test('nobody but an administrator of the agency sees or sets them, in the database too (INV-36)', async () => {
    assert.equal((await as(boss).visit('/staff/single-sign-on')).status, 404)
    const elsewhere = await aPractitioner('administrator', {
      agencyId: (await aPractitioner('investigating-officer')).agencyId,
    })
    assert.doesNotMatch((await as(elsewhere).visit('/staff/single-sign-on')).body, /127\.0\.0\.1/)
  })
  test('where only the organisation signs people in, a password lets in the one named administrator and nobody else', async () => {
    const [worker, spare] = [await aMember(), await aPractitioner('administrator', { agencyId })]
    const device = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
    const password = 'correct horse battery staple'
    const of = { passwordHash: await hashOf(password), totpCipher: seal(key(services.secret, 'totp'), device) }
    for (const { id } of [worker, spare])
      await everything
        .insertInto('signIn.credential')
        .values({ practitionerId: id, ...of })
        .execute()
    const byPassword = async ({ id }: Practitioner) => {
      const code = await generate({ secret: device, epoch: Math.floor(services.now().getTime() / 1000) })
      return ours().send('/sign-in', 'POST', { email: `${id}@example.test`, password, code })
    }
    assert.match((await set({ isOnly: 'yes', breakGlassId: '' })).text('.govuk-error-summary'), /still gets in/)
    assert.match(
      (await set({ isOnly: 'yes', breakGlassId: worker.id })).text('.govuk-error-summary'),
      /Select an administrator/,
    )
    assert.equal((await set({ isOnly: 'yes', breakGlassId: spare.id })).status, 303)
    const refused = await byPassword(worker)
    assert.equal(refused.status, 422)
    const nobody = await ours().send('/sign-in', 'POST', { email: 'nobody@example.test', password, code: '123456' })
    assert.equal(refused.body.replace(`${worker.id}@example.test`, ''), nobody.body.replace('nobody@example.test', ''))
    assert.equal((await byPassword(spare)).status, 303)
    assert.equal((await signIn(accountOf(worker))).status, 303)
    assert.equal((await set()).status, 303)
  })
})

test('when the provider is down it is said so, and a password still lets in', async () => {
  await provider.stop()
  const silent = await ours().send(here)
  assert.equal(silent.status, 503)
  assert.match(silent.body, /could not be reached just now/)
  assert.match(silent.body, /Sign in with a password/)
  assert.match((await as(head).submit('/staff/single-sign-on/check')).text(), /does not work yet/)
})
