import { type Html, html } from '../../../platform/html.ts'
import { type OnFile, stepForm } from './step.ts'

export const shutPage = (page: OnFile): Html =>
  stepForm({
    ...{ ...page, title: 'Shut it again', submit: 'Shut it' },
    about: html`<p class="govuk-body">Do this at once if it shows where somebody can be found. Nobody can open it then until a second person decides. <a class="govuk-link" href="/cases/${page.row.caseId}/looks">Who looked</a> tells who may have seen it: tell whoever leads the case, look at the risk again, and tell your data protection lead.</p>`,
    fields: ({ area }) => area('why', 'Why is it shut?'),
  })
