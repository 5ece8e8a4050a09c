import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decidedTogether } from '../src/domains/safe-contact/fixtures.ts'
import { aLetIn } from '../src/domains/sharing/fixtures.ts'
import { aCase } from '../src/testing/cases.ts'
import { answersTo, supportBy } from '../src/testing/measures.ts'
import type { Practitioner } from '../src/testing/people.ts'
import { aBrowsedApp, fitsItsWidth, isSound } from './browser.ts'

const app = await aBrowsedApp({ at: '2026-11-23T10:00:00Z' })
const { as, aPractitioner, everything, services } = app
const adviser = await aPractitioner('idva')
const checker = await aPractitioner('investigating-officer')
const sender = await aPractitioner('police-supervisor')
const officer = await aPractitioner('first-responder', { agencyId: sender.agencyId })
const shapes = [
  { width: 320, height: 640, isDark: true, hasScript: true },
  { width: 1366, height: 768, isDark: false, hasScript: true },
  { width: 320, height: 640, isDark: false, hasScript: false },
]

type Send = { by?: Practitioner; more?: Record<string, string> }
/** Somebody with a sanctuary whose mark is confirmed, and a device of this number. */
const aHome = async (serial: string): Promise<void> => {
  const { caseId, victimId } = await aCase(services, adviser, { victimName: 'Sorrel Inventada' })
  await as(adviser).submit(`/cases/${caseId}/team`, aLetIn(checker.id, 'Works on it'))
  const send = async (path: string, kind: string, { by = adviser, more = {} }: Send = {}) => {
    const next = { ...decidedTogether, happenedOn: 'today', ownerId: by.id, nextOn: 'tomorrow' }
    const form = { ...next, personId: victimId, ...answersTo[kind], ...more }
    const done = await as(by).submit(`/cases/${caseId}/measures/${path}`, form)
    assert.equal(done.status, 303, `${kind}: ${done.text('.govuk-error-summary')}`)
    return done.location.split('/').at(-1) ?? ''
  }
  const kinds = everything.selectFrom('deviceKind').select('id').where('name', '=', 'Personal alarm telephone')
  const { id: device } = await kinds.executeTakeFirstOrThrow()
  const phone = await send('new/device', 'device/begin', { more: { device } })
  const goFirst = 'The back gate by the garages'
  await send(`${phone}/steps/issue`, 'device/issue', { more: { serial, goFirst } })
  const room = await send('new/sanctuary', 'sanctuary/begin')
  const step = (code: string, by: Send = {}) => send(`${room}/steps/${code}`, `sanctuary/${code}`, by)
  await step('test')
  await step('sign', { by: checker })
  for (const code of ['second-sign', 'consult']) await step(code)
  await step('approve', { more: { support: await supportBy(everything, adviser) } })
  await step('fit', { more: { whoIn: 'Sorrel and two children', locks: 'Two bolts at the top; say your number' } })
  await step('inspect', { by: checker })
  await step('mark', { more: { asked: 'Police control room' } })
  const mark = everything.selectFrom('measureMark').select('id').where('measureId', '=', room)
  const said = { said: 'done', confirmedOn: 'today', how: 'By telephone' }
  const { id } = await mark.executeTakeFirstOrThrow()
  assert.equal((await as(adviser).submit(`/cases/${caseId}/measures/${room}/marks/${id}`, said)).status, 303)
}

test('a device calls without a word: its number is entered, whose it is stands there, and the unit reads what it needs at the door (TD-02, SA-11)', async () => {
  const unit = { agencyId: sender.agencyId, name: 'Blue unit', goesToCalls: true }
  const { id: teamId } = await everything.insertInto('team').values(unit).returning('id').executeTakeFirstOrThrow()
  await everything.insertInto('teamMember').values({ teamId, practitionerId: officer.id }).execute()
  await aHome('TQ-4410')
  for (const shape of shapes) {
    const page = await app.aWindow(shape)
    const looks = shape.hasScript ? isSound : fitsItsWidth
    await app.signIn(page, sender)
    await page.goto('/attendance')
    await looks(page)
    await page.getByRole('link', { name: 'A device calls' }).click()
    await looks(page)
    await page.getByLabel('Which number').fill('ZZ-999')
    await page.getByRole('button', { name: 'Whose is it?' }).click()
    await page.getByRole('heading', { name: 'This number is not known here' }).waitFor()
    await looks(page)
    await page.getByLabel('Number').fill('tq 4410')
    await page.getByRole('button', { name: 'Look again' }).click()
    await page.waitForURL(/\/attendance\/[0-9a-f-]{36}\/call$/)
    const there = new URL(page.url()).pathname
    assert.match(await page.locator('main').innerText(), /Sorrel Inventada/)
    await looks(page)
    await page.goto('/attendance/calls')
    await looks(page)
    const door = await app.aWindow(shape)
    await app.signIn(door, officer)
    await door.goto('/attendance/calls')
    await door.locator(`a[href="${there}"]`).click()
    await door.waitForURL(`**${there}`)
    const sheet = await door.locator('main').innerText()
    assert.match(sheet, /a silent call means come[\s\S]*Two bolts at the top/)
    assert.doesNotMatch(sheet, /TQ-4410|garages/)
    await looks(door)
  }
})
