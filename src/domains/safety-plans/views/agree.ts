import { type Html, html } from '../../../platform/html.ts'
import { optionsOf } from '../../cases/index.ts'
import { copies } from '../model/forms.ts'
import { nextLook, type OnPlan, planForm } from './plan-form.ts'

export const agreePage = (page: OnPlan): Html =>
  planForm({
    ...page,
    title: 'Agree the plan with them',
    submit: 'Agreed: this is the plan',
    about: html`<p class="govuk-body">From then on this is the plan. It is kept as it is; a change makes a new version. It promises nobody that they are safe.</p>`,
    fields: (fields) => {
      const { line, area, oneOf } = fields
      return html`
      ${line('agreedOn', 'Day on which they agreed', { width: 10 })}
      ${area('with', 'Who was there, and how you spoke', { rows: '2' })}
      ${area('words', 'What they said of it, and whether they feel safer', { rows: '3' })}
      ${oneOf('copy', 'What do they keep of it?', optionsOf(copies), 'Whatever they keep can be found')}
      ${nextLook(fields, page)}`
    },
  })
