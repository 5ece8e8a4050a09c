import { type Html, html } from '../../../platform/html.ts'
import { type OnPlan, planForm } from './plan-form.ts'

export const pausePage = (page: OnPlan): Html =>
  planForm({
    ...page,
    title: 'They want no plan now',
    submit: 'Pause the plan',
    about: html`<p class="govuk-body">It is theirs to want or not. Nothing is lost; it can be taken up again at any time.</p>`,
    fields: ({ area }) => area('words', 'What they said, and what stays open to them', { rows: '3' }),
  })
