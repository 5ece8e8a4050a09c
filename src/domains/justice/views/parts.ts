import { stateTag } from '../../../design/tags.ts'
import { formatSpan, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { bodyName, entryLabel } from '../../entries/index.ts'
import type { Matter, Proceedings } from '../actions/proceedings.ts'

/** Each decision to stop: who, at which stage, why, and who told the victim when (DC-04). */
export const stops = ({ facts }: Matter, { tellings }: Proceedings, caseId: string, now: Date): Html | undefined => {
  const found = facts.filter(({ type }) => type === 'justice.case-stopped' || type === 'justice.not-investigated')
  if (found.length === 0) return undefined
  return html`<h3 class="govuk-heading-m">Decisions to stop</h3>
    <ul class="govuk-list govuk-list--spaced">${found.map(({ id, factId, type, happenedFrom, parsed, what }) => {
      const telling = tellings.find((each) => each.factId === factId)
      return html`<li><a class="govuk-link" href="/cases/${caseId}/entries/${id}">${entryLabel(type)}</a>, ${formatWhen(happenedFrom, now)}, by ${bodyName(parsed.decidedBy ?? 'police')} (${parsed.decisionMaker ?? 'decision maker not entered'})${parsed.stage === 'after-charge' ? ', after charge' : parsed.stage ? ', before charge' : ''}${parsed.reason ? `: ${parsed.reason}` : ''}. ${what ?? ''}<br>
        ${telling && told(telling, caseId, now)}<br>
        The victim may ask for a review of the decision. ${stateTag('unverified', 'Time limit: verify')}</li>`
    })}</ul>`
}

const told = (telling: Proceedings['tellings'][number], caseId: string, now: Date): Html =>
  telling.state === 'met' && telling.toldAt
    ? html`${stateTag('done', telling.outcome === 'told' ? 'Told' : (telling.outcome ?? 'Done'))} ${formatWhen(telling.toldAt, now)} by ${bodyName(telling.toldByBody ?? telling.holder)}${telling.enteredByName ? `, entered by ${telling.enteredByName}` : ''}`
    : html`${stateTag('open', `${bodyName(telling.holder)} to tell`)} <a class="govuk-link" href="/cases/${caseId}/duties/${telling.id}">The duty</a>`

/** Each breach, against the suspect alone, with what was done and how soon (BL-11 to BL-13). */
export const breaches = (
  { facts }: Matter,
  { responses, points, actions }: Proceedings,
  caseId: string,
  now: Date,
): Html | undefined => {
  const found = facts.filter(({ type }) =>
    [
      'justice.breach-reported',
      'justice.breach-acted-on',
      'justice.breach-not-put-before-court',
      'orders.breached',
    ].includes(type),
  )
  if (found.length === 0) return undefined
  return html`<h3 class="govuk-heading-m">Breaches</h3>
    <ul class="govuk-list govuk-list--spaced">${found.map(({ id, factId, type, happenedFrom, what }) => {
      const response = responses.find((each) => each.factId === factId)
      const action = actions.find((each) => each.factId === factId)
      const ticked = points.filter(({ entryId }) => entryId === id)
      return html`<li><a class="govuk-link" href="/cases/${caseId}/entries/${id}">${entryLabel(type)}</a>, ${formatWhen(happenedFrom, now)}. ${what ?? ''}${
        response
          ? html`<br>${response.actedAt ? stateTag('done', `Acted on after ${formatSpan(happenedFrom, response.actedAt)}`) : html`${stateTag('open', 'Not acted on yet')} <a class="govuk-link" href="/cases/${caseId}/justice/breach?breach=${factId}">Say what was done</a> · <a class="govuk-link" href="/cases/${caseId}/duties/${response.id}">The duty</a>`}`
          : ''
      }${action ? html`<br><a class="govuk-link" href="/cases/${caseId}/justice/breaches/${action.entryId}">What it is for, to read or print</a>` : ''}${ticked.length > 0 ? html`<br>${ticked.map(({ list, point }) => `${point} (${list})`).join(', ')}` : ''}</li>`
    })}</ul>`
}
