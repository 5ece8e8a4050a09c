import type PDFDocument from 'pdfkit'

type Document = InstanceType<typeof PDFDocument>
type Element = ReturnType<Document['struct']>
type Place = { left: number; top: number; width: number; height: number }

export type Picture = { bytes: Buffer; width: number; height: number; alt: string }
/** Boxes with rounded corners; one that `says` something is filled. */
export type Part = { box: readonly [x: number, y: number, w: number, h: number]; round: number; says?: string }
export type Drawing = { width: number; height: number; alt: string; parts: readonly Part[] }

/** How high something of this shape is in a place, as wide as that lets it be. */
export const heightIn = (
  { width, height }: { width: number; height: number },
  place: Pick<Place, 'width' | 'height'>,
): number => Math.min(place.height, (place.width * height) / width)

export const drawPicture = (
  document: Document,
  parent: Element,
  { bytes, alt, ...size }: Picture,
  place: Place,
): void => {
  const height = heightIn(size, place)
  parent.add(
    document.struct('Figure', { alt }, () => {
      document.image(bytes, place.left, place.top, { width: (height * size.width) / size.height, height })
    }),
  )
}

export const drawParts = (document: Document, parent: Element, drawing: Drawing, place: Place): void => {
  const scale = heightIn(drawing, place) / drawing.height
  parent.add(
    document.struct('Figure', { alt: drawing.alt }, () => {
      for (const { box, round, says } of drawing.parts) {
        const [x, y, w, h] = box.map((part) => part * scale)
        if (x === undefined || y === undefined || w === undefined || h === undefined) continue
        const [left, top] = [place.left + x, place.top + y]
        document.lineWidth(0.8).strokeColor('#0b0c0c')
        document.roundedRect(left, top, w, h, Math.min(round * scale, w / 2, h / 2))
        if (says === undefined) document.stroke()
        else {
          document.fillAndStroke('#0b0c0c', '#0b0c0c')
          const width = document.font('latin').fontSize(9).widthOfString(says, { features: [] })
          document.fillColor('#fff').text(says, left + (w - width) / 2, top + h / 2 + 3, {
            lineBreak: false,
            features: [],
            baseline: 'alphabetic',
          })
        }
      }
    }),
  )
}
