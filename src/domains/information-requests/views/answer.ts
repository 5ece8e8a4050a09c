import { insetText } from '../../../design/components/inset-text.ts'
import { formatDay } from '../../../design/words.ts'
import { type Html, html } from '../../../platform/html.ts'
import { type SharingRow, toOf, whatOf } from '../../sharing/index.ts'
import { type Outcome, outcomes, tests, unmetOf } from '../model.ts'
import { type OnRequest, requestForm } from './request-form.ts'

const words: Record<Outcome, { text: string; hint: string }> = {
  answered: { text: 'Give what is asked for', hint: 'Only where all that the law asks is met' },
  narrowed: { text: 'Give a part', hint: 'What is needed, and the rest not' },
  refused: { text: 'Give nothing', hint: 'They can ask again, or ask a court' },
}

export const answerPage = ({ shared, ...page }: OnRequest & { shared: readonly SharingRow[] }): Html => {
  const unmet = unmetOf(page.row)
  const decide = `/cases/${page.top.caseId}/sharing/new`
  return requestForm({
    ...{ ...page, title: 'Answer the request', submit: 'Save the answer' },
    about: html`${
      unmet.length > 0 &&
      insetText({
        text: html`<p class="govuk-body">Not met, so that the whole cannot be given:</p>
          <ul class="govuk-list govuk-list--bullet">${unmet.map((code) => html`<li>${tests[code].words}</li>`)}</ul>`,
      })
    }
      <p class="govuk-body">Nothing leaves by this page. What is given is written down first, with its basis and what the person said:
        <a class="govuk-link" href="${decide}">decide to share</a>.</p>`,
    fields: ({ oneOf, chosen, area }) => html`
      ${oneOf(
        'outcome',
        'What is the answer?',
        outcomes.map((value) => ({ value, ...words[value] })),
      )}
      ${chosen(
        'sharingId',
        'The decision to share that says what is given',
        shared.map((row) => ({ value: row.id, text: sharedText(row, page.screen.now) })),
        {
          hint:
            shared.length > 0
              ? 'Decisions about this person that are shared now'
              : 'There is none about this person that is shared now',
        },
      )}
      ${area('why', 'What is not given, and why', { hint: 'Where you give a part or nothing' })}
      ${area('advice', 'Who looked at it in law or data protection, and their advice', { hint: 'Before anything is given' })}`,
  })
}

const sharedText = (row: SharingRow, now: Date): string =>
  `${row.sharedAt ? `${formatDay(row.sharedAt, now)}, ` : ''}${toOf(row)}: ${whatOf(row)}`
