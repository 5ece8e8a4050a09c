import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { grantCase } from '../src/domains/cases/index.ts'
import { workAs } from '../src/testing/cases.ts'
import { aBrowsedApp, fitsItsWidth, isSound } from './browser.ts'

// Monday, so that the week's safe windows lie ahead.
const app = await aBrowsedApp({ at: '2026-11-23T10:00:00Z' })

type Window = { name: string; hasScript: boolean; width: number; height: number; isDark: boolean }
const windows: Window[] = [
  { name: 'on a desk, with scripts', hasScript: true, width: 1366, height: 768, isDark: false },
  { name: 'on a phone at night, with scripts', hasScript: true, width: 320, height: 640, isDark: true },
  { name: 'on an old phone, without scripts', hasScript: false, width: 320, height: 640, isDark: false },
]

for (const { name, hasScript, width, height, isDark } of windows)
  test(`from the first report to told and closed, ${name}`, { timeout: 240_000 }, async () => {
    const supervisor = await app.aPractitioner('idva-manager')
    const adviser = await app.aPractitioner('idva', { agencyId: supervisor.agencyId, supervisorId: supervisor.id })
    const page = await app.aWindow({ hasScript, width, height, isDark })
    const sound = async () => (hasScript ? isSound(page) : fitsItsWidth(page))
    await app.signIn(page, adviser)

    const caseAddress = await openCase(page, sound)
    await recordSafeWay(page, caseAddress, sound)
    await setLevel(page, caseAddress, sound, /Medium/)
    await recordRelease(page, caseAddress, sound)
    await tell(page, caseAddress, sound)
    await setLevel(page, caseAddress, sound, /Medium/)
    await reviewPlan(page, caseAddress, sound)
    const caseId = caseAddress.slice(-36)
    await workAs(app.services, adviser, (work) =>
      grantCase(work, caseId, supervisor.id, 'Second look before closing', null),
    )
    const second = await app.aWindow({ hasScript, width, height, isDark })
    await app.signIn(second, supervisor)
    await close(page, second, caseAddress, sound)
  })

type Sound = () => Promise<void>

const openCase = async (page: Page, sound: Sound): Promise<string> => {
  await page.goto('/cases/new')
  await sound()
  await page.getByLabel('Name of the person who is harmed').fill('Alder Inventado')
  await page.getByLabel('Name of the person reported, if known').fill('Bracken Inventado')
  await sends(page, page.getByRole('button', { name: 'Look' }))
  await sound()
  await page.getByLabel('What has happened').fill('Came at night and would not leave.')
  await page.getByRole('button', { name: 'Open the case' }).click()
  await page.waitForFunction(() => document.title.startsWith('Error: '))
  assert.equal(await page.getByLabel('What has happened').inputValue(), 'Came at night and would not leave.')
  await sound()
  await page.getByLabel('How they are connected').selectOption('former partner')
  await page.getByLabel('Who told you').fill('Alder, by telephone')
  await page.getByRole('button', { name: 'Open the case' }).click()
  await page.waitForURL(/\/cases\/[0-9a-f-]{36}$/)
  await sound()
  assert.match(await page.locator('main').innerText(), /Assess the risk: nobody has yet/)
  return page.url()
}
const recordSafeWay = async (page: Page, caseAddress: string, sound: Sound): Promise<void> => {
  await page.goto(`${caseAddress}/safe-contact/rule`)
  await sound()
  await page.getByRole('radio', { name: 'Each time something changes' }).check()
  await page.getByRole('radio', { name: 'Them, by telephone' }).check()
  await page.getByLabel('Code word').fill('heron')
  await sends(page, page.getByRole('button', { name: 'Save, then add the ways' }))
  await page.goto(`${caseAddress}/safe-contact/routes/new`)
  await sound()
  await page.getByRole('radio', { name: 'Mobile' }).check()
  await page.getByLabel('Number or address').fill('07700 900123')
  for (const day of ['Mon', 'Tue', 'Wed']) await page.getByRole('checkbox', { name: day }).first().check()
  await page.getByLabel('From, time 1').fill('09:00')
  await page.getByLabel('Until, time 1').fill('20:00')
  await page.getByRole('radio', { name: 'None: withheld' }).check()
  await page.getByRole('checkbox', { name: 'Confirmed with them today' }).check()
  await page.getByRole('button', { name: 'Add this way' }).click()
  await page.waitForURL(/\/safe-contact$/)
  await sound()
  const shown = await page.locator('body').innerText()
  assert.doesNotMatch(shown, /07700 900123|heron/, 'a sealed value is shown only when asked for')
}

