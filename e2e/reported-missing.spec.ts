import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { enterMatches } from '../src/domains/missing-reports/index.ts'
import { connect } from '../src/platform/db.ts'
import { createLog } from '../src/platform/log.ts'
import { aCase } from '../src/testing/cases.ts'
import { aBrowsedApp, fitsItsWidth, isSound } from './browser.ts'

const app = await aBrowsedApp({ at: '2027-04-30T21:40:00+01:00' })
const worker = connect(app.database.worker, { max: 1 })
after(() => worker.destroy())
const shapes = [
  { width: 320, height: 640, isDark: true, hasScript: true },
  { width: 1366, height: 768, isDark: false, hasScript: true },
  { width: 1366, height: 768, isDark: true, hasScript: false },
]

for (const [nth, shape] of shapes.entries())
  test(`S-07 at ${shape.width} pixels${shape.hasScript ? '' : ', without JavaScript'}: a man reports his wife missing, the operator traces nobody, and the caller hears the same words as ever (RR-08, INV-44, INV-01)`, async () => {
    const adviser = await app.aPractitioner('idva')
    const supervisor = await app.aPractitioner('police-supervisor')
    const operator = await app.aPractitioner('first-responder', { agencyId: supervisor.agencyId })
    const name = ['Quilla Sandovar', 'Oonagh Pellingrave', 'Teasel Marchbank'][nth] ?? ''
    const { caseId } = await aCase(app.services, adviser, { victimName: name })
    const page = await app.aWindow(shape)
    const sound = async (at: typeof page, picture: string) => {
      if (shape.hasScript) await isSound(at)
      await fitsItsWidth(at)
      if (process.env.WAYMARK_PICTURES)
        await at.screenshot({ path: `${process.env.WAYMARK_PICTURES}/${picture}-${nth}.png`, fullPage: true })
    }
    const take = async (who: string) => {
      await page.goto('/missing-reports/new')
      await page.getByLabel('Who is reported').fill(who)
      await page.getByLabel('They are missing').check()
      await page.getByLabel('They are mentally ill').check()
      await page.getByLabel('Name of the caller').fill('Bracken Inventado')
      await page.getByLabel('What the caller says they are to them').selectOption('husband, wife or partner')
      await page.getByRole('button', { name: 'Check, and go on' }).click()
      return (await page.locator('.govuk-inset-text').textContent())?.trim()
    }
    await app.signIn(page, operator)
    await page.goto('/missing-reports/new')
    await page.getByRole('button', { name: 'Check, and go on' }).click()
    await page.getByRole('heading', { name: 'There is a problem' }).waitFor()
    await sound(page, 'problem')
    const unknown = await take('Zebedee Oxenholme')
    await page.getByText('That is no proof').waitFor()
    await sound(page, 'none')
    const known = await take(name)
    await page.getByText('Do not trace them for the caller').waitFor()
    await sound(page, 'matched')
    assert.equal(known, unknown)
    const report = page.url()
    const db = { ...app.services, db: worker }
    await enterMatches(db, app.services.now(), createLog('fatal'), new AbortController().signal)

    const hers = await app.aWindow(shape)
    await app.signIn(hers, adviser)
    await hers.goto(`/cases/${caseId}/duties`)
    await hers.getByRole('link', { name: /confirm by a safe way that they are safe and well/ }).click()
    await sound(hers, 'duty')
    await hers.getByRole('button', { name: 'Done' }).click()
    await hers
      .getByLabel(/What was done|What/)
      .first()
      .fill('Spoke by the safe way')
    await hers.getByLabel('Day').fill('today')
    await hers.getByLabel('Time').fill('21:40')
    await hers.getByRole('button', { name: 'Save: done' }).click()

    const theirs = await app.aWindow(shape)
    await app.signIn(theirs, supervisor)
    await theirs.goto('/missing-reports')
    await theirs.getByRole('link', { name }).waitFor()
    await sound(theirs, 'list')
    await theirs.goto(report)
    await theirs.getByRole('button', { name: 'The caller was answered in the words above' }).click()
    await theirs.getByText(/Answered .*in the words above/).waitFor()
    await sound(theirs, 'answered')
  })
