import { button } from '../../../design/components/button.ts'
import { checkboxes } from '../../../design/components/checkboxes.ts'
import { fieldset } from '../../../design/components/fieldset.ts'
import { input } from '../../../design/components/input.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { fieldsOf, weekdays } from '../model/hours.ts'
import type { Person } from '../model/people.ts'

type PatternPage = Shown<Record<string, string>> & { screen: Screen; person: Person }

export const patternPage = ({ screen, person, answers = {}, errors }: PatternPage): Html => {
  const field = (name: string, text: string) =>
    input({
      name,
      label: { text },
      classes: 'govuk-input--width-5',
      value: answers[name],
      errorMessage: errors?.byField[name],
    })
  return layout({
    title: 'Usual week',
    caption: person.name,
    frame: screen.frame,
    shape: 'thought',
    breadcrumbs: [
      { text: 'Staff', href: '/staff' },
      { text: person.name, href: `/staff/${person.id}` },
      { text: 'Usual week' },
    ],
    errors: errors?.list,
    content: html`<p class="govuk-body">Write times like 09:00 or 5pm. Leave a day empty when they do not work. A shift that ends before it starts ends on the next day.</p>
      ${form(
        screen,
        html`${input({
          name: 'fromOn',
          label: { text: 'First day of this week pattern' },
          hint: { text: 'Today or later: past weeks stay as they were' },
          classes: 'govuk-input--width-10',
          value: answers.fromOn,
          errorMessage: errors?.byField.fromOn,
        })}
        ${weekdays.map((text, index) => {
          const { starts, ends } = fieldsOf(index + 1)
          return fieldset({
            legend: { text, classes: 'govuk-fieldset__legend--s' },
            text: html`${field(starts, `Starts, ${text}`)} ${field(ends, `Ends, ${text}`)}`,
          })
        })}
        ${checkboxes({ name: 'onBankHolidays', items: [{ value: 'yes', text: 'Works these hours on bank holidays too', checked: answers.onBankHolidays === 'yes' }] })}
        ${button({ text: 'Save', preventDoubleClick: true })}`,
      )}`,
  })
}
