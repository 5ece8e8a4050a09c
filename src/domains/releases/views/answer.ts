import { type Html, html } from '../../../platform/html.ts'
import type { Standing } from '../actions/index.ts'
import { checks, wayWords } from '../model/forms.ts'
import { toOf } from './about.ts'
import { type OnRelease, stepForm, whatGoes } from './step.ts'

export const answerPage = (page: OnRelease & { standing: Standing }): Html => {
  const { row, standing, here } = page
  return stepForm({
    ...{ ...page, title: 'Decide on a release', submit: 'Decide' },
    about: html`<p class="govuk-body">${row.askedByName} asks to release this to ${toOf(row)}. ${wayWords[row.sentHow] ?? row.sentHow}. This is all that they will read${row.kind === 'bundle' ? '' : ', word for word'}:</p>
      ${whatGoes(standing, here)}`,
    fields: ({ oneOf, ticks, area }) => html`
      ${ticks(
        'checks',
        'Before you approve it',
        Object.entries(checks).map(([code, text]) => ({ value: `check-${code}`, text })),
      )}
      ${oneOf('answer', 'What do you decide?', [
        {
          value: 'approve',
          text: 'Approve it, as it stands above',
          hint: 'If anything of it changes before it is sent, your approval is void',
        },
        { value: 'refuse', text: 'Refuse it' },
      ])}
      ${area('why', 'Why not, where you refuse it')}`,
  })
}
