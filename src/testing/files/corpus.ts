import { deflateSync } from 'node:zlib'
import PDFDocument from 'pdfkit'
import type { Sharp } from 'sharp'
import { canary } from './hidden.ts'
import { drawn, photographed } from './pictures.ts'
import { eicar } from './signatures.ts'

export type Prepared = {
  name: string
  /** What becomes of it: open, held, or why it is not taken. */
  becomes: string
  make: () => Promise<Buffer>
}

const marker = (code: number, content: Buffer): Buffer => {
  const head = Buffer.from([0xff, code, 0, 0])
  head.writeUInt16BE(content.length + 2, 2)
  return Buffer.concat([head, content])
}
/** Puts segments right after the start of a JPEG, where cameras and editors put them. */
const inJpeg = (jpeg: Buffer, ...segments: Buffer[]): Buffer =>
  Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)])

const crcTable = Uint32Array.from({ length: 256 }, (_, start) => {
  let value = start
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1
  return value >>> 0
})
const crc = (bytes: Buffer): number => {
  let value = 0xffffffff
  for (const byte of bytes) value = (crcTable[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8)
  return (value ^ 0xffffffff) >>> 0
}
const chunk = (name: string, content: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(content.length)
  sum.writeUInt32BE(crc(body))
  return Buffer.concat([length, body, sum])
}
/** After the head of a PNG, which is its first 33 bytes. */
const inPng = (png: Buffer, ...chunks: Buffer[]): Buffer =>
  Buffer.concat([png.subarray(0, 33), ...chunks, png.subarray(33)])

const xmp = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:exif="http://ns.adobe.com/exif/1.0/" dc:creator="${canary}" exif:GPSLatitude="53,28.7N" exif:GPSLongitude="2,14.1W" dc:description="ZZ97 7ZZ"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`
const place = { GPSLatitudeRef: 'N', GPSLatitude: '53/1 28/1 42/1', GPSLongitudeRef: 'W', GPSLongitude: '2/1 14/1 6/1' }
const saying: Record<string, (picture: Sharp) => Sharp> = {
  place: (picture) => picture.withExif({ IFD0: { Make: canary }, IFD3: place }),
  author: (picture) =>
    picture.withExif({
      IFD0: { Artist: `${canary} of ZZ97 7ZZ`, Copyright: canary, ImageDescription: '4 Hollow Row' },
    }),
  camera: (picture) =>
    picture.withExif({
      IFD2: { DateTimeOriginal: '2026:11:29 21:04:05', LensModel: canary, UserComment: `${canary} 07700 900123` },
    }),
  XMP: (picture) => picture.withXmp(xmp),
}
const formats: Record<string, (picture: Sharp) => Sharp> = {
  jpeg: (picture) => picture.jpeg({ quality: 80 }),
  png: (picture) => picture.png(),
  webp: (picture) => picture.webp({ quality: 80 }),
}
const sizes: [number, number][] = [
  [160, 120],
  [120, 160],
  [200, 200],
]
const each = <One, Made>(all: readonly One[], make: (one: One) => Made[]): Made[] => all.flatMap(make)

const iptc = () => {
  const field = (code: number, text: string) =>
    Buffer.concat([Buffer.from([0x1c, 2, code, 0, text.length]), Buffer.from(text)])
  const body = Buffer.concat([
    field(80, canary),
    field(90, 'Inventedham'),
    field(92, '4 Hollow Row'),
    field(120, 'ZZ97 7ZZ'),
  ])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  return marker(
    0xed,
    Buffer.concat([
      Buffer.from('Photoshop 3.0\0' + '8BIM\x04\x04\0\0', 'latin1'),
      length,
      body,
      Buffer.alloc(body.length % 2),
    ]),
  )
}
/** A small picture of its own inside the metadata, in which the uncut original could be seen. */
const thumbnail = async () => {
  const small = await photographed(64, 48)
    .jpeg()
    .withExif({ IFD0: { Artist: canary } })
    .toBuffer()
  return marker(0xe2, Buffer.concat([Buffer.from('MPF\0'), small, Buffer.from(canary)]))
}
const jpegSays: Record<string, (jpeg: Buffer) => Promise<Buffer>> = {
  IPTC: async (jpeg) => inJpeg(jpeg, iptc()),
  comment: async (jpeg) => inJpeg(jpeg, marker(0xfe, Buffer.from(`${canary}, 4 Hollow Row, ZZ97 7ZZ`))),
  thumbnail: async (jpeg) => inJpeg(jpeg, await thumbnail()),
  'long XMP': async (jpeg) =>
    inJpeg(jpeg, marker(0xe1, Buffer.from(`http://ns.adobe.com/xmp/extension/\0${xmp.repeat(20)}`))),
  'maker’s own': async (jpeg) =>
    inJpeg(jpeg, marker(0xe8, Buffer.from(`SPIFF\0${canary}`)), marker(0xef, Buffer.from(canary))),
}
const pngSays: Record<string, (png: Buffer) => Buffer> = {
  text: (png) => inPng(png, chunk('tEXt', Buffer.from(`Author\0${canary} ZZ97 7ZZ`, 'latin1'))),
  'packed text': (png) =>
    inPng(png, chunk('zTXt', Buffer.concat([Buffer.from('Comment\0\0', 'latin1'), deflateSync(canary)]))),
  'long text': (png) => inPng(png, chunk('iTXt', Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${xmp}`, 'latin1'))),
  'unknown part': (png) => inPng(png, chunk('prVt', Buffer.from(canary))),
}
const pictures: Prepared[] = [
  ...each(Object.entries(formats), ([format, as]) =>
    each(Object.entries(saying), ([what, say]) =>
      sizes.map(([wide, high]) => ({
        name: `${format} ${wide} by ${high} that says: ${what}`,
        becomes: 'clear',
        make: () => say(as(photographed(wide, high))).toBuffer(),
      })),
    ),
  ),
  ...each(Object.entries(jpegSays), ([what, add]) =>
    sizes.slice(0, 2).map(([wide, high]) => ({
      name: `jpeg ${wide} by ${high} that says: ${what}`,
      becomes: 'clear',
      make: async () => add(await photographed(wide, high).jpeg().toBuffer()),
    })),
  ),
  ...each(Object.entries(pngSays), ([what, add]) =>
    sizes.slice(0, 2).map(([wide, high]) => ({
      name: `png ${wide} by ${high} that says: ${what}`,
      becomes: 'clear',
      make: async () => add(await photographed(wide, high).png().toBuffer()),
    })),
  ),
]

type Doc = InstanceType<typeof PDFDocument>
const pdf = async (fill: (document: Doc) => void, options: object = {}): Promise<Buffer> => {
  const document = new PDFDocument({ size: 'A5', ...options })
  const parts: Buffer[] = []
  const ended = new Promise((resolve) => document.on('data', (part: Buffer) => parts.push(part)).on('end', resolve))
  fill(document)
  document.end()
  await ended
  return Buffer.concat(parts)
}
const letter = (document: Doc): Doc => document.fontSize(14).text('Dear tenant, the boiler is looked at on Tuesday.')
/** What the types of pdfkit leave out. */
type More = { addContent: (words: string) => void; ref: (entry: object) => { end: (more?: string) => void } }
const raw = (document: Doc): More => document as unknown as More
const hiddenPdfs: Record<string, { becomes: string; fill: (document: Doc) => void; options?: object }> = {
  properties: {
    becomes: 'clear',
    fill: letter,
    options: { info: { Author: canary, Title: `${canary} ZZ97 7ZZ`, Keywords: '4 Hollow Row' } },
  },
  'properties, packed': {
    becomes: 'clear',
    fill: letter,
    options: { compress: true, info: { Author: canary, Subject: canary } },
  },
  'an attachment': {
    becomes: 'clear',
    fill: (document) => letter(document).file(Buffer.from(`${canary} ZZ97 7ZZ`), { name: `${canary}.txt` }),
  },
  'a shut note': {
    becomes: 'clear',
    fill: (document) => letter(document).note(100, 200, 20, 20, `${canary} ZZ97 7ZZ`),
  },
  'a link': {
    becomes: 'clear',
    fill: (document) => letter(document).link(72, 72, 100, 20, `https://maps.example/?q=${canary}`),
  },
  'words outside the page': {
    becomes: 'clear',
    fill: (document) => letter(document).text(canary, 2000, 2000, { lineBreak: false }),
  },
  'an outline': { becomes: 'clear', fill: (document) => letter(document).outline.addItem(`${canary} ZZ97 7ZZ`) },
  script: {
    becomes: 'clear',
    fill: (document) => {
      letter(document)
      raw(document)
        .ref({ S: 'JavaScript', JS: new String(`app.alert("${canary}")`) })
        .end()
    },
  },
  'white words': {
    becomes: 'held',
    fill: (document) => letter(document).fillColor('#ffffff').text('She lives at ZZ97 7ZZ'),
  },
  'unseen words': {
    becomes: 'held',
    fill: (document) => {
      raw(letter(document)).addContent('3 Tr')
      document.text('She lives at ZZ97 7ZZ')
    },
  },
  'clear words': { becomes: 'held', fill: (document) => letter(document).fillOpacity(0).text('Ring 07700 900123') },
  'tiny words': { becomes: 'held', fill: (document) => letter(document).fontSize(1).text('4 Hollow Row, Inventedham') },
  'words under a box': {
    becomes: 'held',
    fill: (document) => letter(document).text('Hollow School', 72, 200).rect(60, 190, 300, 40).fill('#000000'),
  },
  'words in plain sight': {
    becomes: 'held',
    fill: (document) => letter(document).text('Your new home: 4 Hollow Row, Inventedham, ZZ97 7ZZ'),
  },
  'a postcode over two lines': {
    becomes: 'held',
    fill: (document) => letter(document).text('Inventedham ZZ97').text('7ZZ, as agreed'),
  },
  'a postcode in letters far apart': { becomes: 'held', fill: (document) => letter(document).text('Z Z 9 7   7 Z Z') },
  'a telephone number': { becomes: 'held', fill: (document) => letter(document).text('Her number: +44 7700 900 123') },
  'an e-mail address': { becomes: 'held', fill: (document) => letter(document).text('fern.inventada@post.example') },
  'page three': {
    becomes: 'held',
    fill: (document) => letter(letter(letter(document).addPage()).addPage()).text('ZZ977ZZ'),
  },
  'a turned page': {
    becomes: 'held',
    fill: (document) =>
      letter(document)
        .rotate(90, { origin: [200, 300] })
        .text('ZZ97 7ZZ is where she lives now', 120, 260),
  },
}
const scanned =
  (lines: readonly string[], turned = 0): Prepared['make'] =>
  async () => {
    const scan = await drawn(lines, { wide: 900, high: 1200, size: 30, turned }).jpeg().toBuffer()
    return pdf((document) => document.image(scan, 0, 0, { fit: [400, 560] }))
  }
const pdfs: Prepared[] = [
  ...each(Object.entries(hiddenPdfs), ([what, { becomes, fill, options }]) =>
    [false, true].map((compress) => ({
      name: `PDF ${compress ? 'packed' : 'plain'} with ${what}`,
      becomes,
      make: () => pdf(fill, { compress, ...options }),
    })),
  ),
  ...[0, 90, 180, 270].map((turned) => ({
    name: `PDF of a scan turned by ${turned} with an address`,
    becomes: 'held',
    make: scanned(['Dear tenant,', '4 Hollow Row, Inventedham', 'ZZ97 7ZZ'], turned),
  })),
  { name: 'PDF of a scan with nothing in it', becomes: 'clear', make: scanned(['Dear tenant,', 'the boiler works.']) },
]

const lines: Record<string, string[]> = {
  'a postcode': ['We moved, the new place', 'is near ZZ97 7ZZ now.'],
  'a postcode over two lines': ['Come to Inventedham ZZ97', '7ZZ after school'],
  'a street': ['I will be at hollow row', 'from Saturday'],
  'a telephone number': ['My new number is', '07700 900 123 ok?'],
  'a school': ['Class 4 of Hollow School', 'has a trip on Friday'],
}
const ways: Record<string, Parameters<typeof drawn>[1]> = {
  'as a screenshot': { size: 32 },
  'in small letters': { size: 18 },
  'in large letters': { size: 64, wide: 1400 },
  'white on black': { ink: '#eee', paper: '#111' },
  'on its side': { turned: 90 },
  'upside down': { turned: 180 },
  'on the other side': { turned: 270 },
  'a little aslant': { turned: 4 },
  'grey on grey': { ink: '#777', paper: '#ccc' },
  'blue on yellow': { ink: '#1040a0', paper: '#f6e58d' },
  'lost on a large page': { wide: 2400, high: 1800, size: 40 },
}
const texts: Prepared[] = each(Object.entries(lines), ([what, words]) =>
  Object.entries(ways).map(([how, way]) => ({
    name: `picture of ${what}, ${how}`,
    becomes: 'held',
    make: () => drawn(words, way).png().toBuffer(),
  })),
)

const jpeg = () => photographed(200, 150).jpeg().toBuffer()
const png = () => photographed(200, 150).png().toBuffer()
const zip = Buffer.from('PK\x03\x04\x14\0\0\0\0\0 a.txt PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0', 'latin1')
const page = () => pdf(letter)
const bombPng = async () => {
  const head = Buffer.from([0, 0, 0x4e, 0x20, 0, 0, 0x4e, 0x20, 1, 0, 0, 0, 0])
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc(20_000 * 2501))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
const refusedOnes: [name: string, becomes: string, make: () => Promise<Buffer>][] = [
  ['JPEG with a ZIP behind it', 'two in one', async () => Buffer.concat([await jpeg(), zip])],
  ['JPEG with a PDF in its comment', 'two in one', async () => inJpeg(await jpeg(), marker(0xfe, await page()))],
  [
    'JPEG with a page in its comment',
    'two in one',
    async () => inJpeg(await jpeg(), marker(0xfe, Buffer.from('<html><script>alert(1)</script>'))),
  ],
  [
    'JPEG with PHP in its comment',
    'two in one',
    async () => inJpeg(await jpeg(), marker(0xfe, Buffer.from('<?php system($_GET[0]);'))),
  ],
  ['JPEG with another behind it', 'two in one', async () => Buffer.concat([await jpeg(), await jpeg()])],
  ['PNG with a ZIP behind it', 'two in one', async () => Buffer.concat([await png(), zip])],
  ['PNG with a page behind it', 'two in one', async () => Buffer.concat([await png(), Buffer.from('<html>')])],
  ['WebP with a ZIP behind it', 'two in one', async () => Buffer.concat([await photographed().webp().toBuffer(), zip])],
  ['PDF with a ZIP behind it', 'two in one', async () => Buffer.concat([await page(), zip])],
  [
    'PDF with a ZIP inside it',
    'two in one',
    async () => {
      const [made, at] = [await page(), 30]
      return Buffer.concat([made.subarray(0, at), zip, made.subarray(at)])
    },
  ],
  ['PDF with a page behind it', 'two in one', async () => Buffer.concat([await page(), Buffer.from('<html><script>')])],
  ['PDF behind a page', 'not a type', async () => Buffer.concat([Buffer.from('<html>'), await page()])],
  ['PNG of 400 million dots', 'too large inside', bombPng],
  [
    'PDF of 21 pages',
    'too large inside',
    () =>
      pdf((document) => {
        for (let more = 0; more < 20; more++) document.addPage()
      }),
  ],
  [
    'PDF of 25,000 objects',
    'too large inside',
    async () => {
      const made = (await page()).toString('latin1')
      return Buffer.from(made.replace('%%EOF', `${'9 0 obj endobj\n'.repeat(25_000)}%%EOF`), 'latin1')
    },
  ],
  ['PDF with a password', 'locked', () => pdf(letter, { userPassword: 'invented', ownerPassword: 'invented' })],
  ['PDF cut off', 'broken', async () => (await page()).subarray(0, 600)],
  ['PDF of nothing', 'broken', async () => Buffer.from('%PDF-1.7\n%%EOF')],
  ['JPEG cut off', 'broken', async () => (await jpeg()).subarray(0, 700)],
  ['PNG cut off', 'broken', async () => (await png()).subarray(0, 300)],
  [
    'PNG with wrong sums',
    'broken',
    async () => {
      const made = Buffer.from(await png())
      made.fill(7, 60, 90)
      return made
    },
  ],
  ['HEIC', 'heic', async () => Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')],
  ['a workbook', 'not a type', async () => zip],
  ['a program', 'not a type', async () => Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1')],
  [
    'a drawing in SVG',
    'not a type',
    async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
  ],
  ['a GIF', 'not a type', async () => Buffer.from('GIF89a=1;alert(1)//\0\0', 'latin1')],
  ['RTF', 'not a type', async () => Buffer.from('{\\rtf1 ZZ97 7ZZ}')],
  ['a virus as text', 'virus', async () => Buffer.from(eicar)],
  [
    'a virus in a PDF',
    'virus',
    () => pdf((document) => letter(document).text(eicar), { compress: false, info: { Title: eicar } }),
  ],
  ['a virus behind a picture', 'virus', async () => Buffer.concat([await jpeg(), Buffer.from(eicar)])],
]
const refused: Prepared[] = refusedOnes.map(([name, becomes, make]) => ({ name, becomes, make }))

const plainOnes: [text: string, becomes: string][] = [
  ['The boiler is looked at on Tuesday.', 'clear'],
  ['Zoe said: “Ring me”. Ça va, £20.', 'clear'],
  [`${'A long day. '.repeat(5000)}`, 'clear'],
  ['The number is 01632 960999, at AB1 2CD', 'clear'],
  ['The neighbours are at ZZ97 7ZY', 'clear'],
  ['ZZ97 7ZZ', 'held'],
  ['zz97   7zz', 'held'],
  ['ZZ97\r\n7ZZ', 'held'],
  ['Z.Z.9.7.7.Z.Z', 'held'],
  ['ＺＺ９７ ７ＺＺ', 'held'],
  ['at 4, Hollow-Row, Inventedham', 'held'],
  ['07700 900123', 'held'],
  ['00 44 (0) 7700/900-123', 'held'],
  ['FERN.INVENTADA@POST.EXAMPLE', 'held'],
  ['hollow\tschool', 'held'],
  [`${'A long day. '.repeat(5000)} zz977zz ${'And another. '.repeat(5000)}`, 'held'],
]
const plain: Prepared[] = plainOnes.map(([text, becomes]) => ({
  name: `text: ${text.slice(0, 30)}`,
  becomes,
  make: async () => Buffer.from(text),
}))

/** Files as they come from telephones, scanners, offices and people who mean harm. */
export const corpus: Readonly<Record<string, readonly Prepared[]>> = {
  'pictures that say more than they show': pictures,
  'PDF files': pdfs,
  'pictures of words': texts,
  'what is hostile, broken or of another type': refused,
  'plain texts': plain,
}
