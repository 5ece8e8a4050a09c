import { attributes, classes, type Html, html } from '../../platform/html.ts'
import { explained, type FieldOptions, formGroup } from '../field.ts'
import type { Attributes, Content, Listed, Optional, Styling } from '../options.ts'
import { type FieldsetOptions, fieldset } from './fieldset.ts'
import { input } from './input.ts'

type Part = 'day' | 'month' | 'year'
type Item = Optional<{
  name: string
  id: string
  label: string
  value: string
  classes: string
  error: boolean
  inputmode: string
  autocomplete: string
  pattern: string
  attributes: Attributes
}>
type FormGroup = Styling & Optional<{ beforeInputs: Content; afterInputs: Content }>
export type DateInputOptions = { id: string } & Styling &
  FieldOptions &
  Optional<Record<Part, Item | false>> &
  Optional<{
    namePrefix: string
    items: Listed<Item>
    values: Record<string, string>
    fieldset: FieldsetOptions
    formGroup: FormGroup
  }>

/** Day, month and year. The values are what the person typed, so that a mistake is given back to them. */
export const dateInput = (options: DateInputOptions): Html => {
  const { id, formGroup: { beforeInputs, afterInputs } = {} } = options
  const explanation = explained(id, options, options.fieldset?.describedBy)
  const items = itemsOf(options)
  const isAnyMarked = items.some((item) => item && isMarked(item))
  const content = html`${explanation.text}
    <div class="${classes('govuk-date-input', options.classes)}"${attributes({ ...options.attributes, id })}>
      ${beforeInputs?.text} ${items.map((item) => item && part(options, item, isAnyMarked))} ${afterInputs?.text}
    </div>`
  // JAWS reads the description of a group of text fields only when it has the role.
  const grouped = { ...options.fieldset, role: 'group', describedBy: explanation.by, text: content }
  return formGroup(options, options.fieldset ? fieldset(grouped) : content)
}

const parts: readonly Part[] = ['day', 'month', 'year']

type Named = Item & { name: string; part?: Part | undefined }

const itemsOf = (options: DateInputOptions): (Named | false | undefined)[] => {
  if (!options.items?.length)
    return parts.map((each) => options[each] !== false && { ...partOf(options, each), part: each })
  return options.items.map((item) => {
    if (!item) return undefined
    const known = parts.find((each) => item.name && [each, partOf(options, each).name].includes(item.name))
    const value = item.value ?? (known && partOf(options, known).value)
    return { ...item, name: item.name ?? '', part: known, value }
  })
}

const partOf = (options: DateInputOptions, each: Part): Named => {
  const given = options[each]
  return given ? { ...given, name: given.name ?? each } : { name: each, value: options.values?.[each] }
}

const isMarked = (item: Item): boolean => Boolean(item.error || item.classes?.includes('govuk-input--error'))

const part = (options: DateInputOptions, item: Named, isAnyMarked: boolean): Html => {
  const shown = item.classes ?? ''
  const isWrong = isMarked(item) || (item.error !== false && options.errorMessage && !isAnyMarked)
  const name = `${options.namePrefix ? `${options.namePrefix}-` : ''}${item.name}`
  return html`<div class="govuk-date-input__item">
    ${input({
      label: { text: item.label ?? capitalised(item.name), classes: 'govuk-date-input__label' },
      id: item.id ?? `${options.id}-${item.name}`,
      classes: classes(
        'govuk-date-input__input',
        isWrong && !shown.includes('govuk-input--error') && 'govuk-input--error',
        !shown.includes('govuk-input--width-') && `govuk-input--width-${item.part === 'year' ? 4 : 2}`,
        shown,
      ),
      name,
      value: item.value ?? options.values?.[name],
      inputmode: item.inputmode ?? 'numeric',
      autocomplete: item.autocomplete,
      pattern: item.pattern,
      attributes: item.attributes,
    })}
  </div>`
}

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()
