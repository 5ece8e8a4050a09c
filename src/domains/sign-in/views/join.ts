import { button } from '../../../design/components/button.ts'
import { input } from '../../../design/components/input.ts'
import { layout } from '../../../design/layout.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { LinkForm } from '../model.ts'
import type { LinkHolder } from '../store/links.ts'
import { newPasswordFields } from './password.ts'

type Join = Pick<Shown<LinkForm>, 'errors'> & {
  holder: LinkHolder
  device: { sealed: string; secret: string; picture: string }
}

export const joinPage = ({ holder, device, errors }: Join): Html =>
  layout({
    title: holder.purpose === 'join' ? 'Set up your sign-in' : 'Set up your sign-in again',
    frame: { homeHref: '/sign-in' },
    shape: 'thought',
    errors: errors?.list,
    content: html`<p class="govuk-body">${holder.name}, you will sign in as <strong>${holder.email}</strong>. This page works once.</p>
    <form method="post" novalidate>
      <input type="hidden" name="device" value="${device.sealed}">
      ${newPasswordFields('Password', errors)}
      <h2 class="govuk-heading-m">Your device</h2>
      <p class="govuk-body">Scan this with an authenticator app, or type the key into it by hand.</p>
      <p><img src="${device.picture}" width="220" height="220" alt="The same key as a picture to scan"></p>
      <p class="govuk-body">Key: <strong class="wm-key">${device.secret.match(/.{1,4}/g)?.join(' ') ?? device.secret}</strong></p>
      ${input({
        name: 'code',
        label: { text: 'Code' },
        hint: { text: 'The six figures that the app shows now' },
        classes: 'govuk-input--width-5',
        inputmode: 'numeric',
        autocomplete: 'one-time-code',
        errorMessage: errors?.byField.code,
      })}
      ${button({ text: 'Save and go to sign in', preventDoubleClick: true })}
    </form>`,
  })
