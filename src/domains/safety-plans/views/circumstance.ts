import type { Html } from '../../../platform/html.ts'
import { html } from '../../../platform/html.ts'
import type { Fields } from '../../cases/index.ts'
import { warnings } from '../model/plan.ts'
import { circumstanceCodes, circumstances } from '../model/templates.ts'
import { type OnPlan, planForm } from './plan-form.ts'

export const circumstanceFields = ({ oneOf, area }: Fields, withChild: boolean): Html => html`
  ${oneOf(
    'circumstance',
    'How do things stand?',
    circumstanceCodes
      .filter((code) => withChild || code !== 'child')
      .map((value) => ({ value, text: circumstances[value] })),
    'It decides what is offered for the plan, and nothing else',
  )}
  ${oneOf(
    'shows',
    'Would a plan for that show to the person who harms them?',
    Object.entries(warnings).map(([value, text]) => ({ value, text })),
    'A changed habit, something that is gone, a paper, a device',
  )}
  ${area('words', 'What would show, and what they decided about it', { hint: 'Their words. Needed unless the answer is “No”' })}`

export const circumstancePage = (page: OnPlan): Html =>
  planForm({
    ...page,
    title: 'How things stand now',
    submit: 'Save how things stand',
    about: html`<p class="govuk-body">Nothing that was said is lost. What fits no longer stays in the plan until they say otherwise.</p>`,
    fields: (fields) => circumstanceFields(fields, false),
  })
