import { button } from '../../../design/components/button.ts'
import { input } from '../../../design/components/input.ts'
import { form, formKeyField, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatWhen } from '../../../design/words.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { OwnPasskey } from '../store/passkeys.ts'
import { passkeyButton } from './passkey-button.ts'

type PasskeysPage = { screen: Screen; passkeys: readonly OwnPasskey[] } & Shown<{ name: string }>

export const passkeysPage = ({ screen, passkeys, answers = {}, errors }: PasskeysPage): Html =>
  layout({
    title: 'Your passkeys',
    frame: screen.frame,
    errors: errors?.list,
    breadcrumbs: [{ text: 'Your sign-in', href: '/sign-in/sessions' }, { text: 'Your passkeys' }],
    content: html`<p class="govuk-body">A passkey signs you in with your finger, your face or a PIN, in place of your password and code. It works on this site alone, so nobody can trick it out of you.</p>
      ${passkeys.length === 0 ? html`<p class="govuk-body">You have no passkey yet.</p>` : html`<ul class="govuk-list">${passkeys.map((passkey) => row(screen, passkey))}</ul>`}
      <h2 class="govuk-heading-m">Add a passkey</h2>
      <p class="govuk-body wm-without-script">A passkey needs JavaScript, which is off in this browser. Your password and code work without it.</p>
      ${passkeyButton({
        ...{ action: '/sign-in/passkeys', words: 'Add a passkey', isNew: true },
        fields: html`${formKeyField(screen.formKey)}${input({
          name: 'name',
          label: { text: 'Name' },
          hint: { text: 'So that you know it again, like “My work phone”' },
          classes: 'govuk-input--width-20',
          autocomplete: 'off',
          value: answers.name,
          errorMessage: errors?.byField.name,
        })}`,
      })}`,
  })

const row = (screen: Screen, { id, name, madeAt, usedAt }: OwnPasskey): Html =>
  html`<li>
    <p class="govuk-body"><strong>${name}</strong>, added ${formatWhen(madeAt, screen.now)}, ${usedAt ? `last used ${formatWhen(usedAt, screen.now)}` : 'not used yet'}</p>
    ${form(
      screen,
      html`${input({ name: 'name', id: `name-${id}`, label: { text: html`New name<span class="govuk-visually-hidden"> for ${name}</span>` }, classes: 'govuk-input--width-20', autocomplete: 'off', value: name })}
        ${button({ text: html`Rename<span class="govuk-visually-hidden"> ${name}</span>`, classes: 'govuk-button--secondary' })}`,
      { action: `/sign-in/passkeys/${id}/name` },
    )}
    ${form(
      screen,
      button({
        text: html`Remove<span class="govuk-visually-hidden"> ${name}</span>`,
        classes: 'govuk-button--warning',
        preventDoubleClick: true,
      }),
      { action: `/sign-in/passkeys/${id}/remove` },
    )}
  </li>`
