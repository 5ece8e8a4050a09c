import { formatDay } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, nothingOf } from '../../cases/index.ts'
import type { PersonInCase, RelationshipRow } from '../store.ts'

/** What is reported of one person harming another, with dates: each direction stands alone (S-05). */
export type Direction = {
  fromName: string
  toName: string
  reports: { label: string; at: Date; toldBy: string | null }[]
}
type Connections = {
  top: CaseTop
  people: PersonInCase[]
  relationships: RelationshipRow[]
  directions: Direction[]
  isBothWays: boolean
  mayChange: boolean
}

export const connections = ({ top, people, relationships, directions, isBothWays, mayChange }: Connections): Html => {
  const nameOf = (id: string): string => people.find((person) => person.id === id)?.name ?? 'somebody'
  const base = `/cases/${top.caseId}/people`
  return html`<h2 class="govuk-heading-m" id="connections">How they are connected</h2>
    ${relationships.length === 0 && html`<p class="govuk-body">No connection is recorded.</p>`}
    <ul class="govuk-list govuk-list--bullet">${relationships.map(
      (each) =>
        html`<li>${words(each, nameOf)}${mayChange && !each.endedAt && html` <a class="govuk-link" href="${base}/connections/${each.id}/end">This ended<span class="govuk-visually-hidden">: ${nameOf(each.personId)} and ${nameOf(each.otherId)}</span></a>`}</li>`,
    )}</ul>
    ${mayChange && html`<p class="govuk-body"><a class="govuk-link" href="${base}/connect">Connect two people</a></p>`}
    ${mayChange && relationships.some(isHarm) && html`<p class="govuk-body"><a class="govuk-link" href="${base}/counter-allegation">The person reported says that they were harmed</a></p>`}
    ${isBothWays && html`<p class="govuk-body"><a class="govuk-link" href="/cases/${top.caseId}/counter-allegations">Harm is reported both ways: see each beside the other</a></p>`}
    ${directions.length > 0 && html`<h2 class="govuk-heading-m">What is reported, by direction</h2>${directions.map((direction) => oneWay(direction, top))}`}`
}

const isHarm = ({ otherRole, endedAt }: RelationshipRow): boolean => otherRole === 'perpetrator' && !endedAt

const words = (each: RelationshipRow, nameOf: (id: string) => string): string => {
  const [first, second] = [nameOf(each.personId), nameOf(each.otherId)]
  const who =
    each.otherRole === 'perpetrator' ? `${first} is reported to be harmed by ${second}` : `${first} and ${second}`
  const details = [
    each.kind,
    each.livesTogether === true && 'live together',
    each.livesTogether === false && 'live apart',
    each.fromOn && `from ${formatDay(each.fromOn)}`,
    each.untilOn && `until ${formatDay(each.untilOn)}`,
    each.note,
  ]
  return `${who}: ${details.filter(Boolean).join(', ')}`
}

const oneWay = ({ fromName, toName, reports }: Direction, top: CaseTop): Html =>
  html`<h3 class="govuk-heading-s">${fromName} towards ${toName}</h3>
    ${
      reports.length === 0
        ? html`<p class="govuk-body">${nothingOf(top, 'incidents', 'No report is entered.')}</p>`
        : html`<ul class="govuk-list govuk-list--bullet">${reports.map(({ label, at, toldBy }) => html`<li>${formatDay(at)}: ${label}${toldBy !== null && `, from ${toldBy}`}</li>`)}</ul>`
    }`
