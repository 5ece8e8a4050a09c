import { button } from '../../../design/components/button.ts'
import { passwordInput } from '../../../design/components/password-input.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { NewPassword, PasswordForm } from '../model.ts'

type PasswordPage = Pick<Shown<PasswordForm>, 'errors'> & { screen: Screen; email: string; hasPassword: boolean }

/** What was typed is never shown again. */
export const passwordPage = ({ screen, email, hasPassword, errors }: PasswordPage): Html =>
  layout({
    title: 'Change your password',
    frame: screen.frame,
    shape: 'thought',
    breadcrumbs: [{ text: 'Your sign-in', href: '/sign-in/sessions' }, { text: 'Change your password' }],
    errors: errors?.list,
    content: hasPassword ? ask(screen, email, errors) : none,
  })

const ask = (screen: Screen, email: string, errors: PasswordPage['errors']): Html =>
  html`<p class="govuk-body">You sign in as <strong>${email}</strong>. A new password signs you out everywhere else, and you are told of it by e-mail.</p>
    ${form(
      screen,
      html`${passwordInput({
        name: 'current',
        label: { text: 'The password that you have now' },
        autocomplete: 'current-password',
        errorMessage: errors?.byField.current,
      })}
      ${newPasswordFields('New password', errors)}
      ${button({ text: 'Change password', preventDoubleClick: true })}`,
    )}`

const none = html`<p class="govuk-body">You have no password here: you sign in with a passkey or at your organisation. If you need one, ask an administrator of your agency for a recovery link.</p>`

/** A new password, twice: for whoever joins, and for whoever changes theirs. */
export const newPasswordFields = (label: string, errors: Pick<Shown<NewPassword>, 'errors'>['errors']): Html =>
  html`${passwordInput({
    name: 'password',
    label: { text: label },
    hint: {
      text: 'At least 12 characters, without your name or what you work with. Three words that do not belong together are easy to keep in mind',
    },
    autocomplete: 'new-password',
    errorMessage: errors?.byField.password,
  })}
  ${passwordInput({ name: 'again', label: { text: 'The same password again' }, autocomplete: 'new-password', errorMessage: errors?.byField.again })}`
