import { type Html, html } from '../../../platform/html.ts'
import { notices, noticeWords } from '../model.ts'
import { type OnRequest, requestForm } from './request-form.ts'

export const noticePage = (page: OnRequest): Html =>
  requestForm({
    ...{ ...page, title: 'Do they know that it was asked for?', submit: 'Record it' },
    about: html`<p class="govuk-body">${page.row.person} has a right to hear of it. Tell them only by a way that is safe:
      <a class="govuk-link" href="/cases/${page.top.caseId}/safe-contact">safe contact</a>.</p>`,
    fields: ({ oneOf, line, area }) => html`
      ${oneOf(
        'notice',
        `Does ${page.row.person} know?`,
        notices.map((value) => ({ value, text: noticeWords[value] ?? value })),
      )}
      ${line('noticeOn', 'On which day were they told, or was it decided to wait?', { width: 10 })}
      ${area('how', 'How they were told, or why not yet')}
      ${area('view', 'What they think of it, and what they want', { hint: 'In their words. Needed once they know' })}
      ${line('againOn', 'Where it waits: day on which you look at it again', { width: 10 })}`,
  })
