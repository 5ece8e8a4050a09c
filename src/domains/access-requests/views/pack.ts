import path from 'node:path'
import PDFDocument from 'pdfkit'
import { formatDay } from '../../../design/words.ts'
import { introduction, type Pack } from '../model/lines.ts'

const fontFile = (part: 'latin' | 'latin-ext'): string =>
  path.join(import.meta.dirname, `../../../../data/fonts/atkinson-hyperlegible-next-${part}.ttf`)
/** Letters past the first set, such as in Polish names, are in a font file of their own. */
const runsOf = (text: string): { font: string; text: string }[] =>
  [...text.matchAll(/[\u0100-\u024f\u1e00-\u1eff]+|[^\u0100-\u024f\u1e00-\u1eff]+/g)].map(([run]) => ({
    font: /^[\u0100-\u024f\u1e00-\u1eff]/.test(run) ? 'more' : 'usual',
    text: run,
  }))

type Document = InstanceType<typeof PDFDocument>
const write = (document: Document, tag: 'H1' | 'H2' | 'P', size: number, text: string): void => {
  document.addStructure(
    document.struct(tag, {}, () => {
      const runs = runsOf(text)
      document.fontSize(size)
      for (const [index, run] of runs.entries())
        document.font(run.font).text(run.text, { continued: index < runs.length - 1 })
      document.font('usual').moveDown(0.5)
    }),
  )
}

/** The answer on paper. Nothing in its properties says what it is about, or who made it. */
export const packDocument = (pack: Pack): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const at = new Date(`${pack.preparedOn}T12:00:00Z`)
    const document = new PDFDocument({
      ...{ size: 'A4', margin: 60, pdfVersion: '1.7', tagged: true, lang: 'en-GB', displayTitle: true },
      info: { Title: pack.reference, Producer: '', Creator: '', CreationDate: at, ModDate: at },
    })
    const chunks: Buffer[] = []
    document.on('data', (chunk: Buffer) => chunks.push(chunk))
    document.on('end', () => resolve(Buffer.concat(chunks)))
    document.on('error', reject)
    document.registerFont('usual', fontFile('latin')).registerFont('more', fontFile('latin-ext')).font('usual')
    write(document, 'H1', 18, `Your request ${pack.reference}`)
    write(document, 'P', 11, `Prepared ${formatDay(pack.preparedOn)} for ${pack.name}`)
    for (const paragraph of introduction(pack)) write(document, 'P', 11, paragraph)
    for (const { on, heading, text } of pack.lines) {
      write(document, 'H2', 13, `${formatDay(on)}: ${heading}`)
      for (const part of text.split('\n')) write(document, 'P', 11, part)
    }
    document.end()
  })
