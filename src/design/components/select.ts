import { attributes, classes, type Html, html } from '../../platform/html.ts'
import { explained, type FieldOptions, formGroup } from '../field.ts'
import type { Attributes, Content, Listed, Optional, Styling } from '../options.ts'
import { type LabelOptions, label } from './label.ts'

type Item = { text: string } & Optional<{
  value: string
  selected: boolean
  disabled: boolean
  attributes: Attributes
}>
type FormGroup = Styling & Optional<{ beforeInput: Content; afterInput: Content }>
export type SelectOptions = { name: string; label: LabelOptions; items?: Listed<Item> | undefined } & Styling &
  FieldOptions &
  Optional<{ id: string; value: string; disabled: boolean; describedBy: string; formGroup: FormGroup }>

export const select = (options: SelectOptions): Html => {
  const { name, id = name, formGroup: { beforeInput, afterInput } = {} } = options
  const explanation = explained(id, options, options.describedBy)
  const own = attributes({
    class: classes('govuk-select', options.classes, options.errorMessage && 'govuk-select--error'),
    id,
    name,
    disabled: options.disabled,
    'aria-describedby': explanation.by,
    ...options.attributes,
  })
  return formGroup(
    options,
    html`${label({ ...options.label, for: id })} ${explanation.text} ${beforeInput?.text}
      <select${own}>${options.items?.map((item) => item && option(item, options.value))}</select> ${afterInput?.text}`,
  )
}

const option = (item: Item, chosen?: string): Html => {
  const isChosen = Boolean(chosen) && (item.value ?? item.text) === chosen && item.selected !== false
  const own = attributes({
    value: item.value,
    selected: item.selected || isChosen,
    disabled: item.disabled,
    ...item.attributes,
  })
  return html`<option${own}>${item.text}</option>`
}
