import { button } from '../../../design/components/button.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { type Html, html } from '../../../platform/html.ts'
import type { Place } from '../actions.ts'

export const removePage = ({ screen, place }: { screen: Screen; place: Place }): Html =>
  layout({
    title: 'Take it off the list',
    frame: screen.frame,
    shape: 'thought',
    breadcrumbs: [{ text: 'Protected addresses', href: '/protected-addresses' }, { text: 'Take off' }],
    content: html`<p class="govuk-body">${place.place?.text ?? 'A place whose key was erased'} is no longer looked for, in any case. Do this when nobody lives there any more and nobody could be found through it. What is held because of it stays held until somebody decides.</p>
      ${form(screen, button({ text: 'Take it off', classes: 'govuk-button--warning', preventDoubleClick: true }))}`,
  })
