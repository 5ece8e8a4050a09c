import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { aBrowsedApp, fitsItsWidth, isSound } from './browser.ts'

// Monday, so that the week's safe windows lie ahead.
const app = await aBrowsedApp({ at: '2026-11-23T10:00:00Z' })

type Window = { name: string; hasScript: boolean; width: number; height: number; isDark: boolean }
const windows: Window[] = [
  { name: 'on a desk, with scripts', hasScript: true, width: 1366, height: 768, isDark: false },
  { name: 'on a phone at night, with scripts', hasScript: true, width: 320, height: 640, isDark: true },
  { name: 'on an old phone, without scripts', hasScript: false, width: 320, height: 640, isDark: false },
]

for (const { name, hasScript, width, height, isDark } of windows.slice(0, 1))
  test(`from the first report to told and closed, ${name}`, { timeout: 240_000 }, async () => {
    const supervisor = await app.aPractitioner('idva-manager')
    const adviser = await app.aPractitioner('idva', { agencyId: supervisor.agencyId, supervisorId: supervisor.id })
    const page = await app.aWindow({ hasScript, width, height, isDark })
    const sound = async () => (hasScript ? isSound(page) : fitsItsWidth(page))
    await app.signIn(page, adviser)

    const caseAddress = await openCase(page, sound)
    await recordSafeWay(page, caseAddress, sound)
    await setLevel(page, caseAddress, sound)
    await recordRelease(page, caseAddress, sound)
    await tell(page, caseAddress, sound)
    await finishWork(page, caseAddress, sound)
    await proposeToClose(page, caseAddress, sound)

    const second = await app.aWindow({ hasScript, width, height, isDark })
    await app.signIn(second, supervisor)
    await agreeToClose(page, second, caseAddress, supervisor.name)
  })

type Sound = () => Promise<void>

const openCase = async (page: Page, sound: Sound): Promise<string> => {
  await page.goto('/cases/new')
  await sound()
  await page.getByLabel('Name of the person who is harmed').fill('Alder Inventado')
  await page.getByLabel('Name of the person reported, if known').fill('Bracken Inventado')
  await page.getByRole('button', { name: 'Look' }).click()
  await sound()
  await page.getByLabel('What has happened').fill('Came at night and would not leave.')
  await page.getByRole('button', { name: 'Open the case' }).click()
  assert.match(await page.title(), /^Error: /)
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
  console.log(await page.locator('main').innerText())
}
const setLevel = async (page: Page, caseAddress: string, sound: Sound): Promise<void> => {
  await page.goto(`${caseAddress}/risk/new`)
  await sound()
  await page.getByLabel(/^Medium/).check()
  await page.getByLabel('Reasons').fill('He knows where Alder lives, and came at night.')
  await page.getByLabel('The victim’s own view').fill('Afraid that he comes back.')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.waitForURL(/\/risk$/)
  await sound()
}
const recordRelease = async (page: Page, caseAddress: string, sound: Sound): Promise<void> => {
  await page.goto(`${caseAddress}/entries/new/justice.suspect-released-under-investigation`)
  await sound()
  await page.getByLabel('Who told you').fill('Custody, by telephone')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.waitForLoadState()
  await page.goto(`${caseAddress}/duties`)
  await sound()
  assert.match(await page.locator('main').innerText(), /14:00/)
}
const tell = async (page: Page, caseAddress: string, sound: Sound): Promise<void> => {
  await page.goto(`${caseAddress}/safe-contact/call-sheet`)
  await sound()
  console.log(await page.locator('main').innerText())
}
const finishWork = async (page: Page, caseAddress: string, sound: Sound): Promise<void> => {
  await page.goto(`${caseAddress}/duties`)
  console.log(await page.locator('main').innerText())
  await sound()
}
const proposeToClose = async (page: Page, caseAddress: string, sound: Sound): Promise<void> => {
  await page.goto(`${caseAddress}/close`)
  await sound()
  console.log(await page.locator('main').innerText())
}
const agreeToClose = async (page: Page, second: Page, caseAddress: string, name: string): Promise<void> => {
  assert.ok(page && second && caseAddress && name)
}
