import { gutterTies, laneTies, linesOf } from './relationship-lines.ts'
import type { Household, MappedPerson, MappedRelationship, RelationshipMapOptions, Side } from './relationship-map.ts'
import { boxHeight, boxWidth, columnX, gap, laneHeight, pad } from './relationship-sizes.ts'

// Three columns of people with a gutter between each two. Words stand only in the gutters and in lanes of their own at
// the top of the middle column, one under the other, so that they can never meet a person or each other.

const columnOf: Record<Side, number> = { victim: 0, child: 1, other: 1, perpetrator: 2 }

export type Box = { x: number; y: number; column: number; person: MappedPerson }
export type Label = { x: number; y: number; width: number; height: number; text: string }
export type Line = { path: string; label: Label } & Pick<MappedRelationship, 'isHarm' | 'hasEnded'>
type Home = { x: number; y: number; width: number; height: number; name: string }
export type Drawn = { households: Home[]; boxes: Box[]; lines: Line[]; height: number }

export const mapLayout = ({ people, relationships, households }: RelationshipMapOptions): Drawn => {
  const groups = groupsOf(people, households)
  const across = relationships.filter(({ from, to }) => spans(groups, from, to) === 2)
  const placed = place(groups, across.length)
  const ties = [...laneTies(across, placed.boxes, placed.laneTop), ...gutterTies(relationships, across, placed.boxes)]
  const lines = linesOf(ties)
  const height = Math.max(placed.bottom, ...lines.map(({ label }) => label.y + label.height)) + pad
  return { households: placed.homes, boxes: placed.boxes, lines, height }
}

type Member = { person: MappedPerson; column: number }
type Group = { name: string | undefined; members: Member[]; isShared: boolean }

/** Households, then whoever has none; a home with both sides in it spans the picture and comes first. */
const groupsOf = (people: readonly MappedPerson[], households: readonly Household[]): Group[] => {
  const homes = households.map(({ name, members }, index) => {
    const earlier = households.slice(0, index).flatMap((home) => home.members)
    const inside = people.filter(({ id }) => members.includes(id) && !earlier.includes(id))
    const sides = inside.map(({ side }) => side)
    const isShared = sides.includes('victim') && sides.includes('perpetrator')
    const home = sides.includes('victim') ? 0 : sides.includes('perpetrator') ? 2 : 1
    return {
      name,
      isShared,
      members: inside.map((person) => ({ person, column: isShared ? columnOf[person.side] : home })),
    }
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
  let sharedTop = pad
  for (const { name, members, isShared } of groups) {
    const columns = [...new Set(members.map(({ column }) => column))]
    const top = Math.max(...columns.map((column) => next[column] ?? pad))
    const start = isShared ? sharedTop : top
    const heads = name ? 26 : 0
    for (const column of columns) next[column] = Math.max(start + heads, isShared ? (next[column] ?? pad) : 0)
    for (const { person, column } of members) {
      const y = next[column] ?? pad
      boxes.push({ x: columnX[column] ?? pad, y, column, person })
      next[column] = y + boxHeight + gap
    }
    const bottom = Math.max(...columns.map((column) => next[column] ?? 0))
    if (name) homes.push(homeAround(name, columns, start, bottom))
    // The lanes of words may reach further down than a home without anybody in the middle.
    for (const column of isShared ? [0, 1, 2] : columns) next[column] = Math.max(bottom + gap, next[column] ?? pad)
    if (isShared) sharedTop = bottom + gap
  }
  return { boxes, homes, laneTop, bottom: Math.max(...next) }
}

const homeAround = (name: string, columns: readonly number[], top: number, bottom: number): Home => {
  const x = (columnX[Math.min(...columns)] ?? pad) - pad
  const right = (columnX[Math.max(...columns)] ?? pad) + boxWidth + pad
  return { name, x: x + 2, y: top, width: right - x - 4, height: bottom - top }
}
