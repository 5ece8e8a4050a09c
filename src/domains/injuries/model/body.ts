/** Two looks at one figure. Right and left are those of the person. */
export const views = ['front', 'back'] as const
export type View = (typeof views)[number]
export const viewWords: Record<View, string> = { front: 'Front', back: 'Back' }

/** A part of the figure: a rounded box in a picture of 200 by 440. */
export type Region = {
  code: string
  view: View
  label: string
  box: readonly [x: number, y: number, w: number, h: number]
  round: number
}

type Half = readonly [code: string, label: string, box: readonly [number, number, number, number], round: number]
const middle: Record<View, readonly Half[]> = {
  front: [
    ['scalp', 'Top of the head', [76, 4, 48, 24], 22],
    ['face', 'Face', [76, 30, 48, 40], 18],
    ['throat', 'Front of the neck', [82, 72, 36, 24], 6],
    ['abdomen', 'Abdomen', [66, 156, 68, 42], 6],
    ['groin', 'Groin', [66, 200, 68, 26], 10],
  ],
  back: [
    ['back-of-head', 'Back of the head', [76, 4, 48, 66], 22],
    ['nape', 'Back of the neck', [82, 72, 36, 24], 6],
    ['lower-back', 'Lower back', [66, 156, 68, 34], 6],
  ],
}
/** On the left of the picture; the other side is its mirror. */
const sides: Record<View, readonly Half[]> = {
  front: [
    ['ear', 'ear', [50, 34, 24, 26], 8],
    ['chest', 'side of the chest', [66, 98, 33, 56], 6],
    ['shoulder', 'shoulder', [38, 98, 26, 28], 12],
    ['upper-arm', 'upper arm', [36, 128, 26, 42], 8],
    ['forearm', 'forearm', [32, 172, 26, 48], 8],
    ['hand', 'hand', [28, 222, 28, 30], 10],
    ['thigh', 'thigh', [66, 228, 33, 64], 8],
    ['knee', 'knee', [68, 294, 30, 26], 8],
    ['shin', 'shin', [68, 322, 29, 66], 8],
    ['foot', 'foot', [62, 390, 35, 28], 10],
  ],
  back: [
    ['behind-ear', 'side of the head, behind the ear', [50, 34, 24, 26], 8],
    ['upper-back', 'side of the upper back', [66, 98, 33, 56], 6],
    ['back-of-shoulder', 'shoulder, from behind', [38, 98, 26, 28], 12],
    ['back-of-upper-arm', 'upper arm, from behind', [36, 128, 26, 42], 8],
    ['back-of-forearm', 'forearm, from behind', [32, 172, 26, 48], 8],
    ['back-of-hand', 'back of the hand', [28, 222, 28, 30], 10],
    ['buttock', 'buttock', [66, 192, 33, 34], 10],
    ['back-of-thigh', 'back of the thigh', [66, 228, 33, 64], 8],
    ['back-of-knee', 'back of the knee', [68, 294, 30, 26], 8],
    ['calf', 'calf', [68, 322, 29, 66], 8],
    ['heel', 'heel and sole', [62, 390, 35, 28], 10],
  ],
}

const regionsOf = (view: View): Region[] => {
  // Seen from before, the right side of the person is on the left of the picture.
  const [first, second] = view === 'front' ? (['Right', 'Left'] as const) : (['Left', 'Right'] as const)
  return [
    ...middle[view].map(([code, label, box, round]) => ({ code, view, label, box, round })),
    ...sides[view].flatMap(([code, label, box, round]): Region[] => {
      const [x, y, w, h] = box
      return [
        { code: `${first.toLowerCase()}-${code}`, view, label: `${first} ${label}`, box, round },
        {
          code: `${second.toLowerCase()}-${code}`,
          view,
          label: `${second} ${label}`,
          box: [200 - x - w, y, w, h],
          round,
        },
      ]
    }),
  ]
}
export const regions: readonly Region[] = views.flatMap(regionsOf)
export const regionOf = (code: string): Region | undefined => regions.find((region) => region.code === code)
/** Where a mark can tell of a hand or a cord around the neck (RULES 1.9). */
export const ofTheNeck: ReadonlySet<string> = new Set(['throat', 'nape'])
