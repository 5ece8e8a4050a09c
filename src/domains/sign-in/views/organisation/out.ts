import { button } from '../../../../design/components/button.ts'
import { layout } from '../../../../design/layout.ts'
import { type Html, html } from '../../../../platform/html.ts'

type Out = { isDemo: boolean; organisation: { agencyId: string; name: string } }

export const outPage = ({ isDemo, organisation: { agencyId, name } }: Out): Html =>
  layout({
    title: 'You are signed out of Waymark',
    frame: { isDemo, homeHref: '/sign-in' },
    shape: 'thought',
    content: html`<p class="govuk-body">This browser is still signed in at ${name}, so whoever sits here next could come in again without a password.
        On a shared computer sign out there too.</p>
      ${button({ text: `Sign out of ${name} too`, href: `/sign-in/organisation/${agencyId}/leave` })}
      <p class="govuk-body"><a class="govuk-link" href="/sign-in">Back to the sign-in page</a></p>`,
  })
