import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readPdf } from '../../testing/pdf.ts'
import { signsWithoutFace } from './faces.ts'
import { asDrawn, linesOf } from './lines.ts'
import { type Block, drawPaper } from './paper.ts'

// Each sign is one wide: what is broken where can be counted.
const oneEach = (_: string, text: string): number => [...text].length
const draw = (blocks: readonly Block[], change = {}) =>
  drawPaper({
    ...{
      lang: 'en-GB',
      direction: 'ltr' as const,
      title: 'Notes',
      isLarge: false,
      madeOn: '2026-11-23',
      blocks,
      ...change,
    },
  })

test('lines are broken between words, are never wider than the paper, and lose and repeat nothing', () => {
  const word = fc.stringMatching(/^([a-zŵł]{1,12}|[اآبپتہے]{1,12}|[कखगत]{1,8}|\d{1,4}|["(),.]{1,3})$/)
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 30 }), fc.integer({ min: 6, max: 40 }), (words, widest) => {
      for (const direction of ['ltr', 'rtl'] as const) {
        const lines = linesOf(words.join(' '), direction, widest, oneEach)
        const read = lines.map(({ runs }) => runs.map(({ text }) => text).join(''))
        const visible = (text: string) => text.replace(/[\s\u2066\u2069]/g, '')
        assert.equal(visible(read.join(' ')), visible(words.join(' ')))
        for (const { width, runs } of lines) {
          assert.ok(width <= widest, `${width} > ${widest}`)
          // The runs lie side by side, from the left to the width, without a gap.
          const places = runs.toSorted((a, b) => a.x - b.x || a.width - b.width)
          let at = 0
          for (const run of places) {
            assert.equal(run.x, at)
            at += run.width
          }
          assert.equal(at, width)
        }
      }
    }),
  )
})

test('what is read from the right stands from the right; numbers and words of the other direction keep theirs', () => {
  const [line] = linesOf('اب 0808 2000 247 (Anna) بعد', 'rtl', 100, oneEach)
  assert.ok(line)
  const inSight = line.runs
    .toSorted((a, b) => a.x - b.x)
    .map((run) => asDrawn(run).trim())
    .filter((text) => text !== '')
  assert.deepEqual(inSight, ['بعد', '(', 'Anna', ')', '0808 2000 247', 'اب'])
  const [abroad] = linesOf('فون: +44 7700 900123', 'rtl', 100, oneEach)
  const number = abroad?.runs.find(({ text }) => text.includes('7700'))
  assert.equal(number && asDrawn(number).trim(), '+44 7700 900123', 'the plus stands before it, as it is dialled')
  assert.equal(asDrawn({ text: '): ', isRightToLeft: true }), ' :(')
  const [mixed] = linesOf('Say پیلی کن now', 'ltr', 100, oneEach)
  assert.deepEqual(
    mixed?.runs.filter(({ text }) => text.trim() !== '').map(({ isRightToLeft }) => isRightToLeft),
    [false, true, false],
  )
})

test('signs that no typeface has are named, each once; what is never seen is not asked for', () => {
  assert.deepEqual(signsWithoutFace('Zażółć, ŵyn, țară: “ok” – 12 € नेपाली اردو\u200b\u2066\u00ad\t\n'), [])
  assert.deepEqual(signsWithoutFace('王a王😀'), ['王', '😀'])
})

test('a word wider than the page is broken, and never within what is written as one sign', () => {
  const lines = linesOf('क्षेत्र'.repeat(8), 'ltr', 10, oneEach)
  assert.ok(lines.length > 3)
  for (const { runs } of lines) assert.doesNotMatch(runs[0]?.text ?? '', /^\p{M}/u)
})

test('a paper is tagged as what it is: headings, lists with labels, boxes, and the language of each passage', async () => {
  const pdf = await readPdf(
    await draw([
      { kind: 'heading', level: 1, text: 'One' },
      { kind: 'paragraph', text: 'اردو میں', lang: 'ur', direction: 'rtl' },
      { kind: 'heading', level: 2, text: 'Two' },
      { kind: 'list', items: [{ text: 'First', below: { text: 'under it' } }, { text: 'Second' }], toTick: true },
      { kind: 'box', blocks: [{ text: 'Look' }] },
    ]),
  )
  const tags = [...pdf.structure.matchAll(/^ *(\w+)/gm)].map(([, tag]) => tag)
  assert.deepEqual(tags, [
    'Document',
    'H1',
    'P',
    'H2',
    'L',
    ...['LI', 'Lbl', 'LBody', 'P', 'P'],
    ...['LI', 'Lbl', 'LBody', 'P'],
    'Div',
    'P',
  ])
  assert.match(pdf.raw, /\/Lang \(ur\)/)
  assert.match(pdf.text, /^One .*Two .*First under it .*Second Look$/)
  assert.equal(pdf.pages, 1)
  assert.doesNotMatch(pdf.text, /1 ?\/ ?1/, 'one page needs no number')
})

test('the same paper of the same day is the same file: nothing in it tells one from another', async () => {
  const blocks: Block[] = [{ kind: 'paragraph', text: 'Said at eight' }]
  const [first, second] = [await readPdf(await draw(blocks)), await readPdf(await draw(blocks))]
  assert.equal(first.hash, second.hash)
})

test('a heading goes with what follows it, a box is not cut, and every page but a single one has its number', async () => {
  const filler = Array.from({ length: 30 }, (_, index): Block => ({ kind: 'paragraph', text: `Line ${index}` }))
  const pdf = await readPdf(
    await draw([
      ...filler,
      { kind: 'heading', level: 2, text: 'HEADING' },
      { kind: 'paragraph', text: 'FOLLOWS' },
      ...filler,
    ]),
  )
  assert.ok(pdf.pages > 2)
  for (let page = 1; page <= pdf.pages; page++) assert.match(pdf.text, new RegExp(`(^| )${page} ?/ ?${pdf.pages}( |$)`))
  assert.match(pdf.text, /HEADING FOLLOWS/)
  const large = await readPdf(await draw(filler, { isLarge: true }))
  assert.ok(large.sizes.every((size) => size >= 18))
  const long = { kind: 'box' as const, blocks: [{ text: 'word '.repeat(2000) }] }
  assert.ok((await readPdf(await draw([long]))).pages > 1, 'one that is higher than a page goes on')
})
