import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { buildSync } from 'esbuild'
import { compile } from 'sass'

const here = import.meta.dirname
const packages = path.resolve(here, '../../node_modules')

/** The one stylesheet: GOV.UK's sources and ours. */
export const buildStyles = (): string =>
  `${compile(path.join(here, 'styles/waymark.scss'), { loadPaths: [packages], style: 'compressed', quietDeps: true }).css}\n`

/** The one script: what we use of GOV.UK's, and our few lines. */
export const buildScript = (): string => {
  const { outputFiles } = buildSync({
    entryPoints: [path.join(here, 'client/start.ts')],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2020',
    legalComments: 'none',
    write: false,
  })
  return outputFiles.map(({ text }) => text).join('')
}

const atkinson = '@fontsource-variable/atkinson-hyperlegible-next'
const devanagari = '@fontsource/noto-sans-devanagari'
const arabic = '@fontsource/vazirmatn'
/** Ours, and those of two more scripts, which a browser asks for only where a page has a letter of them. */
export const fonts = {
  'atkinson-hyperlegible-next-latin.woff2': `${atkinson}/files/atkinson-hyperlegible-next-latin-wght-normal.woff2`,
  'atkinson-hyperlegible-next-latin-ext.woff2': `${atkinson}/files/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2`,
  'atkinson-hyperlegible-next-OFL.txt': `${atkinson}/LICENSE`,
  'noto-sans-devanagari.woff2': `${devanagari}/files/noto-sans-devanagari-devanagari-400-normal.woff2`,
  'noto-sans-devanagari-OFL.txt': `${devanagari}/LICENSE`,
  'vazirmatn.woff2': `${arabic}/files/vazirmatn-arabic-400-normal.woff2`,
  'vazirmatn-OFL.txt': `${arabic}/LICENSE`,
}

export const fontSource = (file: string): string => createRequire(import.meta.url).resolve(file)

if (import.meta.main) {
  const assets = path.join(here, 'assets')
  mkdirSync(assets, { recursive: true })
  writeFileSync(path.join(assets, 'waymark.css'), buildStyles())
  writeFileSync(path.join(assets, 'start.js'), buildScript())
  for (const [name, file] of Object.entries(fonts)) copyFileSync(fontSource(file), path.join(assets, name))
}
