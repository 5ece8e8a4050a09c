import { clock } from '../../../design/clock.ts'
import { button } from '../../../design/components/button.ts'
import { insetText } from '../../../design/components/inset-text.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import type { Screen } from '../../../design/form.ts'
import { stateTag } from '../../../design/tags.ts'
import { formatDay, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Actor } from '../../../platform/request.ts'
import { type CaseTop, caseLayout } from '../../cases/index.ts'
import { bodyName, entryLabel, formatLatency } from '../../entries/index.ts'
import { permissionsOf } from '../../staff/index.ts'
import type { DutyShown } from '../actions.ts'
import { endWords, type Upstream } from '../model/duty-page.ts'
import { coverWords } from './cover.ts'
import { holder } from './index.ts'

type DutyPage = DutyShown & { screen: Screen; top: CaseTop; actor: Actor }

export const dutyPage = ({ screen, top, actor, ...shown }: DutyPage): Html => {
  const { duty, upstream } = shown
  const { now } = screen
  return caseLayout({
    ...{ screen, top, part: 'duties', title: duty.task },
    trail: [{ text: 'Duties', href: `/cases/${top.caseId}/duties` }],
    content: html`
      <p class="govuk-body">${clock({
        now,
        dueAt: duty.safetyDueAt,
        lawDueAt: duty.statutoryDueAt,
        doneAt: duty.state === 'met' ? (answeredAt(shown) ?? duty.closedAt) : null,
        doneWord: endWords(duty),
        notKnown: duty.dueUnknown ?? undefined,
      })} ${duty.state === 'superseded' && stateTag('stopped', endWords(duty))}</p>
      ${duty.raisedAt > now && insetText({ text: `This comes up on ${formatDay(duty.raisedAt, now)}, unless something happens first.` })}
      ${summaryList({ rows: [...owners(shown), ...clocks(shown, now)] })}
      ${upstream ? upstreamOf(upstream, now) : ''}
      ${actions(shown, top.caseId, actor)}
      <h2 class="govuk-heading-m">Why</h2>
      ${why(shown)}
      <h2 class="govuk-heading-m">What asked for it</h2>
      ${reasons(shown, now)}
      <h2 class="govuk-heading-m">What was done about it</h2>
      ${history(shown, now)}`,
  })
}

const row = (key: string, value: Html | string | undefined) =>
  value ? { key: { text: key }, value: { text: value } } : undefined

/** When it was answered, which may be before it was written down. */
const answeredAt = ({ duty, entries }: DutyShown): Date | undefined =>
  entries.find(({ id }) => id === duty.metById)?.happenedFrom

const owners = ({ duty, cover }: DutyShown) => [
  row('Held by', holder(duty)),
  row('Owner', `${duty.ownerName}, ${duty.ownerAgency}`),
  row('For', duty.personName ?? undefined),
  row('Whose plan', duty.planOf ?? undefined),
  row('Covers on the last day', cover ? coverWords(cover) : undefined),
]

const clocks = ({ duty }: DutyShown, now: Date) => [
  row('Safety wants it', duty.safetyDueAt ? formatWhen(duty.safetyDueAt, now) : 'No safety clock'),
  row(
    'The law wants it',
    duty.statutoryDueAt ? formatWhen(duty.statutoryDueAt, now) : (duty.dueUnknown ?? 'No clock of the law'),
  ),
  row('Note', duty.notes.join(' ') || undefined),
  row('Came up', formatWhen(duty.raisedAt, now)),
  row('Not certain', duty.certain ? undefined : `It hangs on words in an account: ${duty.quotes.join(', ')}`),
]

/** What the delay upstream makes of the law's clock: shown as a measure, and as no permission to wait. */
const upstreamOf = ({ decidedAt, receivedAt, fromReceipt, fromDecision }: Upstream, now: Date): Html =>
  insetText({
    text: html`<p>The law counts from when the court or the CPS told the body that must tell. ${
      receivedAt
        ? html`Received ${formatWhen(receivedAt, now)}${fromReceipt ? html`: ends ${formatWhen(fromReceipt, now)}` : ''}. It took ${formatLatency(decidedAt.earliest, receivedAt)} to arrive.`
        : 'It has not been received yet.'
    }</p>
    ${fromDecision ? html`<p>Counted from the decision itself it would end ${formatWhen(fromDecision, now)}. Do not wait for the law: safety’s clock runs from when anyone here knew.</p>` : ''}`,
  })

