import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aBrowsedApp, fitsItsWidth, isSound } from './browser.ts'

const app = await aBrowsedApp({ at: '2026-11-23T10:00:00Z' })

for (const hasScript of [true, false])
  test(`a tired person signs in on an old phone, ${hasScript ? 'with' : 'without'} scripts, and out again (S16)`, async () => {
    const idva = await app.aPractitioner('idva')
    const page = await app.aWindow({ hasScript, width: 320, height: 640 })
    await page.goto('/cases/00000000-0000-4000-8000-000000000001')
    assert.equal(new URL(page.url()).pathname, '/sign-in')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    assert.match(await page.title(), /^Error: /)
    if (hasScript) await isSound(page)
    await app.signIn(page, idva)
    if (hasScript) await isSound(page)
    await fitsItsWidth(page)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.waitForURL('**/sign-in')
    await page.goto('/boards/mine')
    assert.equal(new URL(page.url()).pathname, '/sign-in')
  })
