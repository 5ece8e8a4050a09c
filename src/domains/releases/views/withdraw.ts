import { type Html, html } from '../../../platform/html.ts'
import { toOf } from './about.ts'
import { type OnRelease, stepForm } from './step.ts'

export const withdrawPage = (page: OnRelease): Html =>
  stepForm({
    ...{ ...page, title: 'Take a release back', submit: 'Take it back' },
    about: html`<p class="govuk-body">Nothing has been sent to ${toOf(page.row)}. After this it cannot be sent without being asked for again.</p>`,
    fields: ({ area }) => area('why', 'Why is it not needed?', { hint: 'Name no place, street or number' }),
  })
