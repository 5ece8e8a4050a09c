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
  test(`at ${shape.width} pixels an officer offers a thought, an adviser takes it up and agrees a card, and the officer reads it at the door (SP-04, NB-07)`, async () => {
    const adviser = await app.aPractitioner('idva')
    const officer = await app.aPractitioner('first-responder')
    const { caseId, victimId } = await aCase(app.services, adviser)
    const front = `/cases/${caseId}`
    await app.as(adviser).submit(`${front}/team`, aLetIn(officer.id, 'Works on it'))
    const started = { personId: victimId, circumstance: 'staying', shows: 'no' }
    await app.as(adviser).submit(`${front}/safety-plans/new`, started)
    const sound = async (at: typeof theirs) => {
      if (shape.hasScript) await isSound(at)
      await fitsItsWidth(at)
    }

    const theirs = await app.aWindow(shape)
    await app.signIn(theirs, officer)
    await theirs.goto(`${front}/safety-plans`)
    await sound(theirs)
    await theirs.getByRole('button', { name: 'Offer a thought' }).click()
    await theirs.getByLabel('What do you offer, in a few words?').fill('A light at the back door')
    await theirs.getByRole('button', { name: 'Offer it' }).click()
    await theirs.getByRole('heading', { name: 'There is a problem' }).waitFor()
    await sound(theirs)
    await theirs.getByLabel('What exactly, and who would do it').fill('We fit it by day')
    await theirs.getByRole('button', { name: 'Offer it' }).click()
    await theirs.getByText('Waits for the plan lead').waitFor()
    await sound(theirs)

    const hers = await app.aWindow(shape)
    await app.signIn(hers, adviser)
    await hers.goto(`${front}/safety-plans`)
    await sound(hers)
    await hers.getByRole('link', { name: 'A light at the back door' }).click()
    await hers.getByLabel('They want it: it goes into the plan').check()
    await hers.getByLabel('Where in the plan it belongs, if it is taken up').selectOption('home')
    await sound(hers)
    await hers.getByRole('button', { name: 'Save the answer' }).click()
    await hers.getByText('Taken up with them').waitFor()

    await hers.goto(`${front}/police-cards`)
    await hers.getByRole('button', { name: 'Agree a card with them' }).click()
    await hers.getByLabel('Where and how to speak to them alone').fill('Ask her to fetch the car papers')
    await hers.getByLabel('Do not ring the bell or knock at the front').check()
    await hers.getByLabel('Weapons: what there may be').fill('Kept at 12 Mill Lane')
    await hers.getByLabel('Who was there, and how you spoke').fill('Alone, by telephone')
    await hers.getByLabel('Last day on which it is shown').fill('1/3/2027')
    await hers.getByLabel(/They know that police may have to list it/).check()
    await sound(hers)
    await hers.getByRole('button', { name: 'Agreed: show it to police' }).click()
    await hers.getByText('This seems to hold an address').first().waitFor()
    await sound(hers)
    await hers.getByLabel('Weapons: what there may be').fill('Kitchen knives')
    await hers.getByRole('button', { name: 'Agreed: show it to police' }).click()
    await hers.getByText('Shown to police').waitFor()
    await sound(hers)

    await theirs.goto(front)
    await theirs.getByText('Ask her to fetch the car papers').waitFor()
    await sound(theirs)
    await theirs.goto(`${front}/police-cards`)
    await sound(theirs)
    await theirs.getByRole('button', { name: /They say no: withdraw it now/ }).click()
    await theirs.getByText('No card is shown to you now').waitFor()
    assert.equal(await theirs.getByText('car papers').count(), 0)
  })
