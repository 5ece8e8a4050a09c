import { differencesShown, markField } from '../../../design/differences.ts'
import type { Screen } from '../../../design/form.ts'
import { formatDay } from '../../../design/words.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Difference } from '../../../platform/marks.ts'
import { type CaseForm, type CaseTop, caseForm, type Fields } from '../../cases/index.ts'
import type { Plan } from '../actions/plan.ts'

/** A day that lies ahead and may change how things stand (TP-15). */
export type Ahead = { label: string; on: string }
export type OnPlan = {
  screen: Screen
  top: CaseTop
  plan: Plan
  /** Days ahead, the first one first, where the step sets the day of the next look. */
  ahead?: readonly Ahead[]
  shown: Shown<Record<string, string | undefined>>
  /** What the form was filled in from. */
  mark: string
  /** What a colleague saved meanwhile, beside what was typed. */
  differences?: readonly Difference[] | undefined
}

export const daysAheadShown = (ahead: readonly Ahead[], now: Date): Html =>
  html`<ul class="govuk-list govuk-list--bullet">${ahead.map(({ label, on }) => html`<li>${formatDay(on, now)}: ${label}</li>`)}</ul>`

/** What is said where the day of the next look lies after the first of these days and no reason is given (TP-15). */
export const whyLater = ({ on }: Ahead, now: Date): string =>
  `Enter why it is looked at only after ${formatDay(on, now)}, or an earlier day`

/** The day of the next look: before the first day that may change things, or with the reason why not (TP-15, SP-26). */
export const nextLook = ({ line, area }: Fields, { ahead = [], screen }: Pick<OnPlan, 'ahead' | 'screen'>): Html => {
  const [first] = ahead
  return html`${first && html`<p class="govuk-body">Days ahead that may change things:</p>${daysAheadShown(ahead, screen.now)}`}
    ${line('nextReviewOn', 'Day on which it is looked at again', {
      width: 10,
      hint: first
        ? `By ${formatDay(first.on, screen.now)}, the first of these days`
        : 'Before the next day that may change things',
    })}
    ${first && area('later', `Why only after ${formatDay(first.on, screen.now)}`, { rows: '2', hint: 'Needed where the day above is a later one' })}`
}

/** A page of one plan with one form, which says what it was filled in from. */
export const planForm = ({
  plan,
  mark,
  differences,
  about,
  fields,
  ...page
}: OnPlan & Pick<CaseForm, 'title' | 'submit' | 'about' | 'fields'>): Html => {
  const base = `/cases/${page.top.caseId}/safety-plans`
  return caseForm({
    ...{ ...page, part: 'safety-plans' },
    trail: [
      { text: 'Safety plans', href: base },
      { text: plan.person, href: `${base}/${plan.id}` },
    ],
    about: html`${differences && differencesShown(differences)}${about}`,
    fields: (all) => html`${markField(mark)}${fields(all)}`,
  })
}
