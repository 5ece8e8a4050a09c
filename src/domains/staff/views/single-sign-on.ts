import { button } from '../../../design/components/button.ts'
import { insetText } from '../../../design/components/inset-text.ts'
import { passwordInput } from '../../../design/components/password-input.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import { warningText } from '../../../design/components/warning-text.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatWhen } from '../../../design/words.ts'
import type { Shown as Typed } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { fieldsOf } from '../../cases/index.ts'
import type { SingleSignOn } from '../model/single-sign-on.ts'

export type Shown = Typed<Record<string, string | undefined>> & { found?: { isWell: boolean; says: string } }
type Page = {
  screen: Screen
  kept: SingleSignOn | undefined
  address: string
  agencyId: string
  administrators: readonly { id: string; name: string }[]
  shown: Shown
}

export const singleSignOnPage = (page: Page): Html => {
  const { screen, kept, shown } = page
  return layout({
    title: 'Single sign-on',
    frame: screen.frame,
    shape: 'thought',
    breadcrumbs: [{ text: 'Staff', href: '/staff' }, { text: 'Single sign-on' }],
    errors: shown.errors?.list,
    content: html`<p class="govuk-body">Your organisation’s own provider can sign your people in (OpenID Connect). It lets in nobody who was not invited here
        before, or made by your <a class="govuk-link" href="/scim">directory</a>.</p>
      ${shown.found && checked(shown.found)} ${state(page)} ${kept && check(screen)} ${settings(page)}`,
  })
}

const checked = ({ isWell, says }: { isWell: boolean; says: string }): Html =>
  isWell ? insetText({ text: `${says}.` }) : warningText({ text: `This does not work yet. ${says}.` })

const state = ({ kept, screen, address, agencyId }: Page): Html =>
  html`${summaryList({
    rows: [
      { key: { text: 'Now' }, value: { text: stateWords(kept) } },
      kept && {
        key: { text: 'Last changed' },
        value: { text: `${formatWhen(kept.changedAt, screen.now)}, ${kept.changedBy}` },
      },
    ],
  })}
  <h2 class="govuk-heading-m">Type these at the provider</h2>
  ${summaryList({
    rows: [
      ['Redirect URI', `${address}/sign-in/organisation/${agencyId}/answer`],
      ['Back-channel logout URI', `${address}/sign-in/organisation/${agencyId}/logout`],
      ['After signing out', `${address}/sign-in`],
      ['Link for your people', `${address}/sign-in/organisation/${agencyId}`],
    ].map(([name = '', value = '']) => ({ key: { text: name }, value: { text: html`<code>${value}</code>` } })),
  })}`

const stateWords = (kept: SingleSignOn | undefined): string => {
  if (!kept?.isOn) return 'Off: people sign in with a passkey, or a password and a code'
  return kept.isOnly ? 'On, and the only way in but for one administrator' : 'On, beside passkeys and passwords'
}

const check = (screen: Screen): Html =>
  form(screen, button({ text: 'Check the connection', classes: 'govuk-button--secondary', preventDoubleClick: true }), {
    action: '/staff/single-sign-on/check',
  })

const settings = ({ screen, kept, administrators, shown }: Page): Html => {
  const { line, ticks, chosen } = fieldsOf(shown)
  return html`<h2 class="govuk-heading-m">The provider</h2>
    ${form(
      screen,
      html`${line('issuer', 'Issuer', { hint: 'Of Entra: https://login.microsoftonline.com/, your tenant’s id, /v2.0' })}
      ${line('clientId', 'Client ID')}
      ${passwordInput({
        name: 'clientSecret',
        label: { text: 'Client secret' },
        hint: { text: kept ? 'Leave it empty to keep the one that is kept' : 'Kept sealed, and never shown again' },
        autocomplete: 'off',
        errorMessage: shown.errors?.byField.clientSecret,
      })}
      ${line('domains', 'E-mail domains (optional)', { hint: 'Who types an address of one of these on the sign-in page is led to your provider' })}
      ${line('externalClaim', 'Claim that holds the directory’s id (optional)', { hint: 'Of Entra: oid. Joins the first sign-in to the person that the directory made. Without it, an e-mail address that the provider verified does' })}
      ${line('strongValues', 'Values of acr that mean two factors (optional)', { hint: 'Where amr says mfa, nothing is needed here' })}
      ${ticks('single-sign-on', 'Single sign-on', [{ value: 'isOn', text: 'On' }])}
      ${ticks('other-ways', 'Other ways in', [{ value: 'isOnly', text: 'Nobody signs in with a password or passkey of Waymark’s own' }])}
      ${chosen(
        'breakGlassId',
        'But for this administrator (break-glass)',
        administrators.map(({ id, name }) => ({ value: id, text: name })),
        { hint: 'Gets in with a passkey or password when the provider fails. The directory cannot stop them' },
      )}
      ${button({ text: 'Save', preventDoubleClick: true })}`,
    )}`
}
