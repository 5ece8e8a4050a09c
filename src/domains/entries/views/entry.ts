import { clock } from '../../../design/clock.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import type { Screen } from '../../../design/form.ts'
import { stateTag } from '../../../design/tags.ts'
import { formatDay, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type CaseTop, caseLayout, nothingOf } from '../../cases/index.ts'
import type { FactPage } from '../actions/read.ts'
import { conditionLabel } from '../model/conditions.ts'
import { detailLines } from '../model/detail-lines.ts'
import { isByHand, notTicked } from '../model/entry-forms.ts'
import { formatLatency } from '../model/latency.ts'
import { bodyName, entryLabel } from '../model/words.ts'
import type { EntryRow } from '../store.ts'

type EntryPage = FactPage & { screen: Screen; top: CaseTop }

export const entryPage = ({ screen, top, ...shown }: EntryPage): Html => {
  const { entry, all } = shown
  const here = `/cases/${top.caseId}/entries/${entry.id}`
  const byHand = isByHand(entry.type)
  return caseLayout({
    ...{ screen, top, part: 'entries', title: entryLabel(entry.type) },
    trail: [{ text: 'What happened', href: `/cases/${top.caseId}/entries` }],
    content: html`
      ${all.some(({ relation, position }) => relation === 'corrects' && position > entry.position) && html`<p>${stateTag('stopped', 'Set right by a later entry')}</p>`}
      ${facts(shown, screen.now)}
      ${byHand && html`<p class="govuk-body"><a class="govuk-link" href="${here}/confirm">I know this too</a> · <a class="govuk-link" href="${here}/correct">This is wrong</a></p>`}
      ${conditionsOf(shown)} ${pointsOf(shown)}
      <h2 class="govuk-heading-m">What follows from it</h2>
      ${dutiesOf(shown, top, screen.now)}
      ${all.length > 1 && html`<h2 class="govuk-heading-m">All that is known of it</h2>${history(all, entry, top.caseId, screen.now)}`}`,
  })
}

const row = (key: string, value: Html | string | undefined) =>
  value ? { key: { text: key }, value: { text: value } } : undefined

const facts = ({ entry, latency }: FactPage, now: Date): Html =>
  summaryList({
    rows: [
      row('Happened', whenOf(entry, now)),
      row('About', entry.suspectName ?? undefined),
      ...detailLines(entry.details, entry.type).map(([key, value]) => row(key, value)),
      row('Account', entry.what ?? undefined),
      row('Said by', `${bodyName(entry.body)}${entry.toldBy ? `: ${entry.toldBy}` : ''}`),
      row('Known here', formatWhen(entry.knownAt, now)),
      row('Received from the court or the CPS', entry.receivedAt ? formatWhen(entry.receivedAt, now) : undefined),
      row('Court to receipt', latency ? formatLatency(latency.from, latency.until) : undefined),
      row(
        'Entered',
        `${formatWhen(entry.enteredAt, now)}${entry.enteredByName ? ` by ${entry.enteredByName}, ${entry.agencyName}` : ', brought from another case'}`,
      ),
    ],
  })

const whenOf = ({ happenedFrom, happenedUntil, precision }: EntryRow, now: Date): string => {
  if (precision === 'minute') return formatWhen(happenedFrom, now)
  if (precision === 'day') return `${formatDay(happenedFrom)}, time not known`
  return `between ${formatDay(happenedFrom)} and ${formatDay(happenedUntil)}`
}

const conditionsOf = ({ conditions }: FactPage): Html | undefined =>
  conditions.length > 0
    ? html`<h2 class="govuk-heading-m">Conditions, in plain words</h2>
        <ul class="govuk-list govuk-list--bullet">${conditions.map(
          ({ kind, who, place, plain, endedWhy }) =>
            html`<li><strong>${conditionLabel(kind)}</strong>${who || place ? html` (${who ?? place ?? ''})` : ''}: ${plain}${endedWhy ? html` <em>Ended: ${endedWhy}.</em>` : ''}</li>`,
        )}</ul>`
    : undefined

const pointsOf = ({ points }: FactPage): Html =>
  html`${listed(
    'Ticked with it',
    points.filter(({ list }) => list !== notTicked),
  )}
    ${listed(
      'Asked, and not ticked',
      points.filter(({ list }) => list === notTicked),
    )}`

const listed = (heading: string, points: FactPage['points']): Html | undefined =>
  points.length > 0
    ? html`<h2 class="govuk-heading-m">${heading}</h2>
        <ul class="govuk-list govuk-list--bullet">${points.map(({ list, point }) => html`<li>${point} <span class="govuk-hint">(${list})</span></li>`)}</ul>`
    : undefined

const dutiesOf = ({ duties, entry }: FactPage, top: CaseTop, now: Date): Html => {
  const { caseId } = top
  if (duties.length === 0)
    return html`<p class="govuk-body">${nothingOf(top, 'duties', 'Nothing needs to be done because of this.')}</p>`
  return html`<ul class="govuk-list govuk-list--spaced">${duties.map(
    (duty) =>
      html`<li><a class="govuk-link" href="/cases/${caseId}/duties/${duty.id}">${duty.task}</a>${duty.metById === entry.id && html` <strong>Answered by this entry</strong>`}<br>${
        duty.state === 'superseded'
          ? stateTag('stopped', 'No longer asked for')
          : clock({
              now,
              dueAt: duty.safetyDueAt,
              lawDueAt: duty.statutoryDueAt,
              doneAt: duty.closedAt,
              notKnown: duty.dueUnknown ?? undefined,
            })
      } · ${duty.owner}</li>`,
  )}</ul>`
}

const words: Record<string, string> = {
  starts: 'First entered',
  confirms: 'Known to another too',
  corrects: 'Set right',
}

const history = (all: readonly EntryRow[], entry: EntryRow, caseId: string, now: Date): Html =>
  html`<ol class="govuk-list govuk-list--number">${all.map(
    (each) =>
      html`<li>${each.id === entry.id ? html`<strong>${words[each.relation]}</strong>` : html`<a class="govuk-link" href="/cases/${caseId}/entries/${each.id}">${words[each.relation]}</a>`}: ${bodyName(each.body)}, entered ${formatWhen(each.enteredAt, now)}${each.enteredByName ? html` by ${each.enteredByName}` : ''}. Happened ${whenOf(each, now)}${each.what ? html`: ${each.what}` : ''}</li>`,
  )}</ol>`
