import { classes, type Html, html } from '../../platform/html.ts'
import { type Attributes, type Message, messages, type Optional } from '../options.ts'
import { hint } from './hint.ts'
import { type TextareaOptions, textarea } from './textarea.ts'

export type CharacterCountOptions = Omit<TextareaOptions, 'describedBy' | 'disabled' | 'autocomplete'> &
  Optional<{
    maxlength: number | string
    maxwords: number | string
    threshold: number | string
    countType: string
    countMessage: Optional<{ classes: string }>
    textareaDescriptionText: string
    charactersUnderLimitText: Message
    charactersAtLimitText: string
    charactersOverLimitText: Message
    wordsUnderLimitText: Message
    wordsAtLimitText: string
    wordsOverLimitText: Message
  }>

export const characterCount = (options: CharacterCountOptions): Html => {
  const { name, id = name, maxlength, maxwords, textareaDescriptionText: description, formGroup } = options
  const countType = options.countType || (maxwords ? 'words' : undefined)
  const limit = maxwords || maxlength
  const said = description ?? `You can enter up to %{count} ${countType === 'words' ? 'words' : 'characters'}`
  const message = hint({
    text: limit ? said.replace('%{count}', String(limit)) : '',
    id: `${id}-info`,
    classes: classes('govuk-character-count__message', options.countMessage?.classes),
  })
  return textarea({
    name,
    id,
    rows: options.rows,
    spellcheck: options.spellcheck,
    value: options.value,
    label: options.label,
    hint: options.hint,
    errorMessage: options.errorMessage,
    attributes: options.attributes,
    describedBy: `${id}-info`,
    classes: classes('govuk-js-character-count', options.classes),
    formGroup: {
      classes: classes('govuk-character-count', formGroup?.classes),
      attributes: { ...forTheScript(options, countType), ...formGroup?.attributes },
      beforeInput: formGroup?.beforeInput,
      afterInput: { text: html`${message}${formGroup?.afterInput?.text}` },
    },
  })
}

const forTheScript = (options: CharacterCountOptions, countType?: string): Attributes => ({
  'data-module': 'govuk-character-count',
  'data-maxlength': options.maxlength,
  'data-maxwords': options.maxwords,
  'data-threshold': options.threshold,
  'data-count-type': countType,
  ...messages({
    'textarea-description':
      options.maxlength || options.maxwords || !options.textareaDescriptionText
        ? undefined
        : { other: options.textareaDescriptionText },
    'characters-under-limit': options.charactersUnderLimitText,
    'characters-at-limit': options.charactersAtLimitText,
    'characters-over-limit': options.charactersOverLimitText,
    'words-under-limit': options.wordsUnderLimitText,
    'words-at-limit': options.wordsAtLimitText,
    'words-over-limit': options.wordsOverLimitText,
  }),
})
