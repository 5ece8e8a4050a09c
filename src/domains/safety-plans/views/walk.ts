import { radios } from '../../../design/components/radios.ts'
import { type Html, html } from '../../../platform/html.ts'
import { touchingNoted, type touchingOn } from '../../orders/index.ts'
import { itemAt } from '../actions/plan.ts'
import { fieldOf } from '../model/forms.ts'
import { standings } from '../model/plan.ts'
import { type Heading, headings, type Prompt } from '../model/templates.ts'
import { type OnPlan, planForm } from './plan-form.ts'

/** One part of the plan, gone through with them: each thought with what they want of it. */
export const walkPage = ({
  heading,
  prompts,
  touching,
  ...page
}: OnPlan & {
  heading: Heading
  prompts: readonly Prompt[]
  touching: Awaited<ReturnType<typeof touchingOn>>
}): Html =>
  planForm({
    ...page,
    title: headings[heading],
    submit: 'Save what they said',
    about: html`${touchingNoted(touching, page.top.caseId)}<p class="govuk-body">They decide about each. What you leave open is not asked yet. The words come after, one thought at a time.</p>`,
    fields: ({ line }) => html`${prompts.map((prompt) =>
      radios({
        name: fieldOf(prompt.code),
        classes: 'govuk-radios--inline',
        fieldset: { legend: { text: prompt.title, classes: 'govuk-fieldset__legend--s' } },
        hint:
          prompt.hint || prompt.warns
            ? {
                text: html`${prompt.hint}${prompt.hint && prompt.warns && html`<br>`}${prompt.warns && html`<strong>Take care:</strong> ${prompt.warns.charAt(0).toLowerCase()}${prompt.warns.slice(1)}`}`,
              }
            : undefined,
        items: [
          ...Object.entries(standings).map(([value, text]) => ({ value, text })),
          { value: 'open', text: 'Not asked' },
        ],
        value: page.shown.answers?.[fieldOf(prompt.code)] ?? itemAt(page.plan, prompt)?.standing,
        errorMessage: page.shown.errors?.byField[fieldOf(prompt.code)],
      }),
    )}
      ${line('agreedBy', 'Who said so?', { hint: 'The person themselves, or who spoke for them' })}
      ${line('on', 'Day on which you spoke', { width: 10 })}`,
  })
