import type { Html } from '../../../platform/html.ts'
import { type OnPlan, planForm } from './plan-form.ts'

export const takeUpPage = (page: OnPlan): Html =>
  planForm({
    ...page,
    title: 'Take the plan up again',
    submit: 'Take it up again',
    fields: ({ area }) => area('words', 'What has changed, and what they want now', { rows: '3' }),
  })
