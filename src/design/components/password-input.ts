import { classes, type Html, html } from '../../platform/html.ts'
import { messages, type Optional } from '../options.ts'
import { button } from './button.ts'
import { type InputOptions, input } from './input.ts'

export type PasswordInputOptions = Pick<
  InputOptions,
  | 'name'
  | 'id'
  | 'label'
  | 'hint'
  | 'errorMessage'
  | 'formGroup'
  | 'classes'
  | 'attributes'
  | 'autocomplete'
  | 'value'
  | 'disabled'
  | 'describedBy'
> &
  Optional<{
    button: Optional<{ classes: string }>
    showPasswordText: string
    hidePasswordText: string
    showPasswordAriaLabelText: string
    hidePasswordAriaLabelText: string
    passwordShownAnnouncementText: string
    passwordHiddenAnnouncementText: string
  }>

export const passwordInput = (options: PasswordInputOptions): Html => {
  const { name, id = name, formGroup } = options
  return input({
    name,
    id,
    label: options.label,
    hint: options.hint,
    errorMessage: options.errorMessage,
    type: 'password',
    spellcheck: false,
    autocapitalize: 'none',
    autocomplete: options.autocomplete ?? 'current-password',
    value: options.value,
    disabled: options.disabled,
    describedBy: options.describedBy,
    attributes: options.attributes,
    classes: classes('govuk-password-input__input govuk-js-password-input-input', options.classes),
    inputWrapper: { classes: 'govuk-password-input__wrapper' },
    formGroup: {
      classes: classes('govuk-password-input', formGroup?.classes),
      attributes: { 'data-module': 'govuk-password-input', ...words(options), ...formGroup?.attributes },
      beforeInput: formGroup?.beforeInput,
      afterInput: { text: html`${showButton(options, id)}${formGroup?.afterInput?.text}` },
    },
  })
}

const words = (options: PasswordInputOptions) =>
  messages({
    'show-password': options.showPasswordText,
    'hide-password': options.hidePasswordText,
    'show-password-aria-label': options.showPasswordAriaLabelText,
    'hide-password-aria-label': options.hidePasswordAriaLabelText,
    'password-shown-announcement': options.passwordShownAnnouncementText,
    'password-hidden-announcement': options.passwordHiddenAnnouncementText,
  })

// Hidden until the script is there to answer it.
const showButton = (options: PasswordInputOptions, id: string): Html =>
  button({
    type: 'button',
    classes: classes(
      'govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle',
      options.button?.classes,
    ),
    text: options.showPasswordText ?? 'Show',
    attributes: {
      'aria-controls': id,
      'aria-label': options.showPasswordAriaLabelText ?? 'Show password',
      hidden: true,
    },
  })
