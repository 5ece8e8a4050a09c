import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'

export type Asset = { name: string; type: string; file: string }

const types: Record<string, string> = {
  'waymark.css': 'text/css; charset=utf-8',
  'start.js': 'text/javascript; charset=utf-8',
  'mark.svg': 'image/svg+xml',
  'atkinson-hyperlegible-next-latin.woff2': 'font/woff2',
  'atkinson-hyperlegible-next-latin-ext.woff2': 'font/woff2',
  'noto-sans-devanagari.woff2': 'font/woff2',
  'vazirmatn.woff2': 'font/woff2',
}

/** What every page asks for under /assets/: a closed list, each with its type and where it lies. */
export const assets: readonly Asset[] = Object.entries(types).map(([name, type]) => ({
  name,
  type,
  file: path.join(import.meta.dirname, 'assets', name),
}))

const version = createHash('sha256')
for (const { file } of assets) version.update(readFileSync(file))

/** Stands behind each asset's address, so that a browser keeps it for long and asks anew when it changes. */
export const assetsVersion: string = version.digest('hex').slice(0, 8)
