import PDFDocument from 'pdfkit'
import { bytesOf, drawn, faces } from './faces.ts'
import { asDrawn, type Direction, type Line, linesOf, type Measure } from './lines.ts'
import { type Drawing, drawParts, drawPicture, heightIn, type Picture } from './pictures.ts'

/** A text, and its language where that is not the paper's. */
export type Passage = { text: string; lang?: string | undefined; direction?: Direction | undefined }
export type ListItem = Passage & { below?: Passage | undefined }
export type Block =
  | ({ kind: 'heading'; level: 1 | 2 | 3 } & Passage)
  | ({ kind: 'paragraph' } & Passage)
  /** `toTick` draws an empty square before each. */
  | { kind: 'list'; items: readonly ListItem[]; toTick?: boolean }
  /** Stands out by a line round it. */
  | { kind: 'box'; blocks: readonly Passage[] }
  | { kind: 'contents'; items: readonly Passage[] }
  /** What follows begins on a page of its own. */
  | { kind: 'new page' }
  | ({ kind: 'picture' } & Picture)
  | ({ kind: 'drawing' } & Drawing)
export type Paper = {
  lang: string
  direction: Direction
  /** What a list of windows and the properties of the file show. */
  title: string
  isLarge: boolean
  /** The day in London on which it is made; nothing finer is kept. */
  madeOn: string
  /** Stands at the foot of every page, before its number. */
  footer?: string
  blocks: readonly Block[]
}

type Document = InstanceType<typeof PDFDocument>
type Sheet = { document: Document; paper: Paper; y: number; widths: Map<string, number>; pages: Pages }
type Pages = { starts: number[]; pictured: number[] }
const margin = 56
const sizes = { ordinary: [12, 14, 17, 22], large: [18, 20, 24, 30] } as const
const ink = '#0b0c0c'
const lineHeight = 1.5

const sizeOf = ({ isLarge }: Paper, level: 0 | 1 | 2 | 3): number => {
  const [text, third, second, first] = isLarge ? sizes.large : sizes.ordinary
  return [text, first, second, third][level] ?? text
}
/** Words are measured once: a paper says many of them again. */
const measureWith = ({ document, widths }: Pick<Sheet, 'document' | 'widths'>, size: number): Measure => {
  return (face, text) => {
    const known = widths.get(`${face} ${text}`)
    if (known !== undefined) return known * size
    const width = document.font(face).fontSize(1).widthOfString(text, { features: [] })
    widths.set(`${face} ${text}`, width)
    return width * size
  }
}

/** A PDF with its structure, its language and its typefaces in it; of who made it, with what and at which hour, nothing. */
export const drawPaper = async (paper: Paper): Promise<Buffer> => (await drawPages(paper)).pdf

/** The same, on which page each `new page` fell, and on which pages a picture stands. */
export const drawPages = (paper: Paper): Promise<{ pdf: Buffer } & Pages> =>
  new Promise((resolve, reject) => {
    const at = new Date(`${paper.madeOn}T12:00:00Z`)
    const document = new PDFDocument({
      ...{
        size: 'A4',
        margin,
        pdfVersion: '1.7',
        tagged: true,
        lang: paper.lang,
        displayTitle: true,
        bufferPages: true,
      },
      info: { Title: paper.title, Producer: '', Creator: '', CreationDate: at, ModDate: at },
    })
    const chunks: Buffer[] = []
    document.on('data', (chunk: Buffer) => chunks.push(chunk))
    document.on('end', () => resolve({ pdf: Buffer.concat(chunks), ...sheet.pages }))
    document.on('error', reject)
    for (const face of faces) document.registerFont(face, bytesOf(face))
    const sheet: Sheet = { document, paper, y: margin, widths: new Map(), pages: { starts: [], pictured: [] } }
    const whole = document.struct('Document', { lang: paper.lang })
    document.addStructure(whole)
    for (const block of paper.blocks) drawBlock(sheet, whole, block)
    whole.end()
    numberPages(sheet)
    document.end()
  })

type Element = ReturnType<Document['struct']>
/** `side`: where lines begin, if not where their own language does. `isStrong`: a heading, heavier by a line round its letters. */
type Place = { left: number; width: number; size: number; side?: Direction; isStrong?: boolean }
const full = ({ document }: Sheet, size: number): Place => ({
  left: margin,
  width: document.page.width - 2 * margin,
  size,
})
const linesAt = (sheet: Sheet, passage: Passage, { width, size }: Place): Line[] =>
  linesOf(passage.text, passage.direction ?? sheet.paper.direction, width, measureWith(sheet, size))

