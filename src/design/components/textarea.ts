import { attributes, classes, type Html, html } from '../../platform/html.ts'
import { explained, type FieldOptions, formGroup } from '../field.ts'
import type { Content, Optional, Styling } from '../options.ts'
import { type LabelOptions, label } from './label.ts'

type FormGroup = Styling & Optional<{ beforeInput: Content; afterInput: Content }>
export type TextareaOptions = { name: string; label: LabelOptions } & Styling &
  FieldOptions &
  Optional<{
    id: string
    rows: number | string
    value: string
    disabled: boolean
    describedBy: string
    formGroup: FormGroup
    autocomplete: string
    spellcheck: boolean
  }>

export const textarea = (options: TextareaOptions): Html => {
  const { name, id = name, formGroup: { beforeInput, afterInput } = {} } = options
  const explanation = explained(id, options, options.describedBy)
  const own = attributes({
    class: classes('govuk-textarea', options.errorMessage && 'govuk-textarea--error', options.classes),
    id,
    name,
    rows: options.rows || 5,
    spellcheck: options.spellcheck?.toString(),
    disabled: options.disabled,
    'aria-describedby': explanation.by,
    autocomplete: options.autocomplete,
    ...options.attributes,
  })
  return formGroup(
    options,
    html`${label({ ...options.label, for: id })} ${explanation.text} ${beforeInput?.text}
      <textarea${own}>${options.value}</textarea> ${afterInput?.text}`,
  )
}
