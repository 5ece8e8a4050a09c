import { button } from '../../../design/components/button.ts'
import { details } from '../../../design/components/details.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import { table } from '../../../design/components/table.ts'
import { warningText } from '../../../design/components/warning-text.ts'
import type { Screen } from '../../../design/form.ts'
import { stateTag } from '../../../design/tags.ts'
import { formatCount, formatDay, formatWhen, londonDay } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout, nothingOf } from '../../cases/index.ts'
import {
  bodyName,
  type Condition,
  conditionLabel,
  detailLines,
  entryLabel,
  type Fact,
  formatLatency,
  isOfBail,
} from '../../entries/index.ts'
import { isAsked, type Readiness, readyTag } from '../../management-plans/index.ts'
import type { Matter, Proceedings } from '../actions/proceedings.ts'
import { conditionWords } from './conditions.ts'
import { breaches, stops } from './parts.ts'

type JusticePage = Proceedings & {
  screen: Screen
  top: CaseTop
  readiness: readonly Readiness[]
  /** Word of where somebody was that is older than this day is too old to rely on (SP-29). */
  reliedOnFrom: string
}

export const justicePage = ({ screen, top, readiness, reliedOnFrom, ...proceedings }: JusticePage): Html =>
  caseLayout({
    ...{ screen, top, part: 'justice', title: 'Justice' },
    titleActions: button({ text: 'Record what happened', href: `/cases/${top.caseId}/entries/new` }),
    content: html`
      ${proceedings.matters.length === 0 && html`<p class="govuk-body">Nobody is named as the person reported on this case. <a class="govuk-link" href="/cases/${top.caseId}/people">Add them</a>, and what police and courts do stands here.</p>`}
      ${proceedings.matters.map((matter) => matterOf(matter, proceedings, { top, readiness, reliedOnFrom, now: screen.now }))}`,
  })

type On = Pick<JusticePage, 'top' | 'readiness' | 'reliedOnFrom'> & { now: Date }
const matterOf = (matter: Matter, proceedings: Proceedings, { top, readiness, reliedOnFrom, now }: On): Html => {
  const { caseId } = top
  const before = readiness.find(({ id }) => id === matter.id)
  const seesAll = !top.sights.partial.includes('orders')
  const { standing, hearing, located, prison, beyond, limits } = matter
  const hold = matter.conditions.filter((one) => proceedings.isInForce(one, proceedings.today))
  return html`<section>
    <h2 class="govuk-heading-l">${matter.name}</h2>
    ${seesAll && standing.protects === 'none' && warningText({ text: 'No protective conditions. Nothing but what is agreed elsewhere keeps this person away: think of bail, a protection notice, an order.' })}
    ${seesAll && standing.protects === 'conditions' && hold.length === 0 && warningText({ text: 'Out, and no condition is recorded that holds. Ask what the conditions are, and enter them.' })}
    ${beyond ? html`<p>${stateTag('unverified', beyond)}</p>` : ''}
    ${summaryList({
      rows: [
        {
          key: { text: 'Where' },
          value: {
            text: html`${standing.where}${standing.since ? html`, ${formatWhen(standing.since, now)}` : ''} ${standing.isPending && stateTag('waiting', 'Release pending')}`,
          },
        },
        {
          key: { text: 'Next hearing' },
          value: {
            text: hearing
              ? html`<a class="govuk-link" href="/cases/${caseId}/entries/${hearing.entryId}">${formatDay(hearing.on, now)}</a>, ${hearing.what}`
              : nothingOf(top, 'orders', 'None is known'),
          },
        },
        located && lastKnown(located, { reliedOnFrom, caseId, now }),
        prison && !standing.isOut && inPrison(prison, caseId),
        before &&
          isAsked(before) && {
            key: { text: 'Before a release' },
            value: {
              text: html`${readyTag(before)} <a class="govuk-link" href="/cases/${caseId}/management-plans">What must be there before ${matter.name} is let out</a>`,
            },
          },
        limits.length > 0 && {
          key: { text: 'Bail before charge can run to' },
          value: {
            text: html`${limits.map(({ rank, until }) => html`${rank}: ${formatDay(until, now)}<br>`)}after that, a court. ${stateTag('unverified', 'Verify with custody')}`,
          },
        },
      ],
    })}
    <h3 class="govuk-heading-m">Conditions</h3>
    ${conditionsOf(matter, proceedings, top, now)}
    ${stops(matter, proceedings, caseId, now)} ${breaches(matter, proceedings, caseId, now)} ${latencies(matter, caseId, now)}
  </section>`
}

