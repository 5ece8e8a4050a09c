import { button } from '../../../design/components/button.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Person } from '../model/people.ts'

export const stopPage = ({ screen, person, hanging }: { screen: Screen; person: Person; hanging: string }): Html =>
  layout({
    title: `Stop the access of ${person.name} now`,
    tab: 'Stop the access of a person',
    frame: screen.frame,
    shape: 'thought',
    breadcrumbs: [
      { text: 'Staff', href: '/staff' },
      { text: person.name, href: `/staff/${person.id}` },
      { text: 'Stop access' },
    ],
    content: html`<p class="govuk-body">For an emergency: a lost device, a person who must not get in today. From that moment they are signed out everywhere,
      their password, device, links, calendar feed and keys stop working, and only a new link lets them in again.</p>
      <p class="govuk-body">${
        hanging
          ? `What they hold stays theirs until it is handed over: ${hanging}. Ask their supervisor to hand it over now, because nobody else is named for it.`
          : 'No lead and no open duty hangs on them.'
      }</p>
      ${form(screen, button({ text: 'Stop access now', classes: 'govuk-button--warning', preventDoubleClick: true }))}`,
  })
