import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { type Browser, type BrowserContext, type BrowserServer, chromium, type Page } from 'playwright-core'
import { connect } from '../src/platform/db.ts'
import { testApp } from '../src/testing/app.ts'
import { aCase } from '../src/testing/cases.ts'
import { type Practitioner, practitionersIn } from '../src/testing/people.ts'
import { openCrashPlace } from './crash/place.ts'

// Typing is cut off at 200 random moments: 176 times the page dies, 16 times the whole browser, 8 times the server (U1).
const pageDeaths = 44
const browserDeaths = 16
const serverDeaths = 8
/** What may be lost: typing of the last two seconds. */
const most = 2000

const executablePath = '/usr/bin/chromium'
const args = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking']
const app = await testApp()
const address = await app.web.listen({ host: '127.0.0.1', port: 0 })

const servers: BrowserServer[] = []
const aBrowser = async (): Promise<{ server: BrowserServer; browser: Browser }> => {
  const server = await chromium.launchServer({ executablePath, args })
  servers.push(server)
  return { server, browser: await chromium.connect(server.wsEndpoint()) }
}
after(async () => {
  for (const server of servers) await server.kill().catch(() => undefined)
})
const windowOf = async (browser: Browser, person: Practitioner, url = address): Promise<BrowserContext> => {
  const context = await browser.newContext({ baseURL: url })
  context.setDefaultTimeout(15_000)
  await context.addCookies([{ name: 'waymark', value: person.token, url, httpOnly: true, sameSite: 'Lax' }])
  return context
}

type Stroke = { at: number; text: string }
/** Types letters for a while, and knows what stood in the field at each moment. */
const typeFor = async (page: Page, field: string, time: number): Promise<Stroke[]> => {
  const box = page.locator(`main [name="${field}"]`)
  await box.focus()
  await page.keyboard.press('Control+End')
  let text = await box.inputValue()
  const strokes: Stroke[] = []
  for (const end = Date.now() + time; Date.now() < end; ) {
    const letter = String.fromCharCode(97 + randomInt(26))
    await page.keyboard.type(letter)
    text += letter
    strokes.push({ at: Date.now(), text })
    await pause(25)
  }
  return strokes
}

/** How many milliseconds of typing are gone; the rest is there, letter by letter. */
const lostOf = (strokes: readonly Stroke[], kept: string, died: number): number => {
  const last = strokes.at(-1)?.text ?? ''
  assert.ok(last.startsWith(kept), `"${kept}" is not how "${last}" began`)
  const first = strokes.find(({ text }) => text.length > kept.length)
  return first ? died - first.at : 0
}

/** Dies as if the system had killed it: no event of the page runs. */
const killPage = async (page: Page): Promise<void> => {
  const session = await page.context().newCDPSession(page)
  const gone = page.waitForEvent('crash')
  session.send('Page.crash').catch(() => undefined)
  await gone
  await page.close()
}

type Form = { name: string; path: (caseId: string) => string; field: string }
const forms: Form[] = [
  { name: 'an incident, in 25 fields and more', path: (id) => `/cases/${id}/incidents/new`, field: 'what' },
  { name: 'a risk assessment', path: (id) => `/cases/${id}/risk/new`, field: 'reasons' },
  { name: 'a note', path: (id) => `/cases/${id}/notes/new`, field: 'said' },
  { name: 'opening a case', path: () => '/cases/new/open', field: 'concern' },
]

const atForm = async (page: Page, { path, field }: Form, caseId: string): Promise<void> => {
  await page.goto(path(caseId))
  if (await page.locator(`main [name="${field}"]`).count()) return
  await page.goto('/cases/new')
  await page.locator('[name=victimName]').fill('Rowan Inventada')
  await page.getByRole('button', { name: 'Look' }).click()
  await page.locator(`main [name="${field}"]`).waitFor()
}

const report = (t: { diagnostic: (words: string) => void }, lost: number[], what: string): void => {
  const worst = Math.max(...lost)
  t.diagnostic(`${what}: ${lost.length} deaths, at worst ${worst} ms of typing lost`)
  assert.ok(worst <= most, `${worst} ms of typing lost`)
}

