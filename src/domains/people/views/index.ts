import { button } from '../../../design/components/button.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import type { Screen } from '../../../design/form.ts'
import { form } from '../../../design/form.ts'
import { stateTag } from '../../../design/tags.ts'
import { formatCount, formatDay, londonDay } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout } from '../../cases/index.ts'
import { isVictimAndChild, knownAge } from '../model.ts'
import type { CountedRow, HouseholdRow, MemberRow, PersonInCase, RelationshipRow, WorkerRow } from '../store.ts'
import { connections, type Direction } from './connections.ts'

export type PeoplePage = {
  screen: Screen
  top: CaseTop
  people: PersonInCase[]
  names: { personId: string; name: string; bornOn: string | null; toldBy: string }[]
  counted: CountedRow[]
  workers: WorkerRow[]
  isBothWays: boolean
  relationships: RelationshipRow[]
  directions: Direction[]
  households: HouseholdRow[]
  members: MemberRow[]
  mayChange: boolean
}

/** Everyone in the case: who they are, how they are connected, and where they live, stay or visit. */
export const peoplePage = (page: PeoplePage): Html => {
  const { screen, top, people, mayChange } = page
  const here = people.filter(({ endedAt }) => endedAt === null)
  const gone = people.filter(({ endedAt }) => endedAt !== null)
  return caseLayout({
    ...{ screen, top, part: 'people', title: 'People' },
    titleActions: mayChange ? button({ text: 'Add a person', href: `/cases/${top.caseId}/people/new` }) : undefined,
    content: html`<p class="govuk-body">${formatCount(here.length, 'person', 'people')} in this case, those harmed and reported first.</p>
      ${here.map((person) => card(page, person))}
      ${gone.length > 0 && html`<h2 class="govuk-heading-m">No longer part of this case</h2><ul class="govuk-list">${gone.map(({ name, endedWhy }) => html`<li>${name}: ${endedWhy ?? 'no reason was entered'}</li>`)}</ul>`}
      ${connections(page)}
      ${homes(page)}`,
  })
}

const card = ({ screen, top, names, workers, counted, mayChange }: PeoplePage, person: PersonInCase): Html => {
  const base = `/cases/${top.caseId}/people/${person.id}`
  const row = (key: string, value: string | null) => value !== null && { key: { text: key }, value: { text: value } }
  const asked = counted.find(({ personId }) => personId === person.id)
  const stage = top.people.find(({ id }) => id === person.id)?.stage ?? 'person reported'
  return html`<section aria-labelledby="p-${person.id}">
    <h2 class="govuk-heading-m" id="p-${person.id}">${person.name}${person.nameIsBelieved && ' (believed)'}</h2>
    <p class="govuk-body">${stateTag('open', roleWord(person.role, stage))} ${isVictimAndChild(person, londonDay(screen.now)) && stateTag('soon', 'Also a child: 16 or 17')} ${person.diedOn !== null && stateTag('stopped', `Died ${formatDay(person.diedOn)}`)}</p>
    ${summaryList({
      rows: [
        row('Uses the name', person.called),
        row('Born', bornWords(person, londonDay(screen.now))),
        row('Gender', person.gender),
        row('Language', person.language),
        row('To understand each other', person.communicationNeeds),
        row('School or college', person.school),
        row('Why in this case', person.why),
        row('Works with them', workerWords(workers, person)),
        row('For fair counts', asked ? `Asked ${formatDay(asked.askedAt, screen.now)} by ${asked.askedBy}` : null),
        ...names
          .filter(({ personId }) => personId === person.id)
          .map(({ name, bornOn, toldBy }) =>
            row('Another name', `${name}${bornOn ? `, born ${formatDay(bornOn)}` : ''} (from ${toldBy})`),
          ),
      ],
    })}
    ${person.version > 1 && html`<p class="govuk-body"><a class="govuk-link" href="${base}/history">What was known before<span class="govuk-visually-hidden"> of ${person.name}</span></a></p>`}
    ${
      mayChange &&
      html`<ul class="govuk-list">
      <li><a class="govuk-link" href="${base}/edit">Change<span class="govuk-visually-hidden"> what is known of ${person.name}</span></a></li>
      <li><a class="govuk-link" href="${base}/name">Add another name<span class="govuk-visually-hidden"> of ${person.name}</span></a></li>
      ${!person.diedOn && person.role === 'victim' && html`<li><a class="govuk-link" href="${base}/counting">Ask for fair counts<span class="govuk-visually-hidden">: ${person.name}</span></a></li>`}
      ${person.role === 'perpetrator' && html`<li><a class="govuk-link" href="${base}/worker">Record who works with them<span class="govuk-visually-hidden">: ${person.name}</span></a></li>`}
      ${!person.diedOn && html`<li><a class="govuk-link" href="${base}/died">Record a death<span class="govuk-visually-hidden"> of ${person.name}</span></a></li>`}
      ${!person.isMain && html`<li><a class="govuk-link" href="${base}/leave">No longer part of this case<span class="govuk-visually-hidden">: ${person.name}</span></a></li>`}
    </ul>`
    }
  </section>`
}

const workerWords = (workers: WorkerRow[], { id, role }: PersonInCase): string | null => {
  if (role !== 'perpetrator') return null
  const found = workers.find(({ personId }) => personId === id)
  return found ? (found.outside ?? `${found.name ?? 'Somebody'}, ${found.agency ?? ''}`) : 'Not recorded'
}

const roleWord = (role: string, stage: string): string =>
  role === 'victim'
    ? 'Harmed'
    : role === 'perpetrator'
      ? `${stage.charAt(0).toUpperCase()}${stage.slice(1)}`
      : role === 'child'
        ? 'Child'
        : 'Other'

const bornWords = (person: PersonInCase, today: string): string => {
  const age = knownAge(person, today)
  if (person.bornOn) return person.diedOn ? formatDay(person.bornOn) : `${formatDay(person.bornOn)}, now ${age}`
  return age === null ? 'Not known' : `Not known, about ${age} when entered`
}

const homes = ({ screen, top, households, members, mayChange }: PeoplePage): Html =>
  html`<h2 class="govuk-heading-m" id="households">Households</h2>
    <p class="govuk-body">Who lives, stays or visits where, and when. No address stands here.</p>
    ${households.length === 0 && html`<p class="govuk-body">No household is recorded.</p>`}
    ${households.map(
      (
        household,
      ) => html`<h3 class="govuk-heading-s">${household.label}${household.district !== null && `, ${household.district}`}</h3>
        <ul class="govuk-list govuk-list--bullet">${members
          .filter(({ householdId }) => householdId === household.id)
          .map(
            (member) =>
              html`<li>${memberWords(member)}${mayChange && !member.untilOn && form(screen, button({ text: `${member.name} left`, classes: 'govuk-button--secondary' }), { action: `/cases/${top.caseId}/people/households/${household.id}/left/${member.personId}` })}</li>`,
          )}</ul>
        ${mayChange && html`<p class="govuk-body"><a class="govuk-link" href="/cases/${top.caseId}/people/households/${household.id}/member">Add somebody<span class="govuk-visually-hidden"> to ${household.label}</span></a></p>`}`,
    )}
    ${mayChange && html`<p class="govuk-body"><a class="govuk-link" href="/cases/${top.caseId}/people/household">Add a household</a></p>`}`

const memberWords = ({ name, how, whenThere, fromOn, untilOn }: MemberRow): string =>
  [`${name} ${how} there`, whenThere, fromOn && `from ${formatDay(fromOn)}`, untilOn && `until ${formatDay(untilOn)}`]
    .filter(Boolean)
    .join(', ')
