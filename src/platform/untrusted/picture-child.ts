// Runs in a process of its own, on bytes that nobody trusts: standard input is the picture, the first word what to make of it.
import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import { z } from 'zod'

const box = z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() })
const order = z.object({ format: z.enum(['jpeg', 'png']), covers: z.array(box) })
export type Order = z.infer<typeof order>

/** The ways up in which a picture is read, in the order in which they are given. */
const turns = [0, 90, 180, 270] as const
const mostPixels = 50_000_000
const longest = 3000
/** A letter should be some 30 dots high to be read. */
const forReading = 2600

/** Each part is preceded by its length: what the file says of itself, the copy, and its readings. */
const say = (part: Buffer): void => {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(part.length)
  process.stdout.write(Buffer.concat([length, part]))
}

const main = async (): Promise<void> => {
  const { format, covers } = order.parse(JSON.parse(process.argv[2] ?? ''))
  const input = await buffer(process.stdin)
  sharp.concurrency(1)
  const open = () => sharp(input, { limitInputPixels: mostPixels, failOn: 'error', pages: 1 })
  const { exif } = await open().metadata()
  const taken = /(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(exif?.toString('latin1') ?? '')
  // Turned as the camera held it; what is not a dot of the picture stays behind.
  const { data, info } = await open()
    .autoOrient()
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .resize({ width: longest, height: longest, fit: 'inside', withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  for (const cover of covers) {
    const [left, top] = [Math.floor(cover.x * width), Math.floor(cover.y * height)]
    const [right, bottom] = [Math.ceil((cover.x + cover.w) * width), Math.ceil((cover.y + cover.h) * height)]
    for (let y = Math.max(0, top); y < Math.min(height, bottom); y++)
      data.fill(0, (y * width + Math.max(0, left)) * channels, (y * width + Math.min(width, right)) * channels)
  }
  const dots = () => sharp(data, { raw: { width, height, channels } })
  say(Buffer.from(JSON.stringify({ width, height, taken: taken && `${taken.slice(1, 4).join('-')} ${taken[4]}` })))
  say(await (format === 'png' ? dots().png() : dots().jpeg({ quality: 88, chromaSubsampling: '4:4:4' })).toBuffer())

  const wide = Math.max(1, Math.round(width * Math.min(4, forReading / Math.max(width, height))))
  const grey = await dots().resize({ width: wide }).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true })
  const raw = { width: grey.info.width, height: grey.info.height, channels: grey.info.channels }
  for (const turned of turns) {
    const read = await sharp(grey.data, { raw })
      .rotate(turned)
      .toColourspace('b-w')
      .raw()
      .toBuffer({ resolveWithObject: true })
    // As plain dots: what reads them next has no format to take apart.
    say(Buffer.concat([Buffer.from(`P5 ${read.info.width} ${read.info.height} 255\n`), read.data]))
  }
}

await main().catch((error: unknown) => {
  process.exitCode = error instanceof Error && /pixel limit/.test(error.message) ? 4 : 3
})
