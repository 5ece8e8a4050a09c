import { button } from '../../../design/components/button.ts'
import { summaryList } from '../../../design/components/summary-list.ts'
import { form, type Screen } from '../../../design/form.ts'
import { layout } from '../../../design/layout.ts'
import { formatWhen } from '../../../design/words.ts'
import type { Shown } from '../../../platform/forms.ts'
import { type Html, html } from '../../../platform/html.ts'
import { fieldsOf } from '../../cases/index.ts'
import type { Message } from '../store.ts'

type Page = { screen: Screen; message: Message; shown: Shown<Record<string, string | undefined>> }

export const messagePage = ({ screen, message, shown }: Page): Html => {
  const { line, area } = fieldsOf(shown)
  const { kind, about, said, fromName, sentAt, doneAt, doneBy, doneAs, caseId, reference } = message
  return layout({
    title: 'For the safeguarding desk',
    frame: screen.frame,
    breadcrumbs: [{ text: 'People you know', href: '/conflicts' }, { text: 'For the safeguarding desk' }],
    errors: shown.errors?.list,
    content: html`${summaryList({
      rows: [
        { key: { text: 'About' }, value: { text: about } },
        { key: { text: 'From' }, value: { text: fromName ?? 'Waymark' } },
        { key: { text: 'Came' }, value: { text: formatWhen(sentAt, screen.now) } },
        {
          key: { text: 'What was said' },
          value: { text: html`${said.split('\n').map((each) => html`<p class="govuk-body">${each}</p>`)}` },
        },
      ],
    })}
    ${
      doneAt
        ? html`<p class="govuk-body">Dealt with by ${doneBy ?? ''}, ${formatWhen(doneAt, screen.now)}: ${doneAs ?? ''}
            ${caseId !== null && reference !== null && html`<a class="govuk-link" href="/cases/${caseId}">${reference}</a>`}</p>`
        : html`<h2 class="govuk-heading-m">Deal with it</h2>
          ${
            kind === 'message' &&
            html`<p class="govuk-body">Find them first: use the search above. If there is no case, <a class="govuk-link" href="/cases/new">open one</a>. Record there
            what this says, and then say here what was done. Do not answer whoever sent it.</p>`
          }
          ${form(
            screen,
            html`${kind === 'message' && line('reference', 'Case on which it was recorded', { width: 20, hint: 'Its reference, such as WM-7K3Q-9D4H; leave it empty if it belongs to no case' })}
            ${area('doneAs', 'What was done with it')}
            ${button({ text: 'Done', preventDoubleClick: true })}`,
            { action: `/conflicts/messages/${message.id}/done` },
          )}`
    }`,
  })
}