/** Presses a button that sends a form, and waits for the page that it leads to: with scripts the answer comes in place. */
const sends = async (page: Page, button: Locator): Promise<void> => {
  const answered = page.waitForResponse((one) => one.request().method() === 'POST' && !one.url().includes('/drafts/'))
  await button.click()
  await answered
  await page.waitForLoadState('networkidle')
  assert.doesNotMatch(await page.title(), /^Error/, await page.locator('main').innerText())
}

const setLevel = async (page: Page, caseAddress: string, sound: Sound, level: RegExp): Promise<void> => {
  await page.goto(`${caseAddress}/risk/new`)
  await sound()
  await page.getByRole('radio', { name: level }).check()
  for (const some of await page.locator('main input[name^="risk-"][value="some"]').all()) await some.check()
  await page.getByLabel('Reasons').fill('Bracken knows where Alder lives, and came at night.')
  await page.getByLabel('The victim’s own view').fill('Afraid of another visit.')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.waitForURL(/\/risk$/)
  await sound()
}

const recordRelease = async (page: Page, caseAddress: string, sound: Sound): Promise<void> => {
  await page.goto(`${caseAddress}/entries/new/justice.suspect-released-under-investigation`)
  await sound()
  await page.getByLabel('Who told you').fill('Custody, by telephone')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.waitForURL(/\/entries\/[0-9a-f-]{36}$/)
  await sound()
  await page.goto('/boards/mine')
  await sound()
  assert.match(await page.locator('main').innerText(), /Tell the victim that the suspect is out/)
  // Medium: four hours to tell of a release (RULES 2B), and the law until the end of the next working day.
  assert.match(await page.locator('main').innerText(), /14:00 today[\s\S]*law: end of tomorrow/)
}

const tell = async (page: Page, caseAddress: string, sound: Sound): Promise<void> => {
  await page.goto(`${caseAddress}/safe-contact/call-sheet`)
  await sound()
  await page.getByRole('checkbox', { name: /This one/ }).check()
  await page.getByRole('radio', { name: 'They were told' }).check()
  await page.getByRole('radio', { name: /We called them/ }).check()
  for (const point of [/no conditions protect/, /999 at once/])
    await page.getByRole('checkbox', { name: point }).check()
  for (const question of ['Told before the release?', /change the risk/])
    await page.getByRole('group', { name: question }).getByRole('radio', { name: 'No', exact: true }).check()
  await page.getByLabel('Way used, when we called or tried').selectOption({ index: 1 })
  await page.getByLabel('What was said').fill('Released without conditions; what to do if Bracken comes.')
  await sends(page, page.getByRole('button', { name: /^Record it/ }))
  await page.goto(`${caseAddress}/duties`)
  await sound()
  assert.match(await page.locator('main').innerText(), /Tell the victim that the suspect is out[\s\S]*Told/)
}

const reviewPlan = async (page: Page, caseAddress: string, sound: Sound): Promise<void> => {
  await page.goto(`${caseAddress}/duties`)
  await page.getByRole('link', { name: /^Review the safety plan/ }).click()
  await sound()
  await page
    .getByRole('link', { name: 'Plan reviewed' })
    .or(page.getByRole('button', { name: 'Plan reviewed' }))
    .first()
    .click()
  await sound()
  await page.getByLabel(/what was looked at/).fill('The locks were changed today; a neighbour will ring 999.')
  await sends(page, page.getByRole('button', { name: 'Save: plan reviewed' }))
  await page.waitForLoadState()
  await page.goto(`${caseAddress}/duties`)
  assert.match(await page.locator('main').innerText(), /no open duty|0 open|Nothing/i)
}

const close = async (page: Page, second: Page, caseAddress: string, sound: Sound): Promise<void> => {
  await page.goto(`${caseAddress}/close`)
  await sound()
  await page.getByRole('button', { name: 'Say what you think of closing' }).click()
  await sound()
  await page.getByRole('radio', { name: 'It may close' }).check()
  await page.getByLabel(/What you think/).fill('She lives elsewhere now and wants no more from us.')
  await sends(page, page.getByRole('button', { name: 'Save what you say' }))
  await page.goto(`${caseAddress}/close`)
  await page.getByRole('radio', { name: 'Ended' }).check()
  await page.getByLabel('Why', { exact: true }).fill('Alder moved away and is settled.')
  await page.getByRole('checkbox', { name: /Nobody who works with/ }).check()
  await sends(page, page.getByRole('button', { name: 'Propose to close' }))
  await second.goto(`${caseAddress}/close`)
  await sends(second, second.getByRole('button', { name: /close/i }).first())
  await page.goto(caseAddress)
  await sound()
  assert.match(await page.locator('body').innerText(), /Closed/)
}
