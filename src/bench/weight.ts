import { gzipSync } from 'node:zlib'
import type { Browser } from './browser.ts'

export type Part = { what: string; bytes: number; gzipped: number }

/** The first page after sign-in, and all that a browser fetches to show it: styles, script, mark, and the fonts of English. */
export const weightOf = async ({ ask }: Browser, token: string): Promise<Part[]> => {
  const page = await ask({ token, path: '/boards/mine' })
  const linked = [...page.body.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path = '']) => path)
  const parts = [partOf('page', page.body)]
  for (const path of linked) {
    const { body } = await ask({ token, path })
    parts.push(partOf(path, body))
    // The Latin face is the one that English text asks for; the extended one waits for a letter beyond.
    for (const [, font = ''] of body.matchAll(/url\("?(\/assets\/[^")]*latin\.woff2)"?\)/g)) {
      const { bytes } = await ask({ token, path: font })
      parts.push({ what: font, bytes, gzipped: bytes })
    }
  }
  return parts.filter(({ what }, index) => parts.findIndex((other) => other.what === what) === index)
}

const partOf = (what: string, body: string): Part => ({
  what,
  bytes: Buffer.byteLength(body),
  gzipped: gzipSync(body).length,
})
