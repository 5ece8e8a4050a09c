import { type Html, html } from '../../../platform/html.ts'
import { partingCodes, partings } from '../model/plan.ts'
import { type OnPlan, planForm } from './plan-form.ts'

export const partingPage = (page: OnPlan): Html =>
  planForm({
    ...page,
    title: 'When the case closes',
    submit: 'Save what becomes of it',
    about: html`<p class="govuk-body">The plan is put away with the case, and can be taken up again with it. Asked before the plan lead says what they think of closing; a change of the plan asks it anew.</p>`,
    fields: ({ oneOf, line, area }) => html`
      ${oneOf(
        'becomes',
        'What becomes of the plan',
        partingCodes.map((value) => ({ value, text: partings[value] })),
        'Decided with them',
      )}
      ${line('holder', 'Who holds it from now on, if somebody else does', { hint: 'Their name and service, and that they agreed' })}
      ${area('words', 'What they said of it, and when you spoke', { rows: '3' })}`,
  })
