import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { columnNames, columns, eventsIn, formats } from './events.ts'
import { readFile, textOf } from './file.ts'

const now = new Date('2027-05-04T09:00:00Z')
const head = 'source reference,event,happened'
const read = (text: string) => readFile('custody', text, now)
const textIn = (bytes: Uint8Array): string => {
  const result = textOf(bytes)
  if ('problem' in result) throw new Error(result.problem)
  return result.text
}

test('a row is read: its reference, what happened, when', () => {
  const { rows, problems } = read(
    `${head},suspect,suspect born,custody reference\nC-1,Arrested,2027-04-30 16:35,Bracken Inventado,3/7/1988,cu/77`,
  )
  assert.deepEqual(problems, [])
  const [row] = rows
  assert.deepEqual(
    [
      row?.sourceRef,
      row?.type,
      row?.happened.from.toISOString(),
      row?.happened.precision,
      row?.suspectBorn,
      row?.references,
    ],
    [
      'C-1',
      'justice.suspect-arrested',
      '2027-04-30T15:35:00.000Z',
      'minute',
      '1988-07-03',
      [{ kind: 'custody', reference: 'CU/77' }],
    ],
  )
})

test('days and times are read as systems write them, and as people do', () => {
  for (const [text, expected] of [
    ['2027-04-30T16:35', '2027-04-30T15:35:00.000Z'],
    ['2027-04-30T16:35:20+01:00', '2027-04-30T15:35:20.000Z'],
    ['2027-04-30 15:35Z', '2027-04-30T15:35:00.000Z'],
    ['30/04/2027 4.35pm', '2027-04-30T15:35:00.000Z'],
    ['30/4/2027 16:35:00', '2027-04-30T15:35:00.000Z'],
    ['2026-12-21', '2026-12-21T00:00:00.000Z'],
  ] as const) {
    const { rows, problems } = read(`${head}\nC-1,arrested,${text}`)
    assert.equal(rows[0]?.happened.from.toISOString(), expected, `${text}: ${JSON.stringify(problems)}`)
  }
  for (const text of [
    'yesterday',
    '30/4/27',
    '2027-02-30',
    '2027-03-28 01:30',
    '2031-01-01',
    '1950-01-01',
    'soon',
    '2027-04-30 25:00',
    '2027-13-45T10:00:00Z',
  ])
    assert.deepEqual(
      read(`${head}\nC-1,arrested,${text}`).problems.map(({ line, column }) => [line, column]),
      [[2, 'happened']],
      text,
    )
})

test('every problem names its line, its column and what to do; the other rows are still read', () => {
  const file = `${head},suspect\nC-1,arrested,2027-04-30,A B\n\n,flew away,,A B\nC-3,arrested,2027-04-29,"two\nlines"\nC-4,charged,2027-04-29,x,y,z\nC-5,charged,2027-04-29,=1+1`
  const { rows, problems } = read(file)
  assert.deepEqual(
    rows.map(({ line, sourceRef }) => [line, sourceRef]),
    [
      [2, 'C-1'],
      [5, 'C-3'],
    ],
  )
  assert.deepEqual(
    problems.map(({ line, column }) => [line, column ?? '']),
    [
      [4, 'event'],
      [4, 'happened'],
      [4, 'source reference'],
      [7, ''],
      [8, 'suspect'],
    ],
  )
  for (const { problem } of problems) assert.match(problem, /^[A-Z].{10,}/)
})

test('a formula of a spreadsheet is refused, and ="00123" is the text that it keeps', () => {
  const cell = (text: string) => read(`${head},suspect\nC-1,arrested,2027-04-30,${stringify([[text]]).trim()}`)
  for (const hostile of [
    '=HYPERLINK("http://x","y")',
    '@SUM(A1)',
    "+cmd|' /C calc'!A0",
    '-2+3+cmd|"/C calc"!A0',
    '=1+1',
  ])
    assert.deepEqual(
      cell(hostile).problems.map(({ column }) => column),
      ['suspect'],
      hostile,
    )
  assert.equal(cell('="00123"').rows[0]?.suspect, '00123')
  for (const fine of ["O'Brien", '-', 'Ana-María @ work', '+44 1632 960001'])
    assert.equal(cell(fine).rows[0]?.suspect, fine)
})

test('hidden characters do not come in with a name', () => {
  for (const hidden of ['A\u202eB', 'A\u0007B', 'A\u2066B'])
    assert.deepEqual(
      read(`${head},suspect\nC-1,arrested,2027-04-30,${hidden}`).problems.map(({ column }) => column),
      ['suspect'],
    )
})

