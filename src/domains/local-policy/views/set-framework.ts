import { button } from '../../../design/components/button.ts'
import { input } from '../../../design/components/input.ts'
import { textarea } from '../../../design/components/textarea.ts'
import { differencesShown, markField } from '../../../design/differences.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Difference } from '../../../platform/marks.ts'

type Page = {
  screen: Screen
  basedOn: string
  shown: Shown<Record<string, string | undefined>>
  differences?: readonly Difference[]
}

export const setFrameworkPage = ({ screen, basedOn, shown: { answers = {}, errors }, differences }: Page): Html =>
  layout({
    title: 'Change the headings',
    frame: screen.frame,
    breadcrumbs: [
      { text: 'Local policy', href: '/local-policy' },
      { text: 'Headings of a decision', href: '/local-policy/decision-framework' },
      { text: 'Change' },
    ],
    errors: errors?.list,
    content: html`${differences && differencesShown(differences)}
      <p class="govuk-body">They hold for every agency of this area, from now on. Decisions that were written down stay as they are.</p>
      ${form(
        screen,
        html`${markField(basedOn)}
        ${input({ name: 'name', label: { text: 'What the framework is called' }, classes: 'govuk-input--width-20', value: answers.name, errorMessage: errors?.byField.name })}
        ${textarea({ name: 'headings', label: { text: 'Headings' }, hint: { text: 'One a line, three to eight' }, rows: '7', value: answers.headings, errorMessage: errors?.byField.headings })}
        ${textarea({ name: 'reason', label: { text: 'Reason' }, hint: { text: 'Who agreed to it, and where that is written' }, value: answers.reason, errorMessage: errors?.byField.reason })}
        ${button({ text: 'Save the headings', preventDoubleClick: true })}`,
      )}`,
  })