/** Where they were last known to be, when and by whom; what is too old is said to be so (SP-29). */
const lastKnown = (
  { id, what, happenedFrom, toldBy, body, details, type }: Fact,
  { reliedOnFrom, caseId, now }: { reliedOnFrom: string; caseId: string; now: Date },
) => ({
  key: { text: 'Last known to be' },
  value: {
    text: html`<a class="govuk-link" href="/cases/${caseId}/entries/${id}">${what ?? 'Nothing written'}</a>, ${formatWhen(happenedFrom, now)}. Told by ${toldBy ?? bodyName(body ?? 'other')}. ${detailLines(details, type).map(([, value]) => html`${value}. `)}
      ${londonDay(happenedFrom) < reliedOnFrom && stateTag('unverified', 'Too old to rely on: ask again')}`,
  },
})

const inPrison = ({ id, parsed: { prisonContact, contactWatched, hasIntelligence } }: Fact, caseId: string) => ({
  key: { text: 'Prison' },
  value: {
    text: html`<a class="govuk-link" href="/cases/${caseId}/entries/${id}">${prisonContact}</a>. Contact watched or barred: ${contactWatched ?? 'not known'}.
      ${hasIntelligence && 'There is intelligence: ask police.'}`,
  },
})

const conditionsOf = ({ conditions, id }: Matter, { isInForce, today }: Proceedings, top: CaseTop, now: Date): Html => {
  const { caseId } = top
  const [holding, past] = [true, false].map((holds) => conditions.filter((one) => isInForce(one, today) === holds))
  return html`${
    holding?.length
      ? html`<ul class="govuk-list govuk-list--spaced">${holding.map((one) => holds(one, caseId, now))}</ul>
        <p class="govuk-hint">Keeping these is the suspect’s duty, never the victim’s. If one is broken: police, 999 in danger, 101 otherwise.</p>`
      : html`<p class="govuk-body">${nothingOf(top, 'orders', 'No condition is recorded that holds.')}</p>`
  }
    <p class="govuk-body"><a class="govuk-link" href="/cases/${caseId}/justice/conditions/new${id ? `?suspect=${id}` : ''}">Add a condition of bail</a></p>
    ${past?.length ? details({ summaryText: formatCount(past.length, 'condition no longer holds', 'conditions no longer hold'), text: html`<ul class="govuk-list govuk-list--spaced">${past.map((one) => ended(one, caseId, now))}</ul>` }) : ''}`
}

const setLine = ({ entryId, setAt }: Condition, caseId: string, now: Date): Html =>
  html`<a class="govuk-link" href="/cases/${caseId}/entries/${entryId}">Set ${formatWhen(setAt, now)}</a>`

const holds = (one: Condition, caseId: string, now: Date): Html =>
  html`<li>${stateTag('open', 'Holds')} ${conditionWords(one, now)}<br>
    ${setLine(one, caseId, now)}${isOfBail(one) && html` · <a class="govuk-link" href="/cases/${caseId}/justice/conditions/${one.id}/vary">Change<span class="govuk-visually-hidden"> ${conditionLabel(one.kind)}</span></a> · <a class="govuk-link" href="/cases/${caseId}/justice/conditions/${one.id}/end">End<span class="govuk-visually-hidden"> ${conditionLabel(one.kind)}</span></a>`}</li>`

/** What was said when it ended stands in the entry that ended it. */
const ended = (one: Condition, caseId: string, now: Date): Html =>
  html`<li>${stateTag('stopped', one.endedWhy ?? 'Its last day is past')} ${conditionWords(one, now)}<br>
    ${setLine(one, caseId, now)}${one.endedEntryId !== null && one.endedAt !== null && html` · <a class="govuk-link" href="/cases/${caseId}/entries/${one.endedEntryId}">Ended ${formatWhen(one.endedAt, now)}</a>`}</li>`

/** How long the court’s word took to arrive (BL-05). */
const latencies = ({ facts }: Matter, caseId: string, now: Date): Html | undefined => {
  const measured = facts.filter(({ firstReceivedAt, type }) => firstReceivedAt && type !== 'justice.case-stopped')
  if (measured.length === 0) return undefined
  return table({
    caption: 'From the court to the body that must tell',
    captionClasses: 'govuk-table__caption--m',
    head: [{ text: 'What' }, { text: 'Decided' }, { text: 'Received' }, { text: 'Took' }],
    rows: measured.map(({ id, type, happenedFrom, firstReceivedAt }) => [
      { text: html`<a class="govuk-link" href="/cases/${caseId}/entries/${id}">${entryLabel(type)}</a>` },
      { text: formatWhen(happenedFrom, now) },
      { text: firstReceivedAt ? formatWhen(firstReceivedAt, now) : '' },
      { text: firstReceivedAt ? formatLatency(happenedFrom, firstReceivedAt) : '' },
    ]),
  })
}