test('a mark of quotation that is never closed is found, with its line', () => {
  for (const [file, line] of [
    [`${head}\nC-1,arrested,2027-04-30\nC-2,"arrested,2027-04-30`, 3],
    [`${head}\nC-1,arr"ested,2027-04-30`, 2],
    [`${head}\nC-1,"arr"ested,2027-04-30`, 2],
  ] as const) {
    const [problem, ...more] = read(file).problems
    assert.deepEqual([more.length, problem?.line], [0, line], JSON.stringify(problem))
    assert.match(problem?.problem ?? '', /quotation mark/)
  }
})

test('a file without the columns that are needed, with one twice, or with too many says so', () => {
  assert.match(read('a,b,c\n1,2,3').problems[0]?.problem ?? '', /Missing: source reference, event, happened/)
  assert.match(read(`${head},when\n1,2,3,4`).problems[0]?.problem ?? '', /Two columns mean "happened"/)
  assert.match(read(`${head}${',x'.repeat(98)}\n1`).problems[0]?.problem ?? '', /101 columns/)
  assert.equal(read(`${head}${',x'.repeat(97)}\nC-1,arrested,2027-04-30`).rows.length, 1)
  for (const empty of ['', '\n\n', ' ', '\ufeff', head])
    assert.equal(read(empty).problems.length, 1, JSON.stringify(empty))
})

test('semicolons and tabs separate as well as commas', () => {
  for (const mark of [';', '\t', ','])
    assert.equal(read([head, 'C-1,charged,2027-04-30'].join('\r\n').replaceAll(',', mark)).rows.length, 1, mark)
})

test('names survive however the file was saved: UTF-8, UTF-16, Windows, with a mark in front or without', () => {
  const text = `${head},suspect\nC-1,arrested,2027-04-30,Zoë Łodź`
  const wide = Buffer.from(text, 'utf16le')
  const swapped = Buffer.from(wide).swap16()
  const files = [
    Buffer.from(text),
    Buffer.from(`\ufeff${text}`),
    wide,
    Buffer.concat([Buffer.from([0xff, 0xfe]), wide]),
    swapped,
    Buffer.concat([Buffer.from([0xfe, 0xff]), swapped]),
  ]
  for (const [index, file] of files.entries())
    assert.equal(read(textIn(file)).rows[0]?.suspect, 'Zoë Łodź', String(index))
  const windows = Buffer.concat([Buffer.from(`${head},suspect\nC-1,arrested,2027-04-30,Zo`), Buffer.from([0xeb, 0x92])])
  assert.equal(read(textIn(windows)).rows[0]?.suspect, 'Zoë’')
})

test('what is no text is said to be none: a workbook, a picture, nothing', () => {
  for (const bytes of [Buffer.from('PK\x03\x04'), Buffer.alloc(0), Buffer.from([1, 0, 0, 0, 2, 0, 0, 3, 65])])
    assert.ok('problem' in textOf(bytes))
})

test('50,000 rows are read, one more is refused', () => {
  const rows = (count: number) =>
    `${head}\n${Array.from({ length: count }, (_, index) => `C-${index},charged,2027-04-30`).join('\n')}`
  const all = read(rows(50_000))
  assert.deepEqual([all.rows.length, all.problems.length], [50_000, 0])
  const more = read(rows(50_001))
  assert.deepEqual([more.rows.length, more.problems[0]?.line], [0, 50_002])
})

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '"',
    '""',
    '"\n',
    '=1',
    '\u0000',
    '\r',
    '\t',
    ',',
    ';',
    '2027-04-30',
    'arrested',
    '\ud800',
    '=cmd|',
    'x'.repeat(5000),
    '2027-04-30T99:99',
    '0000-00-00 00:00',
  ),
)
const row = fc
  .array(fc.oneof(hostile, fc.constantFrom('arrested', '2027-04-30 16:35', 'C-1')), { maxLength: 8 })
  .map((cells) => cells.join(','))
const headed = fc
  .tuple(fc.constantFrom(head, `${head},suspect,suspect born,ends`, ''), fc.array(row, { maxLength: 6 }))
  .map(([first, rows]) => [first, ...rows].join('\n'))

test('10,000 hostile files: none breaks it, and every problem has its line and says what to do', () => {
  fc.assert(
    fc.property(
      fc.oneof(headed, fc.string({ unit: 'binary', maxLength: 300 })),
      fc.constantFrom(...formats),
      (text, format) => {
        const lines = text.split(/\r\n|\n|\r/).length
        const { rows, problems } = readFile(format, text, now)
        assert.ok(rows.length > 0 || problems.length > 0)
        for (const { line, problem } of problems)
          assert.ok(line >= 1 && line <= lines + 1 && problem.length > 10, `${line} of ${lines}: ${problem}`)
        for (const { happened, sourceRef } of rows) assert.ok(happened.from <= now && sourceRef.length > 0)
      },
    ),
    { numRuns: 10_000 },
  )
})