const dieAgainAndAgain = async (
  browser: Browser,
  form: Form,
  writer: Practitioner,
): Promise<{ lost: number[]; drafts: number }> => {
  const { caseId } = await aCase(app.services, writer)
  const context = await windowOf(browser, writer)
  const lost: number[] = []
  let before: { strokes: Stroke[]; died: number } | undefined
  while (lost.length < pageDeaths) {
    const page = await context.newPage()
    await atForm(page, form, caseId)
    const kept = await page.locator(`main [name="${form.field}"]`).inputValue()
    if (before) lost.push(lostOf(before.strokes, kept, before.died))
    const strokes = await typeFor(page, form.field, randomInt(100, 2400))
    before = { strokes, died: Date.now() }
    await killPage(page)
  }
  const rows = await app.everything
    .selectFrom('draft')
    .select('address')
    .where('practitionerId', '=', writer.id)
    .execute()
  return { lost, drafts: rows.length }
}

test(`on each of four long forms the page dies at ${pageDeaths} random moments, and what was typed is there again (U1)`, {
  timeout: 900_000,
}, async (t) => {
  const { browser } = await aBrowser()
  const writers: Practitioner[] = []
  for (const _ of forms) writers.push(await app.aPractitioner('idva'))
  const all = await Promise.all(
    forms.map((form, index) => dieAgainAndAgain(browser, form, writers[index] ?? assert.fail('nobody writes'))),
  )
  for (const [index, { lost, drafts }] of all.entries()) {
    report(t, lost, forms[index]?.name ?? '')
    assert.equal(drafts, 1)
  }
})

test(`the whole browser is killed ${browserDeaths} times, and each note is sent once at the end (U1)`, {
  timeout: 300_000,
}, async (t) => {
  const writer = await app.aPractitioner('idva')
  const { caseId } = await aCase(app.services, writer)
  const lost: number[] = []
  const fields = forms[2]
  assert.ok(fields)
  for (let death = 0; death < browserDeaths; death += 1) {
    const { server, browser } = await aBrowser()
    const page = await (await windowOf(browser, writer)).newPage()
    await page.goto(fields.path(caseId))
    const strokes = await typeFor(page, 'said', randomInt(100, 2600))
    const died = Date.now()
    await server.kill()
    const kept = (await app.as(writer).visit(fields.path(caseId))).value('said')
    lost.push(lostOf(strokes, String(kept ?? ''), died))
  }
  const { browser } = await aBrowser()
  const page = await (await windowOf(browser, writer)).newPage()
  for (const [turn, said] of ['first', 'second', 'third'].entries()) {
    await page.goto(fields.path(caseId))
    await page.locator('[name=how]').selectOption('visit')
    await page.locator('[name=day]').fill('today')
    await page.locator('[name=time]').fill('00:00')
    await page.locator('[name=said]').fill(said)
    // Pressed twice in a row, while a save is on its way.
    await page.getByRole('button', { name: 'Save the note' }).dblclick()
    await page.waitForURL('**/notes')
    await pause(1500)
    const notes = await app.everything.selectFrom('note').select('said').where('caseId', '=', caseId).execute()
    assert.equal(notes.length, turn + 1)
  }
  assert.deepEqual(
    await app.everything.selectFrom('draft').select('address').where('practitionerId', '=', writer.id).execute(),
    [],
  )
  report(t, lost, 'the whole browser')
})

test(`the server is killed ${serverDeaths} times while somebody types, and nothing typed is lost (U1)`, {
  timeout: 300_000,
}, async (t) => {
  const place = await openCrashPlace({})
  const everything = connect(place.superuser(), { max: 2 })
  try {
    await place.start('staff')
    const writer = await practitionersIn(everything)('idva')
    const { browser } = await aBrowser()
    const page = await (await windowOf(browser, writer, place.address)).newPage()
    const form = forms[3]
    assert.ok(form)
    await atForm(page, form, '')
    for (let death = 0; death < serverDeaths; death += 1) {
      const before = typeFor(page, 'concern', randomInt(300, 1500))
      await pause(randomInt(50, 800))
      await place.kill('staff')
      await before
      await place.start('staff')
      const strokes = await typeFor(page, 'concern', 500)
      const last = strokes.at(-1)?.text ?? ''
      const other = await page.context().newPage()
      const isKept = async () => {
        await other.goto('/cases/new/open')
        return (
          (await other.locator('[name=concern]').count()) > 0 &&
          (await other.locator('[name=concern]').inputValue()) === last
        )
      }
      const end = Date.now() + 10_000
      while (!(await isKept())) assert.ok(Date.now() < end, 'what was typed is not kept after the server came back')
      await other.close()
    }
    t.diagnostic(`${serverDeaths} deaths of the server, nothing lost`)
  } finally {
    await everything.destroy()
    await place.close()
  }
})
