import { type Html, html } from '../../../platform/html.ts'
import { clock } from '../model/clock.ts'
import { askPage, type OnRequest } from './ask.ts'

export const identityPage = ({ screen, row, shown }: OnRequest): Html =>
  askPage({
    ...{ screen, row, shown, title: 'Who asks?', submit: 'It is known who asks' },
    about: html`<p class="govuk-body">Check it by a route that you know to be safe: never by the number or address that came with the request alone. The clock starts on this day: ${clock.source.title} ${clock.source.section}.</p>`,
    fields: ({ line, area }) => html`${area('identityHow', 'What you saw, and by which safe route')}
      ${line('identityOn', 'Day on which it was known', { width: 10 })}`,
  })