test('10,000 files of any bytes: each is text or is said to be none', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      const result = textOf(bytes)
      if ('text' in result) assert.ok(result.text.isWellFormed() && !result.text.includes('\0'))
      else assert.ok(result.problem.length > 10)
    }),
    { numRuns: 10_000 },
  )
})

test('what a spreadsheet writes is read back as it was, quotes, commas and line breaks included', () => {
  const value = fc
    .string({ maxLength: 60 })
    .filter((text) => text.trim() === text && text !== '' && !/^[=+@-]/.test(text) && !/[^\x20-\x7e]/.test(text))
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 10 }), (names) => {
      const text = stringify([
        ['suspect', 'source reference', 'event', 'happened'],
        ...names.map((name, index) => [name, `C-${index}`, 'charged', '2027-04-30']),
      ])
      assert.deepEqual(
        read(text).rows.map(({ suspect }) => suspect),
        names,
      )
    }),
    { numRuns: 500 },
  )
})

test('in a long file each row is read whole and has its own line, whatever stands in its cells', () => {
  const lines = fc.array(fc.constantFrom('"', ',', '\n', '\r\n', 'a', ' b', 'é', ';'), { maxLength: 40 })
  fc.assert(
    fc.property(fc.array(lines, { minLength: 100, maxLength: 300 }), fc.constantFrom('\n', '\r\n'), (all, end) => {
      const reasons = all.map((each) => `x${each.join('')}x`)
      const rows = reasons.map((reason, at) => stringify([[`C-${at}`, 'charged', '2027-04-30', reason]]).trimEnd())
      const starts = rows.map((_, at) => 2 + rows.slice(0, at).join('\n').split('\n').length - (at === 0 ? 1 : 0))
      const { rows: found, problems } = read([`${head},reason`, ...rows].join(end))
      assert.deepEqual(problems, [])
      assert.deepEqual(
        found.map(({ line, sourceRef, cells }) => [line, sourceRef, cells.reason]),
        reasons.map((reason, at) => [starts[at], `C-${at}`, reason.replaceAll('\r\n', '\n')]),
      )
    }),
    { numRuns: 60 },
  )
})

test('a row that is far too long is told with its line, and nothing after it is read', () => {
  for (const [row, line] of [
    [`C-2,charged,2027-04-30,${'x'.repeat(250_000)}`, 3],
    [`C-2,charged,2027-04-30${','.repeat(300_000)}`, 3],
    [`C-2,charged,2027-04-30,"${'x\n'.repeat(150_000)}`, null],
  ] as const) {
    const { rows, problems } = read(`${head},reason\nC-1,charged,2027-04-30,y\n${row}\nC-3,charged,2027-04-30,z`)
    assert.deepEqual([rows.length, problems.length], [0, 1])
    assert.match(problems[0]?.problem ?? '', /^This row is far too long/)
    if (line) assert.equal(problems[0]?.line, line)
  }
})

test('the same content has the same mark, however its columns are ordered; any change has another', () => {
  const one = read(`${head},outcome\nC-1,charged,2027-04-30,yes`).rows[0]?.hash
  assert.equal(read('outcome,happened,event,source reference,x\nyes,2027-04-30,charged,C-1,9').rows[0]?.hash, one)
  assert.notEqual(read(`${head},outcome\nC-1,charged,2027-04-30,no`).rows[0]?.hash, one)
})

test('a court result must say when the court told us, since the law counts from there (BL-04)', () => {
  const file = `${head},received\nL-1,bail hearing: released,2027-04-30 16:35,`
  assert.deepEqual(
    readFile('court', file, now).problems.map(({ column }) => column),
    ['received'],
  )
  assert.equal(
    readFile('court', `${file}2027-05-04 09:10`, new Date('2027-05-04T09:00:00Z')).rows[0]?.receivedAt?.toISOString(),
    '2027-05-04T08:10:00.000Z',
  )
})

test('every event of every system can be sent with all its columns', () => {
  const filled: Record<string, string> = {
    ...{
      received: '2027-05-04 09:10',
      hearing: 'bail',
      'hearing date': '2027-06-01',
      ends: '2027-06-01',
      'release date': '2027-06-01',
    },
    ...{
      'sentence months': '6',
      'suspect born': '1988-07-03',
      happened: '2027-04-30',
      outcome: 'x',
      reason: 'x',
      order: 'non-molestation order',
    },
  }
  for (const format of formats)
    for (const { word } of eventsIn(format)) {
      const cells = columnNames.map((name) =>
        name === 'event' ? word : (filled[name] ?? `some ${columns[name].json}`),
      )
      const { rows, problems } = readFile(format, stringify([[...columnNames], cells]), now)
      assert.deepEqual([rows.length, problems], [1, []], `${format}: ${word}`)
    }
})
