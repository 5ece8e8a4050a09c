import { button } from '../../../design/components/button.ts'
import { checkboxes } from '../../../design/components/checkboxes.ts'
import { input } from '../../../design/components/input.ts'
import { textarea } from '../../../design/components/textarea.ts'
import { warningText } from '../../../design/components/warning-text.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type Checklist, type ChecklistChange, placeName, retireName, versionOf } from '../model/checklist.ts'

type SetPage = Shown<Record<string, string | undefined>> & { screen: Screen; checklist: Checklist }

const trail = [
  { text: 'Local policy', href: '/local-policy' },
  { text: 'Checklist before a release', href: '/local-policy/release-checklist' },
]

/** Add an item, retire one, or give one another place: all in one form, with a reason. */
export const setChecklistPage = ({ screen, checklist, answers = {}, errors }: SetPage): Html =>
  layout({
    title: 'Change the checklist',
    frame: screen.frame,
    breadcrumbs: [...trail, { text: 'Change' }],
    errors: errors?.list,
    content: html`<p class="govuk-body">It holds for every agency of this area, from now on. What was answered before stays as it was answered.</p>
      ${form(
        screen,
        html`<input type="hidden" name="version" value="${versionOf(checklist)}">
        ${checklist.items.map((item, index) => itemFields(item, index, { answers, ...(errors && { errors }) }))}
        <h2 class="govuk-heading-m">Add an item</h2>
        ${input({ name: 'add', label: { text: 'What else is weighed' }, value: answers.add, errorMessage: errors?.byField.add })}
        ${input({ name: 'addAt', label: { text: 'Its place' }, hint: { text: 'Leave empty to put it last' }, classes: 'govuk-input--width-2', inputmode: 'numeric', value: answers.addAt, errorMessage: errors?.byField.addAt })}
        ${textarea({ name: 'reason', label: { text: 'Reason' }, hint: { text: 'Who agreed to it, and where that is written' }, value: answers.reason, errorMessage: errors?.byField.reason })}
        ${button({ text: 'Save the list', preventDoubleClick: true })}`,
      )}`,
  })

const itemFields = (
  item: string,
  index: number,
  { answers = {}, errors }: Shown<Record<string, string | undefined>>,
): Html =>
  html`<fieldset class="govuk-fieldset"><legend class="govuk-fieldset__legend govuk-fieldset__legend--s">${item}</legend>
    ${input({ name: placeName(index), label: { text: 'Place' }, classes: 'govuk-input--width-2', inputmode: 'numeric', value: answers[placeName(index)], errorMessage: errors?.byField[placeName(index)] })}
    ${checkboxes({ name: retireName(index), classes: 'govuk-checkboxes--small', items: [{ value: 'yes', text: 'Retire it: it is not asked any more' }], values: answers[retireName(index)] === 'yes' ? ['yes'] : [] })}
  </fieldset>`

type ConfirmPage = SetPage & { change: ChecklistChange; retired: readonly string[] }

/** A shorter list asks less before somebody is let out: whoever sets it says so twice. */
export const confirmChecklistPage = ({ screen, answers = {}, change, retired }: ConfirmPage): Html =>
  layout({
    title: 'This asks less. Is that agreed?',
    frame: screen.frame,
    shape: 'thought',
    backHref: '/local-policy/release-checklist/set',
    content: html`${warningText({ text: `No longer asked before a release: ${retired.join('; ')}` })}
      <ol class="govuk-list govuk-list--number">${change.items.map((item) => html`<li>${item}</li>`)}</ol>
      <p class="govuk-body">Reason: ${change.reason}</p>
      ${form(
        screen,
        html`${Object.entries(answers).map(([name, text]) => isOfList(name) && text !== undefined && html`<input type="hidden" name="${name}" value="${text}">`)}
        <input type="hidden" name="confirmed" value="yes">
        ${button({ text: 'Set it all the same', classes: 'govuk-button--warning', preventDoubleClick: true })}`,
      )}`,
  })

const isOfList = (name: string): boolean => /^(version|add|addAt|reason|(place|retire)-\d+)$/.test(name)
