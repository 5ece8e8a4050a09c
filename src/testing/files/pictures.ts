import sharp from 'sharp'

type Drawn = { turned?: number; size?: number; wide?: number; high?: number; ink?: string; paper?: string }
const plain = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** A picture with lines of text in it, as a scan or a screenshot has them. */
export const drawn = (
  lines: readonly string[],
  { turned = 0, size = 36, wide = 1200, high = 900, ink = '#111', paper = '#fff' }: Drawn = {},
) => {
  const rows = lines.map(
    (line, index) =>
      `<text x="${wide * 0.12}" y="${high * 0.25 + index * size * 1.6}" font-size="${size}" font-family="DejaVu Sans" fill="${ink}">${plain(line)}</text>`,
  )
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${high}"><rect width="${wide}" height="${high}" fill="${paper}"/>${rows.join('')}</svg>`
  return sharp(Buffer.from(svg)).rotate(turned)
}

/** A picture as a camera makes one, with nothing to read in it. */
export const photographed = (wide = 640, high = 480) =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${high}"><radialGradient id="skin"><stop offset="0" stop-color="#7a4b5e"/><stop offset="1" stop-color="#c9a08a"/></radialGradient><rect width="${wide}" height="${high}" fill="url(#skin)"/></svg>`,
    ),
  )
