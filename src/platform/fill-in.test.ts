import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as cheerio from 'cheerio'
import fc from 'fast-check'
import { fillIn } from './fill-in.ts'
import { asText, html } from './html.ts'

const words = fc.oneof(
  fc.string({ unit: 'binary' }).filter((text) => !/[\0\r]/.test(text)),
  fc.constantFrom('', '\n\nafter two lines', '</textarea><script>', '" onfocus="x', "'&amp;&lt;", '$& $1 $$'),
)
const choices = ['yes', 'no', `"both" & <neither>`]

const aForm = (given: {
  line: string
  area: string
  chosen: string
  ticks: string[]
  picked: string
  hidden: string
}) =>
  html`<input class="a" name="line" type="text" value="${given.line}" id="line"><input name="second">
    <textarea name="area" rows="5">${given.area}</textarea>
    ${choices.map((value) => html`<input name="chosen" type="radio" value="${value}" ${value === given.chosen && html`checked`}>`)}
    ${choices.map((value) => html`<input name="ticks" type="checkbox" value="${value}" ${given.ticks.includes(value) && html`checked`}>`)}
    <select name="picked"><option>${choices[2]}</option>${choices.slice(0, 2).map((value) => html`<option value="${value}" ${value === given.picked && html`selected`}>A ${value}</option>`)}</select>
    <input type="hidden" name="version" value="${given.hidden}"><input type="hidden" name="version" value="second">
    <input type="password" name="password"><input type="file" name="file"><textarea name="untouched">as it was</textarea>`

const given = fc.record({
  ...{
    line: words,
    area: words,
    hidden: words,
    chosen: fc.constantFrom(...choices),
    picked: fc.constantFrom(...choices),
  },
  ticks: fc.subarray(choices),
})

/** What a browser would send from this form, read by a parser that is not ours. */
const sentFrom = (markup: string) => {
  const $ = cheerio.load(`<form>${markup}</form>`)
  const all = (selector: string) => $(selector).get()
  return {
    line: $('[name=line]').attr('value') ?? '',
    // A browser takes the first line break after the tag away, and so does the parser.
    area: $('[name=area]').text(),
    chosen: all('[name=chosen][checked]').map((each) => $(each).attr('value')),
    ticks: all('[name=ticks][checked]').map((each) => $(each).attr('value')),
    picked: all('[name=picked] option[selected]').map((each) => $(each).attr('value') ?? $(each).text()),
    versions: all('[name=version]').map((each) => $(each).attr('value')),
    untouched: $('[name=untouched]').text(),
    names: all('input, textarea, select').map((each) => $(each).attr('name')),
    others: all('script, [onfocus]').length,
  }
}

test('a form that is filled in again sends just what was typed in it, whatever was typed and whatever stood there (U1)', () => {
  fc.assert(
    fc.property(given, given, words, (before, typed, second) => {
      const fields = {
        ...{ line: [typed.line], area: typed.area, chosen: typed.chosen, ticks: typed.ticks, picked: typed.picked },
        ...{ version: [typed.hidden, second], password: 'never', file: 'never', second },
      }
      const markup = asText(fillIn(aForm(before), fields))
      assert.deepEqual(sentFrom(markup), {
        ...{ line: typed.line, area: typed.area, chosen: [typed.chosen], ticks: typed.ticks, picked: [typed.picked] },
        ...{ versions: [typed.hidden, second], untouched: 'as it was', others: 0 },
        names: sentFrom(asText(aForm(before))).names,
      })
      assert.doesNotMatch(markup, /value="never"/)
    }),
    { numRuns: 2000 },
  )
})

test('a tick that was taken away stays away, and a field that the draft does not know stays as the page shows it', () => {
  const before = aForm({ ...{ line: 'a', area: 'b', chosen: 'yes', ticks: choices, picked: 'no', hidden: '1' } })
  const after = sentFrom(asText(fillIn(before, { area: 'c' })))
  assert.deepEqual(after, { ...sentFrom(asText(before)), area: 'c', chosen: [], ticks: [] })
})
