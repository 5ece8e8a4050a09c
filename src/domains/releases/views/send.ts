import { type Html, html } from '../../../platform/html.ts'
import type { Standing } from '../actions/index.ts'
import { wayWords } from '../model/forms.ts'
import { toOf } from './about.ts'
import { type OnRelease, stepForm, whatGoes } from './step.ts'

export const sendPage = (page: OnRelease & { standing: Standing }): Html => {
  const { row, standing, here } = page
  return stepForm({
    ...{ ...page, title: 'Send what was approved', submit: 'why' in standing ? 'End it as void' : 'It goes now' },
    about: html`<p class="govuk-body">To ${toOf(row)}. ${wayWords[row.sentHow] ?? row.sentHow}. ${row.approverName} approved this, and nothing else:</p>
      ${whatGoes(standing, here)}
      ${!('why' in standing) && html`<p class="govuk-body">When you go on, it counts as sent, and you can save the paper that you give them.</p>`}`,
    fields: () => html``,
  })
}
