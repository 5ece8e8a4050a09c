import { shortened, widthOf } from './figure.ts'
import type { Box, Label, Line } from './relationship-layout.ts'
import type { MappedRelationship } from './relationship-map.ts'
import { boxHeight, boxWidth, columnX, gutter, laneHeight, pad } from './relationship-sizes.ts'

type Edge = 'left' | 'right'
type End = { box: Box; edge: Edge }
/** A tie whose words have their place; `via` is where its line goes straight through them. */
export type Tie = {
  tie: MappedRelationship
  ends: readonly [End, End]
  label: Label
  via: { from: number; to: number }
}

const middleOf = ({ y }: Box): number => y + boxHeight / 2
const xOf = (column: number): number => columnX[column] ?? pad

const labelAt = (text: string, middleX: number, y: number, most: number): Label => {
  const short = shortened(text, most)
  const width = widthOf(short) + 12
  return { text: short, width, height: 22, x: middleX - width / 2, y }
}

const boxesOf = ({ from, to }: MappedRelationship, boxes: readonly Box[]): [Box, Box] | undefined => {
  const [first, second] = [from, to].map((id) => boxes.find(({ person }) => person.id === id))
  if (!first || !second || first === second) return undefined
  return first.column <= second.column ? [first, second] : [second, first]
}

/** From side to side: along a lane of its own over the middle column. */
export const laneTies = (across: readonly MappedRelationship[], boxes: readonly Box[], top: number): Tie[] =>
  across.flatMap((tie, index) => {
    const both = boxesOf(tie, boxes)
    if (!both) return []
    const label = labelAt(tie.text, xOf(1) + boxWidth / 2, top + index * laneHeight, 24)
    const ends = [
      { box: both[0], edge: 'right' as const },
      { box: both[1], edge: 'left' as const },
    ] as const
    return [{ tie, ends, label, via: { from: xOf(1) - pad, to: xOf(1) + boxWidth + pad } }]
  })

/** All others: through a gutter, their words one under the other. */
export const gutterTies = (
  all: readonly MappedRelationship[],
  across: readonly MappedRelationship[],
  boxes: readonly Box[],
): Tie[] => {
  const taken: Record<number, number> = {}
  return all
    .filter((tie) => !across.includes(tie))
    .flatMap((tie) => {
      const both = boxesOf(tie, boxes)
      return both ? [{ tie, both, middle: (middleOf(both[0]) + middleOf(both[1])) / 2 }] : []
    })
    .sort((one, other) => one.middle - other.middle)
    .map(({ tie, both, middle }) => {
      const between = Math.min(both[0].column, 1)
      const y = Math.max(middle - 11, taken[between] ?? 0)
      taken[between] = y + laneHeight
      const middleX = xOf(between) + boxWidth + pad + gutter / 2
      const edge = (box: Box): End => ({ box, edge: box.column <= between ? 'right' : 'left' })
      const label = labelAt(tie.text, middleX, y, 22)
      return { tie, ends: [edge(both[0]), edge(both[1])], label, via: { from: middleX, to: middleX } }
    })
}

/** Each line leaves its box at a place of its own, in the order of the words it leads to. */
export const linesOf = (ties: readonly Tie[]): Line[] =>
  ties.map(({ tie, ends, label, via }) => {
    const at = label.y + label.height / 2
    const [start, end] = ends.map((own) => {
      const sharing = ties
        .filter((other) => other.ends.some(({ box, edge }) => box === own.box && edge === own.edge))
        .sort((one, other) => one.label.y - other.label.y)
      const place = sharing.findIndex((other) => other.tie === tie) + 1
      return {
        x: own.edge === 'right' ? own.box.x + boxWidth : own.box.x,
        y: own.box.y + (boxHeight * place) / (sharing.length + 1),
      }
    })
    if (!start || !end) throw new Error('A tie has two ends')
    const path = `M${start.x} ${start.y}${curve(start, { x: via.from, y: at })}H${via.to}${curve({ x: via.to, y: at }, end)}`
    return { path, label, isHarm: tie.isHarm, hasEnded: tie.hasEnded }
  })

type Point = { x: number; y: number }
const curve = (from: Point, to: Point): string => {
  const half = (from.x + to.x) / 2
  return `C${half} ${from.y} ${half} ${to.y} ${to.x} ${to.y}`
}
