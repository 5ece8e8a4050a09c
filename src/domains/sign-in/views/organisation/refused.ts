import { layout } from '../../../../design/layout.ts'
import { type Html, html } from '../../../../platform/html.ts'

export const refusedPage = ({ isDemo, says }: { isDemo: boolean; says: string }): Html =>
  page(isDemo, 'You are not signed in', html`<p class="govuk-body">${says}.</p>`)

export const silentPage = ({ isDemo }: { isDemo: boolean }): Html =>
  page(
    isDemo,
    'Your organisation’s sign-in does not answer',
    html`<p class="govuk-body">Waymark works; your organisation’s sign-in page could not be reached just now. Wait a few minutes and try again, and tell your
      own IT desk. If you have a password or a passkey of Waymark’s own, and your agency lets you use it, sign in with that.</p>`,
  )

const page = (isDemo: boolean, title: string, content: Html): Html =>
  layout({
    title,
    frame: { isDemo, homeHref: '/sign-in' },
    shape: 'thought',
    content: html`${content}
      <ul class="govuk-list">
        <li><a class="govuk-link" href="/sign-in/organisation">Try again with your organisation</a></li>
        <li><a class="govuk-link" href="/sign-in">Sign in with a password or a passkey</a></li>
      </ul>`,
  })