const makeRoom = (sheet: Sheet, height: number): void => {
  const { document } = sheet
  if (sheet.y + height <= document.page.height - margin) return
  document.addPage()
  sheet.y = margin
}

/** A passage as an element of the structure; each run of it is marked by itself, since readers lose what is marked within what is marked. */
const drawText = (sheet: Sheet, parent: Element, tag: string, passage: Passage, place: Place): void => {
  const { document, paper } = sheet
  const lang = passage.lang ?? paper.lang
  const element = document.struct(tag, { lang })
  parent.add(element)
  for (const line of linesAt(sheet, passage, place)) {
    makeRoom(sheet, place.size * lineHeight)
    drawLine(sheet, element, line, { ...place, side: place.side ?? passage.direction ?? paper.direction, lang })
    sheet.y += place.size * lineHeight
  }
  element.end()
}

const drawLine = (
  { document, y }: Sheet,
  element: Element,
  { runs, width }: Line,
  { left, width: widest, size, side, lang, isStrong }: Place & { lang: string },
): void => {
  const from = side === 'rtl' ? left + widest - width : left
  // A line is marked as one; where some of it runs from the right, each stretch by itself.
  const stretches = runs.some(({ isRightToLeft }) => isRightToLeft) ? runs.map((run) => [run]) : [runs]
  for (const stretch of stretches) {
    // How it is read where it is not drawn in the order of its letters (ISO 32000-1, 14.8.2.3.3 and 14.9.4).
    const mark = stretch.some(({ isRightToLeft }) => isRightToLeft) ? 'ReversedChars' : 'Span'
    const isReordered = stretch.some(({ face }) => face === 'devanagari')
    const actual = `${drawn(stretch.map(({ text }) => text).join(''))} `
    const content = document.markStructureContent(mark, isReordered ? { actual, lang } : undefined)
    const weight = isStrong ? { fill: true, stroke: true } : {}
    document.lineWidth(size / 28).strokeColor(ink)
    for (const run of stretch)
      document
        .font(run.face)
        .fontSize(size)
        .fillColor(ink)
        .text(asDrawn(run), from + run.x, y + size, {
          ...{ ...weight, lineBreak: false, features: [], baseline: 'alphabetic' },
        })
    document.endMarkedContent()
    element.add(content)
  }
}

const drawBlock = (sheet: Sheet, whole: Element, block: Block): void => {
  const { paper } = sheet
  const text = full(sheet, sizeOf(paper, 0))
  if (block.kind === 'heading') {
    const place = { ...full(sheet, sizeOf(paper, block.level)), isStrong: true }
    if (sheet.y > margin) sheet.y += text.size * 0.6
    // A heading does not stand alone at the end of a page.
    makeRoom(sheet, place.size * lineHeight * linesAt(sheet, block, place).length + 2 * text.size * lineHeight)
    drawText(sheet, whole, `H${block.level}`, block, place)
    sheet.y += text.size * 0.3
  } else if (block.kind === 'paragraph') {
    // What is short stays on one page.
    makeRoom(sheet, Math.min(linesAt(sheet, block, text).length, 4) * text.size * lineHeight)
    drawText(sheet, whole, 'P', block, text)
    sheet.y += text.size * 0.6
  } else if (block.kind === 'list') drawList(sheet, whole, block.items, block.toTick === true)
  else if (block.kind === 'contents') drawContents(sheet, whole, block.items)
  else if (block.kind === 'new page') {
    if (sheet.y > margin) makeRoom(sheet, sheet.document.page.height)
    sheet.pages.starts.push(sheet.document.bufferedPageRange().count)
  } else if (block.kind === 'box') drawBox(sheet, whole, block.blocks)
  else drawFigure(sheet, whole, block)
}

const drawContents = (sheet: Sheet, whole: Element, items: readonly Passage[]): void => {
  const contents = sheet.document.struct('TOC')
  whole.add(contents)
  for (const item of items) {
    drawText(sheet, contents, 'TOCI', item, full(sheet, sizeOf(sheet.paper, 0)))
    sheet.y += sizeOf(sheet.paper, 0) * 0.3
  }
  contents.end()
  sheet.y += sizeOf(sheet.paper, 0)
}

