import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { atExactly, record } from '../src/rules/record.ts'
import { aCase, workAs } from '../src/testing/cases.ts'
import { aBrowsedApp } from './browser.ts'

// SAFETY 6, U4: how many touches and how long the work takes that is done most, standing up, with one thumb.
const app = await aBrowsedApp({ at: '2026-11-23T10:00:00Z' })

/**
 * Seconds of the keystroke-level model (Card, Moran and Newell, 1980): to think of the next act, to reach it, and to type one sign at
 * 40 words a minute. A page is given two seconds to come, more than it takes.
 */
const seconds = { think: 1.35, reach: 1.1, sign: 0.28, page: 2 }

/** The smallest side that WCAG 2.2 asks of whatever is touched (2.5.8), in CSS pixels. */
const smallest = 24

/** A page whose touches, signs and loads are counted; no other way of acting on it is used here. */
const counting = (page: Page) => {
  const count = { touches: 0, signs: 0, pages: 0 }
  const touch = async (one: Locator): Promise<void> => {
    count.touches++
    const box = await one.evaluate((node: HTMLInputElement) => {
      // What a label says is touched with it.
      const [own, label] = [node, node.labels?.[0]].map((each) => each?.getBoundingClientRect())
      return {
        width: Math.max(own?.width ?? 0, label?.width ?? 0),
        height: Math.max(own?.height ?? 0, label?.height ?? 0),
      }
    })
    assert.ok(Math.min(box.width, box.height) >= smallest, `too small for a thumb: ${JSON.stringify(box)} ${one}`)
    await one.click()
  }
  return {
    count,
    touch,
    /** One touch to reach the field, and then signs. */
    type: async (label: string, text: string): Promise<void> => {
      const field = page.getByLabel(label, { exact: true }).first()
      await touch(field)
      count.signs += text.length
      await field.fill(text)
    },
    choose: async (label: string, option: string): Promise<void> => {
      count.touches += 2
      await page.getByLabel(label, { exact: true }).selectOption({ label: option })
    },
    tick: (label: string | RegExp): Promise<void> => touch(page.getByLabel(label).first()),
    /** Presses what leads to the next page. */
    press: async (name: string): Promise<void> => {
      const answered = page.waitForResponse((answer) => {
        const asked = answer.request()
        return asked.isNavigationRequest() || (asked.method() === 'POST' && !asked.url().includes('/drafts/'))
      })
      const one = page.getByRole('button', { name, exact: true }).or(page.getByRole('link', { name, exact: true }))
      await touch(one.last())
      count.pages++
      await answered
      await page.waitForLoadState('networkidle')
      assert.doesNotMatch(await page.title(), /^Error/, await page.locator('main').innerText())
    },
    taken: (): number =>
      count.touches * (seconds.think + seconds.reach) + count.signs * seconds.sign + count.pages * seconds.page,
  }
}

const atADoor = { width: 360, height: 640 }
const words = (page: Page) => page.locator('main').innerText()

for (const hasScript of [true, false]) {
  const how = hasScript ? 'with scripts' : 'without scripts'
  test(`at a doorstep an officer opens a case and refers within three minutes, ${how} (U4)`, async () => {
    const officer = await app.aPractitioner('first-responder')
    const adviser = await app.aPractitioner('idva')
    const page = await app.aWindow({ ...atADoor, hasScript })
    await app.signIn(page, officer)
    const hand = counting(page)
    await hand.press('Open a case')
    await hand.type('Name of the person who is harmed', 'Alder Inventado')
    await hand.press('Look')
    await hand.choose('How they are connected', 'Partner')
    await hand.type('What has happened', 'Pushed at the door, shaking.')
    await hand.type('Who told you', 'She did')
    await hand.press('Open the case')
    await hand.press('Referrals')
    await hand.press('Refer to another agency')
    await hand.choose('Agency', await nameOfAgency(adviser.agencyId))
    await hand.type('Service that you ask for', 'An adviser')
    await hand.type('Why', 'Wants help to leave.')
    await hand.tick('Today')
    await hand.type('The one safe way to reach them', '07700 900461')
    await hand.type('Hours in which it is safe', 'Mon to Fri 10:00 to 12:00')
    await hand.type('Never do this', 'Ring the house')
    await hand.tick('Public task')
    await hand.tick('Safeguarding of a child or an adult at risk')
    await hand.tick('Yes, they agreed')
    await hand.tick('They know what is shared')
    await hand.type('How they were told, when it will be safe, or why it is not', 'Here at the door')
    await hand.press('Send the referral')
    assert.match(await words(page), /An adviser/)
    assert.ok(hand.taken() <= 180, `${hand.taken()} seconds: ${JSON.stringify(hand.count)}`)
  })
}

test('a note of a contact takes twelve touches or fewer, what is done four, and a case is found by its name in two (U4)', async () => {
  const adviser = await app.aPractitioner('idva')
  const { caseId } = await aCase(app.services, adviser)
  const page = await app.aWindow(atADoor)
  await app.signIn(page, adviser)

  const finding = counting(page)
  await finding.type('Find a person or case', 'Inventado')
  await finding.press('Find')
  assert.match(await words(page), /Alder Inventado/)
  assert.equal(finding.count.touches, 2, JSON.stringify(finding.count))

  await page.goto(`/cases/${caseId}`)
  const noting = counting(page)
  await noting.press('Notes')
  await noting.press('Write a note')
  await noting.choose('How you were in contact', 'Telephone')
  await noting.type('What was said', 'Slept at her sister’s.')
  await noting.type('What I noticed', 'Spoke freely.')
  await noting.type('What we agreed', 'We talk on Thursday.')
  await noting.type('What happens next', 'I ring at ten.')
  await noting.press('Save the note')
  assert.match(await words(page), /Slept at her sister/)
  assert.ok(noting.count.touches <= 12, JSON.stringify(noting.count))

  await workAs(app.services, adviser, (work) =>
    record(app.services, work, {
      ...{
        caseId,
        type: 'incidents.call-deferred',
        suspectId: null,
        happened: atExactly(app.now()),
        knownAt: app.now(),
      },
      ...{ body: 'police', toldBy: null, what: null, details: {} },
    }),
  )
  await page.goto(`/cases/${caseId}/duties`)
  const doing = counting(page)
  await doing.press(await nameOfTask(caseId))
  await doing.press('Done')
  await doing.type('What was done', 'Went there, and spoke alone.')
  await doing.press('Save: done')
  assert.equal(doing.count.touches, 4)
})

const nameOfAgency = async (id: string): Promise<string> =>
  (await app.everything.selectFrom('agency').select('name').where('id', '=', id).executeTakeFirstOrThrow()).name
const nameOfTask = async (caseId: string): Promise<string> => {
  const duties = app.everything.selectFrom('duty').select('task').where('caseId', '=', caseId)
  return (await duties.where('code', '=', 'DEFERRED_URGENT').executeTakeFirstOrThrow()).task
}
