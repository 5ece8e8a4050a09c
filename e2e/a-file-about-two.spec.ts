import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aNewFile } from '../src/domains/files/fixtures.ts'
import { checkFiles } from '../src/domains/files/index.ts'
import { connect } from '../src/platform/db.ts'
import { createLog } from '../src/platform/log.ts'
import { aCase } from '../src/testing/cases.ts'
import { someSignatures } from '../src/testing/files/signatures.ts'
import { aBrowsedApp, isSound } from './browser.ts'

const app = await aBrowsedApp({ at: '2026-11-23T10:00:00Z' })
const worker = connect(app.database.worker, { max: 2 })
test.after(() => worker.destroy())
const virusSignatures = someSignatures()
const lookThrough = () => {
  const by = { ...app.services, virusSignatures, db: worker }
  return checkFiles(by, app.services.now(), createLog('fatal'), new AbortController().signal)
}

test('an officer gives a letter about two people, says who is in it and makes a copy for one: on a phone, in the dark and on a desk (INV-10)', async () => {
  const officer = await app.aPractitioner('investigating-officer')
  const { caseId, victimId, perpetratorId } = await aCase(app.services, officer)
  const people = app.everything.selectFrom('person').select('name').where('id', '=', victimId)
  const { name } = await people.executeTakeFirstOrThrow()
  const phone = await app.aWindow({ width: 320, height: 640, isDark: true })
  await app.signIn(phone, officer)
  await phone.goto(`/cases/${caseId}/files/new`)
  await isSound(phone)
  const letter = { name: 'x.txt', mimeType: 'text/plain', buffer: Buffer.from(`The rent is due. ${name} pays it.\n`) }
  await phone.locator('[name=file]').setInputFiles(letter)
  const { shows, takenBy, takenOn, ...chosen } = aNewFile({ personId: perpetratorId ?? '' })
  for (const [field, words] of Object.entries({ shows, takenBy, takenOn }))
    await phone.locator(`[name="${field}"]`).fill(words ?? '')
  for (const field of ['kind', 'personId', 'agreed', 'class'])
    await phone.locator(`[name="${field}"][value="${chosen[field]}"]`).check()
  await phone.locator(`[name="with-${victimId}"]`).check()
  await phone.getByRole('button', { name: 'Add it' }).click()
  await phone.waitForURL(/files\/[0-9a-f-]{36}$/)
  const there = new URL(phone.url()).pathname
  await lookThrough()

  const desk = await app.aWindow({})
  await app.signIn(desk, officer)
  for (const address of [there, `${there}/split`, `${there}/people`, `/cases/${caseId}/files`])
    for (const page of [phone, desk]) {
      await page.goto(address)
      await isSound(page)
    }
  await phone.goto(`${there}/split`)
  await phone.locator(`[name="personId"][value="${perpetratorId}"]`).check()
  await phone.locator('[name="name-0"]').check()
  await phone.locator('[name="shows"]').fill('That the rent is due')
  await phone.locator('[name="agreed"][value="agreed"]').check()
  await phone.getByRole('button', { name: 'Make the copy' }).click()
  await phone.waitForURL((url) => /files\/[0-9a-f-]{36}$/.test(url.pathname) && url.pathname !== there)
  await lookThrough()
  await phone.reload()
  assert.match(await phone.locator('main').innerText(), /covered, waiting for a second person/)
  await isSound(phone)
  await phone.goto(there)
  assert.match(await phone.locator('main').innerText(), /The copy about/)
  await isSound(phone)
})