const drawFigure = (sheet: Sheet, whole: Element, block: Extract<Block, { kind: 'picture' | 'drawing' }>): void => {
  const { document, paper } = sheet
  const { left, width } = full(sheet, sizeOf(paper, 0))
  const most = document.page.height - 2 * margin
  const height = heightIn(block, { width, height: block.kind === 'drawing' ? most / 3 : most - 2 * sizeOf(paper, 0) })
  makeRoom(sheet, height)
  const place = { left, top: sheet.y, width, height }
  if (block.kind === 'picture') {
    sheet.pages.pictured.push(document.bufferedPageRange().count)
    drawPicture(document, whole, block, place)
  } else drawParts(document, whole, block, place)
  sheet.y += height + sizeOf(paper, 0)
}

const drawList = (sheet: Sheet, whole: Element, items: readonly ListItem[], toTick: boolean): void => {
  const { document, paper } = sheet
  const place = full(sheet, sizeOf(paper, 0))
  const indent = place.size * 2
  const list = document.struct('L')
  whole.add(list)
  for (const item of items) {
    const inner = {
      ...place,
      left: paper.direction === 'rtl' ? place.left : place.left + indent,
      width: place.width - indent,
      side: paper.direction,
    }
    makeRoom(sheet, place.size * lineHeight)
    const entry = document.struct('LI')
    list.add(entry)
    entry.add(document.struct('Lbl', { actual: toTick ? '☐' : '•' }, () => drawLabel(sheet, place, toTick)))
    const body = document.struct('LBody')
    entry.add(body)
    drawText(sheet, body, 'P', item, inner)
    if (item.below) drawText(sheet, body, 'P', item.below, inner)
    body.end()
    entry.end()
    sheet.y += place.size * 0.4
  }
  list.end()
  sheet.y += place.size * 0.4
}
/** A square to tick, or a dot: drawn, since the typefaces have no square. */
const drawLabel = ({ document, paper, y }: Sheet, { left, width, size }: Place, toTick: boolean): void => {
  const side = size * 0.75
  const x = paper.direction === 'rtl' ? left + width - side : left
  if (toTick)
    document
      .lineWidth(1.2)
      .strokeColor(ink)
      .rect(x, y + size - side, side, side)
      .stroke()
  else
    document
      .fillColor(ink)
      .circle(x + side / 2, y + size * 0.66, size * 0.15)
      .fill()
}

const drawBox = (sheet: Sheet, whole: Element, blocks: readonly Passage[]): void => {
  const { document, paper } = sheet
  const outer = full(sheet, sizeOf(paper, 0))
  const pad = outer.size
  const inner = { ...outer, left: outer.left + pad, width: outer.width - 2 * pad }
  const lines = blocks.reduce((sum, block) => sum + linesAt(sheet, block, inner).length, 0)
  const height = lines * inner.size * lineHeight + 2 * pad
  makeRoom(sheet, height)
  const [from, isWhole] = [sheet.y, sheet.y + height <= document.page.height - margin]
  sheet.y += pad
  const box = document.struct('Div')
  whole.add(box)
  for (const block of blocks) drawText(sheet, box, 'P', block, inner)
  box.end()
  sheet.y += pad
  // One that is higher than a page has no line round it.
  if (isWhole) {
    document.markContent('Artifact', { type: 'Layout' })
    document
      .lineWidth(1.2)
      .strokeColor(ink)
      .rect(outer.left, from, outer.width, sheet.y - from)
      .stroke()
    document.endMarkedContent()
  }
  sheet.y += outer.size
}

const numberPages = (sheet: Sheet): void => {
  const { document, paper } = sheet
  const { start, count } = document.bufferedPageRange()
  if (count === 1 && paper.footer === undefined) return
  const size = paper.footer === undefined ? sizeOf(paper, 0) : 9
  for (let page = 0; page < count; page++) {
    document.switchToPage(start + page)
    const text =
      paper.footer === undefined ? `${page + 1} / ${count}` : `${paper.footer} · Page ${page + 1} of ${count}`
    const lines = linesOf(text, paper.direction, document.page.width - 2 * margin, measureWith(sheet, size))
    document.markContent('Artifact', { type: 'Pagination' })
    for (const [index, { runs, width }] of lines.entries())
      for (const run of runs)
        document
          .font(run.face)
          .fontSize(size)
          .fillColor(ink)
          .text(
            asDrawn(run),
            (document.page.width - width) / 2 + run.x,
            document.page.height - margin / 2 - (lines.length - 1 - index) * size * 1.3,
            { lineBreak: false, features: [], baseline: 'alphabetic' },
          )
    document.endMarkedContent()
  }
}
