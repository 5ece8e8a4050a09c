import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import http from 'node:http'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { load } from 'cheerio'
import { HtmlValidate } from 'html-validate'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { asText } from '../../platform/html.ts'
import { assets } from '../assets.ts'
import { pages } from './pages.ts'

// What GOV.UK's markup does on purpose, and what a card of a table needs, is not a mistake.
const validator = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:document'],
  rules: {
    'attribute-boolean-style': 'off',
    'void-style': 'off',
    'no-trailing-whitespace': 'off',
    'no-redundant-role': 'off',
    'no-implicit-button-type': 'error',
    'no-inline-style': 'error',
    'long-title': 'off',
    'require-sri': 'off',
    'prefer-native-element': 'off',
    'tel-non-breaking': 'off',
    'no-conditional-comment': 'off',
    'svg-focusable': 'off',
    'form-dup-name': 'off',
    'input-attributes': 'off',
    'heading-level': ['error', { minInitialRank: 'h2' }],
  },
})
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const policy =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self'"

for (const [name, page] of Object.entries(pages))
  test(`the page ${name} is sound HTML, with no style or script in it`, async () => {
    const text = asText(page())
    const report = await validator.validateString(text)
    assert.deepEqual(
      report.results.flatMap(({ messages }) =>
        messages.map(({ ruleId, message, line }) => `${line} ${ruleId}: ${message}`),
      ),
      [],
    )
    const $ = load(text)
    assert.equal($('style, [style], script:not([src])').length, 0)
    assert.equal($('h1').length, 1)
    assert.equal($('main').length, 1)
    const ids = $('[id]')
      .toArray()
      .map((element) => $(element).attr('id'))
    assert.equal(new Set(ids).size, ids.length, 'an id stands twice')
  })

test('a page with a mistake says so first in its title', () => {
  assert.match(load(asText(pages.form?.() ?? assert.fail()))('title').text(), /^Error: /)
})

test('not there and not yours are one page, whoever asks', () => {
  assert.equal(asText(pages['not-found']?.() ?? assert.fail()), asText(pages['not-found']?.() ?? assert.fail()))
  assert.doesNotMatch(asText(pages['not-found']?.() ?? assert.fail()), /permission|allowed|forbidden/i)
})

