import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { extractText, getDocumentProxy, getMeta } from 'unpdf'

// Marks of direction that a reader puts in, and brackets that it shows as they are drawn.
const plain = (text: string): string =>
  text
    .replace(/[\u061c\u200c-\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
const poppler = (tool: string, options: string[], bytes: Buffer): string => {
  const { stdout, status, stderr } = spawnSync(tool, options, { input: bytes, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${tool}: ${stderr}`)
  return stdout
}

/** A PDF as two readers that are not ours find it: poppler's tools, and pdf.js. */
export const readPdf = async (bytes: Buffer) => {
  const document = await getDocumentProxy(new Uint8Array(bytes))
  const { info } = await getMeta(document)
  const sizes = new Set<number>()
  let pages = 0
  for (let page = 1; page <= document.numPages; page++) {
    const { items } = await (await document.getPage(page)).getTextContent()
    pages++
    for (const item of items) if ('height' in item && item.height > 0) sizes.add(Math.round(item.height))
  }
  return {
    pages,
    info: info as Record<string, unknown>,
    /** As pdf.js reads it. */
    words: plain((await extractText(document, { mergePages: true })).text),
    /** As poppler reads it. */
    text: plain(poppler('pdftotext', ['-', '-'], bytes)),
    about: poppler('pdfinfo', ['-'], bytes),
    structure: poppler('pdfinfo', ['-struct', '-'], bytes),
    fonts: poppler('pdffonts', ['-'], bytes),
    sizes: [...sizes].sort((a, b) => a - b),
    raw: bytes.toString('latin1'),
    hash: createHash('sha256').update(bytes).digest('hex'),
  }
}
export { plain as asRead }
