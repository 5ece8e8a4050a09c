import { button } from '../../../design/components/button.ts'
import { insetText } from '../../../design/components/inset-text.ts'
import { form, type Screen } from '../../../design/form.ts'
import { formatCount, formatDay, formatWhen } from '../../../design/words.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { CaseTop } from '../actions/top.ts'
import { closures, type Stops } from '../model/panels.ts'
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
}

/** To close a case takes two people; what still stands in the way is said first (MODEL 5.1). */
export const closePage = ({ screen, top, shown, stops, proposal, contactUnknown }: Page): Html =>
  caseLayout({
    ...{
      screen,
      top,
      part: '',
      title: proposal ? 'Closing this case' : 'Propose to close',
      errors: shown.errors?.list,
    },
    trail: [{ text: 'Close', href: `/cases/${top.caseId}/close` }],
    content: html`${whatStops(stops)} ${proposal ? answer(screen, top, proposal) : propose(screen, top, shown, contactUnknown)}`,
  })

const whatStops = ({ openDuties, ahead, sameContact }: Stops): Html =>
  openDuties.length + ahead.length === 0 && sameContact === null
    ? html`<p class="govuk-body">No duty is open, and no release or end of an order lies in the next 28 days.</p>`
    : html`<h2 class="govuk-heading-m">What stops it now</h2>
      <p class="govuk-body">A case that was recorded in error, or is the double of another, may close all the same: what is open in it then ends with it.</p>
      ${openDuties.length > 0 && html`<p class="govuk-body">${formatCount(openDuties.length, 'open duty', 'open duties')}:</p>`}
      <ul class="govuk-list govuk-list--bullet">${openDuties.map(({ task }) => html`<li>${task}</li>`)}
        ${ahead.map(({ what, on }) => html`<li>${what} on ${formatDay(on)}</li>`)}
        ${sameContact !== null && html`<li>${sameContact} is the contact lead here and works with the other side too: hand the contact over first</li>`}</ul>`

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

const answer = (screen: Screen, { caseId }: CaseTop, { by, isYours, at, closedAs, reason, doubleOf }: Proposal): Html =>
  html`${insetText({ text: html`${by} proposed to close this case${at !== null && ` (${formatWhen(at, screen.now)})`} as: ${closedAs}${doubleOf !== null && `, ${doubleOf}`}. Why: ${reason}` })}
    ${isYours ? html`<p class="govuk-body">Another person who sees this case has to agree.</p>` : form(screen, button({ text: 'Agree and close', classes: 'govuk-button--warning', preventDoubleClick: true }), { action: `/cases/${caseId}/close/agree` })}
    ${form(screen, button({ text: isYours ? 'Take the proposal back' : 'Keep the case open', classes: 'govuk-button--secondary' }), { action: `/cases/${caseId}/close/keep-open` })}`
