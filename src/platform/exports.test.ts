import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import { readSheet } from 'read-excel-file/node'
import { fileOf, plainCell } from './exports.ts'

const beginnings = [
  '=',
  '+',
  '-',
  '@',
  '\t',
  '\r',
  '\n',
  '|',
  '%',
  '＝',
  '＋',
  '－',
  '＠',
  '"=',
  "'=",
  ' =',
  '\u200b=',
  '\ufeff@',
  '\u00a0+',
  '""-',
  '\'"=',
  ' \t@',
]
const payloads = [
  '1+1',
  "cmd|' /C calc'!A0",
  'HYPERLINK("http://a.example","x")',
  'SUM(1+1)*cmd|x',
  'DDE("cmd";"/C calc";"x")',
  '_x003D_1',
  '<f>1</f>',
  '</t></is></c><c><f>1+1</f></c>',
  ']]>&#61;1',
  '10',
]
const hostile = fc.oneof(
  fc.tuple(fc.constantFrom(...beginnings), fc.constantFrom(...payloads)).map((both) => both.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom(
    '',
    ' ',
    '\0',
    '\ud800',
    '_x0041_',
    '_x005F_',
    '\ufffe',
    'a\r\nb',
    'true',
    '1e5',
    '2027-01-01',
    'O\'Alder, "A"',
  ),
)
/** Written apart from the code: what no cell may begin with, whatever stands before it that is not seen. */
const beginsAFormula = (text: string): boolean => {
  const seen = [...text].find((sign) => !/[\s"'`\u200b-\u200f\u2060\ufeff]/u.test(sign)) ?? ''
  return (!text.startsWith("'") && '=+-@|%＝＋－＠'.includes(seen) && seen !== '') || /^[\t\r\n]/.test(text)
}

const rowsOf = (count: number) =>
  fc.sample(fc.array(hostile, { minLength: 3, maxLength: 3 }), { numRuns: count, seed: 77 })
const columns = ['Reference', '=Head', 'Owner']
const rows = rowsOf(1000)

test('3,000 hostile values leave as text and come back as text: CSV, by a parser of its own (U8)', () => {
  const read: string[][] = parse(fileOf.csv({ columns, rows }), { bom: true, record_delimiter: '\r\n' })
  assert.deepEqual(
    read,
    [columns, ...rows].map((row) => row.map(plainCell)),
  )
  assert.deepEqual(read.flat().filter(beginsAFormula), [])
})

test('the same as XLSX, by a reader of its own: one sheet, no formula, no macro, no link, no comment, nobody named (U8)', async (t) => {
  const file = fileOf.xlsx({ columns, rows })
  // The reader gives a number or a day for nothing here: all are texts; an empty one is no value to it, and it trims what it reads.
  const read = await readSheet(file)
  const expected = [columns, ...rows].map((row) => row.map(plainCell))
  assert.equal(read.length, expected.length)
  read.forEach((row, at) => {
    row.forEach((value, column) => {
      assert.ok(value === null || typeof value === 'string', `${String(value)} is no text`)
      assert.equal((value ?? '').trim(), (expected[at]?.[column] ?? '').trim())
    })
  })
  const inside = Object.entries(unzipSync(file)).map(([name, bytes]) => [name, strFromU8(bytes)] as const)
  assert.deepEqual(inside.map(([name]) => name).sort(), [
    '[Content_Types].xml',
    '_rels/.rels',
    'xl/_rels/workbook.xml.rels',
    'xl/workbook.xml',
    'xl/worksheets/sheet1.xml',
  ])
  for (const [name, text] of inside) {
    assert.equal(
      /<f[\s>]|hidden|veryHidden|externalLink|vbaProject|<comment|creator|lastModifiedBy|definedName|TargetMode/.test(
        text.replace(/<t [^>]*>[^<]*<\/t>/g, ''),
      ),
      false,
      name,
    )
    assert.equal(
      [...text.matchAll(/<c(?= |>)/g)].length,
      [...text.matchAll(/<c r="[A-Z]\d+" t="inlineStr"><is><t xml:space="preserve">/g)].length,
      name,
    )
  }
  assert.match(
    inside.find(([name]) => name === 'xl/workbook.xml')?.[1] ?? '',
    /<sheets><sheet name="List" sheetId="1" r:id="rId1"\/><\/sheets>/,
  )
  t.diagnostic(
    `figure U8: ${rows.length * columns.length} hostile values in CSV and XLSX, 0 formulas, 1 sheet, 5 parts`,
  )
})

test('what it is made of is a zip file to another program', { skip: hasUnzip() ? false : 'unzip is not there' }, () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'waymark-xlsx-'))
  try {
    const file = path.join(folder, 'list.xlsx')
    writeFileSync(file, fileOf.xlsx({ columns, rows: rows.slice(0, 5) }))
    assert.match(execFileSync('unzip', ['-t', file], { encoding: 'utf8' }), /No errors detected/)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
function hasUnzip(): boolean {
  try {
    execFileSync('unzip', ['-v'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

test('the same list is the same file, whenever it is made', () => {
  for (const format of ['csv', 'xlsx'] as const)
    assert.deepEqual(fileOf[format]({ columns, rows }), fileOf[format]({ columns, rows }))
})
test('a value that no cell could hold is refused, not cut', () => {
  assert.throws(() => fileOf.xlsx({ columns: ['A'], rows: [['x'.repeat(40_000)]] }), /longer than a cell/)
})
