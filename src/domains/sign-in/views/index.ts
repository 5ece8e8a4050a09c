import { button } from '../../../design/components/button.ts'
import { input } from '../../../design/components/input.ts'
import { insetText } from '../../../design/components/inset-text.ts'
import { passwordInput } from '../../../design/components/password-input.ts'
import { layout } from '../../../design/layout.ts'
import type { Optional } from '../../../design/options.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type Numbers, numbersOnly } from '../../helplines/index.ts'
import type { SignInForm } from '../model.ts'
import { passkeyButton } from './passkey-button.ts'

type Why = 'idle' | 'ended' | 'proof'
type IndexPage = Shown<SignInForm> & { isDemo: boolean; numbers: readonly Numbers[] } & Optional<{
    /** The sealed way back to the page that was asked for, and why this page came between. */
    back: string
    why: Why
  }>

const away: Record<Why, string | undefined> = {
  idle: 'You were away for 15 minutes, so Waymark locked. Sign in and you are back where you were.',
  ended: 'A session ends after 12 hours. Sign in and you are back where you were.',
  proof: undefined,
}

export const indexPage = ({ isDemo, numbers, answers = {}, errors, back, why }: IndexPage): Html =>
  layout({
    title: 'Sign in',
    frame: { isDemo, homeHref: '/sign-in' },
    shape: 'thought',
    errors: errors?.list,
    content: html`${why && away[why] && insetText({ text: away[why] })}
    ${passkeyButton({ action: '/sign-in/passkey', words: 'Sign in with a passkey', fields: backField(back) })}
    <p class="govuk-body wm-without-script">A passkey needs JavaScript, which is off in this browser. Your password and code work without it.</p>
    <form method="post" action="/sign-in" novalidate>
      ${backField(back)}
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
        hint: { text: 'The six figures that your device shows now, or one of your recovery codes' },
        classes: 'govuk-input--width-10',
        inputmode: 'numeric',
        autocomplete: 'one-time-code',
        errorMessage: errors?.byField.code,
      })}
      ${button({ text: 'Sign in', preventDoubleClick: true })}
      <p class="govuk-body"><a class="govuk-link" href="/sign-in/organisation${back ? `?${new URLSearchParams({ back })}` : ''}">Sign in with your organisation</a></p>
      <p class="govuk-body">Lost your password or your device? Ask an administrator of your agency for a recovery link.</p>
    </form>
    ${numbersOnly(numbers)}`,
  })

export const backField = (back: string | undefined): Html | undefined =>
  back ? html`<input type="hidden" name="back" value="${back}">` : undefined
