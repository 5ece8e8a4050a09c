import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aLetIn } from '../src/domains/sharing/fixtures.ts'
import { aCase } from '../src/testing/cases.ts'
import { aCollectionList, aParty, aQuestion, someVisits } from '../src/testing/plans.ts'
import { aBrowsedApp, isSound } from './browser.ts'

const app = await aBrowsedApp({ at: '2026-11-23T10:00:00Z' })

test('an adviser writes who may fetch a child, makes the page, and reads the rest beside the plan: on a phone, in the dark and on a desk (SP-47, SP-31, SP-25)', async () => {
  const adviser = await app.aPractitioner('idva')
  const officer = await app.aPractitioner('investigating-officer')
  const { caseId, victimId, perpetratorId } = await aCase(app.services, adviser)
  const done = async (who: typeof adviser, part: string, form: Record<string, string | string[]>): Promise<string> => {
    const answer = await app.as(who).submit(`/cases/${caseId}/${part}`, form)
    assert.equal(answer.status, 303, JSON.stringify(answer.errors()))
    return answer.location
  }
  await done(adviser, 'team', aLetIn(officer.id, 'Works on it'))
  await done(adviser, 'people/new', { name: 'Sorrel Inventado', role: 'child', ageAbout: '4', why: 'Lives there' })
  const children = app.everything.selectFrom('party').select('personId').where('caseId', '=', caseId)
  const { personId: childId } = await children.where('role', '=', 'child').executeTakeFirstOrThrow()
  for (const orderKind of ['Restraining order', 'Child arrangements order'])
    await done(officer, 'entries/new/orders.made', {
      ...{ day: 'today', time: '09:00', body: 'court', suspect: perpetratorId ?? '', orderKind, same: 'new' },
    })
  const visits = await done(adviser, 'safety-plans/visits/new', someVisits(childId))
  const party = await done(adviser, 'safety-plans/parties/new', aParty(victimId))
  await done(adviser, `${party.slice(party.indexOf('safety-plans'))}/asked/new`, {
    ...aQuestion,
    answerBy: '27/11/2026',
  })

  const phone = await app.aWindow({ width: 320, height: 640, isDark: true })
  await app.signIn(phone, adviser)
  const home = `/cases/${caseId}/safety-plans`
  await phone.goto(`${home}/collection-lists/new`)
  const { childId: _, ...typed } = aCollectionList(childId)
  for (const [name, words] of Object.entries({ ...typed, relation1: '' }))
    await phone.locator(`[name="${name}"]`).fill(words)
  await phone.getByRole('button', { name: 'Save the list' }).click()
  await phone.getByRole('link', { name: /who person 1 is to the child/ }).click()
  await isSound(phone)
  await phone.keyboard.type('Grandmother')
  await phone.getByRole('button', { name: 'Save the list' }).click()
  await phone.waitForURL(/collection-lists\/[0-9a-f-]+$/)
  const list = new URL(phone.url()).pathname
  const download = phone.waitForEvent('download')
  await phone.getByRole('button', { name: 'Make the page' }).click()
  assert.equal((await download).suggestedFilename(), 'notes.pdf')

  const desk = await app.aWindow({})
  await app.signIn(desk, adviser)
  const addresses = [
    ...[home, `${home}/collection-lists`, list, `${list}/edit`, `${list}/given`, `${list}/end`],
    ...[`${home}/visits`, visits, `${visits}/edit`, `${visits}/end`],
    ...[`${home}/parties`, party, `${party}/edit`, `${party}/asked/new`],
  ]
  for (const address of addresses)
    for (const page of [phone, desk]) {
      await page.goto(address)
      await isSound(page)
    }
})
