import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aLetIn } from '../src/domains/sharing/fixtures.ts'
import { aCase } from '../src/testing/cases.ts'
import { aBrowsedApp, fitsItsWidth, isSound } from './browser.ts'

const app = await aBrowsedApp({ at: '2026-11-23T10:00:00Z' })
const shapes = [
  { width: 320, height: 640, isDark: true, hasScript: true },
  { width: 1366, height: 768, isDark: false, hasScript: false },
]

for (const shape of shapes)
  test(`at ${shape.width} pixels probation reads what is missing before a release, writes the plan for managing him, and the check follows (RR-16, S-24)`, async () => {
    const adviser = await app.aPractitioner('idva')
    const liaison = await app.aPractitioner('victim-liaison-officer')
    const { caseId, perpetratorId } = await aCase(app.services, adviser)
    const front = `/cases/${caseId}`
    await app.as(adviser).submit(`${front}/team`, aLetIn(liaison.id, 'Works on it'))
    const known = await app.as(adviser).submit(`${front}/entries/new/justice.release-date-known`, {
      ...{ suspect: perpetratorId ?? '', day: 'today', time: '09:00', body: 'prison', exact: 'as written' },
      ...{ releaseOn: '27/11/2026', confirmed: 'no' },
    })
    assert.equal(known.status, 303, known.text('.govuk-error-summary'))
    const sound = async (at: typeof theirs, name: string) => {
      if (shape.hasScript) await isSound(at)
      await fitsItsWidth(at)
      if (process.env.WAYMARK_PICTURES)
        await at.screenshot({ path: `${process.env.WAYMARK_PICTURES}/${name}-${shape.width}.png`, fullPage: true })
    }

    const theirs = await app.aWindow(shape)
    await app.signIn(theirs, liaison)
    await theirs.goto(`${front}/justice`)
    await theirs.getByText('Not ready').waitFor()
    await sound(theirs, 'justice')
    await theirs.getByRole('link', { name: /What must be there before/ }).click()
    await theirs.getByText(/the plan for managing .* \(missing\)/).waitFor()
    await sound(theirs, 'red')
    await theirs.getByRole('button', { name: /Write down a plan for managing them/ }).click()
    await theirs.getByLabel('A body that is not here').check()
    await theirs.getByLabel('Which body outside, if one leads it').fill('Prison and probation north, the duty manager')
    await theirs.getByLabel('What it covers').fill('Curfew, and no visits near 12 Mill Lane')
    await theirs.getByLabel('Day on which it is next looked at').fill('11/12/2026')
    await theirs.getByRole('button', { name: 'Save the plan' }).click()
    await theirs.getByRole('heading', { name: 'There is a problem' }).waitFor()
    await sound(theirs, 'problem')
    await theirs.getByLabel('What it covers').fill('Curfew, and two visits each week')
    await theirs.getByRole('button', { name: 'Save the plan' }).click()
    await theirs.getByText('This half is ready').waitFor()
    await sound(theirs, 'half')

    const hers = await app.aWindow(shape)
    await app.signIn(hers, adviser)
    await hers.goto(`${front}/management-plans`)
    await hers.getByText(/the safety plan of .* \(missing\)/).waitFor()
    await sound(hers, 'hers')
    await theirs.getByRole('link', { name: /End it/ }).click()
    await sound(theirs, 'end')
  })
