import { button } from '../../../design/components/button.ts'
import { checkboxes } from '../../../design/components/checkboxes.ts'
import { input } from '../../../design/components/input.ts'
import { insetText } from '../../../design/components/inset-text.ts'
import { radios } from '../../../design/components/radios.ts'
import { textarea } from '../../../design/components/textarea.ts'
import { differencesShown, markField } from '../../../design/differences.ts'
import { form } from '../../../design/form.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Difference } from '../../../platform/marks.ts'
import type { Looked } from '../actions/look.ts'
import type { Filled } from '../model/forms.ts'
import { topics } from '../model/topics.ts'
import { confirmations, frequencies } from '../model/words.ts'
import { type Page, safeContactPage } from './frame.ts'

type RulePage = Page & Filled & { looked: Looked; basedOn: string | undefined; differences?: Difference[] }

export const rulePage = ({ screen, top, looked, typed, errors, basedOn, differences }: RulePage): Html => {
  const { rule, person } = looked
  const at = errors?.byField
  const keep = (isThere: boolean | undefined) =>
    isThere ? 'Leave it empty to keep what is recorded' : 'Kept sealed. Leave it empty if there is none'
  return safeContactPage(
    { screen, top },
    {
      title: rule ? `Change or confirm how to reach ${person.name}` : `How to reach ${person.name} safely`,
      tab: 'How to reach a person safely',
      errors,
      isThought: true,
      content: html`${differences && differencesShown(differences)}${form(
        screen,
        html`${basedOn && markField(basedOn)}${insetText({ text: 'Ask the person themselves, alone. They see what is written here if they ask. Those who work on the case see it, and each showing of a sealed value is recorded.' })}
      ${input({ name: 'codeWord', label: { text: 'Code word' }, hint: { text: keep(rule?.hasCodeWord) }, value: typed.text.codeWord, autocomplete: 'off', classes: 'govuk-input--width-20', errorMessage: at?.codeWord })}
      ${rule?.hasCodeWord && checkboxes({ name: 'noCodeWord', items: [{ value: 'yes', text: 'There is no code word any more' }], values: typed.lists.noCodeWord })}
      ${textarea({ name: 'warnings', label: { text: 'Warnings' }, hint: { text: `Who may pick up, what to do then. ${keep(rule?.hasWarnings)}` }, rows: 3, value: typed.text.warnings, errorMessage: at?.warnings })}
      ${rule?.hasWarnings && checkboxes({ name: 'noWarnings', items: [{ value: 'yes', text: 'The warnings do not hold any more' }], values: typed.lists.noWarnings })}
      ${input({ name: 'interpreter', label: { text: 'Interpreter' }, hint: { text: 'Language, and whether a man or a woman is wanted. Never somebody of the family' }, value: typed.text.interpreter, errorMessage: at?.interpreter })}
      ${radios({ name: 'frequency', fieldset: { legend: { text: 'How often do they want to hear from us?', classes: 'govuk-fieldset__legend--s' } }, value: typed.text.frequency, items: Object.entries(frequencies).map(([value, text]) => ({ value, text })), errorMessage: at?.frequency })}
      ${checkboxes({ name: 'notTold', fieldset: { legend: { text: 'What do they not want to be told of?', classes: 'govuk-fieldset__legend--s' } }, hint: { text: 'Tick nothing if they want to be told of everything. A release at high risk is told all the same, unless they name just that' }, values: typed.lists.notTold, items: Object.entries(topics).map(([value, text]) => ({ value, text })) })}
      ${radios({ name: 'confirmedWith', fieldset: { legend: { text: 'Who confirmed this?', classes: 'govuk-fieldset__legend--s' } }, value: typed.text.confirmedWith, items: confirmations.map((value) => ({ value, text: value.charAt(0).toUpperCase() + value.slice(1) })), errorMessage: at?.confirmedWith })}
      ${input({ name: 'reviewOn', label: { text: 'Confirm it again by' }, hint: { text: 'After this day no way counts as safe until it is confirmed. Like 30/4/2027' }, value: typed.text.reviewOn, classes: 'govuk-input--width-10', errorMessage: at?.reviewOn })}
      ${button({ text: rule ? 'Save as a new version' : 'Save, then add the ways', preventDoubleClick: true })}`,
      )}`,
    },
  )
}
