import { button } from '../../../design/components/button.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatCount, formatWhen } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { OwnSession } from '../store.ts'

export const sessionsPage = ({ screen, sessions }: { screen: Screen; sessions: readonly OwnSession[] }): Html =>
  layout({
    title: 'Where you are signed in',
    frame: screen.frame,
    breadcrumbs: [{ text: 'Where you are signed in' }],
    content: html`<p class="govuk-body">${formatCount(sessions.length, 'session')} of yours ${sessions.length === 1 ? 'is' : 'are'} open. A session locks after 15 minutes without use and ends after 12 hours.
        One that you do not know: end it, and ask an administrator for a recovery link.</p>
      <ul class="govuk-list">${sessions.map((session) => row(screen, session))}</ul>
      ${form(screen, button({ text: 'Sign out everywhere', classes: 'govuk-button--warning', preventDoubleClick: true }), { action: '/sign-in/sessions/end-all' })}`,
  })

const row = (screen: Screen, { ref, device, startedAt, seenAt, isThis }: OwnSession): Html => {
  const name = `${device}, since ${formatWhen(startedAt, screen.now)}`
  return html`<li>
    <p class="govuk-body">${isThis ? html`<strong>This one</strong>: ${name}` : html`${name}`}, last used ${formatWhen(seenAt, screen.now)}</p>
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
