import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { sessionCookie } from '../src/platform/cookies.ts'
import type { Practitioner } from '../src/testing/people.ts'
import type { aBrowsedApp } from './browser.ts'

type App = Awaited<ReturnType<typeof aBrowsedApp>>
/** What is typed or chosen, by the name of its field. */
type Answers = Readonly<Record<string, string>>

export const desk = { hasScript: true, width: 1366, height: 768 }
export const phone = { hasScript: true, width: 320, height: 640, isDark: true }
export const oldPhone = { hasScript: false, width: 320, height: 640 }

/** Somebody who is signed in and walks through the app in a window of their own, form by form as a page shows it. */
export const walksIn = async (app: App, person: Practitioner, window: typeof desk | typeof phone = desk) => {
  const page = await app.aWindow(window)
  const url = app.address
  await page.context().addCookies([{ name: sessionCookie, value: person.token, url, httpOnly: true, sameSite: 'Lax' }])
  const goTo = async (address: string): Promise<number> => {
    const answer = address === '' ? undefined : await page.goto(address)
    return answer?.status() ?? 200
  }
  const words = async (): Promise<string> => ((await page.textContent('main')) ?? '').replace(/\s+/g, ' ').trim()
  const fill = async (address: string, answers: Answers): Promise<void> => {
    assert.equal(await goTo(address), 200, `${person.role} at ${address}`)
    for (const [name, value] of Object.entries(answers)) await answer(page, name, value)
  }
  const send = (button: string | undefined) =>
    (button
      ? page.getByRole('button', { name: button, exact: true })
      : page.locator('main form[method=post] button[type=submit]:not([formaction])').last()
    ).click()

  return {
    page,
    person,
    /** Reads these words on a page; an empty address is the page that lies open. */
    sees: async (address: string, ...expected: RegExp[]): Promise<void> => {
      assert.equal(await goTo(address), 200, `${person.role} at ${address}`)
      const text = await words()
      for (const each of expected) assert.match(text, each, `${person.role} at ${page.url()}`)
    },
    /** Opens a page that is theirs, and does not find these words, in its source neither. */
    misses: async (address: string, ...hidden: RegExp[]): Promise<void> => {
      assert.equal(await goTo(address), 200, `${person.role} at ${address}`)
      const source = await page.content()
      for (const each of hidden) assert.doesNotMatch(source, each, `${person.role} at ${page.url()}`)
    },
    /** For them this address is the page that says that nothing is there. */
    findsNothing: async (...addresses: string[]): Promise<void> => {
      for (const address of addresses) assert.equal(await goTo(address), 404, `${person.role} at ${address}`)
    },
    /** Fills the form of a page and sends it; where it led comes back. */
    send: async (address: string, answers: Answers = {}, button?: string): Promise<string> => {
      await fill(address, answers)
      await Promise.all([page.waitForEvent('domcontentloaded'), send(button)]).catch(async () =>
        assert.fail(`${address} was not taken: ${await words()}`),
      )
      assert.doesNotMatch(await page.title(), /^Error/, `${address}: ${await words()}`)
      return new URL(page.url()).pathname
    },
    /** Sends a form that is not taken, and is told why. */
    isTold: async (address: string, answers: Answers, why: RegExp): Promise<void> => {
      await fill(address, answers)
      await send(undefined)
      const summary = page.locator('.govuk-error-summary')
      await summary.waitFor()
      assert.match((await summary.textContent()) ?? '', why, `${person.role} at ${address}`)
    },
  }
}
export type Walker = Awaited<ReturnType<typeof walksIn>>

/** One field, whatever it is: a choice, a tick, one of a list, a file or words. */
const answer = async (page: Page, name: string, value: string): Promise<void> => {
  const field = page.locator(`main [name="${name}"]`)
  const kind = await field.first().evaluate((one) => one.getAttribute('type') ?? one.tagName.toLowerCase())
  if (kind === 'hidden') return
  if (kind === 'checkbox') await field.setChecked(value === 'yes')
  else if (kind === 'radio') await page.locator(`main [name="${name}"][value="${value}"]`).check()
  else if (kind === 'select') await field.selectOption(value)
  else await field.fill(value)
}
