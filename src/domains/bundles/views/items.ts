import { type Html, html } from '../../../platform/html.ts'
import { itemsFields } from './items-fields.ts'
import { type OnBundle, stepForm } from './step.ts'

export const itemsPage = ({ choices, ...page }: OnBundle): Html =>
  stepForm({
    ...{ ...page, title: 'Change what is in the bundle', submit: 'Make it again with these' },
    about: html`<p class="govuk-body">It is made again with what these say now, and each page is looked through again. What is added stands at the end.</p>`,
    fields: (fields) => itemsFields(fields, choices),
  })
