import { button } from '../../../../design/components/button.ts'
import { checkboxes } from '../../../../design/components/checkboxes.ts'
import { input } from '../../../../design/components/input.ts'
import { form, type Screen } from '../../../../design/form.ts'
import { layout } from '../../../../design/layout.ts'
import type { Shown } from '../../../../platform/forms.ts'
import { type Html, html } from '../../../../platform/html.ts'
import { kindWords } from '../../model/teams.ts'

export type TeamFields = Shown<{ name: string; kinds: string }> & { kinds?: readonly string[] }

export const teamNewPage = ({ screen, ...fields }: TeamFields & { screen: Screen }): Html =>
  layout({
    title: 'Start a team',
    frame: screen.frame,
    shape: 'thought',
    breadcrumbs: [
      { text: 'Staff', href: '/staff' },
      { text: 'Teams and desks', href: '/staff/teams' },
      { text: 'Start a team' },
    ],
    errors: fields.errors?.list,
    content: form(screen, html`${teamFields(fields)} ${button({ text: 'Start the team', preventDoubleClick: true })}`),
  })

export const teamFields = ({ answers = {}, errors, kinds = [] }: TeamFields): Html =>
  html`${input({ name: 'name', label: { text: 'Name' }, hint: { text: 'As people say it, such as North desk' }, value: answers.name, errorMessage: errors?.byField.name })}
  ${checkboxes({
    name: 'kinds',
    idPrefix: 'kinds',
    values: [...kinds],
    fieldset: { legend: { text: 'What it does', classes: 'govuk-fieldset__legend--s' } },
    items: Object.entries(kindWords).map(([value, text]) => ({ value, text })),
    errorMessage: errors?.byField.kinds,
  })}`
