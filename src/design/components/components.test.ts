import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, test } from 'node:test'
import { asText, type Html, trusted } from '../../platform/html.ts'

const govuk = createRequire(import.meta.url)
const inline = 'a|b|em|span|strong|svg|path|input|label|button'

/** Our options from theirs: `html: '<b>x</b>'` is `text: trusted('<b>x</b>')`, null is left out, true is written out. */
const ours = (theirs: unknown): unknown => {
  if (Array.isArray(theirs)) return theirs.map((item) => ours(item ?? undefined))
  if (typeof theirs !== 'object' || theirs === null) return theirs
  const options = Object.entries(theirs).filter(([, value]) => value !== null)
  const plain = (name: string, value: unknown) =>
    name === 'value' && value === false
      ? 'false'
      : name === 'slots'
        ? slotsOf(value)
        : name === 'attributes'
          ? JSON.parse(JSON.stringify(value), (_, own) => (own === true ? 'true' : own))
          : ours(value)
  const isMarkup = (name: string, value: unknown) => /html$/i.test(name) && typeof value === 'string'
  return Object.fromEntries([
    ...options.filter(([name, value]) => !isMarkup(name, value)).map(([name, value]) => [name, plain(name, value)]),
    ...options
      .filter(([name, value]) => isMarkup(name, value))
      .map(([name, value]) => [name.replace(/html$/, 'text').replace(/Html$/, 'Text'), trusted(value.trim())]),
  ])
}

const slotsOf = (slots: unknown) =>
  JSON.parse(JSON.stringify(slots).replace('"html":', '"text":'), (name, value) =>
    typeof value !== 'string' || name === 'align' ? value : trusted(value.trim()),
  )

/** White space is one space, and none beside the tags of a block, where a browser shows none. */
const normalised = (page: string): string =>
  page
    .replace(/\s+/g, ' ')
    .replace(/" >/g, '">')
    .replace(new RegExp(`\\s*(</?(?!/?(?:${inline})\\b)[a-z][^>]*>)\\s*`, 'g'), '$1')
    .trim()

for (const file of readdirSync(import.meta.dirname).filter((name) => !name.endsWith('.test.ts'))) {
  const name = file.replace('.ts', '')
  describe(`${name} gives the page that GOV.UK gives`, async () => {
    const module = await import(`./${file}`)
    const component: (options: unknown) => Html = module[name.replace(/-./g, (dash) => dash[1]?.toUpperCase() ?? '')]
    const path = govuk.resolve(`govuk-frontend/dist/govuk/components/${name}/fixtures.json`)
    for (const fixture of JSON.parse(readFileSync(path, 'utf8')).fixtures)
      test(fixture.name, () => {
        assert.equal(normalised(asText(component(ours(fixture.options)))), normalised(fixture.html))
      })
  })
}
