import { type Html, html } from '../../../platform/html.ts'
import { nextLook, type OnPlan, planForm } from './plan-form.ts'

export const keptPage = (page: OnPlan): Html =>
  planForm({
    ...page,
    title: 'Looked at: nothing changes',
    submit: 'Save: looked at',
    fields: (fields) => html`
      ${fields.area('words', 'What was looked at, with whom, and why nothing changes', { rows: '4' })}
      ${nextLook(fields, page)}`,
  })
