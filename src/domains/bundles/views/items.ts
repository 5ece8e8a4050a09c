import { insetText } from '../../../design/components/inset-text.ts'
import { type Html, html } from '../../../platform/html.ts'
import { shutText } from '../model/bundle.ts'
import { itemsFields } from './items-fields.ts'
import { type OnBundle, stepForm } from './step.ts'

/** `shut`: how many things in it are not offered now; the summary of errors says it where it is in the way of something. */
export const itemsPage = ({ choices, shut, ...page }: OnBundle & { shut: number }): Html =>
  stepForm({
    ...{ ...page, title: 'Change what is in the bundle', submit: 'Make it again with these' },
    action: `${page.here}/items`,
    about: html`${shut > 0 && !page.shown.errors && insetText({ text: `${shutText(shut)}. Made again from here, it is made without that.` })}<p class="govuk-body">It is made again with what these say now, and each page is looked through again. What is added stands at the end.</p>`,
    fields: (fields) => itemsFields(fields, choices),
  })
