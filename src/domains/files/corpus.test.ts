import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { promisify } from 'node:util'
import { inflateSync } from 'node:zlib'
import { canary, hidden } from '../../testing/files/hidden.ts'
import { someSignatures } from '../../testing/files/signatures.ts'
import { foundIn, lookThrough } from './actions/check.ts'
import { soughtIn, soughtOfSchool } from './model/protected.ts'

// Some 200 files, each looked through as the worker does it. What leaves is the copy alone: nothing hidden may be in it.
// A few at a time; ONLY=word takes those whose names hold it.
const sought = [
  ...soughtIn('post', hidden.post),
  ...soughtIn('mobile', hidden.mobile),
  ...soughtIn('e-mail', hidden['e-mail']),
  ...soughtOfSchool(hidden.school),
]
const signatures = someSignatures()
const folder = mkdtempSync(path.join(tmpdir(), 'waymark-corpus-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const writer = path.join(import.meta.dirname, '../../testing/files/write-corpus.ts')
await promisify(execFile)(process.execPath, [writer, folder])
type Prepared = { group: string; name: string; becomes: string; file: string }
const prepared: Prepared[] = JSON.parse(readFileSync(path.join(folder, 'list.json'), 'utf8'))
const chosen = prepared.filter(({ name }) => name.includes(process.env.ONLY ?? ''))

/** The bytes, and what is packed in them. */
const unpacked = (bytes: Buffer): string[] => {
  const texts = [
    bytes.toString('latin1'),
    bytes.toString('utf16le'),
    Buffer.from(bytes.subarray(1)).toString('utf16le'),
  ]
  for (let at = bytes.indexOf('stream'); at !== -1; at = bytes.indexOf('stream', at + 6)) {
    const from = bytes[at + 6] === 13 ? at + 8 : at + 7
    try {
      texts.push(inflateSync(bytes.subarray(from)).toString('latin1'))
    } catch {
      // Not packed, or not in this way.
    }
  }
  return texts
}

const pdfParts = [
  '/Annot',
  '/EmbeddedFile',
  '/JavaScript',
  '/Metadata',
  '/Outlines',
  '/Font',
  '/Author',
  '/Title',
  '/Keywords',
]
type Seen = { file: Prepared; became: string; leaks: string[] }
const look = async (file: Prepared): Promise<Seen> => {
  const bytes = readFileSync(path.join(folder, file.file))
  try {
    const made = await lookThrough(bytes, [], signatures)
    const { copy, type } = made
    const found = foundIn({ ...made, covers: [] }, sought)
    const leaks = unpacked(copy).some((text) => text.includes(canary)) ? ['a hidden word'] : []
    const said = copy.toString('latin1')
    const parts = ['Exif\0', 'xpacket', '8BIM', 'tEXt', 'iTXt', 'zTXt', 'eXIf', 'EXIF', 'XMP ', 'MPF\0', 'prVt']
    if (type.startsWith('image/')) leaks.push(...parts.filter((part) => said.includes(part)))
    if (type === 'application/pdf') {
      leaks.push(...pdfParts.filter((part) => said.includes(part)))
    }
    return { file, became: found.length > 0 ? 'held' : 'clear', leaks }
  } catch (error) {
    return { file, became: error instanceof Error ? error.message : 'broke', leaks: [] }
  }
}

const seen: Seen[] = []
const isRead = ({ becomes }: Prepared): boolean => becomes === 'held'
for (const group of new Set(chosen.map((file) => file.group)))
  test(`${group}: nothing hidden is in a copy, and each becomes what it should (S14)`, {
    timeout: 1_800_000,
  }, async (t) => {
    const waiting = chosen.filter((file) => file.group === group)
    const here: Seen[] = []
    const next = async (): Promise<void> => {
      for (let file = waiting.shift(); file; file = waiting.shift()) here.push(await look(file))
    }
    await Promise.all([next(), next()])
    seen.push(...here)
    const wrong = here.filter(({ file, became }) => became !== file.becomes)
    for (const { file, became } of wrong) t.diagnostic(`${file.name}: ${became} instead of ${file.becomes}`)
    const leaks = here.filter((each) => each.leaks.length > 0)
    assert.deepEqual(
      leaks.map((each) => `${each.file.name}: ${each.leaks}`),
      [],
    )
    assert.deepEqual(
      wrong.map(({ file, became }) => `${file.name}: ${became}`),
      [],
    )
  })

test('the figure', (t) => {
  const [toRead, hostile] = [
    seen.filter(({ file }) => isRead(file)),
    seen.filter(({ file }) => !['clear', 'held'].includes(file.becomes)),
  ]
  const [held, left] = [toRead.filter(({ became }) => became === 'held'), seen.filter(({ leaks }) => leaks.length > 0)]
  t.diagnostic(
    `figure S14: ${seen.length} files, ${left.length} with anything hidden left in the copy; ${hostile.filter(({ file, became }) => file.becomes === became).length} of ${hostile.length} hostile or broken ones not taken; of ${toRead.length} with something protected to be read ${held.length} held`,
  )
})
