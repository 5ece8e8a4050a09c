import { shortened, widthOf } from './figure.ts'
import type { Household, MappedPerson, MappedRelationship, RelationshipMapOptions, Side } from './relationship-map.ts'

// Three columns of people with a gutter between each two. Words stand only in the gutters and in lanes of their own at
// the top of the middle column, one under the other, so that they can never meet a person or each other.

export const [boxWidth, boxHeight] = [190, 48]
const [pad, gutter, gap, laneHeight] = [14, 190, 16, 28]
const columnX = [pad, pad * 3 + boxWidth + gutter, pad * 5 + 2 * (boxWidth + gutter)] as const
export const mapWidth = columnX[2] + boxWidth + pad
const columnOf: Record<Side, number> = { victim: 0, child: 1, other: 1, perpetrator: 2 }

export type Box = { x: number; y: number; column: number; person: MappedPerson }
export type Label = { x: number; y: number; width: number; height: number; text: string }
export type Line = { path: string; label: Label } & Pick<MappedRelationship, 'isHarm' | 'hasEnded'>
type Home = { x: number; y: number; width: number; height: number; name: string }
export type Drawn = { households: Home[]; boxes: Box[]; lines: Line[]; height: number }

export const mapLayout = ({ people, relationships, households }: RelationshipMapOptions): Drawn => {
  const groups = groupsOf(people, households)
  const across = relationships.filter(({ from, to }) => {
    const columns = [from, to].map((id) => groups.findLast(({ members }) => members.some((one) => one.person.id === id)))
    return columns.every(Boolean) && spans(groups, from, to) === 2
  })
  const placed = place(groups, across.length)
  const lanes = across.map((tie, index) => laneLine(tie, placed.boxes, placed.laneTop + index * laneHeight))
  const taken: Record<number, number> = {}
  const others = relationships
    .filter((tie) => !across.includes(tie))
    .flatMap((tie) => gutterTie(tie, placed.boxes))
    .sort((one, other) => one.middle - other.middle)
    .map((tie) => {
      const y = Math.max(tie.middle - 11, taken[tie.gutter] ?? 0)
      taken[tie.gutter] = y + laneHeight
      return gutterLine(tie, y)
    })
  const lines = [...lanes.filter((line) => line !== undefined), ...others]
  const height = Math.max(placed.bottom, ...lines.map(({ label }) => label.y + label.height)) + pad
  return { households: placed.homes, boxes: placed.boxes, lines, height }
}

type Member = { person: MappedPerson; column: number }
type Group = { name: string | undefined; members: Member[]; isShared: boolean }

/** Households, then whoever has none; a home with both sides in it spans the picture and comes first. */
const groupsOf = (people: readonly MappedPerson[], households: readonly Household[]): Group[] => {
  const homes = households.map(({ name, members }) => {
    const inside = people.filter(({ id }) => members.includes(id))
    const sides = inside.map(({ side }) => side)
    const isShared = sides.includes('victim') && sides.includes('perpetrator')
    const home = sides.includes('victim') ? 0 : sides.includes('perpetrator') ? 2 : 1
    return { name, isShared, members: inside.map((person) => ({ person, column: isShared ? columnOf[person.side] : home })) }
  })
  const housed = new Set(homes.flatMap(({ members }) => members.map(({ person }) => person.id)))
  const alone = people
    .filter(({ id }) => !housed.has(id))
    .map((person) => ({ name: undefined, isShared: false, members: [{ person, column: columnOf[person.side] }] }))
  const all = [...homes.filter(({ members }) => members.length > 0), ...alone]
  return [...all.filter(({ isShared }) => isShared), ...all.filter(({ isShared }) => !isShared)]
}

const spans = (groups: readonly Group[], from: string, to: string): number => {
  const columns = [from, to].map(
    (id) => groups.flatMap(({ members }) => members).find(({ person }) => person.id === id)?.column ?? 0,
  )
  return Math.abs((columns[0] ?? 0) - (columns[1] ?? 0))
}