const actions = ({ duty, ways, entries, record }: DutyShown, caseId: string, { id, agencyId, role }: Actor): Html => {
  const may = permissionsOf(role)
  const here = `/cases/${caseId}/duties/${duty.id}`
  const because = entries.find(({ id }) => id === duty.becauseId)
  // The one that the duty is about, or their list.
  const open = (one: string, list: string, many = list) =>
    button({ text: `Open the ${record ? one : many}`, href: `/cases/${caseId}/${record ?? list}` })
  return html`<div class="govuk-button-group">
    ${ways.includes('tell') && button({ text: 'Tell them: open the call sheet', href: `/cases/${caseId}/safe-contact/call-sheet` })}
    ${ways.includes('tell') && button({ text: 'Another body told them', href: `${here}/told-by`, classes: 'govuk-button--secondary' })}
    ${ways.includes('risk review') && button({ text: 'Assess or review the risk', href: `/cases/${caseId}/risk/new` })}
    ${ways.includes('plan review') && button({ text: 'Plan reviewed', href: `${here}/plan-reviewed` })}
    ${ways.includes('plan review') && may.has('safety-plans:read') && button({ text: 'Open the safety plans', href: `/cases/${caseId}/safety-plans`, classes: 'govuk-button--secondary' })}
    ${ways.includes('plan offer') && button({ text: 'Read what was offered', href: `/cases/${caseId}/safety-plans` })}
    ${ways.includes('look again') && duty.ownerId === id && button({ text: 'Open what they agreed', href: `/cases/${caseId}/police-cards` })}
    ${ways.includes('copy') && button({ text: 'Open who may fetch a child', href: `/cases/${caseId}/safety-plans/collection-lists` })}
    ${ways.includes('told of an order') && button({ text: 'Look at who was told', href: `/cases/${caseId}/safety-plans/tellings/look` })}
    ${ways.includes('closing') && button({ text: 'Say what you think of closing', href: `/cases/${caseId}/close` })}
    ${ways.includes('emergency look') && button({ text: 'Look at the emergency access', href: `/cases/${caseId}/access` })}
    ${ways.includes('information request') && duty.ownerAgencyId === agencyId && open('request for information', 'information-requests', 'requests for information')}
    ${ways.includes('intervention') && open('intervention', 'interventions')}
    ${ways.includes('measure') && open('measure', 'measures')}
    ${ways.includes('file') && open('file', 'files')}
    ${ways.includes('release') && open('release', 'releases')}
    ${ways.includes('management plan') && button({ text: 'Open what must be there before a release', href: `/cases/${caseId}/management-plans` })}
    ${ways.includes('child') && button({ text: 'Open the children of this case', href: `/cases/${caseId}/incidents/children` })}
    ${ways.includes('child support') && button({ text: 'Record what was offered', href: `/cases/${caseId}/referrals/offer` })}
    ${ways.includes('refer') && button({ text: 'Refer to children’s services', href: `/cases/${caseId}/referrals/new` })}
    ${ways.includes('hand over') && duty.ownerId === id && may.has('handovers:write') && button({ text: 'Hand it over to somebody who can do it', href: `/cases/${caseId}/handovers/new` })}
    ${ways.includes('watch') && button({ text: 'Say what came of the watch', href: `/cases/${caseId}/safe-contact/watch/${duty.id}` })}
    ${ways.includes('do') && button({ text: 'Done', href: `${here}/done`, classes: ways.length > 1 || isBreach(duty.code) ? 'govuk-button--secondary' : '' })}
    ${ways.includes('entry') && because && button({ text: 'Record what happened next', href: `/cases/${caseId}/entries/new` })}
    ${isBreach(duty.code) && duty.state === 'open' && may.has('justice:write') && button({ text: 'Say what was done about the breach', href: `/cases/${caseId}/justice/breach?breach=${duty.factId}` })}
    ${duty.code === 'ORDER_EXPIRY' && duty.state === 'open' && may.has('orders:write') && button({ text: 'Decide what follows', href: `/cases/${caseId}/orders/${duty.factId}/decide` })}
    ${duty.state === 'open' && duty.ownerAgencyId === agencyId && html`<a class="govuk-link" href="${here}/owner">Give it to a colleague</a>`}
  </div>`
}

