import assert from 'node:assert/strict'
import { buffer } from 'node:stream/consumers'
import { test } from 'node:test'
import { aCase } from '../src/testing/cases.ts'
import { readPdf } from '../src/testing/pdf.ts'
import { agreedNow, allChecked, aThought } from '../src/testing/plans.ts'
import { aBrowsedApp, isSound } from './browser.ts'

const app = await aBrowsedApp({ at: '2026-11-23T10:00:00Z' })
/** Somebody’s agreed plan, and who made it with them. */
const anAgreedPlan = async () => {
  const adviser = await app.aPractitioner('idva')
  const here = app.as(adviser)
  const { caseId, victimId } = await aCase(app.services, adviser)
  const started = { personId: victimId, circumstance: 'staying', shows: 'no' }
  const at = (await here.submit(`/cases/${caseId}/safety-plans/new`, started)).location
  await here.submit(`${at}/items/new`, { ...aThought, title: 'A light outside', words: 'At the back, with a sensor.' })
  await here.submit(`${at}/check`, allChecked)
  await here.submit(`${at}/agree`, agreedNow)
  return { adviser, at }
}

for (const hasScript of [true, false])
  test(`an adviser makes something to hold on a phone, ${hasScript ? 'with' : 'without'} scripts: first told what is missing, then given a file whose name says nothing (SP-22, INV-07)`, async () => {
    const { adviser, at } = await anAgreedPlan()
    const page = await app.aWindow({ hasScript, width: 320, height: 640, isDark: true })
    await app.signIn(page, adviser)
    await page.goto(at)
    await page.getByRole('button', { name: 'Something to hold' }).click()
    await page.getByRole('button', { name: 'Make the paper' }).click()
    await page.getByRole('heading', { name: 'There is a problem' }).waitFor()
    if (hasScript) await isSound(page)
    await page.getByLabel('Their plan', { exact: true }).check()
    await page.getByLabel('Language of the paper').selectOption('ur')
    await page.getByLabel(/They asked for it on paper/).check()
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Make the paper' }).click(),
    ])
    assert.equal(file.suggestedFilename(), 'notes.pdf')
    const pdf = await readPdf(await buffer(await file.createReadStream()))
    assert.equal(pdf.info.Language, 'ur')
    assert.match(pdf.text, /A light outside: At the back, with a sensor\./)
    await page.goto(`${at}/to-hold`)
    assert.match((await page.textContent('main')) ?? '', /Discreet, ordinary print, Urdu/)
    for (const address of ['/languages', '/languages/ur']) {
      await page.goto(address)
      if (hasScript) await isSound(page)
    }
  })
