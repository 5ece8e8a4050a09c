import { button } from '../../../design/components/button.ts'
import { input } from '../../../design/components/input.ts'
import { warningText } from '../../../design/components/warning-text.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Person } from '../model/people.ts'

export const linkPage = ({ screen, person, link }: { screen: Screen; person: Person; link?: string }): Html =>
  layout({
    title: person.joinedAt ? `Recover the sign-in of ${person.name}` : `A link for ${person.name}`,
    tab: 'A sign-in link',
    frame: screen.frame,
    shape: 'thought',
    breadcrumbs: [
      { text: 'Staff', href: '/staff' },
      { text: person.name, href: `/staff/${person.id}` },
      { text: 'Link' },
    ],
    content: link ? made(person, link) : person.disabledAt ? gone(person) : ask(screen, person),
  })

const made = (person: Person, link: string): Html =>
  html`<p class="govuk-body">This link works once, for 48 hours. It is shown here and nowhere else: leave this page and it cannot be seen again.</p>
    ${input({ name: 'link', label: { text: 'The link' }, value: link, spellcheck: false, attributes: { readonly: true } })}
    ${warningText({ text: `Give it to ${person.name} in person or on a call where you know the voice. Whoever has it signs in as them.` })}
    <p class="govuk-body"><a class="govuk-link" href="/staff/${person.id}">Back to ${person.name}</a></p>`

const ask = (screen: Screen, person: Person): Html =>
  html`${
    person.joinedAt
      ? html`<p class="govuk-body">Their password and device stop working at once and their open sessions end. With the link they set a new password and a new device.</p>`
      : html`<p class="govuk-body">With the link they set a password and a device. A link made before stops working.</p>`
  }
    <p class="govuk-body">Your name is kept with the link, where ${person.name} and their supervisor see it.</p>
    ${form(screen, button({ text: 'Make the link', preventDoubleClick: true }))}`

const gone = (person: Person): Html =>
  html`<p class="govuk-body">${person.name} no longer works here. Enable them again first.</p>`
