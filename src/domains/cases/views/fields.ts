import { checkboxes } from '../../../design/components/checkboxes.ts'
import { input } from '../../../design/components/input.ts'
import { radios } from '../../../design/components/radios.ts'
import { select } from '../../../design/components/select.ts'
import { textarea } from '../../../design/components/textarea.ts'
import type { Text } from '../../../design/options.ts'
import type { Shown } from '../../../platform/forms.ts'
import type { Html } from '../../../platform/html.ts'

type More = { hint?: string | undefined; rows?: string | undefined; width?: 5 | 10 | 20 | undefined }
type Answers = Record<string, string | undefined>
export type Option = { value: string; text: string; hint?: string | undefined }

/** The fields of one form, each with what was typed and what is to be put right. */
export const fieldsOf = ({ answers = {}, errors }: Shown<Answers>) => {
  const common = (name: string, text: Text, { hint }: More) => ({
    name,
    label: { text },
    ...(hint && { hint: { text: hint } }),
    errorMessage: errors?.byField[name],
  })
  const group = (name: string, legend: Text, hint?: string) => ({
    name,
    fieldset: { legend: { text: legend, classes: 'govuk-fieldset__legend--s' } },
    ...(hint && { hint: { text: hint } }),
    errorMessage: errors?.byField[name],
  })
  const items = (options: readonly Option[]) =>
    options.map(({ value, text, hint }) => ({ value, text, ...(hint && { hint: { text: hint } }) }))
  return {
    /** One line. */
    line: (name: string, label: Text, more: More = {}): Html =>
      input({
        ...common(name, label, more),
        value: answers[name],
        autocomplete: 'off',
        classes: more.width && `govuk-input--width-${more.width}`,
      }),
    area: (name: string, label: Text, more: More = {}): Html =>
      textarea({ ...common(name, label, more), value: answers[name], rows: more.rows ?? '3' }),
    /** One of a few. */
    oneOf: (name: string, legend: Text, options: readonly Option[], hint?: string): Html =>
      radios({ ...group(name, legend, hint), value: answers[name], items: items(options) }),
    /** One of many. */
    chosen: (name: string, label: Text, options: readonly Option[], more: More = {}): Html =>
      select({
        ...common(name, label, more),
        value: answers[name],
        items: [{ value: '', text: 'Choose' }, ...items(options)],
      }),
    /** Ticks, each with a name of its own. */
    ticks: (name: string, legend: Text, options: readonly Option[], hint?: string): Html =>
      checkboxes({
        ...group(name, legend, hint),
        errorMessage: [name, ...options.map(({ value }) => value)].flatMap((each) => errors?.byField[each] ?? [])[0],
        items: options.map(({ value, text, hint: about }) => ({
          ...{ value: 'yes', name: value, id: value, text, checked: answers[value] === 'yes' },
          ...(about && { hint: { text: about } }),
        })),
      }),
  }
}
export type Fields = ReturnType<typeof fieldsOf>

export const optionsOf = (words: readonly string[]): Option[] =>
  words.map((word) => ({ value: word, text: `${word.charAt(0).toUpperCase()}${word.slice(1)}` }))
