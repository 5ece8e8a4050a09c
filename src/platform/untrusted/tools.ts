import { mkdtemp, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import PDFDocument from 'pdfkit'
import { z } from 'zod'
import type { Order } from './picture-child.ts'
import { Broke, NoTool, type Ran, runUntrusted } from './run.ts'

/** Parts of a page, from 0 to 1 of its width and height. */
export type Box = { x: number; y: number; w: number; h: number }
export type Word = { text: string; box: Box }

/** A picture with more dots than anybody's camera makes. */
export class TooLarge extends Error {}

const child = path.join(import.meta.dirname, 'picture-child.ts')

const facts = z.object({
  width: z.number(),
  height: z.number(),
  taken: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
    .nullable(),
})
export type Picture = z.infer<typeof facts> & {
  /** As people see it. */
  copy: Buffer
  /** Its dots in grey, enlarged to be read, all four ways up. */
  readings: Buffer[]
}

/** The same picture made anew from its dots, with boxes painted over. */
export const pictureOf = async (bytes: Uint8Array, order: Order): Promise<Picture> => {
  const { code, out } = await runUntrusted(process.execPath, [child, JSON.stringify(order)], bytes, { megabytes: 2500 })
  // The child's own words: 4 is too many dots, 3 is what it could not read; anything else, it never began.
  if (code === 4) throw new TooLarge()
  if (code === 3) throw new Broke('picture')
  if (code !== 0) throw new NoTool('sharp')
  const [said, copy, ...readings] = partsOf(out)
  if (!said || !copy || readings.length !== turns.length) throw new Broke('picture')
  return { ...facts.parse(JSON.parse(said.toString('utf8'))), copy, readings }
}
const partsOf = (out: Buffer): Buffer[] => {
  const parts: Buffer[] = []
  for (let at = 0; at + 4 <= out.length; at += 4 + out.readUInt32BE(at))
    parts.push(out.subarray(at + 4, at + 4 + out.readUInt32BE(at)))
  return parts
}

export const mostPages = 20
const pdfFacts = z.object({ pages: z.number(), isLocked: z.boolean() })

export const aboutPdf = async (bytes: Uint8Array): Promise<z.infer<typeof pdfFacts>> => {
  const { code, out } = await runUntrusted('pdfinfo', ['-'], bytes)
  const said = out.toString('utf8')
  // What needs a password to be opened is not read at all.
  if (code !== 0) return { pages: 0, isLocked: Buffer.from(bytes).includes('/Encrypt') }
  return { pages: Number(/^Pages:\s+(\d+)/m.exec(said)?.[1] ?? 0), isLocked: /^Encrypted:\s+yes/m.test(said) }
}

/** One page as a picture: what a person would see of it, and nothing else of the file. */
export const pdfPage = async (bytes: Uint8Array, page: number): Promise<Buffer> => {
  const words = ['-f', String(page), '-l', String(page), '-scale-to', '2400', '-png', '-']
  const { code, out } = await runUntrusted('pdftoppm', words, bytes)
  if (code !== 0 || out.length === 0) throw new Broke('pdftoppm')
  return out
}

/** The words that a PDF holds, page by page: those that nobody sees, too. */
export const pdfWords = async (bytes: Uint8Array): Promise<Word[][]> => {
  const { code, out } = await runUntrusted('pdftotext', ['-bbox', '-', '-'], bytes, { mostOut: 20_000_000 })
  if (code !== 0) throw new Broke('pdftotext')
  return out
    .toString('utf8')
    .split(/<page /)
    .slice(1)
    .map((page) => {
      const [wide = 1, high = 1] = [/width="([\d.]+)"/, /height="([\d.]+)"/].map((each) =>
        Number(each.exec(page)?.[1] ?? '1'),
      )
      const words = /<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">([^<]*)</g
      return [...page.matchAll(words)].map(([, x, y, right, bottom, text = '']) => ({
        text: plain(text),
        box: within([Number(x), Number(y), Number(right), Number(bottom)], wide, high),
      }))
    })
}

const signs: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
const plain = (text: string): string => text.replace(/&(lt|gt|amp|quot|apos);/g, (_, name: string) => signs[name] ?? '')

const within = ([x = 0, y = 0, right = 0, bottom = 0]: number[], wide: number, high: number): Box => ({
  ...{ x: x / wide, y: y / high, w: (right - x) / wide, h: (bottom - y) / high },
})

export type PdfPage = Pick<Picture, 'width' | 'height' | 'copy'>
/** A PDF of pictures alone. */
export const pdfOf = async (pages: readonly PdfPage[]): Promise<Buffer> => {
  const info = { CreationDate: new Date(0), ModDate: new Date(0), Producer: '', Creator: '' }
  const document = new PDFDocument({ autoFirstPage: false, info, margin: 0 })
  const parts: Buffer[] = []
  document.on('data', (part: Buffer) => parts.push(part))
  const ended = new Promise((resolve, reject) => document.on('end', resolve).on('error', reject))
  for (const { copy, width, height } of pages) {
    const scale = 842 / Math.max(width, height)
    const size: [number, number] = [width * scale, height * scale]
    document.addPage({ size, margin: 0 }).image(copy, 0, 0, { width: size[0], height: size[1] })
  }
  document.end()
  await ended
  return Buffer.concat(parts)
}

const turns = [0, 90, 180, 270] as const
const quick = ['-c', 'load_system_dawg=0', '-c', 'load_freq_dawg=0']

/** What can be read in a picture, whichever way up it lies. Each list is one reading of the whole. */
export const readPicture = async (readings: readonly Buffer[]): Promise<Word[][]> => {
  const read: Word[][] = []
  for (const [index, dots] of readings.entries()) {
    const turned = turns[index] ?? 0
    // As a page with lines; and, the right way up, as words strewn over a picture.
    for (const layout of turned === 0 ? ['3', '11'] : ['3']) {
      const words = ['stdin', 'stdout', '-l', 'eng', '--psm', layout, ...quick, 'tsv']
      const { code, out } = await runUntrusted('tesseract', words, dots, { seconds: 90 })
      if (code !== 0) throw new Broke('tesseract')
      read.push(wordsIn(out.toString('utf8')).map((word) => ({ ...word, box: turnedBack(word.box, turned) })))
    }
  }
  return read
}

const wordsIn = (tsv: string): Word[] => {
  const rows = tsv.split('\n').map((line) => line.split('\t'))
  const page = rows.find(([level]) => level === '1')
  const [wide, high] = [Number(page?.[8] ?? 1), Number(page?.[9] ?? 1)]
  return rows
    .filter((row) => row[0] === '5' && (row[11] ?? '').trim() !== '')
    .map((row) => {
      const [left, top, w, h] = row.slice(6, 10).map(Number)
      const [x = 0, y = 0] = [left, top]
      return { text: row[11] ?? '', box: within([x, y, x + (w ?? 0), y + (h ?? 0)], wide, high) }
    })
}

const turnedBack = ({ x, y, w, h }: Box, turned: number): Box => {
  if (turned === 90) return { x: y, y: 1 - x - w, w: h, h: w }
  if (turned === 180) return { x: 1 - x - w, y: 1 - y - h, w, h }
  return turned === 270 ? { x: 1 - y - h, y: x, w: h, h: w } : { x, y, w, h }
}

export type Virus = 'none' | 'found'
/** Asks ClamAV: its service where one answers, else the program itself with the signatures that are there. */
export const lookForVirus = async (bytes: Uint8Array, signatures?: string): Promise<Virus> => {
  // What it could not look through to the end is not clean.
  const program = ['clamscan', '--no-summary', '--stdout', '--alert-exceeds-max=yes']
  const service = ['clamdscan', '--no-summary', '--stdout', '--stream']
  for (const [name = '', ...words] of signatures ? [[...program, `--database=${signatures}`]] : [service, program]) {
    const ran = await inRoom((room) =>
      runUntrusted(name, [...words, '-'], bytes, { megabytes: 4000, seconds: 120, room }),
    )
    if (ran?.code === 0) return 'none'
    if (ran?.code === 1 && ran.out.includes('Limits.Exceeded')) throw new TooLarge()
    if (ran?.code === 1) return 'found'
  }
  throw new NoTool('clamav')
}

// ClamAV keeps what it looks at in a file while it looks. The folder stands in memory, and goes when the program has ended;
// one of a worker that was killed goes at the next look.
const memory = '/dev/shm'
const roomName = /^waymark-clamav-(\d+)-/
const inRoom = async (run: (room: string) => Promise<Ran>): Promise<Ran | undefined> => {
  for (const name of await readdir(memory))
    if (roomName.test(name) && !isRunning(Number(roomName.exec(name)?.[1])))
      await rm(path.join(memory, name), { recursive: true, force: true })
  const room = await mkdtemp(path.join(memory, `waymark-clamav-${process.pid}-`))
  try {
    return await run(room)
  } catch (error) {
    if (error instanceof NoTool || error instanceof Broke) return undefined
    throw error
  } finally {
    await rm(room, { recursive: true, force: true })
  }
}
const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // It runs, as somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
