import { type Html, html } from '../../platform/html.ts'
import type { Optional } from '../options.ts'
import { formatCount } from '../words.ts'
import { canvas, type FigureTable, figure, shortened } from './figure.ts'
import { type Drawn, mapLayout } from './relationship-layout.ts'
import { boxHeight, boxWidth, mapWidth } from './relationship-sizes.ts'

export type Side = 'victim' | 'child' | 'perpetrator' | 'other'
export type MappedPerson = {
  id: string
  name: string
  /** Where the person stands in the picture. */
  side: Side
  /** What they are called at this stage: victim, child, person reported, suspect, defendant, offender, neighbour. */
  role: string
}
export type MappedRelationship = { from: string; to: string; text: string } & Optional<{
  isHarm: boolean
  hasEnded: boolean
}>
/** Whoever lives together; a person lives in one. */
export type Household = { name: string; members: readonly string[] }
export type RelationshipMapOptions = {
  id: string
  people: readonly MappedPerson[]
  relationships: readonly MappedRelationship[]
  households: readonly Household[]
}

/** Who is who to whom: the victim's side on the left, children between, the suspect's side on the right. */
export const relationshipMap = (options: RelationshipMapOptions): Html => {
  const { id } = options
  const title = 'Who is who'
  const sentence = sentenceOf(options)
  const drawn = mapLayout(options)
  const svg = canvas({ id, title, sentence, width: mapWidth, height: drawn.height }, content(drawn))
  return figure({ id, title, sentence, svg, table: tableOf(options) })
}

const content = ({ households, lines, boxes }: Drawn): Html =>
  html`${households.map(
    ({
      x,
      y,
      width,
      height,
      name,
    }) => html`<rect class="wm-map__home" x="${x}" y="${y}" width="${width}" height="${height}" rx="8"/>
      <text class="wm-map__home-name" x="${x + 10}" y="${y + 17}">${shortened(name, Math.floor(width / 8))}</text>`,
  )}
  ${lines.map(({ path, isHarm, hasEnded }) => html`<path class="wm-map__line${isHarm && ' wm-map__line--harm'}${hasEnded && ' wm-map__line--ended'}" d="${path}"/>`)}
  ${lines.map(
    ({
      label,
      isHarm,
    }) => html`<rect class="wm-map__label" x="${label.x}" y="${label.y}" width="${label.width}" height="${label.height}" rx="3"/>
      <text class="wm-map__label-text${isHarm && ' wm-map__label-text--harm'}" x="${label.x + label.width / 2}" y="${label.y + 15}" text-anchor="middle">${label.text}</text>`,
  )}
  ${boxes.map(
    ({ x, y, person }) => html`<g class="wm-map__person wm-map__person--${person.side}">
      <rect x="${x}" y="${y}" width="${boxWidth}" height="${boxHeight}" rx="${person.side === 'perpetrator' ? 0 : 8}"/>
      <text class="wm-map__name" x="${x + 12}" y="${y + 20}">${shortened(person.name, 20)}</text>
      <text class="wm-map__role" x="${x + 12}" y="${y + 37}">${shortened(person.role, 24)}</text>
    </g>`,
  )}`

const sentenceOf = ({ people, relationships, households }: RelationshipMapOptions): string => {
  if (people.length === 0) return 'Nobody is recorded yet.'
  const shared = households.filter(({ members }) => {
    const sides = people.filter(({ id }) => members.includes(id)).map(({ side }) => side)
    return sides.includes('victim') && sides.includes('perpetrator')
  })
  const children = people.filter(({ side }) => side === 'child').length
  return `${formatCount(people.length, 'person', 'people')}, ${children === 0 ? 'no child' : formatCount(children, 'child', 'children')}, ${formatCount(relationships.length, 'tie')}. ${
    shared.length > 0
      ? `Recorded as living together with the person who harms: ${shared.map(({ name }) => name).join('; ')}.`
      : 'Nobody harmed is recorded as living with the person who harms.'
  }`
}

const tableOf = ({ people, relationships, households }: RelationshipMapOptions): FigureTable => ({
  caption: 'Who is who',
  head: ['Person', 'Role', 'Lives', 'Ties'],
  rows: people.map(({ id, name, role }) => {
    const nameOf = (other: string) => people.find((person) => person.id === other)?.name ?? 'somebody not shown'
    const home = households.find(({ members }) => members.includes(id))
    const ties = relationships
      .filter(({ from, to }) => from === id || to === id)
      .map(({ from, to, text, hasEnded }) => `${text}${hasEnded ? ' (ended)' : ''}: ${nameOf(from === id ? to : from)}`)
    return [name, role, home?.name ?? 'not recorded', ties.join('; ') || 'none recorded']
  }),
})
