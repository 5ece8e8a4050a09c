import { button } from '../../../design/components/button.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Person } from '../model/people.ts'

type Disable = { screen: Screen; person: Person; hanging: string; isRefused: boolean }

export const disablePage = ({ screen, person, hanging, isRefused }: Disable): Html =>
  layout({
    title: `${person.name} leaves`,
    tab: 'Somebody leaves',
    frame: screen.frame,
    shape: 'thought',
    breadcrumbs: [
      { text: 'Staff', href: '/staff' },
      { text: person.name, href: `/staff/${person.id}` },
      { text: 'Leaves' },
    ],
    errors: isRefused ? [{ text: `First hand over ${hanging}`, href: '#hand-over' }] : undefined,
    content: hanging
      ? html`<h2 class="govuk-heading-m" id="hand-over">Hand over first: ${hanging}</h2>
        <p class="govuk-body">Nobody leaves while a case is theirs. ${person.name} hands over on the page “Handovers”, all of it in one go if they like. If they cannot,
        ${person.supervisorName ? `${person.supervisorName}, who supervises them,` : 'a supervisor of your agency'} does it for them. Then come back here.</p>
        <p class="govuk-body">Must they lose access this minute? <a class="govuk-link" href="/staff/${person.id}/stop">Stop their access now</a>; the handover can follow.</p>`
      : html`<p class="govuk-body">No lead and no open duty hangs on them. From the moment you confirm they are signed out everywhere and can get in nowhere, and
        every case, team and shift is taken from them. Their name stays on what they wrote.</p>
        ${form(screen, button({ text: `${person.name} no longer works here`, classes: 'govuk-button--warning', preventDoubleClick: true }))}`,
  })
