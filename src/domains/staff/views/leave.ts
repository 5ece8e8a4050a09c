import { button } from '../../../design/components/button.ts'
import { input } from '../../../design/components/input.ts'
import { select } from '../../../design/components/select.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatCount, formatDay } from '../../../design/words.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Leave, LeaveForm } from '../model/hours.ts'
import type { Person } from '../model/people.ts'

type LeavePage = Shown<LeaveForm> & {
  screen: Screen
  person: Person
  leave: readonly Leave[]
  covers: readonly { id: string; name: string }[]
  hanging: string
  /** Where the reader can hand it over, if they can. */
  handOverHref: string | undefined
}

export const leavePage = ({
  screen,
  person,
  leave,
  covers,
  hanging,
  handOverHref,
  answers = {},
  errors,
}: LeavePage): Html =>
  layout({
    title: 'Leave',
    caption: person.name,
    frame: screen.frame,
    shape: 'thought',
    breadcrumbs: [
      { text: 'Staff', href: '/staff' },
      { text: person.name, href: `/staff/${person.id}` },
      { text: 'Leave' },
    ],
    errors: errors?.list,
    content: html`${planned(screen, person, leave)}
      <h2 class="govuk-heading-m">Record leave</h2>
      ${
        hanging &&
        html`<p class="govuk-body">${person.name} holds ${hanging}. Whoever covers must see those cases: cover alone opens none. ${handOverHref ? html`<a class="govuk-link" href="${handOverHref}">Hand over what cannot wait</a>` : 'Whoever holds it, or their supervisor, hands over what cannot wait'} before the first day.</p>`
      }
      ${form(
        screen,
        html`${input({ name: 'fromOn', label: { text: 'First day' }, hint: { text: 'Such as 30/4/2027' }, classes: 'govuk-input--width-10', value: answers.fromOn, errorMessage: errors?.byField.fromOn })}
        ${input({ name: 'untilOn', label: { text: 'Last day' }, classes: 'govuk-input--width-10', value: answers.untilOn, errorMessage: errors?.byField.untilOn })}
        ${select({
          name: 'coverId',
          label: { text: 'Who covers' },
          value: answers.coverId,
          items: [{ text: 'Nobody', value: '' }, ...covers.map(({ id, name }) => ({ value: id, text: name }))],
          errorMessage: errors?.byField.coverId,
        })}
        ${button({ text: 'Record leave', preventDoubleClick: true })}`,
      )}`,
  })

const planned = (screen: Screen, person: Person, leave: readonly Leave[]): Html =>
  leave.length === 0
    ? html`<p class="govuk-body">No leave now or to come.</p>`
    : html`<p class="govuk-body">${formatCount(leave.length, 'leave')} now or to come.</p>
      ${leave.map(
        ({ id, fromOn, untilOn, coverName }) =>
          html`<p class="govuk-body">${formatDay(fromOn)} to ${formatDay(untilOn)}, ${coverName ? `covered by ${coverName}` : 'nobody covers'}</p>
          ${form(screen, button({ text: html`Cancel<span class="govuk-visually-hidden"> the leave from ${formatDay(fromOn)}</span>`, classes: 'govuk-button--secondary' }), { action: `/staff/${person.id}/leave/${id}/cancel` })}`,
      )}`
