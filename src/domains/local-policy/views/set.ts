import { button } from '../../../design/components/button.ts'
import { input } from '../../../design/components/input.ts'
import { radios } from '../../../design/components/radios.ts'
import { textarea } from '../../../design/components/textarea.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { settingWords, type Value } from '../model/values.ts'

export type Fields = { value: string; from: string; fromDay: string; fromTime: string; reason: string }
type SetPage = Shown<Fields> & { screen: Screen; value: Value }

export const setPage = ({ screen, value, answers = {}, errors }: SetPage): Html =>
  layout({
    title: 'Set a new value',
    caption: value.words,
    frame: screen.frame,
    shape: 'thought',
    breadcrumbs: [
      { text: 'Local policy', href: '/local-policy' },
      { text: value.words, href: `/local-policy/${value.slug}` },
      { text: 'Set' },
    ],
    errors: errors?.list,
    content: html`<p class="govuk-body">Now: ${settingWords(value.now)}. Default: ${settingWords(value.usual)}. It holds for every agency of this area.</p>
      ${form(
        screen,
        html`${valueField({ value, answers, ...(errors && { errors }) })}
        ${radios({
          name: 'from',
          idPrefix: 'from',
          value: answers.from,
          fieldset: { legend: { text: 'From when', classes: 'govuk-fieldset__legend--s' } },
          items: [
            { value: 'now', text: 'From now on' },
            { value: 'later', text: 'From a later moment, written below' },
          ],
          errorMessage: errors?.byField.from,
        })}
        ${input({ name: 'fromDay', label: { text: 'Day, if later' }, hint: { text: 'Such as 30/4/2027' }, classes: 'govuk-input--width-10', value: answers.fromDay, errorMessage: errors?.byField.fromDay })}
        ${input({ name: 'fromTime', label: { text: 'Time, if later' }, hint: { text: 'Such as 09:00' }, classes: 'govuk-input--width-5', value: answers.fromTime, errorMessage: errors?.byField.fromTime })}
        ${textarea({ name: 'reason', label: { text: 'Reason' }, hint: { text: 'Who agreed to it, and where that is written' }, value: answers.reason, errorMessage: errors?.byField.reason })}
        ${button({ text: 'Look at it once more', preventDoubleClick: true })}`,
      )}`,
  })

const valueField = ({ value, answers = {}, errors }: Shown<Fields> & { value: Value }): Html => {
  const errorMessage = errors?.byField.value
  if (typeof value.usual === 'boolean')
    return radios({
      name: 'value',
      idPrefix: 'value',
      value: answers.value,
      fieldset: { legend: { text: value.words, classes: 'govuk-fieldset__legend--s' } },
      items: [
        { value: 'yes', text: 'Yes' },
        { value: 'no', text: 'No' },
      ],
      errorMessage,
    })
  const isList = Array.isArray(value.usual)
  return input({
    name: 'value',
    label: { text: value.words },
    ...(isList && { hint: { text: `Numbers with commas between, such as ${settingWords(value.usual)}` } }),
    classes: isList ? 'govuk-input--width-20' : 'govuk-input--width-5',
    inputmode: isList ? 'text' : 'numeric',
    value: answers.value,
    errorMessage,
  })
}
