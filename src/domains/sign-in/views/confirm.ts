import { button } from '../../../design/components/button.ts'
import { input } from '../../../design/components/input.ts'
import { layout } from '../../../design/layout.ts'
import type { Optional } from '../../../design/options.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Holder } from '../store/sessions.ts'
import { backField } from './index.ts'
import { passkeyButton } from './passkey-button.ts'

export type ConfirmPage = {
  holder: Pick<Holder, 'name' | 'totpCipher' | 'hasPasskey'>
  back: string
  isDemo: boolean
  /** Whether their organisation can be asked. */
  hasOrganisation: boolean
} & Optional<{
  errors: NonNullable<Shown<{ code: string }>['errors']>
}>

export const confirmPage = ({ holder, back, isDemo, hasOrganisation, errors }: ConfirmPage): Html =>
  layout({
    title: 'Is it still you?',
    frame: { isDemo },
    shape: 'thought',
    errors: errors?.list,
    content: html`<p class="govuk-body">You are signed in as ${holder.name}. What comes next could put somebody in danger in other hands, so show once more that it is you.</p>
      ${
        holder.hasPasskey &&
        passkeyButton({ action: '/sign-in/confirm/passkey', words: 'Use a passkey', fields: backField(back) })
      }
      ${holder.totpCipher ? codeForm(back, errors) : !holder.hasPasskey && !hasOrganisation && nothingToShow}
      ${hasOrganisation && html`<p class="govuk-body"><a class="govuk-link" href="/sign-in/organisation/confirm?${new URLSearchParams({ back }).toString()}">Confirm with your organisation</a></p>`}
      <p class="govuk-body"><a class="govuk-link" href="/boards/mine">Go back to your work instead</a></p>`,
  })

const codeForm = (back: string, errors: ConfirmPage['errors']): Html =>
  html`<form method="post" action="/sign-in/confirm" novalidate>
    ${backField(back)}
    ${input({
      name: 'code',
      label: { text: 'Code' },
      hint: { text: 'The six figures that your device shows now' },
      classes: 'govuk-input--width-5',
      inputmode: 'numeric',
      autocomplete: 'one-time-code',
      errorMessage: errors?.byField.code,
    })}
    ${button({ text: 'Go on', preventDoubleClick: true })}
  </form>`

const nothingToShow = html`<p class="govuk-body">You have no passkey and no device for codes here. Ask an administrator of your agency for a recovery link.</p>`
