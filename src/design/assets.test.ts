import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { asText } from '../platform/html.ts'
import { assets } from './assets.ts'
import { buildScript, buildStyles, fontSource, fonts } from './build.ts'
import { boardPage } from './gallery/board.ts'
import { casePage } from './gallery/case.ts'

const folder = path.join(import.meta.dirname, 'assets')
const committed = (name: string): string => readFileSync(path.join(folder, name), 'utf8')

test('the styles that are served are those that the sources make: else run node src/design/build.ts', () => {
  assert.equal(committed('waymark.css'), buildStyles())
})

test('the script that is served is the one that its source makes', () => {
  assert.equal(committed('start.js'), buildScript())
})

test('the face is the published one, and its licence lies beside it', () => {
  for (const [name, file] of Object.entries(fonts))
    assert.ok(readFileSync(path.join(folder, name)).equals(readFileSync(fontSource(file))), name)
  for (const name of Object.keys(fonts).filter((name) => name.endsWith('OFL.txt')))
    assert.match(committed(name), /SIL OPEN FONT LICENSE/i)
})

test('nothing lies in the folder that is not served, but the licence', () => {
  const served = assets.map(({ name }) => name)
  assert.deepEqual(
    readdirSync(folder)
      .filter((name) => !name.endsWith('OFL.txt'))
      .sort(),
    served.sort(),
  )
})

test('a first page weighs less than 100 kB, with styles, script and face (DESIGN 8)', () => {
  const sizes = ['waymark.css', 'start.js', 'atkinson-hyperlegible-next-latin.woff2', 'mark.svg'].map(
    (name) => gzipSync(readFileSync(path.join(folder, name))).length,
  )
  const pages = [boardPage(), casePage()].map((page) => gzipSync(asText(page)).length)
  const total = sizes.reduce((sum, size) => sum + size, Math.max(...pages))
  assert.ok(total < 100_000, `${total} bytes`)
})

test('nothing is fetched from anywhere else, and nothing is kept in the browser (U2)', () => {
  assert.doesNotMatch(committed('waymark.css'), /url\((?!"?(?:\/assets\/|data:image\/svg))/)
  assert.doesNotMatch(committed('start.js'), /localStorage|indexedDB|fetch\(["`']https?:|XMLHttpRequest|sendBeacon/)
  assert.doesNotMatch(committed('waymark.css'), /GDS Transport|crown/i)
})

test('the styles blink nowhere', () => {
  assert.doesNotMatch(committed('waymark.css'), /@keyframes|animation:/)
})
