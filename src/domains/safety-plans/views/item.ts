import { type Html, html } from '../../../platform/html.ts'
import type { Option } from '../../cases/index.ts'
import { type Item, keeps, standings, warnings } from '../model/plan.ts'
import { headings, type Prompt } from '../model/templates.ts'
import { type OnPlan, planForm } from './plan-form.ts'

const optionsIn = (words: Readonly<Record<string, string>>): Option[] =>
  Object.entries(words).map(([value, text]) => ({ value, text }))

/** One thought to a screen. What came from a prompt keeps its name and place. */
export const itemPage = ({
  item,
  prompt,
  ...page
}: OnPlan & { item?: Item | undefined; prompt?: Prompt | undefined }): Html =>
  planForm({
    ...page,
    title: item ? 'A thought of the plan' : 'Something of their own',
    submit: 'Save this thought',
    about: html`${item && html`<p class="govuk-body-l">${item.title}</p>`}${prompt?.hint && html`<p class="govuk-body">${prompt.hint}.</p>`}
      ${prompt?.warns && html`<p class="govuk-body"><strong>Take care:</strong> ${prompt.warns.charAt(0).toLowerCase()}${prompt.warns.slice(1)}.</p>`}
      ${!item?.code && page.plan.circumstance === 'leaving' && html`<p class="govuk-body"><strong>Take care:</strong> until the day, a change of habit may be what gives the plan away.</p>`}
      <p class="govuk-body">Never an address where they are or may go, never a password, never a card number.</p>`,
    fields: ({ line, area, oneOf, chosen }) => html`
      ${
        item?.code
          ? html`<input type="hidden" name="heading" value="${item.heading}"><input type="hidden" name="title" value="${item.title}">`
          : html`${line('title', 'What is it, in a few words?')}${chosen('heading', 'Where does it belong?', optionsIn(headings))}`
      }
      ${oneOf('standing', 'What do they want?', optionsIn(standings))}
      ${area('words', 'What exactly', { hint: 'Their words, so that they know it again, and why it suits them. Kept sealed', rows: '4' })}
      ${oneOf('keep', 'Do they do something like it already?', optionsIn(keeps), 'What has worked is built on, not replaced')}
      ${area('keepWhy', 'Why it has to change', { hint: 'Only if it does', rows: '2' })}
      ${oneOf('warning', 'Would it take away a warning sign, or be noticed?', optionsIn(warnings), 'Blocking messages, for one, takes away what they read the danger from')}
      ${area('decision', 'What they decided, knowing that', { hint: 'Unless the answer is “No”', rows: '2' })}
      ${area('whoKnows', 'Who knows of it, and who must not', { rows: '2' })}
      ${line('agreedBy', 'Who said so?', { hint: 'The person themselves, or who spoke for them' })}
      ${line('on', 'Day on which you spoke', { width: 10 })}`,
  })