describe('in a browser', () => {
  let context: BrowserContext
  let profile: string
  let server: http.Server
  let address: string

  before(async () => {
    server = http.createServer((request, response) => {
      const wanted = new URL(request.url ?? '/', 'http://localhost').pathname.slice(1)
      const asset = assets.find(({ name }) => wanted === `assets/${name}`)
      response.setHeader('content-security-policy', policy)
      response.setHeader('content-type', asset?.type ?? 'text/html; charset=utf-8')
      response.end(asset ? readFileSync(asset.file) : asText((pages[wanted] ?? assert.fail(wanted))()))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    address = `http://127.0.0.1:${(server.address() as { port: number }).port}`
    profile = mkdtempSync(path.join(tmpdir(), 'waymark-gallery-'))
    context = await chromium.launchPersistentContext(profile, {
      executablePath: '/usr/bin/chromium',
      headless: true,
      bypassCSP: false,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    })
  })
  after(async () => {
    await context?.close()
    server?.close()
    rmSync(profile, { recursive: true, force: true })
  })

  type Look = { colorScheme?: 'light' | 'dark'; forcedColors?: 'active'; width: number }
  const open = async (name: string, { width, ...media }: Look): Promise<{ page: Page; wrong: string[] }> => {
    const page = await context.newPage()
    const wrong: string[] = []
    page.on('pageerror', (error) => wrong.push(error.message))
    page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()))
    await page.setViewportSize({ width, height: 768 })
    await page.emulateMedia(media)
    await page.goto(`${address}/${name}`)
    await page.evaluate(() => document.fonts.ready)
    return { page, wrong }
  }

  const looks: Record<string, Look> = {
    'on a wide screen in light': { colorScheme: 'light', width: 1366 },
    'on a wide screen in dark': { colorScheme: 'dark', width: 1366 },
    'on a phone in light': { colorScheme: 'light', width: 320 },
    'on a phone in dark': { colorScheme: 'dark', width: 320 },
    'in colours of a person’s own': { forcedColors: 'active', width: 1366 },
  }
  for (const [how, look] of Object.entries(looks))
    for (const name of Object.keys(pages))
      test(`the page ${name} ${how} can be used by everybody, and never scrolls sideways (U6)`, async () => {
        const { page, wrong } = await open(name, look)
        await page.evaluate(() => {
          for (const each of document.querySelectorAll('details')) each.open = true
        })
        await page.evaluate(axe)
        // A person’s own palette decides its contrast, and axe cannot see it.
        const rules = { 'color-contrast': { enabled: !look.forcedColors } }
        const broken = await page.evaluate(async (rules) => {
          const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
          // biome-ignore lint/suspicious/noExplicitAny: axe sets itself on the window and says nothing of its type
          const found = await (window as any).axe.run(document, { runOnly: tags, rules })
          type Violation = { id: string; nodes: { html: string; failureSummary: string }[] }
          // GOV.UK's script marks the choice that opens a field with aria-expanded, knowingly.
          const isKnown = (id: string, markup: string) =>
            id === 'aria-allowed-attr' && /govuk-(radios|checkboxes)__input/.test(markup)
          return found.violations.flatMap(({ id, nodes }: Violation) =>
            nodes
              .filter(({ html }) => !isKnown(id, html))
              .map(({ html, failureSummary }) => `${id}: ${html.slice(0, 120)} ${failureSummary}`),
          )
        }, rules)
        const over = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        )
        await page.close()
        assert.deepEqual({ broken, over, wrong }, { broken: [], over: 0, wrong: [] })
      })

  test('a board shows 25 rows at 1366 x 768 (DESIGN 9)', async () => {
    const { page } = await open('board', { width: 1366 })
    const rows = await page.evaluate(
      () =>
        [...document.querySelectorAll('tbody[role] tr')].filter((row) => row.getBoundingClientRect().bottom <= 768)
          .length,
    )
    await page.close()
    assert.ok(rows >= 25, `${rows} rows`)
  })

  test('on a phone a board is still a table for whoever hears it', async () => {
    const { page } = await open('board', { width: 320 })
    const table = page.getByRole('table', { name: 'Work that you own' })
    const cell = table.getByRole('row').nth(1).getByRole('rowheader')
    const name = await cell.innerText()
    const heads = await table.getByRole('columnheader').count()
    await page.close()
    assert.match(name, /Invented Person 1/)
    assert.equal(heads, 5)
  })

  test('no word in a picture is smaller than 12 px on a phone', async () => {
    const { page } = await open('pictures', { width: 320 })
    const sizes = await page.evaluate(() =>
      [...document.querySelectorAll<SVGTextElement>('svg.wm-picture text')].map((text) => {
        const matrix = text.getScreenCTM()
        return Number.parseFloat(getComputedStyle(text).fontSize) * (matrix?.a ?? 0)
      }),
    )
    await page.close()
    assert.ok(sizes.length > 30 && Math.min(...sizes) >= 12, `${Math.min(...sizes)}`)
  })

  test('words in the pictures take no more room than was kept for them', async () => {
    const { page } = await open('pictures', { width: 1366 })
    const outside = await page.evaluate(() =>
      [...document.querySelectorAll('svg.wm-picture')].flatMap((picture) => {
        const edge = picture.getBoundingClientRect()
        const words = [...picture.querySelectorAll('text')].map((text) => ({ text, box: text.getBoundingClientRect() }))
        const over = words.filter(
          ({ box }) => box.left < edge.left || box.right > edge.right || box.bottom > edge.bottom,
        )
        const meeting = words.filter(({ box, text }) =>
          words.some(
            (other) =>
              other.text !== text &&
              other.box.left < box.right - 1 &&
              box.left < other.box.right - 1 &&
              other.box.top + 3 < box.bottom - 3 &&
              box.top + 3 < other.box.bottom - 3,
          ),
        )
        return [...over, ...meeting].map(({ text }) => text.textContent)
      }),
    )
    await page.close()
    assert.deepEqual(outside, [])
  })

  test('without its script every page still shows all that it holds', async () => {
    const browser = context.browser() ?? assert.fail()
    const plain = await browser.newContext({ javaScriptEnabled: false })
    const page = await plain.newPage()
    await page.goto(`${address}/form`)
    const hidden = await page
      .locator('#how-many, #tab-1, #tab-2, #parts-content-2')
      .evaluateAll((all) => all.filter((each) => !each.checkVisibility()).map(({ id }) => id))
    await plain.close()
    assert.deepEqual(hidden, [])
  })

  test('the skip link is the first thing that the keyboard reaches, and is then seen', async () => {
    const { page } = await open('board', { width: 1366 })
    await page.keyboard.press('Tab')
    const first = await page.evaluate(() => document.activeElement?.textContent)
    const box = await page.locator('.govuk-skip-link').boundingBox()
    await page.close()
    assert.equal(first, 'Skip to main content')
    assert.ok(box && box.height > 10 && box.y >= 0)
  })

  test('on paper no button, menu or search box is left, and the page says who printed it', async () => {
    const { page } = await open('case', { width: 800 })
    await page.emulateMedia({ media: 'print' })
    const seen = await page
      .locator('nav, .wm-search, button')
      .evaluateAll((all) => all.filter((each) => each.checkVisibility()).length)
    const foot = await page.locator('.wm-footer__print').innerText()
    await page.close()
    assert.equal(seen, 0)
    assert.match(foot, /Printed from Waymark by Imelda Invented/)
  })
})
