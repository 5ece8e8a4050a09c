import { button } from '../../../design/components/button.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatCount, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { noticeWords } from '../model.ts'
import type { Notice } from '../store/notices.ts'
import type { OwnCodes } from '../store/recovery.ts'
import type { Method, OwnSession } from '../store/sessions.ts'
import { leftWords } from './recovery-codes.ts'

type SessionsPage = {
  screen: Screen
  sessions: readonly OwnSession[]
  passkeys: number
  codes: OwnCodes
  notices: readonly Notice[]
}

export const sessionsPage = ({ screen, sessions, passkeys, codes, notices }: SessionsPage): Html =>
  layout({
    title: 'Your sign-in',
    frame: screen.frame,
    breadcrumbs: [{ text: 'Your sign-in' }],
    content: html`<h2 class="govuk-heading-m">Where you are signed in</h2>
      <p class="govuk-body">${formatCount(sessions.length, 'session')} of yours ${sessions.length === 1 ? 'is' : 'are'} open. A session locks after 15 minutes without use and ends after 12 hours.
        One that you do not know: end it, and ask an administrator for a recovery link.</p>
      <ul class="govuk-list">${sessions.map((session) => row(screen, session))}</ul>
      ${sessions.length > 1 && form(screen, button({ text: 'End all others', classes: 'govuk-button--secondary', preventDoubleClick: true }), { action: '/sign-in/sessions/end-others' })}
      ${form(screen, button({ text: 'Sign out everywhere', classes: 'govuk-button--warning', preventDoubleClick: true }), { action: '/sign-in/sessions/end-all' })}
      <h2 class="govuk-heading-m">How you sign in</h2>
      <ul class="govuk-list">
        <li><a class="govuk-link" href="/sign-in/passkeys">Your passkeys</a>: ${passkeys === 0 ? 'none yet' : passkeys}</li>
        <li><a class="govuk-link" href="/sign-in/password">Change your password</a></li>
        <li><a class="govuk-link" href="/sign-in/recovery-codes">Recovery codes</a>: ${codes.madeAt ? leftWords(codes) : 'none yet. Make them before you need them.'}</li>
      </ul>
      <h2 class="govuk-heading-m">What happened lately</h2>
      ${notices.length === 0 ? html`<p class="govuk-body">Nothing in the last 90 days.</p>` : noticeList(notices, screen.now)}`,
  })

const noticeList = (notices: readonly Notice[], now: Date): Html =>
  html`<ul class="govuk-list govuk-list--bullet">${notices.map(
    ({ what, device, at }) =>
      html`<li>${noticeWords(what)}${device !== null && `, ${device}`}, ${formatWhen(at, now)}</li>`,
  )}</ul>`

const ways: Record<Method, string> = {
  password: 'password and code',
  passkey: 'passkey',
  oidc: 'your organisation’s sign-in',
}

const row = (screen: Screen, { ref, method, device, startedAt, seenAt, isThis }: OwnSession): Html => {
  const name = `${device}, since ${formatWhen(startedAt, screen.now)}`
  return html`<li>
    <p class="govuk-body">${isThis ? html`<strong>This one</strong>: ${name}` : html`${name}`}, by ${ways[method]}, last used ${formatWhen(seenAt, screen.now)}</p>
    ${
      !isThis &&
      form(
        screen,
        html`<input type="hidden" name="ref" value="${ref}">${button({ text: html`End it<span class="govuk-visually-hidden">: ${name}</span>`, classes: 'govuk-button--secondary' })}`,
        { action: '/sign-in/sessions/end' },
      )
    }
  </li>`
}
