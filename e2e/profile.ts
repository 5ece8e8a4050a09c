import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'

/** Where in a browser's folder a word stands: as ASCII or UTF-16, also inside what is compressed. */
export const findingsIn = (profile: string, words: readonly string[]): string[] =>
  readdirSync(profile, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(path.join(profile, file)).isFile())
    .flatMap((file) => {
      const bytes = readFileSync(path.join(profile, file))
      const found = words.filter((word) => layersOf(bytes).some((layer) => holds(layer, word)))
      return found.map((word) => `${file}: ${word}`)
    })

const holds = (bytes: Buffer, word: string): boolean =>
  [word, word.toLowerCase()].some((each) => bytes.includes(each) || bytes.includes(Buffer.from(each, 'utf16le')))

/** The bytes as they lie there, and whatever in them was compressed. */
const layersOf = (bytes: Buffer): Buffer[] => {
  const layers = [bytes]
  for (let at = bytes.indexOf(gzipMark); at !== -1; at = bytes.indexOf(gzipMark, at + 1))
    layers.push(...opened(() => gunzipSync(bytes.subarray(at), { finishFlush: 2 })))
  layers.push(...opened(() => brotliDecompressSync(bytes)))
  return layers
}
const gzipMark = Buffer.from([0x1f, 0x8b, 0x08])

const opened = (open: () => Buffer): Buffer[] => {
  try {
    return [open()]
  } catch {
    return []
  }
}