const isBreach = (code: string): boolean => code === 'BREACH_RESPONSE' || code === 'ORDER_BREACH'

const why = ({ rule, duty, check }: DutyShown): Html => {
  if (!rule)
    return html`<p class="govuk-body">Raised by version ${duty.ruleVersion} of ${duty.ruleId}, which this version of Waymark no longer holds.</p>`
  const { title, section, url } = rule.source
  return html`<p class="govuk-body">${section}. <a class="govuk-link" href="${url}" rel="noreferrer">${title}</a>.</p>
    <p class="govuk-body">${
      check
        ? stateTag('done', `Checked by ${check.byName} on ${formatDay(check.checkedOn)}`)
        : rule.confidence === 'HIGH'
          ? stateTag('open', 'Confidence: high')
          : stateTag(
              'unverified',
              rule.confidence === 'UNCERTAIN'
                ? 'Unverified: check before you rely on it'
                : 'Confidence: medium, not yet checked by a named person',
            )
    } ${duty.appliedEarly && stateTag('unverified', 'Applied to a day before this rule was in force')}</p>
    <p class="govuk-body"><a class="govuk-link" href="/rulebook/${rule.id}">The rule</a>, version ${rule.version}, in force from ${formatDay(rule.inForce.from)}</p>`
}

const reasons = ({ duty, entries }: DutyShown, now: Date): Html =>
  html`<ul class="govuk-list govuk-list--bullet">${entries
    .filter(({ id, factId }) => duty.reasons.includes(id) || factId === duty.factId)
    .map(
      ({ id, caseId, type, relation, happenedFrom, body, enteredByName }) =>
        html`<li><a class="govuk-link" href="/cases/${caseId}/entries/${id}">${entryLabel(type)}</a>${relation === 'confirms' ? ', known to another too' : relation === 'corrects' ? ', set right' : ''}: ${formatWhen(happenedFrom, now)}, ${bodyName(body)}${enteredByName ? `, entered by ${enteredByName}` : ''}</li>`,
    )}</ul>`

const history = ({ duty, entries, moves, attempts }: DutyShown, now: Date): Html => {
  const answers = entries.filter(({ type, id }) => type.startsWith('duties.') || id === duty.metById)
  const lines = [
    ...moves.map(({ movedAt, fromName, toName, byName, reason }) => ({
      at: movedAt,
      text: html`${byName} gave it from ${fromName} to ${toName}: ${reason}`,
    })),
    ...attempts.map(({ triedAt, how, outcome, byName }) => ({
      at: triedAt,
      text: html`${byName} tried: ${how}, ${outcome}`,
    })),
    ...answers.map(({ happenedFrom, id, caseId, type, body, toldBy, what, enteredByName }) => ({
      at: happenedFrom,
      text: html`<a class="govuk-link" href="/cases/${caseId}/entries/${id}">${entryLabel(type)}</a> by ${bodyName(body)}${toldBy ? `, says ${toldBy}` : ''}${enteredByName ? `, entered by ${enteredByName}` : ''}${what ? html`: ${what}` : ''}`,
    })),
  ].sort((a, b) => a.at.getTime() - b.at.getTime())
  if (lines.length === 0) return html`<p class="govuk-body">Nothing yet.</p>`
  return html`<ul class="govuk-list govuk-list--spaced">${lines.map(({ at, text }) => html`<li>${formatWhen(at, now)}: ${text}</li>`)}</ul>`
}
