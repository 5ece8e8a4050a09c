import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { aBrowsedApp, isSound } from './browser.ts'

const app = await aBrowsedApp({ at: '2026-11-23T10:00:00Z' })
// A passkey is for a name, never for a number: the browsers go to localhost.
const { port } = app.web.server.address() as { port: number }
const site = `http://localhost:${port}`
app.services.address = site

/** A key of the browser's own, as a phone or a laptop has one: it knows its owner, and keeps what it is given. */
const withAuthenticator = async (page: Page) => {
  const browser = await page.context().newCDPSession(page)
  await browser.send('WebAuthn.enable')
  const { authenticatorId } = await browser.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
      ...{ isUserVerified: true, automaticPresenceSimulation: true },
    },
  })
  return { browser, authenticatorId }
}
const enter = async (page: Page, person: Awaited<ReturnType<typeof app.aPractitioner>>) => {
  await page.context().addCookies([{ name: 'waymark', value: person.token, url: site }])
}
const open = async () => {
  const page = await app.aWindow()
  const idva = await app.aPractitioner('idva')
  await enter(page, idva)
  return { page, idva }
}
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000)
const setSeen = (practitionerId: string, seenAt: Date) =>
  app.everything.updateTable('signIn.session').set({ seenAt }).where('practitionerId', '=', practitionerId).execute()

test('a passkey is added in a real browser, signs in without password and code, proves again, and is removed (S16)', async () => {
  const { page, idva } = await open()
  const { browser, authenticatorId } = await withAuthenticator(page)
  await page.goto(`${site}/sign-in/sessions`)
  await isSound(page)
  await page.getByRole('link', { name: 'Your passkeys' }).click()
  await isSound(page)
  await page.getByLabel('Name', { exact: true }).fill('My laptop')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.locator('main strong', { hasText: 'My laptop' }).waitFor()
  await isSound(page)
  const { credentials } = await browser.send('WebAuthn.getCredentials', { authenticatorId })
  assert.deepEqual(
    credentials.map(({ isResidentCredential, rpId }) => [isResidentCredential, rpId]),
    [[true, 'localhost']],
  )

  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL('**/sign-in')
  await isSound(page)
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await page.waitForURL('**/boards/mine')
  await page.goto(`${site}/sign-in/sessions`)
  assert.match(await page.locator('main').innerText(), /This one.*by passkey/)

  await app.everything
    .updateTable('signIn.session')
    .set({ strongAt: null })
    .where('practitionerId', '=', idva.id)
    .execute()
  await page.goto(`${site}/sign-in/passkeys`)
  await isSound(page)
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await page.waitForURL('**/sign-in/passkeys')
  await page.getByRole('button', { name: 'Remove My laptop' }).click()
  await page.getByText('You have no passkey yet').waitFor()
})

test('where no passkey answers, the page says so and the password still works', async () => {
  const page = await app.aWindow()
  const { browser, authenticatorId } = await withAuthenticator(page)
  await browser.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false })
  await page.goto(`${site}/sign-in`)
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await page.getByText('Nothing came from a passkey').waitFor()
  await isSound(page)
  assert.ok(await page.getByLabel('Password', { exact: true }).isVisible())
})

test('without scripts the page says that a passkey needs them, and offers password and code', async () => {
  const page = await app.aWindow({ hasScript: false })
  await page.goto(`${site}/sign-in`)
  assert.ok(await page.getByText('A passkey needs JavaScript').isVisible())
  assert.equal(await page.getByRole('button', { name: 'Sign in with a passkey' }).isVisible(), false)
  assert.ok(await page.getByLabel('Code').isVisible())
})

test('a minute before the lock the page warns and can stay; at the lock nothing readable is left, and signing in leads back (S16, U2)', async () => {
  const { page, idva } = await open()
  await page.clock.install()
  await page.goto(`${site}/boards/mine`)
  await setSeen(idva.id, ago(14.5))
  await page.clock.runFor(13 * 60_000 + 1000)
  const warning = page.getByRole('alertdialog')
  await warning.waitFor()
  await isSound(page)
  await page.getByRole('button', { name: 'Stay signed in' }).click()
  await warning.waitFor({ state: 'hidden' })
  const { seenAt } = await app.everything
    .selectFrom('signIn.session')
    .select('seenAt')
    .where('practitionerId', '=', idva.id)
    .executeTakeFirstOrThrow()
  assert.ok(Date.now() - seenAt.getTime() < 60_000)

  await setSeen(idva.id, ago(16))
  await page.clock.runFor(14 * 60_000 + 1000)
  await page.waitForURL('**/sign-in?back=*')
  assert.match(await page.locator('main').innerText(), /You were away for 15 minutes/)
  assert.ok(!(await page.content()).includes(idva.name))
  await page.goBack().catch(() => null)
  await page.waitForTimeout(300)
  assert.ok(!(await page.content()).includes(idva.name), 'the way back shows nothing either')
})

test('another window that is used keeps a quiet one open', async () => {
  const { page, idva } = await open()
  await page.clock.install()
  await page.goto(`${site}/boards/mine`)
  await setSeen(idva.id, ago(2))
  await page.clock.runFor(13 * 60_000 + 1000)
  await page.waitForTimeout(300)
  assert.equal(await page.getByRole('alertdialog').isVisible(), false)
  assert.equal(new URL(page.url()).pathname, '/boards/mine')
})