const place = (groups: readonly Group[], laneCount: number) => {
  const laneTop = pad + 24
  const lanes = laneCount * laneHeight
  const next = [pad, laneCount > 0 ? laneTop + lanes + gap : pad, pad]
  const boxes: Box[] = []
  const homes: Home[] = []
  for (const { name, members, isShared } of groups) {
    const columns = [...new Set(members.map(({ column }) => column))]
    const top = Math.max(...columns.map((column) => next[column] ?? pad))
    const start = isShared ? pad : top
    const heads = name ? 26 : 0
    for (const column of columns) next[column] = Math.max(start + heads, isShared ? (next[column] ?? pad) : 0)
    for (const { person, column } of members) {
      const y = next[column] ?? pad
      boxes.push({ x: columnX[column] ?? pad, y, column, person })
      next[column] = y + boxHeight + gap
    }
    const bottom = Math.max(...columns.map((column) => next[column] ?? 0))
    if (name) homes.push(homeAround(name, columns, start, bottom))
    for (const column of isShared ? [0, 1, 2] : columns) next[column] = bottom + gap
  }
  return { boxes, homes, laneTop, bottom: Math.max(...next) }
}

const homeAround = (name: string, columns: readonly number[], top: number, bottom: number): Home => {
  const x = (columnX[Math.min(...columns)] ?? pad) - pad
  const right = (columnX[Math.max(...columns)] ?? pad) + boxWidth + pad
  return { name, x: x + 2, y: top, width: right - x - 4, height: bottom - top }
}

const middleOf = ({ y }: Box): number => y + boxHeight / 2
const labelAt = (text: string, middleX: number, y: number, most: number): Label => {
  const short = shortened(text, most)
  const width = widthOf(short) + 12
  return { text: short, width, height: 22, x: middleX - width / 2, y }
}

const boxOf = (boxes: readonly Box[], id: string): Box | undefined => boxes.find(({ person }) => person.id === id)

/** From side to side: out of the first box, along a lane over the middle column, into the second. */
const laneLine = (tie: MappedRelationship, boxes: readonly Box[], y: number): Line | undefined => {
  const ends = [boxOf(boxes, tie.from), boxOf(boxes, tie.to)].filter((box) => box !== undefined)
  const [first, second] = ends.sort((one, other) => one.column - other.column)
  if (!first || !second) return undefined
  const label = labelAt(tie.text, columnX[1] + boxWidth / 2, y, 24)
  const [start, end, at] = [first.x + boxWidth, second.x, y + 11]
  const [in1, in2] = [columnX[1] - pad, columnX[1] + boxWidth + pad]
  const bend = gutter / 2
  const path = `M${start} ${middleOf(first)}C${start + bend} ${middleOf(first)} ${in1 - bend} ${at} ${in1} ${at}H${in2}C${in2 + bend} ${at} ${end - bend} ${middleOf(second)} ${end} ${middleOf(second)}`
  return { path, label, isHarm: tie.isHarm, hasEnded: tie.hasEnded }
}

type GutterTie = { tie: MappedRelationship; first: Box; second: Box; gutter: number; middle: number }

const gutterTie = (tie: MappedRelationship, boxes: readonly Box[]): GutterTie[] => {
  const ends = [boxOf(boxes, tie.from), boxOf(boxes, tie.to)].filter((box) => box !== undefined)
  const [first, second] = ends.sort((one, other) => one.column - other.column)
  if (!first || !second) return []
  const between = first.column === second.column ? Math.min(first.column, 1) : first.column
  return [{ tie, first, second, gutter: between, middle: (middleOf(first) + middleOf(second)) / 2 }]
}

/** Out of the first box, through its words in the gutter, into the second. */
const gutterLine = ({ tie, first, second, gutter: between }: GutterTie, y: number): Line => {
  const middleX = (columnX[between] ?? pad) + boxWidth + pad + gutter / 2
  const label = labelAt(tie.text, middleX, y, 22)
  const at = y + 11
  const edge = (box: Box) => (box.column <= between ? box.x + boxWidth : box.x)
  const [start, end] = [edge(first), edge(second)]
  const half = (from: number, to: number) => from + (to - from) / 2
  const path = `M${start} ${middleOf(first)}C${half(start, middleX)} ${middleOf(first)} ${half(start, middleX)} ${at} ${middleX} ${at}C${half(middleX, end)} ${at} ${half(middleX, end)} ${middleOf(second)} ${end} ${middleOf(second)}`
  return { path, label, isHarm: tie.isHarm, hasEnded: tie.hasEnded }
}
