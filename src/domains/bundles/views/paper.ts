import { signsWithoutFace } from '../../../design/paper/faces.ts'
import { type Block, drawPages } from '../../../design/paper/paper.ts'
import type { Part as Box } from '../../../design/paper/pictures.ts'
import { formatCount, formatDay } from '../../../design/words.ts'
import { regionOf, regions, type View, views, viewWords } from '../../injuries/index.ts'
import type { Part, Plan } from '../model/plan.ts'

/** The safe copy of a file: pictures of its pages, or its text. */
export type Copy = { pages: { bytes: Buffer; width: number; height: number }[] } | { text: string }
export type Copies = Map<string, Copy>

type Drawn = Awaited<ReturnType<typeof drawPages>>

/** Signs that none of our typefaces has, in what was chosen: nothing is left out unseen. */
export const signsMissing = (text: string): string[] => signsWithoutFace(text)

/** The bundle, on which page each thing in it begins, and on which pages there are pictures. Its contents say the same, so it is drawn until they do. */
export const drawBundle = async (plan: Plan, copies: Copies): Promise<Drawn> => {
  let starts: number[] = plan.parts.map(() => 1)
  for (let tries = 0; tries < 4; tries++) {
    const drawn = await drawPages({
      ...{ lang: 'en-GB', direction: 'ltr', title: 'In confidence', isLarge: false, madeOn: plan.madeOn },
      footer: `For ${plan.recipient} only · Bundle ${plan.mark}`,
      blocks: blocksOf(plan, copies, starts),
    })
    if (drawn.starts.every((start, index) => start === starts[index])) return drawn
    starts = drawn.starts
  }
  throw new Error('the contents of a bundle did not settle')
}

const blocksOf = (plan: Plan, copies: Copies, starts: readonly number[]): Block[] => [
  { kind: 'heading', level: 1, text: 'In confidence' },
  ...linesOf([
    ['For', plan.recipient],
    ['From', plan.from],
    ['What it is for', plan.why],
    ['Our reference', plan.reference],
    ['Bundle', `${plan.mark}, put together ${formatDay(plan.madeOn)}`],
  ]),
  { kind: 'heading', level: 2, text: 'Contents' },
  {
    kind: 'contents',
    items: plan.parts.map((part, index) => ({ text: `${titleOf(part, index)}, page ${starts[index]}` })),
  },
  {
    kind: 'box',
    blocks: [
      {
        text: 'Use it for the reason above and for nothing else. Show it to nobody who does not need it for that, least of all to anybody who could tell the person who may harm them where they are. If you find in it where somebody lives, works or goes to school, ring us at once.',
      },
    ],
  },
  ...plan.parts.flatMap((part, index): Block[] => [
    { kind: 'new page' },
    { kind: 'heading', level: 2, text: titleOf(part, index) },
    ...linesOf(part.lines),
    ...(part.marks ? mapOf(part.marks) : []),
    ...copyOf(part, copies),
  ]),
]
const titleOf = ({ heading }: Part, index: number): string => `${index + 1}. ${heading}`
const linesOf = (lines: readonly (readonly [string, string])[]): Block[] =>
  lines.map(([name, value]) => ({ kind: 'paragraph', text: `${name}: ${value}` }))

const copyOf = ({ fileId, heading }: Part, copies: Copies): Block[] => {
  const copy = fileId === undefined ? undefined : copies.get(fileId)
  if (!copy) return []
  if ('text' in copy) return copy.text.split(/\n{2,}/).map((text) => ({ kind: 'paragraph', text }))
  const { length } = copy.pages
  return copy.pages.map((page, index) => ({
    ...{ kind: 'picture', ...page },
    alt: `${heading}${length > 1 ? `, page ${index + 1} of ${formatCount(length, 'page')}` : ''}: a picture, without words that can be read out`,
  }))
}

/** The figure from before and from behind, and what stands at each number on it. */
const mapOf = (marks: NonNullable<Part['marks']>): Block[] => {
  const numbers = Map.groupBy(
    marks.map((mark, index) => ({ ...mark, number: index + 1 })),
    ({ region }) => region,
  )
  const boxesOf = (view: View, from: number): Box[] =>
    regions
      .filter((region) => region.view === view)
      .map(({ code, box: [x, y, w, h], round }) => {
        const here = numbers.get(code)?.map(({ number }) => number)
        return { box: [x + from, y, w, h], round, ...(here && { says: here.join(' ') }) }
      })
  const said = (view: View): string => {
    const here = marks.filter(({ region }) => regionOf(region)?.view === view)
    return `${viewWords[view]}: ${here.length === 0 ? 'no mark' : here.map(({ region }) => regionOf(region)?.label).join(', ')}`
  }
  return [
    {
      kind: 'drawing',
      width: 420,
      height: 424,
      alt: views.map(said).join('. '),
      parts: [...boxesOf('front', 0), ...boxesOf('back', 220)],
    },
    { kind: 'paragraph', text: 'Left: from the front, with their right on the left. Right: from the back.' },
    {
      kind: 'list',
      items: marks.map(({ region, sort, looks, said: words }, index) => ({
        text: `${index + 1}. ${regionOf(region)?.label ?? region}: ${sort}. ${looks}`,
        ...(words !== '' && { below: { text: `What they say of it: ${words}` } }),
      })),
    },
  ]
}
