import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aLetIn } from '../src/domains/sharing/fixtures.ts'
import { aCase } from '../src/testing/cases.ts'
import {
  aChildDecided,
  aCollectionList,
  aParty,
  aQuestion,
  aTelling,
  aThought,
  someVisits,
} from '../src/testing/plans.ts'
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

test('an adviser decides about each child and ticks off the papers: by keyboard on a phone, in the dark and on a desk (CH-01, P2-16, P2-06)', async () => {
  const adviser = await app.aPractitioner('idva')
  const { caseId, victimId } = await aCase(app.services, adviser)
  const done = async (part: string, form: Record<string, string>): Promise<string> => {
    const answer = await app.as(adviser).submit(part, form)
    assert.equal(answer.status, 303, JSON.stringify(answer.errors()))
    return answer.location
  }
  for (const name of ['Sorrel Inventado', 'Tansy Inventado'])
    await done(`/cases/${caseId}/people/new`, { name, role: 'child', ageAbout: '4', why: 'Lives there' })
  const start = { personId: victimId, circumstance: 'leaving', shows: 'no' }
  const plan = await done(`/cases/${caseId}/safety-plans/new`, start)
  await done(`${plan}/items/new`, aThought)

  const phone = await app.aWindow({ width: 320, height: 640, isDark: true })
  await app.signIn(phone, adviser)
  await phone.goto(plan)
  await phone.getByRole('link', { name: 'Sorrel Inventado', exact: true }).first().click()
  await phone.getByRole('button', { name: 'Save the decision' }).click()
  await phone.getByRole('link', { name: /Select whether the child is included/ }).click()
  await isSound(phone)
  await phone.keyboard.press('Space')
  const { why, tellWords, tellWhy, with: together } = aChildDecided
  for (const [name, words] of Object.entries({ why, tellWords, tellWhy, with: together }))
    await phone.locator(`[name="${name}"]`).fill(words)
  await phone.getByLabel('May be told on the day').check()
  await phone.getByRole('button', { name: 'Save the decision' }).click()
  await phone.waitForURL((url) => url.pathname === plan)
  const [sorrel] = await phone.locator(`a[href^="${plan}/children/"]`).all()
  const child = (await sorrel?.getAttribute('href')) ?? ''
  const papers = `${plan}/papers/${victimId}`
  await phone.goto(papers)
  await phone.getByLabel('How it stands: Passport').selectOption('have')
  await phone.getByLabel('Where it may be, in a word: Passport').fill('At PO1 3AX')
  await phone.getByRole('button', { name: 'Save the list' }).click()
  await phone.getByRole('link', { name: /a postcode/ }).click()
  await isSound(phone)
  await phone.getByLabel('Where it may be, in a word: Passport').fill('With her sister')
  await phone.getByRole('button', { name: 'Save the list' }).click()
  await phone.waitForURL((url) => url.pathname === plan)
  assert.match((await phone.textContent('main')) ?? '', /Have it: With her sister/)

  const desk = await app.aWindow({})
  await app.signIn(desk, adviser)
  for (const address of [plan, child, papers, `${plan}/to-hold`])
    for (const page of [phone, desk]) {
      await page.goto(address)
      await isSound(page)
    }
})

test('an adviser asks her whom it is safe to tell of an order, and writes down what they were told: by keyboard on a phone, in the dark and on a desk (P3-06)', async () => {
  const adviser = await app.aPractitioner('idva')
  const officer = await app.aPractitioner('investigating-officer')
  const { caseId, victimId, perpetratorId } = await aCase(app.services, adviser)
  const done = async (who: typeof adviser, part: string, form: Record<string, string | string[]>): Promise<string> => {
    const answer = await app.as(who).submit(part, form)
    assert.equal(answer.status, 303, JSON.stringify(answer.errors()))
    return answer.location
  }
  await done(adviser, `/cases/${caseId}/team`, aLetIn(officer.id, 'Works on it'))
  await done(officer, `/cases/${caseId}/entries/new/orders.made`, {
    ...{ day: 'today', time: '09:00', body: 'court', suspect: perpetratorId ?? '', same: 'new' },
    ...{ orderKind: 'Non-molestation order', endsOn: '1/9/2027' },
  })
  const home = `/cases/${caseId}/safety-plans`
  const start = { personId: victimId, circumstance: 'separated', shows: 'no' }
  const plan = await done(adviser, `${home}/new`, start)
  const no = { ...aTelling(victimId), sort: 'employer', who: 'The tannery', decision: 'not safe', asks: '' }
  await done(adviser, `${home}/tellings/new`, no)
  await done(adviser, `${home}/tellings/new`, { ...no, sort: 'school', who: 'The nursery', decision: 'not decided' })

  const phone = await app.aWindow({ width: 320, height: 640, isDark: true })
  await app.signIn(phone, adviser)
  await phone.goto(`${home}/tellings/new`)
  await phone.getByLabel('What are they?').selectOption('neighbour')
  const { who, why, decidedBy, with: together, asks } = aTelling(victimId)
  for (const [name, words] of Object.entries({ who, why, decidedBy, with: together }))
    await phone.locator(`[name="${name}"]`).fill(words)
  await phone.getByLabel('Safe to tell', { exact: true }).check()
  await phone.getByRole('button', { name: 'Save the decision' }).click()
  await phone.getByRole('link', { name: /what they would be asked to do/ }).click()
  await isSound(phone)
  await phone.keyboard.type(asks)
  await phone.getByRole('button', { name: 'Save the decision' }).click()
  await phone.waitForURL(/tellings\/[0-9a-f-]+$/)
  const telling = new URL(phone.url()).pathname
  await phone.getByRole('button', { name: 'They were told' }).click()
  await phone.getByRole('radio', { name: /Non-molestation order/ }).check()
  for (const [name, words] of Object.entries({ to: 'Both of them', how: 'In person, by her' }))
    await phone.locator(`[name="${name}"]`).fill(words)
  await phone.getByLabel('They ring 999 if the person reported appears').check()
  await phone.getByRole('button', { name: 'They were told' }).click()
  await phone.waitForURL((url) => url.pathname === telling)
  assert.match((await phone.textContent('main')) ?? '', /Told Mon 23 Nov|Told today/)
  await done(adviser, `${telling}/edit`, { ...aTelling(victimId), basedOn: '1', why: 'They still look out for her' })

  const desk = await app.aWindow({})
  await app.signIn(desk, adviser)
  const { id: dutyId } = await app.everything
    .selectFrom('duty')
    .select('id')
    .where('caseId', '=', caseId)
    .where('code', '=', 'PLAN_TOLD')
    .executeTakeFirstOrThrow()
  const list = `${home}/tellings`
  const addresses = [
    ...[plan, list, `${list}/new`, `${list}/look`, telling, `${telling}/edit`, `${telling}/told`],
    ...[`${telling}/decisions`, `/cases/${caseId}/duties/${dutyId}`],
  ]
  for (const address of addresses)
    for (const page of [phone, desk]) {
      await page.goto(address)
      await isSound(page)
    }
})
