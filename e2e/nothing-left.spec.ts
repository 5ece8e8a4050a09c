import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { testApp } from '../src/testing/app.ts'
import { aCase } from '../src/testing/cases.ts'
import type { Practitioner } from '../src/testing/people.ts'
import { findingsIn } from './profile.ts'

// A shift in a real browser with a folder of its own; then the folder is read, file by file, for words of the case (U2).
const app = await testApp()
const address = await app.web.listen({ host: '127.0.0.1', port: 0 })

/** Names and words that stand nowhere but in this case and in what is typed. */
const words = {
  ...{ victim: 'Quillbackworth', reported: 'Zanderfelter', note: 'Brackenmoorish', wrong: 'Thistledownly' },
  ...{ sought: 'Whinchatterby', telephone: '07700900461', draft: 'Ptarmiganesque' },
}

const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-sync',
]
const aShift = async (
  hasScript: boolean,
  ending: (page: Page, person: Practitioner) => Promise<void>,
): Promise<string[]> => {
  const profile = mkdtempSync(path.join(tmpdir(), 'waymark-profile-'))
  const person = await app.aPractitioner('idva')
  const names = { victimName: `Fern ${words.victim}`, perpetratorName: `Alder ${words.reported}` }
  const { caseId } = await aCase(app.services, person, names)
  const context: BrowserContext = await chromium.launchPersistentContext(profile, {
    ...{ executablePath: '/usr/bin/chromium', args, baseURL: address, javaScriptEnabled: hasScript },
  })
  context.setDefaultTimeout(20_000)
  await context.addCookies([{ name: 'waymark', value: person.token, url: address, httpOnly: true, sameSite: 'Lax' }])
  const page = context.pages()[0] ?? (await context.newPage())
  await work(page, caseId)
  await ending(page, person)
  // A browser writes what it would restore after a while, and when it is closed.
  await pause(1500)
  await context.close()
  const found = findingsIn(profile, Object.values(words))
  rmSync(profile, { recursive: true, force: true })
  return found
}

/** Looks, searches, types, is told of mistakes, puts them right, begins what is not finished. */
const work = async (page: Page, caseId: string): Promise<void> => {
  await page.goto(`/cases/${caseId}`)
  await page.goto(`/cases/${caseId}/people`)
  await page
    .getByRole('link', { name: /Change|know/ })
    .first()
    .click()
  await page.goto('/boards/mine')
  await page.locator('#wm-search').fill(words.sought)
  await page.getByRole('button', { name: 'Find', exact: true }).first().click()
  await page.getByText(`Nobody like "${words.sought}"`).waitFor()
  await page.goto(`/cases/${caseId}/notes/new`)
  await page.locator('[name=said]').fill(words.wrong)
  await page.getByRole('button', { name: 'Save the note' }).click()
  await page.locator('.govuk-error-summary').waitFor()
  await page.locator('[name=how]').selectOption('visit')
  await page.locator('[name=day]').fill('today')
  await page.locator('[name=time]').fill('00:00')
  await page.locator('[name=said]').fill(words.note)
  await page.getByRole('button', { name: 'Save the note' }).click()
  await page.waitForURL('**/notes')
  await page.goto(`/cases/${caseId}/safe-contact/routes/new`)
  if (await page.locator('[name=value]').count()) {
    await page.locator('[name=value]').first().fill(words.telephone)
    await page.locator('main form[method=post] button[type=submit]').last().click()
    await page.locator('.govuk-error-summary').waitFor()
  }
  await page.goto(`/cases/${caseId}/incidents/new`)
  await page.locator('[name=what]').fill(words.draft)
  await pause(1600)
}

const signOut = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL('**/sign-in**')
}
const isLocked = async (page: Page, person: Practitioner): Promise<void> => {
  const tokenHash = createHash('sha256').update(person.token).digest()
  const seenAt = new Date(Date.now() - 16 * 60_000)
  await app.everything.updateTable('signIn.session').set({ seenAt }).where('tokenHash', '=', tokenHash).execute()
  await page.goto('/boards/mine')
  await page.waitForURL('**/sign-in**')
}

for (const [how, ending] of [
  ['signing out', signOut],
  ['the lock', isLocked],
] as const)
  test(`after ${how} no word of a case and none that was typed is in any file of the browser (U2)`, {
    timeout: 200_000,
  }, async () => {
    assert.deepEqual(await aShift(true, ending), [])
  })

test('without scripts the browser keeps what its forms sent, in the files of its windows and nowhere else', {
  timeout: 200_000,
}, async (t) => {
  const found = await aShift(false, signOut)
  t.diagnostic(`found: ${found.join('; ') || 'nothing'}`)
  assert.deepEqual(
    found.filter((each) => !/(^|\/)Sessions\//.test(each)),
    [],
  )
  // That something is found at all shows that the search above would have found it too.
  assert.ok(found.length > 0)
})
