import { type Html, html } from '../../../platform/html.ts'
import { type OnPlan, planForm } from './plan-form.ts'

export const keptPage = (page: OnPlan): Html =>
  planForm({
    ...page,
    title: 'Looked at: nothing changes',
    submit: 'Save: looked at',
    fields: ({ line, area }) => html`
      ${area('words', 'What was looked at, with whom, and why nothing changes', { rows: '4' })}
      ${line('nextReviewOn', 'Day on which it is looked at again', { width: 10 })}`,
  })
