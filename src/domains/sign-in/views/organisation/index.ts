import { button } from '../../../../design/components/button.ts'
import { input } from '../../../../design/components/input.ts'
import { layout } from '../../../../design/layout.ts'
import { type Html, html } from '../../../../platform/html.ts'
import { backField } from '../index.ts'

type Door = {
  isDemo: boolean
  back: string | undefined
  found?: readonly { agencyId: string; name: string }[]
  problem?: string | undefined
}

/** What was typed is not shown again: only its domain was looked at. */
export const doorPage = ({ isDemo, back, found = [], problem }: Door): Html =>
  layout({
    title: 'Sign in with your organisation',
    frame: { isDemo, homeHref: '/sign-in' },
    shape: 'thought',
    breadcrumbs: [{ text: 'Sign in', href: '/sign-in' }, { text: 'Your organisation' }],
    errors: problem === undefined ? undefined : [{ text: problem, href: '#email' }],
    content: found.length > 0 ? ways(found, back) : which(back, problem),
  })

const ways = (found: readonly { agencyId: string; name: string }[], back: string | undefined): Html =>
  html`<p class="govuk-body">You leave Waymark for your organisation’s own sign-in page, and come back signed in.</p>
    <ul class="govuk-list">${found.map(
      ({ agencyId, name }) => html`<li>${button({ text: `Go on with ${name}`, href: addressOf(agencyId, back) })}</li>`,
    )}</ul>`

const addressOf = (agencyId: string, back: string | undefined): string =>
  `/sign-in/organisation/${agencyId}${back ? `?${new URLSearchParams({ back })}` : ''}`

const which = (back: string | undefined, problem: string | undefined): Html =>
  html`<form method="post" action="/sign-in/organisation" novalidate>
    ${backField(back)}
    ${input({
      name: 'email',
      label: { text: 'Work e-mail address' },
      hint: { text: 'Only what comes after the @ is looked at, to find your organisation' },
      type: 'email',
      autocomplete: 'username',
      spellcheck: false,
      errorMessage: problem === undefined ? undefined : { text: problem },
    })}
    ${button({ text: 'Go on', preventDoubleClick: true })}
    <p class="govuk-body"><a class="govuk-link" href="/sign-in">Sign in with a password instead</a></p>
  </form>`
