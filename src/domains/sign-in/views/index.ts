import { button } from '../../../design/components/button.ts'
import { input } from '../../../design/components/input.ts'
import { passwordInput } from '../../../design/components/password-input.ts'
import { layout } from '../../../design/layout.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type Numbers, numbersOnly } from '../../helplines/index.ts'
import type { SignInForm } from '../model.ts'

type IndexPage = Shown<SignInForm> & { isDemo: boolean; numbers: readonly Numbers[] }

export const indexPage = ({ isDemo, numbers, answers = {}, errors }: IndexPage): Html =>
  layout({
    title: 'Sign in',
    frame: { isDemo, homeHref: '/sign-in' },
    shape: 'thought',
    errors: errors?.list,
    content: html`<form method="post" action="/sign-in" novalidate>
      ${input({
        name: 'email',
        label: { text: 'E-mail address' },
        type: 'email',
        autocomplete: 'username',
        spellcheck: false,
        value: answers.email,
        errorMessage: errors?.byField.email,
      })}
      ${passwordInput({ name: 'password', label: { text: 'Password' }, errorMessage: errors?.byField.password })}
      ${input({
        name: 'code',
        label: { text: 'Code' },
        hint: { text: 'The six figures that your device shows now' },
        classes: 'govuk-input--width-5',
        inputmode: 'numeric',
        autocomplete: 'one-time-code',
        errorMessage: errors?.byField.code,
      })}
      ${button({ text: 'Sign in', preventDoubleClick: true })}
      <p class="govuk-body">Lost your password or your device? Ask an administrator of your agency for a recovery link.</p>
    </form>
    ${numbersOnly(numbers)}`,
  })
