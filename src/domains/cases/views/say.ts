import { insetText } from '../../../design/components/inset-text.ts'
import type { Screen } from '../../../design/form.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { CaseTop } from '../actions/top.ts'
import { views } from '../model/panels.ts'
import { caseForm } from './case-form.ts'

type Page = {
  screen: Screen
  top: CaseTop
  shown: Shown<Record<string, string | undefined>>
  speaks: 'plan lead' | 'stand-in'
  /** The plans of which nobody has said what becomes of them. */
  unsaid: readonly { id: string; person: string }[]
  isCopyOut: boolean
  isToldOut: boolean
  /** False: somebody whose role makes no plans leads this one. */
  mayOpenPlans: boolean
}

/** What the plan lead says of closing, and never whoever closes for them (MODEL 5.1). */
export const sayPage = ({ screen, top, shown, speaks, unsaid, isCopyOut, isToldOut, mayOpenPlans }: Page): Html =>
  caseForm({
    ...{ screen, top, shown, part: '', title: 'What you say of closing', submit: 'Save what you say' },
    trail: [
      { text: 'Close', href: `/cases/${top.caseId}/close` },
      { text: 'The plan lead', href: `/cases/${top.caseId}/close/say` },
    ],
    about: html`<p class="govuk-body">${speaks === 'plan lead' ? 'You lead the plan.' : 'You stand in for the plan lead: whoever speaks for them neither proposes to close nor agrees to it.'} It holds until something new happens, or you take it back.</p>
      ${
        (unsaid.length > 0 || isCopyOut || isToldOut) &&
        !mayOpenPlans &&
        insetText({
          text: html`<p class="govuk-body">Something has to be seen to first that your role does not open. <a class="govuk-link" href="/cases/${top.caseId}/handovers/new">Hand over the plan</a> to somebody who makes plans; they say it then.</p>`,
        })
      }
      ${
        mayOpenPlans &&
        isCopyOut &&
        insetText({
          text: html`<p class="govuk-body">Somebody outside holds a page that is out of date. <a class="govuk-link" href="/cases/${top.caseId}/safety-plans/collection-lists">Who may fetch a child</a>: give them the newest, or end it.</p>`,
        })
      }
      ${
        mayOpenPlans &&
        isToldOut &&
        insetText({
          text: html`<p class="govuk-body">Somebody outside was told of an order that has changed since. <a class="govuk-link" href="/cases/${top.caseId}/safety-plans/tellings/look">Look at who was told</a>.</p>`,
        })
      }
      ${
        mayOpenPlans &&
        unsaid.length > 0 &&
        insetText({
          text: html`<p class="govuk-body">First say what becomes of each plan when the case closes: who holds it then, or that they wanted it ended.</p>
        <ul class="govuk-list govuk-list--bullet">${unsaid.map(({ id, person }) => html`<li><a class="govuk-link" href="/cases/${top.caseId}/safety-plans/${id}/parting">The plan of ${person}</a></li>`)}</ul>`,
        })
      }`,
    fields: ({ oneOf, area }) => html`
      ${oneOf(
        'outcome',
        'May this case close?',
        Object.entries(views).map(([value, text]) => ({ value, text })),
      )}
      ${area('words', 'What you think, and what the person harmed says of it', { rows: '4', hint: 'Whoever sees this case reads it, those who work with the person reported too: write nothing of a plan, of a place, or of how they mean to stay safe' })}`,
  })
