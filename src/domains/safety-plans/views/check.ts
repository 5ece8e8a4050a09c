import { type Html, html } from '../../../platform/html.ts'
import { principleCodes, principles } from '../model/plan.ts'
import { type OnPlan, planForm } from './plan-form.ts'

export const checkPage = (page: OnPlan): Html =>
  planForm({
    ...page,
    title: 'Check the plan',
    submit: 'Save the check',
    about: html`<p class="govuk-body">Twelve questions, before they agree to it. “Not yet” is an answer: say what is missing.</p>`,
    fields: ({ oneOf, area }) =>
      html`${principleCodes.map(
        (code) => html`${oneOf(code, principles[code].asks, [
          { value: 'yes', text: 'Yes' },
          { value: 'not yet', text: 'Not yet' },
        ])}
      ${area(`${code}Words`, html`What is missing, and why it can wait<span class="govuk-visually-hidden">: ${principles[code].asks}</span>`, { rows: '1' })}`,
      )}`,
  })
