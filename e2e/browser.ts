import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after } from 'node:test'
import { generateSecret, generateSync } from 'otplib'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { testApp } from '../src/testing/app.ts'
import type { Practitioner } from '../src/testing/people.ts'
import { signInWith } from './sign-in.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const quiet = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
type Window = { hasScript?: boolean; width?: number; height?: number; isDark?: boolean }

/** The real app, listening on loopback, and browsers that look at it. */
export const aBrowsedApp = async ({ at }: { at: string }) => {
  const app = await testApp({ at })
  const address = await app.web.listen({ host: '127.0.0.1', port: 0 })
  const open: { context: BrowserContext; profile: string }[] = []
  after(async () => {
    for (const { context, profile } of open) {
      await context.close()
      rmSync(profile, { recursive: true, force: true })
    }
  })

  const aWindow = async ({
    hasScript = true,
    width = 1366,
    height = 768,
    isDark = false,
  }: Window = {}): Promise<Page> => {
    const profile = mkdtempSync(path.join(tmpdir(), 'waymark-browser-'))
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: '/usr/bin/chromium',
      args: quiet,
      baseURL: address,
      javaScriptEnabled: hasScript,
      viewport: { width, height },
      colorScheme: isDark ? 'dark' : 'light',
      bypassCSP: hasScript,
    })
    open.push({ context, profile })
    context.setDefaultTimeout(10_000)
    return context.pages()[0] ?? context.newPage()
  }

  /** Through the sign-in page, with the person's own password and the code that their device shows at that moment. */
  const signIn = async (page: Page, person: Practitioner): Promise<void> => {
    const secret = generateSecret()
    const email = await signInWith(app, person, secret)
    await page.goto('/sign-in')
    await page.getByLabel('E-mail address').fill(email)
    await page.getByLabel('Password', { exact: true }).fill('correct horse battery staple')
    await page.getByLabel('Code').fill(generateSync({ secret, epoch: Math.floor(app.now().getTime() / 1000) }))
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.waitForURL('**/boards/mine')
  }
  return { ...app, address, aWindow, signIn }
}

/** WCAG 2.2 AA by axe, and nothing that must be scrolled to sideways. Only where scripts run. */
export const isSound = async (page: Page): Promise<void> => {
  await page.evaluate(axe)
  const problems = await page.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    // @ts-expect-error axe is in the page
    const { violations } = await window.axe.run(document, { runOnly: { type: 'tag', values: tags } })
    return violations.flatMap(({ id, nodes }: { id: string; nodes: { html: string }[] }) =>
      nodes.map((node) => `${id}: ${node.html}`),
    )
  })
  // GOV.UK's own script says aria-expanded of a choice that opens more questions; axe does not know that it may.
  const ours = problems.filter(
    (problem: string) => !/^aria-allowed-attr: <input class="govuk-(radios|checkboxes)__input"/.test(problem),
  )
  assert.deepEqual(ours, [], new URL(page.url()).pathname)
  await fitsItsWidth(page)
}

export const fitsItsWidth = async (page: Page): Promise<void> => {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  assert.ok(over <= 0, `${new URL(page.url()).pathname} is ${over} px wider than its window`)
}
