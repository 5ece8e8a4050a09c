import { button } from '../../../design/components/button.ts'
import { insetText } from '../../../design/components/inset-text.ts'
import { warningText } from '../../../design/components/warning-text.ts'
import { form, type Screen } from '../../../design/form.ts'
import { formatCount, formatDay, formatWhen } from '../../../design/words.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { CaseTop } from '../actions/top.ts'
import { type Answer, closures, isView, type Stops, shouldNotBeThere, views } from '../model/panels.ts'
import { caseLayout } from './case-layout.ts'
import { fieldsOf, optionsOf } from './fields.ts'

export type Proposal = {
  by: string
  isYours: boolean
  at: Date | null
  closedAs: string
  reason: string
  doubleOf: string | null
}
type Page = {
  screen: Screen
  top: CaseTop
  shown: Shown<Record<string, string | undefined>>
  stops: Stops
  proposal: Proposal | null
  /** Those reported of whom it is not recorded who works with them. */
  contactUnknown: string[]
  closing: Closing
}
export type Closing = {
  /** The actor leads the plan, or stands in for whoever does. */
  speaks: 'plan lead' | 'stand-in' | null
  askedAt: Date | null
}

/** To close a case takes two people; what still stands in the way is said first (MODEL 5.1). */
export const closePage = (page: Page): Html => {
  const { screen, top, shown, stops, proposal, contactUnknown } = page
  return caseLayout({
    ...{
      screen,
      top,
      part: '',
      title: proposal ? 'Closing this case' : 'Propose to close',
      errors: shown.errors?.list,
    },
    trail: [{ text: 'Close', href: `/cases/${top.caseId}/close` }],
    content: html`${whatStops(stops)} ${planLeadSays(page)} ${proposal ? answer(page, proposal) : propose(screen, top, shown, contactUnknown)}`,
  })
}

const whatStops = ({ openDuties, ahead, sameContact }: Stops): Html =>
  openDuties.length + ahead.length === 0 && sameContact === null
    ? html`<p class="govuk-body">No duty is open, and no release or end of an order lies in the next 28 days.</p>`
    : html`<h2 class="govuk-heading-m">What stops it now</h2>
      <p class="govuk-body">A case that was recorded in error, or is the double of another, may close all the same: what is open in it then ends with it.</p>
      ${openDuties.length > 0 && html`<p class="govuk-body">${formatCount(openDuties.length, 'open duty', 'open duties')}:</p>`}
      <ul class="govuk-list govuk-list--bullet">${openDuties.map(({ task }) => html`<li>${task ?? 'Something that is not shown to you: ask who leads this case'}</li>`)}
        ${ahead.map(({ what, on }) => html`<li>${what} on ${formatDay(on)}</li>`)}
        ${sameContact !== null && html`<li>${sameContact} is the contact lead here and works with the other side too: hand the contact over first</li>`}</ul>`

/** Asked of every case alike, whether there is a plan or not (MODEL 13). */
const planLeadSays = ({ screen, top, stops: { answer }, closing: { speaks, askedAt } }: Page): Html => {
  const here = `/cases/${top.caseId}/close`
  const lead = top.owners.find((each) => each.lead === 'plan')?.name ?? 'The plan lead'
  const second = 'govuk-button--secondary'
  return html`<h2 class="govuk-heading-m">What the plan lead says</h2>
    ${answer?.counts ? said(answer, screen.now) : html`<p class="govuk-body">${answer === null ? html`${lead} has not said yet` : html`What was said before no longer counts: ${lead} has to say`} what they think of closing, and to see to what was arranged for the person harmed. A case that ends, or moves to another area, waits for that.</p>`}
    ${!answer?.counts && askedAt !== null && html`<p class="govuk-body">Asked on ${formatWhen(askedAt, screen.now)}: it is among their tasks.</p>`}
    <div class="govuk-button-group">
      ${speaks !== null && button({ text: answer?.counts ? 'Say it anew' : 'Say what you think of closing', href: `${here}/say`, classes: second })}
      ${answer?.counts && form(screen, button({ text: 'Take back what was said', classes: second }), { action: `${here}/say/take-back` })}
      ${speaks !== 'plan lead' && !answer?.counts && askedAt === null && form(screen, button({ text: 'Ask the plan lead', classes: second, preventDoubleClick: true }), { action: `${here}/ask` })}
    </div>`
}
const said = ({ outcome, by, at, words }: Answer, now: Date): Html =>
  insetText({
    text: html`${by} (${formatWhen(at, now)}): ${words ?? html`${isView(outcome) && views[outcome]}. Their words are not shown to you: ask them.`}`,
  })

const propose = (
  screen: Screen,
  top: CaseTop,
  shown: Shown<Record<string, string | undefined>>,
  contactUnknown: string[],
): Html => {
  const { oneOf, area, line, ticks } = fieldsOf(shown)
  const contact = top.owners.find(({ lead }) => lead === 'contact')?.name ?? 'the contact lead'
  return form(
    screen,
    html`${oneOf('closedAs', 'How it ends', optionsOf(closures))}
      ${line('doubleOf', 'Reference of the other case, for a double', { width: 20, hint: 'Such as WM-7K3Q-9D4H, one that you can see' })}
      ${area('reason', 'Why')}
      ${contactUnknown.length > 0 && ticks('checks', 'Before you propose', [{ value: 'separate', text: `Nobody who works with ${contactUnknown.join(' or ')} is also the contact of the person harmed (now ${contact})`, hint: 'It is not recorded who works with the person reported: ask, or record it under People' }])}
      ${button({ text: 'Propose to close', preventDoubleClick: true })}`,
  )
}

const answer = (
  { screen, top: { caseId, level }, shown, stops }: Page,
  { by, isYours, at, closedAs, reason, doubleOf }: Proposal,
): Html => {
  const should = closures.find((each) => each === closedAs)
  const isAgainst =
    stops.answer?.counts && stops.answer.outcome === 'stay open' && should !== undefined && !shouldNotBeThere(should)
  const { area } = fieldsOf(shown)
  const agree = html`
    ${isAgainst && area('against', 'Why it closes although the plan lead wants it kept open')}
    ${button({ text: 'Agree and close', classes: 'govuk-button--warning', preventDoubleClick: true })}`
  return html`${insetText({ text: html`${by} proposed to close this case${at !== null && ` (${formatWhen(at, screen.now)})`} as: ${closedAs}${doubleOf !== null && `, ${doubleOf}`}. Why: ${reason}` })}
    ${level === 'high' && warningText({ text: 'The risk level is high. Nobody reviews it once the case is closed.' })}
    ${isYours ? html`<p class="govuk-body">Another person who sees this case has to agree.</p>` : form(screen, agree, { action: `/cases/${caseId}/close/agree` })}
    ${form(screen, button({ text: isYours ? 'Take the proposal back' : 'Keep the case open', classes: 'govuk-button--secondary' }), { action: `/cases/${caseId}/close/keep-open` })}`
}
